"""Tick-by-tick data: each trade, each quote or each move of the middle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ibproto.common import (
    HistoricalTick,
    HistoricalTickBidAsk,
    HistoricalTickLast,
    TickAttribBidAsk,
    TickAttribLast,
)
from ibproto.gateway.farms import MARKET, Farms
from ibproto.gateway.market import Event, Market, Quote, State, Trade
from ibproto.gateway.market.bars import middle
from ibproto.gateway.subscriptions import Subscriptions
from ibproto.gateway.universe import Instrument

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession

TYPES = {"Last": 1, "AllLast": 2, "BidAsk": 3, "MidPoint": 4}
LAST, ALL_LAST, BID_ASK, MID_POINT = TYPES.values()
LOOK_BACK = 900  # seconds in which earlier ticks are looked for
MOST_TICKS = 1000
ZERO = Decimal(0)

# the values that a tick of one type has and the others have not
_EMPTY: dict[str, Any] = {
    "price": 0.0,
    "size": ZERO,
    "tickAttribLast": TickAttribLast(),
    "exchange": "",
    "specialConditions": "",
    "bidPrice": 0.0,
    "askPrice": 0.0,
    "bidSize": ZERO,
    "askSize": ZERO,
    "tickAttribBidAsk": TickAttribBidAsk(),
    "midPoint": 0.0,
}
_HALT = TickAttribLast(pastLimit=True)


def serves(instrument: Instrument, tick_type: int) -> bool:
    """Whether there is such data: not of options, and of what has no trades only quotes."""
    kind = instrument.contract.secType
    if kind in ("OPT", "FOP", "BOND", "FUND", "NEWS", "BAG"):
        return False
    if tick_type in (LAST, ALL_LAST):
        return kind not in ("CASH", "CMDTY", "CFD")
    return kind != "IND"


class Ticks:
    """One client's wish for the ticks of one type. ignore_size: no quote of which only a size is new."""

    def __init__(
        self, session: ClientSession, reqId: int, instrument: Instrument, tick_type: int, ignore_size: bool
    ) -> None:
        self.session = session
        self.reqId = reqId
        self.instrument = instrument
        self.tick_type = tick_type
        self.ignore_size = ignore_size
        self.halted = False
        self._before: object = None

    def chosen(self, events: Sequence[Event]) -> Iterator[Event]:
        """The events that are ticks of this type."""
        for event in events:
            if self.tick_type in (LAST, ALL_LAST):
                if isinstance(event, Trade):
                    yield event
            elif isinstance(event, Quote):
                seen: object = event[1:]
                if self.tick_type == MID_POINT:
                    seen = middle(event)
                elif self.ignore_size:
                    seen = event.bid, event.ask
                if seen != self._before:
                    self._before = seen
                    yield event

    def forget(self) -> None:
        """Let the next quote be one."""
        self._before = None

    def tell(self, event: Event) -> None:
        if isinstance(event, Trade):
            own = {"price": event.price, "size": Decimal(event.size), "exchange": event.exchange}
        elif self.tick_type == MID_POINT:
            own = {"midPoint": middle(event)}
        else:
            _, bid, ask, bid_size, ask_size = event
            own = {"bidPrice": bid, "askPrice": ask, "bidSize": Decimal(bid_size), "askSize": Decimal(ask_size)}
        self._send(event.time, own)

    def tell_halt(self, time: float, halted: bool) -> None:
        """Trading stops, or goes on: a tick without price and size."""
        self.halted = halted
        self._before = None
        self._send(time, {"tickAttribLast": _HALT} if halted else {})

    def _send(self, time: float, own: dict[str, Any]) -> None:
        values = {**_EMPTY, **own}
        self.session.send("tickByTick", reqId=self.reqId, tickType=self.tick_type, time=int(time), **values)

    def tell_earlier(self, events: Sequence[Event]) -> None:
        """Ticks from before the subscription, in one answer."""
        reqId = self.reqId
        if self.tick_type == MID_POINT:
            points = [
                HistoricalTick(time=int(e.time), price=middle(e), size=ZERO) for e in events if isinstance(e, Quote)
            ]
            self.session.send("historicalTicks", reqId=reqId, ticks=points, done=True)
        elif self.tick_type == BID_ASK:
            quotes = [
                HistoricalTickBidAsk(
                    time=int(e.time),
                    priceBid=e.bid,
                    priceAsk=e.ask,
                    sizeBid=Decimal(e.bid_size),
                    sizeAsk=Decimal(e.ask_size),
                )
                for e in events
                if isinstance(e, Quote)
            ]
            self.session.send("historicalTicksBidAsk", reqId=reqId, ticks=quotes, done=True)
        else:
            trades = [
                HistoricalTickLast(time=int(e.time), price=e.price, size=Decimal(e.size), exchange=e.exchange)
                for e in events
                if isinstance(e, Trade)
            ]
            self.session.send("historicalTicksLast", reqId=reqId, ticks=trades, done=True)


