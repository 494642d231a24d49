"""What becomes of an order when it is new: how it is shown first, notices, and what the exchange refuses."""

from __future__ import annotations

from collections.abc import Iterator

from ibproto.gateway.accounts import Ledger
from ibproto.gateway.behaviour import Behaviour
from ibproto.gateway.market import Market, State

from .kinds import auction_of, is_given, kind_of, shows_limit, sign
from .live import CANCELLED, REJECTED, LiveOrder
from .matching import active
from .prices import price_of
from .triggers import prices, rises, trailing_stop

SHOWN_BEYOND = 3  # price steps from the stop to the limit that a stop order is shown with first
FAR = 0.2  # of the price: limits that are further through the market are capped
FAR_FOREX = 0.2  # of the price: limits to buy currencies that much lower, or to sell them that much higher

Refusal = tuple[str, int, str]  # status, code of the error (0 for none), text


def shown_limit(market: Market, live: LiveOrder) -> float:
    """The limit price that a new order is shown with at first; a stop without limit has one a little beyond."""
    order, kind = live.shown, kind_of(live.shown)
    if kind.trigger not in ("stop", "trail") or kind.price != "market":
        return order.lmtPrice
    stop: float | None = order.auxPrice
    ladder = market.ladder(live.instrument)
    if kind.trigger == "trail":
        found, _ = prices(market.state(live.instrument), order.triggerMethod, rises(order))
        stop = trailing_stop(order, None, found[0], ladder) if found else order.trailStopPrice
    if not stop or not is_given(stop):
        return order.lmtPrice
    return ladder.price(max(1, ladder.nearest(stop) + sign(order) * SHOWN_BEYOND))


def is_held_short(behaviour: Behaviour, ledger: Ledger, live: LiveOrder) -> bool:
    """Whether a sale has to wait until the shares are found that it sells short."""
    order = live.shown
    if live.instrument.contract.symbol not in behaviour.hard_to_borrow or order.action == "BUY":
        return False
    return order.action == "SSHORT" or order.action == "SELL" and _held(ledger, live) < order.totalQuantity


def _held(ledger: Ledger, live: LiveOrder) -> float:
    accounts = live.shares or (live.shown.account,)
    held = [ledger.positions.get((account, live.instrument)) for account in accounts]
    return sum(float(position.quantity) for position in held if position is not None)


def notices(behaviour: Behaviour, ledger: Ledger, live: LiveOrder) -> Iterator[tuple[int, str]]:
    """What is told about a new order that goes on."""
    order = live.shown
    if live.locates:
        yield 404, "Order held while securities are located."
    if live.preset:
        yield 10349, f"Order TIF was set to {order.tif} based on order preset."
    if order.outsideRth and auction_of(order):
        text = "Attribute 'Outside Regular Trading Hours' is ignored based on the order type and destination."
        yield 2109, f"Order Event Warning:{text} PlaceOrder is now being processed."
    held = _held(ledger, live)
    if behaviour.cross_side_notice and held * sign(order) < 0 and order.totalQuantity > abs(held):
        yield 2137, "The closing order quantity is greater than your current position."


def takes(market: Market, live: LiveOrder, state: State) -> bool:
    """Whether an order would fill against the quote."""
    limit, far = price_of(market, live, state), state.ask if sign(live.shown) > 0 else state.bid
    if limit is None or far is None:
        return False
    return limit >= far if sign(live.shown) > 0 else limit <= far


def refused(behaviour: Behaviour, market: Market, live: LiveOrder, state: State) -> Refusal | None:
    """Why the exchange does not take a new order that has arrived."""
    order = live.shown
    if is_given(order.displaySize) and not 0 < order.displaySize < order.totalQuantity:
        return REJECTED, 0, ""
    if order.tif == "FOK" and behaviour.refuse_fok:
        return REJECTED, 0, ""
    if behaviour.closed_exchange == "reject" and not auction_of(order) and not active(market, order, live):
        return REJECTED, 201, "Exchange is closed."
    if order.postOnly and takes(market, live, state):
        return CANCELLED, 202, "Order Canceled - reason:The order is post-only and would be filled at once"
    middle = state.middle
    if not middle or not shows_limit(order) or order.orderType != "LMT":
        return None
    through = (order.lmtPrice / middle - 1) * sign(order)
    if live.instrument.contract.secType == "CASH" and through < -FAR_FOREX:
        return REJECTED, 0, ""
    if through > FAR and order.tif == "IOC":
        return CANCELLED, 0, ""
    if through > FAR and behaviour.price_cap:
        return CANCELLED, 202, "Order Canceled - reason:The limit price is too far through the market"
    return None
