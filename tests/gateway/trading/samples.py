"""Valid orders of all kinds, one of a type or made by chance: over the tables of order types, algorithms and extras."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from ibproto.contract import ComboLeg, Contract
from ibproto.gateway.trading import algos
from ibproto.gateway.trading.checks import offered, problem_of
from ibproto.gateway.trading.kinds import KINDS, Kind, is_given
from ibproto.gateway.universe import Combo, Instrument
from ibproto.gateway.universe.venues import US_STOCKS
from ibproto.gateway.world import World
from ibproto.order import Order
from ibproto.order_condition import (
    ExecutionCondition,
    MarginCondition,
    PercentChangeCondition,
    PriceCondition,
    TimeCondition,
    VolumeCondition,
)
from ibproto.tag_value import TagValue

WIDE = Contract(symbol="WIDE", secType="STK", exchange="SMART", currency="USD")
TYPES = list(KINDS)


def wide(spread: int = 10) -> Instrument:
    """A stock at 100 whose quote is as wide as that many cents, with many trades."""
    contract = Contract(
        conId=77, symbol="WIDE", secType="STK", exchange="SMART", currency="USD", primaryExchange="NYSE"
    )
    contract.localSymbol = contract.tradingClass = "WIDE"
    return Instrument(contract, "WIDE CORP", 100.0, US_STOCKS, spread=spread, volume=40_000_000)


def instruments(world: World) -> list[Instrument]:
    """One of each security type that has orders, the option that trades the most, and its spread with the next one."""
    call = Contract(symbol="AAPL", secType="OPT", exchange="SMART", right="C")
    options = sorted(world.universe.find(call), key=lambda one: abs(one.contract.strike - 258.0))
    named = (
        Contract(symbol="AAPL", secType="STK", exchange="SMART", currency="USD"),
        Contract(symbol="SPY", secType="STK", exchange="SMART", currency="USD"),
        Contract(symbol="EUR", secType="CASH", exchange="IDEALPRO", currency="USD"),
        Contract(symbol="ES", secType="FUT", exchange="CME"),
    )
    legs = [
        ComboLeg(conId=one.contract.conId, ratio=1, action=action, exchange="SMART")
        for one, action in zip(sorted(options[:2], key=lambda one: one.contract.strike), ("BUY", "SELL"))
    ]
    spread = world.universe.combine(
        Contract(symbol="AAPL", secType="BAG", exchange="SMART", currency="USD", comboLegs=legs)
    )
    assert isinstance(spread, Combo)
    return [*(world.universe.find(contract)[0] for contract in named), options[0], spread]


def for_type(world: World, name: str) -> Instrument:
    """An instrument that orders of a type may be placed for."""
    return next(one for one in instruments(world) if name in offered(one))


def shown(instrument: Instrument) -> Contract:
    return instrument.shown(instrument.contract.exchange)


def sample(world: World, name: str, instrument: Instrument, action: str = "BUY", distance: float = 0.001) -> Order:
    """A valid order of a type. distance: of its prices from the market, as a share of the price; above 0 so that it
    waits for the market, below 0 so that it would fill."""
    state, ladder = world.market.state(instrument), world.market.ladder(instrument)
    kind: Kind = KINDS[name]
    price = state.middle or state.last or state.close or 100.0
    side = 1 if action == "BUY" else -1
    order = Order(action=action, totalQuantity=Decimal(_lot(instrument)), orderType=name, cashQty=0.0)
    limit = ladder.price(ladder.nearest(price * (1 - side * distance)))
    if kind.limited or kind.capped:
        order.lmtPrice = limit
    rises = (side > 0) != ("touch" in kind.trigger)
    if kind.trigger.startswith("trail"):
        order.auxPrice = ladder.price(ladder.nearest(price * max(distance, 0.0001)))
        if kind.limited:
            order.lmtPriceOffset, order.lmtPrice = ladder.price(1), Order().lmtPrice
    elif kind.trigger:
        order.auxPrice = ladder.price(ladder.nearest(price * (1 + (distance if rises else -distance))))
    if name == "PEG BENCH":
        order.referenceContractId, order.referenceExchangeId = 756733, "ARCA"
        order.referenceChangeAmount, order.peggedChangeAmount = 0.5, 0.25
    if name == "PEG STK":
        order.delta = 50.0
    if name == "VOL":
        order.volatility, order.volatilityType = 25.0, 2
    return order


def _lot(instrument: Instrument) -> int:
    return {"STK": 100, "CASH": 20_000}.get(instrument.contract.secType, 2)


# ---------------------------------------------------------------------------------------------------- by chance

Extra = Callable[[World, random.Random, Instrument, Order], None]


def _set(**values: Any) -> Extra:
    def add(world: World, rng: random.Random, instrument: Instrument, order: Order) -> None:
        for name, value in values.items():
            setattr(order, name, value)

    return add


def _time(world: World, seconds: float) -> str:
    from ibproto.gateway.zones import eastern

    return f"{eastern(world.clock.now() + seconds):%Y%m%d %H:%M:%S} US/Eastern"


def _condition(world: World, rng: random.Random, instrument: Instrument, order: Order) -> None:
    about = instrument.legs[0].instrument if isinstance(instrument, Combo) else instrument
    state = world.market.state(about)
    con_id, more = about.contract.conId, rng.random() < 0.5
    price = round((state.middle or state.last or 100.0) * rng.uniform(0.999, 1.001), 2)
    makers: tuple[Callable[[], Any], ...] = (
        lambda: PriceCondition(rng.choice((0, 1, 2, 3, 4, 7, 8)), con_id, "SMART", more, price),
        lambda: TimeCondition(more, _time(world, rng.uniform(-5, 30))),
        lambda: MarginCondition(more, rng.randint(1, 100)),
        lambda: ExecutionCondition(instrument.contract.secType, "SMART", instrument.contract.symbol),
        lambda: VolumeCondition(con_id, "SMART", more, int(state.units) + rng.randint(-500, 5000)),
        lambda: PercentChangeCondition(con_id, "SMART", more, round(rng.uniform(-2, 2), 1)),
    )
    order.conditions = [rng.choice(makers)() for _ in range(rng.randint(1, 3))]
    for condition in order.conditions:
        condition.isConjunctionConnection = rng.random() < 0.5
    order.conditionsCancelOrder = rng.random() < 0.3
    order.conditionsIgnoreRth = rng.random() < 0.5


def _algo(world: World, rng: random.Random, instrument: Instrument, order: Order) -> None:
    name = rng.choice(list(algos.ALGOS))
    order.algoStrategy, order.algoParams = name, algo_params(world, name)


def algo_params(world: World, name: str) -> list[TagValue]:
    """All parameters of an algorithm, so that it ends within a minute."""
    values = {algos.SHARE: "0.5", algos.COUNT: "20", algos.FLAG: "0"}
    found = []
    for param, what in algos.ALGOS[name].params.items():
        value = what[0] if not isinstance(what, str) else values.get(what, "")
        if what == algos.TIME:
            value = _time(world, 60.0 if "nd" in param else 1.0)
        found.append(TagValue(param, value))
    return found


def _adjusted(world: World, rng: random.Random, instrument: Instrument, order: Order) -> None:
    if not is_given(order.auxPrice):
        return
    side = 1 if order.action == "BUY" else -1
    ladder = world.market.ladder(instrument)
    order.adjustedOrderType = rng.choice(("STP", "STP LMT", "TRAIL", "TRAIL LIMIT"))
    order.triggerPrice = ladder.price(ladder.nearest(order.auxPrice * (1 - side * 0.002)))
    order.adjustedStopPrice = ladder.price(ladder.nearest(order.auxPrice * (1 - side * 0.001)))
    order.adjustedStopLimitPrice = order.adjustedStopPrice
    order.adjustedTrailingAmount = ladder.price(ladder.nearest(order.auxPrice * 0.001))


def _scale(world: World, rng: random.Random, instrument: Instrument, order: Order) -> None:
    order.scaleInitLevelSize = max(1, int(order.totalQuantity) // 4)
    order.scalePriceIncrement = world.market.ladder(instrument).price(1)


EXTRAS: tuple[Extra, ...] = (
    *(_set(tif=tif) for tif in ("GTC", "IOC", "FOK", "OPG", "AUC")),
    _set(outsideRth=True),
    _set(allOrNone=True),
    _set(minQty=2),
    _set(displaySize=2),
    _set(hidden=True),
    _set(discretionaryAmt=0.05),
    _set(ocaGroup="one", ocaType=1),
    _set(ocaGroup="two", ocaType=2),
    _set(ocaGroup="three", ocaType=3),
    *(_set(triggerMethod=method) for method in (1, 2, 3, 4, 7, 8)),
    lambda world, rng, instrument, order: _set(tif="GTD", goodTillDate=_time(world, rng.uniform(0, 60)))(
        world, rng, instrument, order
    ),
    lambda world, rng, instrument, order: _set(goodAfterTime=_time(world, rng.uniform(-5, 30)))(
        world, rng, instrument, order
    ),
    _condition,
    _condition,
    _algo,
    _algo,
    _adjusted,
    _scale,
)


def random_order(world: World, rng: random.Random, some: list[Instrument]) -> tuple[Instrument, Order]:
    """A valid order by chance, with up to three of the extras that go with it. Accounts, parents, ids and transmit are
    left to the caller."""
    types = {one: offered(one) for one in some}
    name = rng.choice([name for name in TYPES if any(name in names for names in types.values())])
    instrument = rng.choice([one for one, names in types.items() if name in names])
    action = rng.choice(("BUY", "SELL"))
    order = sample(world, name, instrument, action, rng.choice((-0.001, 0.0001, 0.0003, 0.001)))
    order.totalQuantity *= rng.randint(1, 9)
    assert _problem(world, instrument, order) is None, _problem(world, instrument, order)
    for extra in rng.sample(EXTRAS, rng.randint(0, 3)):
        known = dict(vars(order))
        extra(world, rng, instrument, order)
        if _problem(world, instrument, order) is not None or is_given(order.scalePriceIncrement) and order.tif == "FOK":
            vars(order).clear()
            vars(order).update(known)
    return instrument, order


def _problem(world: World, instrument: Instrument, order: Order) -> object:
    return problem_of(order, instrument, world.market, world.accounts[:1], world.behaviour)
