"""Time zones by rule."""

from __future__ import annotations

import random
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from ibproto.gateway.zones import EASTERN, eastern, epoch, local, nth_weekday, zone

NAMES = [
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "America/Denver",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Helsinki",
    "Australia/Sydney",
    "Asia/Tokyo",
    "Asia/Hong_Kong",
    "Etc/UTC",
]


def database(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except KeyError:
        pytest.skip("this system has no zone database")


@pytest.mark.parametrize("name", NAMES)
def test_a_zone_agrees_with_the_database(name: str) -> None:
    ours, theirs = zone(name), database(name)
    assert ours is not None and not isinstance(ours, ZoneInfo)
    choose = random.Random(name)
    hours = [datetime(2008, 6, 1) + timedelta(hours=choose.randrange(27 * 8766)) for _ in range(500)]
    year = [datetime(2026, 1, 1) + timedelta(minutes=30 * number) for number in range(2 * 8766)]
    turns = [naive for naive in year if naive.month in (3, 4, 10, 11) and naive.hour < 6]
    for naive in hours + turns:
        instant = naive.replace(tzinfo=timezone.utc).timestamp()
        here, there = local(instant, ours), datetime.fromtimestamp(instant, theirs)
        assert (here.replace(tzinfo=None), here.fold, here.tzname()) == (
            there.replace(tzinfo=None),
            there.fold,
            there.tzname(),
        )
        for fold in (0, 1):
            when = naive.replace(fold=fold)
            assert when.replace(tzinfo=ours).utcoffset() == when.replace(tzinfo=theirs).utcoffset(), when
            assert epoch(when, ours) == epoch(when, theirs)


@pytest.mark.parametrize(
    ("instant", "shown"),
    [
        (1768402800.0, "2026-01-14 10:00 EST"),
        (1772953200.0 - 1, "2026-03-08 01:59 EST"),
        (1772953200.0, "2026-03-08 03:00 EDT"),
        (1793512800.0 - 1, "2026-11-01 01:59 EDT"),
        (1793512800.0, "2026-11-01 01:00 EST"),
    ],
)
def test_new_york_time(instant: float, shown: str) -> None:
    assert f"{eastern(instant):%Y-%m-%d %H:%M %Z}" == shown
    assert eastern(instant) == local(instant, EASTERN)


@pytest.mark.parametrize("name", ["US/Eastern", "MET", "GB", "Japan", "Hongkong", "UTC", "GMT", "Etc/UTC", "EST5EDT"])
def test_the_names_that_exchanges_use_are_known(name: str) -> None:
    assert zone(name) is not None


@pytest.mark.parametrize("name", ["", "Nowhere/Land", "../etc/passwd", "America", "a\0b"])
def test_there_is_no_such_zone(name: str) -> None:
    assert zone(name) is None


def test_a_zone_of_the_database_is_found() -> None:
    database("America/Sao_Paulo")
    assert zone("America/Sao_Paulo") is not None


def test_days_of_the_week_are_counted() -> None:
    assert f"{nth_weekday(2026, 3, 4, 3)}" == "2026-03-20"
    assert f"{nth_weekday(2026, 12, 0, -1)}" == "2026-12-28"
    assert f"{nth_weekday(2026, 2, 6, 1)}" == "2026-02-01"
