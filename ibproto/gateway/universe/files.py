"""Instruments and scripts of prices of the user, from a JSON file or from code.

A file holds an object whose "instruments" is a list of descriptions (or that list alone):

    {"instruments": [
        {"symbol": "ACME", "price": 12.5},
        {"symbol": "MINE", "price": 101, "secType": "STK", "currency": "EUR", "venue": "XETRA", "tick": "0.02",
         "name": "MINING AG", "primaryExchange": "IBIS", "conId": 4711, "ids": {"ISIN": "DE0000000001"}},
        {"symbol": "NITE", "price": 4, "hours": "2000-2400/2100-2300", "zone": "US/Eastern", "days": "0123456",
         "holidays": ["20260119"], "exchanges": "SMART,NYSE", "minSize": "1", "volatility": 0.9}
    ]}

From code the same by keyword: `make_instrument(symbol="ACME", price=12.5)`. Only symbol and price must be given.

    symbol, secType, currency, localSymbol, tradingClass, primaryExchange, conId
                    of the contract; secType is STK, CASH, IND, CMDTY, CRYPTO or FUND. Without conId a number is made
                    from the rest; with that of a bundled instrument it takes its place.
    name            in words
    price           on 14 January 2026
    venue           where it trades: one of VENUES; it sets what the following lines would
    exchanges       all valid exchanges, separated by commas; the first one is the default
    orderTypes      separated by commas
    tick            price step, "0.01", or several with the prices from which on they count: "0:0.01 3:0.05"
    hours, zone     of trading, as in calendars.py, and their time zone
    days            the weekdays that are trade dates, 0 is Monday; holidays: those that are none, "YYYYMMDD"
    lot, minSize, sizeIncrement
    volatility      per year, such as 0.3; beta: share of the common market move
    volume          units a day; spread: in ticks
    ids             other identifiers by type: ISIN, CUSIP, FIGI
    industry        industry, category and subcategory, as a list; stockType: COMMON, ETF, ADR ...

Its "scripts" say what instruments are to cost when:

    {"scripts": [{"symbol": "AAPL", "currency": "USD", "prices": [[10, 255.5], [20, 240]], "hold": true}]}

    symbol, secType, currency, exchange, conId
                    which one: of a contract that describes only one; secType is STK unless conId is given
    prices          pairs of seconds after the start and a price
    hold            whether it stays at each price; else it goes on from there by itself
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from math import isfinite
from typing import Any, NamedTuple

from ibproto.contract import Contract

from . import calendars, venues
from .calendars import Calendar
from .ids import MADE_UP, OPTIONS
from .instrument import Instrument, Venue
from .listings import contract_of
from .rules import rule_with


class Script(NamedTuple):
    """What an instrument is to cost at some seconds after the start."""

    contract: Contract
    prices: list[tuple[float, float]]
    hold: bool


class MarketFile(NamedTuple):
    """What a file adds to the simulated market."""

    instruments: list[Instrument]
    scripts: list[Script]


VENUES = {"US_STOCKS": venues.US_STOCKS, **venues.BY_NAME}
FILE_KEYS = ("instruments", "scripts")

_DEFAULTS = {
    "STK": venues.US_STOCKS,
    "CASH": venues.FOREX,
    "IND": venues.index("CBOE", calendars.US_INDICES),
    "CMDTY": venues.METALS,
    "CRYPTO": venues.CRYPTO,
    "FUND": venues.FUNDS,
}


def load(path: str | os.PathLike[str]) -> MarketFile:
    """What a file holds. Raises OSError when it cannot be read, ValueError when it is not as above."""
    with open(path, encoding="utf-8") as file:
        try:
            data = json.load(file)
        except ValueError as problem:
            raise ValueError(f"{os.fspath(path)} is no JSON: {problem}") from None
    try:
        if not isinstance(data, dict):
            data = {"instruments": data}
        _check_keys(data, FILE_KEYS)
        return MarketFile(make_instruments(data.get("instruments", [])), make_scripts(data.get("scripts", [])))
    except ValueError as problem:
        raise ValueError(f"{os.fspath(path)}: {problem}") from None


def make_instruments(descriptions: object) -> list[Instrument]:
    """An instrument for each description of a list."""
    if not isinstance(descriptions, list):
        raise ValueError(f"the instruments should be a list, not {descriptions!r:.60}")
    made = []
    for number, description in enumerate(descriptions, 1):
        symbol = description.get("symbol", "no symbol") if isinstance(description, dict) else "no object"
        try:
            if not isinstance(description, dict):
                raise ValueError(
                    f'it should be an object such as {{"symbol": "ACME", "price": 12.5}}, not {description!r:.60}'
                )
            made.append(make_instrument(**description))
        except ValueError as problem:
            raise ValueError(f"instrument {number} ({symbol}): {problem}") from None
    return made


def make_scripts(descriptions: object) -> list[Script]:
    """A script for each description of a list."""
    if not isinstance(descriptions, list):
        raise ValueError(f"the scripts should be a list, not {descriptions!r:.60}")
    made = []
    for number, description in enumerate(descriptions, 1):
        try:
            made.append(_script(description))
        except ValueError as problem:
            raise ValueError(f"script {number}: {problem}") from None
    return made


def _script(description: object) -> Script:
    if not isinstance(description, dict):
        raise ValueError(f"it should be an object with symbol and prices, not {description!r:.60}")
    which = ("symbol", "secType", "currency", "exchange", "conId")
    _check_keys(description, (*which, "prices", "hold"))
    contract = Contract(**{name: description[name] for name in which if name in description})
    if not (contract.symbol or contract.conId):
        raise ValueError("symbol or conId is missing")
    if not (contract.conId or contract.secType):
        contract.secType = "STK"
    prices = description.get("prices")
    try:
        pairs = [(float(seconds), float(price)) for seconds, price in prices or ()]
    except (TypeError, ValueError):
        pairs = []
    if not pairs or not all(isfinite(price) and price > 0 <= seconds < 1e9 for seconds, price in pairs):
        raise ValueError(f"prices is {prices!r:.60}: use pairs of seconds and price, such as [[10, 255.5]]")
    return Script(contract, pairs, bool(description.get("hold", False)))


def make_instrument(**description: Any) -> Instrument:
    """One instrument. Raises ValueError when something is missing, unknown or wrong."""
    _check_keys(description, _READERS)
    for needed in ("symbol", "price"):
        if needed not in description:
            raise ValueError(f"{needed} is missing")
    values: dict[str, Any] = {}
    for key, value in description.items():
        try:
            values[key] = _READERS[key](value)
        except (ValueError, TypeError, InvalidOperation) as problem:
            hint = str(problem) if type(problem) is ValueError else "that is of the wrong type"
            raise ValueError(f"{key} is {value!r:.60}: {hint}") from None
    kind = values.get("secType", "STK")
    venue = _venue(values, values.get("venue") or _DEFAULTS[kind])
    own = ("localSymbol", "tradingClass", "primaryExchange", "conId")
    contract = contract_of(
        kind,
        values["symbol"],
        venue,
        values.get("currency", "USD"),
        **{name: values[name] for name in own if name in values},
    )
    names = ("volatility", "beta", "volume", "spread", "ids", "industry")
    return Instrument(
        contract,
        values.get("name", values["symbol"]),
        values["price"],
        venue,
        stock_type=values.get("stockType", "COMMON" if kind == "STK" else ""),
        **{name: values[name] for name in names if name in values},
    )


def _venue(values: dict[str, Any], venue: Venue) -> Venue:
    """The venue, changed by what is given."""
    changes = {
        "exchanges": values.get("exchanges"),
        "order_types": values.get("orderTypes"),
        "rule": values.get("tick"),
        "lot": values.get("lot"),
        "min_size": values.get("minSize"),
        "size_step": values.get("sizeIncrement"),
    }
    if values.keys() & {"hours", "zone", "days", "holidays"}:
        closed = values.get("holidays", frozenset())
        changes["calendar"] = Calendar(
            values.get("zone", venue.calendar.zone_name),
            values.get("hours", calendars.US_STOCK_HOURS),
            weekdays=values.get("days", range(5)),
            closed=lambda year: closed,
        )
    return venue._replace(**{name: value for name, value in changes.items() if value is not None})


def _check_keys(given: Iterable[str], known: Iterable[str]) -> None:
    names = list(known)
    for key in given:
        if key not in names:
            near = get_close_matches(key, names, n=1)
            raise ValueError(
                f"{key!r} is not known; " + (f"did you mean {near[0]!r}?" if near else f"use {', '.join(names)}")
            )


# ---------------------------------------------------------------------------------------------------- the values


def _text(value: object) -> str:
    if not isinstance(value, str) or not value or not value.isprintable():
        raise ValueError("it should be a text")
    return value


def _positive(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not (isfinite(value) and value > 0):
        raise ValueError("it should be a number above 0")
    return float(value)


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value):
        raise ValueError("it should be a number")
    return float(value)


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError("it should be a whole number from 1 on")
    return value


def _size(value: object) -> Decimal:
    size = Decimal(str(value))
    if not size.is_finite() or size <= 0:
        raise ValueError('it should be a size, such as "0.0001"')
    return size


def _con_id(value: object) -> int:
    number = _count(value)
    if number >= MADE_UP:
        raise ValueError(f"use a number below {MADE_UP}; those from there to {2 * OPTIONS} are given by the gateway")
    return number


def _one_of(known: Iterable[str]) -> Callable[[object], str]:
    names = list(known)

    def read(value: object) -> str:
        if value not in names:
            raise ValueError(f"use one of {', '.join(names)}")
        return str(value)

    return read


def _hours(value: object) -> str:
    text = _text(value)
    calendars.spans(text)
    return text


def _days(value: object) -> frozenset[int]:
    return frozenset(int(letter) for letter in _text(value))


def _holidays(value: object) -> frozenset[date]:
    if not isinstance(value, (list, tuple)):
        raise ValueError('it should be a list of days such as "20260119"')
    return frozenset(datetime.strptime(_text(day), "%Y%m%d").date() for day in value)


def _ids(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ValueError('it should be an object such as {"ISIN": "US0378331005"}')
    return {_text(kind).upper(): _text(number).upper() for kind, number in value.items()}


def _industry(value: object) -> tuple[str, str, str]:
    if not isinstance(value, (list, tuple)) or len(value) != 3:
        raise ValueError("it should be a list of industry, category and subcategory")
    first, second, third = (_text(name) for name in value)
    return first, second, third


def _exchanges(value: object) -> tuple[str, ...]:
    names = tuple(name.strip() for name in _text(value).split(","))
    if not all(names):
        raise ValueError("it should be exchanges separated by commas, such as SMART,NYSE")
    return names


_READERS: dict[str, Callable[[Any], Any]] = {
    "symbol": _text,
    "price": _positive,
    "secType": _one_of(_DEFAULTS),
    "currency": _text,
    "localSymbol": _text,
    "tradingClass": _text,
    "primaryExchange": _text,
    "conId": _con_id,
    "name": _text,
    "venue": lambda value: VENUES[_one_of(VENUES)(value)],
    "exchanges": _exchanges,
    "orderTypes": _text,
    "tick": lambda value: rule_with(str(value)),
    "hours": _hours,
    "zone": _text,
    "days": _days,
    "holidays": _holidays,
    "lot": _count,
    "minSize": _size,
    "sizeIncrement": _size,
    "volatility": _positive,
    "beta": _number,
    "volume": _count,
    "spread": _count,
    "ids": _ids,
    "industry": _industry,
    "stockType": _text,
}
