"""A small bot that survives bad days, as a user would write it: it watches a stock and may buy some.

`tick()` is called once a second by whoever runs it; everything else happens in callbacks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from ibproto.client import EClient
from ibproto.common import BarData
from ibproto.contract import Contract
from ibproto.execution import Execution, ExecutionFilter
from ibproto.gateway import SteppedGateway
from ibproto.order import Order
from ibproto.wrapper import EWrapper

AAPL = Contract(symbol="AAPL", secType="STK", exchange="SMART", currency="USD")
QUOTE, BARS, EXECUTIONS = 1, 2, 3  # request ids
LAST, DELAYED_LAST = 4, 68
LONGEST_PAUSE = 30.0
SILENCE = 60.0  # seconds without a tick after which a stream is taken for dead
HEARTBEAT, CHECK = 20.0, 45.0  # seconds between two looks whether the gateway lives, and at orders and positions
REFUSED = (354, 10089, 10090, 10168, 10186)


class PatientBot(EWrapper, EClient):
    """dial: connects the bot it is given. now: the time in seconds."""

    def __init__(self, dial: Callable[[PatientBot], None], now: Callable[[], float]) -> None:
        EClient.__init__(self, self)
        self.dial, self.now = dial, now
        self.dial_at, self.pause = 0.0, 1.0
        self.account, self.next_id = "", 0
        self.is_up = True  # as far as we know the gateway has IB's servers
        self.new_port = 0
        self.deadlines: dict[str, tuple[float, Callable[[], None]]] = {}
        self.price, self.price_at = 0.0, 0.0
        self.has_quote = self.refused = False
        self.keeps_bars = False
        self.bars: dict[str, BarData] = {}
        self.working: dict[int, str] = {}  # order id -> status, "" until something is heard of it
        self.sizes: dict[int, Decimal] = {}
        self.executions: dict[str, Execution] = {}
        self.positions: dict[int, Decimal] = {}
        self.codes: list[int] = []  # of all errors
        self.dials = 0

    # ---------------------------------------------------------------------------------------- the connection

    @property
    def is_ready(self) -> bool:
        """Whether it may request and trade."""
        return self.isConnected() and bool(self.account) and self.next_id > 0 and self.is_up

    def tick(self) -> None:
        """Look after deadlines, silence and the connection."""
        now = self.now()
        if not self.isConnected():
            if now >= self.dial_at:
                self._connect()
            return
        for what, (when, late) in list(self.deadlines.items()):
            if now >= when:
                del self.deadlines[what]
                late()
        for what, seconds, then in (("heartbeat", HEARTBEAT, self._ask_for_life), ("check", CHECK, self._check)):
            if what not in self.deadlines:
                self._expect(what, seconds, then)
        if self.is_ready and self.has_quote and not self.refused and now - self.price_at > SILENCE:
            self._watch()

    def _connect(self) -> None:
        self.dials += 1
        self.account, self.next_id, self.is_up, self.has_quote = "", 0, True, False
        self.deadlines.clear()
        self._expect("beginning", 60.0, self.disconnect)
        self.dial(self)
        if not self.isConnected():
            self._wait_longer()

    def _wait_longer(self) -> None:
        self.dial_at = self.now() + self.pause
        self.pause = min(LONGEST_PAUSE, self.pause * 2)

    def _ask_for_life(self) -> None:
        self._expect("life", 10.0, self.disconnect)
        self.reqCurrentTime()

    def _check(self) -> None:
        if self.is_ready:
            self._renew(streams=False)

    def currentTime(self, time: int) -> None:
        self.deadlines.pop("life", None)

    def connectionClosed(self) -> None:
        self._wait_longer()

    def nextValidId(self, orderId: int) -> None:
        self.next_id = max(orderId, self.next_id)
        self._begin()

    def managedAccounts(self, accountsList: str) -> None:
        self.account = accountsList.split(",")[0]
        self._begin()

    def _begin(self) -> None:
        if "beginning" in self.deadlines and self.account and self.next_id:
            del self.deadlines["beginning"]
            self.pause = 1.0
            self._renew(streams=True)

    def _renew(self, streams: bool) -> None:
        """After a gap: find out what has happened."""
        if streams:
            self._watch()
            if self.keeps_bars:
                self.keep_bars()
        self.reqOpenOrders()
        self._expect("openOrderEnd", 10.0, lambda: None)
        self.reqExecutions(EXECUTIONS, ExecutionFilter())
        self._expect("execDetailsEnd", 10.0, self._judge_orders)
        self.reqPositions()
        self._expect("positionEnd", 10.0, lambda: None)

    def _expect(self, what: str, seconds: float, late: Callable[[], None]) -> None:
        self.deadlines[what] = (self.now() + seconds, late)

    def error(self, reqId: int, errorTime: int, errorCode: int, errorString: str, *more: Any) -> None:
        self.codes.append(errorCode)
        if errorCode in (1100, 2110):
            self.is_up = False
        elif errorCode in (1101, 1102):
            self.is_up = True
            self._renew(streams=errorCode == 1101)
        elif errorCode == 1300:
            found = re.search(r"(\d+)\D*$", errorString)
            self.new_port = int(found[1]) if found else 0
        elif errorCode in REFUSED and reqId == QUOTE:
            self.refused = True
        elif errorCode == 10182 and reqId == BARS:
            self._expect("bars", 30.0, self.keep_bars)
        elif errorCode == 162 and reqId == BARS:
            self._expect("bars", 15.0, self.keep_bars)

    # ---------------------------------------------------------------------------------------- data

    def _watch(self) -> None:
        if self.has_quote:
            self.cancelMktData(QUOTE)
        self.has_quote, self.price_at = True, self.now()
        self.reqMarketDataType(3)
        self.reqMktData(QUOTE, AAPL, "", False, False, [])

    def tickPrice(self, reqId: int, tickType: int, price: float, attrib: Any) -> None:
        if tickType in (LAST, DELAYED_LAST):
            self.price, self.price_at = price, self.now()

    def keep_bars(self) -> None:
        self.keeps_bars = True
        if self.is_ready:
            self.reqHistoricalData(BARS, AAPL, "", "600 S", "1 min", "TRADES", 0, 1, True, [])

    def historicalData(self, reqId: int, bar: BarData) -> None:
        self.bars[bar.date] = bar

    def historicalDataUpdate(self, reqId: int, bar: BarData) -> None:
        self.bars[bar.date] = bar

    # ---------------------------------------------------------------------------------------- orders

    @property
    def bought(self) -> Decimal:
        return sum((one.shares for one in self.executions.values()), Decimal(0))

    def buy(self, size: int) -> int:
        """Place an order; 0 when this is not the time for it."""
        if not self.is_ready:
            return 0
        number, self.next_id = self.next_id, self.next_id + 1
        self.working[number], self.sizes[number] = "", Decimal(size)
        order = Order(action="BUY", totalQuantity=Decimal(size), orderType="MKT", account=self.account)
        self.placeOrder(number, AAPL, order)
        self._expect(f"order {number}", 5.0, self._check)
        return number

    def _judge_orders(self) -> None:
        """Everything that is known of orders has come: what nobody knows is lost, and placed again."""
        if not self.is_ready:  # the next beginning, or return of the servers, asks again
            return
        known = {one.orderId for one in self.executions.values()}
        for number, status in list(self.working.items()):
            if not status and number not in known:
                del self.working[number]
                self.buy(int(self.sizes.pop(number)))

    def openOrder(self, orderId: int, contract: Contract, order: Order, orderState: Any) -> None:
        self.working[orderId] = orderState.status
        self.deadlines.pop(f"order {orderId}", None)

    def orderStatus(self, orderId: int, status: str, *more: Any) -> None:
        self.working[orderId] = status
        self.deadlines.pop(f"order {orderId}", None)

    def openOrderEnd(self) -> None:
        self.deadlines.pop("openOrderEnd", None)

    def execDetails(self, reqId: int, contract: Contract, execution: Execution) -> None:
        self.executions[execution.execId] = execution

    def execDetailsEnd(self, reqId: int) -> None:
        if self.deadlines.pop("execDetailsEnd", None):
            self._judge_orders()

    def position(self, account: str, contract: Contract, position: Decimal, avgCost: float) -> None:
        self.positions[contract.conId] = position

    def positionEnd(self) -> None:
        self.deadlines.pop("positionEnd", None)


def hired(gateway: SteppedGateway) -> PatientBot:
    """A bot that works on a gateway, from its first connection on."""
    bot = PatientBot(gateway.connect, gateway.clock.now)
    bot.tick()
    return bot


def live(gateway: SteppedGateway, bot: PatientBot, seconds: int) -> None:
    """Let the bot live for so many seconds."""
    for _ in range(seconds):
        gateway.advance(1)
        bot.tick()


def is_well(gateway: SteppedGateway, bot: PatientBot) -> bool:
    """Whether the bot is at work, sees prices as they are now, and knows what it has, like the gateway does."""
    with gateway.control() as world:
        held = sum((position.quantity for position in world.ledger.positions.values()), Decimal(0))
        world.trading.check()
    sees = bot.refused or gateway.clock.now() - bot.price_at < SILENCE and bot.price > 0
    return bot.is_ready and sees and bot.bought == held and all(bot.working.values())
