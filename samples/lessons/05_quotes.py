"""Lesson 5: a quote comes in pieces. Keep the last value of each, and look when you have what you need."""

from _gateway import open_gateway

from ibproto.client import EClient
from ibproto.contract import Contract
from ibproto.ticktype import TickTypeEnum
from ibproto.wrapper import EWrapper

APPLE = 1  # the id of the subscription
ENOUGH = 25


class App(EWrapper, EClient):
    def __init__(self):
        EClient.__init__(self, self)
        self.quote = {}  # tick type -> its last value
        self.ticks = 0

    def nextValidId(self, orderId):
        contract = Contract()
        contract.symbol = "AAPL"
        contract.secType = "STK"
        contract.exchange = "SMART"
        contract.currency = "USD"
        self.reqMktData(APPLE, contract, "", False, False, [])

    def tickPrice(self, reqId, tickType, price, attrib):
        if price != -1:  # -1 says that there is none now
            self.piece("price", tickType, price)

    def tickSize(self, reqId, tickType, size):  # a Decimal
        self.piece("size", tickType, size)

    def piece(self, kind, tick_type, value):
        self.quote[tick_type] = value
        self.ticks += 1
        print(f"tick {self.ticks:2}: {kind:5} {TickTypeEnum.toStr(tick_type):8} {value}")
        if self.ticks == ENOUGH:
            self.cancelMktData(APPLE)
            bid, ask = self.quote[TickTypeEnum.BID], self.quote[TickTypeEnum.ASK]
            bid_size, ask_size = self.quote[TickTypeEnum.BID_SIZE], self.quote[TickTypeEnum.ASK_SIZE]
            print(f"the quote: {bid_size} at {bid:.2f}, {ask_size} at {ask:.2f}, spread {ask - bid:.2f}")
            self.disconnect()


with open_gateway(speed=5) as gateway:
    app = App()
    app.connect(gateway.host, gateway.port, clientId=1)
    app.run()
