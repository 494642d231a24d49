"""Instruments of the user."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ibproto.contract import Contract
from ibproto.gateway import SimulatedGateway
from ibproto.gateway.universe import Universe, files, load, make_instrument
from tests.gateway.tools import connected

FULL = {
    "symbol": "MINE",
    "price": 101,
    "secType": "STK",
    "currency": "EUR",
    "localSymbol": "MINE1",
    "tradingClass": "XETRA",
    "primaryExchange": "IBIS",
    "conId": 4711,
    "name": "MINING AG",
    "venue": "XETRA",
    "exchanges": "SMART, IBIS",
    "orderTypes": "LMT,MKT",
    "tick": "0:0.01 50:0.05",
    "hours": "0900-1200,1300-1800/1300-1730",
    "zone": "GB",
    "days": "012",
    "holidays": ["20260114"],
    "lot": 10,
    "minSize": "0.5",
    "sizeIncrement": 0.1,
    "volatility": 0.9,
    "beta": -0.5,
    "volume": 1000,
    "spread": 4,
    "ids": {"isin": "DE0000000001"},
    "industry": ["Basic Materials", "Mining", "Gold"],
    "stockType": "PREFERRED",
}


def write(path: Path, data: object) -> Path:
    file = path / "mine.json"
    file.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return file


def test_a_file_says_everything_of_an_instrument(tmp_path: Path) -> None:
    (mine,) = load(write(tmp_path, {"instruments": [FULL], "scripts": []})).instruments
    own = mine.contract
    assert (own.conId, own.symbol, own.secType, own.currency) == (4711, "MINE", "STK", "EUR")
    assert (own.exchange, own.primaryExchange, own.localSymbol, own.tradingClass) == ("SMART", "IBIS", "MINE1", "XETRA")
    assert (mine.name, mine.price, mine.tick) == ("MINING AG", 101.0, Decimal("0.01"))
    assert mine.increments == ((0.0, 0.01), (50.0, 0.05))
    assert (mine.exchanges, mine.venue.order_types, mine.lot) == (("SMART", "IBIS"), "LMT,MKT", 10)
    assert (mine.venue.min_size, mine.venue.size_step) == (Decimal("0.5"), Decimal("0.1"))
    assert (mine.volatility, mine.beta, mine.volume, mine.spread) == (0.9, -0.5, 1000, 4)
    assert (mine.ids, mine.industry[2], mine.stock_type) == ({"ISIN": "DE0000000001"}, "Gold", "PREFERRED")
    assert mine.calendar.trading_hours(date(2026, 1, 13), 3) == (
        "20260113:0900-20260113:1200;20260113:1300-20260113:1800;20260114:CLOSED;20260115:CLOSED"
    )


def test_every_key_is_documented() -> None:
    assert files.__doc__ is not None
    assert set(FULL) == set(files._READERS)
    for key in files._READERS:
        assert key in files.__doc__


def test_the_example_of_the_documentation_is_read(tmp_path: Path) -> None:
    assert files.__doc__ is not None
    example = files.__doc__[files.__doc__.index("{") : files.__doc__.index("]}") + 2]
    assert [i.contract.symbol for i in load(write(tmp_path, example)).instruments] == ["ACME", "MINE", "NITE"]


def test_the_script_of_the_documentation_moves_a_price(tmp_path: Path) -> None:
    assert files.__doc__ is not None
    example = files.__doc__[files.__doc__.index('{"scripts"') :]
    market = load(write(tmp_path, example[: example.index("]}") + 2]))
    with SimulatedGateway(speed=0, scripts=market.scripts) as gateway:
        with gateway.control() as world:
            (apple,) = world.universe.find(Contract(symbol="AAPL", secType="STK", currency="USD", exchange="SMART"))
        last = []
        for seconds in (10, 5, 5):
            gateway.advance(seconds)
            with gateway.control() as world:
                last.append(world.market.state(apple).last)
    assert last == [255.5, 255.5, 240.0]


def test_a_script_for_several_instruments_says_so(tmp_path: Path) -> None:
    market = load(write(tmp_path, {"scripts": [{"symbol": "SAP", "prices": [[1, 2]]}]}))
    with pytest.raises(ValueError, match="give a currency, an exchange or a conId"):
        SimulatedGateway(scripts=market.scripts)


def test_symbol_and_price_are_enough() -> None:
    acme = make_instrument(symbol="ACME", price=12.5)
    assert (acme.contract.secType, acme.contract.exchange, acme.contract.currency) == ("STK", "SMART", "USD")
    assert acme.contract.conId == make_instrument(symbol="ACME", price=99).contract.conId
    universe = Universe(date(2026, 1, 14), [acme])
    assert universe.find(Contract(symbol="ACME", secType="STK", exchange="SMART", currency="USD")) == [acme]
    assert acme in universe.listed and universe.matching("ACM")[0].instrument is acme


@pytest.mark.parametrize("kind", ["CASH", "IND", "CMDTY", "CRYPTO", "FUND"])
def test_other_kinds_have_their_own_venues(kind: str) -> None:
    made = make_instrument(symbol="ABC", price=2, secType=kind)
    assert made.contract.secType == kind and made.contract.exchange == files._DEFAULTS[kind].exchanges[0]


def test_the_rule_of_own_steps_can_be_asked_for() -> None:
    made = make_instrument(symbol="ABC", price=2, tick="0.07")
    rule = Universe(date(2026, 1, 14), [made]).market_rule(made.rule.number)
    assert rule is not None and rule[0].increment == 0.07


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("{", "is no JSON"),
        ("3", "should be a list"),
        ({"instrument": []}, "did you mean 'instruments'"),
        ([3], "instrument 1 (no object): it should be an object"),
        ([{"price": 3}], "instrument 1 (no symbol): symbol is missing"),
        ([{"symbol": "A", "price": 1}, {"symbol": "B"}], "instrument 2 (B): price is missing"),
        ([{"symbol": "A", "prise": 3}], "did you mean 'price'"),
        ([{"symbol": "A", "price": "3"}], "price is '3': it should be a number above 0"),
        ([{"symbol": "A", "price": 0}], "above 0"),
        ([{"symbol": "A", "price": True}], "above 0"),
        ([{"symbol": "", "price": 1}], "symbol is '': it should be a text"),
        ([{"symbol": "A\0B", "price": 1}], "it should be a text"),
        ([{"symbol": "A", "price": 1, "secType": "OPT"}], "use one of STK, CASH"),
        ([{"symbol": "A", "price": 1, "venue": "MARS"}], "use one of US_STOCKS"),
        ([{"symbol": "A", "price": 1, "tick": "x"}], "no price steps"),
        ([{"symbol": "A", "price": 1, "hours": "9-5"}], "is no from-to"),
        ([{"symbol": "A", "price": 1, "hours": 5}], "hours is 5: it should be a text"),
        ([{"symbol": "A", "price": 1, "zone": "Mars"}], "no time zone 'Mars'"),
        ([{"symbol": "A", "price": 1, "days": "8"}], "weekday"),
        ([{"symbol": "A", "price": 1, "days": "x"}], "days is 'x'"),
        ([{"symbol": "A", "price": 1, "holidays": ["soon"]}], "holidays is"),
        ([{"symbol": "A", "price": 1, "holidays": "20260101"}], "a list of days"),
        ([{"symbol": "A", "price": 1, "lot": 0}], "whole number"),
        ([{"symbol": "A", "price": 1, "minSize": "none"}], "minSize is 'none'"),
        ([{"symbol": "A", "price": 1, "minSize": -1}], "it should be a size"),
        ([{"symbol": "A", "price": 1, "conId": 900_000_000}], "below 700000000"),
        ([{"symbol": "A", "price": 1, "ids": "x"}], "ids is 'x'"),
        ([{"symbol": "A", "price": 1, "industry": ["x"]}], "industry, category"),
        ([{"symbol": "A", "price": 1, "exchanges": "A,,B"}], "separated by commas"),
        ([{"symbol": "A", "price": 1, "beta": "x"}], "it should be a number"),
        ({"scripts": [{"symbol": "A"}]}, "script 1: prices is None: use pairs"),
        ({"scripts": [{"prices": [[1, 2]]}]}, "symbol or conId is missing"),
        ({"scripts": [{"symbol": "A", "prices": [[-1, 2]]}]}, "use pairs of seconds and price"),
        ({"scripts": [{"symbol": "A", "price": [[1, 2]]}]}, "did you mean 'prices'?"),
    ],
)
def test_a_wrong_file_says_what_to_change(tmp_path: Path, data: Any, said: str) -> None:
    file = write(tmp_path, data)
    with pytest.raises(ValueError) as raised:
        load(file)
    assert said in str(raised.value)
    assert str(raised.value).startswith(str(file))


def test_a_gateway_trades_what_it_is_given() -> None:
    mine = make_instrument(symbol="MINE", price=20.0, conId=4711)
    with SimulatedGateway(speed=0, instruments=[mine]) as gateway, connected(gateway) as bot:
        bot.reqContractDetails(1, mine.shown())
        assert bot.wait("contractDetails")[1].contract.conId == 4711
        bot.reqMktData(2, mine.shown(), "", False, False, [])
        bot.wait("tickPrice", lambda reqId, *more: reqId == 2)
