"""Lesson 12: TWS loses IB, then your program loses TWS. The first is a notice, the second the end of run()."""

import threading
import time

from _gateway import tell

from ibproto.client import EClient
from ibproto.contract import Contract
from ibproto.gateway import SimulatedGateway
from ibproto.wrapper import EWrapper


class App(EWrapper, EClient):
    def __init__(self):
        EClient.__init__(self, self)
        self.price_came = threading.Event()

    def nextValidId(self, orderId):  # after every connect: what was subscribed before is gone
        print("nextValidId: subscribe; ask for orders, executions and positions")
        apple = Contract()
        apple.symbol, apple.secType, apple.exchange, apple.currency = "AAPL", "STK", "SMART", "USD"
        self.reqMktData(1, apple, "", False, False, [])

    def tickPrice(self, reqId, tickType, price, attrib):
        self.price_came.set()

    def error(self, reqId, errorTime, errorCode, errorString, advancedOrderRejectJson=""):
        if not 2100 <= errorCode < 2200:  # those are of no interest here
            print(f"error {errorCode}: {errorString}")

    def connectionClosed(self):
        print("connectionClosed")


def keep_trying(app, port):
    app.price_came.clear()
    pause = 0.2
    while True:
        app.connect("127.0.0.1", port, clientId=1)
        if app.isConnected():
            break
        print(f"not connected; wait {pause:.1f} seconds")
        time.sleep(pause)
        pause = pause * 2  # a program that tries all the time does not make TWS faster
    loop = threading.Thread(target=app.run)
    loop.start()
    print("prices come:", app.price_came.wait(timeout=10))
    return loop


app = App()
gateway = SimulatedGateway().start()
loop = keep_trying(app, gateway.port)
tell(gateway, 1100, "Connectivity between IBKR and Trader Workstation has been lost.")
tell(gateway, 1102, "Connectivity between IBKR and Trader Workstation has been restored - data maintained.")
gateway.close()  # and now TWS ends, as it does every night
loop.join(timeout=10)
print("run() is back:", not loop.is_alive())

again = SimulatedGateway(port=gateway.port)
threading.Timer(0.5, again.start).start()  # half a second later TWS is up again
loop = keep_trying(app, gateway.port)
app.disconnect()
loop.join(timeout=10)
again.close()
