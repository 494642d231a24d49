"""Hedging orders: children whose size follows from what their parent fills.

    D  delta: the options of the parent times their delta, in shares
    B  beta: the value of the parent times hedgeParam, divided by the price of the child
    F  currency: the value of the parent, in units of the currency
    P  pair: the size of the parent times hedgeParam

It is a whole number, 1 at least and hedgeMaxSize at most. Before the parent is filled it is found from the size of the
parent and prices of now.
"""

from __future__ import annotations

from decimal import Decimal

from ibproto.gateway.accounts.commissions import multiplier
from ibproto.gateway.market import Market
from ibproto.order import Order

from . import allocation
from .kinds import is_given
from .live import LiveOrder

KINDS = ("D", "B", "F", "P")
WITH_PARAM = ("B", "P")
CODES = {"B": 10008, "P": 10009}


def resize(market: Market, parent: LiveOrder, child: LiveOrder) -> None:
    """Give a hedging order its size."""
    order = child.shown
    quantity = float(parent.filled or parent.shown.totalQuantity)
    state = market.state(parent.instrument)
    price = parent.average or state.middle or state.last or state.close or 0.0
    value = quantity * price * float(multiplier(parent.instrument))
    own = market.state(child.instrument)
    if order.hedgeType == "P":
        size = quantity * float(order.hedgeParam)
    elif order.hedgeType == "D":
        delta = market.computation(parent.instrument).delta or 0.0
        size = abs(quantity * delta) * float(multiplier(parent.instrument))
    elif order.hedgeType == "B":
        size = value * float(order.hedgeParam) / (own.middle or own.last or own.close or price or 1.0)
    else:
        size = value
    most = order.hedgeMaxSize if is_given(order.hedgeMaxSize) else size
    allocation.resize(child, Decimal(max(1, round(min(abs(size), most)))))


def problem_of(order: Order) -> tuple[int, str] | None:
    """What is wrong with a hedging order."""
    if order.hedgeType not in KINDS:
        return 10007, f"Invalid hedge type {order.hedgeType!r}; use D, B, F or P"
    if not order.parentId:
        return 321, "Error validating request.-'sim' : cause - a hedging order needs parentId, of the order it hedges"
    if order.hedgeType in WITH_PARAM:
        try:
            fits = float(order.hedgeParam) > 0
        except ValueError:
            fits = False
        if not fits:
            return CODES[order.hedgeType], f"Invalid hedge parameter {order.hedgeParam!r}; it must be a number above 0"
    return None
