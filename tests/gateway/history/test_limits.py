"""Requests for bars that are refused: wrong ones, too many, too often, without permissions or a farm."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from ibproto.contract import Contract
from ibproto.gateway import Behaviour, SteppedGateway
from tests.gateway.reference.conftest import Asker, Start, join

from .test_bars import AAPL, BTC, EURUSD, SPX, ask, bars, code


@pytest.mark.parametrize(
    ("span", "size", "what", "more", "expected"),
    [
        ("1 D", "7 mins", "TRADES", {}, 321),
        ("1 D", "1 sec", "TRADES", {}, 321),
        ("1 X", "1 day", "TRADES", {}, 321),
        ("0 D", "1 day", "TRADES", {}, 321),
        ("1 D", "1 day", "PRICES", {}, 321),
        ("1 D", "1 hour", "SCHEDULE", {}, 321),
        ("1 D", "1 day", "ADJUSTED_LAST", {"end": "20260113 16:00:00 US/Eastern"}, 321),
        ("1 D", "1 min", "TRADES", {"end": "20260113 16:00:00 US/Eastern", "keep": True}, 321),
        ("600 S", "1 secs", "TRADES", {"keep": True}, 321),
        ("1 D", "1 secs", "TRADES", {}, 162),
        ("1 D", "1 day", "TRADES", {"contract": EURUSD}, 162),
        ("1 D", "1 day", "BID", {"contract": SPX}, 162),
        ("1 D", "1 day", "TRADES", {"contract": BTC}, 10299),
        ("1 D", "1 day", "TRADES", {"end": "yesterday"}, 10314),
        ("1 D", "1 day", "TRADES", {"end": "20260113 16:00:00 Mars/Phobos"}, 10314),
        ("1 D", "1 day", "TRADES", {"contract": Contract(symbol="NOSUCH", secType="STK", exchange="SMART")}, 200),
    ],
)
def test_what_cannot_be_answered(
    bot: Asker, span: str, size: str, what: str, more: dict[str, Any], expected: int
) -> None:
    assert code(bot, span, size, what, **more) == [expected]


def test_a_time_without_zone_is_warned_of_and_taken(bot: Asker) -> None:
    calls = ask(bot, "1 D", "1 day", end="20260113 16:00:00")
    assert calls[0][0] == "error" and calls[0][1][2] == 2174
    assert calls[-1][0] == "historicalDataEnd"
    assert bars(bot, "1 D", "1 day", end="20260113-21:00:00")[0].date == "20260113"


def test_steps_are_strict_when_the_gateway_is(start: Start) -> None:
    bot = join(start(history_steps="strict"))
    assert code(bot, "1 Y", "1 min") == [162]
    assert len(bars(bot, "1 W", "1 hour")) > 20


def test_pacing_when_the_gateway_minds(start: Start) -> None:
    bot = join(start(history_pacing=True))
    assert bars(bot, "600 S", "5 secs")
    assert code(bot, "600 S", "5 secs") == [162]
    bot.gateway.advance(16)
    assert bars(bot, "600 S", "5 secs")


def test_the_burst_and_the_ten_minutes_are_paced() -> None:
    with SteppedGateway(behaviour=Behaviour(history_pacing=True)) as gateway:
        bot = join(gateway)
        for number in range(5):
            assert bars(bot, f"{600 + number} S", "5 secs")
        assert code(bot, "700 S", "5 secs") == [162]
        assert bars(bot, "700 S", "1 min")  # longer bars are not paced
        for number in range(54):
            bot.gateway.advance(3)
            assert bars(bot, f"{800 + number} S", "5 secs")
        bot.gateway.advance(3)
        assert code(bot, "900 S", "5 secs") == [162]
        bot.gateway.advance(600)
        assert bars(bot, "900 S", "5 secs")


def test_quotes_of_both_sides_count_twice(start: Start) -> None:
    bot = join(start(history_pacing=True))
    for number in range(2):
        assert bars(bot, f"{600 + number} S", "5 secs", "BID_ASK")
    assert code(bot, "700 S", "5 secs", "BID_ASK") == [162]


def test_who_goes_on_asking_too_often_is_disconnected(start: Start) -> None:
    bot = join(start(history_pacing=True))
    bars(bot, "600 S", "5 secs")
    for _ in range(19):
        assert code(bot, "600 S", "5 secs") == [162]
    calls = ask(bot, "600 S", "5 secs")
    assert [name for name, _ in calls] == ["error", "connectionClosed"]


def test_live_updates_end_with_their_farm_and_history_is_back_with_it(bot: Asker) -> None:
    ask(bot, "600 S", "1 min", keep=True)
    with bot.gateway.control() as world:
        world.lose_farm("history")
    bot.gateway.deliver()
    assert [(args[0], args[2]) for _, args in bot.take()] == [(-1, 2105), (1, 10182)]
    assert bot.after(5) == []
    assert code(bot, "600 S", "1 min") == [162]
    with bot.gateway.control() as world:
        world.regain_farm("history")
    bot.gateway.deliver()
    assert [args[2] for _, args in bot.take()] == [2106]
    assert bars(bot, "600 S", "1 min")


@pytest.mark.parametrize("held", ["none", "competing"])
def test_without_permissions_there_is_no_history(start: Start, held: str) -> None:
    bot = join(start(market_data_of={"AAPL": held}))
    assert code(bot, "1 D", "1 day") == [162]
    assert bot.codes("reqHeadTimeStamp", 5, AAPL, "TRADES", 1, 1) == [(5, 162)]
    assert bot.codes("reqHistogramData", 5, AAPL, True, "3 days") == [(5, 162)]
    end = "20260113 16:00:00 US/Eastern"
    assert bot.codes("reqHistoricalTicks", 5, AAPL, "", end, 5, "TRADES", 1, False, []) == [(5, 162)]
    assert bars(bot, "1 D", "1 day", contract=Contract(symbol="MSFT", secType="STK", exchange="SMART", currency="USD"))


def test_an_option_that_has_expired_has_no_history() -> None:
    with SteppedGateway(start=datetime(2026, 1, 16, 15, 59)) as gateway:
        bot = join(gateway)
        with gateway.control() as world:
            weekly = Contract(symbol="SPY", secType="OPT", lastTradeDateOrContractMonth="20260116", exchange="SMART")
            number = world.market.find(weekly)[0].contract.conId
        option = Contract(conId=number, exchange="SMART", includeExpired=True)
        assert bars(bot, "1 D", "1 hour", "BID", contract=option)
        with gateway.control() as world:
            world.clock.advance(10 * 3600)
        assert code(bot, "1 D", "1 hour", "BID", contract=option) == [166]
        option.includeExpired = False
        assert code(bot, "1 D", "1 hour", "BID", contract=option) == [200]
