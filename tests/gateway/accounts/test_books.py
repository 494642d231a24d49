"""Random trades, against the invariants; cash in several currencies; what is brought in by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D
from random import Random

import pytest

from ibproto.gateway import Account
from ibproto.gateway.accounts import Ledger, commission
from ibproto.gateway.universe import Instrument, Universe

UNIVERSE = Universe(date(2026, 1, 14))
LISTED = list(UNIVERSE.listed)


def named(symbol: str, currency: str = "USD", kind: str = "STK") -> Instrument:
    contracts = ((i, i.contract) for i in LISTED)
    return next(i for i, c in contracts if (c.symbol, c.currency, c.secType) == (symbol, currency, kind))


AAPL, EUR, BOND = named("AAPL"), named("EUR", kind="CASH"), named("US-T", kind="BOND")
SAP, ES = named("SAP", "EUR"), UNIVERSE.front("ES")


@pytest.mark.parametrize("seed", range(3))
def test_random_trades_reconcile_to_the_cent(seed: int) -> None:
    print("seed", seed)
    random = Random(f"{seed}:trades")
    ledger = Ledger([Account("DU1"), Account("DU2", {"EUR": 5000, "USD": 1}, base="EUR")])
    traded = [*random.sample(LISTED, 20), ES, EUR, BOND]
    for _ in range(2000):
        instrument = random.choice(traded)
        quantity = D(random.choice((-1, 1)) * random.randint(1, 300))
        price = D(random.randint(1, 10**6)) / 1000
        fee = commission(instrument, quantity, quantity * price)
        ledger.book(random.choice(("DU1", "DU2")), instrument, quantity, price, fee)
    assert ledger.check() == []


def test_the_check_finds_what_was_not_booked() -> None:
    ledger = Ledger(["DU1"])
    ledger.book("DU1", AAPL, D(100), D(10), D(1))
    ledger.positions["DU1", AAPL].quantity += 1
    ledger.all_cash["DU1", "USD"] -= D("0.01")
    assert len(ledger.check()) == 2


def test_a_share_is_paid_for_and_a_future_is_not() -> None:
    ledger = Ledger(["DU1"])
    ledger.book("DU1", AAPL, D(100), D(10), D(1))
    assert ledger.cash("DU1") == {"USD": D(998_999)}
    ledger.book("DU1", ES, D(1), D(6900), D("2.25"))
    assert ledger.cash("DU1") == {"USD": D(998_999)}
    assert ledger.book("DU1", ES, D(-1), D(6901), D("2.25")) == D("45.50")
    assert ledger.cash("DU1") == {"USD": D("999044.50")}


def test_currencies_are_exchanged() -> None:
    ledger = Ledger(["DU1"])
    ledger.book("DU1", EUR, D(20_000), D("1.1"), D(2))
    assert ledger.cash("DU1") == {"USD": D(977_998), "EUR": D(20_000)}


def test_the_average_cost_has_multiplier_and_commission() -> None:
    ledger = Ledger(["DU1"])
    ledger.book("DU1", ES, D(1), D("6302.25"), D("2.25"))
    assert ledger.positions["DU1", ES].cost == D("315114.75")


@pytest.mark.parametrize(
    ("instrument", "quantity", "price", "cost"),
    [
        (AAPL, 100, "258", "1.00"),
        (SAP, 100, "200", "10.00"),
        (ES, 2, "6900", "4.50"),
        (EUR, 20_000, "1.16", "2.00"),
        (EUR, 1_000_000, "1.16", "23.20"),
        (BOND, 10_000, "99.5", "9.95"),
    ],
)
def test_commissions_by_kind(instrument: Instrument, quantity: int, price: str, cost: str) -> None:
    assert commission(instrument, D(quantity), quantity * D(price)) == D(cost)


def test_cash_and_positions_can_be_set_by_hand() -> None:
    ledger = Ledger(["DU1"])
    ledger.set_cash("DU1", 5)
    ledger.set_cash("DU1", 7, "EUR")
    ledger.add_position("DU1", AAPL, D(3), D(100))
    assert ledger.cash("DU1") == {"USD": D(5), "EUR": D(7)}
    assert ledger.positions["DU1", AAPL].cost == D(100)
    assert ledger.check() == []
    with pytest.raises(ValueError, match="no account 'DU9'"):
        ledger.set_cash("DU9", 1)
