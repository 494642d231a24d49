"""From a frame to the callbacks of the wrapper: one table from message id to compiled decoder, for one connection."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Sequence
from functools import partial

from ibproto.const import NO_VALID_ID
from ibproto.errors import BAD_MESSAGE, UNKNOWN_ID
from ibproto.wire import text_decode
from ibproto.wire.messages import ANSWERS
from ibproto.wire.schema import PROTOBUF_OFFSET, RAW_ID_VERSION, Message
from ibproto.wrapper import EWrapper

logger = logging.getLogger(__name__)
_wrapper_logger = logging.getLogger("ibproto.wrapper")

EXCERPT = 64  # bytes of a bad message that are shown

Handler = Callable[[bytes], None]

TYPE_CHECKING = False  # importing typing costs milliseconds
if TYPE_CHECKING:
    from typing import Any

    CallbackFailed = Callable[[str, tuple[Any, ...], Exception], None]


class Decoder:
    """Decodes frames of a server of one version and calls the wrapper back, on the calling thread.

    `wrapper` is an EWrapper, or any object with some of its callbacks. `callbackFailed` gets the exceptions that
    leave a callback (its name, arguments, the exception); without it they are logged. Bad messages are reported to
    `wrapper.error` (505 unknown id, 508 unreadable), and the next message is decoded. A message whose callbacks nobody
    overrides is not decoded.
    """

    def __init__(self, wrapper: Any, serverVersion: int, callbackFailed: CallbackFailed | None = None) -> None:
        self.wrapper = wrapper
        self.serverVersion = serverVersion
        self._policy = callbackFailed or log_callback_error
        self._passing: BaseException | None = None
        self._handlers: dict[bytes, Handler] = {}
        raw = serverVersion >= RAW_ID_VERSION
        for number, message in ANSWERS.items():
            if message.has_text:
                key = number.to_bytes(4, "big") if raw else b"%d" % number
                self._handlers[key] = partial(self._first, key, message, False)
            if message.proto:
                key = (number + PROTOBUF_OFFSET).to_bytes(4, "big")
                self._handlers[key] = partial(self._first, key, message, True)
        self.deliver: Callable[[deque[bytes]], None] = self._deliver_raw if raw else self._deliver_text

    # -------------------------------------------------------------------------------------------- frames

    def handle(self, frame: bytes) -> None:
        """Decodes one frame (without its length) and makes the callbacks."""
        self.deliver(deque((frame,)))

    def _deliver_raw(self, frames: deque[bytes]) -> None:
        """Decodes frames from the left of a queue until it is empty."""
        handler_of, take = self._handlers.get, frames.popleft
        while frames:
            try:
                frame = take()
            except IndexError:  # another thread has emptied the queue: disconnect()
                return
            try:
                handler = handler_of(frame[:4])
                if handler is None:
                    self._unknown(frame)
                else:
                    handler(frame)
            except Exception as problem:
                self._bad(frame, problem)

    def _deliver_text(self, frames: deque[bytes]) -> None:
        """The same below server version 201, where the id is the first field."""
        handler_of, take = self._handlers.get, frames.popleft
        while frames:
            try:
                frame = take()
            except IndexError:
                return
            try:
                handler = handler_of(frame[: frame.find(b"\0")])
                if handler is None:
                    self._unknown(frame)
                else:
                    handler(frame)
            except Exception as problem:
                self._bad(frame, problem)

    def _first(self, key: bytes, message: Message, is_protobuf: bool, frame: bytes) -> None:
        """Stands in for the decoder of a message until somebody listens to it."""
        names = [call.name for call in (message.proto_calls if is_protobuf else message.calls)]
        if is_protobuf:
            names.append(message.raw)
        if self._listened(names):
            handler = self._handlers[key] = self._compiled(message, is_protobuf)
            handler(frame)

    def _listened(self, names: list[str]) -> bool:
        """Whether the wrapper has any of the callbacks for its own, or the base ones log their calls."""
        wrapper = self.wrapper
        if not isinstance(wrapper, EWrapper) or _wrapper_logger.isEnabledFor(logging.INFO):
            return True
        cls, own = type(wrapper), getattr(wrapper, "__dict__", ())
        return any(name in own or getattr(cls, name) is not getattr(EWrapper, name) for name in names)

    def _compiled(self, message: Message, is_protobuf: bool) -> Handler:
        if not is_protobuf:
            return text_decode.maker(message, self.serverVersion)(self.wrapper, self._failed)
        from ibproto.wire import proto_compile  # connections in text form do without it

        name = message.raw
        if isinstance(self.wrapper, EWrapper):
            test = f"cls.{name} is not base.{name} or {name!r} in own"
        else:
            test = f"hasattr(w, {name!r})"
        raw = partial(self._raw, name, message.proto)
        own = getattr(self.wrapper, "__dict__", {})
        maker = proto_compile.maker(message, test)
        return maker(self.wrapper, self._failed, raw, type(self.wrapper), own, EWrapper)

    def _raw(self, name: str, proto: str, frame: bytes) -> None:
        """Delivers the protobuf message itself."""
        from ibproto import protobuf

        message = getattr(protobuf, proto).FromString(frame[4:])
        try:
            getattr(self.wrapper, name)(message)
        except Exception as problem:
            self._failed(name, (message,), problem)

    # -------------------------------------------------------------------------------------------- problems

    def _failed(self, name: str, args: tuple[Any, ...], problem: Exception) -> None:
        """An exception left a callback; whatever the policy raises passes through the decoder."""
        try:
            self._policy(name, args, problem)
        except BaseException as passing:
            self._passing = passing
            raise

    def _unknown(self, frame: bytes) -> None:
        """A message id that no handler has."""
        number = self._id_of(frame)
        if number == 0 or not frame:
            return  # nothing was said
        if number is None:
            raise ValueError("the message does not begin with an id")
        key = b"%d" % number
        if self.serverVersion < RAW_ID_VERSION and key in self._handlers and not frame.startswith(key + b"\0"):
            self._handlers[key](key + frame[frame.find(b"\0") :])  # written in another way: 007
            return
        text = f"{UNKNOWN_ID.msg()} Message id {number}, server version {self.serverVersion}, {_excerpt(frame)}."
        self._report(UNKNOWN_ID.code(), text)

    def _id_of(self, frame: bytes) -> int | None:
        if self.serverVersion >= RAW_ID_VERSION:
            return int.from_bytes(frame[:4], "big") if len(frame) >= 4 else None
        try:
            return int(frame[: frame.find(b"\0")])
        except ValueError:
            return None

    def _bad(self, frame: bytes, problem: Exception) -> None:
        """A message that cannot be read: error 508 says where it breaks; the next one is delivered."""
        if problem is self._passing:
            self._passing = None
            raise problem
        self._report(BAD_MESSAGE.code(), f"{BAD_MESSAGE.msg()} {self._diagnosis(frame, problem)}, {_excerpt(frame)}.")

    def _diagnosis(self, frame: bytes, problem: Exception) -> str:
        """Name of the message and of the field that it breaks at."""
        from ibproto.wire import interpreter

        number = self._id_of(frame)
        is_raw = self.serverVersion >= RAW_ID_VERSION
        is_protobuf = is_raw and number is not None and number > PROTOBUF_OFFSET
        message = None
        if number is not None:
            message = ANSWERS.get(number - PROTOBUF_OFFSET if is_protobuf else number)
        where = f"server version {self.serverVersion}"
        if message is None:
            return f"Message id {number}, {where}: {problem}"
        if not is_protobuf:
            fields = (frame[4:] if is_raw else frame).decode("utf-8", "backslashreplace").split("\0")[:-1]
            try:
                for _ in interpreter.slots(message, self.serverVersion, fields if is_raw else fields[1:]):
                    pass
            except interpreter.BrokenField as broken:
                problem = broken
        return f"{message.name} (message id {number}), {where}: {type(problem).__name__}: {problem}"

    def _report(self, code: int, text: str) -> None:
        now = int(time.time() * 1000)
        try:
            self.wrapper.error(NO_VALID_ID, now, code, text)
        except Exception as problem:
            self._failed("error", (NO_VALID_ID, now, code, text), problem)

    # -------------------------------------------------------------------------------------------- own loops

    def interpret(self, fields: Sequence[str | bytes], msgId: int) -> None:
        """Decodes a text message from its fields, as `comm.read_fields` gives them, for programs with their own loop.

        `fields` begin with the id below server version 201 and have none from there on; `msgId` is the message's id.
        """
        parts = [field.encode() if isinstance(field, str) else bytes(field) for field in fields]
        if self.serverVersion >= RAW_ID_VERSION:
            self.handle(msgId.to_bytes(4, "big") + b"".join([part + b"\0" for part in parts]))
            return
        if not parts or parts[0] != b"%d" % msgId:
            parts.insert(0, b"%d" % msgId)
        self.handle(b"".join([part + b"\0" for part in parts]))

    def processProtoBuf(self, protoBuf: bytes, msgId: int) -> None:
        """Decodes a protobuf message from its bytes; `msgId` is the message's id, with or without the 200 added."""
        number = msgId if msgId > PROTOBUF_OFFSET else msgId + PROTOBUF_OFFSET
        frame = number.to_bytes(4, "big") + bytes(protoBuf)
        try:
            handler = self._handlers.get(frame[:4])
            if handler is None:
                self._unknown(frame)
            else:
                handler(frame)
        except Exception as problem:
            self._bad(frame, problem)


def _excerpt(frame: bytes) -> str:
    shown = frame[:EXCERPT].hex(" ")
    return f"{len(frame)} bytes: {shown}{' ...' if len(frame) > EXCERPT else ''}"


def log_callback_error(name: str, args: tuple[Any, ...], problem: Exception) -> None:
    """What becomes of an exception in a callback when nobody else takes care of it."""
    logger.error("%s(%s) raised %r", name, ", ".join(repr(arg)[:80] for arg in args[:1]), problem, exc_info=problem)
