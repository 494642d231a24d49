"""What the owner does to the market: seen at once by who watches, and told by history afterwards."""

from __future__ import annotations

import pytest

from ibproto.contract import Contract
from ibproto.gateway.clock import START
from ibproto.gateway.market import Market, Quote, Trade
from ibproto.gateway.universe import Instrument

from .test_live import Ear, values
from .test_path import figures, sum_of
from .tools import AAPL, CALLS, ES, EURUSD, PUTS, SPX, SPY, TODAY, market, one

END = START + 10 * 3600


def check_history(simulated: Market, instrument: Instrument) -> None:
    """Everything still adds up."""
    path = simulated.path(instrument)
    minutes = path.minutes(TODAY)
    assert figures(path.day(TODAY)) == sum_of(minutes)
    now = simulated.clock.now()
    for minute in [minute for minute in minutes if now - 120 < minute.start < now]:
        seconds = path.seconds(minute.start)
        assert figures(minute) == sum_of(seconds)
        volume = sum(e.size for s in range(60) for e in path.tape(minute.start + s) if isinstance(e, Trade))
        assert minute.volume == volume


@pytest.mark.parametrize("contract", [AAPL, CALLS, ES])
def test_a_price_that_is_set_is_seen_at_once_and_in_the_bars(contract: Contract) -> None:
    simulated = market()
    instrument = one(contract)
    simulated.clock.advance(10.1)
    ear = Ear(simulated, instrument)
    before = simulated.state(instrument)
    assert before.bid is not None
    price = simulated.path(instrument).ladder.price(simulated.path(instrument).ladder.nearest(before.bid * 1.1))
    simulated.set_price(instrument, price)
    assert [event.price for event in ear.events if isinstance(event, Trade)][-1] == price
    state = simulated.state(instrument)
    assert (state.bid, state.last, state.last_time) == (price, price, START + 10.1)
    assert state.ask is not None and state.ask > price
    simulated.clock.advance(60.0)
    assert simulated.state(instrument).bid == pytest.approx(price, rel=0.02)
    minute = simulated.path(instrument).span(START, START + 60)
    prices = minute and minute.ohlc()
    assert prices and prices[1] >= price > before.bid >= prices[2] * 0.99
    check_history(simulated, instrument)
    heard = [event for event in ear.events if event.time > START + 12]
    tape = [e for s in range(12, 80) for e in simulated.path(instrument).tape(START + s)]
    assert heard == [e for e in tape if heard[0].time <= e.time < ear.batches[-1]]


def test_a_price_that_is_held_stays() -> None:
    simulated = market()
    Ear(simulated, one(AAPL))
    simulated.set_price(one(AAPL), 300.0, hold=True)
    for _ in range(5):
        simulated.clock.advance(600.0)
        state = simulated.state(one(AAPL))
        assert (state.bid, state.ask) == (300.0, 300.01)
    check_history(simulated, one(AAPL))
    simulated.release(one(AAPL))
    simulated.clock.advance(1.0)
    assert simulated.state(one(AAPL)).bid == market(start=simulated.clock.now()).state(one(AAPL)).bid


def test_what_is_derived_follows_a_price_that_is_set() -> None:
    simulated = market()
    call, put, future = one(CALLS, 12), one(PUTS, 12), one(ES)
    before = {instrument: simulated.state(instrument).bid or 0.0 for instrument in (call, put, future)}
    ear = Ear(simulated, call)
    simulated.set_price(one(AAPL), 280.0)
    assert ear.events
    assert (simulated.state(call).bid or 0.0) > before[call] + 5
    assert (simulated.state(put).bid or 0.0) < before[put]
    assert simulated.state(future).bid == before[future]
    simulated.clock.advance(30.0)
    check_history(simulated, call)
    assert values(simulated.state(call)) == values(_copy_of(simulated, 280.0).state(call))


def _copy_of(simulated: Market, price: float) -> Market:
    """Another market to which the same was done, and that nobody watched."""
    other = market()
    other.set_price(one(AAPL), price)
    other.clock.advance(simulated.clock.now() - START)
    return other


def test_a_script_sets_prices_one_after_the_other() -> None:
    simulated, alone = market(), market()
    ear = Ear(simulated, one(AAPL))
    for one_of in (simulated, alone):
        one_of.script(one(AAPL), [(10.05, 240.0), (5.0, 270.0)], hold=True)
    bids = []
    for _ in range(4):
        for one_of in (simulated, alone):
            one_of.clock.advance(4.0)
        bids.append(simulated.state(one(AAPL)).bid)
        assert values(simulated.state(one(AAPL))) == values(alone.state(one(AAPL)))
    assert bids[0] != 270.0 and bids[1:] == [270.0, 240.0, 240.0]
    trades = [event for event in ear.events if isinstance(event, Trade) and event.time in (START + 5.0, START + 10.05)]
    assert [trade.price for trade in trades] == [270.0, 240.0]
    check_history(simulated, one(AAPL))


