"""Answers of many bars: made part by part, complete, and limited."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest

from ibproto.common import BarData
from ibproto.gateway import SteppedGateway
from ibproto.gateway import growing as growing_module
from ibproto.gateway.client_session import ClientSession
from ibproto.gateway.clock import Clock
from ibproto.gateway.codec import answer_writer
from ibproto.gateway.growing import Growing
from ibproto.gateway.world import World
from tests.gateway.reference.conftest import Asker, Start, join

from .test_bars import AAPL, EURUSD, bars, code


def test_an_answer_that_takes_long_to_make_is_complete(bot: Asker) -> None:
    found = bars(bot, "28800 S", "30 secs", "BID", contract=EURUSD, rth=0, form=2)
    times = [int(bar.date) for bar in found]
    assert len(times) == 28800 // 30 and times == sorted(set(times))


@pytest.mark.parametrize("number", [100, 144, 176, 200, 226])
def test_an_answer_that_grows_is_the_same_as_one_made_at_once(number: int) -> None:
    world = World(clock=Clock(speed=0), server_version=226, accounts=("DU1",), seed=1)
    session = ClientSession(world, "test")
    session.version = number
    rng = Random(number)
    common = {"high": 2.5, "low": 1.5, "close": 2.0, "wap": Decimal("1.5")}
    told = [BarData(date=f"{k}", open=rng.random(), volume=Decimal(k), **common) for k in range(1, 25)]
    span = {"reqId": 7, "start": "20260101", "end": "20260110"}
    growing = Growing(session, "historicalData", "bars", **span)
    for parts in (told[:1], [], told[1:13], told[13:]):
        growing.add(parts)
    growing.send()
    assert session.output == [answer_writer("historicalData", number)({**span, "bars": told})]
    Growing(session, "historicalData", "bars", **span).send()
    assert session.output[1] == answer_writer("historicalData", number)({**span, "bars": []})


def test_others_are_served_while_a_long_answer_is_made() -> None:
    with SteppedGateway() as gateway:
        bot, other = join(gateway), join(gateway, 2)
        order: list[str] = []
        with gateway.control() as world:
            clock, session = world.clock, world.sessions[1]

            def look() -> None:
                order.append("told" if any(len(data) > 100_000 for data in session.output) else "not yet")
                if order[-1] == "not yet":
                    clock.call_later(0, look)

            clock.call_later(0, look)
        bot.reqHistoricalData(1, AAPL, "", "1 M", "1 min", "TRADES", 0, 1, False, [])
        other.reqCurrentTime()
        gateway.deliver()
        assert [name for name, _ in other.take()] == ["currentTime"]
        assert len(order) > 50 and len(bot.of("historicalData")) > 15_000


def test_what_no_client_could_take_is_refused(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growing_module, "MAX_MSG_LEN", 5000)
    bot = join(start())
    assert len(bars(bot, "1 D", "1 min")) == 30
    assert code(bot, "1 W", "1 min") == [162]
