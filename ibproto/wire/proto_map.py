"""How the fields of a protobuf message map to values: the irregular ones in a notation, the others by rule.

    field->path        another name                    field:kind      a conversion (KINDS)
    field=VALUE        the value when it is absent     field-          ignored
    field>             in requests only                field<          in answers only
    field@217          refused with 503 when it is set and the server is older
    field?other        delivered only when the text ``other`` is set;  ??  when it is present, empty or not
    field{Name}        an object by the mapping of this name           field{a->b c=1}   its fields are our values
    field(name=1,2){}  the same, and present when the value ``name`` is one of these
    *->object          every field that is not a parameter is an attribute of this object

By rule, a field goes to the parameter or attribute of its own name. A text that fills a Decimal, a float or an int is
converted; so are an int that fills an enumeration and a bool that fills an int.
"""

from __future__ import annotations

import enum
import re
from decimal import Decimal
from functools import cache
from typing import Any

from ibproto import common, const

from .messages import objects
from .proto_schema import FieldSchema, MessageSchema
from .proto_schema import message as schema_of
from .schema import Flags, Message, Row, every_item

_TOKEN = re.compile(
    r"(?P<name>\w+|\*)(?:\((?P<switch>\w+)=(?P<cases>[\d,]+)\))?(?:->(?P<path>[\w.]+))?(?:\{(?P<inner>[^}]*)\})?"
    r"(?::(?P<kind>\w+))?(?:=(?P<absent>\w+(?:\(\))?))?(?:@(?P<since>\d+))?(?:(?P<gate>\?\??)(?P<other>\w+))?"
    r"(?P<only>[-<>])?"
)

IGNORED = "-"
ABSENT_BY_NAME = {"reqId": const.NO_VALID_ID}  # what an absent id becomes in answers
ABSENT_NAMES: dict[str, Any] = {"None": None, "SPACE": " ", "LIST": list}
ZEROS: dict[str, Any] = {"int32": 0, "int64": 0, "bool": False, "double": 0.0, "string": ""}
UNSETS: dict[str, Any] = {"int32": const.UNSET_INTEGER, "int64": const.UNSET_LONG, "double": const.UNSET_DOUBLE}


class ProtoField:
    """One field and what becomes of it."""

    __slots__ = (
        "absent",
        "args",
        "cases",
        "field",
        "gate",
        "inline",
        "kind",
        "only",
        "other",
        "path",
        "since",
        "sub",
        "switch",
    )

    def __init__(self, field: FieldSchema, irregular: re.Match[str] | None) -> None:
        self.field = field
        self.path: str = (irregular and irregular["path"]) or field.name
        self.kind: str = (irregular and irregular["kind"]) or ""
        self.only: str = (irregular and irregular["only"]) or ""
        self.since = int((irregular and irregular["since"]) or 0)
        self.gate: str = (irregular and irregular["gate"]) or ""
        self.other: str = (irregular and irregular["other"]) or ""
        self.switch: str = (irregular and irregular["switch"]) or ""
        self.cases: tuple[int, ...] = tuple(int(n) for n in irregular["cases"].split(",")) if self.switch else ()  # type: ignore[index]
        self.absent: Any = _absent(irregular["absent"]) if irregular and irregular["absent"] else ...
        self.args: Any = None  # what the kind needs: an enumeration, the names of flags
        self.sub: str = ""  # the mapping of the submessage
        self.inline: list[ProtoField] | None = None  # its fields, where they are values of the message around it
        inner = irregular and irregular["inner"]
        if inner is not None and not re.fullmatch(r"[A-Z]\w+", inner):
            self.inline = fields_of(schema_of(field.type), inner)
        elif field.is_message:
            self.sub = inner or field.type

    def __repr__(self) -> str:
        return f"<{self.field.name} -> {self.path}>"


def _absent(word: str) -> Any:
    """A value by its name: a constant, a fresh object, a number."""
    if word in ABSENT_NAMES:
        return ABSENT_NAMES[word]
    if word.endswith("()"):
        return getattr(common, word[:-2])
    return getattr(const, word) if word[0].isalpha() else int(word)


