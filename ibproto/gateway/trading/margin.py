"""What an order would need: a part of what is held, by a simple rule."""

from __future__ import annotations

from decimal import Decimal

from ..ledger import Ledger

EQUITY = Decimal(1_000_000)  # of an account
PARTS = {"initMargin": Decimal("0.30"), "maintMargin": Decimal("0.25")}  # of the value of a position


def margins_of(ledger: Ledger, account: str, held: Decimal, change: Decimal, price: Decimal) -> dict[str, str]:
    """The margins of an order state: before, change and after, for a position that changes so at a price."""
    value = sum(
        (abs(one.quantity) * one.cost for (whose, _), one in ledger.positions.items() if whose == account), Decimal(0)
    )
    added = (abs(held + change) - abs(held)) * price
    told = {}
    for name, part in PARTS.items():
        before, more = value * part, added * part
        told.update({f"{name}Before": before, f"{name}Change": more, f"{name}After": before + more})
    told.update(equityWithLoanBefore=EQUITY, equityWithLoanChange=Decimal(0), equityWithLoanAfter=EQUITY)
    return {name: f"{amount:.2f}" for name, amount in told.items()}
