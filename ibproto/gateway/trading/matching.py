"""What of an order fills at a moment: whether it waits, its price and its size against the quote and the trades."""

from __future__ import annotations

from collections.abc import Sequence

from ibproto.gateway.market import Event, Market, State, Trade
from ibproto.order import Order

from . import algos, sizes
from .kinds import auction_of, kind_of, sign
from .live import LiveOrder
from .prices import price_of
from .times import is_active
from .triggers import is_triggered, prices, rises, trailing_stop

NOTHING = (0, 0.0)


def active(market: Market, order: Order, live: LiveOrder) -> bool:
    """Whether it is the time of an order."""
    extra = market.control.extra(live.instrument)
    return is_active(order, live.instrument, market.clock.now(), extra)


def is_ready(market: Market, live: LiveOrder) -> bool:
    """Whether nothing but its trigger keeps an order from working."""
    if live.done or live.held or live.locates or live.waits_for_parent or not live.met:
        return False
    return active(market, live.shown, live)


def trigger(live: LiveOrder, state: State) -> bool:
    """Whether the price that an order waits for has come; a trailing stop follows."""
    order = live.shown
    found, times = prices(state, order.triggerMethod, rises(order))
    if not found:
        return False
    price = max(found) if rises(order) else min(found)
    if kind_of(order).trigger.startswith("trail"):
        live.stop = order.trailStopPrice = trailing_stop(order, live.stop, price, state.path.ladder)
    hit = is_triggered(order, order.auxPrice if live.stop is None else live.stop, price)
    live.reached = live.reached + 1 if hit else 0
    live.triggered = live.reached >= times
    return live.triggered


def take(market: Market, live: LiveOrder, state: State, events: Sequence[Event]) -> tuple[int, float]:
    """What an order that works gets now: size and price, of the quote that is shown or of the trades of others."""
    order = live.shown
    kind = kind_of(order)
    if auction_of(order):
        return NOTHING
    limit = price_of(market, live, state)
    if limit is None:
        return NOTHING
    size = sizes.most(live)
    if order.algoStrategy:
        algos.count_volume(live, state)
        size = min(size, algos.most(live, state, market.clock.now()))
    least = sizes.least(live)
    if size < max(least, 1):
        return NOTHING
    side = "BUY" if sign(order) > 0 else "SELL"
    shown = (state.ask_size if side == "BUY" else state.bid_size) or 0
    if shown >= least:
        found = state.take(side, limit, size)
        if found[0]:
            return found
    if kind.resting or algos.price_rule(order):
        for price, traded in _trades(side, state, events):
            if _reaches(side, price, limit) and traded >= least:
                return min(size, traded), limit
    return NOTHING


def _trades(side: str, state: State, events: Sequence[Event]) -> list[tuple[float, int]]:
    """Price and size of what others have traded; where no trades are told, a quote counts as one of a lot."""
    if state.path.trades:
        return [(event.price, event.size) for event in events if isinstance(event, Trade)]
    price = state.bid if side == "BUY" else state.ask
    return [] if price is None else [(price, state.instrument.lot)]


def _reaches(side: str, price: float, limit: float) -> bool:
    return price <= limit if side == "BUY" else price >= limit
