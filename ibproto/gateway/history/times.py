"""Dates and times of history, as clients write them and as they are told."""

from __future__ import annotations

import re
from datetime import date, datetime, tzinfo

from ibproto.gateway.universe import Calendar
from ibproto.gateway.zones import EASTERN, epoch, told, zone

from .query import Refused

YEARS = range(1900, 2200)  # calendars of other years cannot be relied on
_WRITTEN = re.compile(r"(\d{8})(?:(-)| +)(\d\d:\d\d:\d\d)(?: +(\S.*))?")

BAD_TIME = (
    "End Date/Time: The date, time, or time-zone entered is invalid. The correct format is yyyymmdd hh:mm:ss xx/xxxx"
    " where yyyymmdd and xx/xxxx are optional. E.g.: 20031126 15:59:00 US/Eastern. You can also provide"
    " yyyymmddd-hh:mm:ss time is in UTC. Note that there is a dash between the date and time in UTC notation."
)
NO_ZONE = (
    "Warning: You submitted request with date-time attributes without explicit time zone. Please switch to use"
    " yyyymmdd-hh:mm:ss in UTC or use instrument time zone, like US/Eastern."
)


def read(text: str) -> tuple[float, bool]:
    """Seconds since 1970 UTC, and whether it said in which zone; New York when it did not. Raises Refused."""
    match = _WRITTEN.fullmatch(text.strip().removesuffix("Z"))
    if match is None:
        raise Refused(10314, BAD_TIME)
    try:
        moment = datetime.strptime(f"{match[1]} {match[3]}", "%Y%m%d %H:%M:%S")
    except ValueError:
        raise Refused(10314, BAD_TIME) from None
    where: tzinfo | None = EASTERN
    if match[2]:
        where = zone("UTC")
    elif match[4]:
        where = zone(match[4])
    if where is None or moment.year not in YEARS:
        raise Refused(10314, BAD_TIME)
    return epoch(moment, where), bool(match[2] or match[4])


def shown(time: float, calendar: Calendar, version: int, other: str | None = None) -> str:
    """A time in an instrument's zone, or in another."""
    where = calendar.zone if other is None else zone(other)
    assert where is not None
    return told(time, where, other or calendar.zone_name, version)


def day_text(day: date) -> str:
    return f"{day:%Y%m%d}"
