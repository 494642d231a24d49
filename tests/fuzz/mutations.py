"""Good messages, and the ways in which they are broken."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import Any

from ibproto.wire.domain import domain
from ibproto.wire.messages import ANSWERS
from ibproto.wire.protobuf import GROUP, LENGTH, VARINT, encode_varint
from ibproto.wire.schema import RAW_ID_VERSION, Message
from tests.wire.recording import has_proto_values, proto_frame, text_frame

Break = Callable[[Random, bytes], bytes]
Sensible = Callable[[Random, dict[str, Any]], None]

# what stands in a field instead of its value
JUNK = (
    *(b"", b"x", b"-1", b"1.5", b"1e400", b"-1e-400", b"nan", b"inf", b"sNaN", b"0x10", b"1_0", b" 7 ", b"-0", b"true"),
    *(b"9" * 5000, b"9" * 50_000, b"1E+999999999", b"1E-999999999", b"2147483648", "\u0663".encode(), b"\xff\xfe"),
    *(b"\xed\xa0\x80", b"\\", b"\\u12", b"\\x4", b"\\N{", b"\\N{dot}", b"\\U99999999", b"\\ud83d", b"\\777"),
    *(b"=;=;", b";", b"a-b-c-d", b"- - -", b"%s%n"),
)
COUNTS = (b"1000000000000000000", b"99999999999999999999", b"4294967296", b"2147483647", b"100000", b"-5", b"3")
VARINTS = (0, 1, 127, 128, 2**31 - 1, 2**31, 2**32 - 1, 2**32, 2**63 - 1, 2**63, 2**64 - 1)
NUMBERS = (*map(encode_varint, VARINTS), b"\xff" * 10 + b"\x01", b"\xff" * 9, b"\x80\x80\x00", b"\x80")


# ------------------------------------------------------------------------------------------ whatever the form


def cut(rng: Random, body: bytes) -> bytes:
    return body[: rng.randrange(len(body) + 1)]


def flip(rng: Random, body: bytes) -> bytes:
    changed = bytearray(body)
    for _ in range(rng.randint(1, 8) if changed else 0):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def overwrite(rng: Random, body: bytes) -> bytes:
    at = rng.randrange(len(body) + 1)
    return body[:at] + rng.randbytes(rng.randint(1, 12)) + body[at + rng.randrange(4) :]


def double(rng: Random, body: bytes) -> bytes:
    """A part of it twice."""
    first, last = sorted((rng.randrange(len(body) + 1), rng.randrange(len(body) + 1)))
    return body[:last] + body[first:]


def leave_out(rng: Random, body: bytes) -> bytes:
    first, last = sorted((rng.randrange(len(body) + 1), rng.randrange(len(body) + 1)))
    return body[:first] + body[last:]


def noise(rng: Random, body: bytes) -> bytes:
    return rng.randbytes(rng.randrange(64))


def empty(rng: Random, body: bytes) -> bytes:
    return b""


ANY: tuple[Break, ...] = (cut, cut, flip, flip, overwrite, double, leave_out, noise, empty)


# ------------------------------------------------------------------------------------------ text


def replace_field(rng: Random, body: bytes, values: tuple[bytes, ...] = JUNK) -> bytes:
    fields = body.split(b"\0")
    fields[rng.randrange(len(fields))] = rng.choice(values)
    return b"\0".join(fields)


def huge_count(rng: Random, body: bytes) -> bytes:
    return replace_field(rng, body, COUNTS)


def shift_fields(rng: Random, body: bytes) -> bytes:
    """A field more, or one less."""
    fields = body.split(b"\0")
    at = rng.randrange(len(fields))
    fields[at : at + rng.randrange(2)] = [rng.choice(JUNK)] * rng.randrange(3)
    return b"\0".join(fields)


def many_fields(rng: Random, body: bytes) -> bytes:
    return huge_count(rng, body) + b"1\0" * 3000


TEXT: tuple[Break, ...] = (*ANY, *(replace_field, huge_count, shift_fields) * 3, many_fields)


# ------------------------------------------------------------------------------------------ protobuf


def insert(rng: Random, body: bytes, number: int, wire_type: int, value: bytes) -> bytes:
    """A field more, somewhere."""
    at = rng.choice((0, len(body), rng.randrange(len(body) + 1)))
    return body[:at] + encode_varint(number << 3 | wire_type) + value + body[at:]


def odd_number(rng: Random, body: bytes) -> bytes:
    return insert(rng, body, rng.randrange(1, 30), VARINT, rng.choice(NUMBERS))


def odd_length(rng: Random, body: bytes) -> bytes:
    return insert(rng, body, rng.randrange(1, 30), LENGTH, rng.choice(NUMBERS) + b"\xff" * rng.randrange(4))


def odd_type(rng: Random, body: bytes) -> bytes:
    return insert(rng, body, rng.randrange(40), rng.randrange(8), rng.randbytes(rng.randrange(10)))


def deep(rng: Random, body: bytes) -> bytes:
    """Submessages, or groups, inside of one another."""
    number = rng.randrange(1, 24)
    if rng.random() < 0.5:
        return body + encode_varint(number << 3 | GROUP) * rng.choice((5, 99, 101, 20_000))
    inner = b""
    for _ in range(rng.choice((3, 50, 2000))):
        inner = encode_varint(number << 3 | 2) + encode_varint(len(inner)) + inner
    return body + inner


def unknown(rng: Random, body: bytes) -> bytes:
    return insert(rng, body, 2000, VARINT, b"\0\xf8\x7f\x01\xfa\x7f\x03abc\xf9\x7f12345678\xfd\x7f1234")


PROTO: tuple[Break, ...] = (*ANY, *(odd_number, odd_length, odd_type) * 3, deep, unknown)


# ------------------------------------------------------------------------------------------ frames


def head_of(number: int, version: int) -> bytes:
    return number.to_bytes(4, "big") if version >= RAW_ID_VERSION else b"%d\0" % number


def forms(version: int, table: Mapping[int, Message]) -> list[tuple[Message, bool]]:
    """Every message, with whether its protobuf form is meant."""
    text = [(one, False) for one in table.values() if one.has_text]
    return text + [(one, True) for one in table.values() if one.proto and version >= RAW_ID_VERSION]


def good(
    rng: Random, message: Message, version: int, protobuf: bool, sensible: Sensible = lambda rng, values: None
) -> tuple[bytes, bytes]:
    """Head and body of a message with random values, after somebody has made them sensible."""
    head = head_of(message.number + 200 if protobuf else message.number, version)
    if protobuf and not has_proto_values(message):
        return head, b""
    values = domain(message, version, rng, protobuf)
    sensible(rng, values)
    frame = proto_frame(message, values) if protobuf else text_frame(message, version, values)
    return head, frame[len(head) :]


def frames(
    rng: Random,
    version: int,
    table: Mapping[int, Message] = ANSWERS,
    sensible: Sensible = lambda rng, values: None,
    breaks_each: int = 40,
) -> Iterator[bytes]:
    """Messages without end: some good, most of them broken, some with ids that nobody knows."""
    everything = forms(version, table)
    while True:
        message, protobuf = rng.choice(everything)
        head, body = good(rng, message, version, protobuf, sensible)
        yield head + body
        if rng.random() < 0.01:
            yield from (head + body[:size] for size in range(len(body)))
        breaks = PROTO if protobuf else TEXT
        for _ in range(breaks_each):
            broken = rng.choice(breaks)(rng, body)
            if rng.random() < 0.1:
                broken = rng.choice(breaks)(rng, broken)
            yield head + broken
        yield rng.choice((b"", b"\0", rng.randbytes(rng.randrange(8)), head_of(rng.randrange(2**32), version) + body))
        yield flip(rng, head) + body
