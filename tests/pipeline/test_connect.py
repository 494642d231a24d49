"""connect(): what is sent, what is accepted as the answer, and that every failure is reported and leaves no trace."""

from __future__ import annotations

import logging
import socket
import struct
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from ibproto.client import EClient
from ibproto.wrapper import EWrapper

from .scripted import CONN_TIME, READY, VERSION, App, Peer, Server, answer, current_time, frame, stay, until


def as_new(app: App) -> bool:
    fresh = EClient(app)
    names = [
        "conn",
        "host",
        "port",
        "clientId",
        "serverVersion_",
        "connTime",
        "connState",
        "optCapab",
        "decoder",
        "connectOptions",
        "asynchronous",
        "reader",
        "nKeybIntHard",
        "extraAuth",
    ]
    return all(getattr(app, name) == getattr(fresh, name) for name in names)


def fails(app: App, port: int, phase: str, *, code: int = 502, timeout: float = 5.0, host: str = "127.0.0.1") -> str:
    """connect() fails in the phase, with one error on this thread and nothing else."""
    app.connect(host, port, 1, timeout=timeout)
    ((name, args),) = app.log
    assert (name, args[0], args[2]) == ("error", -1, code)
    assert abs(args[1] - time.time() * 1000) < 60_000
    assert phase in args[3]
    assert app.threads["error"] is threading.current_thread()
    assert not app.isConnected() and as_new(app)
    assert not [thread.name for thread in threading.enumerate() if thread.name.startswith("ibproto")]
    return str(args[3])


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def test_it_offers_its_versions_and_starts_the_api() -> None:
    seen = []

    def script(peer: Peer) -> None:
        seen.append(peer.read_hello())
        peer.send(answer())
        seen.append(peer.read_frame())
        peer.wait_closed()

    app = App()
    with Server(script) as server:
        app.connect("127.0.0.1", server.port, 7)
        assert app.isConnected() and app.connState == EClient.CONNECTED
        assert app.serverVersion() == VERSION and app.twsConnectionTime() == CONN_TIME
        assert (app.host, app.port, app.clientId) == ("127.0.0.1", server.port, 7)
        assert app.names() == ["connectAck"] and app.threads["connectAck"] is threading.current_thread()
        app.disconnect()
    assert seen == [b"v100..226", b"71\x002\x007\0\0"]


def test_connect_options_and_capabilities_are_sent() -> None:
    seen = []

    def script(peer: Peer) -> None:
        seen.append(peer.read_hello())
        peer.send(answer())
        seen.append(peer.read_frame())

    app = App()
    app.setConnectOptions("+PACEAPI")
    app.setOptionalCapabilities("a b")
    with Server(script) as server:
        app.connect("127.0.0.1", server.port, 7)
        app.disconnect()
    assert seen == [b"v100..226 +PACEAPI", b"71\x002\x007\0a b\0"]
    assert app.connectOptions is None and app.optCapab is None


def test_an_empty_host_is_this_machine() -> None:
    app = App()
    with Server(stay) as server:
        app.connect("", server.port, 1)
        assert app.host == "127.0.0.1"
        app.disconnect()
    assert not app.errors()


def test_a_name_is_tried_at_each_of_its_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    dead = free_port()
    real = socket.getaddrinfo

    def look_up(host, port, *args, **kwargs):  # type: ignore[no-untyped-def]
        if host != "tws.test":
            return real(host, port, *args, **kwargs)
        if socket.AI_NUMERICHOST in args:
            raise socket.gaierror(-2, "not numeric")
        return [
            (socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("::1", dead, 0, 0)),
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", dead)),
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port)),
        ]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    app = App()
    with Server(stay) as server:
        app.connect("tws.test", server.port, 1)
        assert app.isConnected()
        app.disconnect()


def test_ipv6_works() -> None:
    app = App()
    try:
        server = Server(stay, family=socket.AF_INET6)
    except OSError:
        pytest.skip("no IPv6 here")
    with server:
        app.connect("::1", server.port, 1)
        assert app.isConnected()
        app.disconnect()


