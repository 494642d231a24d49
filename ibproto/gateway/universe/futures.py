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
from .tables import FUTURES, rows

MONTH_CODES = "FGHJKMNQUVXZ"
EXPIRED_MONTHS = 24  # how far back expired contracts are known

Expiry = Callable[[Calendar, int, int], date]


def business_days_before(calendar: Calendar, day: date, count: int) -> date:
    """`count` business days before a day. On some holidays futures trade in America, but none ends."""
    calendar = _business(calendar)
    for _ in range(count):
        day = calendar.last_trade_date(day - DAY)
    return day


def _business(calendar: Calendar) -> Calendar:
    return calendars.US_INDICES if calendar.zone_name.startswith("US/") else calendar


def _third_friday(calendar: Calendar, year: int, month: int) -> date:
    return _business(calendar).last_trade_date(nth_weekday(year, month, 4, 3))


def _currency(calendar: Calendar, year: int, month: int) -> date:
    return business_days_before(calendar, nth_weekday(year, month, 2, 3), 2)


def _crude(calendar: Calendar, year: int, month: int) -> date:
    """Three business days before the 25th of the month before."""
    before = date(year, month, 1) - DAY
    return business_days_before(calendar, _business(calendar).last_trade_date(before.replace(day=25)), 3)


def _gold(calendar: Calendar, year: int, month: int) -> date:
    return business_days_before(calendar, _first_of_next(year, month), 3)


def _note(calendar: Calendar, year: int, month: int) -> date:
    return business_days_before(calendar, _first_of_next(year, month), 8)


def _first_of_next(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1)


class Family(NamedTuple):
    """Futures on one thing. prefix: of local symbols. months: that have a contract. alive: how many trade at a time."""

    symbol: str
    trading_class: str
    prefix: str
    name: str
    venue: Venue
    multiplier: str
    currency: str
    months: tuple[int, ...]
    alive: int
    expiry: Expiry
    last_time: str
    price: float
    volatility: float
    beta: float
    volume: int
    industry: tuple[str, str, str]


_MONTHS = {"quarters": (3, 6, 9, 12), "all": tuple(range(1, 13)), "even": (2, 4, 6, 8, 10, 12)}
_EXPIRIES = {"third_friday": _third_friday, "currency": _currency, "crude": _crude, "gold": _gold, "note": _note}


def _family(row: list[str]) -> Family:
    symbol, trading_class, prefix, name, exchange, calendar, rule, multiplier, currency, months, count = row[:11]
    expiry, last_time, price, volatility, beta, thousands, industry, category, subcategory = row[11:]
    return Family(
        symbol,
        trading_class,
        prefix,
        name,
        venues.futures(exchange, getattr(calendars, calendar), int(rule)),
        multiplier,
        currency,
        _MONTHS[months],
        int(count),
        _EXPIRIES[expiry],
        last_time,
        float(price),
        float(volatility),
        float(beta),
        int(thousands) * 1000,
        (industry, category, subcategory),
    )


FAMILIES = tuple(_family(row) for row in rows(FUTURES))
FAMILY_OF = {family.symbol: family for family in FAMILIES}


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
    venue = family.venue
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
        tradingClass=family.trading_class,
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
    while alive < family.alive:
        year, month = divmod(number, 12)
        number += 1
        if month + 1 in family.months:
            found.append(future(family, year, month + 1))
            expiry = found[-1].expiry
            alive += expiry is not None and expiry >= today
    return found
