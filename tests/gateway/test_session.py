"""Connecting, starting a session, and what becomes of clients that do not behave."""

from __future__ import annotations

import random
import socket

import pytest

from ibproto.gateway import SimulatedGateway, requests
from ibproto.gateway.client_session import MAX_FRAME, ClientSession
from ibproto.gateway.clock import Clock
from ibproto.gateway.requests import HANDLERS
from ibproto.gateway.world import World
from ibproto.order_cancel import OrderCancel
from ibproto.wire.messages import REQUESTS

from .tools import AAPL, DEADLINE, UNKNOWN, Bot, Raw, connected, frame, hello, until


def world(**more: object) -> World:
    return World(clock=Clock(speed=0), server_version=176, accounts=("DU1",), seed=1, **more)  # type: ignore[arg-type]


def test_a_session_begins_with_accounts_next_id_and_farm_notices(gateway: SimulatedGateway) -> None:
    with connected(gateway) as bot:
        codes = [args[2] if name == "error" else name for name, args in bot.calls]
        assert codes == ["connectAck", "managedAccounts", "nextValidId", 2104, 2106, 2158]
        assert bot.of("managedAccounts", "nextValidId") == [("managedAccounts", ("DU1234567",)), ("nextValidId", (1,))]
        assert bot.serverVersion() == gateway.world.server_version


def test_several_accounts_are_listed_with_commas() -> None:
    with SimulatedGateway(accounts=("DU1", "DU2"), speed=0) as gateway, connected(gateway) as bot:
        bot.reqManagedAccts()
        bot.settle()
        assert bot.of("managedAccounts") == [("managedAccounts", ("DU1,DU2",))] * 2


@pytest.mark.parametrize(("offer", "version"), [("v100..150", "150"), ("v100..999", "200"), ("v176", "176")])
def test_the_older_of_both_versions_is_spoken(offer: str, version: str) -> None:
    with SimulatedGateway(server_version=200, speed=0) as gateway, Raw(gateway) as client:
        client.send(hello(offer))
        assert client.read() == [version, "20260114 10:00:00 EST"]


def test_connect_options_are_accepted() -> None:
    with SimulatedGateway(server_version=200, speed=0) as gateway, Raw(gateway) as client:
        client.send(hello("v100..150 +PACEAPI"))
        assert client.read()[0] == "150"


@pytest.mark.parametrize(
    "data",
    [
        hello("v201..226"),  # newer than the gateway
        hello("v50..99"),  # older than any
        hello("100-226"),
        b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"API\0" + b"\xff" * 8,
        b"\0" * 100,
    ],
)
def test_a_client_without_a_common_version_or_protocol_is_closed(data: bytes) -> None:
    with SimulatedGateway(server_version=200, speed=0) as gateway:
        with Raw(gateway) as client:
            client.send(data)
            assert client.wait_closed() == b""
        with connected(gateway) as bot:  # and the others are served
            bot.settle()


def test_a_message_that_is_announced_too_long_ends_the_connection() -> None:
    with SimulatedGateway(server_version=176, speed=0) as gateway, Raw(gateway) as client:
        client.start()
        client.send((MAX_FRAME + 1).to_bytes(4, "big"))
        assert client.wait_closed() == b""


def test_a_client_id_in_use_gives_326_and_the_end(each_wire: SimulatedGateway, wired: Bot) -> None:
    second = Bot()
    second.connect(each_wire.host, each_wire.port, 1, timeout=DEADLINE)
    second.wait_error(326, -1)
    second.wait("connectionClosed")
    wired.settle()
    assert each_wire.clients == [1]


def test_a_client_id_is_free_again_when_its_client_is_gone(each_wire: SimulatedGateway, wired: Bot) -> None:
    wired.disconnect()
    until(lambda: each_wire.clients == [])
    with connected(each_wire) as again:
        again.settle()


def test_requests_before_startApi_are_refused() -> None:
    with SimulatedGateway(server_version=176, speed=0) as gateway, Raw(gateway) as client:
        client.send(hello() + frame(49, 1))
        client.read()
        assert client.read()[:4] == ["4", "2", "-1", "321"]


def test_a_request_with_an_unknown_id_gives_320_and_the_session_goes_on() -> None:
    with SimulatedGateway(server_version=176, speed=0) as gateway, Raw(gateway) as client:
        client.start()
        client.send(frame(999, 1, "x") + frame(49, 1))
        assert client.read()[:4] == ["4", "2", "-1", "320"]
        assert client.read()[:2] == ["49", "1"]


