"""Bars and the events of the tape, in prices. A bar tells, for what is to be shown, open, highest, lowest and close.

`Bar` is a piece of a shape seen through a lens; `Sum` is made of bars that follow each other; `Told` is what the events
of a part of a second say. All three answer the same questions.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .activity import ALL, CLOSE, HIGH, LOW, OPEN
from .lens import Lens

Ohlc = tuple[float, float, float, float]
WHAT = ("TRADES", "BID", "ASK", "MIDPOINT")


class Quote(NamedTuple):
    """The best bid and ask from now on; a bid of 0.0 is none. An index has no quotes."""

    time: float
    bid: float
    ask: float
    bid_size: int
    ask_size: int


class Trade(NamedTuple):
    """One trade; size 0: an index moved."""

    time: float
    price: float
    size: int
    exchange: str


Event = Quote | Trade


class Piece(NamedTuple):
    """A stretch of time: values of the driver, and what is traded in it."""

    start: int
    end: int
    open: int
    high: int
    low: int
    close: int
    marks: int
    trades: int
    lots: int


class AnyBar(ABC):
    """What all bars have. volume: in units. count: of trades. wap: average price of the trades, by volume."""

    __slots__ = ("count", "end", "start", "volume")

    start: float
    end: float
    volume: int
    count: int

    @abstractmethod
    def ohlc(self, what: str = "TRADES") -> Ohlc | None:
        """Open, highest, lowest and close of TRADES, BID, ASK or MIDPOINT; None when there are none."""

    def average(self, what: str) -> float | None:
        """The average price over the time; None when there are no prices."""
        prices = self.ohlc(what)
        return None if prices is None else sum(prices) / 4

    @property
    def wap(self) -> float:
        return round(self.average("TRADES") or 0.0, 8)


class Bar(AnyBar):
    """A piece seen through a lens. salt: decides sides. unit: how big a lot is, 0 for an index."""

    __slots__ = ("lens", "piece", "salt", "unit")

    def __init__(self, piece: Piece, lens: Lens, salt: int, unit: int) -> None:
        self.piece = piece
        self.lens = lens
        self.salt = salt
        self.unit = unit
        self.start, self.end, _, _, _, _, _, count, lots = piece
        self.count = count if unit else 0
        self.volume = lots * unit

    def ohlc(self, what: str = "TRADES") -> Ohlc | None:
        _, _, first, high, low, last, marks, _, _ = self.piece
        lens = self.lens
        price, quote = lens.ladder.price, lens.quote
        if what == "TRADES":
            return self._trades(marks) if marks else None
        if not self.unit:
            return None
        if lens.falling:
            high, low = low, high
        if what == "BID":
            return price(quote(first)[0]), price(quote(high)[0]), price(quote(low)[0]), price(quote(last)[0])
        if what == "ASK":
            return price(quote(first)[1]), price(quote(high)[1]), price(quote(low)[1]), price(quote(last)[1])
        if what == "MIDPOINT":
            middle = lens.middle
            return middle(first), middle(high), middle(low), middle(last)
        raise ValueError(f"there is no {what}; use one of {', '.join(WHAT)}")

    def _trades(self, marks: int) -> Ohlc:
        start, end, first, high, low, last, _, _, _ = self.piece
        lens, price = self.lens, self.lens.ladder.price
        traded = []
        if marks & OPEN:
            traded.append(traded_at(lens, first, at_ask(self.salt, start)))
        if marks & HIGH:
            traded.append(traded_at(lens, high, not lens.falling))
        if marks & LOW:
            traded.append(traded_at(lens, low, lens.falling))
        if marks & CLOSE:
            traded.append(traded_at(lens, last, at_ask(self.salt, end)))
        if marks == ALL:
            a, b = (traded[2], traded[1]) if lens.falling else (traded[1], traded[2])
            return price(traded[0]), price(a), price(b), price(traded[3])
        return price(traded[0]), price(max(traded)), price(min(traded)), price(traded[-1])


def traded_at(lens: Lens, driver: int, at_ask: bool) -> int:
    """The step at which a trade happens; nobody gives anything away, even where there is no bid."""
    bid, ask = lens.quote(driver)
    return ask if at_ask else bid or 1


def at_ask(salt: int, time: int) -> bool:
    """Whether the trade at the border of two pieces is at the ask."""
    return bool((time * 2654435761 ^ salt * (time >> 3)) >> 13 & 1)


class Told(AnyBar):
    """What some events of a second say. before: the quote when they begin, None when there is none."""

    __slots__ = ("_prices", "_wap")

    def __init__(self, start: float, end: float, before: Quote | None, events: Sequence[Event]) -> None:
        self.start, self.end = start, end
        trades = [event for event in events if isinstance(event, Trade)]
        quotes = [event for event in events if isinstance(event, Quote)]
        if before is not None and not (quotes and quotes[0].time <= start):
            quotes.insert(0, before)
        self.volume = sum(trade.size for trade in trades)
        self.count = len(trades) if self.volume else 0
        turnover = sum(trade.price * trade.size for trade in trades)
        self._wap = round(turnover / self.volume, 8) if self.volume else 0.0
        self._prices = {
            "TRADES": [trade.price for trade in trades],
            "BID": [quote.bid for quote in quotes],
            "ASK": [quote.ask for quote in quotes],
            "MIDPOINT": [middle(quote) for quote in quotes],
        }

    def ohlc(self, what: str = "TRADES") -> Ohlc | None:
        prices = self._prices[what]
        return (prices[0], max(prices), min(prices), prices[-1]) if prices else None

    @property
    def wap(self) -> float:
        return self._wap


class Sum(AnyBar):
    """Bars that follow each other, as one."""

    __slots__ = ("bars",)

    def __init__(self, start: float, end: float, bars: Sequence[AnyBar]) -> None:
        self.start, self.end = start, end
        self.bars = bars
        self.volume = sum(bar.volume for bar in bars)
        self.count = sum(bar.count for bar in bars)

    def ohlc(self, what: str = "TRADES") -> Ohlc | None:
        return joined(bar.ohlc(what) for bar in self.bars)

    def average(self, what: str) -> float | None:
        told = [(value, bar.end - bar.start) for bar in self.bars if (value := bar.average(what)) is not None]
        whole = sum(seconds for _, seconds in told)
        return sum(value * seconds for value, seconds in told) / whole if whole else None

    @property
    def wap(self) -> float:
        if self.volume:
            return round(sum(bar.wap * bar.volume for bar in self.bars) / self.volume, 8)
        return round(sum(self.ohlc() or (0.0,)) / 4, 8)


def joined(parts: Iterable[Ohlc | None]) -> Ohlc | None:
    """Prices of bars that follow each other, as those of one."""
    told = [part for part in parts if part is not None]
    if not told:
        return None
    return told[0][0], max([part[1] for part in told]), min([part[2] for part in told]), told[-1][3]


def together(bars: Sequence[AnyBar], start: float | None = None, end: float | None = None) -> AnyBar | None:
    """Bars that follow each other as one bar, None when there are none."""
    if not bars:
        return None
    if len(bars) == 1 and start is None and end is None:
        return bars[0]
    return Sum(bars[0].start if start is None else start, bars[-1].end if end is None else end, bars)


def middle(quote: Quote) -> float:
    """The price in the middle of a quote."""
    return round((quote.bid + quote.ask) / 2, 8)
