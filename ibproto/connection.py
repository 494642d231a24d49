"""The socket: opening it within a deadline, whole sends from any thread, receiving, closing."""

from __future__ import annotations

import socket as socket
import struct
import sys as sys
import threading as threading
from contextlib import suppress
from time import monotonic

from ibproto.compat.callbacks import callback_of
from ibproto.const import NO_VALID_ID
from ibproto.errors import CONNECT_FAIL
from ibproto.errors import FAIL_CREATE_SOCK as FAIL_CREATE_SOCK
from ibproto.late import late, public
from ibproto.log import logger_of
from ibproto.utils import currentTimeMillis

TYPE_CHECKING = False
if TYPE_CHECKING:
    import logging as logging
    from collections.abc import Callable
    from typing import Any

logger = logger_of(__name__)

reroute: Callable[[str, int], tuple[str, int]] | None = None
"""Gives the host and port to connect to in place of those asked for: `python -m ibproto run --gateway` sets it."""

RECV_SIZE = 1 << 16
"""Bytes asked for at once. One such read becomes one batch of messages."""
CLOSE_WAIT = 1.0  # seconds to wait for another thread to leave the socket before it is closed under it
KEEPALIVE = (("TCP_KEEPIDLE", 60), ("TCP_KEEPINTVL", 15), ("TCP_KEEPCNT", 4))  # a dead peer is noticed in two minutes


class ConnectFailed(Exception):
    """`connect()` cannot succeed. `phase` says how far it came, `reason` what happened there, `code` the error code."""

    def __init__(self, phase: str, reason: str, code: int = CONNECT_FAIL.code()) -> None:
        super().__init__(phase, reason)
        self.phase = phase
        self.reason = reason
        self.code = code


class Connection:
    """One TCP connection. Sending is safe from any thread; only one thread receives.

    host, port: where to connect. socket: the open socket, or None. wrapper: who hears of a failed `connect()`.
    lock: held while a message is sent; what a signal handler sends in the middle of that goes out next.
    sendTimeout: seconds a send may make no progress before it fails; set it before connecting.
    """

    sendTimeout = 30.0

    def __init__(self, host: str, port: int) -> None:
        self.host = host
        self.port = port
        self.socket: socket.socket | None = None
        self.wrapper: Any = None
        self.lock = threading.RLock()
        self._sending = False
        self._behind: list[bytes] = []  # what a signal handler has sent in the middle of that
        self._receiving = threading.Lock()
        self._handle: socket.socket | None = None  # still readable after `socket` was given up

    def connect(self, timeout: float = 10.0) -> None:
        """Open the connection within `timeout` seconds; a failure is reported to `wrapper.error` with code 502."""
        try:
            self.adopt(open_socket(self.host, self.port, monotonic() + timeout))
        except ConnectFailed as failure:
            logger.error("connect to %s:%s failed: %s: %s", self.host, self.port, failure.phase, failure.reason)
            if self.wrapper is not None:
                text = f"{CONNECT_FAIL.msg()} {failure.phase}: {failure.reason}"
                report = callback_of(self.wrapper, "error")
                if report is not None:
                    report(NO_VALID_ID, currentTimeMillis(), failure.code, text)

    def adopt(self, sock: socket.socket) -> None:
        """Use a socket that is already connected."""
        sock.settimeout(None)
        _limit_sends(sock, self.sendTimeout)
        self._handle = self.socket = sock

    def isConnected(self) -> bool:
        """Whether the socket is open and not known to be broken."""
        return self.socket is not None

    def sendMsg(self, msg: bytes) -> int:
        """Send a whole frame and return its size; 0 when not connected.

        Raises OSError when it cannot be sent. The connection is given up then: part of the frame may be out, and
        nothing that follows could be understood.
        """
        with self.lock:
            sock = self.socket
            if sock is None:
                return 0
            if self._sending:  # this thread is, and now runs a signal handler
                self._behind.append(msg)
                return len(msg)
            self._sending = True
            try:
                sock.sendall(msg)
            except BlockingIOError as exc:
                self._give_up()
                raise TimeoutError(f"the server took no data for {self.sendTimeout:g} seconds") from exc
            except BaseException:
                self._give_up()
                raise
            finally:
                self._sending = False
            while self._behind:
                self.sendMsg(self._behind.pop(0))
            return len(msg)

    def receive(self) -> bytes:
        """What has arrived, at most RECV_SIZE bytes; waits for it. b"" at the end. Raises OSError on a broken one."""
        with self._receiving:
            sock = self._handle
            return b"" if sock is None else sock.recv(RECV_SIZE)

    def recvMsg(self) -> bytes:
        """What has arrived, as `receive`, but a broken connection is closed and gives b""."""
        try:
            data = self.receive()
        except OSError as exc:
            logger.warning("receiving from %s:%s failed: %s", self.host, self.port, exc)
            data = b""
        if not data:
            self.disconnect()
        return data

    def disconnect(self) -> None:
        """Close the connection. Threads that send or receive on it are woken. Any thread, any number of times."""
        sock = self._handle
        if sock is None:
            return
        self._give_up()
        # A descriptor that is closed while another thread enters recv() may by then belong to another socket.
        held = [lock for lock in (self.lock, self._receiving) if lock.acquire(timeout=CLOSE_WAIT)]
        try:
            self._handle = None
            sock.close()
        finally:
            for lock in held:
                lock.release()

    def _give_up(self) -> None:
        """Stop sending and wake the reader, which may still fetch what had arrived."""
        self.socket = None
        if self._handle is not None:
            with suppress(OSError):
                self._handle.shutdown(socket.SHUT_RDWR)


