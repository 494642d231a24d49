"""What a client can have at a time: each limit has the documented default, is a switch, and is of one client."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from ibproto.gateway import Behaviour, SteppedGateway
from ibproto.scanner import ScannerSubscription

from .tools import AAPL, Bot

LOW = 2
SCAN = ScannerSubscription()
SCAN.instrument, SCAN.locationCode, SCAN.scanCode = "STK", "STK.US.MAJOR", "TOP_PERC_GAIN"


class Limit(NamedTuple):
    default: int
    code: int
    ask: Callable[[Bot, int], None]
    cancel: Callable[[Bot, int], None]


LIMITS = {
    "market_data_lines": Limit(
        100,
        101,
        lambda bot, number: bot.reqMktData(number, AAPL, "", False, False, []),
        lambda bot, number: bot.cancelMktData(number),
    ),
    "depth_limit": Limit(
        3,
        309,
        lambda bot, number: bot.reqMktDepth(number, AAPL, 5, True, []),
        lambda bot, number: bot.cancelMktDepth(number, True),
    ),
    "tick_by_tick_limit": Limit(
        3,
        10190,
        lambda bot, number: bot.reqTickByTickData(number, AAPL, "Last", 0, False),
        lambda bot, number: bot.cancelTickByTickData(number),
    ),
    "history_limit": Limit(
        50,
        322,
        lambda bot, number: bot.reqHistoricalData(number, AAPL, "", "600 S", "1 min", "TRADES", 0, 1, True, []),
        lambda bot, number: bot.cancelHistoricalData(number),
    ),
    "summary_limit": Limit(
        2,
        322,
        lambda bot, number: bot.reqAccountSummary(number, "All", "NetLiquidation"),
        lambda bot, number: bot.cancelAccountSummary(number),
    ),
    "scanner_limit": Limit(
        10,
        322,
        lambda bot, number: bot.reqScannerSubscription(number, SCAN, [], []),
        lambda bot, number: bot.cancelScannerSubscription(number),
    ),
}


def gateway_of(version: int = 226, **switches: Any) -> SteppedGateway:
    return SteppedGateway(server_version=version, behaviour=Behaviour(**switches))


def joined(gateway: SteppedGateway, client_id: int = 1) -> Bot:
    bot = Bot()
    gateway.connect(bot, client_id)
    return bot


@pytest.mark.parametrize("name", LIMITS)
@pytest.mark.parametrize("version", [176, 226])
def test_one_too_many_is_refused_until_another_is_cancelled(name: str, version: int) -> None:
    limit = LIMITS[name]
    with gateway_of(version, **{name: LOW}) as gateway:
        bot, other = joined(gateway), joined(gateway, 2)
        for number in range(LOW + 1):
            limit.ask(bot, number)
        gateway.advance(0.1)
        assert bot.errors() == [(LOW, limit.code)]
        limit.ask(other, 1)
        gateway.advance(0.1)
        assert other.errors() == []
        limit.cancel(bot, 0)
        limit.ask(bot, LOW + 1)
        gateway.advance(0.1)
        assert (LOW + 1, limit.code) not in bot.errors()


@pytest.mark.parametrize("name", LIMITS)
def test_the_default_is_the_documented_one(name: str) -> None:
    assert getattr(Behaviour(), name) == LIMITS[name].default


def test_the_other_defaults_are_the_documented_ones() -> None:
    behaviour = Behaviour()
    assert (behaviour.message_rate, behaviour.rate_violations, behaviour.max_clients) == (50, 3, 32)
    assert behaviour.search_pause == 1.0


def test_symbols_may_be_searched_for_once_a_second() -> None:
    with gateway_of(search_pause=3.0) as gateway:
        bot = joined(gateway)
        for seconds in (0, 2.9, 0.1):
            gateway.advance(seconds)
            bot.reqMatchingSymbols(1, "AA")
        gateway.deliver()
        assert len(bot.of("symbolSamples")) == 2


def test_the_number_of_violations_of_the_rate_is_a_switch() -> None:
    with gateway_of(over_rate="reject", message_rate=10, rate_violations=1) as gateway:
        bot = joined(gateway)
        for _ in range(11):
            bot.reqCurrentTime()
        gateway.deliver()
        assert [code for _, code in bot.errors()] == [0, 100]
        assert not bot.isConnected()


def test_the_number_of_violations_of_the_pacing_of_history_is_a_switch() -> None:
    with gateway_of(history_pacing=True, history_violations=2) as gateway:
        bot = joined(gateway)
        for number in range(4):
            bot.reqHistoricalData(number, AAPL, "20260113-20:00:00", "60 S", "5 secs", "TRADES", 0, 1, False, [])
        gateway.advance(1)
        assert bot.errors()[:2] == [(1, 162), (2, 162)]
        assert not bot.isConnected()


def test_a_limit_can_be_changed_while_the_gateway_runs() -> None:
    with gateway_of() as gateway:
        bot = joined(gateway)
        with gateway.control() as world:
            world.behaviour.market_data_lines = 0
        bot.reqMktData(1, AAPL, "", False, False, [])
        gateway.deliver()
        assert bot.errors() == [(1, 101)]
