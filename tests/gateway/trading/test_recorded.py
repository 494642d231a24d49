"""Queries of orders and of accounts as they were recorded: which frames come, in which order, with which fields."""

from __future__ import annotations

import re
from decimal import Decimal as D

import pytest

from ibproto.contract import Contract
from ibproto.execution import ExecutionFilter
from ibproto.gateway import SteppedGateway
from ibproto.order_cancel import OrderCancel
from tests.gateway.tools import Raw, frame, market_order

from .desk import AAPL, ACCOUNT, Asker, Start, done, gateway, join, resting, start, story, the, version

__all__ = ["gateway", "start", "version"]

UNSET = 1.7976931348623157e308
ES = Contract(symbol="ES", secType="FUT", exchange="CME", lastTradeDateOrContractMonth="202603")


@pytest.fixture
def bot(gateway: SteppedGateway) -> Asker:
    return join(gateway)


def answers(bot: Asker, name: str, *args: object) -> list[str]:
    """The names of what comes of a request."""
    return [name for name, _ in bot.ask(name, *args)]


def raw_frames(gateway: SteppedGateway, request: bytes, last: str) -> list[list[str]]:
    """What a client gets for a request as it is on the wire, up to a message with this number."""
    found = []
    with Raw(gateway) as raw:
        raw.start(f"v100..{gateway.world.server_version}", client_id=77)
        raw.send(request)
        while not found or found[-1][0] != last:
            found.append(raw.read())
    return found


# ------------------------------------------------------------------------------------------------ queries of orders


def test_open_orders_are_neither_untransmitted_nor_finished_ones(gateway: SteppedGateway, bot: Asker) -> None:
    bot.placeOrder(1, AAPL, resting())
    bot.placeOrder(2, AAPL, resting(transmit=False))
    bot.placeOrder(3, AAPL, resting())
    bot.placeOrder(4, AAPL, resting())
    done(gateway, bot)
    bot.cancelOrder(3, OrderCancel())
    with gateway.control() as world:
        world.trading.fill(1, 4, 200.0)
    done(gateway, bot)
    for name in ("reqOpenOrders", "reqAllOpenOrders"):
        getattr(bot, name)()
        gateway.deliver()
        assert story(bot) == ["open 1 Submitted", "status 1 Submitted 0/100", "openOrderEnd"]


def test_executions_come_with_their_commissions_then_an_end(gateway: SteppedGateway, bot: Asker) -> None:
    assert answers(bot, "reqExecutions", 1, ExecutionFilter()) == ["execDetailsEnd"]
    bot.placeOrder(1, AAPL, market_order(10))
    done(gateway, bot)
    calls = bot.ask("reqExecutions", 2, ExecutionFilter())
    assert [name for name, _ in calls] == ["execDetails", "commissionAndFeesReport", "execDetailsEnd"]
    assert calls[0][1][0] == 2 and calls[2][1] == (2,)
    execution, report = calls[0][1][2], calls[1][1][0]
    assert re.fullmatch(r"[0-9a-f]{8}\.[0-9a-f]{8}\.01\.01", execution.execId) and report.execId == execution.execId
    assert (report.realizedPNL, report.yield_) == (UNSET, UNSET)


def test_the_end_of_an_empty_result_may_be_missing(start: Start) -> None:
    assert answers(join(start(empty_end=False)), "reqExecutions", 1, ExecutionFilter()) == []


def test_executions_are_those_since_midnight(gateway: SteppedGateway, bot: Asker, version: int) -> None:
    bot.placeOrder(1, AAPL, market_order(10))
    done(gateway, bot)
    gateway.advance(86_400)
    assert answers(bot, "reqExecutions", 1, ExecutionFilter()) == ["execDetailsEnd"]
    if version >= 200:
        assert len(bot.ask("reqExecutions", 1, ExecutionFilter(lastNDays=2))) == 3


