"""A gateway with a state file goes on where the last one was."""

from __future__ import annotations

import random
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ibproto.contract import ComboLeg, Contract
from ibproto.execution import ExecutionFilter
from ibproto.gateway import SimulatedGateway
from ibproto.gateway.state import StateError
from ibproto.order import Order
from ibproto.order_cancel import OrderCancel
from tests.gateway.tools import AAPL, Bot, connected, limit_order, market_order
from tests.gateway.trading.samples import instruments, random_order, shown

COUNT = 40


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state"


def gateway_of(path: Path, **more: Any) -> SimulatedGateway:
    return SimulatedGateway(speed=0, state=path, **more)


def placed(gateway: SimulatedGateway, bot: Bot, order_id: int, order: Order, contract: Contract = AAPL) -> None:
    bot.placeOrder(order_id, contract, order)
    bot.settle()
    gateway.advance(0.3)
    bot.settle()


def told(gateway: SimulatedGateway, client_id: int = 9) -> dict[str, Any]:
    """Everything that a client can ask for of orders and accounts."""
    with connected(gateway, client_id) as bot:
        bot.take()
        bot.reqAllOpenOrders()
        bot.reqCompletedOrders(False)
        bot.reqExecutions(1, ExecutionFilter())
        bot.reqPositions()
        bot.settle()
        shown = {
            "open": [(args[2].permId, args[1].conId, str(args[2]), args[3].status) for _, args in bot.of("openOrder")],
            "done": [(str(args[1]), args[2].completedStatus) for _, args in bot.of("completedOrder")],
            "executions": [str(args[2]) for _, args in bot.of("execDetails")],
            "commissions": [str(args[0]) for _, args in bot.of("commissionAndFeesReport")],
            "positions": [(args[0], args[1].conId, args[2], args[3]) for _, args in bot.of("position")],
        }
    with gateway.control() as world:
        return {**shown, "cash": dict(world.ledger.all_cash)}


def test_orders_executions_positions_cash_and_ids_survive(path: Path) -> None:
    with gateway_of(path) as gateway, connected(gateway) as bot:
        placed(gateway, bot, 5, market_order(100))
        placed(gateway, bot, 6, limit_order(10, 200.0, tif="GTC"))
        placed(gateway, bot, 7, limit_order(10, 200.0))
        bot.cancelOrder(7, OrderCancel())
        bot.settle()
        gateway.advance(0.3)
        before = told(gateway)
    assert [len(before[name]) for name in ("open", "done", "positions")] == [1, 2, 1]
    with gateway_of(path) as gateway:
        assert told(gateway) == before
        with connected(gateway) as bot:
            assert bot.of("nextValidId")[0][1] == (8,)
            assert [args[0] for _, args in bot.of("openOrder")] == [6]
        with gateway.control() as world:
            world.check()


def test_time_goes_on_where_it_was(path: Path) -> None:
    with gateway_of(path) as gateway:
        gateway.advance(1000)
        gateway.settle()
        now = gateway.clock.now()
    with gateway_of(path) as gateway:
        assert gateway.clock.now() == now
    with gateway_of(path, start=now + 3600) as gateway:
        assert gateway.clock.now() == now + 3600


def test_an_order_goes_on_working_after_a_restart(path: Path) -> None:
    with gateway_of(path) as gateway, connected(gateway) as bot:
        placed(gateway, bot, 1, limit_order(10, 200.0, tif="GTC"))
        placed(gateway, bot, 2, Order(action="SELL", totalQuantity=Decimal(5), orderType="TRAIL", auxPrice=3.0))
    with gateway_of(path) as gateway, connected(gateway) as bot:
        bot.take()
        gateway.advance(0.2)
        with gateway.control() as world:
            world.market.set_price(world.market.find(AAPL)[0], 190.0)
        gateway.advance(2.0)
        bot.settle()
        assert {args[0] for _, args in bot.of("orderStatus") if args[1] == "Filled"} == {1, 2}
        with gateway.control() as world:
            world.check()


def test_a_commission_that_was_not_told_is_told_after_the_restart(path: Path) -> None:
    with gateway_of(path) as gateway, connected(gateway) as bot:
        bot.placeOrder(1, AAPL, market_order(1))
        bot.settle()
        gateway.advance(0.06)
        bot.settle()
        assert bot.of("execDetails")
        assert not bot.of("commissionAndFeesReport")
    with gateway_of(path) as gateway, connected(gateway) as bot:
        gateway.advance(0.3)
        bot.settle()
        assert len(bot.of("commissionAndFeesReport")) == 1


def test_an_order_that_was_not_transmitted_is_forgotten_but_not_its_id(path: Path) -> None:
    with gateway_of(path) as gateway, connected(gateway) as bot:
        placed(gateway, bot, 3, limit_order(10, 200.0, transmit=False))
    with gateway_of(path) as gateway, connected(gateway) as bot:
        assert bot.of("nextValidId")[0][1] == (4,)
        assert told(gateway)["open"] == []


