"""The price processes and the instruments."""

from __future__ import annotations

from datetime import date

import pytest

from ibproto.gateway.clock import Clock
from ibproto.gateway.market import Market, PriceProcess
from ibproto.gateway.universe import Instrument, Universe
from ibproto.gateway.universe.listings import bundled

from .tools import AAPL

State = tuple[int, ...]


def state(process: PriceProcess) -> State:
    return (process.bid, process.ask, process.last, process.bid_size, process.ask_size, process.volume, process.steps)


def market(seed: object = 1) -> Market:
    return Market(Clock(speed=0), Universe(date(2026, 1, 14)), seed)


def apple(of: Market) -> Instrument:
    return of.find(AAPL)[0]


def run(of: Market, seconds: float) -> State:
    of.clock.advance(seconds)
    return state(of.process(apple(of)))


def test_the_same_seed_gives_the_same_prices() -> None:
    assert run(market(), 100) == run(market(), 100)
    assert run(market(), 100) != run(market(2), 100)


def test_prices_do_not_depend_on_who_watches_and_when() -> None:
    watched, asked = market(), market()
    seen: list[State] = []
    watched.watch(apple(watched), lambda process, changed: seen.append(state(process)))
    for _ in range(40):
        watched.clock.advance(0.25)
        asked.clock.advance(0.25)
        asked.process(apple(asked))
    assert len(seen) == state(asked.process(apple(asked)))[-1] > 35
    assert seen[-1] == state(asked.process(apple(asked))) == run(market(), 10.0)


def test_a_listener_hears_each_step_until_it_leaves() -> None:
    simulated = market()
    steps: list[int] = []

    def listener(process: PriceProcess, changed: set[str]) -> None:
        steps.append(process.steps)

    simulated.watch(apple(simulated), listener)
    simulated.clock.advance(2.0)
    simulated.unwatch(apple(simulated), listener)
    simulated.clock.advance(2.0)
    assert steps == list(range(1, len(steps) + 1))
    assert 7 <= len(steps) <= 8
    assert simulated.clock.wait() is None


def test_what_changed_is_told() -> None:
    simulated = market()
    process = simulated.process(apple(simulated))
    for _ in range(500):
        before = {name: getattr(process, name) for name in ("bid", "ask", "last", "volume", "high", "low")}
        changed = process.step(0.0)
        assert {name for name, value in before.items() if getattr(process, name) != value} == changed & set(before)


@pytest.mark.parametrize("instrument", bundled()[:6], ids=lambda i: f"{i.contract.symbol}-{i.contract.currency}")
def test_quotes_are_plausible(instrument: Instrument) -> None:
    process = PriceProcess(instrument, 5)
    volume = 0
    for _ in range(2000):
        process.step(0.0)
        assert 0 < process.bid < process.ask < process.bid + 10
        assert process.low <= process.last <= process.high
        assert process.bid_size > 0 and process.ask_size > 0
        assert process.volume >= volume
        volume = process.volume
        assert process.ticks(process.price(process.bid)) == process.bid
    assert abs(process.price(process.last) / instrument.price - 1) < 0.1


@pytest.mark.parametrize("price", [258.405, float("nan"), float("inf")])
def test_a_price_between_the_steps_is_none(price: float) -> None:
    assert PriceProcess(bundled()[0], 1).ticks(price) is None


def test_an_order_takes_what_is_displayed_and_no_more() -> None:
    process = PriceProcess(bundled()[0], 1)
    process.bid, process.bid_size, process.ask, process.ask_size = 100, 300, 102, 500
    assert process.take("BUY", None, 200) == (200, 102)
    assert process.take("BUY", 102, 1000) == (300, 102)
    assert process.take("BUY", None, 1000)[0] == 0
    assert process.take("SELL", 101, 1000) == (0, 0)
    assert process.take("SELL", 100, 1000) == (300, 100)
