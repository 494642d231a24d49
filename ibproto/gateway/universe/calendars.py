"""When an instrument trades: the sessions of each trade date, and the texts that contract details show of them.

The hours of a day are written as in "0400-2000/0930-1600": from when to when it trades, and the liquid (regular) part
of it, which may be left out when it is the whole. Several sessions a day are separated by commas; "<" before a time
means the day before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime, timedelta
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from ibproto.gateway.zones import epoch, local, zone

from . import holidays

DAY = timedelta(days=1)
SHOWN_DAYS = 6  # in the texts of the contract details
MAX_TEXTS = 50  # that a calendar remembers
LONGEST_REST = 400  # days after which a calendar without a session is given up

Days = Callable[[int], Iterable[date]]
Span = tuple[int, int, int, int]  # minutes since midnight of the trade date: from, to, liquid from, to

_SPAN = re.compile(r"(<?)(\d\d)([0-5]\d)-(<?)(\d\d)([0-5]\d)")


class Session(NamedTuple):
    """One session: from `start` until before `end`, in seconds since 1970 UTC. `day` is its trade date."""

    start: float
    end: float
    liquid_start: float
    liquid_end: float
    day: date


class Calendar:
    """The sessions of an exchange.

    zone_name: the time zone of the hours. hours: of a day, see the module. weekdays: trade dates, 0 is Monday.
    closed: the holidays of a year. early, early_hours: the days of a year with other hours, and those.
    """

    def __init__(
        self,
        zone_name: str,
        hours: str,
        *,
        weekdays: Collection[int] = range(5),
        closed: Days = lambda year: (),
        early: Days = lambda year: (),
        early_hours: str = "",
    ) -> None:
        found = zone(zone_name)
        if found is None:
            raise ValueError(f"there is no time zone {zone_name!r}; use one such as US/Eastern, MET, Japan or UTC")
        if not set(weekdays) & set(range(7)):
            raise ValueError("a calendar needs at least one weekday, 0 (Monday) to 6")
        self.zone = found
        self.zone_name = zone_name
        self._spans = spans(hours)
        self._early_spans = spans(early_hours) if early_hours else self._spans
        self._weekdays = frozenset(weekdays)
        self._closed = cache(lambda year: frozenset(closed(year)))
        self._early = cache(lambda year: frozenset(early(year)))
        self._sessions: dict[date, tuple[Session, ...]] = {}
        self._texts: dict[tuple[str, date, int], str] = {}
        self._recent: Session | None = None  # what was asked for last is mostly asked for next

    def sessions(self, day: date) -> tuple[Session, ...]:
        """The sessions whose trade date is `day`, in order; none on weekends and holidays."""
        known = self._sessions.get(day)
        if known is None:
            known = self._sessions[day] = self._make(day)
        return known

    def _make(self, day: date) -> tuple[Session, ...]:
        if not self.is_trade_date(day):
            return ()
        midnight = datetime(day.year, day.month, day.day)
        found = self._early_spans if day in self._early(day.year) else self._spans
        return tuple(Session(*self._epochs(midnight, span), day) for span in found)

    def _epochs(self, midnight: datetime, span: Span) -> tuple[float, float, float, float]:
        start, end, liquid_start, liquid_end = (epoch(midnight + timedelta(minutes=m), self.zone) for m in span)
        return start, end, liquid_start, liquid_end

    def is_trade_date(self, day: date) -> bool:
        return day.weekday() in self._weekdays and day not in self._closed(day.year)

    def at(self, epoch: float) -> Session | None:
        """The session in progress."""
        recent = self._recent
        if recent is not None and recent.start <= epoch < recent.end:
            return recent
        today = local(epoch, self.zone).date()
        for day in (today, today + DAY, today - DAY):
            for session in self.sessions(day):
                if session.start <= epoch < session.end:
                    self._recent = session
                    return session
        return None

    def is_open(self, epoch: float) -> bool:
        return self.at(epoch) is not None

    def is_liquid(self, epoch: float) -> bool:
        """Whether it is in liquid hours."""
        session = self.at(epoch)
        return session is not None and session.liquid_start <= epoch < session.liquid_end

    def next(self, epoch: float) -> Session:
        """The next session to start."""
        day = local(epoch, self.zone).date() - DAY
        for _ in range(LONGEST_REST):
            for session in self.sessions(day):
                if session.start > epoch:
                    return session
            day += DAY
        raise ValueError(f"no session within {LONGEST_REST} days")

    def previous(self, epoch: float) -> Session:
        """The last session that has started: the one in progress, or the last before."""
        session = self.at(epoch)
        if session is not None:
            return session
        day = local(epoch, self.zone).date() + DAY
        for _ in range(LONGEST_REST):
            for session in reversed(self.sessions(day)):
                if session.start <= epoch:
                    return session
            day -= DAY
        raise ValueError(f"no session within {LONGEST_REST} days")

    def trade_date(self, epoch: float) -> date:
        """The trade date of the session in progress, else of the last one."""
        return self.previous(epoch).day

    def next_trade_date(self, day: date) -> date:
        """The first trade date after a day."""
        return self.next_trade_date_from(day + DAY)

    def next_trade_date_from(self, day: date) -> date:
        """The day, or the first trade date after it."""
        for _ in range(LONGEST_REST):
            if self.sessions(day):
                return day
            day += DAY
        raise ValueError(f"no session within {LONGEST_REST} days")

    def last_trade_date(self, day: date) -> date:
        """The day, or the last trade date before it."""
        for _ in range(LONGEST_REST):
            if self.is_trade_date(day):
                return day
            day -= DAY
        raise ValueError(f"no session within {LONGEST_REST} days")

    def trading_hours(self, first: date, days: int = SHOWN_DAYS) -> str:
        """The hours of some trade dates: "20260114:0400-20260114:2000;...;20260117:CLOSED"."""
        return self._text("", first, days)

    def liquid_hours(self, first: date, days: int = SHOWN_DAYS) -> str:
        return self._text("liquid_", first, days)

    def _text(self, kind: str, first: date, days: int) -> str:
        known = self._texts.get((kind, first, days))
        if known is None:
            if len(self._texts) >= MAX_TEXTS:
                self._texts.clear()
            known = self._texts[kind, first, days] = self._make_text(kind, first, days)
        return known

    def _make_text(self, kind: str, first: date, days: int) -> str:
        times = attrgetter(f"{kind}start", f"{kind}end")
        parts = []
        for number in range(days):
            day = first + number * DAY
            pairs = [times(session) for session in self.sessions(day)]
            shown = [f"{self._time(start)}-{self._time(end)}" for start, end in pairs if start < end]
            parts += shown or [f"{day:%Y%m%d}:CLOSED"]
        return ";".join(parts)

    def _time(self, epoch: float) -> str:
        return f"{local(epoch, self.zone):%Y%m%d:%H%M}"


def spans(hours: str) -> tuple[Span, ...]:
    """The sessions of a day as minutes; raises ValueError when the text is no such hours."""
    found: list[Span] = []
    for part in hours.split(","):
        whole, _, liquid = part.strip().partition("/")
        start, end = _minutes(whole)
        liquid_start, liquid_end = _minutes(liquid) if liquid else (start, end)
        if not start <= liquid_start <= liquid_end <= end or start == end or (found and start < found[-1][1]):
            raise ValueError(f"the hours {hours!r} are not in order; write them as in 0400-2000/0930-1600")
        found.append((start, end, liquid_start, liquid_end))
    return tuple(found)


def _minutes(text: str) -> tuple[int, int]:
    match = _SPAN.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no from-to; write it as in 0930-1600, or <1700-1600 from the day before")
    before, hour, minute, before_end, hour_end, minute_end = match.groups()
    start, end = int(hour) * 60 + int(minute), int(hour_end) * 60 + int(minute_end)
    return start - 1440 * bool(before), end - 1440 * bool(before_end)


# ---------------------------------------------------------------------------------------------------- the bundled ones

US_STOCK_HOURS = "0400-2000/0930-1600"
_NYSE: dict[str, Any] = {"closed": holidays.american, "early": holidays.american_early}
_GLOBEX: dict[str, Any] = {"closed": holidays.globex, "early": holidays.globex_early}
_PARIS: dict[str, Any] = {"closed": holidays.european, "early": holidays.european_early}
_EVERY_DAY = range(7)

US_STOCKS = Calendar("US/Eastern", US_STOCK_HOURS, **_NYSE, early_hours="0400-1700/0930-1300")
US_OPTIONS = Calendar("US/Eastern", "0930-1600", **_NYSE, early_hours="0930-1300")
US_INDEX_OPTIONS = Calendar(
    "US/Central", "<1915-0825/0825-0825,0830-1500", **_NYSE, early_hours="<1915-0825/0825-0825,0830-1200"
)
US_INDICES = Calendar("US/Eastern", "0930-1600", **_NYSE, early_hours="0930-1300")
US_BONDS = Calendar("US/Eastern", "0800-1700", **_NYSE, early_hours="0800-1400")
EQUITY_FUTURES = Calendar("US/Central", "<1700-1600/0830-1600", **_GLOBEX, early_hours="<1700-1200/0830-1200")
RATE_FUTURES = Calendar("US/Central", "<1700-1600/0720-1400", **_GLOBEX, early_hours="<1700-1200/0720-1200")
COMMODITY_FUTURES = Calendar("US/Eastern", "<1800-1700/0930-1700", **_GLOBEX, early_hours="<1800-1330/0930-1330")
FOREX = Calendar("US/Eastern", "<1715-1700", closed=holidays.forex)
METALS = Calendar("US/Eastern", "<1800-1700", closed=holidays.forex)
CRYPTO = Calendar("UTC", "0000-2400", weekdays=_EVERY_DAY)
NEWS = CRYPTO
XETRA = Calendar("MET", "0900-1730", closed=holidays.german)
EURONEXT = Calendar("MET", "0900-1730", **_PARIS, early_hours="0900-1405")
SWISS = Calendar("MET", "0900-1730", closed=holidays.swiss)
LONDON = Calendar("GB", "0800-1630", closed=holidays.british, early=holidays.european_early, early_hours="0800-1230")
EUREX = Calendar("MET", "0110-2200/0800-2200", closed=holidays.german)
TOKYO = Calendar("Japan", "0900-1130,1230-1530", closed=holidays.japanese)
HONG_KONG = Calendar("Hongkong", "0930-1200,1300-1600", closed=holidays.hong_kong)
