"""Time zones by rule: the gateway tells times in the zones of its exchanges on systems without a zone database, too.

The rules are those of today (the United States since 2007, Europe since 1996, New South Wales since 2008), also for
years before. A zone that is not in the table is looked for in the system's database.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

ZERO, HOUR = timedelta(0), timedelta(hours=1)

# for a year and the zone's standard offset: when summer time begins and ends, in UTC
Rule = Callable[[int, timedelta], "tuple[datetime, datetime]"]


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth (1, 2, ...; -1 for the last) weekday (0 is Monday) of a month."""
    if nth < 0:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour)


def _american(year: int, standard: timedelta) -> tuple[datetime, datetime]:
    start, end = nth_weekday(year, 3, 6, 2), nth_weekday(year, 11, 6, 1)
    return _at(start, 2) - standard, _at(end, 1) - standard


def _european(year: int, standard: timedelta) -> tuple[datetime, datetime]:
    return _at(nth_weekday(year, 3, 6, -1), 1), _at(nth_weekday(year, 10, 6, -1), 1)


def _australian(year: int, standard: timedelta) -> tuple[datetime, datetime]:
    return _at(nth_weekday(year, 10, 6, 1), 2) - standard, _at(nth_weekday(year, 4, 6, 1), 2) - standard


class RuleZone(tzinfo):
    """A zone with summer time by a rule. names: in winter and in summer."""

    def __init__(self, name: str, hours: float, names: tuple[str, str], rule: Rule) -> None:
        self.name = name
        self._standard = timedelta(hours=hours)
        self._names = names
        self._rule = cache(lambda year: rule(year, self._standard))

    def _is_summer(self, utc: datetime) -> bool:
        start, end = self._rule(utc.year)
        return start <= utc < end if start < end else not end <= utc < start

    def _is_summer_here(self, when: datetime) -> bool:
        """fold tells which of two equal times is meant; a time that is skipped counts from the hour before."""
        utc = when.replace(tzinfo=None) - self._standard
        return self._is_summer(utc if when.fold else utc - HOUR)

    def utcoffset(self, when: datetime | None) -> timedelta:
        return self._standard + self.dst(when)

    def dst(self, when: datetime | None) -> timedelta:
        return HOUR if when is not None and self._is_summer_here(when) else ZERO

    def tzname(self, when: datetime | None) -> str:
        return self._names[when is not None and self._is_summer_here(when)]

    def fromutc(self, when: datetime) -> datetime:
        utc = when.replace(tzinfo=None)
        if self._is_summer(utc):
            return when + self._standard + HOUR
        repeats = self._is_summer(utc - HOUR)
        return (when + self._standard).replace(fold=int(repeats))

    def __repr__(self) -> str:
        return f"RuleZone({self.name!r})"


# hours east of UTC, names, rule: the zones that follow it
_ZONES: tuple[tuple[float, tuple[str, str], Rule, str], ...] = (
    (-5, ("EST", "EDT"), _american, "US/Eastern America/New_York EST5EDT America/Toronto"),
    (-6, ("CST", "CDT"), _american, "US/Central America/Chicago CST6CDT"),
    (-7, ("MST", "MDT"), _american, "US/Mountain America/Denver MST7MDT"),
    (-8, ("PST", "PDT"), _american, "US/Pacific America/Los_Angeles PST8PDT"),
    (0, ("GMT", "BST"), _european, "GB Europe/London GB-Eire"),
    (1, ("MET", "MEST"), _european, "MET"),
    (
        1,
        ("CET", "CEST"),
        _european,
        "CET Europe/Berlin Europe/Paris Europe/Amsterdam Europe/Zurich Europe/Madrid Europe/Rome Europe/Vienna"
        " Europe/Brussels Europe/Stockholm Europe/Oslo Europe/Copenhagen Europe/Warsaw Europe/Prague",
    ),
    (2, ("EET", "EEST"), _european, "EET Europe/Helsinki Europe/Athens"),
    (10, ("AEST", "AEDT"), _australian, "Australia/Sydney Australia/NSW Australia/Melbourne"),
)
_FIXED: tuple[tuple[float, str, str], ...] = (
    (0, "UTC", "UTC Etc/UTC Etc/Zulu Zulu Universal"),
    (0, "GMT", "GMT Etc/GMT"),
    (-5, "EST", "EST"),
    (9, "JST", "Japan Asia/Tokyo JST"),
    (8, "HKT", "Hongkong Asia/Hong_Kong"),
    (8, "SGT", "Singapore Asia/Singapore"),
    (8, "CST", "PRC Asia/Shanghai"),
    (5.5, "IST", "Asia/Calcutta Asia/Kolkata"),
)
_KNOWN: dict[str, tzinfo] = {
    name: RuleZone(name, hours, names, rule) for hours, names, rule, listed in _ZONES for name in listed.split()
} | {name: timezone(timedelta(hours=hours), short) for hours, short, listed in _FIXED for name in listed.split()}

NEW_YORK = "US/Eastern"
EASTERN = _KNOWN[NEW_YORK]
NAMED_SINCE = 170  # server version from which times carry the name of their zone; when exactly is not known


@cache
def zone(name: str) -> tzinfo | None:
    """The zone with this name, None when there is none (or when the system has no zone database to find it in)."""
    known = _KNOWN.get(name)
    if known is None:
        try:
            return ZoneInfo(name)
        except (KeyError, ValueError, OSError):  # no such zone (ZoneInfoNotFoundError), no name of a zone, a directory
            return None
    return known


def local(epoch: float, tz: tzinfo) -> datetime:
    """The time in a zone."""
    return datetime.fromtimestamp(epoch, tz)


def epoch(when: datetime, tz: tzinfo) -> float:
    """Seconds since 1970 UTC of a time without zone in a zone."""
    return when.replace(tzinfo=tz).timestamp()


def told(epoch: float, tz: tzinfo, name: str, version: int) -> str:
    """A time as bars and executions have it: `20260402 09:30:00 US/Eastern`, without its zone for old clients."""
    moment = local(epoch, tz)
    return f"{moment:%Y%m%d %H:%M:%S} {name}" if version >= NAMED_SINCE else f"{moment:%Y%m%d  %H:%M:%S}"


def eastern(epoch: float) -> datetime:
    """The time in New York."""
    return datetime.fromtimestamp(epoch, EASTERN)


def seconds_of(moment: datetime | float) -> float:
    """Seconds since 1970 UTC of a time that a user gives: such seconds, or a datetime, in New York without a zone."""
    if isinstance(moment, datetime):
        return moment.timestamp() if moment.tzinfo is not None else epoch(moment, EASTERN)
    return float(moment)
