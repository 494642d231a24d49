"""Clients that do not mean well: each gets what it deserves, and no other notices."""

from __future__ import annotations

import random
import socket
import threading
import time
from collections.abc import Iterator
from decimal import Decimal
from types import SimpleNamespace

import pytest

from ibproto.const import UNSET_DECIMAL
from ibproto.contract import Contract
from ibproto.gateway import Behaviour, SimulatedGateway
from ibproto.gateway.client_session import MAX_FRAME, MAX_OFFER, ClientSession
from ibproto.gateway.clock import Clock
from ibproto.gateway.door import Door, is_here
from ibproto.gateway.peer import TURN, Peer
from ibproto.gateway.sizes import outsized
from ibproto.gateway.world import World
from ibproto.order import Order

from .tools import AAPL, Bot, Raw, connected, frame, hello, until


@pytest.fixture
def gateway() -> Iterator[SimulatedGateway]:
    behaviour = Behaviour(max_waiting=8, start_time=0.3, message_time=0.3)
    with SimulatedGateway(server_version=176, speed=0, behaviour=behaviour) as gateway:
        yield gateway


@pytest.fixture
def honest(gateway: SimulatedGateway) -> Iterator[Bot]:
    with connected(gateway) as bot:
        yield bot
        bot.settle()  # whatever the others did


def number_of_peers(gateway: SimulatedGateway) -> int:
    with gateway.control():
        return len(gateway._peers)


# ------------------------------------------------------------------------------------------------ what is sent


@pytest.mark.parametrize(
    "data",
    [
        b"\0",
        b"APJ\0",
        b"GET / HTTP/1.1\r\n\r\n",
        b"API\0" + (MAX_OFFER + 1).to_bytes(4, "big"),
        hello("v100..176\0"),
        hello("x" * 100),
        hello() + b"\xff\xff\xff\xff",
        hello() + (MAX_FRAME + 1).to_bytes(4, "big"),
    ],
)
def test_what_is_no_protocol_closes_the_connection(gateway: SimulatedGateway, honest: Bot, data: bytes) -> None:
    with Raw(gateway) as client:
        client.send(data)
        client.wait_closed()


@pytest.mark.parametrize(
    "request_", [frame(999, 1, 2), frame(1, 11, 5), frame("x"), frame(-1), frame(3, "a"), frame(2)]
)
def test_what_is_no_request_gives_320_and_the_next_is_served(
    gateway: SimulatedGateway, honest: Bot, request_: bytes
) -> None:
    with Raw(gateway) as client:
        client.start(client_id=2)
        client.send(request_ + frame(49, 1))
        assert client.read()[3] == "320"
        assert client.read()[0] == "49"


@pytest.mark.parametrize("number", [2**31, -(2**31) - 1, 10**30])
def test_numbers_of_more_than_32_bits_cannot_be_read(number: int) -> None:
    for version in (176, 213):  # in 213 requests are text here, and answers protobuf
        with SimulatedGateway(server_version=version, speed=0) as gateway, connected(gateway) as bot:
            assert bot.conn is not None
            head = b"22\0" if version < 201 else (22).to_bytes(4, "big")
            payload = head + b"4\0%d\0" % number * (version < 201) + head * (version > 200) + b"1\0%d\0" % number
            bot.conn.sendMsg(len(payload).to_bytes(4, "big") + payload)
            bot.wait("error", lambda reqId, time, code, *more: code == 320)
            bot.settle()


@pytest.mark.parametrize("size", ["1E+40", "1E+999999", "-1E+50", "1E-50", "1" * 60])
def test_sizes_that_are_too_long_cannot_be_read(size: str) -> None:
    with SimulatedGateway(server_version=200, speed=0) as gateway, connected(gateway) as bot:
        bot.placeOrder(1, AAPL, Order(action="BUY", totalQuantity=Decimal(size), orderType="LMT", lmtPrice=1.0))
        assert "totalQuantity" in bot.wait_error(320, 1)
        bot.settle()


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (2**31 - 1, ""),
        (2**31, "x"),
        (UNSET_DECIMAL, ""),
        (Decimal("NaN"), ""),
        (Order(permId=2**40), ""),
        (Order(permId=2**64), "permId"),
        (Order(conditions=[SimpleNamespace(conId=2**31)]), "conId"),
        (Contract(conId=-(2**31) - 1), "conId"),
        (["text", 1.5, None, True], ""),
    ],
)
def test_numbers_are_looked_for_in_all_that_a_request_holds(value: object, found: str) -> None:
    assert outsized(value, "x") == found


# ------------------------------------------------------------------------------------------------ what is not sent


