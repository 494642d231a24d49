"""The reader thread: bytes from the socket become frames in a queue."""

from __future__ import annotations

import struct
from collections import deque
from queue import Empty, SimpleQueue
from threading import Condition, Thread
from time import monotonic, sleep

from ibproto import comm as comm
from ibproto.compat.internals import plain_put
from ibproto.const import MAX_MSG_LEN
from ibproto.errors import BAD_LENGTH
from ibproto.late import late, public
from ibproto.log import logger_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    import logging as logging
    from collections.abc import Callable
    from queue import Queue

    from ibproto.connection import Connection

logger = logger_of(__name__)

FRAME_OVERHEAD = 48  # bytes that Python adds to each queued payload
_length = struct.Struct(">I").unpack_from
LEFTOVER_LIMIT = 8 << 20  # bytes still read from a connection that was given up: what the kernel can hold


class FrameQueue:
    """Frames between the reader thread and the loop, handed over in batches: per message it costs next to nothing.

    For programs with a loop of their own it also looks like a `queue.Queue` of payloads. One thread consumes.
    """

    def __init__(self) -> None:
        self.frames: deque[bytes] = deque()
        """The batch that is being consumed."""
        self.ended = False
        """Nothing more will come: set when the consumer got to the end."""
        self._batches: SimpleQueue[tuple[list[bytes], int] | None] = SimpleQueue()
        self._changed = Condition()
        self._waiting = 0  # frames in _batches
        self._bytes = 0  # bytes in _batches
        self._resume = 0  # the reader waits until they are down to this
        self._closed = False

    # ---- the reader's side ----

    def put_batch(self, frames: list[bytes], size: int, limit: int) -> None:
        """Queue frames of together `size` bytes. With more than `limit` bytes waiting, wait until half are gone."""
        size += len(frames) * FRAME_OVERHEAD
        with self._changed:
            if self._closed:
                return
            self._waiting += len(frames)
            self._bytes += size
            self._batches.put((frames, size))
            if self._bytes > limit:
                logger.debug("reading pauses: %d messages are waiting", self._waiting)
                self._resume = limit // 2
                self._changed.wait_for(lambda: self._closed or self._bytes <= self._resume)

    def put_end(self) -> None:
        """Say that nothing more will come."""
        self._batches.put(None)

    # ---- the consumer's side ----

    def take(self, timeout: float | None) -> bool:
        """Move the next batch into `frames`, waiting for it if need be (None: for ever). Whether there is one."""
        if self.ended:
            return False
        try:
            batch = self._batches.get(timeout is None or timeout > 0, timeout or None)
        except Empty:
            return False
        with self._changed:
            if batch is None:
                self.ended = True
                return False
            if self._closed:
                return False
            frames, size = batch
            self._waiting -= len(frames)
            self._bytes -= size
            self.frames.extend(frames)
            if self._bytes <= self._resume:
                self._changed.notify()
        return True

    def close(self) -> None:
        """Drop everything, now and from now on. Wakes the reader and the consumer. Any thread."""
        with self._changed:
            self._closed = True
            self.frames.clear()
            self._changed.notify_all()
            try:
                while True:
                    self._batches.get_nowait()
            except Empty:
                self._waiting = self._bytes = 0
            self._batches.put(None)

    # ---- the face of a queue.Queue ----

    def get(self, block: bool = True, timeout: float | None = None) -> bytes:
        """The next payload. Raises queue.Empty when none comes in time, or none can come any more."""
        until = None if timeout is None else monotonic() + timeout
        while True:
            try:
                return self.frames.popleft()
            except IndexError:
                left = 0.0 if not block else None if until is None else max(0.0, until - monotonic())
            if not self.take(left):
                if left and self.ended:  # a program that asks again and again is not to spin
                    sleep(max(0.0, left))
                raise Empty

    def get_nowait(self) -> bytes:
        """The next payload. Raises queue.Empty when there is none."""
        return self.get(False)

    def put(self, frame: bytes, block: bool = True, timeout: float | None = None) -> None:
        """Queue a payload as if it had arrived. Does not wait: `block` and `timeout` are there as in queue.Queue."""
        with self._changed:
            if not self._closed:
                self._waiting += 1
                self._bytes += len(frame) + FRAME_OVERHEAD
                self._batches.put(([frame], len(frame) + FRAME_OVERHEAD))

    def qsize(self) -> int:
        """How many payloads are waiting."""
        return self._waiting + len(self.frames)

    def empty(self) -> bool:
        """Whether no payload is waiting."""
        return not self.qsize()


