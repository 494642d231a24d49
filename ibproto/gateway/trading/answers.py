"""How an order and its executions are told to a client."""

from __future__ import annotations

from copy import copy
from datetime import datetime, timezone
from decimal import Decimal
from typing import TYPE_CHECKING

from ibproto.commission_and_fees_report import CommissionAndFeesReport
from ibproto.const import UNSET_DOUBLE, UNSET_INTEGER, UNSET_LONG
from ibproto.contract import Contract
from ibproto.execution import Execution, ExecutionFilter
from ibproto.gateway.zones import EASTERN, NEW_YORK, eastern, told
from ibproto.order import Order
from ibproto.order_state import OrderState

from .kinds import shows_limit

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession

    from .live import Fill, LiveOrder

NO_REQUEST = -1  # the request id of executions that nobody asked for


def echo(order: Order, order_id: int, client_id: int, perm_id: int, account: str) -> Order:
    """The order as it is shown: what was left open is filled in as the server does."""
    shown = copy(order)
    shown.orderId, shown.clientId, shown.permId, shown.account = order_id, client_id, perm_id, account
    shown.tif = order.tif or "DAY"
    if not shows_limit(order):
        shown.lmtPrice = 0.0
    if order.auxPrice == UNSET_DOUBLE:
        shown.auxPrice = 0.0
    shown.ocaType = order.ocaType or 3
    shown.clearingIntent = order.clearingIntent or "IB"
    shown.deltaNeutralOrderType = order.deltaNeutralOrderType or "None"
    return shown


def send_open_order(session: ClientSession, live: LiveOrder, fee: Decimal | None = None) -> None:
    state = OrderState(status=live.status, orderAllocations=live.allocations or None)
    if fee is not None:
        state.commissionAndFees = float(fee)
        state.commissionAndFeesCurrency = live.instrument.contract.currency
    session.send("openOrder", orderId=live.order_id, contract=live.contract, order=live.shown, orderState=state)


def send_preview(session: ClientSession, live: LiveOrder, fee: Decimal, margins: dict[str, str], base: str) -> None:
    """What the order would cost, and need in the base currency of its account; there is no order."""
    state = OrderState(status=live.status, commissionAndFees=float(fee), marginCurrency=base)
    state.commissionAndFeesCurrency = live.instrument.contract.currency
    state.orderAllocations = live.allocations or None
    for name, amount in margins.items():
        setattr(state, name, amount)
    session.send("openOrder", orderId=live.order_id, contract=live.contract, order=live.shown, orderState=state)


def send_completed(session: ClientSession, live: LiveOrder) -> None:
    shown = copy(live.shown)
    shown.filledQuantity = live.filled
    shown.parentPermId = live.parent.perm_id if live.parent is not None else UNSET_LONG
    state = OrderState(
        status="Filled" if live.status == "Filled" else "Cancelled",
        completedTime=f"{eastern(live.ended):%Y%m%d %H:%M:%S} {NEW_YORK}",
        completedStatus=live.ending,
    )
    session.send("completedOrder", contract=live.contract, order=shown, orderState=state)


def send_status(session: ClientSession, live: LiveOrder) -> None:
    session.send(
        "orderStatus",
        orderId=live.order_id,
        status=live.status,
        filled=live.filled,
        remaining=live.remaining,
        avgFillPrice=live.average,
        permId=live.perm_id,
        parentId=live.parent.order_id if live.parent is not None else 0,
        lastFillPrice=live.last_fill,
        clientId=live.client_id if live.cancelled_by is None else live.cancelled_by,
        whyHeld=live.why_held,
        mktCapPrice=0.0,
    )


def send_execution(session: ClientSession, fill: Fill, reqId: int = NO_REQUEST) -> None:
    live = fill.live
    contract: Contract = fill.instrument.shown(fill.exchange)
    execution = Execution(
        execId=fill.exec_id,
        time=told(fill.time, EASTERN, NEW_YORK, session.version),
        acctNumber=fill.account,
        exchange=fill.exchange,
        side=fill.side,
        shares=fill.quantity,
        price=fill.price,
        permId=live.perm_id,
        clientId=live.client_id,
        orderId=live.order_id,
        cumQty=fill.total,
        avgPrice=fill.average,
        orderRef=live.shown.orderRef,
        lastLiquidity=fill.liquidity,
    )
    session.send("execDetails", reqId=reqId, contract=contract, execution=execution)


def send_commission(session: ClientSession, fill: Fill) -> None:
    """Nothing for the execution of a combination: its legs have commissions."""
    if fill.fee is None:
        return
    report = CommissionAndFeesReport(
        execId=fill.exec_id,
        commissionAndFees=float(fill.fee),
        currency=fill.instrument.contract.currency,
        realizedPNL=UNSET_DOUBLE if fill.realized is None else float(fill.realized),
        yield_=UNSET_DOUBLE,
    )
    session.send("commissionAndFeesReport", commissionAndFeesReport=report)


def wanted(fill: Fill, filter: ExecutionFilter, now: float) -> bool:
    """Whether an execution passes a client's filter."""
    live = fill.live
    contract = fill.instrument.contract
    pairs = (
        (filter.clientId, live.client_id),
        (filter.acctCode, fill.account),
        (filter.symbol.upper(), contract.symbol),
        (filter.secType, contract.secType),
        (filter.exchange, fill.exchange),
        ({"BUY": "BOT", "SELL": "SLD", "SSHORT": "SLD"}.get(filter.side, filter.side), fill.side),
    )
    if any(given and given != known for given, known in pairs):
        return False
    day = eastern(fill.time)
    if filter.time:
        utc = datetime.fromtimestamp(fill.time, timezone.utc)
        if (f"{utc:%Y%m%d-%H:%M:%S}" if "-" in filter.time else f"{day:%Y%m%d %H:%M:%S}") < filter.time:
            return False
    if filter.specificDates:
        return int(f"{day:%Y%m%d}") in filter.specificDates
    age = (eastern(now).date() - day.date()).days
    return age == 0 or (filter.lastNDays != UNSET_INTEGER and age < filter.lastNDays)
