"""The shape of a root's price: from a day down to a second, each level touching exactly what the level above says.

The driver is the bid in whole steps. A day is cut where trading starts, ends, becomes liquid or stops to be: segments.
A segment consists of half hours, these of minutes, these of seconds. Each is a piece: where it opens, its highest and
lowest, and where it closes; its parts begin and end where it does, at least one touches its highest, another one its
lowest, and none goes beyond. Any second of any year is found by refining one piece at each level.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import accumulate
from math import exp, log
from typing import NamedTuple

from ibproto.gateway.universe.calendars import Session
from ibproto.gateway.universe.instrument import Instrument

from .draws import SPREAD, Bounded, draws
from .ladder import Ladder
from .walk import TRADING_DAYS, Walk

ANCHOR = date(2026, 1, 13).toordinal()  # on the evening of this day all cost what their instrument says
COMMON_VOLATILITY = 0.16  # of the market that all share in
TREND = 0.04
MIN_PRICE = 0.01
SEGMENT, BLOCK, MINUTE, SECOND = range(4)
GRID = (0, 1800, 60, 1)  # seconds that a piece of each level has
QUIET = 0.05  # how much of the movement of a liquid second one outside liquid hours has
PULL = 0.35  # of the day's move happens overnight, where the night is long

Values = tuple[int, int, int, int, int, int]  # start, end, open, high, low, close
Parts = tuple[list[int], list[int], list[int], list[int], int, int]
"""Times of the borders, values at the borders, highest and lowest of each part, the part that touches the whole's
highest, and the one that touches its lowest: two different parts, when there are two."""


class Segment(NamedTuple):
    """A stretch of time without a jump: values in steps of the driver."""

    start: int
    end: int
    open: int
    high: int
    low: int
    close: int
    liquid: bool


def cuts(sessions: Sequence[Session]) -> list[tuple[int, int, bool]]:
    """The segments of some sessions: from, to, whether it is liquid."""
    found = []
    for session in sessions:
        start, end = int(session.start), int(session.end)
        first, last = max(start, int(session.liquid_start)), min(end, int(session.liquid_end))
        if first >= last:
            found.append((start, end, False))
            continue
        found += [(a, b, a == first) for a, b in ((start, first), (first, last), (last, end)) if a < b]
    return found


class Shape:
    """The driver of one root instrument. common: the walk that all instruments share in. known: a cache."""

    def __init__(self, seed: object, instrument: Instrument, ladder: Ladder, common: Walk, known: Bounded) -> None:
        volatility, beta = instrument.volatility, instrument.beta
        self.ladder = ladder
        self._key = f"{seed}:{instrument.contract.conId}"
        self._common_key = f"{seed}:common"
        self._common = common
        self._beta = beta
        own = max(volatility**2 - (beta * COMMON_VOLATILITY) ** 2, (0.05 * volatility) ** 2) ** 0.5
        share = min(1.0, abs(beta) * COMMON_VOLATILITY / max(volatility, 1e-9))
        self._mix = (
            (1 - share**2) ** 0.5,
            share if beta > 0 else -share,
        )  # how much of the chance is own, how much shared
        self._daily = volatility / TRADING_DAYS**0.5
        self._own = Walk(self._key, own, TREND * min(1.2, max(0.0, beta)))
        self._offset = 0.0
        self._offset = log(max(instrument.price, MIN_PRICE)) - self.level(ANCHOR)
        self._known = known

    def level(self, ordinal: int) -> float:
        """The logarithm of the price on the evening of a day."""
        return self._offset + self._own.at(ordinal) + self._beta * self._common.at(ordinal)

    def price_before(self, day: date) -> float:
        """What it cost on the evening before a day."""
        return exp(self.level(day.toordinal() - 1))

    def segments(self, day: date, sessions: Sequence[Session]) -> list[Segment]:
        """The segments of a trade date."""
        ordinal, spans = day.toordinal(), cuts(sessions)
        if not spans:
            return []
        count = len(spans)
        chance = self._mixed(f"day:{ordinal}", 2 * count + 2)
        wide = draws(f"{self._key}:range:{ordinal}", 4 * count)
        weights = [(end - start) * (1.0 if liquid else QUIET) for start, end, liquid in spans]
        last = max((k for k in range(count) if spans[k][2]), default=count - 1)
        whole = sum(weights[: last + 1])
        hours = sum(end - start for start, end, _ in spans) / 3600
        level = self.level(ordinal - 1) + self._daily * PULL * chance[0] * max(0.05, 1 - hours / 20)
        target, left = self.level(ordinal), whole
        levels = [level]
        for k, weight in enumerate(weights):
            if k < last:
                noise = self._daily * (weight * (left - weight) / left / whole) ** 0.5
                level += (target - level) * weight / left + noise * chance[1 + k]
                left -= weight
            elif k == last:
                level = target
            else:
                level += self._daily * (weight / whole) ** 0.5 * chance[1 + k]
            levels.append(level)
        found = []
        step = self.ladder.nearest
        for k, (start, end, liquid) in enumerate(spans):
            a, b = levels[k], levels[k + 1]
            size = self._daily * (weights[k] / whole) ** 0.5 / 65025
            up = size * (4000 + 0.9 * wide[4 * k] * wide[4 * k + 1])
            down = size * (4000 + 0.9 * wide[4 * k + 2] * wide[4 * k + 3])
            high, low = step(exp(max(a, b) + up)), step(exp(min(a, b) - down))
            found.append(Segment(start, end, step(exp(a)), high, low, step(exp(b)), liquid))
        return found

    def extra(self, session: Session) -> Segment:
        """A session that is in no calendar: a quiet one, at the level of its day."""
        level = self.level(session.day.toordinal())
        moved = self._mixed(f"extra:{int(session.start)}", 1)[0]
        size = self._daily * QUIET
        step = self.ladder.nearest
        first, last = step(exp(level)), step(exp(level + size * moved))
        high, low = step(exp(level + size * (max(0.0, moved) + 1))), step(exp(level + size * (min(0.0, moved) - 1)))
        return Segment(int(session.start), int(session.end), first, high, low, last, True)

    def parts(self, level: int, piece: Sequence[int]) -> Parts:
        """The parts of a piece, that are of a level."""
        key = (self._key, level, piece[0])
        known: Parts | None = self._known.get(key)
        if known is None:
            start, end = piece[0], piece[1]
            grid = GRID[level]
            times = [start, *range(start - start % grid + grid, end, grid), end]
            known = self._known[key] = (times, *self._refine(level, piece, len(times) - 1))
        return known

    def forget(self, level: int, start: int) -> None:
        """The parts of a piece are not needed soon."""
        self._known.pop((self._key, level, start), None)

    def _mixed(self, what: str, count: int) -> list[float]:
        """Numbers around 0 with deviation 1, in part those that all instruments see."""
        own, shared = self._mix
        mine = draws(f"{self._key}:{what}", 2 * count)
        own /= SPREAD
        if abs(shared) < 0.05:
            return [(a - b) * own for a, b in zip(mine[:count], mine[count:])]
        theirs = draws(f"{self._common_key}:{what}", 2 * count)
        shared /= SPREAD
        return [
            (a - b) * own + (c - d) * shared
            for a, b, c, d in zip(mine[:count], mine[count:], theirs[:count], theirs[count:])
        ]

    def _refine(self, level: int, piece: Sequence[int], count: int) -> tuple[list[int], list[int], list[int], int, int]:
        """A random path from the open to the close, bent so that it keeps to the highest and the lowest."""
        start, first, high, low, last = piece[0], piece[2], piece[3], piece[4], piece[5]
        if count == 1:
            return [first, last], [high], [low], 0, 0
        extra = draws(f"{self._key}:extra:{level}:{start}", 2 * count)
        if high == low:
            top = extra[0] % count
            return [first] * (count + 1), [first] * count, [first] * count, top, (top + 1) % count
        if level == SECOND:
            chance = draws(f"{self._key}:second:{start}", 2 * count)
            moves = [(a - b) / SPREAD for a, b in zip(chance[:count], chance[count:])]
        else:
            moves = self._mixed(f"{level}:{start}", count)
        walk = list(accumulate(moves))
        size = (high - low) / 1.6 / count**0.5
        slope = (last - first - size * walk[-1]) / count
        path = [first + size * w + slope * k for k, w in enumerate(walk, 1)]
        path.pop()
        ceiling, floor = (first, last) if first > last else (last, first)
        top, bottom = max(path), min(path)
        up = (high - ceiling) / (top - ceiling) if top > ceiling else 0.0
        down = (floor - low) / (floor - bottom) if bottom < floor else 0.0
        bounds = [first]
        for p in path:
            if p > ceiling:
                bounds.append(int(ceiling + (p - ceiling) * up + 0.5))
            elif p < floor:
                bounds.append(int(floor - (floor - p) * down + 0.5))
            else:
                bounds.append(int(p + 0.5))
        bounds.append(last)
        highs, lows = list(map(max, bounds, bounds[1:])), list(map(min, bounds, bounds[1:]))
        size *= 1.2
        if size >= 1.0:  # the parts go beyond their borders
            size /= 65025
            highs = [top if (top := edge + int(a * a * size)) < high else high for edge, a in zip(highs, extra)]
            lows = [top if (top := edge - int(b * b * size)) > low else low for edge, b in zip(lows, extra[count:])]
        peak = max(highs)
        at_high = highs.index(peak)
        highs[at_high] = high
        trough = min(lows)
        at_low = lows.index(trough)
        if at_low == at_high:
            rest = lows[at_high + 1 :]
            if trough in rest:
                at_low += 1 + rest.index(trough)
            else:
                at_low += 1 if at_high + 1 < count else -1
        lows[at_low] = low
        return bounds, highs, lows, at_high, at_low
