"""The past of a combination, put together from the bars of its legs.

Open and close are those of the legs together; how high and how low it was is known minute by minute (below a minute:
second by second), so a day is exactly its minutes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from ibproto.contract import Contract
from ibproto.gateway.market import AnyBar, Market, together
from ibproto.gateway.market.bars import Ohlc
from ibproto.gateway.universe import Instrument, Session
from ibproto.gateway.universe.combos import Leg

MINUTE = 60
OTHER_SIDE = {"BID": "ASK", "ASK": "BID"}


class Mixed(AnyBar):
    """The bars of the legs over the same time as one bar."""

    __slots__ = ("_parts",)

    def __init__(self, parts: Sequence[tuple[Leg, AnyBar]]) -> None:
        first = parts[0][1]
        self.start, self.end = first.start, first.end
        self.volume = min(bar.volume // abs(leg.ratio) for leg, bar in parts)
        self.count = min(bar.count for _, bar in parts)
        self._parts = parts

    def ohlc(self, what: str = "TRADES") -> Ohlc | None:
        first = last = 0.0
        for leg, bar in self._parts:
            prices = bar.ohlc(what if leg.ratio > 0 else OTHER_SIDE.get(what, what))
            if prices is None:
                return None
            first += float(leg.weight) * prices[0]
            last += float(leg.weight) * prices[3]
        first, last = round(first, 8), round(last, 8)
        return first, max(first, last), min(first, last), last


class Spread:
    """A combination, which answers what history asks a `Path`."""

    def __init__(self, market: Market, instrument: Instrument, legs: Sequence[Leg]) -> None:
        self.instrument = instrument
        self._paths = [(leg, market.path(leg.instrument)) for leg in legs]

    def sessions(self, day: date) -> tuple[Session, ...]:
        return self._paths[0][1].sessions(day)

    def day(self, day: date, rth: bool = False) -> AnyBar | None:
        return together(self.bars(day, MINUTE, rth))

    def bars(self, day: date, size: int, rth: bool = False) -> list[AnyBar]:
        """The bars of a trade date that are 1800 or 60 seconds long."""
        minutes = _mixed([(leg, path.bars(day, MINUTE, rth)) for leg, path in self._paths])
        if size == MINUTE:
            return minutes
        groups = [list(group) for _, group in groupby(minutes, lambda bar: bar.start // size)]
        return [whole for group in groups if (whole := together(group)) is not None]

    def seconds(self, minute: float) -> list[AnyBar]:
        return _mixed([(leg, path.seconds(minute)) for leg, path in self._paths])

    def span(self, start: float, end: float, rth: bool = False) -> AnyBar | None:
        """One bar of a stretch of time: of whole minutes, and of what is cut off at both ends."""
        calendar = self.instrument.calendar
        day = calendar.trade_date(start)
        last = calendar.trade_date(end - 1e-6)
        found = [bar for one in sorted({day, last}) for bar in self.bars(one, MINUTE, rth) if start <= bar.start]
        found = [bar for bar in found if bar.end <= end]
        head = min(end, float(-(-start // MINUTE) * MINUTE))
        tail = max(head, float(end // MINUTE * MINUTE))
        return together([*self._cut(start, head, rth), *found, *self._cut(tail, end, rth)], start, end)

    def _cut(self, start: float, end: float, rth: bool) -> list[AnyBar]:
        if start >= end:
            return []
        parts = [(leg, path.span(start, end, rth)) for leg, path in self._paths]
        known = [(leg, bar) for leg, bar in parts if bar is not None]
        return [Mixed(known)] if len(known) == len(parts) else []


def _mixed(legs: Sequence[tuple[Leg, Sequence[AnyBar]]]) -> list[AnyBar]:
    """The bars that all legs have."""
    by_start = [(leg, {bar.start: bar for bar in bars}) for leg, bars in legs]
    starts = [bar.start for bar in legs[0][1] if all(bar.start in own for _, own in by_start)]
    return [Mixed([(leg, own[start]) for leg, own in by_start]) for start in starts]


def instrument_of(contract: Contract, legs: Sequence[Leg]) -> Instrument:
    """A combination as an instrument, with the hours of its first leg."""
    own = Contract(
        conId=contract.conId,
        symbol=contract.symbol,
        secType="BAG",
        exchange=contract.exchange,
        currency=contract.currency,
    )
    return Instrument(own, contract.symbol, 0.0, legs[0].instrument.venue)
