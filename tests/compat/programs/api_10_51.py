# In the form of today: nothing is to be told about it.
from ibapi.client import *
from ibapi.wrapper import *
from ibapi.ticktype import TickTypeEnum
from ibapi.commission_and_fees_report import CommissionAndFeesReport
from ibapi.order_cancel import OrderCancel


class App(EWrapper, EClient):
    def __init__(self):
        EClient.__init__(self, self)

    def nextValidId(self, orderId: OrderId):
        self.apple = Contract()
        self.apple.symbol, self.apple.secType, self.apple.exchange, self.apple.currency = "AAPL", "STK", "SMART", "USD"
        self.reqMktData(1, self.apple, "", False, False, [])
        self.orderId = orderId

    def error(self, reqId: TickerId, errorTime: int, errorCode: int, errorString: str, advancedOrderRejectJson=""):
        super().error(reqId, errorTime, errorCode, errorString, advancedOrderRejectJson)
        print("Error.", reqId, errorCode, errorTime > 0)

    def tickPrice(self, reqId: TickerId, tickType: TickType, price: float, attrib: TickAttrib):
        if tickType == TickTypeEnum.LAST:
            print(TickTypeEnum.toStr(tickType))
            self.cancelMktData(reqId)
            order = Order()
            order.action, order.orderType, order.totalQuantity = "BUY", "MKT", Decimal(5)
            self.placeOrder(self.orderId, self.apple, order)

    def commissionAndFeesReport(self, commissionAndFeesReport: CommissionAndFeesReport):
        print("costs", commissionAndFeesReport.commissionAndFees > 0)
        self.reqGlobalCancel(OrderCancel())
        self.disconnect()


app = App()
app.connect("127.0.0.1", 7496, 0)
app.run()