def _limit_sends(sock: socket.socket, seconds: float) -> None:
    """Let a blocking send fail after `seconds` without progress; receiving goes on blocking."""
    if sys.platform == "win32":
        value = struct.pack("I", int(seconds * 1000))
    else:
        value = struct.pack("ll", int(seconds), int(seconds % 1 * 1_000_000))
    with suppress(OSError):
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, value)


def open_socket(host: str, port: int, deadline: float) -> socket.socket:
    """A connected TCP socket to the first address of `host` that answers before `deadline` (of time.monotonic).

    Raises ConnectFailed.
    """
    addresses = _resolve(*(reroute(host, port) if reroute else (host, port)), deadline)
    failures = []
    for index, (family, kind, proto, _, address) in enumerate(addresses):
        left = deadline - monotonic()
        if left <= 0:
            failures.append("out of time")
            break
        try:
            return _open(family, kind, proto, address, left / (len(addresses) - index))
        except OSError as exc:
            failures.append(f"{address[0]}: {exc}")
    raise ConnectFailed("connecting (TCP)", "; ".join(failures))


def _open(family: int, kind: int, proto: int, address: Any, timeout: float) -> socket.socket:
    sock = socket.socket(family, kind, proto)
    try:
        sock.settimeout(timeout)
        sock.connect(address)
        if sock.getsockname() == sock.getpeername():  # a free local port can be connected to itself
            raise ConnectionRefusedError("nobody listens there")
        with suppress(OSError):
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
            for name, value in KEEPALIVE:
                if hasattr(socket, name):
                    sock.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
    except BaseException:
        sock.close()
        raise
    return sock


def _resolve(host: str, port: int, deadline: float) -> list[Any]:
    """The addresses of a host. A name is looked up in a thread: the system's resolver knows no deadline."""
    try:
        number = int(port)
    except (TypeError, ValueError, OverflowError):
        number = -1
    if not 0 < number < 65536:
        raise ConnectFailed("resolving", f"{port!r} is not a port; use a number from 1 to 65535")
    with suppress(OSError, UnicodeError):
        # as bytes: a text would have Python import its codec for names of hosts, which takes longer than all the rest
        return socket.getaddrinfo(host.encode("ascii"), number, 0, socket.SOCK_STREAM, 0, socket.AI_NUMERICHOST)
    found: list[Any] = []

    def look_up() -> None:
        try:
            found.append(socket.getaddrinfo(host, number, 0, socket.SOCK_STREAM))
        except (OSError, UnicodeError) as exc:
            found.append(exc)

    thread = threading.Thread(target=look_up, name="ibproto-resolver", daemon=True)
    thread.start()
    thread.join(max(0.0, deadline - monotonic()))
    if not found:
        raise ConnectFailed("resolving", f"no answer in time for the host name {host!r}")
    if isinstance(found[0], Exception):
        raise ConnectFailed("resolving", f"the host name {host!r} is not known: {found[0]}")
    addresses: list[Any] = found[0]
    return addresses


if not TYPE_CHECKING:
    __getattr__ = late(__name__, "logging")
    __all__ = public(vars(), "logging")
