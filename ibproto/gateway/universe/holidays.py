"""Days on which exchanges are closed, or close early: by rule, for any year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from ibproto.gateway.zones import nth_weekday

DAY = timedelta(days=1)

# days that no rule tells: mourning, attack, storm
_NYSE_CLOSED = frozenset(
    date(*day)
    for day in (
        (2001, 9, 11),
        (2001, 9, 12),
        (2001, 9, 13),
        (2001, 9, 14),
        (2004, 6, 11),
        (2007, 1, 2),
        (2012, 10, 29),
        (2012, 10, 30),
        (2018, 12, 5),
        (2025, 1, 9),
    )
)


@cache
def easter(year: int) -> date:
    """Easter Sunday."""
    golden, century = year % 19, year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = epact - epact // 28 * (1 - 29 // (epact + 1) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    offset = moon - weekday
    month = 3 + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // 4))


def good_friday(year: int) -> date:
    return easter(year) - 2 * DAY


def _observed(day: date) -> date:
    """A holiday on a Saturday is kept on Friday, one on a Sunday on Monday."""
    return day + {5: -DAY, 6: DAY}.get(day.weekday(), 0 * DAY)


def _after_weekend(day: date) -> date:
    return day + {5: 2 * DAY, 6: DAY}.get(day.weekday(), 0 * DAY)


def _federal(year: int) -> list[date]:
    """The holidays of the United States on which stock exchanges are closed but for those that all exchanges keep."""
    days = [
        nth_weekday(year, 1, 0, 3),  # Martin Luther King
        nth_weekday(year, 2, 0, 3),  # Presidents
        nth_weekday(year, 5, 0, -1),  # Memorial
        _observed(date(year, 7, 4)),
        nth_weekday(year, 9, 0, 1),  # Labor
        nth_weekday(year, 11, 3, 4),  # Thanksgiving
    ]
    return [*days, _observed(date(year, 6, 19))] if year >= 2022 else days


def _new_year(year: int) -> list[date]:
    """On a Saturday it is not kept: the last day of the old year is a trading day."""
    day = date(year, 1, 1)
    return [] if day.weekday() == 5 else [_observed(day)]


def american(year: int) -> Iterable[date]:
    """When the New York Stock Exchange is closed."""
    yield from _federal(year)
    yield from globex(year)
    yield from (day for day in _NYSE_CLOSED if day.year == year)


def american_early(year: int) -> Iterable[date]:
    """When it closes at 13:00."""
    yield nth_weekday(year, 11, 3, 4) + DAY
    for day in (date(year, 7, 3), date(year, 12, 24)):
        if day.weekday() < 4:  # on a Friday the holiday itself is kept
            yield day


def globex(year: int) -> Iterable[date]:
    """When electronic futures trading in the United States is closed all day."""
    yield from _new_year(year)
    yield good_friday(year)
    yield _observed(date(year, 12, 25))


def globex_early(year: int) -> Iterable[date]:
    """When it ends at noon."""
    yield from _federal(year)
    yield from american_early(year)


def forex(year: int) -> Iterable[date]:
    """Currencies rest on two days."""
    yield from (date(year, 1, 1), date(year, 12, 25))


def european(year: int) -> Iterable[date]:
    """Xetra, Euronext and their neighbours."""
    yield date(year, 1, 1)
    yield good_friday(year)
    yield easter(year) + DAY
    yield from (date(year, 5, 1), date(year, 12, 25), date(year, 12, 26))


def german(year: int) -> Iterable[date]:
    yield from european(year)
    yield from (date(year, 12, 24), date(year, 12, 31))


def swiss(year: int) -> Iterable[date]:
    yield from german(year)
    yield from (date(year, 1, 2), date(year, 8, 1), easter(year) + 39 * DAY, easter(year) + 50 * DAY)


def british(year: int) -> Iterable[date]:
    yield _after_weekend(date(year, 1, 1))
    yield good_friday(year)
    yield easter(year) + DAY
    yield nth_weekday(year, 5, 0, 1)
    yield nth_weekday(year, 5, 0, -1)
    yield nth_weekday(year, 8, 0, -1)
    christmas = _after_weekend(date(year, 12, 25))
    yield christmas
    yield _after_weekend(date(year, 12, 26)) if christmas.day == 25 else christmas + DAY


def european_early(year: int) -> Iterable[date]:
    """London and Euronext close about 13:00 on the last working days before Christmas and the new year."""
    yield from (date(year, 12, 24), date(year, 12, 31))


def japanese(year: int) -> Iterable[date]:
    """Tokyo. A holiday on a Sunday is kept on the next day that is none."""
    fixed = [(1, 1), (1, 2), (1, 3), (2, 11), (2, 23), (4, 29), (5, 3), (5, 4), (5, 5), (8, 11), (11, 3), (11, 23)]
    days = [date(year, month, day) for month, day in fixed] + [date(year, 12, 31)]
    days += [nth_weekday(year, month, 0, nth) for month, nth in ((1, 2), (7, 3), (9, 3), (10, 2))]
    leap = (year - 1980) // 4
    days.append(date(year, 3, int(20.8431 + 0.242194 * (year - 1980) - leap)))  # the equinoxes
    days.append(date(year, 9, int(23.2488 + 0.242194 * (year - 1980) - leap)))
    for day in list(days):
        if day.weekday() == 6 and (day.month, day.day) not in ((1, 1), (1, 2), (1, 3), (12, 31)):
            while day in days:
                day += DAY
            days.append(day)
    return days


def _chinese_new_year(year: int) -> date:
    """The new moon from 21 January on, by the moon's mean motion."""
    first = date(year, 1, 21)
    since_new_moon = (first - date(2000, 1, 6)).days - 0.93  # of 6 January 2000, in Hong Kong time
    age = since_new_moon % 29.530588
    return first + DAY * int(29.530588 - age)


def _sunday_to_monday(day: date) -> date:
    return day + DAY if day.weekday() == 6 else day


def hong_kong(year: int) -> Iterable[date]:
    """Without the days that move with the moon, but for the new year's."""
    yield from (_chinese_new_year(year) + number * DAY for number in range(3))
    yield from (_sunday_to_monday(date(year, month, day)) for month, day in ((1, 1), (5, 1), (7, 1), (10, 1)))
    yield from (good_friday(year), easter(year) + DAY)
    christmas = _sunday_to_monday(date(year, 12, 25))
    yield christmas
    yield _sunday_to_monday(date(year, 12, 26)) if christmas.day == 25 else christmas + DAY