def test_a_new_price_ends_a_script() -> None:
    simulated = market()
    simulated.script(one(AAPL), [(5.0, 270.0), (10.0, 240.0)], hold=True)
    simulated.clock.advance(6.0)
    simulated.set_price(one(AAPL), 260.0, hold=True)
    simulated.clock.advance(20.0)
    assert simulated.state(one(AAPL)).bid == 260.0


def test_a_halt_is_silence_live_and_in_the_bars() -> None:
    simulated = market()
    ear = Ear(simulated, one(AAPL))
    option = Ear(simulated, one(CALLS))
    simulated.clock.advance(30.0)
    simulated.halt(one(AAPL))
    state = simulated.state(one(AAPL))
    assert (state.halted, state.is_open, state.bid) == (True, True, None)
    assert simulated.state(one(CALLS)).halted
    heard = len(ear.events), len(option.events)
    simulated.clock.advance(120.0)
    assert (len(ear.events), len(option.events)) == heard
    simulated.resume(one(AAPL))
    assert not simulated.state(one(AAPL)).halted and simulated.state(one(AAPL)).bid is not None
    simulated.clock.advance(30.0)
    assert len(ear.events) > heard[0]
    path = simulated.path(one(AAPL))
    assert path.span(START + 31, START + 149) is None
    starts = [bar.start for bar in path.minutes(TODAY)]
    assert START in starts and START + 60 not in starts and START + 120 in starts
    check_history(simulated, one(AAPL))


def test_a_price_can_be_set_while_an_instrument_is_halted() -> None:
    simulated = market()
    simulated.halt(one(AAPL))
    simulated.clock.advance(3.0)
    simulated.set_price(one(AAPL), 200.0)
    simulated.clock.advance(3.0)
    simulated.resume(one(AAPL))
    assert simulated.state(one(AAPL)).bid == pytest.approx(200.0, abs=1)
    check_history(simulated, one(AAPL))


def test_an_exchange_that_is_closed_trades_nothing_until_it_is_opened() -> None:
    simulated = market()
    ears = [Ear(simulated, one(contract)) for contract in (AAPL, SPY)]
    simulated.close_exchange("NASDAQ")
    simulated.clock.advance(60.0)
    state = simulated.state(one(AAPL))
    assert (state.is_open, state.halted, state.bid) == (False, False, None)
    assert not [event for event in ears[0].events if event.time > START] and ears[1].events
    simulated.open_exchange("NASDAQ")
    simulated.clock.advance(60.0)
    assert simulated.state(one(AAPL)).is_open and ears[0].events
    simulated.close_exchange()
    simulated.clock.advance(1.0)
    assert not any(simulated.state(one(contract)).is_open for contract in (AAPL, SPY, EURUSD, SPX))


def test_an_exchange_can_be_opened_on_a_sunday() -> None:
    sunday = START + 4 * 86400
    simulated = market(start=sunday)
    ear = Ear(simulated, one(AAPL))
    assert not simulated.state(one(AAPL)).is_open
    simulated.open_exchange("NASDAQ")
    assert simulated.state(one(AAPL)).is_open
    simulated.clock.advance(60.0)
    assert any(isinstance(event, Quote) for event in ear.events)
    state, last = simulated.state(one(AAPL)), simulated.path(one(AAPL)).close_before(TODAY)
    assert state.bid == pytest.approx(last, rel=0.1) and str(state.day) == "2026-01-18"
    assert not simulated.state(one(SPY)).is_open
    simulated.close_exchange("NASDAQ")
    simulated.clock.advance(10.0)
    assert not simulated.state(one(AAPL)).is_open


def test_a_price_that_is_set_while_closed_holds_from_the_next_session_on() -> None:
    simulated = market(start=END + 3600)
    simulated.set_price(one(AAPL), 100.0)
    simulated.clock.advance(8 * 3600.0)
    assert simulated.state(one(AAPL)).bid == pytest.approx(100.0, rel=0.05)


def test_the_price_of_what_has_expired_cannot_be_set() -> None:
    simulated = market(start=START + 60 * 86400)
    with pytest.raises(ValueError, match="does not trade any more"):
        simulated.set_price(one(CALLS), 1.0)


@pytest.mark.parametrize("price", [0.0, -1.0, float("nan"), float("inf")])
def test_a_price_that_is_none_cannot_be_set(price: float) -> None:
    with pytest.raises(ValueError, match="above 0"):
        market().set_price(one(AAPL), price)


def test_a_script_that_is_added_is_heard_although_the_second_has_begun() -> None:
    simulated = market()
    ear = Ear(simulated, one(AAPL))
    simulated.clock.advance(0.5)
    simulated.script(one(AAPL), [(0.1, 300.0)])
    heard = len(ear.events)
    simulated.clock.advance(0.1)
    assert simulated.state(one(AAPL)).last == 300.0
    assert all(event.time >= START + 0.4 for event in ear.events[heard:])


def test_what_is_done_to_one_is_not_told_to_who_watches_another() -> None:
    simulated = market()
    ears = [Ear(simulated, one(contract)) for contract in (AAPL, SPY)]
    simulated.set_price(one(AAPL), 250.0)
    simulated.clock.advance(0.01)
    simulated.set_price(one(SPY), 700.0)
    assert [len(ear.batches) for ear in ears] == [1, 1]
