"""Bars of five seconds as time goes on, which add up the tape exactly."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ibproto.gateway.clock import Timer
from ibproto.gateway.farms import MARKET, Farms
from ibproto.gateway.market import Market
from ibproto.gateway.subscriptions import Subscriptions
from ibproto.gateway.universe import Instrument

from .broadcast import Answer

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession

SECONDS = 5
SHOWN = ("TRADES", "MIDPOINT", "BID", "ASK")
NONE = Decimal(-1)  # volume of what is not traded


class Stream(NamedTuple):
    """What a client wants bars of."""

    instrument: Instrument
    what: str
    rth: bool


class RealTimeBars:
    """All subscriptions to real-time bars: one timer for all."""

    def __init__(self, market: Market, farms: Farms) -> None:
        self._market = market
        self._farms = farms
        self._streams: Subscriptions[Stream] = Subscriptions()
        self._timer: Timer | None = None

    def has(self, session: ClientSession, reqId: int) -> bool:
        return self._streams.get(session, reqId) is not None

    def count(self, session: ClientSession) -> int:
        return self._streams.count(session)

    def subscribe(self, session: ClientSession, reqId: int, stream: Stream) -> None:
        """Send a bar after each five seconds that have begun from now on."""
        self._streams.add(session, reqId, stream)
        if self._timer is None:
            self._plan()

    def cancel(self, session: ClientSession, reqId: int) -> bool:
        """End a subscription; False when there is none with this id."""
        found = self._streams.pop(session, reqId)
        self._rest()
        return found is not None

    def drop(self, session: ClientSession) -> None:
        """End all subscriptions of a client that is gone."""
        self._streams.drop(session)
        self._rest()

    def _plan(self) -> None:
        end = (int(self._market.clock.now()) // SECONDS + 1) * SECONDS
        self._timer = self._market.clock.call_at(end, self._tell)

    def _rest(self) -> None:
        if self._timer is not None and not list(self._streams):
            self._timer.cancel()
            self._timer = None

    def _tell(self) -> None:
        end = round(self._market.clock.now())
        self._plan()
        if self._farms.is_lost(MARKET):
            return
        known: dict[Stream, Answer | None] = {}
        for session, reqId, stream in self._streams:
            if stream not in known:
                known[stream] = bar(self._market, stream, end - SECONDS)
            answer = known[stream]
            if answer is not None:
                session.send(answer[0], reqId=reqId, **answer[1])


def bar(market: Market, stream: Stream, start: int) -> Answer | None:
    """The bar that begins at a time, None while the market is closed; without a trade it stays at the last price."""
    path = market.path(stream.instrument)
    found = path.span(start, start + SECONDS, stream.rth)
    if found is None:
        return None
    prices = found.ohlc(stream.what)
    volume, average, count = NONE, -1.0, -1
    if stream.what == "TRADES":
        last = None if prices is not None else path.last_trade(start)
        if last is not None:
            prices = (last.price,) * 4
        volume, count = Decimal(found.volume), found.count
        average = found.wap if found.count else prices[3] if prices else 0.0
    if prices is None:
        return None
    first, high, low, close = prices
    values = {"time": start, "open_": first, "high": high, "low": low, "close": close}
    return "realtimeBar", {**values, "volume": volume, "wap": average, "count": count}
