"""What the tests of the wire share: receivers that record, and the calls that a message's values stand for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from decimal import Decimal
from random import Random
from typing import Any

from ibproto.const import NO_VALID_ID
from ibproto.object_implem import Object
from ibproto.wire import text_encode
from ibproto.wire.messages.market_data import SIZE_OF
from ibproto.wire.proto_encode import encoder as proto_encoder
from ibproto.wire.proto_map import message_fields
from ibproto.wire.schema import MAX_VERSION, MIN_VERSION, RAW_ID_VERSION, Message, boundaries
from ibproto.wire.text_scope import NOT_SET, calls_of

Calls = list[tuple[str, tuple[Any, ...]]]
SEED = int(os.environ.get("IBPROTO_SEED", "1"))  # of all random messages; the tests print it where they fail
NAMES = {"SIZE_OF": SIZE_OF, "NOT_SET": NOT_SET, "NO_VALID_ID": NO_VALID_ID}


class Receiver:
    """Takes any call and notes it."""

    def __init__(self) -> None:
        self.calls: Calls = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *args: self.calls.append((name, args))

    def take(self) -> Calls:
        """The calls since the last time."""
        calls, self.calls = self.calls, []
        return calls


def failed(name: str, args: tuple[Any, ...], problem: Exception) -> None:
    """The policy for exceptions in callbacks: there must be none."""
    raise AssertionError(f"{name}{args} raised {problem!r}") from problem


def text_frame(message: Message, version: int, values: dict[str, Any]) -> bytes:
    """The frame, without its length, that carries the values in text form."""
    return text_encode.encoder(message, version)([values[name] for name in message.params])[4:]


def proto_frame(message: Message, values: dict[str, Any]) -> bytes:
    """The frame, without its length, that carries the values in protobuf form."""
    return proto_encoder(message)([values[name] for name in message.params])[4:]


def expected_calls(message: Message, version: int, values: dict[str, Any], protobuf: bool) -> Calls:
    """The calls that deliver the values, worked out from the table's text without the compilers."""
    names = {**NAMES, **values}
    if protobuf:
        names |= {f"has_{field.field.name}": True for field in message_fields(message)[0]}
    found: Calls = []
    for call in calls_of(message, protobuf):
        if not call.gate.on(MAX_VERSION if protobuf else version):
            continue
        for scope in [{call.each: one} for one in eval(call.many or "", dict(names))] if call.each else [{}]:
            inside = {**names, **scope}
            if eval(call.when or "True", dict(inside)):
                found.append((call.name, eval(f"({call.args},)" if call.args else "()", dict(inside))))
    return found


def differences(expected: Calls, got: Calls) -> list[str]:
    """Where the calls differ, one line each."""
    if [name for name, _ in expected] != [name for name, _ in got]:
        return [f"calls of {[name for name, _ in expected]} became {[name for name, _ in got]}"]
    return [
        f"{name} argument {place}"
        for (name, want), (_, found) in zip(expected, got)
        for place in same(list(want), list(found))
    ]


def same(one: Any, other: Any) -> Iterator[str]:
    """Where two values differ, as paths: objects by their attributes, numbers by value, NaN equal to itself."""
    if isinstance(one, Object) and type(one) is type(other):
        for name in {**vars(one), **vars(other)}:
            missing = object()
            for path in same(vars(one).get(name, missing), vars(other).get(name, missing)):
                yield f".{name}{path}"
    elif isinstance(one, (list, tuple)) and type(one) is type(other) and len(one) == len(other):
        for position, pair in enumerate(zip(one, other)):
            for path in same(*pair):
                yield f"[{position}]{path}"
    elif isinstance(one, (float, Decimal)) and type(one) is type(other) and one != one and other != other:
        return
    elif (type(one) is not type(other) and {type(one), type(other)} != {int, float}) or one != other:
        yield f": {one!r:.200} is not {other!r:.200}"


def versions_of(message: Message) -> list[int]:
    """Every server version at which the text form changes, one below and one above, and the ends."""
    first = max(MIN_VERSION, message.since)
    near = {one + step for one in boundaries(message) for step in (-1, 0, 1)}
    near |= {first, MAX_VERSION, RAW_ID_VERSION - 1, RAW_ID_VERSION, 152, 153}  # 153: escapes in some texts
    return sorted(version for version in near if first <= version <= MAX_VERSION)


def random_for(*what: object) -> Random:
    """Random numbers that depend on the seed and on what they are for, not on the order of the tests."""
    return Random(f"{SEED} {what}")


def has_proto_values(message: Message) -> bool:
    """Whether the protobuf form of a message is delivered as values, and not only as the message itself."""
    return bool(message.proto) and bool(message.proto_calls if message.incoming else message.params)
