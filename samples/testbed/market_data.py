"""Quotes: streams, snapshots, generic ticks, delayed data, and where they come from."""

from . import contracts
from .app import sample


def stream(app, contract, callback, generic="", **values):
    """Subscribe, wait for a callback, and cancel."""
    reqId = app.new_id()
    app.reqMktData(reqId, contract, generic, False, False, [])
    app.wait(callback, reqId=reqId, **values)
    app.cancelMktData(reqId)
    app.settle()


@sample
def quotes_of_a_stock(app):
    """A stream: first what there is now, then what changes, in pieces."""
    reqId = app.new_id()
    app.reqMktData(reqId, contracts.stock(), "", False, False, [])
    app.wait("marketDataType", reqId=reqId)
    app.wait("tickReqParams", tickerId=reqId)
    app.wait("tickPrice", count=5, reqId=reqId)
    app.wait("tickSize", count=5, reqId=reqId)
    app.wait("tickString", reqId=reqId)
    app.cancelMktData(reqId)
    app.settle()


@sample
def quotes_of_a_pair_of_currencies(app):
    """Currencies have a bid and an ask, and no trades."""
    stream(app, contracts.forex(), "tickPrice")


@sample
def quotes_of_an_index(app):
    """An index has a price, and nothing to buy."""
    stream(app, contracts.index(), "tickPrice")


@sample
def quotes_of_a_future(app):
    """A future, by its month."""
    stream(app, contracts.future(), "tickPrice")


@sample
def quotes_of_an_option(app):
    """An option; its greeks come as well."""
    stream(app, contracts.option(), "tickPrice")


@sample
def quotes_of_a_bond(app):
    """A bond; prices are in percent."""
    contract = contracts.bond()
    stream(app, contract, "tickPrice")


@sample
def quotes_of_a_coin(app):
    """A crypto coin; sizes have many places."""
    stream(app, contracts.crypto(), "tickSize")


@sample
def snapshot(app):
    """The quote of now, once: it ends by itself, up to 11 seconds later."""
    reqId = app.new_id()
    app.reqMktData(reqId, contracts.stock(), "", True, False, [])
    app.wait("tickSnapshotEnd", reqId=reqId)


@sample
def regulatory_snapshot(app):
    """The best quote of all exchanges in the United States, once, for a fee of one cent."""
    reqId = app.new_id()
    app.reqMktData(reqId, contracts.stock(), "", False, True, [])
    app.wait("tickSnapshotEnd", reqId=reqId)


@sample
def snapshot_with_generic_ticks(app):
    """A snapshot has the default ticks only: error 414, or 321 of others."""
    app.reqMktData(app.new_id(), contracts.stock(), "233", True, False, [])
    app.wait_error(414, 321)


@sample
def delayed(app):
    """Delayed data where there is no subscription, from now on; 1 live, 2 frozen, 3 delayed, 4 delayed and frozen."""
    app.reqMarketDataType(3)
    stream(app, contracts.stock(), "marketDataType")


@sample
def frozen(app):
    """The last quote of an exchange that is closed."""
    app.reqMarketDataType(2)
    stream(app, contracts.stock(), "marketDataType")
    app.reqMarketDataType(3)


@sample
def option_volumes(app):
    """Generic ticks: 100 is volume, 101 open interest of the options of a stock."""
    stream(app, contracts.stock(), "tickSize", "100,101,105")


@sample
def volatilities(app):
    """104 and 106: historical and implied volatility."""
    stream(app, contracts.stock(), "tickGeneric", "104,106", tickType=(23, 24))


@sample
def yearly_ranges(app):
    """165: highs and lows of 13, 26 and 52 weeks, and the average volume."""
    stream(app, contracts.stock(), "tickPrice", "165", tickType=(15, 16, 17, 18, 19, 20))


