"""The moving-average trader: it follows the averages, and a reset costs it neither its position nor an order."""

from __future__ import annotations

from typing import Any

import pytest

from ibproto.gateway import Behaviour
from ibproto.gateway.stepped import SteppedGateway

from .tools import live, load, reset, set_price, stock

module = load("moving_average")


@pytest.fixture
def bot(gateway: SteppedGateway) -> Any:
    said: list[str] = []
    bot = module.Trader(stock(), 100, 3, 6, now=gateway.clock.now, say=said.append)
    bot.said = said
    return bot


def test_it_is_long_when_the_price_rises_and_flat_when_it_falls(gateway: SteppedGateway, bot: Any) -> None:
    gateway.connect(bot)
    set_price(gateway, "AAPL", 1.01)
    live(gateway, bot, 20)
    assert bot.held == 100
    set_price(gateway, "AAPL", 0.98)
    live(gateway, bot, 20)
    assert (bot.held, bot.orders_placed) == (0, 2)


def test_it_knows_its_position_after_a_reset_and_buys_no_second_time(gateway: SteppedGateway, bot: Any) -> None:
    gateway.connect(bot)
    set_price(gateway, "AAPL", 1.01)
    live(gateway, bot, 20)
    reset(gateway)
    assert bot.phase is module.Phase.OFFLINE
    set_price(gateway, "AAPL", 1.01)
    gateway.connect(bot)
    live(gateway, bot, 20)
    assert (bot.phase, bot.held, bot.orders_placed) == (module.Phase.TRADING, 100, 1)
    set_price(gateway, "AAPL", 0.97)
    live(gateway, bot, 20)
    assert (bot.held, bot.orders_placed) == (0, 2)


def test_an_order_that_outlives_a_reset_is_not_placed_again(gateway: SteppedGateway, bot: Any) -> None:
    gateway.connect(bot)
    set_price(gateway, "AAPL", 1.01)
    with gateway.control() as world:
        (apple,) = world.universe.find(stock())
    gateway.run_until(lambda: bot.phase is module.Phase.TRADING)
    with gateway.control() as world:
        world.market.halt(apple)
    bot.trade(bot.quantity)
    gateway.deliver()
    assert bot.working is not None
    reset(gateway)
    gateway.connect(bot)
    assert bot.working == 1
    with gateway.control() as world:
        world.market.resume(apple)
    gateway.run_until(lambda: bot.held == 100)
    assert (bot.working, bot.orders_placed) == (None, 1)


@pytest.mark.parametrize("code", [1101, 1102])
def test_it_does_not_trade_while_the_servers_of_ib_are_gone(gateway: SteppedGateway, bot: Any, code: int) -> None:
    gateway.connect(bot)
    with gateway.control() as world:
        world.sessions[1].error(-1, 1100, "gone")
    set_price(gateway, "AAPL", 1.01)
    live(gateway, bot, 20)
    assert bot.orders_placed == 0
    with gateway.control() as world:
        world.sessions[1].error(-1, code, "back")
    live(gateway, bot, 5)
    set_price(gateway, "AAPL", 1.01)
    live(gateway, bot, 20)
    assert bot.held == 100


@pytest.mark.gateway(behaviour=Behaviour(read_only=True))
def test_a_read_only_api_halts_it(gateway: SteppedGateway, bot: Any) -> None:
    gateway.connect(bot)
    assert (bot.phase, bot.orders_placed) == (module.Phase.HALTED, 0)
    assert "halted" in bot.said[-1] and "Read-Only" in bot.said[-1]


def test_an_order_that_is_rejected_halts_it(gateway: SteppedGateway, bot: Any) -> None:
    gateway.connect(bot)
    bot.placeOrder = lambda *args: None
    bot.trade(bot.quantity)
    with gateway.control() as world:
        world.sessions[1].error(bot.working, 201, "Order rejected - reason: the account cannot pay for it")
    live(gateway, bot, 40)
    assert (bot.phase, bot.orders_placed) == (module.Phase.HALTED, 1)


def test_a_state_that_does_not_become_known_in_time_ends_the_connection(gateway: SteppedGateway, bot: Any) -> None:
    bot.reqOpenOrders = lambda: None
    gateway.connect(bot)
    live(gateway, bot, module.SYNC_TIME + 2)
    assert not bot.isConnected()
    assert "no answer about orders: connecting again" in bot.said


def test_a_fill_that_the_account_does_not_show_makes_it_ask_again(gateway: SteppedGateway, bot: Any) -> None:
    gateway.connect(bot)
    gateway.run_until(lambda: bot.phase is module.Phase.TRADING)
    bot.expected, bot.deadline = bot.quantity, gateway.clock.now() + module.BOOKING_TIME
    live(gateway, bot, module.BOOKING_TIME + 2)
    assert bot.expected is None
    assert any("asking again" in line for line in bot.said)


def test_what_it_leaves_behind_is_its_position_only(gateway: SteppedGateway, bot: Any) -> None:
    gateway.connect(bot)
    with gateway.control() as world:
        (apple,) = world.universe.find(stock())
        world.market.halt(apple)
    bot.trade(bot.quantity)
    gateway.deliver()
    bot.shut_down()
    gateway.advance(1)
    gateway.connect(bot)
    assert bot.working is None
