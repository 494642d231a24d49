"""The protobuf codec: varints, 64-bit floats, length-delimited values, and whole messages driven by their schemas.

A message is a plain dict here: field name -> value, set fields only; a submessage is a dict, a repeated field a list,
a map a dict of strings. Fields that the schema does not know are kept as raw bytes under the key UNKNOWN.
"""

from __future__ import annotations

from operator import index
from struct import Struct

from ibproto.wire.proto_schema import FieldSchema, MessageSchema, message

TYPE_CHECKING = False  # importing typing costs milliseconds
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

VARINT, FIXED64, LENGTH, GROUP, END_GROUP, FIXED32 = range(6)
WIRE_TYPES = {"int32": VARINT, "int64": VARINT, "bool": VARINT, "double": FIXED64}  # every other type is LENGTH
UNKNOWN = ""
MAX_DEPTH = 100  # of groups inside of groups: the schemas themselves are not recursive and know no groups
_TRUNCATED = "the message ends in the middle of a value"
_MAP_ENTRY = MessageSchema("entry", (FieldSchema(1, "key", "string", ""), FieldSchema(2, "value", "string", "")))

_double = Struct("<d")
pack_double = _double.pack
unpack_double = _double.unpack_from


class DecodeError(ValueError):
    """Bytes that are not a message: which message, which field (a dotted path, '' in between), at which byte, why."""

    def __init__(self, problem: str, position: int, message: str = "", field: str = "") -> None:
        super().__init__(problem, position, message, field)
        self.problem = problem
        self.position = position
        self.message = message
        self.field = field

    def __str__(self) -> str:
        what = f"{self.message}.{self.field}" if self.field else self.message
        return f"{what + ': ' if what else ''}{self.problem} (at byte {self.position})"

    def inside(self, message: str, field: str, start: int) -> DecodeError:
        """The same error as seen from the message around: `start` is where the bytes of the inner one begin."""
        path = f"{field}.{self.field}" if self.message and self.field else field
        return DecodeError(self.problem, self.position + (start if self.message else 0), message, path)


# ---------------------------------------------------------------- primitives


def read_varint(data: bytes, pos: int) -> tuple[int, int]:
    """The unsigned 64-bit number at pos, and the position behind it."""
    start = pos
    try:
        value = data[pos]
        pos += 1
        if value < 0x80:
            return value, pos
        value &= 0x7F
        for shift in (7, 14, 21, 28, 35, 42, 49, 56, 63):
            byte = data[pos]
            pos += 1
            if byte < 0x80:
                return (value | byte << shift) & 0xFFFFFFFFFFFFFFFF, pos
            value |= (byte & 0x7F) << shift
    except IndexError:
        raise DecodeError(_TRUNCATED, len(data)) from None
    raise DecodeError("a varint is longer than 10 bytes", start)


def read_tag(data: bytes, pos: int) -> tuple[int, int]:
    """The tag at pos (field number * 8 + wire type), and the position behind it."""
    tag, after = read_varint(data, pos)
    if tag > 0xFFFFFFFF or after - pos > 5:
        raise DecodeError("a field number is out of range", pos)
    if tag < 8:
        raise DecodeError("0 is not a field number", pos)
    return tag, after


def read_span(data: bytes, pos: int, end: int) -> tuple[int, int]:
    """Start and stop of the length-delimited value whose length stands at pos; it must lie before end."""
    length, start = read_varint(data, pos)
    if length > end - start:
        raise DecodeError(f"a length of {length} where {max(end - start, 0)} bytes are left", pos)
    if start - pos > 5:
        raise DecodeError("a length is longer than 5 bytes", pos)
    return start, start + length


def to_int32(value: int) -> int:
    """A varint as the signed 32-bit number it stands for: higher bits are dropped."""
    value &= 0xFFFFFFFF
    return value - 0x100000000 if value > 0x7FFFFFFF else value


def to_int64(value: int) -> int:
    """A varint as the signed 64-bit number it stands for."""
    return value - 0x10000000000000000 if value > 0x7FFFFFFFFFFFFFFF else value


def to_text(data: bytes, start: int, stop: int) -> str:
    """data[start:stop] as text; DecodeError when it is not UTF-8."""
    try:
        return data[start:stop].decode()
    except UnicodeDecodeError as error:
        raise DecodeError("the text is not UTF-8", start + error.start) from None


