"""What happens to orders: previews, changes, cancels, and asking for orders and executions."""

from decimal import Decimal

from ibproto.execution import ExecutionFilter
from ibproto.order import Order
from ibproto.order_cancel import OrderCancel

from . import contracts, dates
from .app import WORKING, sample


def order(action, orderType, price=None):
    made = Order()
    made.action = action
    made.orderType = orderType
    made.totalQuantity = Decimal(10)
    if price is not None:
        made.lmtPrice = price
    return made


def place_limit(app):
    """Place an order that does not fill; returns its id."""
    orderId = app.new_id()
    app.placeOrder(orderId, contracts.stock(), order("BUY", "LMT", app.quote(contracts.stock()).at(-3)))
    app.wait("orderStatus", orderId=orderId, status=WORKING)
    return orderId


def place_market(app, action="BUY"):
    """Place an order that fills; returns its id."""
    orderId = app.new_id()
    app.placeOrder(orderId, contracts.stock(), order(action, "MKT"))
    app.wait("orderStatus", orderId=orderId, status="Filled")
    return orderId


@sample(orders=True)
def preview(app):
    """whatIf: nothing is traded; openOrder tells margin and commission."""
    what_if = order("BUY", "MKT")
    what_if.whatIf = True
    orderId = app.new_id()
    app.placeOrder(orderId, contracts.stock(), what_if)
    app.wait("openOrder", orderId=orderId)


@sample(orders=True)
def filled(app):
    """All that comes of an order that fills: status, execution, commission."""
    orderId = place_market(app)
    app.wait("execDetails", where=lambda told: told.execution.orderId == orderId)
    app.wait("commissionAndFeesReport")


@sample(orders=True)
def change(app):
    """A working order is changed by placeOrder with the same id and the whole order."""
    quote = app.quote(contracts.stock())
    orderId = place_limit(app)
    changed = order("BUY", "LMT", quote.at(-4))
    app.placeOrder(orderId, contracts.stock(), changed)
    app.wait("openOrder", orderId=orderId, where=lambda told: told.order.lmtPrice == quote.at(-4))


@sample(orders=True)
def change_to_a_market_order(app):
    """A limit order that has to fill now."""
    orderId = place_limit(app)
    app.placeOrder(orderId, contracts.stock(), order("BUY", "MKT"))
    app.wait("orderStatus", orderId=orderId, status="Filled")


@sample(orders=True)
def change_of_the_side(app):
    """What an order is cannot be changed: error 105."""
    quote = app.quote(contracts.stock())
    orderId = place_limit(app)
    app.placeOrder(orderId, contracts.stock(), order("SELL", "LMT", quote.at(3)))
    app.wait_error(105)


@sample(orders=True)
def change_of_a_filled_order(app):
    """What is filled is over: error 104."""
    orderId = place_market(app)
    app.placeOrder(orderId, contracts.stock(), order("BUY", "MKT"))
    app.wait_error(104, 103)


@sample(orders=True)
def cancel(app):
    """The status becomes Cancelled, and the notice 202 comes."""
    orderId = place_limit(app)
    app.cancelOrder(orderId, OrderCancel())
    app.wait("orderStatus", orderId=orderId, status="Cancelled")
    app.wait_error(202)


@sample(orders=True)
def cancel_by_a_person(app):
    """OrderCancel tells when, and by whom, an order was cancelled by hand."""
    orderId = place_limit(app)
    by_hand = OrderCancel()
    by_hand.manualOrderCancelTime = dates.at_utc(0)
    app.cancelOrder(orderId, by_hand)
    app.wait("orderStatus", orderId=orderId, status="Cancelled")


@sample(orders=True)
def cancel_of_an_unknown_order(app):
    """An id that no order has: error 10147."""
    app.cancelOrder(app.new_id(), OrderCancel())
    app.wait_error(10147, 135)


