# ruff: noqa: F401, F403 - bots take these names by `from ibproto.client import *`
"""EClient: every request of the TWS API, one method each.

What is behind the methods (connection, threads, the run loop, encoding) lives in `ibproto.pipeline.engine`.
"""

from __future__ import annotations

import socket as socket
import sys as sys

from . import comm as comm
from . import decoder as decoder
from . import reader as reader
from .comm import make_field as make_field
from .comm import make_field_handle_empty as make_field_handle_empty
from .common import *
from .common import FaDataType, OrderId, TickerId, WshEventData
from .compat.requests import OldRequests, take_old_forms
from .connection import Connection as Connection
from .const import *
from .contract import Contract as Contract
from .errors import *
from .execution import ExecutionFilter as ExecutionFilter
from .late import late, public
from .log import logger_of
from .object_implem import Object as Object
from .order import COMPETE_AGAINST_BEST_OFFSET_UP_TO_MID as COMPETE_AGAINST_BEST_OFFSET_UP_TO_MID
from .order import Order as Order
from .order_cancel import OrderCancel as OrderCancel
from .pipeline.engine import Engine
from .reader import EReader, FrameQueue
from .scanner import ScannerSubscription as ScannerSubscription
from .server_versions import *
from .ticktype import TickType as TickType
from .ticktype import TickTypeEnum as TickTypeEnum
from .utils import *

TYPE_CHECKING = False  # importing typing would cost every program 2 ms
if TYPE_CHECKING:
    import logging as logging
    import queue as queue
    import threading
    from types import TracebackType
    from typing import Any, Protocol, TypeVar

    from .decoder import Decoder
    from .tag_value import TagValue
    from .trace import Trace
    from .wrapper import EWrapper

    _Client = TypeVar("_Client", bound="EClient")

    class SupportsSerializeToString(Protocol):
        """A message for one of the ...ProtoBuf requests: of ibproto.protobuf, or of Google's own protobuf package."""

        def SerializeToString(self) -> bytes:
            """The message in protobuf's wire form."""

    class SupportsHasField(Protocol):
        """A message that can tell which of its fields are set."""

        def HasField(self, field_name: str) -> bool:
            """Whether the field `field_name` is set."""


logger = logger_of(__name__)


