"""What orders cost: by kind of instrument, so much a unit or of the value, at least and at most so much.

Amounts are dollars; in other currencies they are that many times `DOLLAR`. IB's real tariffs are finer; these are its
simple ones for small volumes.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from ibproto.gateway.universe import Instrument

CENT = Decimal("0.01")
WHOLE = Decimal(1)
MOST = Decimal("0.01")  # of the value


class Tariff(NamedTuple):
    """per_unit: for a share or contract. share: of the value. minimum: of an order. capped: at most `MOST`."""

    per_unit: Decimal = Decimal(0)
    share: Decimal = Decimal(0)
    minimum: Decimal = Decimal(0)
    capped: bool = False


STOCK = Tariff(per_unit=Decimal("0.005"), minimum=Decimal(1), capped=True)
FOREIGN_STOCK = Tariff(share=Decimal("0.0005"), minimum=Decimal(3), capped=True)  # not in dollars
OPTION = Tariff(per_unit=Decimal("0.65"), minimum=Decimal(1))
FUTURE = Tariff(per_unit=Decimal("2.25"))
TARIFFS = {
    "OPT": OPTION,
    "FOP": FUTURE,
    "FUT": FUTURE,
    "WAR": OPTION,
    "IOPT": OPTION,
    "CASH": Tariff(share=Decimal("0.00002"), minimum=Decimal(2)),
    "BOND": Tariff(share=Decimal("0.001"), minimum=Decimal(1)),
    "CFD": STOCK,
    "CMDTY": Tariff(share=Decimal("0.00015"), minimum=Decimal(2)),
    "CRYPTO": Tariff(share=Decimal("0.0018"), minimum=Decimal("1.75"), capped=True),
    "FUND": Tariff(share=Decimal("0.0003"), minimum=Decimal("14.95"), capped=True),
}
DOLLAR = {"JPY": 100, "HKD": 8, "SEK": 10, "NOK": 10, "MXN": 20}  # what a dollar is about; 1 for the others
PER_HUNDRED = Decimal("0.01")  # bonds cost so much of 100 of face value


def multiplier(instrument: Instrument) -> Decimal:
    """What one unit at a price of 1 is worth."""
    given = instrument.contract.multiplier
    if given:
        return Decimal(given)
    return PER_HUNDRED if instrument.contract.secType == "BOND" else WHOLE


def commission(instrument: Instrument, quantity: Decimal, value: Decimal) -> Decimal:
    """What an order has cost, in the currency of the contract, that has filled so much.

    value: the sum of quantity times price, without the multiplier. What an execution costs is the difference to what
    the order had cost before it.
    """
    own = instrument.contract
    tariff = TARIFFS.get(own.secType, STOCK if own.currency == "USD" else FOREIGN_STOCK)
    dollar = DOLLAR.get(own.currency, 1)
    worth = abs(value) * multiplier(instrument)
    cost = max(tariff.minimum * dollar, abs(quantity) * tariff.per_unit * dollar + worth * tariff.share)
    if tariff.capped:
        cost = min(cost, worth * MOST)
    return max(CENT, cost).quantize(CENT) if quantity else Decimal(0)
