"""The life of orders: accepted, working, changed, filled against the market, cancelled.

Frames come in the order that was recorded from a real gateway: the order and its status when it is accepted; each
execution when it happens; the order and its status again when it is filled; once more with the commission, and then
the commission report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

from ibproto.contract import Contract
from ibproto.execution import ExecutionFilter
from ibproto.order import Order

from .accounts import Ledger, commission
from .market import Event, Market, State
from .order_answers import echo, send_commission, send_execution, send_open_order, send_status, wanted
from .order_checks import INVALID, Problem, problem_of
from .universe import Instrument

if TYPE_CHECKING:
    from .client_session import ClientSession

TRAVEL = 0.05  # virtual seconds for an order, a change or a cancel to reach the exchange
COMMISSION_DELAY = 0.1  # virtual seconds from an execution to its commission

PENDING, WORKING, FILLED, CANCELLED = "PreSubmitted", "Submitted", "Filled", "Cancelled"
DONE = (FILLED, CANCELLED)
ADDED, REMOVED = 1, 2  # liquidity


class Fill:
    """One execution of an order."""

    __slots__ = (
        *("average", "exchange", "exec_id", "fee", "liquidity", "live", "price", "quantity", "realized", "side"),
        *("time", "total"),
    )

    def __init__(
        self, live: LiveOrder, exec_id: str, time: float, exchange: str, quantity: Decimal, price: float
    ) -> None:
        self.live = live
        self.exec_id = exec_id
        self.time = time
        self.exchange = exchange
        self.side = "BOT" if live.shown.action == "BUY" else "SLD"
        self.quantity = quantity
        self.price = price
        self.total = live.filled  # of the order, this execution included
        self.average = live.average
        self.liquidity = ADDED if live.status == WORKING and live.shown.orderType == "LMT" else REMOVED
        self.fee = Decimal(0)
        self.realized: Decimal | None = None


class LiveOrder:
    """An order from its acceptance on; it is kept when it is done."""

    def __init__(self, client_id: int, order_id: int, instrument: Instrument, contract: Contract, shown: Order) -> None:
        self.client_id = client_id
        self.order_id = order_id
        self.perm_id = shown.permId
        self.instrument = instrument
        self.contract = contract
        self.shown = shown  # as clients see it
        self.status = PENDING
        self.transmitted = False
        self.filled = Decimal(0)
        self.value = Decimal(0)  # of all executions
        self.fees = Decimal(0)
        self.last_fill = 0.0
        self.refused_cancel = False

    @property
    def remaining(self) -> Decimal:
        return self.shown.totalQuantity - self.filled

    @property
    def average(self) -> float:
        return float(self.value / self.filled) if self.filled else 0.0

    @property
    def done(self) -> bool:
        return self.status in DONE


class Trading:
    """All orders and executions of all clients."""

    def __init__(
        self, market: Market, ledger: Ledger, accounts: Sequence[str], sessions: Mapping[int, ClientSession]
    ) -> None:
        self.ledger = ledger
        self.fills: list[Fill] = []
        self._market = market
        self._clock = market.clock
        self._accounts = accounts
        self._sessions = sessions  # by client id
        self._orders: dict[tuple[int, int], LiveOrder] = {}  # by client id and order id
        self._open: dict[tuple[int, int], LiveOrder] = {}  # those that are not done, untransmitted too
        self._at: dict[Instrument, list[LiveOrder]] = {}  # those that work at the exchange
        self._last_ids: dict[int, int] = {}
        self._perm_id = Random(f"{market.seed}:permId").randrange(1_000_000_000, 1_500_000_000)

    # -------------------------------------------------------------------------------------------- queries

    def next_id(self, client_id: int) -> int:
        """The next valid order id of a client."""
        return self._last_ids.get(client_id, 0) + 1

    def reset_ids(self) -> str:
        """Begin the order ids of all clients anew; returns why that is not possible, "" when it is done."""
        if self._open:
            return "The order ids cannot be reset while there are active orders; cancel them first"
        self._orders.clear()
        self._last_ids.clear()
        return ""

    def send_open_orders(self, session: ClientSession, everyone: bool = False) -> None:
        """The transmitted orders that are not done, of this client or of everyone."""
        for live in self._open.values():
            if live.transmitted and (everyone or live.client_id == session.client_id):
                send_open_order(session, live)
                send_status(session, live)

    def send_executions(self, session: ClientSession, reqId: int, filter: ExecutionFilter) -> None:
        """The executions that pass a filter, each with its commission."""
        for fill in self.fills:
            if wanted(fill, filter, self._clock.now()):
                send_execution(session, fill, reqId)
                send_commission(session, fill)

    # -------------------------------------------------------------------------------------------- requests

    def place(
        self, session: ClientSession, order_id: int, instrument: Instrument, contract: Contract, order: Order
    ) -> None:
        """A new order, or a change of a known one."""
        client_id = session.client_id
        assert client_id is not None
        known = self._orders.get((client_id, order_id))
        problem = self._id_problem(client_id, order_id, known)
        problem = problem or problem_of(order, self._market.path(instrument).ladder, self._accounts)
        if known is not None:
            problem = problem or _change_problem(known, instrument, order)
        if problem is not None:
            session.error(order_id, *problem)
            return
        account = order.account or self._accounts[0]
        if known is None:
            self._perm_id += 1
            shown = echo(order, order_id, client_id, self._perm_id, account)
            known = LiveOrder(client_id, order_id, instrument, instrument.shown(contract.exchange), shown)
            self._orders[client_id, order_id] = self._open[client_id, order_id] = known
            self._last_ids[client_id] = order_id
        else:
            known.shown = echo(order, order_id, client_id, known.perm_id, account)
        if order.transmit or known.transmitted:  # else it waits, untold, until it is sent again to be transmitted
            known.transmitted = True
            self._tell(known)
            self._clock.call_later(TRAVEL, lambda: self._arrive(known))

    def _id_problem(self, client_id: int, order_id: int, known: LiveOrder | None) -> Problem | None:
        if known is None:
            return (103, "Duplicate order id") if order_id <= self._last_ids.get(client_id, 0) else None
        if known.status == FILLED:
            return 104, "Cannot modify a filled order."
        return (103, "Duplicate order id") if known.done else None

    def cancel(self, session: ClientSession, order_id: int) -> None:
        """Cancel an order of the same client."""
        assert session.client_id is not None
        live = self._orders.get((session.client_id, order_id))
        if live is None or live.refused_cancel:
            session.error(order_id, 10147, f"OrderId {order_id} that needs to be cancelled is not found.")
        elif live.done:
            self._refuse_cancel(live)
        else:
            self._cancel_later(live)

    def cancel_all(self) -> None:
        for live in list(self._open.values()):
            self._cancel_later(live)

    # -------------------------------------------------------------------------------------------- at the exchange

    def _arrive(self, live: LiveOrder) -> None:
        """A new or changed order reaches the exchange: what can fill does, the rest works."""
        if live.done:
            return
        at = self._at.setdefault(live.instrument, [])
        if live not in at:
            at.append(live)
            self._market.watch(live.instrument, self._moved)
        self._match(live, self._market.state(live.instrument))
        if not live.done and live.status != WORKING:
            live.status = WORKING
            self._tell(live)

    def _moved(self, state: State, events: Sequence[Event]) -> None:
        for live in list(self._at.get(state.instrument, ())):
            self._match(live, state)

    def _match(self, live: LiveOrder, state: State) -> None:
        """Fill what the displayed quote allows."""
        order = live.shown
        limit = order.lmtPrice if order.orderType == "LMT" else None
        side = "BUY" if order.action == "BUY" else "SELL"
        size, price = state.take(side, limit, int(live.remaining))
        if size:
            self._fill(live, state, Decimal(size), price)

    def _fill(self, live: LiveOrder, state: State, quantity: Decimal, price: float) -> None:
        worth = Decimal(str(price))
        live.filled += quantity
        live.value += worth * quantity
        live.last_fill = price
        exec_id = f"0000e0d5.{0x69DD0000 + len(self.fills) + 1:08x}.01.01"
        fill = Fill(live, exec_id, self._clock.now(), state.exchange, quantity, price)
        fees = commission(live.instrument, live.filled, live.value)
        fill.fee, live.fees = fees - live.fees, fees
        signed = quantity if fill.side == "BOT" else -quantity
        fill.realized = self.ledger.book(live.shown.account, live.instrument, signed, worth, fill.fee)
        self.fills.append(fill)
        session = self._sessions.get(live.client_id)
        if session is not None:
            send_execution(session, fill)
        live.status = WORKING if live.remaining else FILLED
        if live.done:
            self._leave(live)
        self._tell(live)
        self._clock.call_later(COMMISSION_DELAY, lambda: self._settle(live, fill))

    def _settle(self, live: LiveOrder, fill: Fill) -> None:
        """The commission of an execution has become known; with the last one the order is told again."""
        session = self._sessions.get(live.client_id)
        if session is None:
            return
        if live.status == FILLED and fill.total == live.filled:
            send_open_order(session, live, live.fees)
            send_status(session, live)
        send_commission(session, fill)

    def _cancel_later(self, live: LiveOrder) -> None:
        self._clock.call_later(TRAVEL, lambda: self._cancelled(live))

    def _cancelled(self, live: LiveOrder) -> None:
        if live.done:
            if live.status == FILLED:  # it was filled while the cancel was on its way
                self._refuse_cancel(live)
            return
        live.status = CANCELLED
        self._leave(live)
        session = self._sessions.get(live.client_id)
        if session is not None:
            send_status(session, live)
            session.error(live.order_id, 202, "Order Canceled - reason:")

    def _refuse_cancel(self, live: LiveOrder) -> None:
        live.refused_cancel = True
        session = self._sessions.get(live.client_id)
        if session is not None:
            text = f"OrderId {live.order_id} that needs to be cancelled cannot be cancelled, state: {live.status}."
            session.error(live.order_id, 10148, text)

    def _leave(self, live: LiveOrder) -> None:
        """An order that is done leaves the market."""
        del self._open[live.client_id, live.order_id]
        at = self._at.get(live.instrument, [])
        if live in at:
            at.remove(live)
            if not at:
                del self._at[live.instrument]
                self._market.unwatch(live.instrument, self._moved)

    def _tell(self, live: LiveOrder) -> None:
        session = self._sessions.get(live.client_id)
        if session is not None:
            send_open_order(session, live)
            send_status(session, live)


def _change_problem(known: LiveOrder, instrument: Instrument, order: Order) -> Problem | None:
    """What forbids this change of an order."""
    old = known.shown
    if known.instrument is not instrument or old.action != order.action:
        return 105, "Order being modified does not match original order"
    if old.orderType != order.orderType and order.orderType != "MKT":
        return 329, "Order modify failed. Cannot change to the new order type."
    if order.totalQuantity <= known.filled:
        return 321, f"{INVALID}{known.filled} are filled already; cancel the rest instead"
    return None