def test_a_day_order_of_yesterday_has_expired_when_the_gateway_comes_back_today(path: Path) -> None:
    with gateway_of(path) as gateway, connected(gateway) as bot:
        placed(gateway, bot, 1, limit_order(10, 200.0))
        now = gateway.clock.now()
    with gateway_of(path, start=now + 86400) as gateway:
        gateway.advance(0.1)
        assert [done[1] for done in told(gateway)["done"]] == ["Cancelled by System:\n"]


def test_options_and_combinations_are_found_again_when_they_have_expired(path: Path) -> None:
    with gateway_of(path) as gateway, connected(gateway) as bot:
        with gateway.control() as world:
            chain = Contract(symbol="AAPL", secType="OPT", exchange="SMART", right="C", currency="USD")
            chain.lastTradeDateOrContractMonth = "20260116"
            legs = [one.contract.conId for one in world.market.find(chain)[8:12:3]]
        bag = Contract(symbol="AAPL", secType="BAG", exchange="SMART", currency="USD")
        bag.comboLegs = [
            ComboLeg(conId=con_id, ratio=1, action=action, exchange="SMART")
            for con_id, action in zip(legs, ("BUY", "SELL"))
        ]
        placed(gateway, bot, 1, market_order(2), bag)
        assert {args[1].conId for _, args in bot.of("execDetails")} > set(legs)
        now = gateway.clock.now()
    with gateway_of(path, start=now + 30 * 86400) as gateway:
        gateway.advance(1.0)
        with gateway.control() as world:
            world.check()
            assert {fill.instrument.contract.conId for fill in world.trading.fills if fill.is_leg} == set(legs)
            held = [position for (_, one), position in world.ledger.positions.items() if one.contract.conId in legs]
            assert [position.quantity for position in held] == [0, 0]


@pytest.mark.parametrize(
    ("change", "advice"),
    [({"seed": 7}, "start with that"), ({"accounts": ("DU1", "DU2")}, "start with these")],
)
def test_a_file_of_another_world_is_refused_with_advice(path: Path, change: dict[str, Any], advice: str) -> None:
    with gateway_of(path) as gateway:
        gateway.settle()
    with pytest.raises(StateError, match=advice):
        gateway_of(path, **change)
    gateway_of(path).close()


def test_a_file_that_is_in_use_or_no_state_is_refused(path: Path, tmp_path: Path) -> None:
    with gateway_of(path), pytest.raises(StateError, match="another gateway"):
        gateway_of(path)
    other = tmp_path / "text"
    other.write_text("this is no database " * 50)
    with pytest.raises(StateError, match="cannot be used"):
        gateway_of(other)


def test_whatever_a_client_was_told_is_in_the_file_at_every_moment(path: Path, tmp_path: Path) -> None:
    seed = random.randrange(1 << 32)
    print("seed", seed)
    rng = random.Random(seed)
    with gateway_of(path, seed=seed) as gateway, connected(gateway) as bot:
        with gateway.control() as world:
            some = instruments(world)
        for order_id in range(1, COUNT + 1):
            with gateway.control() as world:
                instrument, order = random_order(world, rng, some)
            bot.placeOrder(order_id, shown(instrument), order)
            if rng.random() < 0.3:
                bot.cancelOrder(rng.randint(1, order_id), OrderCancel())
            bot.settle()
            gateway.advance(rng.choice((0.0, 0.02, 0.06, 0.3, 3.0)))
            if rng.random() < 0.2:
                bot.settle()
                copies = killed(gateway, path, tmp_path / f"copy{order_id}")
                compare(copies, bot, seed)


def killed(gateway: SimulatedGateway, path: Path, copy: Path) -> Path:
    """What a gateway leaves behind that is killed at this moment."""
    with gateway.control():
        for suffix in ("", "-wal"):
            source = path.with_name(path.name + suffix)
            if source.exists():
                shutil.copy(source, copy.with_name(copy.name + suffix))
    return copy


def compare(copy: Path, bot: Bot, seed: int) -> None:
    """The state in a file holds all that a client was told."""
    with gateway_of(copy, seed=seed) as again:
        with again.control() as world:
            world.check()
            kept = {live.perm_id: live for live in world.trading._book.orders.values()}
            executed = {fill.exec_id for fill in world.trading.fills}
        for _, args in bot.of("execDetails"):
            assert args[2].execId in executed
        last = {args[5]: args for _, args in bot.of("orderStatus")}
        for perm_id, status in last.items():
            assert kept[perm_id].filled >= status[2]
            assert kept[perm_id].done or status[1] not in ("Filled", "Cancelled")
