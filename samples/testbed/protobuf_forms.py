"""Requests that take a protobuf message that is filled in already.

Every request but two has such a form, and every callback has one that hands on the message it came with. These are a
few of them, one for each kind of message; the others go the same way. The name of the message is in the reference, and
`python -c "from ibproto.protobuf import MarketDataRequest; print(MarketDataRequest.DESCRIPTOR.fields_by_name.keys())"`
tells its fields. Servers know them from the versions on that are given here.
"""

from ibproto.protobuf.AccountSummaryRequest_pb2 import AccountSummaryRequest
from ibproto.protobuf.CancelMarketData_pb2 import CancelMarketData
from ibproto.protobuf.CancelOrderRequest_pb2 import CancelOrderRequest
from ibproto.protobuf.ContractDataRequest_pb2 import ContractDataRequest
from ibproto.protobuf.CurrentTimeRequest_pb2 import CurrentTimeRequest
from ibproto.protobuf.ExecutionRequest_pb2 import ExecutionRequest
from ibproto.protobuf.HistoricalDataRequest_pb2 import HistoricalDataRequest
from ibproto.protobuf.MarketDataRequest_pb2 import MarketDataRequest
from ibproto.protobuf.NewsProvidersRequest_pb2 import NewsProvidersRequest
from ibproto.protobuf.PlaceOrderRequest_pb2 import PlaceOrderRequest
from ibproto.protobuf.PnLRequest_pb2 import PnLRequest
from ibproto.protobuf.SecDefOptParamsRequest_pb2 import SecDefOptParamsRequest

from . import contracts
from .app import WORKING, sample


def fill_in_apple(contract):
    contract.symbol = "AAPL"
    contract.secType = "STK"
    contract.exchange = "SMART"
    contract.currency = "USD"


@sample(since=213, checked=False)
def current_time(app):
    """A message without fields. Both callbacks come: currentTimeProtoBuf, then currentTime."""
    app.reqCurrentTimeProtoBuf(CurrentTimeRequest())
    app.wait("currentTimeProtoBuf")
    app.wait("currentTime")


@sample(since=205, checked=False)
def contract_data(app):
    """A message in a message: the contract."""
    request = ContractDataRequest()
    request.reqId = app.new_id()
    fill_in_apple(request.contract)
    app.reqContractDataProtoBuf(request)
    app.wait("contractDetailsEnd", reqId=request.reqId)
    app.wait("contractDetails", reqId=request.reqId)


@sample(since=206, checked=False)
def market_data(app):
    """A subscription, and its end."""
    request = MarketDataRequest()
    request.reqId = app.new_id()
    fill_in_apple(request.contract)
    app.reqMarketDataProtoBuf(request)
    app.wait("tickPrice", reqId=request.reqId)
    cancel = CancelMarketData()
    cancel.reqId = request.reqId
    app.cancelMarketDataProtoBuf(cancel)
    app.settle()


@sample(since=208, checked=False)
def historical_data(app):
    """Bars."""
    request = HistoricalDataRequest()
    request.reqId = app.new_id()
    fill_in_apple(request.contract)
    request.duration = "1 D"
    request.barSizeSetting = "1 hour"
    request.whatToShow = "TRADES"
    request.useRTH = True
    request.formatDate = 1
    app.reqHistoricalDataProtoBuf(request)
    app.wait("historicalDataEnd", reqId=request.reqId)


@sample(since=207, checked=False)
def account_summary(app):
    """Values of accounts."""
    request = AccountSummaryRequest()
    request.reqId = app.new_id()
    request.group = "All"
    request.tags = "NetLiquidation"
    app.reqAccountSummaryProtoBuf(request)
    app.wait("accountSummaryEnd", reqId=request.reqId)
    app.cancelAccountSummary(request.reqId)


@sample(since=210, checked=False)
def profit_and_loss(app):
    """Profit and loss."""
    request = PnLRequest()
    request.reqId = app.new_id()
    request.account = app.account
    app.reqPnLProtoBuf(request)
    app.wait("pnl", reqId=request.reqId)
    app.cancelPnL(request.reqId)


@sample(since=209, checked=False)
def news_providers(app):
    """News."""
    app.reqNewsProvidersProtoBuf(NewsProvidersRequest())
    app.wait("newsProviders")


@sample(since=212, checked=False)
def option_chain(app):
    """A chain of options."""
    request = SecDefOptParamsRequest()
    request.reqId = app.new_id()
    request.underlyingSymbol = "AAPL"
    request.underlyingSecType = "STK"
    request.underlyingConId = 265598
    app.reqSecDefOptParamsProtoBuf(request)
    app.wait("securityDefinitionOptionParameterEnd", reqId=request.reqId)


@sample(since=201, checked=False)
def executions(app):
    """Executions: the first request that had such a form."""
    request = ExecutionRequest()
    request.reqId = app.new_id()
    app.reqExecutionsProtoBuf(request)
    app.wait("execDetailsEnd", reqId=request.reqId)


@sample(since=203, checked=False, orders=True)
def order(app):
    """Place an order, and cancel it. Sizes are texts, because they have any number of places."""
    request = PlaceOrderRequest()
    request.orderId = app.new_id()
    fill_in_apple(request.contract)
    request.order.action = "BUY"
    request.order.orderType = "LMT"
    request.order.totalQuantity = "100"
    request.order.lmtPrice = app.quote(contracts.stock()).at(-2)
    request.order.transmit = True
    app.placeOrderProtoBuf(request)
    app.wait("orderStatus", orderId=request.orderId, status=WORKING)
    cancel = CancelOrderRequest()
    cancel.orderId = request.orderId
    app.cancelOrderProtoBuf(cancel)
    app.wait("orderStatus", orderId=request.orderId, status="Cancelled")
