"""Lesson 8: bars that go on. The last one changes until the next one begins."""

from _gateway import open_gateway

from ibproto.client import EClient
from ibproto.contract import Contract
from ibproto.wrapper import EWrapper

MINUTES, SECONDS = 1, 2  # request ids


class App(EWrapper, EClient):
    def __init__(self):
        EClient.__init__(self, self)
        self.forming = None  # the bar of this minute
        self.updates = 0
        self.finished = 0
        self.five_second_bars = 0

    def nextValidId(self, orderId):
        apple = Contract()
        apple.symbol = "AAPL"
        apple.secType = "STK"
        apple.exchange = "SMART"
        apple.currency = "USD"
        # the last argument but one is keepUpToDate: go on after the end marker
        self.reqHistoricalData(MINUTES, apple, "", "600 S", "1 min", "TRADES", 1, 1, True, [])
        self.reqRealTimeBars(SECONDS, apple, 5, "TRADES", True, [])

    def historicalData(self, reqId, bar):
        self.forming = bar

    def historicalDataEnd(self, reqId, start, end):
        print("the bars so far are complete; updates follow")

    def historicalDataUpdate(self, reqId, bar):
        self.updates += 1
        if bar.date != self.forming.date:  # a new bar: the one before will not change any more
            self.finished += 1
            print(f"finished: {self.forming.date} close {self.forming.close:.2f}, {self.updates} updates")
            self.updates = 0
        self.forming = bar
        if self.finished == 2:
            self.cancelHistoricalData(MINUTES)
            self.cancelRealTimeBars(SECONDS)
            self.disconnect()

    def realtimeBar(self, reqId, time, open_, high, low, close, volume, wap, count):
        self.five_second_bars += 1  # always whole: one call for each bar, when it is over
        if self.five_second_bars <= 3:
            print(f"5 seconds from {time}: close {close:.2f}, volume {volume}")


with open_gateway(speed=60) as gateway:  # a minute takes a second
    app = App()
    app.connect(gateway.host, gateway.port, clientId=1)
    app.run()
