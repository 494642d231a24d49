"""The order types that are worked: what makes them active, and whether they have a limit."""

from __future__ import annotations

from typing import NamedTuple

from ibproto.const import UNSET_DOUBLE
from ibproto.gateway.market import State
from ibproto.order import Order


class Kind(NamedTuple):
    """trigger: what an order waits for: "stop" and "trail" for a price that gets worse, "touch" for a better one,
    "" for nothing. limited: it has a limit price then. needs: the price that must be given, with its limit."""

    trigger: str = ""
    limited: bool = False
    needs: tuple[str, ...] = ()


KINDS = {
    "MKT": Kind(),
    "LMT": Kind("", True, ("lmtPrice",)),
    "STP": Kind("stop", False, ("auxPrice",)),
    "STP LMT": Kind("stop", True, ("auxPrice", "lmtPrice")),
    "MIT": Kind("touch", False, ("auxPrice",)),
    "LIT": Kind("touch", True, ("auxPrice", "lmtPrice")),
    "TRAIL": Kind("trail"),
    "TRAIL LIMIT": Kind("trail", True),
}


def reference(order: Order, state: State) -> float | None:
    """The price that triggers: the last trade, or the near quote of what has no trades; None out of trading."""
    quote = state.ask if order.action == "BUY" else state.bid
    return state.last if quote is not None and state.path.trades else quote


def trailing_stop(order: Order, stop: float | None, price: float) -> float:
    """Where the stop of a trailing order is now; it only moves with the price."""
    percent = order.trailingPercent
    has_percent = percent not in (0, UNSET_DOUBLE)
    distance = price * percent / 100 if has_percent else order.auxPrice
    if stop is None and order.trailStopPrice not in (0, UNSET_DOUBLE):
        stop = order.trailStopPrice
    if order.action == "BUY":
        new = round(price + distance, 6)
        return new if stop is None else min(stop, new)
    new = round(price - distance, 6)
    return new if stop is None else max(stop, new)


def is_triggered(order: Order, stop: float, price: float) -> bool:
    """Whether a price activates an order that waits at `stop`."""
    rises = (order.action == "BUY") == (KINDS[order.orderType].trigger != "touch")
    return price >= stop if rises else price <= stop


def limit_of(order: Order, stop: float | None) -> float | None:
    """The worst price at which an order may fill; None for any."""
    if not KINDS[order.orderType].limited:
        return None
    if order.orderType != "TRAIL LIMIT" or stop is None or order.lmtPriceOffset == UNSET_DOUBLE:
        return order.lmtPrice
    return round(stop + order.lmtPriceOffset * (1 if order.action == "BUY" else -1), 6)
