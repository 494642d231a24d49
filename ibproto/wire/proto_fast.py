"""Straight-line decoders for small protobuf messages whose fields come in ascending order, as servers write them.

The generated lines expect each field once and in order. Whatever else arrives (fields in another order, twice, or
unknown) leaves bytes over, and the whole message is read again by the tables of proto_decode.py, which take anything.
"""

from __future__ import annotations

from typing import Any

from . import kinds
from .proto_decode import MessagePlan
from .proto_map import ProtoField, object_fields
from .protobuf import LENGTH, WIRE_TYPES, read_span, read_varint, to_int32, to_int64, unpack_double
from .schema import Message
from .source import Source

MOST_FIELDS = 24  # beyond that, tables are about as fast, and compile at once
HIGHEST_NUMBER = 15  # of a field whose tag is a single byte

_NATURAL = frozenset(("", "optional", "average", "decimal", "notneg", "unless", "boolint", "flags"))


def int32_at(data: bytes, pos: int) -> tuple[int, int]:
    """The 32-bit number at a position, and the position behind it."""
    value, pos = read_varint(data, pos)
    return to_int32(value), pos


def int64_at(data: bytes, pos: int) -> tuple[int, int]:
    """The 64-bit number at a position, and the position behind it; five bytes hold any time in seconds."""
    value = data[pos] & 0x7F | (data[pos + 1] & 0x7F) << 7
    if data[pos + 1] < 0x80:
        return value, pos + 2
    byte = data[pos + 2]
    value |= (byte & 0x7F) << 14
    if byte < 0x80:
        return value, pos + 3
    byte = data[pos + 3]
    value |= (byte & 0x7F) << 21
    if byte < 0x80:
        return value, pos + 4
    byte = data[pos + 4]
    if byte < 0x80:
        return value | byte << 28, pos + 5
    value, pos = read_varint(data, pos)
    return to_int64(value), pos


_size = kinds.Cache(lambda data: kinds.read_proto_decimal(data.decode()))  # type: ignore[attr-defined]


def _read_average(data: bytes) -> Any:
    return kinds.read_proto_decimal(data.decode())


NAMES: dict[str, Any] = {
    "SIZE": _size,
    "int32_at": int32_at,
    "int64_at": int64_at,
    "read_average": _read_average,
    "read_span": read_span,
    "read_varint": read_varint,
    "unpack_double": unpack_double,
}


def suits(fields: list[ProtoField], incoming: bool) -> bool:
    """Whether all the fields, those of submessages included, can be read by straight lines."""
    return _count(fields, incoming) <= MOST_FIELDS


def _count(fields: list[ProtoField], incoming: bool) -> int:
    total = 0
    for field in fields:
        schema = field.field
        if schema.number > HIGHEST_NUMBER or field.gate or schema.label == "map" or field.kind not in _NATURAL:
            return MOST_FIELDS + 1
        if field.inline is not None:
            total += 1 + _count(field.inline, incoming)
        elif schema.is_message:
            cls, inner = object_fields(field.sub, incoming)
            if any(one.absent is not ... for one in inner) or field.switch or schema.type == "OrderCondition":
                return MOST_FIELDS + 1
            total += 1 + _count(inner, incoming)
        elif schema.label == "repeated":
            return MOST_FIELDS + 1
        else:
            total += 1
    return total


