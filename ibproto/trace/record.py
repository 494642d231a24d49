"""What happens, one event after the other, and where the events go."""

from __future__ import annotations

import sys
import threading
import time
from functools import wraps
from typing import Any, NamedTuple

from ibproto.log import logger_of
from ibproto.pipeline import parts
from ibproto.trace import names, text
from ibproto.trace.page import Page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from os import PathLike
    from typing import ParamSpec, TextIO, TypeVar

    from ibproto.pipeline.sender import Sender

    P = ParamSpec("P")
    R = TypeVar("R")

OPEN, CLOSE, REQUEST, UNSENT, MESSAGE, ENTER, LEAVE = "open", "close", "out", "unsent", "in", "call", "return"
SESSION = "session"  # the topic of what no request asked for

logger = logger_of(__name__)


def _harmless(tell: Callable[P, R]) -> Callable[P, R | None]:
    """What fails here must not fail the program: the trace goes silent and the log says why."""

    @wraps(tell)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R | None:
        trace = args[0]
        assert isinstance(trace, Trace)
        if trace.silent:
            return None
        try:
            return tell(*args, **kwargs)
        except (OSError, ValueError) as problem:  # ValueError: the stream is closed
            logger.warning("the trace ends here, it cannot be written: %s", problem)
        except Exception:
            logger.exception("the trace ends here, by an error of its own")
        trace.silent = True
        return None

    return guarded


class Event(NamedTuple):
    """One thing that happened."""

    kind: str
    at: float  # seconds since the trace began
    thread: str
    connection: int  # of this trace, counted from 1
    name: str  # of the request, the message or the callback
    topic: str  # the request or order that it belongs to
    fields: dict[str, Any]
    note: str = ""  # what an error means, why a message cannot be read, how a callback ended
    wire: str = ""
    arrived: float = 0.0  # of a message: when the reader had it
    reader: str = ""  # and on which thread
    took: float = 0.0  # seconds in the callback
    depth: int = 0  # callbacks of this thread around it


