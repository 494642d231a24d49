"""Reads the protobuf form of messages by tables, whatever the order of their fields; unknown ones are skipped."""

from __future__ import annotations

from functools import cache
from typing import Any

from ibproto.tag_value import TagValue

from . import kinds
from .messages.objects import CONDITIONS
from .proto_map import ProtoField, flat, live, message_fields
from .proto_tables import (
    BOOL,
    CONVERT_DOUBLE,
    CONVERT_INT,
    CONVERT_TEXT,
    DOUBLE,
    INLINE,
    INT,
    LONG,
    MEMO_BYTES,
    MEMO_ENTRIES,
    NOTED,
    NUMBERS,
    OBJECT,
    OBJECTS,
    ONCE,
    PACKED,
    PAIRS,
    PRESENT,
    TEXT,
    TEXTS,
    Filler,
    Later,
    Table,
    build,
    condition_filler,
    filler,
)
from .protobuf import (
    FIXED64,
    LENGTH,
    VARINT,
    WIRE_TYPES,
    DecodeError,
    read_span,
    read_tag,
    read_varint,
    skip,
    to_int32,
    to_int64,
    unpack_double,
)
from .schema import Message

_new = object.__new__

# ------------------------------------------------------------------------------------------------ the loop


def fill(data: bytes, pos: int, end: int, table: Table, out: dict[str, Any], later: Later) -> None:
    """Reads the fields between two positions into ``out``; the last value of a field wins, objects merge.

    ``later`` collects the objects that can only be finished when the whole message was read.
    """
    while pos < end:
        tag = data[pos]
        pos += 1
        if tag > 0x7F:
            second = data[pos]
            if second < 0x80:  # two bytes, as most fields of an order have
                tag += (second - 1) << 7
                pos += 1
            else:
                tag, pos = read_tag(data, pos - 1)
        if tag < 8:
            raise DecodeError("0 is not a field number", pos - 1)
        entry = table.get(tag)
        if entry is None:
            pos = skip(data, pos, end, tag)
            continue
        code, name, extra = entry
        if code == TEXT:
            size = data[pos]
            pos += 1
            if size > 0x7F:
                start, pos = read_span(data, pos - 1, end)
                out[name] = data[start:pos].decode()
                continue
            pos += size
            out[name] = data[pos - size : pos].decode()
        elif code == BOOL:
            value = data[pos]
            pos += 1
            if value > 0x7F:
                value, pos = read_varint(data, pos - 1)
            out[name] = value != 0
        elif code == INT:
            value = data[pos]
            pos += 1
            if value > 0x7F:
                value, pos = read_varint(data, pos - 1)
                value = to_int32(value)
            out[name] = value
        elif code == DOUBLE:
            out[name] = unpack_double(data, pos)[0]
            pos += 8
        elif code == CONVERT_TEXT:
            start, pos = read_span(data, pos, end)
            out[name] = extra(data[start:pos].decode())
        elif code == LONG:
            value, pos = read_varint(data, pos)
            out[name] = to_int64(value)
        elif code == OBJECT:
            start, pos = read_span(data, pos, end)
            put_object(data, start, pos, name, extra, out, later)
        else:
            pos = put_rare(data, pos, end, entry, out, later)
    if pos > end:
        raise DecodeError("the message ends in the middle of a value", end)


def _list(out: dict[str, Any], name: str) -> list[Any]:
    many = out.get(name)
    if many is None:
        many = out[name] = []
    return many


def put_object(data: bytes, start: int, stop: int, name: str, kind: Filler, out: dict[str, Any], later: Later) -> None:
    """An object between two positions, into ``out``; the parts of one that comes twice are merged."""
    made = out.get(name)
    if made is not None:
        fill(data, start, stop, kind.table, made.__dict__, later)
        return
    memo = kind.memo
    again = False
    if memo is not None:
        body = data[start:stop]
        known = memo.get(body)
        if type(known) is dict:
            made = out[name] = kind.clone(known)
            if kind.pairs:
                later.append((kind, made.__dict__))
            return
        again = known is ONCE
        if known is None and len(body) <= MEMO_BYTES:  # what comes for the first time may well be the last
            if len(memo) > MEMO_ENTRIES:
                memo.clear()
            memo[body] = ONCE
    made = out[name] = kind.make()
    attributes = made.__dict__
    if kind.pairs or kind.gates:
        later.append((kind, attributes))
    fill(data, start, stop, kind.table, attributes, later)
    if again:
        kind.remember(body, attributes)


