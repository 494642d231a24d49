"""How much of an order may fill at a moment, at least and at most, besides what its algorithm says.

allOrNone and FOK: only all of the rest at once, when the quote shows as much. minQty: the first execution has that size
at least; minTradeQty: each one. displaySize: no more than that at each look at the quote.
postOnly: an order that would fill when it arrives is cancelled.

A scale order works one component after the other: the first scaleInitLevelSize at lmtPrice, and when a component is
filled the next one, of scaleSubsLevelSize (without it of the same size), scalePriceIncrement better for the order.
"""

from __future__ import annotations

from math import ceil

from ibproto.const import UNSET_DOUBLE
from ibproto.order import Order

from .kinds import is_given, sign
from .live import LiveOrder


def most(live: LiveOrder) -> int:
    """The most that may fill now."""
    order, size = live.shown, ceil(live.remaining)
    if is_given(order.displaySize):
        size = min(size, order.displaySize)
    if is_scale(order):
        size = min(size, _level(live)[1] - int(live.filled))
    return size


def least(live: LiveOrder) -> int:
    """The smallest size that one execution may have now."""
    order, rest = live.shown, ceil(live.remaining)
    if order.allOrNone or order.tif == "FOK":
        return rest
    wanted = 1
    if is_given(order.minQty) and not live.filled:
        wanted = order.minQty
    if is_given(order.minTradeQty):
        wanted = max(wanted, order.minTradeQty)
    return min(wanted, rest)


def is_scale(order: Order) -> bool:
    """Whether it is a scale order."""
    return order.scalePriceIncrement not in (0, UNSET_DOUBLE)


def scale_price(live: LiveOrder) -> float:
    """The price of the component that a scale order works now."""
    order = live.shown
    return round(order.lmtPrice - sign(order) * _level(live)[0] * order.scalePriceIncrement, 6)


def _level(live: LiveOrder) -> tuple[int, int]:
    """The number of the component that works, and how much is filled when it is."""
    order, filled = live.shown, int(live.filled)
    first = order.scaleInitLevelSize
    if filled < first:
        return 0, first
    following = order.scaleSubsLevelSize if is_given(order.scaleSubsLevelSize) else first
    level = 1 + (filled - first) // following
    return level, first + level * following
