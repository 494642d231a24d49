"""What clients and scripts ask of orders: place, change, cancel, exercise; who may; and what is told when asked.

intake.py completes an order, checks.py looks what is wrong with it, allocation.py shares it among accounts; book.py
knows the orders, afford.py says whether the accounts can have them, exchange.py works them, booking.py books what they
fill, endings.py what becomes of contracts that expire; teller.py tells of it all; invariants.py is what is always true.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from decimal import Decimal
from typing import TYPE_CHECKING

from ibproto.contract import Contract
from ibproto.execution import ExecutionFilter
from ibproto.gateway.accounts import Ledger
from ibproto.gateway.behaviour import Behaviour
from ibproto.gateway.market import Market
from ibproto.gateway.reference.advisor import Advisor
from ibproto.gateway.universe import Combo, Instrument
from ibproto.order import Order

from . import afford, exercise
from .allocation import Shares, allocations
from .answers import echo, send_commission, send_completed, send_execution, send_preview, wanted
from .book import OrderBook
from .checks import Problem, change_problem, id_problem, problem_of
from .endings import Endings
from .exchange import Exchange
from .intake import Intake, Taken
from .invariants import Auditor
from .live import Fill, LiveOrder
from .preview import preview
from .teller import Teller

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession

ADMIN = 0  # the client that has the orders which were entered by hand


class Trading:
    """All orders and executions of all clients. master: the id of the client that hears of all of them."""

    def __init__(
        self,
        market: Market,
        ledger: Ledger,
        accounts: Sequence[str],
        sessions: Mapping[int, ClientSession],
        behaviour: Behaviour,
        advisor: Advisor | None = None,
        master: int | None = None,
    ) -> None:
        self.ledger = ledger
        self._market = market
        self._clock = market.clock
        self._accounts = accounts
        self._behaviour = behaviour
        self._bursts: dict[int, tuple[int, int]] = {}  # by client id: the second, and how many orders came in it
        self.holds_new = False  # whether new orders are held until they are released by `hold(..., False)`
        self._binder: ClientSession | None = None  # gets orders entered by hand as its own, as they come
        self._intake = Intake(market, ledger, accounts, behaviour, advisor)
        self._book = OrderBook(market.seed)
        self._audited = 0
        self._auditor = Auditor(self._book, ledger)
        self._tell = Teller(self._book, sessions, market.clock, behaviour, master)
        self._exchange = Exchange(market, ledger, self._book, self._tell, behaviour)
        self._endings = Endings(market, ledger, self._book, self._exchange.expire)

    # -------------------------------------------------------------------------------------------- queries

    @property
    def fills(self) -> list[Fill]:
        """All executions, oldest first."""
        return self._book.fills

    def next_id(self, client_id: int) -> int:
        """The next valid order id of a client."""
        return self._book.last_id(client_id) + 1

    def reset_ids(self) -> str:
        """Begin the order ids of all clients anew; returns why that is not possible, "" when it is done."""
        if self._book.open:
            return "The order ids cannot be reset while there are active orders; cancel them first"
        self._book.reset()
        return ""

    def send_open_orders(self, session: ClientSession, everyone: bool = False) -> None:
        """The transmitted orders that are not done, of this client or of everyone."""
        for live in self._book.open.values():
            if live.transmitted and (everyone or live.client_id == session.client_id):
                self._tell.show(session, live)

    def bind(self, session: ClientSession) -> None:
        """Client 0 gets the open orders that were entered by hand as its own: with ids, below 0."""
        if session.client_id == ADMIN:
            for live in self._book.unbound():
                self._bind(live)

    def bind_from_now(self, session: ClientSession, automatic: bool) -> None:
        """The same with those that will be entered by hand, or not any more."""
        self._binder = session if automatic else None

    def _bind(self, live: LiveOrder) -> None:
        self._book.bind(live)
        self._tell.bound(live)

    def send_executions(self, session: ClientSession, reqId: int, filter: ExecutionFilter) -> int:
        """The executions that pass a filter, each with its commission; how many there are."""
        now = self._clock.now()
        found = [fill for fill in self.fills if wanted(fill, filter, now)]
        for fill in found:
            send_execution(session, fill, reqId)
            send_commission(session, fill)
        return len(found)

    def send_completed_orders(self, session: ClientSession, api_only: bool = False) -> None:
        """The transmitted orders that are done, of everyone. api_only: without those that were entered by hand."""
        for live in self._book.done:
            if not (api_only and live.is_manual):
                send_completed(session, live)

    def keep(self, noted: Callable[[LiveOrder], None]) -> OrderBook:
        """Have each order noted before anybody is told of it; returns the book that is to be kept."""
        self._tell.noted = noted
        return self._book

    def resume(self) -> None:
        """The book is as it was before a restart: what was under way goes on."""
        untold: dict[LiveOrder, list[Fill]] = {}
        for fill in self._book.fills:
            if not fill.told:
                untold.setdefault(fill.live, []).append(fill)
        for live in dict.fromkeys((*untold, *self._book.open.values())):
            self._exchange.resume(live, untold.get(live, ()))
            if not live.done:
                self._endings.plan(live.instrument)

    def plan_end(self, instrument: Instrument) -> None:
        """See to it that a contract that is held ends at its time."""
        self._endings.plan(instrument)

    def check(self) -> None:
        """Raise AssertionError when orders and executions do not fit together."""
        Auditor(self._book, self.ledger).check(self._clock.now())

    def audit(self) -> None:
        """The same for what has happened since the last time, and what is open."""
        self._audited = self._tell.count
        self._auditor.check(self._clock.now())

    @property
    def has_news(self) -> bool:
        """Whether something has happened to an order since then, or is due."""
        return self._audited != self._tell.count or self._auditor.waits

    # -------------------------------------------------------------------------------------------- by hand

    def order(self, client_id: int, order_id: int) -> LiveOrder:
        """An order of a client that has not ended; those that were entered by hand are client 0's, by their permIds."""
        live = self._book.find(client_id, order_id) or self._book.orders.get(order_id)
        if live is None or live.done or live.client_id != client_id:
            raise ValueError(f"client {client_id} has no order {order_id} that is open; ids as they were placed")
        return live

    def manual(self, account: str, contract: Contract, order: Order) -> int:
        """Enter an order by hand, as in a window of TWS; returns its permId. ValueError when it is not valid."""
        instrument = self._instrument_of(contract)
        entered = copy(order)
        entered.account = account
        taken = self._take_by_hand(entered, instrument)
        live = self._book.add(ADMIN, 0, instrument, contract, taken.order, account)
        self._share(live, taken.shares)
        self._endings.plan(instrument)
        live.is_manual = True
        if self._binder is not None and not self._binder.broken:
            self._bind(live)
        self._exchange.transmit(live)
        return live.perm_id

    def change_manual(self, perm_id: int, order: Order) -> None:
        """Change an order that was entered by hand. ValueError when it has ended or the change is not valid."""
        live = self.order(ADMIN, perm_id)
        changed = copy(order)
        changed.account = live.shown.account
        taken = self._take_by_hand(changed, live.instrument, live)
        self._change(live, taken.order)
        self._share(live, taken.shares)
        self._exchange.transmit(live)

    def cancel_manual(self, perm_id: int) -> None:
        """Cancel an order that was entered by hand. ValueError when it has ended."""
        self._exchange.cancel(self.order(ADMIN, perm_id))

    def _instrument_of(self, contract: Contract) -> Instrument:
        if contract.secType == "BAG":
            combo = self._market.universe.combine(contract)
            if isinstance(combo, Combo):
                return combo
            raise ValueError(combo[1])
        found = self._market.find(contract)
        if len(found) != 1:
            raise ValueError(f"{len(found)} instruments are like {contract}; one is needed")
        return found[0]

    def _take_by_hand(self, order: Order, instrument: Instrument, known: LiveOrder | None = None) -> Taken:
        taken = self._take(order, instrument, known)
        if not isinstance(taken, Taken):
            raise ValueError(f"the order is not valid: {taken[0]} {taken[1]}")
        return taken

    def fill(self, client_id: int, order_id: int, price: float, quantity: Decimal | None = None) -> None:
        """Fill an order at a price, whatever the market is, and even when it waits or is held; all that remains unless
        a quantity is given. Told, booked and paid like any execution. ValueError when so much does not remain."""
        live = self.order(client_id, order_id)
        size = live.remaining if quantity is None else quantity
        if not 0 < size <= live.remaining or not live.transmitted:
            raise ValueError(f"{size} of order {order_id} cannot be filled; {live.remaining} remain, if transmitted")
        self._exchange.fill(live, self._market.state(live.instrument).exchange, size, price)

    def reject(self, client_id: int, order_id: int, reason: str) -> None:
        """Reject an order: 201 "Order rejected - reason:" with the reason, then the order and its status Inactive; its
        children are cancelled."""
        self._exchange.reject(self.order(client_id, order_id), reason)

    def hold(self, client_id: int, order_id: int, held: bool = True) -> None:
        """Have an order not filled by the market, until it is released with False; told is nothing. To hold orders
        before they can fill, set `holds_new`."""
        live = self.order(client_id, order_id)
        live.held = held
        if not held:
            self._exchange.release(live)

    def locate(self, client_id: int, order_id: int) -> None:
        """The shares are found that an order sells short: it works from now on."""
        live = self.order(client_id, order_id)
        live.locates = False
        self._exchange.release(live)

    def expire(self, contract: Contract) -> None:
        """Let an option or a future expire now: orders for it end, positions are exercised, lapse or are settled, and
        it is no longer found. ValueError for what does not expire."""
        self._endings.settle(self._instrument_of(contract))

    # -------------------------------------------------------------------------------------------- requests

    def place(
        self, session: ClientSession, order_id: int, instrument: Instrument, contract: Contract, order: Order
    ) -> None:
        """A new order, or a change of a known one."""
        client_id = session.client_id
        assert client_id is not None
        known = self._reach(client_id, order_id)
        parent = self._book.find(client_id, order.parentId) if order.parentId else None
        if parent is not None and parent.done:
            session.error(order.parentId, 135, f"Can't find order with id = {order.parentId}")
            return
        problem = id_problem(order_id, self._book.last_id(client_id), known)
        if problem is None and known is None and self._is_dropped(client_id):
            return
        taken = problem or self._take(order, instrument, known)
        if not isinstance(taken, Taken):
            session.error(order_id, *taken)
            return
        if order.parentId and parent is None:
            session.error(order_id, 10006, "Missing parent order")
            return
        order, shares = taken
        account = order.account or self._accounts[0]
        is_preset = bool(self._behaviour.preset_tif) and not order.tif
        order.tif = order.tif or self._behaviour.preset_tif
        if order.whatIf:
            shown = echo(order, order_id, client_id, 0, account)
            live = LiveOrder(client_id, order_id, instrument, instrument.shown(contract.exchange), shown)
            self._share(live, shares)
            reason = afford.refusal(self._behaviour, self.ledger, self._market, self._book, live)
            if reason:
                session.error(order_id, 201, f"Order rejected - reason:{reason}")
                return
            send_preview(session, live, *preview(self.ledger, self._market, live))
            return
        if known is None:
            known = self._book.add(client_id, order_id, instrument, contract, order, account)
            known.preset = is_preset
            known.held = self.holds_new
            if parent is not None:
                known.parent = parent
                parent.children.append(known)
        else:
            self._follow(client_id, known)
            self._change(known, order)
        self._share(known, shares)
        self._endings.plan(instrument)
        first = known.parent  # also when it is done, and not named any more
        if first is not None and not (order.ocaGroup or order.hedgeType):  # the other children are one group
            known.shown.ocaGroup = str(first.perm_id)
        if order.transmit or known.transmitted:  # else it waits, untold, until it is sent again to be transmitted
            family = (
                [known] if parent is None else [parent, *(one for one in parent.children if one is not known), known]
            )
            for live in family:
                if live is known or not (live.transmitted or live.done):
                    self._exchange.transmit(live)

    def _reach(self, client_id: int, order_id: int) -> LiveOrder | None:
        """The order that a client means by an id: its own one, or one of another client that it was told of."""
        own = self._book.find(client_id, order_id)
        if own is not None or self._behaviour.foreign_orders != "seen" and client_id != ADMIN:
            return own
        seen = self._book.find_seen(client_id, order_id)
        return None if seen is None or seen.done else seen

    def _follow(self, client_id: int, live: LiveOrder) -> None:
        """A client has done something to an order: it hears of it from now on."""
        if client_id != live.client_id and client_id not in live.followers:
            live.followers.append(client_id)

    def _change(self, live: LiveOrder, order: Order) -> None:
        account = order.account or live.shown.account
        live.shown = echo(order, live.order_id, live.client_id, live.perm_id, account)

    def _is_dropped(self, client_id: int) -> bool:
        """Whether a new order is one too many of a burst, of which nothing is told."""
        second = int(self._clock.now())
        known = self._bursts.get(client_id, (second, 0))
        count = known[1] + 1 if known[0] == second else 1
        self._bursts[client_id] = second, count
        return 0 < self._behaviour.burst < count

    def _share(self, live: LiveOrder, shares: Shares) -> None:
        """The accounts of a group get their shares of an order."""
        live.shares = shares
        live.allocations = allocations(self.ledger, live)

    def _take(self, order: Order, instrument: Instrument, known: LiveOrder | None) -> Taken | Problem:
        """The order as it is worked, or what is wrong with it."""
        taken = self._intake.take(order, instrument, known)
        if not isinstance(taken, Taken):
            return taken
        problem = problem_of(taken.order, instrument, self._market, self._accounts, self._behaviour)
        if known is not None:
            problem = problem or change_problem(known, instrument, taken.order, self._behaviour)
        return problem or taken

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
        problem = id_problem(order_id, self._book.last_id(client_id), self._book.find(client_id, order_id))
        problem = problem or exercise.problem_of(
            self.ledger, self._market, instrument, action, quantity, account, override
        )
        if problem is not None:
            session.error(order_id, *problem)
            return
        order = Order(action="BUY", totalQuantity=Decimal(quantity), orderType="MKT")
        live = self._book.add(client_id, order_id, instrument, contract, order, account)
        live.exercise = action
        self._exchange.exercise(live)

    def cancel(self, session: ClientSession, order_id: int) -> None:
        """Cancel an order of the same client, or of another one that it was told of."""
        assert session.client_id is not None
        live = self._reach(session.client_id, order_id)
        if live is None or live.refused_cancel:
            text = f"OrderId {order_id} that needs to be cancelled is not found."
            if self._behaviour.old_cancel_errors:
                session.error(order_id, 135, f"Can't find order with id = {order_id}")
            else:
                session.error(order_id, 10147, text)
        elif live.done:
            self._exchange.refuse_cancel(live)
        else:
            if live.client_id != session.client_id:
                self._follow(session.client_id, live)
                live.cancelled_by = session.client_id
            self._exchange.cancel(live)

    def cancel_all(self) -> None:
        for live in list(self._book.open.values()):
            self._exchange.cancel(live)
