"""Dividends of stocks: a quarter of the yearly amount on the tenth of the second month of each quarter.

Who has shares when that day begins in New York is paid then; who has sold them short pays.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from ibproto.gateway.market.draws import draws
from ibproto.gateway.universe import Instrument

if TYPE_CHECKING:
    from .ledger import Ledger

MONTHS = (2, 5, 8, 11)
DAY = 10
LEAST = 0.5  # percent of the price a year; who would pay less pays nothing


def quarterly(seed: object, instrument: Instrument) -> float:
    """What a share is paid each quarter, 0.0 for nothing."""
    if instrument.contract.secType != "STK":
        return 0.0
    percent = draws(f"{seed}:{instrument.contract.conId}:dividends", 1)[0] / 100
    return 0.0 if percent < LEAST else round(instrument.price * percent / 400, 2)


def next_day(day: date) -> date:
    """The first day after a day on which dividends are paid."""
    candidates = [date(year, month, DAY) for year in (day.year, day.year + 1) for month in MONTHS]
    return next(candidate for candidate in candidates if candidate > day)


def pay(ledger: Ledger, seed: object, day: date) -> None:
    """Pay what is due on a day."""
    if day.day != DAY or day.month not in MONTHS:
        return
    for (account, instrument), position in list(ledger.positions.items()):
        amount = position.quantity * Decimal(str(quarterly(seed, instrument)))
        if amount:
            ledger.pay(account, amount, instrument.contract.currency)
