"""Lesson 14: test a bot - time stands still until the test moves it. Needs pytest: python -m pip install pytest"""

import sys

import _gateway  # noqa: F401 - finds ibproto in the checkout

try:
    import pytest
except ImportError:
    sys.exit("this lesson needs pytest: python -m pip install pytest")

from ibproto.client import EClient
from ibproto.contract import Contract
from ibproto.order import Order
from ibproto.ticktype import TickTypeEnum
from ibproto.wrapper import EWrapper

pytest_plugins = ["ibproto.testing"]  # the fixture `gateway`

APPLE = Contract()
APPLE.symbol, APPLE.secType, APPLE.exchange, APPLE.currency = "AAPL", "STK", "SMART", "USD"


class BuyTheDip(EWrapper, EClient):
    """Buys 10, once, when the price has fallen below a limit."""

    def __init__(self, limit):
        EClient.__init__(self, self)
        self.limit = limit
        self.order_id = None
        self.bought = 0

    def nextValidId(self, orderId):
        self.order_id = orderId
        self.reqMktData(1, APPLE, "", False, False, [])

    def tickPrice(self, reqId, tickType, price, attrib):
        if tickType == TickTypeEnum.LAST and price < self.limit and self.order_id is not None:
            order = Order()
            order.action, order.orderType, order.totalQuantity = "BUY", "MKT", 10
            self.placeOrder(self.order_id, APPLE, order)
            self.order_id = None

    def execDetails(self, reqId, contract, execution):
        self.bought += int(execution.shares)


def test_it_buys_once_when_the_price_falls(gateway):
    bot = BuyTheDip(limit=200)
    gateway.connect(bot)  # instead of bot.connect() and bot.run()
    gateway.advance(30)
    assert bot.bought == 0
    with gateway.control() as world:
        world.market.set_price(world.universe.find(APPLE)[0], 190)
    gateway.advance(30)
    assert bot.bought == 10


if __name__ == "__main__":
    sys.exit(pytest.main(["-v", "-p", "no:cacheprovider", __file__]))
