"""Numbers in requests that are too long to be read: a real TWS has 32 bits for whole ones."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

LONG = ("permId", "parentPermId")  # these have 64 bits
DIGITS = 40  # of a decimal number, before its point and behind; the unset one has 39
PLAIN = frozenset((str, float, bool, type(None)))
DEPTH = 4  # objects inside of each other: orders, their conditions, legs


def fits(number: int, bits: int = 32) -> bool:
    return -(1 << bits - 1) <= number < 1 << bits - 1


def outsized(value: Any, name: str = "", depth: int = DEPTH) -> str:
    """The name of a number in a value, or in what it holds, that is too long; "" when there is none."""
    kind = type(value)
    if kind is int:
        return "" if fits(value, 64 if name in LONG else 32) else name
    if kind is Decimal:
        return "" if _is_short(value) else name
    if depth and kind not in PLAIN:
        held = [(name, one) for one in value] if kind is list else getattr(value, "__dict__", {}).items()
        for key, one in held:
            if type(one) not in PLAIN and (found := outsized(one, key, depth - 1)):
                return found
    return ""


def _is_short(number: Decimal) -> bool:
    exponent = number.as_tuple().exponent
    return not isinstance(exponent, int) or number.adjusted() < DIGITS and exponent > -DIGITS