class FastReader:
    """Writes the lines that read the fields of one message."""

    def __init__(self, source: Source, incoming: bool) -> None:
        self.source = source
        self.incoming = incoming

    def message(self, message: Message, fields: list[ProtoField], plan: MessagePlan) -> None:
        """Locals for all values, then the fields; ``slow(frame)`` takes over when they are not as expected."""
        line = self.source.line
        flagged = {field.path for field in plan.flags}
        for name, value in plan.absent.items():
            line(f"{name} = {'None' if name in flagged else self.literal(value)}")
        for name, factory in plan.fresh:
            line(f"{name} = {'[]' if factory is list else None}")
        line("_end = len(frame)")
        line("_pos = 4")
        line("_tag = frame[4] if _end > 4 else 0")
        self.fields(fields, "_end", "")
        line("if _pos != _end: return slow(frame)")
        for field in plan.flags:
            self.flags(field)
        for name, factory in plan.fresh:
            if factory is not list:
                line(f"if {name} is None: {name} = {self.source.constant(factory.__name__, factory)}()")

    def literal(self, value: Any) -> str:
        if value is None or type(value) in (bool, int, str):
            return repr(value)
        return self.source.constant(self.source.fresh("K"), value)

    def fields(self, fields: list[ProtoField], end: str, holder: str) -> None:
        """The fields of one level; ``holder`` is the dictionary of the object that they fill, if any."""
        for field in fields:
            wire = WIRE_TYPES.get(field.field.type, LENGTH)
            place = f"{holder}[{field.path!r}]" if holder else field.path
            repeated = field.field.label == "repeated"
            tag = field.field.number << 3 | wire
            self.source.line(f"{'while' if repeated else 'if'} _tag == {tag}:")
            self.source.depth += 1
            if wire == LENGTH:
                self.delimited(field, place, repeated)
            else:
                self.number(field, place)
            self.source.line(f"_tag = frame[_pos] if _pos < {end} else 0")
            self.source.depth -= 1

    def number(self, field: ProtoField, place: str) -> None:
        line, wire = self.source.line, field.field.type
        if wire == "double":
            line(f"{place} = {self.converted(field, 'unpack_double(frame, _pos + 1)[0]')}")
            line("_pos += 9")
            return
        line("_x = frame[_pos + 1]")
        line("_pos += 2")
        reader = {"int32": "int32_at", "int64": "int64_at", "bool": "read_varint"}[wire]
        line(f"if _x > 127: _x, _pos = {reader}(frame, _pos - 1)")
        line(f"{place} = {self.converted(field, '_x != 0' if wire == 'bool' else '_x')}")

    def converted(self, field: ProtoField, value: str) -> str:
        """The expression for a number, in the form that its kind delivers."""
        if field.kind == "notneg":
            return f"None if (_x := {value}) < 0 else _x"
        if field.kind == "unless":
            return f"None if (_x := {value}) == {field.args[0]} else _x"
        if field.kind == "boolint":
            return f"1 if {value} else 0"
        return value

    def flags(self, field: ProtoField) -> None:
        """The object that a bit mask stands for, in the place of the mask."""
        source, row, name = self.source, field.args, field.path
        reader = source.constant(source.fresh("FLAGS"), kinds.flag_reader(row.names, row.make._defaults, False))
        made = source.fresh("_o")
        source.line(f"{made} = new({source.constant(row.make.__name__, row.make)})")
        source.line(f"{made}.__dict__ = {reader}[{name} or 0].copy()")
        source.line(f"{name} = {made}")

    def delimited(self, field: ProtoField, place: str, repeated: bool) -> None:
        line = self.source.line
        start, stop = self.source.fresh("_start"), self.source.fresh("_stop")
        line(f"{start} = _pos + 2")
        line(f"{stop} = {start} + frame[_pos + 1]")
        line(f"if frame[_pos + 1] > 127: {start}, {stop} = read_span(frame, _pos + 1, _end)")
        if field.inline is not None:
            self.inside(field.inline, start, stop, "")
            line(f"has_{field.field.name} = True")
            return
        if field.field.is_message:
            self.object(field, place, start, stop, repeated)
            return
        slice_ = f"frame[{start}:{stop}]"
        text = {"decimal": f"SIZE[{slice_}]", "average": f"read_average({slice_})"}.get(field.kind)
        line(f"{place} = {text or slice_ + '.decode()'}")
        line(f"_pos = {stop}")

    def inside(self, fields: list[ProtoField], start: str, stop: str, holder: str) -> None:
        line = self.source.line
        line(f"_pos = {start}")
        line(f"_tag = frame[_pos] if _pos < {stop} else 0")
        self.fields(fields, stop, holder)
        line(f"if _pos != {stop}: return slow(frame)")

    def object(self, field: ProtoField, place: str, start: str, stop: str, repeated: bool) -> None:
        source = self.source
        cls, fields = object_fields(field.sub, self.incoming)
        attributes, variable = source.fresh("_d"), source.fresh("_o")
        source.line(f"{attributes} = {source.constant('D_' + cls.__name__, cls._defaults)}.copy()")
        for name, factory in cls._fresh:
            made = "[]" if factory is list else f"{source.constant('F_' + name, factory)}()"
            source.line(f"{attributes}[{name!r}] = {made}")
        self.inside(fields, start, stop, attributes)
        source.line(f"{variable} = new({source.constant(cls.__name__, cls)})")
        source.line(f"{variable}.__dict__ = {attributes}")
        source.line(f"{place}.append({variable})" if repeated else f"{place} = {variable}")
