"""Requests on the wire: whole frames from any thread, and a defined error when they cannot be sent."""

from __future__ import annotations

import logging
import signal
import struct
import threading
import time
from decimal import Decimal
from types import SimpleNamespace

import pytest

from ibproto import comm
from ibproto.client import EClient
from ibproto.connection import Connection
from ibproto.utils import ClientException
from ibproto.wire.messages import REQUESTS

from .scripted import DEADLINE, VERSION, App, Peer, Server, frame, stay, until


def test_a_request_without_a_connection_is_an_error_with_its_own_id() -> None:
    app = App()
    app.cancelMktData(17)
    app.reqCurrentTime()
    assert [(i, code) for i, code, _ in app.errors()] == [(17, 504), (-1, 504)]
    assert "cancelMktData" in app.errors()[0][2] and "reqCurrentTime" in app.errors()[1][2]


def test_a_request_after_the_end_is_an_error() -> None:
    app = App()
    with Server(stay) as server:
        app.connect("127.0.0.1", server.port, 1)
        app.disconnect()
        app.reqCurrentTime()
    assert [code for _, code, _ in app.errors()] == [504]


def test_a_request_that_is_refused_is_reported_and_not_sent() -> None:
    app = App()
    frames: list[bytes] = []

    def script(peer: Peer) -> None:
        peer.shake_hands()
        frames.append(peer.read_frame())

    with Server(script) as server:
        app.connect("127.0.0.1", server.port, 1)
        app.reqHistogramData(3, "no contract", False, "1 day")  # type: ignore[arg-type]
        app.reqCurrentTime()
        app.run()
    assert [(i, code) for i, code, _ in app.errors()] == [(3, 566 + 1)]
    assert frames == [b"49\x001\0"]


class Unshown(Exception):
    def __str__(self) -> str:
        raise ValueError("in str")


class Raises:
    """Cannot be compared, shown, or asked for anything."""

    def __getattr__(self, name: str) -> object:
        raise Unshown

    def __ne__(self, other: object) -> bool:
        raise Unshown

    __eq__ = __ne__
    __repr__ = __bool__ = __str__ = Unshown.__str__
    __hash__ = None  # type: ignore[assignment]


ODD = [
    None,
    "\xe9",
    "\ud800",
    "a\0b",
    b"x",
    2**70,
    10**5000,
    float("nan"),
    Decimal("sNaN"),
    [None],
    {},
    object(),
    Raises(),
]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("version", [None, 100, 178, 226])
def test_a_request_never_raises(version: int | None) -> None:
    app = App()

    def script(peer: Peer) -> None:
        peer.shake_hands(version or VERSION)
        peer.wait_closed()

    with Server(script) as server, app:
        app.connect("127.0.0.1", server.port, 1)
        if version is None:
            app.disconnect()
        for request in REQUESTS.values():
            has_method = request.name != "startApi" and hasattr(EClient, request.name)  # its values are attributes
            for odd in ODD if has_method else ():
                args = [odd] * (len(request.params) - len(request.local))
                check_one_error(app, request.name, args, at_least=version is None)
            for odd in ODD if request.raw else ():
                message = SimpleNamespace(SerializeToString=lambda odd=odd: odd)
                check_one_error(app, request.raw, [message], at_least=version is None)
                if odd is not None:
                    check_one_error(app, request.raw, [odd], at_least=True)
        assert app.isConnected() is (version is not None)


def check_one_error(app: App, name: str, args: list[object], at_least: bool) -> None:
    """Make a request; at most one error may come, which names it, and `at_least` one must."""
    app.log.clear()
    getattr(app, name)(*args)
    errors = app.errors()
    assert at_least <= len(errors) <= 1, f"{name}: {errors}"
    for _, code, text in errors:
        assert 500 < code < 600 and text.startswith(name), text


@pytest.mark.parametrize("conn", [None, 5, "x", object()])
def test_an_attribute_conn_that_is_no_connection_is_none(conn: object) -> None:
    app = App()
    with Server(stay) as server:
        app.connect("127.0.0.1", server.port, 1)
        app.conn = conn
        assert app.isConnected() is False
        app.cancelMktData(17)
        app.disconnect()
    assert [(i, code) for i, code, _ in app.errors()] == [(17, 504)]
    assert app.names().count("connectionClosed") == 1


def test_a_stand_in_for_the_connection_gets_the_frames() -> None:
    class StandIn:
        def __init__(self) -> None:
            self.sent: list[bytes] = []

        def isConnected(self) -> bool:
            return True

        def sendMsg(self, msg: bytes) -> int:
            self.sent.append(msg)
            return len(msg)

    app = App()
    app.conn, app.connState, app.serverVersion_ = StandIn(), app.CONNECTED, 178
    app.reqCurrentTime()
    assert app.conn.sent == [frame(49, 1)] and not app.errors()


