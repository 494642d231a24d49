"""A gateway that is killed while clients trade has forgotten nothing that it told them."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from ibproto.gateway import Instrument, SimulatedGateway
from ibproto.order import Order
from ibproto.order_cancel import OrderCancel
from tests.gateway.tools import Bot
from tests.gateway.trading.samples import instruments, random_order, shown

from .test_restart import compare

Orders = list[tuple[Instrument, Order]]

PATIENCE = 20.0  # seconds for a process to start
SPEED = 20.0
LONGEST = 0.25  # seconds of trading before the kill


def serve(path: Path, seed: int, pipe: Connection) -> None:
    """In a process of its own: a gateway until the process is killed."""
    with SimulatedGateway(state=path, seed=seed, speed=SPEED) as gateway:
        pipe.send(gateway.port)
        pipe.poll(None)


def trade_and_kill(path: Path, seed: int, rng: random.Random, orders: Orders, told: Bot) -> None:
    """Trade for a moment, then kill the gateway; what a client was told is added to `told`."""
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["ibproto.gateway"])
    ours, theirs = processes.Pipe()
    process = processes.Process(target=serve, args=(path, seed, theirs), daemon=True)
    process.start()
    theirs.close()
    assert ours.poll(PATIENCE), "the gateway did not start"
    bot = Bot()
    try:
        bot.connect("127.0.0.1", ours.recv(), 1)
        (order_id,) = bot.wait("nextValidId")
        end = time.monotonic() + rng.random() * LONGEST
        for instrument, order in rng.sample(orders, len(orders)):
            bot.placeOrder(order_id, shown(instrument), order)
            if rng.random() < 0.2:
                bot.cancelOrder(rng.randint(1, order_id), OrderCancel())
            order_id += 1
            bot.drain(0.01)
            if time.monotonic() > end:
                break
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        while bot.drain(0.5) or bot.isConnected():  # all that had been sent
            pass
    finally:
        process.kill()
        process.join(PATIENCE)
        bot.disconnect()
    told.calls += bot.calls


@pytest.mark.parametrize("count", [3, pytest.param(100, marks=pytest.mark.slow)])
def test_what_was_told_before_a_kill_is_there_after_it(tmp_path: Path, count: int) -> None:
    seed = random.randrange(1 << 32)
    print("seed", seed)
    rng = random.Random(seed)
    told = Bot()
    with SimulatedGateway(seed=seed, speed=0).control() as world:
        some = instruments(world)
        orders = [random_order(world, rng, some) for _ in range(100)]
    for number in range(count):
        if number % 10 == 0:  # a file of its own now and then, as each has all orders that came before
            path, told = tmp_path / str(number), Bot()
        trade_and_kill(path, seed, rng, orders, told)
        compare(path, told, seed)