@pytest.mark.parametrize("data", [b"", b"A", b"API\0\0\0", hello(), hello() + frame(71, 2, 3)[:-1]])
def test_who_does_not_begin_a_session_is_closed(gateway: SimulatedGateway, honest: Bot, data: bytes) -> None:
    with Raw(gateway) as client:
        client.send(data)
        client.wait_closed()


@pytest.mark.parametrize("size", [1, 3, 4, 7])
def test_half_a_message_and_silence_closes_the_connection(gateway: SimulatedGateway, honest: Bot, size: int) -> None:
    with Raw(gateway) as client:
        client.start(client_id=2)
        client.send(frame(49, 1)[:size])
        client.wait_closed()
    until(lambda: gateway.clients == [1])


def test_a_session_may_be_silent_between_messages(gateway: SimulatedGateway, honest: Bot) -> None:
    with Raw(gateway) as client, Raw(gateway) as other:
        client.start(client_id=2)
        client.send(frame(49, 1)[:5])
        client.send(frame(49, 1)[5:])
        assert client.read()[0] == "49"
        other.send(b"A")  # closed when it has taken as long as the first may be silent
        other.wait_closed()
        client.send(frame(49, 1))
        assert client.read()[0] == "49"


def test_a_message_that_drips_is_closed_in_time(gateway: SimulatedGateway, honest: Bot) -> None:
    ended = threading.Event()
    with Raw(gateway) as client:
        client.start(client_id=2)

        def drip() -> None:
            try:
                client.send((5000).to_bytes(4, "big"))
                while not ended.wait(0.02):
                    client.send(b"x")
            except OSError:
                pass

        thread = threading.Thread(target=drip)
        thread.start()
        client.wait_closed()
        ended.set()
        thread.join()


# ------------------------------------------------------------------------------------------------ too much


def test_a_client_that_never_reads_is_disconnected_and_costs_little(caplog: pytest.LogCaptureFixture) -> None:
    with SimulatedGateway(server_version=176, speed=0, send_limit=200_000) as gateway, connected(gateway) as honest:
        with Raw(gateway) as client:
            client.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.start(client_id=2)
            sent = 0
            try:
                while sent < 50_000:
                    client.send(frame(24, 1))  # the parameters of scanners: long answers
                    sent += 1
            except ConnectionError:
                pass
            assert sent < 50_000
        until(lambda: gateway.clients == [1])
        assert "does not read" in caplog.text
        honest.settle()


def test_thousands_of_connections_are_bounded(gateway: SimulatedGateway, honest: Bot) -> None:
    socks = []
    try:
        for number in range(2000):
            socks.append(socket.create_connection((gateway.host, gateway.port), 8.0))
            if number % 100 == 99:
                assert number_of_peers(gateway) <= 8 + 1
            if len(socks) > 100:
                socks.pop(0).close()
        with connected_beside(gateway) as late:
            late.settle()
    finally:
        for sock in socks:
            sock.close()


def connected_beside(gateway: SimulatedGateway) -> Bot:
    bot = Bot()
    bot.connect(gateway.host, gateway.port, 2, timeout=8.0, wait=True)
    assert bot.isConnected(), bot.calls
    return bot


def test_the_oldest_of_too_many_that_wait_goes(gateway: SimulatedGateway) -> None:
    with Raw(gateway) as oldest:
        others = [Raw(gateway) for _ in range(8)]
        assert oldest.wait_closed() == b""
        others[0].start()
        for other in others:
            other.sock.close()


def test_a_flood_of_requests_is_served_in_turns() -> None:
    world = World(clock=Clock(speed=0), server_version=176, accounts=("DU1",), seed=1)
    session = ClientSession(world, "flood")
    session.receive(hello() + frame(71, 2, 1, ""))
    session.output.clear()
    started = time.monotonic()
    session.receive(frame(49, 1) * 200_000, TURN)
    took = time.monotonic() - started
    assert session.has_backlog and session.is_within is False
    first = len(session.output)
    assert 0 < first < 200_000 and took < TURN + 1.0
    session.unsent = 0
    session.receive(b"")
    assert session.requests == 200_001 and not session.has_backlog


def test_a_flood_does_not_hold_up_others(gateway: SimulatedGateway, honest: Bot) -> None:
    with Raw(gateway) as client:
        client.start(client_id=2)
        stop = threading.Event()

        def flood() -> None:
            requests = frame(49, 1) * 1000
            try:
                while not stop.is_set():
                    client.send(requests)
            except OSError:
                pass

        def drain() -> None:
            try:
                while client.sock.recv(1 << 16):
                    pass
            except OSError:
                pass

        threads = [threading.Thread(target=flood), threading.Thread(target=drain)]
        for thread in threads:
            thread.start()
        for _ in range(20):
            honest.settle()
        stop.set()
        threads[0].join()
        client.sock.shutdown(socket.SHUT_RDWR)
        threads[1].join()


