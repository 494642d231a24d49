"""One order from its acceptance to its end, and its executions."""

from __future__ import annotations

from decimal import Decimal

from ibproto.contract import Contract
from ibproto.gateway.clock import Timer
from ibproto.gateway.universe import Instrument
from ibproto.order import Order

from .kinds import KINDS

PENDING, WORKING, FILLED, CANCELLED, REJECTED = "PreSubmitted", "Submitted", "Filled", "Cancelled", "Inactive"
DONE = (FILLED, CANCELLED, REJECTED)
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
        self.exercise = 0  # of an option: 1 exercised, 2 lapsed; 0 for what is an order
        self.triggered = False
        self.held = False  # by hand: it does not fill until it is released
        self.stop: float | None = None  # of a trailing order
        self.parent: LiveOrder | None = None
        self.children: list[LiveOrder] = []
        self.expiry: Timer | None = None
        self.ended = 0.0
        self.ending = ""  # how it ended, for the completed orders
        self.filled = Decimal(0)
        self.value = Decimal(0)  # of all executions
        self.fees = Decimal(0)
        self.last_fill = 0.0
        self.refused_cancel = False
        self.is_manual = False  # entered by hand, in TWS itself
        self.followers: list[int] = []  # other clients that have changed or cancelled it
        self.cancelled_by: int | None = None  # another client

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
        return bool(KINDS[self.shown.orderType].trigger) and not self.triggered

    @property
    def why_held(self) -> str:
        """What it waits for, as it is told."""
        if self.done:
            return ""
        reasons = (("child", self.waits_for_parent), ("trigger", self.waits_for_trigger))
        return ",".join(name for name, holds in reasons if holds)
