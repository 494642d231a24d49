"""What is always true of orders and executions.

Executions add up to what their orders have filled, which never falls and is the whole size of those that are filled;
an order has ended once, or is listed as open; each commission is told in time; no id comes twice; accounts of a group
have their shares, legs of a combination their ratios and its price; what was booked as executed is what was told, with
the commissions.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import islice

from ibproto.gateway.accounts import Ledger, multiplier
from ibproto.gateway.universe import Combo, Instrument

from .book import OrderBook
from .live import FILLED, Fill, LiveOrder

REPORT_TIME = 0.2  # virtual seconds within which the commission of an execution is told
NONE = Decimal(0)
CENT = Decimal("0.005")


class Auditor:
    """Looks whether it is so. It remembers what it has seen, so the next look is only at what is new, or open."""

    def __init__(self, book: OrderBook, ledger: Ledger) -> None:
        self._book = book
        self._ledger = ledger
        self._begin()

    def _begin(self) -> None:
        self._entries = 0
        self._told: dict[tuple[str, Instrument], tuple[Decimal, Decimal]] = {}  # quantity, and what it has cost
        self._booked: dict[tuple[str, Instrument], tuple[Decimal, Decimal]] = {}
        self._fills = self._done = self._orders = 0  # how many it has seen
        self._executed: dict[LiveOrder, Decimal] = {}
        self._totals: dict[tuple[LiveOrder, str, object], Decimal] = {}
        self._filled: dict[LiveOrder, Decimal] = {}
        self._open: list[LiveOrder] = []  # the last time
        self._states: dict[LiveOrder, tuple[str, Decimal, Decimal, bool]] = {}  # as they were right
        self._ended: set[LiveOrder] = set()
        self._exec_ids: set[str] = set()
        self._perm_ids: set[int] = set()
        self._ids: set[tuple[int, int]] = set()
        self._untold: list[Fill] = []

    @property
    def waits(self) -> bool:
        """Whether commissions are to be told."""
        return bool(self._untold)

    def check(self, now: float) -> None:
        """Raise AssertionError when something is not so."""
        book = self._book
        if len(book.orders) < self._orders:  # the ids began anew
            self._begin()
        fills = book.fills[self._fills :]
        done = book.done[self._done :]
        orders = list(islice(book.orders.values(), self._orders, None))
        self._fills, self._done, self._orders = len(book.fills), len(book.done), len(book.orders)
        for live in orders:
            self._check_ids(live)
        for fill in fills:
            self._check_fill(fill)
        self._check_booked(fills)
        self._untold = [fill for fill in (*self._untold, *fills) if not fill.told]
        for fill in self._untold:
            assert fill.time > now - REPORT_TIME, f"the commission of execution {fill.exec_id} was not told in time"
        for live in done:
            assert live not in self._ended, f"{_name(live)} has ended twice"
            self._ended.add(live)
        filled = {fill.live for fill in fills}
        for live in dict.fromkeys((*self._open, *orders, *done, *(fill.live for fill in fills), *book.open.values())):
            state = live.status, live.filled, live.shown.totalQuantity, live.perm_id in book.open
            if live in filled or self._states.get(live) != state:
                self._check_order(live)
                self._states[live] = state
        self._open = list(book.open.values())

    def _check_ids(self, live: LiveOrder) -> None:
        assert live.perm_id not in self._perm_ids, f"the permId {live.perm_id} came twice"
        self._perm_ids.add(live.perm_id)
        if live.order_id:
            key = live.client_id, live.order_id
            assert key not in self._ids, f"the id of {_name(live)} came twice"
            self._ids.add(key)

    def _check_fill(self, fill: Fill) -> None:
        assert fill.exec_id not in self._exec_ids, f"the execution id {fill.exec_id} came twice"
        self._exec_ids.add(fill.exec_id)
        key = fill.live, fill.account, fill.instrument
        self._totals[key] = self._totals.get(key, NONE) + fill.quantity
        assert fill.total == self._totals[key], f"execution {fill.exec_id}: {fill.total} is not {self._totals[key]}"
        if not fill.is_leg:
            self._executed[fill.live] = self._executed.get(fill.live, NONE) + fill.quantity

    def _check_booked(self, fills: Sequence[Fill]) -> None:
        entries = self._ledger.journal[self._entries :]
        self._entries = len(self._ledger.journal)
        for fill in fills:
            if fill.fee is not None and not fill.live.exercise:
                quantity = fill.quantity if fill.side == "BOT" else -fill.quantity
                cost = quantity * Decimal(str(fill.price)) * multiplier(fill.instrument) + fill.fee
                _add(self._told, (fill.account, fill.instrument), quantity, cost)
        for entry in entries:
            if entry.executed:
                cost = entry.quantity * entry.price * multiplier(entry.instrument) + entry.fee
                _add(self._booked, (entry.account, entry.instrument), entry.quantity, cost)
        keys = [(fill.account, fill.instrument) for fill in fills]
        for key in dict.fromkeys((*keys, *((entry.account, entry.instrument) for entry in entries))):
            told, booked = self._told.get(key, (NONE, NONE)), self._booked.get(key, (NONE, NONE))
            name = f"{key[1].contract.localSymbol} of {key[0]}"
            assert told[0] == booked[0], f"{name}: {told[0]} were told as executed, {booked[0]} were booked"
            assert abs(told[1] - booked[1]) < CENT, f"{name}: executions cost {told[1]}, {booked[1]} was booked"

    def _check_order(self, live: LiveOrder) -> None:
        name = _name(live)
        executed = self._executed.get(live, NONE)
        assert live.filled == executed, f"{name} has filled {live.filled}, executed are {executed}"
        assert live.filled >= self._filled.get(live, NONE), f"{name}: filled fell to {live.filled}"
        self._filled[live] = live.filled
        assert live.remaining >= 0, f"{name} has filled {live.filled} of {live.shown.totalQuantity}"
        is_open = live.perm_id in self._book.open
        assert live.done != is_open, f"{name} is {live.status}, but is {'' if is_open else 'not '}listed as open"
        assert (live.status == FILLED) == (live.remaining == 0), f"{name} is {live.status}, {live.remaining} remain"
        _check_shares(live, name)


def _add(
    sums: dict[tuple[str, Instrument], tuple[Decimal, Decimal]],
    key: tuple[str, Instrument],
    quantity: Decimal,
    cost: Decimal,
) -> None:
    before = sums.get(key, (NONE, NONE))
    sums[key] = before[0] + quantity, before[1] + cost


def _name(live: LiveOrder) -> str:
    return f"order {live.order_id} of client {live.client_id} (permId {live.perm_id})"


def _check_shares(live: LiveOrder, name: str) -> None:
    """The accounts of a group get their shares, the legs of a combination their ratios and its price."""
    filled = {account: live.tallies[account, live.instrument].filled for account, _ in live.tallies}
    assert sum(filled.values()) == live.filled, f"{name}: its accounts got {filled}, not {live.filled}"
    if live.status == FILLED and live.shares:
        wanted = {account: share for account, share in live.shares.items() if share}
        assert filled == wanted, f"{name}: its accounts got {filled}, not {wanted}"
    if isinstance(live.instrument, Combo):
        for account, quantity in filled.items():
            tallies = [(leg, live.tallies[account, leg.instrument]) for leg in live.instrument.legs]
            for leg, tally in tallies:
                assert tally.filled == quantity * abs(leg.ratio), f"{name}: a leg has filled {tally.filled}"
            value = sum((leg.weight / abs(leg.ratio) * tally.value for leg, tally in tallies), Decimal(0))
            told = live.tallies[account, live.instrument].value
            assert abs(value - told) < Decimal("0.000001"), f"{name}: its legs cost {value}, it cost {told}"
