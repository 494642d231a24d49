"""Random values of a message that survive the wire: what comes in at one end comes out at the other.

Walks the text layout, or the protobuf mapping, the way a writer does, and draws a value for each slot from what its
kind can carry. What the form does not carry keeps the value that a reader gives it. For tests and tools only.
"""

from __future__ import annotations

from random import Random
from types import SimpleNamespace

from ibproto.wire.schema import Message

from .protobuf import ARRANGED, proto_values
from .text import Values, text_values


def domain(message: Message, version: int, rng: Random, protobuf: bool = False) -> Values:
    """Random values of a message, by the names of its params, for its text or its protobuf form."""
    values = proto_values(message, rng) if protobuf else text_values(message, version, rng)
    arrange = ARRANGED.get(message.name)
    if arrange is not None:
        arrange(SimpleNamespace(**values), values, rng, protobuf)
    return values
