"""Sessions, holidays and the texts that tell of them."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

import pytest

from ibproto.gateway.universe import calendars, holidays
from ibproto.gateway.universe.calendars import Calendar, spans
from ibproto.gateway.zones import epoch, local

CALENDARS = {name: value for name, value in vars(calendars).items() if isinstance(value, Calendar)}
DAY = timedelta(days=1)
every_calendar = pytest.mark.parametrize("calendar", CALENDARS.values(), ids=CALENDARS)


def at(calendar: Calendar, text: str) -> float:
    return epoch(datetime.strptime(text, "%Y-%m-%d %H:%M"), calendar.zone)


@every_calendar
def test_sessions_are_in_order_and_do_not_overlap(calendar: Calendar) -> None:
    before = 0.0
    for number in range(800):
        day = date(2025, 1, 1) + number * DAY
        for session in calendar.sessions(day):
            assert before <= session.start <= session.liquid_start <= session.liquid_end <= session.end
            assert session.start < session.end and session.day == day
            before = session.end


@every_calendar
def test_what_is_asked_about_a_time_agrees_with_the_sessions(calendar: Calendar) -> None:
    seed = random.randrange(1 << 30)
    print(f"seed {seed}")
    choose = random.Random(seed)
    days = [date(2025, 12, 1) + number * DAY for number in range(120)]
    sessions = [session for day in days for session in calendar.sessions(day)]
    edges = [edge for session in sessions for edge in session[:4]]
    times = [choose.uniform(sessions[2].start, sessions[-3].end) for _ in range(300)]
    times += [edge + shift for edge in choose.sample(edges[12:-12], 60) for shift in (-1, 0, 1)]
    for time in times:
        inside = [session for session in sessions if session.start <= time < session.end]
        assert calendar.at(time) == (inside[0] if inside else None)
        assert calendar.is_open(time) == bool(inside)
        assert calendar.is_liquid(time) == any(s.liquid_start <= time < s.liquid_end for s in sessions)
        assert calendar.next(time) == min(session for session in sessions if session.start > time)
        assert calendar.previous(time) == max(session for session in sessions if session.start <= time)
        assert calendar.trade_date(time) == calendar.previous(time).day


@every_calendar
def test_the_texts_tell_the_sessions(calendar: Calendar) -> None:
    first = date(2026, 3, 27)  # the rest is Easter, with a change to summer time
    told: list[tuple[float, float]] = []
    closed = []
    for part in calendar.trading_hours(first, 20).split(";"):
        if part.endswith(":CLOSED"):
            closed.append(datetime.strptime(part[:8], "%Y%m%d").date())
            continue
        start, end = (datetime.strptime(text, "%Y%m%d:%H%M") for text in part.split("-"))
        told.append((epoch(start, calendar.zone), epoch(end, calendar.zone)))
    days = [first + number * DAY for number in range(20)]
    assert told == [session[:2] for day in days for session in calendar.sessions(day)]
    assert closed == [day for day in days if not calendar.sessions(day)]
    assert calendar.liquid_hours(first).count(";") >= 5


@pytest.mark.parametrize(
    ("calendar", "day", "hours", "liquid"),
    [
        ("US_STOCKS", "2026-01-14", "20260114:0400-20260114:2000", "20260114:0930-20260114:1600"),
        ("US_STOCKS", "2026-11-27", "20261127:0400-20261127:1700", "20261127:0930-20261127:1300"),
        ("US_STOCKS", "2026-07-03", "20260703:CLOSED", "20260703:CLOSED"),
        ("EQUITY_FUTURES", "2025-05-22", "20250521:1700-20250522:1600", "20250522:0830-20250522:1600"),
        ("EQUITY_FUTURES", "2025-05-24", "20250524:CLOSED", "20250524:CLOSED"),
        ("FOREX", "2026-01-12", "20260111:1715-20260112:1700", "20260111:1715-20260112:1700"),
        ("CRYPTO", "2026-01-17", "20260117:0000-20260118:0000", "20260117:0000-20260118:0000"),
        ("XETRA", "2026-01-14", "20260114:0900-20260114:1730", "20260114:0900-20260114:1730"),
        ("TOKYO", "2026-01-14", "20260114:0900-20260114:1130;20260114:1230-20260114:1530", None),
        ("HONG_KONG", "2026-01-14", "20260114:0930-20260114:1200;20260114:1300-20260114:1600", None),
        ("HONG_KONG", "2026-02-17", "20260217:CLOSED", None),
    ],
)
def test_the_hours_of_a_day(calendar: str, day: str, hours: str, liquid: str | None) -> None:
    known = CALENDARS[calendar]
    assert known.trading_hours(date.fromisoformat(day), 1) == hours
    assert known.liquid_hours(date.fromisoformat(day), 1) == (liquid or hours)


def test_futures_of_the_next_trade_date_begin_in_the_evening() -> None:
    calendar = CALENDARS["EQUITY_FUTURES"]
    assert calendar.trade_date(at(calendar, "2026-01-13 18:00")) == date(2026, 1, 14)
    assert calendar.at(at(calendar, "2026-01-13 16:30")) is None
    assert calendar.trade_date(at(calendar, "2026-01-13 16:30")) == date(2026, 1, 13)


def test_the_calendar_counts_trade_dates() -> None:
    calendar = CALENDARS["US_STOCKS"]
    assert calendar.next_trade_date(date(2026, 1, 16)) == date(2026, 1, 20)
    assert calendar.next_trade_date_from(date(2026, 1, 16)) == date(2026, 1, 16)
    assert calendar.last_trade_date(date(2026, 1, 19)) == date(2026, 1, 16)
    assert calendar.is_trade_date(date(2026, 1, 16)) and not calendar.is_trade_date(date(2026, 1, 17))


@pytest.mark.parametrize(
    ("year", "closed"),
    [
        (2021, "0101 0118 0215 0402 0531 0705 0906 1125 1224"),
        (2022, "0117 0221 0415 0530 0620 0704 0905 1124 1226"),
        (2024, "0101 0115 0219 0329 0527 0619 0704 0902 1128 1225"),
        (2025, "0101 0109 0120 0217 0418 0526 0619 0704 0901 1127 1225"),
        (2026, "0101 0119 0216 0403 0525 0619 0703 0907 1126 1225"),
    ],
)
def test_new_york_is_closed(year: int, closed: str) -> None:
    days = [date(year, 1, 1) + number * DAY for number in range(365)]
    found = [day for day in days if day.weekday() < 5 and not CALENDARS["US_STOCKS"].sessions(day)]
    assert " ".join(f"{day:%m%d}" for day in found) == closed


@pytest.mark.parametrize(("year", "early"), [(2023, "0703 1124"), (2024, "0703 1129 1224"), (2026, "1127 1224")])
def test_new_york_closes_early(year: int, early: str) -> None:
    assert " ".join(f"{day:%m%d}" for day in sorted(holidays.american_early(year))) == early


@pytest.mark.parametrize(
    "day", ["1961-04-02", "2000-04-23", "2024-03-31", "2025-04-20", "2026-04-05", "2038-04-25", "2076-04-19"]
)
def test_easter(day: str) -> None:
    assert str(holidays.easter(int(day[:4]))) == day


@pytest.mark.parametrize(("year", "kept"), [(2021, "1227 1228"), (2022, "1226 1227"), (2026, "1225 1228")])
def test_london_makes_up_for_christmas_on_a_weekend(year: int, kept: str) -> None:
    assert " ".join(f"{day:%m%d}" for day in sorted(holidays.british(year)) if day.month == 12) == kept


def test_japan_makes_up_for_holidays_on_sundays() -> None:
    assert date(2026, 5, 6) in holidays.japanese(2026) and date(2025, 2, 24) in holidays.japanese(2025)


@pytest.mark.parametrize("hours", ["", "0930", "0930-0900", "2530-2600x", "0400-2000/0300-1600", "0900-1200,1100-1500"])
def test_hours_that_make_no_sense_are_refused(hours: str) -> None:
    with pytest.raises(ValueError, match="0[49]"):
        spans(hours)


def test_a_calendar_needs_a_zone_and_a_day() -> None:
    with pytest.raises(ValueError, match="time zone 'Nowhere'"):
        Calendar("Nowhere", "0930-1600")
    with pytest.raises(ValueError, match="weekday"):
        Calendar("UTC", "0930-1600", weekdays=())
    with pytest.raises(ValueError, match="no session"):
        Calendar(
            "UTC", "0930-1600", weekdays=(5,), closed=lambda y: [date(y, 1, 1) + n * DAY for n in range(366)]
        ).next(0)


def test_a_session_is_shown_in_its_zone() -> None:
    session = CALENDARS["US_STOCKS"].sessions(date(2026, 7, 1))[0]
    assert f"{local(session.liquid_start, CALENDARS['US_STOCKS'].zone):%H:%M %Z}" == "09:30 EDT"
