"""Bars of combinations, of both sides of the quote, of fees and yields, and of a market with a lunch break."""

from __future__ import annotations

import pytest

from ibproto.contract import ComboLeg, Contract
from tests.gateway.reference.conftest import Asker

from .test_bars import EURUSD, ask, bars, code, whole


def spread() -> Contract:
    legs = [ComboLeg(conId=265598, ratio=2, action="BUY", exchange="SMART"),
            ComboLeg(conId=272093, ratio=1, action="SELL", exchange="SMART")]  # fmt: skip
    return Contract(symbol="AAPL,MSFT", secType="BAG", exchange="SMART", currency="USD", comboLegs=legs)


MSFT = Contract(symbol="MSFT", secType="STK", exchange="SMART", currency="USD")


def test_bars_of_a_combination_are_made_of_its_legs(bot: Asker) -> None:
    for what, one, other in (("BID", "BID", "ASK"), ("ASK", "ASK", "BID"), ("MIDPOINT", "MIDPOINT", "MIDPOINT")):
        found = bars(bot, "1 D", "1 min", what, contract=spread())
        legs = bars(bot, "1 D", "1 min", one), bars(bot, "1 D", "1 min", other, contract=MSFT)
        assert [bar.open for bar in found] == [round(2 * a.open - b.open, 8) for a, b in zip(*legs)]
        assert [bar.close for bar in found] == [round(2 * a.close - b.close, 8) for a, b in zip(*legs)]
        assert len(found) == 30 and all(bar.low <= min(bar.open, bar.close) <= bar.high for bar in found)


def test_a_day_of_a_combination_is_its_minutes(bot: Asker) -> None:
    assert len(bars(bot, "60 S", "5 secs", "MIDPOINT", contract=spread())) == 12
    bot.gateway.advance(75.5)
    fine = bars(bot, "2 D", "1 min", contract=spread())
    for size in ("5 mins", "1 hour", "1 day"):
        coarse = bars(bot, "2 D", size, contract=spread())
        assert whole(fine) == whole(coarse), size


def test_bars_of_a_combination_are_kept_up_to_date(bot: Asker) -> None:
    ask(bot, "600 S", "1 min", "BID", keep=True, contract=spread())
    updates = [args[1] for name, args in bot.after(70) if name == "historicalDataUpdate"]
    assert {bar.date[9:14] for bar in updates} == {"10:00", "10:01"}
    assert (
        bars(bot, "120 S", "1 min", "BID", contract=spread(), reqId=2)[-2].close
        == [bar.close for bar in updates if bar.date[9:14] == "10:00"][-1]
    )


def test_a_combination_of_nothing_has_no_bars(bot: Asker) -> None:
    assert code(bot, "1 D", "1 min", contract=Contract(symbol="AAPL", secType="BAG", exchange="SMART")) == [200]


def test_bars_of_both_sides_tell_their_averages(bot: Asker) -> None:
    both = bars(bot, "1 D", "30 mins", "BID_ASK")[0]
    bids, asks = (bars(bot, "1 D", "1 min", what) for what in ("BID", "ASK"))
    assert (both.high, both.low) == (max(bar.high for bar in asks), min(bar.low for bar in bids))
    for average, parts in ((both.open, bids), (both.close, asks)):
        assert min(bar.low for bar in parts) < average < max(bar.high for bar in parts)
    minutes = bars(bot, "1 D", "1 min", "BID_ASK")
    five = bars(bot, "1 D", "5 mins", "BID_ASK")[0]
    assert five.open == pytest.approx(sum(bar.open for bar in minutes[:5]) / 5, abs=1e-6)
    assert five.close == pytest.approx(sum(bar.close for bar in minutes[:5]) / 5, abs=1e-6)


def test_fees_of_lending_are_of_stocks(bot: Asker) -> None:
    found = bars(bot, "1 M", "1 day", "FEE_RATE")
    assert len(found) > 15 and all(0.2 < bar.close < 0.4 and bar.volume == -1 for bar in found)
    assert code(bot, "1 M", "1 day", "FEE_RATE", contract=EURUSD) == [162]


def test_yields_of_a_bond_fall_when_its_price_rises(bot: Asker) -> None:
    bond = Contract(symbol="459200KA8", secType="BOND", exchange="SMART", currency="USD")
    prices = {what: bars(bot, "1 M", "1 day", what, contract=bond) for what in ("BID", "ASK", "MIDPOINT", "TRADES")}
    pairs = {"YIELD_BID": "BID", "YIELD_ASK": "ASK", "YIELD_BID_ASK": "MIDPOINT", "YIELD_LAST": "TRADES"}
    for what, of in pairs.items():
        found = bars(bot, "1 M", "1 day", what, contract=bond)
        assert [bar.date for bar in found] == [bar.date for bar in prices[of]]
        for told, price in zip(found, prices[of]):
            assert told.close == round(350 / price.close, 4) and told.low == round(350 / price.high, 4)
    assert code(bot, "1 M", "1 day", "YIELD_BID") == [162]


def test_tokyo_has_no_bars_at_lunch(bot: Asker) -> None:
    toyota = Contract(symbol="7203", secType="STK", exchange="TSEJ", currency="JPY")
    found = bars(bot, "1 D", "30 mins", end="20260113 16:00:00 Japan", contract=toyota)
    times = [bar.date[9:14] for bar in found]
    assert times[0] == "09:00" and "11:00" in times and "11:30" not in times and "12:00" not in times
    assert "12:30" in times and all(bar.date.endswith("Japan") for bar in found)
    ((_, args),) = ask(bot, "1 D", "1 day", "SCHEDULE", end="20260113 16:00:00 Japan", contract=toyota)
    assert [one.startDateTime for one in args[4]] == ["20260113-09:00:00", "20260113-12:30:00"]
