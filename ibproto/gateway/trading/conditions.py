"""The conditions of orders: when they are true, and how they go together.

They are looked at once a second while the order waits, in the liquid hours of its contract; with conditionsIgnoreRth at
any time. "and" binds closer than "or". What each of them compares is in `LOOKS`: the price that its trigger method
names (the last trade if none), the time, the cushion of the account in percent (equity less maintenance margin, of the
equity), the day's volume, the change in percent from the last close. An execution condition is true from the first
execution on, of any client, in a contract with its symbol and secType, after the order was placed.

When they are true the order becomes active for good; with conditionsCancelOrder it works at once and is cancelled then.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ibproto.contract import Contract
from ibproto.gateway.accounts import Ledger
from ibproto.gateway.accounts.margin import margin_of
from ibproto.gateway.accounts.valuation import value_of
from ibproto.gateway.market import Market, State
from ibproto.gateway.texts import INVALID
from ibproto.gateway.universe import Instrument
from ibproto.order import Order
from ibproto.order_condition import OrderCondition

from . import triggers
from .live import Fill, LiveOrder
from .times import good_till

PERIOD = 1.0  # virtual seconds between two looks
ANY = ("SMART", "*", "")  # exchanges


class Looks:
    """What conditions look at."""

    def __init__(self, market: Market, ledger: Ledger, fills: Sequence[Fill]) -> None:
        self.market = market
        self.ledger = ledger
        self.fills = fills

    def state(self, condition: Any) -> State | None:
        found = instrument_of(self.market, condition)
        return None if found is None else self.market.state(found)


def instrument_of(market: Market, condition: Any) -> Instrument | None:
    """The instrument that a condition is about."""
    con_id = getattr(condition, "conId", None)
    found = market.find(Contract(conId=con_id)) if con_id else []
    return found[0] if found else None


def hold(looks: Looks, live: LiveOrder) -> bool:
    """Whether the conditions of an order are true now."""
    whole = False  # of the groups so far, joined by "or"
    group = True  # of the conditions so far of this group, joined by "and"
    for number, condition in enumerate(live.shown.conditions):
        group = group and _is_true(looks, live, number, condition)
        if not condition.isConjunctionConnection:
            whole, group = whole or group, True
    last = live.shown.conditions[-1]
    return whole or group and last.isConjunctionConnection


def _is_true(looks: Looks, live: LiveOrder, number: int, condition: OrderCondition) -> bool:
    found = LOOKS[condition.condType or 0](looks, live, condition)
    times = 1
    if condition.condType == OrderCondition.Price:
        times = triggers.METHODS.get(getattr(condition, "triggerMethod", 0) or 0, ((), 1))[1]
    live.times_true[number] = live.times_true.get(number, 0) + 1 if found else 0
    return live.times_true[number] >= times


def _beyond(condition: Any, value: float | None, border: float) -> bool:
    if value is None:
        return False
    return value >= border if condition.isMore else value <= border


def _price(looks: Looks, live: LiveOrder, condition: Any) -> bool:
    state = looks.state(condition)
    if state is None:
        return False
    prices, _ = triggers.prices(state, condition.triggerMethod or 0, condition.isMore)
    return any(_beyond(condition, price, condition.price) for price in prices)


def _time(looks: Looks, live: LiveOrder, condition: Any) -> bool:
    moment = good_till(condition.time, looks.market.clock.now())
    return moment is not None and _beyond(condition, looks.market.clock.now(), moment)


def _margin(looks: Looks, live: LiveOrder, condition: Any) -> bool:
    valuation = value_of(looks.ledger, looks.market, live.shown.account)
    if valuation.equity <= 0:
        return _beyond(condition, 0.0, condition.percent)
    kept = margin_of(looks.market, valuation).maintenance
    return _beyond(condition, (valuation.equity - kept) / valuation.equity * 100, condition.percent)


def _execution(looks: Looks, live: LiveOrder, condition: Any) -> bool:
    for fill in reversed(looks.fills):
        if fill.time < live.placed:
            return False
        own = fill.live.instrument.contract
        same = (own.symbol, own.secType) == (condition.symbol, condition.secType)
        if same and (condition.exchange in ANY or condition.exchange == fill.exchange):
            return True
    return False


def _volume(looks: Looks, live: LiveOrder, condition: Any) -> bool:
    state = looks.state(condition)
    return state is not None and _beyond(condition, state.units, condition.volume)


def _change(looks: Looks, live: LiveOrder, condition: Any) -> bool:
    state = looks.state(condition)
    price = None if state is None else state.last or state.middle
    if state is None or price is None or not state.close:
        return False
    return _beyond(condition, (price / state.close - 1) * 100, condition.changePercent)


LOOKS: dict[int, Callable[[Looks, LiveOrder, Any], bool]] = {
    OrderCondition.Price: _price,
    OrderCondition.Time: _time,
    OrderCondition.Margin: _margin,
    OrderCondition.Execution: _execution,
    OrderCondition.Volume: _volume,
    OrderCondition.PercentChange: _change,
}


def problem_of(market: Market, order: Order) -> tuple[int, str] | None:
    """What is wrong with the conditions of an order."""
    for condition in order.conditions or ():
        if condition.condType not in LOOKS:
            return 321, f"{INVALID}Invalid condition type {condition.condType}"
        if condition.condType == OrderCondition.Time and good_till(getattr(condition, "time", ""), 0.0) is None:
            return 321, f"{INVALID}the time of a condition is no time; use YYYYMMDD HH:MM:SS with a zone"
        if (getattr(condition, "triggerMethod", 0) or 0) not in triggers.METHODS:
            return 146, f"Invalid trigger method; use one of {', '.join(map(str, triggers.METHODS))}"
        if hasattr(condition, "conId") and instrument_of(market, condition) is None:
            return 147, f"Enter a valid contract for the condition; there is no conId {condition.conId}"
    return None
