"""The compiled text decoders and the plain walk over the same table agree on every message, good or bad."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ibproto.object_implem import Object
from ibproto.wire import interpreter, text_decode
from ibproto.wire.domain import domain
from ibproto.wire.messages import MESSAGES
from ibproto.wire.schema import RAW_ID_VERSION, Message

from .recording import SEED, Receiver, failed, random_for, same, text_frame, versions_of

ROUNDS = 2
JUNK = ("", "x", "-1", "1.5", "1e400", "nan", "9" * 20, "\u0663", "1_0", " 7 ", "0x10", "true", "\ud7ff", "a" * 99)

TEXT = [pytest.param(one, id=f"{'in' if one.incoming else 'out'} {one.name}") for one in MESSAGES if one.has_text]


def fields_of(frame: bytes, version: int) -> list[str]:
    fields = (frame[4:] if version >= RAW_ID_VERSION else frame).decode().split("\0")[:-1]
    return fields if version >= RAW_ID_VERSION else fields[1:]


def frame_of(message: Message, version: int, fields: list[str]) -> bytes:
    head = message.number.to_bytes(4, "big") if version >= RAW_ID_VERSION else b"%d\0" % message.number
    return head + "".join(field + "\0" for field in fields).encode()


def value_at(values: dict[str, Any], path: str) -> Any:
    """What stands at a path such as ``order.conditions[1].price``."""
    found: Any = values
    for name, position in re.findall(r"(\w+)(?:\[(\d+)\])?", path):
        if name == "_":  # an item of a list of plain values
            break
        found = found[name] if isinstance(found, dict) else getattr(found, name)
        if position and isinstance(found, list):
            found = found[int(position)]
    return found


@pytest.mark.parametrize("message", TEXT)
def test_the_walk_sees_the_values_that_were_written(message: Message) -> None:
    for version in versions_of(message):
        for round in range(ROUNDS):
            values = domain(message, version, random_for(message, version, round))
            slots = list(interpreter.slots(message, version, fields_of(text_frame(message, version, values), version)))
            for slot in slots:
                if slot.kind == "dead" or slot.path in ("_", "=", "version"):
                    continue
                want = value_at(values, slot.path)
                if isinstance(want, (list, set)) and slot.path.endswith("._"):
                    assert slot.value in want
                elif isinstance(want, (list, set, Object)) or (want is None and slot.kind in ("int", "bool")):
                    size = len(want) if isinstance(want, (list, set)) else want is not None
                    assert slot.kind == "str" or slot.value == size or isinstance(want, Object)
                elif slot.text and slot.kind == "str" and want != slot.value:  # the parts of a date
                    assert slot.text.startswith(want)
                else:
                    wrong = list(same(want, slot.value))
                    assert not wrong, f"seed {SEED}, server version {version}, round {round}: {slot.path}{wrong}"


def verdict_of_the_walk(message: Message, version: int, fields: list[str]) -> bool:
    try:
        for _ in interpreter.slots(message, version, fields):
            pass
    except interpreter.BrokenField:
        return False
    return True


def verdict_of_the_decoder(message: Message, version: int, fields: list[str]) -> bool:
    try:
        text_decode.maker(message, version)(Receiver(), failed)(frame_of(message, version, fields))
    except (ValueError, ArithmeticError, LookupError):
        return False
    return True


@pytest.mark.parametrize("message", TEXT)
def test_both_accept_and_refuse_the_same_messages(message: Message) -> None:
    for version in versions_of(message)[:: 1 if len(versions_of(message)) < 12 else 3]:
        rng = random_for("verdict", message, version)
        whole = fields_of(text_frame(message, version, domain(message, version, rng)), version)
        cases = [whole[:size] for size in range(len(whole) + 1)]
        for _ in range(40 if whole else 0):
            position = rng.randrange(len(whole))
            cases.append([*whole[:position], rng.choice(JUNK), *whole[position + 1 :]])
        for fields in cases:
            walk, decoder = (judge(message, version, fields) for judge in (verdict_of_the_walk, verdict_of_the_decoder))
            assert walk == decoder, f"seed {SEED}, server version {version}: the walk says {walk}, of {fields}"
        assert verdict_of_the_walk(message, version, whole)
