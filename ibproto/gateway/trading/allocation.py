"""How an order of a financial advisor is shared among the accounts of a group.

By weights: each account gets whole units, rounded down, and what is left goes to those that lost the most by that. By
sizes: the size of the order is the sum of what each account gets. What an order fills at a time goes to the accounts
that have got the least of their share, so the shares are exact when it is filled.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_FLOOR, Decimal
from typing import NamedTuple

from ibproto.const import UNSET_DECIMAL
from ibproto.gateway.accounts import Ledger, multiplier, value_of
from ibproto.gateway.accounts.margin import margin_of
from ibproto.gateway.market import Market
from ibproto.gateway.reference.advisor import Advisor, Group
from ibproto.gateway.texts import INVALID
from ibproto.gateway.universe import Instrument
from ibproto.order import Order
from ibproto.order_state import OrderAllocation

from .live import LiveOrder

ONE = Decimal(1)
NONE = Decimal(0)
HUNDRED = Decimal(100)

Problem = tuple[int, str]
Shares = dict[str, Decimal]


class _Case(NamedTuple):
    """An order that is to be shared."""

    order: Order
    group: Group
    ledger: Ledger
    market: Market
    instrument: Instrument
    price: Decimal


def _equal(case: _Case, account: str) -> Decimal:
    return ONE


def _net_liquidation(case: _Case, account: str) -> Decimal:
    return Decimal(str(max(0.0, value_of(case.ledger, case.market, account).equity)))


def _available(case: _Case, account: str) -> Decimal:
    valuation = value_of(case.ledger, case.market, account)
    return Decimal(str(max(0.0, valuation.equity - margin_of(case.market, valuation).initial)))


def _amount(case: _Case, account: str) -> Decimal:
    return case.group.amounts[account] or NONE


def _bought_for(case: _Case, account: str) -> Decimal:
    return _amount(case, account) / (case.price * multiplier(case.instrument)) if case.price > 0 else NONE


def _changed(case: _Case, account: str) -> Decimal:
    position = case.ledger.positions.get((account, case.instrument))
    held = NONE if position is None else abs(position.quantity)
    return held * abs(Decimal(case.order.faPercentage)) / HUNDRED


Rule = Callable[[_Case, str], Decimal]
WEIGHTS: dict[str, Rule] = {
    "Equal": _equal,
    "EqualQuantity": _equal,
    "NetLiq": _net_liquidation,
    "AvailableEquity": _available,
    "Ratio": _amount,
    "Percent": _amount,
}
SIZES: dict[str, Rule] = {
    "ContractsOrShares": _amount,
    "Shares": _amount,
    "MonetaryAmount": _bought_for,
    "PctChange": _changed,
}


def share_out(
    advisor: Advisor, ledger: Ledger, market: Market, instrument: Instrument, order: Order, price: Decimal
) -> Shares | Problem:
    """What each account of the group of an order gets when it is filled, or what is wrong with the order."""
    group = advisor.group(order.faGroup)
    if group is None or not group.amounts:
        known = ", ".join(advisor.names())
        return 321, f"{INVALID}there is no FA group {order.faGroup!r} with accounts; there is {known}"
    method = order.faMethod or group.method
    if method not in (*WEIGHTS, *SIZES):
        return 321, f"{INVALID}{method!r} is no method of allocation; use {', '.join((*WEIGHTS, *SIZES))}"
    if method == "PctChange" and not _is_number(order.faPercentage):
        return 10012, f"Invalid percentage value {order.faPercentage!r}; set faPercentage to a number"
    case = _Case(order, group, ledger, market, instrument, price)
    found = {account: (WEIGHTS.get(method) or SIZES[method])(case, account) for account in group.amounts}
    if method == "Percent" and abs(sum(found.values()) - HUNDRED) > ONE / 2:
        return 10012, f"Invalid percentage value: those of the group add up to {sum(found.values())}, not to 100"
    if not any(found.values()):
        return 321, f"{INVALID}no account of the FA group {order.faGroup!r} gets anything by {method}"
    size = order.totalQuantity
    if method in WEIGHTS:
        return shared(size, found) if size != UNSET_DECIMAL and size > 0 else dict.fromkeys(found, NONE)
    shares = {account: share.to_integral_value(ROUND_FLOOR) for account, share in found.items()}
    if method in ("ContractsOrShares", "Shares") and size not in (0, UNSET_DECIMAL, sum(shares.values())):
        return 321, f"{INVALID}the FA group allocates {sum(shares.values())}, totalQuantity is {size}; set it to 0"
    return shares


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except ArithmeticError:
        return False


def shared(total: Decimal, weights: Mapping[str, Decimal]) -> Shares:
    """Whole units of a total by weights; the same for each if there are none."""
    weights = weights if any(weights.values()) else dict.fromkeys(weights, ONE)
    whole = sum(weights.values())
    exact = {account: total * weight / whole for account, weight in weights.items()}
    shares = {account: share.to_integral_value(ROUND_FLOOR) for account, share in exact.items()}
    order = sorted(exact, key=lambda account: shares[account] - exact[account])
    for account in order[: int(total - sum(shares.values()))]:
        shares[account] += ONE
    return shares


def allocations(ledger: Ledger, live: LiveOrder) -> list[OrderAllocation]:
    """The shares as they are told with an order."""
    told = []
    for account, share in live.shares.items():
        position = ledger.positions.get((account, live.instrument))
        held = NONE if position is None else position.quantity
        after = held + (share if live.shown.action == "BUY" else -share)
        told.append(
            OrderAllocation(
                account=account,
                position=held,
                positionDesired=after,
                positionAfter=after,
                desiredAllocQty=share,
                allowedAllocQty=share,
            )
        )
    return told


def parts(live: LiveOrder, quantity: Decimal) -> list[tuple[str, Decimal]]:
    """The accounts that get something of an execution, which is counted as filled already, and how much."""
    if not live.shares:
        return [(live.shown.account, quantity)]
    size = sum(live.shares.values())
    due = {account: share * live.filled / size - got(live, account) for account, share in live.shares.items()}
    given = dict.fromkeys(live.shares, NONE)
    left = quantity
    for account, amount in due.items():
        given[account] = min(left, max(NONE, amount).to_integral_value(ROUND_FLOOR))
        left -= given[account]
    while left > 0:
        account = max(due, key=lambda account: due[account] - given[account])
        given[account] += min(left, ONE)
        left -= min(left, ONE)
    return [(account, amount) for account, amount in given.items() if amount]


def resize(live: LiveOrder, size: Decimal) -> None:
    """Give an order another size; what is left of it is shared as before."""
    live.shown.totalQuantity = size
    if live.shares:
        left = {account: share - got(live, account) for account, share in live.shares.items()}
        rest = shared(live.remaining, left)
        live.shares = {account: got(live, account) + share for account, share in rest.items()}


def got(live: LiveOrder, account: str) -> Decimal:
    """What an account has got of an order."""
    tally = live.tallies.get((account, live.instrument))
    return NONE if tally is None else tally.filled