def tokens(spec: str) -> dict[str, re.Match[str]]:
    """The irregular fields of a mapping by name."""
    found: dict[str, re.Match[str]] = {}
    at = 0
    while at < len(spec):
        if spec[at] == " ":
            at += 1
            continue
        match = _TOKEN.match(spec, at)
        if match is None or (match.end() < len(spec) and spec[match.end()] != " "):
            raise ValueError(f"not a mapping: {spec[at:]!r}")
        found[match["name"]] = match
        at = match.end()
    return found


def fields_of(schema: MessageSchema, spec: str) -> list[ProtoField]:
    """Every field of a message, the ignored ones too."""
    irregular = tokens(spec)
    unknown = set(irregular) - {field.name for field in schema.fields} - {"*"}
    if unknown:
        raise ValueError(f"message {schema.name} has no field {sorted(unknown)}")
    return [ProtoField(field, irregular.get(field.name)) for field in schema.fields]


def live(fields: list[ProtoField]) -> list[ProtoField]:
    """The fields that are not ignored."""
    return [field for field in fields if field.only != IGNORED]


def _natural(field: ProtoField, default: Any) -> None:
    """The conversion that the types of the field and of the attribute ask for."""
    if field.kind or field.sub or field.inline is not None:
        return
    wire = field.field.type
    if isinstance(default, enum.Enum):
        field.kind, field.args = "enum", type(default)
    elif wire == "string" and field.field.label != "repeated":
        kinds = {Decimal: "decimal", float: "floatstr", int: "intstr"}
        field.kind = kinds.get(type(default), "") if field.field.label != "map" else "tags"
    elif wire == "bool" and type(default) is int:
        field.kind = "boolint"


@cache
def object_fields(name: str, incoming: bool) -> tuple[type[Any], list[ProtoField]]:
    """The class that a mapping fills, and all fields of its message, those of the other direction ignored."""
    message, cls, spec = objects.OBJECTS[name]
    fields = fields_of(schema_of(message), spec)
    for field in fields:
        if field.only == (">" if incoming else "<"):
            field.only = IGNORED
        _natural(field, cls._defaults.get(field.path))
    return cls, fields


@cache
def condition_fields(number: int) -> tuple[type[Any], list[ProtoField]]:
    """The class of a condition type and its fields."""
    cls, spec = objects.CONDITIONS[number]
    irregular = tokens(spec)
    fields = fields_of(schema_of("OrderCondition"), spec)
    for field in fields:
        if field.field.name not in irregular:
            field.only = IGNORED
    return cls, fields


@cache
def message_fields(message: Message) -> tuple[list[ProtoField], str]:
    """The fields of a message of the table, and the parameter that takes those which are no parameter ("" for none)."""
    spec = message.fields
    star = tokens(spec).get("*")
    schema = schema_of(message.proto)
    fields = fields_of(schema, spec)
    if star is not None:
        fields = [field for field in fields if field.path in message.params]
    rows = {item.path: item for item in reversed(list(every_item(message.items))) if isinstance(item, (Row, Flags))}
    for field in flat(fields):
        _parameter(field, message, rows)
    return fields, star["path"] if star is not None else ""


def flat(fields: list[ProtoField]) -> list[ProtoField]:
    """The fields that are not ignored, with those of inlined submessages in the place of these."""
    return [inner for field in live(fields) for inner in (flat(field.inline) if field.inline is not None else [field])]


def _parameter(field: ProtoField, message: Message, rows: dict[str, Row | Flags]) -> None:
    """Conversion and absent value of a field that fills a parameter."""
    wire, label = field.field.type, field.field.label
    row = rows.get(field.path)
    if isinstance(row, Flags):
        field.args = row
    elif isinstance(row, Row) and not field.kind:
        if row.kind in ("decimal", "average"):
            field.kind = "decimal"
        elif row.kind in ("notneg", "unless"):
            field.kind, field.args = row.kind, row.args
        elif wire == "string" and row.kind[:5] == "float":
            field.kind = "floatstr"
    if label == "map":
        field.kind = "tags"
    if field.absent is not ...:
        return
    if label in ("repeated", "map"):
        field.absent = set if field.kind == "set" else list
    elif field.field.is_message:
        field.absent = None
    elif field.kind == "flags":
        field.absent = "0"
    elif not message.incoming:
        field.absent = UNSETS.get(wire, ZEROS[wire])
    elif field.kind == "decimal":
        field.absent = const.UNSET_DECIMAL
    else:
        field.absent = ABSENT_BY_NAME.get(field.field.name, ZEROS[wire])
