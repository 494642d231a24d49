"""What is told and done about an order when it is new, and the switches for it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from ibproto.contract import Contract
from ibproto.gateway import Behaviour, SimulatedGateway
from ibproto.order import Order
from ibproto.order_cancel import OrderCancel
from tests.gateway.test_orders import fill, play
from tests.gateway.tools import AAPL, LAYOUTS, Bot, connected, limit_order, market_order

EUR = Contract(symbol="EUR", secType="CASH", exchange="IDEALPRO", currency="USD")


class Trying:
    """A gateway with switches, and a bot that is connected to it."""

    def __init__(self, version: int, start: datetime | None = None, **switches: Any) -> None:
        self.gateway = SimulatedGateway(server_version=version, speed=0, start=start, behaviour=Behaviour(**switches))

    def __enter__(self) -> tuple[SimulatedGateway, Bot]:
        self.gateway.start()
        self.bot = connected(self.gateway)
        self.bot.take()
        return self.gateway, self.bot

    def __exit__(self, *exc_info: object) -> None:
        self.bot.disconnect()
        self.gateway.close()


def stop(action: str = "SELL", **more: Any) -> Order:
    order = Order(action=action, totalQuantity=Decimal(100), orderType="STP", auxPrice=250.0, cashQty=0.0)
    for name, value in more.items():
        setattr(order, name, value)
    return order


each_version = pytest.mark.parametrize("version", LAYOUTS)


@each_version
@pytest.mark.parametrize(
    ("order", "first"),
    [
        (stop(), 249.97),
        (stop("BUY", auxPrice=270.0), 270.03),
        (stop(orderType="TRAIL", auxPrice=10.0), None),
        (stop(orderType="TRAIL", auxPrice=0.0, trailingPercent=3.0), None),
    ],
)
def test_a_stop_is_shown_with_a_limit_at_first_then_without(version: int, order: Order, first: float | None) -> None:
    with Trying(version) as (gateway, bot):
        bot.placeOrder(1, AAPL, order)
        bot.settle()
        gateway.advance(0.2)
        bot.settle()
        shown = [args[2].lmtPrice for _, args in bot.of("openOrder")]
        assert len(shown) == 2 and shown[0] > 0 and shown[1] == 0
        assert first is None or shown[0] == first


@each_version
def test_the_stop_of_a_trailing_order_lies_on_a_price_step(version: int) -> None:
    with Trying(version) as (gateway, bot):
        bot.placeOrder(1, AAPL, stop(orderType="TRAIL", auxPrice=0.0, trailingPercent=3.33))
        bot.settle()
        gateway.advance(5.0)
        bot.reqOpenOrders()
        bot.settle()
        price = bot.of("openOrder")[-1][1][2].trailStopPrice
        assert 240 < price == round(price, 2)


@each_version
def test_a_stop_is_told_twice_when_it_is_placed_and_when_it_is_changed(version: int) -> None:
    with Trying(version) as (gateway, bot):
        twice = ["open 1 PreSubmitted", "status 1 PreSubmitted 0/100"] * 2
        bot.placeOrder(1, AAPL, stop())
        assert play(gateway, bot) == twice
        bot.placeOrder(1, AAPL, stop(auxPrice=249.0))
        assert play(gateway, bot) == twice


@each_version
def test_a_far_limit_for_currencies_is_inactive(version: int) -> None:
    with Trying(version) as (gateway, bot):
        bot.placeOrder(1, EUR, limit_order(20_000, 0.5))
        assert play(gateway, bot)[-2:] == ["open 1 Inactive", "status 1 Inactive 0/20000"]


@each_version
def test_a_limit_far_through_the_market_is_cancelled_for_IOC(version: int) -> None:
    with Trying(version) as (gateway, bot):
        bot.placeOrder(1, AAPL, limit_order(100, 400.0, tif="IOC"))
        assert play(gateway, bot)[2:] == ["status 1 PendingCancel 0/100", "status 1 Cancelled 0/100"]


@each_version
def test_the_price_cap_cancels_other_limits_with_202(version: int) -> None:
    with Trying(version, price_cap=True) as (gateway, bot):
        bot.placeOrder(1, AAPL, limit_order(100, 400.0))
        told = play(gateway, bot)
        assert told[2:] == ["status 1 PendingCancel 0/100", "status 1 Cancelled 0/100", "error 1 202"]


@each_version
@pytest.mark.parametrize("price", [200.0, 300.0])
def test_FOK_orders_may_be_inactive(version: int, price: float) -> None:
    with Trying(version, refuse_fok=True) as (gateway, bot):
        bot.placeOrder(1, AAPL, limit_order(100, price, tif="FOK"))
        assert play(gateway, bot)[-2:] == ["open 1 Inactive", "status 1 Inactive 0/100"]


@each_version
def test_a_cancel_may_be_told_as_pending(version: int) -> None:
    with Trying(version, pending_cancel=True) as (gateway, bot):
        bot.placeOrder(1, AAPL, limit_order(100, 200.0))
        play(gateway, bot)
        bot.cancelOrder(1, OrderCancel())
        told = play(gateway, bot)
        assert told == ["status 1 PendingCancel 0/100", "status 1 Cancelled 0/100", "error 1 202"]


FIRST: list[tuple[str, list[str]]] = [
    (
        "PreSubmitted",
        ["open 1 PreSubmitted", "status 1 PreSubmitted 0/100", "open 1 Submitted", "status 1 Submitted 0/100"],
    ),
    (
        "PendingSubmit",
        ["open 1 PendingSubmit", "status 1 PendingSubmit 0/100", "open 1 Submitted", "status 1 Submitted 0/100"],
    ),
    ("Submitted", ["open 1 Submitted", "status 1 Submitted 0/100"]),
    ("", ["open 1 Submitted", "status 1 Submitted 0/100"]),
]


@each_version
@pytest.mark.parametrize(("status", "expected"), FIRST)
def test_the_first_status_of_an_order_may_be_another(version: int, status: str, expected: list[str]) -> None:
    with Trying(version, first_status=status) as (gateway, bot):
        bot.placeOrder(1, AAPL, limit_order(100, 200.0))
        assert play(gateway, bot) == expected
        bot.placeOrder(2, AAPL, stop())
        assert play(gateway, bot)[-1] == "status 2 PreSubmitted 0/100"


@each_version
def test_cancels_may_wait_for_the_exchange_to_open(version: int) -> None:
    with Trying(version, datetime(2026, 1, 14, 9, 25), closed_cancel="at open") as (gateway, bot):
        bot.placeOrder(1, AAPL, limit_order(100, 200.0, tif="GTC"))
        bot.placeOrder(2, AAPL, limit_order(100, 200.0, tif="GTC", transmit=False))
        play(gateway, bot)
        bot.cancelOrder(1, OrderCancel())
        bot.cancelOrder(2, OrderCancel())
        assert play(gateway, bot, 290.0) == ["status 2 Cancelled 0/100", "error 2 202"]
        assert play(gateway, bot, 10.0) == ["status 1 Cancelled 0/100", "error 1 202"]


def test_a_post_only_order_does_not_take_what_is_offered() -> None:
    with Trying(226) as (gateway, bot):
        for order_id, price in ((1, 300.0), (2, 200.0)):
            bot.placeOrder(order_id, AAPL, limit_order(100, price, postOnly=True))
        told = play(gateway, bot)
        assert "status 1 Cancelled 0/100" in told and "error 1 202" in told and "status 2 Submitted 0/100" in told
        bot.placeOrder(3, AAPL, limit_order(100, 300.0, postOnly=True, tif="IOC"))
        assert play(gateway, bot) == ["error 3 321"]


@each_version
def test_cancels_that_are_not_possible_may_get_the_older_codes(version: int) -> None:
    with Trying(version, old_cancel_errors=True) as (gateway, bot):
        fill(gateway, bot, 1, market_order(100))
        bot.cancelOrder(1, OrderCancel())
        bot.cancelOrder(77, OrderCancel())
        assert play(gateway, bot) == ["error 1 161", "error 77 135"]


@each_version
def test_a_change_that_comes_too_early_may_be_refused(version: int) -> None:
    with Trying(version, early_change=False) as (gateway, bot):
        bot.placeOrder(1, AAPL, limit_order(100, 200.0))
        bot.placeOrder(1, AAPL, limit_order(100, 201.0))
        assert "error 1 2102" in play(gateway, bot)
        bot.placeOrder(1, AAPL, limit_order(100, 202.0))
        assert play(gateway, bot) == ["open 1 Submitted", "status 1 Submitted 0/100"]


@each_version
def test_a_preset_gives_orders_a_time_in_force(version: int) -> None:
    with Trying(version, preset_tif="GTC") as (gateway, bot):
        bot.placeOrder(1, AAPL, limit_order(100, 200.0))
        bot.placeOrder(2, AAPL, limit_order(100, 200.0, tif="DAY"))
        bot.settle()
        assert [args[2].tif for _, args in bot.of("openOrder")] == ["GTC", "DAY"]
        assert [args[:3:2] for _, args in bot.of("error")] == [(1, 10349)]


@each_version
def test_an_order_at_a_closed_exchange_waits_or_is_rejected(version: int) -> None:
    for closed, expected in (("wait", "error 1 399"), ("reject", "error 1 201")):
        with Trying(version, datetime(2026, 1, 14, 17), closed_exchange=closed) as (gateway, bot):
            bot.placeOrder(1, AAPL, market_order(100))
            told = play(gateway, bot)
            assert expected in told
            assert ("status 1 Inactive 0/100" in told) is (closed == "reject")


@each_version
def test_the_notice_399_tells_when_the_market_opens(version: int) -> None:
    with Trying(version, datetime(2026, 1, 14, 17)) as (gateway, bot):
        bot.placeOrder(1, AAPL, market_order(100))
        bot.settle()
        text = bot.wait_error(399, 1)
        assert text.endswith("your order will not be placed at the exchange until 2026-01-15 09:30:00 US/Eastern")


@each_version
@pytest.mark.parametrize("action", ["SELL", "SSHORT"])
def test_a_short_sale_waits_until_shares_are_located(version: int, action: str) -> None:
    with Trying(version, hard_to_borrow=("AAPL",)) as (gateway, bot):
        bot.placeOrder(1, AAPL, market_order(100, action))
        bot.settle()
        gateway.advance(5.0)
        bot.settle()
        assert bot.of("orderStatus")[-1][1][9] == "locate"
        told = play(gateway, bot)
        assert "error 1 404" in told and not [line for line in told if line.startswith("exec")]
        with gateway.control() as world:
            world.trading.locate(1, 1)
        assert "status 1 Filled 100/0" in play(gateway, bot, 30.0)


@each_version
def test_a_sale_of_what_is_held_needs_no_shares_to_be_located(version: int) -> None:
    with Trying(version, hard_to_borrow=("AAPL",), cross_side_notice=True) as (gateway, bot):
        fill(gateway, bot, 1, market_order(100))
        assert "status 2 Filled 100/0" in fill(gateway, bot, 2, market_order(100, "SELL"))


@each_version
def test_closing_more_than_the_position_may_be_noticed(version: int) -> None:
    with Trying(version, cross_side_notice=True) as (gateway, bot):
        fill(gateway, bot, 1, market_order(100))
        assert "error 2 2137" in fill(gateway, bot, 2, market_order(200, "SELL"))


@each_version
def test_outsideRth_is_ignored_for_auctions_and_that_is_said(version: int) -> None:
    with Trying(version) as (gateway, bot):
        order = market_order(100)
        order.orderType, order.outsideRth = "MOC", True
        bot.placeOrder(1, AAPL, order)
        assert "error 1 2109" in play(gateway, bot)


@each_version
def test_what_the_account_may_not_trade_is_refused(version: int) -> None:
    with Trying(version, not_permitted=("CASH",)) as (gateway, bot):
        bot.placeOrder(1, EUR, limit_order(20_000, 1.1))
        bot.placeOrder(2, AAPL, limit_order(100, 200.0))
        assert play(gateway, bot)[0] == "error 1 460"


@each_version
def test_the_stop_of_a_bracket_shrinks_as_its_profit_taker_fills(version: int) -> None:
    with Trying(version) as (gateway, bot):
        bot.placeOrder(1, AAPL, limit_order(100, 200.0, transmit=False))
        bot.placeOrder(2, AAPL, limit_order(100, 300.0, "SELL", parentId=1, transmit=False))
        bot.placeOrder(3, AAPL, stop(parentId=1))
        play(gateway, bot)
        with gateway.control() as world:
            world.trading.fill(1, 1, 200.0)
        play(gateway, bot)
        with gateway.control() as world:
            world.trading.fill(1, 2, 300.0, Decimal(30))
        assert "status 3 PreSubmitted 0/70" in play(gateway, bot)
