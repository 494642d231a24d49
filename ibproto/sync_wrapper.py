"""TWSSyncWrapper: requests that return their answers, for scripts and notebooks.

    app = TWSSyncWrapper()
    if app.connect_and_start("127.0.0.1", 7497, 1):
        print(app.get_positions())
        app.disconnect_and_stop()

The waiting itself is in `ibproto.blocking`; what is asked and how it ends is the table `ibproto.blocking.table`.
"""

from __future__ import annotations

import threading as threading
import time as time
from decimal import Decimal as Decimal
from typing import Any

from .account_summary_tags import AccountSummaryTags as AccountSummaryTags
from .blocking.answers import ORDER_STATUS, Answers, RequestError, ResponseTimeout
from .blocking.callbacks import Collector, told
from .blocking.table import CANCELLING, PLACING, PREVIEWING, QUESTIONS, Question
from .client import EClient as EClient
from .common import BarData as BarData
from .common import OrderId as OrderId
from .common import TickerId as TickerId
from .contract import Contract as Contract
from .contract import ContractDetails as ContractDetails
from .execution import Execution as Execution
from .execution import ExecutionFilter as ExecutionFilter
from .order import Order as Order
from .order_cancel import OrderCancel as OrderCancel
from .order_state import OrderState as OrderState
from .ticktype import TickTypeEnum as TickTypeEnum
from .wrapper import EWrapper as EWrapper

__all__ = [
    "AccountSummaryTags",
    "BarData",
    "Contract",
    "ContractDetails",
    "Decimal",
    "EClient",
    "EWrapper",
    "Execution",
    "ExecutionFilter",
    "Order",
    "OrderCancel",
    "OrderId",
    "OrderState",
    "RequestError",
    "ResponseTimeout",
    "TWSSyncWrapper",
    "TickTypeEnum",
    "TickerId",
    "threading",
    "time",
]

READY_WAIT = 5.0  # seconds for nextValidId, after connect() has returned
JOIN_WAIT = 1.0  # seconds for the loop's thread to end
LOOK = 1.0  # seconds in which a market data request that is no snapshot collects


