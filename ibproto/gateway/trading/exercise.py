"""Exercising options and letting them lapse: told like an order, but what it does to the account is no trade.

Options on stocks and futures become a position in these at the strike; those on an index are paid out in cash.
"""

from __future__ import annotations

from decimal import Decimal

from ibproto.gateway.accounts import Ledger, multiplier
from ibproto.gateway.market import Market
from ibproto.gateway.texts import INVALID, PROCESSING
from ibproto.gateway.universe import Instrument

from .checks import Problem

EXERCISE, LAPSE = 1, 2


def problem_of(
    ledger: Ledger, market: Market, instrument: Instrument, action: int, quantity: int, account: str, override: bool
) -> Problem | None:
    """What forbids it."""
    if instrument.derived is None or instrument.derived.kind not in ("option", "fop"):
        return 321, f"{INVALID}only options can be exercised"
    if action not in (EXERCISE, LAPSE):
        return 321, f"{INVALID}exerciseAction is {action}; use 1 to exercise, 2 to let lapse"
    position = ledger.positions.get((account, instrument))
    if quantity < 1 or position is None or position.quantity < quantity:
        return 322, f"{PROCESSING}No unlapsed position exists in this option in account {account}."
    if action == EXERCISE and not override and worth(market, instrument) <= 0:
        return 322, f"{PROCESSING}Exercise ignored because option is not in-the-money."
    return None


def worth(market: Market, option: Instrument) -> float:
    """What an option is worth if it is exercised now."""
    assert option.derived is not None
    state = market.state(option.derived.underlying)
    price = state.last or state.middle or state.close or 0.0
    difference = price - option.contract.strike
    return max(0.0, difference if option.contract.right == "C" else -difference)


def settle(
    ledger: Ledger, market: Market, option: Instrument, account: str, action: int, quantity: Decimal
) -> Decimal | None:
    """Book what becomes of the options; returns the profit that the options realized."""
    assert option.derived is not None
    underlying, contract = option.derived.underlying, option.contract
    if action == EXERCISE and underlying.contract.secType == "IND":
        price = Decimal(str(round(worth(market, option), 4)))
        return ledger.book(account, option, -quantity, price, Decimal(0), executed=False)
    realized = ledger.book(account, option, -quantity, Decimal(0), Decimal(0), executed=False)
    if action == EXERCISE:
        units = quantity * multiplier(option) / multiplier(underlying)
        strike = Decimal(str(contract.strike))
        signed = units if contract.right == "C" else -units
        ledger.book(account, underlying, signed, strike, Decimal(0), executed=False)
    return realized
