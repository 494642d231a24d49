"""The books: cash by currency and positions of all accounts, what was executed, and whether it all agrees.

What is bought is paid with cash, but futures and CFDs, whose profits and losses become cash when they are closed, and
currencies, which are exchanged. Costs include commissions, as IB's do. What is bought in another currency than the base
one is owed in it, as cash below 0, until an order exchanges money; there is no interest.
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
    """A line of the journal. is_trade: it moved cash; a position that was brought in did not. executed: it was an
    execution of an order; what an option or a future becomes at its end is not."""

    account: str
    instrument: Instrument
    quantity: Decimal
    price: Decimal
    fee: Decimal
    realized: Decimal | None
    is_trade: bool = True
    executed: bool = True


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
        self.all_cash: dict[tuple[str, str], Decimal] = {}  # by account and currency
        self.deposits: dict[tuple[str, str], Decimal] = {}  # what was paid in, less what was paid out
        self._audit = Audit(self)
        for account in self.accounts.values():
            for currency, amount in account.cash.items():
                self.all_cash[account.number, currency] = self.deposits[account.number, currency] = amount

    # -------------------------------------------------------------------------------------------- what there is

    def base(self, account: str) -> str:
        """The base currency of an account."""
        known = self.accounts.get(account)
        return "USD" if known is None else known.base

    def cash(self, account: str) -> dict[str, Decimal]:
        """The cash of an account by currency."""
        return {currency: amount for (owner, currency), amount in self.all_cash.items() if owner == account}

    def held(self, account: str) -> Iterable[tuple[Instrument, Position]]:
        """What an account has or had, with what it made of it."""
        return [(instrument, held) for (owner, instrument), held in self.positions.items() if owner == account]

    # -------------------------------------------------------------------------------------------- what happens

    def book(
        self,
        account: str,
        instrument: Instrument,
        quantity: Decimal,
        price: Decimal,
        fee: Decimal,
        executed: bool = True,
    ) -> Decimal | None:
        """Book an execution (negative quantity: sold); the profit it realized in the currency of the contract, None
        when it only opened a position. executed: False for what is not an execution of an order, as an exercise."""
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
        self.journal.append(Entry(account, instrument, quantity, price, fee, realized, executed=executed))
        self._changed(account, instrument)
        return realized

    def pay(self, account: str, amount: Decimal, currency: str) -> None:
        """Money comes to an account (negative amount: is taken) for another reason than a trade, as a dividend."""
        self._move(account, currency, amount)
        key = account, currency
        self.deposits[key] = self.deposits.get(key, ZERO) + amount

    def _move(self, account: str, currency: str, amount: Decimal) -> None:
        key = account, currency
        self.all_cash[key] = self.all_cash.get(key, ZERO) + amount

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
        difference = Decimal(str(amount)) - self.all_cash.get(key, ZERO)
        self.all_cash[key] = self.all_cash.get(key, ZERO) + difference
        self.deposits[key] = self.deposits.get(key, ZERO) + difference

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
        self.journal.append(Entry(account, instrument, quantity, price, ZERO, None, is_trade=False, executed=False))
        self._changed(account, instrument)

    # -------------------------------------------------------------------------------------------- whether it agrees

    def check(self) -> list[str]:
        """What does not agree between the journal, the cash and the positions; empty when all does, to the cent."""
        return Audit(self).check()

    def audit(self) -> list[str]:
        """The same, with the journal added up from where it was the last time."""
        return self._audit.check()


class Audit:
    """The journal added up: what cash and positions should be."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._entries = 0  # that are added up
        self._flows: dict[tuple[str, str], Decimal] = defaultdict(lambda: ZERO)
        self._quantities: dict[tuple[str, Instrument], Decimal] = defaultdict(lambda: ZERO)
        self._spent: dict[tuple[str, Instrument], Decimal] = defaultdict(lambda: ZERO)
        self._realized: dict[tuple[str, Instrument], Decimal] = defaultdict(lambda: ZERO)

    def check(self) -> list[str]:
        """What does not agree."""
        ledger = self._ledger
        for entry in ledger.journal[self._entries :]:
            self._add(entry)
        self._entries = len(ledger.journal)
        deposits = ledger.deposits
        wanted = {key: self._flows.get(key, ZERO) + deposits.get(key, ZERO) for key in {**self._flows, **deposits}}
        problems = [
            f"{account} should have {wanted.get((account, currency), ZERO)} {currency} of cash, but has {amount}"
            for (account, currency), amount in {**dict.fromkeys(wanted, ZERO), **ledger.all_cash}.items()
            if not _same(amount, wanted.get((account, currency), ZERO))
        ]
        for key, position in ledger.positions.items():
            name = f"{key[1].contract.localSymbol} of {key[0]}"
            quantity, spent, realized = self._quantities[key], self._spent[key], self._realized[key]
            if position.quantity != quantity:
                problems.append(f"{name}: {position.quantity} are held, {quantity} were executed")
            if not _same(position.basis - position.realized, spent):
                problems.append(f"{name}: cost {position.basis} less realized {position.realized} is not {spent}")
            if not _same(position.realized, realized) or not position.quantity and position.basis:
                problems.append(f"{name}: realized {position.realized}, but {realized} was told")
        return problems

    def _add(self, entry: Entry) -> None:
        key = entry.account, entry.instrument
        own = entry.instrument.contract
        worth = entry.quantity * entry.price * multiplier(entry.instrument)
        self._quantities[key] += entry.quantity
        self._spent[key] += worth + entry.fee
        self._realized[key] += entry.realized or ZERO
        if own.secType in SETTLED:
            self._flows[entry.account, own.currency] += entry.realized or ZERO
        elif entry.is_trade:
            self._flows[entry.account, own.currency] -= worth + entry.fee
        if own.secType == "CASH" and entry.is_trade:
            self._flows[entry.account, own.symbol] += entry.quantity


def _same(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) < Decimal("0.005")
