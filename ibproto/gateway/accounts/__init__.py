"""What the accounts hold and are worth.

account.py an account before it trades; ledger.py cash and positions; dividends.py what shares are paid; commissions.py
what orders cost; margin.py what has to be put up; valuation.py what all is worth now; values.py that as keys and
values; streams.py who is told.
"""

from __future__ import annotations

from .account import Account
from .commissions import commission, multiplier
from .ledger import Ledger, Position
from .margin import Margin, MarginEffect, margin_effect
from .streams import Streams
from .valuation import Valuation, value_of

__all__ = [
    "Account",
    "Ledger",
    "Margin",
    "MarginEffect",
    "Position",
    "Streams",
    "Valuation",
    "commission",
    "margin_effect",
    "multiplier",
    "value_of",
]