def put_rare(data: bytes, pos: int, end: int, entry: tuple[int, str, Any], out: dict[str, Any], later: Later) -> int:
    """A value of the codes that few messages have; the position behind it."""
    code, name, extra = entry
    if code == CONVERT_DOUBLE:
        out[name] = extra(unpack_double(data, pos)[0])
        return pos + 8
    if code == CONVERT_INT:
        value, pos = read_varint(data, pos)
        out[name] = extra(value)
        return pos
    if code == NUMBERS:
        value, pos = _number(data, pos, extra)
        _add(out, name, value)
        return pos
    start, stop = read_span(data, pos, end)
    if code == OBJECTS:
        made = extra.make()
        if extra.pairs or extra.gates:
            later.append((extra, made.__dict__))
        fill(data, start, stop, extra.table, made.__dict__, later)
        _list(out, name).append(made)
    elif code == NOTED:
        out[name] = data[start:stop].decode()
        out[PRESENT + name] = True
    elif code == INLINE:
        out[name] = True
        fill(data, start, stop, extra, out, later)
    elif code == TEXTS:
        _add(out, name, data[start:stop].decode())
    elif code == PACKED:
        while start < stop:
            value, start = _number(data, start, extra)
            _add(out, name, value)
    elif code == PAIRS:
        _pair(data, start, stop, out, name)
    else:
        _list(out, name).append(_condition(data, start, stop, extra))
    return stop


def _add(out: dict[str, Any], name: str, value: Any) -> None:
    many = out.get(name)
    if type(many) is set:
        many.add(value)
    else:
        _list(out, name).append(value)


def _number(data: bytes, pos: int, wire: str) -> tuple[Any, int]:
    if WIRE_TYPES[wire] == FIXED64:
        return unpack_double(data, pos)[0], pos + 8
    value, pos = read_varint(data, pos)
    return (to_int32 if wire == "int32" else to_int64)(value), pos


_PAIR: Table = {1 << 3 | LENGTH: (TEXT, "tag", None), 2 << 3 | LENGTH: (TEXT, "value", None)}


def _pair(data: bytes, start: int, stop: int, out: dict[str, Any], name: str) -> None:
    """One entry of a map; a dictionary until the whole message was read, as the last entry of a tag wins."""
    pairs = out.get(name)
    if type(pairs) is not dict:
        known = pairs or ()
        pairs = out[name] = {pair.tag: pair.value for pair in known}
    entry = {"tag": "", "value": ""}
    fill(data, start, stop, _PAIR, entry, [])
    pairs[entry["tag"]] = entry["value"]


_CONDITION_TYPE: Table = {1 << 3 | VARINT: (INT, "type", None)}


def _condition(data: bytes, start: int, stop: int, incoming: bool) -> Any:
    """A condition: its type is looked for first, since it decides which of the fields belong to it."""
    found: dict[str, Any] = {}
    fill(data, start, stop, _CONDITION_TYPE, found, [])
    number = found.get("type")
    if number not in CONDITIONS:
        raise DecodeError(f"unknown condition type {number}", start, "OrderCondition", "type")
    plan = condition_filler(number, incoming)
    made = plan.make()
    fill(data, start, stop, plan.table, made.__dict__, [])
    return made


# ------------------------------------------------------------------------------------------------ messages


class MessagePlan:
    """What the compiled decoder of a message needs: its table, the values before anything was read."""

    def __init__(self, message: Message) -> None:
        fields, star = message_fields(message)
        fields = live(fields)
        incoming = message.incoming
        self.table = build(fields, incoming)
        self.absent: dict[str, Any] = {}
        self.fresh: list[tuple[str, Any]] = []
        self.pairs = [field.path for field in fields if field.kind == "tags"]
        for field in flat(fields):
            if callable(field.absent):
                self.fresh.append((field.path, field.absent))
            elif "." not in field.path:
                self.absent[field.path] = field.absent
        for field in fields:
            if field.inline is not None:
                self.absent[f"has_{field.field.name}"] = False
        self.flags = [field for field in fields if field.kind == "flags"]
        self.dotted = [field.path.split(".") for field in fields if "." in field.path]
        self.star = star
        self.star_filler: Filler | None = None
        if star:
            mapping = message.proto if message.incoming else star[0].upper() + star[1:]
            self.star_filler = filler(mapping, incoming)
            params = {field.path for field in fields}
            self.table = {**self.star_filler.table, **self.table}
            self.star_params = params

    def read(self, data: bytes, pos: int) -> dict[str, Any]:
        """The values of the message by name."""
        later: Later = []
        values = self.absent.copy()
        for name, factory in self.fresh:
            values[name] = factory()
        if self.star_filler is not None:
            made = self.star_filler.make()
            attributes = made.__dict__
            attributes.update(values)
            fill(data, pos, len(data), self.table, attributes, later)
            values = {name: attributes.pop(name) for name in self.star_params}
            self.star_filler.finish(attributes)
            values[self.star] = made
            return values
        fill(data, pos, len(data), self.table, values, later)
        for one, attributes in later:
            one.finish(attributes)
        for name in self.pairs:
            if type(values[name]) is dict:
                values[name] = [TagValue(tag, value) for tag, value in values[name].items()]
        for field in self.flags:
            values[field.path] = _flag_object(field, values[field.path])
        for holder, name in self.dotted:
            inner = values.pop(f"{holder}.{name}", None)
            if values[holder] is not None and inner is not None:
                setattr(values[holder], name, inner)
            else:
                values[holder] = None
        return values


def _flag_object(field: ProtoField, mask: str) -> Any:
    row = field.args
    made = _new(row.make)
    made.__dict__ = kinds.flag_attributes(row.names, row.make._defaults, mask)
    return made


@cache
def plan(message: Message) -> MessagePlan:
    return MessagePlan(message)
