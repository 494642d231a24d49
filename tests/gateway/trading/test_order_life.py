"""Orders that wait, belong together or end by themselves, callback by callback."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from ibproto.gateway import SimulatedGateway
from ibproto.order import Order
from ibproto.order_cancel import OrderCancel
from tests.gateway.test_orders import deep_market, play
from tests.gateway.tools import AAPL, LAYOUTS, Bot, connected, limit_order, market_order


@pytest.fixture(params=LAYOUTS)
def gateway(request: pytest.FixtureRequest) -> Iterator[SimulatedGateway]:
    with SimulatedGateway(server_version=request.param, speed=0, debug=True) as gateway:
        yield gateway


@pytest.fixture
def bot(gateway: SimulatedGateway) -> Iterator[Bot]:
    with connected(gateway) as bot:
        bot.take()
        yield bot


def order_of(order_type: str, action: str = "SELL", quantity: int = 100, **more: Any) -> Order:
    return Order(action=action, totalQuantity=Decimal(quantity), orderType=order_type, **more)


def price_is(gateway: SimulatedGateway, price: float) -> None:
    with gateway.control() as world:
        world.market.set_price(world.market.find(AAPL)[0], price)


def by_hand(gateway: SimulatedGateway, order_id: int, price: float, quantity: int) -> None:
    with gateway.control() as world:
        world.trading.fill(1, order_id, price, Decimal(quantity))


def bracket(bot: Bot) -> None:
    bot.placeOrder(1, AAPL, limit_order(100, 200.0, transmit=False))
    bot.placeOrder(2, AAPL, limit_order(100, 300.0, "SELL", parentId=1, transmit=False))
    bot.placeOrder(3, AAPL, order_of("STP", auxPrice=150.0, parentId=1))


def held(bot: Bot) -> dict[int, str]:
    """What each order waits for, as it was told last."""
    return {args[0]: args[9] or args[1] for _, args in bot.of("orderStatus")}


@pytest.mark.parametrize(
    "order",
    [
        order_of("STP", auxPrice=200.0),
        order_of("STP LMT", auxPrice=200.0, lmtPrice=150.0),
        order_of("MIT", auxPrice=300.0),
        order_of("LIT", auxPrice=300.0, lmtPrice=150.0),
        order_of("TRAIL", auxPrice=50.0),
        order_of("TRAIL", trailingPercent=10.0),
        order_of("TRAIL LIMIT", auxPrice=50.0, lmtPriceOffset=50.0),
    ],
    ids=lambda order: order.orderType,
)
def test_an_order_waits_for_its_trigger_then_fills(gateway: SimulatedGateway, bot: Bot, order: Order) -> None:
    bot.placeOrder(1, AAPL, order)
    waiting = ["open 1 PreSubmitted", "status 1 PreSubmitted 0/100"]
    bot.settle()
    gateway.advance(0.2)
    bot.settle()
    assert held(bot) == {1: "trigger"}
    assert play(gateway, bot, 0.0) == waiting * 2
    price_is(gateway, 310.0 if order.orderType in ("MIT", "LIT") else 180.0)
    assert "status 1 Filled 100/0" in play(gateway, bot, 60.0)


def test_a_bracket_lives_from_its_last_order_to_the_end_of_its_children(gateway: SimulatedGateway, bot: Bot) -> None:
    bracket(bot)
    bot.settle()
    gateway.advance(0.2)
    bot.settle()
    assert held(bot) == {1: "Submitted", 2: "child", 3: "child,trigger"}
    assert {args[6] for _, args in bot.of("orderStatus")} == {0, 1}
    bot.take()
    by_hand(gateway, 1, 200.0, 100)
    gateway.advance(0.2)
    bot.settle()
    assert held(bot) == {1: "Filled", 2: "Submitted", 3: "trigger"}
    bot.take()
    by_hand(gateway, 2, 300.0, 40)
    told = play(gateway, bot)
    assert "status 2 Submitted 40/60" in told and "status 3 PreSubmitted 0/60" in told
    by_hand(gateway, 2, 300.0, 60)
    told = play(gateway, bot)
    assert "status 2 Filled 100/0" in told and told.index("status 3 Cancelled 0/60") + 1 == told.index("error 3 202")


def test_cancelling_the_parent_cancels_its_children(gateway: SimulatedGateway, bot: Bot) -> None:
    bracket(bot)
    play(gateway, bot)
    bot.cancelOrder(1, OrderCancel())
    expected = [line for i in (1, 2, 3) for line in (f"status {i} Cancelled 0/100", f"error {i} 202")]
    assert play(gateway, bot) == expected


def test_a_child_needs_its_parent(gateway: SimulatedGateway, bot: Bot) -> None:
    bot.placeOrder(5, AAPL, limit_order(100, 200.0, parentId=4))
    assert play(gateway, bot) == ["error 5 10006"]
    bracket(bot)
    play(gateway, bot)
    by_hand(gateway, 1, 200.0, 100)
    play(gateway, bot)
    bot.placeOrder(2, AAPL, limit_order(100, 310.0, "SELL", parentId=1))
    assert play(gateway, bot) == ["error 1 135"]


def test_a_child_is_changed_without_its_parent_when_that_is_done(gateway: SimulatedGateway, bot: Bot) -> None:
    bracket(bot)
    play(gateway, bot)
    bot.placeOrder(2, AAPL, limit_order(100, 310.0, "SELL", transmit=True))
    assert play(gateway, bot) == ["error 2 105"]
    by_hand(gateway, 1, 200.0, 100)
    play(gateway, bot)
    bot.placeOrder(2, AAPL, limit_order(100, 310.0, "SELL"))
    assert [line for line in play(gateway, bot) if line.startswith("status 2")] == ["status 2 Submitted 0/100"]
    by_hand(gateway, 3, 190.0, 100)
    assert "status 2 Cancelled 0/100" in play(gateway, bot)


@pytest.mark.parametrize(("oca_type", "other"), [(1, "status 2 Cancelled 0/100"), (3, "status 2 Submitted 0/70")])
def test_an_execution_cancels_or_reduces_its_group(
    gateway: SimulatedGateway, bot: Bot, oca_type: int, other: str
) -> None:
    for order_id in (1, 2):
        bot.placeOrder(order_id, AAPL, limit_order(100, 200.0, ocaGroup="g", ocaType=oca_type))
    play(gateway, bot)
    by_hand(gateway, 1, 200.0, 30)
    assert other in play(gateway, bot)


def test_a_preview_is_one_openOrder_and_no_order(gateway: SimulatedGateway, bot: Bot) -> None:
    bot.placeOrder(1, AAPL, limit_order(100, 200.0, whatIf=True))
    bot.settle()
    state = bot.wait("openOrder")[3]
    assert float(state.initMarginAfter) == float(state.initMarginChange) > 100 * 200.0 * 0.2
    assert float(state.equityWithLoanChange) == -1.0 and state.marginCurrency in ("", "USD")  # new in protobuf form
    assert (state.commissionAndFees, state.commissionAndFeesCurrency) == (1.0, "USD")
    bot.reqOpenOrders()
    assert play(gateway, bot) == ["open 1 PreSubmitted", "openOrderEnd"]
    bot.placeOrder(1, AAPL, limit_order(100, 200.0, whatIf=True, transmit=False))
    assert play(gateway, bot) == ["error 1 413"]


@pytest.mark.parametrize("tif", ["IOC", "FOK"])
def test_an_order_for_this_moment_fills_or_ends(gateway: SimulatedGateway, bot: Bot, tif: str) -> None:
    bot.placeOrder(1, AAPL, limit_order(100, 200.0, tif=tif))
    assert play(gateway, bot)[-1] == "status 1 Cancelled 0/100"
    bot.placeOrder(2, AAPL, limit_order(100, 300.0, tif=tif))
    bot.settle()
    deep_market(gateway)
    assert "status 2 Filled 100/0" in play(gateway, bot)


@pytest.mark.parametrize("version", LAYOUTS)
def test_orders_end_at_their_time(version: int) -> None:
    start = datetime(2026, 1, 14, 15, 50)
    with SimulatedGateway(server_version=version, speed=0, start=start) as gateway, connected(gateway) as bot:
        bot.take()
        bot.placeOrder(1, AAPL, limit_order(100, 100.0))
        bot.placeOrder(2, AAPL, limit_order(100, 100.0, tif="GTD", goodTillDate="20260114 15:55:00 US/Eastern"))
        bot.placeOrder(3, AAPL, limit_order(100, 100.0, tif="GTC"))
        play(gateway, bot)
        assert play(gateway, bot, 301.0) == ["status 2 Cancelled 0/100", "error 2 202"]
        assert play(gateway, bot, 300.0) == ["status 1 Cancelled 0/100", "error 1 202"]
        bot.placeOrder(4, AAPL, market_order(100))
        assert play(gateway, bot) == ["open 4 PreSubmitted", "status 4 PreSubmitted 0/100", "error 4 399"]


def test_a_rejected_order_is_inactive_after_its_error(gateway: SimulatedGateway, bot: Bot) -> None:
    bot.placeOrder(1, AAPL, limit_order(100, 200.0))
    play(gateway, bot)
    with gateway.control() as world:
        world.trading.reject(1, 1, "too big")
    assert play(gateway, bot) == ["error 1 201", "open 1 Inactive", "status 1 Inactive 0/100"]


def test_completed_orders_tell_how_they_ended(gateway: SimulatedGateway, bot: Bot) -> None:
    for order_id in (1, 2):
        bot.placeOrder(order_id, AAPL, limit_order(100, 200.0))
    play(gateway, bot)
    by_hand(gateway, 1, 200.0, 100)
    bot.cancelOrder(2, OrderCancel())
    play(gateway, bot)
    bot.reqCompletedOrders(False)
    bot.wait("completedOrdersEnd")
    ended = [(args[2].status, args[2].completedStatus) for _, args in bot.of("completedOrder")]
    assert ended == [("Filled", "Filled Size: 100"), ("Cancelled", "Cancelled by Trader")]


def test_an_order_held_by_hand_fills_when_it_is_released(gateway: SimulatedGateway, bot: Bot) -> None:
    bot.placeOrder(1, AAPL, market_order(100))
    bot.settle()
    with gateway.control() as world:
        world.trading.hold(1, 1)
    assert not [line for line in play(gateway, bot, 5.0) if line.startswith("exec")]
    with gateway.control() as world:
        world.trading.hold(1, 1, held=False)
    assert "status 1 Filled 100/0" in play(gateway, bot, 30.0)


def test_random_orders_of_all_kinds_fit_together() -> None:
    seed = random.randrange(1 << 32)
    print("seed", seed)
    assert _random_orders(seed) == _random_orders(seed)


def _random_orders(seed: int) -> list[tuple[object, ...]]:
    rng = random.Random(seed)
    with SimulatedGateway(speed=0, seed=seed, debug=True) as gateway, connected(gateway) as bot:
        for order_id in range(1, 120):
            kind = rng.choice(("MKT", "LMT", "STP", "STP LMT", "MIT", "LIT", "TRAIL"))
            price = round(rng.uniform(257.5, 259.5), 2)
            amount = 0.1 if kind == "TRAIL" else price
            order = order_of(kind, rng.choice(("BUY", "SELL")), rng.randint(1, 9) * 100, auxPrice=amount)
            order.lmtPrice, order.tif = price, rng.choice(("DAY", "GTC", "IOC", "FOK"))
            order.ocaGroup, order.ocaType = rng.choice(("", "", "g", "h")), rng.randint(1, 3)
            order.parentId = rng.choice((0, 0, 0, order_id - 1))
            order.transmit = rng.random() < 0.8
            bot.placeOrder(order_id, AAPL, order)
            if rng.random() < 0.2:
                bot.cancelOrder(rng.randint(1, order_id), OrderCancel())
            bot.settle()
            gateway.advance(rng.uniform(0, 2))
            with gateway.control() as world:
                world.trading.check()
        with gateway.control() as world:
            return [(fill.live.order_id, fill.quantity, fill.price, fill.time) for fill in world.trading.fills]
