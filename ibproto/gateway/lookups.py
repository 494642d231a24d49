"""Answers about contracts that take their time: long ones go out in parts, and searches are held back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from .clock import Clock
from .universe import Instrument

if TYPE_CHECKING:
    from .client_session import ClientSession

PART = 50  # instruments that are told at a time: others are served in between

Tell = Callable[[Instrument], None]


class Lookups:
    """What is being answered, by session and request id."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._open: dict[tuple[ClientSession, int], object] = {}
        self._searched: dict[ClientSession, float] = {}
        self._asked: dict[tuple[ClientSession, str], int] = {}  # how often for the options on a symbol

    def stream(
        self,
        session: ClientSession,
        reqId: int,
        found: Iterator[Instrument],
        tell: Tell,
        end: Callable[[], None],
        delay: float = 0.0,
    ) -> None:
        """Tell of all that is found, part by part, then the end. A new request with the same id takes its place."""
        mark = object()
        self._open[session, reqId] = mark

        def part() -> None:
            if self._open.get((session, reqId)) is not mark:
                return
            told = 0
            for instrument in islice(found, PART):
                tell(instrument)
                told += 1
            if told == PART:
                self._clock.call_later(0, part)
            else:
                del self._open[session, reqId]
                end()

        if delay > 0:
            self._clock.call_later(delay, part)
        else:
            part()

    def delay(self, session: ClientSession, symbol: str, pause: float) -> float:
        """How long a vague description of the options on a symbol is held: the first one not, each next one longer."""
        count = self._asked[session, symbol] = self._asked.get((session, symbol), -1) + 1
        return count * pause

    def cancel(self, session: ClientSession, reqId: int) -> None:
        """Tell no more under this id."""
        self._open.pop((session, reqId), None)

    def may_search(self, session: ClientSession, pause: float) -> bool:
        """Whether the client has left enough time since its last search for symbols."""
        now = self._clock.now()
        if now - self._searched.get(session, now - pause) < pause:
            return False
        self._searched[session] = now
        return True

    def drop(self, session: ClientSession) -> None:
        """The client is gone."""
        for key in [key for key in self._open if key[0] is session]:
            del self._open[key]
        self._searched.pop(session, None)
        for asked in [asked for asked in self._asked if asked[0] is session]:
            del self._asked[asked]
