"""Orders that belong together: brackets, one cancels all, hedges."""

from decimal import Decimal

from ibproto.order import Order
from ibproto.order_cancel import OrderCancel

from . import contracts
from .app import WORKING, sample


def order(action, orderType, quantity=10, **attributes):
    made = Order()
    made.action = action
    made.orderType = orderType
    made.totalQuantity = Decimal(quantity)
    for name, value in attributes.items():
        setattr(made, name, value)
    return made


@sample(orders=True)
def bracket(app):
    """An entry with a profit target and a stop loss: the last order, with transmit, sends all three."""
    stock, quote = contracts.stock(), app.quote(contracts.stock())
    entry, target, stop = app.new_id(), app.new_id(), app.new_id()
    app.placeOrder(entry, stock, order("BUY", "MKT", transmit=False))
    app.placeOrder(target, stock, order("SELL", "LMT", lmtPrice=quote.at(5), parentId=entry, transmit=False))
    app.placeOrder(stop, stock, order("SELL", "STP", auxPrice=quote.at(-5), parentId=entry, transmit=True))
    app.wait("orderStatus", orderId=entry, status="Filled")
    app.wait("orderStatus", orderId=target, status="Submitted")
    app.wait("orderStatus", orderId=stop, status="PreSubmitted")


@sample(orders=True)
def bracket_without_entry(app):
    """When the entry is cancelled, its children are, too."""
    stock, quote = contracts.stock(), app.quote(contracts.stock())
    entry, stop = app.new_id(), app.new_id()
    app.placeOrder(entry, stock, order("BUY", "LMT", lmtPrice=quote.at(-5), transmit=False))
    app.placeOrder(stop, stock, order("SELL", "STP", auxPrice=quote.at(-8), parentId=entry))
    app.wait("orderStatus", orderId=stop, status="PreSubmitted")
    app.cancelOrder(entry, OrderCancel())
    app.wait("orderStatus", orderId=stop, status="Cancelled")


@sample(orders=True)
def child_without_parent(app):
    """A parent that TWS does not know (yet): error 10006."""
    app.placeOrder(app.new_id(), contracts.stock(), order("SELL", "MKT", parentId=app.new_id() + 1000))
    app.wait_error(10006)


@sample(orders=True)
def one_cancels_all(app):
    """Orders of one group: when one fills, the others are cancelled (ocaType 1)."""
    stock, quote = contracts.stock(), app.quote(contracts.stock())
    group = f"group {app.new_id()}"
    low, high = app.new_id(), app.new_id()
    app.placeOrder(low, stock, order("BUY", "LMT", lmtPrice=quote.at(-5), ocaGroup=group, ocaType=1))
    app.wait("orderStatus", orderId=low, status=WORKING)
    app.placeOrder(high, stock, order("BUY", "MKT", ocaGroup=group, ocaType=1))
    app.wait("orderStatus", orderId=high, status="Filled")
    app.wait("orderStatus", orderId=low, status="Cancelled")


@sample(orders=True)
def one_reduces_all(app):
    """ocaType 2 and 3: when a part of one fills, the others shrink by the same share; here by all of it."""
    stock, quote = contracts.stock(), app.quote(contracts.stock())
    group = f"group {app.new_id()}"
    big, small = app.new_id(), app.new_id()
    app.placeOrder(big, stock, order("BUY", "LMT", 30, lmtPrice=quote.at(-5), ocaGroup=group, ocaType=2))
    app.wait("orderStatus", orderId=big, status=WORKING)
    app.placeOrder(small, stock, order("BUY", "MKT", 10, ocaGroup=group, ocaType=2))
    app.wait("orderStatus", orderId=small, status="Filled")
    app.wait("orderStatus", orderId=big, status="Cancelled")


@sample(orders=True)
def currency_hedge(app):
    """hedgeType F: with a stock in another currency, the currency."""
    entry, hedge = app.new_id(), app.new_id()
    app.placeOrder(entry, contracts.european_stock(), order("BUY", "MKT", 100, transmit=False))
    app.placeOrder(hedge, contracts.forex(), order("BUY", "MKT", 0, parentId=entry, hedgeType="F"))
    app.wait("orderStatus", orderId=hedge, status="Filled")


@sample(orders=True)
def delta_hedge(app):
    """hedgeType D: with an option, its delta in shares."""
    entry, hedge = app.new_id(), app.new_id()
    app.placeOrder(entry, contracts.option(), order("BUY", "MKT", 2, transmit=False))
    app.placeOrder(hedge, contracts.stock(), order("SELL", "MKT", 0, parentId=entry, hedgeType="D"))
    app.wait("orderStatus", orderId=hedge, status="Filled")


@sample(orders=True)
def beta_hedge(app):
    """hedgeType B: with a stock, an index fund, by the beta in hedgeParam."""
    entry, hedge = app.new_id(), app.new_id()
    app.placeOrder(entry, contracts.stock(), order("BUY", "MKT", 100, transmit=False))
    child = order("SELL", "MKT", 0, parentId=entry, hedgeType="B", hedgeParam="1.2")
    app.placeOrder(hedge, contracts.etf(), child)
    app.wait("orderStatus", orderId=hedge, status="Filled")


@sample(orders=True)
def pair_hedge(app):
    """hedgeType P: with a stock another one, by the ratio in hedgeParam."""
    entry, hedge = app.new_id(), app.new_id()
    app.placeOrder(entry, contracts.stock(), order("BUY", "MKT", 100, transmit=False))
    child = order("SELL", "MKT", 0, parentId=entry, hedgeType="P", hedgeParam="0.5")
    app.placeOrder(hedge, contracts.stock_with_primary_exchange(), child)
    app.wait("orderStatus", orderId=hedge, status="Filled")
