"""What each kind of value can carry: one entry for each kind, a function that draws a value."""

from __future__ import annotations

import string
from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import Any

from ibproto.const import UNSET_DECIMAL, UNSET_DOUBLE, UNSET_INTEGER, UNSET_LONG
from ibproto.tag_value import TagValue
from ibproto.utils import decimalMaxString, floatMaxString
from ibproto.wire import kinds
from ibproto.wire.proto_map import ProtoField
from ibproto.wire.schema import Flags, Row

Make = Callable[[Random], Any]

UNSETS = (UNSET_INTEGER, UNSET_LONG, UNSET_DOUBLE, UNSET_DECIMAL)
MOST = 3  # items of a list
NAN, INF = float("nan"), float("inf")
PRINTABLE = string.ascii_letters + string.digits + string.punctuation + " \t\n\r"
ANY = PRINTABLE + "\\\\\\\x01\x7f\x85\xa0éßΩ€\u2028\ud7ff\ue000\ufffd\U0001f4c8"
EDGES = (0, 1, -1, 2, 7, 63, 64, 100, 127, 128, 16384, 2**31 - 1, -(2**31))
FLOATS = (0.0, -0.0, 1.0, -1.0, -2.0, 0.1, 101.25, 1e-9, 1e22, -1e300, 5e-324, 2147483647.5, NAN, INF, -INF)
DECIMALS = ("0", "-1", "0.00", "1.50", "1E+3", "1E-10", "-12345678901234567890.123", "100", "NaN", "Infinity", "0E-7")


def texts(alphabet: str) -> Make:
    def make(rng: Random) -> str:
        if rng.random() < 0.2:
            return rng.choice(("", " ", "0", "-1", "1", "true", "AAPL", r"C:\new\x41", "a=b;c=d"))
        return "".join(rng.choices(alphabet, k=rng.randrange(1, 12)))

    return make


def ints(bits: int) -> Make:
    edges = [n for n in (*EDGES, 2**31, 2**53 + 1, 2**63 - 1, -(2**63)) if -(1 << bits - 1) <= n < 1 << bits - 1]
    return lambda rng: rng.choice(edges) if rng.random() < 0.5 else rng.randint(-1000, 100_000)


def a_float(rng: Random) -> float:
    if rng.random() < 0.4:
        return rng.choice(FLOATS)
    return rng.choice(
        (round(rng.uniform(-10, 1000), 2), rng.uniform(-1, 1), rng.gauss(0, 1) * 10.0 ** rng.randint(-20, 20))
    )


def a_decimal(rng: Random) -> Decimal:
    if rng.random() < 0.4:
        return Decimal(rng.choice(DECIMALS))
    return Decimal(rng.randint(-(10**6), 10**9)).scaleb(-rng.randrange(6))


def either(unset: Any, make: Make) -> Make:
    return lambda rng: unset if rng.random() < 0.2 else make(rng)


def anything_but(make: Make, *excluded: Any) -> Make:
    def draw(rng: Random) -> Any:
        while (value := make(rng)) in excluded:
            pass
        return value

    return draw


def a_bool(rng: Random) -> bool:
    return rng.random() < 0.5


def not_negative(rng: Random) -> float:
    return abs(a_float(rng))


INT, LONG, DECIMAL = ints(32), ints(64), either(UNSET_DECIMAL, a_decimal)

# kind of a slot -> what it can carry, in text form
TEXT: dict[str, Make] = {
    "int": either(UNSET_INTEGER, LONG),
    "int?": either(UNSET_INTEGER, LONG),
    "whole": LONG,
    "long": either(UNSET_LONG, LONG),
    "float": either(UNSET_DOUBLE, a_float),
    "percent": either(UNSET_DOUBLE, a_float),
    "price": either(UNSET_DOUBLE, a_float),
    "float?": either(UNSET_DOUBLE, a_float),
    "bool": a_bool,
    "bool?": either(None, a_bool),
    "decimal": DECIMAL,
    "average": DECIMAL,
    "truth": a_bool,
    "connector": a_bool,
    "notneg": either(None, not_negative),
}


def text_value(row: Row, incoming: bool) -> Make:
    """What a slot of a text message can carry; a request has texts in printable ASCII only."""
    if row.kind in ("str", "str~"):
        return texts(ANY if incoming else PRINTABLE)
    if row.kind == "unless":
        return either(None, anything_but(a_float, float(row.args[0])))
    if row.kind == "enum":
        members = list(kinds.NAMES[row.args[0]])
        return lambda rng: rng.choice(members)
    return TEXT[row.kind]


# type of a protobuf field, or kind of its conversion -> what it can carry
PROTO: dict[str, Make] = {
    "int32": either(UNSET_INTEGER, INT),
    "int64": either(UNSET_LONG, LONG),
    "double": either(UNSET_DOUBLE, a_float),
    "bool": a_bool,
    "string": texts(ANY + "\0"),
    "decimal": DECIMAL,
    "average": DECIMAL,
    "floatstr": a_float,
    "intstr": LONG,
    "short": either("", lambda rng: floatMaxString(rng.choice((100.0, 0.01, 1e-8, rng.uniform(0, 1e6))))),
    "margin": either("", lambda rng: decimalMaxString(rng.choice((0.0, -1.5, 1e-7, 1e16, rng.uniform(-1e6, 1e6))))),
    "notneg": either(None, not_negative),
    "boolint": lambda rng: rng.randrange(2),
    "three": lambda rng: rng.choice((None, 0, 1)),
    "nonzero": a_bool,
    "whole": anything_but(INT, UNSET_INTEGER),
}


def proto_value(field: ProtoField) -> Make:
    """What a field of a protobuf message can carry."""
    if field.kind == "unless":
        return either(None, anything_but(a_float, float(field.args[0])))
    if field.kind == "enum":
        members = list(field.args)
        return lambda rng: rng.choice(members)
    if field.kind == "flags":
        return lambda rng: flags(field.args, field.args.make(), rng)
    return PROTO.get(field.kind) or PROTO[field.field.type]


def flags(item: Flags, made: Any, rng: Random) -> Any:
    for name in item.names[:1] if item.exact else item.names:
        setattr(made, name, a_bool(rng))
    return made


def tags(rng: Random, make: Make, least: int = 1) -> list[TagValue]:
    """A list of pairs, each tag once."""
    pairs = {make(rng): make(rng) for _ in range(rng.randint(least, MOST))}
    return [TagValue(tag, value) for tag, value in pairs.items()]
