"""Several clients, and orders that were entered by hand: who hears of what, and who may do what."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ibproto.execution import ExecutionFilter
from ibproto.gateway import SteppedGateway
from ibproto.order_cancel import OrderCancel
from tests.gateway.tools import market_order

from .desk import AAPL, ACCOUNT, Start, done, gateway, join, resting, start, story, version

__all__ = ["gateway", "start", "version"]

ACCEPTED = ["open 1 PreSubmitted", "status 1 PreSubmitted 0/100", "open 1 Submitted", "status 1 Submitted 0/100"]
FILLED = ["exec 1 BOT 100", "open 1 Filled", "status 1 Filled 100/0", "open 1 Filled", "status 1 Filled 100/0"]


def manual(gateway: SteppedGateway, quantity: int = 100) -> int:
    with gateway.control() as world:
        return world.trading.manual(ACCOUNT, AAPL, resting(quantity))


def test_only_its_own_client_hears_of_an_order(gateway: SteppedGateway) -> None:
    one, other, zero = join(gateway, 1), join(gateway, 2), join(gateway, 0)
    one.placeOrder(1, AAPL, resting())
    assert done(gateway, one, other, zero) == [ACCEPTED, [], []]


def test_the_master_client_hears_of_executions_and_commissions_of_all(start: Start) -> None:
    gateway = start(master_client=7)
    one, master = join(gateway, 1), join(gateway, 7)
    one.placeOrder(1, AAPL, resting())
    assert done(gateway, one, master) == [ACCEPTED, ACCEPTED]
    with gateway.control() as world:
        world.trading.fill(1, 1, 200.0)
    told = done(gateway, one, master)
    assert told == [[*FILLED, "commission"]] * 2
    one.placeOrder(2, AAPL, resting())
    done(gateway, one)
    one.cancelOrder(2, OrderCancel())
    gateway.advance(0.3)
    assert {args[8] for _, args in master.of("orderStatus")} == {1}
    assert story(one)[-2:] == ["status 2 Cancelled 0/100", "error 2 202"]
    assert story(master)[-1] == "status 2 Cancelled 0/100"


def test_orders_of_others_are_shown_to_who_asks_and_their_ids_are_taken(gateway: SteppedGateway) -> None:
    one, other = join(gateway, 1), join(gateway, 2)
    one.placeOrder(5, AAPL, resting())
    done(gateway, one)
    assert [name for name, _ in other.ask("reqOpenOrders")] == ["openOrderEnd"]
    calls = other.ask("reqAllOpenOrders")
    assert [name for name, _ in calls] == ["openOrder", "orderStatus", "openOrderEnd"]
    assert calls[1][1][0] == 5 and calls[1][1][8] == 1  # order id and client id
    assert other.ask("reqIds", 1) == [("nextValidId", (6,))]
    one.cancelOrder(5, OrderCancel())
    done(gateway, one)
    assert other.codes("placeOrder", 5, AAPL, resting()) == [(5, 103)]
    assert other.codes("placeOrder", 4, AAPL, resting()) == [(4, 103)]


def test_a_client_cancels_what_it_has_seen_and_the_status_has_its_id(gateway: SteppedGateway) -> None:
    one, other = join(gateway, 1), join(gateway, 2)
    one.placeOrder(5, AAPL, resting())
    done(gateway, one)
    assert other.codes("cancelOrder", 5, OrderCancel()) == [(5, 10147)]
    other.ask("reqAllOpenOrders")
    other.cancelOrder(5, OrderCancel())
    gateway.advance(0.3)
    for bot in (one, other):
        assert [(args[0], args[1], args[8]) for _, args in bot.of("orderStatus")] == [(5, "Cancelled", 2)]
        assert bot.errors() == [(5, 202)]
    assert other.codes("cancelOrder", 5, OrderCancel()) == [(5, 10147)]


def test_a_client_changes_what_it_has_seen(gateway: SteppedGateway) -> None:
    one, other = join(gateway, 1), join(gateway, 2)
    one.placeOrder(5, AAPL, resting())
    done(gateway, one)
    other.ask("reqAllOpenOrders")
    other.placeOrder(5, AAPL, resting(price=201.0))
    gateway.advance(0.3)
    for bot in (one, other):
        ((_, (order_id, _, order, _)),) = bot.of("openOrder")
        assert (order_id, order.lmtPrice, order.clientId) == (5, 201.0, 1)


@pytest.mark.parametrize(("client_id", "expected"), [(2, [(5, 10147)]), (0, [])])
def test_as_documented_only_client_0_may_cancel_for_others(
    start: Start, client_id: int, expected: list[object]
) -> None:
    gateway = start(foreign_orders="admin")
    one, other = join(gateway, 1), join(gateway, client_id)
    one.placeOrder(5, AAPL, resting())
    done(gateway, one)
    other.ask("reqAllOpenOrders")
    assert other.codes("cancelOrder", 5, OrderCancel()) == expected
    assert ("error 5 202" in done(gateway, one)[0]) == (client_id == 0)


def test_ids_of_each_client_go_on_after_it_has_come_back(gateway: SteppedGateway) -> None:
    one, other = join(gateway, 1), join(gateway, 2)
    one.placeOrder(295, AAPL, resting())
    other.placeOrder(12, AAPL, resting())
    done(gateway, one, other)
    one.disconnect()
    gateway.deliver()
    again = type(one)()
    again.gateway = gateway
    gateway.connect(again, 1)
    assert again.wait("nextValidId") == (296,)
    names = again.names()
    assert names.index("nextValidId") < names.index("openOrder") < names.index("orderStatus")
    assert other.ask("reqIds", 1) == [("nextValidId", (13,))]


def test_orders_by_hand_are_told_to_client_0_without_an_id(gateway: SteppedGateway) -> None:
    zero, one = join(gateway, 0), join(gateway, 1)
    manual(gateway)
    expected = [line.replace(" 1 ", " 0 ") for line in ACCEPTED]
    assert done(gateway, zero, one) == [expected, []]
    for bot in (zero, one):
        bot.reqAllOpenOrders()
        gateway.deliver()
        assert story(bot) == [*expected[2:], "openOrderEnd"]
    assert one.codes("cancelOrder", 0, OrderCancel()) == [(0, 10147)]


def test_open_orders_of_client_0_bind_those_by_hand(gateway: SteppedGateway) -> None:
    zero = join(gateway, 0)
    perm_ids = [manual(gateway), manual(gateway, 50)]
    done(gateway, zero)
    calls = zero.ask("reqOpenOrders")
    bound = [args for name, args in calls if name == "orderBound"]
    assert bound == [(perm_ids[0], 0, -1), (perm_ids[1], 0, -2)]
    assert [args[0] for name, args in calls if name == "openOrder"] == [-1, -2]
    zero.placeOrder(-1, AAPL, resting(100, 201.0))
    assert done(gateway, zero) == [["open -1 Submitted", "status -1 Submitted 0/100"]]
    zero.cancelOrder(-2, OrderCancel())
    assert done(gateway, zero) == [["status -2 Cancelled 0/50", "error -2 202"]]


def test_client_0_may_have_orders_by_hand_bound_as_they_come(gateway: SteppedGateway) -> None:
    zero = join(gateway, 0)
    assert zero.ask("reqAutoOpenOrders", True) == []
    perm_id = manual(gateway)
    gateway.advance(0.3)
    calls = zero.take()
    assert calls[0] == ("orderBound", (perm_id, 0, -1))
    assert [args[0] for name, args in calls[1:]] == [-1] * 4
    zero.ask("reqAutoOpenOrders", False)
    manual(gateway)
    assert done(gateway, zero)[0][0] == "open 0 PreSubmitted"
    assert join(gateway, 1).codes("reqAutoOpenOrders", True) == [(-1, 327)]


def test_an_order_by_hand_is_changed_and_cancelled_by_hand(gateway: SteppedGateway) -> None:
    zero = join(gateway, 0)
    perm_id = manual(gateway)
    done(gateway, zero)
    with gateway.control() as world:
        world.trading.change_manual(perm_id, resting(60))
        world.trading.fill(0, perm_id, 200.0, Decimal(10))
    assert "status 0 Submitted 10/50" in done(gateway, zero)[0]
    with gateway.control() as world:
        world.trading.cancel_manual(perm_id)
        with pytest.raises(ValueError, match="110"):
            world.trading.manual(ACCOUNT, AAPL, resting(1, 0.00001))
    assert done(gateway, zero)[0] == ["status 0 Cancelled 10/50", "error 0 202"]
    with gateway.control() as world, pytest.raises(ValueError, match="open"):
        world.trading.cancel_manual(perm_id)
    (call,) = [args for name, args in zero.ask("reqExecutions", 1, ExecutionFilter()) if name == "execDetails"]
    assert (call[2].orderId, call[2].clientId, call[2].permId) == (0, 0, perm_id)
    assert [name for name, _ in zero.ask("reqCompletedOrders", True)] == ["completedOrdersEnd"]
    assert [name for name, _ in zero.ask("reqCompletedOrders", False)] == ["completedOrder", "completedOrdersEnd"]


def test_a_global_cancel_ends_the_orders_of_all(gateway: SteppedGateway) -> None:
    zero, one, other = join(gateway, 0), join(gateway, 1), join(gateway, 2)
    manual(gateway)
    one.placeOrder(1, AAPL, resting())
    other.placeOrder(1, AAPL, resting())
    done(gateway, zero, one, other)
    other.reqGlobalCancel(OrderCancel())
    expected = ["status 1 Cancelled 0/100", "error 1 202"]
    told = done(gateway, zero, one, other)
    assert told == [["status 0 Cancelled 0/100", "error 0 202"], expected, expected]


def test_a_read_only_gateway_refuses_everything_about_orders(start: Start) -> None:
    one = join(start(read_only=True))
    assert one.codes("placeOrder", 1, AAPL, market_order(1)) == [(1, 321)]
    assert one.codes("cancelOrder", 1, OrderCancel()) == [(1, 321)]
    for name in ("reqOpenOrders", "reqAllOpenOrders"):
        assert one.codes(name) == [(-1, 321)]
    assert one.codes("reqCompletedOrders", False) == [(-1, 321)]
    assert one.codes("reqGlobalCancel", OrderCancel()) == [(-1, 321)]
