"""What the universe contains, and what it tells of it."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from ibproto.contract import Contract
from ibproto.gateway.clock import START
from ibproto.gateway.universe import Instrument, Universe, futures
from ibproto.gateway.universe.exchanges import EXCHANGE_LETTERS
from ibproto.gateway.universe.ids import option_id, option_of
from ibproto.gateway.universe.listings import cfds, news
from ibproto.gateway.universe.options import CHAINS
from ibproto.gateway.universe.rules import MARKET_RULES, market_rule, rule_with
from ibproto.gateway.universe.universe import root_of

TODAY = date(2026, 1, 14)
UNIVERSE = Universe(TODAY)


def derived(universe: Universe) -> list[Instrument]:
    """All futures and options."""
    listed = [future for family in futures.FAMILIES for future in universe.futures(family.symbol)]
    for chain in CHAINS:
        for expiry in universe.expiries(chain):
            listed += universe.options(chain, expiry).values()
    return listed


def everything(universe: Universe) -> list[Instrument]:
    roots = [futures.root(family) for family in futures.FAMILIES]
    return [*universe.listed, *cfds(), *news(), *roots, *derived(universe)]


def test_there_is_enough_of_each_kind() -> None:
    kinds = Counter(i.contract.secType for i in UNIVERSE.listed)
    us = [i for i in UNIVERSE.listed if i.contract.secType == "STK" and i.contract.currency == "USD"]
    abroad = {i.contract.currency for i in UNIVERSE.listed if i.contract.secType == "STK"} - {"USD"}
    assert len(us) >= 40 and abroad >= {"EUR", "GBP", "CHF", "JPY", "HKD"}
    assert sum(i.stock_type == "ETF" for i in us) >= 8
    assert kinds["CASH"] >= 12 and kinds["IND"] >= 6 and kinds["BOND"] >= 3 and kinds["CRYPTO"] >= 3
    assert kinds["FUND"] >= 2 and kinds["CMDTY"] >= 1 and len(futures.FAMILIES) >= 8
    assert len({chain.symbol for chain in CHAINS if chain.sec_type == "OPT"}) >= 6
    assert len({chain.symbol for chain in CHAINS if chain.sec_type == "FOP"}) >= 2


@pytest.mark.parametrize("start", ["2019-06-28", "2026-01-14", "2026-03-20", "2031-12-31"])
def test_numbers_are_unique_and_do_not_depend_on_the_day(start: str) -> None:
    universe = Universe(date.fromisoformat(start))
    found = everything(universe)
    numbers = Counter(instrument.contract.conId for instrument in found)
    assert max(numbers.values()) == 1
    assert all(0 < number < 1 << 31 for number in numbers)
    by_day = {(i.contract.localSymbol, i.expiry, i.contract.secType): i.contract.conId for i in derived(UNIVERSE)}
    for instrument in derived(universe):
        key = (instrument.contract.localSymbol, instrument.expiry, instrument.contract.secType)
        assert by_day.get(key, instrument.contract.conId) == instrument.contract.conId


def test_the_number_of_a_listed_instrument_never_changes() -> None:
    known = {"AAPL": 265598, "MSFT": 272093, "AMZN": 3691937, "TSLA": 76792991, "IBM": 8314, "SPY": 756733}
    for symbol, number in known.items():
        assert [i.contract.conId for i in UNIVERSE.find(Contract(symbol=symbol, secType="STK"))] == [number]
    assert UNIVERSE.find(Contract(localSymbol="EUR.USD", secType="CASH"))[0].contract.conId == 12087792
    assert UNIVERSE.find(Contract(symbol="NVDA", secType="STK"))[0].contract.conId == 995759752


def test_futures_of_forty_years_have_numbers_of_their_own() -> None:
    numbers = Counter(i.contract.conId for i in (*UNIVERSE.listed, *cfds(), *news()))
    numbers.update(futures.root(family).contract.conId for family in futures.FAMILIES)
    for family in futures.FAMILIES:
        months = ((year, month) for year in range(2005, 2046) for month in family.months)
        numbers.update(futures.future(family, *month).contract.conId for month in months)
    assert max(numbers.values()) == 1


def test_the_number_of_an_option_tells_what_it_is() -> None:
    for chain, strike, is_call in ((0, 1, True), (31, 4095, False)):
        number = option_id(chain, date(2026, 3, 20), strike, is_call)
        assert (1 << 30) <= number < (1 << 31)
        assert option_of(number, TODAY) == (chain, date(2026, 3, 20), strike, is_call)
    assert option_of(265598, TODAY) is None


def test_every_instrument_is_found_by_its_number() -> None:
    for instrument in everything(UNIVERSE):
        assert UNIVERSE.by_con_id(instrument.contract.conId) is instrument


def test_every_contract_finds_itself() -> None:
    options = derived(UNIVERSE)[::97]
    for instrument in (*UNIVERSE.listed, *cfds(), *news(), *options):
        wanted = instrument.shown()
        wanted.conId, wanted.includeExpired = 0, True
        if wanted.secType == "BOND":
            wanted.symbol = instrument.ids["CUSIP"]
        assert UNIVERSE.find(wanted) == [instrument], wanted


def test_an_instrument_has_what_its_market_needs() -> None:
    for instrument in everything(UNIVERSE):
        own, root = instrument.contract, root_of(instrument)
        assert own.exchange == instrument.exchanges[0] and own.currency and own.localSymbol and own.tradingClass
        assert instrument.tick > 0 and instrument.lot >= 1 and instrument.spread >= 1 and instrument.volume >= 0
        assert instrument.increments[0][0] == 0.0
        assert instrument.tick == min(Decimal(str(step)) for _, step in instrument.increments)
        if own.secType != "NEWS":
            assert root.price > 0 and root.volatility > 0 and not root.derived
            steps = Decimal(str(root.price)) / root.tick
            assert steps == steps.to_integral_value(), (own.localSymbol, root.price, root.tick)
            assert len(root.increments) == 1


def test_futures_of_a_family_follow_a_root_that_cannot_be_found() -> None:
    for family in futures.FAMILIES:
        listed = UNIVERSE.futures(family.symbol)
        assert {i.derived.underlying for i in listed if i.derived} == {futures.root(family)}
        assert all(i.expiry and i.calendar.is_trade_date(i.expiry) for i in listed)
        assert [i.expiry for i in listed] == sorted(i.expiry for i in listed if i.expiry)
        assert futures.root(family) not in UNIVERSE.find(Contract(symbol=family.symbol, secType="IND"))


@pytest.mark.parametrize(
    ("symbol", "month", "expiry"),
    [
        ("ES", "202603", "2026-03-20"),
        ("ES", "202606", "2026-06-18"),
        ("CL", "202602", "2026-01-20"),
        ("CL", "202603", "2026-02-20"),
        ("EUR", "202603", "2026-03-16"),
        ("DAX", "202603", "2026-03-20"),
        ("GC", "202602", "2026-02-25"),
    ],
)
def test_when_futures_end(symbol: str, month: str, expiry: str) -> None:
    (found,) = UNIVERSE.find(Contract(symbol=symbol, secType="FUT", lastTradeDateOrContractMonth=month))
    assert str(found.expiry) == expiry


def test_options_end_on_trade_dates_monthly_and_weekly() -> None:
    for chain in CHAINS:
        expiries = UNIVERSE.expiries(chain)
        assert list(expiries) == sorted(expiries) and min(expiries) >= TODAY
        assert all(chain.venue.calendar.is_trade_date(day) for day in expiries)
    weekly = [day for day, kind in UNIVERSE.expiries(CHAINS[0]).items() if kind == "weekly"]
    assert date(2026, 1, 23) in weekly and date(2026, 4, 2) not in weekly and date(2026, 1, 16) not in weekly
    assert date(2026, 6, 18) in UNIVERSE.expiries(CHAINS[0])  # the third Friday is a holiday


def test_the_chains_tell_the_options_that_there_are() -> None:
    (apple,) = UNIVERSE.find(Contract(symbol="AAPL", secType="STK"))
    rows = UNIVERSE.chains(apple)
    assert {row.exchange for row in rows} >= {"SMART", "CBOE", "ISE"}
    assert {(row.trading_class, row.multiplier) for row in rows} == {("AAPL", "100")}
    options = UNIVERSE.find(Contract(symbol="AAPL", secType="OPT"))
    assert set(rows[0].strikes) == {i.contract.strike for i in options}
    assert set(rows[0].expirations) == {i.contract.lastTradeDateOrContractMonth for i in options}
    assert [row.exchange for row in UNIVERSE.chains(apple, "CBOE")] == ["CBOE"]
    assert not UNIVERSE.chains(UNIVERSE.find(Contract(symbol="KO", secType="STK"))[0])


def test_the_chains_of_an_index_and_of_futures() -> None:
    (index,) = UNIVERSE.find(Contract(symbol="SPX", secType="IND"))
    assert {row.trading_class for row in UNIVERSE.chains(index)} == {"SPX", "SPXW"}
    front = UNIVERSE.front("ES")
    rows = UNIVERSE.chains(front, "CME")
    assert {row.trading_class for row in rows} == {"ES", "EW"}
    assert all(row.underlying is front for row in rows)
    whole = UNIVERSE.chains(futures.root(futures.FAMILY_OF["ES"]))
    assert len({row.underlying for row in whole}) > 3


@pytest.mark.parametrize(
    ("pattern", "first", "derivatives"),
    [
        ("AAPL", "AAPL", {"OPT", "CFD", "BAG"}),
        ("aap", "AAPL", {"OPT", "CFD", "BAG"}),
        ("apple", "AAPL", {"OPT", "CFD", "BAG"}),
        ("ES", "ES", {"FUT", "FOP", "BAG"}),
        ("SPX", "SPX", {"OPT", "BAG"}),
        ("siemens  ag", "SIE", set()),
        ("EUR.USD", "EUR", {"CFD"}),
    ],
)
def test_symbols_are_found_by_their_beginning_or_a_word(pattern: str, first: str, derivatives: set[str]) -> None:
    found = UNIVERSE.matching(pattern)
    assert found[0].instrument.contract.symbol == first
    assert set(found[0].derivatives) == derivatives
    numbers = [match.instrument.contract.conId for match in found]
    assert all(UNIVERSE.by_con_id(number) for number in numbers) and len(set(numbers)) == len(numbers)


def test_at_most_16_matches_and_none_for_nothing() -> None:
    assert len(UNIVERSE.matching("S")) == 16
    assert UNIVERSE.matching("") == UNIVERSE.matching("QQQQQ") == []


def test_market_rules_tell_the_steps() -> None:
    rule = UNIVERSE.market_rule(26)
    assert rule is not None and [(step.lowEdge, step.increment) for step in rule] == [(0.0, 0.01)]
    assert UNIVERSE.market_rule(424242) is None
    for instrument in everything(UNIVERSE):
        steps = UNIVERSE.market_rule(instrument.rule.number)
        assert steps is not None and tuple((s.lowEdge, s.increment) for s in steps) == instrument.increments


@pytest.mark.parametrize(
    "text", ["", "x", "0", "-1", "1:0.5", "0:0.01 0:0.05", "0:0.02 5:0.03", "3:0.05 0:0.01", "nan"]
)
def test_steps_that_make_no_sense_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="price steps"):
        market_rule(1, text)


def test_known_steps_have_their_known_rule() -> None:
    assert rule_with("0.25") is MARKET_RULES[67]
    assert rule_with("0.07").number == rule_with(" 0.07 ").number >= 100_000


def test_what_is_behind_smart() -> None:
    (apple,) = UNIVERSE.find(Contract(symbol="AAPL", secType="STK"))
    code = UNIVERSE.bbo_exchange(apple)
    assert re.fullmatch("[0-9a-f]{6}", code)
    components = UNIVERSE.smart_components(code, START)
    assert components is not None
    assert {part.exchange for part in components} == set(apple.exchanges) - {"SMART"}
    assert [part.bitNumber for part in components] == list(range(len(components)))
    assert len({part.exchangeLetter for part in components}) == len(components)
    assert UNIVERSE.smart_components(code, START + 12 * 3600) == []
    assert UNIVERSE.smart_components("nothing") is UNIVERSE.smart_components("") is None


def test_no_code_stands_for_two_sets_of_exchanges() -> None:
    venues = {(i.venue.bbo, i.exchanges) for i in everything(UNIVERSE) if i.venue.bbo}
    assert len(venues) == len({code for code, _ in venues})
    assert max(len(exchanges) for _, exchanges in venues) <= len(EXCHANGE_LETTERS) + 1


def test_depth_is_told_for_exchanges_that_instruments_have() -> None:
    traded = {(place, i.contract.secType) for i in everything(UNIVERSE) for place in i.exchanges}
    for row in UNIVERSE.depth_exchanges():
        assert (row.exchange, row.secType) in traded
        assert row.serviceDataType in ("Deep", "Deep2")


def test_a_users_instrument_takes_the_place_of_the_one_with_its_number() -> None:
    (apple,) = UNIVERSE.find(Contract(symbol="AAPL", secType="STK"))
    own = Instrument(apple.shown(), "MY APPLE", 1.0, apple.venue)
    universe = Universe(TODAY, [own])
    assert universe.find(Contract(symbol="AAPL", secType="STK")) == [own]
    assert len(universe.listed) == len(UNIVERSE.listed)
    with pytest.raises(ValueError, match="same conId"):
        Universe(TODAY, [own, own])
