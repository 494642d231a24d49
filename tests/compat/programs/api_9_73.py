# In the style of IB's Testbed of 2017: separate halves whose methods are counted, everything started in nextValidId.
import argparse
import collections
import inspect
import logging

from ibapi import wrapper
from ibapi.client import EClient
from ibapi.utils import iswrapper, current_fn_name, longToStr

# types
from ibapi.common import *
from ibapi.contract import *
from ibapi.order import *
from ibapi.order_state import *
from ibapi.execution import Execution
from ibapi.execution import ExecutionFilter
from ibapi.commission_report import CommissionReport
from ibapi.scanner import ScannerSubscription
from ibapi.ticktype import *
from ibapi.tag_value import TagValue
from ibapi.account_summary_tags import *
from ibapi import order_condition
from ibapi.object_implem import Object
import ibapi.utils as utils


class ClientHalf(EClient):
    def __init__(self, wrapper):
        EClient.__init__(self, wrapper)
        self.calls = collections.defaultdict(int)
        for name, method in inspect.getmembers(EClient, inspect.isfunction):
            if not name.startswith("__"):
                setattr(ClientHalf, name, self.countReqs(name, method))

    def countReqs(self, name, method):
        def counted(*args, **kwargs):
            self.calls[name] += 1
            return method(*args, **kwargs)

        return counted


class WrapperHalf(wrapper.EWrapper):
    def __init__(self):
        wrapper.EWrapper.__init__(self)
        self.answers = collections.defaultdict(int)
        for name, method in inspect.getmembers(wrapper.EWrapper, inspect.isfunction):
            if not name.startswith("__"):
                setattr(WrapperHalf, name, self.countAnswers(name, method))

    def countAnswers(self, name, method):
        def counted(*args, **kwargs):
            self.answers[name] += 1
            return method(*args, **kwargs)

        return counted


class TestApp(WrapperHalf, ClientHalf):
    def __init__(self):
        WrapperHalf.__init__(self)
        ClientHalf.__init__(self, wrapper=self)
        self.nKeybInt = 0
        self.started = False
        self.nextValidOrderId = None
        self.permId2ord = {}

    @iswrapper
    def connectAck(self):
        if self.asynchronous:
            self.startApi()

    @iswrapper
    def nextValidId(self, orderId: int):
        super().nextValidId(orderId)
        logging.debug("setting nextValidOrderId: %d", orderId)
        self.nextValidOrderId = orderId
        self.start()

    def nextOrderId(self):
        oid = self.nextValidOrderId
        self.nextValidOrderId += 1
        return oid

    def start(self):
        if self.started:
            return
        self.started = True
        apple = Contract()
        apple.symbol = "AAPL"
        apple.secType = "STK"
        apple.currency = "USD"
        apple.exchange = "SMART"
        self.reqGlobalCancel()
        self.reqFundamentalData(8001, apple, "ReportsFinSummary", [])
        self.exerciseOptions(5003, apple, 1, 1, "", 1)
        self.reqMarketDataType(MarketDataTypeEnum.REALTIME)
        self.reqMktData(1001, apple, "", False, False, [])
        self.reqHistoricalData(4101, apple, "", "1 D", "1 hour", "TRADES", 1, 1, False, [])
        order = Order()
        order.action = "BUY"
        order.orderType = "LMT"
        order.totalQuantity = 10
        order.lmtPrice = 1
        order.eTradeOnly = False
        order.firmQuoteOnly = False
        self.simplePlaceOid = self.nextOrderId()
        self.placeOrder(self.simplePlaceOid, apple, order)
        self.waitingFor = {"tick", "bars", "cancel"}

    def came(self, what):
        if what not in self.waitingFor:
            return
        self.waitingFor.remove(what)
        if not self.waitingFor:
            apple = Contract()
            apple.symbol = "AAPL"
            apple.secType = "STK"
            apple.currency = "USD"
            apple.exchange = "SMART"
            market = Order()
            market.action = "BUY"
            market.orderType = "MKT"
            market.totalQuantity = 10
            self.placeOrder(self.nextOrderId(), apple, market)

    @iswrapper
    def openOrder(self, orderId: OrderId, contract: Contract, order: Order, orderState: OrderState):
        super().openOrder(orderId, contract, order, orderState)
        print(current_fn_name(), orderId == self.simplePlaceOid, order.action, orderState.commissionCurrency)
        order.contract = contract
        self.permId2ord[order.permId] = order

    @iswrapper
    def orderStatus(self, orderId: OrderId, status: str, filled: float, remaining: float, avgFillPrice: float,
                    permId: int, parentId: int, lastFillPrice: float, clientId: int, whyHeld: str):  # fmt: skip
        super().orderStatus(orderId, status, filled, remaining, avgFillPrice, permId, parentId, lastFillPrice,
                            clientId, whyHeld)  # fmt: skip
        if status == "Submitted" and orderId == self.simplePlaceOid:
            print("orderStatus", status)
            self.cancelOrder(orderId)
        if status == "Cancelled":
            print("orderStatus", status)
            self.came("cancel")

    @iswrapper
    def tickPrice(self, reqId: TickerId, tickType: TickType, price: float, attrib: TickAttrib):
        super().tickPrice(reqId, tickType, price, attrib)
        if tickType == TickTypeEnum.LAST:
            print("tick", reqId, TickTypeEnum.to_str(tickType), attrib.canAutoExecute)
            self.cancelMktData(reqId)
            self.came("tick")

    @iswrapper
    def historicalData(self, reqId: int, bar: BarData):
        print("HistoricalData.", reqId, "Average:", type(bar.average).__name__)

    @iswrapper
    def historicalDataEnd(self, reqId: int, start: str, end: str):
        super().historicalDataEnd(reqId, start, end)
        print("HistoricalDataEnd", reqId)
        self.came("bars")

    @iswrapper
    def execDetails(self, reqId: int, contract: Contract, execution: Execution):
        super().execDetails(reqId, contract, execution)
        print("ExecDetails.", execution.shares)

    @iswrapper
    def commissionReport(self, commissionReport: CommissionReport):
        super().commissionReport(commissionReport)
        print("CommissionReport.", commissionReport.commission > 0, commissionReport.currency, commissionReport.yield_)
        self.stop()

    @iswrapper
    def error(self, reqId: TickerId, errorCode: int, errorString: str):
        super().error(reqId, errorCode, errorString)
        print("Error. Id:", reqId, "Code:", errorCode)

    def stop(self):
        print("Finishing test", self.calls["placeOrder"], self.answers["nextValidId"])
        self.done = True


def main():
    cmdLineParser = argparse.ArgumentParser("api tests")
    cmdLineParser.add_argument("-p", "--port", action="store", type=int, dest="port", default=7496)
    args = cmdLineParser.parse_args()
    for cls in (Order, Contract, DeltaNeutralContract, TagValue, order_condition.TimeCondition):
        cls.__setattr__ = utils.setattr_log
    app = TestApp()
    try:
        app.connect("127.0.0.1", args.port, clientId=0)
        print("serverVersion:%s connectionTime:%s" % (app.serverVersion(), type(app.twsConnectionTime()).__name__))
        app.run()
    finally:
        for cls in (Order, Contract, DeltaNeutralContract, TagValue, order_condition.TimeCondition):
            del cls.__setattr__
        print("max", repr(longToStr(2**63 - 1)))


if __name__ == "__main__":
    main()
