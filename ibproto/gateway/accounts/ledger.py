"""The books: cash by currency and positions of all accounts, what was executed, and whether it all agrees.

What is bought is paid with cash, but futures and CFDs, whose profits and losses become cash when they are closed, and
currencies, which are exchanged. Costs include commissions, as IB's do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ibproto.gateway.universe import Instrument

from .account import Account, account_of
from .commissions import multiplier

ZERO = Decimal(0)
GRAIN = Decimal("0.00000001")  # what is released of a cost is rounded to this, so that sums are exact
SETTLED = ("FUT", "CFD")  # not paid: only profit and loss become cash
Listener = Callable[[str, Instrument], None]


class Entry(NamedTuple):
    """A line of the journal: an execution, or without `is_trade` a position that was brought in."""

    account: str
    instrument: Instrument
    quantity: Decimal
    price: Decimal
    fee: Decimal
    realized: Decimal | None
    is_trade: bool = True


class Position:
    """How much of an instrument an account has.

    basis: what all of it has cost, multiplier and commissions included; negative when sold short.
    realized: profit of all time. day: the trade date that these are of: before (what was held when it began), spent
    (for what was bought since, less what was sold for), gained (realized).
    """

    __slots__ = ("basis", "before", "day", "gained", "quantity", "realized", "spent")

    def __init__(self) -> None:
        self.quantity = ZERO
        self.basis = ZERO
        self.realized = ZERO
        self.day: date | None = None
        self.before = ZERO
        self.spent = ZERO
        self.gained = ZERO

    @property
    def cost(self) -> Decimal:
        """The average cost of one."""
        return self.basis / self.quantity if self.quantity else ZERO

    def turn(self, day: date) -> None:
        """Another trade date begins."""
        if self.day != day:
            self.day, self.before, self.spent, self.gained = day, self.quantity, ZERO, ZERO


class Ledger:
    """Cash and positions. now: the virtual time, by which trade dates begin. Used under the world's lock."""

    def __init__(self, accounts: Sequence[str | Account] = (), now: Callable[[], float] = lambda: 0.0) -> None:
        self.accounts = {account.number: account for account in map(account_of, accounts)}
        self.positions: dict[tuple[str, Instrument], Position] = {}
        self.journal: list[Entry] = []
        self.listeners: list[Listener] = []  # called with what has changed
        self._now = now
        self._cash: dict[tuple[str, str], Decimal] = {}
        self._deposits: dict[tuple[str, str], Decimal] = {}
        for account in self.accounts.values():
            for currency, amount in account.cash.items():
                self._cash[account.number, currency] = self._deposits[account.number, currency] = amount

    # -------------------------------------------------------------------------------------------- what there is

    def base(self, account: str) -> str:
        """The base currency of an account."""
        known = self.accounts.get(account)
        return "USD" if known is None else known.base

    def cash(self, account: str) -> dict[str, Decimal]:
        """The cash of an account by currency."""
        return {currency: amount for (owner, currency), amount in self._cash.items() if owner == account}

    def held(self, account: str) -> Iterable[tuple[Instrument, Position]]:
        """What an account has or had, with what it made of it."""
        return [(instrument, held) for (owner, instrument), held in self.positions.items() if owner == account]

    # -------------------------------------------------------------------------------------------- what happens

    def book(
        self, account: str, instrument: Instrument, quantity: Decimal, price: Decimal, fee: Decimal
    ) -> Decimal | None:
        """Book an execution (negative quantity: sold); the profit it realized in the currency of the contract, None
        when it only opened a position."""
        position = self._position(account, instrument)
        worth = quantity * price * multiplier(instrument)
        held = position.quantity
        closed = min(abs(held), abs(quantity)) if held * quantity < 0 else ZERO
        fee_closed = (fee * closed / abs(quantity)).quantize(GRAIN)
        worth_closed = (worth * closed / abs(quantity)).quantize(GRAIN)
        realized: Decimal | None = None
        if closed:
            released = position.basis if closed == abs(held) else (position.basis * closed / abs(held)).quantize(GRAIN)
            realized = -worth_closed - fee_closed - released
            position.basis -= released
            position.realized += realized
            position.gained += realized
        position.basis += worth - worth_closed + fee - fee_closed
        position.quantity = held + quantity
        position.spent += worth + fee
        own = instrument.contract
        if own.secType == "CASH":
            self._move(account, own.symbol, quantity)
            self._move(account, own.currency, -worth - fee)
        elif own.secType in SETTLED:
            self._move(account, own.currency, realized or ZERO)
        else:
            self._move(account, own.currency, -worth - fee)
        self.journal.append(Entry(account, instrument, quantity, price, fee, realized))
        self._changed(account, instrument)
        return realized

    def _move(self, account: str, currency: str, amount: Decimal) -> None:
        key = account, currency
        self._cash[key] = self._cash.get(key, ZERO) + amount

    def _position(self, account: str, instrument: Instrument) -> Position:
        position = self.positions.setdefault((account, instrument), Position())
        position.turn(instrument.calendar.trade_date(self._now()))
        return position

    def _changed(self, account: str, instrument: Instrument) -> None:
        for listener in self.listeners:
            listener(account, instrument)

    # -------------------------------------------------------------------------------------------- for tests and scripts

    def set_cash(self, account: str, amount: float | Decimal, currency: str = "") -> None:
        """Pay in or out until the account has so much cash of a currency, "" for its base currency."""
        if account not in self.accounts:
            raise ValueError(f"there is no account {account!r}; there is {', '.join(self.accounts)}")
        key = account, currency or self.base(account)
        difference = Decimal(str(amount)) - self._cash.get(key, ZERO)
        self._cash[key] = self._cash.get(key, ZERO) + difference
        self._deposits[key] = self._deposits.get(key, ZERO) + difference

    def add_position(self, account: str, instrument: Instrument, quantity: Decimal, price: Decimal) -> None:
        """Bring in a position that has cost `price` for one; it costs no cash."""
        if account not in self.accounts:
            raise ValueError(f"there is no account {account!r}; there is {', '.join(self.accounts)}")
        position = self._position(account, instrument)
        if position.quantity * quantity < 0:
            raise ValueError("a position is brought in on top of what is held; trade to make it smaller")
        worth = quantity * price * multiplier(instrument)
        position.quantity += quantity
        position.basis += worth
        position.spent += worth
        self.journal.append(Entry(account, instrument, quantity, price, ZERO, None, is_trade=False))
        self._changed(account, instrument)

    # -------------------------------------------------------------------------------------------- whether it agrees

    def check(self) -> list[str]:
        """What does not agree between the journal, the cash and the positions; empty when all does, to the cent."""
        flows: dict[tuple[str, str], Decimal] = defaultdict(lambda: ZERO, self._deposits)
        quantities: dict[tuple[str, Instrument], Decimal] = defaultdict(lambda: ZERO)
        spent: dict[tuple[str, Instrument], Decimal] = defaultdict(lambda: ZERO)
        realized: dict[tuple[str, Instrument], Decimal] = defaultdict(lambda: ZERO)
        for entry in self.journal:
            key = entry.account, entry.instrument
            own = entry.instrument.contract
            worth = entry.quantity * entry.price * multiplier(entry.instrument)
            quantities[key] += entry.quantity
            spent[key] += worth + entry.fee
            realized[key] += entry.realized or ZERO
            if entry.is_trade and own.secType not in SETTLED:
                flows[entry.account, own.currency] -= worth + entry.fee
            if own.secType == "CASH" and entry.is_trade:
                flows[entry.account, own.symbol] += entry.quantity
        for key in self.positions:
            if key[1].contract.secType in SETTLED:
                flows[key[0], key[1].contract.currency] += realized[key]
        problems = [
            f"{account} should have {flows[account, currency]} {currency} of cash, but has {amount}"
            for (account, currency), amount in {**dict.fromkeys(flows, ZERO), **self._cash}.items()
            if not _same(amount, flows[account, currency])
        ]
        for key, position in self.positions.items():
            name = f"{key[1].contract.localSymbol} of {key[0]}"
            if position.quantity != quantities[key]:
                problems.append(f"{name}: {position.quantity} are held, {quantities[key]} were executed")
            if not _same(position.basis - position.realized, spent[key]):
                problems.append(f"{name}: cost {position.basis} less realized {position.realized} is not {spent[key]}")
            if not _same(position.realized, realized[key]) or not position.quantity and position.basis:
                problems.append(f"{name}: realized {position.realized}, but {realized[key]} was told")
        return problems


def _same(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) < Decimal("0.005")
