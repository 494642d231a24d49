"""Families of futures: which contracts there are on a day, and when each one ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from ibproto.contract import Contract
from ibproto.gateway.zones import nth_weekday

from . import calendars, venues
from .calendars import DAY, Calendar
from .ids import made_up, real
from .instrument import Derived, Instrument, Venue

MONTH_CODES = "FGHJKMNQUVXZ"
QUARTERS, ALL_MONTHS, EVEN_MONTHS = (3, 6, 9, 12), tuple(range(1, 13)), (2, 4, 6, 8, 10, 12)
EXPIRED_MONTHS = 24  # how far back expired contracts are known

Expiry = Callable[[Calendar, int, int], date]


def business_days_before(calendar: Calendar, day: date, count: int) -> date:
    """`count` trade dates before a day."""
    for _ in range(count):
        day = calendar.last_trade_date(day - DAY)
    return day


def _third_friday(calendar: Calendar, year: int, month: int) -> date:
    return calendar.last_trade_date(nth_weekday(year, month, 4, 3))


def _currency(calendar: Calendar, year: int, month: int) -> date:
    return business_days_before(calendar, nth_weekday(year, month, 2, 3), 2)


def _crude(calendar: Calendar, year: int, month: int) -> date:
    """Three business days before the 25th of the month before."""
    before = date(year, month, 1) - DAY
    return business_days_before(calendar, calendar.last_trade_date(before.replace(day=25)), 3)


def _gold(calendar: Calendar, year: int, month: int) -> date:
    return business_days_before(calendar, _first_of_next(year, month), 3)


def _note(calendar: Calendar, year: int, month: int) -> date:
    return business_days_before(calendar, _first_of_next(year, month), 8)


def _first_of_next(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1)


class Family(NamedTuple):
    """Futures on one thing. prefix: of local symbols. count: how many are traded at a time."""

    symbol: str
    prefix: str
    name: str
    venue: Venue
    multiplier: str
    currency: str
    months: tuple[int, ...]
    count: int
    expiry: Expiry
    last_time: str
    price: float
    volatility: float
    beta: float
    volume: int
    industry: tuple[str, str, str]


_EQUITY, _INDEX = calendars.EQUITY_FUTURES, ("Indices", "Broad Range Equity Index", "*")
_CME = venues.futures("CME", _EQUITY, 67)
_COMEX, _NYMEX = venues.futures("COMEX", calendars.COMMODITY_FUTURES, 32), "NYMEX"
_ENERGY, _METAL = ("Commodity", "Energy", "Crude Oil"), ("Commodity", "Precious Metals", "Gold")

FAMILIES: tuple[Family, ...] = (
    # fmt: off
    Family(
        "ES",
        "ES",
        "E-mini S&P 500",
        _CME,
        "50",
        "USD",
        QUARTERS,
        8,
        _third_friday,
        "08:30",
        6953.25,
        0.16,
        1.0,
        1_500_000,
        _INDEX,
    ),
    Family(
        "MES",
        "MES",
        "Micro E-Mini S&P 500 Stock Price Index",
        _CME,
        "5",
        "USD",
        QUARTERS,
        5,
        _third_friday,
        "08:30",
        6953.25,
        0.16,
        1.0,
        1_200_000,
        _INDEX,
    ),
    Family(
        "NQ",
        "NQ",
        "E-mini NASDAQ 100",
        _CME,
        "20",
        "USD",
        QUARTERS,
        5,
        _third_friday,
        "08:30",
        25801.25,
        0.21,
        1.2,
        600_000,
        _INDEX,
    ),
    Family(
        "RTY",
        "RTY",
        "E-Mini Russell 2000 Index",
        venues.futures("CME", _EQUITY, 32),
        "50",
        "USD",
        QUARTERS,
        4,
        _third_friday,
        "08:30",
        2653.7,
        0.22,
        1.2,
        180_000,
        _INDEX,
    ),
    Family(
        "YM",
        "YM",
        "Mini Sized Dow Jones Industrial Average $5",
        venues.futures("CBOT", _EQUITY, 85),
        "5",
        "USD",
        QUARTERS,
        4,
        _third_friday,
        "08:30",
        49310.0,
        0.15,
        0.9,
        130_000,
        _INDEX,
    ),
    Family(
        "CL",
        "CL",
        "Light Sweet Crude Oil",
        venues.futures("NYMEX", calendars.COMMODITY_FUTURES, 56),
        "1000",
        "USD",
        ALL_MONTHS,
        14,
        _crude,
        "14:30",
        61.4,
        0.34,
        0.3,
        350_000,
        _ENERGY,
    ),
    Family(
        "MCL",
        "MCL",
        "Micro WTI Crude Oil",
        venues.futures("NYMEX", calendars.COMMODITY_FUTURES, 56),
        "100",
        "USD",
        ALL_MONTHS,
        6,
        _crude,
        "14:30",
        61.4,
        0.34,
        0.3,
        90_000,
        _ENERGY,
    ),
    Family("GC", "GC", "Gold", _COMEX, "100", "USD", EVEN_MONTHS, 9, _gold, "13:30", 4617.3, 0.2, 0.1, 220_000, _METAL),
    Family(
        "ZN",
        "ZN",
        "10 Year US Treasury Note",
        venues.futures("CBOT", calendars.RATE_FUTURES, 98),
        "1000",
        "USD",
        QUARTERS,
        3,
        _note,
        "12:01",
        112.40625,
        0.05,
        -0.05,
        1_600_000,
        ("Commodity", "Debt", "Treasury"),
    ),
    Family(
        "EUR",
        "6E",
        "European Monetary Union Euro",
        venues.futures("CME", calendars.COMMODITY_FUTURES, 239),
        "125000",
        "USD",
        QUARTERS,
        4,
        _currency,
        "09:16",
        1.16835,
        0.07,
        0.05,
        190_000,
        ("Currency", "Currency", "*"),
    ),
    Family(
        "DAX",
        "FDAX ",
        "DAX 40 Index (Deutsche Aktien Xchange 40)",
        venues.futures("EUREX", calendars.EUREX, 85),
        "25",
        "EUR",
        QUARTERS,
        3,
        _third_friday,
        "13:00",
        25371.0,
        0.18,
        0.9,
        35_000,
        _INDEX,
    ),
    Family(
        "ESTX50",
        "FESX ",
        "Dow Jones Euro STOXX50",
        venues.futures("EUREX", calendars.EUREX, 85),
        "10",
        "EUR",
        QUARTERS,
        3,
        _third_friday,
        "12:00",
        6021.0,
        0.17,
        0.9,
        800_000,
        _INDEX,
    ),
    # fmt: on
)
TRADING_CLASS = {"DAX": "FDAX", "ESTX50": "FESX", "EUR": "6E"}
FAMILY_OF = {family.symbol: family for family in FAMILIES}


def trading_class(family: Family) -> str:
    return TRADING_CLASS.get(family.symbol, family.symbol)


@cache
def root(family: Family) -> Instrument:
    """What all contracts of a family follow; in contract details it is their underlying."""
    venue = family.venue
    contract = Contract(
        conId=made_up("IND", family.symbol, venue.exchanges[0], family.currency, "root"),
        symbol=family.symbol,
        secType="IND",
        strike=0.0,
        exchange=venue.exchanges[0],
        currency=family.currency,
        localSymbol=family.symbol,
        tradingClass=family.symbol,
    )
    return Instrument(
        contract,
        family.name,
        family.price,
        venue,
        volatility=family.volatility,
        beta=family.beta,
        volume=family.volume,
        industry=family.industry,
    )


@cache
def future(family: Family, year: int, month: int) -> Instrument:
    """The contract of one month."""
    venue, name = family.venue, trading_class(family)
    shown_month = f"{year}{month:02}"
    expiry = family.expiry(venue.calendar, year, month)
    contract = Contract(
        conId=real("FUT", family.symbol, shown_month) or made_up("FUT", family.symbol, venue.exchanges[0], shown_month),
        symbol=family.symbol,
        secType="FUT",
        lastTradeDateOrContractMonth=f"{expiry:%Y%m%d}",
        strike=0.0,
        multiplier=family.multiplier,
        exchange=venue.exchanges[0],
        currency=family.currency,
        localSymbol=f"{family.prefix}{MONTH_CODES[month - 1]}{year % 10}",
        tradingClass=name,
    )
    return Instrument(
        contract,
        family.name,
        0.0,
        venue,
        volatility=family.volatility,
        beta=family.beta,
        volume=family.volume,
        industry=family.industry,
        derived=Derived("future", root(family)),
        expiry=expiry,
        last_time=family.last_time,
        month=shown_month,
    )


@cache
def continuous(front: Instrument) -> Instrument:
    """The continuous future, which stands for the contract that expires next and has its number."""
    contract = front.shown()
    contract.secType = "CONTFUT"
    return Instrument(
        contract,
        front.name,
        0.0,
        front.venue,
        volatility=front.volatility,
        beta=front.beta,
        volume=front.volume,
        industry=front.industry,
        derived=Derived("contfut", front),
        expiry=front.expiry,
        last_time=front.last_time,
        month=front.month,
    )


def contracts(family: Family, today: date) -> list[Instrument]:
    """The expired contracts of the last years, and those that trade on a day; in order."""
    found: list[Instrument] = []
    alive = 0
    first = today - timedelta(days=31 * EXPIRED_MONTHS)
    number = first.year * 12 + first.month - 1
    while alive < family.count:
        year, month = divmod(number, 12)
        number += 1
        if month + 1 in family.months:
            found.append(future(family, year, month + 1))
            expiry = found[-1].expiry
            alive += expiry is not None and expiry >= today
    return found
