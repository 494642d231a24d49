"""Lesson 4: a contract is a description. It may fit one instrument, several, or none."""

from _gateway import open_gateway

from ibproto.client import EClient
from ibproto.contract import Contract
from ibproto.wrapper import EWrapper


def future(symbol, exchange, month=""):
    contract = Contract()
    contract.symbol = symbol
    contract.secType = "FUT"
    contract.exchange = exchange
    contract.currency = "USD"
    contract.lastTradeDateOrContractMonth = month
    return contract


class App(EWrapper, EClient):
    def __init__(self):
        EClient.__init__(self, self)
        self.found = []

    def nextValidId(self, orderId):
        print("which contracts fit ES at CME?")
        self.reqContractDetails(1, future("ES", "CME"))

    def contractDetails(self, reqId, contractDetails):  # once for each that fits
        self.found.append(contractDetails.contract)

    def contractDetailsEnd(self, reqId):
        for contract in self.found:
            print(f"  {contract.localSymbol}  {contract.lastTradeDateOrContractMonth}  conId {contract.conId}")
        print("quotes of ES, without a month?")
        self.reqMktData(2, future("ES", "CME"), "", False, False, [])

    def error(self, reqId, errorTime, errorCode, errorString, advancedOrderRejectJson=""):
        if reqId == 2:
            print(f"  error {errorCode}: {errorString}")
            print("quotes of the first one, by its conId?")
            contract = Contract()
            contract.conId = self.found[0].conId  # the number of one instrument, for ever
            contract.exchange = self.found[0].exchange
            self.reqMktData(3, contract, "", False, False, [])

    def tickPrice(self, reqId, tickType, price, attrib):
        print(f"  request {reqId}: a price has come")
        self.disconnect()


with open_gateway() as gateway:
    app = App()
    app.connect(gateway.host, gateway.port, clientId=1)
    app.run()