def test_bad_requests_are_logged_some_times_only(
    gateway: SimulatedGateway, honest: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    with Raw(gateway) as client:
        client.start(client_id=2)
        client.send(frame(999, 1) * 500 + frame(49, 1))
        while client.read()[0] != "49":
            pass
    assert caplog.text.count("bad request") == 10


def test_a_defect_of_the_gateway_costs_only_the_client_that_met_it(
    gateway: SimulatedGateway, honest: Bot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with Raw(gateway) as client:
        client.start(client_id=2)
        with gateway.control() as world:
            monkeypatch.setattr(world.sessions[2], "receive", lambda data, turn: 1 / 0)
        client.send(frame(49, 1))
        client.wait_closed()
    assert "a defect of the gateway" in caplog.text


# ------------------------------------------------------------------------------------------------ who comes


@pytest.mark.parametrize(
    ("host", "here"), [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("10.0.0.1", False)]
)
def test_hosts_of_this_machine_only(host: str, here: bool) -> None:
    assert is_here(host) is here


@pytest.mark.parametrize(
    ("address", "admitted"),
    [("127.0.0.1", True), ("10.1.2.3", True), ("11.0.0.1", False), ("192.168.1.7", True), ("192.168.1.8", False)]
    + [("::ffff:10.1.2.3", True), ("::ffff:11.1.2.3", False), ("::1", True), ("fe80::1%eth0", False)],
)
def test_only_machines_of_the_list_may_come(address: str, admitted: bool) -> None:
    door = Door("0.0.0.0", 0, ("10.0.0.0/8", "192.168.1.7"))

    class Sock:
        def getpeername(self) -> tuple[str, int]:
            return address, 1

    assert door.admits(Sock()) is admitted  # type: ignore[arg-type]


def test_who_is_not_on_the_list_is_closed(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    with SimulatedGateway(host="0.0.0.0", allow=("10.0.0.0/8",), speed=0) as gateway:
        with connected(gateway) as bot:
            bot.settle()
            monkeypatch.setattr(Door, "admits", lambda self, sock: False)
            with Raw(gateway) as stranger:
                assert stranger.wait_closed() == b""
        assert "not allowed" in caplog.text


@pytest.mark.parametrize("allow", [(), "10.0.0.0/8", ("10.0.0.0/33",), ("everybody",)])
def test_others_need_a_list_of_networks(allow: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="10.0.0.0/8"):
        SimulatedGateway(host="0.0.0.0", allow=allow)


# ------------------------------------------------------------------------------------------------ what leaves


class Socket:
    """Takes so many bytes, then blocks."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.sent: list[bytes] = []

    def send(self, data: memoryview) -> int:
        if not self.room:
            raise BlockingIOError
        taken = bytes(data[: self.room])
        self.room -= len(taken)
        self.sent.append(taken)
        return len(taken)

    def setblocking(self, flag: bool) -> None: ...
    def setsockopt(self, *args: object) -> None: ...


def peer_of(room: int) -> tuple[Peer, Socket]:
    sock = Socket(room)
    world = World(clock=Clock(speed=0), server_version=176, accounts=("DU1",), seed=1)
    return Peer(sock, ClientSession(world, "test")), sock  # type: ignore[arg-type]


def test_what_does_not_fit_waits_until_there_is_room() -> None:
    peer, sock = peer_of(room=6)
    peer.session._put(b"abcd")
    peer.session._put(b"efgh")
    peer.send(None)
    peer.session._put(b"ij")
    peer.send(None)
    assert (b"".join(sock.sent), peer.session.unsent, peer.has_more) == (b"abcdef", 4, True)
    sock.room = 100
    peer.send(None)
    assert b"".join(sock.sent) == b"abcdef"  # it was not told that there is room
    peer.unblock()
    peer.send(None)
    assert (b"".join(sock.sent), peer.session.unsent, peer.has_more) == (b"abcdefghij", 0, False)


def test_pieces_leave_one_at_a_time() -> None:
    peer, sock = peer_of(room=100)
    peer.session._put(b"abcdefg")
    rng = random.Random(3)
    while peer.has_more:
        peer.send(lambda: rng.randint(1, 3))
    assert b"".join(sock.sent) == b"abcdefg" and max(map(len, sock.sent)) <= 3 and len(sock.sent) > 2
