"""The order book around a quote: the same for everyone who asks in the same second."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from .draws import draws
from .state import State, decimal

MAX_ROWS = 20


class Level(NamedTuple):
    price: float
    size: Decimal
    maker: str


Book = tuple[list[Level], list[Level]]


def book(state: State, rows: int, makers: Sequence[str]) -> Book:
    """Bid side and ask side, best first; empty while there is no quote. The best rows are the quote itself."""
    if state.bid is None or state.ask is None:
        return [], []
    path = state.path
    second = int(state.time)
    sides: list[list[Level]] = []
    for name, price, size, direction in (
        ("bid", state.bid, state.bid_size, -1),
        ("ask", state.ask, state.ask_size, 1),
    ):
        chance = draws(f"{path.key}:book:{name}:{second}", 3 * MAX_ROWS)
        step = path.ladder.nearest(price) if price else 0
        levels = [Level(price, size or decimal(0), makers[chance[0] % len(makers)])] if step else []
        for row in range(1, min(rows, MAX_ROWS) if step else 0):
            a, b, c = chance[3 * row : 3 * row + 3]
            step += direction * (a > 60) * (1 + (a > 220))
            if step < 1:
                break
            amount = (1 + (b * b >> 11)) * path.quote_unit
            levels.append(Level(path.ladder.price(step), decimal(amount), makers[c % len(makers)]))
        sides.append(levels)
    return sides[0], sides[1]
