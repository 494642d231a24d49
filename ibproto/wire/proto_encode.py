"""Compiles the protobuf form of a message into a function: values in, frame out.

Only the values of an object that differ from a fresh one are looked at; small objects, contracts above all, are
remembered (changes.py). A request leaves out what its rule says (unset numbers, empty texts, False), an answer what
equals the value that an absent field stands for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from functools import cache
from struct import Struct
from typing import Any

from ibproto.const import UNSET_DECIMAL, UNSET_DOUBLE, UNSET_INTEGER, UNSET_LONG

from . import kinds
from .changes import NOTHING, SMALL, Visitor, remembering
from .errors import BadValue
from .messages.objects import CONDITIONS
from .proto_decode import plan
from .proto_map import ZEROS, ProtoField, condition_fields, live, message_fields, object_fields
from .protobuf import (
    LENGTH,
    WIRE_TYPES,
    check_bool,
    check_double,
    check_int32,
    check_int64,
    check_string,
    encode_varint,
    pack_double,
    tag,
)
from .schema import PROTOBUF_OFFSET, Message
from .source import Source

Write = Callable[[Any], bytes]
Args = Sequence[Any]

_SENTINELS = {"int32": UNSET_INTEGER, "int64": UNSET_LONG, "double": UNSET_DOUBLE}
_WITHOUT_CLASS = {**ZEROS, "double": UNSET_DOUBLE}  # what an absent field says that is no attribute of its object
_KIND_SENTINELS = {"unset_int": UNSET_INTEGER, "unset_double": UNSET_DOUBLE}


# ------------------------------------------------------------------------------------------------ wire types


_SIZES = [bytes((size,)) for size in range(128)]
LONGEST_KEPT = 64  # characters of a text whose bytes are remembered


def _delimited(head: bytes, body: bytes) -> bytes:
    size = len(body)
    return head + (_SIZES[size] if size < 128 else encode_varint(size)) + body


def _pack_text(head: bytes) -> Write:
    known: dict[str, bytes] = {}

    def pack(value: Any) -> bytes:
        if type(value) is not str:
            return _delimited(head, check_string(value).encode())
        made = known.get(value)
        if made is None:
            made = _delimited(head, value.encode())
            if len(value) <= LONGEST_KEPT:
                if len(known) >= 1024:
                    known.clear()
                known[value] = made
        return made

    return pack


def _pack_number(head: bytes, check: Callable[[Any], int]) -> Write:
    def pack(value: Any) -> bytes:
        if type(value) is int and 0 <= value < 128:
            return head + _SIZES[value]
        return head + encode_varint(value if type(value) is int and 0 <= value <= UNSET_INTEGER else check(value))

    return pack


def _pack_double(head: bytes) -> Write:
    def pack(value: Any) -> bytes:
        return head + pack_double(value if type(value) is float else check_double(value))

    return pack


def _pack(wire: str, head: bytes) -> Write:
    """A value that is sent, with its tag: checks its type as strictly as protobuf does."""
    if wire == "string":
        return _pack_text(head)
    if wire == "double":
        return _pack_double(head)
    if wire == "bool":
        return lambda value: head + (b"\1" if value is True or check_bool(value) else b"\0")
    return _pack_number(head, check_int32 if wire == "int32" else check_int64)


def decimal_text(value: Any) -> str:
    """A quantity as plain digits: no exponent, the zeros kept."""
    if type(value) is int:
        return str(value)
    try:
        return format(Decimal(str(value)) if isinstance(value, float) else Decimal(value), "f")
    except InvalidOperation:
        raise BadValue("a number is needed") from None


def pair_entries(head: bytes) -> Write:
    """A list of TagValue as a map; the last of two equal tags wins."""
    key, content = tag(1, LENGTH), tag(2, LENGTH)

    def write(pairs: Any) -> bytes:
        if not pairs:
            return b""
        entries = {}
        for pair in pairs:
            entries[check_string(pair.tag)] = check_string(pair.value)
        return b"".join(
            [
                _delimited(head, _delimited(key, name.encode()) + _delimited(content, text.encode()))
                for name, text in entries.items()
            ]
        )

    return write


# ------------------------------------------------------------------------------------------------ fields


def request_writer(field: ProtoField) -> Write:
    """How a request writes a scalar field, and when it leaves it out."""
    schema, kind = field.field, field.kind
    pack = _pack(schema.type, tag(schema.number, WIRE_TYPES.get(schema.type, LENGTH)))
    if kind == "decimal":
        return lambda value: b"" if value == UNSET_DECIMAL else pack(decimal_text(value))
    if kind == "short":
        return lambda value: pack(float(value)) if value else b""
    if kind == "three":
        return lambda value: b"" if value is None else pack(1 if value else 0)
    if kind == "nonzero":  # None and "" are no zeros
        return lambda value: b"" if value == 0 else pack(True)
    if kind == "whole":
        return lambda value: b"" if int(value) == UNSET_INTEGER else pack(int(value))
    if kind == "always":
        return pack
    if schema.type in ("string", "bool"):
        return lambda value: pack(value) if value else b""
    sentinel = _KIND_SENTINELS.get(kind, _SENTINELS[schema.type])
    return lambda value: b"" if value == sentinel else pack(value)


_UNDO: dict[str, Callable[[Any], Any]] = {
    "decimal": decimal_text,
    "average": decimal_text,
    "short": float,
    "margin": float,
    "floatstr": kinds.write_float,
    "intstr": str,
    "boolint": bool,
    "enum": lambda member: member.value[0],
    "three": lambda value: 1 if value else 0,
}


def answer_writer(field: ProtoField, absent: Any) -> Write:
    """How an answer writes a scalar field: left out when it says what an absent one says."""
    schema, kind = field.field, field.kind
    pack = _pack(schema.type, tag(schema.number, WIRE_TYPES.get(schema.type, LENGTH)))
    undo = _UNDO.get(kind)
    if kind == "flags":
        names = field.args.names
        return lambda value: b"" if value is None else pack(kinds.flag_mask(names, value))
    if kind == "always":
        return lambda value: b"" if value is None else pack(value)
    if undo is None:
        return lambda value: b"" if value is None or value == absent else pack(value)
    return lambda value: b"" if value is None or value == absent else pack(undo(value))


def field_writer(field: ProtoField, incoming: bool, absent: Any, needed: bool = False) -> Write:
    """How the value of any field is written. needed: whether the message cannot do without an object for it."""
    schema = field.field
    head = tag(schema.number, WIRE_TYPES.get(schema.type, LENGTH))
    if schema.label == "map":
        return pair_entries(head)
    if schema.type == "OrderCondition":
        return repeated(head, lambda one: condition_bytes(one, incoming))
    if schema.is_message:
        encode = object_encoder(field.sub, incoming)
        if schema.label == "repeated":
            return repeated(head, encode)
        cls, _ = object_fields(field.sub, incoming)

        def write(one: Any) -> bytes:
            if one is None:
                if needed:
                    raise BadValue(f"an object is needed, as in {field.path}={cls.__name__}()")
                return b""
            body = encode(one)
            size = len(body)
            return head + (_SIZES[size] if size < 128 else encode_varint(size)) + body

        return write
    if schema.label == "repeated":
        return repeated_writer(field)
    return answer_writer(field, absent) if incoming else request_writer(field)


def repeated(head: bytes, encode: Write) -> Write:
    """Objects one after the other."""
    return lambda many: b"".join([_delimited(head, encode(one)) for one in many]) if many else b""


def repeated_writer(field: ProtoField) -> Write:
    """Texts one by one, numbers packed."""
    schema = field.field
    head = tag(schema.number, LENGTH)
    if schema.type == "string":
        return lambda many: b"".join([_delimited(head, check_string(one).encode()) for one in many or ()])
    pack = _pack(schema.type, b"")

    def write(many: Any) -> bytes:
        return _delimited(head, b"".join([pack(one) for one in many])) if many else b""

    return write


# ------------------------------------------------------------------------------------------------ objects


@cache
def object_encoder(mapping: str, incoming: bool) -> Write:
    """The encoder of an object by its mapping."""
    cls, fields = object_fields(mapping, incoming)
    return slots_encoder(cls, fields, incoming)


@cache
def _condition_encoder(number: int, incoming: bool) -> Write:
    cls, fields = condition_fields(number)
    return slots_encoder(cls, fields, incoming)


def condition_bytes(condition: Any, incoming: bool) -> bytes:
    """A condition in the form that its type number asks for."""
    number = getattr(condition, "condType", None)
    if number not in CONDITIONS:
        raise BadValue(f"no condition has the type {number!r}; use one of {sorted(CONDITIONS)}")
    return _condition_encoder(number, incoming)(condition)


def slots_encoder(cls: type[Any], fields: list[ProtoField], incoming: bool) -> Write:
    """Writes an object: what still holds its default costs a comparison."""
    fields = live(fields)
    defaults_of = cls._defaults
    writers: list[tuple[ProtoField, Write]] = []
    visitor = Visitor("add")
    for field in fields:
        default = defaults_of.get(field.path, NOTHING)
        absent = _WITHOUT_CLASS.get(field.field.type) if default is NOTHING else default
        write = field_writer(field, incoming, absent if field.absent is ... else field.absent)
        writers.append((field, write))
        missing = UNSET_DOUBLE if default is NOTHING else NOTHING  # only some objects have it
        try:
            usual = b"" if default is NOTHING else write(default)
        except (TypeError, ValueError, AttributeError):  # a default that cannot be sent
            usual, default = b"", NOTHING
        made = f"add({visitor.source.constant('write', write)}(v))"
        visitor.attribute(field.path, default, made, f"add({usual!r})" if usual else "", missing)
    visit = visitor.compile(f"writer of {cls.__name__}")

    def encode(obj: Any) -> bytes:
        pieces: list[bytes] = []
        try:
            visit(obj, pieces.append)
        except (TypeError, ValueError, ArithmeticError, AttributeError):
            for field, write in writers:
                value = (
                    getattr(obj, field.path) if field.path in defaults_of else getattr(obj, field.path, UNSET_DOUBLE)
                )
                try:
                    write(value)
                except (TypeError, ValueError, ArithmeticError, AttributeError) as problem:
                    raise BadValue(f"{field.path} = {value!r:.80}: {problem}") from problem
            raise
        return b"".join(pieces)

    names = [field.path for field in fields]
    if incoming or len(names) > SMALL or not all(name in defaults_of for name in names):
        return encode
    return remembering(names, defaults_of, encode)


# ------------------------------------------------------------------------------------------------ messages


@cache
def encoder(message: Message) -> Callable[[Args], bytes]:
    """The compiled encoder of the message: from arguments in the order of its params to the whole frame."""
    fields, star = message_fields(message)
    incoming = message.incoming
    params = message.params
    slots: list[tuple[str, Write]] = []
    for field in live(fields):
        if field.inline is not None:
            slots.append(("", _inline(field, incoming)))
        else:
            needed = not incoming and field.kind != "optional"
            slots.append((field.path, field_writer(field, incoming, field.absent, needed)))
    if star:
        mapping = message.proto if incoming else star[0].upper() + star[1:]
        inside = object_encoder(mapping, incoming)
        slots.append((star, lambda value: b"" if value is None else inside(value)))
    join = message.arranged[1] if message.arranged else None
    dotted = plan(message).dotted

    def arrange(values: dict[str, Any]) -> dict[str, Any]:
        """The values in the places where the protobuf form has them."""
        if join is not None:
            values = join(values)
        for holder, name in dotted:
            values[f"{holder}.{name}"] = getattr(values[holder], name)
        return values

    def explain(args: Args) -> None:
        diagnose(slots, arrange(dict(zip(params, args))))

    source = Source({"joined": b"".join, "explain": explain, "head": Struct(">II").pack})
    names = {param: f"a{index}" for index, param in enumerate(params)}
    by_name = join is not None or bool(dotted) or not all(path in names for path, _ in slots)
    source.line("def encode(args):")
    source.line("    try:")
    if names:
        source.line(f"        {', '.join(names.values())}, = args")
    if by_name:
        arranger = source.constant("arrange", arrange if dotted or join is None else join)
        source.line(
            f"        values = {arranger}({{{', '.join(f'{name!r}: {value}' for name, value in names.items())}}})"
        )
    pieces = []
    for path, write in slots:
        value = f"values[{path!r}]" if by_name and path else names.get(path, "values")
        pieces.append(f"{source.constant('write', write)}({value}), ")
    source.line(f"        body = joined(({''.join(pieces)}))")
    source.line(f"        return head(len(body) + 4, {message.number + PROTOBUF_OFFSET}) + body")
    source.line("    except (TypeError, ValueError, ArithmeticError, AttributeError):")
    source.line("        explain(args)")
    source.line("        raise")
    encode: Callable[[Args], bytes] = source.compile(f"writer of {message.name} in protobuf form", "encode")
    return encode


def diagnose(slots: list[tuple[str, Write]], values: dict[str, Any]) -> None:
    """Writes slot by slot; the first one that cannot be written is named with its value."""
    for path, write in slots:
        try:
            write(values[path] if path else values)
        except (TypeError, ValueError, ArithmeticError, AttributeError) as problem:
            if isinstance(problem, BadValue) and isinstance(problem.__cause__, Exception):
                raise BadValue(f"{path}.{problem}") from problem
            raise BadValue(f"{path} = {values.get(path)!r:.80}: {problem}") from problem


def _inline(field: ProtoField, incoming: bool) -> Write:
    """A submessage whose fields are values of the message around it."""
    assert field.inline is not None
    head = tag(field.field.number, LENGTH)
    slots = [(inner.path, field_writer(inner, incoming, inner.absent)) for inner in live(field.inline)]

    def write(values: Any) -> bytes:
        if field.switch and values[field.switch] not in field.cases:
            return b""
        return _delimited(head, b"".join([put(values[name]) for name, put in slots if values.get(name) is not None]))

    return write
