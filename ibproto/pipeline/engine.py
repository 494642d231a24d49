"""The life of a client's connections: opening one, and ending it exactly once."""

from __future__ import annotations

import threading
from time import monotonic

from ibproto.compat.internals import client_id, route_sends
from ibproto.connection import ConnectFailed
from ibproto.const import NO_VALID_ID
from ibproto.errors import ALREADY_CONNECTED, CONNECT_FAIL
from ibproto.log import logger_of
from ibproto.pipeline import loop
from ibproto.pipeline.checks import warn_of_mistakes
from ibproto.pipeline.opening import Attempt, failure_text, open_session, start_reader
from ibproto.pipeline.parts import parts_of
from ibproto.pipeline.sender import CONNECTED, CONNECTING, DISCONNECTED, Sender
from ibproto.pipeline.session import Session
from ibproto.reader import FrameQueue
from ibproto.wrapper import EWrapper

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


LOCAL_HOST = "127.0.0.1"
CONNECT_TIMEOUT = 10.0
LONGEST_TIMEOUT = 1e6  # seconds, for "no limit": the system refuses to count some greater ones
JOIN_WAIT = 2.0  # seconds that disconnect() waits for the reader to end
LOOP_WAIT = 1.0  # seconds that disconnect() waits for the loop to call connectionClosed
CLAIM_WAIT = 0.5  # seconds after a loss in which a loop may still start, before connectionClosed is called without one

logger = logger_of("ibproto.client")


