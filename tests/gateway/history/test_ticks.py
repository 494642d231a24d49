"""Historical ticks, histograms and head timestamps, at 176, 200 and 226."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from ibproto.contract import Contract
from tests.gateway.reference.conftest import Asker
from tests.gateway.tools import AAPL

from .test_bars import EURUSD, bars

OPENING = "20260113 09:30:00 US/Eastern"


def ticks(bot: Asker, start: str, end: str, number: int, what: str, ignore: bool = False) -> list[Any]:
    ((name, args),) = bot.ask("reqHistoricalTicks", 7, AAPL, start, end, number, what, 1, ignore, [])
    names = {"TRADES": "historicalTicksLast", "BID_ASK": "historicalTicksBidAsk", "MIDPOINT": "historicalTicks"}
    assert (name, args[2]) == (names[what], True)
    found: list[Any] = args[1]
    assert [tick.time for tick in found] == sorted(tick.time for tick in found)
    return found


@pytest.mark.parametrize("what", ["TRADES", "BID_ASK", "MIDPOINT"])
def test_ticks_forward_and_backward(bot: Asker, what: str) -> None:
    forward = ticks(bot, OPENING, "", 50, what, ignore=True)
    backward = ticks(bot, "", "20260113 15:00:00 US/Eastern", 50, what, ignore=True)
    assert 50 <= len(forward) < 80 and 50 <= len(backward) < 80
    assert forward[0].time < backward[0].time


def test_the_trades_of_a_minute_are_its_bar(bot: Asker) -> None:
    found = ticks(bot, OPENING, "", 1000, "TRADES")
    start = int(found[0].time) // 60 * 60
    minute = [tick for tick in found if tick.time < start + 60]
    assert len(minute) < len(found)
    bar = bars(bot, "1 D", "1 min", end="20260113 16:00:00 US/Eastern")[0]
    prices = [tick.price for tick in minute]
    assert (prices[0], max(prices), min(prices), prices[-1]) == (bar.open, bar.high, bar.low, bar.close)
    assert (sum(tick.size for tick in minute), len(minute)) == (bar.volume, bar.barCount)


def test_sizes_can_be_ignored(bot: Asker) -> None:
    for begin, end in ((OPENING, ""), ("", "20260113 15:00:00 US/Eastern")):
        found = ticks(bot, begin, end, 200, "BID_ASK", ignore=True)
        prices = [(tick.priceBid, tick.priceAsk) for tick in found]
        assert all(one != other for one, other in zip(prices, prices[1:]))


def test_a_middle_is_told_when_it_changes(bot: Asker) -> None:
    for begin, end in ((OPENING, ""), ("", "20260113 15:00:00 US/Eastern")):
        prices = [tick.price for tick in ticks(bot, begin, end, 200, "MIDPOINT")]
        assert all(one != other for one, other in zip(prices, prices[1:]))


def test_ticks_do_not_span_sessions(bot: Asker) -> None:
    found = ticks(bot, "20260113 15:59:55 US/Eastern", "", 1000, "TRADES")
    assert 0 < len(found) < 200


@pytest.mark.parametrize(
    ("begin", "end", "number", "what"),
    [(OPENING, OPENING, 10, "TRADES"), ("", "", 10, "TRADES"), (OPENING, "", 0, "TRADES"), (OPENING, "", 10, "BID")],
)
def test_ticks_that_cannot_be_asked_for(bot: Asker, begin: str, end: str, number: int, what: str) -> None:
    assert bot.codes("reqHistoricalTicks", 7, AAPL, begin, end, number, what, 1, False, []) == [(7, 321)]


def test_a_histogram_adds_up_to_the_volume(bot: Asker) -> None:
    ((name, args),) = bot.ask("reqHistogramData", 6, AAPL, True, "3 days")
    assert name == "histogramData"
    volume = sum((bar.volume for bar in bars(bot, "3 D", "1 min")), Decimal(0))
    assert sum(item.size for item in args[1]) == volume
    assert [item.price for item in args[1]] == sorted({item.price for item in args[1]})


def test_histograms_that_cannot_be_told(bot: Asker) -> None:
    assert bot.codes("reqHistogramData", 6, AAPL, True, "some days") == [(6, 321)]
    assert bot.codes("reqHistogramData", 6, EURUSD, True, "3 days") == [(6, 162)]


def test_the_beginning_of_the_data(bot: Asker) -> None:
    ((name, args),) = bot.ask("reqHeadTimeStamp", 5, AAPL, "TRADES", 1, 1)
    assert name == "headTimestamp"
    ((_, seconds),) = bot.ask("reqHeadTimeStamp", 5, AAPL, "TRADES", 1, 2)
    assert len(args[1]) == 17 and int(seconds[1]) > 0
    oldest = bars(bot, "40 Y", "1M")[0]
    assert oldest.date[:6] == args[1][:6]


def test_the_data_of_a_future_begins_before_its_end(bot: Asker) -> None:
    calls = bot.ask("reqContractDetails", 1, Contract(symbol="ES", secType="FUT", exchange="CME"))
    contract = next(args[1].contract for name, args in calls if name == "contractDetails")
    found = bars(bot, "3 Y", "1 day", contract=contract, rth=0)
    assert 100 < len(found) < 600
