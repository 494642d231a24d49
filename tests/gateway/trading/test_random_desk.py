"""Random orders of several clients for several accounts, groups and combinations, by hand too: the books agree."""

from __future__ import annotations

import logging
import random
from contextlib import ExitStack
from decimal import Decimal

import pytest

from ibproto.contract import ComboLeg, Contract
from ibproto.gateway import Account, Behaviour, SimulatedGateway
from ibproto.order import Order
from ibproto.order_cancel import OrderCancel
from tests.gateway.tools import Bot, Call, connected

from .samples import instruments, random_order, shown

ACCOUNTS = (
    Account("DF1", cash=0),
    Account("DU1", cash=10_000_000),
    Account("DU2", cash={"EUR": 5_000_000, "USD": 1_000_000}, base="EUR"),
    Account("DU3", cash=200_000, margin=False),
)
NAMES = ("DU1", "DU2", "DU3")
CLIENTS = (0, 1, 2, 9)
MASTER = 9
CHECKED = 250  # orders after which the books are checked, when they are not all the time
REPEATED = 2000  # orders up to which all is done twice, with the same result
STEPS = (0.0, 0.02, 0.3, 1.0, 3.0)

Result = list[tuple[object, ...]]


@pytest.mark.parametrize("count", [150, *(pytest.param(many, marks=pytest.mark.slow) for many in (2000, 10_000))])
def test_random_orders_of_several_clients_keep_the_books(count: int, caplog: pytest.LogCaptureFixture) -> None:
    seed = random.randrange(1 << 32)
    print("seed", seed)
    caplog.set_level(logging.ERROR)
    first = run(seed, count)
    if count <= REPEATED:
        assert first == run(seed, count)
    assert not caplog.records


def run(seed: int, count: int) -> Result:
    """Place so many orders; what was executed and what cash is left."""
    rng = random.Random(seed)
    behaviour = Behaviour(order_limit=200)
    settings = {"accounts": ACCOUNTS, "master_client": MASTER, "behaviour": behaviour, "debug": count < CHECKED}
    with ExitStack() as stack:
        gateway = stack.enter_context(SimulatedGateway(seed=seed, speed=0, **settings))  # type: ignore[arg-type]
        bots = {client_id: stack.enter_context(connected(gateway, client_id)) for client_id in CLIENTS}
        with gateway.control() as world:
            some = instruments(world)
        bags = [bag(*rng.sample(some[:2] + some[-1:], 2), rng) for _ in range(3)]
        ids = dict.fromkeys(CLIENTS, 0)
        heard: dict[int, list[Call]] = {client_id: [] for client_id in CLIENTS}  # statuses and errors
        for number in range(count):
            client_id = rng.choice(CLIENTS)
            place(gateway, rng, bots[client_id], client_id, ids, some, bags)
            if rng.random() < 0.3:
                bots[client_id].cancelOrder(rng.randint(1, max(1, ids[client_id])), OrderCancel())
                gateway.settle()
            if rng.random() < 0.05:
                bots[client_id].reqAllOpenOrders()
                ids[client_id] = max(ids[client_id], told(bots[client_id], heard[client_id]))
            if number % CHECKED == 0:
                with gateway.control() as world:
                    world.check()
            if rng.random() < 0.5:
                gateway.advance(rng.choice(STEPS))
        bots[1].reqGlobalCancel(OrderCancel())
        gateway.advance(2.0)
        for client_id, bot in bots.items():
            told(bot, heard[client_id])
            assert not [args for name, args in heard[client_id] if name == "error" and args[2] in (320, 322)]
            assert_falls_never(heard[client_id])
        with gateway.control() as world:
            world.check()
            assert not world.trading._book.open
            fills = world.trading.fills
            done: Result = [(f.account, f.live.order_id, f.quantity, f.price, f.fee, f.time) for f in fills]
            assert done
            return [*done, *sorted(world.ledger.all_cash.items())]


def place(
    gateway: SimulatedGateway,
    rng: random.Random,
    bot: Bot,
    client_id: int,
    ids: dict[int, int],
    some: list[object],
    bags: list[Contract],
) -> None:
    """One order: of a client or by hand, for an account or a group, for an instrument or a combination."""
    with gateway.control() as world:
        if rng.random() < 0.2:
            contract, order = rng.choice(bags), combo_order(rng)
        else:
            instrument, order = random_order(world, rng, some)  # type: ignore[arg-type]
            contract = shown(instrument)
        if rng.random() < 0.1:
            try:
                world.trading.manual(rng.choice(NAMES), contract, order)
            except ValueError:
                pass  # what is not valid is tested elsewhere
            return
    if rng.random() < 0.3:
        order.faGroup = rng.choice(("All_Equal", "All_NetLiq", "All_AvailableEquity"))
    else:
        order.account = rng.choice(NAMES)
    ids[client_id] += 1
    bot.placeOrder(ids[client_id], contract, order)
    if rng.random() < 0.1:
        order.totalQuantity += 3
        bot.placeOrder(ids[client_id], contract, order)
    gateway.settle()


def combo_order(rng: random.Random) -> Order:
    order = Order(action=rng.choice(("BUY", "SELL")), totalQuantity=Decimal(rng.randint(1, 5)))
    order.orderType = rng.choice(("MKT", "LMT"))
    if order.orderType == "LMT":
        order.lmtPrice = float(rng.randint(-600, 900))
    return order


def bag(one: object, other: object, rng: random.Random) -> Contract:
    legs = [
        ComboLeg(conId=leg.contract.conId, ratio=rng.randint(1, 3), action=rng.choice(("BUY", "SELL")))  # type: ignore[attr-defined]
        for leg in (one, other)
    ]
    return Contract(symbol="MIX", secType="BAG", exchange="SMART", currency="USD", comboLegs=legs)


def told(bot: Bot, heard: list[Call]) -> int:
    """The highest order id that a bot was told of since the last time. heard: gets the statuses and errors."""
    bot.settle()
    calls = bot.take()
    heard += [call for call in calls if call[0] in ("orderStatus", "error")]
    return max((args[0] for name, args in calls if name == "openOrder"), default=0)


def assert_falls_never(heard: list[Call]) -> None:
    """What a client is told of an order fits together: filled never falls, the end is the end."""
    last: dict[int, tuple[object, ...]] = {}
    for _, args in (call for call in heard if call[0] == "orderStatus"):
        before = last.get(args[5])
        assert before is None or before[2] <= args[2], (before, args)  # type: ignore[operator]
        assert before is None or before[1] not in ("Filled", "Cancelled", "Inactive") or before[1] == args[1], args
        last[args[5]] = args
