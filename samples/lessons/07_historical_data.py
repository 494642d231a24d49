"""Lesson 7: a series comes bar by bar, and an end marker says that it is complete. An error takes its place."""

from _gateway import open_gateway

from ibproto.client import EClient
from ibproto.contract import Contract
from ibproto.wrapper import EWrapper

REQUESTS = {  # request id -> duration, bar size
    1: ("3 D", "1 day"),
    2: ("1800 S", "5 mins"),
    3: ("1 D", "7 mins"),  # there is no such bar size
}


class App(EWrapper, EClient):
    def __init__(self):
        EClient.__init__(self, self)
        self.bars = {}
        self.open_requests = set(REQUESTS)

    def nextValidId(self, orderId):
        contract = Contract()
        contract.symbol = "AAPL"
        contract.secType = "STK"
        contract.exchange = "SMART"
        contract.currency = "USD"
        end = "20260113 16:00:00 US/Eastern"  # "" is now
        for req_id, (duration, size) in REQUESTS.items():
            self.bars[req_id] = []
            self.reqHistoricalData(req_id, contract, end, duration, size, "TRADES", 1, 1, False, [])

    def historicalData(self, reqId, bar):
        self.bars[reqId].append(bar)  # not complete yet

    def historicalDataEnd(self, reqId, start, end):
        print(f"request {reqId}: {len(self.bars[reqId])} bars from {start} to {end}")
        for bar in self.bars[reqId]:
            print(f"  {bar.date}  open {bar.open:.2f}  close {bar.close:.2f}  volume {bar.volume}")
        self.finished(reqId)

    def error(self, reqId, errorTime, errorCode, errorString, advancedOrderRejectJson=""):
        if reqId in self.open_requests:
            print(f"request {reqId}: error {errorCode}, and no end marker: {errorString[:90]}...")
            self.finished(reqId)

    def finished(self, req_id):
        self.open_requests.discard(req_id)
        if not self.open_requests:
            self.disconnect()


with open_gateway() as gateway:
    app = App()
    app.connect(gateway.host, gateway.port, clientId=1)
    app.run()
