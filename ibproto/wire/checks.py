"""The version checks of a request: what is set although the server is too old to know it is refused, not dropped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

from ibproto.const import UNSET_DOUBLE, UNSET_INTEGER

from .errors import TooOld
from .proto_encode import field_writer
from .proto_map import ProtoField, message_fields, object_fields
from .proto_schema import message as schema_of
from .protobuf import parse
from .schema import Message, Row, every_item

Args = Sequence[Any]
VersionCheck = Callable[[Any], None]  # raises TooOld

# kind of a row -> whether a value counts as set
IS_SET: dict[str, Callable[[Any], bool]] = {
    "int": lambda value: value != UNSET_INTEGER,
    "int?": lambda value: value != UNSET_INTEGER,
    "float?": lambda value: value != UNSET_DOUBLE,
}


def text_checks(message: Message, version: int) -> list[VersionCheck]:
    """The checks of the text form at a server version, none where the server knows everything."""
    checks: list[VersionCheck] = []
    for item in every_item(message.items):
        if item.since <= version:
            continue
        if not item.refuse:
            continue
        if isinstance(item, Row):
            checks.append(_check(message, item.path, item.since, version, IS_SET.get(item.kind, bool)))
        else:  # a list counts as set even when it is empty
            checks.append(_check(message, item.path, item.since, version, lambda value: value is not None))
    return checks


def _check(message: Message, path: str, needed: int, version: int, is_set: Callable[[Any], bool]) -> VersionCheck:
    head, _, rest = path.partition(".")
    position = message.params.index(head)
    attribute = attrgetter(rest) if rest else None

    def check(args: Args) -> None:
        value = args[position] if attribute is None else attribute(args[position])
        if is_set(value):
            raise TooOld(path, needed, version)

    return check


def _gated(message: Message, version: int) -> list[tuple[ProtoField, ProtoField]]:
    """The fields that need a newer server, each with the submessage of the request that holds it."""
    return [
        (outer, field)
        for outer in message_fields(message)[0]
        if outer.sub
        for field in object_fields(outer.sub, False)[1]
        if field.since > version
    ]


def proto_checks(message: Message, version: int) -> list[VersionCheck]:
    """The checks of the protobuf form: a field counts as set when it would be on the wire."""
    checks: list[VersionCheck] = []
    for outer, field in _gated(message, version):
        write = field_writer(field, False, None)
        path = f"{outer.path}.{field.path}"
        is_set = lambda value, write=write: write(value) != b""  # noqa: E731
        checks.append(_check(message, path, field.since, version, is_set))
    return checks


def message_checks(message: Message, version: int) -> list[VersionCheck]:
    """The checks of a ready protobuf message, over its bytes."""
    checks: list[VersionCheck] = []
    if version < message.proto_needs:

        def too_old(data: bytes) -> None:
            raise TooOld(message.name, message.proto_needs, version)

        return [too_old]
    if message.incoming or not message.params:
        return checks
    for outer, field in _gated(message, version):

        def check(data: bytes, outer: ProtoField = outer, field: ProtoField = field) -> None:
            values = parse(schema_of(message.proto), data)
            if field.field.name in values.get(outer.field.name, {}):
                raise TooOld(f"{outer.field.name}.{field.field.name}", field.since, version)

        checks.append(check)
    return checks
