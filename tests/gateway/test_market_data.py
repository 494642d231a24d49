"""Quotes: subscriptions, snapshots, and what is wrong with them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from ibproto.gateway import SimulatedGateway

from .tools import AAPL, AMBIGUOUS, UNKNOWN, Bot, connected

FIRST_TYPES = {1, 2, 4, 6, 7, 8, 9, 14, 45, 49, 0, 3, 5, 32, 33, 84}


def ticks(bot: Bot, reqId: int) -> list[tuple[Any, ...]]:
    return [args for name, args in bot.of("tickPrice", "tickSize", "tickString", "tickGeneric") if args[0] == reqId]


def test_a_subscription_begins_with_what_is_known(gateway: SimulatedGateway, bot: Bot) -> None:
    bot.take()
    bot.reqMktData(5, AAPL, "", False, False, [])
    bot.settle()
    assert bot.names()[:2] == ["marketDataType", "tickReqParams"]
    assert {args[1] for args in ticks(bot, 5)} == FIRST_TYPES
    prices = {args[1]: args[2] for name, args in bot.of("tickPrice")}
    assert prices[7] <= prices[4] <= prices[6] and prices[1] < prices[2]
    sizes = {args[1]: args[2] for name, args in bot.of("tickSize")}
    assert sizes[0] > 0 and sizes[3] > 0 and isinstance(sizes[8], Decimal)


def test_a_price_is_followed_by_its_size(gateway: SimulatedGateway, bot: Bot) -> None:
    bot.reqMktData(5, AAPL, "", False, False, [])
    gateway.advance(0)
    bot.settle()
    calls = bot.of("tickPrice", "tickSize")
    bid = next(k for k, (name, args) in enumerate(calls) if name == "tickPrice" and args[1] == 1)
    assert calls[bid + 1][0] == "tickSize" and calls[bid + 1][1][1] == 0


def test_changes_stream_until_the_cancel(gateway: SimulatedGateway, bot: Bot) -> None:
    bot.reqMktData(5, AAPL, "", False, False, [])
    bot.settle()
    bot.take()
    gateway.advance(10.0)
    bot.settle()
    streamed = ticks(bot, 5)
    assert len(streamed) > 50
    assert {1, 2, 4, 8, 45} <= {args[1] for args in streamed}
    bot.cancelMktData(5)
    bot.settle()
    bot.take()
    gateway.advance(10.0)
    bot.settle()
    assert not ticks(bot, 5)
    assert not bot.errors()


def test_the_stream_follows_the_market(each_wire: SimulatedGateway, wired: Bot) -> None:
    wired.reqMktData(5, AAPL, "", False, False, [])
    wired.settle()
    each_wire.advance(30.0)
    wired.settle()
    told: dict[int, Any] = {}
    for args in ticks(wired, 5):
        told[args[1]] = args[2]
    with each_wire.control() as world:
        state = world.market.state(world.market.find(AAPL)[0])
        assert (told[1], told[2], told[4]) == (state.bid, state.ask, state.last)
        assert (told[0], told[3], told[8]) == (state.bid_size, state.ask_size, state.volume)


def test_the_same_seed_gives_the_same_ticks() -> None:
    def run(seed: int) -> list[tuple[Any, ...]]:
        with SimulatedGateway(speed=0, seed=seed) as gateway, connected(gateway) as bot:
            bot.reqMktData(5, AAPL, "", False, False, [])
            bot.settle()
            gateway.advance(5.0)
            bot.settle()
            return [args[:3] for args in ticks(bot, 5)]

    assert run(3) == run(3) != run(4)


def test_real_time_moves_by_itself() -> None:
    with SimulatedGateway(speed=20.0) as gateway, connected(gateway) as bot:
        bot.reqMktData(5, AAPL, "", False, False, [])
        bot.wait("tickString", lambda reqId, tick_type, value: tick_type == 45)


def test_rt_volume_is_sent_when_asked_for(each_wire: SimulatedGateway, wired: Bot) -> None:
    wired.reqMktData(5, AAPL, "mdoff,233", False, False, [])
    wired.settle()
    each_wire.advance(5.0)
    text = wired.wait("tickString", lambda reqId, tick_type, value: tick_type == 48)[2]
    price, size, millis, volume, average, single = text.split(";")
    assert abs(float(price) - float(average)) < 5 and int(volume) > int(size) and single == "true"
    assert 1768402800000 <= int(millis) <= 1768402805000


def test_a_snapshot_ends_by_itself_and_its_id_is_free(gateway: SimulatedGateway, bot: Bot) -> None:
    bot.reqMktData(6, AAPL, "", True, False, [])
    bot.settle()
    assert {args[1] for args in ticks(bot, 6)} == FIRST_TYPES
    assert not bot.of("tickSnapshotEnd")
    gateway.advance(0.5)
    bot.wait("tickSnapshotEnd", lambda reqId: reqId == 6)
    bot.cancelMktData(6)
    bot.wait_error(300, 6)


def test_the_type_of_the_data_is_told_and_live_wins(wired: Bot) -> None:
    wired.reqMarketDataType(3)
    wired.reqMarketDataType(99)
    wired.settle()
    assert not wired.of("marketDataType") and not wired.errors()
    wired.reqMktData(5, AAPL, "", False, False, [])
    assert wired.wait("marketDataType") == (5, 1)


@pytest.mark.parametrize(
    ("contract", "generic", "snapshot", "code"),
    [
        (UNKNOWN, "", False, 200),
        (AMBIGUOUS, "", False, 200),
        (AAPL, "233", True, 414),
        (AAPL, "100,999999", False, 321),
        (AAPL, "abc", False, 321),
    ],
)
def test_what_cannot_be_subscribed(wired: Bot, contract: Any, generic: str, snapshot: bool, code: int) -> None:
    wired.reqMktData(5, contract, generic, snapshot, False, [])
    wired.wait_error(code, 5)
    wired.settle()
    assert not ticks(wired, 5)


def test_an_id_in_use_gives_102_and_the_first_stream_goes_on(each_wire: SimulatedGateway, wired: Bot) -> None:
    wired.reqMktData(5, AAPL, "", False, False, [])
    wired.reqMktData(5, AAPL, "", False, False, [])
    wired.wait_error(102, 5)
    wired.take()
    each_wire.advance(2.0)
    wired.settle()
    assert ticks(wired, 5)


def test_the_101st_line_gives_101(wired: Bot) -> None:
    for reqId in range(101):
        wired.reqMktData(reqId, AAPL, "", False, False, [])
    wired.wait_error(101, 100)
    wired.settle()
    assert wired.errors() == [(100, 101)]


def test_subscriptions_end_with_their_client(each_wire: SimulatedGateway, wired: Bot) -> None:
    with connected(each_wire, 2) as other:
        other.reqMktData(5, AAPL, "", False, False, [])
        other.settle()
    wired.settle()
    with each_wire.control() as world:
        assert not [session for session in world.sessions.values() if world.quotes.count(session)]
    wired.reqMktData(5, AAPL, "", False, False, [])
    wired.settle()
    each_wire.advance(2.0)
    wired.settle()
    assert ticks(wired, 5)
