"""The life of orders, callback by callback."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

import pytest

from ibproto.const import UNSET_DOUBLE
from ibproto.contract import Contract
from ibproto.execution import ExecutionFilter
from ibproto.gateway import SimulatedGateway
from ibproto.order import Order
from ibproto.order_cancel import OrderCancel

from .tools import AAPL, AMBIGUOUS, UNKNOWN, Bot, connected, limit_order, market_order

LIFE = ("openOrder", "orderStatus", "execDetails", "commissionAndFeesReport", "error")
IBM = Contract(symbol="IBM", secType="STK", exchange="SMART", currency="USD")


def story(bot: Bot) -> list[str]:
    """The callbacks about orders, short; they are forgotten."""
    told = []
    for name, args in bot.take():
        if name == "openOrder":
            told.append(f"open {args[0]} {args[3].status}")
        elif name == "orderStatus":
            told.append(f"status {args[0]} {args[1]} {args[2]}/{args[3]}")
        elif name == "execDetails":
            told.append(f"exec {args[2].orderId} {args[2].side} {args[2].shares}")
        elif name == "commissionAndFeesReport":
            told.append("commission")
        elif name == "error":
            told.append(f"error {args[0]} {args[2]}")
        elif name in ("openOrderEnd", "execDetailsEnd"):
            told.append(name)
    return told


def deep_market(gateway: SimulatedGateway, size: int = 100_000) -> None:
    """Make the displayed quote of AAPL big enough for any order, until the next step of the market."""
    with gateway.control() as world:
        state = world.market.state(world.market.find(AAPL)[0])
        state.bid_size = state.ask_size = Decimal(size)


def play(gateway: SimulatedGateway, bot: Bot, seconds: float = 0.2) -> list[str]:
    """Everything that is told within so much virtual time."""
    bot.settle()
    gateway.advance(seconds)
    bot.settle()
    return story(bot)


def fill(gateway: SimulatedGateway, bot: Bot, order_id: int, order: Order) -> list[str]:
    """Place an order that fills at once."""
    bot.placeOrder(order_id, AAPL, order)
    bot.settle()
    deep_market(gateway)
    return play(gateway, bot)


# ---------------------------------------------------------------------------------------------------- filled


def test_a_market_order_is_filled_in_the_recorded_order_of_callbacks(gateway: SimulatedGateway, bot: Bot) -> None:
    bot.take()
    assert fill(gateway, bot, 1, market_order(100)) == [
        "open 1 PreSubmitted",
        "status 1 PreSubmitted 0/100",
        "exec 1 BOT 100",
        "open 1 Filled",
        "status 1 Filled 100/0",
        "open 1 Filled",
        "status 1 Filled 100/0",
        "commission",
    ]


def test_what_an_order_is_told_to_be(gateway: SimulatedGateway, bot: Bot) -> None:
    bot.placeOrder(4, AAPL, limit_order(100, 200.0, orderRef="mine"))
    bot.settle()
    order_id, contract, order, state = bot.wait("openOrder")
    assert (order_id, order.orderId, order.clientId, order.account) == (4, 4, 1, "DU1234567")
    assert (order.action, order.totalQuantity, order.orderType, order.lmtPrice) == ("BUY", 100, "LMT", 200.0)
    assert (order.tif, order.orderRef, order.ocaType, order.clearingIntent) == ("DAY", "mine", 3, "IB")
    assert (contract.conId, contract.symbol, contract.exchange) == (265598, "AAPL", "SMART")
    assert (state.status, state.commissionAndFees) == ("PreSubmitted", UNSET_DOUBLE)
    status = bot.wait("orderStatus")
    assert status[5] == order.permId > 0
    assert (status[8], status[9]) == (1, "")


def test_an_execution_and_its_commission(gateway: SimulatedGateway, bot: Bot) -> None:
    bot.placeOrder(1, AAPL, market_order(300, "SELL"))
    bot.settle()
    deep_market(gateway)
    gateway.advance(0.2)
    reqId, contract, execution = bot.wait("execDetails")
    assert reqId == -1 and contract.conId == 265598
    assert (execution.side, execution.shares, execution.cumQty) == ("SLD", 300, 300)
    assert execution.avgPrice == execution.price and execution.exchange == contract.exchange != "SMART"
    zone = gateway.world.server_version >= 170
    assert execution.time == ("20260114 10:00:00 US/Eastern" if zone else "20260114  10:00:00")
    (report,) = bot.wait("commissionAndFeesReport")
    assert (report.execId, report.commissionAndFees, report.currency) == (execution.execId, 1.5, "USD")
    assert report.realizedPNL == UNSET_DOUBLE
    states = [args[3] for name, args in bot.of("openOrder")]
    assert (states[-1].commissionAndFees, states[-1].commissionAndFeesCurrency) == (1.5, "USD")


def test_a_big_order_fills_in_parts_as_the_market_shows_them(each_wire: SimulatedGateway, wired: Bot) -> None:
    wired.take()
    wired.placeOrder(1, AAPL, market_order(3000))
    wired.settle()
    each_wire.advance(60.0)
    wired.settle()
    executions = [args[2] for name, args in wired.of("execDetails")]
    statuses = [args for name, args in wired.of("orderStatus")]
    assert len(executions) > 1
    assert sum(execution.shares for execution in executions) == 3000
    assert statuses[-1][1:4] == ("Filled", 3000, 0)
    assert [args[2] for args in statuses] == sorted(args[2] for args in statuses)
    assert all(filled + remaining == 3000 for _, _, filled, remaining, *_ in statuses)
    reports = [args[0] for name, args in wired.of("commissionAndFeesReport")]
    assert [report.execId for report in reports] == [execution.execId for execution in executions]
    assert sum(Decimal(str(report.commissionAndFees)) for report in reports) == 15
    value = sum(execution.shares * Decimal(str(execution.price)) for execution in executions)
    assert statuses[-1][4] == pytest.approx(float(value / 3000))


def test_a_limit_order_at_the_market_fills_no_worse_than_its_limit(each_wire: SimulatedGateway, wired: Bot) -> None:
    wired.placeOrder(1, AAPL, limit_order(100, 400.0))
    wired.settle()
    each_wire.advance(0.2)
    wired.settle()
    assert wired.wait("execDetails")[2].price < 260


def test_a_resting_order_fills_when_the_market_comes_to_it(each_wire: SimulatedGateway, wired: Bot) -> None:
    with each_wire.control() as world:
        bid = world.market.state(world.market.find(AAPL)[0]).bid
        assert bid is not None
        limit = round(bid - 0.1, 2)
    wired.take()
    wired.placeOrder(1, AAPL, limit_order(100, limit))
    assert play(each_wire, wired)[-1] == "status 1 Submitted 0/100"
    each_wire.advance(3600.0)
    execution = wired.wait("execDetails")[2]
    assert execution.price <= limit
    assert execution.lastLiquidity == 1


def test_realized_profit_comes_with_the_closing_trade(each_wire: SimulatedGateway, wired: Bot) -> None:
    fill(each_wire, wired, 1, market_order(100))
    wired.placeOrder(2, AAPL, market_order(100, "SELL"))
    wired.settle()
    deep_market(each_wire)
    each_wire.advance(0.2)
    wired.settle()
    price = wired.wait("execDetails")[2].price
    (report,) = wired.wait("commissionAndFeesReport")
    with each_wire.control() as world:
        bought = world.trading.fills[0].price
    assert report.realizedPNL == pytest.approx((price - bought) * 100 - 2.0)


# ---------------------------------------------------------------------------------------------------- working


def test_a_limit_order_rests_is_changed_and_is_cancelled(gateway: SimulatedGateway, bot: Bot) -> None:
    bot.take()
    bot.placeOrder(1, AAPL, limit_order(100, 200.0))
    assert play(gateway, bot) == [
        "open 1 PreSubmitted",
        "status 1 PreSubmitted 0/100",
        "open 1 Submitted",
        "status 1 Submitted 0/100",
    ]
    bot.placeOrder(1, AAPL, limit_order(150, 201.0))
    assert play(gateway, bot) == ["open 1 Submitted", "status 1 Submitted 0/150"]
    bot.cancelOrder(1, OrderCancel())
    assert play(gateway, bot) == ["status 1 Cancelled 0/150", "error 1 202"]


def test_a_change_keeps_the_permId_and_can_make_the_order_fill(each_wire: SimulatedGateway, wired: Bot) -> None:
    wired.placeOrder(1, AAPL, limit_order(100, 200.0))
    wired.settle()
    each_wire.advance(0.2)
    wired.placeOrder(1, AAPL, limit_order(100, 400.0))
    wired.settle()
    deep_market(each_wire)
    each_wire.advance(0.2)
    wired.settle()
    statuses = [args for name, args in wired.of("orderStatus")]
    assert statuses[-1][1] == "Filled"
    assert len({args[5] for args in statuses}) == 1


def test_a_limit_order_can_become_a_market_order(each_wire: SimulatedGateway, wired: Bot) -> None:
    wired.placeOrder(1, AAPL, limit_order(100, 200.0))
    play(each_wire, wired)
    assert "status 1 Filled 100/0" in fill(each_wire, wired, 1, market_order(100))


def test_an_order_that_is_not_transmitted_is_not_told_until_it_is(each_wire: SimulatedGateway, wired: Bot) -> None:
    wired.take()
    wired.placeOrder(1, AAPL, limit_order(100, 200.0, transmit=False))
    wired.reqOpenOrders()
    assert play(each_wire, wired) == ["openOrderEnd"]
    wired.placeOrder(1, AAPL, limit_order(100, 200.0))
    assert play(each_wire, wired)[0] == "open 1 PreSubmitted"


def test_an_order_that_is_not_transmitted_can_be_cancelled(each_wire: SimulatedGateway, wired: Bot) -> None:
    wired.take()
    wired.placeOrder(1, AAPL, limit_order(100, 200.0, transmit=False))
    wired.cancelOrder(1, OrderCancel())
    assert play(each_wire, wired) == ["status 1 Cancelled 0/100", "error 1 202"]


def test_a_cancel_that_comes_too_late_finds_the_order_filled(each_wire: SimulatedGateway, wired: Bot) -> None:
    wired.take()
    wired.placeOrder(1, AAPL, market_order(100))
    wired.cancelOrder(1, OrderCancel())
    wired.settle()
    deep_market(each_wire)
    told = play(each_wire, wired)
    assert "status 1 Filled 100/0" in told and "error 1 10148" in told
    assert not any("Cancelled" in line for line in told)


def test_global_cancel_ends_the_orders_of_all_clients(each_wire: SimulatedGateway, wired: Bot) -> None:
    with connected(each_wire, 2) as other:
        other.take()
        wired.take()
        wired.placeOrder(1, AAPL, limit_order(100, 200.0))
        other.placeOrder(1, IBM, limit_order(50, 200.0))
        play(each_wire, wired)
        play(each_wire, other)
        other.reqGlobalCancel(OrderCancel())
        assert play(each_wire, other) == ["status 1 Cancelled 0/50", "error 1 202"]
        assert play(each_wire, wired) == ["status 1 Cancelled 0/100", "error 1 202"]


# ---------------------------------------------------------------------------------------------------- refused


@pytest.mark.parametrize(
    ("contract", "order", "code"),
    [
        (UNKNOWN, market_order(100), 200),
        (AMBIGUOUS, market_order(100), 200),
        (AAPL, market_order(0), 434),
        (AAPL, market_order(-5), 321),
        (AAPL, Order(action="BUY", orderType="MKT"), 321),
        (AAPL, market_order(100, "HOLD"), 321),
        (AAPL, Order(action="BUY", totalQuantity=Decimal("1.5"), orderType="MKT"), 10243),
        (AAPL, Order(action="BUY", totalQuantity=Decimal(1), orderType="NOPE"), 321),
        (AAPL, Order(action="BUY", totalQuantity=Decimal(1), orderType="VOL", volatility=20.0), 387),
        (AAPL, Order(action="BUY", totalQuantity=Decimal(1), orderType="LMT"), 321),
        (AAPL, limit_order(100, 200.001), 110),
        (AAPL, limit_order(100, -1.0), 110),
        (AAPL, limit_order(100, float("inf")), 110),
        (AAPL, limit_order(100, 200.0, tif="GTX"), 321),
        (AAPL, limit_order(100, 200.0, account="DU9"), 321),
        (AAPL, Order(action="BUY", totalQuantity=Decimal(1), orderType="MKT", cashQty=100.0), 321),
    ],
)
def test_a_bad_order_is_refused_with_its_code_and_leaves_no_trace(
    each_wire: SimulatedGateway, wired: Bot, contract: Contract, order: Order, code: int
) -> None:
    wired.take()
    wired.placeOrder(1, contract, order)
    wired.reqOpenOrders()
    assert play(each_wire, wired) == [f"error 1 {code}", "openOrderEnd"]


def test_an_id_that_was_used_is_a_duplicate(each_wire: SimulatedGateway, wired: Bot) -> None:
    wired.take()
    wired.placeOrder(5, AAPL, limit_order(100, 200.0))
    play(each_wire, wired)
    wired.placeOrder(4, AAPL, limit_order(100, 200.0))
    assert play(each_wire, wired) == ["error 4 103"]
    wired.cancelOrder(5, OrderCancel())
    play(each_wire, wired)
    wired.placeOrder(5, AAPL, limit_order(100, 200.0))
    assert play(each_wire, wired) == ["error 5 103"]


def test_a_filled_order_cannot_be_changed(each_wire: SimulatedGateway, wired: Bot) -> None:
    fill(each_wire, wired, 1, market_order(100))
    wired.placeOrder(1, AAPL, market_order(200))
    assert play(each_wire, wired) == ["error 1 104"]


@pytest.mark.parametrize(
    ("contract", "order", "code"),
    [
        (AAPL, limit_order(100, 200.0, "SELL"), 105),
        (IBM, limit_order(100, 200.0), 105),
        (AAPL, limit_order(100, 200.001), 110),
    ],
)
def test_a_change_that_is_refused_leaves_the_order_as_it_was(
    each_wire: SimulatedGateway, wired: Bot, contract: Contract, order: Order, code: int
) -> None:
    wired.placeOrder(1, AAPL, limit_order(100, 200.0))
    play(each_wire, wired)
    wired.placeOrder(1, contract, order)
    assert play(each_wire, wired) == [f"error 1 {code}"]
    wired.reqOpenOrders()
    assert play(each_wire, wired) == ["open 1 Submitted", "status 1 Submitted 0/100", "openOrderEnd"]


def test_a_market_order_cannot_become_a_limit_order(each_wire: SimulatedGateway, wired: Bot) -> None:
    wired.placeOrder(1, AAPL, market_order(100))
    wired.placeOrder(1, AAPL, limit_order(100, 200.0))
    assert "error 1 329" in play(each_wire, wired)


def test_cancelling_what_is_unknown_or_done(gateway: SimulatedGateway, bot: Bot) -> None:
    bot.take()
    bot.cancelOrder(77, OrderCancel())
    assert play(gateway, bot) == ["error 77 10147"]
    fill(gateway, bot, 1, market_order(100))
    bot.cancelOrder(1, OrderCancel())
    bot.cancelOrder(1, OrderCancel())
    assert play(gateway, bot) == ["error 1 10148", "error 1 10147"]


def test_with_several_accounts_an_order_must_name_one() -> None:
    with SimulatedGateway(accounts=("DU1", "DU2"), speed=0) as gateway, connected(gateway) as bot:
        bot.placeOrder(1, AAPL, limit_order(100, 200.0))
        bot.wait_error(435, 1)
        bot.placeOrder(2, AAPL, limit_order(100, 200.0, account="DU2"))
        assert bot.wait("openOrder")[2].account == "DU2"


# ---------------------------------------------------------------------------------------------------- queries


def test_open_orders_are_those_of_the_client_all_of_everyone(gateway: SimulatedGateway, bot: Bot) -> None:
    with connected(gateway, 2) as other:
        bot.placeOrder(1, AAPL, limit_order(100, 200.0))
        other.placeOrder(9, IBM, limit_order(50, 200.0))
        play(gateway, bot)
        play(gateway, other)
        bot.reqOpenOrders()
        assert play(gateway, bot) == ["open 1 Submitted", "status 1 Submitted 0/100", "openOrderEnd"]
        bot.reqAllOpenOrders()
        told = play(gateway, bot)
        assert sorted(told[:-1]) == [
            "open 1 Submitted",
            "open 9 Submitted",
            "status 1 Submitted 0/100",
            "status 9 Submitted 0/50",
        ]
        assert told[-1] == "openOrderEnd"


def test_only_client_0_binds_orders(each_wire: SimulatedGateway, wired: Bot) -> None:
    wired.take()
    wired.reqAutoOpenOrders(True)
    assert play(each_wire, wired) == ["error -1 327"]
    with connected(each_wire, 0) as first:
        first.take()
        first.reqAutoOpenOrders(True)
        assert play(each_wire, first) == []


def test_a_client_that_comes_back_is_told_its_orders_and_its_next_id(each_wire: SimulatedGateway, wired: Bot) -> None:
    wired.placeOrder(6, AAPL, limit_order(100, 200.0))
    play(each_wire, wired)
    wired.disconnect()
    with connected(each_wire, 2) as other:
        assert other.of("nextValidId") == [("nextValidId", (1,))]
        assert not other.of("openOrder")
    again = Bot()
    with again:
        again.connect(each_wire.host, each_wire.port, 1, timeout=8.0, wait=True)
        again.wait_error(2158)
        assert again.of("nextValidId") == [("nextValidId", (7,))]
        assert [name for name, _ in again.calls][3:5] == ["openOrder", "orderStatus"]


def test_orders_work_while_their_client_is_away(each_wire: SimulatedGateway, wired: Bot) -> None:
    wired.placeOrder(1, AAPL, market_order(100))
    wired.settle()
    wired.disconnect()
    deep_market(each_wire)
    each_wire.advance(1.0)
    with connected(each_wire, 1) as again:
        again.take()
        again.reqExecutions(3, ExecutionFilter())
        assert play(each_wire, again) == ["exec 1 BOT 100", "commission", "execDetailsEnd"]


@pytest.mark.parametrize(
    ("filter", "count"),
    [
        ({}, 2),
        ({"symbol": "AAPL"}, 2),
        ({"symbol": "IBM"}, 0),
        ({"side": "SELL"}, 1),
        ({"clientId": 1}, 2),
        ({"clientId": 2}, 0),
        ({"acctCode": "DU1234567", "secType": "STK"}, 2),
        ({"time": "20260114-15:00:01"}, 1),
        ({"time": "20260114 10:00:00"}, 2),
        ({"time": "20260115-00:00:00"}, 0),
    ],
)
def test_executions_pass_a_filter(gateway: SimulatedGateway, bot: Bot, filter: dict[str, Any], count: int) -> None:
    fill(gateway, bot, 1, market_order(100))
    gateway.advance(2.0)
    fill(gateway, bot, 2, market_order(50, "SELL"))
    bot.reqExecutions(44, ExecutionFilter(**filter))
    bot.wait("execDetailsEnd", lambda reqId: reqId == 44)
    found = bot.of("execDetails")
    assert len(found) == count
    assert all(args[0] == 44 for name, args in found)
    assert len(bot.of("commissionAndFeesReport")) == count


def test_executions_of_days(each_wire: SimulatedGateway, wired: Bot) -> None:
    fill(each_wire, wired, 1, market_order(100))
    each_wire.advance(86400.0)
    wanted = [ExecutionFilter(), ExecutionFilter(lastNDays=2), ExecutionFilter(specificDates=[20260114])]
    counts = []
    for filter in wanted:
        wired.take()
        wired.reqExecutions(1, filter)
        wired.wait("execDetailsEnd")
        counts.append(len(wired.of("execDetails")))
    assert counts == [0, 1, 1]


# ---------------------------------------------------------------------------------------------------- always


def test_random_orders_keep_the_books() -> None:
    seed = random.randrange(1 << 32)
    print("seed", seed)
    rng = random.Random(seed)
    with SimulatedGateway(speed=0, seed=seed) as gateway, connected(gateway, 1) as one, connected(gateway, 2) as two:
        ids = {one: 0, two: 0}
        for _ in range(60):
            bot = rng.choice((one, two))
            old = rng.random() < 0.3 and ids[bot] > 0
            if not old:
                ids[bot] += 1
            order_id = rng.randint(1, ids[bot]) if old else ids[bot]
            quantity, action = rng.randint(1, 30) * 100, rng.choice(("BUY", "SELL"))
            price = round(rng.uniform(257.9, 258.9), 2)
            order = market_order(quantity, action) if rng.random() < 0.4 else limit_order(quantity, price, action)
            bot.placeOrder(order_id, AAPL, order)
            if rng.random() < 0.3:
                bot.cancelOrder(rng.randint(1, ids[bot]), OrderCancel())
            if rng.random() < 0.3:
                bot.settle()
                gateway.advance(rng.uniform(0, 2))
        one.settle()
        two.settle()
        one.reqGlobalCancel(OrderCancel())
        one.settle()
        gateway.advance(300.0)
        one.settle()
        two.settle()
        for bot in (one, two):
            last: dict[int, tuple[Any, ...]] = {}
            for _, args in bot.of("orderStatus"):
                before = last.get(args[0])
                assert before is None or before[2] <= args[2], "filled fell"
                assert before is None or before[1] not in ("Filled", "Cancelled", "Inactive") or before[1] == args[1]
                last[args[0]] = args
            assert {args[1] for args in last.values()} <= {"Filled", "Cancelled", "Inactive"}
            executions = [args[2] for name, args in bot.of("execDetails")]
            for order_id, args in last.items():
                assert sum(e.shares for e in executions if e.orderId == order_id) == args[2]
            told = [args[0].execId for name, args in bot.of("commissionAndFeesReport")]
            assert sorted(told) == sorted(e.execId for e in executions)
            assert len(set(told)) == len(told)
            assert not [code for _, code in bot.errors() if code in (320, 322, 508)]
        with gateway.control() as world:
            held = sum(f.quantity if f.side == "BOT" else -f.quantity for f in world.trading.fills)
            assert sum(position.quantity for position in world.trading.ledger.positions.values()) == held
