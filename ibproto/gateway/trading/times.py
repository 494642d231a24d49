"""From when and until when an order is good."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timezone, tzinfo
from functools import lru_cache

from ibproto.gateway.universe import Instrument
from ibproto.gateway.universe.calendars import Session
from ibproto.gateway.zones import EASTERN, epoch, local, zone
from ibproto.order import Order

from .kinds import is_given

SESSIONS = 6  # that are looked through for one with liquid hours


@lru_cache(1024)
def good_till(text: str, now: float | None = None, where: tzinfo = EASTERN) -> float | None:
    """The time of a goodTillDate: "YYYYMMDD HH:MM:SS zone" (`where` without one) or "YYYYMMDD-HH:MM:SS" (UTC). With
    `now` the day may be missing. None when it is no time."""
    try:
        if "-" in text and " " not in text:
            return datetime.strptime(text, "%Y%m%d-%H:%M:%S").replace(tzinfo=timezone.utc).timestamp()
        day, _, rest = text.strip().partition(" ")
        if ":" in day and now is not None:
            day, rest = f"{local(now, where):%Y%m%d}", f"{day} {rest}"
        clock, _, name = rest.strip().partition(" ")
        found = zone(name.strip()) if name else where
        time = datetime.strptime(f"{day} {clock or '23:59:59'}", "%Y%m%d %H:%M:%S")
        return None if found is None else epoch(time, found)
    except ValueError:
        return None


def session_of(instrument: Instrument, now: float) -> Session:
    """The session whose liquid hours are on, or come next."""
    session = instrument.calendar.at(now)
    for _ in range(SESSIONS):
        if session is not None and session.liquid_start < session.liquid_end and now < session.liquid_end:
            break
        session = instrument.calendar.next(now if session is None else session.start)
    assert session is not None
    return session


def begins(order: Order) -> float | None:
    """Before when the order does not work: goodAfterTime, or activeStartTime."""
    if not (order.goodAfterTime or order.activeStartTime):
        return None
    times = [good_till(text) for text in (order.goodAfterTime, order.activeStartTime) if text]
    return max((time for time in times if time is not None), default=None)


def is_active(order: Order, instrument: Instrument, now: float, extra: Iterable[Session] = ()) -> bool:
    """Whether the order may fill at this time. extra: sessions that are not in the calendar."""
    start = begins(order)
    if start is not None and now < start:
        return False
    calendar = instrument.calendar
    usual = calendar.at(now) is not None if order.outsideRth else calendar.is_liquid(now)
    return usual or any(session.liquid_start <= now < session.liquid_end for session in extra)


def next_active(order: Order, instrument: Instrument, now: float) -> float:
    """When an order that is not active becomes active."""
    session = session_of(instrument, now)
    start = begins(order) or now
    if start > now:
        session = session_of(instrument, start)
    return max(start, session.start if order.outsideRth else session.liquid_start)


def expiry(order: Order, instrument: Instrument, now: float) -> float | None:
    """When the order ends by itself: at the end of the session for DAY, None for never."""
    times = [good_till(order.activeStopTime)] if order.activeStopTime else []
    if order.tif == "GTD":
        times.append(good_till(order.goodTillDate))
    elif order.tif != "GTC":
        times.append(_end_of_day(order, instrument, max(now, begins(order) or now)))
    if is_given(order.duration):
        times.append(now + order.duration)
    return min((time for time in times if time is not None), default=None)


def _end_of_day(order: Order, instrument: Instrument, now: float) -> float:
    calendar = instrument.calendar
    session = calendar.at(now) or calendar.next(now)
    end = session.end if order.outsideRth else session.liquid_end
    if end <= now:
        session = calendar.next(now)
        end = session.end if order.outsideRth else session.liquid_end
    return end if end > now else session.end
