"""Print the bid, ask and last prices of a stock as they change, for a few seconds."""

from __future__ import annotations

import sys
import time

from _target import target

from ibproto.client import EClient
from ibproto.common import TickAttrib
from ibproto.contract import Contract
from ibproto.ticktype import TickTypeEnum
from ibproto.wrapper import EWrapper

SECONDS = 3
QUOTES = 1  # the id of our request; it comes back with every answer


class App(EWrapper, EClient):
    def __init__(self) -> None:
        EClient.__init__(self, self)
        self.prices = 0

    def nextValidId(self, orderId: int) -> None:
        self.reqMarketDataType(3)  # delayed quotes, where there is no subscription to live ones
        apple = Contract(symbol="AAPL", secType="STK", exchange="SMART", currency="USD")
        self.reqMktData(QUOTES, apple, "", False, False, [])

    def tickPrice(self, reqId: int, tickType: int, price: float, attrib: TickAttrib) -> None:
        print(f"{TickTypeEnum.toStr(tickType):<14} {price:10.2f}")
        self.prices += 1

    def error(self, reqId, errorTime, errorCode, errorString, advancedOrderRejectJson=""):  # type: ignore[no-untyped-def]
        print(f"error {errorCode}: {errorString}")


with target(__doc__) as (host, port, client_id), App() as app:
    app.connect(host, port, client_id, wait=True)
    # instead of run(), which waits for the end of the connection, this program has a loop of its own
    end = time.monotonic() + SECONDS
    while app.isConnected() and time.monotonic() < end:
        app.drain(timeout=0.1)  # calls the methods above for what has arrived
    app.cancelMktData(QUOTES)

print(app.prices, "prices")
sys.exit(0 if app.prices else 1)