def test_a_request_that_breaks_off_gives_320_with_its_id_and_its_field() -> None:
    with SimulatedGateway(server_version=176, speed=0) as gateway, Raw(gateway) as client:
        client.start()
        client.send(frame(1, 11, 77, 0, "AAPL") + frame(49, 1))
        error = client.read()
        assert error[:4] == ["4", "2", "77", "320"]
        assert "reqMktData" in error[4] and "contract.secType" in error[4]
        assert client.read()[:2] == ["49", "1"]


def test_a_protobuf_request_that_cannot_be_read_gives_320() -> None:
    with SimulatedGateway(server_version=226, speed=0) as gateway, connected(gateway) as bot:
        assert bot.conn is not None
        bot.conn.sendMsg(b"\0\0\0\x08" + (201).to_bytes(4, "big") + b"\xff\xff\xff\xff")
        assert "reqMktData" in bot.wait_error(320)
        bot.settle()


def test_a_request_without_a_handler_gives_an_error_with_its_id(
    gateway: SimulatedGateway, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("reqHistoricalData", "reqCompletedOrders"):
        monkeypatch.delitem(HANDLERS, name, raising=False)
    bot.reqHistoricalData(31, AAPL, "", "1 D", "1 min", "TRADES", 1, 1, False, [])
    bot.reqCompletedOrders(False)
    assert "reqHistoricalData" in bot.wait_error(322, 31)
    assert "reqCompletedOrders" in bot.wait_error(322, -1)


def test_every_request_of_the_table_is_served_or_refused() -> None:
    shared = world()
    for message in REQUESTS.values():
        session = ClientSession(shared, "test")
        session.receive(hello())
        session.client_id = 1
        session.output.clear()
        if message.name not in requests.HANDLERS:
            getattr(requests.Receiver(shared, session), message.name)(*[5 for _ in message.params])
            assert len(session.output) == 1, message.name


def test_a_defect_of_the_gateway_is_answered_with_322(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*args: object) -> None:
        raise RuntimeError("on purpose")

    monkeypatch.setitem(requests.HANDLERS, "reqContractDetails", broken)
    with SimulatedGateway(speed=0) as gateway, connected(gateway) as bot:
        bot.reqContractDetails(8, AAPL)
        assert "on purpose" in bot.wait_error(322, 8)
        bot.settle()
    assert "reqContractDetails failed" in caplog.text


def test_time_ids_accounts_and_log_level(gateway: SimulatedGateway, bot: Bot) -> None:
    bot.take()
    bot.reqCurrentTime()
    bot.reqIds(1)
    bot.reqManagedAccts()
    bot.setServerLogLevel(5)
    bot.setServerLogLevel(6)
    bot.wait_error(319, -1)
    assert [name for name in bot.names() if name != "error"] == ["currentTime", "nextValidId", "managedAccounts"]
    assert bot.wait("currentTime") == (1768402800,)
    assert bot.errors() == [(-1, 319)]


def test_milliseconds_of_the_virtual_time() -> None:
    with SimulatedGateway(server_version=197, speed=0) as gateway, connected(gateway) as bot:
        gateway.advance(1.5)
        bot.reqCurrentTimeInMillis()
        assert bot.wait("currentTimeInMillis") == (1768402801500,)


def test_the_33rd_client_is_refused() -> None:
    with SimulatedGateway(server_version=176, speed=0) as gateway:
        clients = [Raw(gateway) for _ in range(32)]
        try:
            for number, client in enumerate(clients):
                client.start(client_id=number)
            assert gateway.clients == list(range(32))
            with Raw(gateway) as late:
                assert late.wait_closed() == b""
        finally:
            for client in clients:
                client.sock.close()


# ---------------------------------------------------------------------------------------------------- input


def script() -> bytes:
    """A whole session as its bytes."""
    details = frame(9, 8, 5, 265598, "", "", "", "0.0", "", "", "SMART", "", "", "", "", 0, "", "", "")
    return hello() + frame(71, 2, 3, "") + frame(49, 1) + frame(8, 1, 1) + details + frame(999)


@pytest.mark.parametrize("size", [1, 2, 7])
def test_input_in_pieces_gives_the_same_answers(size: int) -> None:
    whole, pieces = ClientSession(world(), "whole"), ClientSession(world(), "pieces")
    data = script()
    whole.receive(data)
    for start in range(0, len(data), size):
        pieces.receive(data[start : start + size])
    assert whole.client_id == 3
    assert whole.output and b"".join(pieces.output) == b"".join(whole.output)


def test_random_requests_never_break_the_session() -> None:
    seed = random.randrange(1 << 32)
    print("seed", seed)
    rng = random.Random(seed)
    shared = world()
    session = ClientSession(shared, "fuzz")
    session.receive(hello() + frame(71, 2, 3, ""))
    values = ("", "0", "1", "-1", "AAPL", "STK", "MKT", "BUY", "1e9", "nan", "\xe9", "99999999999", "SMART", "USD")
    for _ in range(3000):
        fields = [rng.choice(values) for _ in range(rng.randrange(1, 90))]
        number = rng.choice([number for number in REQUESTS if number != 71])
        session.receive(frame(number, *fields))
        shared.clock.advance(0.01)
        assert not session.broken and not session.ending
        session.output.clear()
        session.unsent = 0
    session.receive(frame(49, 1))
    assert session.output


def test_output_that_nobody_takes_is_bounded() -> None:
    session = ClientSession(world(send_limit=10_000), "slow")
    session.receive(hello() + frame(71, 2, 3, ""))
    for _ in range(1000):
        session.receive(frame(49, 1))
    assert session.broken
    assert sum(map(len, session.output)) < 11_000


def test_a_client_that_does_not_read_is_disconnected(caplog: pytest.LogCaptureFixture) -> None:
    with SimulatedGateway(server_version=176, speed=0, send_limit=100_000) as gateway, Raw(gateway) as slow:
        slow.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        slow.start()
        request = frame(9, 8, 5, 265598, "", "", "", "0.0", "", "", "SMART", "", "", "", "", 0, "", "", "")
        try:
            for _ in range(200):
                slow.send(request * 100)
        except OSError:
            pass
        until(lambda: gateway.clients == [])
        with connected(gateway, 2) as bot:
            bot.settle()
    assert "does not read" in caplog.text


# ---------------------------------------------------------------------------------------------------- the end


def test_close_ends_the_sessions_and_frees_the_port(each_wire: SimulatedGateway, wired: Bot) -> None:
    each_wire.close()
    wired.wait("connectionClosed")
    assert not each_wire.running
    with SimulatedGateway(each_wire.port, speed=0) as again, connected(again) as bot:
        bot.settle()
    each_wire.close()  # once more does nothing


def test_close_without_start_does_nothing() -> None:
    gateway = SimulatedGateway()
    gateway.close()
    with pytest.raises(RuntimeError):
        gateway.start()


def test_what_cannot_be_simulated_is_refused() -> None:
    for version in (99, 227):
        with pytest.raises(ValueError, match="100 to 226"):
            SimulatedGateway(server_version=version)
    with pytest.raises(ValueError, match="accounts"):
        SimulatedGateway(accounts="DU1")
    with pytest.raises(ValueError, match="speed"):
        SimulatedGateway(speed=-1)


def test_a_port_in_use_is_an_OSError() -> None:
    with SimulatedGateway(speed=0) as gateway, pytest.raises(OSError):
        SimulatedGateway(gateway.port).start()


def test_clients_are_served_side_by_side(each_wire: SimulatedGateway) -> None:
    bots = [connected(each_wire, number) for number in range(8)]
    try:
        for bot in bots:
            bot.reqContractDetails(1, AAPL)
            bot.reqContractDetails(2, UNKNOWN)
            bot.reqGlobalCancel(OrderCancel())
        for bot in bots:
            bot.wait("contractDetailsEnd")
            bot.wait_error(200, 2)
        assert each_wire.clients == list(range(8))
    finally:
        for bot in bots:
            bot.disconnect()


def test_fundamental_data_is_answered_as_what_is_not_there_any_more() -> None:
    with SimulatedGateway(server_version=176, speed=0) as gateway, Raw(gateway) as client:
        client.start()
        client.send(
            frame(53, 1, 8) + frame(52, 2, 7, 265598, "AAPL", "STK", "SMART", "", "USD", "AAPL", "ReportSnapshot")
        )
        assert client.read()[:4] == ["4", "2", "7", "430"]
