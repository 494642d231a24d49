"""What a stop, a trailing stop or an if-touched order waits for, and stops that are adjusted.

An order is triggered when a price reaches its auxPrice: "stop" types wait for one that is worse than now, "touch" types
for a better one; a trailing order follows the price at auxPrice (or trailingPercent) and never goes back. Which price
counts says triggerMethod: 0 the last trade (the near quote of what has no trades), 1 the quote, twice in a row, 2 the
last trade, 3 the last trade, twice in a row, 4 the quote, 7 either of them, 8 the middle of the quote. The quote is the
ask when a price is waited for that goes up, else the bid.

An order with adjustedOrderType becomes that one, with its adjusted prices, when the price reaches triggerPrice, on the
good side: above the stop of an order that sells, below that of one that buys.
"""

from __future__ import annotations

from ibproto.const import UNSET_DOUBLE
from ibproto.gateway.market import Ladder, State
from ibproto.order import Order

from .kinds import is_given, kind_of, sign

# trigger method: the prices that count, and how many times in a row they must
METHODS = {
    0: (("default",), 1),
    1: (("quote",), 2),
    2: (("last",), 1),
    3: (("last",), 2),
    4: (("quote",), 1),
    7: (("last", "quote"), 1),
    8: (("middle",), 1),
}


def prices(state: State, method: int, rises: bool) -> tuple[list[float], int]:
    """The prices that count for a trigger method, and how many times in a row one must be reached; no prices while
    there is no trading. rises: whether a price is waited for that goes up: then the ask counts, else the bid."""
    names, times = METHODS.get(method, METHODS[0])
    quote = state.ask if rises else state.bid
    if quote is None and state.bid is None and state.path.quotes:
        return [], times
    last = state.last if state.path.trades else None
    known = {"default": quote if last is None else last, "last": last, "quote": quote, "middle": state.middle}
    return [price for price in map(known.get, names) if price is not None], times


def trailing_stop(order: Order, stop: float | None, price: float, ladder: Ladder) -> float:
    """Where the stop of a trailing order is now, on the price steps; it only moves with the price."""
    distance = price * order.trailingPercent / 100 if is_given(order.trailingPercent) else order.auxPrice
    if stop is None and is_given(order.trailStopPrice):
        stop = order.trailStopPrice
    if rises(order):
        new = ladder.price(ladder.nearest(price + distance))
        return new if stop is None else min(stop, new)
    new = ladder.price(ladder.nearest(price - distance))
    return new if stop is None else max(stop, new)


def rises(order: Order) -> bool:
    """Whether an order waits for a price that goes up."""
    return (sign(order) > 0) != ("touch" in kind_of(order).trigger)


def is_triggered(order: Order, stop: float, price: float) -> bool:
    """Whether a price activates an order that waits at `stop`."""
    return price >= stop if rises(order) else price <= stop


def is_adjusted(order: Order, price: float) -> bool:
    """Whether a price makes a stop the adjusted order: the market has gone the good way as far as triggerPrice."""
    if not order.adjustedOrderType or not is_given(order.triggerPrice):
        return False
    return price <= order.triggerPrice if sign(order) > 0 else price >= order.triggerPrice


def adjust(order: Order) -> None:
    """Make a stop its adjusted order: of adjustedOrderType, with adjustedStopPrice, adjustedStopLimitPrice and, to
    trail, adjustedTrailingAmount, which is percent when adjustableTrailingUnit is not 0."""
    order.orderType, order.adjustedOrderType = order.adjustedOrderType, ""
    if "TRAIL" in order.orderType:
        in_percent = bool(order.adjustableTrailingUnit)
        order.trailStopPrice = order.adjustedStopPrice
        order.trailingPercent = order.adjustedTrailingAmount if in_percent else UNSET_DOUBLE
        order.auxPrice = 0.0 if in_percent else order.adjustedTrailingAmount
    elif is_given(order.adjustedStopPrice):
        order.auxPrice = order.adjustedStopPrice
    if is_given(order.adjustedStopLimitPrice):
        order.lmtPrice = order.adjustedStopLimitPrice
        order.lmtPriceOffset = UNSET_DOUBLE
