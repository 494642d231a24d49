"""From a frame to the callbacks of the wrapper: one table from message id to compiled decoder, for one connection."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from functools import partial

from ibproto.compat import callbacks as overrides
from ibproto.compat.forms import old_names
from ibproto.compat.internals import frame_of
from ibproto.const import NO_VALID_ID
from ibproto.errors import BAD_MESSAGE, UNKNOWN_ID
from ibproto.late import late, public
from ibproto.log import INFO, log_error, logger_of
from ibproto.wire import text_decode
from ibproto.wire.messages import ANSWERS
from ibproto.wire.schema import PROTOBUF_OFFSET, RAW_ID_VERSION, Message
from ibproto.wrapper import EWrapper

TYPE_CHECKING = False
if TYPE_CHECKING:
    import logging as logging

logger = logger_of(__name__)
_wrapper_logger = logger_of("ibproto.wrapper")

EXCERPT = 64  # bytes of a bad message that are shown
BASE = {
    **vars(overrides.OldCallbacks),
    **vars(EWrapper),
}  # the callbacks that only log; a program may replace one of them on EWrapper itself
_plain = EWrapper()

Handler = Callable[[bytes], None]

TYPE_CHECKING = False  # importing typing costs milliseconds
if TYPE_CHECKING:
    from typing import Any

    CallbackFailed = Callable[[str, tuple[Any, ...], Exception], None]


def callback_of(wrapper: Any, name: str) -> Callable[..., None]:
    """A callback of the wrapper, or EWrapper's own, which only logs, where it has none: it may be any object."""
    callback = overrides.callback_of(wrapper, name)
    own: Callable[..., None] = getattr(_plain, name) if callback is None else callback
    return own


