# In the style of IB's recorded webinars: a timer stops it, disconnect from a callback, ContractDetails printed.
from ibapi.client import EClient
from ibapi.wrapper import EWrapper
from ibapi.contract import Contract
from ibapi.order import *
from threading import Timer


class TestApp(EWrapper, EClient):
    def __init__(self):
        EClient.__init__(self, self)

    def error(self, reqId, errorCode, errorString):
        if errorCode not in (2104, 2106, 2158):
            print("Error: ", reqId, " ", errorCode)

    def nextValidId(self, orderId):
        self.nextOrderId = orderId
        self.start()

    def orderStatus(self, orderId, status, filled, remaining, avgFillPrice, permId, parentId, lastFillPrice, clientId,
                    whyHeld, mktCapPrice):  # fmt: skip
        print("OrderStatus. Status: ", status)
        if status == "Filled":
            self.reqAccountUpdates(True, "")

    def openOrder(self, orderId, contract, order, orderState):
        print("OpenOrder. ID:", orderId == self.nextOrderId, contract.symbol, orderState.status, orderState.commission > 0)

    def execDetails(self, reqId, contract, execution):
        print("ExecDetails. ", contract.symbol, execution.side)

    def start(self):
        contract = Contract()
        contract.symbol = "AAPL"
        contract.secType = "STK"
        contract.exchange = "SMART"
        contract.currency = "USD"
        contract.primaryExchange = "NASDAQ"
        order = Order()
        order.action = "BUY"
        order.totalQuantity = "10"
        order.orderType = "MKT"
        order.lmtPrice = ""
        order.eTradeOnly = ""
        order.firmQuoteOnly = ""
        self.placeOrder(self.nextOrderId, contract, order)

    def updateAccountValue(self, key, val, currency, accountName):
        if key == "NetLiquidation":
            print("UpdateAccountValue. Key:", key, currency)

    def accountDownloadEnd(self, accountName):
        if not self.stopping:
            self.stopping = True
            Timer(0.05, self.stop).start()

    def stop(self):
        self.reqAccountUpdates(False, "")
        self.done = True
        self.disconnect()


def main():
    app = TestApp()
    app.nextOrderId = 0
    app.stopping = False
    app.connect("127.0.0.1", 7497, 0)
    app.run()
    print("stopped")


if __name__ == "__main__":
    main()