def skip(data: bytes, pos: int, end: int, tag: int) -> int:
    """The position behind the value at pos, of which the tag was just read (a group ends with its own field number)."""
    groups: list[int] = []
    while True:
        wire_type = tag & 7
        if wire_type == VARINT:
            pos = read_varint(data, pos)[1]
        elif wire_type == LENGTH:
            pos = read_span(data, pos, end)[1]
        elif wire_type == FIXED64:
            pos += 8
        elif wire_type == FIXED32:
            pos += 4
        elif wire_type == GROUP:
            if len(groups) == MAX_DEPTH:
                raise DecodeError(f"groups are nested more than {MAX_DEPTH} deep", pos)
            groups.append(tag >> 3)
        elif wire_type == END_GROUP:
            if not groups or groups.pop() != tag >> 3:
                raise DecodeError(f"the end of a group {tag >> 3} that was not begun", pos)
        else:
            raise DecodeError(f"wire type {wire_type} does not exist", pos)
        if pos > end:
            raise DecodeError(_TRUNCATED, end)
        if not groups:
            return pos
        tag, pos = read_tag(data, pos)


_ONE_BYTE = [bytes((value,)) for value in range(128)]


def encode_varint(value: int) -> bytes:
    """A number of -2**63 .. 2**64-1 as a varint; a negative one takes 10 bytes."""
    if 0 <= value < 128:
        return _ONE_BYTE[value]
    if 0 <= value < 1 << 14:
        return (value & 0x7F | 0x80 | value >> 7 << 8).to_bytes(2, "little")
    if 0 <= value < 1 << 21:
        return (value & 0x7F | (value & 0x3F80) << 1 | value >> 14 << 16 | 0x8080).to_bytes(3, "little")
    if not -(1 << 63) <= value < 1 << 64:
        raise ValueError(f"the number does not fit into 64 bits: {value}")
    value &= 0xFFFFFFFFFFFFFFFF
    out = bytearray()
    while value > 127:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def tag(number: int, wire_type: int) -> bytes:
    """The bytes that stand before each value of a field."""
    return encode_varint(number << 3 | wire_type)


# ---------------------------------------------------------------- values that a field takes


def _wrong(expected: str, value: object) -> TypeError:
    return TypeError(f"{expected} expected, got {value!r:.80} of type {type(value).__name__}")


def _integer(value: Any, bits: int) -> int:
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        raise _wrong("an int", value)
    number = index(value)
    if not -(1 << bits - 1) <= number < 1 << bits - 1:
        raise ValueError(f"value out of range for int{bits}: {number}")
    return number


def check_int32(value: Any) -> int:
    return _integer(value, 32)


def check_int64(value: Any) -> int:
    return _integer(value, 64)


def check_bool(value: Any) -> bool:
    if not hasattr(value, "__index__"):
        raise _wrong("True or False", value)
    number = index(value)
    if not -(1 << 63) <= number < 1 << 63:
        raise OverflowError(f"value out of range for bool: {number}")
    return number != 0


def check_double(value: Any) -> float:
    if isinstance(value, (str, bytes, bytearray)) or not (hasattr(value, "__float__") or hasattr(value, "__index__")):
        raise _wrong("a number", value)
    return float(value)


def check_string(value: Any) -> str:
    try:
        if isinstance(value, bytes):
            return value.decode()
        if isinstance(value, str):
            value.encode()
            return str(value)
    except UnicodeError as error:
        raise ValueError(f"text that UTF-8 cannot express: {value!r:.80}") from error
    raise _wrong("a str", value)


def check_bytes(value: Any) -> bytes:
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value)
    raise _wrong("bytes", value)


CHECKS: dict[str, Callable[[Any], Any]] = {  # type -> what a value becomes; TypeError, ValueError when it cannot
    "int32": check_int32,
    "int64": check_int64,
    "bool": check_bool,
    "double": check_double,
    "string": check_string,
    "bytes": check_bytes,
}
ZEROS: dict[str, Any] = {"int32": 0, "int64": 0, "bool": False, "double": 0.0, "string": "", "bytes": b""}


# ---------------------------------------------------------------- messages

_readers: dict[MessageSchema, dict[int, FieldSchema]] = {}
_writers: dict[MessageSchema, list[tuple[FieldSchema, bytes]]] = {}


def _reader(schema: MessageSchema) -> dict[int, FieldSchema]:
    """Tag -> field. A repeated number is accepted one by one and packed."""
    reader = _readers.get(schema)
    if reader is None:
        reader = {}
        for field in schema.fields:
            wire_type = WIRE_TYPES.get(field.type, LENGTH)
            reader[field.number << 3 | wire_type] = field
            if field.label == "repeated":
                reader[field.number << 3 | LENGTH] = field
        _readers[schema] = reader
    return reader


def parse(schema: MessageSchema, data: bytes) -> dict[str, Any]:
    """The fields that are set in a message. The last value of a field wins, except that submessages are merged; a field
    with another wire type than its own is an unknown field. DecodeError when the bytes are not a message."""
    values: dict[str, Any] = {}
    merge(schema, values, data)
    return values


