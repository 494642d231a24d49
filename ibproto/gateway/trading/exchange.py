"""What happens to an order from its transmission on: it arrives, waits, works, fills, expires or is cancelled.

Frames come in the order that was recorded from a real gateway: the order and its status when it is accepted; each
execution when it happens; the order and its status again when it is filled; once more with the commission, and then
the commission report.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from math import inf

from ibproto.gateway.accounts import Ledger
from ibproto.gateway.behaviour import Behaviour
from ibproto.gateway.market import Event, Market, State
from ibproto.gateway.zones import local

from . import afford, algos, auctions, conditions, first, hedges, triggers
from .allocation import resize
from .book import OrderBook
from .booking import Booker
from .kinds import auction_of, kind_of, sign
from .live import CANCELLED, FILLED, PENDING, REJECTED, WORKING, Fill, LiveOrder
from .matching import active, is_ready, take, trigger
from .teller import Teller
from .times import expiry, next_active

TRAVEL = 0.05  # virtual seconds for an order, a change or a cancel to reach the exchange
COMMISSION_DELAY = 0.1  # virtual seconds from an execution to its commission
CANCEL_OTHERS = 1  # the OCA type whose first execution cancels the group; those of 2 and 3 reduce it
BY_SYSTEM = "Cancelled by System:\n"


class Exchange:
    """Works orders against the market, and books what they fill."""

    def __init__(self, market: Market, ledger: Ledger, book: OrderBook, tell: Teller, behaviour: Behaviour) -> None:
        self._market = market
        self._clock = market.clock
        self._ledger = ledger
        self._book = book
        self._tell = tell
        self._behaviour = behaviour
        self._booker = Booker(market, ledger, book.fills)
        self._looks = conditions.Looks(market, ledger, book.fills)

    # -------------------------------------------------------------------------------------------- on the way

    def transmit(self, live: LiveOrder) -> None:
        """An order, or its change, goes to the exchange."""
        new, live.transmitted = not live.transmitted, True
        now = self._clock.now()
        if new:
            live.placed = now
            self._announce(live)
        else:
            live.anew()
            self._tell.order(live)
        self._schedule(live, now)

    def resume(self, live: LiveOrder, untold: Sequence[Fill]) -> None:
        """After a restart: an order that is not done is on its way once more, commissions are told that were not."""
        if untold:
            self._clock.call_later(COMMISSION_DELAY, partial(self._settle, live, untold, live.filled))
        if live.exercise and not live.done:
            self._exercise_later(live)
        elif not live.done:
            self._schedule(live, live.placed)

    def _schedule(self, live: LiveOrder, since: float) -> None:
        """Plan what is to happen to an order. since: from when on its auction and its end are counted."""
        live.stop_timers()
        order, instrument = live.shown, live.instrument
        if auction_of(order):
            live.call = self._clock.call_at(auctions.time_of(order, instrument, since), lambda: self._auction(live))
        times = [
            None if auction_of(order) else expiry(order, instrument, since),
            algos.must_end(order, instrument, since),
        ]
        end = min((time for time in times if time is not None), default=None)
        if end is not None:
            live.expiry = self._clock.call_at(end, lambda: self.expire(live))
        self._clock.call_later(TRAVEL, lambda: self._arrive(live))

    def _announce(self, live: LiveOrder) -> None:
        """A new order is told, with the price that stops are shown with at first, and what there is to say about it."""
        order, now = live.shown, self._clock.now()
        if live.exercise == 0 and order.hedgeType and live.parent is not None:
            hedges.resize(self._market, live.parent, live)
        short = first.is_held_short(self._behaviour, self._ledger, live)
        live.locates = short
        shown = order.lmtPrice
        order.lmtPrice = first.shown_limit(self._market, live)
        self._tell_first(live)
        order.lmtPrice = shown
        waits_until = 0.0
        if auction_of(order) == "open":
            waits_until = auctions.time_of(order, live.instrument, now) - auctions.CALLED
        elif not active(self._market, order, live):
            waits_until = next_active(order, live.instrument, now)
        if waits_until:
            zone = live.instrument.calendar
            when = f"{local(waits_until, zone.zone):%Y-%m-%d %H:%M:%S} {zone.zone_name}"
            text = f"Order Message:\n{order.action} {order.totalQuantity} {live.contract.symbol}\nWarning: "
            self._tell.error(live, 399, f"{text}your order will not be placed at the exchange until {when}")
        for code, text in first.notices(self._behaviour, self._ledger, live):
            self._tell.error(live, code, text)

    def _tell_first(self, live: LiveOrder) -> None:
        """The first status of an order, which is not the same on all days."""
        status = self._behaviour.first_status
        if status == WORKING and not live.why_held and is_ready(self._market, live) and not auction_of(live.shown):
            live.status = WORKING
        if status == "PendingSubmit":
            live.status = status
            self._tell.order(live)
            live.status = PENDING
        elif status:
            self._tell.order(live)

    def exercise(self, live: LiveOrder) -> None:
        """Options are exercised or lapse: told like an order that is filled at nothing."""
        live.transmitted = True
        self._tell.order(live)
        self._exercise_later(live)

    def _exercise_later(self, live: LiveOrder) -> None:
        venue = live.instrument.contract.exchange
        self._clock.call_later(TRAVEL, lambda: None if live.done else self.fill(live, venue, live.remaining, 0.0))

    def cancel(self, live: LiveOrder) -> None:
        """The wish to cancel an order is on its way."""
        if self._behaviour.pending_cancel and live.transmitted:
            self._tell_passing(live, "PendingCancel")
        arrives = self._clock.now() + TRAVEL
        if (
            self._behaviour.closed_cancel == "at open"
            and live.transmitted
            and not active(self._market, live.shown, live)
        ):
            arrives = max(arrives, next_active(live.shown, live.instrument, arrives))
        self._clock.call_at(arrives, lambda: self._cancelled(live))

    def _tell_passing(self, live: LiveOrder, status: str) -> None:
        """Tell a status that the order has on the way to another one."""
        before, live.status = live.status, status
        self._tell.status(live)
        live.status = before

    def release(self, live: LiveOrder) -> None:
        """An order that was held back may fill again."""
        self._clock.call_later(TRAVEL, lambda: self._arrive(live))

    # -------------------------------------------------------------------------------------------- there

    def _arrive(self, live: LiveOrder) -> None:
        """A new or changed order reaches the exchange: what can fill does, the rest works or waits."""
        if live.done:
            return
        if self._book.enter(live):
            self._market.watch(live.instrument, self._moved)
        state = self._market.state(live.instrument)
        refused = None if live.arrived else first.refused(self._behaviour, self._market, live, state)
        live.arrived = True
        if refused:
            self._refuse(live, *refused)
            return
        if not (live.judged or live.waits_for_parent or live.filled):
            live.judged = True
            reason = afford.refusal(self._behaviour, self._ledger, self._market, self._book, live)
            if reason:
                self.reject(live, reason)
                return
        if live.shown.algoStrategy and not live.began:
            algos.begin(live, state, self._clock.now())
        waited = live.why_held
        self._look(live)
        self._match(live, state, ())
        if live.done:
            return
        if waited and waited == live.why_held:
            self._tell.order(live)
        self._work(live)

    def _refuse(self, live: LiveOrder, status: str, code: int, text: str) -> None:
        """The exchange does not take an order: it is Inactive, or is cancelled."""
        if status == CANCELLED:
            self._tell_passing(live, "PendingCancel")
            self.end(live, CANCELLED, BY_SYSTEM, text)
        elif code:
            self.reject(live, text)
        else:
            self._leave(live, REJECTED, BY_SYSTEM)
            self._tell.order(live)
            self._end_children(live)

    def _look(self, live: LiveOrder) -> None:
        """See whether the conditions of an order are true now; until they are, look again later."""
        order = live.shown
        if live.done or not order.conditions or live.met and not order.conditionsCancelOrder:
            return
        calendar, now = live.instrument.calendar, self._clock.now()
        if (order.conditionsIgnoreRth or calendar.is_liquid(now)) and conditions.hold(self._looks, live):
            live.met = True
            if order.conditionsCancelOrder:
                self.end(live, CANCELLED, BY_SYSTEM, "Order Canceled - reason:The conditions of the order are true")
                return
            self._match(live, self._market.state(live.instrument), ())
            self._work(live)
        else:
            if live.look is not None:
                live.look.cancel()
            live.look = self._clock.call_later(conditions.PERIOD, lambda: self._look(live))

    def _work(self, live: LiveOrder) -> None:
        """What is left of an order that nothing holds back works, or ends when it is for this moment only."""
        at_once = live.shown.tif in ("IOC", "FOK")
        if live.status == WORKING and not at_once:
            return
        if live.done or live.held or live.why_held or not is_ready(self._market, live):
            return
        if at_once:
            self.end(live, CANCELLED, BY_SYSTEM)
        elif auction_of(live.shown) != "open":
            live.status = WORKING
            self._tell.order(live)

    def _moved(self, state: State, events: Sequence[Event]) -> None:
        for live in self._book.at(state.instrument):
            if live.call is None:  # else it waits for its auction
                self._match(live, state, events)
            self._work(live)

    def _match(self, live: LiveOrder, state: State, events: Sequence[Event]) -> None:
        """Fill what the displayed quote, or the trades of others, allow, when the order is active."""
        if not is_ready(self._market, live):
            return
        if live.waits_for_trigger:
            self._adjust(live, state)
            if not trigger(live, state):
                return
        size, price = take(self._market, live, state, events)
        if size:
            self.fill(live, state.exchange, min(Decimal(size), live.remaining), price)

    def _adjust(self, live: LiveOrder, state: State) -> None:
        """A stop becomes its adjusted order when the price has come for that."""
        order = live.shown
        if not order.adjustedOrderType:
            return
        found, _ = triggers.prices(state, order.triggerMethod, sign(order) < 0)
        if found and triggers.is_adjusted(order, min(found) if sign(order) > 0 else max(found)):
            triggers.adjust(order)
            live.stop, live.reached = None, 0
            self._tell.order(live)

    def _auction(self, live: LiveOrder) -> None:
        """The auction is on for which an order waits: it fills whole, goes on or ends."""
        order = live.shown
        live.call = None
        if live.done:
            return
        opening = auction_of(order) == "open"
        price = auctions.price_of(self._market, live.instrument, opening)
        free = not (live.held or live.locates or live.waits_for_parent) and live.met
        if free and price is not None and auctions.is_within(order, price):
            exchange = live.instrument.contract.primaryExchange or live.instrument.contract.exchange
            self.fill(live, exchange, live.remaining, price)
        elif order.tif == "AUC" and price is not None:
            order.tif = "DAY"
            if not kind_of(order).limited:
                order.orderType, order.lmtPrice = "LMT", price
            live.expiry = self._clock.call_at(
                expiry(order, live.instrument, self._clock.now()) or inf, lambda: self.expire(live)
            )
            self._arrive(live)
        else:
            self.end(live, CANCELLED, BY_SYSTEM, "Order Canceled - reason:The auction did not fill the order")

    # -------------------------------------------------------------------------------------------- executions

    def fill(self, live: LiveOrder, exchange: str, quantity: Decimal, price: float) -> None:
        """An execution of an order: booked, told, and felt by the orders that belong to it."""
        fills = self._booker.execute(live, exchange, quantity, price)
        for fill in fills:
            self._tell.execution(fill)
        if kind_of(live.shown).price == "first" and live.level is None:
            live.level = live.shown.lmtPrice = price
        if live.remaining:
            live.status = WORKING
        else:
            self._leave(live, FILLED, f"Filled Size: {live.filled}")
        self._tell.order(live)
        self._clock.call_later(COMMISSION_DELAY, partial(self._settle, live, fills, live.filled))
        self._filled_in_group(live, quantity)
        if live.done:
            for child in live.children:
                if child.transmitted:
                    if child.shown.hedgeType:
                        hedges.resize(self._market, live, child)
                    self._clock.call_later(TRAVEL, partial(self._arrive, child))

    def _filled_in_group(self, live: LiveOrder, quantity: Decimal) -> None:
        """The others of its OCA group are cancelled, or reduced by what was filled."""
        for other in self._book.group_of(live):
            if live.done or live.shown.ocaType == CANCEL_OTHERS or other.remaining <= quantity:
                self.end(other, CANCELLED, BY_SYSTEM, "Order Canceled - reason:OCA group filled")
            else:
                resize(other, other.shown.totalQuantity - quantity)
                if other.transmitted:
                    self._tell.order(other)

    def _settle(self, live: LiveOrder, fills: Sequence[Fill], filled: Decimal) -> None:
        """The commission of an execution has become known; with the last one the order is told again."""
        if live.status == FILLED and filled == live.filled:
            self._tell.order(live, live.fees)
        for fill in fills:
            self._tell.commission(fill)

    # -------------------------------------------------------------------------------------------- endings

    def reject(self, live: LiveOrder, reason: str) -> None:
        """201, then the order and its status Inactive."""
        self._tell.error(live, 201, f"Order rejected - reason:{reason}")
        self._leave(live, REJECTED, BY_SYSTEM)
        self._tell.order(live)
        self._end_children(live)

    def end(self, live: LiveOrder, status: str, ending: str, reason: str = "") -> None:
        """An order ends without being filled, and its children with it."""
        self._leave(live, status, ending)
        self._tell.status(live)
        if reason:
            self._tell.error(live, 202, reason)
        self._end_children(live)
        parent = live.parent
        if live.shown.autoCancelParent and parent is not None and not parent.done:
            self.end(parent, CANCELLED, BY_SYSTEM, "Order Canceled - reason:The child order is cancelled")

    def refuse_cancel(self, live: LiveOrder) -> None:
        """Say that an order is done already."""
        live.refused_cancel = True
        if self._behaviour.old_cancel_errors:
            text = f"Cancel attempted when order is not in a cancellable state. Order permId = {live.perm_id}"
            self._tell.error(live, 161, text)
            return
        text = f"OrderId {live.order_id} that needs to be cancelled cannot be cancelled, state: {live.status}."
        self._tell.error(live, 10148, text)

    def _cancelled(self, live: LiveOrder) -> None:
        if live.status == FILLED:  # it was filled while the cancel was on its way
            self.refuse_cancel(live)
        elif not live.done:
            self.end(live, CANCELLED, "Cancelled by Trader", "Order Canceled - reason:")

    def expire(self, live: LiveOrder) -> None:
        """The time of an order is over, or its contract has expired."""
        if not live.done:
            self.end(live, CANCELLED, BY_SYSTEM, "Order Canceled - reason:The order has expired")

    def _end_children(self, live: LiveOrder) -> None:
        for child in live.children:
            if not child.done:
                self.end(child, CANCELLED, BY_SYSTEM, "Order Canceled - reason:The parent order is cancelled")

    def _leave(self, live: LiveOrder, status: str, ending: str) -> None:
        """An order that is done leaves the market."""
        live.status, live.ending, live.ended = status, ending, self._clock.now()
        live.stop_timers()
        if self._book.leave(live):
            self._market.unwatch(live.instrument, self._moved)
