"""Tick-by-tick data, real-time bars, and the figures of options that are calculated."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from ibproto.contract import Contract
from ibproto.gateway.market import Quote, Trade
from tests.gateway.reference.conftest import Start

from .conftest import Asker, an_option, join, of, stock

AAPL = stock("AAPL")
EUR = Contract(symbol="EUR", secType="CASH", exchange="IDEALPRO", currency="USD")


def tape(bot: Asker, kind: type, seconds: int) -> list[Any]:
    """What has happened in the last whole seconds before now."""
    with bot.gateway.control() as world:
        path, now = world.market.path(world.market.find(AAPL)[0]), int(world.clock.now())
        return [e for second in range(now - seconds, now) for e in path.tape(second) if isinstance(e, kind)]


def test_each_trade_is_told(bot: Asker) -> None:
    bot.ask("reqTickByTickData", 5, AAPL, "AllLast", 0, False)
    told = [args[2:5] for args in of(bot.after(20.5), "tickByTickAllLast")]
    happened = [(int(e.time), e.price, Decimal(e.size)) for e in tape(bot, Trade, 19)]
    assert happened and [tick for tick in told if tick in happened] == happened


def test_each_quote_is_told(bot: Asker) -> None:
    bot.ask("reqTickByTickData", 5, AAPL, "BidAsk", 0, False)
    told = of(bot.after(10.5), "tickByTickBidAsk")
    assert len(told) > 10 and all(args[2] < args[3] for args in told)
    assert {(quote.bid, quote.ask) for quote in tape(bot, Quote, 9)} <= {args[2:4] for args in told}


def test_the_middle_is_told_when_it_moves(bot: Asker) -> None:
    bot.ask("reqTickByTickData", 5, AAPL, "MidPoint", 0, False)
    told = [args[2] for args in of(bot.after(20), "tickByTickMidPoint")]
    assert told and all(a != b for a, b in zip(told, told[1:]))


@pytest.mark.parametrize(
    ("tick_type", "name"),
    [("Last", "historicalTicksLast"), ("BidAsk", "historicalTicksBidAsk"), ("MidPoint", "historicalTicks")],
)
def test_earlier_ticks_come_first(bot: Asker, tick_type: str, name: str) -> None:
    bot.after(60)
    calls = bot.ask("reqTickByTickData", 5, AAPL, tick_type, 10, False)
    assert [found for found, _ in calls] == [name]
    ticks, done = calls[0][1][1:]
    times = [tick.time for tick in ticks]
    assert len(ticks) == 10 and done and times == sorted(times)


@pytest.mark.parametrize(
    ("contract", "tick_type", "count", "code"),
    [(AAPL, "last", 0, 321), (AAPL, "Last", 1001, 321), (EUR, "Last", 0, 10189), (stock("NOSUCH"), "Last", 0, 200)],
)
def test_what_is_no_tick_by_tick_request(bot: Asker, contract: Contract, tick_type: str, count: int, code: int) -> None:
    assert bot.codes("reqTickByTickData", 5, contract, tick_type, count, False) == [(5, code)]


def test_an_option_has_no_ticks_one_by_one(bot: Asker) -> None:
    assert bot.codes("reqTickByTickData", 5, an_option(bot.gateway), "Last", 0, False) == [(5, 10189)]


def test_the_fourth_stream_of_ticks_is_too_many(bot: Asker) -> None:
    for reqId in (1, 2, 3):
        assert bot.codes("reqTickByTickData", reqId, AAPL, "Last", 0, False) == []
    assert bot.codes("reqTickByTickData", 4, AAPL, "Last", 0, False) == [(4, 10190)]
    bot.ask("cancelTickByTickData", 1)
    assert bot.codes("cancelTickByTickData", 1) == [(1, 300)]


def test_requests_for_one_instrument_may_have_to_wait(start: Start) -> None:
    bot = join(start(tick_by_tick_pause=15.0))
    assert bot.codes("reqTickByTickData", 1, AAPL, "Last", 0, False) == []
    assert bot.codes("reqTickByTickData", 2, AAPL, "BidAsk", 0, False) == [(2, 10190)]
    bot.after(15)
    assert bot.codes("reqTickByTickData", 2, AAPL, "BidAsk", 0, False) == []


def test_a_halt_is_a_tick_without_a_price(bot: Asker) -> None:
    bot.ask("reqTickByTickData", 5, AAPL, "Last", 0, False)
    with bot.gateway.control() as world:
        world.market.halt(world.market.find(AAPL)[0])
    bot.gateway.deliver()
    last = of(bot.take(), "tickByTickAllLast")[-1]
    assert last[3:5] == (0.0, Decimal(0)) and last[5].pastLimit


def test_bars_add_up_the_tape(bot: Asker) -> None:
    bot.ask("reqRealTimeBars", 5, AAPL, 5, "TRADES", True, [])
    bars = of(bot.after(30), "realtimeBar")
    assert len(bars) == 6
    trades = tape(bot, Trade, 40)
    for _, time, first, high, low, close, volume, average, count in bars:
        own = [trade for trade in trades if time <= trade.time < time + 5]
        assert count == len(own) and volume == sum(trade.size for trade in own)
        if own:
            prices = [trade.price for trade in own]
            assert (first, high, low, close) == (prices[0], max(prices), min(prices), prices[-1])
            assert low <= float(average) + 1e-6 and float(average) <= high + 1e-6


def test_bars_of_the_middle_have_no_volume(bot: Asker) -> None:
    bot.ask("reqRealTimeBars", 5, EUR, 5, "MIDPOINT", False, [])
    bars = of(bot.after(10), "realtimeBar")
    assert len(bars) == 2 and all(bar[6] == -1 and bar[8] == -1 for bar in bars)


def test_no_bars_come_after_the_cancel(bot: Asker) -> None:
    bot.ask("reqRealTimeBars", 5, AAPL, 5, "TRADES", True, [])
    bot.ask("cancelRealTimeBars", 5)
    assert bot.after(10) == []
    assert bot.codes("cancelRealTimeBars", 5) == [(5, 300)]


@pytest.mark.parametrize(
    ("contract", "size", "what", "code"),
    [(AAPL, 10, "TRADES", 321), (AAPL, 5, "BID_ASK", 321), (EUR, 5, "TRADES", 420), (stock("NOSUCH"), 5, "BID", 200)],
)
def test_what_is_no_request_for_bars(bot: Asker, contract: Contract, size: int, what: str, code: int) -> None:
    assert bot.codes("reqRealTimeBars", 5, contract, size, what, True, []) == [(5, code)]


def test_bars_need_a_subscription(start: Start) -> None:
    bot = join(start(market_data="delayed", not_subscribed=10089))
    assert bot.codes("reqRealTimeBars", 5, AAPL, 5, "TRADES", True, []) == [(5, 10089)]


def test_bars_count_as_requests_for_history(start: Start) -> None:
    bot = join(start(history_pacing=True))
    bot.ask("reqRealTimeBars", 5, AAPL, 5, "TRADES", True, [])
    bot.ask("cancelRealTimeBars", 5)
    assert bot.codes("reqRealTimeBars", 5, AAPL, 5, "TRADES", True, []) == [(5, 420)]
    bot.after(16)
    assert bot.ask("reqRealTimeBars", 5, AAPL, 5, "TRADES", True, []) == []


def test_bars_use_market_data_lines(start: Start) -> None:
    bot = join(start(market_data_lines=1))
    bot.ask("reqRealTimeBars", 5, AAPL, 5, "TRADES", True, [])
    assert bot.codes("reqMktData", 6, AAPL, "", False, False, []) == [(6, 101)]


def test_price_and_volatility_of_an_option_are_calculated(bot: Asker) -> None:
    option = an_option(bot.gateway)
    price = of(bot.ask("calculateOptionPrice", 5, option, 0.35, option.strike, []), "tickOptionComputation")[0]
    assert price[:2] == (5, 53) and price[5] > 0 and price[10] == option.strike
    found = of(bot.ask("calculateImpliedVolatility", 6, option, price[5], option.strike, []), "tickOptionComputation")
    assert found[0][:2] == (6, 53) and abs(found[0][3] - 0.35) < 1e-4
    assert bot.ask("cancelCalculateOptionPrice", 5) == bot.ask("cancelCalculateImpliedVolatility", 6) == []


def test_only_options_are_calculated(bot: Asker) -> None:
    assert bot.codes("calculateOptionPrice", 5, AAPL, 0.3, 100.0, []) == [(5, 321)]
    assert bot.codes("calculateImpliedVolatility", 5, an_option(bot.gateway), 0.0, 100.0, []) == [(5, 321)]
