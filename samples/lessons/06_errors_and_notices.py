"""Lesson 6: error() brings notices, warnings and errors. Decide by the code, and by the id."""

from _gateway import open_gateway

from ibproto.client import EClient
from ibproto.contract import Contract
from ibproto.error_codes import advice, category  # ibproto's own; ibapi leaves it to you
from ibproto.gateway import Behaviour
from ibproto.wrapper import EWrapper


def stock(symbol):
    contract = Contract()
    contract.symbol = symbol
    contract.secType = "STK"
    contract.exchange = "SMART"
    contract.currency = "USD"
    return contract


class App(EWrapper, EClient):
    def __init__(self):
        EClient.__init__(self, self)

    def nextValidId(self, orderId):
        self.reqMarketDataType(3)  # delayed quotes will do, where live ones are not subscribed
        self.reqMktData(1, stock("NOSUCH"), "", False, False, [])
        self.reqMktData(2, stock("AAPL"), "", False, False, [])

    def error(self, reqId, errorTime, errorCode, errorString, advancedOrderRejectJson=""):
        whose = "nobody's" if reqId == -1 else f"request {reqId}"
        print(f"{category(errorCode):8} {errorCode:5}, {whose}: {errorString}")
        print(f"               {advice(errorCode)}")

    def tickPrice(self, reqId, tickType, price, attrib):
        print(f"a price for request {reqId}: the warning was not its end")
        self.disconnect()


with open_gateway(behaviour=Behaviour(market_data="delayed")) as gateway:
    app = App()
    app.connect(gateway.host, gateway.port, clientId=1)
    app.run()
