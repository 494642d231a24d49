"""An order as it is worked, from the order as it came: prices of legs become a limit, money becomes a size."""

from __future__ import annotations

from copy import copy
from decimal import Decimal

from ibproto.const import UNSET_DOUBLE
from ibproto.gateway.universe import Combo, Instrument
from ibproto.order import Order


def complete(order: Order, instrument: Instrument) -> Order:
    """The order, or a changed copy of it."""
    if isinstance(instrument, Combo) and order.lmtPrice in (0, UNSET_DOUBLE):
        return _with_leg_prices(order, instrument)
    return order


def _with_leg_prices(order: Order, combo: Combo) -> Order:
    """Prices of all legs are a limit for their sum."""
    prices = [leg.price for leg in order.orderComboLegs or ()]
    if len(prices) != len(combo.legs) or UNSET_DOUBLE in prices:
        return order
    changed = copy(order)
    changed.lmtPrice = float(sum(leg.weight * Decimal(str(price)) for leg, price in zip(combo.legs, prices)))
    return changed
