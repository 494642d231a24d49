"""An order as it is worked, from the order as it came.

Prices of legs become a limit, an amount of money a size, a group of accounts the share of each; and what is wrong with
these.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from decimal import ROUND_FLOOR, Decimal
from typing import NamedTuple

from ibproto.const import UNSET_DECIMAL, UNSET_DOUBLE
from ibproto.gateway.accounts import Ledger, multiplier
from ibproto.gateway.behaviour import Behaviour
from ibproto.gateway.market import Market
from ibproto.gateway.reference.advisor import Advisor
from ibproto.gateway.texts import INVALID
from ibproto.gateway.universe import Combo, Instrument
from ibproto.order import Order

from .allocation import Problem, Shares, got, share_out
from .kinds import is_given
from .live import LiveOrder

ALL = "all"  # an account name that stands for none in particular
IN_PARTS = ("CRYPTO", "FUND")  # kinds of instruments that are always traded in fractions
NOT_FOR_MONEY = 10244, "Cash Quantity cannot be used for this order."


class Taken(NamedTuple):
    """order: complete. shares: of the accounts of a group, empty without one."""

    order: Order
    shares: Shares


class Intake:
    """Takes orders in. advisor: who has the groups; None when the accounts are no advisor's."""

    def __init__(
        self,
        market: Market,
        ledger: Ledger,
        accounts: Sequence[str],
        behaviour: Behaviour,
        advisor: Advisor | None,
    ) -> None:
        self._market = market
        self._ledger = ledger
        self._accounts = accounts
        self._behaviour = behaviour
        self._advisor = advisor

    def take(self, given: Order, instrument: Instrument, known: LiveOrder | None) -> Taken | Problem:
        """The order that a new one means, or the change of a known one; or what is wrong with it."""
        order = copy(given)
        if isinstance(instrument, Combo) and order.lmtPrice in (0, UNSET_DOUBLE):
            order.lmtPrice = _limit_of_legs(order, instrument)
        problem = self._sized(order, instrument, known)
        if problem is not None:
            return problem
        shares: Shares = {}
        if order.account.lower() == ALL:
            order.account = ""
        if self._advisor is None:
            if order.faGroup:
                return 321, f"{INVALID}faGroup is for financial advisors; these are not the accounts of one"
        elif order.faGroup:
            order.account = self._accounts[0]
            price = self._price(order, instrument)
            found = share_out(self._advisor, self._ledger, self._market, instrument, order, price)
            if isinstance(found, tuple):
                return found
            shares = found
            order.totalQuantity = sum(shares.values(), Decimal(0))
        elif order.account in ("", self._accounts[0]):
            return 436, "You must specify an allocation (either a single account, group, or model)."
        return self._change_problem(order, shares, known) or Taken(order, shares)

    def _sized(self, order: Order, instrument: Instrument, known: LiveOrder | None) -> Problem | None:
        """Find the size of an order for an amount of money, and look whether it has one of the steps of its
        instrument."""
        kind, step = instrument.contract.secType, instrument.venue.size_step
        in_parts = kind in IN_PARTS or kind == "STK" and self._behaviour.fractional_shares
        step = step if in_parts or step >= 1 else Decimal(1)
        if is_given(order.cashQty):
            if known is not None:
                return 10241, "Cash-quantity order cannot be modified via API. Cancel it and place a new one."
            price = self._price(order, instrument) * multiplier(instrument)
            if (
                "CASHQTY" not in instrument.venue.order_types
                or kind == "CRYPTO"
                and order.action != "BUY"
                or price <= 0
            ):
                return NOT_FOR_MONEY
            amount = Decimal(str(order.cashQty))
            order.totalQuantity = (amount / price / step).to_integral_value(ROUND_FLOOR) * step
            if amount < 0 or not order.totalQuantity:
                return 321, f"{INVALID}cashQty {order.cashQty} is less than {step} costs at {price}"
        elif kind == "CRYPTO" and order.action == "BUY" and order.orderType == "MKT":
            return 10289, "You must set Cash Quantity for this order."
        size = order.totalQuantity
        if size == UNSET_DECIMAL or not size.is_finite() or not size % step:
            return None
        if size % 1 and order.faGroup:
            return 10251, "Fractional-sized order cannot be allocated. Use whole units."
        if size % 1 and not in_parts:
            how = "modified" if known is not None else "placed"
            text = (
                f"Fractional-sized order cannot be {how} via API. Please use desktop version to {how[:-1]} this order."
            )
            return (10242 if known is not None else 10243), text
        return 10250, f"The size value does not conform to the minimum size variation {step} for this contract."

    def _price(self, order: Order, instrument: Instrument) -> Decimal:
        """What one costs, about: the limit, else the quote, else the last price."""
        if is_given(order.lmtPrice):
            return Decimal(str(order.lmtPrice))
        state = self._market.state(instrument)
        quote = state.ask if order.action == "BUY" else state.bid
        return Decimal(str(quote if quote is not None else state.last or state.close or 0.0))

    def _change_problem(self, order: Order, shares: Shares, known: LiveOrder | None) -> Problem | None:
        if known is None:
            return None
        if order.account and order.account != known.shown.account or bool(shares) != bool(known.shares):
            return 105, "Order being modified does not match original order"
        for account, share in known.shares.items():
            if got(known, account) > shares.get(account, Decimal(0)):
                return 321, f"{INVALID}account {account} has got {got(known, account)} of {share} already"
        return None


def _limit_of_legs(order: Order, combo: Combo) -> float:
    """Prices of all legs are a limit for their sum."""
    prices = [leg.price for leg in order.orderComboLegs or ()]
    if len(prices) != len(combo.legs) or UNSET_DOUBLE in prices:
        return order.lmtPrice
    return float(sum(leg.weight * Decimal(str(price)) for leg, price in zip(combo.legs, prices)))
