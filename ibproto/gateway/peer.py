"""The socket of one client: what leaves by it, and until when it has to do something."""

from __future__ import annotations

import logging
import selectors
import socket
import time
from collections.abc import Callable

from .client_session import ClientSession

RECV_SIZE = 1 << 16
TURN = 0.0002  # real seconds of requests that are served before other clients have their turn
BLOCK = 1 << 16  # bytes that are put together to be sent at once
MOST = 1 << 18  # bytes that are sent before other clients have their turn
LINGER = 2.0  # real seconds that a client gets to read what was sent before its connection is closed

logger = logging.getLogger(__name__)


class Peer:
    """A client as the server sees it."""

    def __init__(self, sock: socket.socket, session: ClientSession) -> None:
        sock.setblocking(False)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock = sock
        self.session = session
        self.events = selectors.EVENT_READ
        self.deadline = time.monotonic() + session.world.behaviour.start_time  # 0: it has to do nothing
        self.finished = False  # everything is sent, and the client was told that no more will come
        self._leaving = memoryview(b"")
        self._is_blocked = False  # until the socket can take more

    def receive(self) -> bool:
        """Take what has come; False when the connection is over."""
        try:
            data = self.sock.recv(RECV_SIZE)
        except BlockingIOError:
            return True
        except OSError:
            return False
        if data and not self.session.ending:
            self.feed(data)
        return bool(data)

    def feed(self, data: bytes = b"") -> None:
        """Serve the next bytes, or what is left of the last; note until when there must be more."""
        session = self.session
        before = session.requests
        try:
            session.receive(data, TURN)
        except Exception:  # only this client is to suffer from it
            logger.exception("%s: closed, this is a defect of the gateway", session.name)
            session.broken = True
        if session.client_id is None or session.ending:
            return
        if not session.is_within:
            self.deadline = 0.0
        elif not self.deadline or session.requests > before:
            self.deadline = time.monotonic() + session.world.behaviour.message_time

    def unblock(self) -> None:
        """The socket can take more."""
        self._is_blocked = False

    def send(self, piece: Callable[[], int] | None) -> None:
        """Send what can be sent without waiting, or only a piece of it. Raises OSError when the connection is lost."""
        session = self.session
        left = MOST
        try:
            while self.has_more and left > 0 and not self._is_blocked:
                if not self._leaving:
                    self._leaving = self._block()
                sent = self.sock.send(self._leaving if piece is None else self._leaving[: piece()])
                session.unsent -= sent
                self._leaving = self._leaving[sent:]
                left -= sent if piece is None else MOST
        except BlockingIOError:
            self._is_blocked = True
        if session.ending and not self.has_more and not self.finished:
            self.finished = True
            self.deadline = time.monotonic() + LINGER
            self.sock.shutdown(socket.SHUT_WR)

    def _block(self) -> memoryview:
        """The next of what waits."""
        output, size, count = self.session.output, 0, 0
        while size < BLOCK and count < len(output):
            size += len(output[count])
            count += 1
        block = output[0] if count == 1 else b"".join(output[:count])
        del output[:count]
        return memoryview(block)

    @property
    def has_more(self) -> bool:
        """Whether something waits to be sent."""
        return bool(self._leaving or self.session.output)

    @property
    def is_sending(self) -> bool:
        """Whether it would send more if it had its turn."""
        return self.has_more and not self._is_blocked

    @property
    def wanted(self) -> int:
        """The events that the server has to wait for; nothing more is read while what was read is not served."""
        reading = 0 if self.session.has_backlog else selectors.EVENT_READ
        return reading | (selectors.EVENT_WRITE if self.has_more else 0)
