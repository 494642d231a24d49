"""Watching: what is told is the tape, and the state is what history tells of the same time."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from ibproto.gateway.clock import START
from ibproto.gateway.market import Event, Market, Quote, State, Trade
from ibproto.gateway.market.shape import SECOND
from ibproto.gateway.universe import Instrument

from .tools import AAPL, CALLS, ES, EURUSD, SPX, all_kinds, market, one, seeded

CLOSE = START + 6 * 3600  # 16:00 in New York
END = START + 10 * 3600  # 20:00
NAMES = [name for name in State.__slots__ if not name.startswith("_") and name not in ("path", "until", "time")]


class Ear:
    """Hears everything."""

    def __init__(self, simulated: Market, instrument: Instrument) -> None:
        self.events: list[Event] = []
        self.batches: list[float] = []
        self.open: list[bool] = []
        self._market = simulated
        self._instrument = instrument
        simulated.watch(instrument, self.hear)

    def hear(self, state: State, events: Sequence[Event]) -> None:
        assert state.instrument is self._instrument
        self.events += events
        self.batches.append(self._market.clock.now())
        self.open.append(state.is_open)

    def leave(self) -> None:
        self._market.unwatch(self._instrument, self.hear)


def values(state: State) -> dict[str, object]:
    return {name: getattr(state, name) for name in NAMES if name != "version"} | {
        "volume": state.volume,
        "vwap": state.vwap,
        "middle": state.middle,
    }


def test_what_is_heard_is_the_tape() -> None:
    chance = seeded()
    simulated = market(start=START + chance.randrange(4 * 3600))
    began = simulated.clock.now()
    instruments = all_kinds(chance, 0)
    ears = [Ear(simulated, instrument) for instrument in instruments]
    simulated.clock.advance(45.0)
    told = 0
    for instrument, ear in zip(instruments, ears):
        last = ear.batches[-1] if ear.batches else began
        seconds = range(int(began) - 1, int(last) + 1)
        tape = [event for second in seconds for event in market().path(instrument).tape(second)]
        first = ear.events[0].time if ear.events else last
        assert ear.events == [event for event in tape if first <= event.time < last], instrument
        assert first - began < 2 or not simulated.path(instrument).quotes or not tape
        told += len(ear.events)
    assert told > 1000


def test_a_batch_comes_at_most_four_times_a_second_and_after_its_events() -> None:
    simulated = market()
    ear = Ear(simulated, one(AAPL))
    simulated.clock.advance(20.0)
    assert all(b - a > 0.249 for a, b in zip(ear.batches, ear.batches[1:]))
    assert len(ear.batches) > 40
    assert ear.events[-1].time < ear.batches[-1]


def test_the_state_is_the_same_for_who_watches_and_who_asks() -> None:
    chance = seeded()
    start = START + chance.randrange(-8 * 3600, 10 * 3600)
    watched, asked = market(start=start), market(start=start)
    instruments = all_kinds(chance, 0)
    for instrument in instruments:
        Ear(watched, instrument)
    for step in (0.3, 7.1, 1800.0, 0.4):
        watched.clock.advance(step)
        asked.clock.advance(step)
        for instrument in instruments:
            assert values(watched.state(instrument)) == values(asked.state(instrument)), (instrument, start, step)


@pytest.mark.parametrize("at", [CLOSE - 2, END - 2, START - 1802, START - 6 * 3600 - 2])
def test_the_state_goes_over_borders_of_sessions(at: float) -> None:
    watched = market(start=at)
    instruments = [one(contract) for contract in (AAPL, CALLS, SPX, ES, EURUSD)]
    for instrument in instruments:
        Ear(watched, instrument)
    watched.clock.advance(5.0)
    for instrument in instruments:
        fresh = market(start=watched.clock.now())
        assert values(watched.state(instrument)) == values(fresh.state(instrument)), instrument


def test_the_state_is_what_history_tells() -> None:
    chance = seeded()
    simulated = market(start=START + chance.randrange(0, 5 * 3600))
    for instrument in all_kinds(chance, 0):
        state, path = simulated.state(instrument), simulated.path(instrument)
        sessions = path.sessions(state.day)
        if not sessions or not state.is_open:
            continue
        whole = path.span(sessions[0].start, state.time)
        assert whole is not None and (state.units, state.count) == (whole.volume, whole.count), instrument
        prices = whole.ohlc("TRADES")
        if prices:
            assert state.last == prices[3]
        quotes = whole.ohlc("BID")
        if quotes:
            assert state.bid == quotes[3] and state.ask == (whole.ohlc("ASK") or quotes)[3]


def test_listeners_leave_and_nothing_is_left_to_do() -> None:
    simulated = market()
    first, second = Ear(simulated, one(AAPL)), Ear(simulated, one(AAPL))
    simulated.watch(one(AAPL), first.hear)  # once more counts once
    simulated.clock.advance(5.0)
    first.leave()
    simulated.clock.advance(5.0)
    second.leave()
    second.leave()
    assert simulated.clock.wait() is None
    assert 0 < len(first.events) < len(second.events)


def test_a_listener_may_leave_while_it_listens() -> None:
    simulated = market()
    instrument = one(AAPL)
    heard: list[int] = []

    def hear(state: State, events: Sequence[Event]) -> None:
        heard.append(len(events))
        simulated.unwatch(instrument, hear)

    simulated.watch(instrument, hear)
    simulated.clock.advance(5.0)
    assert len(heard) == 1
    simulated.watch(instrument, hear)
    simulated.clock.advance(5.0)
    assert len(heard) == 2


def test_the_end_of_a_session_is_heard_and_the_start_of_the_next() -> None:
    simulated = market(start=END - 5)
    ear = Ear(simulated, one(AAPL))
    simulated.clock.advance(10.0)
    assert ear.open[-1] is False
    state = simulated.state(one(AAPL))
    assert (state.bid, state.ask_size, state.is_open) == (None, None, False)
    assert state.last is not None and state.high is not None
    simulated.clock.advance(8 * 3600 + 5.0)
    assert ear.open[-1] is True and simulated.state(one(AAPL)).bid is not None
    assert str(simulated.state(one(AAPL)).day) == "2026-01-15"


def test_a_frozen_state_has_the_last_quote() -> None:
    simulated = market(start=END + 3600)
    assert simulated.state(one(AAPL)).bid is None
    frozen = simulated.frozen(one(AAPL))
    quotes = [event for event in simulated.path(one(AAPL)).tape(END - 1) if isinstance(event, Quote)]
    assert (frozen.bid, frozen.ask) == (quotes[-1].bid, quotes[-1].ask)
    open_now = market()
    assert open_now.frozen(one(AAPL)) is open_now.state(one(AAPL))


def test_the_highest_and_lowest_of_a_stock_are_those_of_liquid_hours() -> None:
    simulated = market(start=CLOSE + 7200)
    state = simulated.state(one(AAPL))
    bar = simulated.path(one(AAPL)).day(state.day, rth=True)
    prices = bar and bar.ohlc()
    assert prices and (state.open, state.high, state.low) == prices[:3]


def test_an_order_takes_what_is_displayed_and_no_more() -> None:
    state = market().state(one(AAPL))
    state.bid, state.bid_size, state.ask, state.ask_size = 1.0, Decimal(300), 1.02, Decimal(500)
    assert state.take("BUY", None, 200) == (200, 1.02)
    assert state.take("BUY", 1.02, 1000) == (300, 1.02)
    assert state.take("BUY", None, 1000)[0] == 0
    assert state.take("SELL", 1.01, 1000) == (0, 0.0)
    assert state.take("SELL", 1.0, 1000) == (300, 1.0)


def test_the_book_begins_with_the_quote_and_goes_away_from_it() -> None:
    simulated = market()
    for contract in (AAPL, ES, EURUSD, CALLS):
        instrument = one(contract)
        state = simulated.state(instrument)
        bids, asks = simulated.book(instrument)
        assert (bids[0].price, bids[0].size, asks[0].price, asks[0].size) == (
            state.bid,
            state.bid_size,
            state.ask,
            state.ask_size,
        )
        assert [level.price for level in bids] == sorted((level.price for level in bids), reverse=True)
        assert [level.price for level in asks] == sorted(level.price for level in asks)
        assert 1 <= len(bids) <= 10 == len(asks)
        assert all(level.size > 0 and level.maker in instrument.exchanges for level in (*bids, *asks))
        assert simulated.book(instrument) == market().book(instrument)
    assert market(start=END + 60).book(one(AAPL)) == ([], [])


def test_trades_are_at_the_bid_or_at_the_ask() -> None:
    simulated = market()
    quote: Quote | None = None
    for second in range(200):
        for event in simulated.path(one(AAPL)).tape(START + second):
            if isinstance(event, Quote):
                quote = event
            elif quote is not None:
                assert isinstance(event, Trade) and event.price in (quote.bid, quote.ask)


def test_what_is_watched_for_long_takes_no_more_memory() -> None:
    simulated = market()
    simulated.watch(one(AAPL), lambda state, events: None)
    sizes = []
    for _ in range(5):
        simulated.clock.advance(300)
        seconds = [key for key in simulated._caches.parts if key[1] == SECOND]
        sizes.append(len(seconds))
        assert len([key for key in simulated._caches.shapes if key[1] == SECOND]) == len(seconds)
    assert 1 <= sizes[0] <= 6 and len(set(sizes)) == 1
