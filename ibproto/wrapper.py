"""The callbacks through which TWS and IB Gateway answer: :class:`EWrapper`.

Subclass it, override what you want to hear of, and hand the object to :class:`ibproto.client.EClient`.
"""

from __future__ import annotations

import sys
from decimal import Decimal

from .commission_and_fees_report import CommissionAndFeesReport
from .common import (
    BarData,
    DepthMktDataDescription,
    FaDataType,
    FamilyCode,
    HistogramData,
    HistoricalSession,
    HistoricalTick,
    HistoricalTickBidAsk,
    HistoricalTickLast,
    ListOfContractDescription,
    ListOfDepthExchanges,
    ListOfFamilyCode,
    ListOfHistoricalSessions,
    ListOfHistoricalTick,
    ListOfHistoricalTickBidAsk,
    ListOfHistoricalTickLast,
    ListOfNewsProviders,
    ListOfPriceIncrements,
    NewsProvider,
    OrderId,
    PriceIncrement,
    SetOfFloat,
    SetOfString,
    SmartComponent,
    SmartComponentMap,
    TickAttrib,
    TickAttribBidAsk,
    TickAttribLast,
    TickerId,
)
from .contract import Contract, ContractDescription, ContractDetails, DeltaNeutralContract
from .error_codes import category
from .execution import Execution
from .late import late
from .log import ERROR, INFO, WARNING, logger_of
from .order import Order
from .order_state import OrderState
from .softdollartier import SoftDollarTier
from .ticktype import TickType
from .utils import current_fn_name, log_

TYPE_CHECKING = False  # type checkers read it as true; importing `typing` for it would cost more than this module
if TYPE_CHECKING:
    import logging as logging

    from . import protobuf

# Programs say `from ibapi.wrapper import *` and take the data classes from there, so this list is as wide as there.
__all__ = [
    "BarData",
    "CommissionAndFeesReport",
    "Contract",
    "ContractDetails",
    "Decimal",
    "DeltaNeutralContract",
    "EWrapper",
    "Execution",
    "FaDataType",
    "HistogramData",
    "ListOfContractDescription",
    "ListOfDepthExchanges",
    "ListOfFamilyCode",
    "ListOfHistoricalSessions",
    "ListOfHistoricalTick",
    "ListOfHistoricalTickBidAsk",
    "ListOfHistoricalTickLast",
    "ListOfNewsProviders",
    "ListOfPriceIncrements",
    "Order",
    "OrderId",
    "OrderState",
    "SetOfFloat",
    "SetOfString",
    "SmartComponentMap",
    "TickAttrib",
    "TickAttribBidAsk",
    "TickAttribLast",
    "TickType",
    "TickerId",
    "current_fn_name",
    "logAnswer",
    "log_",
    "logger",
    "logging",
]

logger = logger_of(__name__)


def logAnswer(fnName: str, fnParams: dict[str, object]) -> None:
    """Log at INFO that the callback `fnName` was delivered with the parameters `fnParams`."""
    logger.info("ANSWER %s %s", fnName, fnParams)


def _answer(name: str, *values: object) -> None:
    if logger.isEnabledFor(INFO):  # names are looked up only for a log that is read
        logAnswer(name, dict(zip(sys._getframe(1).f_code.co_varnames[1:], values, strict=True)))


def _severity(reqId: int, errorCode: int) -> int:
    kind = category(errorCode)
    if kind == "notice":  # one that names a request or an order (399: it waits for the opening) wants to be seen
        return INFO if reqId in (-1, 0) else WARNING
    return WARNING if kind == "farm" else ERROR