def merge(schema: MessageSchema, values: dict[str, Any], data: bytes) -> None:
    """Like parse, into a dict that may hold values already."""
    reader = _readers.get(schema) or _reader(schema)
    end = len(data)
    pos = inner = 0
    name = ""
    value: Any
    try:
        while pos < end:
            start = pos
            name = ""
            tag = data[pos]
            pos += 1
            if tag > 0x7F or tag < 8:
                tag, pos = read_tag(data, start)
            field = reader.get(tag)
            if field is None:
                pos = skip(data, pos, end, tag)
                values.setdefault(UNKNOWN, bytearray()).extend(data[start:pos])
                continue
            name = field.name
            type = field.type
            wire_type = tag & 7
            if wire_type == LENGTH:
                inner, pos = read_span(data, pos, end)
                if type == "string" and field.label != "map":
                    value = to_text(data, inner, pos)
                elif field.label == "map":
                    entry = parse(_MAP_ENTRY, data[inner:pos])
                    if UNKNOWN in entry:  # a map has no place for more than key and value: as a whole it is unknown
                        values.setdefault(UNKNOWN, bytearray()).extend(data[start:pos])
                    else:
                        values.setdefault(name, {})[entry.get("key", "")] = entry.get("value", "")
                    continue
                elif type in WIRE_TYPES:
                    values.setdefault(name, []).extend(_unpack(type, data, inner, pos))
                    continue
                elif type == "bytes":
                    value = data[inner:pos]
                else:
                    value = values.get(name, {}) if field.label != "repeated" else {}
                    merge(message(type), value, data[inner:pos])
            elif wire_type == VARINT:
                value = data[pos]
                pos += 1
                if value > 0x7F:
                    value, pos = read_varint(data, pos - 1)
                    value = to_int32(value) if type == "int32" else to_int64(value)
                if type == "bool":
                    value = value != 0
            else:
                if pos + 8 > end:
                    raise DecodeError(_TRUNCATED, end)
                (value,) = unpack_double(data, pos)
                pos += 8
            if field.label == "repeated":
                values.setdefault(name, []).append(value)
            else:
                values[name] = value
                if field.oneof:
                    clear_oneof(schema, values, field)
    except DecodeError as error:
        raise error.inside(schema.name, name, inner) from None
    except IndexError:
        raise DecodeError(_TRUNCATED, end, schema.name, name) from None


def _unpack(type: str, data: bytes, pos: int, stop: int) -> list[Any]:
    if type == "double":
        if (stop - pos) % 8:
            raise DecodeError(f"{stop - pos} bytes are not a list of 8-byte numbers", pos)
        return list(Struct(f"<{(stop - pos) // 8}d").unpack_from(data, pos))
    convert: Callable[[int], Any] = to_int32 if type == "int32" else to_int64 if type == "int64" else bool
    found = []
    while pos < stop:
        value, pos = read_varint(data, pos)
        found.append(convert(value))
    if pos > stop:
        raise DecodeError("a number goes beyond the end of its list", stop)
    return found


def clear_oneof(schema: MessageSchema, values: dict[str, Any], field: FieldSchema) -> None:
    """Unsets the other fields of the oneof of a field that was just set."""
    for other in schema.fields:
        if other.oneof == field.oneof and other is not field:
            values.pop(other.name, None)


def _writer(schema: MessageSchema) -> list[tuple[FieldSchema, bytes]]:
    """Fields in ascending order with the tags they are written with."""
    writer = _writers.get(schema)
    if writer is None:
        writer = _writers[schema] = [
            (field, tag(field.number, LENGTH if field.label == "repeated" else WIRE_TYPES.get(field.type, LENGTH)))
            for field in schema.fields
        ]
    return writer


def serialize(schema: MessageSchema, values: Mapping[str, Any]) -> bytes:
    """The bytes of a message: fields in ascending order, maps sorted by key, numbers in lists packed, unknown fields at
    the end. Values must be of their field's type (CHECKS makes them so); TypeError or ValueError otherwise."""
    parts: list[bytes] = []
    for field, prefix in _writer(schema):
        value = values.get(field.name)
        if value is None:
            continue
        type = field.type
        if field.label == "map":
            for key in sorted(value):
                entry = b"\x0a%b\x12%b" % (_encode("string", key), _encode("string", value[key]))
                parts += (prefix, encode_varint(len(entry)), entry)
        elif field.label == "repeated":
            if type in WIRE_TYPES:
                if value:
                    packed = b"".join([_encode(type, item) for item in value])
                    parts += (prefix, encode_varint(len(packed)), packed)
            else:
                for item in value:
                    parts += (prefix, _encode(type, item))
        elif value or field.has_presence:
            parts += (prefix, _encode(type, value))
    parts.append(values.get(UNKNOWN, b""))
    return b"".join(parts)


def _encode(type: str, value: Any) -> bytes:
    if type == "double":
        return pack_double(check_double(value))
    if type in WIRE_TYPES:
        return encode_varint(CHECKS[type](value))
    if type == "string":
        content = check_string(value).encode()
    else:
        content = check_bytes(value) if type == "bytes" else serialize(message(type), value)
    return encode_varint(len(content)) + content
