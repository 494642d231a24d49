"""Straight-line readers for protobuf messages whose fields come in ascending order, as servers write them.

The generated lines expect each field once and in order, and take runs of numbers with one ``struct``. What they do not
expect (fields in another order, twice, or unknown) is left to the tables of proto_decode.py, which take anything.
"""

from __future__ import annotations

from collections.abc import Collection
from struct import Struct
from typing import Any

from . import kinds
from .proto_decode import MessagePlan
from .proto_map import IGNORED, ProtoField, live, object_fields
from .protobuf import LENGTH, WIRE_TYPES, read_span, read_varint, skip, to_int32, to_int64, unpack_double
from .schema import Message
from .source import Source

MOST_FIELDS = 24  # of a message that is read as a whole by straight lines
ONE_BYTE = 15  # the highest field number whose tag is a single byte
FEWEST_RUN = 2  # numbers that are worth a struct

_NATURAL = frozenset(("", "optional", "average", "decimal", "notneg", "unless", "boolint", "flags"))


def varint_at(data: bytes, pos: int) -> tuple[int, int]:
    """The number at a position, which takes more than one byte, and the position behind it."""
    value = data[pos] & 0x7F
    byte = data[pos + 1]
    if byte < 0x80:
        return value | byte << 7, pos + 2
    value |= (byte & 0x7F) << 7
    byte = data[pos + 2]
    if byte < 0x80:
        return value | byte << 14, pos + 3
    value |= (byte & 0x7F) << 14
    byte = data[pos + 3]
    if byte < 0x80:
        return value | byte << 21, pos + 4
    value |= (byte & 0x7F) << 21
    byte = data[pos + 4]
    if byte < 0x80:
        return value | byte << 28, pos + 5
    return read_varint(data, pos)


def int32_at(data: bytes, pos: int) -> tuple[int, int]:
    value, pos = varint_at(data, pos)
    return (value if value < 0x80000000 else to_int32(value)), pos


def int64_at(data: bytes, pos: int) -> tuple[int, int]:
    value, pos = varint_at(data, pos)
    return (value if value < 1 << 63 else to_int64(value)), pos


def number_at(data: bytes, pos: int) -> tuple[int, int]:
    """A 64-bit number of any length."""
    return int64_at(data, pos) if data[pos] > 0x7F else (data[pos], pos + 1)


def _seconds(data: bytes) -> int | None:
    """The time in seconds that five bytes hold; None when they hold something else."""
    if len(data) < 5 or data[4] > 0x7F or min(data[:4]) < 0x80:
        return None
    return varint_at(data, 0)[0]


NAMES: dict[str, Any] = {
    "SECONDS": kinds.Cache(_seconds),
    "SIZE": kinds.Cache(lambda data: kinds.read_proto_decimal(data.decode())),
    "int32_at": int32_at,
    "int64_at": int64_at,
    "number_at": number_at,
    "new": object.__new__,
    "read_average": lambda data: kinds.read_proto_decimal(data.decode()),
    "read_span": read_span,
    "read_varint": read_varint,
    "skip": skip,
    "unpack_double": unpack_double,
}


def suits(fields: list[ProtoField], incoming: bool) -> bool:
    """Whether all the fields, those of submessages included, can be read by straight lines."""
    return _count(fields, incoming) <= MOST_FIELDS


def _count(fields: list[ProtoField], incoming: bool) -> int:
    total = 0
    for field in live(fields):
        schema = field.field
        if schema.number > ONE_BYTE or field.gate or schema.label == "map" or field.kind not in _NATURAL:
            return MOST_FIELDS + 1
        if field.inline is not None:
            total += 1 + _count(field.inline, incoming)
        elif schema.is_message:
            _, inner = object_fields(field.sub, incoming)
            if any(one.absent is not ... for one in live(inner)) or schema.type == "OrderCondition":
                return MOST_FIELDS + 1
            total += 1 + _count(inner, incoming)
        elif schema.label == "repeated":
            return MOST_FIELDS + 1
        else:
            total += 1
    return total


def _is_number(field: ProtoField) -> bool:
    """Whether a field can be part of a run: one tag byte, then one byte or eight."""
    schema = field.field
    plain = schema.label != "repeated" and field.only != IGNORED
    return plain and schema.number <= ONE_BYTE and schema.type in ("int32", "bool", "double")


