"""What happens to an order from its transmission on: it arrives, waits, works, fills, expires or is cancelled.

Frames come in the order that was recorded from a real gateway: the order and its status when it is accepted; each
execution when it happens; the order and its status again when it is filled; once more with the commission, and then
the commission report.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from math import ceil

from ibproto.gateway.accounts import Ledger
from ibproto.gateway.market import Event, Market, State

from .book import OrderBook
from .booking import Booker
from .kinds import KINDS, is_triggered, limit_of, reference, trailing_stop
from .live import CANCELLED, FILLED, REJECTED, WORKING, Fill, LiveOrder
from .teller import Teller
from .times import expiry, is_active

TRAVEL = 0.05  # virtual seconds for an order, a change or a cancel to reach the exchange
COMMISSION_DELAY = 0.1  # virtual seconds from an execution to its commission
CANCEL_OTHERS = 1  # the OCA type whose first execution cancels the group; those of 2 and 3 reduce it
BY_SYSTEM = "Cancelled by System:\n"


class Exchange:
    """Works orders against the market, and books what they fill."""

    def __init__(self, market: Market, ledger: Ledger, book: OrderBook, tell: Teller) -> None:
        self._market = market
        self._clock = market.clock
        self._ledger = ledger
        self._book = book
        self._tell = tell
        self._booker = Booker(market, ledger, book.fills)

    # -------------------------------------------------------------------------------------------- on the way

    def transmit(self, live: LiveOrder) -> None:
        """An order, or its change, goes to the exchange."""
        new, live.transmitted = not live.transmitted, True
        now = self._clock.now()
        self._tell.order(live)
        if new and not is_active(live.shown, live.instrument, now):
            text = f"Order Message:\n{live.shown.action} {live.shown.totalQuantity} {live.contract.symbol}\nWarning: "
            self._tell.error(live, 399, f"{text}your order will not be placed at the exchange until the market opens")
        if live.expiry is not None:
            live.expiry.cancel()
        end = expiry(live.shown, live.instrument, now)
        if end is not None:
            live.expiry = self._clock.call_at(end, lambda: self._expire(live))
        self._clock.call_later(TRAVEL, lambda: self._arrive(live))

    def exercise(self, live: LiveOrder) -> None:
        """Options are exercised or lapse: told like an order that is filled at nothing."""
        live.transmitted = True
        self._tell.order(live)
        venue = live.instrument.contract.exchange
        self._clock.call_later(TRAVEL, lambda: None if live.done else self.fill(live, venue, live.remaining, 0.0))

    def cancel(self, live: LiveOrder) -> None:
        """The wish to cancel an order is on its way."""
        self._clock.call_later(TRAVEL, lambda: self._cancelled(live))

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
        waited = live.why_held
        self._match(live, self._market.state(live.instrument))
        if live.done:
            return
        if waited and waited == live.why_held:
            self._tell.order(live)
        self._work(live)

    def _work(self, live: LiveOrder) -> None:
        """What is left of an order that nothing holds back works, or ends when it is for this moment only."""
        if live.done or live.held or live.why_held:
            return
        if live.shown.tif in ("IOC", "FOK"):
            self.end(live, CANCELLED, BY_SYSTEM)
        elif live.status != WORKING and is_active(live.shown, live.instrument, self._clock.now()):
            live.status = WORKING
            self._tell.order(live)

    def _moved(self, state: State, events: Sequence[Event]) -> None:
        for live in self._book.at(state.instrument):
            self._match(live, state)
            self._work(live)

    def _match(self, live: LiveOrder, state: State) -> None:
        """Fill what the displayed quote allows, when the order is active."""
        order = live.shown
        if live.done or live.held or live.waits_for_parent or not is_active(order, live.instrument, self._clock.now()):
            return
        if live.waits_for_trigger and not self._trigger(live, state):
            return
        wanted_size = ceil(live.remaining)
        side = "BUY" if order.action == "BUY" else "SELL"
        if order.tif == "FOK":
            shown = state.ask_size if side == "BUY" else state.bid_size
            if shown is None or shown < wanted_size:
                return
        size, price = state.take(side, limit_of(order, live.stop), wanted_size)
        if size:
            self.fill(live, state.exchange, min(Decimal(size), live.remaining), price)

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

    # -------------------------------------------------------------------------------------------- executions

    def fill(self, live: LiveOrder, exchange: str, quantity: Decimal, price: float) -> None:
        """An execution of an order: booked, told, and felt by the orders that belong to it."""
        fills = self._booker.execute(live, exchange, quantity, price)
        for fill in fills:
            self._tell.execution(fill)
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
                    self._clock.call_later(TRAVEL, partial(self._arrive, child))

    def _filled_in_group(self, live: LiveOrder, quantity: Decimal) -> None:
        """The others of its OCA group are cancelled, or reduced by what was filled."""
        for other in self._book.group_of(live):
            if live.done or live.shown.ocaType == CANCEL_OTHERS or other.remaining <= quantity:
                self.end(other, CANCELLED, BY_SYSTEM, "Order Canceled - reason:OCA group filled")
            else:
                other.shown.totalQuantity -= quantity
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

    def refuse_cancel(self, live: LiveOrder) -> None:
        """Say that an order is done already."""
        live.refused_cancel = True
        text = f"OrderId {live.order_id} that needs to be cancelled cannot be cancelled, state: {live.status}."
        self._tell.error(live, 10148, text)

    def _cancelled(self, live: LiveOrder) -> None:
        if live.status == FILLED:  # it was filled while the cancel was on its way
            self.refuse_cancel(live)
        elif not live.done:
            self.end(live, CANCELLED, "Cancelled by Trader", "Order Canceled - reason:")

    def _expire(self, live: LiveOrder) -> None:
        if not live.done:
            self.end(live, CANCELLED, BY_SYSTEM, "Order Canceled - reason:The order has expired")

    def _end_children(self, live: LiveOrder) -> None:
        for child in live.children:
            if not child.done:
                self.end(child, CANCELLED, BY_SYSTEM, "Order Canceled - reason:The parent order is cancelled")

    def _leave(self, live: LiveOrder, status: str, ending: str) -> None:
        """An order that is done leaves the market."""
        live.status, live.ending, live.ended = status, ending, self._clock.now()
        if live.expiry is not None:
            live.expiry.cancel()
        if self._book.leave(live):
            self._market.unwatch(live.instrument, self._moved)
