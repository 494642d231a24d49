"""The callbacks of TWSSyncWrapper: each hands what it got to the open questions and then logs it as EWrapper does."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from ibproto.compat.callbacks import open_to_old_forms
from ibproto.wrapper import EWrapper

from .table import STATUS_FIELDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ibproto.common import BarData, OrderId, TickAttrib, TickerId
    from ibproto.contract import Contract, ContractDetails
    from ibproto.execution import Execution
    from ibproto.order import Order
    from ibproto.order_state import OrderState

    from .answers import Answers


class Collector(EWrapper):
    """The receiving half of a TWSSyncWrapper; call `super()` when you override one of these."""

    _answers: Answers
    current_time_value: int | None
    next_valid_id_value: int | None

    def nextValidId(self, orderId: int) -> None:
        self.next_valid_id_value = orderId
        self._answers.answer("next_valid_id", orderId)
        super().nextValidId(orderId)

    @partial(open_to_old_forms, "error")
    def error(
        self,
        reqId: TickerId,
        errorTime: int,
        errorCode: int,
        errorString: str,
        advancedOrderRejectJson: str = "",
    ) -> None:
        self._answers.error(reqId, errorTime, errorCode, errorString, advancedOrderRejectJson)
        super().error(reqId, errorTime, errorCode, errorString, advancedOrderRejectJson)

    def currentTime(self, time_value: int) -> None:
        self.current_time_value = time_value
        self._answers.answer("current_time", time_value)
        super().currentTime(time_value)

    def contractDetails(self, reqId: int, contractDetails: ContractDetails) -> None:
        self._answers.collect("contractDetails", reqId, contractDetails)
        super().contractDetails(reqId, contractDetails)

    def bondContractDetails(self, reqId: int, contractDetails: ContractDetails) -> None:
        self._answers.collect("bondContractDetails", reqId, contractDetails)
        super().bondContractDetails(reqId, contractDetails)

    def contractDetailsEnd(self, reqId: int) -> None:
        self._answers.complete("contractDetailsEnd", reqId)
        super().contractDetailsEnd(reqId)

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
        prices = (avgFillPrice, permId, parentId, lastFillPrice, clientId, whyHeld, mktCapPrice)
        self._answers.status(dict(zip(STATUS_FIELDS, (orderId, status, filled, remaining, *prices))))
        super().orderStatus(orderId, status, filled, remaining, *prices)

    def openOrder(self, orderId: OrderId, contract: Contract, order: Order, orderState: OrderState) -> None:
        self._answers.collect("openOrder", orderId, contract, order, orderState)
        self._answers.opened(
            orderId,
            {**told(orderId, order, orderState.status), "contract": contract, "order": order, "orderState": orderState},
        )
        super().openOrder(orderId, contract, order, orderState)

    def openOrderEnd(self) -> None:
        self._answers.complete("openOrderEnd")
        super().openOrderEnd()

    def execDetails(self, reqId: int, contract: Contract, execution: Execution) -> None:
        self._answers.collect("execDetails", reqId, contract, execution)
        super().execDetails(reqId, contract, execution)

    def execDetailsEnd(self, reqId: int) -> None:
        self._answers.complete("execDetailsEnd", reqId)
        super().execDetailsEnd(reqId)

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
        values = (marketPrice, marketValue, averageCost, unrealizedPNL, realizedPNL, accountName)
        self._answers.collect("updatePortfolio", contract, position, *values)
        super().updatePortfolio(contract, position, *values)

    def accountDownloadEnd(self, accountName: str) -> None:
        self._answers.complete("accountDownloadEnd")
        super().accountDownloadEnd(accountName)

    def position(self, account: str, contract: Contract, position: Decimal, avgCost: float) -> None:
        self._answers.collect("position", account, contract, position, avgCost)
        super().position(account, contract, position, avgCost)

    def positionEnd(self) -> None:
        self._answers.complete("positionEnd")
        super().positionEnd()

    def accountSummary(self, reqId: int, account: str, tag: str, value: str, currency: str) -> None:
        self._answers.collect("accountSummary", reqId, account, tag, value, currency)
        super().accountSummary(reqId, account, tag, value, currency)

    def accountSummaryEnd(self, reqId: int) -> None:
        self._answers.complete("accountSummaryEnd", reqId)
        super().accountSummaryEnd(reqId)

    def tickPrice(self, reqId: TickerId, tickType: int, price: float, attrib: TickAttrib) -> None:
        self._answers.collect("tickPrice", reqId, tickType, price)
        super().tickPrice(reqId, tickType, price, attrib)

    def tickSize(self, reqId: TickerId, tickType: int, size: Decimal) -> None:
        self._answers.collect("tickSize", reqId, tickType, size)
        super().tickSize(reqId, tickType, size)

    def tickString(self, reqId: TickerId, tickType: int, value: str) -> None:
        self._answers.collect("tickString", reqId, tickType, value)

    def tickGeneric(self, reqId: TickerId, tickType: int, value: float) -> None:
        self._answers.collect("tickGeneric", reqId, tickType, value)

    def tickNews(
        self, reqId: int, timeStamp: int, providerCode: str, articleId: str, headline: str, extraData: str
    ) -> None:
        self._answers.collect("tickNews", reqId, timeStamp, providerCode, articleId, headline, extraData)

    def tickOptionComputation(
        self,
        reqId: TickerId,
        tickType: int,
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
        greeks = (impliedVol, delta, optPrice, pvDividend, gamma, vega, theta, undPrice)
        self._answers.collect("tickOptionComputation", reqId, tickType, tickAttrib, *greeks)

    def tickSnapshotEnd(self, reqId: int) -> None:
        self._answers.complete("tickSnapshotEnd", reqId)
        super().tickSnapshotEnd(reqId)

    def historicalData(self, reqId: int, bar: BarData) -> None:
        self._answers.collect("historicalData", reqId, bar)
        super().historicalData(reqId, bar)

    def historicalDataEnd(self, reqId: int, start: str, end: str) -> None:
        self._answers.complete("historicalDataEnd", reqId)
        super().historicalDataEnd(reqId, start, end)


def told(orderId: int, order: Order, status: str = "") -> dict[str, Any]:
    """The arguments of an orderStatus() for an order of which there is none: nothing of it is filled."""
    nothing = Decimal(0)
    values = (nothing, order.totalQuantity, 0.0, order.permId, order.parentId, 0.0, order.clientId, "", 0.0)
    return dict(zip(STATUS_FIELDS, (orderId, status, *values)))
