"""Place a limit order far below the market, wait until it works, cancel it, and wait until it is cancelled.

With --port this places a real order for one share of AAPL at 1.00 USD, on the account that is logged in there.
"""

from __future__ import annotations

import sys
from decimal import Decimal

from _target import target

from ibproto.client import EClient
from ibproto.contract import Contract
from ibproto.order import Order
from ibproto.order_cancel import OrderCancel
from ibproto.wrapper import EWrapper


class App(EWrapper, EClient):
    def __init__(self) -> None:
        EClient.__init__(self, self)
        self.order_id = 0
        self.cancelled = False

    def nextValidId(self, orderId: int) -> None:
        self.order_id = orderId
        contract = Contract(symbol="AAPL", secType="STK", exchange="SMART", currency="USD")
        order = Order(action="BUY", totalQuantity=Decimal(1), orderType="LMT", lmtPrice=1.0, tif="DAY")
        self.placeOrder(orderId, contract, order)

    def openOrder(self, orderId, contract, order, orderState):  # type: ignore[no-untyped-def]
        print(f"order {orderId}: {order.action} {order.totalQuantity} {contract.symbol} at {order.lmtPrice}")

    def orderStatus(self, orderId, status, filled, remaining, *more):  # type: ignore[no-untyped-def]
        print(f"order {orderId}: {status}, filled {filled}, remaining {remaining}")
        if status == "Submitted":  # it works at the exchange
            self.cancelOrder(orderId, OrderCancel())
        elif status in ("Cancelled", "ApiCancelled"):
            self.cancelled = True
            self.disconnect()

    def error(self, reqId, errorTime, errorCode, errorString, advancedOrderRejectJson=""):  # type: ignore[no-untyped-def]
        print(f"error {errorCode}: {errorString}" + (f" (order {reqId})" if reqId == self.order_id else ""))


with target(__doc__) as (host, port, client_id), App() as app:
    app.connect(host, port, client_id, wait=True)
    app.startLoop().join(timeout=10)  # the loop, in a thread of its own: this one waits until it ends

sys.exit(0 if app.cancelled else 1)