@pytest.mark.parametrize(
    "version, text, proto", [(178, b"49\x001\0", b"\0\0\0\xf9\x08\1"), (203, b"\0\0\0\x311\0", b"\0\0\0\xf9\x08\1")]
)
def test_messages_of_the_users_own_making_are_framed(version: int, text: bytes, proto: bytes) -> None:
    frames: list[bytes] = []

    def script(peer: Peer) -> None:
        peer.shake_hands(version)
        frames.extend(peer.read_frame() for _ in range(3))

    app = App()
    with Server(script) as server:
        app.connect("127.0.0.1", server.port, 1)
        app.sendMsg(49, comm.make_field(1))
        app.sendMsgProtoBuf(249, b"\x08\1")
        app.sendMsgProtoBuf(49, b"\x08\1")
        app.run()
    assert frames == [text, proto, proto]


def test_start_api_can_be_sent_again() -> None:
    frames: list[bytes] = []

    def script(peer: Peer) -> None:
        peer.shake_hands()
        frames.append(peer.read_frame())

    app = App()
    app.setOptionalCapabilities("c")
    with Server(script) as server:
        app.connect("127.0.0.1", server.port, 4)
        app.startApi()
        app.run()
    assert frames == [b"71\x002\x004\0c\0"]


def test_requests_of_many_threads_do_not_mix() -> None:
    threads, each = 8, 200
    frames: list[bytes] = []

    def script(peer: Peer) -> None:
        peer.shake_hands()
        frames.extend(peer.read_frame() for _ in range(threads * each))
        peer.send(struct.pack(">I", 0))

    app = App()
    with Server(script) as server:
        app.connect("127.0.0.1", server.port, 1)

        def work(number: int) -> None:
            for i in range(each):
                app.sendMsg(1000 + number, f"{i}\0" + "x" * (i * 37 % 5000))

        workers = [threading.Thread(target=work, args=(number,)) for number in range(threads)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(DEADLINE)
        app.run()
    seen: dict[int, list[int]] = {}
    for data in frames:
        number, i, filling = data.split(b"\0")
        assert filling == b"x" * (int(i) * 37 % 5000)
        seen.setdefault(int(number), []).append(int(i))
    assert seen == {1000 + number: list(range(each)) for number in range(threads)}


def test_a_large_request_reaches_a_slow_reader_whole() -> None:
    text = "0123456789abcdef" * (1 << 19)
    got = []

    def script(peer: Peer) -> None:
        peer.shake_hands()
        for _ in range(10):
            peer.buffer += peer.sock.recv(1 << 14)
            time.sleep(0.02)
        got.append(peer.read_frame())

    app = App()
    with Server(script) as server:
        app.connect("127.0.0.1", server.port, 1)
        app.sendMsg(49, text)
        app.run()
    assert got == [b"49\0" + text.encode()] and not app.errors()


@pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="needs POSIX signals")
def test_a_request_of_a_signal_handler_goes_out_behind_the_one_it_interrupts() -> None:
    frames: list[bytes] = []
    interrupted = threading.Event()

    def script(peer: Peer) -> None:
        peer.shake_hands()
        (size,) = struct.unpack(">I", peer.read(4))
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGUSR1)
        assert interrupted.wait(DEADLINE)  # till then the request does not fit into the buffers
        frames.append(peer.read(size))
        frames.extend(peer.read_frame() for _ in range(2))

    app = App()

    def handler(number: int, where: object) -> None:
        app.cancelMktData(7)
        interrupted.set()

    before = signal.signal(signal.SIGUSR1, handler)
    try:
        with Server(script) as server:
            app.connect("127.0.0.1", server.port, 1)
            app.sendMsg(49, "x" * (32 << 20))
            app.sendMsg(50, "")
            app.run()
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert interrupted.is_set()
    assert [frame.partition(b"\0")[0] for frame in frames] == [b"49", b"2", b"50"]


def test_a_server_that_stops_reading_does_not_block_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Connection, "sendTimeout", 0.3)
    done = threading.Event()

    def script(peer: Peer) -> None:
        peer.shake_hands()
        done.wait(DEADLINE)

    app = App()
    with Server(script) as server:
        app.connect("127.0.0.1", server.port, 1)
        started = time.monotonic()
        app.sendMsg(49, "x" * (64 << 20))
        assert 0.2 < time.monotonic() - started < 5
        assert not app.isConnected()
        done.set()
        app.run()
    assert app.names() == ["connectAck", "error", "connectionClosed"] and "took no data" in app.errors()[0][2]


def test_a_disconnect_wakes_a_send_that_waits() -> None:
    done = threading.Event()

    def script(peer: Peer) -> None:
        peer.shake_hands()
        done.wait(DEADLINE)

    app = App()
    with Server(script) as server:
        app.connect("127.0.0.1", server.port, 1)
        sending = threading.Thread(target=app.sendMsg, args=(49, "x" * (64 << 20)))
        sending.start()
        until(lambda: app.conn._sending)
        app.disconnect()
        sending.join(DEADLINE)
        assert not sending.is_alive()
        done.set()
    assert app.names().count("connectionClosed") == 1 and len(app.errors()) == 1