def test_completed_orders_tell_when_and_how_they_ended(gateway: SteppedGateway, bot: Asker) -> None:
    for number in (1, 2, 3):
        bot.placeOrder(number, AAPL, resting())
    bot.placeOrder(4, AAPL, resting(0))
    bot.placeOrder(5, AAPL, market_order(10**7))
    done(gateway, bot)
    with gateway.control() as world:
        world.trading.fill(1, 1, 200.0)
    bot.cancelOrder(2, OrderCancel())
    done(gateway, bot)
    calls = bot.ask("reqCompletedOrders", False)
    assert [name for name, _ in calls] == ["completedOrder"] * 3 + ["completedOrdersEnd"]
    states = [args[2] for name, args in calls[:-1]]
    assert {(state.status, state.completedStatus) for state in states} == {
        ("Filled", "Filled Size: 100"),
        ("Cancelled", "Cancelled by Trader"),
        ("Cancelled", "Cancelled by System:\n"),
    }
    assert all(re.fullmatch(r"20260114 \d\d:\d\d:\d\d US/Eastern", state.completedTime) for state in states)
    assert {args[1].parentPermId for _, args in calls[:-1]} == {9223372036854775807}
    assert answers(bot, "reqCompletedOrders", True) == ["completedOrder"] * 3 + ["completedOrdersEnd"]


def test_the_status_frame_as_it_is_on_the_wire(gateway: SteppedGateway, bot: Asker, version: int) -> None:
    bot.placeOrder(13, AAPL, resting())
    done(gateway, bot)
    if version < 201:
        frames = raw_frames(gateway, frame(16, 1), "53")
        (status,) = [fields for fields in frames if fields[0] == "3"]
        assert status[:5] == ["3", "13", "Submitted", "0", "100"] and re.fullmatch(r"\d{10}", status[6])
        assert [status[7], *status[9:11]] == ["0", "1", ""]  # parent, client id, whyHeld
        assert [float(status[n]) for n in (5, 8, 11)] == [0, 0, 0]  # average and last price, cap


# ------------------------------------------------------------------------------------------------ how orders are told


def test_a_status_may_be_told_twice(start: Start) -> None:
    bot = join(start(duplicate_status=True))
    bot.placeOrder(1, AAPL, resting())
    one, two = "status 1 PreSubmitted 0/100", "status 1 Submitted 0/100"
    assert done(bot.gateway, bot) == [["open 1 PreSubmitted", one, one, "open 1 Submitted", two, two]]


def test_executions_may_be_told_after_the_order_is_filled(start: Start) -> None:
    bot = join(start(execution_delay=0.2))
    bot.placeOrder(1, AAPL, market_order(10))
    told = done(bot.gateway, bot, seconds=1.0)[0]
    assert told.index("status 1 Filled 10/0") < told.index("exec 1 BOT 10") < told.index("commission")


def test_orders_of_a_burst_may_be_dropped_without_a_word(start: Start) -> None:
    bot = join(start(burst=2))
    for number in range(1, 5):
        bot.placeOrder(number, AAPL, resting())
    told = done(bot.gateway, bot)[0]
    assert {line.split()[1] for line in told} == {"1", "2"}
    bot.gateway.advance(1.0)
    bot.placeOrder(5, AAPL, resting())
    assert done(bot.gateway, bot)[0][0] == "open 5 PreSubmitted"


# ------------------------------------------------------------------------------------------------ accounts


def held(gateway: SteppedGateway, contract: Contract, quantity: int, price: str) -> int:
    with gateway.control() as world:
        (instrument,) = world.market.find(contract)
        world.ledger.add_position(ACCOUNT, instrument, D(quantity), D(price))
        return instrument.contract.conId


def test_positions_as_they_are_on_the_wire(gateway: SteppedGateway, bot: Asker, version: int) -> None:
    held(gateway, AAPL, -110, "201.8829709")
    con_id = held(gateway, ES, 1, "6302.295")
    if version < 201:
        stock, future, end = raw_frames(gateway, frame(61, 1), "62")
        expected = f"61|3|{ACCOUNT}|265598|AAPL|STK||0.0|||NASDAQ|USD|AAPL|NMS|-110|201.8829709"
        assert "|".join(stock) == expected
        expected = f"61|3|{ACCOUNT}|{con_id}|ES|FUT|20260320|0.0||50||USD|ESH6|ES|1|315114.75"
        assert "|".join(future) == expected and end == ["62", "1"]
    calls = bot.ask("reqPositions")
    assert [(name, *args[2:]) for name, args in calls] == [
        ("position", -110, 201.8829709),
        ("position", 1, 315114.75),
        ("positionEnd",),
    ]
    assert [args[1].exchange for _, args in calls[:2]] == ["NASDAQ", ""]


