"""Combinations: several contracts that are traded together, at one price."""

from decimal import Decimal

from ibproto.contract import ComboLeg, Contract
from ibproto.order import Order, OrderComboLeg
from ibproto.tag_value import TagValue

from . import contracts
from .app import ACCEPTED, WORKING, sample
from .options import first


def leg(details, action, ratio=1):
    """A leg, by the number of its contract."""
    made = ComboLeg()
    made.conId = details.contract.conId
    made.ratio = ratio
    made.action = action
    made.exchange = details.contract.exchange
    return made


def combination(symbol, legs, exchange="SMART"):
    contract = Contract()
    contract.symbol = symbol
    contract.secType = "BAG"
    contract.exchange = exchange
    contract.currency = "USD"
    contract.comboLegs = legs
    return contract


def call_spread(app):
    """Two calls with different strikes, the lower one bought and the higher one sold."""
    higher = contracts.option()
    higher.strike = 275.0
    return combination("AAPL", [leg(first(app, contracts.option()), "BUY"), leg(first(app, higher), "SELL")])


def two_stocks(app):
    """One stock bought, another one sold."""
    bought, sold = first(app, contracts.stock()), first(app, contracts.stock_with_primary_exchange())
    return combination("AAPL,MSFT", [leg(bought, "BUY"), leg(sold, "SELL")])


def calendar_spread(app):
    """Two months of a future, at their exchange."""
    later = contracts.future()
    later.lastTradeDateOrContractMonth = contracts.dates.quarter(2)
    return combination("ES", [leg(first(app, contracts.future()), "BUY"), leg(first(app, later), "SELL")], "CME")


def covered_call(app):
    """A hundred shares bought, one call sold."""
    return combination(
        "AAPL", [leg(first(app, contracts.stock()), "BUY", 100), leg(first(app, contracts.option()), "SELL")]
    )


def order(orderType, quantity=1):
    made = Order()
    made.action = "BUY"
    made.orderType = orderType
    made.totalQuantity = Decimal(quantity)
    return made


def not_guaranteed(made):
    """Routed as single legs, which may fill apart."""
    made.smartComboRoutingParams = [TagValue("NonGuaranteed", "1")]
    return made


def place(app, contract, made, status=ACCEPTED):
    orderId = app.new_id()
    app.placeOrder(orderId, contract, made)
    app.wait("orderStatus", orderId=orderId, status=status)


@sample
def quotes(app):
    """The quote of a combination; it may be 0 or below."""
    reqId = app.new_id()
    app.reqMktData(reqId, call_spread(app), "", False, False, [])
    app.wait("tickPrice", reqId=reqId)
    app.cancelMktData(reqId)


@sample
def history(app):
    """The past of a combination."""
    reqId = app.new_id()
    app.reqHistoricalData(reqId, call_spread(app), "", "1 D", "1 hour", "MIDPOINT", 1, 1, False, [])
    app.wait("historicalDataEnd", reqId=reqId)


@sample(orders=True)
def market_order(app):
    """Filled through its legs: executions of the combination, then of each leg."""
    place(app, call_spread(app), order("MKT"), "Filled")
    app.wait("execDetails", count=3)


@sample(orders=True)
def limit_order(app):
    """One price for all legs together."""
    spread = call_spread(app)
    made = order("LMT")
    made.lmtPrice = app.quote(spread).at(-50)
    place(app, spread, made, WORKING)


@sample(orders=True)
def prices_of_legs(app):
    """orderComboLegs: a price for each leg, in the order of comboLegs, instead of one for all."""
    spread = call_spread(app)
    made = not_guaranteed(order("LMT"))
    made.lmtPrice = app.quote(spread).at(-50)
    made.orderComboLegs = [OrderComboLeg(), OrderComboLeg()]
    made.orderComboLegs[0].price = 10.0
    made.orderComboLegs[1].price = 9.0
    place(app, spread, made)


@sample(orders=True)
def stocks(app):
    """A pair of stocks."""
    place(app, two_stocks(app), not_guaranteed(order("MKT", 10)), "Filled")


@sample(orders=True)
def months_of_a_future(app):
    """A calendar spread of futures; its price may be below 0."""
    place(app, calendar_spread(app), order("MKT"), "Filled")


@sample(orders=True)
def stock_and_call(app):
    """A covered call: the price is that of one share less that of the call."""
    place(app, covered_call(app), order("MKT"), "Filled")


@sample(orders=True)
def limit_and_market(app):
    """LMT + MKT: one leg at a limit, then the other at any price."""
    spread = two_stocks(app)
    made = not_guaranteed(order("LMT + MKT", 10))
    made.lmtPrice = app.quote(spread).at(5)
    place(app, spread, made)


@sample(orders=True)
def relative_and_market(app):
    """REL + MKT: one leg relative to its quote, then the other at any price."""
    place(app, two_stocks(app), not_guaranteed(order("REL + MKT", 10)))


@sample(orders=True)
def relative_and_limit(app):
    """REL + LMT: one leg relative to its quote, then the other at a limit."""
    spread = two_stocks(app)
    made = not_guaranteed(order("REL + LMT", 10))
    made.lmtPrice = app.quote(spread).at(5)
    place(app, spread, made)


@sample(orders=True)
def preview(app):
    """Margin and commission of a combination."""
    made = order("MKT")
    made.whatIf = True
    orderId = app.new_id()
    app.placeOrder(orderId, call_spread(app), made)
    app.wait("openOrder", orderId=orderId)


@sample(orders=True)
def without_legs(app):
    """A combination of nothing: error 314."""
    app.placeOrder(app.new_id(), combination("AAPL", []), order("MKT"))
    app.wait_error(314, 321)
