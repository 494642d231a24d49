"""What a client asks history for, and what is wrong with it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from ibproto.gateway.texts import INVALID
from ibproto.gateway.universe import Instrument
from ibproto.gateway.universe.combos import Leg

SERVICE = "Historical Market Data Service error message:"
DAY, WEEK, MONTH = 86_400, 604_800, 2_592_000
# name of a bar size -> its seconds; a day and more go by trade dates
SIZES = {
    "1 secs": 1, "5 secs": 5, "10 secs": 10, "15 secs": 15, "30 secs": 30,
    "1 min": 60, "2 mins": 120, "3 mins": 180, "4 mins": 240, "5 mins": 300, "10 mins": 600, "15 mins": 900,
    "20 mins": 1200, "30 mins": 1800, "1 hour": 3600, "2 hours": 7200, "3 hours": 10_800, "4 hours": 14_400,
    "8 hours": 28_800, "1 day": DAY, "1W": WEEK, "1M": MONTH,
}  # fmt: skip
ALIASES = {"1 week": "1W", "1 month": "1M", "1 mins": "1 min"}  # "1 sec" is refused, as the real one does

# the smallest bars that a span may have, by its seconds; shorter spans first
STEPS = (
    *((1800, 1), (3600, 5), (14_400, 10), (28_800, 30), (DAY, 60), (2 * DAY, 120), (WEEK, 180)),
    *((31 * DAY, 1800), (366 * DAY, DAY)),
)
STRICT_BELOW = 60  # seconds of a bar from which on spans are limited only by the strict switch
KEPT_FROM = 5  # seconds of the shortest bar that can be kept up to date
LONGEST = 40 * 366 * DAY

_SPAN = re.compile(r"(\d{1,6}) *([SDWMY])", re.IGNORECASE)
_UNIT = {"S": 1, "D": DAY, "W": WEEK, "M": 31 * DAY, "Y": 366 * DAY}

QUOTED = frozenset(("MIDPOINT", "BID", "ASK", "BID_ASK"))
TRADED = frozenset(("TRADES", "AGGTRADES", "ADJUSTED_LAST"))
VOLATILE = frozenset(("HISTORICAL_VOLATILITY", "OPTION_IMPLIED_VOLATILITY"))
YIELDS = frozenset(("YIELD_ASK", "YIELD_BID", "YIELD_BID_ASK", "YIELD_LAST"))
SHOWN = QUOTED | TRADED | VOLATILE | YIELDS | {"FEE_RATE", "SCHEDULE"}
# security type -> what there is of it, besides schedules
OF_KIND = {
    "STK": QUOTED | VOLATILE | {"TRADES", "ADJUSTED_LAST", "FEE_RATE"},
    "IND": VOLATILE | {"TRADES"},
    "CASH": QUOTED,
    "CMDTY": QUOTED,
    "CFD": QUOTED,
    "CRYPTO": QUOTED | {"AGGTRADES"},
    "BOND": QUOTED | YIELDS | {"TRADES"},
}
USUAL = QUOTED | {"TRADES"}


class Refused(Exception):
    """What is asked for cannot be answered: the code and the text of the error."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text


class Query(NamedTuple):
    """A request for bars that can be answered."""

    instrument: Instrument
    what: str
    size: int  # seconds of a bar
    number: int  # of units that it spans
    unit: str  # S, D, W, M or Y
    end: float
    rth: bool
    in_seconds: bool  # times are told as seconds since 1970
    zone: str | None = None  # the zone in which times are told, that of the instrument unless given
    legs: tuple[Leg, ...] = ()  # of a combination

    def first_day(self, last: date) -> date:
        """The day after which the trade dates of the span begin, by its last one; not for seconds and days."""
        if self.unit == "W":
            return last - timedelta(weeks=self.number)
        months = self.number * (12 if self.unit == "Y" else 1)
        year, month = divmod(last.year * 12 + last.month - 1 - months, 12)
        if year < 1:
            return date.min
        following = date(year + month // 11, (month + 1) % 12 + 1, 1)
        return date(year, month + 1, min(last.day, (following - timedelta(1)).day))


def invalid(cause: str) -> Refused:
    return Refused(321, INVALID + cause)


def no_data(instrument: Instrument, what: str) -> Refused:
    contract = instrument.contract
    name = f"{contract.symbol}.{contract.currency}" if contract.secType == "CASH" else contract.symbol
    shown = what.replace("_", " ").title()
    return Refused(162, f"{SERVICE}HMDS query returned no data: {name}@{contract.exchange or 'SMART'} {shown}")


def size_of(text: str) -> int:
    """The seconds of a bar size."""
    seconds = SIZES.get(ALIASES.get(text, text))
    if seconds is None:
        raise invalid(f"Historical data bar size setting is invalid. Legal ones are: {', '.join(SIZES)}.")
    return seconds


def span_of(text: str) -> tuple[int, str]:
    """Number and unit of a duration."""
    match = _SPAN.fullmatch(text.strip())
    if match is None or int(match[1]) == 0:
        form = "Format should be 'integer{SPACE}unit (S|D|W|M|Y)'"
        raise invalid(f"Historical data query duration is invalid. {form}; it is {text!r}")
    return int(match[1]), match[2].upper()


def check_shown(instrument: Instrument, what: str) -> None:
    """Refuses what there is not of such an instrument."""
    if what not in SHOWN:
        raise invalid(f"Invalid what to show {what!r}; use one of {', '.join(sorted(SHOWN))}")
    kind = instrument.contract.secType
    if kind == "CRYPTO" and what == "TRADES":
        raise Refused(10299, "Expected what to show is AGGTRADES, please use that instead of TRADES.")
    if what != "SCHEDULE" and what not in OF_KIND.get(kind, USUAL):
        raise no_data(instrument, what)


def check_step(seconds: int, number: int, unit: str, strict: bool) -> None:
    """Refuses bars of this size over so long a span."""
    span = number * _UNIT[unit]
    if span > LONGEST:
        raise invalid(f"Historical data query duration is too long: {number} {unit}; at most 40 Y")
    if not strict and seconds >= STRICT_BELOW:
        return
    smallest = next((step for longest, step in STEPS if span <= longest), DAY)
    if seconds < smallest:
        text = f"{SERVICE}invalid step: bars of {seconds} seconds over {number} {unit}; ask for a shorter span"
        raise Refused(162, text)


def check_kept(seconds: int, end: str) -> None:
    """Refuses bars that cannot be kept up to date."""
    if end:
        raise invalid("keepUpToDate needs an empty endDateTime")
    if seconds < KEPT_FROM:
        raise invalid("bars of less than 5 secs cannot be kept up to date")
