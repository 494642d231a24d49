"""The demo: a bot as anyone would write it, which prints its callbacks one by one.

It asks for a contract, watches its quotes and places a bracket: it buys at market, with an order above to take the
profit and a stop below. Against a simulated gateway the price rises then, so that the profit is taken and the stop is
cancelled; elsewhere both are cancelled, and what was bought is kept.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from ibproto.client import EClient
from ibproto.commission_and_fees_report import CommissionAndFeesReport
from ibproto.common import TickAttrib
from ibproto.contract import Contract, ContractDetails
from ibproto.error_codes import category
from ibproto.execution import Execution
from ibproto.order import Order
from ibproto.order_cancel import OrderCancel
from ibproto.order_state import OrderState
from ibproto.ticktype import TickTypeEnum
from ibproto.wrapper import EWrapper

CONTRACT_REQUEST, QUOTE_REQUEST = 101, 102
PRICES = (1, 2, 4, 66, 67, 68)  # bid, ask and last, live and delayed
QUOTES_SHOWN = 40
QUOTE_TIME = 2.0  # seconds in which they are collected; a market that is closed has less to tell
PATIENCE = 12.0  # seconds for everything together
FAILURES = ("refused", "rejected", "client")  # categories of errors after which there is nothing to wait for
CASH_QTY_SINCE = 111  # server version


class DemoFailed(Exception):
    """Something that the demo waits for did not happen."""


class DemoBot(EWrapper, EClient):
    """Prints what it is told, and remembers what the next step depends on."""

    def __init__(self) -> None:
        EClient.__init__(self, self)
        self.started = time.monotonic()
        self.news = threading.Condition()  # guards what follows; told of each callback
        self.next_order_id = 0
        self.contract: Contract | None = None
        self.prices: dict[int, float] = {}
        self.quotes = 0
        self.statuses: dict[int, str] = {}
        self.executed: dict[str, Decimal] = {}  # by execution id
        self.commissions: set[str] = set()
        self.problem = ""

    # ---- what the bot is told ----

    def show(self, callback: str, text: str) -> None:
        put(f"{time.monotonic() - self.started:6.2f}s  {callback:<24} {text}")
        with self.news:
            self.news.notify_all()

    def managedAccounts(self, accountsList: str) -> None:
        self.show("managedAccounts", accountsList)

    def nextValidId(self, orderId: int) -> None:
        self.next_order_id = orderId
        self.show("nextValidId", str(orderId))

    def error(
        self, reqId: int, errorTime: int, errorCode: int, errorString: str, advancedOrderRejectJson: str = ""
    ) -> None:
        if reqId != -1 and category(errorCode) in FAILURES:
            self.problem = f"{errorCode} {errorString}"
        self.show("error", f"[{errorCode}] {errorString}" + (f" (id {reqId})" if reqId != -1 else ""))

    def contractDetails(self, reqId: int, contractDetails: ContractDetails) -> None:
        self.contract = contractDetails.contract
        name, tick = contractDetails.longName, contractDetails.minTick
        self.show("contractDetails", f"{name}, conId {self.contract.conId}, price step {tick}")

    def contractDetailsEnd(self, reqId: int) -> None:
        self.show("contractDetailsEnd", "")

    def marketDataType(self, reqId: int, marketDataType: int) -> None:
        kinds = {1: "live", 2: "frozen", 3: "delayed", 4: "delayed, frozen"}
        self.show("marketDataType", kinds.get(marketDataType, str(marketDataType)))

    def tickPrice(self, reqId: int, tickType: int, price: float, attrib: TickAttrib) -> None:
        self.prices[tickType] = price
        self.tick("tickPrice", tickType, f"{price:.2f}")

    def tickSize(self, reqId: int, tickType: int, size: Decimal) -> None:
        self.tick("tickSize", tickType, str(size))

    def tick(self, callback: str, tick_type: int, value: str) -> None:
        self.quotes += 1
        if self.quotes <= QUOTES_SHOWN:
            self.show(callback, f"{TickTypeEnum.toStr(tick_type):<8} {value}")

    def openOrder(self, orderId: int, contract: Contract, order: Order, orderState: OrderState) -> None:
        prices = {"LMT": order.lmtPrice, "STP": order.auxPrice}
        limit = f" at {prices[order.orderType]}" if order.orderType in prices else ""
        what = f"{order.action} {order.totalQuantity} {contract.symbol} {order.orderType}{limit}"
        self.show("openOrder", f"order {orderId}: {what}: {orderState.status}")

    def orderStatus(
        self,
        orderId: int,
        status: str,
        filled: Decimal,
        remaining: Decimal,
        avgFillPrice: float,
        permId: int,
        parentId: int,
        lastFillPrice: float,
        clientId: int,
        whyHeld: str,
        mktCapPrice: float,
    ) -> None:
        self.statuses[orderId] = status
        price = f" at {avgFillPrice:.4f}" if filled else ""
        held = f", held for: {whyHeld}" if whyHeld else ""
        self.show("orderStatus", f"order {orderId}: {status}, filled {filled}{price}, remaining {remaining}{held}")

    def execDetails(self, reqId: int, contract: Contract, execution: Execution) -> None:
        self.executed[execution.execId] = execution.shares
        what = f"{execution.side} {execution.shares} {contract.symbol} at {execution.price} on {execution.exchange}"
        self.show("execDetails", f"order {execution.orderId}: {what}")

    def commissionAndFeesReport(self, commissionAndFeesReport: CommissionAndFeesReport) -> None:
        self.commissions.add(commissionAndFeesReport.execId)
        cost, currency = commissionAndFeesReport.commissionAndFees, commissionAndFeesReport.currency
        self.show("commissionAndFeesReport", f"{cost:.2f} {currency} for execution {commissionAndFeesReport.execId}")

    def connectionClosed(self) -> None:
        self.show("connectionClosed", "")

    # ---- what it does ----

    def wait_for(self, what: str, happened: Callable[[], object]) -> None:
        """Wait until something has happened; an error that belongs to one of our requests ends the wait."""
        left = self.started + PATIENCE - time.monotonic()
        with self.news:
            self.news.wait_for(lambda: happened() or self.problem or not self.isConnected(), max(0.0, left))
        if not happened():
            late = f"not within {PATIENCE:.0f} seconds"
            lost = "the connection was lost" if not self.isConnected() else ""
            raise DemoFailed(f"{what}: {self.problem or lost or late}")

    def watch(self) -> None:
        """A contract and its quotes."""
        say(f"which contract is AAPL? request {CONTRACT_REQUEST}")
        apple = Contract(symbol="AAPL", secType="STK", exchange="SMART", currency="USD")
        self.reqContractDetails(CONTRACT_REQUEST, apple)
        self.wait_for("contract details", lambda: self.contract)
        say(f"its quotes, request {QUOTE_REQUEST}")
        self.reqMarketDataType(3)  # delayed ones where there is no subscription to live ones
        self.reqMktData(QUOTE_REQUEST, apple, "", False, False, [])
        self.wait_for("quotes", lambda: any(kind in self.prices for kind in PRICES))
        with self.news:
            self.news.wait_for(lambda: self.quotes >= QUOTES_SHOWN, QUOTE_TIME)
        self.cancelMktData(QUOTE_REQUEST)

    def trade(self, quantity: int, set_price: Callable[[float], None] | None) -> None:
        """The life of a bracket. set_price: makes the price what it should be, where that is possible."""
        assert self.contract is not None
        contract = Contract(conId=self.contract.conId, exchange="SMART")
        parent = self.next_order_id
        profit, stop = parent + 1, parent + 2
        price = next(self.prices[kind] for kind in PRICES if kind in self.prices)
        above, below = round(price * 1.01, 2), round(price * 0.98, 2)
        say(f"buy {quantity} at market, order {parent}")
        say(f"when they are bought, sell them at {above}, order {profit}, or if they fall to {below}, order {stop}")
        self.placeOrder(parent, contract, self.order("BUY", quantity, "MKT", transmit=False))
        self.placeOrder(profit, contract, self.order("SELL", quantity, "LMT", parent, lmtPrice=above, transmit=False))
        self.placeOrder(stop, contract, self.order("SELL", quantity, "STP", parent, auxPrice=below))
        self.wait_for(f"order {parent} filled", lambda: self.statuses.get(parent) == "Filled")
        self.wait_for(f"execution of order {parent}", lambda: sum(self.executed.values()) >= quantity)
        self.wait_for(f"commissions of order {parent}", lambda: self.commissions >= set(self.executed))
        self.wait_for(f"order {profit} working", lambda: self.statuses.get(profit) == "Submitted")
        if set_price is None:
            say(f"cancel orders {profit} and {stop}; what was bought is kept")
            for order_id in (profit, stop):
                self.cancelOrder(order_id, OrderCancel())
            cancelled = f"orders {profit} and {stop} cancelled"
            self.wait_for(cancelled, lambda: all("Cancelled" in self.statuses[one] for one in (profit, stop)))
            return
        say(f"the price rises to {above}: the profit is taken, and the stop is reduced with it, then cancelled")
        set_price(above)
        self.wait_for(f"order {profit} filled", lambda: self.statuses.get(profit) == "Filled")
        self.wait_for(f"order {stop} cancelled", lambda: "Cancelled" in self.statuses[stop])
        self.wait_for(f"commissions of order {profit}", lambda: self.commissions >= set(self.executed))

    def order(self, action: str, quantity: int, kind: str, parent: int = 0, **more: Any) -> Order:
        order = Order(action=action, totalQuantity=Decimal(quantity), orderType=kind, parentId=parent, **more)
        if (self.serverVersion() or 0) < CASH_QTY_SINCE:
            order.cashQty = 0.0  # a server that does not know it takes it for set otherwise
        return order


def say(what: str) -> None:
    put(f"-- {what}")


def put(line: str) -> None:
    print(f"{line}\n", end="", flush=True)  # in one piece, as two threads print


def run(
    host: str,
    port: int,
    client_id: int,
    *,
    trade: bool,
    quantity: int,
    set_price: Callable[[float], None] | None = None,
) -> int:
    """Run the demo against a server: 0 when all of it happened, else 1. set_price: what the price is to be, if it can
    be set."""
    bot = DemoBot()
    say(f"connect to {host}:{port} as client {client_id}")
    bot.connect(host, port, client_id, timeout=5.0, wait=True)
    try:
        if not bot.isConnected():
            raise DemoFailed("connecting: see the error above; is the API enabled on that port?")
        put(f"         server version {bot.serverVersion()}")
        bot.startLoop()
        bot.watch()
        if trade:
            bot.trade(quantity, set_price)
        else:
            say("no orders: --trade places real ones, for one share, on the account you are connected to")
    except DemoFailed as failure:
        say(f"the demo failed: {failure}")
        return 1
    finally:
        bot.disconnect()
    say(f"done in {time.monotonic() - bot.started:.1f} seconds")
    return 0
