"""A server that follows a script, and a client that records, for the tests of the pipeline."""

from __future__ import annotations

import queue
import socket
import struct
import threading
import time
from collections.abc import Callable
from typing import Any

from ibproto.client import EClient
from ibproto.wrapper import EWrapper

DEADLINE = 8.0  # seconds after which any wait in these tests has failed
CONN_TIME = b"20260102 09:30:00 EST"
VERSION = 178  # text messages, ids as text


def frame(*fields: object) -> bytes:
    """A text message: its id and its fields."""
    body = b"".join(str(field).encode() + b"\0" for field in fields)
    return struct.pack(">I", len(body)) + body


def current_time(number: int) -> bytes:
    """The message that makes the client call currentTime(number)."""
    return frame(49, 1, number)


def padded(number: int, size: int) -> bytes:
    """A message of `size` bytes in all, which makes the client call tickNews(number, ...)."""
    empty = frame(84, number, 1, "P", "A", "", "")
    return frame(84, number, 1, "P", "A", "x" * (size - len(empty)), "")


def answer(version: int = VERSION, conn_time: bytes = CONN_TIME) -> bytes:
    body = b"%d\0%s\0" % (version, conn_time)
    return struct.pack(">I", len(body)) + body


READY = frame(15, 1, "DU1") + frame(9, 1, 1)  # managedAccounts, nextValidId


class Peer:
    """The server's end of one connection."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        sock.settimeout(DEADLINE)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""

    def read(self, size: int) -> bytes:
        while len(self.buffer) < size:
            data = self.sock.recv(1 << 20)
            if not data:
                raise EOFError(f"the client closed, {len(self.buffer)} bytes left")
            self.buffer += data
        data, self.buffer = self.buffer[:size], self.buffer[size:]
        return data

    def read_frame(self) -> bytes:
        return self.read(struct.unpack(">I", self.read(4))[0])

    def read_hello(self) -> bytes:
        assert self.read(4) == b"API\0"
        return self.read_frame()

    def shake_hands(self, version: int = VERSION, glued: bytes = b"") -> bytes:
        """The whole opening; returns what the client sent as startApi."""
        self.read_hello()
        self.send(answer(version) + glued)
        return self.read_frame()

    def send(self, data: bytes) -> bool:
        self.sock.sendall(data)
        return True

    def wait_closed(self) -> bool:
        """Until the client has closed."""
        try:
            while self.sock.recv(1 << 16):
                pass
        except ConnectionError:
            pass
        return True

    def reset(self) -> None:
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.sock.close()


def stay(peer: Peer) -> None:
    """A script: shake hands, then stay until the client closes."""
    peer.shake_hands()
    peer.wait_closed()


class Server:
    """Runs `script(peer)` for each connection, in a thread of its own; an exception in it fails the test at close."""

    def __init__(self, script: Callable[[Peer], Any], family: int = socket.AF_INET, backlog: int = 64) -> None:
        self.listener = socket.create_server(
            ("::1" if family == socket.AF_INET6 else "127.0.0.1", 0), family=family, backlog=backlog
        )
        self.port = self.listener.getsockname()[1]
        self.script = script
        self.failures: list[BaseException] = []
        self.threads: list[threading.Thread] = []
        self.peers: list[Peer] = []
        self.acceptor = threading.Thread(target=self._accept, name="test-acceptor", daemon=True)
        self.acceptor.start()

    def _accept(self) -> None:
        while True:
            try:
                sock, _ = self.listener.accept()
            except OSError:
                return
            peer = Peer(sock)
            self.peers.append(peer)
            thread = threading.Thread(target=self._serve, args=(peer,), name="test-server", daemon=True)
            self.threads.append(thread)
            thread.start()

    def _serve(self, peer: Peer) -> None:
        try:
            self.script(peer)
        except BaseException as exc:
            self.failures.append(exc)
        finally:
            peer.sock.close()

    def __enter__(self) -> Server:
        return self

    def __exit__(self, exc_type: object, *_: object) -> None:
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.acceptor.join(DEADLINE)
        for thread in self.threads:
            thread.join(DEADLINE)
        if exc_type is None and self.failures:
            raise self.failures[0]


class App(EWrapper, EClient):
    """Records its callbacks as (name, arguments, thread) and in the order they came."""

    conn: Any
    decoder: Any
    reader: Any

    def __init__(self) -> None:
        EClient.__init__(self, self)
        self.calls: queue.Queue[tuple[str, tuple[Any, ...], threading.Thread]] = queue.Queue()
        self.log: list[tuple[str, tuple[Any, ...]]] = []
        self.threads: dict[str, threading.Thread] = {}

    def record(self, name: str, *args: Any) -> None:
        self.log.append((name, args))
        self.threads[name] = threading.current_thread()
        self.calls.put((name, args, threading.current_thread()))

    def wait_for(self, name: str) -> tuple[Any, ...]:
        """The arguments of the next call of `name`; earlier calls of others are passed over."""
        deadline = time.monotonic() + DEADLINE
        while True:
            try:
                found, args, _ = self.calls.get(timeout=max(0.01, deadline - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"{name} was not called; calls: {self.log[-20:]}") from None
            if found == name:
                return args

    def names(self) -> list[str]:
        return [name for name, _ in self.log]

    def errors(self) -> list[tuple[int, int, str]]:
        return [(args[0], args[2], args[3]) for name, args in self.log if name == "error"]

    def error(self, reqId, errorTime, errorCode, errorString, advancedOrderRejectJson=""):  # type: ignore[no-untyped-def]
        self.record("error", reqId, errorTime, errorCode, errorString)

    def connectAck(self) -> None:
        self.record("connectAck")

    def connectionClosed(self) -> None:
        self.record("connectionClosed")

    def nextValidId(self, orderId: int) -> None:
        self.record("nextValidId", orderId)

    def managedAccounts(self, accountsList: str) -> None:
        self.record("managedAccounts", accountsList)

    def currentTime(self, time: int) -> None:
        self.record("currentTime", time)

    def tickNews(self, tickerId, timeStamp, providerCode, articleId, headline, extraData):  # type: ignore[no-untyped-def]
        self.record("tickNews", tickerId, len(headline))


def until(condition: Callable[[], object]) -> None:
    """Wait for a condition that nothing announces."""
    deadline = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < deadline, "the condition did not come true"
        time.sleep(0.002)
