"""Opening a session: TCP, handshake, startApi, reader; within a deadline, and without a trace when it fails."""

from __future__ import annotations

import threading
from contextlib import suppress
from socket import SHUT_RDWR

from ibproto.connection import ConnectFailed, open_socket
from ibproto.errors import CONNECT_FAIL
from ibproto.pipeline.encoder import Encoder, Refused
from ibproto.pipeline.handshake import shake_hands
from ibproto.pipeline.session import Session
from ibproto.reader import EReader, FrameQueue

TYPE_CHECKING = False
if TYPE_CHECKING:
    import socket
    from collections.abc import Callable
    from typing import Any

    from ibproto.pipeline.parts import Parts

_ADVICE = (
    "The port is usually 7496 (TWS), 7497 (TWS paper), 4001 (IB Gateway) or 4002 (IB Gateway paper), and this machine "
    "must be among the trusted IPs."
)


class Attempt:
    """A connect() in progress. `cancel` ends it from another thread."""

    def __init__(self) -> None:
        self.thread = threading.current_thread()
        self.sock: socket.socket | None = None
        self._cancelled = False

    def cancel(self) -> None:
        """Make the attempt fail at its next step, and wake it if it waits for the server."""
        self._cancelled = True
        if self.sock is not None:
            with suppress(OSError):
                self.sock.shutdown(SHUT_RDWR)

    def check(self) -> None:
        """Raise ConnectFailed if the attempt was cancelled."""
        if self._cancelled:
            raise ConnectFailed("connecting", "disconnect() was called meanwhile")


def open_session(attempt: Attempt, client: Any, deadline: float, parts: Parts) -> tuple[Session, Encoder, bytes, bytes]:
    """Connect to the client's host and port: (session, encoder, connection time, bytes that belong to the reader).

    startApi has been sent then; the reader is to be made and started. Raises ConnectFailed; the caller closes
    `attempt.sock`.
    """
    conn = parts.connection(client.host, client.port)
    attempt.sock = sock = open_socket(client.host, client.port, deadline)
    attempt.check()
    try:
        version, time, early, rest = shake_hands(sock, client.connectOptions, deadline)
    except ConnectFailed:
        attempt.check()  # then that was the reason
        raise
    encoder = Encoder(version)
    parts.opened(version, time)
    try:
        frame = encoder.encode("startApi", (client.clientId, client.optCapab or ""))
    except Refused as exc:
        raise ConnectFailed("startApi", exc.message.removeprefix("startApi: "), exc.code) from exc
    conn.wrapper = client.wrapper
    conn.adopt(sock)
    try:
        conn.sendMsg(frame)
    except OSError as exc:
        attempt.check()
        raise ConnectFailed("startApi", f"the connection broke: {exc}") from exc
    session = Session(conn, FrameQueue(), parts.decoder(client.wrapper, version), version)
    for frame in early:
        session.queue.put(frame)
    session.note(early)
    return session, encoder, time, rest


def start_reader(
    session: Session, buffered: bytes, onEnd: Callable[[tuple[int, str] | None], None], watch: Callable[..., bool]
) -> None:
    """Start the session's reader thread. Raises ConnectFailed when there can be no more threads."""
    session.reader = EReader(session.conn, session.queue, buffered, onEnd, watch)
    try:
        session.reader.start()
    except RuntimeError as exc:
        raise ConnectFailed("starting the reader thread", str(exc)) from exc


def failure_text(failure: ConnectFailed, host: str, port: int) -> str:
    """What the user is told about a failed connect()."""
    advice = f" {CONNECT_FAIL.msg()} {_ADVICE}" if failure.code == CONNECT_FAIL.code() else ""
    return f"connect to {host}:{port} failed: {failure.phase}: {failure.reason}.{advice}"
