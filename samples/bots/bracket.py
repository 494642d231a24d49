"""Buys with a bracket: a limit order, and with it a profit target and a stop, and watches until the trade is over.

    python bracket.py                                       on a simulated gateway
    python bracket.py --port 7497 --symbol MSFT --quantity 10 --target 0.5 --stop 0.25 --seconds 3600

What matters is never remembered as a flag but computed from the executions, each counted once: so a lost connection,
or a fill that is told twice, changes nothing. When the protection is lost while shares are held, they are sold at once.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from decimal import Decimal
from enum import Enum

from _common import parser, serve, target

from ibproto.client import EClient
from ibproto.common import TickAttrib
from ibproto.contract import Contract, ContractDetails
from ibproto.error_codes import category
from ibproto.execution import Execution, ExecutionFilter
from ibproto.order import Order
from ibproto.order_cancel import OrderCancel
from ibproto.order_state import OrderState
from ibproto.ticktype import TickTypeEnum
from ibproto.wrapper import EWrapper

DETAILS, QUOTES, EXECUTIONS = 900_001, 900_002, 900_003
ENDED = ("Filled", "Cancelled", "ApiCancelled", "Inactive")
PRICE_TIME = 20.0  # seconds for a first price
GRACE = 3.0  # seconds in which the loss of the protection may turn out to be a fill of its twin


class Outcome(Enum):
    PROFIT = "the target was reached"
    STOPPED = "the stop was hit"
    RESCUED = "the protection was lost, the shares were sold at market"
    NOT_FILLED = "the entry was not filled in time"
    REFUSED = "the server refused"


def bracket(first_id: int, quantity: int, entry: float, profit: float, stop: float) -> list[Order]:
    """A limit order to buy and its two exits; nothing is live until the last of them is there (`transmit`)."""
    parent = Order(orderId=first_id, action="BUY", orderType="LMT", lmtPrice=entry)
    target = Order(orderId=first_id + 1, action="SELL", orderType="LMT", lmtPrice=profit, parentId=first_id)
    protection = Order(orderId=first_id + 2, action="SELL", orderType="STP", auxPrice=stop, parentId=first_id)
    for order in (parent, target, protection):
        order.totalQuantity, order.tif, order.transmit = Decimal(quantity), "GTC", order is protection
    return [parent, target, protection]


class BracketTrader(EWrapper, EClient):
    """One trade, from the quote to the exit. One thread: callbacks and `step()` never meet."""

    def __init__(
        self,
        contract: Contract,
        quantity: int,
        target: float,
        stop: float,
        patience: float = 30.0,
        below: float = 0.0,
        now: Callable[[], float] = time.monotonic,
        say: Callable[[str], None] = print,
    ) -> None:
        EClient.__init__(self, self)
        self.contract, self.quantity = contract, quantity
        self.target, self.stop, self.below = target, stop, below  # percent
        self.patience = patience  # seconds
        self.now, self.say = now, say
        self.tick = 0.0
        self.ask = 0.0
        self.orders: list[Order] = []  # entry, target, stop, and the rescue if there is one
        self.ended: dict[int, str] = {}  # order id -> how it ended
        self.listed: set[int] = set()  # the orders that the server showed since we asked
        self.fills: dict[str, tuple[int, Decimal, float]] = {}  # execution id -> order id, shares, price
        self.next_id = 0
        self.deadline: float | None = None  # of what is waited for
        self.alarm: float | None = None  # when the protection is taken for lost
        self.outcome: Outcome | None = None

    # ---- the entry ---------------------------------------------------------------------------------------------------

    def nextValidId(self, orderId: int) -> None:
        self.next_id = max(self.next_id, orderId)
        if self.orders:  # a new connection: what happened meanwhile?
            self.listed.clear()
            self.reqExecutions(EXECUTIONS, ExecutionFilter(clientId=self.clientId or 0))
            return
        self.deadline = self.now() + PRICE_TIME
        self.reqContractDetails(DETAILS, self.contract)

    def contractDetails(self, reqId: int, contractDetails: ContractDetails) -> None:
        if self.tick:
            self.finish(Outcome.REFUSED, f"{self.contract.symbol} is ambiguous: give more of the contract")
        self.contract, self.tick = contractDetails.contract, contractDetails.minTick

    def contractDetailsEnd(self, reqId: int) -> None:
        if self.outcome is None:
            self.reqMktData(QUOTES, self.contract, "", False, False, [])

    def tickPrice(self, reqId: int, tickType: int, price: float, attrib: TickAttrib) -> None:
        if tickType in (TickTypeEnum.ASK, TickTypeEnum.DELAYED_ASK) and price > 0 and not self.orders:
            self.ask = price
            self.enter()

    def enter(self) -> None:
        entry = self.rounded(self.ask * (1 - self.below / 100))
        profit, stop = (self.rounded(entry * (1 + percent / 100)) for percent in (self.target, -self.stop))
        self.orders = bracket(self.next_id, self.quantity, entry, profit, stop)
        self.next_id += len(self.orders)
        self.deadline = self.now() + self.patience
        self.say(f"buying {self.quantity} {self.contract.symbol} at {entry}, target {profit}, stop {stop}")
        for order in self.orders:
            self.placeOrder(order.orderId, self.contract, order)
        self.cancelMktData(QUOTES)

    def rounded(self, price: float) -> float:
        """The price that the exchange takes."""
        return round(round(price / self.tick) * self.tick, 6)

    # ---- what happened, by the executions ----------------------------------------------------------------------------

    def filled(self, *orders: Order) -> Decimal:
        ids = [order.orderId for order in orders]
        return sum((shares for order, shares, _ in self.fills.values() if order in ids), Decimal(0))

    def average(self, *orders: Order) -> float:
        ids = [order.orderId for order in orders]
        paid = sum(float(shares) * price for order, shares, price in self.fills.values() if order in ids)
        return paid / float(self.filled(*orders) or 1)

    @property
    def open_shares(self) -> Decimal:
        return self.filled(self.orders[0]) - self.filled(*self.orders[1:]) if self.orders else Decimal(0)

    def execDetails(self, reqId: int, contract: Contract, execution: Execution) -> None:
        if execution.orderId not in [order.orderId for order in self.orders] or execution.execId in self.fills:
            return
        self.fills[execution.execId] = (execution.orderId, execution.shares, execution.price)
        self.say(f"order {execution.orderId}: {execution.side} {execution.shares} at {execution.price}")
        self.look()

    def execDetailsEnd(self, reqId: int) -> None:
        self.reqOpenOrders()

    def openOrder(self, orderId: int, contract: Contract, order: Order, orderState: OrderState) -> None:
        self.listed.add(orderId)

    def openOrderEnd(self) -> None:
        for order in self.orders:
            if order.orderId not in self.listed:
                self.ended.setdefault(order.orderId, "gone")
        self.look()

    def orderStatus(self, orderId: int, status: str, *more: object) -> None:
        if status in ENDED and orderId in [order.orderId for order in self.orders]:
            self.ended[orderId] = status
            self.look()

    def look(self) -> None:
        """Draw the conclusions."""
        if not self.orders or self.outcome is not None:
            return
        entry, profit, stop, *rescue = self.orders
        bought = self.filled(entry)
        if bought and self.deadline is not None:
            self.deadline = None
        is_done = entry.orderId in self.ended or bought == entry.totalQuantity
        if is_done and bought and not self.open_shares:
            last = max((order for order in self.orders[1:] if self.filled(order)), key=self.filled)
            outcomes = {profit.orderId: Outcome.PROFIT, stop.orderId: Outcome.STOPPED}
            gain = float(bought) * (self.average(*self.orders[1:]) - self.average(entry))
            self.finish(outcomes.get(last.orderId, Outcome.RESCUED), f"gain {gain:.2f}")
        elif is_done and not bought:
            self.finish(Outcome.NOT_FILLED, self.ended.get(entry.orderId, ""))
        elif self.open_shares and not rescue and stop.orderId in self.ended and self.alarm is None:
            self.alarm = self.now() + GRACE  # its twin may have been filled: then that is told in a moment

    def finish(self, outcome: Outcome, detail: str = "") -> None:
        if self.outcome is None:
            self.outcome = outcome
            self.say(f"{outcome.value}. {detail}".rstrip())

    # ---- what goes wrong ---------------------------------------------------------------------------------------------

    def error(
        self, reqId: int, errorTime: int, errorCode: int, errorString: str, advancedOrderRejectJson: str = ""
    ) -> None:
        kind = category(errorCode)
        ids = [order.orderId for order in self.orders]
        if kind in ("notice", "farm", "cancelled"):
            return
        self.say(f"error {errorCode} ({kind}): {errorString}")
        if kind in ("refused", "client") and reqId in (DETAILS, QUOTES):
            self.finish(Outcome.REFUSED, errorString)
        elif kind in ("refused", "rejected", "client") and reqId in ids:
            self.ended[reqId] = "rejected"
            if not self.filled(self.orders[0]):  # what was accepted of the bracket must not live on without the rest
                self.cancel_all()
                self.finish(Outcome.REFUSED, errorString)
            self.look()

    def cancel_all(self) -> None:
        for order in self.orders:
            if order.orderId not in self.ended:
                self.cancelOrder(order.orderId, OrderCancel())

    def rescue(self) -> None:
        """Shares without a stop: out."""
        self.alarm = None
        self.say("the stop is gone while shares are held: selling at market")
        self.cancel_all()
        order = Order(orderId=self.next_id, action="SELL", orderType="MKT", totalQuantity=self.open_shares, tif="DAY")
        self.next_id += 1
        self.orders.append(order)
        self.placeOrder(order.orderId, self.contract, order)

    def connectionClosed(self) -> None:
        if self.outcome is None:
            self.say("the connection is closed; the orders go on at the server")

    def step(self) -> None:
        """What is due."""
        now = self.now()
        if self.alarm is not None and now > self.alarm:
            self.alarm = None
            if self.open_shares and self.isConnected():
                self.rescue()
        if self.deadline is not None and now > self.deadline and self.outcome is None:
            self.deadline = None
            if not self.orders:
                self.finish(Outcome.REFUSED, "no price came in time")
            else:
                self.say(f"not filled within {self.patience:.0f} s: cancelling")
                self.cancelOrder(self.orders[0].orderId, OrderCancel())  # the exits go with it

    def is_over(self) -> bool:
        return self.outcome is not None

    def shut_down(self) -> None:
        if self.isConnected():
            if self.orders and not self.filled(self.orders[0]) and self.outcome is None:
                self.cancelOrder(self.orders[0].orderId, OrderCancel())
            self.disconnect()
        if self.open_shares:
            self.say(f"{self.open_shares} {self.contract.symbol} are held; target and stop go on at the server")


def main() -> int:
    options = parser(__doc__)
    options.add_argument("--symbol", default="AAPL", help="a stock in USD (default: %(default)s)")
    options.add_argument("--quantity", type=int, default=100, help="shares (default: %(default)s)")
    options.add_argument("--target", type=float, default=0.04, help="percent above the entry (default: %(default)s)")
    options.add_argument("--stop", type=float, default=0.04, help="percent below the entry (default: %(default)s)")
    options.add_argument("--below", type=float, default=0.0, help="percent of the entry below the ask (default: 0)")
    options.add_argument("--patience", type=float, default=30.0, help="seconds for the entry (default: %(default)s)")
    options.add_argument("--seconds", type=float, default=20.0, help="how long to watch (default: %(default)s)")
    chosen = options.parse_args()
    contract = Contract(symbol=chosen.symbol, secType="STK", exchange="SMART", currency="USD")
    trader = BracketTrader(contract, chosen.quantity, chosen.target, chosen.stop, chosen.patience, chosen.below)
    with target(chosen, speed=60) as where:
        serve(trader, where, chosen.seconds)
    return 0 if trader.outcome in (Outcome.PROFIT, Outcome.STOPPED, Outcome.NOT_FILLED) else 1


if __name__ == "__main__":
    sys.exit(main())
