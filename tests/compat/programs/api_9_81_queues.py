# In the style of a well-known blog: the wrapper fills queues, the client half waits at them.
from ibapi.wrapper import EWrapper
from ibapi.client import EClient
from ibapi.contract import Contract as IBcontract
from threading import Thread
import queue

DEFAULT_HISTORIC_DATA_ID = 50
DEFAULT_GET_CONTRACT_ID = 43
FINISHED = object()
TIME_OUT = object()


class finishableQueue(object):
    def __init__(self, queue_to_finish):
        self._queue = queue_to_finish
        self.status = None

    def get(self, timeout):
        contents = []
        while True:
            try:
                current = self._queue.get(timeout=timeout)
            except queue.Empty:
                self.status = TIME_OUT
                return contents
            if current is FINISHED:
                self.status = FINISHED
                return contents
            contents.append(current)

    def timed_out(self):
        return self.status is TIME_OUT


class TestWrapper(EWrapper):
    def __init__(self):
        self._my_contract_details = {}
        self._my_historic_data_dict = {}

    def init_error(self):
        self._my_errors = queue.Queue()

    def get_error(self, timeout=5):
        if self.is_error():
            try:
                return self._my_errors.get(timeout=timeout)
            except queue.Empty:
                return None
        return None

    def is_error(self):
        return not self._my_errors.empty()

    def error(self, id, errorCode, errorString):
        self._my_errors.put("IB error id %d errorcode %d string %s" % (id, errorCode, errorString))

    def init_time(self):
        self._time_queue = queue.Queue()
        return self._time_queue

    def currentTime(self, time_from_server):
        self._time_queue.put(time_from_server)

    def init_contractdetails(self, reqId):
        return self._my_contract_details.setdefault(reqId, queue.Queue())

    def contractDetails(self, reqId, contractDetails):
        self.init_contractdetails(reqId).put(contractDetails)

    def contractDetailsEnd(self, reqId):
        self.init_contractdetails(reqId).put(FINISHED)

    def init_historicprices(self, tickerid):
        return self._my_historic_data_dict.setdefault(tickerid, queue.Queue())

    def historicalData(self, tickerid, bar):
        self._my_historic_data_dict[tickerid].put((bar.date, bar.open, bar.high, bar.low, bar.close, bar.volume))

    def historicalDataEnd(self, tickerid, start: str, end: str):
        self._my_historic_data_dict[tickerid].put(FINISHED)


class TestClient(EClient):
    def __init__(self, wrapper):
        EClient.__init__(self, wrapper)

    def speaking_clock(self):
        print("Getting the time from the server... ")
        time_storage = self.wrapper.init_time()
        self.reqCurrentTime()
        try:
            current_time = time_storage.get(timeout=10)
        except queue.Empty:
            print("Exceeded maximum wait for wrapper to respond")
            current_time = None
        while self.wrapper.is_error():
            print(self.get_error())
        return current_time

    def resolve_ib_contract(self, ibcontract, reqId=DEFAULT_GET_CONTRACT_ID):
        contract_details_queue = finishableQueue(self.init_contractdetails(reqId))
        self.reqContractDetails(reqId, ibcontract)
        new_contract_details = contract_details_queue.get(timeout=10)
        assert not contract_details_queue.timed_out()
        return new_contract_details[0].contract

    def get_IB_historical_data(self, ibcontract, tickerid=DEFAULT_HISTORIC_DATA_ID):
        historic_data_queue = finishableQueue(self.init_historicprices(tickerid))
        self.reqHistoricalData(
            tickerid,  # tickerId,
            ibcontract,  # contract,
            "",  # endDateTime,
            "5 D",  # durationStr,
            "1 day",  # barSizeSetting,
            "TRADES",  # whatToShow,
            1,  # useRTH,
            1,  # formatDate
            False,  # KeepUpToDate <<==== added for api 9.73.2
            [],  ## chartoptions not used
        )
        historic_data = historic_data_queue.get(timeout=10)
        self.cancelHistoricalData(tickerid)
        return historic_data


class TestApp(TestWrapper, TestClient):
    def __init__(self, ipaddress, portid, clientid):
        TestWrapper.__init__(self)
        TestClient.__init__(self, wrapper=self)
        self.init_error()
        self.connect(ipaddress, portid, clientid)
        thread = Thread(target=self.run)
        thread.start()
        setattr(self, "_thread", thread)


app = TestApp("127.0.0.1", 4001, 10)
print("time", app.speaking_clock() > 0)
ibcontract = IBcontract()
ibcontract.secType = "STK"
ibcontract.symbol = "IBM"
ibcontract.exchange = "SMART"
ibcontract.currency = "USD"
resolved = app.resolve_ib_contract(ibcontract)
print("contract", resolved.symbol, resolved.conId > 0)
print("bars", len(app.get_IB_historical_data(resolved)))
app.disconnect()
app._thread.join(5)
