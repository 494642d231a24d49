"""What an order would need and cost, without there being one."""

from __future__ import annotations

from decimal import Decimal

from ibproto.gateway.accounts import Ledger, MarginEffect, commission, margin_effect
from ibproto.gateway.market import Market

from .kinds import shows_limit
from .live import LiveOrder


def preview(ledger: Ledger, market: Market, live: LiveOrder) -> tuple[Decimal, dict[str, str], str]:
    """Its commission, the margins by their names in the order state, and the currency of these."""
    order, state = live.shown, market.state(live.instrument)
    price = order.lmtPrice
    if not shows_limit(order) or price == 0:
        price = (state.ask if order.action == "BUY" else state.bid) or state.last or 0.0
    quantity, worth = order.totalQuantity, Decimal(str(price))
    change = quantity if order.action == "BUY" else -quantity
    fee = commission(live.instrument, quantity, quantity * worth)
    effect = margin_effect(ledger, market, order.account, live.instrument, change, worth, fee)
    return fee, margins_of(effect), ledger.base(order.account)


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
