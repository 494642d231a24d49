"""Option chains: which expiries and strikes there are, and the options themselves, made when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ibproto.contract import Contract
from ibproto.gateway.zones import nth_weekday

from . import calendars, futures, venues
from .calendars import Calendar
from .ids import MAX_STRIKES, option_id
from .instrument import Derived, Instrument, Venue

WEEKS, MONTHS, LEAPS = 8, 9, 3  # how many expiries ahead there are
NEAR = {"weekly": 0.05, "monthly": 0.05}  # share of the price around which every step is a strike
WIDE = {"weekly": 0.1, "monthly": 0.35}  # and up to which there are strikes
WIDE_STEPS = 5  # beyond the near ones, one of so many steps is a strike

Expiries = Callable[[Calendar, date], Iterator[tuple[date, str]]]


class Chain(NamedTuple):
    """The options of one trading class. step: between two strikes. expiries: of which days, weekly or monthly."""

    number: int
    symbol: str
    sec_type: str
    underlying_type: str
    trading_class: str
    venue: Venue
    multiplier: str
    step: float
    expiries: Expiries
    volatility: float = 0.5


def _third_fridays(calendar: Calendar, today: date, months: int) -> Iterator[date]:
    number = today.year * 12 + today.month - 1
    while months:
        year, month = divmod(number, 12)
        number += 1
        day = calendar.last_trade_date(nth_weekday(year, month + 1, 4, 3))
        if day >= today:
            months -= 1
            yield day


def _fridays(calendar: Calendar, today: date) -> Iterator[date]:
    friday = today + timedelta(days=(4 - today.weekday()) % 7)
    for number in range(WEEKS):
        day = calendar.last_trade_date(friday + timedelta(days=7 * number))
        if day >= today:
            yield day


def monthly(calendar: Calendar, today: date) -> Iterator[tuple[date, str]]:
    """Third Fridays of the next months, and of the next Januaries."""
    days = set(_third_fridays(calendar, today, MONTHS))
    january = [date(today.year + number, 1, 1) for number in range(1, LEAPS + 1)]
    days.update(calendar.last_trade_date(nth_weekday(first.year, 1, 4, 3)) for first in january)
    for day in sorted(days):
        yield day, "monthly"


def weekly(calendar: Calendar, today: date) -> Iterator[tuple[date, str]]:
    """The Fridays of the next weeks that are not the third of their month."""
    third = set(_third_fridays(calendar, today, 4))
    for day in _fridays(calendar, today):
        if day not in third:
            yield day, "weekly"


def both(calendar: Calendar, today: date) -> Iterator[tuple[date, str]]:
    yield from sorted((*weekly(calendar, today), *monthly(calendar, today)))


def all_fridays(calendar: Calendar, today: date) -> Iterator[tuple[date, str]]:
    for day in _fridays(calendar, today):
        yield day, "weekly"


def _before_future(symbol: str, count: int, days: int) -> Expiries:
    """Some trade dates before each of the next futures ends."""

    def found(calendar: Calendar, today: date) -> Iterator[tuple[date, str]]:
        left = count
        for future in futures.contracts(futures.FAMILY_OF[symbol], today):
            assert future.expiry is not None
            day = futures.business_days_before(calendar, future.expiry, days)
            if day >= today and left:
                left -= 1
                yield day, "monthly"

    return found


_STOCKS = venues.options(venues.OPTION_EXCHANGES, calendars.US_OPTIONS, 110, "9c0002")
_PENNY = venues.options(venues.OPTION_EXCHANGES, calendars.US_OPTIONS, 109, "9c0002")
_SPX = venues.options("SMART CBOE IBUSOPT", calendars.US_INDEX_OPTIONS, 557, "9c0003")
_CME = venues.options("CME", calendars.EQUITY_FUTURES, 68)
_NYMEX = venues.options("NYMEX", calendars.COMMODITY_FUTURES, 56)
_COMEX = venues.options("COMEX", calendars.COMMODITY_FUTURES, 32)

CHAINS: tuple[Chain, ...] = (
    # fmt: off
    Chain(0, "SPY", "OPT", "STK", "SPY", _PENNY, "100", 1.0, both, 0.16),
    Chain(1, "QQQ", "OPT", "STK", "QQQ", _PENNY, "100", 1.0, both, 0.21),
    Chain(2, "AAPL", "OPT", "STK", "AAPL", _PENNY, "100", 2.5, both, 0.28),
    Chain(3, "MSFT", "OPT", "STK", "MSFT", _STOCKS, "100", 2.5, both, 0.25),
    Chain(4, "TSLA", "OPT", "STK", "TSLA", _STOCKS, "100", 2.5, both, 0.55),
    Chain(5, "NVDA", "OPT", "STK", "NVDA", _PENNY, "100", 2.5, both, 0.42),
    Chain(6, "IBM", "OPT", "STK", "IBM", _STOCKS, "100", 5.0, both, 0.26),
    Chain(7, "SPX", "OPT", "IND", "SPX", _SPX, "100", 10.0, monthly, 0.16),
    Chain(8, "SPX", "OPT", "IND", "SPXW", _SPX, "100", 5.0, all_fridays, 0.16),
    Chain(9, "ES", "FOP", "FUT", "ES", _CME, "50", 10.0, _before_future("ES", 5, 0), 0.16),
    Chain(10, "ES", "FOP", "FUT", "EW", _CME, "50", 5.0, weekly, 0.16),
    Chain(11, "CL", "FOP", "FUT", "LO", _NYMEX, "1000", 0.5, _before_future("CL", 9, 3), 0.34),
    Chain(12, "GC", "FOP", "FUT", "OG", _COMEX, "100", 10.0, _before_future("GC", 6, 20), 0.2),
    # fmt: on
)
CHAIN_OF = {chain.number: chain for chain in CHAINS}
_LAST_TIME = {"OPT": "16:00", "FOP": "15:00"}
_NAMES = {True: "C", False: "P"}


def strikes(chain: Chain, kind: str, price: float) -> list[int]:
    """The strikes of an expiry around a price, in steps of the chain."""
    center = price / chain.step
    near, wide = NEAR[kind] * center, WIDE[kind] * center
    lowest, highest = max(1, round(center - wide)), min(MAX_STRIKES - 1, round(center + wide))
    return [step for step in range(lowest, highest + 1) if abs(step - center) <= near or not step % WIDE_STEPS]


def future_of(chain: Chain, expiry: date, today: date) -> Instrument:
    """The future that an option on futures is settled in: the first that ends with it or later."""
    listed = futures.contracts(futures.FAMILY_OF[chain.symbol], today)
    return next((future for future in listed if future.expiry is not None and future.expiry >= expiry), listed[-1])


def option(chain: Chain, underlying: Instrument, expiry: date, step: int, is_call: bool) -> Instrument:
    """One option."""
    strike = step * chain.step
    if chain.sec_type == "FOP":
        code = f"{futures.MONTH_CODES[expiry.month - 1]}{expiry.year % 10}"
        week = f"{(expiry.day + 6) // 7}" if chain.expiries is weekly else ""
        local = f"{chain.trading_class}{week}{code} {_NAMES[is_call]}{strike:g}"
    else:
        local = f"{chain.trading_class:<6}{expiry:%y%m%d}{_NAMES[is_call]}{round(strike * 1000):08}"
    contract = Contract(
        conId=option_id(chain.number, expiry, step, is_call),
        symbol=chain.symbol,
        secType=chain.sec_type,
        lastTradeDateOrContractMonth=f"{expiry:%Y%m%d}",
        strike=strike,
        right=_NAMES[is_call],
        multiplier=chain.multiplier,
        exchange=chain.venue.exchanges[0],
        currency=underlying.contract.currency,
        localSymbol=local,
        tradingClass=chain.trading_class,
    )
    return Instrument(
        contract,
        underlying.name,
        0.0,
        chain.venue,
        volatility=chain.volatility,
        volume=2_000,
        industry=underlying.industry,
        derived=Derived("option" if chain.sec_type == "OPT" else "fop", underlying),
        expiry=expiry,
        last_time=_LAST_TIME[chain.sec_type],
        month=f"{expiry:%Y%m}",
    )
