"""The beginning of a session and the limits of a client, with the switches set."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any

import pytest

from ibproto.gateway import Behaviour, SimulatedGateway, SteppedGateway
from ibproto.gateway.farms import PRESETS

from .tools import AAPL, DEADLINE, LAYOUTS, Bot, Raw, frame, hello, limit_order


@pytest.fixture(params=LAYOUTS)
def version(request: pytest.FixtureRequest) -> int:
    return int(request.param)


def gateway_of(version: int, **switches: Any) -> SteppedGateway:
    return SteppedGateway(server_version=version, behaviour=Behaviour(**switches))


def joined(gateway: SteppedGateway, client_id: int = 1) -> Bot:
    bot = Bot()
    gateway.connect(bot, client_id)
    return bot


def story(bot: Bot) -> list[str]:
    """The names of the calls so far, of errors the code; they are forgotten."""
    return [str(args[2]) if name == "error" else name for name, args in bot.take() if name != "connectAck"]


ACCOUNTS, NEXT_ID, NOTICES = "managedAccounts", "nextValidId", ["2104", "2106", "2158"]


# ------------------------------------------------------------------------------------------------ the first messages


@pytest.mark.parametrize(
    ("switches", "expected"),
    [
        ({}, [ACCOUNTS, NEXT_ID, *NOTICES]),
        ({"next_id_first": True}, [NEXT_ID, ACCOUNTS, *NOTICES]),
        ({"farms": "none"}, [ACCOUNTS, NEXT_ID]),
        ({"farms": "history_inactive"}, [ACCOUNTS, NEXT_ID, "2104", "2107", "2158"]),
        ({"farms": "inactive"}, [ACCOUNTS, NEXT_ID, "2108", "2107", "2158"]),
        ({"farms": "many"}, [ACCOUNTS, NEXT_ID, *["2104"] * 7, *["2106"] * 5, "2158"]),
        ({"farms_first": True}, [*NOTICES, ACCOUNTS, NEXT_ID]),
        ({"farms": "on_demand"}, [ACCOUNTS, NEXT_ID]),
    ],
)
def test_the_order_of_the_first_messages(version: int, switches: dict[str, Any], expected: list[str]) -> None:
    with gateway_of(version, **switches) as gateway:
        assert story(joined(gateway)) == expected


def test_the_recorded_frames_of_a_beginning() -> None:
    with SimulatedGateway(server_version=200, accounts=("DU9000001",), speed=0) as gateway, Raw(gateway) as client:
        client.send(hello("v100..200") + frame(71, 2, 28, ""))
        assert client.read() == ["200", "20260114 10:00:00 EST"]
        assert client.read() == ["15", "1", "DU9000001"]
        assert client.read() == ["9", "1", "1"]
        text = "Market data farm connection is OK:usfarm"
        assert client.read() == ["4", "-1", "2104", text, "", "1768402800000"]


def test_the_text_of_a_sleeping_farm_has_no_colon(version: int) -> None:
    with gateway_of(version, farms="history_inactive") as gateway:
        text = joined(gateway).wait_error(2107, -1)
        assert text == "HMDS data farm connection is inactive but should be available upon demand.ushmds"


def test_farms_on_demand_are_told_of_with_the_first_request_that_needs_them(version: int) -> None:
    with gateway_of(version, farms="on_demand") as gateway:
        bot, other = joined(gateway), joined(gateway, 2)
        story(bot), story(other)
        bot.reqContractDetails(1, AAPL)
        gateway.deliver()
        assert story(bot) == ["2158", "contractDetails", "contractDetailsEnd"]
        assert story(other) == ["2158"]
        bot.reqContractDetails(1, AAPL)
        gateway.deliver()
        assert story(bot) == ["contractDetails", "contractDetailsEnd"]


def test_a_slow_beginning_comes_later(version: int) -> None:
    with gateway_of(version, bootstrap_delay=3) as gateway:
        bot = joined(gateway)
        gateway.advance(2.9)
        assert story(bot) == []
        gateway.advance(0.1)
        assert story(bot) == [ACCOUNTS, NEXT_ID, *NOTICES]


def test_the_accounts_may_be_late(version: int) -> None:
    with gateway_of(version, accounts_delay=5) as gateway:
        bot = joined(gateway)
        assert story(bot) == [NEXT_ID, *NOTICES]
        gateway.advance(5)
        assert story(bot) == [ACCOUNTS]


def test_a_client_that_leaves_during_a_slow_beginning_is_forgotten(version: int) -> None:
    with gateway_of(version, bootstrap_delay=3) as gateway:
        bot = joined(gateway)
        bot.disconnect()
        gateway.advance(5)
        assert gateway.clients == []


def test_the_list_of_accounts_may_end_with_a_comma(version: int) -> None:
    with gateway_of(version, trailing_comma=True) as gateway:
        assert joined(gateway).wait("managedAccounts") == ("DU1234567,",)


@pytest.mark.parametrize("sent", [True, False])
def test_working_orders_come_with_the_beginning(version: int, sent: bool) -> None:
    with gateway_of(version, download_open_orders=sent) as gateway:
        bot = joined(gateway)
        bot.placeOrder(1, AAPL, limit_order(10, 10.0))
        gateway.advance(1)
        bot.disconnect()
        gateway.advance(1)
        expected = ["openOrder", "orderStatus"] if sent else []
        assert story(joined(gateway)) == [ACCOUNTS, NEXT_ID, *expected, *NOTICES]


def test_optional_capabilities_are_kept(version: int) -> None:
    with gateway_of(version) as gateway:
        bot = Bot()
        bot.setOptionalCapabilities("one;two")
        gateway.connect(bot)
        with gateway.control() as world:
            assert world.sessions[1].capabilities == "one;two"


# ------------------------------------------------------------------------------------------------ the handshake


@pytest.mark.parametrize(
    ("label", "encoding"),
    [
        ("British Summer Time", "utf-8"),
        ("中国标准时间", "utf-8"),
        ("中国标准时间", "gbk"),
        ("Mitteleuropäische Zeit", "cp1252"),
    ],
)
def test_the_zone_of_the_host_is_told_in_its_code_page(label: str, encoding: str) -> None:
    with gateway_of(200, host_zone=label, host_encoding=encoding, host_utc_offset=8) as gateway:
        bot = joined(gateway)
        assert bot.twsConnectionTime() == f"20260114 23:00:00 {label}".encode(encoding)


def test_a_label_that_its_code_page_has_not_is_refused_at_once() -> None:
    with pytest.raises(UnicodeEncodeError):
        Behaviour(host_zone="中国标准时间", host_encoding="ascii")


# ------------------------------------------------------------------------------------------------ early requests


def early(policy: str, told: Callable[[Raw], object]) -> None:
    with gateway_of(176, early_requests=policy, bootstrap_delay=5) as gateway, Raw(gateway) as client:
        client.send(hello() + frame(71, 2, 1, "") + frame(49, 1))
        client.read()
        told(client)


def test_requests_before_nextValidId_are_refused() -> None:
    early("refuse", lambda client: _is_error(client, "321"))


def test_requests_before_nextValidId_may_close_the_connection() -> None:
    early("close", lambda client: client.wait_closed())


def test_requests_before_nextValidId_may_be_dropped(version: int) -> None:
    with gateway_of(version, early_requests="drop", bootstrap_delay=5) as gateway:
        bot = joined(gateway)
        bot.reqCurrentTime()
        gateway.advance(10)
        assert story(bot) == [ACCOUNTS, NEXT_ID, *NOTICES]


def _is_error(client: Raw, code: str) -> None:
    fields = client.read()
    assert (fields[0], fields[3]) == ("4", code)


# ------------------------------------------------------------------------------------------------ limits


def test_a_client_id_may_stay_taken_for_a_while(version: int) -> None:
    with gateway_of(version, client_id_linger=30) as gateway:
        joined(gateway).disconnect()
        gateway.advance(29)
        assert "326" in story(joined(gateway))
        gateway.advance(1)
        assert NEXT_ID in story(joined(gateway))


def test_the_number_of_clients_is_a_switch() -> None:
    with gateway_of(176, max_clients=1) as gateway, Raw(gateway) as first, Raw(gateway) as early:
        first.start()
        early.send(hello() + frame(71, 2, 2, ""))
        early.read()
        assert early.wait_closed() == b""
        with Raw(gateway) as late:
            assert late.wait_closed() == b""
        assert gateway.clients == [1]


def test_the_read_only_mode_refuses_what_is_about_orders(version: int) -> None:
    with gateway_of(version, read_only=True) as gateway:
        bot = joined(gateway)
        story(bot)
        bot.placeOrder(5, AAPL, limit_order(10, 10.0))
        bot.reqAllOpenOrders()
        bot.reqCurrentTime()
        gateway.deliver()
        assert bot.errors() == [(5, 321), (-1, 321)]
        assert "Read-Only mode" in bot.wait_error(321)
        assert story(bot)[-1] == "currentTime"


def ask_for_time(bot: Bot, count: int) -> None:
    for _ in range(count):
        bot.reqCurrentTime()


def test_requests_may_come_as_fast_as_they_like_by_default(version: int) -> None:
    with gateway_of(version) as gateway:
        bot = joined(gateway)
        ask_for_time(bot, 500)
        gateway.deliver()
        assert story(bot).count("currentTime") == 500


def test_the_rate_of_messages_is_warned_of_and_limited(version: int) -> None:
    with gateway_of(version, over_rate="reject") as gateway:
        bot = joined(gateway)
        gateway.advance(1)
        story(bot)
        ask_for_time(bot, 51)
        gateway.deliver()
        assert bot.errors() == [(-1, 0), (-1, 100)]
        assert bot.wait_error(0) == "Approaching max rate of 50 messages per second (44)"
        assert story(bot).count("currentTime") == 50
        gateway.advance(1)
        ask_for_time(bot, 40)
        gateway.deliver()
        assert story(bot) == ["currentTime"] * 40


def test_the_third_violation_of_the_rate_ends_the_connection(version: int) -> None:
    with gateway_of(version, over_rate="reject") as gateway:
        bot = joined(gateway)
        story(bot)
        ask_for_time(bot, 160)
        gateway.deliver()
        calls = story(bot)
        assert calls.count("100") == 3 and calls[-1] == "connectionClosed"


@pytest.mark.parametrize(("policy", "options"), [("queue", ""), ("reject", "+PACEAPI")])
def test_requests_may_be_slowed_down_instead(version: int, policy: str, options: str) -> None:
    with gateway_of(version, over_rate=policy) as gateway:
        bot = Bot()
        if options:
            bot.setConnectOptions(options)
        gateway.connect(bot)
        gateway.advance(1)
        story(bot)
        ask_for_time(bot, 120)
        gateway.deliver()
        assert story(bot) == ["currentTime"] * 50
        gateway.advance(1)
        assert story(bot) == ["currentTime"] * 50
        gateway.advance(1)
        assert story(bot) == ["currentTime"] * 20


# ------------------------------------------------------------------------------------------------ others


def test_texts_of_errors_can_be_in_another_language(version: int) -> None:
    with gateway_of(
        version, error_texts={200: "Es wurde keine Wertpapierdefinition für die Abfrage gefunden"}
    ) as gateway:
        bot = joined(gateway)
        bot.reqContractDetails(3, AAPL.__class__(symbol="NOSUCH", secType="STK"))
        gateway.deliver()
        assert bot.wait_error(200, 3) == "Es wurde keine Wertpapierdefinition für die Abfrage gefunden"


@pytest.mark.parametrize(
    "switches",
    [{"farms": "some"}, {"early_requests": "answer"}, {"over_rate": "x"}, {"wsh_error": 1}, {"advisor_error": 1}],
)
def test_a_switch_that_does_not_exist_is_explained(switches: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="use one of"):
        Behaviour(**switches)


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_of_farms_starts_a_session(name: str) -> None:
    with gateway_of(226, farms=name) as gateway:
        assert NEXT_ID in story(joined(gateway))


@pytest.mark.parametrize(
    "start", [datetime(2026, 7, 6, 9, 30), datetime(2026, 7, 6, 13, 30, tzinfo=timezone.utc), 1783344600]
)
def test_a_start_is_a_time_in_new_york_or_has_a_zone_or_is_an_epoch(start: datetime | float) -> None:
    with SimulatedGateway(speed=0, start=start) as gateway:
        assert gateway.clock.now() == 1783344600.0


def test_a_gateway_shows_its_parts() -> None:
    with SimulatedGateway(speed=0, accounts=("DU1", "DU2")) as gateway:
        assert gateway.accounts == ("DU1", "DU2")
        with gateway.control() as world:
            assert gateway.market is world.market and gateway.clock is world.clock


def test_what_was_requested_before_advance_is_served_before_time_goes_on(version: int) -> None:
    with SimulatedGateway(server_version=version, speed=0) as gateway:
        bot = Bot()
        bot.connect(gateway.host, gateway.port, 1, timeout=DEADLINE, wait=True)
        for _ in range(50):
            bot.reqCurrentTime()
            gateway.advance(1)
        start = int(gateway.clock.start)
        bot.wait("currentTime", lambda time: time == start + 49)
        assert [args[0] for name, args in bot.calls if name == "currentTime"] == list(range(start, start + 50))
        bot.disconnect()


@pytest.mark.parametrize(("server_version", "text"), [(152, "Grüße 中"), (153, r"Gr\u00fc\u00dfe \u4e2d")])
def test_texts_of_errors_are_escaped_since_153(server_version: int, text: str) -> None:
    behaviour = Behaviour(error_texts={319: "Grüße 中"})
    with (
        SimulatedGateway(server_version=server_version, speed=0, behaviour=behaviour) as gateway,
        Raw(gateway) as client,
    ):
        client.start()
        client.send(frame(14, 1, 9))
        assert client.read()[4] == text
