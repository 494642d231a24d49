"""What the accounts hold: positions with their average cost, and what trades cost and realize."""

from __future__ import annotations

from decimal import Decimal

from .universe import Instrument

CENT = Decimal("0.01")
PER_SHARE, MINIMUM, MOST = Decimal("0.005"), Decimal("1.00"), Decimal("0.01")


def commission(quantity: Decimal, value: Decimal) -> Decimal:
    """What an order costs that has filled so much: half a cent a share, at least a dollar, at most 1 % of the value."""
    return max(CENT, min(max(MINIMUM, quantity * PER_SHARE), value * MOST)).quantize(CENT)


class Position:
    """How much of an instrument an account has; `cost` is the average for one, commissions included."""

    __slots__ = ("cost", "quantity")

    def __init__(self) -> None:
        self.quantity = Decimal(0)
        self.cost = Decimal(0)


class Ledger:
    """The positions of all accounts."""

    def __init__(self) -> None:
        self.positions: dict[tuple[str, Instrument], Position] = {}

    def book(
        self, account: str, instrument: Instrument, quantity: Decimal, price: Decimal, fee: Decimal
    ) -> Decimal | None:
        """Book an execution (negative quantity: sold); the profit it realized, None when it only opened a position."""
        position = self.positions.setdefault((account, instrument), Position())
        held = position.quantity
        closed = min(abs(held), abs(quantity)) if held * quantity < 0 else Decimal(0)
        opened = abs(quantity) - closed
        sign = 1 if quantity > 0 else -1
        fee_closed = fee * closed / abs(quantity)
        realized = None
        if closed:
            realized = (price - position.cost) * closed * -sign - fee_closed
        if opened:
            before = abs(held) - closed
            spent = price * opened + (fee - fee_closed) * sign
            position.cost = (position.cost * before + spent) / (before + opened)
        position.quantity = held + quantity
        if not position.quantity:
            position.cost = Decimal(0)
        return realized
