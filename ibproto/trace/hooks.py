"""The parts of a connection that is traced: they do what the plain ones do, and tell the trace."""

from __future__ import annotations

import threading
from collections import OrderedDict, deque

from ibproto.connection import Connection
from ibproto.decoder import BASE, Decoder, callback_of
from ibproto.pipeline.parts import Parts
from ibproto.trace import text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ibproto.pipeline.sender import Sender
    from ibproto.trace.record import Trace

MOST_WAITING = 100_000  # frames whose arrival is kept: a program with a loop of its own may never decode them


class TracedParts(Parts):
    """The parts of one connection, and what they know together."""

    def __init__(self, engine: Sender, trace: Trace, number: int) -> None:
        super().__init__(engine)
        self.trace = trace
        self.number = number
        self.version = 0
        self.arrived: OrderedDict[int, tuple[bytes, float, str]] = OrderedDict()
        """Id of a waiting frame -> the frame, which so keeps its id to itself, when it came, and on which thread."""

    def connection(self, host: str, port: int) -> Connection:
        """See Parts."""
        client = self.engine.client
        self.trace.opened(self.number, "connect", {"host": host, "port": port, "clientId": client.clientId})
        return TracedConnection(host, port, self)

    def opened(self, version: int, time: bytes) -> None:
        """See Parts."""
        self.version = version
        at = time.decode("utf-8", "backslashreplace")
        self.trace.opened(self.number, "connected", {"serverVersion": version, "serverTime": at})

    def decoder(self, wrapper: Any, version: int) -> Decoder:
        """See Parts."""
        return TracedDecoder(wrapper, version, self.engine.callback_failed, self)

    def watch(self, note: Callable[[list[bytes]], bool]) -> Callable[[list[bytes]], bool]:
        """See Parts. Notes when each frame arrived."""
        is_noted = False

        def watching(frames: list[bytes]) -> bool:
            nonlocal is_noted
            now, thread = self.trace.now(), threading.current_thread().name
            for frame in frames:
                self.arrived[id(frame)] = (frame, now, thread)
            while len(self.arrived) > MOST_WAITING:
                self.arrived.popitem(last=False)
            is_noted = is_noted or note(frames)
            return False

        return watching

    def callback(self, name: str) -> Callable[..., None]:
        """See Parts."""
        return self.traced(self.engine.client.wrapper, name)

    def traced(self, wrapper: Any, name: str) -> Callable[..., None]:
        """A callback of the wrapper that tells when it is entered and left; EWrapper's own are not worth it."""
        callback = callback_of(wrapper, name)
        if getattr(callback, "__func__", None) is BASE.get(name, ()):
            return callback
        trace, number = self.trace, self.number

        def call(*args: Any) -> None:
            since = trace.entered(number, name, args)
            problem: BaseException | None = None
            try:
                callback(*args)
            except BaseException as raised:
                problem = raised
                raise
            finally:
                trace.left(number, name, since, problem)

        return call

    def deliver(self, frame: bytes) -> None:
        """A frame is about to be decoded."""
        _, at, reader = self.arrived.pop(id(frame), (b"", 0.0, ""))
        self.trace.message(self.number, frame, self.version, at, reader)


class TracedConnection(Connection):
    """A connection that tells what is sent, and its end."""

    def __init__(self, host: str, port: int, parts: TracedParts) -> None:
        super().__init__(host, port)
        self._parts = parts
        self._end = threading.Lock()  # taken by the thread that ends the connection, for good

    def sendMsg(self, msg: bytes) -> int:
        """See Connection."""
        parts = self._parts
        if len(msg) <= 4:  # a message of length 0 asks for nothing
            return super().sendMsg(msg)
        name = parts.trace.request(parts.number, msg[4:], parts.version)  # before an answer to it can come
        try:
            sent = super().sendMsg(msg)
        except BaseException as raised:
            parts.trace.unsent(parts.number, name or "", text.shown(raised))
            raise
        if not sent:
            parts.trace.unsent(parts.number, name or "", "the connection is closed")
        return sent

    def disconnect(self) -> None:
        """See Connection."""
        if self._handle is not None and self._end.acquire(blocking=False):
            parts = self._parts
            parts.trace.closed(parts.number, "closed")
        super().disconnect()


class TracedDecoder(Decoder):
    """A decoder that tells of each message and each callback."""

    def __init__(
        self, wrapper: Any, version: int, failed: Callable[[str, tuple[Any, ...], Exception], None], parts: TracedParts
    ) -> None:
        super().__init__(wrapper, version, failed)
        self._parts = parts
        self._decode = self.deliver
        self.deliver = self._deliver

    def _deliver(self, frames: deque[bytes]) -> None:
        while frames:
            try:
                frame = frames.popleft()
            except IndexError:  # another thread has emptied the queue: disconnect()
                return
            self._parts.deliver(frame)
            self._decode(deque((frame,)))

    def processProtoBuf(self, protoBuf: bytes, msgId: int) -> None:
        """See Decoder."""
        self._parts.deliver(self._proto_frame(protoBuf, msgId))
        super().processProtoBuf(protoBuf, msgId)

    def _receiver(self, names: set[str]) -> Any:
        return _Receiver(self)

    def _callback(self, name: str) -> Callable[..., None]:
        return self._parts.traced(self.wrapper, name)


class _Receiver:
    """What the compiled decoders call in place of the wrapper."""

    def __init__(self, decoder: TracedDecoder) -> None:
        self._decoder = decoder

    def __getattr__(self, name: str) -> Callable[..., None]:
        return self._decoder._callback(name)