class FastReader:
    """Writes the lines that read fields in their order."""

    def __init__(self, source: Source, incoming: bool, handed_out: Collection[str]) -> None:
        self.source = source
        self.incoming = incoming
        self.handed_out = handed_out  # lists whose objects go to a callback one by one
        self.late: dict[str, str] = {}  # those that hold attributes, and their classes: see emit_calls
        self.fresh: dict[str, str] = {}  # objects that may be absent, and what makes their defaults: see emit_calls

    # -------------------------------------------------------------------------------------------- whole messages

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
                self.fresh[name] = self.source.constant(factory.__name__, factory)

    def literal(self, value: Any) -> str:
        if value is None or type(value) in (bool, int, str):
            return repr(value)
        return self.source.constant(self.source.fresh("K"), value)

    def flags(self, field: ProtoField) -> None:
        """The object that a bit mask stands for, in the place of the mask."""
        source, row, name = self.source, field.args, field.path
        made = source.fresh("_o")
        reader = source.constant(source.fresh("FLAGS"), kinds.flag_values(row.names, row.make._defaults))
        source.line(f"{made} = new({source.constant(row.make.__name__, row.make)})")
        source.line(f"{', '.join(f'{made}.{one}' for one in row.make._defaults)} = {reader}[{name} or 0]")
        source.line(f"{name} = {made}")

    # -------------------------------------------------------------------------------------------- fields

    def fields(self, fields: list[ProtoField], end: str, holder: str) -> None:
        """The fields of one level; ``holder`` is how the object that they fill is written before an attribute."""
        at = 0
        while at < len(fields):
            run = self.run_at(fields, at)
            if len(run) >= FEWEST_RUN:
                self.run(run, end, holder)
            else:
                run = fields[at : at + 1]
                self.field(run[0], end, holder)
            at += len(run)

    def run_at(self, fields: list[ProtoField], at: int) -> list[ProtoField]:
        """The numbers that begin at a position, and the text behind them."""
        run: list[ProtoField] = []
        for field in fields[at:]:
            if not _is_number(field):
                is_text = field.field.type == "string" and field.field.label != "repeated" and field.only != IGNORED
                if is_text and field.field.number <= ONE_BYTE and len(run) >= FEWEST_RUN:
                    run.append(field)
                break
            run.append(field)
        return run

    def run(self, run: list[ProtoField], end: str, holder: str) -> None:
        """Takes all fields of a run at once if they are all there, each number in one byte; else one by one."""
        source = self.source
        pattern = "<"
        names: list[str] = []
        tests: list[str] = []  # the last tag first: it is 0 when nothing was taken
        for field in run:
            tag, value = source.fresh("_t"), source.fresh("_v")
            names += [tag, value]
            pattern += "Bd" if field.field.type == "double" else "BB"
            tests.insert(0, f"{tag} == {self.tag(field)}")
            if field.field.type != "double":
                tests.append(f"{value} < 128")
        struct = Struct(pattern)
        unpack = source.constant(source.fresh("RUN"), struct.unpack_from)
        source.line(f"if _tag == {self.tag(run[0])} and _pos + {struct.size} <= {end}:")
        source.line(f"    {', '.join(names)} = {unpack}(frame, _pos)")
        source.line("else:")
        source.line(f"    {names[-2]} = 0")
        source.line(f"if {' and '.join(tests)}:")
        source.depth += 1
        source.line(f"_pos += {struct.size}")
        for field, value in zip(run, names[1::2]):
            if field.field.type == "string":
                source.line(f"_stop = _pos + {value}")
                source.line(f"{self.place(field, holder)} = {self.text(field, 'frame[_pos:_stop]')}")
                source.line("_pos = _stop")
            else:
                expression = f"{value} != 0" if field.field.type == "bool" else value
                source.line(f"{self.place(field, holder)} = {self.converted(field, expression)}")
        self.next_tag(end)
        source.depth -= 1
        source.line("else:")
        source.depth += 1
        for field in run:
            self.field(field, end, holder)
        source.depth -= 1

    def tag(self, field: ProtoField) -> int:
        return field.field.number << 3 | WIRE_TYPES.get(field.field.type, LENGTH)

    def next_tag(self, end: str) -> None:
        self.source.line(f"_tag = frame[_pos] if _pos < {end} else 0")

    def place(self, field: ProtoField, holder: str) -> str:
        if not holder:
            return field.path
        return f"{holder}{field.path}" if holder[-1] == "." else f"{holder}[{field.path!r}]"

    def field(self, field: ProtoField, end: str, holder: str) -> None:
        if field.only == IGNORED:
            self.ignored(field, end)
            return
        place = self.place(field, holder)
        repeated = field.field.label == "repeated"
        self.source.line(f"{'while' if repeated else 'if'} _tag == {self.tag(field)}:")
        self.source.depth += 1
        if WIRE_TYPES.get(field.field.type, LENGTH) == LENGTH:
            self.delimited(field, place, repeated)
        else:
            self.number(field, place)
        self.next_tag(end)
        self.source.depth -= 1

    def ignored(self, field: ProtoField, end: str) -> None:
        """A field of no interest; unknown ones are left to the tables."""
        self.source.line(f"{'while' if field.field.label == 'repeated' else 'if'} _tag == {self.tag(field)}:")
        self.source.depth += 1
        self.source.line(f"_pos = skip(frame, _pos + 1, {end}, {self.tag(field)})")
        self.next_tag(end)
        self.source.depth -= 1

    def number(self, field: ProtoField, place: str) -> None:
        line, wire = self.source.line, field.field.type
        if wire == "double":
            line(f"{place} = {self.converted(field, 'unpack_double(frame, _pos + 1)[0]')}")
            line("_pos += 9")
            return
        if wire == "int64" and field.field.name == "time":
            line("_x = SECONDS[frame[_pos + 1:_pos + 6]]")
            line("if _x is None: _x, _pos = number_at(frame, _pos + 1)")
            line("else: _pos += 6")
            line(f"{place} = _x")
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

    def text(self, field: ProtoField, slice_: str) -> str:
        known = {"decimal": f"SIZE[{slice_}]", "average": f"read_average({slice_})"}
        return known.get(field.kind) or f"{slice_}.decode()"

    def delimited(self, field: ProtoField, place: str, repeated: bool) -> None:
        line = self.source.line
        start, stop = self.source.fresh("_start"), self.source.fresh("_stop")
        line(f"{start} = _pos + 2")
        line(f"{stop} = {start} + frame[_pos + 1]")
        line(f"if frame[_pos + 1] > 127: {start}, {stop} = read_span(frame, _pos + 1, _end)")
        if field.inline is not None:
            self.inside(field.inline, start, stop, "")
            line(f"has_{field.field.name} = True")
        elif field.field.is_message:
            self.object(field, place, start, stop, repeated)
        else:
            line(f"{place} = {self.text(field, f'frame[{start}:{stop}]')}")
            line(f"_pos = {stop}")

    def inside(self, fields: list[ProtoField], start: str, stop: str, holder: str) -> None:
        line = self.source.line
        line(f"_pos = {start}")
        line(f"_tag = frame[_pos] if _pos < {stop} else 0")
        self.fields(fields, stop, holder)
        line(f"if _pos != {stop}: return slow(frame)")

    def object(self, field: ProtoField, place: str, start: str, stop: str, repeated: bool) -> None:
        """A small object: attributes one by one while they are few, a dictionary of them when they are more."""
        source = self.source
        cls, fields = object_fields(field.sub, self.incoming)
        variable = source.fresh("_o")
        class_name = source.constant(cls.__name__, cls)
        if len(cls._defaults) <= 4 and not cls._fresh:
            source.line(f"{variable} = new({class_name})")
            for name, value in cls._defaults.items():
                source.line(f"{variable}.{name} = {self.literal(value)}")
            self.inside(fields, start, stop, variable + ".")
        else:
            attributes = source.fresh("_d")
            source.line(f"{attributes} = {source.constant('D_' + cls.__name__, cls._defaults)}.copy()")
            for name, factory in cls._fresh:
                made = "[]" if factory is list else f"{source.constant('F_' + name, factory)}()"
                source.line(f"{attributes}[{name!r}] = {made}")
            self.inside(fields, start, stop, attributes)
            if place in self.handed_out:
                self.late[place] = class_name
                source.line(f"{place}.append({attributes})")
                return
            source.line(f"{variable} = new({class_name})")
            source.line(f"{variable}.__dict__ = {attributes}")
        source.line(f"{place}.append({variable})" if repeated else f"{place} = {variable}")
