"""Lesson 9: an order is placed, works, is changed, is filled. Another one is cancelled."""

from decimal import Decimal

from _gateway import open_gateway

from ibproto.client import EClient
from ibproto.contract import Contract
from ibproto.order import Order
from ibproto.order_cancel import OrderCancel
from ibproto.wrapper import EWrapper

APPLE = Contract()
APPLE.symbol, APPLE.secType, APPLE.exchange, APPLE.currency = "AAPL", "STK", "SMART", "USD"


def buy_at(price):
    order = Order()
    order.action = "BUY"
    order.totalQuantity = Decimal(10)
    order.orderType = "LMT"
    order.lmtPrice = price
    return order


class App(EWrapper, EClient):
    def __init__(self):
        EClient.__init__(self, self)
        self.first = self.second = 0  # order ids
        self.seen = set()

    def nextValidId(self, orderId):
        self.first, self.second = orderId, orderId + 1  # the lowest free id; count up yourself
        self.placeOrder(self.first, APPLE, buy_at(1.00))  # far below the market: it will rest

    def orderStatus(self, orderId, status, filled, remaining, avgFillPrice, *more):
        if (orderId, status) in self.seen:  # statuses come more than once: act on the first
            return
        self.seen.add((orderId, status))
        print(f"order {orderId}: {status}, {filled} filled, {remaining} to go")
        if (orderId, status) == (self.first, "Submitted"):
            print(f"order {orderId}: change the price - placeOrder() again, with the same id")
            self.placeOrder(self.first, APPLE, buy_at(900.00))
        elif (orderId, status) == (self.second, "Submitted"):
            self.cancelOrder(self.second, OrderCancel())

    def execDetails(self, reqId, contract, execution):  # reqId is -1: nobody asked
        print(f"order {execution.orderId}: {execution.side} {execution.shares} at {execution.price}")

    def commissionAndFeesReport(self, commissionAndFeesReport):
        print("commission:", commissionAndFeesReport.commissionAndFees, commissionAndFeesReport.currency)
        self.placeOrder(self.second, APPLE, buy_at(1.00))

    def error(self, reqId, errorTime, errorCode, errorString, advancedOrderRejectJson=""):
        if reqId in (self.first, self.second):  # the id of the order
            print(f"order {reqId}: {errorCode} {errorString}")
            self.disconnect()


with open_gateway() as gateway:
    app = App()
    app.connect(gateway.host, gateway.port, clientId=1)
    app.run()