@sample(orders=True)
def cancel_of_a_filled_order(app):
    """Too late: error 10148."""
    orderId = place_market(app)
    app.cancelOrder(orderId, OrderCancel())
    app.wait_error(10148, 161)


@sample(orders=True)
def cancel_everything(app):
    """All orders of all clients, and those that were entered by hand!"""
    first, second = place_limit(app), place_limit(app)
    app.reqGlobalCancel(OrderCancel())
    app.wait("orderStatus", orderId=first, status="Cancelled")
    app.wait("orderStatus", orderId=second, status="Cancelled")


@sample(orders=True)
def not_transmitted(app):
    """transmit=False: TWS keeps the order and tells nothing of it, until it is sent again with True."""
    kept = order("BUY", "LMT", app.quote(contracts.stock()).at(-3))
    kept.transmit = False
    orderId = app.new_id()
    app.placeOrder(orderId, contracts.stock(), kept)
    app.settle()
    kept.transmit = True
    app.placeOrder(orderId, contracts.stock(), kept)
    app.wait("orderStatus", orderId=orderId, status=WORKING)


@sample(orders=True)
def id_used_before(app):
    """Order ids only grow: error 103."""
    orderId = place_limit(app)
    app.cancelOrder(orderId, OrderCancel())
    app.wait("orderStatus", orderId=orderId, status="Cancelled")
    app.placeOrder(orderId, contracts.stock(), order("BUY", "MKT"))
    app.wait_error(103, 104)


@sample(orders=True)
def open_orders(app):
    """The working orders of this client id."""
    orderId = place_limit(app)
    app.reqOpenOrders()
    app.wait("openOrderEnd")
    app.wait("openOrder", orderId=orderId)


@sample(orders=True)
def all_open_orders(app):
    """The working orders of all clients, and those that were entered by hand."""
    orderId = place_limit(app)
    app.reqAllOpenOrders()
    app.wait("openOrderEnd")
    app.wait("openOrder", orderId=orderId)


@sample
def orders_by_hand(app):
    """Orders that are entered in TWS get ids of this client from now on. For client 0; error 327 for others."""
    app.reqAutoOpenOrders(True)
    if app.clientId != 0:
        app.wait_error(327)
        return
    app.settle()
    if app.simulated:
        price = app.quote(contracts.stock()).at(-3)
        with app.gateway.control() as world:
            perm_id = world.trading.manual(app.account, contracts.stock(), order("BUY", "LMT", price))
        app.wait("orderBound", permId=perm_id)
        with app.gateway.control() as world:
            world.trading.cancel_manual(perm_id)
    app.reqAutoOpenOrders(False)
    app.settle()


@sample(orders=True)
def completed_orders(app):
    """The orders of the day that are over."""
    place_market(app)
    app.reqCompletedOrders(False)
    app.wait("completedOrdersEnd")
    app.wait("completedOrder")


@sample(orders=True)
def executions(app):
    """The executions of the day, each with its commission."""
    place_market(app)
    reqId = app.new_id()
    app.reqExecutions(reqId, ExecutionFilter())
    app.wait("execDetailsEnd", reqId=reqId)
    app.wait("execDetails", reqId=reqId)


@sample(orders=True)
def executions_by_a_filter(app):
    """Some of them: of an account, a symbol, a side, since a time."""
    place_market(app)
    some = ExecutionFilter()
    some.acctCode = app.account
    some.symbol = "AAPL"
    some.secType = "STK"
    some.side = "BUY"
    some.time = dates.at_utc(-7200)
    reqId = app.new_id()
    app.reqExecutions(reqId, some)
    app.wait("execDetailsEnd", reqId=reqId)
    app.wait("execDetails", reqId=reqId)


@sample(since=200, orders=True)
def executions_of_some_days(app):
    """Of the last days."""
    place_market(app)
    some = ExecutionFilter()
    some.lastNDays = 2
    reqId = app.new_id()
    app.reqExecutions(reqId, some)
    app.wait("execDetailsEnd", reqId=reqId)
