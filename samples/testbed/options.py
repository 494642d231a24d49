"""Option chains, what options would be worth, and exercising them."""

from decimal import Decimal

from ibproto.contract import Contract
from ibproto.order import Order

from . import contracts, dates
from .app import Failed, sample


def first(app, contract):
    """The details of the first contract that fits."""
    reqId = app.new_id()
    app.reqContractDetails(reqId, contract)
    details = app.wait("contractDetails", reqId=reqId).contractDetails
    app.wait("contractDetailsEnd", reqId=reqId)
    return details


@sample
def chain(app):
    """Which expiries and strikes there are: fast, and without the contracts themselves."""
    stock = first(app, contracts.stock()).contract
    reqId = app.new_id()
    app.reqSecDefOptParams(reqId, stock.symbol, "", "STK", stock.conId)
    app.wait("securityDefinitionOptionParameterEnd", reqId=reqId)
    app.wait("securityDefinitionOptionParameter", reqId=reqId)


@sample
def chain_of_a_future(app):
    """The same for a future, which has an exchange for its options."""
    future = first(app, contracts.future()).contract
    reqId = app.new_id()
    app.reqSecDefOptParams(reqId, future.symbol, "CME", "FUT", future.conId)
    app.wait("securityDefinitionOptionParameterEnd", reqId=reqId)
    app.wait("securityDefinitionOptionParameter", reqId=reqId)


@sample
def chain_of_an_index(app):
    """An index has several trading classes: one callback for each, at each exchange."""
    index = first(app, contracts.index()).contract
    reqId = app.new_id()
    app.reqSecDefOptParams(reqId, index.symbol, "", "IND", index.conId)
    app.wait("securityDefinitionOptionParameterEnd", reqId=reqId)
    app.wait("securityDefinitionOptionParameter", count=2, reqId=reqId)


@sample
def at_the_money(app):
    """From the price of a stock to its option with the nearest strike."""
    stock = first(app, contracts.stock()).contract
    price = app.quote(contracts.stock()).price
    reqId = app.new_id()
    app.reqSecDefOptParams(reqId, stock.symbol, "", "STK", stock.conId)
    app.wait("securityDefinitionOptionParameterEnd", reqId=reqId)
    smart = app.wait("securityDefinitionOptionParameter", reqId=reqId, exchange="SMART")
    option = Contract()
    option.symbol = stock.symbol
    option.secType = "OPT"
    option.exchange = "SMART"
    option.currency = "USD"
    option.lastTradeDateOrContractMonth = dates.third_friday(2)
    option.strike = min(smart.strikes, key=lambda strike: abs(strike - price))
    option.right = "P"
    option.tradingClass = smart.tradingClass
    first(app, option)


@sample
def greeks(app):
    """Quotes of an option come with its greeks, for the bid, the ask, the last price and the model."""
    reqId = app.new_id()
    app.reqMktData(reqId, contracts.option(), "", False, False, [])
    app.wait("tickOptionComputation", reqId=reqId)
    app.cancelMktData(reqId)


@sample
def implied_volatility(app):
    """The volatility that explains a price of an option."""
    reqId = app.new_id()
    app.calculateImpliedVolatility(reqId, contracts.option(), 15.0, 255.0, [])
    app.wait("tickOptionComputation", reqId=reqId, tickType=53)
    app.cancelCalculateImpliedVolatility(reqId)


@sample
def price_at_a_volatility(app):
    """What an option would be worth: at 30 % a year, with the stock at 255."""
    reqId = app.new_id()
    app.calculateOptionPrice(reqId, contracts.option(), 0.30, 255.0, [])
    app.wait("tickOptionComputation", reqId=reqId, tickType=53)
    app.cancelCalculateOptionPrice(reqId)


@sample
def calculation_for_a_stock(app):
    """Only options can be calculated: error 321."""
    app.calculateOptionPrice(app.new_id(), contracts.stock(), 0.30, 255.0, [])
    app.wait_error(321)


def buy(app, option):
    order = Order()
    order.action = "BUY"
    order.orderType = "MKT"
    order.totalQuantity = Decimal(1)
    orderId = app.new_id()
    app.placeOrder(orderId, option, order)
    app.wait("orderStatus", orderId=orderId, status="Filled")


@sample(orders=True)
def exercise(app):
    """Exercise an option that was bought before: the answers are those of an order."""
    option = contracts.option()
    option.strike = 200.0  # far in the money
    buy(app, option)
    orderId = app.new_id()
    if app.serverVersion() < 180:  # older servers know nothing of these
        app.exerciseOptions(orderId, option, 1, 1, app.account, 0, "", "", False)
    else:
        app.exerciseOptions(orderId, option, 1, 1, app.account, 0, dates.at_utc(0), "", False)
    app.wait("openOrder", orderId=orderId)


@sample(orders=True)
def lapse(app):
    """Let an option lapse that would be exercised at its end: override goes against what is natural."""
    option = contracts.option()
    option.strike = 200.0
    buy(app, option)
    orderId = app.new_id()
    app.exerciseOptions(orderId, option, 2, 1, app.account, 1, "", "", False)
    app.wait("openOrder", orderId=orderId)


@sample(orders=True)
def exercise_without_a_position(app):
    """What is not held cannot be exercised: error 322."""
    option = contracts.put()
    option.strike = 300.0
    if first(app, option).contract.conId == 0:
        raise Failed("the option has no number")
    app.exerciseOptions(app.new_id(), option, 1, 1, app.account, 0, "", "", False)
    app.wait_error(322, 201)
