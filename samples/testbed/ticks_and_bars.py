"""Each single tick, and bars of five seconds, live."""

from . import contracts
from .app import sample


def ticks(app, contract, kind, callback, before=0, ignore_size=False):
    reqId = app.new_id()
    app.reqTickByTickData(reqId, contract, kind, before, ignore_size)
    app.wait(callback, reqId=reqId)
    return reqId


@sample
def each_trade(app):
    """Last: the trades that count for the last price."""
    reqId = ticks(app, contracts.stock(), "Last", "tickByTickAllLast")
    app.cancelTickByTickData(reqId)
    app.settle()


@sample
def each_trade_of_any_kind(app):
    """AllLast: also those that were reported late, of odd sizes, combinations ..."""
    reqId = ticks(app, contracts.stock(), "AllLast", "tickByTickAllLast")
    app.cancelTickByTickData(reqId)
    app.settle()


@sample
def each_quote(app):
    """BidAsk: each change of the quote; here without those of sizes only."""
    reqId = ticks(app, contracts.stock(), "BidAsk", "tickByTickBidAsk", ignore_size=True)
    app.cancelTickByTickData(reqId)
    app.settle()


@sample
def each_middle(app):
    """MidPoint: the middle of the quote."""
    reqId = ticks(app, contracts.forex(), "MidPoint", "tickByTickMidPoint")
    app.cancelTickByTickData(reqId)
    app.settle()


@sample
def trades_with_those_before(app):
    """numberOfTicks: first the last ten trades of the past, then what comes."""
    reqId = ticks(app, contracts.stock(), "Last", "historicalTicksLast", before=10)
    app.wait("tickByTickAllLast", reqId=reqId)
    app.cancelTickByTickData(reqId)
    app.settle()


@sample
def quotes_with_those_before(app):
    """The same for quotes."""
    reqId = ticks(app, contracts.stock(), "BidAsk", "historicalTicksBidAsk", before=10)
    app.cancelTickByTickData(reqId)
    app.settle()


@sample
def middles_with_those_before(app):
    """The same for the middle."""
    reqId = ticks(app, contracts.stock(), "MidPoint", "historicalTicks", before=10)
    app.cancelTickByTickData(reqId)
    app.settle()


@sample
def ticks_of_an_option(app):
    """There are none of options: error 10189."""
    app.reqTickByTickData(app.new_id(), contracts.option(), "Last", 0, False)
    app.wait_error(10189)


@sample
def bars_of_trades(app):
    """A bar each five seconds, made of trades."""
    reqId = app.new_id()
    app.reqRealTimeBars(reqId, contracts.stock(), 5, "TRADES", True, [])
    app.wait("realtimeBar", reqId=reqId)
    app.cancelRealTimeBars(reqId)
    app.settle()


@sample
def bars_of_quotes(app):
    """Bars of the middle; BID and ASK are possible, too."""
    reqId = app.new_id()
    app.reqRealTimeBars(reqId, contracts.forex(), 5, "MIDPOINT", False, [])
    app.wait("realtimeBar", reqId=reqId)
    app.cancelRealTimeBars(reqId)
    app.settle()


@sample
def bars_of_another_size(app):
    """Only five seconds are possible: error 321."""
    app.reqRealTimeBars(app.new_id(), contracts.stock(), 10, "TRADES", True, [])
    app.wait_error(321)
