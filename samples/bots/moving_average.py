"""Trades the crossing of two moving averages of 5-second bars, and survives the nightly reset.

    python moving_average.py                        on a simulated gateway, with a reset in the middle
    python moving_average.py --port 7497 --seconds 86400 --symbol MSFT --quantity 10      on a paper account

Long `--quantity` shares while the fast average is above the slow one, else flat. What survives a lost connection is
not remembered but asked for again: the position, the order that may still work, the bars that were missed. Until all
three are known the bot does not trade, and never while an order of its own works.
"""

from __future__ import annotations

import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from decimal import Decimal
from enum import Enum

from _common import nightly_reset, parser, serve, target

from ibproto.client import EClient
from ibproto.common import BarData
from ibproto.contract import Contract
from ibproto.error_codes import category
from ibproto.order import Order
from ibproto.order_cancel import OrderCancel
from ibproto.order_state import OrderState
from ibproto.wrapper import EWrapper

LIVE, HISTORY = 900_001, 900_002  # ids of requests, far from those of orders
REFERENCE = "moving-average"  # marks our orders, also for those who look at them in TWS
ENDED = ("Filled", "Cancelled", "ApiCancelled", "Inactive")
SYNC_TIME = 30.0  # seconds for everything to be known; then the connection is made anew
BOOKING_TIME = 10.0  # seconds in which the position must show what was filled
RETRY_TIME = 30.0  # seconds after which refused bars are asked for again


class Phase(Enum):
    OFFLINE = "offline"
    SYNCING = "finding out where we stand"
    TRADING = "trading"
    HALTED = "halted"  # something happened that a person has to look at


