"""Dates that samples need, counted from the day at the gateway: expiries of futures and options, times of orders."""

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

try:
    NEW_YORK = ZoneInfo("US/Eastern")
except ZoneInfoNotFoundError:  # Windows without tzdata: an hour too early in summer, which does for samples
    NEW_YORK = timezone(timedelta(hours=-5))

now = 0  # seconds since 1970 at the gateway, set when a session begins


def today():
    """The day in New York."""
    return datetime.fromtimestamp(now, NEW_YORK).date()


def at(seconds):
    """The time so many seconds from now, as orders and histories have it."""
    return f"{datetime.fromtimestamp(now + seconds, NEW_YORK):%Y%m%d %H:%M:%S} US/Eastern"


def at_utc(seconds):
    """The same in the other form, in UTC."""
    return f"{datetime.fromtimestamp(now + seconds, timezone.utc):%Y%m%d-%H:%M:%S}"


def days_ago(days):
    """The evening of a day in the past."""
    return f"{today() - timedelta(days):%Y%m%d} 16:00:00 US/Eastern"


def month(ahead):
    """A contract month, "YYYYMM", so many months from now."""
    year, number = divmod(today().year * 12 + today().month - 1 + ahead, 12)
    return f"{year}{number + 1:02}"


def quarter(number=1):
    """The month of the next quarterly future, or of a later one. The first is one that does not end soon."""
    ahead = (2 - today().month % 3) % 3 + 1 if today().month % 3 else 3
    return month(ahead + 3 * (number - 1))


def third_friday(ahead):
    """The day on which most options of a month expire, "YYYYMMDD"."""
    first = datetime.strptime(month(ahead), "%Y%m").date()
    day = first + timedelta(days=(4 - first.weekday()) % 7 + 14)
    return f"{day:%Y%m%d}"