def test_after_its_end_positions_tell_only_what_changes(gateway: SteppedGateway, bot: Asker) -> None:
    held(gateway, AAPL, 100, "200")
    held(gateway, ES, 1, "6300")
    bot.ask("reqPositions")
    bot.ask("reqPositionsMulti", 7, ACCOUNT, "")
    bot.placeOrder(1, AAPL, market_order(10))
    calls = [call for call in bot.after(1.0) if call[0].startswith("position")]
    assert [(name, args[-2]) for name, args in calls] == [("position", 110), ("positionMulti", 110)]
    bot.ask("cancelPositions")
    bot.ask("cancelPositionsMulti", 7)
    bot.placeOrder(2, AAPL, market_order(10))
    assert not [call for call in bot.after(1.0) if call[0].startswith("position")]


def test_a_summary_as_it_is_on_the_wire(gateway: SteppedGateway, bot: Asker, version: int) -> None:
    if version < 201:
        frames = raw_frames(gateway, frame(62, 1, 9000, "All", "TotalCashValue,NetLiquidation"), "64")
        rows = [f"63|1|9000|{ACCOUNT}|{tag}|1000000.00|USD" for tag in ("NetLiquidation", "TotalCashValue")]
        assert ["|".join(fields) for fields in frames] == [*rows, "64|1|9000"]
    calls = bot.ask("reqAccountSummary", 9000, "All", "TotalCashValue,NetLiquidation")
    assert [args[2] for name, args in calls[:-1]] == ["NetLiquidation", "TotalCashValue"]
    assert calls[-1] == ("accountSummaryEnd", (9000,))


def test_account_updates_come_in_the_recorded_order(gateway: SteppedGateway, bot: Asker) -> None:
    held(gateway, AAPL, 100, "200")
    names = answers(bot, "reqAccountUpdates", True, ACCOUNT)
    kinds = ["updateAccountValue", "updatePortfolio", "updateAccountTime", "accountDownloadEnd"]
    assert list(dict.fromkeys(names)) == kinds
    assert names[-3:] == kinds[1:]
    times = [args[0] for name, args in bot.ask("reqAccountUpdates", True, ACCOUNT) if name == "updateAccountTime"]
    assert times == ["10:00"]


def test_values_of_accounts_come_with_their_ends(gateway: SteppedGateway, bot: Asker) -> None:
    names = answers(bot, "reqAccountUpdatesMulti", 5, ACCOUNT, "", True)
    assert set(names[:-1]) == {"accountUpdateMulti"} and names[-1] == "accountUpdateMultiEnd"
    assert answers(bot, "cancelAccountUpdatesMulti", 5) == []


def test_profits_come_each_second_and_unknown_ones_never(gateway: SteppedGateway, bot: Asker, version: int) -> None:
    con_id = held(gateway, AAPL, 100, "200")
    assert answers(bot, "reqPnLSingle", 1, ACCOUNT, "", 999_999_999) == []
    assert answers(bot, "reqPnL", 2, ACCOUNT, "") == ["pnl"]
    ((_, args),) = bot.ask("reqPnLSingle", 3, ACCOUNT, "", con_id)
    assert args[1] == 100 and args[5] == pytest.approx(args[3] + 20_000)
    calls = bot.after(5.0)
    assert 1 <= len([name for name, _ in calls if name == "pnl"]) <= 5
    bot.ask("cancelPnL", 2)
    bot.ask("cancelPnLSingle", 3)
    assert bot.after(5.0) == []


def test_a_position_without_a_price_has_unset_values(gateway: SteppedGateway, bot: Asker) -> None:
    share = the(gateway, AAPL)
    with gateway.control() as world:
        world.ledger.add_position(ACCOUNT, share, D(1), D(200))
        state = world.market.state(share)
        state.bid = state.ask = state.last = state.close = None
        state.version = world.market.control.version
    calls = bot.ask("reqAccountUpdates", True, ACCOUNT)
    (args,) = [args for name, args in calls if name == "updatePortfolio"]
    assert args[2:4] == (UNSET, UNSET) and args[5] == UNSET
