"""Delivering: the loop that takes frames from the queue and calls back, on one thread at a time."""

from __future__ import annotations

import threading
from queue import Empty

from ibproto.errors import BAD_MESSAGE
from ibproto.log import log_error, logger_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ibproto.decoder import Decoder
    from ibproto.pipeline.engine import Engine
    from ibproto.pipeline.session import Session

IDLE = 0.2
"""Seconds without a message after which the hook `msgLoopTmo` is called."""
END_WAIT = 1.0  # seconds for connectionClosed to return, before what was left is delivered

logger = logger_of("ibproto.client")


def run(engine: Engine) -> None:
    """Deliver on this thread until the connection ends. Goes on with a connection that a callback opened meanwhile."""
    _serve(engine, _claim(engine, "run"))


def start(engine: Engine, name: str) -> threading.Thread:
    """Deliver in a new daemon thread. Raises RuntimeError when a loop runs already."""
    with engine.changed:
        session = engine.session
        if session is not None and session.undelivered():
            if session.runner is not None:
                raise RuntimeError(f"startLoop: a loop runs already, in thread {session.runner.name}")
        else:
            session = None
            logger.warning("startLoop: not connected, the loop ends at once; call it after connect()")
        thread = threading.Thread(target=_serve, args=(engine, session), name=name, daemon=True)
        if session is not None:
            session.runner = thread
            engine.changed.notify_all()
    try:
        thread.start()
    except RuntimeError:
        if session is not None:
            _release(engine, session)
        raise
    return thread


def drain(engine: Engine, timeout: float) -> int:
    """Deliver on this thread what has arrived; see to the end of the connection if that was all."""
    session = _claim(engine, "drain")
    if session is None:
        return 0
    count = 0
    queue = session.queue
    received = _hook(engine.client, "msgLoopRec")
    try:
        if not queue.frames:
            queue.take(timeout)
        for _ in range(queue.qsize()):
            try:
                frame = queue.get_nowait()
            except Empty:  # disconnect() dropped the rest
                break
            _deliver(engine, session, frame, received)
            count += 1
    finally:
        _release(engine, session)
    return count


def _claim(engine: Engine, what: str) -> Session | None:
    """Make this thread the runner of the current session; None when there is nothing to run."""
    me = threading.current_thread()
    with engine.changed:
        attempt = engine.attempt
        if attempt is not None and attempt.thread is not me:
            engine.changed.wait_for(lambda: engine.attempt is not attempt)  # it has a deadline
        session = engine.session
        if session is not None and session.runner is session.reader is not me:  # it is calling connectionClosed
            engine.changed.wait_for(session.done.is_set, END_WAIT)
        if session is None or not session.undelivered():
            return None
        if session.runner is not None:
            logger.error("%s does nothing: thread %s delivers the messages already", what, session.runner.name)
            return None
        session.runner = me
        engine.changed.notify_all()
        return session


def _release(engine: Engine, session: Session) -> None:
    """Give the session up again, unless it is over: then this thread was the one to finish it."""
    with engine.changed:
        over = session.closing or (session.ended and session.queue.empty())
        if not over:
            session.runner = None
    if over:
        engine.finish(session)


def _serve(engine: Engine, session: Session | None) -> None:
    while session is not None:
        try:
            _loop(engine, session)
        except BaseException:
            engine.end(session)
            raise
        engine.finish(session)
        session = _successor(engine, session)


def _successor(engine: Engine, old: Session) -> Session | None:
    """A connection that a callback opened on this very thread, which would have no loop if this one ended."""
    me = threading.current_thread()
    with engine.changed:
        if old.runner is me:
            old.runner = None
        new = engine.session
        if new is None or new is old or new.opener is not me or new.runner is not None or not new.undelivered():
            return None
        new.runner = me
        engine.changed.notify_all()
        return new


def _loop(engine: Engine, session: Session) -> None:
    """Deliver until the queue is at its end."""
    client = engine.client
    queue = session.queue
    while True:
        try:
            received = _hook(client, "msgLoopRec")
            if received is None:
                _decoder(engine, session).deliver(queue.frames)
            else:
                _deliver_each(engine, session, received)
            if queue.take(IDLE):
                continue
            if queue.ended:
                return
            idle = _hook(client, "msgLoopTmo")
            if idle is not None:
                _call_hook(engine, "msgLoopTmo", idle)
        except KeyboardInterrupt:
            if not _keyboard_interrupt(engine):
                logger.info("run: keyboard interrupt, disconnecting")
                engine.end(session)
                return
        except Exception as exc:
            if getattr(client, "propagateCallbackErrors", False):
                raise
            log_error(logger, "run: a message could not be handled, going on with the next", problem=exc)
            engine.report(-1, BAD_MESSAGE.code(), f"{BAD_MESSAGE.msg()} It was dropped: {exc!r}; see the log.")


def _decoder(engine: Engine, session: Session) -> Decoder:
    """The session's decoder; another one when the client was given another wrapper."""
    decoder = session.decoder
    wrapper = engine.client.wrapper
    if decoder.wrapper is not wrapper:
        decoder = session.decoder = engine.parts.decoder(wrapper, session.version)
        if engine.session is session and not session.finished:
            engine.client.decoder = decoder
    return decoder


def _deliver_each(engine: Engine, session: Session, received: Callable[[], object]) -> None:
    """Deliver what is in the queue, with a call of the hook after each message."""
    frames = session.queue.frames
    while frames:
        try:
            frame = frames.popleft()
        except IndexError:  # disconnect() dropped the rest
            return
        _deliver(engine, session, frame, received)


def _deliver(engine: Engine, session: Session, frame: bytes, received: Callable[[], object] | None) -> None:
    _decoder(engine, session).handle(frame)
    if received is not None:
        _call_hook(engine, "msgLoopRec", received)


def _call_hook(engine: Engine, name: str, hook: Callable[[], object]) -> None:
    try:
        hook()
    except Exception as exc:
        engine.callback_failed(name, (), exc)


def _hook(client: Any, name: str) -> Callable[[], object] | None:
    """A hook of the client if it is not EClient's own, which does nothing."""
    hook: Callable[[], object] | None = getattr(client, name, None)
    plain = getattr(hook, "__func__", hook)
    return None if getattr(plain, "__module__", None) == "ibproto.client" else hook


def _keyboard_interrupt(engine: Engine) -> bool:
    """Leave Ctrl-C to the client's own keyboardInterrupt(), if it has one. Raises SystemExit at the sixth."""
    hook = _hook(engine.client, "keyboardInterrupt")
    if hook is None:
        return False
    _call_hook(engine, "keyboardInterrupt", hook)
    engine.client.keyboardInterruptHard()
    return True