class Decoder:
    """Decodes frames of a server of one version and calls the wrapper back, on the calling thread.

    `wrapper` is an EWrapper, or any object with some of its callbacks. `callbackFailed` gets the exceptions that
    leave a callback (its name, arguments, the exception); without it they are logged. Bad messages are reported to
    `wrapper.error` (505 unknown id, 508 unreadable), and the next message is decoded. A message whose callbacks nobody
    overrides is not decoded, `error` excepted: the base one logs it.
    """

    def __init__(self, wrapper: Any, serverVersion: int | None, callbackFailed: CallbackFailed | None = None) -> None:
        self.wrapper = wrapper
        self._policy = callbackFailed or log_callback_error
        self._passing: BaseException | None = None
        self._handlers: dict[bytes, Handler] = {}
        self.deliver: Callable[[deque[bytes]], None]
        self.serverVersion = serverVersion

    @property
    def serverVersion(self) -> int:
        """The version of the server; a program that makes the handshake itself sets it when that is done."""
        return self._version

    @serverVersion.setter
    def serverVersion(self, version: int | None) -> None:
        self._version = version or 0
        self._handlers.clear()
        self._unbind()
        self.deliver = self._deliver_raw if self._version >= RAW_ID_VERSION else self._deliver_text

    def _unbind(self) -> None:
        """Have each message look for its callbacks when it comes next."""
        raw = self.serverVersion >= RAW_ID_VERSION
        for number, message in ANSWERS.items():
            if message.has_text:
                key = number.to_bytes(4, "big") if raw else b"%d" % number
                self._handlers[key] = partial(self._first, key, message, False)
            if message.proto:
                key = (number + PROTOBUF_OFFSET).to_bytes(4, "big")
                self._handlers[key] = partial(self._first, key, message, True)

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
        """Stands in for the decoder of a message until the first one has come."""
        names = {call.name for call in (message.proto_calls if is_protobuf else message.calls)}
        if "error" in names:  # somebody always listens: the base callback logs errors as errors
            self._handlers[key] = self._compiled(message, is_protobuf, names)
        else:
            self._handlers[key] = self._passer(key, message, is_protobuf, names)
        self._handlers[key](frame)

    def _passer(self, key: bytes, message: Message, is_protobuf: bool, names: set[str]) -> Handler:
        """Passes over a message until somebody listens: the wrapper has a callback of its own, or base ones log."""
        wrapper = self.wrapper
        is_logged = _wrapper_logger.isEnabledFor
        wanted = names | old_names(names) | ({message.raw} if is_protobuf else set())
        if issubclass(type(wrapper), EWrapper):  # a mock with EWrapper as its spec only says so
            cls, own = type(wrapper), vars(wrapper)
            callbacks = [(name, BASE[name]) for name in wanted]
        else:
            cls, own, callbacks = wrapper, {}, [(name, None) for name in wanted]

        def pass_over(frame: bytes) -> None:
            if not is_logged(INFO):
                for name, base in callbacks:
                    if getattr(cls, name, None) is not base or name in own:
                        break
                else:
                    return
            handler = self._handlers[key] = self._compiled(message, is_protobuf, names)
            handler(frame)

        return pass_over

    def _compiled(self, message: Message, is_protobuf: bool, names: set[str]) -> Handler:
        wrapper, receiver = self.wrapper, self._receiver(names)
        if not is_protobuf:
            return text_decode.maker(message, self.serverVersion)(receiver, self._failed)
        from ibproto.wire import proto_compile  # connections in text form do without it

        name = message.raw
        raw = partial(self._raw, receiver, name, message.proto)
        if issubclass(type(wrapper), EWrapper):
            maker = proto_compile.maker(message, f"cls.{name} is not base or {name!r} in own")
            return maker(receiver, self._failed, raw, type(wrapper), vars(wrapper), BASE[name])
        return proto_compile.maker(message, f"hasattr(cls, {name!r})")(receiver, self._failed, raw, wrapper)

    def _receiver(self, names: set[str]) -> Any:
        """What is called with the values of a message that calls back `names`."""
        return overrides.receiver(self.wrapper, names, callback_of)

    def _callback(self, name: str) -> Callable[..., None]:
        """A callback that is called from here."""
        return callback_of(self.wrapper, name)

    def _raw(self, receiver: Any, name: str, proto: str, frame: bytes) -> None:
        """Delivers the protobuf message itself."""
        from ibproto import protobuf

        message = getattr(protobuf, proto).FromString(frame[4:])
        try:
            getattr(receiver, name)(message)
        except Exception as problem:
            self._failed(name, (message,), problem)

    # -------------------------------------------------------------------------------------------- problems

    def _failed(self, name: str, args: tuple[Any, ...], problem: Exception) -> None:
        """An exception left a callback; whatever the policy raises passes through the decoder."""
        try:
            again = overrides.replaced(self.wrapper, name, problem)
            if again is None:
                self._policy(name, args, problem)
                return
            self._unbind()
            try:
                again(*args)
            except Exception as other:
                self._policy(name, args, other)
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
            self._callback("error")(NO_VALID_ID, now, code, text)
        except Exception as problem:
            self._failed("error", (NO_VALID_ID, now, code, text), problem)

    # -------------------------------------------------------------------------------------------- own loops

    def interpret(self, fields: Sequence[str | bytes], msgId: int | None = None) -> None:
        """Decodes a text message from its fields, as `comm.read_fields` gives them, for programs with their own loop.

        `msgId` is the message's id. Below server version 201 `fields` may begin with it, too; without `msgId` they do.
        """
        if msgId is None:
            self.handle(frame_of(fields))
            return
        parts = [field.encode() if isinstance(field, str) else bytes(field) for field in fields]
        if self.serverVersion >= RAW_ID_VERSION:
            self.handle(msgId.to_bytes(4, "big") + b"".join([part + b"\0" for part in parts]))
            return
        number = b"%d" % msgId
        if parts[:1] != [number] or (not self._readable(msgId, parts[1:]) and self._readable(msgId, parts)):
            parts.insert(0, number)  # what looks like the id is a value: the status of order 3 has the id 3
        self.handle(b"".join([part + b"\0" for part in parts]))

    def _readable(self, msgId: int, parts: list[bytes]) -> bool:
        """Whether the fields behind the id make a whole message."""
        from ibproto.wire import interpreter

        message = ANSWERS.get(msgId)
        fields = [part.decode("utf-8", "backslashreplace") for part in parts]
        try:
            return message is not None and all(interpreter.slots(message, self.serverVersion, fields))
        except interpreter.BrokenField:
            return False

    def processProtoBuf(self, protoBuf: bytes, msgId: int) -> None:
        """Decodes a protobuf message from its bytes; `msgId` is the message's id, with or without the 200 added."""
        frame = self._proto_frame(protoBuf, msgId)
        try:
            handler = self._handlers.get(frame[:4])
            if handler is None:
                self._unknown(frame)
            else:
                handler(frame)
        except Exception as problem:
            self._bad(frame, problem)

    def _proto_frame(self, data: bytes, msgId: int) -> bytes:
        number = msgId if msgId > PROTOBUF_OFFSET else msgId + PROTOBUF_OFFSET
        return number.to_bytes(4, "big") + bytes(data)


def _excerpt(frame: bytes) -> str:
    shown = frame[:EXCERPT].hex(" ")
    return f"{len(frame)} bytes: {shown}{' ...' if len(frame) > EXCERPT else ''}"


def shown(exception: Exception) -> str:
    """The exception for a log; its type alone when it cannot be shown."""
    try:
        return repr(exception)
    except Exception:
        return type(exception).__name__


def log_callback_error(name: str, args: tuple[Any, ...], problem: Exception) -> None:
    """What becomes of an exception in a callback when nobody else takes care of it."""
    log_error(logger, "%s%.80r raised %s", name, args[:1], shown(problem), problem=problem)


if not TYPE_CHECKING:
    __getattr__ = late(__name__, "logging")
    __all__ = public(vars(), "logging")
