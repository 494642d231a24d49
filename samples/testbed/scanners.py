"""Market scanners."""

from ibproto.scanner import ScannerSubscription
from ibproto.tag_value import TagValue

from .app import sample


def scan(app, subscription, filters=()):
    """Subscribe, wait for the rows, and cancel."""
    reqId = app.new_id()
    app.reqScannerSubscription(reqId, subscription, [], list(filters))
    app.wait("scannerDataEnd", reqId=reqId)
    app.wait("scannerData", reqId=reqId)
    app.cancelScannerSubscription(reqId)
    app.wait_error(162)  # it tells that the subscription was cancelled


@sample
def parameters(app):
    """All that can be scanned, as XML: instruments, locations, scan codes and filters. At TWS it is megabytes long."""
    app.reqScannerParameters()
    app.wait("scannerParameters")


@sample
def most_active(app):
    """The stocks with the most trades."""
    subscription = ScannerSubscription()
    subscription.instrument = "STK"
    subscription.locationCode = "STK.US.MAJOR"
    subscription.scanCode = "MOST_ACTIVE"
    subscription.numberOfRows = 10
    scan(app, subscription)


@sample
def hot_european_stocks(app):
    """Stocks of another part of the world."""
    subscription = ScannerSubscription()
    subscription.instrument = "STOCK.EU"
    subscription.locationCode = "STK.EU"
    subscription.scanCode = "HOT_BY_VOLUME"
    scan(app, subscription)


@sample
def futures(app):
    """Futures."""
    subscription = ScannerSubscription()
    subscription.instrument = "FUT.US"
    subscription.locationCode = "FUT.US"
    subscription.scanCode = "HOT_BY_PRICE_RANGE"
    scan(app, subscription)


@sample
def with_limits(app):
    """Limits that are attributes of the subscription."""
    subscription = ScannerSubscription()
    subscription.instrument = "STK"
    subscription.locationCode = "STK.US"
    subscription.scanCode = "HOT_BY_VOLUME"
    subscription.abovePrice = 20.0
    subscription.belowPrice = 500.0
    subscription.aboveVolume = 1000
    subscription.stockTypeFilter = "CORP"
    scan(app, subscription)


@sample
def with_filters(app):
    """Any filter of the parameters, as tags and values."""
    subscription = ScannerSubscription()
    subscription.instrument = "STK"
    subscription.locationCode = "STK.US.MAJOR"
    subscription.scanCode = "HOT_BY_VOLUME"
    scan(app, subscription, [TagValue("priceAbove", "20"), TagValue("usdVolumeAbove", "10000")])


@sample
def unknown_scan(app):
    """A scan code that there is not: error 162."""
    subscription = ScannerSubscription()
    subscription.instrument = "STK"
    subscription.locationCode = "STK.US"
    subscription.scanCode = "NO_SUCH_SCAN"
    app.reqScannerSubscription(app.new_id(), subscription, [], [])
    app.wait_error(162)


@sample
def cancel_of_none(app):
    """A cancel of a subscription that there is not: error 365."""
    app.cancelScannerSubscription(app.new_id())
    app.wait_error(365)
