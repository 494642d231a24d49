"""Tables that say what becomes of each field of a protobuf message, and how objects are made from them.

Objects are filled as in text_decode.py: a copied dictionary of defaults, then only what the wire has.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from ibproto.const import UNSET_DOUBLE
from ibproto.contract import Contract, ContractDetails
from ibproto.object_implem import Object
from ibproto.order_state import OrderState
from ibproto.tag_value import TagValue
from ibproto.utils import decimalMaxString, floatMaxString

from . import kinds
from .proto_map import ProtoField, condition_fields, live, object_fields
from .protobuf import LENGTH, WIRE_TYPES, to_int32

Table = dict[int, tuple[int, str, Any]]
Later = list[tuple["Filler", dict[str, Any]]]

# what to do with a value, by how often it comes
TEXT, DOUBLE, INT, LONG, BOOL, CONVERT_TEXT, CONVERT_DOUBLE, CONVERT_INT, NOTED = range(9)
OBJECT, OBJECTS, PAIRS, INLINE, TEXTS, NUMBERS, PACKED, CONDITION = range(9, 17)

_CODES = {"int32": INT, "int64": LONG, "bool": BOOL, "double": DOUBLE, "string": TEXT}
ABSENT: dict[str, Any] = {"bool": False, "string": ""}  # what a request leaves out, whatever the class says
PRESENT = "present "  # + the name of a field: a note that it was on the wire
_new = object.__new__

# descriptions that come again and again in the same bytes, with every order, execution, position and option of a chain
REPEATING = (Contract, ContractDetails, OrderState)
MEMO_ENTRIES = 1024  # remembered for each of these classes before it starts afresh
ONCE, NEVER = "seen once", "not to be remembered"
MEMO_BYTES = 4096  # the longest description that is remembered


# ------------------------------------------------------------------------------------------------ conversions


def _number_text(text: str) -> float:
    return float(text) if text else 0.0


def _whole_text(text: str) -> int:
    return int(text) if text else 0


def _margin(value: float) -> str:
    return "" if value == UNSET_DOUBLE else decimalMaxString(value)


def _converter(field: ProtoField) -> tuple[int, Any]:
    """The code and the function for a field that is not delivered as it is."""
    kind, args = field.kind, field.args
    if kind == "decimal":
        return CONVERT_TEXT, kinds.PROTO_DECIMAL.__getitem__
    if kind == "average":
        return CONVERT_TEXT, kinds.read_proto_decimal
    if kind == "floatstr":
        return CONVERT_TEXT, _number_text
    if kind == "intstr":
        return CONVERT_TEXT, _whole_text
    if kind == "short":
        texts = kinds.Cache(floatMaxString)
        return CONVERT_DOUBLE, lambda value: texts[value] if value else floatMaxString(value)  # 0.0 is not -0.0
    if kind == "margin":
        return CONVERT_DOUBLE, _margin
    if kind == "notneg":
        return CONVERT_DOUBLE, lambda value: None if value < 0 else value
    if kind == "unless":
        marker = float(args[0])
        return CONVERT_DOUBLE, lambda value: None if value == marker else value
    if kind == "boolint":
        return CONVERT_INT, lambda value: 1 if value else 0
    if kind == "flags":
        return CONVERT_INT, lambda value: str(to_int32(value))
    assert kind == "enum"
    if field.field.type == "string":
        return CONVERT_TEXT, lambda code: kinds.enum_member(args, code)
    return CONVERT_INT, lambda code: kinds.enum_member(args, to_int32(code))


_CONVERTED = frozenset(
    ("decimal", "average", "floatstr", "intstr", "short", "margin", "notneg", "unless", "boolint", "flags", "enum")
)


# ------------------------------------------------------------------------------------------------ tables


class Filler:
    """How objects of one class are made and filled from one protobuf message."""

    __slots__ = ("cls", "defaults", "fresh", "gates", "memo", "noted", "pairs", "table")

    def __init__(self, cls: type[Any], fields: list[ProtoField], incoming: bool) -> None:
        self.cls = cls
        self.table = build(fields, incoming)
        self.defaults = {**cls._defaults}
        self.fresh = [(name, quick(factory)) for name, factory in cls._fresh]
        fields = live(fields)
        for field in fields:
            if field.absent is list:
                self.fresh.append((field.path, list))
            elif field.absent is not ...:
                self.defaults[field.path] = field.absent
            elif not incoming and field.kind == "" and field.field.type in ABSENT and field.field.label == "optional":
                self.defaults[field.path] = ABSENT[field.field.type]
        self.pairs = [field.path for field in fields if field.kind == "tags"]
        self.gates = [field for field in fields if field.gate] if incoming else []
        self.noted = {field.other for field in self.gates}
        self.memo: dict[bytes, Any] | None = {} if cls in REPEATING else None  # attributes, ONCE or NEVER
        for field in fields:
            if field.path in self.noted:
                tag = field.field.number << 3 | LENGTH
                self.table[tag] = (NOTED, field.path, None)

    def make(self) -> Any:
        """A fresh object."""
        made = _new(self.cls)
        attributes = self.defaults.copy()
        for name, factory in self.fresh:
            attributes[name] = factory()
        made.__dict__ = attributes
        return made

    def remember(self, body: bytes, attributes: dict[str, Any]) -> None:
        """Keeps what these bytes mean, unless an object in it would have to be made anew each time."""
        assert self.memo is not None
        self.memo[body] = NEVER
        kept = attributes.copy()
        self.finish(kept)
        for name in self.pairs:
            kept[name] = kept[name] if kept[name] is None else kept[name].copy()  # the other list was delivered
        fresh = dict(self.fresh)
        for name, value in kept.items():
            if name in self.pairs or (name in fresh and not (isinstance(value, list) and value)):
                continue
            if isinstance(value, (list, Object)):
                return
        self.memo[body] = kept

    def clone(self, kept: dict[str, Any]) -> Any:
        """A fresh object with remembered attributes."""
        made = _new(self.cls)
        attributes = kept.copy()
        for name, factory in self.fresh:
            attributes[name] = factory()
        for name in self.pairs:
            pairs = kept[name]
            if pairs:
                attributes[name] = [TagValue(pair.tag, pair.value) for pair in pairs]
        made.__dict__ = attributes
        return made

    def finish(self, attributes: dict[str, Any]) -> None:
        """What can only be judged when the whole message was read."""
        for name in self.pairs:
            pairs = attributes.get(name)
            if type(pairs) is dict:
                attributes[name] = [TagValue(tag, value) for tag, value in pairs.items()]
        for field in self.gates:
            name, other = field.path, field.other
            present = attributes.get(PRESENT + other, False)
            if not (present and attributes[other] if field.gate == "?" else present):
                attributes[name] = self.cls._defaults[name]
            elif field.kind == "tags" and attributes[name] is None:
                attributes[name] = []
        for name in self.noted:
            attributes.pop(PRESENT + name, None)


def quick(factory: Callable[[], Any]) -> Callable[[], Any]:
    """The same as the factory, by the shortest way."""
    if not (isinstance(factory, type) and issubclass(factory, Object)):
        return factory
    cls, defaults = factory, factory._defaults
    members = [(name, quick(one)) for name, one in cls._fresh]

    def make() -> Any:
        made = _new(cls)
        attributes = defaults.copy()
        for name, one in members:
            attributes[name] = one()
        made.__dict__ = attributes
        return made

    return make


@cache
def filler(mapping: str, incoming: bool) -> Filler:
    """The filler of a mapping in a direction."""
    cls, fields = object_fields(mapping, incoming)
    return Filler(cls, fields, incoming)


def build(fields: list[ProtoField], incoming: bool) -> Table:
    """Tag -> code, name of the value, and what the code needs."""
    table: Table = {}
    for field in live(fields):
        schema, name = field.field, field.path
        number, wire, label = schema.number << 3, schema.type, schema.label
        length = number | LENGTH
        if label == "map":
            table[length] = (PAIRS, name, None)
        elif field.inline is not None:
            table[length] = (INLINE, f"has_{schema.name}", build(field.inline, incoming))
        elif wire == "OrderCondition":
            table[length] = (CONDITION, name, incoming)
        elif schema.is_message:
            code = OBJECTS if label == "repeated" else OBJECT
            table[length] = (code, name, filler(field.sub, incoming))
        elif label == "repeated" and wire == "string":
            table[length] = (TEXTS, name, None)
        elif label == "repeated":
            table[number | WIRE_TYPES[wire]] = (NUMBERS, name, wire)
            table[length] = (PACKED, name, wire)
        elif field.kind in _CONVERTED:
            code, convert = _converter(field)
            table[number | WIRE_TYPES.get(wire, LENGTH)] = (code, name, convert)
        else:
            table[number | WIRE_TYPES.get(wire, LENGTH)] = (_CODES[wire], name, None)
    return table


@cache
def condition_filler(number: int, incoming: bool) -> Filler:
    cls, fields = condition_fields(number)
    return Filler(cls, fields, incoming)
