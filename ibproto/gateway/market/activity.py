"""How much is traded in which part of a piece: number of trades, lots, and which of its prices are traded for certain.

The trades of a piece that must happen are its marks: one where it opens, one at its highest (at the ask), one at its
lowest (at the bid), one where it closes. A piece with all four marks may have any number of trades more; one with fewer
has no trade but its marks. So the traded open, highest, lowest and close of every piece are known before its parts are,
and parts add up to them exactly, however few the trades are.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from operator import sub

OPEN, HIGH, LOW, CLOSE = 1, 2, 4, 8
ALL = OPEN | HIGH | LOW | CLOSE
SIZES = [bin(marks).count("1") for marks in range(16)]

Shares = tuple[list[int], list[int], list[int]]  # marks, counts and lots of each part


def _fill(need: int, count: int, pick: int) -> int:
    """The marks of a part that needs some, and has so many trades in all."""
    if count >= 4:
        return ALL
    if count == 3:
        return OPEN | CLOSE | (need & (HIGH | LOW) or (HIGH, LOW)[pick & 1])
    if count == 2:
        if SIZES[need] == 2:
            return need
        return need | (CLOSE if need & OPEN else OPEN) if need else (OPEN | CLOSE)
    if count == 1:
        return need or (OPEN, HIGH, LOW, CLOSE)[pick]
    return 0


MARKS = [[[_fill(need, count, pick) for pick in range(4)] for count in range(5)] for need in range(16)]


def marks_of(count: int, pick: int) -> int:
    """The marks of a piece that is part of none."""
    return MARKS[0][count if count < 4 else 4][pick & 3]


def divide(amount: int, weights: Sequence[int], phase: int) -> list[int]:
    """Whole shares of an amount by weights; they add up to it. phase: 0 to 255, says where the remainders fall."""
    whole = sum(weights)
    shift = phase * whole >> 8
    reached = [(amount * weight + shift) // whole for weight in accumulate(weights)]
    return list(map(sub, reached, [0, *reached]))


def allot(
    marks: int, count: int, lots: int, at_high: int, at_low: int, weights: Sequence[int], chance: Sequence[int]
) -> Shares:
    """The shares of the parts of a piece in its trades. weights: how busy each part is, above 0."""
    parts = len(weights)
    if parts == 1:
        return [marks], [count], [lots]
    need = [0] * parts
    if not count:
        return need, need, need
    if marks & OPEN:
        need[0] = OPEN
    if marks & HIGH:
        need[at_high] |= HIGH
    if marks & LOW:
        need[at_low] |= LOW
    if marks & CLOSE:
        need[-1] |= CLOSE
    if marks == ALL and count > 4:
        counts = divide(count - 4, weights, chance[0])
        for k in {0, at_high, at_low, parts - 1}:
            counts[k] += SIZES[need[k]]
        found = [MARKS[n][c if c < 4 else 4][pick & 3] if c else 0 for n, c, pick in zip(need, counts, chance)]
    else:
        counts, found = [SIZES[n] for n in need], need
    if lots == count:
        return found, counts, counts
    shares = divide(lots - count, [c * w for c, w in zip(counts, weights)], chance[-1])
    return found, counts, [c + s for c, s in zip(counts, shares)]
