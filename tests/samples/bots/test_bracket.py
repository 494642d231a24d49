"""The bracket trader: its outcomes, and that no shares are ever held without a stop."""

from __future__ import annotations

from typing import Any

import pytest

from ibproto.gateway import Behaviour
from ibproto.gateway.stepped import SteppedGateway
from ibproto.order_cancel import OrderCancel

from .tools import live, load, reset, set_price, stock

module = load("bracket")


def trader(gateway: SteppedGateway, **more: Any) -> Any:
    said: list[str] = []
    bot = module.BracketTrader(stock(), 100, 1.0, 0.5, now=gateway.clock.now, say=said.append, **more)
    bot.said = said
    return bot


@pytest.fixture
def bot(gateway: SteppedGateway) -> Any:
    """A trader that has bought."""
    bot = trader(gateway)
    gateway.connect(bot)
    gateway.run_until(lambda: bot.open_shares == 100)
    return bot


def test_the_prices_of_a_bracket_and_when_it_is_live() -> None:
    entry, profit, stop = module.bracket(5, 100, 10.0, 11.0, 9.5)
    assert [order.orderId for order in (entry, profit, stop)] == [5, 6, 7]
    assert [order.parentId for order in (entry, profit, stop)] == [0, 5, 5]
    assert [order.transmit for order in (entry, profit, stop)] == [False, False, True]
    assert (entry.lmtPrice, profit.lmtPrice, stop.auxPrice) == (10.0, 11.0, 9.5)


@pytest.mark.parametrize(("factor", "outcome"), [(1.02, "PROFIT"), (0.98, "STOPPED")])
def test_a_move_of_the_price_ends_the_trade(gateway: SteppedGateway, bot: Any, factor: float, outcome: str) -> None:
    set_price(gateway, "AAPL", factor)
    live(gateway, bot, 30)
    assert (bot.outcome, bot.open_shares) == (module.Outcome[outcome], 0)


def test_an_entry_that_is_not_filled_in_time_is_cancelled_with_its_exits(gateway: SteppedGateway) -> None:
    bot = trader(gateway, patience=10.0, below=1.0)
    gateway.connect(bot)
    live(gateway, bot, 20)
    assert bot.outcome is module.Outcome.NOT_FILLED
    gateway.advance(1)
    assert set(bot.ended) == {1, 2, 3}


def test_what_happened_during_a_reset_is_learnt_from_the_executions(gateway: SteppedGateway, bot: Any) -> None:
    reset(gateway, 1)
    set_price(gateway, "AAPL", 1.02)
    gateway.advance(5)
    assert bot.outcome is None
    gateway.connect(bot)
    assert (bot.outcome, bot.open_shares) == (module.Outcome.PROFIT, 0)


def test_a_reset_in_which_nothing_happens_changes_nothing(gateway: SteppedGateway, bot: Any) -> None:
    reset(gateway, 1)
    gateway.connect(bot)
    live(gateway, bot, 10)
    assert (bot.outcome, bot.open_shares, bot.ended) == (None, 100, {1: "Filled"})


def test_shares_without_a_stop_are_sold(gateway: SteppedGateway, bot: Any) -> None:
    bot.cancelOrder(3, OrderCancel())  # as if somebody did it in TWS
    live(gateway, bot, 30)
    assert (bot.outcome, bot.open_shares) == (module.Outcome.RESCUED, 0)
    assert bot.ended[2] == "Cancelled"


def test_an_execution_that_is_told_twice_counts_once(gateway: SteppedGateway, bot: Any) -> None:
    bot.reqExecutions(module.EXECUTIONS, module.ExecutionFilter())
    gateway.deliver()
    assert bot.open_shares == 100


@pytest.mark.gateway(behaviour=Behaviour(read_only=True))
def test_an_order_that_is_refused_ends_it(gateway: SteppedGateway) -> None:
    bot = trader(gateway)
    gateway.connect(bot)
    live(gateway, bot, 5)
    assert bot.outcome is module.Outcome.REFUSED


def test_an_unknown_stock_ends_it(gateway: SteppedGateway) -> None:
    bot = trader(gateway)
    bot.contract = stock("NOSUCH")
    gateway.connect(bot)
    assert bot.outcome is module.Outcome.REFUSED


def test_without_a_price_it_gives_up(gateway: SteppedGateway) -> None:
    bot = trader(gateway)
    bot.reqMktData = lambda *args: None
    gateway.connect(bot)
    live(gateway, bot, module.PRICE_TIME + 2)
    assert bot.outcome is module.Outcome.REFUSED
    assert not bot.orders
