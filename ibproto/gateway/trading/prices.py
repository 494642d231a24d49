"""At which price an order works at a moment: the rules that the table of order types names."""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from typing import NamedTuple

from ibproto.const import UNSET_DOUBLE
from ibproto.contract import Contract
from ibproto.gateway.market import Ladder, Market, State
from ibproto.order import Order

from . import algos, sizes
from .kinds import Kind, is_given, kind_of, sign
from .live import LiveOrder

PROTECTION = 0.005  # of the price
TRADING_DAYS = 252
NEAREST = 2  # referencePriceType: bid or ask of the underlying, what is worse for the market; 1 is the middle


class View(NamedTuple):
    """What a rule looks at. near, far: the quote of the order's own side and of the other one."""

    market: Market
    live: LiveOrder
    order: Order
    side: int
    near: float
    far: float
    middle: float
    ladder: Ladder


def price_of(market: Market, live: LiveOrder, state: State) -> float | None:
    """The worst price at which an order may fill now; None when it may not fill."""
    order = live.shown
    kind = kind_of(order)
    side = sign(order)
    if kind.fixed and live.level is not None:
        return live.level
    price = PLAIN[kind.price](order, live, side) if kind.price in PLAIN else None
    view = _view(market, live, state)
    if view is not None and kind.price not in PLAIN:
        price = RULES[kind.price](view)
        if price is not None:
            price = round(price, 8) if kind.price in EXACT else tidy(view.ladder, price, side)
    if view is not None and price is not None:
        price = _bounded(view, kind, price, algos.price_rule(order))
    if kind.fixed:
        live.level = price
    return price


def _view(market: Market, live: LiveOrder, state: State) -> View | None:
    if state.bid is None or state.ask is None or state.middle is None:
        return None
    side = sign(live.shown)
    near, far = (state.bid, state.ask) if side > 0 else (state.ask, state.bid)
    return View(market, live, live.shown, side, near, far, state.middle, state.path.ladder)


def _bounded(view: View, kind: Kind, price: float, algo: str) -> float:
    """A price within what else the order says."""
    order, side = view.order, view.side
    limit = order.lmtPrice if kind.limited or kind.capped and is_given(order.lmtPrice) else None
    if algo:
        price = worse(side, price, RULES[algo](view) or price)
    if sizes.is_scale(order):
        price = worse(side, price, sizes.scale_price(view.live))
    if kind.capped and limit is not None:
        price = limit if order.discretionaryUpToLimitPrice else worse(side, price, limit)
    return round(price + side * order.discretionaryAmt, 6) if is_given(order.discretionaryAmt) else price


def worse(side: int, one: float, other: float) -> float:
    """The price of the two that gets less easily filled."""
    return min(one, other) if side > 0 else max(one, other)


def tidy(ladder: Ladder, price: float, side: int) -> float:
    """The next price that the market rule allows, never worse for the order than the price."""
    if not 0 < price < inf:
        return price
    step = ladder.below(price)
    if side < 0 and ladder.price(step) < price - 1e-9:
        step += 1
    return ladder.price(max(1, step))


# ---------------------------------------------------------------------------------------------------- the rules


def _offset(view: View) -> float:
    order = view.order
    return view.near * order.percentOffset if is_given(order.percentOffset) else amount(order.auxPrice)


def amount(value: float) -> float:
    """A number of an order, 0 when it is not set."""
    return value if is_given(value) else 0.0


def _limit(order: Order, live: LiveOrder, side: int) -> float:
    if live.stop is None or "TRAIL" not in order.orderType or order.lmtPriceOffset == UNSET_DOUBLE:
        return order.lmtPrice
    return round(live.stop + order.lmtPriceOffset * side, 6)


def _first(order: Order, live: LiveOrder, side: int) -> float:
    return side * inf if live.level is None else live.level


def _near(view: View) -> float:
    return view.near + view.side * _offset(view)


def _best(view: View) -> float:
    order, before = view.order, view.order.competeAgainstBestOffset
    if before == inf:
        whole = view.ladder.exact(view.middle) is not None
        return view.middle - view.side * amount(order.midOffsetAtWhole if whole else order.midOffsetAtHalf)
    state = view.market.state(view.live.instrument)
    size = state.bid_size if view.side > 0 else state.ask_size
    competes = not is_given(order.minCompeteSize) or (size or 0) >= order.minCompeteSize
    return view.near + view.side * (amount(before) if competes else 0.0)


def _benchmark(view: View) -> float | None:
    order = view.order
    reference = _price_of_contract(view.market, order.referenceContractId)
    if reference is None:
        return None
    if view.live.reference is None:
        view.live.reference = order.stockRefPrice if is_given(order.stockRefPrice) else reference
    moved = (reference - view.live.reference) / order.referenceChangeAmount
    change = moved * order.peggedChangeAmount * (-1 if order.isPeggedChangeAmountDecrease else 1)
    start = order.startingPrice if is_given(order.startingPrice) else view.near
    return start + change


def _stock(view: View) -> float | None:
    order, live = view.order, view.live
    under = _underlying(view)
    low, high = order.stockRangeLower, order.stockRangeUpper
    if under is None or is_given(low) and under < low or is_given(high) and under > high:
        return None
    if live.reference is None:
        live.reference = order.stockRefPrice if is_given(order.stockRefPrice) else under
        live.start = order.startingPrice if is_given(order.startingPrice) else view.middle
    falls = live.instrument.contract.right == "P"
    return live.start + (under - live.reference) * order.delta / 100 * (-1 if falls else 1)


def _volatility(view: View) -> float | None:
    order, live = view.order, view.live
    if live.level is not None and not order.continuousUpdate:
        return live.level
    under = _underlying(view)
    if under is None:
        return None
    days = TRADING_DAYS if order.volatilityType == 1 else 1
    volatility = order.volatility / 100 * days**0.5
    live.level = view.market.calculate_price(live.instrument, volatility, under).price
    return live.level


def _underlying(view: View) -> float | None:
    derived = view.live.instrument.derived
    if derived is None:
        return None
    state = view.market.state(derived.underlying)
    if view.order.referencePriceType == NEAREST and state.bid is not None:
        return state.bid if (view.side > 0) == (view.live.instrument.contract.right == "C") else state.ask
    return state.middle or state.last or state.close


def _price_of_contract(market: Market, con_id: int) -> float | None:
    found = market.find(Contract(conId=con_id))
    if not found:
        return None
    state = market.state(found[0])
    return state.middle or state.last or state.close


PLAIN: dict[str, Callable[[Order, LiveOrder, int], float]] = {
    "market": lambda order, live, side: side * inf,
    "limit": _limit,
    "first": _first,
}
RULES: dict[str, Callable[[View], float | None]] = {
    "near": _near,
    "behind": lambda view: view.near - view.side * _offset(view),
    "far": lambda view: view.far - view.side * amount(view.order.auxPrice),
    "middle": lambda view: view.middle - view.side * amount(view.order.auxPrice),
    "best": _best,
    "benchmark": _benchmark,
    "stock": _stock,
    "volatility": _volatility,
    "protected": lambda view: view.far * (1 + view.side * PROTECTION),
    "same side": lambda view: view.near,
    "matching last": lambda view: view.market.state(view.live.instrument).last,
}
EXACT = ("middle",)  # not rounded to the price steps