def test_the_socket_sends_at_once_and_notices_a_dead_peer() -> None:
    app = App()
    with Server(stay) as server:
        app.connect("127.0.0.1", server.port, 1)
        assert app.conn is not None and app.conn.socket is not None
        assert app.conn.socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        assert app.conn.socket.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
        app.disconnect()


def test_the_reader_is_a_named_daemon() -> None:
    app = App()
    with Server(stay) as server:
        app.connect("127.0.0.1", server.port, 1)
        assert app.reader.daemon and app.reader.name == f"ibproto-reader-127.0.0.1:{server.port}"
        app.disconnect()


@pytest.mark.parametrize("cut", range(1, len(answer())))
def test_an_answer_may_be_split_anywhere(cut: int) -> None:
    apart = threading.Event()

    def script(peer: Peer) -> None:
        peer.read_hello()
        peer.send(answer()[:cut])
        apart.wait(0.005)  # nothing tells when the first part has been read
        peer.send(answer()[cut:])
        peer.read_frame()

    app = App()
    with Server(script) as server:
        app.connect("127.0.0.1", server.port, 1)
        assert app.serverVersion() == VERSION
        app.disconnect()


@pytest.mark.parametrize("version", [100, 176, 200, 201, 213, 226])
def test_messages_glued_to_the_answer_are_delivered(version: int) -> None:
    def message(number: int) -> bytes:
        if version < 201:
            return current_time(number)
        body = struct.pack(">I", 49) + b"1\0%d\0" % number
        return struct.pack(">I", len(body)) + body

    def script(peer: Peer) -> None:
        peer.shake_hands(version, message(1) + message(2)[:9])
        peer.send(message(2)[9:])

    app = App()
    with Server(script) as server:
        app.connect("127.0.0.1", server.port, 1)
        assert app.serverVersion() == version
        app.run()
    assert app.log == [("connectAck", ()), ("currentTime", (1,)), ("currentTime", (2,)), ("connectionClosed", ())]


def test_messages_before_the_answer_are_delivered_after_it() -> None:
    def script(peer: Peer) -> None:
        peer.read_hello()
        peer.send(current_time(1) + frame(53, 1) + b"\0\0\0\0" + current_time(2) + answer() + current_time(3))
        peer.read_frame()

    app = App()
    with Server(script) as server:
        app.connect("127.0.0.1", server.port, 1)
        app.run()
    assert [args for name, args in app.log if name == "currentTime"] == [(1,), (2,), (3,)]
    assert app.names()[0] == "connectAck" and not app.errors()


def test_a_connection_time_of_any_bytes_is_kept() -> None:
    label = b"20260101 10:00:00 \xd6\xd0\xb9\xfa"

    def script(peer: Peer) -> None:
        peer.read_hello()
        peer.send(answer(conn_time=label))
        peer.read_frame()

    app = App()
    with Server(script) as server:
        app.connect("127.0.0.1", server.port, 1)
        assert app.twsConnectionTime() == label
        app.disconnect()


def test_connecting_twice_is_an_error_and_changes_nothing() -> None:
    app = App()
    with Server(stay) as server:
        app.connect("127.0.0.1", server.port, 1)
        app.connect("127.0.0.1", server.port, 2)
        assert [(i, code) for i, code, _ in app.errors()] == [(-1, 501)]
        assert app.isConnected() and app.clientId == 1
        app.disconnect()


@pytest.mark.parametrize("what", ["host", "connectOptions", "optCapab"])
def test_text_that_is_not_printable_ascii_is_refused(what: str) -> None:
    app = App()
    app.setConnectOptions("Zürich" if what == "connectOptions" else "ok")
    app.setOptionalCapabilities("a\x01" if what == "optCapab" else "ok")
    app.connect("höst" if what == "host" else "127.0.0.1", 7497, 1)
    ((reqId, code, text),) = app.errors()
    assert (reqId, code) == (-1, 579) and what in text
    assert app.names() == ["error"] and not app.isConnected()


def test_a_refused_port_is_reported() -> None:
    port = free_port()
    text = fails(App(), port, "connecting (TCP)")
    assert f"127.0.0.1:{port}" in text and "7497" in text


