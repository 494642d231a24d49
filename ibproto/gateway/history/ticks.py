"""Historical ticks: the tape of one session, forward from a time or backward from one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from ibproto.common import (
    HistoricalTick,
    HistoricalTickBidAsk,
    HistoricalTickLast,
    TickAttribBidAsk,
    TickAttribLast,
)
from ibproto.gateway.market import Event, Path, Quote, Trade
from ibproto.gateway.universe import Instrument

from .series import hours

KINDS = ("TRADES", "BID_ASK", "MIDPOINT")
MOST = 1000  # ticks of one request
SLICE = 400  # seconds of the tape that are read at a time


class Wanted(NamedTuple):
    """What of the tape is asked for; one of start and end is None."""

    instrument: Instrument
    what: str
    start: float | None
    end: float | None
    number: int
    rth: bool
    ignore_size: bool


class Ticks:
    """The ticks of one request, while they are collected."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.instrument = wanted.instrument
        self._found: list[Event] = []

    def collect(self, path: Path, now: float) -> Iterator[None]:
        """Read the tape, a piece at a time. A second is read to its end, so there may be a few more than asked for."""
        forward = self.wanted.start is not None
        seconds = self._seconds(path, now)
        for number, second in enumerate(seconds):
            events = [event for event in path.tape(second) if event.time < now and self._is_wanted(event)]
            if events:
                events = self._joined([], events)
                self._found = self._joined(self._found, events) if forward else self._joined(events, self._found)
            if len(self._found) >= self.wanted.number:
                break
            if number % SLICE == SLICE - 1:
                yield

    def _seconds(self, path: Path, now: float) -> range:
        """The seconds that may be read: of the session at the start, or of the one before the end."""
        calendar, wanted = self.instrument.calendar, self.wanted
        if wanted.start is not None:
            session = calendar.at(wanted.start) or calendar.next(wanted.start)
            start, end = hours(session, wanted.rth)
            if wanted.start >= end:
                start, end = hours(calendar.next(wanted.start), wanted.rth)
            return range(int(max(start, wanted.start)), int(min(end, now)) + 1)
        limit = min(now, wanted.end or now)
        session = calendar.previous(limit)
        start, end = hours(session, wanted.rth)
        if start >= limit:
            start, end = hours(calendar.previous(session.start - 1), wanted.rth)
        last = int(min(end, limit)) - (min(end, limit) == int(min(end, limit)))
        return range(last, int(start) - 1, -1)

    def _is_wanted(self, event: Event) -> bool:
        wanted = self.wanted
        if (
            wanted.end is not None
            and event.time >= wanted.end
            or wanted.start is not None
            and event.time < wanted.start
        ):
            return False
        return isinstance(event, Trade) == (wanted.what == "TRADES")

    def _joined(self, earlier: list[Event], later: list[Event]) -> list[Event]:
        """Two stretches of the tape as one; where only prices count, what does not change them is left out."""
        joined = earlier[:-1] if earlier else []
        for event in earlier[-1:] + later:
            if not joined or self._seen(joined[-1]) != self._seen(event):
                joined.append(event)
        return joined

    def _seen(self, event: Event) -> object:
        """What of an event is told, the time aside; a trade is told whatever it is."""
        if isinstance(event, Trade):
            return event.time, id(event)
        if self.wanted.what == "MIDPOINT":
            return event.bid + event.ask
        return (event.bid, event.ask) if self.wanted.ignore_size else event[1:]

    def told(self) -> tuple[str, list[Any]]:
        """The name of the answer and its ticks."""
        if self.wanted.what == "TRADES":
            return "historicalTicksLast", [_last(event) for event in self._found if isinstance(event, Trade)]
        quotes = [event for event in self._found if isinstance(event, Quote)]
        if self.wanted.what == "BID_ASK":
            return "historicalTicksBidAsk", [_bid_ask(quote) for quote in quotes]
        return "historicalTicks", [_middle(quote) for quote in quotes]


def _middle(quote: Quote) -> HistoricalTick:
    return HistoricalTick(time=int(quote.time), price=round((quote.bid + quote.ask) / 2, 8), size=Decimal(0))


def _last(trade: Trade) -> HistoricalTickLast:
    return HistoricalTickLast(
        time=int(trade.time),
        tickAttribLast=TickAttribLast(),
        price=trade.price,
        size=Decimal(trade.size),
        exchange=trade.exchange,
        specialConditions="",
    )


def _bid_ask(quote: Quote) -> HistoricalTickBidAsk:
    return HistoricalTickBidAsk(
        time=int(quote.time),
        tickAttribBidAsk=TickAttribBidAsk(),
        priceBid=quote.bid,
        priceAsk=quote.ask,
        sizeBid=Decimal(quote.bid_size),
        sizeAsk=Decimal(quote.ask_size),
    )
