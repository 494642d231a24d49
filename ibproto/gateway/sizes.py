"""Whole numbers in requests: a real TWS has 32 bits for them, and what has more cannot be read."""

from __future__ import annotations

from typing import Any

LONG = ("permId", "parentPermId")  # these have 64
DEPTH = 4  # objects inside of each other: orders, their conditions, legs


def fits(number: int, bits: int = 32) -> bool:
    return -(1 << bits - 1) <= number < 1 << bits - 1


def outsized(value: Any, name: str = "", depth: int = DEPTH) -> str:
    """The name of a number in a value, or in what it holds, that is too big; "" when there is none."""
    if type(value) is int:
        return "" if fits(value, 64 if name in LONG else 32) else name
    if depth:
        if type(value) is list:
            return next((found for one in value if (found := outsized(one, name, depth - 1))), "")
        for key, inner in getattr(value, "__dict__", {}).items():
            if (type(inner) is int or type(inner) is list or hasattr(inner, "__dict__")) and (
                found := outsized(inner, key, depth - 1)
            ):
                return found
    return ""
