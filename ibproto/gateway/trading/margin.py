"""The margins of an order state, from what an order would do to its account."""

from __future__ import annotations

from ibproto.gateway.accounts import MarginEffect


def margins_of(effect: MarginEffect) -> dict[str, str]:
    """Before, change and after of both margins and the equity, by the names of the order state."""
    rows = {
        "initMargin": (effect.before.initial, effect.after.initial),
        "maintMargin": (effect.before.maintenance, effect.after.maintenance),
        "equityWithLoan": (effect.equity_before, effect.equity_after),
    }
    told = {}
    for name, (before, after) in rows.items():
        told.update({f"{name}Before": before, f"{name}Change": after - before, f"{name}After": after})
    return {name: f"{amount:.2f}" for name, amount in told.items()}
