"""The past: bars, schedules, ticks, where data begins, and at which prices was traded."""

from . import contracts, dates
from .app import sample


def bars(app, contract, span, size, show="TRADES", end="", rth=1, form=1):
    """Ask for bars and wait for the last one."""
    reqId = app.new_id()
    app.reqHistoricalData(reqId, contract, end, span, size, show, rth, form, False, [])
    app.wait("historicalDataEnd", reqId=reqId)
    app.wait("historicalData", reqId=reqId)


@sample
def days(app):
    """Bars of a day, for a month."""
    bars(app, contracts.stock(), "1 M", "1 day")


@sample
def weeks(app):
    """Bars of a week, for a year."""
    bars(app, contracts.etf(), "1 Y", "1W")


@sample
def minutes(app):
    """Bars of five minutes, for a day; also outside of regular hours."""
    bars(app, contracts.stock(), "1 D", "5 mins", rth=0)


@sample
def seconds(app):
    """Bars of five seconds, up to a moment; IB allows not too many requests of these."""
    bars(app, contracts.stock(), "900 S", "5 secs", end=dates.days_ago(1))


@sample
def up_to_a_moment(app):
    """The end in another form, in UTC; times of bars as seconds since 1970."""
    bars(app, contracts.stock(), "2 D", "1 hour", end=dates.at_utc(-5 * 86400), form=2)


@sample
def middles_of_currencies(app):
    """MIDPOINT, BID, ASK: of what has no trades, or instead of them."""
    bars(app, contracts.forex(), "1 D", "1 hour", "MIDPOINT", rth=0)


@sample
def bids(app):
    """The bid."""
    bars(app, contracts.future(), "1 D", "30 mins", "BID", rth=0)


@sample
def asks(app):
    """The ask."""
    bars(app, contracts.forex(), "1 D", "4 hours", "ASK", rth=0)


@sample
def bids_and_asks(app):
    """BID_ASK: open is the average bid, close the average ask, low the lowest bid, high the highest ask."""
    bars(app, contracts.stock(), "1 D", "1 hour", "BID_ASK")


@sample
def adjusted(app):
    """ADJUSTED_LAST: corrected for splits and dividends; up to now only."""
    bars(app, contracts.stock(), "1 M", "1 day", "ADJUSTED_LAST")


@sample
def historical_volatility(app):
    """The volatility of a year, day by day."""
    bars(app, contracts.stock(), "1 M", "1 day", "HISTORICAL_VOLATILITY")


@sample
def implied_volatility(app):
    """The volatility that options tell of, day by day."""
    bars(app, contracts.stock(), "1 M", "1 day", "OPTION_IMPLIED_VOLATILITY")


@sample
def lending_fees(app):
    """What it costs to borrow a stock."""
    bars(app, contracts.stock(), "1 M", "1 day", "FEE_RATE")


@sample
def yields_of_a_bond(app):
    """YIELD_BID, YIELD_ASK, YIELD_BID_ASK and YIELD_LAST: of bonds."""
    bars(app, contracts.bond(), "1 M", "1 day", "YIELD_LAST")


@sample
def trades_of_a_coin(app):
    """AGGTRADES: of crypto coins, instead of TRADES."""
    bars(app, contracts.crypto(), "1 D", "1 hour", "AGGTRADES", rth=0)


@sample
def an_expired_future(app):
    """What is over has a history; includeExpired asks for it."""
    contract = contracts.expired_future()
    reqId = app.new_id()
    app.reqContractDetails(reqId, contract)
    last_day = app.wait("contractDetails", reqId=reqId).contractDetails.realExpirationDate
    bars(app, contract, "5 D", "1 day", end=f"{last_day} 16:00:00 US/Eastern")


@sample
def a_continuous_future(app):
    """One history of the futures that followed each other, up to now only."""
    bars(app, contracts.continuous_future(), "1 M", "1 day")


@sample
def an_option(app):
    """An option."""
    bars(app, contracts.option(), "1 W", "1 day")


@sample
def kept_up_to_date(app):
    """Bars, their end, and from then on the bar that is not complete yet, again and again."""
    reqId = app.new_id()
    app.reqHistoricalData(reqId, contracts.stock(), "", "1800 S", "1 min", "TRADES", 0, 1, True, [])
    app.wait("historicalDataEnd", reqId=reqId)
    app.wait("historicalDataUpdate", count=2, reqId=reqId)
    app.cancelHistoricalData(reqId)
    app.wait_error(162)  # it tells that the query was cancelled


@sample(since=165)
def schedule(app):
    """When a contract was traded: SCHEDULE, with bars of a day."""
    reqId = app.new_id()
    app.reqHistoricalData(reqId, contracts.stock(), "", "10 D", "1 day", "SCHEDULE", 1, 1, False, [])
    app.wait("historicalSchedule", reqId=reqId)


@sample
def no_data(app):
    """Currencies have no trades: error 162."""
    app.reqHistoricalData(app.new_id(), contracts.forex(), "", "1 D", "1 hour", "TRADES", 0, 1, False, [])
    app.wait_error(162)


@sample
def wrong_size(app):
    """A size of bars that there is not: error 321."""
    app.reqHistoricalData(app.new_id(), contracts.stock(), "", "1 D", "7 mins", "TRADES", 1, 1, False, [])
    app.wait_error(321)


@sample
def head_timestamp(app):
    """Since when there is data."""
    reqId = app.new_id()
    app.reqHeadTimeStamp(reqId, contracts.stock(), "TRADES", 1, 1)
    app.wait("headTimestamp", reqId=reqId)
    app.cancelHeadTimeStamp(reqId)


@sample
def histogram(app):
    """How much was traded at which price."""
    reqId = app.new_id()
    app.reqHistogramData(reqId, contracts.stock(), True, "3 days")
    app.wait("histogramData", reqId=reqId)


@sample
def cancel_histogram(app):
    """A histogram that is not waited for."""
    reqId = app.new_id()
    app.reqHistogramData(reqId, contracts.etf(), True, "1 week")
    app.cancelHistogramData(reqId)
    app.settle()


@sample
def trades(app):
    """Single trades, from a moment on; 1000 at most."""
    reqId = app.new_id()
    app.reqHistoricalTicks(reqId, contracts.stock(), dates.at(-900), "", 50, "TRADES", 1, True, [])
    app.wait("historicalTicksLast", reqId=reqId, done=True)


@sample
def quotes(app):
    """Single quotes, up to a moment."""
    reqId = app.new_id()
    app.reqHistoricalTicks(reqId, contracts.stock(), "", dates.days_ago(1), 50, "BID_ASK", 1, True, [])
    app.wait("historicalTicksBidAsk", reqId=reqId, done=True)


@sample
def middles(app):
    """Single values of the middle."""
    reqId = app.new_id()
    app.reqHistoricalTicks(reqId, contracts.forex(), dates.at_utc(-900), "", 50, "MIDPOINT", 0, True, [])
    app.wait("historicalTicks", reqId=reqId, done=True)


@sample(since=215)
def cancel_ticks(app):
    """Ticks that are not waited for."""
    reqId = app.new_id()
    app.reqHistoricalTicks(reqId, contracts.stock(), "", dates.days_ago(2), 1000, "BID_ASK", 1, False, [])
    app.cancelHistoricalTicks(reqId)
    app.settle()
