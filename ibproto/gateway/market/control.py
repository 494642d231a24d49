"""What the owner of a gateway does to the market: prices that are set, halts, exchanges that open or close.

All of it is kept as a list of what holds from when on, so that history tells it as it was seen live.
"""

from __future__ import annotations

from bisect import bisect_right
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from ibproto.gateway.universe.calendars import Calendar, Session

if TYPE_CHECKING:
    from ibproto.gateway.universe.instrument import Instrument


class Regime(NamedTuple):
    """From a time on, an instrument's bid is moved by `shift` steps, or held at `fixed`."""

    time: float
    shift: int = 0
    fixed: int | None = None


AS_IT_IS = Regime(-inf)


class Span(NamedTuple):
    start: float
    end: float


class Control:
    """All interventions. version: changes with each of them; sessions_added: with each session."""

    def __init__(self) -> None:
        self.version = 0
        self.sessions_added = 0
        self._regimes: dict[Instrument, list[Regime]] = {}
        self._halts: dict[Instrument, list[Span]] = {}
        self._closed: dict[str, list[Span]] = {}  # by exchange, "" for all
        self._extra: dict[tuple[str, Calendar], list[Session]] = {}

    # ------------------------------------------------------------------------------------------ what holds

    def regimes(self, instrument: Instrument) -> list[Regime]:
        """The regimes of an instrument, by time."""
        return self._regimes.get(instrument, [])

    def silences(self, instrument: Instrument) -> list[Span]:
        """When an instrument does not trade although its calendar says so."""
        found = list(self._halts.get(instrument, ()))
        for name in {"", home(instrument)}:
            found += self._closed.get(name, ())
        return sorted(found)

    def halted(self, instrument: Instrument, time: float) -> bool:
        return _inside(self._halts.get(instrument), time)

    def closed(self, instrument: Instrument, time: float) -> bool:
        """Whether its exchange is closed by hand."""
        return any(_inside(self._closed.get(name), time) for name in ("", home(instrument)))

    def extra(self, instrument: Instrument) -> list[Session]:
        """Sessions that the calendar does not have."""
        if not self._extra:
            return []
        names = {"", home(instrument)}
        return [session for name in names for session in self._extra.get((name, instrument.calendar), ())]

    # ------------------------------------------------------------------------------------------ what is done

    def add(self, instrument: Instrument, regime: Regime) -> None:
        """From its time on, a regime holds; regimes of the same time or later that are known end there."""
        known = self._regimes.setdefault(instrument, [])
        known[:] = [other for other in known if other.time < regime.time]
        known.append(regime)
        self.version += 1

    def halt(self, instrument: Instrument, now: float) -> None:
        self._begin(self._halts.setdefault(instrument, []), now)

    def resume(self, instrument: Instrument, now: float) -> None:
        self._end(self._halts.get(instrument, []), now)

    def close(self, exchange: str, now: float) -> None:
        self._begin(self._closed.setdefault(exchange, []), now)

    def open(self, exchange: str, now: float) -> None:
        spans = self._closed.setdefault(exchange, [])
        self._end(spans, now)
        spans.append(
            Span(now, now)
        )  # closed for no time at all: so that it counts as a moment at which something changed
        self.version += 1

    def add_session(self, exchange: str, calendar: Calendar, session: Session) -> None:
        self._extra.setdefault((exchange, calendar), []).append(session)
        self.sessions_added += 1
        self.version += 1

    def _begin(self, spans: list[Span], now: float) -> None:
        if not _inside(spans, now):
            spans.append(Span(now, inf))
            self.version += 1

    def _end(self, spans: list[Span], now: float) -> None:
        for number, span in enumerate(spans):
            if span.start <= now < span.end:
                spans[number] = Span(span.start, now)
                self.version += 1


def home(instrument: Instrument) -> str:
    """The exchange that an instrument is at home at."""
    return instrument.contract.primaryExchange or instrument.contract.exchange


def at(regimes: list[Regime], time: float) -> Regime:
    """The regime that holds at a time."""
    number = bisect_right(regimes, time, key=lambda regime: regime.time) if regimes else 0
    return regimes[number - 1] if number else AS_IT_IS


def _inside(spans: list[Span] | None, time: float) -> bool:
    return spans is not None and any(start <= time < end for start, end in spans)
