"""Chance as a pure function: the same key gives the same bytes, on every machine, in any order of asking."""

from __future__ import annotations

from hashlib import shake_128

SPREAD = 104.51  # standard deviation of the difference of two such bytes


def draws(key: str, count: int) -> bytes:
    """So many even numbers from 0 to 255."""
    return shake_128(key.encode()).digest(count)


class Bounded(dict):  # type: ignore[type-arg]
    """A cache that forgets what was put in first when there is too much."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit

    def __setitem__(self, key: object, value: object) -> None:
        if len(self) >= self.limit:
            for old in list(self)[: 1 + self.limit // 8]:
                del self[old]
        super().__setitem__(key, value)
