"""What is known of an instrument at a moment: the quote, the last trade, the day so far."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from ibproto.gateway.universe.calendars import Session
from ibproto.gateway.universe.instrument import Instrument

from .bars import Event, Quote
from .path import Path
from .pieces import ALWAYS_OPEN

INSTANT = 1e-6  # what happens at a time has happened after it

decimal = lru_cache(4096)(Decimal)  # sizes repeat


class State:
    """Prices are floats, sizes Decimals, ready to be sent; None where there is nothing.

    time: what happened before it is in here. bid, ask: None while the market is closed or halted. last...: of the last
    trade, of an earlier day if need be. open, high, low: of the liquid hours, before them and for what always trades of
    the whole day. close: of the trade date before. volume, count: of the whole day. day: its trade date.
    is_open: a session is on, halted or not.
    """

    __slots__ = (
        *("ask", "ask_size", "bid", "bid_size", "close", "count", "day", "exchange", "halted", "high", "instrument"),
        *("is_open", "last", "last_size", "last_time", "low", "open", "path", "time", "units", "until", "version"),
        *("_begins", "_extends", "_from", "_vwap", "_vwap_time"),
    )

    def __init__(self, path: Path, time: float, ending: bool = False) -> None:
        self.path = path
        self.instrument: Instrument = path.instrument
        self.bid: float | None = None
        self.ask: float | None = None
        self.bid_size: Decimal | None = None
        self.ask_size: Decimal | None = None
        self.last: float | None = None
        self.last_size: Decimal | None = None
        self.last_time: float | None = None
        self.exchange = path.exchange(0)
        self._from = time
        self._vwap: float | None = None
        self._vwap_time = -1.0
        self.rebuild(time, ending)

    @property
    def volume(self) -> Decimal:
        return decimal(self.units)

    @property
    def vwap(self) -> float | None:
        """The average price of the day's trades."""
        last = self.last_time
        if last is None or last < self._from:
            return None
        if self._vwap_time != last:
            bar = self.path.span(self._from, last + INSTANT)
            self._vwap = bar.wap if bar is not None and bar.count else None
            self._vwap_time = last
        return self._vwap

    def rebuild(self, time: float, ending: bool = False) -> None:
        """Find out everything anew, as it was just before a time. ending: a session ends then, with a quote."""
        path = self.path
        path.refresh()
        self.version = path.control.version
        pieces = path.pieces
        self.time = time
        self._vwap_time = -1.0
        session = pieces.session_at(time)
        closed = path.control.closed(path.instrument, time)
        self.is_open = session is not None and not closed
        self.halted = any(path.control.halted(one.instrument, time) for one in path.chain())
        shown: Session = session if session is not None else path.instrument.calendar.previous(time)
        self.day = shown.day
        bases = pieces.base(self.day)
        base = pieces.base_at(time)
        following = base.piece.end if base is not None else pieces.next_start(time)
        border = session.end if session is not None else path.instrument.calendar.next(time).start
        self.until = border if following is None else min(border, float(following))  # it is not the same beyond
        self._from = float(bases[0].piece.start) if bases else time
        self.close = path.close_before(self.day)
        self.units = self.count = 0
        self._extends = True  # trades of now count for highest and lowest
        self._begins = False  # and the next one is the first that does
        self.open: float | None = None
        self.high: float | None = None
        self.low: float | None = None
        whole = path.span(self._from, time) if self._from < time else None
        if whole is not None:
            self.units, self.count = whole.volume, whole.count
            what = "TRADES" if path.trades else "BID"
            prices = None
            if sum(base.piece.end - base.piece.start for base in bases) < ALWAYS_OPEN:
                liquid = path.span(self._from, time, rth=True)
                prices = liquid.ohlc(what) if liquid is not None else None
                in_liquid = base is not None and base.liquid
                self._extends = prices is None or in_liquid
                self._begins = prices is None and in_liquid
            prices = prices or whole.ohlc(what)
            if prices is not None:
                self.open, self.high, self.low = prices[:3]
        last = path.last_trade(time)
        if last is not None:
            self._trade(last.price, last.size, last.time, last.exchange)
        quote = path.last_quote(time) if self.is_open and not self.halted or ending else None
        if quote is None:
            self.bid = self.ask = self.bid_size = self.ask_size = None
        else:
            self._quote(quote)

    def apply(self, events: Sequence[Event], time: float) -> None:
        """Take in what happened since, up to a time."""
        self.time = time
        for event in events:
            if isinstance(event, Quote):
                self._quote(event)
                if not self.path.trades and event.bid:
                    self._extend(event.bid)
            else:
                self._trade(event.price, event.size, event.time, event.exchange)
                self.units += event.size
                self.count += 1 if event.size else 0
                self._extend(event.price)

    def _quote(self, quote: Quote) -> None:
        _, self.bid, self.ask, bid_size, ask_size = quote
        self.bid_size, self.ask_size = decimal(bid_size), decimal(ask_size)

    def _trade(self, price: float, size: int, time: float, exchange: str) -> None:
        self.last, self.last_size, self.last_time, self.exchange = price, decimal(size), time, exchange

    def _extend(self, price: float) -> None:
        if not self._extends:
            return
        if self._begins or self.high is None or self.low is None:
            self._begins = False
            self.open = self.high = self.low = price
        elif price > self.high:
            self.high = price
        elif price < self.low:
            self.low = price

    @property
    def middle(self) -> float | None:
        """The price in the middle of the quote."""
        return None if self.bid is None or self.ask is None else round((self.bid + self.ask) / 2, 8)

    def take(self, action: str, limit: float | None, wanted: int) -> tuple[int, float]:
        """What an order gets of the displayed quote: (size, price); a size of 0 is nothing."""
        buys = action == "BUY"
        price, size = (self.ask, self.ask_size) if buys else (self.bid, self.bid_size)
        if not price or not size or limit is not None and (price > limit if buys else price < limit):
            return 0, 0.0
        taken = min(wanted, int(size))
        if buys:
            self.ask_size = size - taken
        else:
            self.bid_size = size - taken
        return taken, price
