"""Tests of bots: the fixture of `ibproto.testing` and the gateway that a test steps."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ibproto.client import EClient
from ibproto.contract import Contract
from ibproto.gateway import Behaviour, SteppedGateway
from ibproto.order import Order
from ibproto.testing import gateway as gateway
from ibproto.ticktype import TickTypeEnum
from ibproto.wrapper import EWrapper

ROOT = Path(__file__).resolve().parents[2]
MODULE = """
pytest_plugins = ["ibproto.testing"]

def test_the_clock_stands_still(gateway):
    gateway.advance(5)
    assert gateway.clock.now() == gateway.clock.start + 5
"""

APPLE = Contract(symbol="AAPL", secType="STK", exchange="SMART", currency="USD")


class DipBuyer(EWrapper, EClient):
    """A bot as its author writes it: it buys 100 shares when the price has fallen from the highest it has seen."""

    def __init__(self) -> None:
        EClient.__init__(self, wrapper=self)
        self.high = 0.0
        self.orderId = 0
        self.position = Decimal(0)
        self.log: list[tuple[Any, ...]] = []

    def nextValidId(self, orderId: int) -> None:
        self.orderId = orderId
        self.reqMktData(1, APPLE, "", False, False, [])

    def tickPrice(self, reqId: int, tickType: int, price: float, attrib: object) -> None:
        self.log.append((tickType, price))
        if tickType == TickTypeEnum.LAST and price < self.high and self.orderId == 1:
            self.placeOrder(1, APPLE, Order(action="BUY", totalQuantity=Decimal(100), orderType="MKT"))
            self.orderId += 1
        self.high = max(self.high, price)

    def orderStatus(self, orderId: int, status: str, filled: Decimal, *more: Any) -> None:
        self.log.append((orderId, status, filled))
        self.position = filled


class Loud(EWrapper, EClient):
    """Records names, and does something at some of them."""

    def __init__(self, **at: Any) -> None:
        EClient.__init__(self, wrapper=self)
        self.calls: list[str] = []
        self.at = at

    def _note(self, name: str) -> None:
        self.calls.append(name)
        if name in self.at:
            self.at[name](self)

    def nextValidId(self, orderId: int) -> None:
        self._note("nextValidId")

    def currentTime(self, time: int) -> None:
        self._note(f"currentTime {time}")

    def connectionClosed(self) -> None:
        self._note("connectionClosed")

    def error(self, reqId: int, errorTime: int, errorCode: int, errorString: str, *more: Any) -> None:
        self._note(f"error {errorCode}")


# ---- what the test of a bot looks like


def test_the_bot_buys_when_the_price_falls(gateway: SteppedGateway) -> None:
    bot = DipBuyer()
    gateway.connect(bot)
    gateway.advance(30)
    assert bot.position == 100


# ----


def test_the_same_test_sees_the_same_market_every_time() -> None:
    logs = []
    for _ in range(2):
        with SteppedGateway() as gateway:
            bot = DipBuyer()
            gateway.connect(bot)
            gateway.advance(20)
            logs.append(bot.log)
    assert logs[0] == logs[1] and len(logs[0]) > 50


def test_half_a_minute_of_a_bot_takes_less_than_half_a_second() -> None:
    started = time.perf_counter()
    with SteppedGateway() as gateway:
        gateway.connect(DipBuyer())
        gateway.advance(30)
    assert time.perf_counter() - started < 2.0  # 0.15 s where nothing else runs


def test_a_bot_acts_at_the_time_of_what_it_acts_on(gateway: SteppedGateway) -> None:
    seen: list[float] = []
    bot = Loud()
    gateway.connect(bot)
    with gateway.control() as world:
        world.clock.call_later(1.5, lambda: world.sessions[1].send("nextValidId", orderId=5))
    bot.at["nextValidId"] = lambda bot: seen.append(gateway.clock.now())
    gateway.advance(10)
    assert seen == [gateway.clock.start + 1.5]
    assert gateway.clock.now() == gateway.clock.start + 10


def test_answers_are_delivered_when_advance_returns(gateway: SteppedGateway) -> None:
    bot = Loud()
    gateway.connect(bot)
    for _ in range(20):
        bot.reqCurrentTime()
        gateway.advance(0)
        assert bot.calls[-1].startswith("currentTime")


def test_what_a_callback_requests_is_answered_before_time_goes_on(gateway: SteppedGateway) -> None:
    bot = Loud(nextValidId=lambda bot: bot.reqCurrentTime())
    gateway.connect(bot)
    assert f"currentTime {int(gateway.clock.start)}" in bot.calls


def test_several_bots_keep_up_together(gateway: SteppedGateway) -> None:
    bots = [DipBuyer() for _ in range(3)]
    for number, bot in enumerate(bots):
        gateway.connect(bot, clientId=number)
    gateway.advance(30)
    assert [bot.position for bot in bots] == [100, 100, 100]
    assert gateway.clients == [0, 1, 2]


def test_run_until_stops_as_soon_as_it_is_true(gateway: SteppedGateway) -> None:
    bot = DipBuyer()
    gateway.connect(bot)
    gateway.run_until(lambda: bot.position == 100)
    assert gateway.clock.start < gateway.clock.now() < gateway.clock.start + 60


def test_run_until_gives_up_when_it_stays_false(gateway: SteppedGateway) -> None:
    gateway.connect(DipBuyer())
    with pytest.raises(AssertionError, match="5 virtual seconds"):
        gateway.run_until(lambda: False, seconds=5)
    assert gateway.clock.now() == gateway.clock.start + 5


def test_an_exception_in_a_callback_fails_the_test(gateway: SteppedGateway) -> None:
    def fail(bot: EClient) -> None:
        raise ZeroDivisionError("in the bot")

    with pytest.raises(ZeroDivisionError):
        gateway.connect(Loud(nextValidId=fail))


def test_a_bot_may_disconnect_in_a_callback_and_come_back(gateway: SteppedGateway) -> None:
    bot = Loud(nextValidId=lambda bot: bot.disconnect())
    gateway.connect(bot)
    gateway.advance(1)
    assert bot.calls.count("connectionClosed") == 1 and gateway.clients == []
    bot.at = {}
    gateway.connect(bot)
    gateway.advance(1)
    assert gateway.clients == [1]


def test_a_bot_that_the_gateway_closes_hears_of_it(gateway: SteppedGateway) -> None:
    first, second = Loud(), Loud()
    gateway.connect(first)
    gateway.connect(second)  # the same client id
    assert second.calls == ["error 326", "connectionClosed"]
    gateway.advance(1)
    assert first.isConnected()


def test_a_bot_with_a_loop_of_its_own_is_told(gateway: SteppedGateway) -> None:
    bot = Loud(nextValidId=lambda bot: None)
    gateway.connect(bot)
    bot.startLoop()
    with pytest.raises(RuntimeError, match="startLoop"):
        gateway.advance(1)


@pytest.mark.gateway(server_version=176, accounts=("DU1", "DU2"), behaviour=Behaviour(bootstrap_delay=2))
def test_a_mark_gives_the_parameters_of_the_gateway(gateway: SteppedGateway) -> None:
    bot = Loud()
    gateway.connect(bot)
    assert (bot.serverVersion(), gateway.accounts, bot.calls) == (176, ("DU1", "DU2"), [])
    gateway.advance(2)
    assert "nextValidId" in bot.calls


def test_the_plugin_serves_a_test_module_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "test_bot.py").write_text(MODULE)
    command = [sys.executable, "-m", "pytest", "-q", "--strict-markers", "-W", "error", "-p", "no:cacheprovider", "."]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=30)
    assert "1 passed" in done.stdout, done.stdout + done.stderr