class Trace:
    """Writes down what clients exchange with their servers; give it to `EClient.setTrace()`.

    out: a text stream for the lines, such as sys.stderr; None for none.
    html: a file for the page; None for none. It is overwritten.
    full: show the zeros of long messages in the lines, too, and all fields, however many.
    program: the name to show, sys.argv[0] if empty.
    clock: seconds, for tests.

    Any thread. One trace may serve several clients. `close()` ends the page; a page that is not closed shows just as
    well. When a line cannot be written the trace says so in the log, and goes silent.
    """

    def __init__(
        self,
        out: TextIO | None = None,
        html: str | PathLike[str] | None = None,
        *,
        full: bool = False,
        program: str = "",
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._clock = clock
        self._start = clock()
        self._lock = threading.RLock()  # a signal handler may come in between
        self._out = out
        self._full = full
        program = program or sys.argv[0] or "python"
        self._page = None if html is None else Page(html, program)
        self.silent = False
        self._connections = 0
        self._depth: dict[int, int] = {}  # by thread
        self._asked: dict[tuple[int, str], str] = {}  # (connection, what) -> topic of the last request about it
        if out is not None:
            self._write(text.header(program), None)

    def now(self) -> float:
        """Seconds since the trace began."""
        return self._clock() - self._start

    def parts(self, engine: Sender) -> parts.Parts:
        """The parts of a connection that is traced."""
        from ibproto.trace.hooks import TracedParts

        with self._lock:
            self._connections += 1
            return TracedParts(engine, self, self._connections)

    def close(self) -> None:
        """Write no more; finish the page."""
        with self._lock:
            self.silent = True
            if self._page is not None:
                self._page.close()

    # ---- what the hooks tell -----------------------------------------------------------------------------------------

    @_harmless
    def opened(self, connection: int, what: str, fields: dict[str, Any]) -> None:
        """A step of opening a connection."""
        self._add(OPEN, connection, what, SESSION, fields)

    @_harmless
    def closed(self, connection: int, what: str) -> None:
        """The end of a connection."""
        self._add(CLOSE, connection, what, SESSION, {})

    @_harmless
    def request(self, connection: int, frame: bytes, version: int) -> str:
        """A request is about to be sent: its name."""
        seen = names.read(frame, version, False)
        topic = self._topic_of_request(connection, seen)
        self._add(REQUEST, connection, seen.name, topic, seen.fields, seen.problem, seen.wire)
        return seen.name

    @_harmless
    def unsent(self, connection: int, name: str, problem: str) -> None:
        """The request could not be sent."""
        self._add(UNSENT, connection, name, SESSION, {}, f"not sent: {problem}")

    @_harmless
    def message(self, connection: int, frame: bytes, version: int, arrived: float, reader: str) -> None:
        """A message that is handed to the decoder."""
        seen = names.read(frame, version, True)
        note = names.meaning(seen.fields) if seen.name == "error" else ""
        topic = self._topic_of_answer(connection, seen)
        self._add(
            MESSAGE,
            connection,
            seen.name,
            topic,
            seen.fields,
            seen.problem or note,
            seen.wire,
            arrived=arrived,
            reader=reader,
        )

    @_harmless
    def entered(self, connection: int, name: str, args: tuple[Any, ...]) -> float:
        """A callback is about to be called: the time."""
        thread = threading.get_ident()
        now = self.now()
        own = name == "error" and len(args) > 2 and names.meaning({"errorCode": args[2]})
        note = own if own and own.startswith("client") else ""  # the server's have been told as messages
        self._add(ENTER, connection, name, "", text.arguments(name, args), note, at=now)
        with self._lock:
            self._depth[thread] = self._depth.get(thread, 0) + 1
        return now

    @_harmless
    def left(self, connection: int, name: str, since: float | None, problem: BaseException | None) -> None:
        """It has returned, or raised `problem`."""
        thread = threading.get_ident()
        now = self.now()
        with self._lock:
            depth = self._depth.pop(thread, 1) - 1
            if depth:
                self._depth[thread] = depth
        note = "" if problem is None else f"raised {text.shown(problem)}"
        fields = {} if problem is None else {"traceback": text.traceback_of(problem)}
        self._add(LEAVE, connection, name, "", fields, note, at=now, took=now - (since or now))

    # ---- inside ------------------------------------------------------------------------------------------------------

    def _topic_of_request(self, connection: int, seen: names.Seen) -> str:
        """The topic that a request opens, or goes on with."""
        about = names.subject(seen.name, seen.fields)
        if about is None:
            topic = seen.name
            if topic.startswith("cancel"):
                topic = f"req{topic.removeprefix('cancel')}"
            self._asked[connection, topic] = topic
            return topic
        topic = f"{about[0]} {about[1]}"
        self._asked[connection, str(about[1])] = topic
        return topic

    def _topic_of_answer(self, connection: int, seen: names.Seen) -> str:
        """The topic that a message belongs to."""
        about = names.subject(seen.name, seen.fields)
        if about is not None:
            topic = f"{about[0]} {about[1]}"
            if seen.name == "error":  # its id may be that of an order
                return self._asked.get((connection, str(about[1])), topic)
            return topic
        asked = [self._asked.get((connection, request)) for request in names.answers().get(seen.name, ())]
        return next((topic for topic in asked if topic), SESSION)

    def _add(
        self,
        kind: str,
        connection: int,
        name: str,
        topic: str,
        fields: dict[str, Any],
        note: str = "",
        wire: str = "",
        *,
        at: float | None = None,
        arrived: float = 0.0,
        reader: str = "",
        took: float = 0.0,
    ) -> None:
        thread = threading.current_thread()
        depth = self._depth.get(threading.get_ident(), 0)
        with self._lock:
            moment = self.now() if at is None else at
            event = Event(
                kind, moment, thread.name, connection, name, topic, fields, note, wire, arrived, reader, took, depth
            )
            self._write(text.line(event, self._full, self._connections > 1) if self._out is not None else "", event)

    def _write(self, line: str, event: Event | None) -> None:
        if self._out is not None:
            self._out.write(f"{line}\n")
            self._out.flush()
        if self._page is not None and event is not None:
            self._page.add(event)


# ---- one trace for all clients of the process ------------------------------------------------------------------------


def trace_all(trace: Trace | None) -> None:
    """Trace every client that has no trace of its own and connects from now on; None ends that."""
    parts.everywhere = trace


def from_environment(where: str) -> Trace | None:
    """The trace that IBPROTO_TRACE asks for, the same for all clients: `-` for stderr, a page if it ends in .html,
    else a file of lines. None, and a warning, when the file cannot be written."""
    try:
        trace = _trace_to(where)
    except OSError as problem:
        logger.warning("no trace: IBPROTO_TRACE=%s cannot be written: %s", where, problem)
        return None
    trace_all(trace)
    return trace


def _trace_to(where: str) -> Trace:
    if where == "-":
        return Trace(sys.stderr)
    if where.lower().endswith((".html", ".htm")):
        return Trace(html=where)
    return Trace(open(where, "w", encoding="utf-8"))  # noqa: SIM115 - it lives as long as the process
