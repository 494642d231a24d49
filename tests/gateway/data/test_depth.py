"""Market depth: rows of both kinds, and what is wrong with them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.gateway.reference.conftest import Start

from .conftest import Asker, join, of, stock

AAPL = stock("AAPL")


def replay(rows: dict[int, list[Any]], calls: list[tuple[str, tuple[Any, ...]]]) -> None:
    """Do to the rows of both sides what the calls say."""
    for name, args in calls:
        if name == "updateMktDepth":
            _, position, operation, side, price, size = args
            row: tuple[Any, ...] = price, size
        elif name == "updateMktDepthL2":
            _, position, maker, operation, side, price, size, _ = args
            row = price, size, maker
        else:
            continue
        own = rows[side]
        assert position < len(own) + (operation == 0)
        if operation == 0:
            own.insert(position, row)
        elif operation == 1:
            own[position] = row
        else:
            del own[position]


@pytest.mark.parametrize(
    ("exchange", "smart", "name"),
    [
        ("ARCA", False, "updateMktDepth"),
        ("NASDAQ", False, "updateMktDepthL2"),
        ("ISLAND", False, "updateMktDepthL2"),
        ("SMART", True, "updateMktDepthL2"),
    ],
)
def test_rows_begin_as_inserts_and_lead_to_the_book(bot: Asker, exchange: str, smart: bool, name: str) -> None:
    calls = bot.ask("reqMktDepth", 5, stock("AAPL", exchange), 5, smart, [])
    assert {found for found, _ in calls} == {name} and len(calls) == 10
    assert {args[2 if name == "updateMktDepth" else 3] for args in of(calls, name)} == {0}
    rows: dict[int, list[Any]] = {0: [], 1: []}
    replay(rows, calls)
    calls = bot.after(10)
    assert calls
    replay(rows, calls)
    with bot.gateway.control() as world:
        state = world.market.state(world.market.find(AAPL)[0])
    for side in (0, 1):
        assert len(rows[side]) == 5
        prices = [row[0] for row in rows[side]]
        assert prices == sorted(prices, reverse=side == 1)
    assert (rows[1][0][:2], rows[0][0][:2]) == ((state.bid, state.bid_size), (state.ask, state.ask_size))
    if smart:
        assert of(calls, name)[0][7] is True


def test_no_rows_come_after_the_cancel(bot: Asker) -> None:
    bot.ask("reqMktDepth", 5, AAPL, 5, True, [])
    assert bot.ask("cancelMktDepth", 5, True) == []
    assert bot.after(5) == []
    assert bot.codes("cancelMktDepth", 5, True) == [(5, 310)]


def test_the_fourth_book_is_too_many(bot: Asker) -> None:
    for reqId in (1, 2, 3):
        bot.ask("reqMktDepth", reqId, AAPL, 5, True, [])
    assert bot.codes("reqMktDepth", 4, AAPL, 5, True, []) == [(4, 309)]
    assert bot.codes("reqMktDepth", 3, AAPL, 5, True, []) == [(3, 102)]


def test_an_index_has_no_depth(bot: Asker) -> None:
    from ibproto.contract import Contract

    spx = Contract(symbol="SPX", secType="IND", exchange="CBOE", currency="USD")
    assert bot.codes("reqMktDepth", 4, spx, 5, False, []) == [(4, 10092)]


def test_a_halt_ends_the_book(bot: Asker) -> None:
    bot.ask("reqMktDepth", 5, AAPL, 5, True, [])
    with bot.gateway.control() as world:
        world.market.halt(world.market.find(AAPL)[0])
    assert [args[2] for args in of(bot.after(1), "error")] == [316]
    assert bot.codes("reqMktDepth", 5, AAPL, 5, True, []) == [(5, 316)]


def test_a_jump_resets_the_book(bot: Asker) -> None:
    bot.ask("reqMktDepth", 5, AAPL, 5, True, [])
    with bot.gateway.control() as world:
        world.market.set_price(world.market.find(AAPL)[0], 400.0)
    bot.gateway.deliver()
    calls = bot.take()
    name, args = calls[0]
    assert (name, args[0], args[2]) == ("error", 5, 317)
    assert {args[3] for args in of(calls, "updateMktDepthL2")} == {0}


def test_without_a_subscription_there_is_no_depth(start: Start) -> None:
    bot = join(start(market_data="none"))
    assert bot.codes("reqMktDepth", 5, AAPL, 5, True, []) == [(5, 354)]
