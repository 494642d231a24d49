"""From a request to the frame that carries it: one table from method to compiled encoder, for one connection."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ibproto import errors
from ibproto.comm import make_msg_proto
from ibproto.const import NO_VALID_ID, UNSET_INTEGER
from ibproto.wire import text_encode
from ibproto.wire.checks import text_check
from ibproto.wire.errors import BadValue, InvalidSymbol, TooOld
from ibproto.wire.messages import REQUEST_BY_NAME, REQUEST_BY_RAW, REQUESTS
from ibproto.wire.schema import PROTOBUF_OFFSET, Message, Refusal

ID_PARAMS = ("reqId", "orderId", "tickerId")  # the parameters that identify a request in error()

ORDER_REQUESTS = ("placeOrder", "cancelOrder")  # a message of theirs without an id stands for order 0

# method -> the client's attributes whose values a request ends with, behind the arguments of its signature
LOCAL = {name: request.local for request in REQUESTS.values() if request.local for name in (request.name, request.raw)}

TYPE_CHECKING = False  # importing typing costs milliseconds
if TYPE_CHECKING:
    from typing import Any, Protocol

    from ibproto.wire.checks import VersionCheck

    Args = Sequence[Any]
    EncodeFrame = Callable[[Args], bytes]

    class SupportsSerialize(Protocol):
        """A protobuf message of any make."""

        def SerializeToString(self) -> bytes: ...


class Refused(Exception):
    """A request that must not be sent: the error's code and text, and the id to report it under (None: no id)."""

    def __init__(self, code: int, message: str, reqId: int | None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.reqId = reqId


class Encoder:
    """Encodes requests for a server of one version."""

    def __init__(self, serverVersion: int) -> None:
        self.serverVersion = serverVersion
        self.frames = _Frames(serverVersion)
        """Method -> function from its arguments, in the order of the signature, to the whole frame."""

    def encode(self, method: str, args: Args) -> bytes:
        """The whole frame of a request, its length included. Raises Refused."""
        try:
            return self.frames[method](args)
        except Exception as problem:
            raise self.refusal(method, args, problem) from problem

    def encode_message(self, method: str, message: SupportsSerialize, local: Args = ()) -> bytes:
        """The frame of a *ProtoBuf request; `local` are the values that the client itself adds (see LOCAL)."""
        from ibproto.wire.proto_checks import message_checks  # connections in text form do without it

        request = REQUEST_BY_RAW[method]
        try:
            for refusal in request.refusals:
                if refusal.path in request.local and refusal.value == local[request.local.index(refusal.path)]:
                    raise CodedRefusal(fail_code(method), refusal.advice or f"{refusal.path} is {refusal.value!r}")
            data = message.SerializeToString()
            for check in message_checks(request, self.serverVersion):
                check(data)
            return make_msg_proto(request.number + PROTOBUF_OFFSET, data)
        except Exception as problem:
            raise self.refusal(method, (message,), problem) from problem

    def uses_protobuf(self, msgId: int) -> bool:
        """Whether the request with this message id goes out in protobuf form at this server version."""
        request = REQUESTS.get(msgId)
        return request is not None and is_protobuf(request, self.serverVersion)

    def refusal(self, method: str, args: Args, problem: Exception) -> Refused:
        """What is reported instead of sending: the code, and a text with the method, the value and the reason."""
        if isinstance(problem, TooOld):
            pair = errors.UPDATE_TWS
        elif isinstance(problem, InvalidSymbol):
            pair = errors.INVALID_SYMBOL
        elif isinstance(problem, CodedRefusal):
            pair = problem.pair
        else:
            pair = send_error(method)
        kind = "" if isinstance(problem, (BadValue, TooOld)) else f"{type(problem).__name__}: "
        try:
            reason = str(problem)
        except Exception:  # one that an argument raised
            reason = "it cannot be shown"
        return Refused(pair.code(), f"{method}: {pair.msg()} {kind}{reason}", request_id(method, args))


class _Frames(dict[str, "EncodeFrame"]):
    """The compiled encoders of one server version, each made when it is first asked for."""

    def __init__(self, version: int) -> None:
        self._version = version

    def __missing__(self, method: str) -> EncodeFrame:
        request, version = REQUEST_BY_NAME[method], self._version
        needed = max(request.since, request.proto_needs)
        if version < needed:
            encode = _refuser(request.name, needed, version)
        else:
            encode = (_proto_encoder if is_protobuf(request, version) else _text_encoder)(request, version)
        self[method] = encode
        return encode


class CodedRefusal(BadValue):
    """A value that has an error code of its own."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(text)
        self.pair = _pair(code)


def _pair(code: int) -> errors.CodeMsgPair:
    """The error with this code."""
    pairs = (value for value in vars(errors).values() if isinstance(value, errors.CodeMsgPair))
    return next(pair for pair in pairs if pair.code() == code)


def is_protobuf(request: Message, version: int) -> bool:
    """Whether a request goes out in protobuf form at a server version."""
    since = request.proto_since or request.proto_needs
    return since != 0 and version >= since


def send_error(method: str) -> errors.CodeMsgPair:
    """The error of a request that cannot be sent."""
    request = REQUEST_BY_NAME.get(method) or REQUEST_BY_RAW[method]
    pair: errors.CodeMsgPair = getattr(errors, request.send_error)
    return pair


def fail_code(method: str) -> int:
    """The code of the error of a request that cannot be sent."""
    return send_error(method).code()


def request_id(method: str, args: Args) -> int:
    """The id that a request's errors are reported under: its own if it has one, else -1."""
    request = REQUEST_BY_NAME.get(method)
    if request is not None:
        first = request.params[0] if request.params else ""
        own = args[0] if args and first in ID_PARAMS else NO_VALID_ID
        return own if type(own) is int and own != UNSET_INTEGER else NO_VALID_ID
    own = _message_id(REQUEST_BY_RAW[method], args[0])
    return own if type(own) is int else NO_VALID_ID


def _message_id(request: Message, message: Any) -> Any:
    """The id inside a protobuf message, whoever made it; an order without one has the id 0."""
    from ibproto.wire.proto_schema import message as schema_of
    from ibproto.wire.protobuf import parse

    schema = schema_of(request.proto)
    try:
        values = parse(schema, message.SerializeToString())
    except Exception:  # whatever a message of any make does: its error is reported without an id
        return NO_VALID_ID
    if "orderId" in schema.by_name:
        return values.get("orderId", 0 if request.name in ORDER_REQUESTS else NO_VALID_ID)
    return values.get("reqId", NO_VALID_ID)


def _refuser(method: str, needed: int, version: int) -> EncodeFrame:
    def refuse(args: Args) -> bytes:
        raise TooOld(method, needed, version)

    return refuse


def _text_encoder(request: Message, version: int) -> EncodeFrame:
    encode = text_encode.encoder(request, version)
    checks = _checks(request, version, text_check(request, version))

    def checked(args: Args) -> bytes:
        try:
            for check in checks:
                check(args)
        except AttributeError:  # no object of the right make: the encoder says which
            encode(args)
            raise
        return encode(args)

    return checked if checks else encode


def _proto_encoder(request: Message, version: int) -> EncodeFrame:
    from ibproto.wire.proto_checks import proto_check  # connections in text form do without it
    from ibproto.wire.proto_encode import encoder

    encode = encoder(request)
    checks = _checks(request, version, proto_check(request, version))

    def checked(args: Args) -> bytes:
        frame = encode(args)
        for check in checks:
            check(args)
        return frame

    return checked if checks else encode


def _checks(request: Message, version: int, check: VersionCheck | None) -> list[VersionCheck]:
    """The check for values that are too new, behind those for values that this version does not take at all."""

    def check_of(refusal: Refusal) -> VersionCheck:
        position = request.params.index(refusal.path)

        def check(args: Args) -> None:
            if args[position] == refusal.value:
                text = refusal.advice or f"{refusal.path}={refusal.value!r} is not taken by server version {version}"
                raise CodedRefusal(refusal.code, text)

        return check

    refused = [check_of(refusal) for refusal in request.refusals if refusal.since <= version <= refusal.until]
    return [*refused, check] if check else refused
