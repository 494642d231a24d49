"""Until when an order is good."""

from __future__ import annotations

from datetime import datetime, timezone

from ibproto.gateway.universe import Instrument
from ibproto.gateway.zones import EASTERN, epoch, zone
from ibproto.order import Order


def good_till(text: str) -> float | None:
    """The time of a goodTillDate: "YYYYMMDD HH:MM:SS zone" (New York without one) or "YYYYMMDD-HH:MM:SS" (UTC)."""
    try:
        if "-" in text:
            return datetime.strptime(text, "%Y%m%d-%H:%M:%S").replace(tzinfo=timezone.utc).timestamp()
        day, _, rest = text.partition(" ")
        clock, _, name = rest.strip().partition(" ")
        where = zone(name.strip()) if name else EASTERN
        time = datetime.strptime(f"{day} {clock or '23:59:59'}", "%Y%m%d %H:%M:%S")
        return None if where is None else epoch(time, where)
    except ValueError:
        return None


def is_active(order: Order, instrument: Instrument, now: float) -> bool:
    """Whether the order may fill at this time of day."""
    calendar = instrument.calendar
    return calendar.at(now) is not None if order.outsideRth else calendar.is_liquid(now)


def expiry(order: Order, instrument: Instrument, now: float) -> float | None:
    """When the order ends by itself: at the end of the session for DAY, None for never."""
    if order.tif == "GTD":
        return good_till(order.goodTillDate)
    if order.tif == "GTC":
        return None
    calendar = instrument.calendar
    session = calendar.at(now) or calendar.next(now)
    end = session.end if order.outsideRth else session.liquid_end
    if end <= now:
        session = calendar.next(now)
        end = session.end if order.outsideRth else session.liquid_end
    return end if end > now else session.end
