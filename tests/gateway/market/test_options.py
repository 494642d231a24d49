"""Option pricing, and the options of the market."""

from __future__ import annotations

from datetime import timedelta
from math import exp

import pytest

from ibproto.contract import Contract
from ibproto.gateway.clock import START
from ibproto.gateway.market import options
from ibproto.gateway.market.market import NOTHING

from .tools import AAPL, CALLS, FUTURE_OPTIONS, INDEX_OPTIONS, PUTS, SPX, TODAY, UNIVERSE, market, one, seeded

CASES = [
    (call, underlying, 100.0, years, volatility, carry)
    for call in (True, False)
    for underlying in (80.0, 100.0, 125.0)
    for years in (0.02, 0.5, 2.0)
    for volatility in (0.1, 0.5)
    for carry in (0.0, 0.04)
]


@pytest.mark.parametrize("underlying", [70.0, 100.0, 140.0])
@pytest.mark.parametrize("carry", [0.0, options.RATE])
def test_call_and_put_are_in_parity(underlying: float, carry: float) -> None:
    call, put = (options.price(side, underlying, 100.0, 0.7, 0.3, carry) for side in (True, False))
    worth = underlying * exp((carry - options.RATE) * 0.7) - 100.0 * exp(-options.RATE * 0.7)
    assert call - put == pytest.approx(worth)


def test_a_known_price() -> None:
    assert options.price(True, 100.0, 100.0, 1.0, 0.2, 0.05, 0.05) == pytest.approx(10.4506, abs=1e-4)
    assert options.price(False, 100.0, 100.0, 1.0, 0.2, 0.05, 0.05) == pytest.approx(5.5735, abs=1e-4)


@pytest.mark.parametrize("case", CASES)
def test_greeks_are_the_slopes_of_the_price(case: tuple[bool, float, float, float, float, float]) -> None:
    call, underlying, strike, years, volatility, carry = case

    def price(du: float = 0.0, dy: float = 0.0, dv: float = 0.0) -> float:
        return options.price(call, underlying + du, strike, years + dy, volatility + dv, carry)

    found = options.greeks(*case)
    step = 0.01
    assert found.price == price()
    assert found.delta == pytest.approx((price(step) - price(-step)) / 2 / step, abs=1e-5)
    assert found.gamma == pytest.approx((price(step) - 2 * price() + price(-step)) / step**2, abs=1e-4)
    assert found.vega == pytest.approx((price(dv=1e-5) - price(dv=-1e-5)) / 2e-5 / 100, abs=1e-5)
    assert found.theta == pytest.approx(-(price(dy=1e-6) - price(dy=-1e-6)) / 2e-6 / 365, abs=1e-4)


@pytest.mark.parametrize("case", CASES)
def test_implied_volatility_inverts_the_price(case: tuple[bool, float, float, float, float, float]) -> None:
    call, underlying, strike, years, volatility, carry = case
    worth = options.price(*case)
    found = options.implied_volatility(call, worth, underlying, strike, years, carry)
    if options.greeks(*case).vega > 1e-4:
        assert found == pytest.approx(volatility, abs=1e-4)


@pytest.mark.parametrize("worth", [-1.0, 0.0, 30.0, 130.0, 1e9])
def test_a_price_that_no_volatility_gives_implies_none(worth: float) -> None:
    assert options.implied_volatility(True, worth, 130.0, 100.0, 0.5, 0.0, 0.0) is None


