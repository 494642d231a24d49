"""What programs do below the requests: `connect`, the attribute `done`, `sendMsg` old or overridden, own loops."""

from __future__ import annotations

from functools import wraps
from threading import local

from ibproto.compat.advice import warn_at, warn_caller

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from ibproto.connection import Connection

RAW_ID_VERSION, PROTOBUF_OFFSET = 201, 200  # as in ibproto.wire.schema, which needs the modules that need this one


class Done:
    """The attribute by which programs stopped `run()` up to API 9.76: `self.done = True`.

    A program that gives it another value first uses the name for something of its own.
    """

    def __get__(self, client: Any, owner: type) -> Any:
        if client is None:
            return self
        return vars(client).get("done", False)

    def __set__(self, client: Any, value: Any) -> None:
        is_first = "done" not in vars(client)
        vars(client)["done"] = value
        engine = vars(client).get("_ibproto")
        if is_first and value is True and engine is not None and engine.is_connected():
            warn_caller("self.done = True is an old way to stop run(): call disconnect()")
            engine.disconnect()

    def __delete__(self, client: Any) -> None:
        if vars(client).pop("done", self) is self:
            raise AttributeError("done")


# ------------------------------------------------------------------------------------------------ own loops


class Fields(tuple[bytes, ...]):
    """The text fields of a payload, with the payload: the fields of a protobuf message do not tell it."""

    frame: bytes

    @classmethod
    def of(cls, frame: bytes) -> Fields:
        """The fields of a payload, without their NULs. What follows the last NUL is no field."""
        fields = cls(frame.split(b"\0")[:-1])
        fields.frame = frame
        return fields


def frame_of(fields: Sequence[str | bytes]) -> bytes:
    """The payload whose fields were handed to `interpret(fields)`, the id being one of them."""
    warn_caller(
        "interpret(fields) is an old form: call run() instead of a loop of your own, or interpret(fields, msgId)"
    )
    frame: bytes | None = getattr(fields, "frame", None)
    if frame is None:
        frame = b"".join([(one.encode() if isinstance(one, str) else bytes(one)) + b"\0" for one in fields])
    return frame


def takes_text_alone(make_msg: Callable[[int, bool, str], bytes]) -> Callable[[int, bool, str], bytes]:
    """Let `comm.make_msg` be called with the text alone: the id is its first field, or it is the versions offered."""

    @wraps(make_msg)
    def opened(*args: Any, **named: Any) -> bytes:
        if len(args) + len(named) == 1:
            warn_caller("make_msg(text) is an old form: call make_msg(msgId, useRawIntMsgId, text)")
            body = str(args[0] if args else named["text"]).encode()
            return len(body).to_bytes(4, "big") + body
        return make_msg(*args, **named)

    return opened


def plain_put(queue: Any) -> Callable[[list[bytes], int, int], None]:
    """What puts batches of frames into a queue of the program's own, a `queue.Queue`, one by one."""

    def put_batch(frames: list[bytes], size: int, limit: int) -> None:
        for frame in frames:
            queue.put(frame)

    return put_batch


# ------------------------------------------------------------------------------------------------ connect


def client_id(given: Any) -> Any:
    """The client id of a connect, as a number where it was given as text, from a file or the command line."""
    if isinstance(given, str) and given.strip().isdecimal():
        warn_caller(f"connect: clientId = {given!r} is taken for {int(given)}: give a whole number")
        return int(given)
    return given


# ------------------------------------------------------------------------------------------------ sendMsg


class Outgoing(str):
    """A message as an override of `sendMsg(msg)` gets it: its fields, the id first; and the frame that it is."""

    frame: bytes


_sending = local()  # `direct`: this thread is below sendMsg already


def open_send(method: Callable[..., None]) -> Callable[..., None]:
    """EClient.sendMsg, for the old form and for overrides that call it by `super()`: what it sends is sent."""

    @wraps(method)
    def sendMsg(self: Any, *args: Any, **named: Any) -> None:
        if len(args) + len(named) == 1:
            warn_caller("sendMsg(msg) is an old form: call sendMsg(msgId, msg), without the id in msg")
            msg = args[0] if args else named["msg"]
            if isinstance(msg, Outgoing):
                with _Direct():
                    self._ibproto.send_frame(msg.frame, "sendMsg")
                return
            number, _, rest = str(msg).partition("\0")
            args, named = (int(number), rest), {}
        with _Direct():
            method(self, *args, **named)

    return sendMsg


def send_directly(method: Callable[..., None]) -> Callable[..., None]:
    """EClient.sendMsgProtoBuf, for overrides that call it by `super()`: what it sends is sent."""

    @wraps(method)
    def sendMsgProtoBuf(self: Any, *args: Any, **named: Any) -> None:
        with _Direct():
            method(self, *args, **named)

    return sendMsgProtoBuf


class _Direct:
    """What this thread sends inside passes no override."""

    def __enter__(self) -> None:
        self.before = getattr(_sending, "direct", False)
        _sending.direct = True

    def __exit__(self, *exc: object) -> None:
        _sending.direct = self.before


def route_sends(client: Any, conn: Connection, version: int) -> None:
    """Send requests by the program's own `sendMsg`, if it has one; by nothing else than the connection if not."""
    text, proto = _override(client, "sendMsg"), _override(client, "sendMsgProtoBuf")
    if text is None and proto is None:
        return
    is_raw = version >= RAW_ID_VERSION
    is_old = text is not None and _takes_one(text)
    send = conn.sendMsg

    def routed(frame: bytes) -> int:
        if getattr(_sending, "direct", False) or len(frame) <= 4:
            return send(frame)
        number, payload = _split(frame, is_raw)
        is_proto = is_raw and number > PROTOBUF_OFFSET
        own = proto if is_proto and not is_old else text
        if own is None:
            return send(frame)
        with _Direct():
            if is_old:
                message = Outgoing(f"{number}\0" + payload.decode("latin-1"))
                message.frame = frame
                own(message)
            else:
                own(number, payload if is_proto else payload.decode())
        return len(frame)

    conn.sendMsg = routed  # type: ignore[assignment, method-assign]


def _override(client: Any, name: str) -> Callable[..., Any] | None:
    method = getattr(client, name)
    plain = getattr(method, "__func__", method)
    if getattr(plain, "__module__", None) == "ibproto.client":
        return None
    return method  # type: ignore[no-any-return]


def _takes_one(method: Any) -> bool:
    """Whether an override of sendMsg has the old form: the message alone."""
    function = getattr(method, "__func__", method)
    code = getattr(function, "__code__", None)
    if code is None or code.co_flags & 0x04 or code.co_argcount - (function is not method) != 1:
        return False
    warn_at(code, function.__globals__, "sendMsg(self, msg) is an old form: define it as sendMsg(self, msgId, msg)")
    return True


def _split(frame: bytes, is_raw: bool) -> tuple[int, bytes]:
    """Id and payload of a frame with its length."""
    if is_raw:
        return int.from_bytes(frame[4:8], "big"), frame[8:]
    number, _, payload = frame[4:].partition(b"\0")
    return int(number), payload