class EWrapper:
    """The receiving half of a client: one method per kind of message, called with the decoded values.

    A request returns at once; what the server says to it arrives here. Override the callbacks you need:

        class App(EWrapper, EClient):
            def __init__(self):
                EClient.__init__(self, self)

            def nextValidId(self, orderId):  # connected and ready: the place to start
                self.reqContractDetails(1, contract)

            def contractDetails(self, reqId, contractDetails): ...
            def contractDetailsEnd(self, reqId): ...
            def error(self, reqId, errorTime, errorCode, errorString, advancedOrderRejectJson=""): ...

    Answers: `reqId`, `requestId`, `tickerId` or `orderId` is the number that the request was given, so it tells whose
    answer this is; -1 stands for nobody's. A request that fails is answered by error() with its id, and then
    usually by nothing else: an End callback does not come after an error.

    Threads: callbacks run one at a time, in the order of the messages, on the thread that called run() ("the loop").
    Nothing else is delivered until a callback returns, so one that waits for another callback waits for ever.
    Requests, disconnect() included, may be made from a callback or any other thread. Three callbacks can run
    elsewhere: connectAck() on the thread that called connect(); error() about a request that was not sent or a
    connect() that failed, on the thread that made the call, before it returns; connectionClosed() when no loop
    is running.

    Values: quantities are Decimal, prices float, text str. A value that the server left out is the unset value of its
    kind: UNSET_INTEGER, UNSET_LONG, UNSET_DOUBLE, UNSET_DECIMAL (all in ibproto.const), "" for text, False for
    flags. Where a callback has another habit (0, -1, None), its own text says so. The library does not touch an
    object again after handing it over: keep it, or send it back in a request.

    Cost: a message whose callbacks nobody overrides is not even decoded, but for error(), which logs. An override may
    also be set later, on the class or the instance, and works from the next message on.

    Exceptions: one that escapes from your callback is logged with its traceback and given to callbackError(); the
    loop goes on with the next message.

    Protobuf: newer servers send most messages as protobuf. Each such message has a second callback, `...ProtoBuf`,
    which gets the message itself, before the plain callback and on the same thread. The message is built only when
    that callback is overridden; from servers that send text it never comes.

    The methods of this class log the callback and its parameters at INFO on the logger "ibproto.wrapper" (error()
    by severity) and do nothing else. Calling them through super() is harmless. They keep no state:
    `__init__` need not be called.
    """

    def __init__(self) -> None:
        """Do nothing; above all, do not pass on to EClient.__init__, which a combined class calls by itself."""

    # Connection

    def connectAck(self) -> None:
        """The connection stands and the server version is known; the session is not ready for requests yet.

        Comes once per connect(), on the thread that called connect(), before connect() returns. Wait for nextValidId()
        before the first request. Do not call startApi() here: connect() has done it.
        """
        _answer("connectAck")

    def connectionClosed(self) -> None:
        """The connection is gone: lost, closed by the server, or closed by disconnect().

        Comes exactly once per connection, after everything that had arrived before a loss was delivered. Runs on the
        loop's thread; without a running loop, on the thread that noticed. A connect() that failed is no connection: it
        is reported by error() 502 alone.
        """
        _answer("connectionClosed")

    def nextValidId(self, orderId: int) -> None:
        """The session is ready, and this is the lowest order id to use next.

        Comes once after connecting, before or after managedAccounts(), and as the answer to reqIds().

        orderId: an id that this client id has not used; 0 if the server left it out. The server counts on only when an
            order is placed, so count up yourself between orders; the number survives reconnecting.
        """
        _answer("nextValidId", orderId)

    def managedAccounts(self, accountsList: str) -> None:
        """The accounts of this login. Comes once after connecting and answers reqManagedAccts().

        accountsList: account numbers separated by commas, such as "DU111,DU112"; a comma may also end the text.
        """
        _answer("managedAccounts", accountsList)

    def error(
        self,
        reqId: TickerId,
        errorTime: int,
        errorCode: int,
        errorString: str,
        advancedOrderRejectJson: str = "",
    ) -> None:
        """An error, a warning or a notice; from the server at any time, or from this library.

        reqId: request or order id that it concerns; -1 for none (connectivity, data farms); 0 if left out in protobuf.
        errorTime: milliseconds since 1970 UTC; 0 from servers below version 194. The local clock for local errors.
        errorCode: what happened. 501 to 593 are made by this library (502 connect failed, 503 server too old, 504 not
            connected, 505/508 a message that it cannot read). Others come from the server: 200 no such contract, 201
            order rejected, 202 order cancelled, 162 historical data, 321 invalid request, 1100 TWS lost IB, 1101 and
            1102 it is back (1101: subscriptions are lost); 21xx are notices and warnings. ibproto.error_codes sorts
            them.
        errorString: text for humans. It varies with build and language: decide by the code.
        advancedOrderRejectJson: JSON on why an order was rejected, else "" (always "" from servers below 166).

        Not every error ends its request: 399, 10167 or 2109 are warnings about a live one. Runs on the loop's thread,
        except for a request that was not sent or a connect() that failed: then on the thread that made the call, before
        it returns. This base method logs notices (2104, 2106, 2158 ...) at INFO, those about a request or order (399,
        10167 ...) and data farm outages (2103, 2105, 2157) at WARNING, everything else at ERROR.
        """
        logger.log(
            _severity(reqId, errorCode),
            "error %s, id %s: %s%s",
            errorCode,
            reqId,
            errorString,
            advancedOrderRejectJson and f" {advancedOrderRejectJson}",
        )

    def winError(self, text: str, lastError: int) -> None:
        """Never called. It stands here because programs written for the official client override it.

        text: description of a system error.
        lastError: number of a system error.
        """
        _answer("winError", text, lastError)

    def callbackError(self, name: str, args: tuple[object, ...], exception: Exception) -> None:
        """One of your callbacks let an exception escape. Override it to stop trading, to count, or to raise the alarm.

        Comes after the exception was logged with its traceback, on the thread of the callback; the loop goes on with
        the next message, unless propagateCallbackErrors is set on the client. This base method does nothing.

        name: name of the callback, such as "tickPrice".
        args: the arguments it was called with; args[0] is usually the request or order id.
        exception: what escaped. KeyboardInterrupt and SystemExit do not come here.
        """

    def currentTime(self, time: int) -> None:
        """The server's clock. Answers reqCurrentTime(), once.

        time: seconds since 1970 UTC; 0 if left out.
        """
        _answer("currentTime", time)

    def currentTimeInMillis(self, timeInMillis: int) -> None:
        """The server's clock, finer. Answers reqCurrentTimeInMillis(), once (server version 197 on).

        timeInMillis: milliseconds since 1970 UTC; 0 if left out.
        """
        _answer("currentTimeInMillis", timeInMillis)

    def userInfo(self, reqId: int, whiteBrandingId: str) -> None:
        """The white branding of the login. Answers reqUserInfo(), once; an ordinary login may get no answer at all.

        reqId: id given to the request.
        whiteBrandingId: id of the white branding, "" for an ordinary login.
        """
        _answer("userInfo", reqId, whiteBrandingId)

    def errorProtoBuf(self, errorMessageProto: protobuf.ErrorMessage) -> None:
        """errorMessageProto: the ErrorMessage message, before error(). Built only when overridden."""
        _answer("errorProtoBuf", errorMessageProto)

    def nextValidIdProtoBuf(self, nextValidIdProto: protobuf.NextValidId) -> None:
        """nextValidIdProto: the NextValidId message, before nextValidId(). Built only when overridden."""
        _answer("nextValidIdProtoBuf", nextValidIdProto)

    def managedAccountsProtoBuf(self, managedAccountsProto: protobuf.ManagedAccounts) -> None:
        """managedAccountsProto: the ManagedAccounts message, before managedAccounts(). Built only when overridden."""
        _answer("managedAccountsProtoBuf", managedAccountsProto)

    def currentTimeProtoBuf(self, currentTimeProto: protobuf.CurrentTime) -> None:
        """currentTimeProto: the CurrentTime message, before currentTime(). Built only when overridden."""
        _answer("currentTimeProtoBuf", currentTimeProto)

    def currentTimeInMillisProtoBuf(self, currentTimeInMillisProto: protobuf.CurrentTimeInMillis) -> None:
        """currentTimeInMillisProto: the CurrentTimeInMillis message, before currentTimeInMillis().

        Built only when overridden.
        """
        _answer("currentTimeInMillisProtoBuf", currentTimeInMillisProto)

    def userInfoProtoBuf(self, userInfoProto: protobuf.UserInfo) -> None:
        """userInfoProto: the UserInfo message, before userInfo(). Built only when overridden."""
        _answer("userInfoProtoBuf", userInfoProto)

    # Market data

    def marketDataType(self, reqId: TickerId, marketDataType: int) -> None:
        """Which kind of data a subscription gets now. Comes with the first ticks of reqMktData() and at each change.

        The kind really given may differ from what reqMarketDataType() asked for; that request has no other answer.

        reqId: id given to reqMktData().
        marketDataType: 1 live, 2 frozen (last values of the day), 3 delayed, 4 delayed and frozen, as in
            ibproto.common.MarketDataTypeEnum; UNSET_INTEGER if left out.
        """
        _answer("marketDataType", reqId, marketDataType)

    def tickReqParams(self, tickerId: int, minTick: float, bboExchange: str, snapshotPermissions: int) -> None:
        """Facts about a subscription, once at its start. Comes after reqMktData(), before or after the first ticks.

        tickerId: id given to reqMktData().
        minTick: smallest price step, in the contract's currency; UNSET_DOUBLE if left out.
        bboExchange: code of the exchanges behind best bid and offer, for reqSmartComponents(), or "".
        snapshotPermissions: the server's number for the snapshots that the account may take; UNSET_INTEGER if left out.
        """
        _answer("tickReqParams", tickerId, minTick, bboExchange, snapshotPermissions)

    def tickPrice(self, reqId: TickerId, tickType: TickType, price: float, attrib: TickAttrib) -> None:
        """A price of a subscription. Answers reqMktData(), as often as the price changes.

        Bid, ask and last (and their delayed forms) are followed at once by tickSize() with the size that belongs to the
        price. No other price tick is.

        reqId: id given to reqMktData().
        tickType: which price, an index of TickTypeEnum: 1 bid, 2 ask, 4 last, 6 high, 7 low, 9 close, 14 open, 37 mark,
            66 to 68 delayed bid, ask, last ...
        price: in the contract's currency; -1.0 means no data now (combinations can be truly negative); UNSET_DOUBLE if
            left out.
        attrib: canAutoExecute, pastLimit, preOpen: bools, all False if left out.
        """
        _answer("tickPrice", reqId, tickType, price, attrib)

    def tickSize(self, reqId: TickerId, tickType: TickType, size: Decimal) -> None:
        """A size of a subscription. Answers reqMktData(), after its tickPrice() or alone when only a size changed.

        Expect repeats: the same size often comes both ways.

        reqId: id given to reqMktData().
        tickType: which size, an index of TickTypeEnum: 0 bid, 3 ask, 5 last, 8 volume, 21 average volume, 69 to 71
            delayed bid, ask, last ...
        size: number of shares, contracts or currency units; UNSET_DECIMAL if left out.
        """
        _answer("tickSize", reqId, tickType, size)

    def tickGeneric(self, reqId: TickerId, tickType: TickType, value: float) -> None:
        """A number of a subscription, neither price nor size. Answers reqMktData(), often by its genericTickList.

        reqId: id given to reqMktData().
        tickType: which number, an index of TickTypeEnum: 23 and 24 historical and implied volatility, 46 shortable, 49
            halted (0 no, 1 and 2 yes), 54 to 56 trade count and rates ...
        value: the number, unit by type; UNSET_DOUBLE if left out.
        """
        _answer("tickGeneric", reqId, tickType, value)

    def tickString(self, reqId: TickerId, tickType: TickType, value: str) -> None:
        """A text of a subscription. Answers reqMktData(), as often as it changes.

        reqId: id given to reqMktData().
        tickType: which text, an index of TickTypeEnum: 32, 33, 84 letters of the bid, ask and last exchange, 45 time of
            the last trade (seconds since 1970), 48 and 77 "price;size;time in ms;volume;vwap;single", 59 dividends ...
        value: the text, "" if left out; parts of it may be empty.
        """
        _answer("tickString", reqId, tickType, value)

    def tickEFP(
        self,
        reqId: TickerId,
        tickType: TickType,
        basisPoints: float,
        formattedBasisPoints: str,
        totalDividends: float,
        holdDays: int,
        futureLastTradeDate: str,
        dividendImpact: float,
        dividendsToLastTradeDate: float,
    ) -> None:
        """A value of an exchange for physical. Answers reqMktData() for such a contract; sent as text only.

        reqId: id given to reqMktData().
        tickType: which value, an index of TickTypeEnum: 38 bid, 39 ask, 40 last, 41 open, 42 high, 43 low, 44 close.
        basisPoints: annualised financing rate in basis points.
        formattedBasisPoints: the same as text for display.
        totalDividends: dividends expected until the future ends, in the contract's currency.
        holdDays: days until the future ends.
        futureLastTradeDate: last trading day of the future, yyyyMMdd.
        dividendImpact: effect of the dividends on the rate.
        dividendsToLastTradeDate: dividends expected until that day. An empty number arrives as 0.
        """
        _answer(
            "tickEFP",
            reqId,
            tickType,
            basisPoints,
            formattedBasisPoints,
            totalDividends,
            holdDays,
            futureLastTradeDate,
            dividendImpact,
            dividendsToLastTradeDate,
        )

    def tickOptionComputation(
        self,
        reqId: TickerId,
        tickType: TickType,
        tickAttrib: int,
        impliedVol: float | None,
        delta: float | None,
        optPrice: float | None,
        pvDividend: float | None,
        gamma: float | None,
        vega: float | None,
        theta: float | None,
        undPrice: float | None,
    ) -> None:
        """Volatility, price and greeks of an option.

        Answers reqMktData() for an option at each change, and once calculateImpliedVolatility() and
        calculateOptionPrice(). A value that was not computed is None.

        reqId: id given to the request.
        tickType: computed from: 10 bid, 11 ask, 12 last, 13 model, 80 to 83 the same delayed, 53 your own calculation.
        tickAttrib: 0 based on return, 1 based on price; UNSET_INTEGER if left out, None from servers below version 156.
        impliedVol: implied volatility per year, 0.25 = 25 %.
        delta: change of the option's price per 1 of the underlying's.
        optPrice: price of the option.
        pvDividend: present value of the dividends expected on the underlying.
        gamma: change of delta per 1 of the underlying's price.
        vega: change of the option's price per percent of volatility.
        theta: change of the option's price per day.
        undPrice: price of the underlying that was used.
        """
        _answer(
            "tickOptionComputation",
            reqId,
            tickType,
            tickAttrib,
            impliedVol,
            delta,
            optPrice,
            pvDividend,
            gamma,
            vega,
            theta,
            undPrice,
        )

    def tickSnapshotEnd(self, reqId: int) -> None:
        """A snapshot is complete. Ends reqMktData() with snapshot=True, up to some 11 seconds after it.

        reqId: id given to reqMktData(); it is free again, and cancelling it now gives error 300.
        """
        _answer("tickSnapshotEnd", reqId)

    def deltaNeutralValidation(self, reqId: int, deltaNeutralContract: DeltaNeutralContract) -> None:
        """The server accepted the delta neutral part of a request.

        Answers reqMktData() for a contract with deltaNeutralContract, once; sent as text only.

        reqId: id given to reqMktData().
        deltaNeutralContract: the underlying's conId with the delta and price that count; empty numbers are 0.
        """
        _answer("deltaNeutralValidation", reqId, deltaNeutralContract)

    def rerouteMktDataReq(self, reqId: int, conId: int, exchange: str) -> None:
        """No market data for this contract itself: ask for its underlying.

        Answers reqMktData() for a CFD, instead of ticks.

        reqId: id given to reqMktData().
        conId: contract id to ask for instead; 0 if left out.
        exchange: exchange to ask at, "" if left out.
        """
        _answer("rerouteMktDataReq", reqId, conId, exchange)

    def smartComponents(self, reqId: int, smartComponentMap: list[SmartComponent]) -> None:
        """Which exchange each letter of a SMART quote stands for.

        Answers reqSmartComponents(), once, while the exchanges are open.

        reqId: id given to the request.
        smartComponentMap: a list, on every kind of server, of SmartComponent: bitNumber int, exchange "NASDAQ",
            exchangeLetter "Q".
        """
        _answer("smartComponents", reqId, smartComponentMap)

    def tickByTickAllLast(
        self,
        reqId: int,
        tickType: int,
        time: int,
        price: float,
        size: Decimal,
        tickAttribLast: TickAttribLast,
        exchange: str,
        specialConditions: str,
    ) -> None:
        """One trade. Answers reqTickByTickData() of type "Last" or "AllLast", for each trade.

        reqId: id given to the request.
        tickType: 1 Last, 2 AllLast (with trades that do not set the last price, such as combinations).
        time: seconds since 1970 UTC.
        price: in the contract's currency. While trading is halted: price 0, size 0, pastLimit True.
        size: size of the trade; UNSET_DECIMAL if left out.
        tickAttribLast: pastLimit and unreported: bools.
        exchange: where it was traded.
        specialConditions: letters of the trade's conditions, "" for none.
        """
        _answer("tickByTickAllLast", reqId, tickType, time, price, size, tickAttribLast, exchange, specialConditions)

    def tickByTickBidAsk(
        self,
        reqId: int,
        time: int,
        bidPrice: float,
        askPrice: float,
        bidSize: Decimal,
        askSize: Decimal,
        tickAttribBidAsk: TickAttribBidAsk,
    ) -> None:
        """A change of the best quote. Answers reqTickByTickData() of type "BidAsk", for each change.

        reqId: id given to the request.
        time: seconds since 1970 UTC.
        bidPrice: best bid, in the contract's currency.
        askPrice: best offer.
        bidSize: size at the bid; UNSET_DECIMAL if left out.
        askSize: size at the offer; UNSET_DECIMAL if left out.
        tickAttribBidAsk: bidPastLow and askPastHigh: bools, the quote is beyond the day's range.
        """
        _answer("tickByTickBidAsk", reqId, time, bidPrice, askPrice, bidSize, askSize, tickAttribBidAsk)

    def tickByTickMidPoint(self, reqId: int, time: int, midPoint: float) -> None:
        """A change of the midpoint. Answers reqTickByTickData() of type "MidPoint", for each change.

        reqId: id given to the request.
        time: seconds since 1970 UTC.
        midPoint: half way between bid and ask, in the contract's currency.
        """
        _answer("tickByTickMidPoint", reqId, time, midPoint)

    def realtimeBar(
        self,
        reqId: TickerId,
        time: int,
        open_: float,
        high: float,
        low: float,
        close: float,
        volume: Decimal,
        wap: Decimal,
        count: int,
    ) -> None:
        """A bar of five seconds. Answers reqRealTimeBars(), every five seconds.

        reqId: id given to the request.
        time: start of the bar, seconds since 1970 UTC.
        open_: first price, in the contract's currency; 0.0 if left out, as the other prices.
        high: highest price.
        low: lowest price.
        close: last price.
        volume: traded volume; UNSET_DECIMAL if left out. Negative for bars not made of trades.
        wap: average price weighted by volume; as volume otherwise.
        count: number of trades; -1 for bars not made of trades.
        """
        _answer("realtimeBar", reqId, time, open_, high, low, close, volume, wap, count)

    def updateMarketDataTypeProtoBuf(self, marketDataTypeProto: protobuf.MarketDataType) -> None:
        """marketDataTypeProto: the MarketDataType message, before marketDataType(). Built only when overridden."""
        _answer("updateMarketDataTypeProtoBuf", marketDataTypeProto)

    def tickReqParamsProtoBuf(self, tickReqParamsProto: protobuf.TickReqParams) -> None:
        """tickReqParamsProto: the TickReqParams message, before tickReqParams(). Built only when overridden."""
        _answer("tickReqParamsProtoBuf", tickReqParamsProto)

    def tickPriceProtoBuf(self, tickPriceProto: protobuf.TickPrice) -> None:
        """tickPriceProto: the TickPrice message, before tickPrice() and tickSize(). Built only when overridden."""
        _answer("tickPriceProtoBuf", tickPriceProto)

    def tickSizeProtoBuf(self, tickSizeProto: protobuf.TickSize) -> None:
        """tickSizeProto: the TickSize message, before tickSize(). Built only when overridden."""
        _answer("tickSizeProtoBuf", tickSizeProto)

    def tickGenericProtoBuf(self, tickGenericProto: protobuf.TickGeneric) -> None:
        """tickGenericProto: the TickGeneric message, before tickGeneric(). Built only when overridden."""
        _answer("tickGenericProtoBuf", tickGenericProto)

    def tickStringProtoBuf(self, tickStringProto: protobuf.TickString) -> None:
        """tickStringProto: the TickString message, before tickString(). Built only when overridden."""
        _answer("tickStringProtoBuf", tickStringProto)

    def tickOptionComputationProtoBuf(self, tickOptionComputationProto: protobuf.TickOptionComputation) -> None:
        """tickOptionComputationProto: the TickOptionComputation message, before tickOptionComputation().

        Built only when overridden.
        """
        _answer("tickOptionComputationProtoBuf", tickOptionComputationProto)

    def tickSnapshotEndProtoBuf(self, tickSnapshotEndProto: protobuf.TickSnapshotEnd) -> None:
        """tickSnapshotEndProto: the TickSnapshotEnd message, before tickSnapshotEnd(). Built only when overridden."""
        _answer("tickSnapshotEndProtoBuf", tickSnapshotEndProto)

    def rerouteMarketDataRequestProtoBuf(
        self,
        rerouteMarketDataRequestProto: protobuf.RerouteMarketDataRequest,
    ) -> None:
        """rerouteMarketDataRequestProto: the RerouteMarketDataRequest message, before rerouteMktDataReq().

        Built only when overridden.
        """
        _answer("rerouteMarketDataRequestProtoBuf", rerouteMarketDataRequestProto)

    def smartComponentsProtoBuf(self, smartComponentsProto: protobuf.SmartComponents) -> None:
        """smartComponentsProto: the SmartComponents message, before smartComponents(). Built only when overridden."""
        _answer("smartComponentsProtoBuf", smartComponentsProto)

    def tickByTickDataProtoBuf(self, tickByTickDataProto: protobuf.TickByTickData) -> None:
        """tickByTickDataProto: the TickByTickData message, before the tickByTick callback.

        Built only when overridden.
        """
        _answer("tickByTickDataProtoBuf", tickByTickDataProto)

    def realTimeBarTickProtoBuf(self, realTimeBarTickProto: protobuf.RealTimeBarTick) -> None:
        """realTimeBarTickProto: the RealTimeBarTick message, before realtimeBar(). Built only when overridden."""
        _answer("realTimeBarTickProtoBuf", realTimeBarTickProto)

    # Market depth

    def updateMktDepth(
        self,
        reqId: TickerId,
        position: int,
        operation: int,
        side: int,
        price: float,
        size: Decimal,
    ) -> None:
        """A row of an order book without market makers. Answers reqMktDepth(), for each change of a row.

        On error 317 empty your book: the server sends it again. On 316 (halted) subscribe again.

        reqId: id given to the request.
        position: row, 0 is the best price.
        operation: 0 insert a row here, 1 update this row, 2 delete this row.
        side: 0 ask, 1 bid.
        price: in the contract's currency.
        size: size at that price; UNSET_DECIMAL if left out.
        """
        _answer("updateMktDepth", reqId, position, operation, side, price, size)

    def updateMktDepthL2(
        self,
        reqId: TickerId,
        position: int,
        marketMaker: str,
        operation: int,
        side: int,
        price: float,
        size: Decimal,
        isSmartDepth: bool,
    ) -> None:
        """A row of an order book that names who quotes. Answers reqMktDepth() at such exchanges and with isSmartDepth.

        Comes for each change of a row; errors 316 and 317 as for updateMktDepth().

        reqId: id given to the request.
        position: row, 0 is the best price.
        marketMaker: market maker, or the exchange if isSmartDepth.
        operation: 0 insert a row here, 1 update this row, 2 delete this row.
        side: 0 ask, 1 bid.
        price: in the contract's currency.
        size: size at that price; UNSET_DECIMAL if left out.
        isSmartDepth: True if the book is gathered from several exchanges; False from servers below version 146.
        """
        _answer("updateMktDepthL2", reqId, position, marketMaker, operation, side, price, size, isSmartDepth)

    def mktDepthExchanges(self, depthMktDataDescriptions: list[DepthMktDataDescription]) -> None:
        """The exchanges that offer market depth. Answers reqMktDepthExchanges(), once; it has no id.

        depthMktDataDescriptions: list of DepthMktDataDescription: exchange, secType, listingExch, serviceDataType
            ("Deep", "Deep2"), aggGroup (UNSET_INTEGER for none).
        """
        _answer("mktDepthExchanges", depthMktDataDescriptions)

    def rerouteMktDepthReq(self, reqId: int, conId: int, exchange: str) -> None:
        """No market depth for this contract itself: ask for its underlying.

        Answers reqMktDepth() for a CFD, instead of rows.

        reqId: id given to reqMktDepth().
        conId: contract id to ask for instead; 0 if left out.
        exchange: exchange to ask at, "" if left out.
        """
        _answer("rerouteMktDepthReq", reqId, conId, exchange)

    def updateMarketDepthProtoBuf(self, marketDepthProto: protobuf.MarketDepth) -> None:
        """marketDepthProto: the MarketDepth message, before updateMktDepth(). Built only when overridden."""
        _answer("updateMarketDepthProtoBuf", marketDepthProto)

    def updateMarketDepthL2ProtoBuf(self, marketDepthL2Proto: protobuf.MarketDepthL2) -> None:
        """marketDepthL2Proto: the MarketDepthL2 message, before updateMktDepthL2(). Built only when overridden."""
        _answer("updateMarketDepthL2ProtoBuf", marketDepthL2Proto)

    def marketDepthExchangesProtoBuf(self, marketDepthExchangesProto: protobuf.MarketDepthExchanges) -> None:
        """marketDepthExchangesProto: the MarketDepthExchanges message, before mktDepthExchanges().

        Built only when overridden.
        """
        _answer("marketDepthExchangesProtoBuf", marketDepthExchangesProto)

    def rerouteMarketDepthRequestProtoBuf(
        self,
        rerouteMarketDepthRequestProto: protobuf.RerouteMarketDepthRequest,
    ) -> None:
        """rerouteMarketDepthRequestProto: the RerouteMarketDepthRequest message, before rerouteMktDepthReq().

        Built only when overridden.
        """
        _answer("rerouteMarketDepthRequestProtoBuf", rerouteMarketDepthRequestProto)

    # Orders and executions

    def openOrder(self, orderId: OrderId, contract: Contract, order: Order, orderState: OrderState) -> None:
        """An order as the server knows it.

        Answers reqOpenOrders(), reqAllOpenOrders() and placeOrder(), and comes again, unasked, whenever the order
        changes; open orders may also be sent right after connecting.

        A whatIf order is answered by this callback only (sometimes twice: trust the one with a currency).

        orderId: id given to placeOrder(); 0 for an order entered by hand that is not bound to an id, or if left out.
        contract: what is traded.
        order: the order with what the server made of it, permId included.
        orderState: status, margins (text, "" if unknown), commissionAndFees (UNSET_DOUBLE if unknown), warningText,
            rejectReason ...
        """
        _answer("openOrder", orderId, contract, order, orderState)

    def openOrderEnd(self) -> None:
        """All open orders were sent.

        Ends reqOpenOrders() and reqAllOpenOrders(), once each; also after no order at all.
        """
        _answer("openOrderEnd")

    def orderStatus(
        self,
        orderId: OrderId,
        status: str,
        filled: Decimal,
        remaining: Decimal,
        avgFillPrice: float,
        permId: int,
        parentId: int,
        lastFillPrice: float,
        clientId: int,
        whyHeld: str,
        mktCapPrice: float,
    ) -> None:
        """How an order stands.

        Comes with openOrder() after placeOrder(), cancelOrder(), reqOpenOrders(), reqAllOpenOrders() and whenever it
        changes.

        Equal calls repeat and steps may be skipped; an order can be Filled before its execDetails() comes.

        orderId: id given to placeOrder(); 0 for an order entered by hand; UNSET_INTEGER if left out.
        status: ApiPending, PendingSubmit, PreSubmitted (held by IB until it can work), Submitted, PendingCancel,
            ApiCancelled, Cancelled, Filled, Inactive (rejected, or held: see whyHeld and error()); "" if left out.
        filled: quantity done so far; UNSET_DECIMAL if left out, as remaining.
        remaining: quantity still to do. A cancelled or rejected order keeps its rest here.
        avgFillPrice: average price so far, 0.0 before the first fill; UNSET_DOUBLE if left out, as the other prices.
        permId: the order's id at IB, the same in all sessions; UNSET_LONG if left out.
        parentId: orderId of the parent order, 0 for none; UNSET_INTEGER if left out.
        lastFillPrice: price of the latest fill, 0.0 before the first.
        clientId: client that placed it; UNSET_INTEGER if left out.
        whyHeld: why it waits: "locate", "trigger", "child", several with commas, "" if it does not.
        mktCapPrice: price at which IB capped the order, 0.0 for none; None from servers below version 131.
        """
        _answer(
            "orderStatus",
            orderId,
            status,
            filled,
            remaining,
            avgFillPrice,
            permId,
            parentId,
            lastFillPrice,
            clientId,
            whyHeld,
            mktCapPrice,
        )

    def execDetails(self, reqId: int, contract: Contract, execution: Execution) -> None:
        """One fill.

        Comes unasked for each fill of this client's orders, and answers reqExecutions() for each one found.

        Its fees follow in commissionAndFeesReport() with the same execId, other messages in between. A correction comes
        as a new fill whose execId differs only after the last dot.

        reqId: id given to reqExecutions(); -1 when unasked.
        contract: what was traded; its exchange is where.
        execution: execId, time, side ("BOT" or "SLD"), shares, price, cumQty, avgPrice, orderId, permId ...
        """
        _answer("execDetails", reqId, contract, execution)

    def execDetailsEnd(self, reqId: int) -> None:
        """All executions were sent.

        Ends reqExecutions(), once. Use a timeout: some gateways omit it when there is none.

        reqId: id given to the request; -1 if left out.
        """
        _answer("execDetailsEnd", reqId)

    def commissionAndFeesReport(self, commissionAndFeesReport: CommissionAndFeesReport) -> None:
        """What a fill cost. Comes some time after each execDetails(), unasked as well as for reqExecutions().

        Older versions of the API called it commissionReport.

        commissionAndFeesReport: execId of the fill, commissionAndFees and currency, realizedPNL and yield_ (when there
            is none, as for a fill that opens a position: UNSET_DOUBLE, or 0.0 if left out), yieldRedemptionDate
            (yyyyMMdd as int, or 0).
        """
        _answer("commissionAndFeesReport", commissionAndFeesReport)

    def orderBound(self, permId: int, clientId: int, orderId: int) -> None:
        """An order entered by hand now has an API order id.

        Comes after reqAutoOpenOrders(True) or reqOpenOrders() of client 0.

        permId: the order's id at IB; UNSET_LONG if left out.
        clientId: client that it is bound to; UNSET_INTEGER if left out.
        orderId: id by which that client can change or cancel it, negative by default; UNSET_INTEGER if left out.
        """
        _answer("orderBound", permId, clientId, orderId)

    def completedOrder(self, contract: Contract, order: Order, orderState: OrderState) -> None:
        """An order that was filled or cancelled. Answers reqCompletedOrders(), once for each such order.

        contract: what was to be traded.
        order: the order; permId identifies it, its orderId does not.
        orderState: status, completedTime ("20230306 12:28:30 America/Los_Angeles") and completedStatus (free text).
        """
        _answer("completedOrder", contract, order, orderState)

    def completedOrdersEnd(self) -> None:
        """All completed orders were sent. Ends reqCompletedOrders(), once; also after no order at all."""
        _answer("completedOrdersEnd")

    def openOrderProtoBuf(self, openOrderProto: protobuf.OpenOrder) -> None:
        """openOrderProto: the OpenOrder message, before openOrder(). Built only when overridden."""
        _answer("openOrderProtoBuf", openOrderProto)

    def openOrdersEndProtoBuf(self, openOrdersEndProto: protobuf.OpenOrdersEnd) -> None:
        """openOrdersEndProto: the OpenOrdersEnd message, before openOrderEnd(). Built only when overridden."""
        _answer("openOrdersEndProtoBuf", openOrdersEndProto)

    def orderStatusProtoBuf(self, orderStatusProto: protobuf.OrderStatus) -> None:
        """orderStatusProto: the OrderStatus message, before orderStatus(). Built only when overridden."""
        _answer("orderStatusProtoBuf", orderStatusProto)

    def executionDetailsProtoBuf(self, executionDetailsProto: protobuf.ExecutionDetails) -> None:
        """executionDetailsProto: the ExecutionDetails message, before execDetails(). Built only when overridden."""
        _answer("executionDetailsProtoBuf", executionDetailsProto)

    def executionDetailsEndProtoBuf(self, executionDetailsProto: protobuf.ExecutionDetailsEnd) -> None:
        """executionDetailsProto: the ExecutionDetailsEnd message, before execDetailsEnd().

        Built only when overridden.
        """
        _answer("executionDetailsEndProtoBuf", executionDetailsProto)

    def commissionAndFeesReportProtoBuf(self, commissionAndFeesReportProto: protobuf.CommissionAndFeesReport) -> None:
        """commissionAndFeesReportProto: the CommissionAndFeesReport message, before commissionAndFeesReport().

        Built only when overridden.
        """
        _answer("commissionAndFeesReportProtoBuf", commissionAndFeesReportProto)

    def orderBoundProtoBuf(self, orderBoundProto: protobuf.OrderBound) -> None:
        """orderBoundProto: the OrderBound message, before orderBound(). Built only when overridden."""
        _answer("orderBoundProtoBuf", orderBoundProto)

    def completedOrderProtoBuf(self, completedOrderProto: protobuf.CompletedOrder) -> None:
        """completedOrderProto: the CompletedOrder message, before completedOrder(). Built only when overridden."""
        _answer("completedOrderProtoBuf", completedOrderProto)

    def completedOrdersEndProtoBuf(self, completedOrdersEndProto: protobuf.CompletedOrdersEnd) -> None:
        """completedOrdersEndProto: the CompletedOrdersEnd message, before completedOrdersEnd().

        Built only when overridden.
        """
        _answer("completedOrdersEndProtoBuf", completedOrdersEndProto)

    # Account, positions, profit and loss

    def updateAccountValue(self, key: str, val: str, currency: str, accountName: str) -> None:
        """One figure of an account.

        Answers reqAccountUpdates(True, ...): all at first, then changes (every 3 minutes, sooner after a fill).

        key: name of the figure, such as NetLiquidation, CashBalance, AvailableFunds; -C and -S mark commodity and
            security segments. accountReady "false" means: the server is resetting, do not trust the rest.
        val: the figure as text; a number, a flag or a name by key.
        currency: its currency, "BASE" for sums in the base currency, "" if it has none.
        accountName: account number.
        """
        _answer("updateAccountValue", key, val, currency, accountName)

    def updatePortfolio(
        self,
        contract: Contract,
        position: Decimal,
        marketPrice: float,
        marketValue: float,
        averageCost: float,
        unrealizedPNL: float,
        realizedPNL: float,
        accountName: str,
    ) -> None:
        """One position of an account with its value. Answers reqAccountUpdates(True, ...): all at first, then changes.

        contract: what is held.
        position: quantity, negative when short, 0 once closed; UNSET_DECIMAL if left out.
        marketPrice: price per unit, in the contract's currency; 0 if left out, as all figures here. A figure that the
            server cannot tell may also be UNSET_DOUBLE.
        marketValue: position times price times multiplier.
        averageCost: cost per unit with fees; with the multiplier included for derivatives.
        unrealizedPNL: open profit.
        realizedPNL: profit of today's closings.
        accountName: account number.
        """
        _answer(
            "updatePortfolio",
            contract,
            position,
            marketPrice,
            marketValue,
            averageCost,
            unrealizedPNL,
            realizedPNL,
            accountName,
        )

    def updateAccountTime(self, timeStamp: str) -> None:
        """When the account figures were taken. Comes with each refresh of reqAccountUpdates(True, ...).

        timeStamp: "HH:mm" in the time zone of the server's login.
        """
        _answer("updateAccountTime", timeStamp)

    def accountDownloadEnd(self, accountName: str) -> None:
        """A full set of account figures was sent.

        Comes after the first set of reqAccountUpdates(True, ...) and may come again at each refresh.

        accountName: account number.
        """
        _answer("accountDownloadEnd", accountName)

    def accountSummary(self, reqId: int, account: str, tag: str, value: str, currency: str) -> None:
        """One figure of the summary.

        Answers reqAccountSummary(): for each account and tag at first, then changes every 3 minutes until
        cancelAccountSummary().

        reqId: id given to the request.
        account: account number.
        tag: name of the figure, one of those asked for (ibproto.account_summary_tags).
        value: the figure as text.
        currency: its currency, "" if it has none.
        """
        _answer("accountSummary", reqId, account, tag, value, currency)

    def accountSummaryEnd(self, reqId: int) -> None:
        """The first set of a summary is complete; changes follow. Comes once per reqAccountSummary().

        reqId: id given to the request; -1 if left out.
        """
        _answer("accountSummaryEnd", reqId)

    def position(self, account: str, contract: Contract, position: Decimal, avgCost: float) -> None:
        """One position of one account. Answers reqPositions(): all at first, then each change until cancelPositions().

        account: account number.
        contract: what is held; its exchange may be "", so set one before ordering with it.
        position: quantity, negative when short, 0 once closed; UNSET_DECIMAL if left out.
        avgCost: cost per unit with fees (with the multiplier included for derivatives); 0 if left out.
        """
        _answer("position", account, contract, position, avgCost)

    def positionEnd(self) -> None:
        """All positions were sent; from now on only changes come. Comes once per reqPositions()."""
        _answer("positionEnd")

    def positionMulti(
        self,
        reqId: int,
        account: str,
        modelCode: str,
        contract: Contract,
        pos: Decimal,
        avgCost: float,
    ) -> None:
        """One position of an account or model. Answers reqPositionsMulti(): all at first, then each change.

        reqId: id given to the request.
        account: account number.
        modelCode: model, "" for none.
        contract: what is held.
        pos: quantity, negative when short; UNSET_DECIMAL if left out.
        avgCost: cost per unit with fees; 0 if left out.
        """
        _answer("positionMulti", reqId, account, modelCode, contract, pos, avgCost)

    def positionMultiEnd(self, reqId: int) -> None:
        """All positions were sent; from now on only changes come. Comes once per reqPositionsMulti().

        reqId: id given to the request; -1 if left out.
        """
        _answer("positionMultiEnd", reqId)

    def accountUpdateMulti(self, reqId: int, account: str, modelCode: str, key: str, value: str, currency: str) -> None:
        """One figure of an account or model. Answers reqAccountUpdatesMulti(): all at first, then changes.

        reqId: id given to the request.
        account: account number.
        modelCode: model, "" for none.
        key: name of the figure, as in updateAccountValue().
        value: the figure as text.
        currency: its currency, "" if it has none.
        """
        _answer("accountUpdateMulti", reqId, account, modelCode, key, value, currency)

    def accountUpdateMultiEnd(self, reqId: int) -> None:
        """All figures were sent; from now on only changes come. Comes once per reqAccountUpdatesMulti().

        reqId: id given to the request; -1 if left out.
        """
        _answer("accountUpdateMultiEnd", reqId)

    def pnl(self, reqId: int, dailyPnL: float, unrealizedPnL: float, realizedPnL: float) -> None:
        """Profit and loss of an account. Answers reqPnL(), about once a second while it changes.

        The figures are in the account's base currency and UNSET_DOUBLE while unknown.

        reqId: id given to the request.
        dailyPnL: profit of today.
        unrealizedPnL: open profit; None from servers below version 129.
        realizedPnL: profit of today's closings; None from servers below version 135.
        """
        _answer("pnl", reqId, dailyPnL, unrealizedPnL, realizedPnL)

    def pnlSingle(
        self,
        reqId: int,
        pos: Decimal,
        dailyPnL: float,
        unrealizedPnL: float,
        realizedPnL: float,
        value: float,
    ) -> None:
        """Profit and loss of one position.

        Answers reqPnLSingle(), about once a second while it changes; an unknown conId gets no answer at all.

        The money figures are UNSET_DOUBLE while unknown.

        reqId: id given to the request.
        pos: quantity held, negative when short; UNSET_DECIMAL if left out.
        dailyPnL: profit of today.
        unrealizedPnL: open profit; None from servers below version 129.
        realizedPnL: profit of today's closings; None from servers below version 135.
        value: market value of the position.
        """
        _answer("pnlSingle", reqId, pos, dailyPnL, unrealizedPnL, realizedPnL, value)

    def familyCodes(self, familyCodes: list[FamilyCode]) -> None:
        """The account families of this login. Answers reqFamilyCodes(), once; it has no id.

        familyCodes: list of FamilyCode: accountID and familyCodeStr, which is "" for an account on its own.
        """
        _answer("familyCodes", familyCodes)

    def softDollarTiers(self, reqId: int, tiers: list[SoftDollarTier]) -> None:
        """The soft dollar tiers that orders may name. Answers reqSoftDollarTiers(), once.

        reqId: id given to the request.
        tiers: list of SoftDollarTier: name, val, displayName; empty for ordinary accounts.
        """
        _answer("softDollarTiers", reqId, tiers)

    def updateAccountValueProtoBuf(self, accountValueProto: protobuf.AccountValue) -> None:
        """accountValueProto: the AccountValue message, before updateAccountValue(). Built only when overridden."""
        _answer("updateAccountValueProtoBuf", accountValueProto)

    def updatePortfolioProtoBuf(self, portfolioValueProto: protobuf.PortfolioValue) -> None:
        """portfolioValueProto: the PortfolioValue message, before updatePortfolio(). Built only when overridden."""
        _answer("updatePortfolioProtoBuf", portfolioValueProto)

    def updateAccountTimeProtoBuf(self, accountUpdateTimeProto: protobuf.AccountUpdateTime) -> None:
        """accountUpdateTimeProto: the AccountUpdateTime message, before updateAccountTime().

        Built only when overridden.
        """
        _answer("updateAccountTimeProtoBuf", accountUpdateTimeProto)

    def accountDataEndProtoBuf(self, accountDataEndProto: protobuf.AccountDataEnd) -> None:
        """accountDataEndProto: the AccountDataEnd message, before accountDownloadEnd(). Built only when overridden."""
        _answer("accountDataEndProtoBuf", accountDataEndProto)

    def accountSummaryProtoBuf(self, accountSummaryProto: protobuf.AccountSummary) -> None:
        """accountSummaryProto: the AccountSummary message, before accountSummary(). Built only when overridden."""
        _answer("accountSummaryProtoBuf", accountSummaryProto)

    def accountSummaryEndProtoBuf(self, accountSummaryEndProto: protobuf.AccountSummaryEnd) -> None:
        """accountSummaryEndProto: the AccountSummaryEnd message, before accountSummaryEnd().

        Built only when overridden.
        """
        _answer("accountSummaryEndProtoBuf", accountSummaryEndProto)

    def positionProtoBuf(self, positionProto: protobuf.Position) -> None:
        """positionProto: the Position message, before position(). Built only when overridden."""
        _answer("positionProtoBuf", positionProto)

    def positionEndProtoBuf(self, positionEndProto: protobuf.PositionEnd) -> None:
        """positionEndProto: the PositionEnd message, before positionEnd(). Built only when overridden."""
        _answer("positionEndProtoBuf", positionEndProto)

    def positionMultiProtoBuf(self, positionMultiProto: protobuf.PositionMulti) -> None:
        """positionMultiProto: the PositionMulti message, before positionMulti(). Built only when overridden."""
        _answer("positionMultiProtoBuf", positionMultiProto)

    def positionMultiEndProtoBuf(self, positionMultiEndProto: protobuf.PositionMultiEnd) -> None:
        """positionMultiEndProto: the PositionMultiEnd message, before positionMultiEnd().

        Built only when overridden.
        """
        _answer("positionMultiEndProtoBuf", positionMultiEndProto)

    def accountUpdateMultiProtoBuf(self, accountUpdateMultiProto: protobuf.AccountUpdateMulti) -> None:
        """accountUpdateMultiProto: the AccountUpdateMulti message, before accountUpdateMulti().

        Built only when overridden.
        """
        _answer("accountUpdateMultiProtoBuf", accountUpdateMultiProto)

    def accountUpdateMultiEndProtoBuf(self, accountUpdateMultiEndProto: protobuf.AccountUpdateMultiEnd) -> None:
        """accountUpdateMultiEndProto: the AccountUpdateMultiEnd message, before accountUpdateMultiEnd().

        Built only when overridden.
        """
        _answer("accountUpdateMultiEndProtoBuf", accountUpdateMultiEndProto)

    def pnlProtoBuf(self, pnlProto: protobuf.PnL) -> None:
        """pnlProto: the PnL message, before pnl(). Built only when overridden."""
        _answer("pnlProtoBuf", pnlProto)

    def pnlSingleProtoBuf(self, pnlSingleProto: protobuf.PnLSingle) -> None:
        """pnlSingleProto: the PnLSingle message, before pnlSingle(). Built only when overridden."""
        _answer("pnlSingleProtoBuf", pnlSingleProto)

    def familyCodesProtoBuf(self, familyCodesProto: protobuf.FamilyCodes) -> None:
        """familyCodesProto: the FamilyCodes message, before familyCodes(). Built only when overridden."""
        _answer("familyCodesProtoBuf", familyCodesProto)

    def softDollarTiersProtoBuf(self, softDollarTiersProto: protobuf.SoftDollarTiers) -> None:
        """softDollarTiersProto: the SoftDollarTiers message, before softDollarTiers(). Built only when overridden."""
        _answer("softDollarTiersProtoBuf", softDollarTiersProto)

    # Contract data

    def contractDetails(self, reqId: int, contractDetails: ContractDetails) -> None:
        """One contract that matches. Answers reqContractDetails(), once for each match, bonds excepted.

        No match at all is error() 200 with the request's id, and then no contractDetailsEnd().

        reqId: id given to the request; -1 if left out.
        contractDetails: the complete contract in its .contract (ready for orders and data requests), and minTick,
            trading hours, time zone, order types, exchanges, market rules ...
        """
        _answer("contractDetails", reqId, contractDetails)

    def bondContractDetails(self, reqId: int, contractDetails: ContractDetails) -> None:
        """One bond that matches. Answers reqContractDetails() for a bond, in place of contractDetails().

        reqId: id given to the request; -1 if left out.
        contractDetails: the contract in its .contract, and the bond's own data: cusip, coupon, maturity, ratings ...
        """
        _answer("bondContractDetails", reqId, contractDetails)

    def contractDetailsEnd(self, reqId: int) -> None:
        """All matches were sent. Ends reqContractDetails(), once; does not come after error() 200.

        reqId: id given to the request; -1 if left out.
        """
        _answer("contractDetailsEnd", reqId)

    def symbolSamples(self, reqId: int, contractDescriptions: list[ContractDescription]) -> None:
        """Contracts whose symbol or name resembles a text. Answers reqMatchingSymbols(), once.

        reqId: id given to the request.
        contractDescriptions: list, at most 16, of ContractDescription: contract (conId, symbol, secType,
            primaryExchange, currency) and derivativeSecTypes such as ["OPT", "WAR"].
        """
        _answer("symbolSamples", reqId, contractDescriptions)

    def securityDefinitionOptionParameter(
        self,
        reqId: int,
        exchange: str,
        underlyingConId: int,
        tradingClass: str,
        multiplier: str,
        expirations: set[str],
        strikes: set[float],
    ) -> None:
        """The option chain of one underlying.

        Answers reqSecDefOptParams(), once for each exchange, class and multiplier.

        Not every expiration exists with each strike: reqContractDetails() tells which do.

        reqId: id given to the request.
        exchange: where these options trade.
        underlyingConId: contract id of the underlying; 0 if left out.
        tradingClass: trading class of the options.
        multiplier: contract size, as text.
        expirations: unordered set of days, yyyyMMdd.
        strikes: unordered set of strike prices.
        """
        _answer(
            "securityDefinitionOptionParameter",
            reqId,
            exchange,
            underlyingConId,
            tradingClass,
            multiplier,
            expirations,
            strikes,
        )

    def securityDefinitionOptionParameterEnd(self, reqId: int) -> None:
        """The whole option chain was sent. Ends reqSecDefOptParams(), once.

        reqId: id given to the request; -1 if left out.
        """
        _answer("securityDefinitionOptionParameterEnd", reqId)

    def marketRule(self, marketRuleId: int, priceIncrements: list[PriceIncrement]) -> None:
        """The price steps of a market rule. Answers reqMarketRule(), once. An unknown rule is error() 322 with id -1.

        marketRuleId: number of the rule as in ContractDetails.marketRuleIds.
        priceIncrements: list of PriceIncrement: from the price lowEdge up, prices move in steps of increment.
        """
        _answer("marketRule", marketRuleId, priceIncrements)

    def contractDataProtoBuf(self, contractDataProto: protobuf.ContractData) -> None:
        """contractDataProto: the ContractData message, before contractDetails(). Built only when overridden."""
        _answer("contractDataProtoBuf", contractDataProto)

    def bondContractDataProtoBuf(self, contractDataProto: protobuf.ContractData) -> None:
        """contractDataProto: the ContractData message, before bondContractDetails(). Built only when overridden."""
        _answer("bondContractDataProtoBuf", contractDataProto)

    def contractDataEndProtoBuf(self, contractDataEndProto: protobuf.ContractDataEnd) -> None:
        """contractDataEndProto: the ContractDataEnd message, before contractDetailsEnd().

        Built only when overridden.
        """
        _answer("contractDataEndProtoBuf", contractDataEndProto)

    def symbolSamplesProtoBuf(self, symbolSamplesProto: protobuf.SymbolSamples) -> None:
        """symbolSamplesProto: the SymbolSamples message, before symbolSamples(). Built only when overridden."""
        _answer("symbolSamplesProtoBuf", symbolSamplesProto)

    def secDefOptParameterProtoBuf(self, secDefOptParameterProto: protobuf.SecDefOptParameter) -> None:
        """secDefOptParameterProto: the SecDefOptParameter message, before securityDefinitionOptionParameter().

        Built only when overridden.
        """
        _answer("secDefOptParameterProtoBuf", secDefOptParameterProto)

    def secDefOptParameterEndProtoBuf(self, secDefOptParameterEndProto: protobuf.SecDefOptParameterEnd) -> None:
        """secDefOptParameterEndProto: the SecDefOptParameterEnd message, before securityDefinitionOptionParameterEnd().

        Built only when overridden.
        """
        _answer("secDefOptParameterEndProtoBuf", secDefOptParameterEndProto)

    def marketRuleProtoBuf(self, marketRuleProto: protobuf.MarketRule) -> None:
        """marketRuleProto: the MarketRule message, before marketRule(). Built only when overridden."""
        _answer("marketRuleProtoBuf", marketRuleProto)

    # Historical data

    def historicalData(self, reqId: int, bar: BarData) -> None:
        """One past bar. Answers reqHistoricalData(), once for each bar, oldest first; historicalDataEnd() follows.

        No data, bad arguments or asking too often is error() 162, 200 or 321 with the request's id, and no end.

        reqId: id given to the request; -1 if left out.
        bar: date (a day "yyyyMMdd"; within a day "yyyyMMdd HH:mm:ss zone", or seconds since 1970 as text with
            formatDate 2), open, high, low, close, volume, wap, barCount. For bars not made of trades the last three are
            -1.
        """
        _answer("historicalData", reqId, bar)

    def historicalDataUpdate(self, reqId: int, bar: BarData) -> None:
        """The bar that is forming now.

        Comes after historicalDataEnd() of reqHistoricalData() with keepUpToDate=True, each time it changes, until
        cancelHistoricalData(); error() 10182 tells that no more will come.

        A bar with a new date begins the next bar; the one before is then final.

        reqId: id given to the request; -1 if left out.
        bar: as in historicalData(); barCount can be -1.
        """
        _answer("historicalDataUpdate", reqId, bar)

    def historicalDataEnd(self, reqId: int, start: str, end: str) -> None:
        """All past bars were sent. Ends the first answer to reqHistoricalData(), once, on every kind of server.

        reqId: id given to the request; -1 if left out.
        start: begin of the time covered, such as "20250405 17:56:00 US/Eastern"; "" if left out.
        end: end of the time covered; "" if left out.
        """
        _answer("historicalDataEnd", reqId, start, end)

    def historicalSchedule(
        self,
        reqId: int,
        startDateTime: str,
        endDateTime: str,
        timeZone: str,
        sessions: list[HistoricalSession],
    ) -> None:
        """Trading sessions. Answers reqHistoricalData() with whatToShow="SCHEDULE", once, in place of bars.

        reqId: id given to the request.
        startDateTime: begin of the time covered, yyyyMMdd-HH:mm:ss.
        endDateTime: end of the time covered, likewise.
        timeZone: time zone of all these times.
        sessions: list of HistoricalSession: startDateTime, endDateTime and refDate, the day yyyyMMdd it belongs to.
        """
        _answer("historicalSchedule", reqId, startDateTime, endDateTime, timeZone, sessions)

    def historicalTicks(self, reqId: int, ticks: list[HistoricalTick], done: bool) -> None:
        """Past midpoints.

        Answers reqHistoricalTicks() with whatToShow="MIDPOINT", and precedes reqTickByTickData() "MidPoint" with
        numberOfTicks > 0.

        reqId: id given to the request.
        ticks: list of HistoricalTick: time (seconds since 1970), price, size (0). It may be longer than asked for, to
            complete a second.
        done: True with the last part.
        """
        _answer("historicalTicks", reqId, ticks, done)

    def historicalTicksBidAsk(self, reqId: int, ticks: list[HistoricalTickBidAsk], done: bool) -> None:
        """Past quotes.

        Answers reqHistoricalTicks() with whatToShow="BID_ASK", and precedes reqTickByTickData() "BidAsk" with
        numberOfTicks > 0.

        reqId: id given to the request.
        ticks: list of HistoricalTickBidAsk: time (seconds since 1970), tickAttribBidAsk, priceBid, priceAsk, sizeBid,
            sizeAsk.
        done: True with the last part.
        """
        _answer("historicalTicksBidAsk", reqId, ticks, done)

    def historicalTicksLast(self, reqId: int, ticks: list[HistoricalTickLast], done: bool) -> None:
        """Past trades.

        Answers reqHistoricalTicks() with whatToShow="TRADES", and precedes reqTickByTickData() "Last" and "AllLast"
        with numberOfTicks > 0.

        reqId: id given to the request.
        ticks: list of HistoricalTickLast: time (seconds since 1970), tickAttribLast, price, size, exchange,
            specialConditions.
        done: True with the last part.
        """
        _answer("historicalTicksLast", reqId, ticks, done)

    def headTimestamp(self, reqId: int, headTimestamp: str) -> None:
        """Since when there is historical data. Answers reqHeadTimeStamp(), once; error() 162 if there is none.

        reqId: id given to the request.
        headTimestamp: "yyyyMMdd-HH:mm:ss" in UTC, or seconds since 1970 as text with formatDate 2.
        """
        _answer("headTimestamp", reqId, headTimestamp)

    def histogramData(self, reqId: int, items: list[HistogramData]) -> None:
        """Volume by price. Answers reqHistogramData(), once.

        reqId: id given to the request (there called tickerId).
        items: list of HistogramData: price and the size traded at it.
        """
        _answer("histogramData", reqId, items)

    def historicalDataProtoBuf(self, historicalDataProto: protobuf.HistoricalData) -> None:
        """historicalDataProto: the HistoricalData message with all bars, before historicalData().

        Built only when overridden.
        """
        _answer("historicalDataProtoBuf", historicalDataProto)

    def historicalDataUpdateProtoBuf(self, historicalDataUpdateProto: protobuf.HistoricalDataUpdate) -> None:
        """historicalDataUpdateProto: the HistoricalDataUpdate message, before historicalDataUpdate().

        Built only when overridden.
        """
        _answer("historicalDataUpdateProtoBuf", historicalDataUpdateProto)

    def historicalDataEndProtoBuf(self, historicalDataEndProto: protobuf.HistoricalDataEnd) -> None:
        """historicalDataEndProto: the HistoricalDataEnd message, before historicalDataEnd().

        Built only when overridden.
        """
        _answer("historicalDataEndProtoBuf", historicalDataEndProto)

    def historicalScheduleProtoBuf(self, historicalScheduleProto: protobuf.HistoricalSchedule) -> None:
        """historicalScheduleProto: the HistoricalSchedule message, before historicalSchedule().

        Built only when overridden.
        """
        _answer("historicalScheduleProtoBuf", historicalScheduleProto)

    def historicalTicksProtoBuf(self, historicalTicksProto: protobuf.HistoricalTicks) -> None:
        """historicalTicksProto: the HistoricalTicks message, before historicalTicks(). Built only when overridden."""
        _answer("historicalTicksProtoBuf", historicalTicksProto)

    def historicalTicksBidAskProtoBuf(self, historicalTicksBidAskProto: protobuf.HistoricalTicksBidAsk) -> None:
        """historicalTicksBidAskProto: the HistoricalTicksBidAsk message, before historicalTicksBidAsk().

        Built only when overridden.
        """
        _answer("historicalTicksBidAskProtoBuf", historicalTicksBidAskProto)

    def historicalTicksLastProtoBuf(self, historicalTicksLastProto: protobuf.HistoricalTicksLast) -> None:
        """historicalTicksLastProto: the HistoricalTicksLast message, before historicalTicksLast().

        Built only when overridden.
        """
        _answer("historicalTicksLastProtoBuf", historicalTicksLastProto)

    def headTimestampProtoBuf(self, headTimestampProto: protobuf.HeadTimestamp) -> None:
        """headTimestampProto: the HeadTimestamp message, before headTimestamp(). Built only when overridden."""
        _answer("headTimestampProtoBuf", headTimestampProto)

    def histogramDataProtoBuf(self, histogramDataProto: protobuf.HistogramData) -> None:
        """histogramDataProto: the HistogramData message, before histogramData(). Built only when overridden."""
        _answer("histogramDataProtoBuf", histogramDataProto)

    # News

    def updateNewsBulletin(self, msgId: int, msgType: int, newsMessage: str, originExch: str) -> None:
        """A bulletin of IB or an exchange. Answers reqNewsBulletins(), for each one until cancelNewsBulletins().

        msgId: number of the bulletin; 0 if left out.
        msgType: 1 plain news, 2 and 3 an exchange is or is not available (the names are in ibproto.news, but read the
            text before acting on it); 0 if left out.
        newsMessage: the text.
        originExch: exchange that it concerns.
        """
        _answer("updateNewsBulletin", msgId, msgType, newsMessage, originExch)

    def tickNews(
        self,
        tickerId: int,
        timeStamp: int,
        providerCode: str,
        articleId: str,
        headline: str,
        extraData: str,
    ) -> None:
        """A headline as it comes out. Answers reqMktData() with the generic tick 292 or for a contract of type NEWS.

        tickerId: id given to reqMktData().
        timeStamp: milliseconds since 1970 UTC; 0 if left out.
        providerCode: provider, as in newsProviders().
        articleId: id of the article, for reqNewsArticle().
        headline: the headline.
        extraData: tags of the provider, such as language and sentiment, or "".
        """
        _answer("tickNews", tickerId, timeStamp, providerCode, articleId, headline, extraData)

    def newsProviders(self, newsProviders: list[NewsProvider]) -> None:
        """The news providers that the login may use. Answers reqNewsProviders(), once; it has no id.

        newsProviders: list of NewsProvider: code ("BRFG") and name.
        """
        _answer("newsProviders", newsProviders)

    def newsArticle(self, requestId: int, articleType: int, articleText: str) -> None:
        """The body of an article. Answers reqNewsArticle(), once.

        requestId: id given to the request.
        articleType: 0 text or HTML, 1 a binary file such as PDF.
        articleText: the text, or the file in base64.
        """
        _answer("newsArticle", requestId, articleType, articleText)

    def historicalNews(self, requestId: int, time: str, providerCode: str, articleId: str, headline: str) -> None:
        """A past headline. Answers reqHistoricalNews(), once for each; historicalNewsEnd() follows.

        requestId: id given to the request.
        time: "yyyy-MM-dd HH:mm:ss.0".
        providerCode: provider, as in newsProviders().
        articleId: id of the article, for reqNewsArticle().
        headline: the headline, at times with tags in braces before it: "{A:...:L:en:K:n/a:C:0.98}".
        """
        _answer("historicalNews", requestId, time, providerCode, articleId, headline)

    def historicalNewsEnd(self, requestId: int, hasMore: bool) -> None:
        """All past headlines that were asked for came. Ends reqHistoricalNews(), once.

        requestId: id given to the request; -1 if left out.
        hasMore: True if there are more than totalResults allowed.
        """
        _answer("historicalNewsEnd", requestId, hasMore)

    def updateNewsBulletinProtoBuf(self, newsBulletinProto: protobuf.NewsBulletin) -> None:
        """newsBulletinProto: the NewsBulletin message, before updateNewsBulletin(). Built only when overridden."""
        _answer("updateNewsBulletinProtoBuf", newsBulletinProto)

    def tickNewsProtoBuf(self, tickNewsProto: protobuf.TickNews) -> None:
        """tickNewsProto: the TickNews message, before tickNews(). Built only when overridden."""
        _answer("tickNewsProtoBuf", tickNewsProto)

    def newsProvidersProtoBuf(self, newsProvidersProto: protobuf.NewsProviders) -> None:
        """newsProvidersProto: the NewsProviders message, before newsProviders(). Built only when overridden."""
        _answer("newsProvidersProtoBuf", newsProvidersProto)

    def newsArticleProtoBuf(self, newsArticleProto: protobuf.NewsArticle) -> None:
        """newsArticleProto: the NewsArticle message, before newsArticle(). Built only when overridden."""
        _answer("newsArticleProtoBuf", newsArticleProto)

    def historicalNewsProtoBuf(self, historicalNewsProto: protobuf.HistoricalNews) -> None:
        """historicalNewsProto: the HistoricalNews message, before historicalNews(). Built only when overridden."""
        _answer("historicalNewsProtoBuf", historicalNewsProto)

    def historicalNewsEndProtoBuf(self, historicalNewsEndProto: protobuf.HistoricalNewsEnd) -> None:
        """historicalNewsEndProto: the HistoricalNewsEnd message, before historicalNewsEnd().

        Built only when overridden.
        """
        _answer("historicalNewsEndProtoBuf", historicalNewsEndProto)

    # Scanner

    def scannerParameters(self, xml: str) -> None:
        """All that a scanner can be asked. Answers reqScannerParameters(), once; it has no id.

        xml: an XML document, more than a megabyte long.
        """
        _answer("scannerParameters", xml)

    def scannerData(
        self,
        reqId: int,
        rank: int,
        contractDetails: ContractDetails,
        distance: str,
        benchmark: str,
        projection: str,
        legsStr: str,
    ) -> None:
        """One row of a scan.

        Answers reqScannerSubscription(): all rows, then scannerDataEnd(), then all again at each refresh (about every
        30 seconds) until cancelScannerSubscription().

        reqId: id given to the request.
        rank: place in the list, 0 is the first.
        contractDetails: only .contract and marketName are filled in.
        distance: meaning depends on the scan; often "", as the next three.
        benchmark: likewise.
        projection: likewise.
        legsStr: legs of a combination as text.
        """
        _answer("scannerData", reqId, rank, contractDetails, distance, benchmark, projection, legsStr)

    def scannerDataEnd(self, reqId: int) -> None:
        """All rows of a scan came; with no row before it, nothing matched. Comes after each refresh.

        reqId: id given to the request; -1 if left out.
        """
        _answer("scannerDataEnd", reqId)

    def scannerParametersProtoBuf(self, scannerParametersProto: protobuf.ScannerParameters) -> None:
        """scannerParametersProto: the ScannerParameters message, before scannerParameters().

        Built only when overridden.
        """
        _answer("scannerParametersProtoBuf", scannerParametersProto)

    def scannerDataProtoBuf(self, scannerDataProto: protobuf.ScannerData) -> None:
        """scannerDataProto: the ScannerData message, before scannerData() and scannerDataEnd().

        Built only when overridden.
        """
        _answer("scannerDataProtoBuf", scannerDataProto)

    # Financial advisors

    def receiveFA(self, faData: FaDataType, cxml: str) -> None:
        """The advisor's configuration. Answers requestFA(), once; it has no id.

        faData: what it is: 1 groups, 3 aliases; 0 if left out.
        cxml: the configuration in XML.
        """
        _answer("receiveFA", faData, cxml)

    def replaceFAEnd(self, reqId: int, text: str) -> None:
        """The advisor's configuration was taken over. Answers replaceFA(), once.

        reqId: id given to the request; -1 if left out.
        text: what the server says about it.
        """
        _answer("replaceFAEnd", reqId, text)

    def receiveFAProtoBuf(self, receiveFAProto: protobuf.ReceiveFA) -> None:
        """receiveFAProto: the ReceiveFA message, before receiveFA(). Built only when overridden."""
        _answer("receiveFAProtoBuf", receiveFAProto)

    def replaceFAEndProtoBuf(self, replaceFAEndProto: protobuf.ReplaceFAEnd) -> None:
        """replaceFAEndProto: the ReplaceFAEnd message, before replaceFAEnd(). Built only when overridden."""
        _answer("replaceFAEndProtoBuf", replaceFAEndProto)

    # Wall Street Horizon

    def wshMetaData(self, reqId: int, dataJson: str) -> None:
        """Which events and filters the calendar knows. Answers reqWshMetaData(), once.

        reqId: id given to the request.
        dataJson: a JSON document.
        """
        _answer("wshMetaData", reqId, dataJson)

    def wshEventData(self, reqId: int, dataJson: str) -> None:
        """Events of the calendar.

        Answers reqWshEventData(), once; error() 10282 if reqWshMetaData() was not called before.

        reqId: id given to the request.
        dataJson: a JSON document.
        """
        _answer("wshEventData", reqId, dataJson)

    def wshMetaDataProtoBuf(self, wshMetaDataProto: protobuf.WshMetaData) -> None:
        """wshMetaDataProto: the WshMetaData message, before wshMetaData(). Built only when overridden."""
        _answer("wshMetaDataProtoBuf", wshMetaDataProto)

    def wshEventDataProtoBuf(self, wshEventDataProto: protobuf.WshEventData) -> None:
        """wshEventDataProto: the WshEventData message, before wshEventData(). Built only when overridden."""
        _answer("wshEventDataProtoBuf", wshEventDataProto)

    # Display groups

    def displayGroupList(self, reqId: int, groups: str) -> None:
        """The window groups of TWS. Answers queryDisplayGroups(), once; IB Gateway has no windows.

        reqId: id given to the request.
        groups: numbers separated by |, most used first: "1|2|3|4|5|6|7".
        """
        _answer("displayGroupList", reqId, groups)

    def displayGroupUpdated(self, reqId: int, contractInfo: str) -> None:
        """The contract that a window group shows.

        Answers subscribeToGroupEvents(): once at the start, then at each change.

        reqId: id given to the request.
        contractInfo: "conId@exchange" such as "8314@SMART", "none", or "combo".
        """
        _answer("displayGroupUpdated", reqId, contractInfo)

    def displayGroupListProtoBuf(self, displayGroupListProto: protobuf.DisplayGroupList) -> None:
        """displayGroupListProto: the DisplayGroupList message, before displayGroupList().

        Built only when overridden.
        """
        _answer("displayGroupListProtoBuf", displayGroupListProto)

    def displayGroupUpdatedProtoBuf(self, displayGroupUpdatedProto: protobuf.DisplayGroupUpdated) -> None:
        """displayGroupUpdatedProto: the DisplayGroupUpdated message, before displayGroupUpdated().

        Built only when overridden.
        """
        _answer("displayGroupUpdatedProtoBuf", displayGroupUpdatedProto)

    # Verification of third party programs

    def verifyMessageAPI(self, apiData: str) -> None:
        """The challenge to a program that proves its identity. Answers verifyRequest(); reply with verifyMessage().

        apiData: the challenge.
        """
        _answer("verifyMessageAPI", apiData)

    def verifyCompleted(self, isSuccessful: bool, errorText: str) -> None:
        """The result of the verification. Answers verifyMessage(), once.

        isSuccessful: True if it was accepted; a bool on every kind of server.
        errorText: why it was not, else "".
        """
        _answer("verifyCompleted", isSuccessful, errorText)

    def verifyAndAuthMessageAPI(self, apiData: str, xyzChallange: str) -> None:
        """The challenge to a program that also authenticates.

        Answers verifyAndAuthRequest(); reply with verifyAndAuthMessage(). Sent as text only.

        apiData: the challenge.
        xyzChallange: the second challenge.
        """
        _answer("verifyAndAuthMessageAPI", apiData, xyzChallange)

    def verifyAndAuthCompleted(self, isSuccessful: bool, errorText: str) -> None:
        """The result of verification and authentication. Answers verifyAndAuthMessage(), once. Sent as text only.

        isSuccessful: True if it was accepted; a bool.
        errorText: why it was not, else "".
        """
        _answer("verifyAndAuthCompleted", isSuccessful, errorText)

    def verifyMessageApiProtoBuf(self, verifyMessageApiProto: protobuf.VerifyMessageApi) -> None:
        """verifyMessageApiProto: the VerifyMessageApi message, before verifyMessageAPI().

        Built only when overridden.
        """
        _answer("verifyMessageApiProtoBuf", verifyMessageApiProto)

    def verifyCompletedProtoBuf(self, verifyCompletedProto: protobuf.VerifyCompleted) -> None:
        """verifyCompletedProto: the VerifyCompleted message, before verifyCompleted(). Built only when overridden."""
        _answer("verifyCompletedProtoBuf", verifyCompletedProto)

    # Configuration of TWS (these messages exist as protobuf only and have no plain callback)

    def configResponseProtoBuf(self, configResponseProto: protobuf.ConfigResponse) -> None:
        """configResponseProto: the ConfigResponse message.

        Answers reqConfigProtoBuf(), once. Built only when overridden.
        """
        _answer("configResponseProtoBuf", configResponseProto)

    def updateConfigResponseProtoBuf(self, updateConfigResponseProto: protobuf.UpdateConfigResponse) -> None:
        """updateConfigResponseProto: the UpdateConfigResponse message.

        Answers updateConfigProtoBuf(), once. Built only when overridden.
        """
        _answer("updateConfigResponseProtoBuf", updateConfigResponseProto)


if not TYPE_CHECKING:
    __getattr__ = late(__name__, "logging")