def test_the_options_of_the_market_are_priced_by_their_underlying() -> None:
    simulated, chance = market(), seeded()
    stock = simulated.state(one(AAPL))
    assert stock.middle is not None
    calls = UNIVERSE.find(CALLS)
    for call in chance.sample(calls, 8):
        put = next(put for put in UNIVERSE.find(PUTS) if put.contract.strike == call.contract.strike)
        above, below = simulated.state(call), simulated.state(put)
        assert above.middle is not None and below.middle is not None
        strike = call.contract.strike
        years = 37.25 / 365
        worth = stock.middle - strike * exp(-options.RATE * years)
        wide = 0.1 + 0.006 * (above.middle + below.middle)
        assert stock.middle - strike - wide <= above.middle - below.middle <= worth + wide, call  # puts end early
        figures = simulated.computation(call)
        assert figures.underlying == stock.middle and figures.price == above.middle
        assert figures.volatility is not None and 0.1 < figures.volatility < 0.8
        assert figures.delta is not None and 0 < figures.delta <= 1
    near = min(calls, key=lambda call: abs(call.contract.strike - (stock.middle or 0.0)))
    assert simulated.computation(near).delta == pytest.approx(0.53, abs=0.1)


def test_dearer_strikes_cost_less_for_calls_and_more_for_puts() -> None:
    simulated = market()
    for contract, sign in ((CALLS, -1), (PUTS, 1), (INDEX_OPTIONS, -1)):
        found = sorted(UNIVERSE.find(contract), key=lambda option: option.contract.strike)[::7]
        prices = [simulated.state(option).ask or 0.0 for option in found]
        assert prices == sorted(prices, reverse=sign < 0), prices


def test_calculated_price_and_volatility_are_inverse() -> None:
    simulated = market()
    call = min(UNIVERSE.find(CALLS), key=lambda call: abs(call.contract.strike - 260))
    priced = simulated.calculate_price(call, 0.4, 250.0)
    assert priced.price is not None
    found = simulated.calculate_volatility(call, priced.price, 250.0)
    assert found.volatility == pytest.approx(0.4, abs=1e-6)
    assert simulated.calculate_volatility(call, 1e6, 250.0).volatility is None


def test_options_on_indices_and_futures_have_figures() -> None:
    simulated = market()
    for contract, underlying in ((INDEX_OPTIONS, SPX), (FUTURE_OPTIONS, None)):
        found = UNIVERSE.find(contract)
        option = found[len(found) // 2]
        figures = simulated.computation(option)
        assert figures.volatility is not None and figures.underlying is not None
        if underlying is not None:
            assert figures.underlying == simulated.state(one(underlying)).last


def test_what_is_no_option_has_no_figures() -> None:
    assert market().computation(one(AAPL)) == NOTHING


def test_figures_stay_when_the_market_is_closed() -> None:
    simulated = market(start=START + 12 * 3600)
    figures = simulated.computation(UNIVERSE.find(CALLS)[12])
    assert figures.price is not None and figures.delta is not None


def test_an_option_ends_with_its_last_day() -> None:
    contract = Contract(
        symbol="SPY", secType="OPT", lastTradeDateOrContractMonth="20260116", right="C", exchange="SMART"
    )
    calls = sorted(UNIVERSE.find(contract), key=lambda call: call.contract.strike)
    simulated = market(start=START + 2 * 86400 + 6 * 3600 - 61)  # a minute before the end
    stock = simulated.state(UNIVERSE.find(Contract(symbol="SPY", secType="STK", currency="USD", exchange="SMART"))[0])
    assert stock.bid is not None
    for call in calls[:: len(calls) // 8]:
        state = simulated.state(call)
        inside = max(0.0, stock.bid - call.contract.strike)
        assert state.ask is not None and state.ask == pytest.approx(inside, abs=0.6 + inside * 0.02)
    simulated.clock.advance(600.0)
    assert not simulated.state(calls[0]).is_open


def test_a_market_has_volatilities_for_every_day() -> None:
    simulated = market()
    instrument = one(AAPL)
    implied = [simulated.implied_volatility(instrument, TODAY - timedelta(days=days)) for days in range(100)]
    assert len(set(implied)) > 50 and 0.2 < min(implied) < max(implied) < 0.4
    past = simulated.historical_volatility(instrument, TODAY)
    assert past is not None and 0.12 < past < 0.6