class Engine(Sender):
    """What is behind an EClient. Bots see what it writes to the client's attributes: conn, decoder, ...

    It calls no method of the client but the documented hooks, because a bot may have overridden any of them.
    """

    def __init__(self, client: Any) -> None:
        super().__init__(client)
        self.session: Session | None = None
        self.changed = threading.Condition()
        """Guards the session's state and announces its changes. Never held while user code runs, but for that of a
        signal handler: its lock is re-entrant."""
        self.attempt: Attempt | None = None
        client.msg_queue = FrameQueue()
        self._forget()

    # ---- connecting --------------------------------------------------------------------------------------------------

    def connect(
        self, host: str | None, port: int, clientId: int, timeout: float | None = None, wait: bool = False
    ) -> None:
        """See EClient.connect."""
        client = self.client
        deadline = monotonic() + min(CONNECT_TIMEOUT if timeout is None else timeout, LONGEST_TIMEOUT)
        if not self.valid("connect", host):
            return
        host = host or LOCAL_HOST
        attempt = self._begin()
        if attempt is None:
            why = "" if self.is_connected() else " Another connect() is in progress."
            self.report(NO_VALID_ID, ALREADY_CONNECTED.code(), f"connect: {ALREADY_CONNECTED.msg()}{why}")
            return
        session = None
        failure = None
        try:
            warn_of_mistakes(client.wrapper, EWrapper)
            self.parts = parts_of(self, self.trace)
            client.host, client.port, client.clientId = host, port, client_id(clientId)
            client.connState = CONNECTING
            session = self._open(attempt, deadline)
        except ConnectFailed as exc:
            failure = exc
        finally:
            if session is None:
                self._abandon(attempt)
        if session is None:
            assert failure is not None
            text = failure_text(failure, host, port)
            logger.info("%s", text)
            self.report(NO_VALID_ID, failure.code, text)
            return
        try:
            self.call("connectAck")
            if wait:
                self._wait_until_ready(session, deadline)
        finally:
            with self.changed:
                session.connecting = False
                self.changed.notify_all()

    def _begin(self) -> Attempt | None:
        """Start an attempt unless there is a connection or an attempt already. What is left of a lost one is ended."""
        with self.changed:
            if self.attempt is not None or self.is_connected():
                return None
            attempt = self.attempt = Attempt()
            old = self.session
            mine = old is not None and not old.finished and old.runner in (None, threading.current_thread())
        if mine:
            assert old is not None
            self.end(old)
        with self.changed:
            self.session = None
        return attempt

    def _open(self, attempt: Attempt, deadline: float) -> Session:
        """Open a session and show it to the world. Raises ConnectFailed."""
        client = self.client
        session, enc, time, rest = open_session(attempt, client, deadline, self.parts)
        with self.changed:
            attempt.check()
            watch = self.parts.watch(self._watch(session))
            start_reader(session, rest, lambda problem: self._reader_ended(session, problem), watch)
            self.attempt = None
            self._encoder = enc
            self.session = session
            client.msg_queue, client.decoder = session.queue, session.decoder
            client.conn, client.reader = session.conn, session.reader
            client.serverVersion_, client.connTime = session.version, time
            client.connState = CONNECTED
        route_sends(client, session.conn, session.version)
        logger.info("connected to %s:%s: server version %d, %s", client.host, client.port, session.version, time)
        return session

    def _watch(self, session: Session) -> Callable[[list[bytes]], bool]:
        """What tells a connect() that waits that the session is ready."""

        def note(frames: list[bytes]) -> bool:
            if not session.note(frames):
                return False
            with self.changed:
                self.changed.notify_all()
            return True

        return note

    def _abandon(self, attempt: Attempt) -> None:
        """Leave no trace of an attempt that failed."""
        if attempt.sock is not None:
            attempt.sock.close()
        if self.session is not None:  # interrupted on the last step
            self.end(self.session)
        with self.changed:
            self.attempt = None
            self._forget()
            self.changed.notify_all()

    def _wait_until_ready(self, session: Session, deadline: float) -> None:
        with self.changed:
            self.changed.wait_for(lambda: not (session.expected and session.live()), max(0.0, deadline - monotonic()))
            ready, lost = not session.expected, not session.live()
        if ready:
            return
        what = "the connection was lost" if lost else "no answer in time"
        reason = f"{what}, {session.missing()} did not come; see the errors before, if any (326: clientId is in use)"
        text = failure_text(ConnectFailed("waiting for the session", reason), session.conn.host, session.conn.port)
        logger.info("%s", text)
        if not lost:
            self.end(session)
        self.report(NO_VALID_ID, CONNECT_FAIL.code(), text)

    # ---- the end of a connection -------------------------------------------------------------------------------------

    def disconnect(self) -> None:
        """See EClient.disconnect."""
        with self.changed:
            attempt, session = self.attempt, self.session
            if attempt is not None:
                attempt.cancel()
                if attempt.thread is not threading.current_thread():
                    self.changed.wait_for(lambda: self.attempt is not attempt, JOIN_WAIT)
                return
            if session is None or session.done.is_set():
                if session is not None:
                    session.queue.close()
                self._forget()
                return
        self.end(session)

    def end(self, session: Session) -> None:
        """Close a session for the user: drop what is queued, see to it that connectionClosed is called once."""
        me = threading.current_thread()
        with self.changed:
            if session.finished:
                session.queue.close()
                return
            session.closing = True
            if session.runner is None:
                session.runner = me
            mine = session.runner is me
            if self.session is session:
                self.client.connState = DISCONNECTED
            self.changed.notify_all()
        session.queue.close()
        session.conn.disconnect()
        if session.reader is not None and session.reader is not me:
            session.reader.join(JOIN_WAIT)
        if mine:
            self.finish(session)
        else:
            session.done.wait(LOOP_WAIT)

    def finish(self, session: Session) -> None:
        """Call connectionClosed, if nobody did, and forget the connection. Only for the session's runner."""
        with self.changed:
            if session.finished:
                return
            session.finished = True
            if self.session is session:
                self.client.connState = DISCONNECTED
            self.changed.notify_all()
        session.conn.disconnect()
        try:
            if session.problem is not None:
                self.report(NO_VALID_ID, *session.problem)
        finally:
            try:
                self.call("connectionClosed")
            finally:
                with self.changed:
                    if session.runner is threading.current_thread():
                        session.runner = None
                    if self.session is session and self.attempt is None:
                        self._forget()
                    session.done.set()
                    self.changed.notify_all()

    def _reader_ended(self, session: Session, problem: tuple[int, str] | None) -> None:
        """On the reader thread, its last act: leave the end to the loop, or see to it when there is none."""
        with self.changed:
            session.ended = True
            session.problem = problem
            session.queue.put_end()
            self.changed.notify_all()
            self.changed.wait_for(lambda: session.finished or session.runner or not session.connecting)
            self.changed.wait_for(lambda: session.finished or session.runner, CLAIM_WAIT)
            if session.finished or session.runner:
                return
            session.runner = threading.current_thread()
            waiting = session.queue.qsize()
        if waiting:
            logger.warning("the connection was lost and nobody runs the loop: run() has %d messages waiting", waiting)
        self.finish(session)

    def reset(self) -> None:
        """See EClient.reset. A connection that is still open would be out of reach afterwards: it is closed."""
        self.disconnect()

    def _forget(self) -> None:
        """Make the client's attributes those of a new one."""
        client = self.client
        self._encoder = None
        client.connState = DISCONNECTED
        client.conn = client.reader = client.decoder = client.decode = None
        client.host = client.port = client.clientId = client.serverVersion_ = client.connTime = None
        client.connectOptions = client.optCapab = None
        client.extraAuth = client.asynchronous = False
        client.nKeybIntHard = 0

    # ---- the loop ----------------------------------------------------------------------------------------------------

    def run(self) -> None:
        """See EClient.run."""
        loop.run(self)

    def start_loop(self, name: str = "ibproto-loop") -> threading.Thread:
        """See EClient.startLoop."""
        return loop.start(self, name)

    def drain(self, timeout: float = 0.0) -> int:
        """See EClient.drain."""
        return loop.drain(self, timeout)
