"""What can be scanned: instruments, locations, scan codes and filters, as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any, NamedTuple

from .market_view import Seen

Measure = Callable[[Seen], "float | None"]


class Location(NamedTuple):
    """A place to scan. It has the instruments of a type that are listed on one of the exchanges (none: on any)."""

    code: str
    name: str
    instrument: str
    sec_types: tuple[str, ...]
    currencies: tuple[str, ...] = ()
    exchanges: tuple[str, ...] = ()
    parent: str = ""


class Scan(NamedTuple):
    """A way to rank; `measure` gives None for what is not to be listed."""

    code: str
    name: str
    measure: Measure
    descending: bool = True


class Filter(NamedTuple):
    """A condition on what is listed. `passes(measured, wanted)`."""

    code: str
    name: str
    measure: Callable[[Seen], Any]
    passes: Callable[[Any, Any], bool]
    kind: str = "Double"  # of the value: Double, Int or Text


INSTRUMENTS = {
    "STK": "US Stocks",
    "ETF.EQ.US": "US Equity ETFs",
    "STOCK.EU": "Europe Stocks",
    "STOCK.HK": "Asia Stocks",
    "FUT.US": "US Futures",
    "IND.US": "US Indexes",
    "CASH": "Currencies",
}

_US = ("USD",)
_US_STOCK_EXCHANGES = ("NASDAQ", "NYSE", "AMEX", "ARCA", "BATS")
_EU = ("EUR", "GBP", "CHF", "SEK", "DKK", "NOK")
_ASIA = ("JPY", "HKD", "AUD", "SGD", "KRW", "CNH")

LOCATIONS = (
    Location("STK.US", "US Stocks", "STK", ("STK",), _US),
    Location("STK.US.MAJOR", "Listed/NASDAQ", "STK", ("STK",), _US, _US_STOCK_EXCHANGES, "STK.US"),
    Location("STK.NASDAQ", "NASDAQ", "STK", ("STK",), _US, ("NASDAQ",), "STK.US.MAJOR"),
    Location("STK.NYSE", "NYSE", "STK", ("STK",), _US, ("NYSE",), "STK.US.MAJOR"),
    Location("STK.AMEX", "AMEX", "STK", ("STK",), _US, ("AMEX",), "STK.US.MAJOR"),
    Location("STK.ARCA", "ARCA", "STK", ("STK",), _US, ("ARCA",), "STK.US.MAJOR"),
    Location("STK.BATS", "BATS", "STK", ("STK",), _US, ("BATS",), "STK.US.MAJOR"),
    Location("ETF.EQ.US.MAJOR", "US Equity ETFs", "ETF.EQ.US", ("STK",), _US, _US_STOCK_EXCHANGES),
    Location("STK.EU", "Europe Stocks", "STOCK.EU", ("STK",), _EU),
    Location("STK.EU.IBIS", "Germany (XETRA)", "STOCK.EU", ("STK",), _EU, ("IBIS", "IBIS2"), "STK.EU"),
    Location("STK.EU.LSE", "United Kingdom (LSE)", "STOCK.EU", ("STK",), _EU, ("LSE", "LSEETF"), "STK.EU"),
    Location("STK.EU.SBF", "France (SBF)", "STOCK.EU", ("STK",), _EU, ("SBF",), "STK.EU"),
    Location("STK.EU.AEB", "Netherlands (AEB)", "STOCK.EU", ("STK",), _EU, ("AEB",), "STK.EU"),
    Location("STK.EU.EBS", "Switzerland (EBS)", "STOCK.EU", ("STK",), _EU, ("EBS",), "STK.EU"),
    Location("STK.HK", "Asia Stocks", "STOCK.HK", ("STK",), _ASIA),
    Location("STK.HK.SEHK", "Hong Kong (SEHK)", "STOCK.HK", ("STK",), _ASIA, ("SEHK",), "STK.HK"),
    Location("STK.HK.TSE_JPN", "Japan (TSEJ)", "STOCK.HK", ("STK",), _ASIA, ("TSEJ", "TSE.JPN"), "STK.HK"),
    Location("FUT.US", "US Futures", "FUT.US", ("FUT",), _US),
    Location("IND.US", "US Indexes", "IND.US", ("IND",), _US),
    Location("CASH.IDEALPRO", "IDEALPRO", "CASH", ("CASH",)),
)


def _percent(of: Measure, base: Measure) -> Measure:
    """How much one is above the other, in percent."""

    def measured(seen: Seen) -> float | None:
        value, reference = of(seen), base(seen)
        return (value / reference - 1) * 100 if value is not None and reference else None

    return measured


def _when(test: Callable[[float], bool], measure: Measure) -> Measure:
    """The measure where it passes a test."""

    def measured(seen: Seen) -> float | None:
        value = measure(seen)
        return value if value is not None and test(value) else None

    return measured


def _up(value: float) -> bool:
    return value > 0


def _down(value: float) -> bool:
    return value < 0


_change = _percent(lambda seen: seen.last, lambda seen: seen.close)
_since_open = _percent(lambda seen: seen.last, lambda seen: seen.open)
_gap = _percent(lambda seen: seen.open, lambda seen: seen.close)


def _range(seen: Seen) -> float | None:
    return seen.high - seen.low if seen.high is not None and seen.low is not None else None


def _relative_range(seen: Seen) -> float | None:
    span = _range(seen)
    return span / seen.last * 100 if span is not None and seen.last else None


def _turnover(seen: Seen) -> float:
    return seen.volume * seen.last


def _volume_rate(seen: Seen) -> float | None:
    """Volume by the spread: what can be traded at little cost."""
    if seen.ask is None or seen.bid is None:
        return None
    return seen.volume / max(seen.ask - seen.bid, 1e-9)


def _market_cap(seen: Seen) -> float:
    """In millions; how many shares there are is a matter of the contract alone."""
    shares = 50 + seen.instrument.contract.conId * 7919 % 15_000
    return shares * seen.last


def _option_volume(seen: Seen) -> float:
    return seen.volume / 50


SCANS = (
    Scan("TOP_PERC_GAIN", "Top % Gainers", _when(_up, _change)),
    Scan("TOP_PERC_LOSE", "Top % Losers", _when(_down, _change), False),
    Scan("MOST_ACTIVE", "Most Active", lambda seen: seen.volume),
    Scan("MOST_ACTIVE_USD", "Most Active ($)", _turnover),
    Scan("HOT_BY_VOLUME", "Hot Contracts by Volume", lambda seen: seen.volume),
    Scan("HOT_BY_PRICE", "Hot Contracts by Price", lambda seen: abs(_change(seen) or 0)),
    Scan("HOT_BY_PRICE_RANGE", "Hot Contracts by Price Range", _relative_range),
    Scan("TOP_PRICE_RANGE", "Top Price Range", _range),
    Scan("TOP_VOLUME_RATE", "Top Volume Rate", _volume_rate),
    Scan("TOP_OPEN_PERC_GAIN", "Top % Gainers Since Open", _when(_up, _since_open)),
    Scan("TOP_OPEN_PERC_LOSE", "Top % Losers Since Open", _when(_down, _since_open), False),
    Scan("HIGH_OPEN_GAP", "Top Close-to-Open % Gainers", _when(_up, _gap)),
    Scan("LOW_OPEN_GAP", "Top Close-to-Open % Losers", _when(_down, _gap), False),
    Scan("HALTED", "Halted", lambda seen: seen.volume if seen.halted else None),
    Scan("SCAN_symbol_ASC", "Symbol A to Z", lambda seen: 0.0, False),
)
SCAN_OF: Mapping[str, Scan] = {scan.code: scan for scan in SCANS}
LOCATION_OF: Mapping[str, Location] = {location.code: location for location in LOCATIONS}


def _above(measured: float | None, wanted: float) -> bool:
    return measured is not None and measured >= wanted


def _below(measured: float | None, wanted: float) -> bool:
    return measured is not None and measured <= wanted


def _is_type(measured: str, wanted: str) -> bool:
    """wanted: ALL, one type, or `inc:ETF,ETN` and `exc:ETF` as TWS writes it."""
    mode, colon, names = wanted.partition(":")
    listed = {_TYPE_NAMES.get(name, name) for name in (names if colon else mode).upper().split(",")}
    if mode.lower() == "exc":
        return measured not in listed
    return "ALL" in listed or measured in listed


def _is_one_of(measured: str, wanted: str) -> bool:
    return measured in wanted.upper().split(",")


_TYPE_NAMES = {"STOCK": "COMMON", "CORP": "COMMON"}

FILTERS = (
    Filter("priceAbove", "Price Above", lambda seen: seen.last, _above),
    Filter("priceBelow", "Price Below", lambda seen: seen.last, _below),
    Filter("volumeAbove", "Volume Above", lambda seen: seen.volume, _above, "Int"),
    Filter("volumeBelow", "Volume Below", lambda seen: seen.volume, _below, "Int"),
    Filter("usdVolumeAbove", "Volume (USD) Above", _turnover, _above),
    Filter("usdVolumeBelow", "Volume (USD) Below", _turnover, _below),
    Filter("changePercAbove", "Change (%) Above", _change, _above),
    Filter("changePercBelow", "Change (%) Below", _change, _below),
    Filter("changeOpenPercAbove", "Change Since Open (%) Above", _since_open, _above),
    Filter("changeOpenPercBelow", "Change Since Open (%) Below", _since_open, _below),
    Filter("openGapPercAbove", "Open Gap (%) Above", _gap, _above),
    Filter("openGapPercBelow", "Open Gap (%) Below", _gap, _below),
    Filter("priceRangeAbove", "Price Range Above", _range, _above),
    Filter("priceRangeBelow", "Price Range Below", _range, _below),
    Filter("marketCapAbove1e6", "Market Cap (Millions) Above", _market_cap, _above),
    Filter("marketCapBelow1e6", "Market Cap (Millions) Below", _market_cap, _below),
    Filter("avgOptVolumeAbove", "Average Option Volume Above", _option_volume, _above, "Int"),
    Filter("stkTypes", "Stock Type", lambda seen: seen.instrument.stock_type, _is_type, "Text"),
    Filter("curCodes", "Currency", lambda seen: seen.instrument.contract.currency, _is_one_of, "Text"),
)
FILTER_OF: Mapping[str, Filter] = {filter.code: filter for filter in FILTERS}

# attribute of ScannerSubscription -> the filter that it is; the others are about bonds
FILTER_FIELDS = {
    "abovePrice": "priceAbove",
    "belowPrice": "priceBelow",
    "aboveVolume": "volumeAbove",
    "marketCapAbove": "marketCapAbove1e6",
    "marketCapBelow": "marketCapBelow1e6",
    "averageOptionVolumeAbove": "avgOptVolumeAbove",
    "stockTypeFilter": "stkTypes",
}


def value_of(filter: Filter, text: str) -> Any:
    """The value of a filter from its text. Raises ValueError."""
    if filter.kind == "Text":
        return text
    number = float(text)
    if not isfinite(number):
        raise ValueError(text)
    return number
