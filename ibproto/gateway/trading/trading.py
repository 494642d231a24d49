"""The life of orders: accepted, working, changed, filled against the market, cancelled.

Frames come in the order that was recorded from a real gateway: the order and its status when it is accepted; each
execution when it happens; the order and its status again when it is filled; once more with the commission, and then
the commission report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from ibproto.contract import Contract
from ibproto.execution import ExecutionFilter
from ibproto.gateway.accounts import Ledger, commission
from ibproto.gateway.market import Event, Market, State
from ibproto.gateway.universe import Instrument
from ibproto.order import Order

from . import exercise
from .answers import (
    echo,
    send_commission,
    send_completed,
    send_execution,
    send_open_order,
    send_preview,
    send_status,
    wanted,
)
from .checks import change_problem, id_problem, problem_of
from .invariants import check
from .kinds import KINDS, is_triggered, limit_of, reference, trailing_stop
from .live import CANCELLED, FILLED, REJECTED, WORKING, Fill, LiveOrder
from .preview import preview
from .times import expiry, is_active

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession

TRAVEL = 0.05  # virtual seconds for an order, a change or a cancel to reach the exchange
COMMISSION_DELAY = 0.1  # virtual seconds from an execution to its commission
CANCEL_OTHERS = 1  # the OCA type whose first execution cancels the group; those of 2 and 3 reduce it
BY_SYSTEM = "Cancelled by System:\n"


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
        self._done: list[LiveOrder] = []  # in the order in which they ended
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
        self._done.clear()
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

    def send_completed_orders(self, session: ClientSession) -> None:
        """The transmitted orders that are done, of everyone."""
        for live in self._done:
            send_completed(session, live)

    def check(self) -> None:
        """Raise AssertionError when orders and executions do not fit together."""
        check(self.fills, self._orders.values(), self._open.values(), self._done)

    # -------------------------------------------------------------------------------------------- by hand

    def order(self, client_id: int, order_id: int) -> LiveOrder:
        """An order of a client that has not ended."""
        live = self._open.get((client_id, order_id))
        if live is None:
            raise ValueError(f"client {client_id} has no order {order_id} that is open; ids as they were placed")
        return live

    def fill(self, client_id: int, order_id: int, price: float, quantity: Decimal | None = None) -> None:
        """Fill an order, whatever the market is; all that remains unless a quantity is given."""
        live = self.order(client_id, order_id)
        size = live.remaining if quantity is None else quantity
        if not 0 < size <= live.remaining or not live.transmitted:
            raise ValueError(f"{size} of order {order_id} cannot be filled; {live.remaining} remain, if transmitted")
        self._fill(live, self._market.state(live.instrument).exchange, size, price)

    def reject(self, client_id: int, order_id: int, reason: str) -> None:
        """Reject an order: 201, then the order and its status Inactive."""
        live = self.order(client_id, order_id)
        self._error(live, 201, f"Order rejected - reason:{reason}")
        self._leave(live, REJECTED, BY_SYSTEM)
        self._tell(live)
        self._end_children(live)

    def hold(self, client_id: int, order_id: int, held: bool = True) -> None:
        """Have an order not filled by the market, until it is released with False."""
        live = self.order(client_id, order_id)
        live.held = held
        if not held:
            self._clock.call_later(TRAVEL, lambda: self._arrive(live))

    # -------------------------------------------------------------------------------------------- requests

    def place(
        self, session: ClientSession, order_id: int, instrument: Instrument, contract: Contract, order: Order
    ) -> None:
        """A new order, or a change of a known one."""
        client_id = session.client_id
        assert client_id is not None
        known = self._orders.get((client_id, order_id))
        parent = self._orders.get((client_id, order.parentId)) if order.parentId else None
        if parent is not None and parent.done:
            session.error(order.parentId, 135, f"Can't find order with id = {order.parentId}")
            return
        problem = id_problem(order_id, self._last_ids.get(client_id, 0), known)
        problem = problem or problem_of(order, self._market.path(instrument).ladder, self._accounts)
        if order.parentId and parent is None:
            problem = problem or (10006, "Missing parent order")
        if known is not None:
            problem = problem or change_problem(known, instrument, order)
        if problem is not None:
            session.error(order_id, *problem)
            return
        account = order.account or self._accounts[0]
        if order.whatIf:
            shown = echo(order, order_id, client_id, 0, account)
            live = LiveOrder(client_id, order_id, instrument, instrument.shown(contract.exchange), shown)
            send_preview(session, live, *preview(self.ledger, self._market, live))
            return
        if known is None:
            known = self._accept(client_id, order_id, instrument, contract, order, account)
            if parent is not None:
                known.parent = parent
                parent.children.append(known)
        else:
            known.shown = echo(order, order_id, client_id, known.perm_id, account)
            known.stop = known.stop if known.triggered else None
        if parent is not None and not order.ocaGroup:  # the children of an order are one group
            known.shown.ocaGroup = str(parent.perm_id)
        if order.transmit or known.transmitted:  # else it waits, untold, until it is sent again to be transmitted
            family = (
                [known] if parent is None else [parent, *(one for one in parent.children if one is not known), known]
            )
            for live in family:
                if live is known or not (live.transmitted or live.done):
                    self._transmit(live)

    def _accept(
        self, client_id: int, order_id: int, instrument: Instrument, contract: Contract, order: Order, account: str
    ) -> LiveOrder:
        """A new order, known from now on."""
        self._perm_id += 1
        shown = echo(order, order_id, client_id, self._perm_id, account)
        live = LiveOrder(client_id, order_id, instrument, instrument.shown(contract.exchange), shown)
        self._orders[client_id, order_id] = self._open[client_id, order_id] = live
        self._last_ids[client_id] = order_id
        return live

    def exercise(
        self,
        session: ClientSession,
        order_id: int,
        instrument: Instrument,
        contract: Contract,
        action: int,
        quantity: int,
        account: str,
        override: bool,
    ) -> None:
        """Exercise options or let them lapse; told like an order to buy at nothing."""
        client_id = session.client_id
        assert client_id is not None
        account = account or self._accounts[0]
        problem = id_problem(order_id, self._last_ids.get(client_id, 0), self._orders.get((client_id, order_id)))
        problem = problem or exercise.problem_of(
            self.ledger, self._market, instrument, action, quantity, account, override
        )
        if problem is not None:
            session.error(order_id, *problem)
            return
        order = Order(action="BUY", totalQuantity=Decimal(quantity), orderType="MKT")
        live = self._accept(client_id, order_id, instrument, contract, order, account)
        live.exercise, live.transmitted = action, True
        self._tell(live)
        venue = instrument.contract.exchange
        self._clock.call_later(TRAVEL, lambda: None if live.done else self._fill(live, venue, live.remaining, 0.0))

    def _transmit(self, live: LiveOrder) -> None:
        """An order, or its change, goes to the exchange."""
        new, live.transmitted = not live.transmitted, True
        now = self._clock.now()
        self._tell(live)
        if new and not is_active(live.shown, live.instrument, now):
            text = f"Order Message:\n{live.shown.action} {live.shown.totalQuantity} {live.contract.symbol}\nWarning: "
            self._error(live, 399, f"{text}your order will not be placed at the exchange until the market opens")
        if live.expiry is not None:
            live.expiry.cancel()
        end = expiry(live.shown, live.instrument, now)
        if end is not None:
            live.expiry = self._clock.call_at(end, lambda: self._expire(live))
        self._clock.call_later(TRAVEL, lambda: self._arrive(live))

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
        """A new or changed order reaches the exchange: what can fill does, the rest works or waits."""
        if live.done:
            return
        at = self._at.setdefault(live.instrument, [])
        if live not in at:
            at.append(live)
            self._market.watch(live.instrument, self._moved)
        waited = live.why_held
        self._match(live, self._market.state(live.instrument))
        if live.done:
            return
        if waited and waited == live.why_held:
            self._tell(live)
        self._work(live)

    def _work(self, live: LiveOrder) -> None:
        """What is left of an order that nothing holds back works, or ends when it is for this moment only."""
        if live.done or live.held or live.why_held:
            return
        if live.shown.tif in ("IOC", "FOK"):
            self._end(live, CANCELLED, BY_SYSTEM)
        elif live.status != WORKING and is_active(live.shown, live.instrument, self._clock.now()):
            live.status = WORKING
            self._tell(live)

    def _moved(self, state: State, events: Sequence[Event]) -> None:
        for live in list(self._at.get(state.instrument, ())):
            self._match(live, state)
            self._work(live)

    def _match(self, live: LiveOrder, state: State) -> None:
        """Fill what the displayed quote allows, when the order is active."""
        order = live.shown
        if live.done or live.held or live.waits_for_parent or not is_active(order, live.instrument, self._clock.now()):
            return
        if live.waits_for_trigger and not self._trigger(live, state):
            return
        wanted_size = int(live.remaining)
        side = "BUY" if order.action == "BUY" else "SELL"
        if order.tif == "FOK":
            shown = state.ask_size if side == "BUY" else state.bid_size
            if shown is None or shown < wanted_size:
                return
        size, price = state.take(side, limit_of(order, live.stop), wanted_size)
        if size:
            self._fill(live, state.exchange, Decimal(size), price)

    def _trigger(self, live: LiveOrder, state: State) -> bool:
        """Whether the price that an order waits for has come; a trailing stop follows."""
        order = live.shown
        price = reference(order, state)
        if price is None:
            return False
        if KINDS[order.orderType].trigger == "trail":
            live.stop = order.trailStopPrice = trailing_stop(order, live.stop, price)
        live.triggered = is_triggered(order, order.auxPrice if live.stop is None else live.stop, price)
        return live.triggered

    def _fill(self, live: LiveOrder, exchange: str, quantity: Decimal, price: float) -> None:
        worth = Decimal(str(price))
        live.filled += quantity
        live.value += worth * quantity
        live.last_fill = price
        exec_id = f"0000e0d5.{0x69DD0000 + len(self.fills) + 1:08x}.01.01"
        fill = Fill(live, exec_id, self._clock.now(), exchange, quantity, price)
        account = live.shown.account
        if live.exercise:
            option = live.instrument
            fill.realized = exercise.settle(self.ledger, self._market, option, account, live.exercise, quantity)
        else:
            fees = commission(live.instrument, live.filled, live.value)
            fill.fee, live.fees = fees - live.fees, fees
            signed = quantity if fill.side == "BOT" else -quantity
            fill.realized = self.ledger.book(account, live.instrument, signed, worth, fill.fee)
        self.fills.append(fill)
        session = self._sessions.get(live.client_id)
        if session is not None:
            send_execution(session, fill)
        if live.remaining:
            live.status = WORKING
        else:
            self._leave(live, FILLED, f"Filled Size: {live.filled}")
        self._tell(live)
        self._clock.call_later(COMMISSION_DELAY, lambda: self._settle(live, fill))
        self._filled_in_group(live, quantity)
        if live.done:
            for child in live.children:
                if child.transmitted:
                    self._clock.call_later(TRAVEL, partial(self._arrive, child))

    def _filled_in_group(self, live: LiveOrder, quantity: Decimal) -> None:
        """The others of its OCA group are cancelled, or reduced by what was filled."""
        group, account = live.shown.ocaGroup, live.shown.account
        if not group:
            return
        for other in list(self._open.values()):
            if other is live or other.done or other.shown.ocaGroup != group or other.shown.account != account:
                continue
            if live.done or live.shown.ocaType == CANCEL_OTHERS or other.remaining <= quantity:
                self._end(other, CANCELLED, BY_SYSTEM, "Order Canceled - reason:OCA group filled")
            else:
                other.shown.totalQuantity -= quantity
                if other.transmitted:
                    self._tell(other)

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
        if live.status == FILLED:  # it was filled while the cancel was on its way
            self._refuse_cancel(live)
        elif not live.done:
            self._end(live, CANCELLED, "Cancelled by Trader", "Order Canceled - reason:")

    def _expire(self, live: LiveOrder) -> None:
        if not live.done:
            self._end(live, CANCELLED, BY_SYSTEM, "Order Canceled - reason:The order has expired")

    def _end(self, live: LiveOrder, status: str, ending: str, reason: str = "") -> None:
        """An order ends without being filled, and its children with it."""
        self._leave(live, status, ending)
        session = self._sessions.get(live.client_id)
        if session is not None:
            send_status(session, live)
        if reason:
            self._error(live, 202, reason)
        self._end_children(live)

    def _end_children(self, live: LiveOrder) -> None:
        for child in live.children:
            if not child.done:
                self._end(child, CANCELLED, BY_SYSTEM, "Order Canceled - reason:The parent order is cancelled")

    def _refuse_cancel(self, live: LiveOrder) -> None:
        live.refused_cancel = True
        session = self._sessions.get(live.client_id)
        if session is not None:
            text = f"OrderId {live.order_id} that needs to be cancelled cannot be cancelled, state: {live.status}."
            session.error(live.order_id, 10148, text)

    def _error(self, live: LiveOrder, code: int, text: str) -> None:
        session = self._sessions.get(live.client_id)
        if session is not None:
            session.error(live.order_id, code, text)

    def _leave(self, live: LiveOrder, status: str, ending: str) -> None:
        """An order that is done leaves the market."""
        live.status, live.ending, live.ended = status, ending, self._clock.now()
        if live.expiry is not None:
            live.expiry.cancel()
        if live.transmitted:
            self._done.append(live)
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