class EClient(OldRequests):
    """Sends requests to TWS or IB Gateway; what comes back is delivered to the callbacks of an EWrapper.

    The usual form is one class that is both, with the callbacks it cares about overridden:

        class App(EWrapper, EClient):
            def __init__(self):
                EClient.__init__(self, self)

            def nextValidId(self, orderId):     # the session is ready: requests may start here
                self.reqPositions()

        app = App()
        app.connect("127.0.0.1", 7497, clientId=1)      # 7496/7497 TWS live/paper, 4001/4002 IB Gateway
        app.run()                                       # delivers until the connection ends

    Threads. Requests may be made from any thread, callbacks included; each goes out whole. All callbacks come on one
    thread, the one inside `run()` (or `drain()`, or the one `startLoop()` started); it must not be blocked for long.
    Two exceptions run on the thread that made the call: `connectAck()`, and `error()` for a request that was not sent.
    "Any thread." at the end of a docstring is this guarantee; methods with another one say so.

    Requests return None and do not raise for a bad argument. What goes wrong comes to `error(reqId, errorTime,
    errorCode, errorString, advancedOrderRejectJson)`, with the id of the request whenever it has one. Possible for
    every request, and not repeated below:
        503 the server is too old for the request or for an attribute that is set; nothing was sent
        504 not connected
        579 a text contains characters other than printable ASCII, on the text wire; nothing was sent
        510-593 an argument cannot be sent, or sending failed; each method names its own code
        100 more than 50 messages a second (three violations end the connection; see `setConnectOptions`)
        320, 321, 322 the server could not read, validate or process the request
    Texts of server errors differ by version and language: decide by code.

    Request ids: choose any non-negative int, unique among the requests that are still open. Market data and order ids
    live in one number range on the server, so most programs count both up from `nextValidId`.

    Version numbers are those of `serverVersion()`. The ...ProtoBuf methods send a message that is already filled in;
    they are there for servers that know the message, and are not checked against older ones unless they say so.
    """

    DISCONNECTED, CONNECTING, CONNECTED = range(3)

    propagateCallbackErrors = False
    """True: an exception in a callback ends the loop and is raised out of it, as with ibapi."""

    def __init__(self, wrapper: EWrapper) -> None:
        """Make a client that is not connected.

        wrapper: the object whose callbacks are called; `self` in a class that inherits from EWrapper too.
        Any object with the callbacks' names will do. Any thread; nothing is opened or started.
        """
        self.msg_queue = FrameQueue()
        self.wrapper = wrapper
        self.decoder: Decoder | None = None
        self.nKeybIntHard = 0
        self.conn: Connection | None = None
        self.host: str | None = None
        self.port: int | None = None
        self.extraAuth = False
        self.clientId: int | None = None
        self.serverVersion_: int | None = None
        self.connTime: bytes | None = None
        self.connState: int = EClient.DISCONNECTED
        self.optCapab: str | None = None
        self.asynchronous = False
        self.reader: EReader | None = None
        self.decode: Any = None
        self.connectOptions: str | None = None
        self._ibproto = Engine(self)

    # ---- connecting -------------------------------------------------------------------------------------------------

    def connect(self, host: str, port: int, clientId: int, *, timeout: float = 10.0, wait: bool = False) -> None:
        """Connect, shake hands and start the session; `startApi()` is part of it.

        host: name or address, IPv4 or IPv6; "" means 127.0.0.1.
        port: 7496 TWS, 7497 TWS paper, 4001 IB Gateway, 4002 IB Gateway paper, as set in their API settings.
        clientId: 0 or more, one per connection; 0 also sees the orders entered by hand in TWS.
        timeout: seconds that the whole call may take, name lookup and waiting included.
        wait: return only when `managedAccounts` and `nextValidId` have arrived. They are seen on arrival and kept for
            the loop: nothing is delivered here, and none needs to run. When they do not come the connection is closed
            again, with 502.
        Answers: connectAck() on the calling thread; managedAccounts() and nextValidId() from the loop. Then requests
        may start: earlier ones may be dropped by the server. `isConnected()` tells whether it worked.
        Errors: 501 connected already; 502 failed, with the phase that failed (the client can connect again);
        503 a server version below 100 or above 299 (227 to 299 are taken for 226); 579 bad characters in host or
        options. Later, from the server: 326 clientId is in use, and the connection closes (also for a while after a
        client died).
        Any thread, one connect at a time.
        """
        self._ibproto.connect(host, port, clientId, timeout, wait)

    def disconnect(self) -> None:
        """Close the connection; `run()` returns after the callback it is in, what was not delivered is dropped.

        Answers: connectionClosed(), once per connection: from the loop if one runs, else on the calling thread.
        Host, port, clientId, options and server version are cleared. Without a connection it does nothing.
        Any thread, a callback included; it does not wait for ever.
        """
        self._ibproto.disconnect()

    def isConnected(self) -> bool:
        """Tell whether the handshake is done and the socket is not known to be gone.

        It turns False before `connectionClosed()` is called, while messages that arrived are still delivered.
        Any thread.
        """
        return self._ibproto.is_connected()

    def __enter__(self: _Client) -> _Client:
        """Return the client itself: `with App() as app:` disconnects at the end of the block. Any thread."""
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Disconnect; an exception in the `with` block (exc_type, exc, traceback) goes on. Any thread."""
        self._ibproto.disconnect()

    def serverVersion(self) -> int | None:
        """Return the version that the server answered, 100..299; None while not connected. Any thread."""
        return self.serverVersion_

    def twsConnectionTime(self) -> bytes | None:
        """Return the server's clock at connect as bytes, such as b'20260102 09:30:00 EST'; None while not connected.

        The time zone's name is the one of the server's operating system, in its language and encoding. Any thread.
        """
        return self.connTime

    def setConnectOptions(self, opts: str) -> None:
        """Set what follows the versions in the handshake; call it before each connect, `disconnect()` clears it.

        opts: printable ASCII, else connect reports 579. "+PACEAPI" lets the server queue requests that come faster
        than its limit of 50 a second instead of refusing them (error 100). Any thread, before connect.
        """
        self.connectOptions = opts

    def setOptionalCapabilities(self, optCapab: str) -> None:
        """Set the capabilities that `startApi()` announces; call it before each connect, `disconnect()` clears it.

        optCapab: printable ASCII, else 579; names that IB agreed with the vendor. Any thread, before connect.
        """
        self.optCapab = optCapab

    def startApi(self) -> None:
        """Start the session for `clientId`, with `optCapab`. `connect()` has done so already: do not call it.

        It is here for programs that call it when `asynchronous` is set, which it is not.
        Answers: managedAccounts() and nextValidId(). Errors: 550. Any thread.
        """
        self._ibproto.request("startApi", ())

    def startApiProtoBuf(self, startApiRequestProto: SupportsSerializeToString) -> None:
        """Make the request `startApi()` with a message that is already filled in.

        startApiRequestProto: a StartApiRequest message.
        Answers and errors as there; 550 when it cannot be sent. Servers know it from version 213. Any thread.
        """
        self._ibproto.request_message("startApiProtoBuf", startApiRequestProto)

    # ---- the loop ---------------------------------------------------------------------------------------------------

    def run(self) -> None:
        """Deliver messages to the callbacks, on the calling thread, until the connection ends; then return.

        Start it after `connect()`; without a connection it returns at once. What had arrived before the connection
        was lost is delivered first, then connectionClosed().
        An exception in a callback is logged with its traceback and given to EWrapper.callbackError(), and the loop goes
        on, unless `propagateCallbackErrors` is set. Ctrl-C disconnects and returns, unless `keyboardInterrupt()` is
        overridden; SystemExit disconnects and is raised again.
        One thread at a time: while another delivers, it logs an error and returns.
        """
        self._ibproto.run()

    def startLoop(self, name: str = "ibproto-loop") -> threading.Thread:
        """Call `run()` in a new daemon thread and return that thread. Call it after `connect()`.

        name: the thread's name, as it shows in logs and debuggers.
        The thread ends with the connection. Callbacks come on it, so share data with them under a lock or through a
        queue. Without a connection it ends at once. Raises RuntimeError while another thread delivers. Any thread.
        """
        return self._ibproto.start_loop(name)

    def drain(self, timeout: float = 0.0) -> int:
        """Deliver the messages that have arrived, on the calling thread, and return how many there were.

        timeout: seconds to wait for a first message when there is none; 0 does not wait.
        For programs with a loop of their own (a game loop, a GUI timer, a test) in place of `run()`. When the
        connection is lost it calls connectionClosed() after the last message. One thread at a time, not beside `run()`.
        """
        return self._ibproto.drain(timeout)

    def keyboardInterrupt(self) -> None:
        """Override this to handle Ctrl-C yourself: it is called on the loop's thread and the loop goes on.

        As it stands Ctrl-C disconnects and `run()` returns.
        """

    def keyboardInterruptHard(self) -> None:
        """Count the Ctrl-Cs that `keyboardInterrupt()` handled; the sixth raises SystemExit out of `run()`.

        Called on the loop's thread after an overridden `keyboardInterrupt()`. Override it to change the limit.
        """
        self.nKeybIntHard += 1
        if self.nKeybIntHard > 5:
            raise SystemExit

    def msgLoopTmo(self) -> None:
        """Override this to do something when no message came for 0.2 seconds; called on the loop's thread."""

    def msgLoopRec(self) -> None:
        """Override this to do something after each message; called on the loop's thread."""

    def setTrace(self, trace: Trace | None) -> None:
        """Have the exchange with the server written down, from the next `connect()` on.

        trace: an `ibproto.trace.Trace`, such as `Trace(sys.stderr)` or `Trace(html="session.html")`; None for none. It
        outlives `disconnect()`, and may be shared by several clients.
        Without a trace there is nothing to pay: one is built in when the connection is opened. Any thread.
        """
        self._ibproto.trace = trace

    # ---- below the requests: for programs that reach under them ----------------------------------------------------

    def reset(self) -> None:
        """Disconnect if need be and make the attributes those of a fresh client. `disconnect()` does the same.

        Any thread.
        """
        self._ibproto.reset()

    def setConnState(self, connState: int) -> None:
        """Set the attribute `connState`; the connection does so itself.

        connState: EClient.DISCONNECTED, CONNECTING or CONNECTED. Any thread.
        """
        self.connState = connState

    def checkConnected(self) -> bool:
        """Tell whether the client is connected, and report 504 if it is not. Any thread."""
        return self._ibproto.check_connected()

    def useProtoBuf(self, msgId: int) -> bool:
        """Tell whether the connected server takes a request in protobuf form.

        msgId: the request's number, a constant of `ibproto.message.OUT`. False while not connected. Any thread.
        """
        return self._ibproto.uses_protobuf(msgId)

    def sendMsg(self, msgId: int, msg: str) -> None:
        """Send a text message that is already encoded. Frame and message id are added here.

        msgId: a constant of `ibproto.message.OUT`.
        msg: the fields after the id, each ended by NUL, as `ibproto.comm.make_field` makes them.
        Nothing is checked. Errors: 504. Any thread.
        """
        self._ibproto.send_text(msgId, msg)

    def sendMsgProtoBuf(self, msgId: int, msg: bytes) -> None:
        """Send a protobuf message that is already encoded. Frame and message id are added here.

        msgId: a constant of `ibproto.message.OUT` plus 200.
        msg: the serialised message.
        Nothing is checked. Errors: 504. Any thread.
        """
        self._ibproto.send_protobuf(msgId, msg)

    def logRequest(self, fnName: str, fnParams: object) -> None:
        """Log a request at INFO as the requests themselves are logged: "REQUEST", its name, its arguments.

        fnName: name of the request. fnParams: its arguments, names to values. Any thread.
        """
        self._ibproto.log_request(fnName, fnParams)

    def validateInvalidSymbols(self, host: str) -> None:
        """Check that a host name and the options of this client can be sent; report 579 if not.

        host: the name or address for `connect()`, which makes this check itself. Any thread."""
        self._ibproto.validate_symbols(host)

    def validateOrderParameters(self, order: SupportsHasField) -> str | None:
        """Say which attribute of an order the connected server is too old for; None when there is none.

        order: the Order message of a PlaceOrderRequest. `placeOrder()` checks by itself and reports 503. Any thread.
        """
        return _tooNewFor(self.serverVersion_, order, "Order")

    def validateAttachedOrdersParameters(self, attachedOrders: SupportsHasField) -> str | None:
        """Say which attribute of attached orders the connected server is too old for; None when there is none.

        attachedOrders: the AttachedOrders message of a PlaceOrderRequest. `placeOrder()` checks by itself and
        reports 503. Any thread.
        """
        return _tooNewFor(self.serverVersion_, attachedOrders, "AttachedOrders")

    # ---- server: time, log level, ids, user -------------------------------------------------------------------------

    def reqCurrentTime(self) -> None:
        """Ask for the server's clock.

        Answers: currentTime(time), seconds since 1970 UTC, once. Errors: 531. Any thread.
        """
        self._ibproto.request("reqCurrentTime", ())

    def reqCurrentTimeProtoBuf(self, currentTimeRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqCurrentTime()` with a message that is already filled in.

        currentTimeRequestProto: a CurrentTimeRequest message.
        Answers and errors as there; 531 when it cannot be sent. Servers know it from version 213. Any thread.
        """
        self._ibproto.request_message("reqCurrentTimeProtoBuf", currentTimeRequestProto)

    def reqCurrentTimeInMillis(self) -> None:
        """Ask for the server's clock in milliseconds.

        Answers: currentTimeInMillis(timeInMillis), milliseconds since 1970 UTC, once. Errors: 587.
        Since server version 197. Any thread.
        """
        self._ibproto.request("reqCurrentTimeInMillis", ())

    def reqCurrentTimeInMillisProtoBuf(self, currentTimeInMillisRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqCurrentTimeInMillis()` with a message that is already filled in.

        currentTimeInMillisRequestProto: a CurrentTimeInMillisRequest message.
        Answers and errors as there; 587 when it cannot be sent. Servers know it from version 213. Any thread.
        """
        self._ibproto.request_message("reqCurrentTimeInMillisProtoBuf", currentTimeInMillisRequestProto)

    def setServerLogLevel(self, logLevel: int) -> None:
        """Choose how much the server writes to its API log.

        logLevel: 1 system, 2 error, 3 warning, 4 information, 5 detail.
        Answers: none. Errors: 521; from the server 319 for another level. Any thread.
        """
        self._ibproto.request("setServerLogLevel", (logLevel,))

    def setServerLogLevelProtoBuf(self, setServerLogLevelRequestProto: SupportsSerializeToString) -> None:
        """Make the request `setServerLogLevel()` with a message that is already filled in.

        setServerLogLevelRequestProto: a SetServerLogLevelRequest message.
        Answers and errors as there; 521 when it cannot be sent. Servers know it from version 213. Any thread.
        """
        self._ibproto.request_message("setServerLogLevelProtoBuf", setServerLogLevelRequestProto)

    def reqIds(self, numIds: int) -> None:
        """Ask for the next order id of this client id. The session start has sent it already.

        numIds: ignored by the server; -1 by custom.
        Answers: nextValidId(orderId), once. It is the same id until an order is placed: count up locally.
        Errors: 515. Any thread.
        """
        self._ibproto.request("reqIds", (numIds,))

    def reqIdsProtoBuf(self, idsRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqIds()` with a message that is already filled in.

        idsRequestProto: an IdsRequest message.
        Answers and errors as there; 515 when it cannot be sent. Servers know it from version 213. Any thread.
        """
        self._ibproto.request_message("reqIdsProtoBuf", idsRequestProto)

    def reqUserInfo(self, reqId: int) -> None:
        """Ask for the white branding id of the user.

        reqId: id of this request.
        Answers: userInfo(reqId, whiteBrandingId), empty for ordinary users, some of whom get no answer.
        Errors: 584. Since server version 167. Any thread.
        """
        self._ibproto.request("reqUserInfo", (reqId,))

    def reqUserInfoProtoBuf(self, userInfoRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqUserInfo()` with a message that is already filled in.

        userInfoRequestProto: a UserInfoRequest message.
        Answers and errors as there; 584 when it cannot be sent. Servers know it from version 212. Any thread.
        """
        self._ibproto.request_message("reqUserInfoProtoBuf", userInfoRequestProto)

    # ---- market data, level 1 ---------------------------------------------------------------------------------------

    def reqMktData(
        self,
        reqId: TickerId,
        contract: Contract,
        genericTickList: str,
        snapshot: bool,
        regulatorySnapshot: bool,
        mktDataOptions: list[TagValue] | None,
    ) -> None:
        """Subscribe to the quotes of an instrument, or ask for them once.

        reqId: id of the subscription, for the answers and `cancelMktData()`.
        contract: the instrument; conId and exchange, or enough attributes to be unique.
        genericTickList: further ticks by number, comma separated, such as "233,236"; "" for the usual ones. Must be ""
            for a snapshot (error 414).
        snapshot: True for one set of ticks, collected for up to 11 seconds, instead of a stream.
        regulatorySnapshot: True for a US regulatory snapshot, which costs a fee each; from server version 114, at
            most one a second.
        mktDataOptions: list of TagValue, [] or None for none; below server version 206 it must be empty (error 510).
        Answers: marketDataType(), tickReqParams(), then tickPrice(), tickSize(), tickString(), tickGeneric(),
            tickOptionComputation(), tickEFP(), tickNews(); rerouteMktDataReq() for a CFD. A snapshot ends with
            tickSnapshotEnd(), after which its id needs no cancel (300).
        Errors: 510; from the server 101 lines used up (100 by default), 102 id in use, 200 no or no unique instrument,
            321 bad tick list, 354 and 10089-10091 no permission, 10167 delayed data follows, 10168, 10186, 10197.
        Any thread.
        """
        self._ibproto.request(
            "reqMktData", (reqId, contract, genericTickList, snapshot, regulatorySnapshot, mktDataOptions)
        )

    def reqMarketDataProtoBuf(self, marketDataRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqMktData()` with a message that is already filled in.

        marketDataRequestProto: a MarketDataRequest message.
        Answers and errors as there; 510 when it cannot be sent. Servers know it from version 206. Any thread.
        """
        self._ibproto.request_message("reqMarketDataProtoBuf", marketDataRequestProto)

    def cancelMktData(self, reqId: TickerId) -> None:
        """End a subscription of `reqMktData()`.

        reqId: the id it was made with.
        Answers: none; ticks that are on their way still come. Errors: 511; from the server 300 for an unknown id.
        Any thread.
        """
        self._ibproto.request("cancelMktData", (reqId,))

    def cancelMarketDataProtoBuf(self, cancelMarketDataProto: SupportsSerializeToString) -> None:
        """Make the request `cancelMktData()` with a message that is already filled in.

        cancelMarketDataProto: a CancelMarketData message.
        Answers and errors as there; 511 when it cannot be sent. Servers know it from version 206. Any thread.
        """
        self._ibproto.request_message("cancelMarketDataProtoBuf", cancelMarketDataProto)

    def reqMarketDataType(self, marketDataType: int) -> None:
        """Choose what later `reqMktData()` calls get where live data is not available.

        marketDataType: 1 live, 2 frozen (last values at the close), 3 delayed (15 to 20 minutes), 4 delayed and
            frozen. Live wins where there is permission for it.
        Answers: none here; each subscription gets marketDataType(reqId, marketDataType) with the type it really has.
        Errors: 539. Any thread.
        """
        self._ibproto.request("reqMarketDataType", (marketDataType,))

    def reqMarketDataTypeProtoBuf(self, marketDataTypeRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqMarketDataType()` with a message that is already filled in.

        marketDataTypeRequestProto: a MarketDataTypeRequest message.
        Answers and errors as there; 539 when it cannot be sent. Servers know it from version 206. Any thread.
        """
        self._ibproto.request_message("reqMarketDataTypeProtoBuf", marketDataTypeRequestProto)

    def reqSmartComponents(self, reqId: int, bboExchange: str) -> None:
        """Ask which exchanges the letters of ticks 32, 33 and 84 stand for.

        reqId: id of this request.
        bboExchange: code that tickReqParams() gave for the instrument, such as "9c0001".
        Answers: smartComponents(reqId, smartComponentMap), a list of SmartComponent; only while the exchanges are
            open. Errors: 562. Since server version 114. Any thread.
        """
        self._ibproto.request("reqSmartComponents", (reqId, bboExchange))

    def reqSmartComponentsProtoBuf(self, smartComponentsRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqSmartComponents()` with a message that is already filled in.

        smartComponentsRequestProto: a SmartComponentsRequest message.
        Answers and errors as there; 562 when it cannot be sent. Servers know it from version 212. Any thread.
        """
        self._ibproto.request_message("reqSmartComponentsProtoBuf", smartComponentsRequestProto)

    def reqMarketRule(self, marketRuleId: int) -> None:
        """Ask for the price steps of a market rule.

        marketRuleId: one of the ids in ContractDetails.marketRuleIds (in the order of validExchanges).
        Answers: marketRule(marketRuleId, priceIncrements), once.
        Errors: 570; from the server 322 with id -1 for an unknown rule. Since server version 126. Any thread.
        """
        self._ibproto.request("reqMarketRule", (marketRuleId,))

    def reqMarketRuleProtoBuf(self, marketRuleRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqMarketRule()` with a message that is already filled in.

        marketRuleRequestProto: a MarketRuleRequest message.
        Answers and errors as there; 570 when it cannot be sent. Servers know it from version 212. Any thread.
        """
        self._ibproto.request_message("reqMarketRuleProtoBuf", marketRuleRequestProto)

    # ---- tick by tick, depth, real time bars ------------------------------------------------------------------------

    def reqTickByTickData(
        self, reqId: int, contract: Contract, tickType: str, numberOfTicks: int, ignoreSize: bool
    ) -> None:
        """Subscribe to every single trade or quote of an instrument.

        reqId: id of the subscription.
        contract: the instrument; options and combos are not available live.
        tickType: "Last", "AllLast" (odd ones included), "BidAsk" or "MidPoint", exactly so spelled.
        numberOfTicks: how many past ticks to send first, 0 for none, at most 1000.
        ignoreSize: True to leave out quotes where only a size changed; for "BidAsk".
        Answers: historicalTicks(), historicalTicksLast() or historicalTicksBidAsk() for the past ones, then
            tickByTickAllLast(), tickByTickBidAsk() or tickByTickMidPoint() until `cancelTickByTickData()`.
        Errors: 576; from the server 10189 not subscribed, 10190 too many (3 at 100 market data lines). One request an
            instrument in 15 seconds. Since server version 140. Any thread.
        """
        self._ibproto.request("reqTickByTickData", (reqId, contract, tickType, numberOfTicks, ignoreSize))

    def reqTickByTickDataProtoBuf(self, tickByTickRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqTickByTickData()` with a message that is already filled in.

        tickByTickRequestProto: a TickByTickRequest message.
        Answers and errors as there; 576 when it cannot be sent. Servers know it from version 208. Any thread.
        """
        self._ibproto.request_message("reqTickByTickDataProtoBuf", tickByTickRequestProto)

    def cancelTickByTickData(self, reqId: int) -> None:
        """End a subscription of `reqTickByTickData()`.

        reqId: the id it was made with.
        Answers: none. Errors: 577; from the server 300 for an unknown id. Since server version 137. Any thread.
        """
        self._ibproto.request("cancelTickByTickData", (reqId,))

    def cancelTickByTickProtoBuf(self, cancelTickByTickProto: SupportsSerializeToString) -> None:
        """Make the request `cancelTickByTickData()` with a message that is already filled in.

        cancelTickByTickProto: a CancelTickByTick message.
        Answers and errors as there; 577 when it cannot be sent. Servers know it from version 208. Any thread.
        """
        self._ibproto.request_message("cancelTickByTickProtoBuf", cancelTickByTickProto)

    def reqMktDepth(
        self,
        reqId: TickerId,
        contract: Contract,
        numRows: int,
        isSmartDepth: bool,
        mktDepthOptions: list[TagValue] | None,
    ) -> None:
        """Subscribe to the order book of an instrument.

        reqId: id of the subscription.
        contract: the instrument; its primaryExchange is used from server version 149.
        numRows: rows a side.
        isSmartDepth: True for one book over all exchanges, with contract.exchange "SMART"; from server version 146.
        mktDepthOptions: list of TagValue, [] or None for none; below server version 206 it must be empty (error 519).
        Answers: updateMktDepth() rows, or updateMktDepthL2() with the market maker or exchange; operation 0 insert,
            1 update, 2 delete. They apply in order, so none may be lost. rerouteMktDepthReq() for a CFD. No end.
        Errors: 519; from the server 309 too many books (3 at 100 market data lines, 60 at most), 316 halted: subscribe
            again, 317 reset: clear the book, 354 no permission, 10092 not offered. Any thread.
        """
        self._ibproto.request("reqMktDepth", (reqId, contract, numRows, isSmartDepth, mktDepthOptions))

    def reqMarketDepthProtoBuf(self, marketDepthRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqMktDepth()` with a message that is already filled in.

        marketDepthRequestProto: a MarketDepthRequest message.
        Answers and errors as there; 519 when it cannot be sent. Servers know it from version 206. Any thread.
        """
        self._ibproto.request_message("reqMarketDepthProtoBuf", marketDepthRequestProto)

    def cancelMktDepth(self, reqId: TickerId, isSmartDepth: bool) -> None:
        """End a subscription of `reqMktDepth()`.

        reqId: the id it was made with.
        isSmartDepth: the value it was made with; True from server version 146.
        Answers: none. Errors: 589; from the server 310 for an unknown id. Any thread.
        """
        self._ibproto.request("cancelMktDepth", (reqId, isSmartDepth))

    def cancelMarketDepthProtoBuf(self, cancelMarketDepthProto: SupportsSerializeToString) -> None:
        """Make the request `cancelMktDepth()` with a message that is already filled in.

        cancelMarketDepthProto: a CancelMarketDepth message.
        Answers and errors as there; 589 when it cannot be sent. Servers know it from version 206. Any thread.
        """
        self._ibproto.request_message("cancelMarketDepthProtoBuf", cancelMarketDepthProto)

    def reqMktDepthExchanges(self) -> None:
        """Ask which exchanges offer order books.

        Answers: mktDepthExchanges(depthMktDataDescriptions), once. Errors: 561. Since server version 112. Any thread.
        """
        self._ibproto.request("reqMktDepthExchanges", ())

    def reqMarketDepthExchangesProtoBuf(self, marketDepthExchangesRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqMktDepthExchanges()` with a message that is already filled in.

        marketDepthExchangesRequestProto: a MarketDepthExchangesRequest message.
        Answers and errors as there; 561 when it cannot be sent. Servers know it from version 213. Any thread.
        """
        self._ibproto.request_message("reqMarketDepthExchangesProtoBuf", marketDepthExchangesRequestProto)

    def reqRealTimeBars(
        self,
        reqId: TickerId,
        contract: Contract,
        barSize: int,
        whatToShow: str,
        useRTH: bool,
        realTimeBarsOptions: list[TagValue] | None,
    ) -> None:
        """Subscribe to bars of five seconds.

        reqId: id of the subscription.
        contract: the instrument.
        barSize: seconds; 5 is the only size there is.
        whatToShow: "TRADES", "MIDPOINT", "BID" or "ASK".
        useRTH: True for regular trading hours only.
        realTimeBarsOptions: list of TagValue, [] or None for none.
        Answers: realtimeBar() every five seconds until `cancelRealTimeBars()`.
        Errors: 529; from the server 10089 no permission, 420 refused or too many. Each counts as a market data line and
            towards 60 historical requests in ten minutes. Any thread.
        """
        self._ibproto.request("reqRealTimeBars", (reqId, contract, barSize, whatToShow, useRTH, realTimeBarsOptions))

    def reqRealTimeBarsProtoBuf(self, realTimeBarsRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqRealTimeBars()` with a message that is already filled in.

        realTimeBarsRequestProto: a RealTimeBarsRequest message.
        Answers and errors as there; 529 when it cannot be sent. Servers know it from version 208. Any thread.
        """
        self._ibproto.request_message("reqRealTimeBarsProtoBuf", realTimeBarsRequestProto)

    def cancelRealTimeBars(self, reqId: TickerId) -> None:
        """End a subscription of `reqRealTimeBars()`.

        reqId: the id it was made with.
        Answers: none. Errors: 530; from the server 300 for an unknown id. Any thread.
        """
        self._ibproto.request("cancelRealTimeBars", (reqId,))

    def cancelRealTimeBarsProtoBuf(self, cancelRealTimeBarsProto: SupportsSerializeToString) -> None:
        """Make the request `cancelRealTimeBars()` with a message that is already filled in.

        cancelRealTimeBarsProto: a CancelRealTimeBars message.
        Answers and errors as there; 530 when it cannot be sent. Servers know it from version 208. Any thread.
        """
        self._ibproto.request_message("cancelRealTimeBarsProtoBuf", cancelRealTimeBarsProto)

    # ---- option calculations, exercise ------------------------------------------------------------------------------

    def calculateImpliedVolatility(
        self,
        reqId: TickerId,
        contract: Contract,
        optionPrice: float,
        underPrice: float,
        implVolOptions: list[TagValue] | None,
    ) -> None:
        """Ask for the volatility that explains an option's price.

        reqId: id of this request.
        contract: the option.
        optionPrice: price of the option.
        underPrice: price of what it is written on.
        implVolOptions: list of TagValue, [] or None for none; below server version 211 it must be empty (error 534).
        Answers: tickOptionComputation() with tick type 53, once or more until
            `cancelCalculateImpliedVolatility()`. Errors: 534; from the server 200. Any thread.
        """
        self._ibproto.request("calculateImpliedVolatility", (reqId, contract, optionPrice, underPrice, implVolOptions))

    def calculateImpliedVolatilityProtoBuf(
        self, calculateImpliedVolatilityRequestProto: SupportsSerializeToString
    ) -> None:
        """Make the request `calculateImpliedVolatility()` with a message that is already filled in.

        calculateImpliedVolatilityRequestProto: a CalculateImpliedVolatilityRequest message.
        Answers and errors as there; 534 when it cannot be sent. Servers know it from version 211. Any thread.
        """
        self._ibproto.request_message("calculateImpliedVolatilityProtoBuf", calculateImpliedVolatilityRequestProto)

    def cancelCalculateImpliedVolatility(self, reqId: TickerId) -> None:
        """End a `calculateImpliedVolatility()`.

        reqId: the id it was made with.
        Answers: none. Errors: 536. Any thread.
        """
        self._ibproto.request("cancelCalculateImpliedVolatility", (reqId,))

    def cancelCalculateImpliedVolatilityProtoBuf(
        self, cancelCalculateImpliedVolatilityProto: SupportsSerializeToString
    ) -> None:
        """Make the request `cancelCalculateImpliedVolatility()` with a message that is already filled in.

        cancelCalculateImpliedVolatilityProto: a CancelCalculateImpliedVolatility message.
        Answers and errors as there; 536 when it cannot be sent. Servers know it from version 211. Any thread.
        """
        self._ibproto.request_message("cancelCalculateImpliedVolatilityProtoBuf", cancelCalculateImpliedVolatilityProto)

    def calculateOptionPrice(
        self,
        reqId: TickerId,
        contract: Contract,
        volatility: float,
        underPrice: float,
        optPrcOptions: list[TagValue] | None,
    ) -> None:
        """Ask for the price and greeks of an option at a given volatility.

        reqId: id of this request.
        contract: the option.
        volatility: a year's volatility as a fraction: 0.25 for 25 %.
        underPrice: price of what it is written on.
        optPrcOptions: list of TagValue, [] or None for none; below server version 211 it must be empty (error 535).
        Answers: tickOptionComputation() with tick type 53, once or more until `cancelCalculateOptionPrice()`.
        Errors: 535; from the server 200. Any thread.
        """
        self._ibproto.request("calculateOptionPrice", (reqId, contract, volatility, underPrice, optPrcOptions))

    def calculateOptionPriceProtoBuf(self, calculateOptionPriceRequestProto: SupportsSerializeToString) -> None:
        """Make the request `calculateOptionPrice()` with a message that is already filled in.

        calculateOptionPriceRequestProto: a CalculateOptionPriceRequest message.
        Answers and errors as there; 535 when it cannot be sent. Servers know it from version 211. Any thread.
        """
        self._ibproto.request_message("calculateOptionPriceProtoBuf", calculateOptionPriceRequestProto)

    def cancelCalculateOptionPrice(self, reqId: TickerId) -> None:
        """End a `calculateOptionPrice()`.

        reqId: the id it was made with.
        Answers: none. Errors: 537. Any thread.
        """
        self._ibproto.request("cancelCalculateOptionPrice", (reqId,))

    def cancelCalculateOptionPriceProtoBuf(self, cancelCalculateOptionPriceProto: SupportsSerializeToString) -> None:
        """Make the request `cancelCalculateOptionPrice()` with a message that is already filled in.

        cancelCalculateOptionPriceProto: a CancelCalculateOptionPrice message.
        Answers and errors as there; 537 when it cannot be sent. Servers know it from version 211. Any thread.
        """
        self._ibproto.request_message("cancelCalculateOptionPriceProtoBuf", cancelCalculateOptionPriceProto)

    def exerciseOptions(
        self,
        reqId: TickerId,
        contract: Contract,
        exerciseAction: int,
        exerciseQuantity: int,
        account: str,
        override: int,
        manualOrderTime: str,
        customerAccount: str,
        professionalCustomer: bool,
    ) -> None:
        """Exercise options, or let them lapse. This trades.

        reqId: an order id, as the answers are those of an order.
        contract: the option, with its exchange.
        exerciseAction: 1 exercise, 2 lapse.
        exerciseQuantity: number of contracts.
        account: the account that holds them.
        override: 1 to go against the natural action (exercise out of the money, lapse in the money), else 0.
        manualOrderTime: "" or "yyyyMMdd-HH:mm:ss", when a person gave the order; from server version 180.
        customerAccount: "" or the end customer's account; from server version 183.
        professionalCustomer: True for a professional customer; from server version 184.
        Answers: openOrder(), orderStatus(), later execDetails(). Errors: 510; from the server 200, 201. Any thread.
        """
        self._ibproto.request(
            "exerciseOptions",
            (
                reqId,
                contract,
                exerciseAction,
                exerciseQuantity,
                account,
                override,
                manualOrderTime,
                customerAccount,
                professionalCustomer,
            ),
        )

    def exerciseOptionsProtoBuf(self, exerciseOptionsRequestProto: SupportsSerializeToString) -> None:
        """Make the request `exerciseOptions()` with a message that is already filled in.

        exerciseOptionsRequestProto: an ExerciseOptionsRequest message.
        Answers and errors as there; 510 when it cannot be sent. Servers know it from version 211. Any thread.
        """
        self._ibproto.request_message("exerciseOptionsProtoBuf", exerciseOptionsRequestProto)

    # ---- orders -----------------------------------------------------------------------------------------------------

    def placeOrder(self, orderId: OrderId, contract: Contract, order: Order) -> None:
        """Send an order, or change one that is still working. This trades, unless order.whatIf or not order.transmit.

        orderId: a new id, above all earlier ones, from `nextValidId` upwards; the id of a working order changes it.
        contract: what to trade, with exchange and currency.
        order: the order; totalQuantity may be Decimal, int, float or a numeric text.
        Answers: openOrder(), orderStatus() (repeats are usual), execDetails(), commissionAndFeesReport(), until the
            status is Filled, Cancelled, ApiCancelled or, mostly, Inactive. With transmit False nothing comes until the
            order or a child of it is sent with True. With whatIf True only openOrder(), the preview in its orderState.
        Errors: 512 (names the attribute), 588; 503 names the attribute the server is too old for. From the server 103
            id used before, 104, 105 and 329 not changeable so, 110 price off the tick, 200 contract, 201 rejected,
            321 not valid, 399 a warning: the order lives, 404 shares to borrow awaited, 10349 tif set by a preset.
        Limits: 20 working orders a contract and side. Any thread.
        """
        self._ibproto.request("placeOrder", (orderId, contract, order))

    def placeOrderProtoBuf(self, placeOrderRequestProto: SupportsSerializeToString) -> None:
        """Make the request `placeOrder()` with a message that is already filled in.

        placeOrderRequestProto: a PlaceOrderRequest message.
        Answers and errors as there; 512 when it cannot be sent. Servers know it from version 203. Any thread.
        """
        self._ibproto.request_message("placeOrderProtoBuf", placeOrderRequestProto)

    def cancelOrder(self, orderId: OrderId, orderCancel: OrderCancel) -> None:
        """Ask to cancel an order. It may still fill on the way.

        orderId: id of the order.
        orderCancel: `OrderCancel()`, or with manualOrderCancelTime (from server version 169) or extOperator and
            manualOrderIndicator (from 192) filled in.
        Answers: orderStatus() Cancelled (PendingCancel before it is possible), and error 202 as its confirmation.
        Errors: 515; from the server 10147 no such order, 10148 too late, and in older versions 135, 136, 161.
        Any thread.
        """
        self._ibproto.request("cancelOrder", (orderId, orderCancel))

    def cancelOrderProtoBuf(self, cancelOrderRequestProto: SupportsSerializeToString) -> None:
        """Make the request `cancelOrder()` with a message that is already filled in.

        cancelOrderRequestProto: a CancelOrderRequest message.
        Answers and errors as there; 515 when it cannot be sent. Servers know it from version 203. Any thread.
        """
        self._ibproto.request_message("cancelOrderProtoBuf", cancelOrderRequestProto)

    def reqGlobalCancel(self, orderCancel: OrderCancel) -> None:
        """Ask to cancel every open order of the user, those entered by hand or by other clients included.

        orderCancel: `OrderCancel()`, or with extOperator or manualOrderIndicator (from server version 192) filled in.
        Answers: orderStatus() Cancelled and error 202 for each order. Errors: 538. Any thread.
        """
        self._ibproto.request("reqGlobalCancel", (orderCancel,))

    def reqGlobalCancelProtoBuf(self, globalCancelRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqGlobalCancel()` with a message that is already filled in.

        globalCancelRequestProto: a GlobalCancelRequest message.
        Answers and errors as there; 538 when it cannot be sent. Servers know it from version 203. Any thread.
        """
        self._ibproto.request_message("reqGlobalCancelProtoBuf", globalCancelRequestProto)

    def reqOpenOrders(self) -> None:
        """Ask for the open orders of this client id; client id 0 also binds the orders entered by hand in TWS.

        Answers: openOrder() and orderStatus() for each, then openOrderEnd(). Orders that were not transmitted are not
            listed. Errors: 516; from the server 321 when the API is set to read-only. Any thread.
        """
        self._ibproto.request("reqOpenOrders", ())

    def reqOpenOrdersProtoBuf(self, openOrdersRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqOpenOrders()` with a message that is already filled in.

        openOrdersRequestProto: an OpenOrdersRequest message.
        Answers and errors as there; 516 when it cannot be sent. Servers know it from version 204. Any thread.
        """
        self._ibproto.request_message("reqOpenOrdersProtoBuf", openOrdersRequestProto)

    def reqAllOpenOrders(self) -> None:
        """Ask once for the open orders of all clients and of TWS, without binding them.

        Answers: openOrder() and orderStatus() for each (order id 0 for one entered by hand), then openOrderEnd().
        Errors: 516; from the server 321 when the API is set to read-only. Any thread.
        """
        self._ibproto.request("reqAllOpenOrders", ())

    def reqAllOpenOrdersProtoBuf(self, allOpenOrdersRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqAllOpenOrders()` with a message that is already filled in.

        allOpenOrdersRequestProto: an AllOpenOrdersRequest message.
        Answers and errors as there; 516 when it cannot be sent. Servers know it from version 204. Any thread.
        """
        self._ibproto.request_message("reqAllOpenOrdersProtoBuf", allOpenOrdersRequestProto)

    def reqAutoOpenOrders(self, bAutoBind: bool) -> None:
        """Have orders that are entered by hand from now on bound to this client. Only for client id 0.

        bAutoBind: True to bind them, so that they get an API order id; False to see them only.
        Answers: openOrder(), orderStatus() and orderBound() as they happen; no end.
        Errors: 516; from the server 327 for another client id. Any thread.
        """
        self._ibproto.request("reqAutoOpenOrders", (bAutoBind,))

    def reqAutoOpenOrdersProtoBuf(self, autoOpenOrdersRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqAutoOpenOrders()` with a message that is already filled in.

        autoOpenOrdersRequestProto: an AutoOpenOrdersRequest message.
        Answers and errors as there; 516 when it cannot be sent. Servers know it from version 204. Any thread.
        """
        self._ibproto.request_message("reqAutoOpenOrdersProtoBuf", autoOpenOrdersRequestProto)

    def reqCompletedOrders(self, apiOnly: bool) -> None:
        """Ask for the orders that are filled or cancelled.

        apiOnly: True for those placed through the API only.
        Answers: completedOrder() for each, then completedOrdersEnd(). Errors: 578. Servers know it from server
            version 150; before, nothing comes. Any thread.
        """
        self._ibproto.request("reqCompletedOrders", (apiOnly,))

    def reqCompletedOrdersProtoBuf(self, completedOrdersRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqCompletedOrders()` with a message that is already filled in.

        completedOrdersRequestProto: a CompletedOrdersRequest message.
        Answers and errors as there; 578 when it cannot be sent. Servers know it from version 204. Any thread.
        """
        self._ibproto.request_message("reqCompletedOrdersProtoBuf", completedOrdersRequestProto)

    def reqExecutions(self, reqId: int, execFilter: ExecutionFilter) -> None:
        """Ask for the executions of the day (IB Gateway), or of up to seven days as TWS is set.

        reqId: id of this request. Executions that come unasked have -1.
        execFilter: `ExecutionFilter()` for all; or by clientId, acctCode, time ("yyyyMMdd-HH:mm:ss" UTC, from then
            on), symbol, secType, exchange, side; lastNDays and specificDates from server version 200.
        Answers: execDetails() and commissionAndFeesReport() for each, then execDetailsEnd(), which some servers leave
            out when there is none: wait with a timeout. Errors: 514. Any thread.
        """
        self._ibproto.request("reqExecutions", (reqId, execFilter))

    def reqExecutionsProtoBuf(self, executionRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqExecutions()` with a message that is already filled in.

        executionRequestProto: an ExecutionRequest message.
        Answers and errors as there; 514 when it cannot be sent. Servers know it from version 201. Any thread.
        """
        self._ibproto.request_message("reqExecutionsProtoBuf", executionRequestProto)

    # ---- account, positions, profit and loss ------------------------------------------------------------------------

    def reqManagedAccts(self) -> None:
        """Ask for the accounts of the user. The session start has sent them already.

        Answers: managedAccounts(accountsList), comma separated, once. Errors: 513. Any thread.
        """
        self._ibproto.request("reqManagedAccts", ())

    def reqManagedAcctsProtoBuf(self, managedAccountsRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqManagedAccts()` with a message that is already filled in.

        managedAccountsRequestProto: a ManagedAccountsRequest message.
        Answers and errors as there; 513 when it cannot be sent. Servers know it from version 207. Any thread.
        """
        self._ibproto.request_message("reqManagedAcctsProtoBuf", managedAccountsRequestProto)

    def reqAccountUpdates(self, subscribe: bool, acctCode: str) -> None:
        """Subscribe to the values and the portfolio of one account, or end it.

        subscribe: True to start, False to stop.
        acctCode: the account; "" where there is only one. A second account takes the place of the first (2100).
        Answers: updateAccountValue(), updatePortfolio(), updateAccountTime(), then accountDownloadEnd(); all of them
            again every three minutes and when a position changes. Values with key accountReady "false" are not good.
        Errors: 513; from the server 321, 2101. Any thread.
        """
        self._ibproto.request("reqAccountUpdates", (subscribe, acctCode))

    def reqAccountUpdatesProtoBuf(self, accountDataRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqAccountUpdates()` with a message that is already filled in.

        accountDataRequestProto: an AccountDataRequest message.
        Answers and errors as there; 513 when it cannot be sent. Servers know it from version 207. Any thread.
        """
        self._ibproto.request_message("reqAccountUpdatesProtoBuf", accountDataRequestProto)

    def reqAccountSummary(self, reqId: int, groupName: str, tags: str) -> None:
        """Subscribe to chosen values of all accounts or of a group.

        reqId: id of the subscription.
        groupName: "All", or the name of a group of accounts.
        tags: comma separated names, see `AccountSummaryTags`, such as "NetLiquidation,BuyingPower"; "$LEDGER",
            "$LEDGER:USD" or "$LEDGER:ALL" for cash balances.
        Answers: accountSummary() for each value, then accountSummaryEnd(); then what changed, every three minutes,
            until `cancelAccountSummary()`. Errors: 542; from the server 322 for more than two at a time. Any thread.
        """
        self._ibproto.request("reqAccountSummary", (reqId, groupName, tags))

    def reqAccountSummaryProtoBuf(self, accountSummaryRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqAccountSummary()` with a message that is already filled in.

        accountSummaryRequestProto: an AccountSummaryRequest message.
        Answers and errors as there; 542 when it cannot be sent. Servers know it from version 207. Any thread.
        """
        self._ibproto.request_message("reqAccountSummaryProtoBuf", accountSummaryRequestProto)

    def cancelAccountSummary(self, reqId: int) -> None:
        """End a subscription of `reqAccountSummary()`.

        reqId: the id it was made with.
        Answers: none. Errors: 543. Any thread.
        """
        self._ibproto.request("cancelAccountSummary", (reqId,))

    def cancelAccountSummaryProtoBuf(self, cancelAccountSummaryProto: SupportsSerializeToString) -> None:
        """Make the request `cancelAccountSummary()` with a message that is already filled in.

        cancelAccountSummaryProto: a CancelAccountSummary message.
        Answers and errors as there; 543 when it cannot be sent. Servers know it from version 207. Any thread.
        """
        self._ibproto.request_message("cancelAccountSummaryProtoBuf", cancelAccountSummaryProto)

    def reqAccountUpdatesMulti(self, reqId: int, account: str, modelCode: str, ledgerAndNLV: bool) -> None:
        """Subscribe to the values of an account or a model; several at a time are possible.

        reqId: id of the subscription.
        account: the account, or a group.
        modelCode: the model, "" for none.
        ledgerAndNLV: True for cash balances and net liquidation only, which is quicker.
        Answers: accountUpdateMulti() for each value, then accountUpdateMultiEnd(); then changes, until
            `cancelAccountUpdatesMulti()`. Errors: 555. Since server version 103. Any thread.
        """
        self._ibproto.request("reqAccountUpdatesMulti", (reqId, account, modelCode, ledgerAndNLV))

    def reqAccountUpdatesMultiProtoBuf(self, accountUpdatesMultiRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqAccountUpdatesMulti()` with a message that is already filled in.

        accountUpdatesMultiRequestProto: an AccountUpdatesMultiRequest message.
        Answers and errors as there; 555 when it cannot be sent. Servers know it from version 207. Any thread.
        """
        self._ibproto.request_message("reqAccountUpdatesMultiProtoBuf", accountUpdatesMultiRequestProto)

    def cancelAccountUpdatesMulti(self, reqId: int) -> None:
        """End a subscription of `reqAccountUpdatesMulti()`.

        reqId: the id it was made with.
        Answers: none. Errors: 556. Since server version 103. Any thread.
        """
        self._ibproto.request("cancelAccountUpdatesMulti", (reqId,))

    def cancelAccountUpdatesMultiProtoBuf(self, cancelAccountUpdatesMultiProto: SupportsSerializeToString) -> None:
        """Make the request `cancelAccountUpdatesMulti()` with a message that is already filled in.

        cancelAccountUpdatesMultiProto: a CancelAccountUpdatesMulti message.
        Answers and errors as there; 556 when it cannot be sent. Servers know it from version 207. Any thread.
        """
        self._ibproto.request_message("cancelAccountUpdatesMultiProtoBuf", cancelAccountUpdatesMultiProto)

    def reqPositions(self) -> None:
        """Subscribe to the positions of all accounts.

        Answers: position() for each, then positionEnd() once; then changes, until `cancelPositions()`.
        Errors: 540. Not for users with more than 50 subaccounts: use `reqPositionsMulti()`. Any thread.
        """
        self._ibproto.request("reqPositions", ())

    def reqPositionsProtoBuf(self, positionsRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqPositions()` with a message that is already filled in.

        positionsRequestProto: a PositionsRequest message.
        Answers and errors as there; 540 when it cannot be sent. Servers know it from version 207. Any thread.
        """
        self._ibproto.request_message("reqPositionsProtoBuf", positionsRequestProto)

    def cancelPositions(self) -> None:
        """End the subscription of `reqPositions()`.

        Answers: none. Errors: 541. Any thread.
        """
        self._ibproto.request("cancelPositions", ())

    def cancelPositionsProtoBuf(self, cancelPositionsProto: SupportsSerializeToString) -> None:
        """Make the request `cancelPositions()` with a message that is already filled in.

        cancelPositionsProto: a CancelPositions message.
        Answers and errors as there; 541 when it cannot be sent. Servers know it from version 207. Any thread.
        """
        self._ibproto.request_message("cancelPositionsProtoBuf", cancelPositionsProto)

    def reqPositionsMulti(self, reqId: int, account: str, modelCode: str) -> None:
        """Subscribe to the positions of an account or a model; several at a time are possible.

        reqId: id of the subscription.
        account: the account, or a group.
        modelCode: the model, "" for none.
        Answers: positionMulti() for each, then positionMultiEnd(); then changes, until `cancelPositionsMulti()`.
        Errors: 553. Since server version 103. Any thread.
        """
        self._ibproto.request("reqPositionsMulti", (reqId, account, modelCode))

    def reqPositionsMultiProtoBuf(self, positionsMultiRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqPositionsMulti()` with a message that is already filled in.

        positionsMultiRequestProto: a PositionsMultiRequest message.
        Answers and errors as there; 553 when it cannot be sent. Servers know it from version 207. Any thread.
        """
        self._ibproto.request_message("reqPositionsMultiProtoBuf", positionsMultiRequestProto)

    def cancelPositionsMulti(self, reqId: int) -> None:
        """End a subscription of `reqPositionsMulti()`.

        reqId: the id it was made with.
        Answers: none. Errors: 554. Since server version 103. Any thread.
        """
        self._ibproto.request("cancelPositionsMulti", (reqId,))

    def cancelPositionsMultiProtoBuf(self, cancelPositionsMultiProto: SupportsSerializeToString) -> None:
        """Make the request `cancelPositionsMulti()` with a message that is already filled in.

        cancelPositionsMultiProto: a CancelPositionsMulti message.
        Answers and errors as there; 554 when it cannot be sent. Servers know it from version 207. Any thread.
        """
        self._ibproto.request_message("cancelPositionsMultiProtoBuf", cancelPositionsMultiProto)

    def reqPnL(self, reqId: int, account: str, modelCode: str) -> None:
        """Subscribe to the profit and loss of an account.

        reqId: id of the subscription.
        account: the account.
        modelCode: the model, "" for none.
        Answers: pnl(reqId, dailyPnL, unrealizedPnL, realizedPnL) about once a second until `cancelPnL()`; UNSET_DOUBLE
            stands for no value. Errors: 571. Since server version 127. Any thread.
        """
        self._ibproto.request("reqPnL", (reqId, account, modelCode))

    def reqPnLProtoBuf(self, pnlRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqPnL()` with a message that is already filled in.

        pnlRequestProto: a PnLRequest message.
        Answers and errors as there; 571 when it cannot be sent. Servers know it from version 210. Any thread.
        """
        self._ibproto.request_message("reqPnLProtoBuf", pnlRequestProto)

    def cancelPnL(self, reqId: int) -> None:
        """End a subscription of `reqPnL()`.

        reqId: the id it was made with.
        Answers: none. Errors: 572. Since server version 127. Any thread.
        """
        self._ibproto.request("cancelPnL", (reqId,))

    def cancelPnLProtoBuf(self, cancelPnLProto: SupportsSerializeToString) -> None:
        """Make the request `cancelPnL()` with a message that is already filled in.

        cancelPnLProto: a CancelPnL message.
        Answers and errors as there; 572 when it cannot be sent. Servers know it from version 210. Any thread.
        """
        self._ibproto.request_message("cancelPnLProtoBuf", cancelPnLProto)

    def reqPnLSingle(self, reqId: int, account: str, modelCode: str, conid: int) -> None:
        """Subscribe to the profit and loss of one position.

        reqId: id of the subscription.
        account: the account that holds it.
        modelCode: the model, "" for none.
        conid: Contract.conId of the instrument; for an unknown one nothing comes.
        Answers: pnlSingle() about once a second until `cancelPnLSingle()`; UNSET_DOUBLE stands for no value.
        Errors: 573. Since server version 127. Any thread.
        """
        self._ibproto.request("reqPnLSingle", (reqId, account, modelCode, conid))

    def reqPnLSingleProtoBuf(self, pnlSingleRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqPnLSingle()` with a message that is already filled in.

        pnlSingleRequestProto: a PnLSingleRequest message.
        Answers and errors as there; 573 when it cannot be sent. Servers know it from version 210. Any thread.
        """
        self._ibproto.request_message("reqPnLSingleProtoBuf", pnlSingleRequestProto)

    def cancelPnLSingle(self, reqId: int) -> None:
        """End a subscription of `reqPnLSingle()`.

        reqId: the id it was made with.
        Answers: none. Errors: 574. Since server version 127. Any thread.
        """
        self._ibproto.request("cancelPnLSingle", (reqId,))

    def cancelPnLSingleProtoBuf(self, cancelPnLSingleProto: SupportsSerializeToString) -> None:
        """Make the request `cancelPnLSingle()` with a message that is already filled in.

        cancelPnLSingleProto: a CancelPnLSingle message.
        Answers and errors as there; 574 when it cannot be sent. Servers know it from version 210. Any thread.
        """
        self._ibproto.request_message("cancelPnLSingleProtoBuf", cancelPnLSingleProto)

    def reqFamilyCodes(self) -> None:
        """Ask which accounts belong to the same family.

        Answers: familyCodes(familyCodes), once; plain accounts have an empty code. Errors: 559.
        Since server version 107. Any thread.
        """
        self._ibproto.request("reqFamilyCodes", ())

    def reqFamilyCodesProtoBuf(self, familyCodesRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqFamilyCodes()` with a message that is already filled in.

        familyCodesRequestProto: a FamilyCodesRequest message.
        Answers and errors as there; 559 when it cannot be sent. Servers know it from version 212. Any thread.
        """
        self._ibproto.request_message("reqFamilyCodesProtoBuf", familyCodesRequestProto)

    # ---- contracts --------------------------------------------------------------------------------------------------

    def reqContractDetails(self, reqId: int, contract: Contract) -> None:
        """Ask for all that is known of the instruments that fit a description.

        reqId: id of this request.
        contract: the description; what is left empty fits everything, so a chain of options takes a while.
            issuerId from server version 176.
        Answers: contractDetails(), or bondContractDetails(), for each match, then contractDetailsEnd().
        Errors: 518; from the server 200 for no match, without an end. Wide option requests are slowed down, by a
            minute and more when repeated. Any thread.
        """
        self._ibproto.request("reqContractDetails", (reqId, contract))

    def reqContractDataProtoBuf(self, contractDataRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqContractDetails()` with a message that is already filled in.

        contractDataRequestProto: a ContractDataRequest message.
        Answers and errors as there; 518 when it cannot be sent. Servers know it from version 205. Any thread.
        """
        self._ibproto.request_message("reqContractDataProtoBuf", contractDataRequestProto)

    def cancelContractData(self, reqId: int) -> None:
        """End a `reqContractDetails()` that is still answering.

        reqId: the id it was made with.
        Answers: none. Errors: 590. Since server version 215. Any thread.
        """
        self._ibproto.request("cancelContractData", (reqId,))

    def cancelContractDataProtoBuf(self, cancelContractDataProto: SupportsSerializeToString) -> None:
        """Make the request `cancelContractData()` with a message that is already filled in.

        cancelContractDataProto: a CancelContractData message.
        Answers and errors as there; 590 when it cannot be sent. Since server version 215. Any thread.
        """
        self._ibproto.request_message("cancelContractDataProtoBuf", cancelContractDataProto)

    def reqMatchingSymbols(self, reqId: int, pattern: str) -> None:
        """Search stocks and others by the start of the symbol or by a part of the company's name.

        reqId: id of this request.
        pattern: what to look for.
        Answers: symbolSamples(reqId, contractDescriptions), once, at most 16. Errors: 560. One a second; one that
            comes sooner may get no answer. Since server version 108. Any thread.
        """
        self._ibproto.request("reqMatchingSymbols", (reqId, pattern))

    def reqMatchingSymbolsProtoBuf(self, matchingSymbolsRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqMatchingSymbols()` with a message that is already filled in.

        matchingSymbolsRequestProto: a MatchingSymbolsRequest message.
        Answers and errors as there; 560 when it cannot be sent. Servers know it from version 212. Any thread.
        """
        self._ibproto.request_message("reqMatchingSymbolsProtoBuf", matchingSymbolsRequestProto)

    def reqSecDefOptParams(
        self,
        reqId: int,
        underlyingSymbol: str,
        futFopExchange: str,
        underlyingSecType: str,
        underlyingConId: int,
    ) -> None:
        """Ask for the expiries and strikes of the options on an instrument.

        reqId: id of this request.
        underlyingSymbol: symbol of the instrument.
        futFopExchange: exchange of the future options, "" for all and for stocks.
        underlyingSecType: its type, such as "STK", "IND" or "FUT".
        underlyingConId: its Contract.conId, which must be given.
        Answers: securityDefinitionOptionParameter() for each exchange, class and multiplier, with sets of expiries
            and strikes (not every pair exists), then securityDefinitionOptionParameterEnd().
        Errors: 557. Since server version 104. Any thread.
        """
        self._ibproto.request(
            "reqSecDefOptParams", (reqId, underlyingSymbol, futFopExchange, underlyingSecType, underlyingConId)
        )

    def reqSecDefOptParamsProtoBuf(self, secDefOptParamsRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqSecDefOptParams()` with a message that is already filled in.

        secDefOptParamsRequestProto: a SecDefOptParamsRequest message.
        Answers and errors as there; 557 when it cannot be sent. Servers know it from version 212. Any thread.
        """
        self._ibproto.request_message("reqSecDefOptParamsProtoBuf", secDefOptParamsRequestProto)

    # ---- historical data --------------------------------------------------------------------------------------------

    def reqHistoricalData(
        self,
        reqId: TickerId,
        contract: Contract,
        endDateTime: str,
        durationStr: str,
        barSizeSetting: str,
        whatToShow: str,
        useRTH: int,
        formatDate: int,
        keepUpToDate: bool,
        chartOptions: list[TagValue] | None,
    ) -> None:
        """Ask for bars of the past, and on demand for their continuation.

        reqId: id of this request.
        contract: the instrument; includeExpired for old futures.
        endDateTime: "yyyyMMdd HH:mm:ss zone", "yyyyMMdd-HH:mm:ss" in UTC, or "" for now.
        durationStr: "<n> S", "D", "W", "M" or "Y", such as "2 D".
        barSizeSetting: "1 secs", "5 secs", "10 secs", "15 secs", "30 secs", "1 min", "2 mins" .. "30 mins", "1 hour"
            .. "8 hours", "1 day", "1W" or "1M".
        whatToShow: "TRADES", "MIDPOINT", "BID", "ASK", "BID_ASK", "ADJUSTED_LAST" (with endDateTime "" only),
            "HISTORICAL_VOLATILITY", "OPTION_IMPLIED_VOLATILITY", "FEE_RATE", "YIELD_BID" and its kind, "AGGTRADES"
            (crypto), "SCHEDULE" (days only, from server version 165).
        useRTH: 1 for regular trading hours only, 0 for all.
        formatDate: 1 for dates as text, 2 for seconds since 1970 (days stay yyyyMMdd).
        keepUpToDate: True to have the last bar updated, with endDateTime "" only; from server version 124.
        chartOptions: list of TagValue, [] or None for none.
        Answers: historicalData() for each bar, then historicalDataEnd(); historicalSchedule() alone for SCHEDULE. With
            keepUpToDate historicalDataUpdate() follows until `cancelHistoricalData()`.
        Errors: 527; from the server 162 no data, no permission or too fast, 165, 166, 200, 321 bad duration or bar
            size, 322 more than 50 open, 386 id in use, 2174 no time zone given (data comes), 10314 bad date. For bars
            up to 30 seconds: 60 requests in ten minutes, 5 of one instrument in two seconds, none twice in 15 seconds.
        Any thread.
        """
        self._ibproto.request(
            "reqHistoricalData",
            (
                reqId,
                contract,
                endDateTime,
                durationStr,
                barSizeSetting,
                whatToShow,
                useRTH,
                formatDate,
                keepUpToDate,
                chartOptions,
            ),
        )

    def reqHistoricalDataProtoBuf(self, historicalDataRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqHistoricalData()` with a message that is already filled in.

        historicalDataRequestProto: a HistoricalDataRequest message.
        Answers and errors as there; 527 when it cannot be sent. Servers know it from version 208. Any thread.
        """
        self._ibproto.request_message("reqHistoricalDataProtoBuf", historicalDataRequestProto)

    def cancelHistoricalData(self, reqId: TickerId) -> None:
        """End a `reqHistoricalData()`, its updates included.

        reqId: the id it was made with.
        Answers: none, or error 162 "query cancelled". Errors: 528; from the server 366 for an unknown id. Any thread.
        """
        self._ibproto.request("cancelHistoricalData", (reqId,))

    def cancelHistoricalDataProtoBuf(self, cancelHistoricalDataProto: SupportsSerializeToString) -> None:
        """Make the request `cancelHistoricalData()` with a message that is already filled in.

        cancelHistoricalDataProto: a CancelHistoricalData message.
        Answers and errors as there; 528 when it cannot be sent. Servers know it from version 208. Any thread.
        """
        self._ibproto.request_message("cancelHistoricalDataProtoBuf", cancelHistoricalDataProto)

    def reqHeadTimeStamp(
        self, reqId: TickerId, contract: Contract, whatToShow: str, useRTH: int, formatDate: int
    ) -> None:
        """Ask since when there is historical data of an instrument.

        reqId: id of this request.
        contract: the instrument.
        whatToShow: kind of data, as in `reqHistoricalData()`.
        useRTH: 1 for regular trading hours only, 0 for all.
        formatDate: 1 for a text in UTC, "yyyyMMdd-HH:mm:ss"; 2 for seconds since 1970.
        Answers: headTimestamp(reqId, headTimestamp), once; then `cancelHeadTimeStamp()` frees the slot.
        Errors: 566; from the server 162 when there is none. Since server version 118. Any thread.
        """
        self._ibproto.request("reqHeadTimeStamp", (reqId, contract, whatToShow, useRTH, formatDate))

    def reqHeadTimestampProtoBuf(self, headTimestampRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqHeadTimeStamp()` with a message that is already filled in.

        headTimestampRequestProto: a HeadTimestampRequest message.
        Answers and errors as there; 566 when it cannot be sent. Servers know it from version 208. Any thread.
        """
        self._ibproto.request_message("reqHeadTimestampProtoBuf", headTimestampRequestProto)

    def cancelHeadTimeStamp(self, reqId: TickerId) -> None:
        """End a `reqHeadTimeStamp()`.

        reqId: the id it was made with.
        Answers: none. Errors: 569. Since server version 123. Any thread.
        """
        self._ibproto.request("cancelHeadTimeStamp", (reqId,))

    def cancelHeadTimestampProtoBuf(self, cancelHeadTimestampProto: SupportsSerializeToString) -> None:
        """Make the request `cancelHeadTimeStamp()` with a message that is already filled in.

        cancelHeadTimestampProto: a CancelHeadTimestamp message.
        Answers and errors as there; 569 when it cannot be sent. Servers know it from version 208. Any thread.
        """
        self._ibproto.request_message("cancelHeadTimestampProtoBuf", cancelHeadTimestampProto)

    def reqHistogramData(self, tickerId: int, contract: Contract, useRTH: bool, timePeriod: str) -> None:
        """Ask how much was traded at each price.

        tickerId: id of this request.
        contract: the instrument.
        useRTH: True for regular trading hours only.
        timePeriod: "<n> days", "weeks" or "months", such as "3 days".
        Answers: histogramData(reqId, items), once. Errors: 567. Since server version 119. Any thread.
        """
        self._ibproto.request("reqHistogramData", (tickerId, contract, useRTH, timePeriod))

    def reqHistogramDataProtoBuf(self, histogramDataRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqHistogramData()` with a message that is already filled in.

        histogramDataRequestProto: a HistogramDataRequest message.
        Answers and errors as there; 567 when it cannot be sent. Servers know it from version 208. Any thread.
        """
        self._ibproto.request_message("reqHistogramDataProtoBuf", histogramDataRequestProto)

    def cancelHistogramData(self, tickerId: int) -> None:
        """End a `reqHistogramData()`.

        tickerId: the id it was made with.
        Answers: none. Errors: 568. Since server version 119. Any thread.
        """
        self._ibproto.request("cancelHistogramData", (tickerId,))

    def cancelHistogramDataProtoBuf(self, cancelHistogramDataProto: SupportsSerializeToString) -> None:
        """Make the request `cancelHistogramData()` with a message that is already filled in.

        cancelHistogramDataProto: a CancelHistogramData message.
        Answers and errors as there; 568 when it cannot be sent. Servers know it from version 208. Any thread.
        """
        self._ibproto.request_message("cancelHistogramDataProtoBuf", cancelHistogramDataProto)

    def reqHistoricalTicks(
        self,
        reqId: int,
        contract: Contract,
        startDateTime: str,
        endDateTime: str,
        numberOfTicks: int,
        whatToShow: str,
        useRth: int,
        ignoreSize: bool,
        miscOptions: list[TagValue] | None,
    ) -> None:
        """Ask for single trades or quotes of the past.

        reqId: id of this request.
        contract: the instrument.
        startDateTime: first moment, "yyyyMMdd HH:mm:ss zone" or "yyyyMMdd-HH:mm:ss" in UTC; or "" with an end.
        endDateTime: last moment, likewise; exactly one of the two is given.
        numberOfTicks: 1 to 1000. More may come, to complete a second; never from two sessions.
        whatToShow: "TRADES", "BID_ASK" or "MIDPOINT".
        useRth: 1 for regular trading hours only, 0 for all.
        ignoreSize: True to leave out quotes where only a size changed; for "BID_ASK".
        miscOptions: list of TagValue, [] or None for none.
        Answers: historicalTicksLast(), historicalTicksBidAsk() or historicalTicks(); the one with done True is the
            last. Errors: 575; from the server 162, 200, 321, 10314 bad date. Paced as small bars are, BID_ASK counts
            double. Since server version 130. Any thread.
        """
        self._ibproto.request(
            "reqHistoricalTicks",
            (
                reqId,
                contract,
                startDateTime,
                endDateTime,
                numberOfTicks,
                whatToShow,
                useRth,
                ignoreSize,
                miscOptions,
            ),
        )

    def reqHistoricalTicksProtoBuf(self, historicalTicksRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqHistoricalTicks()` with a message that is already filled in.

        historicalTicksRequestProto: a HistoricalTicksRequest message.
        Answers and errors as there; 575 when it cannot be sent. Servers know it from version 208. Any thread.
        """
        self._ibproto.request_message("reqHistoricalTicksProtoBuf", historicalTicksRequestProto)

    def cancelHistoricalTicks(self, reqId: TickerId) -> None:
        """End a `reqHistoricalTicks()` that is still answering.

        reqId: the id it was made with.
        Answers: none. Errors: 591. Since server version 215. Any thread.
        """
        self._ibproto.request("cancelHistoricalTicks", (reqId,))

    def cancelHistoricalTicksProtoBuf(self, cancelHistoricalTicksProto: SupportsSerializeToString) -> None:
        """Make the request `cancelHistoricalTicks()` with a message that is already filled in.

        cancelHistoricalTicksProto: a CancelHistoricalTicks message.
        Answers and errors as there; 591 when it cannot be sent. Since server version 215. Any thread.
        """
        self._ibproto.request_message("cancelHistoricalTicksProtoBuf", cancelHistoricalTicksProto)

    # ---- scanner ----------------------------------------------------------------------------------------------------

    def reqScannerParameters(self) -> None:
        """Ask for the instruments, locations, scan codes and filters that there are.

        Answers: scannerParameters(xml), once, more than 1 MB. Errors: 526. Any thread.
        """
        self._ibproto.request("reqScannerParameters", ())

    def reqScannerParametersProtoBuf(self, scannerParametersRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqScannerParameters()` with a message that is already filled in.

        scannerParametersRequestProto: a ScannerParametersRequest message.
        Answers and errors as there; 526 when it cannot be sent. Servers know it from version 210. Any thread.
        """
        self._ibproto.request_message("reqScannerParametersProtoBuf", scannerParametersRequestProto)

    def reqScannerSubscription(
        self,
        reqId: int,
        subscription: ScannerSubscription,
        scannerSubscriptionOptions: list[TagValue] | None,
        scannerSubscriptionFilterOptions: list[TagValue] | None,
    ) -> None:
        """Subscribe to a market scan.

        reqId: id of the subscription.
        subscription: instrument, locationCode, scanCode and filters, with the names of `reqScannerParameters()`.
        scannerSubscriptionOptions: list of TagValue, [] or None for none.
        scannerSubscriptionFilterOptions: further filters, likewise; not empty from server version 143.
        Answers: scannerData() for each row, 50 at most, then scannerDataEnd(); all again about every 30 seconds, until
            `cancelScannerSubscription()`. Errors: 524; from the server 162 and 165 nothing found, 322 over ten scans,
            385 id in use, 492 a notice. Any thread.
        """
        self._ibproto.request(
            "reqScannerSubscription",
            (reqId, subscription, scannerSubscriptionOptions, scannerSubscriptionFilterOptions),
        )

    def reqScannerSubscriptionProtoBuf(self, scannerSubscriptionRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqScannerSubscription()` with a message that is already filled in.

        scannerSubscriptionRequestProto: a ScannerSubscriptionRequest message.
        Answers and errors as there; 524 when it cannot be sent. Servers know it from version 210. Any thread.
        """
        self._ibproto.request_message("reqScannerSubscriptionProtoBuf", scannerSubscriptionRequestProto)

    def cancelScannerSubscription(self, reqId: int) -> None:
        """End a subscription of `reqScannerSubscription()`.

        reqId: the id it was made with.
        Answers: none, or error 162 "cancelled". Errors: 525; from the server 365 for an unknown id. Any thread.
        """
        self._ibproto.request("cancelScannerSubscription", (reqId,))

    def cancelScannerSubscriptionProtoBuf(self, cancelScannerSubscriptionProto: SupportsSerializeToString) -> None:
        """Make the request `cancelScannerSubscription()` with a message that is already filled in.

        cancelScannerSubscriptionProto: a CancelScannerSubscription message.
        Answers and errors as there; 525 when it cannot be sent. Servers know it from version 210. Any thread.
        """
        self._ibproto.request_message("cancelScannerSubscriptionProtoBuf", cancelScannerSubscriptionProto)

    # ---- news, Wall Street Horizon ----------------------------------------------------------------------------------

    def reqNewsProviders(self) -> None:
        """Ask which sources of news the user may read.

        Answers: newsProviders(newsProviders), once. Errors: 563. Since server version 115. Any thread.
        """
        self._ibproto.request("reqNewsProviders", ())

    def reqNewsProvidersProtoBuf(self, newsProvidersRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqNewsProviders()` with a message that is already filled in.

        newsProvidersRequestProto: a NewsProvidersRequest message.
        Answers and errors as there; 563 when it cannot be sent. Servers know it from version 209. Any thread.
        """
        self._ibproto.request_message("reqNewsProvidersProtoBuf", newsProvidersRequestProto)

    def reqNewsArticle(
        self, reqId: int, providerCode: str, articleId: str, newsArticleOptions: list[TagValue] | None
    ) -> None:
        """Ask for the text of an article.

        reqId: id of this request.
        providerCode: its source, such as "BRFG".
        articleId: its id, from tickNews() or historicalNews().
        newsArticleOptions: list of TagValue, [] or None for none; from server version 128.
        Answers: newsArticle(reqId, articleType, articleText), once; type 0 text or HTML, 1 binary in base64.
        Errors: 564; from the server 321, 322. Since server version 116. Any thread.
        """
        self._ibproto.request("reqNewsArticle", (reqId, providerCode, articleId, newsArticleOptions))

    def reqNewsArticleProtoBuf(self, newsArticleRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqNewsArticle()` with a message that is already filled in.

        newsArticleRequestProto: a NewsArticleRequest message.
        Answers and errors as there; 564 when it cannot be sent. Servers know it from version 209. Any thread.
        """
        self._ibproto.request_message("reqNewsArticleProtoBuf", newsArticleRequestProto)

    def reqHistoricalNews(
        self,
        reqId: int,
        conId: int,
        providerCodes: str,
        startDateTime: str,
        endDateTime: str,
        totalResults: int,
        historicalNewsOptions: list[TagValue] | None,
    ) -> None:
        """Ask for headlines of the past.

        reqId: id of this request.
        conId: Contract.conId of the instrument.
        providerCodes: sources joined by "+", such as "BRFG+DJNL".
        startDateTime: where to stop going back, "yyyy-MM-dd HH:mm:ss.0", or "".
        endDateTime: where to begin going back, likewise; "" for now.
        totalResults: how many at most, up to 300.
        historicalNewsOptions: list of TagValue, [] or None for none; from server version 128.
        Answers: historicalNews() for each headline, then historicalNewsEnd(reqId, hasMore).
        Errors: 565; from the server 321, 322. Since server version 117. Any thread.
        """
        self._ibproto.request(
            "reqHistoricalNews",
            (reqId, conId, providerCodes, startDateTime, endDateTime, totalResults, historicalNewsOptions),
        )

    def reqHistoricalNewsProtoBuf(self, historicalNewsRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqHistoricalNews()` with a message that is already filled in.

        historicalNewsRequestProto: a HistoricalNewsRequest message.
        Answers and errors as there; 565 when it cannot be sent. Servers know it from version 209. Any thread.
        """
        self._ibproto.request_message("reqHistoricalNewsProtoBuf", historicalNewsRequestProto)

    def reqNewsBulletins(self, allMsgs: bool) -> None:
        """Subscribe to the bulletins that IB publishes, such as exchange closures.

        allMsgs: True for those of today first, False for new ones only.
        Answers: updateNewsBulletin() until `cancelNewsBulletins()`. Errors: 515. Any thread.
        """
        self._ibproto.request("reqNewsBulletins", (allMsgs,))

    def reqNewsBulletinsProtoBuf(self, newsBulletinsRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqNewsBulletins()` with a message that is already filled in.

        newsBulletinsRequestProto: a NewsBulletinsRequest message.
        Answers and errors as there; 515 when it cannot be sent. Servers know it from version 209. Any thread.
        """
        self._ibproto.request_message("reqNewsBulletinsProtoBuf", newsBulletinsRequestProto)

    def cancelNewsBulletins(self) -> None:
        """End the subscription of `reqNewsBulletins()`.

        Answers: none. Errors: 515. Any thread.
        """
        self._ibproto.request("cancelNewsBulletins", ())

    def cancelNewsBulletinsProtoBuf(self, cancelNewsBulletinsProto: SupportsSerializeToString) -> None:
        """Make the request `cancelNewsBulletins()` with a message that is already filled in.

        cancelNewsBulletinsProto: a CancelNewsBulletins message.
        Answers and errors as there; 515 when it cannot be sent. Servers know it from version 209. Any thread.
        """
        self._ibproto.request_message("cancelNewsBulletinsProtoBuf", cancelNewsBulletinsProto)

    def reqWshMetaData(self, reqId: int) -> None:
        """Ask which events and filters Wall Street Horizon offers. Needed before `reqWshEventData()`.

        reqId: id of this request.
        Answers: wshMetaData(reqId, dataJson), once. Errors: 580; from the server 10276 no subscription, 10278 and
            10281 asked twice. Since server version 161. Any thread.
        """
        self._ibproto.request("reqWshMetaData", (reqId,))

    def reqWshMetaDataProtoBuf(self, wshMetaDataRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqWshMetaData()` with a message that is already filled in.

        wshMetaDataRequestProto: a WshMetaDataRequest message.
        Answers and errors as there; 580 when it cannot be sent. Servers know it from version 209. Any thread.
        """
        self._ibproto.request_message("reqWshMetaDataProtoBuf", wshMetaDataRequestProto)

    def cancelWshMetaData(self, reqId: int) -> None:
        """End a `reqWshMetaData()`.

        reqId: the id it was made with.
        Answers: none. Errors: 581. Since server version 161. Any thread.
        """
        self._ibproto.request("cancelWshMetaData", (reqId,))

    def cancelWshMetaDataProtoBuf(self, cancelWshMetaDataProto: SupportsSerializeToString) -> None:
        """Make the request `cancelWshMetaData()` with a message that is already filled in.

        cancelWshMetaDataProto: a CancelWshMetaData message.
        Answers and errors as there; 581 when it cannot be sent. Servers know it from version 209. Any thread.
        """
        self._ibproto.request_message("cancelWshMetaDataProtoBuf", cancelWshMetaDataProto)

    def reqWshEventData(self, reqId: int, wshEventData: WshEventData) -> None:
        """Ask for corporate events of Wall Street Horizon.

        reqId: id of this request.
        wshEventData: by conId, or by filter, a JSON text, with fillWatchlist, fillPortfolio, fillCompetitors (these
            from server version 171); startDate, endDate ("yyyyMMdd") and totalLimit from 173.
        Answers: wshEventData(reqId, dataJson), once. Errors: 582; from the server 10276 no subscription, 10277, 10282
            `reqWshMetaData()` must come first. Since server version 161. Any thread.
        """
        self._ibproto.request("reqWshEventData", (reqId, wshEventData))

    def reqWshEventDataProtoBuf(self, wshEventDataRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqWshEventData()` with a message that is already filled in.

        wshEventDataRequestProto: a WshEventDataRequest message.
        Answers and errors as there; 582 when it cannot be sent. Servers know it from version 209. Any thread.
        """
        self._ibproto.request_message("reqWshEventDataProtoBuf", wshEventDataRequestProto)

    def cancelWshEventData(self, reqId: int) -> None:
        """End a `reqWshEventData()`.

        reqId: the id it was made with.
        Answers: none. Errors: 583. Since server version 161. Any thread.
        """
        self._ibproto.request("cancelWshEventData", (reqId,))

    def cancelWshEventDataProtoBuf(self, cancelWshEventDataProto: SupportsSerializeToString) -> None:
        """Make the request `cancelWshEventData()` with a message that is already filled in.

        cancelWshEventDataProto: a CancelWshEventData message.
        Answers and errors as there; 583 when it cannot be sent. Servers know it from version 209. Any thread.
        """
        self._ibproto.request_message("cancelWshEventDataProtoBuf", cancelWshEventDataProto)

    # ---- financial advisors -----------------------------------------------------------------------------------------

    def requestFA(self, faData: FaDataType) -> None:
        """Ask an advisor's TWS for its groups or aliases.

        faData: 1 groups, 3 account aliases. 2, profiles, is gone since server version 177 (error 585).
        Answers: receiveFA(faData, cxml), once. Errors: 522, 585; from the server 321 or 344 without an advisor's
            account. Any thread.
        """
        self._ibproto.request("requestFA", (faData,))

    def reqFAProtoBuf(self, faRequestProto: SupportsSerializeToString) -> None:
        """Make the request `requestFA()` with a message that is already filled in.

        faRequestProto: a FARequest message.
        Answers and errors as there; 522 when it cannot be sent. Servers know it from version 211. Any thread.
        """
        self._ibproto.request_message("reqFAProtoBuf", faRequestProto)

    def replaceFA(self, reqId: TickerId, faData: FaDataType, cxml: str) -> None:
        """Replace an advisor's groups or aliases.

        reqId: id of this request; used from server version 157.
        faData: 1 groups, 3 account aliases. 2, profiles, is gone since server version 177 (error 585).
        cxml: the whole new XML, in the form that receiveFA() gave.
        Answers: replaceFAEnd(reqId, text), once, from server version 157. Errors: 523, 585; from the server 321, 322.
        Any thread.
        """
        self._ibproto.request("replaceFA", (reqId, faData, cxml))

    def replaceFAProtoBuf(self, faReplaceProto: SupportsSerializeToString) -> None:
        """Make the request `replaceFA()` with a message that is already filled in.

        faReplaceProto: a FAReplace message.
        Answers and errors as there; 523 when it cannot be sent. Servers know it from version 211. Any thread.
        """
        self._ibproto.request_message("replaceFAProtoBuf", faReplaceProto)

    def reqSoftDollarTiers(self, reqId: int) -> None:
        """Ask for the soft dollar tiers of the user.

        reqId: id of this request.
        Answers: softDollarTiers(reqId, tiers), once; an empty list for most users. Errors: 558. Any thread.
        """
        self._ibproto.request("reqSoftDollarTiers", (reqId,))

    def reqSoftDollarTiersProtoBuf(self, softDollarTiersRequestProto: SupportsSerializeToString) -> None:
        """Make the request `reqSoftDollarTiers()` with a message that is already filled in.

        softDollarTiersRequestProto: a SoftDollarTiersRequest message.
        Answers and errors as there; 558 when it cannot be sent. Servers know it from version 212. Any thread.
        """
        self._ibproto.request_message("reqSoftDollarTiersProtoBuf", softDollarTiersRequestProto)

    # ---- display groups of TWS --------------------------------------------------------------------------------------

    def queryDisplayGroups(self, reqId: int) -> None:
        """Ask for the groups by which windows of TWS are linked. Not for IB Gateway.

        reqId: id of this request.
        Answers: displayGroupList(reqId, groups), once, such as "1|2|3|4". Errors: 546. Any thread.
        """
        self._ibproto.request("queryDisplayGroups", (reqId,))

    def queryDisplayGroupsProtoBuf(self, queryDisplayGroupsRequestProto: SupportsSerializeToString) -> None:
        """Make the request `queryDisplayGroups()` with a message that is already filled in.

        queryDisplayGroupsRequestProto: a QueryDisplayGroupsRequest message.
        Answers and errors as there; 546 when it cannot be sent. Servers know it from version 213. Any thread.
        """
        self._ibproto.request_message("queryDisplayGroupsProtoBuf", queryDisplayGroupsRequestProto)

    def subscribeToGroupEvents(self, reqId: int, groupId: int) -> None:
        """Subscribe to what a display group shows.

        reqId: id of the subscription.
        groupId: number of the group, from displayGroupList().
        Answers: displayGroupUpdated(reqId, contractInfo) at once and on every change, until
            `unsubscribeFromGroupEvents()`. Errors: 547. Any thread.
        """
        self._ibproto.request("subscribeToGroupEvents", (reqId, groupId))

    def subscribeToGroupEventsProtoBuf(self, subscribeToGroupEventsRequestProto: SupportsSerializeToString) -> None:
        """Make the request `subscribeToGroupEvents()` with a message that is already filled in.

        subscribeToGroupEventsRequestProto: a SubscribeToGroupEventsRequest message.
        Answers and errors as there; 547 when it cannot be sent. Servers know it from version 213. Any thread.
        """
        self._ibproto.request_message("subscribeToGroupEventsProtoBuf", subscribeToGroupEventsRequestProto)

    def updateDisplayGroup(self, reqId: int, contractInfo: str) -> None:
        """Have a display group show another instrument.

        reqId: id of the subscription to the group.
        contractInfo: "none", or "<conId>@<exchange>", such as "8314@SMART".
        Answers: none but the displayGroupUpdated() of the subscription. Errors: 548. Any thread.
        """
        self._ibproto.request("updateDisplayGroup", (reqId, contractInfo))

    def updateDisplayGroupProtoBuf(self, updateDisplayGroupRequestProto: SupportsSerializeToString) -> None:
        """Make the request `updateDisplayGroup()` with a message that is already filled in.

        updateDisplayGroupRequestProto: an UpdateDisplayGroupRequest message.
        Answers and errors as there; 548 when it cannot be sent. Servers know it from version 213. Any thread.
        """
        self._ibproto.request_message("updateDisplayGroupProtoBuf", updateDisplayGroupRequestProto)

    def unsubscribeFromGroupEvents(self, reqId: int) -> None:
        """End a subscription of `subscribeToGroupEvents()`.

        reqId: the id it was made with.
        Answers: none. Errors: 549. Any thread.
        """
        self._ibproto.request("unsubscribeFromGroupEvents", (reqId,))

    def unsubscribeFromGroupEventsProtoBuf(
        self, unsubscribeFromGroupEventsRequestProto: SupportsSerializeToString
    ) -> None:
        """Make the request `unsubscribeFromGroupEvents()` with a message that is already filled in.

        unsubscribeFromGroupEventsRequestProto: an UnsubscribeFromGroupEventsRequest message.
        Answers and errors as there; 549 when it cannot be sent. Servers know it from version 213. Any thread.
        """
        self._ibproto.request_message("unsubscribeFromGroupEventsProtoBuf", unsubscribeFromGroupEventsRequestProto)

    # ---- settings of TWS --------------------------------------------------------------------------------------------

    def reqConfigProtoBuf(self, configRequestProto: SupportsSerializeToString) -> None:
        """Ask for the API settings of TWS. There is no form without a message.

        configRequestProto: a ConfigRequest message; its reqId comes back in the answer.
        Answers: configResponseProtoBuf(configResponseProto), once. Errors: 592. Since server version 219. Any thread.
        """
        self._ibproto.request_message("reqConfigProtoBuf", configRequestProto)

    def updateConfigProtoBuf(self, updateConfigRequestProto: SupportsSerializeToString) -> None:
        """Change API settings of TWS. There is no form without a message.

        updateConfigRequestProto: an UpdateConfigRequest message; its reqId comes back in the answer.
        Answers: updateConfigResponseProtoBuf(updateConfigResponseProto), once. Errors: 593.
        Since server version 221. Any thread.
        """
        self._ibproto.request_message("updateConfigProtoBuf", updateConfigRequestProto)

    # ---- verification of third party programs, only by agreement with IB --------------------------------------------

    def verifyRequest(self, apiName: str, apiVersion: str) -> None:
        """Begin to identify this program to TWS. The attribute `extraAuth` must be True (else 545, 544 on protobuf).

        apiName: name of the program, as agreed with IB.
        apiVersion: its version.
        Answers: verifyMessageAPI(apiData), a challenge. Errors: 544. Any thread.
        """
        self._ibproto.request("verifyRequest", (apiName, apiVersion))

    def verifyRequestProtoBuf(self, verifyRequestProto: SupportsSerializeToString) -> None:
        """Make the request `verifyRequest()` with a message that is already filled in.

        verifyRequestProto: a VerifyRequest message.
        Answers and errors as there; 544 when it cannot be sent. Servers know it from version 213. Any thread.
        """
        self._ibproto.request_message("verifyRequestProtoBuf", verifyRequestProto)

    def verifyMessage(self, apiData: str) -> None:
        """Answer the challenge of verifyMessageAPI().

        apiData: the answer.
        Answers: verifyCompleted(isSuccessful, errorText). Errors: 545. Any thread.
        """
        self._ibproto.request("verifyMessage", (apiData,))

    def verifyMessageProtoBuf(self, verifyMessageRequestProto: SupportsSerializeToString) -> None:
        """Make the request `verifyMessage()` with a message that is already filled in.

        verifyMessageRequestProto: a VerifyMessageRequest message.
        Answers and errors as there; 545 when it cannot be sent. Servers know it from version 213. Any thread.
        """
        self._ibproto.request_message("verifyMessageProtoBuf", verifyMessageRequestProto)

    def verifyAndAuthRequest(self, apiName: str, apiVersion: str, opaqueIsvKey: str) -> None:
        """Begin to identify this program and to log in by it; no protobuf form. `extraAuth` must be True (else 551).

        apiName: name of the program, as agreed with IB.
        apiVersion: its version.
        opaqueIsvKey: the vendor's key.
        Answers: verifyAndAuthMessageAPI(apiData, xyzChallenge). Errors: 551. Any thread.
        """
        self._ibproto.request("verifyAndAuthRequest", (apiName, apiVersion, opaqueIsvKey))

    def verifyAndAuthMessage(self, apiData: str, xyzResponse: str) -> None:
        """Answer the challenges of verifyAndAuthMessageAPI(). There is no protobuf form.

        apiData: the answer to its apiData.
        xyzResponse: the answer to its xyzChallenge.
        Answers: verifyAndAuthCompleted(isSuccessful, errorText). Errors: 552. Any thread.
        """
        self._ibproto.request("verifyAndAuthMessage", (apiData, xyzResponse))


take_old_forms(EClient)


def _tooNewFor(serverVersion: int | None, message: SupportsHasField, name: str) -> str | None:
    from .wire.proto_map import object_fields  # only here, as no program needs it at its start

    for field in object_fields(name, False)[1]:
        if serverVersion is not None and serverVersion < field.since and message.HasField(field.field.name):
            needed = f"{field.field.name} needs server version {field.since}"
            return f"{needed}, connected is {serverVersion}: update TWS or leave it unset"
    return None


if not TYPE_CHECKING:
    __getattr__ = late(__name__, "logging", "queue")
    __all__ = public(vars(), "logging", "queue")
