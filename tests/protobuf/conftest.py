"""Random messages for the protobuf tests."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from ibproto.wire.proto_schema import message
from ibproto.wire.protobuf import clear_oneof

INT32 = (0, 1, -1, 127, 128, 16383, 16384, 2**31 - 1, -(2**31))
INT64 = (*INT32, 2**31, 2**63 - 1, -(2**63))
DOUBLES = (0.0, 1.5, -2.25, 1e-9, 1e22, 1.7976931348623157e308, float("inf"), float("-inf"))
LETTERS = "ab0 \0\n\"'\\é€😀"


def random_values(name: str, rng: random.Random) -> dict[str, Any]:
    """Values of some, all or none of a message's fields, submessages included, as the codec holds them."""
    schema = message(name)
    share = rng.choice((0.1, 0.5, 1.0))
    values: dict[str, Any] = {}
    for field in schema.fields:
        if rng.random() > share:
            continue
        if field.label == "map":
            values[field.name] = {random_text(rng): random_text(rng) for _ in range(rng.randint(1, 3))}
        elif field.label == "repeated":
            values[field.name] = [random_value(field.type, rng) for _ in range(rng.randint(1, 3))]
        else:
            values[field.name] = random_value(field.type, rng)
        if field.oneof:
            clear_oneof(schema, values, field)
    return values


def random_value(type: str, rng: random.Random) -> Any:
    if type == "int32":
        return rng.choice(INT32)
    if type == "int64":
        return rng.choice(INT64)
    if type == "bool":
        return rng.random() < 0.5
    if type == "double":
        return rng.choice(DOUBLES)
    return random_text(rng) if type == "string" else random_values(type, rng)


def random_text(rng: random.Random) -> str:
    return "".join(rng.choices(LETTERS, k=rng.choice((0, 1, 3, 40, 130))))


@pytest.fixture
def rng() -> random.Random:
    seed = random.randrange(10**9)
    print(f"seed {seed}")  # pytest shows it when the test fails
    return random.Random(seed)


@pytest.fixture
def any_values(rng: random.Random) -> Callable[[str], dict[str, Any]]:
    return lambda name: random_values(name, rng)
