"""What each fault does, as a client sees it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from ibproto.execution import ExecutionFilter
from ibproto.gateway import SteppedGateway
from ibproto.order_cancel import OrderCancel
from tests.gateway.tools import AAPL, UNKNOWN, Bot, Raw, frame, hello, limit_order, market_order


@pytest.fixture(params=(176, 226))
def gateway(request: pytest.FixtureRequest) -> Iterator[SteppedGateway]:
    with SteppedGateway(server_version=request.param) as gateway:
        yield gateway


@pytest.fixture
def bot(gateway: SteppedGateway) -> Bot:
    return joined(gateway)


def joined(gateway: SteppedGateway, client_id: int = 1) -> Bot:
    bot = Bot()
    gateway.connect(bot, client_id)
    return bot


def story(bot: Bot) -> list[str]:
    """The names of the calls so far, of errors the code; they are forgotten."""
    return [str(args[2]) if name == "error" else name for name, args in bot.take() if name != "connectAck"]


def watch(bot: Bot, reqId: int = 7) -> None:
    bot.reqMktData(reqId, AAPL, "", False, False, [])


BEGINNING = ["managedAccounts", "nextValidId", "2104", "2106", "2158"]
BROKEN, THERE = ["2103", "2105", "2157"], ["2104", "2106", "2158"]

# ------------------------------------------------------------------------------------------------ the servers


def test_a_lost_connection_is_told_again_and_again_and_data_goes_on_after_it(gateway: SteppedGateway, bot: Bot) -> None:
    watch(bot)
    gateway.advance(5)
    story(bot)
    gateway.fault("connection_loss", seconds=25)
    gateway.advance(24)
    assert story(bot) == ["1100", *BROKEN, "1100", "1100"]
    gateway.advance(30)
    calls = story(bot)
    assert calls[:4] == ["1102", *THERE] and calls.count("tickPrice") > 5


def test_the_text_of_1102_lists_the_farms(gateway: SteppedGateway, bot: Bot) -> None:
    gateway.fault("connection_loss", seconds=1)
    gateway.advance(1)
    text = bot.wait_error(1102, -1)
    assert text.endswith("restored - data maintained. All data farms are connected: usfarm; ushmds; secdefnj.")


def test_data_that_was_lost_has_to_be_requested_again(gateway: SteppedGateway, bot: Bot) -> None:
    watch(bot)
    gateway.fault("connection_loss", seconds=5, data_lost=True)
    gateway.advance(5)
    story(bot)
    gateway.advance(60)
    assert story(bot) == []
    watch(bot)
    gateway.advance(10)
    assert "tickPrice" in story(bot)


@pytest.mark.parametrize(("policy", "answered"), [("drop", False), ("hold", True)])
def test_without_servers_the_gateway_answers_what_it_knows_itself(
    gateway: SteppedGateway, bot: Bot, policy: str, answered: bool
) -> None:
    gateway.fault("connection_loss", seconds=5, requests=policy)
    story(bot)
    bot.reqContractDetails(1, AAPL)
    bot.reqCurrentTime()
    bot.reqIds(1)
    gateway.deliver()
    assert story(bot) == ["1100", *BROKEN, "currentTime", "nextValidId"]
    gateway.advance(6)
    assert ("contractDetails" in story(bot)) is answered


def test_fills_without_a_connection_are_known_only_to_who_asks(gateway: SteppedGateway, bot: Bot) -> None:
    bot.placeOrder(1, AAPL, market_order(10))
    gateway.fault("connection_loss", seconds=5)
    gateway.advance(10)
    assert not bot.of("execDetails")
    bot.reqExecutions(3, ExecutionFilter())
    gateway.deliver()
    assert [args[0] for _, args in bot.of("execDetails")] == [3]


def test_a_session_that_begins_without_servers_is_told(gateway: SteppedGateway) -> None:
    gateway.fault("connection_loss", seconds=5)
    assert story(joined(gateway)) == ["managedAccounts", "nextValidId", *BROKEN, "2110"]


def test_farms_flap(gateway: SteppedGateway, bot: Bot) -> None:
    watch(bot)
    bot.reqHistoricalData(9, AAPL, "", "600 S", "1 min", "TRADES", 0, 1, True, [])
    gateway.advance(5)
    story(bot)
    gateway.fault("flap_2103_2104", times=2, down=3, up=4)
    gateway.advance(2)
    assert story(bot) == ["2103", "2105", "10182"]
    gateway.advance(4)
    calls = story(bot)
    assert calls[:2] == ["2104", "2106"] and "tickSize" in calls
    gateway.advance(60)
    assert [code for code in story(bot) if code.isdigit()] == ["2103", "2105", "2104", "2106"]


def test_streams_may_not_survive_a_flap(gateway: SteppedGateway, bot: Bot) -> None:
    watch(bot)
    gateway.fault("flap_2103_2104", streams_survive=False, kinds="market")
    gateway.advance(5)
    story(bot)
    gateway.advance(60)
    assert story(bot) == []


def test_a_night(gateway: SteppedGateway) -> None:
    bot = joined(gateway)
    story(bot)
    gateway.fault("nightly_reset", seconds=100)
    gateway.advance(30)
    flap = ["2103", "2105", "2104", "2106"]
    assert story(bot) == [*flap * 3, "1100", *BROKEN, "connectionClosed"]
    assert story(joined(gateway)) == ["502"]
    gateway.advance(20)
    assert story(joined(gateway)) == ["326", "connectionClosed"]
    gateway.advance(20)
    back = joined(gateway)
    assert story(back) == ["managedAccounts", "nextValidId", *BROKEN, "2110"]
    gateway.advance(20)
    assert story(back) == ["1100", "1101", *THERE]


def test_account_values_tell_that_they_are_not_ready(gateway: SteppedGateway, bot: Bot) -> None:
    gateway.fault("accounts_not_ready")
    bot.reqAccountUpdates(True, "DU1234567")
    gateway.deliver()
    assert [args[1] for _, args in bot.of("updateAccountValue") if args[0] == "AccountReady"] == ["false"]


# ------------------------------------------------------------------------------------------------ connections


def test_after_a_restart_orders_and_ids_are_there(gateway: SteppedGateway, bot: Bot) -> None:
    bot.placeOrder(41, AAPL, limit_order(10, 10.0))
    gateway.advance(1)
    gateway.fault("gateway_restart", seconds=10)
    gateway.deliver()
    assert story(bot)[-1] == "connectionClosed"
    assert story(joined(gateway)) == ["502"]
    gateway.advance(10)
    again = joined(gateway)
    assert again.of("nextValidId") == [("nextValidId", (42,))]
    assert [args[0] for _, args in again.of("openOrder")] == [41]


def test_ids_may_be_stuck_after_a_restart(gateway: SteppedGateway, bot: Bot) -> None:
    gateway.fault("gateway_restart", seconds=10, ids_stuck=5)
    gateway.advance(14)
    assert story(joined(gateway)) == ["326", "connectionClosed"]
    gateway.advance(1)
    assert story(joined(gateway)) == BEGINNING


def test_a_client_id_is_stuck_for_a_while(gateway: SteppedGateway, bot: Bot) -> None:
    gateway.fault("client_id_stuck", seconds=20)
    gateway.advance(19)
    assert story(bot)[-1] == "connectionClosed"
    assert story(joined(gateway)) == ["326", "connectionClosed"]
    assert story(joined(gateway, 2)) == BEGINNING
    gateway.advance(1)
    assert story(joined(gateway)) == BEGINNING


def test_a_half_open_connection_is_silent(gateway: SteppedGateway, bot: Bot) -> None:
    watch(bot)
    gateway.advance(1)
    story(bot)
    fault = gateway.fault("half_open")
    bot.reqCurrentTime()
    gateway.advance(100)
    assert story(bot) == [] and bot.isConnected()
    assert story(joined(gateway, 2)) == BEGINNING
    with gateway.control():
        fault.end()
    gateway.deliver()
    assert story(bot) == ["connectionClosed"]


def test_the_port_changes(gateway: SteppedGateway, bot: Bot) -> None:
    before = gateway.port
    gateway.fault("port_change")
    gateway.deliver()
    assert bot.wait_error(1300, -1).endswith(f" {gateway.port}") and gateway.port != before
    assert story(bot)[-1] == "connectionClosed"
    assert story(joined(gateway)) == BEGINNING
    with pytest.raises(ConnectionRefusedError):
        Raw(type("Old", (), {"host": gateway.host, "port": before}))  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------------------ the beginning


@pytest.mark.parametrize(
    ("name", "params", "at_once", "later"),
    [
        ("slow_bootstrap", {}, ["nextValidId", *THERE], ["managedAccounts"]),
        ("slow_bootstrap", {"next_id": 4, "accounts": 0}, [], BEGINNING),
        ("nextid_first", {}, ["nextValidId", "managedAccounts", *THERE], []),
        ("no_farms", {}, ["managedAccounts", "nextValidId"], []),
    ],
)
def test_the_beginning_of_a_session(
    gateway: SteppedGateway, name: str, params: dict[str, Any], at_once: list[str], later: list[str]
) -> None:
    fault = gateway.fault(name, **params)
    bot = joined(gateway)
    assert story(bot) == at_once
    gateway.advance(5)
    assert story(bot) == later
    with gateway.control():
        fault.end()
    assert story(joined(gateway, 2)) == BEGINNING


# ------------------------------------------------------------------------------------------------ data and texts


def test_only_delayed_data_is_there(gateway: SteppedGateway, bot: Bot) -> None:
    gateway.fault("delayed_only")
    watch(bot, 1)
    bot.reqMarketDataType(3)
    watch(bot, 2)
    gateway.advance(1)
    assert bot.errors() == [(1, 354), (2, 10167)]
    assert {args[0] for _, args in bot.of("tickPrice")} == {2}


def test_no_data_is_there(gateway: SteppedGateway, bot: Bot) -> None:
    gateway.fault("no_permission", code=10089)
    watch(bot, 1)
    gateway.advance(1)
    assert bot.errors() == [(1, 10089)] and not bot.of("tickPrice")


def test_all_limits_of_speed_count(gateway: SteppedGateway, bot: Bot) -> None:
    gateway.fault("pacing_strict", messages_per_second=10)
    for number in range(3):
        bot.reqHistoricalData(number, AAPL, "20260113-20:00:00", "60 S", "5 secs", "TRADES", 0, 1, False, [])
    gateway.advance(2)
    assert bot.errors()[-1] == (2, 162) and "pacing violation" in bot.wait_error(162)
    for _ in range(11):
        bot.reqCurrentTime()
    gateway.advance(2)
    assert bot.errors()[-1] == (-1, 100)


@pytest.mark.parametrize(("language", "label"), [("zh", "中国标准时间"), ("de", "Mitteleuropäische Zeit")])
def test_the_host_speaks_another_language(gateway: SteppedGateway, language: str, label: str) -> None:
    gateway.fault("localized_texts", language=language)
    bot = joined(gateway)
    encoding = {"zh": "gbk", "de": "cp1252"}[language]
    time = bot.twsConnectionTime()
    assert isinstance(time, bytes) and time.decode(encoding).endswith(label)
    bot.reqContractDetails(3, UNKNOWN)
    gateway.deliver()
    assert bot.wait_error(200, 3) in (
        "没有找到该请求的证券定义",
        "Für die Anfrage wurde keine Wertpapierdefinition gefunden",
    )


def test_texts_to_old_clients_are_in_the_code_page_of_the_host() -> None:
    with SteppedGateway(server_version=144) as gateway, Raw(gateway) as client:
        gateway.fault("localized_texts", language="zh")
        client.send(hello("v100..144") + frame(71, 2, 1, ""))
        gateway.settle()
        with gateway.control() as world:
            world.sessions[1].end()
        assert "市场数据农场连接正常".encode("gbk") in client.wait_closed()


# ------------------------------------------------------------------------------------------------ messages


def ask(gateway: SteppedGateway, bot: Bot, count: int = 1) -> None:
    for _ in range(count):
        bot.reqCurrentTime()
    gateway.deliver()


def test_messages_are_late_and_others_overtake_them(gateway: SteppedGateway, bot: Bot) -> None:
    story(bot)
    gateway.fault("late", message="currentTime", delay=3)
    bot.reqCurrentTime()
    bot.reqIds(1)
    gateway.advance(2.9)
    assert story(bot) == ["nextValidId"]
    gateway.advance(0.1)
    assert story(bot) == ["currentTime"]


def test_messages_come_twice(gateway: SteppedGateway, bot: Bot) -> None:
    story(bot)
    gateway.fault("duplicate", message="currentTime+nextValidId", delay=2)
    ask(gateway, bot)
    assert story(bot) == ["currentTime"]
    gateway.advance(2)
    assert story(bot) == ["currentTime"]


def test_messages_change_places(gateway: SteppedGateway, bot: Bot) -> None:
    story(bot)
    gateway.fault("reordered", message="currentTime", probability=1)
    bot.reqCurrentTime()
    bot.reqIds(1)
    gateway.deliver()
    assert story(bot) == ["nextValidId", "currentTime"]
    ask(gateway, bot)
    assert story(bot) == []
    gateway.advance(1)  # nothing comes behind it
    assert story(bot) == ["currentTime"]


def test_messages_are_missing_by_chance(gateway: SteppedGateway, bot: Bot) -> None:
    gateway.fault("missing", message="currentTime", probability=0.3)
    ask(gateway, bot, 200)
    assert 110 < len(bot.of("currentTime")) < 170


@pytest.mark.parametrize("name", ["missing_end", "missing_55"])
def test_the_marker_of_the_end_is_missing(gateway: SteppedGateway, bot: Bot, name: str) -> None:
    story(bot)
    gateway.fault(name)
    bot.reqExecutions(3, ExecutionFilter())
    bot.reqOpenOrders()
    gateway.advance(1)
    assert story(bot) == (["openOrderEnd"] if name == "missing_55" else [])


def test_executions_are_late(gateway: SteppedGateway, bot: Bot) -> None:
    gateway.fault("late_execution", delay=1)
    bot.placeOrder(1, AAPL, market_order(10))
    gateway.advance(3)
    names = [name if name != "orderStatus" else args[1] for name, args in bot.calls]
    assert names.index("Filled") < names.index("execDetails") < names.index("commissionAndFeesReport")
    bot.take()
    bot.reqExecutions(3, ExecutionFilter())
    gateway.deliver()
    assert "execDetails" in story(bot)  # what is asked for comes at once


def test_statuses_come_twice(gateway: SteppedGateway, bot: Bot) -> None:
    gateway.fault("duplicate_status")
    bot.placeOrder(1, AAPL, market_order(10))
    gateway.advance(3)
    statuses = [args[1] for _, args in bot.of("orderStatus")]
    assert statuses[::2] == statuses[1::2] and len(statuses) >= 4


def test_messages_gather(gateway: SteppedGateway, bot: Bot) -> None:
    story(bot)
    gateway.fault("coalesced_frames", delay=2)
    ask(gateway, bot)
    gateway.advance(1)
    ask(gateway, bot)
    assert story(bot) == []
    gateway.advance(1)
    assert story(bot) == ["currentTime"] * 2


def test_bytes_leave_in_small_pieces(gateway: SteppedGateway, bot: Bot) -> None:
    gateway.fault("split_frames", most=3)
    ask(gateway, bot, 20)
    assert len(bot.of("currentTime")) == 20
    with gateway.control() as world:
        assert world.hooks.piece is not None and {world.hooks.piece() for _ in range(50)} == {1, 2, 3}


@pytest.mark.parametrize(("kind", "codes"), [("unknown", {505}), ("noise", {505, 507, 508}), ("cut", {505, 507, 508})])
def test_garbage_is_reported_and_the_rest_is_delivered(
    gateway: SteppedGateway, bot: Bot, kind: str, codes: set[int]
) -> None:
    story(bot)
    gateway.fault("garbage_frame", kind=kind, probability=1)
    ask(gateway, bot, 5)
    assert len(bot.of("currentTime")) >= 5  # a part of a message may be a message
    told = {code for _, code in bot.errors()}
    assert told and told <= codes


def test_after_a_length_that_cannot_be_the_connection_is_lost(gateway: SteppedGateway, bot: Bot) -> None:
    gateway.fault("garbage_frame", kind="length", probability=1)
    ask(gateway, bot)
    assert story(bot)[-2:] == ["507", "connectionClosed"]


# ------------------------------------------------------------------------------------------------ requests


def test_requests_are_served_late_and_in_order(gateway: SteppedGateway, bot: Bot) -> None:
    story(bot)
    gateway.fault("slow_server", delay=2)
    bot.reqCurrentTime()
    bot.reqIds(1)
    gateway.advance(1.9)
    assert story(bot) == []
    gateway.advance(0.1)
    assert story(bot) == ["currentTime", "nextValidId"]


def test_orders_vanish(gateway: SteppedGateway, bot: Bot) -> None:
    story(bot)
    gateway.fault("silent_order_drop", probability=1)
    bot.placeOrder(1, AAPL, market_order(10))
    gateway.advance(3)
    assert story(bot) == []


@pytest.mark.parametrize(("start", "waits"), [(datetime(2026, 1, 14, 22), 6 * 3600), (datetime(2026, 1, 14, 11), 0)])
def test_cancels_wait_for_the_opening(start: datetime, waits: int) -> None:
    with SteppedGateway(start=start) as gateway:
        bot = joined(gateway)
        bot.placeOrder(1, AAPL, limit_order(10, 10.0, tif="GTC"))
        gateway.fault("cancel_ack_at_open")
        bot.cancelOrder(1, OrderCancel())
        gateway.advance(waits - 1 if waits else 0)
        assert not waits or (1, 202) not in bot.errors()
        gateway.advance(2)
        assert (1, 202) in bot.errors()
