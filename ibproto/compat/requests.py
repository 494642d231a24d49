"""Requests as older releases had them: shorter, with other parameters, or gone.

`take_old_forms` opens the methods of the table to their old forms; `OldRequests` has the methods that are gone.
"""

from __future__ import annotations

from functools import wraps

from ibproto.common import WshEventData
from ibproto.compat.advice import warn_caller
from ibproto.compat.internals import Done, open_send, send_directly
from ibproto.const import NO_VALID_ID
from ibproto.errors import FAIL_SEND_CANFUNDDATA, FAIL_SEND_REQFUNDDATA
from ibproto.order_cancel import OrderCancel

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import FunctionType
    from typing import Any

FORMS: dict[str, tuple[str, ...]] = {
    "cancelOrder": ("orderId", "orderId manualCancelOrderTime"),
    "reqGlobalCancel": ("",),
    "exerciseOptions": ("reqId contract exerciseAction exerciseQuantity account override",),
    "replaceFA": ("faData cxml",),
    "reqMktData": (
        "tickerId contract genericTickList snapshot mktDataOptions",
        "tickerId contract genericTickList snapshot regulatorySnapshot mktDataOptions",
    ),
    "reqHistoricalData": (
        "tickerId contract endDateTime durationStr barSizeSetting whatToShow useRTH formatDate chartOptions",
        "tickerId contract endDateTime durationStr barSizeSetting whatToShow useRTH formatDate keepUpToDate"
        " chartOptions",
    ),
    "reqRealTimeBars": (
        "tickerId contract barSize whatToShow useRTH",
        "tickerId contract barSize whatToShow useRTH realTimeBarsOptions",
    ),
    "reqMktDepth": (
        "tickerId contract numRows mktDepthOptions",
        "tickerId contract numRows isSmartDepth mktDepthOptions",
    ),
    "cancelMktDepth": ("tickerId",),
    "reqTickByTickData": ("reqId contract tickType",),
    "reqScannerSubscription": ("reqId subscription", "reqId subscription scannerSubscriptionOptions"),
    "reqNewsArticle": ("reqId providerCode articleId",),
    "reqHistoricalNews": ("reqId conId providerCodes startDateTime endDateTime totalResults",),
    "reqWshEventData": ("reqId wshEventData MIN_SERVER_VER_WSH_EVENT_DATA_FILTERS_DATE", "reqId conId"),
}
"""Request -> its forms in older releases."""

NAMED_TODAY = {"tickerId": "reqId", "manualCancelOrderTime": "orderCancel", "conId": "wshEventData"}
"""Parameter of an older release -> the one in its place today."""

FILLERS: dict[str, Callable[[], Any]] = {
    "orderCancel": OrderCancel,
    "manualOrderTime": str,
    "customerAccount": str,
    "professionalCustomer": bool,
    "reqId": lambda: NO_VALID_ID,
    "regulatorySnapshot": bool,
    "keepUpToDate": bool,
    "isSmartDepth": bool,
    "numberOfTicks": int,
    "ignoreSize": bool,
    "realTimeBarsOptions": list,
    "scannerSubscriptionOptions": list,
    "scannerSubscriptionFilterOptions": list,
    "newsArticleOptions": list,
    "historicalNewsOptions": list,
}
"""Parameter of today that an old form does not have -> what makes its value."""

TODAY = {
    "cancelOrder": "cancelOrder(orderId, OrderCancel())",
    "reqGlobalCancel": "reqGlobalCancel(OrderCancel())",
    "reqWshEventData": "reqWshEventData(reqId, WshEventData(conId=...))",
}
"""Request -> how it is written today, where its parameters' names do not say it."""


def _order_cancel(value: Any) -> Any:
    """What cancelOrder took in the place of an OrderCancel: the time of a cancel by hand, or an empty text."""
    return OrderCancel(manualOrderCancelTime=value) if isinstance(value, str) else value


def _event_data(value: Any) -> Any:
    """The first releases with this request took a contract's number."""
    return WshEventData(conId=value) if isinstance(value, int) else value


CONVERTED: dict[str, tuple[int, type, Callable[[Any], Any]]] = {
    "cancelOrder": (1, str, _order_cancel),
    "reqGlobalCancel": (0, str, _order_cancel),
    "reqWshEventData": (1, int, _event_data),
}
"""Request -> the position whose value was of another class, that class, and what makes it one of today's."""


