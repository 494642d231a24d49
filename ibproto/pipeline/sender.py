"""Requests on their way out, errors of the client's own on their way to the user."""

from __future__ import annotations

from ibproto import comm
from ibproto.const import NO_VALID_ID
from ibproto.decoder import shown
from ibproto.errors import INVALID_SYMBOL, NOT_CONNECTED
from ibproto.log import INFO, log_error, logger_of
from ibproto.pipeline import encoder
from ibproto.pipeline.encoder import LOCAL, Encoder, Refused
from ibproto.pipeline.parts import Parts
from ibproto.utils import currentTimeMillis, isAsciiPrintable
from ibproto.wire.schema import PROTOBUF_OFFSET, RAW_ID_VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Protocol

    from ibproto.trace import Trace

    class Message(Protocol):
        def SerializeToString(self) -> bytes: ...


DISCONNECTED, CONNECTING, CONNECTED = range(3)

logger = logger_of("ibproto.client")


class Sender:
    """Sends the requests of an EClient on its current connection, from any thread."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self.trace: Trace | None = None
        self.parts = Parts(self)
        self._encoder: Encoder | None = None

    # ---- callbacks ---------------------------------------------------------------------------------------------------

    def call(self, name: str, *args: object) -> None:
        """Call a callback of the wrapper; an exception in it is dealt with as everywhere (`callback_failed`)."""
        try:
            self.parts.callback(name)(*args)
        except Exception as exc:
            self.callback_failed(name, args, exc)

    def report(self, reqId: int | None, code: int, text: str) -> None:
        """Report an error of the client's own to `wrapper.error`."""
        self.call("error", NO_VALID_ID if reqId is None else reqId, currentTimeMillis(), code, text)

    def callback_failed(self, name: str, args: tuple[object, ...], exception: Exception) -> None:
        """Log an exception that left a user's callback and hand it to `wrapper.callbackError`.

        It goes on to the caller of run(), drain() or the request when the client has `propagateCallbackErrors` set.
        """
        reqId = args[0] if args and isinstance(args[0], int) else NO_VALID_ID
        log_error(logger, "exception in callback %s (id %s): %s", name, reqId, shown(exception), problem=exception)
        try:
            hook = getattr(self.client.wrapper, "callbackError", None)
            if hook is not None:
                hook(name, args, exception)
        except Exception as exc:
            log_error(logger, "exception in callbackError, called for %s: %s", name, shown(exc), problem=exc)
        if getattr(self.client, "propagateCallbackErrors", False):
            raise exception

    # ---- requests ----------------------------------------------------------------------------------------------------

    def is_connected(self) -> bool:
        """See EClient.isConnected."""
        if self.client.connState != CONNECTED:
            return False
        check = getattr(self.client.conn, "isConnected", None)  # a program may have set the attribute to anything
        return check is not None and bool(check())

    def check_connected(self) -> bool:
        """See EClient.checkConnected."""
        connected = self.is_connected()
        if not connected:
            self._not_connected(NO_VALID_ID, "checkConnected")
        return connected

    def validate_symbols(self, text: str) -> None:
        """See EClient.validateInvalidSymbols."""
        self.valid("validateInvalidSymbols", text)

    def valid(self, method: str, host: str | None) -> bool:
        """Whether host and options can be sent; 579 is reported for the first that cannot."""
        client = self.client
        texts = {"host": host, "connectOptions": client.connectOptions, "optCapab": client.optCapab}
        for what, text in texts.items():
            if text and not (isinstance(text, str) and isAsciiPrintable(text)):
                code, general = INVALID_SYMBOL.code(), INVALID_SYMBOL.msg()
                self.report(NO_VALID_ID, code, f"{method}: {general} {what} must be printable ASCII, it is {text!r}")
                return False
        return True

    def uses_protobuf(self, msgId: int) -> bool:
        """See EClient.useProtoBuf."""
        enc = self._current_encoder()
        return enc is not None and enc.uses_protobuf(msgId)

    def request(self, method: str, args: tuple[Any, ...]) -> None:
        """Encode the request `method` with its arguments in signature order, and send it."""
        client = self.client
        if logger.isEnabledFor(INFO):
            self.log_request(method, args)
        conn = client.conn
        try:
            connected = conn.socket is not None and client.connState == CONNECTED
        except AttributeError:  # None, or a stand-in of a program's tests
            connected = self.is_connected()
        if not connected:
            self._not_connected(encoder.request_id(method, args), method)
            return
        enc = self._encoder or self._current_encoder()
        if enc is None:
            self._not_connected(encoder.request_id(method, args), method)
            return
        if method in LOCAL:
            args += self._local(method)
        try:
            frame = enc.frames[method](args)
        except Exception as problem:
            from ibproto.compat import values  # most programs do without it

            mended = values.encoded(enc.frames[method], method, args, problem)
            if mended is None:
                refused = enc.refusal(method, args, problem)
                self.report(refused.reqId, refused.code, refused.message)
                return
            frame = mended
        try:
            if conn.sendMsg(frame):
                return
        except OSError as exc:
            self._send_failed(encoder.request_id(method, args), encoder.fail_code(method), method, exc)
            return
        self._not_connected(encoder.request_id(method, args), method)

    def request_message(self, method: str, message: Message | None) -> None:
        """Send a message of the user's own making for the ...ProtoBuf request `method`; None is no message."""
        if message is None:
            return
        if logger.isEnabledFor(INFO):
            self.log_request(method, message)
        enc = self._current_encoder()
        if enc is None:
            self._not_connected(encoder.request_id(method, (message,)), method)
            return
        try:
            frame = enc.encode_message(method, message, self._local(method))
        except Refused as exc:
            self.report(exc.reqId, exc.code, exc.message)
            return
        self._send(frame, encoder.request_id(method, (message,)), encoder.fail_code(method), method)

    def _local(self, method: str) -> tuple[Any, ...]:
        """The values that a request takes from the client's attributes; what was never set is an empty text."""
        values = [getattr(self.client, name) for name in LOCAL.get(method, ())]
        return tuple(["" if value is None else value for value in values])

    def send_text(self, msgId: int, text: str) -> None:
        """See EClient.sendMsg."""
        raw = (self.client.serverVersion_ or 0) >= RAW_ID_VERSION
        self._send(comm.make_msg(msgId, raw, text), NO_VALID_ID, NOT_CONNECTED.code(), "sendMsg")

    def send_protobuf(self, msgId: int, data: bytes) -> None:
        """See EClient.sendMsgProtoBuf."""
        number = msgId if msgId > PROTOBUF_OFFSET else msgId + PROTOBUF_OFFSET
        self._send(comm.make_msg_proto(number, data), NO_VALID_ID, NOT_CONNECTED.code(), "sendMsgProtoBuf")

    def send_frame(self, frame: bytes, method: str) -> None:
        """Send a frame that is whole already, its length included."""
        self._send(frame, NO_VALID_ID, NOT_CONNECTED.code(), method)

    def log_request(self, name: str, params: object) -> None:
        """See EClient.logRequest."""
        logger.info("REQUEST %s %s", name, params)

    def _current_encoder(self) -> Encoder | None:
        """The encoder for the connected server's version; None when not connected."""
        if not self.is_connected():
            return None
        if self._encoder is None:  # a bot's test may have set the client's attributes itself
            self._encoder = Encoder(self.client.serverVersion_)
        return self._encoder

    def _send(self, frame: bytes, reqId: int, code: int, method: str) -> None:
        conn = self.client.conn
        try:
            if self.is_connected() and conn.sendMsg(frame):
                return
        except OSError as exc:
            self._send_failed(reqId, code, method, exc)
            return
        self._not_connected(reqId, method)

    def _not_connected(self, reqId: int | None, method: str) -> None:
        self.report(reqId, NOT_CONNECTED.code(), f"{method}: {NOT_CONNECTED.msg()}")

    def _send_failed(self, reqId: int | None, code: int, method: str, exc: OSError) -> None:
        text = f"{method}: sending failed, the connection is closed: {exc}. Connect again, then check what arrived."
        logger.info("%s", text)
        self.report(reqId, code, text)
