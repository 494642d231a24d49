"""The collector of option chains: complete, within its lines, and with an answer for every option."""

from __future__ import annotations

from typing import Any

import pytest

from ibproto.gateway import Behaviour
from ibproto.gateway.stepped import SteppedGateway

from .tools import live, load, stock

module = load("option_chain")


def collector(gateway: SteppedGateway, **more: Any) -> Any:
    said: list[str] = []
    settings = {"expiries": 2, "strikes": 4, **more}
    bot = module.Collector(stock(), now=gateway.clock.now, say=said.append, **settings)
    bot.said = said
    return bot


def test_it_collects_all_options_around_the_money(gateway: SteppedGateway) -> None:
    bot = collector(gateway)
    gateway.connect(bot)
    live(gateway, bot, 60)
    assert bot.phase is module.Phase.DONE
    rows = bot.rows()
    assert len(rows) == 2 * 4 * 2 and all(quote.is_complete() for quote in bot.quotes)
    assert {right for _, _, right, *_ in rows} == {"C", "P"}
    assert all(abs(float(strike) - bot.price) < 10 for _, strike, *_ in rows)
    deltas = [row[6] for row in rows if row[2] == "C" and row[0] == rows[0][0]]
    assert deltas == sorted(deltas, reverse=True)


def test_it_never_holds_more_lines_than_it_may(gateway: SteppedGateway) -> None:
    bot = collector(gateway, lines=3)
    most = []
    fill = bot.fill_lines
    bot.fill_lines = lambda: (fill(), most.append(len(bot.open)))
    gateway.connect(bot)
    live(gateway, bot, 120)
    assert bot.phase is module.Phase.DONE
    assert max(most) == 3


@pytest.mark.gateway(behaviour=Behaviour(market_data_lines=5))
def test_when_the_server_has_fewer_lines_it_makes_do_with_them(gateway: SteppedGateway) -> None:
    bot = collector(gateway)
    gateway.connect(bot)
    live(gateway, bot, 120)
    assert bot.phase is module.Phase.DONE and bot.lines < 40
    assert len([quote for quote in bot.quotes if quote.is_complete()]) == 16


def test_pairs_that_do_not_exist_are_counted_and_left_out(gateway: SteppedGateway) -> None:
    bot = collector(gateway)
    gateway.connect(bot)
    bot.waiting.append(module.Quote(module.Contract(symbol="AAPL", secType="OPT", exchange="SMART", currency="USD")))
    bot.waiting[-1].contract.lastTradeDateOrContractMonth, bot.waiting[-1].contract.right = "20260116", "C"
    bot.waiting[-1].contract.strike = 1.23
    live(gateway, bot, 60)
    assert (bot.phase, bot.missing, len(bot.quotes)) == (module.Phase.DONE, 1, 16)


def test_a_quote_that_stays_incomplete_gives_its_line_back(gateway: SteppedGateway) -> None:
    bot = collector(gateway, lines=1, expiries=1, strikes=1)
    bot.tickOptionComputation = lambda *args: None
    gateway.connect(bot)
    live(gateway, bot, 60)
    assert bot.phase is module.Phase.DONE
    assert len(bot.quotes) == 2 and not any(quote.is_complete() for quote in bot.quotes)


@pytest.mark.gateway(behaviour=Behaviour(market_data="delayed"))
def test_delayed_quotes_do(gateway: SteppedGateway) -> None:
    bot = collector(gateway, expiries=1, strikes=1)
    gateway.connect(bot)
    live(gateway, bot, 60)
    assert bot.phase is module.Phase.DONE
    assert {"bid", "ask"} <= set(bot.quotes[0].values)


def test_a_stock_that_is_not_one_is_an_end(gateway: SteppedGateway) -> None:
    bot = collector(gateway)
    bot.underlying = stock("NOSUCH")
    gateway.connect(bot)
    live(gateway, bot, 5)
    assert bot.phase is module.Phase.FAILED


def test_silence_is_an_end(gateway: SteppedGateway) -> None:
    bot = collector(gateway)
    bot.reqSecDefOptParams = lambda *args: None
    gateway.connect(bot)
    live(gateway, bot, 60)
    assert bot.phase is module.Phase.FAILED
    assert bot.said[-1] == "failed: no answer in time, asking for the chain"