def take_old_forms(cls: type) -> None:
    """Let requests of EClient be called in their old forms."""
    for name in FORMS:
        setattr(cls, name, _opened(name, vars(cls)[name]))
    setattr(cls, "sendMsg", open_send(vars(cls)["sendMsg"]))  # noqa: B010 - unknown to the type checker
    setattr(cls, "sendMsgProtoBuf", send_directly(vars(cls)["sendMsgProtoBuf"]))  # noqa: B010


_OPENED = """
def {name}(self, {params}, *more, **named):
    if {missing} or more or named{converted}:
        return other(self, ({values},) + more, named)
    method(self, {values})
"""
"""A method as it is called in today's form: what tells another form is looked at, and nothing is packed or unpacked."""

MISSING = object()


def _opened(name: str, method: FunctionType) -> Callable[..., None]:
    params = method.__code__.co_varnames[1 : method.__code__.co_argcount]
    position, old_class, convert = CONVERTED.get(name, (0, None, None))

    def other(self: Any, args: tuple[Any, ...], named: dict[str, Any]) -> None:
        left = next((at for at, value in enumerate(args) if value is MISSING), len(args))
        named.update((param, value) for param, value in zip(params[left:], args[left:]) if value is not MISSING)
        args = args[:left]
        if len(args) != len(params) or named:
            values = _todays(name, params, args, named)
            if values is None:  # fits nothing: Python says what is wrong
                return method(self, *args, **named)  # type: ignore[no-any-return]
            args = values
        if convert is not None:
            value = convert(args[position])
            if value is not args[position]:
                args = (*args[:position], value, *args[position + 1 :])
                _warn(name, FORMS[name][-1].split(), params)
        return method(self, *args)  # type: ignore[no-any-return]

    names = {"MISSING": MISSING, "other": other, "method": method, "OldClass": old_class}
    source = _OPENED.format(
        name=name,
        params=", ".join(f"{param}=MISSING" for param in params),
        missing=" or ".join(f"{param} is MISSING" for param in reversed(params)),
        values=", ".join(params),
        converted=f" or isinstance({params[position]}, OldClass)" if convert is not None else "",
    )
    exec(source, names)
    opened: Any = names[name]
    return wraps(method)(opened)


def _todays(name: str, params: Sequence[str], args: Sequence[Any], named: Mapping[str, Any]) -> tuple[Any, ...] | None:
    """The arguments in today's order; None when they fit no release."""
    for form in (params, *[form.split() for form in FORMS[name]]):
        given = dict(zip(form, args))
        if len(args) + len(named) != len(form) or set(given) | set(named) != set(form):
            continue
        given.update(named)
        values = {NAMED_TODAY.get(param, param) if param not in params else param: given[param] for param in form}
        if form is not params:
            _warn(name, form, params)
        return tuple([values[param] if param in values else FILLERS[param]() for param in params])
    return None


def _warn(name: str, form: Sequence[str], params: Sequence[str]) -> None:
    today = TODAY.get(name, f"{name}({', '.join(params)})")
    warn_caller(f"{name}({', '.join(form)}) is an old form: call {today}")


class OldRequests:
    """Methods and attributes of EClient that are gone."""

    done = Done()
    connectOptions: str | None

    def setConnectionOptions(self, opts: str) -> None:
        """Today setConnectOptions(). opts: see there. Any thread, before connect."""
        warn_caller("setConnectionOptions(opts) is an old name: call setConnectOptions(opts)")
        self.connectOptions = opts

    def reqFundamentalData(
        self, reqId: int, contract: Any, reportType: str, fundamentalDataOptions: Any = None
    ) -> None:
        """Not to be had any more: IB has taken fundamental data out of the API.

        Answers: error 532 under reqId, on the calling thread; nothing is sent. contract, reportType and
        fundamentalDataOptions do not matter. Any thread.
        """
        _no_fundamentals(self, reqId, "reqFundamentalData", FAIL_SEND_REQFUNDDATA.code())

    def cancelFundamentalData(self, reqId: int) -> None:
        """Not to be had any more. Answers: error 533 under reqId, on the calling thread. Any thread."""
        _no_fundamentals(self, reqId, "cancelFundamentalData", FAIL_SEND_CANFUNDDATA.code())


def _no_fundamentals(client: Any, reqId: int, name: str, code: int) -> None:
    text = f"{name}: IB has taken fundamental data out of the API (10.47), nothing was sent; take it from elsewhere."
    warn_caller(text)
    client._ibproto.report(reqId, code, text)
