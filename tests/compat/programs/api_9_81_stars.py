# In the style of a well-known course: star imports only, a loop in a thread, sleeps and globals.
from ibapi.client import *
from ibapi.wrapper import *
import threading
import time

event = threading.Event()
data = {}
positions = []


class TradingApp(EWrapper, EClient):
    def __init__(self):
        EClient.__init__(self, self)

    def error(self, reqId, errorCode, errorString):
        print("Error {} {}".format(reqId, errorCode))

    def historicalData(self, reqId, bar):
        if reqId not in data:
            data[reqId] = [{"Date": bar.date, "Open": bar.open, "Volume": bar.volume}]
        else:
            data[reqId].append({"Date": bar.date, "Open": bar.open, "Volume": bar.volume})

    def historicalDataEnd(self, reqId, start, end):
        super().historicalDataEnd(reqId, start, end)
        event.set()

    def nextValidId(self, orderId):
        super().nextValidId(orderId)
        self.nextValidOrderId = orderId
        print("NextValidId:", orderId)

    def position(self, account, contract, position, avgCost):
        super().position(account, contract, position, avgCost)
        positions.append((account, contract.symbol, position))

    def positionEnd(self):
        print("positionEnd", len(positions))
        event.set()

    def tickPrice(self, reqId, tickType, price, attrib):
        super().tickPrice(reqId, tickType, price, attrib)
        print("tickPrice", TickTypeEnum.to_str(tickType))
        event.set()


def websocket_con():
    app.run()


def usTechStk(symbol, sec_type="STK", currency="USD", exchange="ISLAND"):
    contract = Contract()
    contract.symbol = symbol
    contract.secType = sec_type
    contract.currency = currency
    contract.exchange = "SMART"
    return contract


def limitOrder(direction, quantity, lmt_price):
    order = Order()
    order.action = direction
    order.orderType = "LMT"
    order.totalQuantity = quantity
    order.lmtPrice = lmt_price
    return order


def wait():
    assert event.wait(10)
    event.clear()


app = TradingApp()
app.connect(host="127.0.0.1", port=7497, clientId=23)
con_thread = threading.Thread(target=websocket_con, daemon=True)
con_thread.start()
time.sleep(0.2)  # some latency added to ensure that the connection is established

app.reqHistoricalData(reqId=0, contract=usTechStk("INTC"), endDateTime="", durationStr="2 D", barSizeSetting="1 hour",
                      whatToShow="ADJUSTED_LAST", useRTH=1, formatDate=1, keepUpToDate=0, chartOptions=[])  # fmt: skip
wait()
print(len(data[0]), float(data[0][-1]["Open"]) > 0, int(data[0][-1]["Volume"]) > 0)
app.reqPositions()
wait()
app.reqMktData(reqId=1, contract=usTechStk("AAPL"), genericTickList="", snapshot=False, regulatorySnapshot=False,
               mktDataOptions=[])  # fmt: skip
wait()
app.cancelMktData(1)
order_id = app.nextValidOrderId
app.placeOrder(order_id, usTechStk("META"), limitOrder("BUY", 1, 20))
app.cancelOrder(order_id)
app.cancelOrder(order_id, "")
app.disconnect()
con_thread.join(5)
print("over", con_thread.is_alive())
