"""What an order would need and cost, without there being one."""

from __future__ import annotations

from decimal import Decimal

from ibproto.const import UNSET_DECIMAL
from ibproto.gateway.accounts import Ledger, MarginEffect, commission, margin_effect
from ibproto.gateway.market import Market

from .booking import trades_of
from .kinds import shows_limit
from .live import LiveOrder


def preview(ledger: Ledger, market: Market, live: LiveOrder) -> tuple[Decimal, dict[str, str], str]:
    """Its commission, the margins by their names in the order state, and the currency of these; of a group of
    accounts, of all of them."""
    fee, effects = effects_of(ledger, market, live)
    first = next(iter(effects))
    return fee, margins_of(list(effects.values())), ledger.base(first)


def effects_of(ledger: Ledger, market: Market, live: LiveOrder) -> tuple[Decimal, dict[str, MarginEffect]]:
    """What filling the rest of an order would cost, and do to its accounts."""
    price = price_of(market, live)
    size = live.shown.totalQuantity if live.shown.totalQuantity != UNSET_DECIMAL else Decimal(0)
    shares = live.shares or {live.shown.account: size}
    total, effects = Decimal(0), {}
    for account, share in shares.items():
        left = share * (size - live.filled) / size if size else size
        trades = list(trades_of(market, live, left, price))
        fee = sum((commission(what, abs(size), abs(size) * at) for what, size, at in trades), Decimal(0))
        effects[account] = margin_effect(ledger, market, account, trades, fee)
        total += fee
    return total, effects


def price_of(market: Market, live: LiveOrder) -> Decimal:
    """The price that an order is judged by: its limit, else the quote that it would meet."""
    limit: float | None = live.shown.lmtPrice
    if not shows_limit(live.shown) or limit == 0 and not market.ladder(live.instrument).signed:
        state = market.state(live.instrument)
        quote = state.ask if live.shown.action == "BUY" else state.bid
        limit = quote if quote is not None else state.last or state.close or 0.0
    return Decimal(str(limit))


def margins_of(effects: list[MarginEffect]) -> dict[str, str]:
    """Before, change and after of both margins and the equity, by the names of the order state."""
    rows = {
        "initMargin": [(effect.before.initial, effect.after.initial) for effect in effects],
        "maintMargin": [(effect.before.maintenance, effect.after.maintenance) for effect in effects],
        "equityWithLoan": [(effect.equity_before, effect.equity_after) for effect in effects],
    }
    told = {}
    for name, pairs in rows.items():
        before, after = sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)
        told.update({f"{name}Before": before, f"{name}Change": after - before, f"{name}After": after})
    return {name: f"{amount:.2f}" for name, amount in told.items()}
