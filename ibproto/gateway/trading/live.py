"""One order from its acceptance to its end, and its executions."""

from __future__ import annotations

from decimal import Decimal

from ibproto.contract import Contract
from ibproto.gateway.clock import Timer
from ibproto.gateway.universe import Instrument
from ibproto.order import Order
from ibproto.order_state import OrderAllocation

from .kinds import kind_of, rests

PENDING, WORKING, FILLED, CANCELLED, REJECTED = "PreSubmitted", "Submitted", "Filled", "Cancelled", "Inactive"
DONE = (FILLED, CANCELLED, REJECTED)
ADDED, REMOVED = 1, 2  # liquidity


class Tally:
    """What an order has filled of an instrument for an account."""

    __slots__ = ("fees", "filled", "value")

    def __init__(self) -> None:
        self.filled = self.value = self.fees = Decimal(0)

    def add(self, quantity: Decimal, price: Decimal) -> None:
        self.filled += quantity
        self.value += quantity * price

    @property
    def average(self) -> float:
        return float(self.value / self.filled) if self.filled else 0.0


class Fill:
    """One execution of an order, for one account: of its instrument, or of a leg of it."""

    __slots__ = (
        *("account", "average", "exchange", "exec_id", "fee", "instrument", "is_leg", "liquidity", "live", "price"),
        *("quantity", "realized", "side", "time", "told", "total"),
    )

    def __init__(
        self,
        live: LiveOrder,
        exec_id: str,
        time: float,
        exchange: str,
        quantity: Decimal,
        price: float,
        *,
        account: str,
        instrument: Instrument,
        buys: bool,
        tally: Tally,
    ) -> None:
        self.live = live
        self.exec_id = exec_id
        self.time = time
        self.exchange = exchange
        self.account = account
        self.instrument = instrument
        self.is_leg = instrument is not live.instrument
        self.side = "BOT" if buys else "SLD"
        self.quantity = quantity
        self.price = price
        self.total = tally.filled  # for this account, this execution included
        self.average = tally.average
        self.liquidity = ADDED if live.status == WORKING and rests(live.shown) else REMOVED
        self.fee: Decimal | None = Decimal(0)  # None: it has none of its own, but its legs have
        self.realized: Decimal | None = None
        self.told = False  # its commission


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
        self.exercise = 0  # of an option: 1 exercised, 2 lapsed; 0 for what is an order
        self.triggered = False
        self.held = False  # by hand: it does not fill until it is released
        self.stop: float | None = None  # of a trailing order
        self.reached = 0  # how many times in a row its trigger was reached
        self.placed = 0.0  # when it was transmitted
        self.arrived = False  # at the exchange
        self.judged = False  # whether its accounts can have it
        self.preset = False  # a preset has given it its time in force
        self.locates = False  # it waits until shares to sell short are found
        self.met = not shown.conditions or shown.conditionsCancelOrder  # its conditions, once true
        self.times_true: dict[int, int] = {}  # of its conditions, in a row
        self.level: float | None = None  # of a type whose price is fixed once
        self.reference: float | None = None  # what the price that it follows was at the beginning
        self.start = 0.0  # its own price then
        self.began = 0.0  # when its algorithm began
        self.volume = 0  # traded since then
        self.seen_volume = 0  # of the day, when that was counted last
        self.call: Timer | None = None  # to its auction
        self.look: Timer | None = None  # the next one at its conditions
        self.parent: LiveOrder | None = None
        self.children: list[LiveOrder] = []
        self.expiry: Timer | None = None
        self.ended = 0.0
        self.ending = ""  # how it ended, for the completed orders
        self.filled = Decimal(0)
        self.value = Decimal(0)  # of all executions
        self.fees = Decimal(0)
        self.tallies: dict[tuple[str, Instrument], Tally] = {}
        self.shares: dict[str, Decimal] = {}  # of the accounts of a group, in its size; empty for one account
        self.allocations: list[OrderAllocation] = []  # the same, as it is told
        self.last_fill = 0.0
        self.refused_cancel = False
        self.is_manual = False  # entered by hand, in TWS itself
        self.followers: list[int] = []  # other clients that have changed or cancelled it
        self.cancelled_by: int | None = None  # another client

    def stop_timers(self) -> None:
        """Nothing more happens to it by itself."""
        for timer in (self.expiry, self.call, self.look):
            if timer is not None:
                timer.cancel()
        self.expiry = self.call = self.look = None

    @property
    def remaining(self) -> Decimal:
        return self.shown.totalQuantity - self.filled

    @property
    def average(self) -> float:
        return float(self.value / self.filled) if self.filled else 0.0

    @property
    def done(self) -> bool:
        return self.status in DONE

    @property
    def waits_for_parent(self) -> bool:
        return self.parent is not None and self.parent.status != FILLED

    @property
    def waits_for_trigger(self) -> bool:
        return bool(kind_of(self.shown).trigger) and not self.triggered

    def anew(self) -> None:
        """It has been changed: what was found out for it before does not count any more."""
        self.level = self.level if kind_of(self.shown).price == "first" else None
        self.reference = None
        self.stop = self.stop if self.triggered else None
        self.reached = 0
        self.judged = False
        self.met = not self.shown.conditions or self.shown.conditionsCancelOrder
        self.times_true = {}

    @property
    def why_held(self) -> str:
        """What it waits for, as it is told."""
        if self.done:
            return ""
        reasons = (
            *(("child", self.waits_for_parent), ("trigger", self.waits_for_trigger)),
            ("locate", self.locates),
        )
        return ",".join(name for name, holds in reasons if holds)
