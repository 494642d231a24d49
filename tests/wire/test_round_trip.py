"""What is written is what is read: every message, both forms and directions, at every version at which it changes."""

from __future__ import annotations

from typing import Any

import pytest

from ibproto.object_implem import Object
from ibproto.wire import proto_compile, text_decode
from ibproto.wire.domain import domain
from ibproto.wire.messages import MESSAGES
from ibproto.wire.schema import MAX_VERSION, Message

from .recording import (
    SEED,
    Receiver,
    differences,
    expected_calls,
    failed,
    has_proto_values,
    proto_frame,
    random_for,
    text_frame,
    versions_of,
)

TEXT_ROUNDS = 4  # random messages at each version
PROTO_ROUNDS = 60
READINGS = 3  # of the same bytes: what is remembered of them must not show

TEXT = [pytest.param(one, id=f"{'in' if one.incoming else 'out'} {one.name}") for one in MESSAGES if one.has_text]
PROTO = [
    pytest.param(one, id=f"{'in' if one.incoming else 'out'} {one.name}") for one in MESSAGES if has_proto_values(one)
]


@pytest.mark.parametrize("message", TEXT)
def test_values_survive_the_text_form(message: Message) -> None:
    for version in versions_of(message):
        receiver = Receiver()
        read = text_decode.maker(message, version)(receiver, failed)
        for round in range(TEXT_ROUNDS):
            values = domain(message, version, random_for(message, version, round))
            read(text_frame(message, version, values))
            wrong = differences(expected_calls(message, version, values, False), receiver.take())
            assert not wrong, f"seed {SEED}, server version {version}, round {round}:\n" + "\n".join(wrong)


@pytest.mark.parametrize("message", PROTO)
def test_values_survive_the_protobuf_form(message: Message) -> None:
    receiver = Receiver()
    read = proto_compile.maker(message)(receiver, failed)
    for round in range(PROTO_ROUNDS):
        values = domain(message, MAX_VERSION, random_for(message, round), protobuf=True)
        frame = proto_frame(message, values)
        for reading in range(READINGS):
            read(frame)
            calls = receiver.take()
            wrong = differences(expected_calls(message, MAX_VERSION, values, True), calls)
            assert not wrong, f"seed {SEED}, round {round}, reading {reading}:\n" + "\n".join(wrong)
            scramble([args for _, args in calls])


def scramble(value: Any) -> None:
    """Changes everything that a callback was given, as a program may: later messages must not show it."""
    if isinstance(value, Object):
        for name, inner in vars(value).items():
            scramble(inner)
            setattr(value, name, "scrambled")
    elif isinstance(value, (list, tuple)):
        for inner in value:
            scramble(inner)
        if isinstance(value, list):
            value.append("scrambled")
    elif isinstance(value, set):
        value.add("scrambled")


@pytest.mark.parametrize("message", [one for one in TEXT if one.values[0].incoming])
def test_text_messages_do_not_share_what_can_change(message: Message) -> None:
    receiver = Receiver()
    read = text_decode.maker(message, MAX_VERSION)(receiver, failed)
    values = domain(message, MAX_VERSION, random_for(message))
    for reading in range(READINGS):
        read(text_frame(message, MAX_VERSION, values))
        calls = receiver.take()
        wrong = differences(expected_calls(message, MAX_VERSION, values, False), calls)
        assert not wrong, f"seed {SEED}, reading {reading}:\n" + "\n".join(wrong)
        scramble([args for _, args in calls])


def test_the_random_messages_are_worth_it() -> None:
    """They differ from one another, open the optional blocks, and hold the awkward values."""
    orders = [
        domain(message, MAX_VERSION, random_for("worth", message, round))["order"]
        for message in MESSAGES
        if message.name in ("openOrder", "placeOrder")
        for round in range(40)
    ]
    assert {len(order.conditions) for order in orders} >= {0, 1, 2}
    assert {type(one).__name__ for order in orders for one in order.conditions} >= {"PriceCondition", "TimeCondition"}
    assert any(order.algoParams for order in orders) and any(order.softDollarTier.name for order in orders)
    assert {order.orderType for order in orders} >= {"PEG BEST", "PEG MID", "PEGBENCH"}
    assert any(order.scaleAutoReset for order in orders) and any(order.hedgeParam for order in orders)
    assert len({repr(order) for order in orders}) == len(orders)
