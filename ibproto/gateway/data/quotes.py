"""Subscriptions to quotes: what clients see of the market, tick by tick.

All that see the same of an instrument share a `Ticker`: it finds out once what is new, and that is encoded once.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from ibproto.common import TickAttrib
from ibproto.gateway.farms import MARKET, Farms
from ibproto.gateway.market import Event, Market, State, Trade
from ibproto.gateway.subscriptions import Subscriptions
from ibproto.gateway.universe import Combo, Instrument

from .broadcast import Answer, Batch
from .computations import computations
from .generic import DAILY, TOLD, Generics
from .sources import DELAYED, DELAYED_FROZEN, FROZEN, LIVE, Combination, Delayed, Live, Source
from .ticks import (
    ASK_EXCHANGE,
    BID_EXCHANGE,
    FIRST,
    HALTED,
    LAST_EXCHANGE,
    LAST_TIMESTAMP,
    ODD_LOTS,
    ODD_LOTS_SINCE,
    ORDER,
    PRICES,
    RT_TRADE_VOLUME,
    RT_VOLUME,
    SIZES,
    letter,
)
from .ticks import (
    DELAYED as DELAYED_TICKS,
)

if TYPE_CHECKING:
    from ibproto.gateway.behaviour import Behaviour
    from ibproto.gateway.client_session import ClientSession

GENERIC_PAUSE = 5.0  # virtual seconds between two looks at the generic ticks of an instrument
FIGURES_PAUSE = 1.0  # the same for the figures of an option
TRADES = {233: RT_VOLUME, 375: RT_TRADE_VOLUME}  # generic ticks that come with each trade
SNAPSHOT_PERMISSIONS = 3

_NOTHING = Decimal(0)
_PLAIN, _QUOTE = TickAttrib(), TickAttrib(canAutoExecute=True)


class Line:
    """One client's wish to see one instrument. plain: the default ticks, too. smart: from SMART, with letters. partly:
    only what needs no subscription.
    """

    __slots__ = ("generic", "partly", "plain", "reqId", "session", "smart", "ticker")

    def __init__(
        self, session: ClientSession, reqId: int, generic: frozenset[int], plain: bool = True, smart: bool = True
    ) -> None:
        self.partly = False
        self.session = session
        self.reqId = reqId
        self.generic = generic
        self.plain = plain
        self.smart = smart
        self.ticker: Ticker | None = None


class Ticker:
    """What is seen of one instrument (None: of a combination), and who sees it."""

    def __init__(self, market: Market, farms: Farms, source: Source, instrument: Instrument | None) -> None:
        self._farms = farms
        self.source = source
        self.lines: list[Line] = []
        self.waiting: list[Line] = []  # to which nothing is told yet
        self._market = market
        self._instrument = instrument
        self._told: dict[str, object] = {}
        self.type = source.type
        self._generics = Generics(market)
        self._letters: tuple[int, tuple[str, str]] = (-1, ("", ""))
        self._next_generic = self._next_figures = 0.0
        self._figures: list[Answer] = []
        self._underlying: Source | None = None
        derived = instrument.derived if instrument is not None else None
        if derived is not None and derived.kind in ("option", "fop"):
            self._underlying = Live(market, derived.underlying)
            self._underlying.start(lambda events: None)  # so that its state is kept
        source.start(self._moved)

    def stop(self) -> None:
        self.source.stop()
        if self._underlying is not None:
            self._underlying.stop()

    def begin(self, line: Line) -> None:
        """Tell a line that waits what is known."""
        if line not in self.waiting:  # it was cancelled
            return
        self.waiting.remove(line)
        self.lines.append(line)
        session, reqId, state = line.session, line.reqId, self.source.state
        if line.partly:
            Batch([*self._ticks(state, ("close",)), *self._halted(state)]).send(session, reqId)
        elif line.plain:
            Batch(self._known(state, line.smart)).send(session, reqId)
        for wanted in sorted(line.generic & TOLD.keys()):  # one at a time: some look far back
            self._market.clock.call_later(0, partial(self._begin_generic, line, wanted))

    def _begin_generic(self, line: Line, wanted: int) -> None:
        if line.ticker is self and self._instrument is not None and self.type in (LIVE, FROZEN):
            Batch(self._generics.now(self.source.state, wanted)).send(line.session, line.reqId)

    def _known(self, state: Any, smart: bool) -> list[Answer]:
        """Everything that is known, as a subscription begins."""
        names = FIRST if isinstance(state, State) else ("bid", "ask", "close")
        if not self._told:
            self._told = {name: getattr(state, name) for name in (*ORDER, "halted")}
        found = self._ticks(state, names)
        if isinstance(state, State) and state.last_time:
            found += self._string(LAST_TIMESTAMP, str(int(state.last_time)))
        found += self._halted(state)
        if smart:
            found += self._exchanges(state)
        return found + self._option(state, anew=True)

    def _moved(self, events: Sequence[Event]) -> None:
        """Something happened: find out what is new, and tell it."""
        if self._farms.is_lost(MARKET):
            return
        state, told = self.source.state, self._told
        if self.source.type != self.type:
            self.type = self.source.type
            for line in self.lines:
                line.session.send("marketDataType", reqId=line.reqId, marketDataType=self.type)
        changed = [name for name in ORDER if told.get(name) != getattr(state, name)]
        traded = any(isinstance(event, Trade) for event in events)
        if traded:
            changed += [name for name in ("last", "volume") if name not in changed]
        for name in changed:
            told[name] = getattr(state, name)
        answers = self._ticks(state, changed)
        if traded:
            answers += self._string(LAST_TIMESTAMP, str(int(state.last_time)))
        if told.get("halted") != state.halted:
            told["halted"] = state.halted
            answers += self._halted(state)
        answers += self._option(state)
        plain = Batch(answers)
        letters: Batch | None = None
        volumes = self._trade_volumes(state) if traded else {}
        generic = self._changed_generic(state)
        for line in tuple(self.lines):
            if line.plain:
                plain.send(line.session, line.reqId)
                if line.smart and self.type in (LIVE, FROZEN):
                    letters = letters or Batch(self._changed_exchanges(state, traded))
                    letters.send(line.session, line.reqId)
            for wanted in line.generic:
                for batch in (volumes.get(wanted), generic.get(wanted)):
                    if batch is not None:
                        batch.send(line.session, line.reqId)

    # ------------------------------------------------------------------------------------------ the ticks

    def _number(self, tick_type: int) -> int | None:
        """The type under which a tick goes out; None when it does not come delayed."""
        return tick_type if self.type in (LIVE, FROZEN) else DELAYED_TICKS.get(tick_type)

    def _ticks(self, state: Any, names: Sequence[str]) -> list[Answer]:
        """The ticks for some values; a price takes its size along, a size alone is a tick of its own."""
        found: list[Answer] = []
        covered = {PRICES[name][1] for name in names if name in PRICES}
        for name in names:
            value = getattr(state, name)
            if name in PRICES:
                tick_type, of = PRICES[name]
                size = getattr(state, of) if of else None
                found.append(
                    (
                        "tickPrice",
                        {
                            "tickType": self._number(tick_type),
                            "price": -1.0 if value is None else value,
                            "size": _NOTHING if size is None else size,
                            "attrib": _QUOTE if name in ("bid", "ask") else _PLAIN,
                        },
                    )
                )
            elif name not in covered:
                size = _NOTHING if value is None else value
                found.append(("tickSize", {"tickType": self._number(SIZES[name]), "size": size}))
        return found

    def _string(self, tick_type: int, value: str) -> list[Answer]:
        number = self._number(tick_type)
        return [] if number is None else [("tickString", {"tickType": number, "value": value})]

    def _halted(self, state: Any) -> list[Answer]:
        return [("tickGeneric", {"tickType": self._number(HALTED), "value": float(state.halted)})]

    def _exchanges(self, state: Any) -> list[Answer]:
        """The letters of the exchanges that have the best prices and the last trade."""
        own = self._instrument
        if own is None or not own.venue.bbo or self.type not in (LIVE, FROZEN):
            return []
        bid, ask = self._best(state, own)
        last = letter(own.exchanges, state.exchange) if state.last is not None else ""
        return [
            *self._string(BID_EXCHANGE, bid),
            *self._string(ASK_EXCHANGE, ask),
            *self._string(LAST_EXCHANGE, last),
        ]

    def _changed_exchanges(self, state: Any, traded: bool) -> list[Answer]:
        found = []
        for answer in self._exchanges(state):
            key = f"letter {answer[1]['tickType']}"
            if self._told.get(key) != answer[1]["value"]:
                self._told[key] = answer[1]["value"]
                found.append(answer)
        return found

    def _best(self, state: Any, own: Instrument) -> tuple[str, str]:
        """The letters of the exchanges with the best bid and ask; they change by the second, like the book."""
        second = int(state.time) if state.bid is not None else -1
        known, letters = self._letters
        if known != second or second < 0:
            sides = self._market.book(own, 1)
            bid, ask = [letter(own.exchanges, side[0].maker) if side else "" for side in sides]
            letters = bid, ask
            self._letters = second, letters
        return letters

    def _trade_volumes(self, state: Any) -> dict[int, Batch]:
        """RTVolume and RT trade volume of the last trade: price;size;time;volume;vwap;single."""
        if self.type not in (LIVE, FROZEN) or not any(TRADES.keys() & line.generic for line in self.lines):
            return {}
        average = round(state.vwap or 0.0, 6)
        trade = (state.last, state.last_size, int(state.last_time * 1000), state.volume, average, "true")
        value = ";".join(map(str, trade))
        return {wanted: Batch(self._string(tick_type, value)) for wanted, tick_type in TRADES.items()}

    def _changed_generic(self, state: Any) -> dict[int, Batch]:
        if self._instrument is None or state.time < self._next_generic or self.type not in (LIVE, FROZEN):
            return {}
        self._next_generic = state.time + GENERIC_PAUSE
        wanted = {number for line in self.lines for number in line.generic}
        found = {number: self._generics.changed(state, number) for number in sorted(wanted & TOLD.keys())}
        return {number: Batch(answers) for number, answers in found.items() if answers}

    def _option(self, state: Any, anew: bool = False) -> list[Answer]:
        """The figures of an option, as far as they are new."""
        if self._underlying is None or state.time < self._next_figures and not anew:
            return []
        self._next_figures = state.time + FIGURES_PAUSE
        above = self._underlying.state
        if self.type in (DELAYED, DELAYED_FROZEN):
            above = State(above.path, state.time)
        found = computations(self._market, state, above)
        for _, values in found:
            values["tickType"] = self._number(values["tickType"])
        before, self._figures = self._figures, found
        return [answer for answer in found if anew or answer not in before]


class Quotes:
    """All subscriptions, by session and request id."""

    def __init__(self, market: Market, farms: Farms, behaviour: Behaviour) -> None:
        self._market = market
        self._farms = farms
        self._behaviour = behaviour
        self._lines: Subscriptions[Line] = Subscriptions()
        self._tickers: dict[tuple[Instrument, int], Ticker] = {}
        self.wanted: dict[ClientSession, int] = {}  # the type of data that a client has asked for
        self._looked: dict[ClientSession, float] = {}  # when it had its last regulatory snapshot

    def has(self, session: ClientSession, reqId: int) -> bool:
        return self._lines.get(session, reqId) is not None

    def count(self, session: ClientSession) -> int:
        """The market data lines that a client uses."""
        return self._lines.count(session)

    def subscribe(self, line: Line, instrument: Instrument, data_type: int) -> None:
        """Send what is known of an instrument, then the changes. data_type: a number of marketDataType."""
        key = (instrument, data_type)
        ticker = self._tickers.get(key)
        if ticker is None:
            source = self._source(instrument, data_type)
            ticker = self._tickers[key] = Ticker(self._market, self._farms, source, instrument)
        exchange = self._market.universe.bbo_exchange(instrument)
        self._begin(line, ticker, float(instrument.tick), exchange)

    def combine(self, line: Line, combo: Combo) -> None:
        """The same of a combination."""
        ticker = Ticker(self._market, self._farms, Combination(self._market, combo), None)
        self._begin(line, ticker, float(combo.tick), "")

    def note(self, line: Line) -> None:
        """Keep a line that gets no ticks of its own, as one of headlines."""
        self._lines.add(line.session, line.reqId, line)

    def _begin(self, line: Line, ticker: Ticker, tick: float, exchange: str) -> None:
        session, reqId = line.session, line.reqId
        if session.version < ODD_LOTS_SINCE:
            line.generic -= {ODD_LOTS}
        if line.partly:
            line.plain, line.generic = False, line.generic & DAILY
        self._lines.add(session, reqId, line)
        first: list[Answer] = [
            ("marketDataType", {"reqId": reqId, "marketDataType": ticker.type}),
            (
                "tickReqParams",
                {
                    "tickerId": reqId,
                    "minTick": tick,
                    "bboExchange": exchange,
                    "snapshotPermissions": SNAPSHOT_PERMISSIONS,
                },
            ),
        ]
        for name, values in reversed(first) if self._behaviour.params_first else first:
            session.send(name, **values)
        line.ticker = ticker
        ticker.waiting.append(line)
        wait = self._wait(line)
        if wait > 0:
            self._market.clock.call_later(wait, partial(ticker.begin, line))
        else:
            ticker.begin(line)

    def _wait(self, line: Line) -> float:
        """How long the first ticks of a line are in coming."""
        ticker = line.ticker
        return self._behaviour.delayed_wait if ticker and ticker.type in (DELAYED, DELAYED_FROZEN) else 0.0

    def _source(self, instrument: Instrument, data_type: int) -> Source:
        if data_type in (DELAYED, DELAYED_FROZEN):
            return Delayed(self._market, instrument, self._behaviour.data_delay, freeze=data_type == DELAYED_FROZEN)
        return Live(self._market, instrument, freeze=data_type == FROZEN)

    def end_snapshot(self, line: Line, after: float) -> None:
        """Let a line be a snapshot: it ends after some time."""

        def end() -> None:
            if self._lines.get(line.session, line.reqId) is line:
                self.cancel(line.session, line.reqId)
                line.session.send("tickSnapshotEnd", reqId=line.reqId)

        self._market.clock.call_later(after + self._wait(line), end)

    def may_look(self, session: ClientSession) -> bool:
        """Whether a client has left enough time since its last regulatory snapshot."""
        now, pause = self._market.clock.now(), self._behaviour.snapshot_pause
        if now - self._looked.get(session, now - pause) < pause:
            return False
        self._looked[session] = now
        return True

    def cancel(self, session: ClientSession, reqId: int) -> bool:
        """End a subscription; False when there is none with this id."""
        line = self._lines.pop(session, reqId)
        if line is not None:
            self._leave(line)
        return line is not None

    def drop(self, session: ClientSession) -> None:
        """End all subscriptions of a client that is gone."""
        for line in self._lines.drop(session):
            self._leave(line)
        self.wanted.pop(session, None)
        self._looked.pop(session, None)

    def _leave(self, line: Line) -> None:
        ticker, line.ticker = line.ticker, None
        if ticker is None:
            return
        (ticker.waiting if line in ticker.waiting else ticker.lines).remove(line)
        if not ticker.lines and not ticker.waiting:
            ticker.stop()
            for key in [key for key, found in self._tickers.items() if found is ticker]:
                del self._tickers[key]