class TickByTick:
    """All subscriptions to tick-by-tick data."""

    def __init__(self, market: Market, farms: Farms) -> None:
        self._market = market
        self._farms = farms
        self._ticks: Subscriptions[Ticks] = Subscriptions()
        self._of: dict[Instrument, list[Ticks]] = {}
        self._asked: dict[ClientSession, dict[Instrument, float]] = {}

    def has(self, session: ClientSession, reqId: int) -> bool:
        return self._ticks.get(session, reqId) is not None

    def count(self, session: ClientSession) -> int:
        return self._ticks.count(session)

    def may_ask(self, session: ClientSession, instrument: Instrument, pause: float) -> bool:
        """Whether a client has left enough time since it last asked for an instrument."""
        now = self._market.clock.now()
        asked = self._asked.setdefault(session, {})
        if now - asked.get(instrument, now - pause) < pause:
            return False
        asked[instrument] = now
        return True

    def subscribe(self, ticks: Ticks, earlier: int) -> None:
        """Send some earlier ticks, then each as it comes."""
        instrument = ticks.instrument
        state = self._market.state(instrument)
        self._ticks.add(ticks.session, ticks.reqId, ticks)
        if earlier:
            ticks.tell_earlier(self._earlier(ticks, state.time, earlier))
        if state.halted:
            ticks.tell_halt(state.time, True)
        self._of.setdefault(instrument, []).append(ticks)
        self._market.watch(instrument, self._moved)

    def cancel(self, session: ClientSession, reqId: int) -> bool:
        """End a subscription; False when there is none with this id."""
        ticks = self._ticks.pop(session, reqId)
        if ticks is not None:
            self._leave(ticks)
        return ticks is not None

    def drop(self, session: ClientSession) -> None:
        """End all subscriptions of a client that is gone."""
        for ticks in self._ticks.drop(session):
            self._leave(ticks)
        self._asked.pop(session, None)

    def _leave(self, ticks: Ticks) -> None:
        others = self._of[ticks.instrument]
        others.remove(ticks)
        if not others:
            del self._of[ticks.instrument]
            self._market.unwatch(ticks.instrument, self._moved)

    def _earlier(self, ticks: Ticks, until: float, count: int) -> list[Event]:
        """The last ticks before a time, of the last minutes."""
        path = self._market.path(ticks.instrument)
        found: list[Event] = []
        number = 0
        for second in range(int(until), int(until) - LOOK_BACK, -1):
            events = [event for event in path.tape(second) if event.time < until]
            found[:0] = events
            ticks.forget()
            number += max(0, len(list(ticks.chosen(events))) - 1)  # the first may be none: it may be as before
            if number > count:
                break
        ticks.forget()
        return list(ticks.chosen(found))[-count:]

    def _moved(self, state: State, events: Sequence[Event]) -> None:
        if self._farms.is_lost(MARKET):
            return
        for ticks in list(self._of.get(state.instrument, ())):
            for event in ticks.chosen(events):
                ticks.tell(event)
            if ticks.halted != state.halted:
                ticks.tell_halt(state.time, state.halted)