class TWSSyncWrapper(Collector, EClient):
    """A client whose `get_...` and `..._sync` methods send a request, wait, and return what came.

    Every one takes `timeout`, in seconds for the whole call; None is the value given to the constructor, or the one
    that its docstring names. It raises
        RequestError      an error came for the request, the order or the connection: it has `reqId`, `code`, `text`.
                          Notices (2104, 399, 10167 ...) are no errors. 504 is: not connected, or not any more.
        ResponseTimeout   nothing came in time. RequestError is one, too: `except ResponseTimeout` catches both.
        RuntimeError      it was called inside a callback, where it could only wait for ever.
    Any number of threads may ask at a time. Requests without an id (positions, open orders, the time ...) go out one
    after the other. Results are new lists and dicts. Request ids are the library's own, 2,100,000,000 and above, so
    orders and your own requests keep the numbers below.

    It is an EClient and an EWrapper all the same: any request can be made, any callback overridden; call `super()` in
    the overrides of those that are defined here. These attributes show what was received, the newest of it:
        order_status, open_orders   by order id, of 1000 orders
        errors                      by request id, of 100 ids, the last 100 errors of each
        portfolio, positions        as their methods return them, 1000 instruments
        contract_details, executions, account_summary (20 ids), market_data (200), historical_data (5)   by request id
        current_time_value, next_valid_id_value   the last one, or None
        response_events             `<event>_<id>` -> threading.Event, of the calls that wait at present
        response_data               `<event>_<id>` -> data given to `_set_event` that nobody waited for, 100 of them
        completion_events           always empty
        api_thread                  the loop's thread, after connect_and_start()
    """

    api_thread: threading.Thread

    def __init__(self, timeout: float = 30) -> None:
        """Make a client that is not connected.

        timeout: seconds that a call may take when it is given none.
        """
        EClient.__init__(self, self)
        self.timeout = timeout
        self.response_events: dict[str, threading.Event] = {}
        self.response_data: dict[str, Any] = {}
        self.contract_details: dict[int, list[ContractDetails]] = {}
        self.order_status: dict[int, dict[str, Any]] = {}
        self.open_orders: dict[int, dict[str, Any]] = {}
        self.executions: dict[int, list[dict[str, Any]]] = {}
        self.portfolio: list[dict[str, Any]] = []
        self.positions: dict[str, list[dict[str, Any]]] = {}
        self.account_summary: dict[int, dict[str, dict[str, Any]]] = {}
        self.market_data: dict[int, dict[str, Any]] = {}
        self.historical_data: dict[int, list[BarData]] = {}
        self.current_time_value: int | None = None
        self.next_valid_id_value: int | None = None
        self.completion_events: dict[str, threading.Event] = {}
        self.errors: dict[int, list[dict[str, Any]]] = {}
        self._answers = Answers(self)
        self._last_order_id = 0

    # ---- the connection ----------------------------------------------------------------------------------------------

    def connect_and_start(self, host: str, port: int, client_id: int) -> bool:
        """Connect, start the loop in a thread of its own, and wait until the session is ready; whether it is.

        host, port, client_id: as for `connect()`. It takes at most 10 seconds to connect and 5 to get ready. When only
        nextValidId is missing the connection stays open: calling this again waits for it again.
        """
        if not self.isConnected():
            self.next_valid_id_value = None
            self.connect(host, port, client_id)
        session = self._ibproto.session
        if session is None or not self.isConnected():
            return False
        if session.runner is None:
            self.api_thread = self.startLoop("ibproto-sync")
        with self._answers.changed:
            self._answers.changed.wait_for(lambda: self.next_valid_id_value is not None or session.finished, READY_WAIT)
        return self.next_valid_id_value is not None and self.isConnected()

    def disconnect_and_stop(self) -> None:
        """Disconnect, and wait for the loop's thread to end, one second at most. Calls that wait get error 504."""
        self.disconnect()
        thread = getattr(self, "api_thread", None)
        if thread is not None and thread is not threading.current_thread():
            thread.join(JOIN_WAIT)

    # ---- asking ------------------------------------------------------------------------------------------------------

    def _ask(self, event: str, args: tuple[Any, ...], timeout: float | None, closing: tuple[Any, ...] = ()) -> Any:
        """Make the request of a row of the table, and wait for its answer; `closing` is how it is ended without id."""
        question = QUESTIONS[event]
        reqId = self._answers.new_id() if question.has_id else None
        ids = () if reqId is None else (reqId,)
        closes = question.closes and (self.serverVersion() or 0) >= question.since
        return self._answers.ask(
            event,
            reqId,
            lambda: getattr(self, question.asks)(*ids, *args),
            self.timeout if timeout is None else timeout,
            close=(lambda: getattr(self, question.closes)(*ids, *closing)) if closes else None,
        )

    def _wait_for_response(self, req_id: int, event_name: str, timeout: float | None = None) -> Any:
        """Wait for an event of a subclass's own and return the data it was set with.

        req_id: the id of the request that was made; errors that come for it end the wait.
        event_name, timeout: as given to `_set_event()`; seconds. It does not matter which of the two is called first.
        """
        return self._answers.wait_for(event_name, req_id, self.timeout if timeout is None else timeout)

    def _set_event(self, req_id: int, event_name: str, data: Any = None) -> None:
        """Set an event of a subclass's own, in one of its callbacks: `_wait_for_response()` returns `data`."""
        self._answers.set_event(event_name, req_id, data)

    def get_next_valid_id(self, timeout: float | None = None) -> int:
        """Return the id for the next order, which stays the same until an order is placed."""
        answer: int = self._ask("next_valid_id", (-1,), timeout)
        return max(answer, self._last_order_id + 1)

    def get_current_time(self, timeout: float | None = 1) -> int:
        """Return the server's time, in seconds since 1970."""
        answer: int = self._ask("current_time", (), timeout)
        return answer

    def get_contract_details(self, contract: Contract, timeout: float | None = 5) -> list[ContractDetails]:
        """Return what is known of all instruments that fit the contract, bonds included; none is error 200."""
        answer: list[ContractDetails] = self._ask("contract_details", (contract,), timeout)
        return answer

    def get_open_orders(self, timeout: float | None = 3) -> dict[int, dict[str, Any]]:
        """Return this client's working orders: {orderId: {orderId, contract, order, orderState}}."""
        answer: dict[int, dict[str, Any]] = self._ask("open_orders", (), timeout)
        return answer

    def get_executions(
        self, exec_filter: ExecutionFilter | None = None, timeout: float | None = 10
    ) -> list[dict[str, Any]]:
        """Return today's executions that pass the filter, [{contract, execution}]; None is a filter that all pass."""
        answer: list[dict[str, Any]] = self._ask("executions", (exec_filter or ExecutionFilter(),), timeout)
        return answer

    def get_portfolio(self, account_code: str = "", timeout: float | None = None) -> list[dict[str, Any]]:
        """Return what an account holds, a row for each instrument, valued.

        account_code: may be empty with a single account. A row has contract, position, marketPrice, marketValue,
        averageCost, unrealizedPNL, realizedPNL and accountName. A subscription of account updates ends by it.
        """
        answer: list[dict[str, Any]] = self._ask("portfolio", (True, account_code), timeout, (False, account_code))
        return answer

    def get_positions(self, timeout: float | None = 10) -> dict[str, list[dict[str, Any]]]:
        """Return the positions of all accounts: {account: [{contract, position, avgCost}]}."""
        answer: dict[str, list[dict[str, Any]]] = self._ask("positions", (), timeout)
        return answer

    def get_account_summary(
        self, tags: str, group: str = "All", timeout: float | None = 5
    ) -> dict[str, dict[str, dict[str, str]]]:
        """Return values of accounts: {account: {tag: {value, currency}}}.

        tags: with commas; `AccountSummaryTags` has them. group: "All" or the name of an advisor's group.
        """
        answer: dict[str, dict[str, dict[str, str]]] = self._ask("account_summary", (group, tags), timeout)
        return answer

    def get_market_data_snapshot(
        self, contract: Contract, generic_tick_list: str = "", snapshot: bool = True, timeout: float | None = None
    ) -> dict[str, Any]:
        """Return market data by the name of its tick type: {"BID": 1.2, "BID_SIZE": Decimal(3), ...}.

        generic_tick_list: numbers of further kinds with commas, possible with snapshot=False only.
        snapshot: True waits until the server says that it was all, by default 11 seconds at most. False collects for
            one second, or half the timeout when that is one second or less, and returns what came.
        Prices and generic ticks are float, sizes Decimal, texts str; an option computation is a dict of its nine
        values; news is a list of dicts under "News". Delayed data has names of its own: DELAYED_BID.
        """
        if snapshot:
            args: tuple[Any, ...] = (contract, generic_tick_list, True, False, [])
            answer: dict[str, Any] = self._ask("market_data", args, 11 if timeout is None else timeout)
            return answer
        reqId = self._answers.new_id()
        found: dict[str, Any] = self._answers.ask(
            "market_data",
            reqId,
            lambda: self.reqMktData(reqId, contract, generic_tick_list, False, False, []),
            timeout / 2 if timeout is not None and timeout <= LOOK else LOOK,
            close=lambda: self.cancelMktData(reqId),
            partial=True,
        )
        return found

    def get_historical_data(
        self,
        contract: Contract,
        end_date_time: str,
        duration_str: str,
        bar_size_setting: str,
        what_to_show: str,
        use_rth: bool = True,
        format_date: int = 1,
        timeout: float | None = 30,
    ) -> list[BarData]:
        """Return bars, oldest first; the arguments are those of `reqHistoricalData()`."""
        times = (end_date_time, duration_str, bar_size_setting)
        args: tuple[Any, ...] = (contract, *times, what_to_show, use_rth, format_date, False, [])
        answer: list[BarData] = self._ask("historical_data", args, timeout)
        return answer

    # ---- orders ------------------------------------------------------------------------------------------------------

    def placeOrder(self, orderId: OrderId, contract: Contract, order: Order) -> None:
        """See EClient.placeOrder. The id is not given to an order of `place_order_sync()` again."""
        if isinstance(orderId, int):
            with self._answers.changed:
                self._last_order_id = max(self._last_order_id, orderId)
        super().placeOrder(orderId, contract, order)

    def place_order_sync(self, contract: Contract, order: Order, timeout: float | None = None) -> dict[str, Any]:
        """Place a new order and return its first status: a dict of the arguments of orderStatus().

        order: gets a new `orderId`. timeout: None is 5 seconds for the types LMT and MKT, else 2.
        A rejected order raises RequestError with the reason (201 ...). An order that has no status yet is returned
        with the ones of its openOrder() and `contract`, `order`, `orderState` besides: of a what-if order, orderState
        has the margins and commissions. Where nothing is told of an order that is not transmitted, the status is "".
        """
        if timeout is None:
            timeout = 5 if order.orderType in ("LMT", "MKT") else 2
        end = time.monotonic() + timeout
        answer: int = self._ask("next_valid_id", (-1,), timeout)
        with self._answers.changed:
            orderId = self._last_order_id = max(answer, self._last_order_id + 1)
        order.orderId = orderId
        silent = not order.transmit and not order.whatIf
        question = PREVIEWING if order.whatIf or silent else PLACING
        send = lambda: self.placeOrder(orderId, contract, order)  # noqa: E731
        return self._order(orderId, send, end - time.monotonic(), question, told(orderId, order) if silent else None)

    def cancel_order_sync(
        self, order_id: int, orderCancel: OrderCancel | None = None, timeout: float | None = 3
    ) -> dict[str, Any]:
        """Cancel an order, wait until it is cancelled, and return its last status as `place_order_sync()` does.

        The status is "Cancelled", "ApiCancelled", or "Filled" when the order was faster. RequestError says why it
        cannot be cancelled: 10147 there is no such order, 10148 and 161 it is in no state for it, filled before.
        """
        send = lambda: self.cancelOrder(order_id, orderCancel or OrderCancel())  # noqa: E731
        return self._order(order_id, send, self.timeout if timeout is None else timeout, CANCELLING)

    def _order(
        self, orderId: int, send: Any, timeout: float, question: Question, silence: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        found: dict[str, Any] = self._answers.ask(
            ORDER_STATUS, orderId, send, timeout, question=question, silence=silence
        )
        return found
