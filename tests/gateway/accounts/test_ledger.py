"""What trades cost, and what they realize."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from ibproto.gateway.accounts import Ledger, commission
from ibproto.gateway.universe.listings import bundled

STOCK = bundled()[0]


@pytest.mark.parametrize(
    ("quantity", "value", "cost"),
    [("100", "25000", "1.00"), ("1000", "250000", "5.00"), ("10", "20", "0.20"), ("1", "0.10", "0.01")],
)
def test_the_commission_has_a_minimum_and_a_maximum(quantity: str, value: str, cost: str) -> None:
    assert commission(STOCK, D(quantity), D(value)) == D(cost)


@pytest.mark.parametrize(
    ("trades", "realized"),
    [
        ([("100", "10", "1")], [None]),
        ([("100", "10", "1"), ("100", "12", "1")], [None, None]),
        ([("100", "10", "1"), ("-100", "11", "1")], [None, D(98)]),
        ([("-100", "10", "1"), ("100", "9", "1")], [None, D(98)]),
        ([("100", "10", "1"), ("100", "12", "1"), ("-50", "12", "1")], [None, None, D("48.5")]),
        ([("100", "10", "1"), ("-200", "11", "2"), ("100", "11", "1")], [None, D(98), D(-2)]),
    ],
)
def test_only_what_closes_a_position_realizes(trades: list[tuple[str, str, str]], realized: list[D | None]) -> None:
    ledger = Ledger()
    found = [ledger.book("DU1", STOCK, D(quantity), D(price), D(fee)) for quantity, price, fee in trades]
    assert found == realized


def test_accounts_are_kept_apart() -> None:
    ledger = Ledger()
    ledger.book("DU1", STOCK, D(100), D(10), D(1))
    assert ledger.book("DU2", STOCK, D(-100), D(11), D(1)) is None
    assert {account: position.quantity for (account, _), position in ledger.positions.items()} == {
        "DU1": 100,
        "DU2": -100,
    }
