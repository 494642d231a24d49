"""The path of one instrument: bars of any stretch of time, and the tape, all read off one pure function of seed,
instrument and time.

What the owner of the gateway did to the market is put on top: a piece during which something changed is told by its
parts, down to the events of a second.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date

from ibproto.gateway.universe.calendars import Session

from . import tape
from .bars import AnyBar, Bar, Event, Piece, Quote, Told, Trade, together
from .control import AS_IT_IS, Control, Regime, Span, at
from .draws import draws
from .ladder import Ladder
from .lens import Lens, Moved
from .lenses import lens_of
from .pieces import DAY, Base, Caches, Pieces
from .shape import BLOCK, MINUTE, SECOND, Shape

LEVELS = {1800: BLOCK, 60: MINUTE, 1: SECOND}
FOREX_UNIT = 500_000  # in which the sizes of currencies come
THIN = 40_000  # lots a day up to which only a few are quoted
FOREX = frozenset(("CASH",))


class Path:
    """pieces: what is refined. source: the path of what it is derived from. Bars are None where nothing happens."""

    def __init__(self, pieces: Pieces, source: Path | None, control: Control, caches: Caches) -> None:
        self.pieces = pieces
        self.instrument = instrument = pieces.instrument
        self.source = source
        self.control = control
        self.key = pieces.key
        self.ladder = Ladder(instrument.increments)
        self.trades, self.quotes = pieces.trades, pieces.quotes
        self.unit = instrument.lot if self.quotes else 0
        of = instrument if instrument.derived is None else instrument.derived.underlying
        forex = FOREX & {instrument.contract.secType, of.contract.secType}
        busy = max(1, instrument.volume // instrument.lot // THIN)
        self.quote_unit = max(FOREX_UNIT, instrument.lot) if forex else instrument.lot * int(busy**0.5)
        self.falling = pieces.is_option and instrument.contract.right == "P"
        self.salt = int.from_bytes(draws(f"{self.key}:sides", 4), "big") | 1
        self.touched = False
        self.venues = [name for name in instrument.exchanges if name not in tape.DARK] or list(instrument.exchanges)
        self._caches = caches
        self._version = -1
        self._changes: list[float] = []
        self._silences: list[Span] = []

    # ------------------------------------------------------------------------------------------ for everyone

    @property
    def shape(self) -> Shape:
        return self.pieces.shape

    def sessions(self, day: date) -> tuple[Session, ...]:
        """The sessions of a trade date, until it expires, and those that were added by hand."""
        return self.pieces.sessions(day)

    def day(self, day: date, rth: bool = False) -> AnyBar | None:
        """The bar of a trade date, of its liquid hours only if `rth`."""
        found = [self._bar(base, base.level, base.piece) for base in self.pieces.base(day) if base.liquid or not rth]
        return together([bar for bar in found if bar is not None])

    def minutes(self, day: date, rth: bool = False) -> list[AnyBar]:
        """The bars of the minutes of a trade date."""
        return self.bars(day, 60, rth)

    def bars(self, day: date, size: int, rth: bool = False) -> list[AnyBar]:
        """The bars of a trade date that are 1800, 60 or 1 seconds long, on the grid of the clock."""
        level = LEVELS[size]
        found: list[AnyBar] = []
        grid = -1
        group: list[AnyBar] = []  # of what is shorter than asked for
        for base in self.pieces.base(day):
            if rth and not base.liquid:
                continue
            bars = self._bars(base, max(base.level, level), self.pieces.down(base, level))
            if base.level <= level:
                found += bars
                continue
            for bar in bars:
                if bar.start // size != grid:
                    found += _one(group)
                    grid = int(bar.start) // size
                    group = []
                group.append(bar)
        return found + _one(group)

    def seconds(self, minute: float) -> list[AnyBar]:
        """The bars of the seconds of the minute that begins at a time."""
        start = int(minute)
        found: list[AnyBar] = []
        for base in self.pieces.bases(start, start + 60):
            found += self._bars(base, SECOND, self.pieces.down(base, SECOND, start, start + 60))
        return found

    def tape(self, second: float) -> list[Event]:
        """The quotes and trades of the second that begins at a time, in order."""
        start = int(second)
        base = self.pieces.base_at(start)
        if base is None:
            return []
        return self._tape(base, self._second(base, start))

    def _second(self, base: Base, start: int) -> Piece:
        piece = base.piece
        for level in range(base.level + 1, SECOND + 1):
            parts = self.pieces.parts(level, piece)
            piece = parts[bisect_right(parts, start, key=_start) - 1]
        return piece

    def span(self, start: float, end: float, rth: bool = False) -> AnyBar | None:
        """One bar of a stretch of time, however it lies."""
        found: list[AnyBar] = []
        for base in self.pieces.bases(start, end):
            if base.liquid or not rth:
                self._collect(base, base.level, base.piece, start, end, found)
        return together(found, start, end)

    def last_trade(self, before: float) -> Trade | None:
        """The last trade before a time, of the last days."""
        self.refresh()
        for base in self.pieces.back(before):
            trade = self._last(base, base.level, base.piece, before)
            if trade is not None:
                return trade
        return None

    def last_quote(self, before: float) -> Quote | None:
        """The quote at a time: the last one before, of its second or the second before."""
        second = int(before) if before > int(before) else int(before) - 1
        for start in (second, second - 1):
            quotes = [event for event in self.tape(start) if isinstance(event, Quote) and event.time < before]
            if quotes:
                return quotes[-1]
        return None

    def close_before(self, day: date) -> float | None:
        """The closing price of the trade date before a day: of the last trade, without trades the middle."""
        calendar = self.instrument.calendar
        day = calendar.last_trade_date(day - DAY)
        bar = self.day(day, rth=True) or self.day(day)
        prices = bar and (bar.ohlc("TRADES") or bar.ohlc("MIDPOINT"))
        return prices[3] if prices else None

    # ------------------------------------------------------------------------------------------ what is seen

    def _bar(self, base: Base, level: int, piece: Piece) -> AnyBar | None:
        """A piece as a bar."""
        self.refresh()
        start, end = piece[0], piece[1]
        if self.touched:
            if self.changes(start, end):
                if level == SECOND:
                    return self._told(base, piece, start, end)
                bars = [self._bar(base, level + 1, part) for part in self.pieces.parts(level + 1, piece)]
                return together([bar for bar in bars if bar is not None], start, end)
            if self.is_silent(start):
                return None
            if self.root_regime(start) is not AS_IT_IS:
                first, high, low, last = [self.driver(value, start) for value in piece[2:6]]
                piece = piece._replace(open=first, high=high, low=low, close=last)
        return Bar(piece, self.lens(base, start), self.salt, self.unit)

    def _bars(self, base: Base, level: int, pieces: list[Piece]) -> list[AnyBar]:
        """The pieces of a base piece as bars."""
        self.refresh()
        if self.touched:
            found = [self._bar(base, level, piece) for piece in pieces]
            return [bar for bar in found if bar is not None]
        lens, salt, unit = self.lens(base, base.piece.start), self.salt, self.unit
        return [Bar(piece, lens, salt, unit) for piece in pieces]

    def _told(self, base: Base, piece: Piece, start: float, end: float) -> AnyBar | None:
        """A part of a second as a bar."""
        events = self._tape(base, piece)
        before = None
        if self.quotes and not self.is_silent(start):
            quotes = [event for event in events if isinstance(event, Quote) and event.time <= start]
            before = quotes[-1] if quotes else tape.first_quote(self, base, piece)
        inside = [event for event in events if start <= event.time < end]
        return Told(start, end, before, inside) if inside or before is not None else None

    def _tape(self, base: Base, piece: Piece) -> list[Event]:
        self.refresh()
        return tape.events(self, base, piece)

    def _collect(self, base: Base, level: int, piece: Piece, start: float, end: float, found: list[AnyBar]) -> None:
        """The bars, as long as can be, of what lies in a stretch of time."""
        if piece.end <= start or piece.start >= end:
            return
        bar = None
        if start <= piece.start and piece.end <= end:
            bar = self._bar(base, level, piece)
        elif level == SECOND:
            bar = self._told(base, piece, max(start, piece.start), min(end, piece.end))
        else:
            for part in self.pieces.parts(level + 1, piece):
                self._collect(base, level + 1, part, start, end, found)
        if bar is not None:
            found.append(bar)

    def _last(self, base: Base, level: int, piece: Piece, before: float) -> Trade | None:
        if piece.start >= before or not piece.trades and not self.changes(piece.start, piece.end):
            return None
        if level < SECOND:
            for part in reversed(self.pieces.parts(level + 1, piece)):
                found = self._last(base, level + 1, part, before)
                if found is not None:
                    return found
            return None
        for event in reversed(self._tape(base, piece)):
            if isinstance(event, Trade) and event.time < before:
                return event
        return None

    def exchange(self, byte: int) -> str:
        """Where a trade happens."""
        return self.venues[byte % len(self.venues)]

    def lens(self, base: Base, time: float) -> Lens:
        """The lens of a base piece at a time."""
        self.refresh()
        era = (self._version, bisect_right(self._changes, time)) if self.touched else 0
        key = (self.key, base.piece.start, era) if self.pieces.is_option else (self.key, base.day, base.liquid, era)
        known: Lens | None = self._caches.lenses.get(key)
        if known is None:
            known = lens_of(self, base, time)
            if self.source is not None:
                regime = at(self.control.regimes(self.instrument), time)
                if regime is not AS_IT_IS:
                    known = Moved(known, regime.shift, regime.fixed)
            self._caches.lenses[key] = known
        return known

    # ------------------------------------------------------------------------------------------ interventions

    def root(self) -> Path:
        """The path that has the driver."""
        return self if self.source is None else self.source.root()

    def chain(self) -> Iterator[Path]:
        """This path, and those it is derived from."""
        path: Path | None = self
        while path is not None:
            yield path
            path = path.source

    def refresh(self) -> None:
        """Take note of what the owner did since."""
        if self._version == self.control.version:
            return
        self._version = self.control.version
        instruments = [path.instrument for path in self.chain()]
        self._silences = sorted(span for one in instruments for span in self.control.silences(one))
        times = {regime.time for one in instruments for regime in self.control.regimes(one)}
        times.update(time for span in self._silences for time in span)
        self._changes = sorted(times)
        self.touched = bool(self._changes)

    def changes(self, start: float, end: float) -> list[float]:
        """The times of what the owner did, from `start` until before `end`."""
        if not self.touched:
            return []
        return self._changes[bisect_left(self._changes, start) : bisect_left(self._changes, end)]

    def last_change(self, time: float) -> float | None:
        """When the owner last did something, up to a time."""
        number = bisect_right(self._changes, time)
        return self._changes[number - 1] if number else None

    def is_silent(self, time: float) -> bool:
        """Whether it is halted, or its exchange was closed by hand."""
        self.refresh()
        return any(span.start <= time < span.end for span in self._silences)

    def is_set_at(self, time: float) -> bool:
        """Whether its own price is set at the very time."""
        return any(regime.time == time for regime in self.control.regimes(self.instrument))

    def driver(self, value: int, time: float) -> int:
        """The driver at a time, from what it would be if nobody had set it."""
        regime = self.root_regime(time)
        return max(1, value + regime.shift) if regime.fixed is None else regime.fixed

    def root_regime(self, time: float) -> Regime:
        return at(self.control.regimes(self.root().instrument), time)

    def driver_at(self, base: Base, time: float) -> int:
        """What the driver would be at a time if nobody had set it."""
        piece = self._second(base, int(time))
        value = piece.open
        for when, happening in tape.plan(self, piece)[0]:
            if when > time:
                break
            if happening.ask is None and happening.driver >= 0:
                value = happening.driver
        return value


def _one(group: list[AnyBar]) -> list[AnyBar]:
    bar = together(group)
    return [] if bar is None else [bar]


def _start(piece: Piece) -> int:
    return piece.start
