"""The tape of a second: quotes and trades at times within it, that make up exactly its bar."""

from __future__ import annotations

from itertools import cycle, islice
from typing import TYPE_CHECKING, NamedTuple

from .activity import ALL, CLOSE, HIGH, LOW, OPEN, divide
from .bars import Event, Piece, Quote, Trade, at_ask, traded_at
from .draws import draws

if TYPE_CHECKING:
    from .path import Path
    from .pieces import Base

DARK = frozenset(("SMART", "IBKRATS", "QBALGO", "EUDARK", "IBUSOPT"))  # exchanges that report no trades
FIRST, MIDDLE, LAST = range(3)


class Happening(NamedTuple):
    """A change of the driver (ask None) or a trade, before anybody sets a price."""

    place: int
    rank: int
    driver: int
    ask: bool | None


def happenings(path: Path, piece: Piece, chance: bytes) -> list[Happening]:
    """What happens in a second, in order."""
    _, _, first, high, low, last, marks, count, _ = piece
    extremes = (high, low) if chance[0] & 1 else (low, high)
    points = [first, *[value for value in extremes if value not in (first, last)]]
    if last != points[-1]:
        points.append(last)
    found = [Happening(place, -1, driver, None) for place, driver in enumerate(points)]
    if chance[0] & 6:
        found.append(Happening(chance[1] % len(points), MIDDLE, -1, None))  # the sizes change, not the prices
    if marks:
        end = len(points) - 1
        falling = path.falling
        if marks & OPEN:
            found.append(Happening(0, FIRST, first, at_ask(path.salt, piece[0])))
        if marks & HIGH:
            found.append(Happening(points.index(high), MIDDLE, high, not falling))
        if marks & LOW:
            found.append(Happening(points.index(low), MIDDLE, low, falling))
        if marks & CLOSE:
            found.append(Happening(end, LAST, last, at_ask(path.salt, piece[1])))
        if marks == ALL:
            for k in range(count - 4):
                byte = chance[2 + k % 30]
                place = (byte >> 1) % len(points)
                found.append(Happening(place, MIDDLE, points[place], bool(byte & 1)))
    found.sort(key=_order)
    return found


def _order(happening: Happening) -> tuple[int, int]:
    return happening[:2]


def plan(path: Path, piece: Piece) -> tuple[list[tuple[float, Happening]], bytes]:
    """What happens in a second, each at its time, and the chance for the rest."""
    start = piece[0]
    chance = draws(f"{path.key}:tape:{start}", 64)
    planned = happenings(path, piece, chance)
    pace = 1000 / len(planned)
    return [
        (start + int(pace * (k + 0.1 + byte / 320)) / 1000, happening)
        for k, (happening, byte) in enumerate(zip(planned, cycle(chance)))
    ], chance


def events(path: Path, base: Base, piece: Piece) -> list[Event]:
    """The quotes and trades of a second."""
    start, count = piece[0], piece[7]
    planned, chance = plan(path, piece)
    more = divide(piece[8] - count, [64 + byte for byte in islice(cycle(chance), count)], chance[1]) if count else []
    changes = path.changes(start, start + 1)
    touched = path.touched
    lens = path.lens(base, start)
    price, unit = path.ladder.price, path.unit
    found: list[Event] = []
    driver = piece[2]
    trades = 0
    for k, (time, (_, _, value, ask)) in enumerate(planned):
        while changes and changes[0] <= time:
            found += _set(path, base, driver, changes.pop(0), chance[k & 63])
        if ask is None and value >= 0:
            driver = value
        seen = driver
        if touched:
            if path.is_silent(time):
                trades += ask is not None
                continue
            lens = path.lens(base, time)
            seen = path.driver(driver, time)
        if ask is not None:
            size = (1 + more[trades]) * unit
            trades += 1
            found.append(Trade(time, price(traded_at(lens, seen, ask)), size, path.exchange(chance[(k + 11) & 63])))
        elif path.quotes:
            found.append(_quote(path, lens.quote(seen), time, chance[(k + 7) & 63], chance[(k + 23) & 63]))
    for change in changes:
        found += _set(path, base, driver, change, chance[5])
    return found


def first_quote(path: Path, base: Base, piece: Piece) -> Quote:
    """The quote with which a second begins."""
    time = float(piece.start)
    driver = path.driver(piece.open, time) if path.touched else piece.open
    return _quote(path, path.lens(base, time).quote(driver), time, 0, 0)


def _quote(path: Path, pair: tuple[int, int], time: float, a: int, b: int) -> Quote:
    price = path.ladder.price
    unit = path.quote_unit
    bid_size = (1 + (a * a >> 12)) * unit if pair[0] else 0
    return Quote(time, price(pair[0]), price(pair[1]), bid_size, (1 + (b * b >> 12)) * unit)


def _set(path: Path, base: Base, driver: int, time: float, byte: int) -> list[Event]:
    """What is seen at the moment when the owner does something."""
    if path.is_silent(time):
        return []
    lens = path.lens(base, time)
    pair = lens.quote(path.driver(driver, time))
    found: list[Event] = []
    if path.quotes:
        found.append(_quote(path, pair, time, byte, byte))
    if path.trades and path.is_set_at(time):
        found.append(Trade(time, lens.ladder.price(pair[0] or 1), path.unit, path.exchange(byte)))
    return found