@sample
def last_trades(app):
    """233 and 375: each trade with price, size, time, volume and average, as a text."""
    stream(app, contracts.stock(), "tickString", "233,375", tickType=(48, 77))


@sample
def shortable_shares(app):
    """236: how many shares there are to borrow."""
    stream(app, contracts.stock(), "tickGeneric", "236", tickType=46)


@sample
def auctions(app):
    """225: what is known of the next auction."""
    stream(app, contracts.stock(), "tickPrice", "225")


@sample
def mark_prices(app):
    """221 and 232: the price with which IB values a position."""
    stream(app, contracts.stock(), "tickPrice", "221,232", tickType=37)


@sample
def rates(app):
    """293 to 295 and 318: trades and volume a minute, and the last price in regular hours."""
    stream(app, contracts.stock(), "tickGeneric", "293,294,295,318", tickType=(54, 55, 56))


@sample
def dividends(app):
    """456: dividends of the last and the next twelve months, as a text."""
    stream(app, contracts.stock(), "tickString", "456", tickType=59)


@sample
def net_asset_value(app):
    """576 to 578, 614 and 623: what a fund is worth."""
    stream(app, contracts.etf(), "tickPrice", "576,577,578,614,623", tickType=(92, 93, 94, 95, 96, 97, 98, 99))


@sample
def open_interest_of_a_future(app):
    """588: contracts of a future that are open."""
    stream(app, contracts.future(), "tickSize", "588", tickType=86)


@sample
def volumes_of_minutes(app):
    """595: what was traded in the last 3, 5 and 10 minutes."""
    stream(app, contracts.stock(), "tickSize", "595", tickType=(63, 64, 65))


@sample
def volatility_of_now(app):
    """411: historical volatility, as it is now."""
    stream(app, contracts.stock(), "tickGeneric", "411", tickType=58)


@sample(since=225, checked=False)  # older servers send the other ticks
def odd_lots(app):
    """787: quotes of less than a round lot."""
    reqId = app.new_id()
    app.reqMktData(reqId, contracts.stock(), "787", False, False, [])
    app.wait("tickPrice", reqId=reqId, tickType=(105, 106))
    app.cancelMktData(reqId)
    app.settle()


@sample
def only_generic_ticks(app):
    """mdoff leaves the default ticks out."""
    stream(app, contracts.stock(), "tickGeneric", "mdoff,104")


@sample
def unknown_generic_tick(app):
    """A number that there is not: error 321."""
    app.reqMktData(app.new_id(), contracts.stock(), "777", False, False, [])
    app.wait_error(321)


@sample
def id_in_use(app):
    """An id can have one subscription at a time: error 102 for the second one, 300 for a cancel of none."""
    reqId = app.new_id()
    app.reqMktData(reqId, contracts.stock(), "", False, False, [])
    app.reqMktData(reqId, contracts.etf(), "", False, False, [])
    app.wait_error(102, 322)
    app.cancelMktData(reqId)
    app.cancelMktData(reqId)
    app.wait_error(300)


@sample
def rerouted(app):
    """A contract for difference has no quotes of its own: the answer names the stock to ask for."""
    reqId = app.new_id()
    app.reqMktData(reqId, contracts.cfd(), "", False, False, [])
    told = app.wait("rerouteMktDataReq", reqId=reqId)
    contract = contracts.Contract()
    contract.conId = told.conId
    contract.exchange = told.exchange
    stream(app, contract, "tickPrice")


@sample
def exchanges_of_a_quote(app):
    """The letters of ticks 32, 33 and 84 stand for exchanges; tickReqParams tells the code that explains them."""
    reqId = app.new_id()
    app.reqMktData(reqId, contracts.stock(), "", False, False, [])
    code = app.wait("tickReqParams", tickerId=reqId).bboExchange
    app.cancelMktData(reqId)
    reqId = app.new_id()
    app.reqSmartComponents(reqId, code)
    app.wait("smartComponents", reqId=reqId)
