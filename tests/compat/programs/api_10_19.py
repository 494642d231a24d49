# In the style of 2022: four values in error, Decimal from a star, a cancel with the time of a person or none.
from ibapi import wrapper
from ibapi.client import EClient
from ibapi.contract import *
from ibapi.order import *
from ibapi.common import *
from ibapi.ticktype import *
from ibapi.utils import decimalMaxString, floatMaxString, intMaxString
from ibapi.commission_report import CommissionReport
from ibapi.tag_value import TagValue
from ibapi.account_summary_tags import *
import ibapi

assert ibapi.VERSION["major"] >= 10


def limit_order(action: str, quantity: Decimal, limitPrice: float):
    order = Order()
    order.action = action
    order.orderType = "LMT"
    order.totalQuantity = quantity
    order.lmtPrice = limitPrice
    order.algoParams = []
    order.orderMiscOptions = [TagValue("tag", "value")][:0]
    return order


class Program(EClient, wrapper.EWrapper):
    def __init__(self):
        EClient.__init__(self, self)

    def nextValidId(self, orderId: int):
        self.oid = orderId
        apple = Contract()
        apple.symbol = "AAPL"
        apple.secType = "STK"
        apple.exchange = "SMART"
        apple.currency = "USD"
        self.reqAccountSummary(9001, "All", AccountSummaryTags.AllTags)
        self.reqTickByTickData(19001, apple, "BidAsk", 0, True)
        self.apple = apple

    def error(self, reqId: TickerId, errorCode: int, errorString: str, advancedOrderRejectJson=""):
        super().error(reqId, errorCode, errorString, advancedOrderRejectJson)
        if advancedOrderRejectJson:
            print("Error. Id:", reqId, "Code:", errorCode, "AdvancedOrderRejectJson:", advancedOrderRejectJson)
        else:
            print("Error. Id:", reqId, "Code:", errorCode, "Msg:", type(errorString).__name__)
        if errorCode == 202:
            self.reqGlobalCancel()
            self.disconnect()

    def accountSummary(self, reqId: int, account: str, tag: str, value: str, currency: str):
        super().accountSummary(reqId, account, tag, value, currency)
        if tag == "NetLiquidation":
            print("AccountSummary. ReqId:", reqId, "Tag: ", tag)

    def tickByTickBidAsk(self, reqId: int, time: int, bidPrice: float, askPrice: float, bidSize: Decimal,
                         askSize: Decimal, tickAttribBidAsk: TickAttribBidAsk):  # fmt: skip
        print("BidAsk. ReqId:", reqId, decimalMaxString(bidSize) != "", tickAttribBidAsk.bidPastLow)
        self.cancelTickByTickData(reqId)
        self.reqHistoricalData(4103, self.apple, "", "1 D", "1 day", "TRADES", 1, 1, False, [])

    def historicalData(self, reqId: int, bar: BarData):
        print("HistoricalData. ReqId:", reqId, type(bar.wap).__name__, intMaxString(bar.barCount) != "")
        self.placeOrder(self.oid, self.apple, limit_order("BUY", Decimal("10"), 1.0))

    def orderStatus(self, orderId: OrderId, status: str, filled: Decimal, remaining: Decimal, avgFillPrice: float,
                    permId: int, parentId: int, lastFillPrice: float, clientId: int, whyHeld: str, mktCapPrice: float):  # fmt: skip
        print("OrderStatus.", status, decimalMaxString(remaining))
        if status == "Submitted":
            self.cancelOrder(orderId, "")

    def commissionReport(self, commissionReport: CommissionReport):
        raise AssertionError("nothing was filled")

    def connectionClosed(self):
        print("connectionClosed")


app = Program()
app.connect("localhost", 7496, clientId=5)
app.run()
