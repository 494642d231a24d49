# In the style of 2024: OrderCancel, toStr, nine values of exerciseOptions, the old report of commissions.
from ibapi.client import EClient
from ibapi.wrapper import EWrapper
from ibapi.contract import Contract, FundAssetType, getEnumTypeName
from ibapi.order import Order
from ibapi.order_cancel import OrderCancel
from ibapi.commission_report import CommissionReport
from ibapi.ticktype import TickTypeEnum
from ibapi.const import UNSET_DOUBLE
from decimal import Decimal
import sys
import threading


class App(EWrapper, EClient):
    def __init__(self):
        EWrapper.__init__(self)
        EClient.__init__(self, wrapper=self)
        self.ready = threading.Event()
        self.paid = threading.Event()
        self.quoted = threading.Event()
        self.described = threading.Event()
        self.sides = set()
        self.nextId = None

    def nextValidId(self, orderId: int):
        self.nextId = orderId
        self.ready.set()

    def next_id(self):
        self.nextId += 1
        return self.nextId

    def error(self, reqId, errorCode, errorString, advancedOrderReject):
        print(f"reqId: {reqId}, errorCode: {errorCode}, json: {advancedOrderReject!r}")

    def tickPrice(self, reqId, tickType, price, attrib):
        if tickType in (TickTypeEnum.BID, TickTypeEnum.ASK):
            print(f"{TickTypeEnum.toStr(tickType)} {price != UNSET_DOUBLE}")
            self.sides.add(tickType)
            if len(self.sides) == 2:
                self.quoted.set()

    def tickSnapshotEnd(self, reqId: int):
        print("tickSnapshotEnd", reqId)

    def contractDetails(self, reqId, contractDetails):
        print("fund", getEnumTypeName(FundAssetType, contractDetails.fundAssetType))
        self.described.set()

    def execDetails(self, reqId, contract, execution):
        print("exec", execution.shares, execution.pendingPriceRevision)

    def commissionReport(self, commissionReport: CommissionReport):
        print("commission", commissionReport.commission > 0, commissionReport.realizedPNL == UNSET_DOUBLE)
        self.paid.set()


app = App()
app.connect("127.0.0.1", 7497, 100)
threading.Thread(target=app.run).start()
assert app.ready.wait(10)
contract = Contract()
contract.symbol, contract.secType, contract.exchange, contract.currency = "AAPL", "STK", "SMART", "USD"
app.reqContractDetails(app.next_id(), contract)
app.reqMktData(app.next_id(), contract, "", True, False, [])
assert app.described.wait(10) and app.quoted.wait(10)
order = Order()
order.orderId = app.next_id()
order.action, order.orderType, order.totalQuantity = "BUY", "MKT", Decimal("5")
app.placeOrder(order.orderId, contract, order)
assert app.paid.wait(10)
app.cancelOrder(order.orderId, OrderCancel())
app.exerciseOptions(app.next_id(), contract, 1, 1, "", 0, "", "", False)
app.disconnect()
sys.exit(7)
