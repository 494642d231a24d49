"""Market depth: the rows of an order book."""

from . import contracts
from .app import sample


@sample
def depth_exchanges(app):
    """Where there is depth, and of which kind."""
    app.reqMktDepthExchanges()
    app.wait("mktDepthExchanges")


@sample
def depth_of_a_future(app):
    """One book: rows have a position, and no name."""
    reqId = app.new_id()
    app.reqMktDepth(reqId, contracts.future(), 5, False, [])
    app.wait("updateMktDepth", count=10, reqId=reqId)
    app.cancelMktDepth(reqId, False)
    app.settle()


@sample
def depth_of_currencies(app):
    """The book of a pair of currencies."""
    reqId = app.new_id()
    app.reqMktDepth(reqId, contracts.forex(), 5, False, [])
    app.wait("updateMktDepth", count=5, reqId=reqId)
    app.cancelMktDepth(reqId, False)
    app.settle()


@sample
def depth_with_market_makers(app):
    """Rows that tell who offers, at an exchange that names them."""
    contract = contracts.stock()
    contract.exchange = "NASDAQ"
    reqId = app.new_id()
    app.reqMktDepth(reqId, contract, 5, False, [])
    app.wait("updateMktDepthL2", count=10, reqId=reqId)
    app.cancelMktDepth(reqId, False)
    app.settle()


@sample
def smart_depth(app):
    """The books of all exchanges in one; rows tell the exchange. Cancel it with the same isSmartDepth."""
    reqId = app.new_id()
    app.reqMktDepth(reqId, contracts.stock(), 5, True, [])
    app.wait("updateMktDepthL2", count=10, reqId=reqId)
    app.cancelMktDepth(reqId, True)
    app.settle()


@sample
def depth_rerouted(app):
    """A contract for difference has no book of its own."""
    reqId = app.new_id()
    app.reqMktDepth(reqId, contracts.cfd(), 5, False, [])
    app.wait("rerouteMktDepthReq", reqId=reqId)


@sample
def depth_of_an_index(app):
    """Where there is no book: error 10092."""
    app.reqMktDepth(app.new_id(), contracts.index(), 5, False, [])
    app.wait_error(10092)


@sample
def depth_that_is_not_there(app):
    """A cancel of none: error 310."""
    app.cancelMktDepth(app.new_id(), False)
    app.wait_error(310)
