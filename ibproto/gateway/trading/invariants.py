"""What is always true of orders and executions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from .live import FILLED, Fill, LiveOrder


def check(
    fills: Sequence[Fill], orders: Collection[LiveOrder], unfinished: Collection[LiveOrder], done: Sequence[LiveOrder]
) -> None:
    """Raise AssertionError when they do not fit together."""
    executed: dict[LiveOrder, Decimal] = {}
    for fill in fills:
        executed[fill.live] = executed.get(fill.live, Decimal(0)) + fill.quantity
        assert fill.total == executed[fill.live], f"{fill.exec_id} does not add up"
    assert len({fill.exec_id for fill in fills}) == len(fills), "an execution id came twice"
    assert len({live.perm_id for live in orders}) == len(orders), "a permId came twice"
    assert len(set(done)) == len(done), "an order has ended twice"
    still_open = set(unfinished)
    for live in orders:
        name = f"order {live.order_id} of client {live.client_id}"
        assert live.filled == executed.get(live, 0), f"{name} has filled {live.filled}, not as executed"
        assert live.remaining >= 0, f"{name} has filled more than its size"
        assert live.done != (live in still_open), f"{name} is {live.status}, and listed otherwise"
        assert (live.status == FILLED) == (live.remaining == 0), f"{name}: {live.status}, {live.remaining} remain"
