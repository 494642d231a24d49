"""From frames to names and values, by the message table: both directions, both wires, every server version."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from ibproto import const
from ibproto.wire import interpreter
from ibproto.wire.messages import ANSWERS, REQUESTS, objects
from ibproto.wire.schema import PROTOBUF_OFFSET, RAW_ID_VERSION, Message

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ibproto.wire.proto_map import ProtoField

Fields = dict[str, Any]  # path, such as contract.symbol -> value: a text, a number or a flag

ID_PATHS = ("reqId", "tickerId")
ORDER_PATHS = ("orderId", "order.orderId", "execution.orderId")
NO_ORDERS = ("nextValidId",)  # messages with an orderId that are about no order
UNSETS = (const.UNSET_INTEGER, const.UNSET_LONG, const.UNSET_DOUBLE, const.UNSET_DECIMAL, None, "")
NUMBERS_AS_TEXT = ("decimal", "floatstr", "intstr")  # kinds of protobuf fields
EXCERPT = 32  # bytes of a message that is not in the table


class Seen(NamedTuple):
    """What a frame says. `problem` tells why the rest of it cannot be read."""

    name: str
    wire: str
    fields: Fields
    problem: str = ""


def read(frame: bytes, version: int, incoming: bool) -> Seen:
    """The name and the fields of a frame (without its length). What is not set is left out."""
    table = ANSWERS if incoming else REQUESTS
    is_raw = version >= RAW_ID_VERSION
    head, separator, body = (frame[:4], b"", frame[4:]) if is_raw else frame.partition(b"\0")
    try:
        number = int.from_bytes(head, "big") if is_raw else int(head)
    except ValueError:
        return Seen("?", "text", {}, f"no message id: {frame[:EXCERPT].hex(' ')}")
    is_protobuf = is_raw and number > PROTOBUF_OFFSET
    message = table.get(number - PROTOBUF_OFFSET if is_protobuf else number)
    wire = "protobuf" if is_protobuf else "text"
    if message is None or not (message.proto if is_protobuf else message.has_text):
        return Seen(f"message {number}", wire, {}, f"it is not in the table: {body[:EXCERPT].hex(' ')}")
    fields: Fields = {}
    problem = ""
    try:
        for path, value in _proto(message, body) if is_protobuf else _text(message, version, body):
            fields[path] = value
    except ValueError as broken:
        problem = str(broken)
    return Seen(message.name, wire, {path: value for path, value in fields.items() if value not in UNSETS}, problem)


def _comparable(value: Any) -> Any:
    """The value; a signaling NaN, which refuses to be compared and looked up, as text."""
    return str(value) if isinstance(value, Decimal) and value.is_snan() else value


def _text(message: Message, version: int, body: bytes) -> Iterator[tuple[str, Any]]:
    for slot in interpreter.slots(message, version, body.decode("utf-8", "backslashreplace").split("\0")[:-1]):
        value = _comparable(slot.value)
        if slot.path not in ("_", "=", "version") and slot.text and value not in UNSETS:
            yield slot.path, value if isinstance(value, (int, float, str, Decimal)) else slot.text


def _proto(message: Message, body: bytes) -> Iterator[tuple[str, Any]]:
    from ibproto.wire.proto_map import message_fields, tokens
    from ibproto.wire.proto_schema import message as schema_of
    from ibproto.wire.protobuf import parse

    values = parse(schema_of(message.proto), body)
    star = tokens(message.fields).get("*")
    prefix = f"{star['path']}." if star is not None else ""
    fields = message_fields(message)[0] if message.params else []
    yield from _flat(values, {field.field.name: field for field in fields}, "", prefix, message.incoming)


def _flat(
    values: Fields, fields: dict[str, ProtoField], at: str, rest: str, incoming: bool
) -> Iterator[tuple[str, Any]]:
    """The values of a protobuf message by path. at: of the message; rest: of the fields that have no mapping."""
    for name, value in values.items():
        field = fields.get(name)
        path = (at or rest) + name if field is None or field.only == "-" else at + field.path
        inner = _mapping(field.sub, incoming) if field is not None and field.sub else {}
        if field is not None and field.inline is not None and isinstance(value, dict):
            yield from _flat(value, {one.field.name: one for one in field.inline}, at, rest, incoming)
        elif isinstance(value, dict):
            yield from _flat(value, inner, f"{path}.", "", incoming)
        elif isinstance(value, list):
            yield path, len(value)
            for number, item in enumerate(value):
                one = f"{path}[{number}]"
                if isinstance(item, dict):
                    yield from _flat(item, inner, f"{one}.", "", incoming)
                else:
                    yield one, item
        elif isinstance(value, (bytes, bytearray)):
            yield path or "unknown", value.hex(" ")
        else:
            yield path, _number(value) if field is not None and field.kind in NUMBERS_AS_TEXT else value


def _number(text: Any) -> Any:
    """A number that is written as a text."""
    try:
        return _comparable(Decimal(text))
    except (ArithmeticError, TypeError):
        return text


@cache
def _mapping(name: str, incoming: bool) -> dict[str, ProtoField]:
    """Field name -> what becomes of it, in the object with this mapping."""
    from ibproto.wire.proto_map import object_fields

    if name not in objects.OBJECTS:
        return {}
    return {field.field.name: field for field in object_fields(name, incoming)[1]}


# ------------------------------------------------------------------------------------------------ what belongs together


def subject(name: str, fields: Fields) -> tuple[str, int] | None:
    """What a message is about: ("request", id) or ("order", id); None when it bears no id."""
    if name in NO_ORDERS:
        return None
    for path in ID_PATHS:
        if isinstance(fields.get(path), int) and fields[path] != const.NO_VALID_ID:
            return "request", fields[path]
    for path in ORDER_PATHS:
        if isinstance(fields.get(path), int):
            return "order", fields[path]
    return None


@cache
def answers() -> dict[str, tuple[str, ...]]:
    """Callback -> the requests without an id that it answers, by what the docstrings of the requests say."""
    import re

    from ibproto.client import EClient
    from ibproto.wrapper import EWrapper

    found: dict[str, list[str]] = {}
    for request in REQUESTS.values():
        if request.params and request.params[0] in ("reqId", "orderId", "tickerId"):
            continue
        method = getattr(EClient, request.name, None) or getattr(EClient, request.raw)
        text = method.__doc__ or ""  # there is none with python -OO
        told = text.partition("Answers:")[2].partition("Errors:")[0]
        for name in re.findall(r"(\w+)\(", told):
            if hasattr(EWrapper, name):
                found.setdefault(name, []).append(request.name)
    return {name: tuple(dict.fromkeys(requests)) for name, requests in found.items()}


# ------------------------------------------------------------------------------------------------ what values mean

WORDS = {
    "marketDataType": {1: "live", 2: "frozen", 3: "delayed", 4: "delayed, frozen"},
    "operation": {0: "insert", 1: "update", 2: "delete"},
}


def word(path: str, value: Any) -> str:
    """What a number stands for, "" for itself."""
    if path in ("tickType", "field") and isinstance(value, int):
        from ibproto.ticktype import TickTypeEnum

        return TickTypeEnum.toStr(value)
    return WORDS.get(path, {}).get(value, "")


def meaning(fields: Fields) -> str:
    """What the error with these fields means, behind its category, and what to do where something went wrong."""
    from ibproto import error_codes

    code = fields.get("errorCode")
    if not isinstance(code, int):
        return ""
    kind = error_codes.category(code)
    told = [error_codes.meaning(code).rstrip("."), "" if kind == error_codes.NOTICE else error_codes.advice(code)]
    return f"{kind}: {'. '.join(filter(None, told))}"