class Trader(EWrapper, EClient):
    """The strategy, and what it knows about the world. One thread: callbacks and `step()` never meet."""

    def __init__(
        self,
        contract: Contract,
        quantity: int,
        fast: int = 4,
        slow: int = 12,
        now: Callable[[], float] = time.monotonic,
        say: Callable[[str], None] = print,
    ) -> None:
        EClient.__init__(self, self)
        self.contract, self.quantity, self.fast, self.slow = contract, Decimal(quantity), fast, slow
        self.now, self.say = now, say
        self.phase = Phase.OFFLINE
        self.linked = True  # TWS reaches IB's servers
        self.missing: set[str] = set()  # what SYNCING waits for
        self.deadline = 0.0  # of SYNCING, or of `expected`
        self.closes: deque[float] = deque(maxlen=slow)
        self.newest = 0  # time of the last of them
        self.held = Decimal(0)
        self.expected: Decimal | None = None  # what must be held after a fill, until the account shows it
        self.working: int | None = None  # id of our order that may still be filled
        self.before = Decimal(0)  # what was held when it was placed
        self.sign = 1
        self.next_id = 0
        self.retry_at: float | None = None
        self.orders_placed = 0

    # ---- where we stand ----------------------------------------------------------------------------------------------

    def nextValidId(self, orderId: int) -> None:
        self.next_id = max(self.next_id, orderId)
        self.linked = True  # until TWS says otherwise
        self.sync()

    def sync(self) -> None:
        """Ask for all that matters; trading goes on when it is known."""
        if self.phase is Phase.HALTED:
            return
        self.phase = Phase.SYNCING
        self.missing = {"position", "orders", "history"}
        self.deadline = self.now() + SYNC_TIME
        self.held, self.expected, self.working, self.retry_at = Decimal(0), None, None, None
        self.closes.clear()
        self.newest = 0
        self.reqPositions()
        self.reqOpenOrders()
        span = max(60, 5 * (self.slow + 2))
        self.reqHistoricalData(HISTORY, self.contract, "", f"{span} S", "5 secs", "TRADES", 1, 2, False, [])

    def found(self, what: str) -> None:
        """One thing less to wait for."""
        self.missing.discard(what)
        if self.phase is Phase.SYNCING and not self.missing:
            self.phase = Phase.TRADING
            self.reqRealTimeBars(LIVE, self.contract, 5, "TRADES", True, [])
            self.say(f"ready: {self.held} held, {len(self.closes)} bars, order at work: {self.working or 'none'}")

    def position(self, account: str, contract: Contract, position: Decimal, avgCost: float) -> None:
        ours = self.contract
        if (contract.symbol, contract.secType, contract.currency) != (ours.symbol, ours.secType, ours.currency):
            return
        self.held = position
        if self.held == self.expected:
            self.expected = None

    def positionEnd(self) -> None:
        self.found("position")

    def openOrder(self, orderId: int, contract: Contract, order: Order, orderState: OrderState) -> None:
        is_ours = order.orderRef == REFERENCE and order.clientId == self.clientId
        if self.phase is Phase.SYNCING and is_ours and orderState.status not in ENDED:
            self.working = orderId  # it outlived the connection
            self.say(f"order {orderId} still works: {order.action} {order.totalQuantity}")

    def openOrderEnd(self) -> None:
        self.found("orders")

    def historicalData(self, reqId: int, bar: BarData) -> None:
        self.closes.append(bar.close)
        self.newest = int(bar.date)

    def historicalDataEnd(self, reqId: int, start: str, end: str) -> None:
        if self.closes:
            self.closes.pop()  # the newest bar is not complete
            self.newest -= 5
        self.found("history")

    # ---- the strategy ------------------------------------------------------------------------------------------------

    def realtimeBar(self, reqId, time, open_, high, low, close, volume, wap, count):  # type: ignore[no-untyped-def]
        if time <= self.newest:
            return  # it came with the history
        self.newest = time
        self.closes.append(close)
        self.decide()

    def decide(self) -> None:
        """Bring the position to where the averages want it, one order at a time."""
        is_free = self.working is None and self.expected is None
        if self.phase is not Phase.TRADING or not self.linked or not is_free or len(self.closes) < self.slow:
            return
        closes = list(self.closes)
        fast, slow = sum(closes[-self.fast :]) / self.fast, sum(closes) / self.slow
        change = (self.quantity if fast > slow else Decimal(0)) - self.held
        if change:
            self.say(f"fast {fast:.3f}, slow {slow:.3f}, {self.held} held")
            self.trade(change)

    def trade(self, change: Decimal) -> None:
        order = Order(
            action="BUY" if change > 0 else "SELL",
            totalQuantity=abs(change),
            orderType="MKT",
            tif="DAY",
            orderRef=REFERENCE,
        )
        self.working, self.before, self.sign = self.next_id, self.held, 1 if change > 0 else -1
        self.next_id += 1
        self.orders_placed += 1
        self.say(f"order {self.working}: {order.action} {order.totalQuantity} {self.contract.symbol}")
        self.placeOrder(self.working, self.contract, order)

    def orderStatus(self, orderId, status, filled, remaining, avgFillPrice, *more):  # type: ignore[no-untyped-def]
        if orderId != self.working or status not in ENDED:
            return
        self.say(f"order {orderId}: {status}, {filled} filled at {avgFillPrice:.2f}")
        self.working = None
        if self.phase is Phase.TRADING and self.before + self.sign * filled != self.held:
            self.expected, self.deadline = self.before + self.sign * filled, self.now() + BOOKING_TIME

    # ---- what goes wrong ---------------------------------------------------------------------------------------------

    def error(
        self, reqId: int, errorTime: int, errorCode: int, errorString: str, advancedOrderRejectJson: str = ""
    ) -> None:
        kind = category(errorCode)
        if kind != "notice":
            self.say(f"error {errorCode} ({kind}): {errorString}")
        if errorCode == 1100:  # orders would be accepted or not, nobody knows: do nothing until the way is back
            self.linked = False
        elif errorCode in (1101, 1102):  # back, without or with the subscriptions; what happened meanwhile is not told
            self.linked = True
            self.cancelRealTimeBars(LIVE)
            self.sync()
        elif kind == "rejected" or (kind == "refused" and reqId == self.working):
            self.halt(f"order {reqId} was not accepted")  # the same order again would not be either
        elif kind == "refused" and reqId == -1 and self.phase is Phase.SYNCING:
            self.halt(errorString)  # such as a read-only API: no orders, and no list of them
        elif kind == "refused" and reqId == HISTORY:
            self.found("history")  # then the averages fill from live bars
        elif kind == "refused" and reqId == LIVE:
            self.retry_at = self.now() + RETRY_TIME

    def halt(self, why: str) -> None:
        self.phase = Phase.HALTED
        self.say(f"halted: {why}; {self.held} held")

    def connectionClosed(self) -> None:
        if self.phase is not Phase.HALTED:
            self.phase = Phase.OFFLINE
        self.say("the connection is closed")

    def step(self) -> None:
        """What is due: deadlines and retries."""
        now = self.now()
        if self.phase is Phase.SYNCING and now > self.deadline:
            self.say(f"no answer about {', '.join(sorted(self.missing))}: connecting again")
            self.disconnect()
        elif self.phase is Phase.TRADING and self.expected is not None and now > self.deadline:
            self.say(f"{self.expected} should be held, the account says {self.held}: asking again")
            self.cancelRealTimeBars(LIVE)
            self.sync()
        elif self.retry_at is not None and now > self.retry_at and self.phase is Phase.TRADING:
            self.retry_at = None
            self.reqRealTimeBars(LIVE, self.contract, 5, "TRADES", True, [])

    def is_over(self) -> bool:
        return self.phase is Phase.HALTED

    def shut_down(self) -> None:
        """Leave nothing behind but the position."""
        if self.isConnected():
            if self.working is not None:
                self.cancelOrder(self.working, OrderCancel())
            self.cancelRealTimeBars(LIVE)
            self.cancelPositions()
            self.disconnect()
        self.say(f"{self.orders_placed} orders placed, {self.held} {self.contract.symbol} held")


def main() -> int:
    options = parser(__doc__)
    options.add_argument("--symbol", default="AAPL", help="a stock in USD (default: %(default)s)")
    options.add_argument("--quantity", type=int, default=100, help="shares (default: %(default)s)")
    options.add_argument("--fast", type=int, default=4, help="bars of the fast average (default: %(default)s)")
    options.add_argument("--slow", type=int, default=12, help="bars of the slow average (default: %(default)s)")
    options.add_argument("--seconds", type=float, default=3.0, help="how long to trade (default: %(default)s)")
    chosen = options.parse_args()
    contract = Contract(symbol=chosen.symbol, secType="STK", exchange="SMART", currency="USD")
    trader = Trader(contract, chosen.quantity, chosen.fast, chosen.slow)
    with target(chosen, speed=60) as where:  # simulated time flies: a minute in a second
        night = threading.Timer(chosen.seconds / 2, nightly_reset, (where.gateway,))
        if where.gateway is not None:
            night.start()
        serve(trader, where, chosen.seconds)
        night.cancel()
    return 1 if trader.phase is Phase.HALTED else 0


if __name__ == "__main__":
    sys.exit(main())