class EReader(Thread):
    """Reads a connection until it ends, in a daemon thread.

    conn: a Connection. msg_queue: a FrameQueue, or a program's own queue.Queue, which gets no mark at its end.
    buffered: bytes that were received before the thread started.
    onEnd: called last, on this thread, with None or the (error code, text) to report; it is to end the queue.
    watch: called with each batch before it is queued, until it returns True.
    highWater: bytes that may wait in the queue (what Python needs for them included). Above it the thread stops
    reading, so that TCP holds the server back, until half of it is handled. Set it on the class, or on
    `client.reader` once connected.
    """

    highWater = 64 << 20

    def __init__(
        self,
        conn: Connection,
        msg_queue: FrameQueue | Queue[bytes],
        buffered: bytes = b"",
        onEnd: Callable[[tuple[int, str] | None], None] | None = None,
        watch: Callable[[list[bytes]], bool] | None = None,
    ) -> None:
        super().__init__(name=f"ibproto-reader-{conn.host}:{conn.port}", daemon=True)
        self.conn = conn
        self.msg_queue = msg_queue
        self._put_batch = msg_queue.put_batch if isinstance(msg_queue, FrameQueue) else plain_put(msg_queue)
        self._buffered = buffered
        self._on_end = onEnd
        self._watch = watch

    def run(self) -> None:
        """Read until the connection ends, for whatever reason. Called by the thread itself."""
        problem = None
        try:
            problem = self._read()
        except OSError as exc:
            if self.conn.isConnected():
                logger.warning("%s: the connection broke: %s", self.name, exc)
        except Exception:
            logger.exception("%s: stopped by an error, the connection is closed", self.name)
        finally:
            self.conn.disconnect()
            if self._on_end is not None:
                self._on_end(problem)
            elif isinstance(self.msg_queue, FrameQueue):
                self.msg_queue.put_end()

    def _read(self) -> tuple[int, str] | None:
        receive = self.conn.receive
        buffer = self._buffered
        self._buffered = b""
        leftover = 0
        while True:
            end, missing = self._split(buffer)
            if end:
                buffer = buffer[end:]
            if missing < 0:
                what = f"A message of {_length(buffer, 0)[0]} bytes is announced, {MAX_MSG_LEN} is the most"
                start = f"it starts with {buffer[:40].hex(' ')}"
                return BAD_LENGTH.code(), f"{BAD_LENGTH.msg()} {what}; {start}. The connection is closed."
            chunks = [buffer]
            while missing > 0:
                data = receive()
                if not data:
                    self._report_end(sum(map(len, chunks)))
                    return None
                chunks.append(data)
                missing -= len(data)
                if not self.conn.isConnected():
                    leftover += len(data)
                    if leftover > LEFTOVER_LIMIT:
                        return None
            buffer = b"".join(chunks)

    def _split(self, buffer: bytes) -> tuple[int, int]:
        """Queue the whole frames of a buffer: (where they end, bytes missing for the next; -1 if it is too long)."""
        frames: list[bytes] = []
        append = frames.append
        length = _length
        size = len(buffer)
        start = 0
        missing = 4 - size
        while missing <= 0:
            body = start + 4
            stop = body + length(buffer, start)[0]
            if stop > size:
                missing = stop - size if stop - body <= MAX_MSG_LEN else -1
                break
            if stop > body:
                append(buffer[body:stop])
            start = stop
            missing = start + 4 - size
        if frames:
            if self._watch is not None and self._watch(frames):
                self._watch = None
            self._put_batch(frames, start, self.highWater)
        return start, missing

    def _report_end(self, unfinished: int) -> None:
        if not self.conn.isConnected():
            logger.debug("%s: the connection was closed", self.name)
        elif unfinished:
            logger.warning("%s: the server closed the connection %d bytes into a message", self.name, unfinished)
        else:
            logger.info("%s: the server closed the connection", self.name)


if not TYPE_CHECKING:
    __getattr__ = late(__name__, "logging")
    __all__ = public(vars(), "logging")
