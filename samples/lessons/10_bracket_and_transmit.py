"""Lesson 10: a bracket - an entry, a profit target and a stop loss that belong together."""

from decimal import Decimal

import _gateway  # noqa: F401 - finds ibproto in the checkout

from ibproto.client import EClient
from ibproto.contract import Contract
from ibproto.gateway import SimulatedGateway
from ibproto.order import Order
from ibproto.wrapper import EWrapper

APPLE = Contract()
APPLE.symbol, APPLE.secType, APPLE.exchange, APPLE.currency = "AAPL", "STK", "SMART", "USD"


def order(action, kind, transmit, parent=0):
    made = Order()
    made.action, made.orderType, made.totalQuantity = action, kind, Decimal(10)
    made.parentId = parent  # the order id of the entry; a child waits until it is filled
    made.transmit = transmit  # False: TWS keeps the order and does nothing with it yet
    return made


class App(EWrapper, EClient):
    def __init__(self, gateway):
        EClient.__init__(self, self)
        self.gateway = gateway
        self.names = {}  # order id -> what it is
        self.told = set()

    def nextValidId(self, orderId):
        self.names = {orderId: "entry", orderId + 1: "target", orderId + 2: "stop"}
        self.placeOrder(orderId, APPLE, order("BUY", "MKT", transmit=False))
        target = order("SELL", "LMT", transmit=False, parent=orderId)
        target.lmtPrice = 265.00
        self.placeOrder(orderId + 1, APPLE, target)
        self.reqOpenOrders()

    def openOrderEnd(self):
        print(f"two orders are with TWS, and it tells of {len(self.told)}")
        entry = min(self.names)
        stop = order("SELL", "STP", transmit=True, parent=entry)  # the last one sends all three
        stop.auxPrice = 250.00
        self.placeOrder(entry + 2, APPLE, stop)

    def orderStatus(self, orderId, status, filled, remaining, avg, permId, parentId, last, clientId, whyHeld, cap):
        text = f"{self.names[orderId]:6} {status}" + (f" (held: {whyHeld})" if whyHeld else "")
        if text not in self.told:
            self.told.add(text)
            print(text)
            if text == "stop   PreSubmitted (held: trigger)":  # the entry is filled, both children are ready
                self.set_price(270.00)
        if text == "stop   Cancelled":  # by TWS, as the target was filled
            self.disconnect()

    def set_price(self, price):
        print(f"the price goes to {price:.0f}")
        with self.gateway.control() as world:
            world.market.set_price(world.universe.find(APPLE)[0], price)


with SimulatedGateway() as gateway:
    app = App(gateway)
    app.connect(gateway.host, gateway.port, clientId=1)
    app.run()
