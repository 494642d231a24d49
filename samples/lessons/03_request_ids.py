"""Lesson 3: answers carry the id of their request, and nothing else tells whose they are."""

from _gateway import open_gateway

from ibproto.client import EClient
from ibproto.contract import Contract
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
        self.next_id = 100  # request ids are yours to choose
        self.asked = {}  # request id -> what was asked; filled before the request is sent

    def ask(self, symbol):
        req_id = self.next_id
        self.next_id += 1
        self.asked[req_id] = symbol
        print(f"request {req_id}: {symbol}")
        self.reqContractDetails(req_id, stock(symbol))

    def nextValidId(self, orderId):
        for symbol in ("AAPL", "MSFT", "NOSUCH", "IBM"):
            self.ask(symbol)

    def contractDetails(self, reqId, contractDetails):
        print(f"answer  {reqId}: {self.asked[reqId]} is {contractDetails.longName}")

    def contractDetailsEnd(self, reqId):
        self.finished(reqId)

    def error(self, reqId, errorTime, errorCode, errorString, advancedOrderRejectJson=""):
        if reqId in self.asked:  # an error ends a request too; one with the id -1 belongs to no request
            print(f"error   {reqId}: {self.asked[reqId]}: {errorCode} {errorString}")
            self.finished(reqId)

    def finished(self, req_id):
        del self.asked[req_id]
        if not self.asked:
            print("every request has its answer")
            self.disconnect()


with open_gateway() as gateway:
    app = App()
    app.connect(gateway.host, gateway.port, clientId=1)
    app.run()
