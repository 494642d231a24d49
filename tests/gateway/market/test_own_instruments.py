"""Instruments of a user, also odd ones."""

from __future__ import annotations

from datetime import date

import pytest

from ibproto.contract import Contract
from ibproto.gateway.clock import Clock
from ibproto.gateway.market import Market
from ibproto.gateway.universe import Instrument, Universe
from ibproto.gateway.universe.venues import US_STOCKS

from .test_path import figures, sum_of
from .tools import TODAY


@pytest.mark.parametrize(
    ("price", "more"),
    [
        (10.0, {"volatility": 0.0, "beta": 0.0}),
        (10.0, {"volatility": 0.0, "beta": 1.0}),
        (0.01, {"volatility": 3.0}),
        (700_000.0, {"volatility": 0.2, "volume": 3, "spread": 500}),
        (50.0, {"beta": -2.0, "volume": 0}),
        (20.0, {"volume": 40_000_000_000, "spread": 0}),
    ],
)
def test_an_odd_instrument_has_a_market(price: float, more: dict[str, float]) -> None:
    contract = Contract(conId=5, symbol="ODD", secType="STK", exchange="SMART", currency="USD", primaryExchange="NYSE")
    odd = Instrument(contract, "ODD", price, US_STOCKS, **more)  # type: ignore[arg-type]
    simulated = Market(Clock(speed=0), Universe(TODAY, [odd]), 1)
    path = simulated.path(odd)
    for day in (TODAY, date(2025, 7, 3), date(2027, 3, 1)):
        minutes = path.minutes(day)
        assert figures(path.day(day)) == sum_of(minutes)
        assert figures(minutes[400]) == sum_of(path.seconds(minutes[400].start))
    simulated.watch(odd, lambda state, events: None)
    simulated.clock.advance(10.0)
    state = simulated.state(odd)
    assert state.bid is not None and state.ask is not None and 0 < state.bid < state.ask
    assert (state.units == 0) == (more.get("volume") == 0) or more.get("volume") == 3
