"""How an order of a financial advisor is shared among the accounts of a group.

Each account gets whole units. What an order fills at a time goes to those that have got the least of their share, so
the shares are exact when it is filled.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_FLOOR, Decimal

from .live import LiveOrder

ONE = Decimal(1)


def shared(total: Decimal, weights: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Whole units of a total by weights: rounded down, and what is left to those that lost the most, in order."""
    whole = sum(weights.values())
    exact = {account: total * weight / whole for account, weight in weights.items()}
    shares = {account: share.to_integral_value(ROUND_FLOOR) for account, share in exact.items()}
    order = sorted(exact, key=lambda account: shares[account] - exact[account])
    for account in order[: int(total - sum(shares.values()))]:
        shares[account] += ONE
    return shares


def parts(live: LiveOrder, quantity: Decimal) -> list[tuple[str, Decimal]]:
    """The accounts that get something of an execution, which is counted as filled already, and how much."""
    if not live.shares:
        return [(live.shown.account, quantity)]
    size = sum(live.shares.values())
    got = {account: _got(live, account) for account in live.shares}
    due = {
        account: max(Decimal(0), share * live.filled / size - got[account]) for account, share in live.shares.items()
    }
    given = dict.fromkeys(live.shares, Decimal(0))
    left = quantity
    for account, amount in due.items():
        given[account] = min(left, amount.to_integral_value(ROUND_FLOOR))
        left -= given[account]
    while left > 0:
        account = max(due, key=lambda account: due[account] - given[account])
        given[account] += min(left, ONE)
        left -= min(left, ONE)
    return [(account, amount) for account, amount in given.items() if amount]


def _got(live: LiveOrder, account: str) -> Decimal:
    tally = live.tallies.get((account, live.instrument))
    return Decimal(0) if tally is None else tally.filled
