"""The gateway's own look at its books: everything that does not agree is found, and stops a gateway in debug mode."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from decimal import Decimal as D
from typing import Any

import pytest

from ibproto.gateway import SimulatedGateway, SteppedGateway, World
from tests.gateway.tools import AAPL, Raw, market_order, until

from .desk import ACCOUNT, join, resting


@pytest.fixture
def gateway() -> Iterator[SteppedGateway]:
    with SteppedGateway(debug=True) as gateway:
        bot = join(gateway)
        bot.placeOrder(1, AAPL, market_order(10))
        bot.placeOrder(2, AAPL, resting())
        gateway.advance(1)
        yield gateway


def order(world: World, number: int) -> Any:
    return world.trading._book.find(1, number)


def lose_cash(world: World) -> None:
    world.ledger.all_cash[ACCOUNT, "USD"] -= 1


def lose_shares(world: World) -> None:
    position = next(iter(world.ledger.positions.values()))
    position.quantity -= 1


def fill_unseen(world: World) -> None:
    order(world, 2).filled += 1


def unfill(world: World) -> None:
    world.trading.fill(1, 2, 200.0, D(10))
    world.audit()
    order(world, 2).filled -= 10
    world.trading.fills[-1].quantity = D(0)


def end_and_stay_open(world: World) -> None:
    order(world, 2).status = "Cancelled"


def be_forgotten(world: World) -> None:
    del world.trading._book.open[order(world, 2).perm_id]


def end_twice(world: World) -> None:
    world.trading._book.done.append(order(world, 1))


def reuse_an_execution_id(world: World) -> None:
    world.trading.fill(1, 2, 200.0, D(10))
    world.trading.fills[-1].exec_id = world.trading.fills[0].exec_id


def reuse_an_order_id(world: World) -> None:
    world.trading.manual(ACCOUNT, AAPL, resting())
    list(world.trading._book.orders.values())[-1].order_id = 2
    list(world.trading._book.orders.values())[-1].client_id = 1


def tell_another_price(world: World) -> None:
    world.trading.fill(1, 2, 200.0, D(10))
    world.trading.fills[-1].price = 199.0


def book_what_was_not_told(world: World) -> None:
    world.ledger.book(ACCOUNT, world.market.find(AAPL)[0], D(5), D(250), D(1))


BREAKS = (lose_cash, lose_shares, fill_unseen, unfill, end_and_stay_open, be_forgotten, end_twice)
MORE_BREAKS = (reuse_an_execution_id, reuse_an_order_id, tell_another_price, book_what_was_not_told)


@pytest.mark.parametrize("breaks", [*BREAKS, *MORE_BREAKS], ids=lambda breaks: str(breaks.__name__))
def test_what_does_not_agree_is_found(gateway: SteppedGateway, breaks: Callable[[World], None]) -> None:
    with pytest.raises(AssertionError), gateway.control() as world:
        breaks(world)


def test_a_commission_that_is_not_told_in_time_is_found(gateway: SteppedGateway) -> None:
    with gateway.control() as world:
        world.trading._exchange._settle = lambda *args: None  # type: ignore[method-assign]
        world.trading.fill(1, 2, 200.0, D(10))
    with pytest.raises(AssertionError, match="commission"):
        gateway.advance(1)


def test_a_gateway_that_runs_stops_and_says_why(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)
    with SimulatedGateway(debug=True, speed=0) as gateway:
        with gateway.world.lock:
            lose_cash(gateway.world)
        with Raw(gateway):
            until(lambda: not gateway.running)
    assert "do not agree" in caplog.text


def test_without_debug_nothing_is_checked() -> None:
    with SteppedGateway() as gateway:
        with gateway.control() as world:
            lose_cash(world)
        gateway.advance(1)
        with gateway.control() as world, pytest.raises(AssertionError, match="cash"):
            world.check()
