"""The event calendar of Wall Street Horizon: earnings, dividends, meetings. It needs a subscription."""

import json

from ibproto.common import WshEventData

from . import contracts, dates
from .app import sample
from .options import first


def meta_data(app):
    reqId = app.new_id()
    app.reqWshMetaData(reqId)
    app.wait("wshMetaData", reqId=reqId)


def events(app, wanted):
    """The meta data have to be asked for first, once in a session."""
    meta_data(app)
    reqId = app.new_id()
    app.reqWshEventData(reqId, wanted)
    app.wait("wshEventData", reqId=reqId)


@sample(since=161)
def kinds_of_events(app):
    """The meta data: kinds of events and filters, as JSON."""
    meta_data(app)


@sample(since=161)
def events_of_a_company(app):
    """The events of a company to come."""
    wanted = WshEventData()
    wanted.conId = first(app, contracts.stock()).contract.conId
    events(app, wanted)


@sample(since=173)
def events_in_a_range(app):
    """The same in a range of days, some of them."""
    wanted = WshEventData()
    wanted.conId = first(app, contracts.stock()).contract.conId
    wanted.startDate = f"{dates.today():%Y%m%d}"
    wanted.endDate = f"{dates.month(6)}01"
    wanted.totalLimit = 5
    events(app, wanted)


@sample(since=171)
def events_by_a_filter(app):
    """A filter as JSON; its keys are in the meta data."""
    wanted = WshEventData()
    wanted.filter = json.dumps({"watchlist": ["8314", "265598"], "country": "All", "wshe_ed": "true"})
    wanted.fillPortfolio = True
    events(app, wanted)


@sample(since=161)
def cancel(app):
    """Requests that are not waited for."""
    reqId = app.new_id()
    app.reqWshMetaData(reqId)
    app.cancelWshMetaData(reqId)
    wanted = WshEventData()
    wanted.conId = 265598
    reqId = app.new_id()
    app.reqWshEventData(reqId, wanted)
    app.cancelWshEventData(reqId)
    app.settle()