def test_a_server_that_resets_while_we_send_is_one_error_for_each_request() -> None:
    def script(peer: Peer) -> None:
        peer.shake_hands()
        peer.read_frame()
        peer.reset()

    app = App()
    with Server(script) as server:
        app.connect("127.0.0.1", server.port, 1)
        thread = app.startLoop()
        sent = 0
        while app.isConnected():
            app.reqCurrentTime()
            sent += 1
            assert sent < 1_000_000
        app.reqCurrentTime()
        thread.join(DEADLINE)
    codes = [code for _, code, _ in app.errors()]
    assert codes[-1] == 504 and set(codes) <= {504, 531} and len(codes) <= 2
    assert app.names().count("connectionClosed") == 1


def test_what_the_server_said_before_a_failed_send_is_delivered() -> None:
    def script(peer: Peer) -> None:
        peer.shake_hands(glued=b"".join(comm.make_msg(49, False, f"1\0{i}\0") for i in range(100)))

    app = App()
    with Server(script) as server:
        app.connect("127.0.0.1", server.port, 1)
        while app.isConnected():
            app.reqCurrentTime()
        app.run()
    assert [args for name, args in app.log if name == "currentTime"] == [(i,) for i in range(100)]


def test_requests_are_logged_only_when_that_is_on(caplog: pytest.LogCaptureFixture) -> None:
    app = App()
    with caplog.at_level(logging.WARNING, "ibproto"):
        app.reqCurrentTime()
        assert "REQUEST" not in caplog.text
    with caplog.at_level(logging.INFO, "ibproto"):
        app.cancelMktData(3)
        app.logRequest("mine", {"a": 1})
    assert "REQUEST cancelMktData (3,)" in caplog.text and "REQUEST mine {'a': 1}" in caplog.text


def test_check_connected_reports() -> None:
    app = App()
    assert app.checkConnected() is False and app.errors()[0][1] == 504
    app.validateInvalidSymbols("höst")
    assert app.errors()[1][1] == 579


def test_use_protobuf_depends_on_the_server() -> None:
    app = App()
    assert app.useProtoBuf(49) is False

    def script(peer: Peer) -> None:
        peer.shake_hands(226)
        peer.wait_closed()

    with Server(script) as server:
        app.connect("127.0.0.1", server.port, 1)
        assert app.useProtoBuf(49) is True
        app.disconnect()


def test_a_connection_works_by_itself() -> None:
    def script(peer: Peer) -> None:
        assert peer.read(5) == b"hello"
        peer.send(b"world")

    with Server(script) as server:
        conn = Connection("127.0.0.1", server.port)
        assert conn.sendMsg(b"x") == 0 and not conn.isConnected()
        conn.connect()
        assert conn.isConnected() and conn.sendMsg(b"hello") == 5
        assert conn.recvMsg() == b"world"
        assert conn.recvMsg() == b"" and not conn.isConnected() and conn.socket is None
        conn.disconnect()


def test_a_connection_that_cannot_connect_tells_its_wrapper() -> None:
    app = App()
    conn = Connection("127.0.0.1", 0)
    conn.wrapper = app
    conn.connect(1.0)
    assert app.errors()[0][1] == 502 and not conn.isConnected()


def test_make_msg_writes_the_id_as_the_version_wants_it() -> None:
    assert comm.make_msg(49, False, "1\0") == b"\0\0\0\x0549\x001\0"
    assert comm.make_msg(49, True, "1\0") == b"\0\0\0\x06\0\0\0\x311\0"
    assert comm.make_msg_proto(249, b"\x08\1") == b"\0\0\0\x06\0\0\0\xf9\x08\1"
    assert comm.make_initial_msg("v1") == b"\0\0\0\x02v1"


def test_make_field_knows_its_values() -> None:
    assert [comm.make_field(value) for value in (1, 1.5, True, False, "a", "")] == [
        "1\0",
        "1.5\0",
        "1\0",
        "0\0",
        "a\0",
        "\0",
    ]
    assert comm.make_field_handle_empty(2**31 - 1) == comm.make_field_handle_empty(1.7976931348623157e308) == "\0"
    assert comm.make_field_handle_empty(float("inf")) == "Infinity\0"
    assert comm.make_field_handle_empty("x") == "x\0"
    for make in (comm.make_field, comm.make_field_handle_empty):
        with pytest.raises(ValueError, match="None"):
            make(None)
        with pytest.raises(ClientException):
            make("é")


def test_read_msg_takes_one_frame() -> None:
    data = b"\0\0\0\x02ab\0\0\0\x01c"
    assert comm.read_msg(data) == (2, b"ab", b"\0\0\0\x01c")
    assert comm.read_msg(data[:5]) == (2, b"", data[:5]) and comm.read_msg(b"\0") == (0, b"", b"\0")
    assert comm.read_fields(b"a\0\0c\0rest") == (b"a", b"", b"c")


def test_states_are_those_of_the_official_client() -> None:
    assert (EClient.DISCONNECTED, EClient.CONNECTING, EClient.CONNECTED) == (0, 1, 2)
