"""Random orders of all types with all extras: the books and the orders agree after each step."""

from __future__ import annotations

import random

import pytest

from ibproto.gateway import Account, SimulatedGateway
from ibproto.order_cancel import OrderCancel
from tests.gateway.tools import connected

from .samples import instruments, random_order, shown

Result = list[tuple[object, ...]]
COUNT = 150


def test_random_orders_of_all_types_keep_the_books(caplog: pytest.LogCaptureFixture) -> None:
    seed = random.randrange(1 << 32)
    print("seed", seed)
    first, types = run(seed, COUNT)
    assert types > 20
    assert (first, types) == run(seed, COUNT)
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


def run(seed: int, count: int) -> tuple[Result, int]:
    """Place so many orders; what was executed, and how many types there were."""
    rng = random.Random(seed)
    rich = Account("DU1234567", cash=1e9)
    with SimulatedGateway(speed=0, seed=seed, accounts=[rich]) as gateway, connected(gateway) as bot:
        with gateway.control() as world:
            some = instruments(world)
        names = set()
        for order_id in range(1, count + 1):
            with gateway.control() as world:
                instrument, order = random_order(world, rng, some)
            order.parentId = order_id - 1 if order_id > 1 and rng.random() < 0.1 else 0
            order.transmit = rng.random() < 0.9
            names.add(order.orderType)
            bot.placeOrder(order_id, shown(instrument), order)
            if rng.random() < 0.2:
                order.totalQuantity += 1
                bot.placeOrder(order_id, shown(instrument), order)
            if rng.random() < 0.2:
                bot.cancelOrder(rng.randint(1, order_id), OrderCancel())
            bot.settle()
            gateway.advance(rng.choice((0.0, 0.02, 0.3, 1.0, 3.0)))
            with gateway.control() as world:
                world.trading.check()
                assert world.ledger.check() == []
        bot.reqGlobalCancel(OrderCancel())
        bot.settle()
        gateway.advance(1.0)
        bot.settle()
        assert not [code for _, code in bot.errors() if code in (320, 321, 322, 387, 439, 441, 442, 443)]
        with gateway.control() as world:
            world.trading.check()
            assert not world.trading._book.open
            told = [(fill.live.order_id, fill.quantity, fill.price, fill.time) for fill in world.trading.fills]
        return told, len(names)
