"""Subscriptions to quotes: what a client sees of the market, tick by tick."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from ibproto.common import TickAttrib

from .market import Event, Market, State, Trade
from .universe import Instrument

if TYPE_CHECKING:
    from .client_session import ClientSession

# value of the state -> (tick type of the price, value that is its size)
PRICES = {
    "bid": (1, "bid_size"),
    "ask": (2, "ask_size"),
    "last": (4, "last_size"),
    "high": (6, ""),
    "low": (7, ""),
    "close": (9, ""),
    "open": (14, ""),
}
SIZES = {"bid_size": 0, "ask_size": 3, "last_size": 5, "volume": 8}
LAST_TIMESTAMP, HALTED, RT_VOLUME = 45, 49, 48
RT_VOLUME_GENERIC = 233
FIRST = ("bid", "ask", "last", "volume", "high", "low", "close", "open")  # what a subscription starts with
ORDER = ("bid", "ask", "last", "bid_size", "ask_size", "last_size", "volume", "high", "low", "close", "open")

# the generic ticks that may be asked for
GENERIC = frozenset(
    (100, 101, 104, 105, 106, 162, 165, 220, 221, 225, 232, 233, 236, 258, 292, 293, 294, 295, 318, 370, 375, 377)
    + (381, 384, 387, 388, 391, 407, 411, 428, 439, 456, 460, 499, 506, 511, 512, 513, 545, 576, 577, 578, 586, 587)
    + (588, 595, 614, 619, 623, 645, 657, 658, 662, 720, 721, 725, 787)
)
SNAPSHOT_TIME = 0.3  # virtual seconds after which a snapshot is complete

_PLAIN, _QUOTE = TickAttrib(), TickAttrib(canAutoExecute=True)


class Subscription:
    """One client's wish to see one instrument."""

    __slots__ = ("generic", "instrument", "reqId", "session", "told")

    def __init__(self, session: ClientSession, reqId: int, instrument: Instrument, generic: frozenset[int]) -> None:
        self.session = session
        self.reqId = reqId
        self.instrument = instrument
        self.generic = generic
        self.told: dict[str, object] = {}


class Quotes:
    """All subscriptions, by session and request id."""

    def __init__(self, market: Market) -> None:
        self._market = market
        self._open: dict[tuple[ClientSession, int], Subscription] = {}
        self._of: dict[Instrument, list[Subscription]] = {}

    def has(self, session: ClientSession, reqId: int) -> bool:
        return (session, reqId) in self._open

    def count(self, session: ClientSession) -> int:
        """The market data lines that a client uses."""
        return sum(1 for owner, _ in self._open if owner is session)

    def subscribe(self, subscription: Subscription, snapshot: bool) -> None:
        """Send what is known, then the changes; a snapshot ends by itself."""
        session, reqId, instrument = subscription.session, subscription.reqId, subscription.instrument
        self._open[session, reqId] = subscription
        state = self._market.state(instrument)
        session.send("marketDataType", reqId=reqId, marketDataType=1)
        exchange = self._market.universe.bbo_exchange(instrument)
        session.send(
            "tickReqParams", tickerId=reqId, minTick=float(instrument.tick), bboExchange=exchange, snapshotPermissions=3
        )
        _send(subscription, state, FIRST)
        session.send("tickGeneric", reqId=reqId, tickType=HALTED, value=float(state.halted))
        if snapshot:
            self._market.clock.call_later(SNAPSHOT_TIME, lambda: self._end_snapshot(subscription))
            return
        self._of.setdefault(instrument, []).append(subscription)
        self._market.watch(instrument, self._moved)

    def cancel(self, session: ClientSession, reqId: int) -> bool:
        """End a subscription; False when there is none with this id."""
        subscription = self._open.pop((session, reqId), None)
        if subscription is None:
            return False
        instrument = subscription.instrument
        others = self._of.get(instrument, [])
        if subscription in others:
            others.remove(subscription)
            if not others:
                del self._of[instrument]
                self._market.unwatch(instrument, self._moved)
        return True

    def drop(self, session: ClientSession) -> None:
        """End all subscriptions of a client that is gone."""
        for owner, reqId in list(self._open):
            if owner is session:
                self.cancel(owner, reqId)

    def _end_snapshot(self, subscription: Subscription) -> None:
        session, reqId = subscription.session, subscription.reqId
        if self._open.get((session, reqId)) is subscription:
            self.cancel(session, reqId)
            session.send("tickSnapshotEnd", reqId=reqId)

    def _moved(self, state: State, events: Sequence[Event]) -> None:
        traded = any(isinstance(event, Trade) for event in events)
        for subscription in self._of.get(state.instrument, ()):
            changed = [name for name in ORDER if subscription.told.get(name) != getattr(state, name)]
            if traded:
                changed += [name for name in ("last", "volume") if name not in changed]
            _send(subscription, state, changed)
            if subscription.told["halted"] != state.halted:
                subscription.told["halted"] = state.halted
                halted = float(state.halted)
                subscription.session.send("tickGeneric", reqId=subscription.reqId, tickType=HALTED, value=halted)


def _send(subscription: Subscription, state: State, names: tuple[str, ...] | list[str]) -> None:
    """The ticks for some values; a price takes its size along, a size alone is a tick of its own."""
    session, reqId = subscription.session, subscription.reqId
    subscription.told.setdefault("halted", state.halted)
    sizes = set()
    for name in names:
        value = getattr(state, name)
        subscription.told[name] = value
        if name in PRICES:
            tick_type, size = PRICES[name]
            sizes.add(size)
            amount = getattr(state, size) if size else Decimal(0)
            subscription.told[size] = amount
            session.send(
                "tickPrice",
                reqId=reqId,
                tickType=tick_type,
                price=-1.0 if value is None else value,
                size=Decimal(0) if amount is None else amount,
                attrib=_QUOTE if name in ("bid", "ask") else _PLAIN,
            )
        elif name not in sizes:
            session.send("tickSize", reqId=reqId, tickType=SIZES[name], size=Decimal(0) if value is None else value)
    if "volume" in names and state.last_time:
        session.send("tickString", reqId=reqId, tickType=LAST_TIMESTAMP, value=str(int(state.last_time)))
        if RT_VOLUME_GENERIC in subscription.generic and names is not FIRST:
            trade = (state.last, state.last_size, int(state.last_time * 1000), state.volume)
            average = round(state.vwap or 0.0, 6)
            session.send(
                "tickString", reqId=reqId, tickType=RT_VOLUME, value=";".join(map(str, (*trade, average, "true")))
            )
