"""What else an order may ask for: sizes, times, amounts, hedges; worked, or refused with an error that says so."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from ibproto.contract import Contract
from ibproto.gateway import Behaviour, SimulatedGateway
from ibproto.gateway.trading.checks import UNUSED, problem_of
from ibproto.order import Order
from ibproto.order_cancel import OrderCancel
from tests.gateway.test_orders import IBM, deep_market, play
from tests.gateway.tools import AAPL, LAYOUTS, Bot, connected, limit_order, market_order

from .samples import WIDE, wide

EUR = Contract(symbol="EUR", secType="CASH", exchange="IDEALPRO", currency="USD")


@pytest.fixture(params=LAYOUTS)
def gateway(request: pytest.FixtureRequest) -> Iterator[SimulatedGateway]:
    with SimulatedGateway(
        server_version=request.param, speed=0, debug=True, behaviour=Behaviour(margin_check=False), instruments=[wide()]
    ) as gateway:
        yield gateway


@pytest.fixture
def bot(gateway: SimulatedGateway) -> Iterator[Bot]:
    with connected(gateway) as bot:
        bot.take()
        yield bot


def market_with(quantity: int = 1000, **more: Any) -> Order:
    order = market_order(quantity)
    for name, value in more.items():
        setattr(order, name, value)
    return order


def quote(gateway: SimulatedGateway, bid: float, size: int) -> None:
    """The quote of WIDE stays at a price, and shows so much until it moves."""
    with gateway.control() as world:
        (stock,) = world.market.find(WIDE)
        world.market.set_price(stock, bid, hold=True)
        state = world.market.state(stock)
        state.bid_size = state.ask_size = Decimal(size)


def sizes(gateway: SimulatedGateway, order_id: int = 1) -> list[int]:
    with gateway.control() as world:
        world.trading.check()
        return [int(fill.quantity) for fill in world.trading.fills if fill.live.order_id == order_id]


def test_all_or_none_fills_whole_or_not_at_all(gateway: SimulatedGateway, bot: Bot) -> None:
    bot.placeOrder(1, AAPL, market_with(20_000, allOrNone=True))
    assert play(gateway, bot, 5.0)[-1] == "status 1 Submitted 0/20000"
    deep_market(gateway)
    for _ in range(20):
        deep_market(gateway)
        play(gateway, bot, 0.25)
    assert sizes(gateway) == [20_000]


def test_the_first_execution_has_the_minimum_quantity(gateway: SimulatedGateway, bot: Bot) -> None:
    bot.placeOrder(1, AAPL, market_with(20_000, minQty=3000))
    for _ in range(4):
        play(gateway, bot, 0.5)
    deep_market(gateway)
    play(gateway, bot, 60.0)
    told = sizes(gateway)
    assert not told or told[0] >= 3000
    for _ in range(40):
        deep_market(gateway, 4000)
        play(gateway, bot, 0.25)
    assert sum(sizes(gateway)) == 20_000 and sizes(gateway)[0] >= 3000


def test_an_iceberg_fills_no_more_than_it_displays_at_a_time(gateway: SimulatedGateway, bot: Bot) -> None:
    bot.placeOrder(1, AAPL, market_with(1000, displaySize=200))
    for _ in range(40):
        deep_market(gateway)
        play(gateway, bot, 0.25)
    assert sizes(gateway) == [200] * 5


@pytest.mark.parametrize("size", [100, 200])
def test_an_iceberg_that_displays_all_of_it_is_inactive(gateway: SimulatedGateway, bot: Bot, size: int) -> None:
    bot.placeOrder(1, AAPL, limit_order(100, 200.0, displaySize=size))
    assert play(gateway, bot)[-2:] == ["open 1 Inactive", "status 1 Inactive 0/100"]


def test_a_discretionary_amount_goes_beyond_the_limit(gateway: SimulatedGateway, bot: Bot) -> None:
    quote(gateway, 100.0, 1000)
    bot.placeOrder(1, WIDE, limit_order(100, 100.02, discretionaryAmt=0.05))
    bot.placeOrder(2, WIDE, limit_order(100, 100.02, discretionaryAmt=0.08))
    told = play(gateway, bot, 5.0)
    assert "status 2 Filled 100/0" in told and "status 1 Filled 100/0" not in told


def test_a_scale_order_works_its_components_one_after_the_other(gateway: SimulatedGateway, bot: Bot) -> None:
    quote(gateway, 99.9, 1000)
    order = limit_order(500, 100.0, scaleInitLevelSize=200, scaleSubsLevelSize=150, scalePriceIncrement=0.5)
    bot.placeOrder(1, WIDE, order)
    play(gateway, bot, 30.0)
    assert sum(sizes(gateway)) == 200
    quote(gateway, 99.3, 1000)
    play(gateway, bot, 30.0)
    assert sum(sizes(gateway)) == 350
    quote(gateway, 98.0, 1000)
    play(gateway, bot, 30.0)
    assert sum(sizes(gateway)) == 500


@pytest.mark.parametrize(
    "more",
    [
        {"goodAfterTime": "20260114 10:01:00 US/Eastern"},
        {"activeStartTime": "20260114 10:01:00 US/Eastern", "tif": "GTC"},
    ],
)
def test_an_order_waits_until_it_is_good(gateway: SimulatedGateway, bot: Bot, more: dict[str, str]) -> None:
    bot.placeOrder(1, AAPL, market_with(100, **more))
    told = play(gateway, bot, 59.0)
    assert told == ["open 1 PreSubmitted", "status 1 PreSubmitted 0/100", "error 1 399"]
    assert "status 1 Filled 100/0" in play(gateway, bot, 10.0)


@pytest.mark.parametrize(
    "more",
    [
        {"activeStopTime": "20260114 10:01:00 US/Eastern", "tif": "GTC"},
        {"duration": 60},
    ],
)
def test_an_order_ends_when_it_says(gateway: SimulatedGateway, bot: Bot, more: dict[str, Any]) -> None:
    bot.placeOrder(1, AAPL, limit_order(100, 200.0, **more))
    assert "status 1 Cancelled 0/100" not in play(gateway, bot, 59.0)
    assert play(gateway, bot, 2.0) == ["status 1 Cancelled 0/100", "error 1 202"]


@pytest.mark.parametrize(
    ("method", "bid", "triggers"),
    [(2, 101.0, True), (4, 101.0, True), (7, 101.0, True), (8, 101.0, True), (1, 101.0, True), (3, 101.0, True)]
    + [(8, 100.42, False), (8, 100.46, True), (4, 100.42, True)],
)
def test_a_stop_is_triggered_by_the_price_that_its_method_names(
    gateway: SimulatedGateway, bot: Bot, method: int, bid: float, triggers: bool
) -> None:
    quote(gateway, 100.0, 1000)
    order = Order(action="BUY", totalQuantity=Decimal(100), orderType="STP", auxPrice=100.5, cashQty=0.0)
    order.triggerMethod = method
    bot.placeOrder(1, WIDE, order)
    play(gateway, bot, 1.0)
    quote(gateway, bid, 1000)
    assert ("status 1 Filled 100/0" in play(gateway, bot, 30.0)) is triggers


# ---------------------------------------------------------------------------------------------------- hedges


def child(kind: str, param: str = "", action: str = "SELL", **more: Any) -> Order:
    order = Order(action=action, totalQuantity=Decimal(0), orderType="MKT", cashQty=0.0, parentId=1, **more)
    order.hedgeType, order.hedgeParam = kind, param
    return order


@pytest.mark.parametrize(
    ("contract", "order", "expected"),
    [
        (IBM, child("P", "0.5"), lambda value, price: 100 * 0.5),
        (IBM, child("B", "1.5"), lambda value, price: value * 1.5 / price),
        (EUR, child("F"), lambda value, price: value),
    ],
)
def test_a_hedge_has_the_size_that_its_parent_needs(
    gateway: SimulatedGateway, bot: Bot, contract: Contract, order: Order, expected: Any
) -> None:
    bot.placeOrder(1, AAPL, limit_order(100, 200.0, transmit=False))
    bot.placeOrder(2, contract, order)
    told = play(gateway, bot)
    assert not [line for line in told if line.startswith("exec")]
    with gateway.control() as world:
        state = world.market.state(world.market.find(contract)[0])
        price = state.middle or 0.0
        world.trading.fill(1, 1, 200.0)
    play(gateway, bot, 60.0)
    assert sum(sizes(gateway, 2)) == pytest.approx(expected(20_000.0, price), rel=0.01, abs=1.0)


def test_a_hedge_is_no_larger_than_its_maximum() -> None:
    with SimulatedGateway(speed=0) as gateway, connected(gateway) as bot:
        bot.placeOrder(1, AAPL, limit_order(100, 200.0, transmit=False))
        bot.placeOrder(2, IBM, child("P", "0.5", hedgeMaxSize=20))
        play(gateway, bot)
        with gateway.control() as world:
            world.trading.fill(1, 1, 200.0)
        play(gateway, bot, 30.0)
        assert sum(sizes(gateway, 2)) == 20


def test_a_hedge_leaves_the_other_children_alone(gateway: SimulatedGateway, bot: Bot) -> None:
    bot.placeOrder(1, AAPL, limit_order(100, 200.0, transmit=False))
    bot.placeOrder(2, AAPL, limit_order(100, 300.0, "SELL", parentId=1, transmit=False))
    bot.placeOrder(3, IBM, child("P", "0.5"))
    play(gateway, bot)
    with gateway.control() as world:
        world.trading.fill(1, 1, 200.0)
    told = play(gateway, bot, 30.0)
    assert "status 3 Filled 50/0" in told and not [line for line in told if line.startswith("status 2 Cancelled")]


def test_a_delta_hedge_sells_the_shares_of_its_options(gateway: SimulatedGateway, bot: Bot) -> None:
    with gateway.control() as world:
        call = Contract(symbol="AAPL", secType="OPT", exchange="SMART", right="C")
        option = min(world.market.find(call), key=lambda one: abs(one.contract.strike - 258.0))
        contract = option.shown("SMART")
    bot.placeOrder(1, contract, limit_order(10, 0.01, transmit=False))
    bot.placeOrder(2, AAPL, child("D"))
    play(gateway, bot)
    with gateway.control() as world:
        delta = world.market.computation(option).delta or 0.0
        world.trading.fill(1, 1, 5.0)
    play(gateway, bot, 60.0)
    assert sum(sizes(gateway, 2)) == pytest.approx(1000 * delta, abs=25)


@pytest.mark.parametrize(
    ("order", "code"),
    [(child("X"), 10007), (child("B", "much"), 10008), (child("P", "0"), 10009)],
)
def test_a_hedge_that_makes_no_sense_is_refused(gateway: SimulatedGateway, bot: Bot, order: Order, code: int) -> None:
    bot.placeOrder(1, AAPL, limit_order(100, 200.0, transmit=False))
    bot.placeOrder(2, IBM, order)
    assert play(gateway, bot) == [f"error 2 {code}"]


def test_a_child_that_cancels_its_parent(gateway: SimulatedGateway, bot: Bot) -> None:
    bot.placeOrder(1, AAPL, limit_order(100, 200.0, transmit=False))
    bot.placeOrder(2, AAPL, limit_order(100, 300.0, "SELL", parentId=1, autoCancelParent=True))
    play(gateway, bot)
    bot.cancelOrder(2, OrderCancel())
    assert "status 1 Cancelled 0/100" in play(gateway, bot)


# ---------------------------------------------------------------------------------------------------- refused

VALUES: dict[str, Any] = {"faGroup": "group", "deltaNeutralOrderType": "MKT", "scaleTable": "table"}


@pytest.mark.parametrize("name", UNUSED)
def test_what_is_not_worked_is_refused_not_ignored(name: str) -> None:
    with SimulatedGateway(speed=0) as gateway, gateway.control() as world:
        order = limit_order(100, 200.0)
        setattr(order, name, VALUES.get(name, True if isinstance(getattr(order, name), bool) else 1))
        (stock,) = world.market.find(AAPL)
        problem = problem_of(order, stock, world.market, world.accounts, world.behaviour)
        assert problem is not None and problem[0] == 321 and name in problem[1]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"allOrNone": True, "displaySize": 10}, 321),
        ({"minQty": 200}, 321),
        ({"goodAfterTime": "soon"}, 321),
        ({"triggerMethod": 5}, 146),
        ({"scalePriceIncrement": 0.5}, 419),
        ({"scalePriceIncrement": 0.5, "scaleInitLevelSize": 200}, 417),
        ({"scalePriceIncrement": 0.005, "scaleInitLevelSize": 50}, 408),
        ({"tif": "OPG", "orderType": "STP", "auxPrice": 300.0}, 111),
        ({"tif": "GTC", "orderType": "MOC"}, 113),
    ],
)
def test_what_does_not_go_together_is_refused(
    gateway: SimulatedGateway, bot: Bot, more: dict[str, Any], code: int
) -> None:
    order = limit_order(100, 200.0)
    for name, value in more.items():
        setattr(order, name, value)
    bot.placeOrder(1, AAPL, order)
    assert play(gateway, bot) == [f"error 1 {code}"]


def test_what_the_contract_does_not_have_is_refused(gateway: SimulatedGateway, bot: Bot) -> None:
    bot.placeOrder(1, EUR, limit_order(20_000, 1.1, allOrNone=True))
    bot.placeOrder(2, EUR, limit_order(20_000, 1.1, tif="OPG"))
    assert play(gateway, bot) == ["error 1 321", "error 2 321"]
