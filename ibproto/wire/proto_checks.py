"""The version checks of requests in protobuf form."""

from __future__ import annotations

from .checks import Gated, compile_check
from .errors import TooOld
from .proto_encode import field_writer
from .proto_map import ProtoField, live, message_fields, object_fields
from .proto_schema import message as schema_of
from .protobuf import parse
from .schema import Message

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from .checks import VersionCheck


def _gated(message: Message, version: int) -> list[tuple[ProtoField, ProtoField]]:
    """The fields that need a newer server, each with the submessage of the request that holds it."""
    return [
        (outer, field)
        for outer in live(message_fields(message)[0])
        if outer.sub
        for field in live(object_fields(outer.sub, False)[1])
        if field.since > version
    ]


def proto_check(message: Message, version: int) -> VersionCheck | None:
    """The check of the protobuf form: a field counts as set when it would be on the wire."""
    gated = []
    for outer, field in _gated(message, version):
        write = field_writer(field, False, None)
        cls = object_fields(outer.sub, False)[0]
        is_set = lambda value, write=write: write(value) != b""  # noqa: E731
        gated.append(Gated(f"{outer.path}.{field.path}", field.since, is_set, cls))
    return compile_check(message, gated, version)


def message_checks(message: Message, version: int) -> list[Callable[[bytes], None]]:
    """The checks of a ready protobuf message, over its bytes."""
    checks: list[Callable[[bytes], None]] = []
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
