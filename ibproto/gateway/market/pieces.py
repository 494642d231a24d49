"""The pieces of one instrument: the shape of its root, with the trades that fall into each part.

A day's volume is divided among base pieces, and further down together with the shape. The base pieces of a root are the
segments of its days; those of what is derived are the longest parts of them that lie in its own hours and during which
its lens stays the same: half hours for an option, minutes on its last day.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from math import inf
from typing import NamedTuple

from ibproto.gateway.universe.calendars import Session
from ibproto.gateway.universe.instrument import Instrument
from ibproto.gateway.zones import epoch, local

from .activity import allot, divide, marks_of
from .bars import Piece
from .control import Control
from .draws import Bounded, draws
from .shape import BLOCK, MINUTE, SECOND, SEGMENT, Segment, Shape, Values, cuts

DAY = timedelta(days=1)
LOOK_BACK = 20  # days
BUSY = 1.6  # trades a second in liquid hours, at most
LOTS_A_TRADE = 3
ALWAYS_OPEN = 20 * 3600  # who is open longer has volume all day
QUIET_VOLUME, QUIET_NIGHT = (
    12,
    150,
)  # thousandths of liquid hours: how busy the others are, and those of who is always open
OPTIONS = frozenset(("option", "fop"))
QUOTED_ONLY = frozenset(("CASH", "CFD", "CMDTY"))  # what nobody reports trades of
COMPUTED = frozenset(("IND",))  # what is a number only: no quote, and trades without size


class Base(NamedTuple):
    """A piece of a trade date that is part of no other."""

    piece: Piece
    level: int
    liquid: bool
    day: date


class Caches:
    """What all instruments of a market remember together, so that it is bounded together."""

    def __init__(self) -> None:
        self.days = Bounded(4000)
        self.lenses = Bounded(8000)
        self.shapes = Bounded(2000)
        self.parts = Bounded(3000)


class Pieces:
    """key: makes the chance. shape: of the root. root: its pieces, None when these are they."""

    def __init__(
        self, instrument: Instrument, key: str, shape: Shape, root: Pieces | None, control: Control, caches: Caches
    ) -> None:
        self.instrument = instrument
        self.key = key
        self.shape = shape
        self._root = root
        self._control = control
        self._caches = caches
        kind = instrument.contract.secType
        self.trades = kind not in QUOTED_ONLY
        self.quotes = kind not in COMPUTED
        self.is_option = instrument.derived is not None and instrument.derived.kind in OPTIONS
        self._recent: Base | None = None
        self._recent_version = -1

    # ------------------------------------------------------------------------------------------ hours

    def sessions(self, day: date) -> tuple[Session, ...]:
        """The sessions of a trade date, until it expires, and those that were added."""
        instrument = self.instrument
        if instrument.expiry is not None and day > instrument.expiry:
            return ()
        sessions = instrument.calendar.sessions(day)
        if instrument.expiry == day and sessions and instrument.last_time:
            hour, minute = map(int, instrument.last_time.split(":"))
            last = epoch(datetime(day.year, day.month, day.day, hour, minute), instrument.calendar.zone)
            sessions = tuple(
                session._replace(
                    end=min(session.end, last),
                    liquid_start=min(session.liquid_start, last),
                    liquid_end=min(session.liquid_end, last),
                )
                for session in sessions
                if session.start < last
            )
        extra = self._control.extra(instrument)
        return sessions + tuple(session for session in extra if session.day == day) if extra else sessions

    def session_at(self, time: float) -> Session | None:
        """The session in progress."""
        session = self.instrument.calendar.at(time)
        day = session.day if session is not None else None
        for extra in self._control.extra(self.instrument):
            if extra.start <= time < extra.end:
                day = extra.day
        if day is None:
            return None
        return next((found for found in self.sessions(day) if found.start <= time < found.end), None)

    def next_start(self, time: float) -> float | None:
        """When the next base piece after a time begins; None when there is none in the next days."""
        day = self._date(time) - DAY
        for _ in range(LOOK_BACK):
            for base in self.base(day):
                if base.piece.start > time:
                    return base.piece.start
            day += DAY
        return None

    # ------------------------------------------------------------------------------------------ base pieces

    def base(self, day: date) -> list[Base]:
        """The base pieces of a trade date."""
        key = (self.key, day, self._control.sessions_added)
        known: list[Base] | None = self._caches.days.get(key)
        if known is None:
            known = self._caches.days[key] = self._busy(day, self._stretches(day))
        return known

    def _stretches(self, day: date) -> list[tuple[Segment, int]]:
        """The base pieces, and of which level they are, still without trades."""
        sessions = self.sessions(day)
        if not sessions:
            return []
        if self._root is None:
            regular = self.instrument.calendar.sessions(day)
            segments = self.shape.segments(day, regular)
            segments = segments + [self.shape.extra(session) for session in sessions[len(regular) :]]
            return [(segment, SEGMENT) for segment in segments]
        grain = SEGMENT
        if self.is_option:
            grain = MINUTE if self.instrument.expiry == day else BLOCK
        found: list[tuple[Segment, int]] = []
        hours = cuts(sessions)
        same = self._root.instrument.calendar is self.instrument.calendar
        for other in (day,) if same else (day - DAY, day, day + DAY):
            for above in self._root.base(other):
                self._fit(above.piece[:6], SEGMENT, grain, hours, found)
        return found

    def _fit(
        self,
        piece: Values,
        level: int,
        grain: int,
        hours: list[tuple[int, int, bool]],
        found: list[tuple[Segment, int]],
    ) -> None:
        """The parts of a root's piece, as long as can be, that lie in the hours."""
        start, end = piece[0], piece[1]
        if level >= grain:
            for first, last, liquid in hours:
                if first <= start and end <= last:
                    found.append((Segment(*piece, liquid), level))
                    return
        if level < MINUTE and any(first < end and start < last for first, last, _ in hours):
            times, bounds, highs, lows, _, _ = self.shape.parts(level + 1, piece)
            for part in zip(times, times[1:], bounds, highs, lows, bounds[1:]):
                self._fit(part, level + 1, grain, hours, found)

    def _busy(self, day: date, stretches: list[tuple[Segment, int]]) -> list[Base]:
        """Base pieces with their share of the day's trades."""
        if not stretches:
            return []
        instrument = self.instrument
        number = len(stretches)
        chance = draws(f"{self.key}:volume:{day.toordinal()}", 4 + 2 * number)
        seconds = [segment.end - segment.start for segment, _ in stretches]
        quiet = QUIET_NIGHT if sum(seconds) > ALWAYS_OPEN else QUIET_VOLUME
        weights = [
            length * (1000 if segment.liquid else quiet) // 60 * (64 + noise) + 1
            for length, (segment, _), noise in zip(seconds, stretches, chance[4:])
        ]
        liquid = sum(length * (1.0 if segment.liquid else 0.1) for length, (segment, _) in zip(seconds, stretches))
        count = lots = 0
        if not self.quotes:
            lots = count = int(liquid * 0.9)
        elif self.trades:
            lots = int(instrument.volume * (0.5 + (chance[0] + chance[1]) / 510) / instrument.lot + chance[2] / 256)
            count = min(lots, max(1, int(min(lots / LOTS_A_TRADE, liquid * BUSY))))
        counts = divide(count, weights, chance[3])
        shares = divide(lots - count, counts, chance[2]) if count else counts
        return [
            Base(Piece(*segment[:6], marks_of(own, pick), own, own + more), level, segment.liquid, day)
            for (segment, level), own, more, pick in zip(stretches, counts, shares, chance[4 + number :])
        ]

    # ------------------------------------------------------------------------------------------ parts

    def parts(self, level: int, piece: Piece) -> list[Piece]:
        """The parts, of a level, of a piece of the level above."""
        key = (self.key, level, piece.start)
        known: list[Piece] | None = self._caches.parts.get(key)
        if known is None:
            known = self._caches.parts[key] = self._make_parts(level, piece)
        return known

    def forget(self, minute: int) -> None:
        """The seconds of a minute are not needed soon; who asks for them gets them all the same."""
        self._caches.parts.pop((self.key, SECOND, minute), None)
        self.shape.forget(SECOND, minute)

    def _make_parts(self, level: int, piece: Piece) -> list[Piece]:
        times, bounds, highs, lows, at_high, at_low = self.shape.parts(level, piece)
        number = len(highs)
        if piece.trades:
            chance = draws(f"{self.key}:busy:{level}:{piece.start}", number)
            if level == BLOCK:  # busier in the beginning and at the end
                weights = [(128 + v) * (16 + 48 * (2 * k + 1 - number) ** 2 // number**2) for k, v in enumerate(chance)]
            elif level == MINUTE or not self.quotes:
                weights = [64 + v for v in chance]
            else:  # trades come in bursts
                weights = [16 + (v * v >> 7) for v in chance]
            marks, counts, lots = allot(piece.marks, piece.trades, piece.lots, at_high, at_low, weights, chance)
        else:
            marks = counts = lots = [0] * number
        return list(map(_piece, zip(times, times[1:], bounds, highs, lows, bounds[1:], marks, counts, lots)))

    def down(self, base: Base, level: int, start: float = -inf, end: float = inf) -> list[Piece]:
        """The pieces of a level in a base piece, between two times."""
        pieces = [base.piece]
        for deeper in range(base.level + 1, level + 1):
            pieces = [
                part for piece in pieces for part in self.parts(deeper, piece) if part[1] > start and part[0] < end
            ]
        return pieces

    # ------------------------------------------------------------------------------------------ finding

    def base_at(self, time: float) -> Base | None:
        """The base piece at a time."""
        recent, added = self._recent, self._control.sessions_added
        if recent is not None and recent.piece.start <= time < recent.piece.end and self._recent_version == added:
            return recent
        for base in self.bases(time, time + 0.001):
            self._recent, self._recent_version = base, added
            return base
        return None

    def bases(self, start: float, end: float) -> Iterator[Base]:
        """The base pieces that lie in a stretch of time, or reach into it."""
        day, last = self._date(start) - DAY, self._date(end) + DAY
        while day <= last:
            bases = self.base(day)
            if bases and bases[0].piece.start < end and bases[-1].piece.end > start:
                first = bisect_right(bases, start, key=_start)
                for base in bases[max(0, first - 1) :]:
                    if base.piece.start >= end:
                        break
                    if base.piece.end > start:
                        yield base
            day += DAY

    def back(self, before: float) -> Iterator[Base]:
        """The base pieces that begin before a time, the last one first."""
        day = self._date(before) + DAY
        for _ in range(LOOK_BACK):
            for base in reversed(self.base(day)):
                if base.piece.start < before:
                    yield base
            day -= DAY

    def _date(self, time: float) -> date:
        return local(time, self.instrument.calendar.zone).date()


_piece: Callable[[tuple[int, ...]], Piece] = partial(tuple.__new__, Piece)  # Piece._make, but quicker


def _start(base: Base) -> float:
    return base.piece.start
