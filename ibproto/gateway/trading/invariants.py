"""What is always true of orders and executions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from ibproto.gateway.universe import Combo

from .live import FILLED, Fill, LiveOrder

REPORT_TIME = 0.2  # virtual seconds within which the commission of an execution is told


def check(
    fills: Sequence[Fill],
    orders: Collection[LiveOrder],
    unfinished: Collection[LiveOrder],
    done: Sequence[LiveOrder],
    now: float,
) -> None:
    """Raise AssertionError when they do not fit together."""
    executed: dict[LiveOrder, Decimal] = {}
    totals: dict[tuple[LiveOrder, str, object], Decimal] = {}
    for fill in fills:
        key = fill.live, fill.account, fill.instrument
        totals[key] = totals.get(key, Decimal(0)) + fill.quantity
        assert fill.total == totals[key], f"{fill.exec_id} does not add up"
        assert fill.told or fill.time > now - REPORT_TIME, f"the commission of {fill.exec_id} was not told"
        if not fill.is_leg:
            executed[fill.live] = executed.get(fill.live, Decimal(0)) + fill.quantity
    assert len({fill.exec_id for fill in fills}) == len(fills), "an execution id came twice"
    assert len({live.perm_id for live in orders}) == len(orders), "a permId came twice"
    ids = [(live.client_id, live.order_id) for live in orders if live.order_id]
    assert len(set(ids)) == len(ids), "an order id came twice"
    assert len(set(done)) == len(done), "an order has ended twice"
    still_open = set(unfinished)
    for live in orders:
        name = f"order {live.order_id} of client {live.client_id}"
        assert live.filled == executed.get(live, 0), f"{name} has filled {live.filled}, not as executed"
        assert live.remaining >= 0, f"{name} has filled more than its size"
        assert live.done != (live in still_open), f"{name} is {live.status}, and listed otherwise"
        assert (live.status == FILLED) == (live.remaining == 0), f"{name}: {live.status}, {live.remaining} remain"
        _check_shares(live, name)


def _check_shares(live: LiveOrder, name: str) -> None:
    """The accounts of a group get their shares, the legs of a combination their ratios and its price."""
    filled = {account: live.tallies[account, live.instrument].filled for account, _ in live.tallies}
    assert sum(filled.values()) == live.filled, f"{name}: its accounts got {filled}, not {live.filled}"
    if live.status == FILLED and live.shares:
        wanted = {account: share for account, share in live.shares.items() if share}
        assert filled == wanted, f"{name}: its accounts got {filled}, not {wanted}"
    if isinstance(live.instrument, Combo):
        for account, quantity in filled.items():
            tallies = [(leg, live.tallies[account, leg.instrument]) for leg in live.instrument.legs]
            for leg, tally in tallies:
                assert tally.filled == quantity * abs(leg.ratio), f"{name}: a leg has filled {tally.filled}"
            value = sum((leg.weight / abs(leg.ratio) * tally.value for leg, tally in tallies), Decimal(0))
            told = live.tallies[account, live.instrument].value
            assert abs(value - told) < Decimal("0.000001"), f"{name}: its legs cost {value}, it cost {told}"
