"""Lesson 11: what you have - positions, a summary of the account, profit and loss."""

from decimal import Decimal

from _gateway import open_gateway

from ibproto.client import EClient
from ibproto.contract import Contract
from ibproto.order import Order
from ibproto.wrapper import EWrapper

SUMMARY, PROFIT = 1, 2  # request ids


class App(EWrapper, EClient):
    def __init__(self):
        EClient.__init__(self, self)
        self.account = ""
        self.figures = 0

    def managedAccounts(self, accountsList):
        self.account = accountsList.split(",")[0]

    def nextValidId(self, orderId):
        self.reqPositions()
        apple = Contract()
        apple.symbol, apple.secType, apple.exchange, apple.currency = "AAPL", "STK", "SMART", "USD"
        order = Order()
        order.action, order.orderType, order.totalQuantity = "BUY", "MKT", Decimal(100)
        self.placeOrder(orderId, apple, order)

    def position(self, account, contract, position, avgCost):
        print(f"position: {position} {contract.symbol}, cost {avgCost:.2f} each")
        if position == 100:  # a change, after the end marker: the subscription goes on
            self.reqAccountSummary(SUMMARY, "All", "NetLiquidation,TotalCashValue")

    def positionEnd(self):
        print("positionEnd: these were all; from now on changes come")

    def accountSummary(self, reqId, account, tag, value, currency):
        print(f"summary: {tag} {value} {currency}")  # the value is a text

    def accountSummaryEnd(self, reqId):
        print("accountSummaryEnd")
        self.cancelAccountSummary(SUMMARY)  # only two may be open at a time
        self.reqPnL(PROFIT, self.account, "")

    def pnl(self, reqId, dailyPnL, unrealizedPnL, realizedPnL):
        print(f"profit and loss: {dailyPnL:.2f} today, {unrealizedPnL:.2f} of it not realized")
        self.figures += 1
        if self.figures == 3:
            self.cancelPnL(PROFIT)
            self.cancelPositions()
            self.disconnect()


with open_gateway(speed=5) as gateway:
    app = App()
    app.connect(gateway.host, gateway.port, clientId=1)
    app.run()
