"""From frame to request and from answer to frame, for one server version, over the message table."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from struct import Struct
from typing import Any

from ibproto.comm import make_msg_proto
from ibproto.const import NO_VALID_ID
from ibproto.protobuf._message import message_class
from ibproto.wire import interpreter, proto_compile, proto_encode, text_decode, text_encode
from ibproto.wire.messages import ANSWER_BY_NAME, REQUEST_BY_NAME, REQUESTS
from ibproto.wire.schema import PROTOBUF_OFFSET, RAW_ID_VERSION, Message

ID_PARAMS = ("reqId", "orderId")  # the parameters under which a request's errors are reported

# request -> answers that change to protobuf together with it; a real server sent error and orderStatus so at 205
FAMILIES = {
    "reqExecutions": "execDetails execDetailsEnd commissionAndFeesReport",
    "placeOrder": "openOrder orderStatus orderBound error",
    "reqOpenOrders": "openOrderEnd completedOrder completedOrdersEnd",
    "reqContractDetails": "contractDetails bondContractDetails contractDetailsEnd",
    "reqMktData": "tickPrice tickSize tickOptionComputation tickGeneric tickString tickSnapshotEnd marketDataType"
    " tickReqParams rerouteMktDataReq",
    "reqMktDepth": "updateMktDepth updateMktDepthL2 rerouteMktDepthReq",
    "reqAccountUpdates": "updateAccountValue updatePortfolio updateAccountTime accountDownloadEnd managedAccounts",
    "reqPositions": "position positionEnd positionMulti positionMultiEnd accountSummary accountSummaryEnd"
    " accountUpdateMulti accountUpdateMultiEnd",
    "reqHistoricalData": "historicalData historicalDataEnd historicalDataUpdate historicalSchedule headTimestamp"
    " histogramData historicalTicks historicalTicksBidAsk historicalTicksLast tickByTick realtimeBar",
    "reqNewsProviders": "newsProviders newsArticle historicalNews historicalNewsEnd tickNews updateNewsBulletin"
    " wshMetaData wshEventData",
    "reqScannerParameters": "scannerParameters scannerData",
    "reqPnL": "pnl pnlSingle",
    "requestFA": "receiveFA replaceFAEnd",
    "reqSecDefOptParams": "securityDefinitionOptionParameter securityDefinitionOptionParameterEnd",
    "reqSmartComponents": "smartComponents softDollarTiers familyCodes symbolSamples marketRule userInfo",
    "reqIds": "nextValidId currentTime currentTimeInMillis verifyMessageAPI verifyCompleted displayGroupList"
    " displayGroupUpdated mktDepthExchanges",
    "reqConfig": "configResponse",
    "updateConfig": "updateConfigResponse",
}
FAMILY_OF = {answer: request for request, answers in FAMILIES.items() for answer in answers.split()}

_length = Struct(">I").pack

Handler = Callable[[bytes], None]
Failed = Callable[[str, tuple[Any, ...], Exception], None]


# requests of clients before 10.47 that the protocol has no more: fundamental data, and its cancel
REQ_FUNDAMENTAL_DATA, CANCEL_FUNDAMENTAL_DATA = 52, 53
NO_FUNDAMENTALS = "The fundamentals data for the security specified is not available."


class BadRequest(Exception):
    """A frame that is no request; `reqId` is the id that could be read from it, or -1, `code` that of the error."""

    def __init__(self, reqId: int, text: str, code: int = 320) -> None:
        super().__init__(text)
        self.reqId = reqId
        self.code = code


def answer_is_protobuf(name: str, version: int) -> bool:
    """Whether an answer goes out in protobuf form to a client of this version."""
    request = REQUEST_BY_NAME.get(FAMILY_OF.get(name, ""))
    return request is not None and version >= (request.proto_since or request.proto_needs)


@cache
def answer_writer(name: str, version: int) -> Callable[[dict[str, Any]], bytes]:
    """From the values of an answer, by name, to the whole frame.

    An answer that exists as a protobuf message only has one value, `message`.
    """
    message = ANSWER_BY_NAME[name]
    params = message.params
    number = message.number
    if not (message.has_text or params):

        def write_whole(values: dict[str, Any]) -> bytes:
            data: bytes = values["message"].SerializeToString()
            return make_msg_proto(number + PROTOBUF_OFFSET, data)

        return write_whole
    is_protobuf = answer_is_protobuf(name, version)
    encode = proto_encode.encoder(message) if is_protobuf else text_encode.encoder(message, version)
    return lambda values: encode([values[param] for param in params])


class RequestReader:
    """Reads the frames of one client: calls `receiver.<request>(*params)`.

    receiver: has a method for each request of the table. failed: gets what such a method raises.
    """

    def __init__(self, version: int, receiver: object, failed: Failed) -> None:
        self.version = version
        self._receiver = receiver
        self._failed = failed
        self._handlers: dict[bytes, Handler] = {}
        for number, message in REQUESTS.items():
            if message.has_text:
                self._handlers[self._key(number)] = partial(self._first, number, False)
            if message.proto and version >= max(RAW_ID_VERSION, message.proto_needs):
                self._handlers[self._key(number + PROTOBUF_OFFSET)] = partial(self._first, number, True)

    def _key(self, number: int) -> bytes:
        return _length(number) if self.version >= RAW_ID_VERSION else b"%d" % number

    def handle(self, frame: bytes) -> None:
        """Takes one frame without its length. Raises BadRequest when it cannot be read."""
        key = frame[:4] if self.version >= RAW_ID_VERSION else frame[: frame.find(b"\0")]
        handler = self._handlers.get(key)
        if handler is None:
            if self._is_retired(key, frame):
                return
            raise BadRequest(NO_VALID_ID, f"there is no request with the id {key!r} (server version {self.version})")
        try:
            handler(frame)
        except Exception as problem:
            raise self._diagnosis(key, frame, problem) from problem

    def _is_retired(self, key: bytes, frame: bytes) -> bool:
        """Whether it is a request that is silent by now. Raises BadRequest for one that has an error of its own."""
        if key == self._key(REQ_FUNDAMENTAL_DATA):
            fields = frame[4:].split(b"\0") if self.version >= RAW_ID_VERSION else frame.split(b"\0")[1:]
            own = fields[1] if len(fields) > 1 else b""  # behind the version of the message
            raise BadRequest(int(own) if own.isdigit() else NO_VALID_ID, NO_FUNDAMENTALS, 430)
        return key == self._key(CANCEL_FUNDAMENTAL_DATA)

    def _first(self, number: int, is_protobuf: bool, frame: bytes) -> None:
        """Stands in for a reader until the first request of its kind comes."""
        message = REQUESTS[number]
        if is_protobuf and not (message.has_text or message.params):
            handler = self._whole(message)
        elif is_protobuf:
            handler = proto_compile.maker(message)(self._receiver, self._failed)
        else:
            handler = text_decode.maker(message, self.version)(self._receiver, self._failed)
        self._handlers[self._key(number + PROTOBUF_OFFSET if is_protobuf else number)] = handler
        handler(frame)

    def _whole(self, message: Message) -> Handler:
        """The reader of a request that is known as a protobuf message only: it is passed on as it is."""
        made = message_class(message.proto)
        method = getattr(self._receiver, message.name)

        def read_whole(frame: bytes) -> None:
            request = made.FromString(frame[4:])
            try:
                method(request)
            except Exception as problem:
                self._failed(message.name, (request,), problem)

        return read_whole

    def _diagnosis(self, key: bytes, frame: bytes, problem: Exception) -> BadRequest:
        """Which request, and at which field it breaks."""
        is_raw = self.version >= RAW_ID_VERSION
        number = int.from_bytes(key, "big") if is_raw else int(key)
        message = REQUESTS.get(number)
        if message is None:
            return BadRequest(NO_VALID_ID, f"{REQUESTS[number - PROTOBUF_OFFSET].name}: {problem}")
        reqId, where = _where_it_breaks(message, self.version, frame[4:] if is_raw else frame[frame.find(b"\0") + 1 :])
        return BadRequest(reqId, f"{message.name}: {where or problem} (server version {self.version})")


def _where_it_breaks(message: Message, version: int, body: bytes) -> tuple[int, str]:
    fields = body.decode("utf-8", "backslashreplace").split("\0")[:-1]
    reqId = NO_VALID_ID
    try:
        for slot in interpreter.slots(message, version, fields):
            if slot.path in ID_PARAMS:
                reqId = slot.value
    except interpreter.BrokenField as broken:
        return reqId, str(broken)
    return reqId, ""
