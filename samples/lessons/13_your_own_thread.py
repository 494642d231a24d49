"""Lesson 13: from callbacks to your own thread - an event, futures, and a queue."""

import queue
import threading
from concurrent.futures import Future

from _gateway import open_gateway

from ibproto.client import EClient
from ibproto.contract import Contract
from ibproto.wrapper import EWrapper


class App(EWrapper, EClient):
    def __init__(self):
        EClient.__init__(self, self)
        self.ready = threading.Event()  # something has happened
        self.waiting = {}  # request id -> the future of one that waits, and the answers so far
        self.prices = queue.Queue()  # a stream that somebody reads

    def nextValidId(self, orderId):
        self.ready.set()

    def details(self, req_id, contract):
        future = Future()
        self.waiting[req_id] = future, []  # before the request: the answer may be faster than you
        self.reqContractDetails(req_id, contract)
        return future.result(timeout=10)  # never in a callback: the loop would wait for itself

    def contractDetails(self, reqId, contractDetails):
        self.waiting[reqId][1].append(contractDetails)

    def contractDetailsEnd(self, reqId):
        future, found = self.waiting.pop(reqId)
        future.set_result(found)

    def error(self, reqId, errorTime, errorCode, errorString, advancedOrderRejectJson=""):
        if reqId in self.waiting:
            future, _ = self.waiting.pop(reqId)
            future.set_exception(LookupError(f"{errorCode} {errorString}"))

    def tickPrice(self, reqId, tickType, price, attrib):
        self.prices.put(price)


def stock(symbol):
    contract = Contract()
    contract.symbol, contract.secType, contract.exchange, contract.currency = symbol, "STK", "SMART", "USD"
    return contract


with open_gateway(speed=5) as gateway:
    app = App()
    app.connect(gateway.host, gateway.port, clientId=1)
    threading.Thread(target=app.run, daemon=True).start()
    print("ready:", app.ready.wait(timeout=10))
    found = app.details(1, stock("AAPL"))
    print("an answer:", found[0].longName)
    try:
        app.details(2, stock("NOSUCH"))
    except LookupError as problem:
        print("an exception:", problem)
    app.reqMktData(3, found[0].contract, "", False, False, [])
    print("a stream:", [f"{app.prices.get(timeout=10):.0f}" for _ in range(6)])
    app.disconnect()
