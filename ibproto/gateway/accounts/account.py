"""An account as it is before it trades."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

CASH = 1_000_000


class Account:
    """A number, its base currency, and the cash to begin with: an amount of the base currency, or amounts by currency.

    margin: whether it may owe money and sell short; without, it is a cash account, which pays what it buys.

    SimulatedGateway(accounts=("DU1", Account("DU2", cash={"EUR": 50_000, "USD": 1_000}, base="EUR")))
    """

    __slots__ = ("base", "cash", "margin", "number")

    def __init__(
        self,
        number: str,
        cash: float | Decimal | Mapping[str, float] = CASH,
        base: str = "USD",
        margin: bool = True,
    ) -> None:
        if not number or "," in number:
            raise ValueError(f'an account cannot be called {number!r}; use a number such as "DU1234567"')
        self.number = number
        self.base = base
        self.margin = margin
        amounts = cash if isinstance(cash, Mapping) else {base: cash}
        self.cash = {currency: Decimal(str(amount)) for currency, amount in amounts.items()}

    def __repr__(self) -> str:
        return f"<Account {self.number} {self.base}>"


def account_of(given: str | Account) -> Account:
    """The account, or one with this number and a million dollars."""
    return given if isinstance(given, Account) else Account(given)
