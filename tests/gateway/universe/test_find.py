"""How a contract finds instruments."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest

from ibproto.contract import Contract
from ibproto.gateway.universe import Universe
from tests.gateway.tools import AAPL, AMBIGUOUS, UNKNOWN

TODAY = date(2026, 1, 14)


@pytest.fixture(scope="module")
def universe() -> Universe:
    return Universe(TODAY)


def option(**more: object) -> Contract:
    return Contract(
        **{  # type: ignore[arg-type]
            "symbol": "AAPL",
            "secType": "OPT",
            "exchange": "SMART",
            "currency": "USD",
            "lastTradeDateOrContractMonth": "20260320",
            "strike": 250.0,
            "right": "C",
            **more,
        }
    )


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (AAPL, 1),
        (Contract(conId=265598), 1),
        (Contract(conId=265598, exchange="SMART"), 1),
        (Contract(conId=265598, exchange="IBIS"), 0),
        (Contract(conId=1), 0),
        (Contract(conId=(1 << 31) - 1), 0),
        (Contract(symbol="aapl", secType="STK"), 1),
        (Contract(symbol="AAPL", secType="FUT"), 0),
        (Contract(symbol="AAPL", secType="STK", currency="EUR"), 0),
        (Contract(symbol="AAPL", secType="STK", exchange="NASDAQ", primaryExchange="NASDAQ"), 1),
        (Contract(symbol="AAPL", secType="STK", exchange="ISLAND", primaryExchange="ISLAND"), 1),
        (Contract(symbol="AAPL", secType="STK", primaryExchange="NYSE"), 0),
        (Contract(localSymbol="AAPL", secType="STK"), 1),
        (Contract(symbol="BRK B", secType="STK"), 1),
        (Contract(secIdType="ISIN", secId="US0378331005"), 1),
        (Contract(secIdType="CUSIP", secId="037833100", secType="STK"), 1),
        (Contract(secIdType="CUSIP", secId="US0378331005"), 0),
        (Contract(secIdType="ISIN", secId="US0378331005", secType="BOND"), 0),
        (Contract(tradingClass="XETRA", secType="STK"), 4),
        (AMBIGUOUS, 2),
        (Contract(symbol="SAP", secType="STK", currency="EUR"), 1),
        (Contract(symbol="SAP", secType="STK", exchange="IBIS"), 1),
        (UNKNOWN, 0),
        (Contract(secType="STK"), 0),
        (Contract(), 0),
        (Contract(symbol="EUR", secType="CASH", currency="USD", exchange="IDEALPRO"), 1),
        (Contract(localSymbol="EUR.USD", secType="CASH"), 1),
        (Contract(symbol="EUR", secType="CASH"), 4),
        (Contract(symbol="SPX", secType="IND", exchange="CBOE", currency="USD"), 1),
        (Contract(symbol="BTC", secType="CRYPTO", exchange="PAXOS", currency="USD"), 1),
        (Contract(symbol="XAUUSD", secType="CMDTY", exchange="SMART", currency="USD"), 1),
        (Contract(symbol="AAPL", secType="CFD", currency="USD"), 1),
        (Contract(symbol="EUR", secType="CFD", currency="USD"), 1),
        (Contract(symbol="VFIAX", secType="FUND"), 1),
        (Contract(symbol="IBM", secType="BOND"), 2),
        (Contract(symbol="459200KA8", secType="BOND"), 1),
        (Contract(issuerId="e1453318", secType="BOND"), 2),
        (Contract(secType="NEWS", exchange="BRFG"), 1),
        (Contract(symbol="BRF:BRF_ALL", secType="NEWS", exchange="BRF"), 1),
        (Contract(symbol="ES", secType="FUT", exchange="CME"), 8),
        (Contract(symbol="ES", secType="FUT", exchange="GLOBEX"), 8),
        (Contract(symbol="ES", secType="FUT", exchange="SMART"), 0),
        (Contract(symbol="ES", secType="FUT", lastTradeDateOrContractMonth="202603"), 1),
        (Contract(symbol="ES", secType="FUT", lastTradeDateOrContractMonth="20260320"), 1),
        (Contract(symbol="ES", secType="FUT", lastTradeDateOrContractMonth="20260320 08:30 US/Central"), 1),
        (Contract(symbol="ES", secType="FUT", lastTradeDateOrContractMonth="20260321"), 0),
        (Contract(symbol="CL", secType="FUT", lastTradeDateOrContractMonth="202603"), 1),
        (Contract(symbol="CL", secType="FUT", lastTradeDateOrContractMonth="20260220"), 1),
        (Contract(localSymbol="ESH6", secType="FUT", exchange="CME"), 1),
        (Contract(localSymbol="ESH6"), 1),
        (Contract(localSymbol="6EH6", secType="FUT"), 1),
        (Contract(symbol="EUR", tradingClass="6E", secType="FUT"), 4),
        (Contract(tradingClass="FDAX", secType="FUT"), 3),
        (Contract(symbol="ES", secType="FUT", multiplier="50"), 8),
        (Contract(symbol="ES", secType="FUT", multiplier="5"), 0),
        (Contract(symbol="ES", secType="CONTFUT", exchange="CME"), 1),
        (Contract(symbol="ES", secType="FUT+CONTFUT", exchange="CME"), 9),
        (Contract(conId=637533641), 0),
        (Contract(conId=637533641, includeExpired=True), 1),
        (option(), 1),
        (option(right="CALL"), 1),
        (option(right="put"), 1),
        (option(right="X"), 0),
        (option(right=""), 2),
        (option(right="?"), 2),
        (option(strike=251.0), 0),
        (option(exchange="CBOE"), 1),
        (option(exchange="CME"), 0),
        (option(currency="EUR"), 0),
        (option(multiplier="100"), 1),
        (option(multiplier="10"), 0),
        (option(lastTradeDateOrContractMonth="20260319"), 0),
        (option(lastTradeDateOrContractMonth="20250117", includeExpired=True), 0),
        (option(strike=0.0, right="", symbol="", localSymbol="AAPL  260320C00250000"), 1),
        (Contract(localSymbol="AAPL  260320C00250000"), 1),
        (Contract(symbol="SPX", secType="OPT", tradingClass="SPXW", strike=6900.0, right="P"), 8),
        (Contract(symbol="ES", secType="FOP", lastTradeDateOrContractMonth="20260320", strike=7000.0, right="C"), 1),
        (Contract(localSymbol="ESH6 C7000", secType="FOP"), 1),
        (Contract(symbol="AAPL", secType="BAG"), 0),
    ],
)
def test_contracts_are_found_by_what_is_given(universe: Universe, wanted: Contract, count: int) -> None:
    assert len(universe.find(wanted)) == count


def test_expired_futures_are_found_only_when_they_are_asked_for(universe: Universe) -> None:
    wanted = Contract(symbol="ES", secType="FUT", includeExpired=True)
    expiries = [instrument.expiry for instrument in universe.find(wanted)]
    assert expiries == sorted(expiries)
    assert expiries[0] is not None and expiries[0] < date(2024, 4, 1)
    assert all(i.expiry is not None and i.expiry >= TODAY for i in universe.find(Contract(symbol="ES", secType="FUT")))


def test_the_september_contract_has_its_known_number(universe: Universe) -> None:
    found = universe.find(Contract(localSymbol="ESU5", secType="FUT", includeExpired=True))
    assert [(i.contract.conId, i.contract.lastTradeDateOrContractMonth) for i in found] == [(637533641, "20250919")]


def test_the_continuous_future_has_the_number_of_the_next_to_expire(universe: Universe) -> None:
    (continuous,) = universe.find(Contract(symbol="ES", secType="CONTFUT"))
    (front,) = universe.find(Contract(conId=continuous.contract.conId))
    assert (front.contract.secType, front.contract.localSymbol) == ("FUT", "ESH6")
    assert continuous.derived is not None and continuous.derived.underlying is front
    assert universe.find(Contract(conId=front.contract.conId, secType="CONTFUT")) == [continuous]
    assert universe.find(Contract(conId=front.contract.conId, secType="FUT+CONTFUT")) == [front, continuous]


def test_an_option_is_found_by_its_number_without_making_the_others() -> None:
    number = Universe(TODAY).find(option())[0].contract.conId
    fresh = Universe(TODAY)
    found = fresh.by_con_id(number)
    assert found is not None and found.contract.localSymbol == "AAPL  260320C00250000"
    assert fresh.find(option()) == [found]


def test_options_of_futures_are_settled_in_the_future_that_is_alive(universe: Universe) -> None:
    for found in universe.find(Contract(symbol="CL", secType="FOP", strike=60.0, right="C")):
        assert found.derived is not None and found.derived.kind == "fop"
        future = found.derived.underlying
        assert future.contract.secType == "FUT" and future.expiry is not None and found.expiry is not None
        assert future.expiry >= found.expiry


def test_a_new_day_drops_what_has_expired_and_lists_what_is_new() -> None:
    universe = Universe(TODAY)
    spring = Contract(symbol="ES", secType="FUT", lastTradeDateOrContractMonth="202603")
    weekly = option(lastTradeDateOrContractMonth="20260123")
    before = universe.find(option())
    assert len(universe.find(spring)) == len(universe.find(weekly)) == 1
    universe.roll(date(2026, 3, 23))
    assert not universe.find(spring) and not universe.find(weekly) and not universe.find(option())
    assert not universe.find(before[0].contract)
    assert len(universe.find(Contract(symbol="ES", secType="FUT"))) == 8
    assert universe.find(Contract(symbol="ES", secType="CONTFUT"))[0].contract.localSymbol == "ESM6"
    universe.roll(TODAY)
    assert universe.find(option()) == before


def test_strikes_lie_around_the_price_that_the_market_tells() -> None:
    universe = Universe(TODAY)
    universe.around = lambda instrument: 100.0
    strikes = {i.contract.strike for i in universe.find(option(strike=0.0))}
    assert 100.0 in strikes and max(strikes) < 140 and min(strikes) > 60


def test_making_a_universe_and_finding_are_quick() -> None:
    Universe(TODAY)
    started = time.perf_counter()
    universe = Universe(date(2026, 1, 15))
    assert universe.by_con_id(265598) is not None
    assert time.perf_counter() - started < 0.03


def test_options_that_expired_long_ago_are_forgotten() -> None:
    universe = Universe(TODAY)
    for weeks in range(1, 60):
        universe.roll(TODAY + timedelta(weeks=weeks))
        assert universe.find(Contract(symbol="SPX", secType="OPT", tradingClass="SPXW"))
    oldest = min(expiry for _, expiry in universe._options)
    assert oldest >= universe.today - timedelta(days=7)
    assert sum(one.contract.secType == "OPT" for one in universe._by_id.values()) == sum(
        map(len, universe._options.values())
    )
