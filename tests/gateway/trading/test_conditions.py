"""Orders with conditions, of all types, and stops that are adjusted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from ibproto.gateway import SimulatedGateway
from ibproto.gateway.world import World
from ibproto.order import Order
from ibproto.order_condition import (
    ExecutionCondition,
    MarginCondition,
    OrderCondition,
    PercentChangeCondition,
    PriceCondition,
    TimeCondition,
    VolumeCondition,
)
from tests.gateway.test_orders import IBM, play
from tests.gateway.tools import AAPL, LAYOUTS, Bot, connected, limit_order, market_order

CON_ID, IBM_ID = 265598, 8314
NEVER = TimeCondition(True, "20270101 10:00:00 US/Eastern")


@pytest.fixture(params=LAYOUTS)
def gateway(request: pytest.FixtureRequest) -> Iterator[SimulatedGateway]:
    with SimulatedGateway(server_version=request.param, speed=0, debug=True) as gateway:
        yield gateway


@pytest.fixture
def bot(gateway: SimulatedGateway) -> Iterator[Bot]:
    with connected(gateway) as bot:
        bot.take()
        yield bot


def order_with(*conditions: OrderCondition, **more: Any) -> Order:
    order = market_order(100)
    order.conditions = list(conditions)
    for name, value in more.items():
        setattr(order, name, value)
    return order


def price_is(world: World, price: float) -> None:
    world.market.set_price(world.market.find(AAPL)[0], price, hold=True)


def lose(world: World) -> None:
    """Leave the account little more than the margin of what it holds."""
    (stock,) = world.market.find(AAPL)
    world.ledger.add_position(world.accounts[0], stock, Decimal(1000), Decimal(258))
    world.ledger.set_cash(world.accounts[0], -190_000)


def trade(world: World) -> None:
    world.trading.fill(1, 9, 200.0)


Happening = Callable[[World], None]
CONDITIONS: list[tuple[OrderCondition, Happening]] = [
    *(
        (PriceCondition(method, CON_ID, "SMART", True, 300.0), lambda world: price_is(world, 301.0))
        for method in (0, 1, 2, 3, 4, 7, 8)
    ),
    (PriceCondition(0, CON_ID, "SMART", False, 200.0), lambda world: price_is(world, 199.0)),
    (TimeCondition(True, "20260114 10:00:20 US/Eastern"), lambda world: None),
    (TimeCondition(True, "20260114-15:00:20"), lambda world: None),
    (MarginCondition(False, 20), lose),
    (ExecutionCondition("STK", "SMART", "IBM"), trade),
    (VolumeCondition(CON_ID, "SMART", True, 0), lambda world: None),
    (PercentChangeCondition(CON_ID, "SMART", True, 10.0), lambda world: price_is(world, 301.0)),
    (PercentChangeCondition(CON_ID, "SMART", False, -10.0), lambda world: price_is(world, 199.0)),
]


@pytest.mark.parametrize(("condition", "happen"), CONDITIONS, ids=lambda value: type(value).__name__)
def test_a_condition_activates_or_cancels_an_order_when_it_comes_true(
    gateway: SimulatedGateway, bot: Bot, condition: OrderCondition, happen: Happening
) -> None:
    if isinstance(condition, VolumeCondition):
        with gateway.control() as world:
            condition.volume = int(world.market.state(world.market.find(AAPL)[0]).units) + 25_000
    bot.placeOrder(9, IBM, limit_order(10, 200.0))
    bot.placeOrder(10, AAPL, order_with(condition))
    cancels = limit_order(100, 150.0)
    cancels.conditions, cancels.conditionsCancelOrder = [condition], True
    bot.placeOrder(11, AAPL, cancels)
    told = play(gateway, bot, 2.0)
    assert not [line for line in told if line.startswith("exec 10")] and "status 11 Submitted 0/100" in told
    assert "status 10 Submitted 0/100" not in told
    with gateway.control() as world:
        happen(world)
    told = play(gateway, bot, 30.0)
    assert "status 10 Filled 100/0" in told
    assert told[told.index("status 11 Cancelled 0/100") + 1] == "error 11 202"


def test_a_condition_is_told_with_its_order(gateway: SimulatedGateway, bot: Bot) -> None:
    bot.placeOrder(1, AAPL, order_with(PriceCondition(2, CON_ID, "SMART", True, 300.0), conditionsIgnoreRth=True))
    bot.settle()
    shown = bot.wait("openOrder")[2]
    (condition,) = shown.conditions
    assert (condition.price, condition.conId, condition.triggerMethod) == (300.0, CON_ID, 2)
    assert shown.conditionsIgnoreRth and not shown.conditionsCancelOrder


TRUE = TimeCondition(True, "20260114 09:00:00 US/Eastern")


@pytest.mark.parametrize(
    ("conditions", "holds"),
    [
        ((TRUE, NEVER), "and"),
        (("or", NEVER, TRUE), True),
        (("or", TRUE, NEVER), True),
        (("or", NEVER, NEVER), False),
        (("and or", TRUE, NEVER, TRUE), True),
        (("or and", NEVER, TRUE, NEVER), False),
        (("or and", TRUE, NEVER, NEVER), True),
    ],
)
def test_and_binds_closer_than_or(gateway: SimulatedGateway, bot: Bot, conditions: Any, holds: object) -> None:
    words = conditions[0].split() if isinstance(conditions[0], str) else ["and"]
    terms = [one for one in conditions if not isinstance(one, str)]
    joined = [
        TimeCondition(True, term.time, isConjunctionConnection=word == "and")
        for term, word in zip(terms, [*words, "and"])
    ]
    bot.placeOrder(1, AAPL, order_with(*joined))
    told = play(gateway, bot, 30.0)
    assert ("status 1 Filled 100/0" in told) is (holds is True)


@pytest.mark.parametrize(("condition", "ending"), [(TRUE, "Filled 100/0"), (NEVER, "Cancelled 0/100")])
def test_an_auction_fills_an_order_only_when_its_conditions_are_true(condition: OrderCondition, ending: str) -> None:
    start = datetime(2026, 1, 14, 15, 59, 50)
    with SimulatedGateway(speed=0, start=start) as gateway, connected(gateway) as bot:
        bot.placeOrder(1, AAPL, order_with(condition, orderType="MOC"))
        assert "exec" not in " ".join(play(gateway, bot, 9.0))
        assert f"status 1 {ending}" in play(gateway, bot, 2.0)


@pytest.mark.parametrize("ignores", [True, False])
def test_conditions_count_out_of_liquid_hours_only_when_they_ignore_them(
    gateway: SimulatedGateway, bot: Bot, ignores: bool
) -> None:
    gateway.advance(6.5 * 3600)  # it is 16:30
    order = limit_order(100, 150.0, tif="GTC", outsideRth=True, conditionsCancelOrder=True)
    order.conditions, order.conditionsIgnoreRth = [TRUE], ignores
    bot.placeOrder(1, AAPL, order)
    assert ("status 1 Cancelled 0/100" in play(gateway, bot, 5.0)) is ignores


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        (PriceCondition(5, CON_ID, "SMART", True, 300.0), 146),
        (PriceCondition(0, 99, "SMART", True, 300.0), 147),
        (TimeCondition(True, "soon"), 321),
    ],
)
def test_a_condition_that_makes_no_sense_is_refused(
    gateway: SimulatedGateway, bot: Bot, condition: OrderCondition, code: int
) -> None:
    bot.placeOrder(1, AAPL, order_with(condition))
    assert play(gateway, bot) == [f"error 1 {code}"]


# ---------------------------------------------------------------------------------------------------- adjusted stops

ADJUSTED = [
    ("STP", {"adjustedStopPrice": 290.0}, 289.0),
    ("STP LMT", {"adjustedStopPrice": 290.0, "adjustedStopLimitPrice": 280.0}, 289.0),
    ("TRAIL", {"adjustedStopPrice": 250.0, "adjustedTrailingAmount": 5.0}, 294.0),
    ("TRAIL", {"adjustedStopPrice": 250.0, "adjustedTrailingAmount": 2.0, "adjustableTrailingUnit": 1}, 293.0),
    (
        "TRAIL LIMIT",
        {"adjustedStopPrice": 250.0, "adjustedTrailingAmount": 5.0, "adjustedStopLimitPrice": 240.0},
        294.0,
    ),
]


@pytest.mark.parametrize(("kind", "more", "falls_to"), ADJUSTED)
def test_a_stop_is_adjusted_when_the_price_has_gone_the_good_way(
    gateway: SimulatedGateway, bot: Bot, kind: str, more: dict[str, Any], falls_to: float
) -> None:
    with gateway.control() as world:
        price_is(world, 258.0)
    order = Order(action="SELL", totalQuantity=Decimal(100), orderType="STP", auxPrice=250.0, cashQty=0.0)
    order.adjustedOrderType, order.triggerPrice = kind, 300.0
    for name, value in more.items():
        setattr(order, name, value)
    bot.placeOrder(1, AAPL, order)
    play(gateway, bot, 2.0)
    with gateway.control() as world:
        price_is(world, 300.0)
    bot.settle()
    gateway.advance(1.0)
    bot.settle()
    assert bot.of("openOrder")[-1][1][2].orderType == kind
    assert not [line for line in play(gateway, bot, 1.0) if line.startswith("exec")]
    with gateway.control() as world:
        price_is(world, falls_to)
    assert "status 1 Filled 100/0" in play(gateway, bot, 30.0)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"adjustedOrderType": "STP"}, 361),
        ({"adjustedOrderType": "STP", "triggerPrice": 300.0}, 362),
        ({"adjustedOrderType": "TRAIL", "triggerPrice": 300.0, "adjustedStopPrice": 290.0}, 364),
        ({"adjustedOrderType": "STP LMT", "triggerPrice": 300.0, "adjustedStopPrice": 290.0}, 363),
        ({"adjustedOrderType": "MKT", "triggerPrice": 300.0}, 321),
    ],
)
def test_an_adjusted_order_that_is_not_complete_is_refused(
    gateway: SimulatedGateway, bot: Bot, more: dict[str, Any], code: int
) -> None:
    order = Order(action="SELL", totalQuantity=Decimal(100), orderType="STP", auxPrice=250.0, cashQty=0.0, **more)
    bot.placeOrder(1, AAPL, order)
    assert play(gateway, bot) == [f"error 1 {code}"]