def test_an_unknown_host_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(*args: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    fails(App(), 7497, "resolving", host="no.such.host")


def test_a_resolver_that_hangs_does_not_hang_connect(monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()

    def look_up(host: str, port: int, *args: int) -> None:
        if socket.AI_NUMERICHOST not in args:
            release.wait(5)
        raise socket.gaierror(-2, "not known")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    app = App()
    app.connect("slow.host", 7497, 1, timeout=0.1)
    release.set()
    assert app.errors()[0][1] == 502 and "resolving" in app.errors()[0][2]


@pytest.mark.parametrize("port", [0, -1, 65536, 10**12, None, "http", 7.5e300, float("inf"), []])
def test_a_port_that_is_none_is_reported(port: int) -> None:
    app = App()
    app.connect("127.0.0.1", port, 1)
    assert [code for _, code, _ in app.errors()] == [502] and repr(port) in app.errors()[0][2]


@pytest.mark.parametrize("timeout", [1e10, float("inf")])
def test_a_timeout_may_be_endless(timeout: float) -> None:
    app = App()
    with Server(stay) as server:
        app.connect("127.0.0.1", server.port, 1, timeout=timeout)
        assert app.isConnected()
        app.disconnect()


@pytest.mark.parametrize("timeout", [0, -1])
def test_a_timeout_that_is_over_is_reported(timeout: float) -> None:
    app = App()
    with Server(lambda peer: peer.wait_closed()) as server:
        app.connect("127.0.0.1", server.port, 1, timeout=timeout)
    assert [code for _, code, _ in app.errors()] == [502] and not app.isConnected()


def test_a_silent_server_is_given_up() -> None:
    started = time.monotonic()
    with Server(lambda peer: peer.wait_closed()) as server:
        fails(App(), server.port, "handshake: no answer within", timeout=0.2)
    assert time.monotonic() - started < 3


def test_a_server_that_sends_a_byte_now_and_then_is_given_up() -> None:
    def script(peer: Peer) -> None:
        try:
            for byte in b"\0\0\xff\0" + b"x" * 1000:
                peer.send(bytes([byte]))
                time.sleep(0.02)
        except OSError:
            pass

    started = time.monotonic()
    with Server(script) as server:
        fails(App(), server.port, "handshake: no answer within", timeout=0.3)
        assert time.monotonic() - started < 2


def test_other_messages_for_ever_are_no_answer() -> None:
    def script(peer: Peer) -> None:
        try:
            while True:
                peer.send(current_time(1) * 1000)
        except OSError:
            pass

    with Server(script) as server:
        fails(App(), server.port, "no answer among them")


@pytest.mark.parametrize("sent", [b"", b"\0", answer()[:4], answer()[:-1], current_time(5)])
def test_a_server_that_closes_before_the_answer_is_reported(sent: bytes) -> None:
    with Server(lambda peer: peer.read_hello() and peer.send(sent)) as server:
        fails(App(), server.port, "handshake: the server closed the connection")


def test_a_server_that_resets_is_reported() -> None:
    with Server(Peer.reset) as server:
        fails(App(), server.port, "handshake")


@pytest.mark.parametrize("sent", [b"HTTP/1.1 400 Bad Request\r\n", b"\xff\xff\xff\xff", b"\x01\0\0\0", b"\x16\x03\1\0"])
def test_a_peer_of_another_protocol_is_recognised_at_once(sent: bytes) -> None:
    with Server(lambda peer: (peer.send(sent), peer.wait_closed())) as server:
        fails(App(), server.port, "does not speak the TWS protocol")


@pytest.mark.parametrize("version", [b"abc", b"", b"1e3", b"17 6", b"9" * 5000, "١٧٦".encode()])
def test_a_version_that_is_no_number_is_reported(version: bytes) -> None:
    body = version + b"\0" + CONN_TIME + b"\0"
    with Server(lambda peer: (peer.send(struct.pack(">I", len(body)) + body), peer.wait_closed())) as server:
        fails(App(), server.port, "not a number")


@pytest.mark.parametrize("version", [-1, 0, 50, 99, 300, 999])
def test_a_version_out_of_range_is_refused(version: int) -> None:
    with Server(lambda peer: (peer.send(answer(version)), peer.wait_closed())) as server:
        fails(App(), server.port, f"the server version is {version}", code=503)


def test_failed_connects_leave_no_file_open() -> None:
    def files() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    def script(peer: Peer) -> None:
        peer.read_hello()
        peer.send(answer(version=999))
        peer.wait_closed()

    app = App()
    refused = free_port()
    with Server(script) as server:
        before = files()
        for _ in range(5):
            app.connect("127.0.0.1", server.port, 1)
            app.connect("127.0.0.1", refused, 1)
        until(lambda: files() <= before)
    assert [code for _, code, _ in app.errors()] == [503, 502] * 5


def test_a_client_that_failed_connects_later() -> None:
    app = App()
    app.connect("127.0.0.1", free_port(), 1)
    with Server(stay) as server:
        app.connect("127.0.0.1", server.port, 1)
        assert app.isConnected()
        app.disconnect()
    assert app.names() == ["error", "connectAck", "connectionClosed"]


def test_disconnect_from_another_thread_ends_a_connect() -> None:
    app = App()
    waiting = threading.Event()

    def script(peer: Peer) -> None:
        peer.read_hello()
        waiting.set()
        peer.wait_closed()

    with Server(script) as server:

        def leave() -> None:
            waiting.wait(5)
            app.disconnect()

        thread = threading.Thread(target=leave)
        thread.start()
        fails_in = time.monotonic()
        app.connect("127.0.0.1", server.port, 1, timeout=30)
        thread.join(5)
        assert time.monotonic() - fails_in < 5
    assert [code for _, code, _ in app.errors()] == [502] and "disconnect() was called" in app.errors()[0][2]
    assert as_new(app) and app.names() == ["error"]


def test_only_one_of_two_connects_at_once_gets_through() -> None:
    app = App()
    go_on = threading.Event()

    def script(peer: Peer) -> None:
        peer.read_hello()
        go_on.wait(5)
        peer.send(answer())
        peer.read_frame()
        peer.wait_closed()

    with Server(script) as server:
        first = threading.Thread(target=app.connect, args=("127.0.0.1", server.port, 1))
        first.start()
        until(lambda: app.connState == EClient.CONNECTING)
        app.connect("127.0.0.1", server.port, 2)
        assert [code for _, code, _ in app.errors()] == [501]
        go_on.set()
        first.join(5)
        assert app.isConnected() and app.clientId == 1 and len(server.peers) == 1
        app.disconnect()


def test_an_exception_in_connect_ack_does_not_leave_connect(caplog: pytest.LogCaptureFixture) -> None:
    class Broken(App):
        def connectAck(self) -> None:
            raise ValueError("mine")

        def callbackError(self, name: str, args: tuple[object, ...], exception: Exception) -> None:
            self.record("callbackError", name, str(exception))

    app = Broken()
    with Server(stay) as server:
        app.connect("127.0.0.1", server.port, 1)
        assert app.isConnected()
        app.disconnect()
    assert app.log[0] == ("callbackError", ("connectAck", "mine"))
    assert "Traceback" in caplog.text and "connectAck" in caplog.text


def test_an_error_callback_that_fits_no_release_does_not_leave_connect(caplog: pytest.LogCaptureFixture) -> None:
    class Wrong(App):
        def error(self, reqId: int) -> None:  # type: ignore[override]
            self.record("error")

    with pytest.warns(RuntimeWarning):
        Wrong().connect("127.0.0.1", free_port(), 1)
    assert caplog.messages[0].startswith("error 502, id -1: ")


def test_a_connect_that_was_broken_off_by_the_class_of_the_wrapper_does_not_block_the_next() -> None:
    class Meta(type):
        def __getattribute__(cls, name: str) -> Any:
            if name == "tickPrice" and is_broken:
                raise RuntimeError("mine")
            return super().__getattribute__(name)

    class Odd(App, metaclass=Meta):
        pass

    is_broken = True
    app = Odd()
    with Server(stay) as server:
        with pytest.raises(RuntimeError, match="mine"):
            app.connect("127.0.0.1", server.port, 1)
        is_broken = False
        app.connect("127.0.0.1", server.port, 1)
        assert app.isConnected() and app.errors() == []
        app.disconnect()


@pytest.mark.parametrize("messages", [READY, frame(9, 1, 1) + frame(15, 1, "DU1")])
def test_wait_returns_when_the_session_is_ready(messages: bytes) -> None:
    go_on = threading.Event()

    def script(peer: Peer) -> None:
        peer.shake_hands()
        assert go_on.wait(5)
        peer.send(messages)
        peer.wait_closed()

    class Waiting(App):
        def connectAck(self) -> None:
            go_on.set()

    app = Waiting()
    with Server(script) as server:
        app.connect("127.0.0.1", server.port, 1, timeout=5, wait=True)
        assert app.isConnected() and not app.errors()
        assert app.drain(1.0) == 2 and sorted(app.names()) == ["managedAccounts", "nextValidId"]
        app.disconnect()


def test_wait_knows_protobuf_messages() -> None:
    def message(number: int, data: bytes) -> bytes:
        return struct.pack(">II", 4 + len(data), 200 + number) + data

    def script(peer: Peer) -> None:
        peer.shake_hands(226, message(15, b"\x0a\x03DU1") + message(9, b"\x08\x01"))
        peer.wait_closed()

    app = App()
    with Server(script) as server:
        app.connect("127.0.0.1", server.port, 1, timeout=5, wait=True)
        assert app.isConnected()
        app.disconnect()


def test_wait_for_a_session_that_does_not_get_ready_ends_with_an_error() -> None:
    app = App()
    with Server(lambda peer: (peer.shake_hands(glued=frame(15, 1, "DU1")), peer.wait_closed())) as server:
        app.connect("127.0.0.1", server.port, 1, timeout=0.3, wait=True)
    ((reqId, code, text),) = app.errors()
    assert (reqId, code) == (-1, 502) and "waiting for the session" in text and "nextValidId did not come" in text
    assert app.names() == ["connectAck", "connectionClosed", "error"] and not app.isConnected()


def test_wait_ends_when_the_server_closes() -> None:
    app = App()
    with Server(lambda peer: peer.shake_hands(glued=frame(4, 2, -1, 326, "client id in use", ""))) as server:
        app.connect("127.0.0.1", server.port, 1, timeout=30, wait=True)
        assert "the connection was lost" in app.errors()[0][2]
        app.run()
    assert app.names() == ["connectAck", "error", "error", "connectionClosed"]
    assert app.errors()[1][1] == 326


def test_a_near_miss_of_a_callback_is_warned_of_once(caplog: pytest.LogCaptureFixture) -> None:
    class Missed(App):
        def tickprice(self) -> None: ...
        def order_status(self) -> None: ...
        def my_own(self) -> None: ...
        def _error(self) -> None: ...

    for _ in range(2):
        Missed().connect("127.0.0.1", free_port(), 1)
    warnings = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    assert warnings == [
        "Missed.tickprice is never called: the callback's name is tickPrice",
        "Missed.order_status is never called: the callback's name is orderStatus",
    ]


def test_a_callback_that_cannot_take_its_arguments_is_warned_of() -> None:
    class Wrong(App):
        def error(self, reqId: int) -> None: ...  # type: ignore[override]
        def tickSize(self, *args: object) -> None: ...
        def currentTime(self, time: int, more: int = 0) -> None: ...

    wanted = 'error(self, reqId, errorTime, errorCode, errorString, advancedOrderRejectJson="")'
    with pytest.warns(RuntimeWarning) as warned:
        Wrong().connect("127.0.0.1", free_port(), 1)
    assert [str(warning.message) for warning in warned] == [
        "Wrong.error is not called, it fits no release of the API: it lacks errorTime, errorCode, errorString,"
        f" advancedOrderRejectJson. Define it as {wanted}"
    ]


def test_a_duck_typed_wrapper_will_do() -> None:
    class Duck:
        seen: list[str] = []

        def connectAck(self) -> None:
            self.seen.append("connectAck")

    duck = Duck()
    client = EClient(duck)  # type: ignore[arg-type]
    with Server(lambda peer: (peer.shake_hands(glued=READY), peer.wait_closed())) as server:
        client.connect("127.0.0.1", server.port, 1)
        assert client.drain(1) == 2
        client.disconnect()
    assert duck.seen == ["connectAck"] and not isinstance(duck, EWrapper)
