"""Whether the accounts of an order can have it: margin, cash, short sales, and how many orders there may be.

Each order is judged by itself, as if all of it filled at its limit or the quote; what other orders would need is not
counted. A cash account (`Account(margin=False)`) pays all it buys from its cash, and sells what it has.
"""

from __future__ import annotations

from decimal import Decimal

from ibproto.const import UNSET_DECIMAL
from ibproto.gateway.accounts import Ledger, MarginEffect, multiplier, value_of
from ibproto.gateway.accounts.valuation import rate
from ibproto.gateway.behaviour import Behaviour
from ibproto.gateway.market import Market

from .book import OrderBook
from .booking import Trade, trades_of
from .live import LiveOrder
from .preview import effects_of, price_of

NOT_COVERED = (
    "YOUR ORDER IS NOT ACCEPTED. IN ORDER TO OBTAIN THE DESIRED POSITION YOUR EQUITY WITH LOAN VALUE [{:.2f} {}] MUST"
    " EXCEED THE INITIAL MARGIN [{:.2f} {}]"
)
NO_CASH = (
    "Available settled cash to perform this transaction: {:.2f} {}, Cash needed for this order and other pending"
    " orders: {:.2f} {}"
)
NO_SHORT_SALES = "Short sales are not allowed in account {}; it holds {} of {}"
TOO_MANY = "There are {} active orders on this side of the contract in account {} already; cancel some first"
LONG_ONLY = ("STK", "FUND", "BOND", "CRYPTO", "OPT", "FOP", "WAR", "IOPT")  # in a cash account


def refusal(behaviour: Behaviour, ledger: Ledger, market: Market, book: OrderBook, live: LiveOrder) -> str:
    """Why an order is rejected; "" when it is not."""
    order = live.shown
    others = [
        other
        for other in book.at(live.instrument)
        if other is not live and other.shown.action == order.action and other.shown.account == order.account
    ]
    if len(others) >= behaviour.order_limit:
        return TOO_MANY.format(len(others), order.account)
    if live.exercise or order.totalQuantity in (0, UNSET_DECIMAL):
        return ""
    effects = effects_of(ledger, market, live)[1]
    for account, effect in effects.items():
        share = live.shares.get(account, order.totalQuantity) * live.remaining / order.totalQuantity
        trades = list(trades_of(market, live, share, price_of(market, live)))
        reason = _short_sale(behaviour, ledger, account, trades) or _unpaid(behaviour, ledger, account, effect)
        if not reason and not ledger.accounts[account].margin:
            reason = _no_cash(ledger, market, account, trades)
        if reason:
            return reason
    return ""


def _short_sale(behaviour: Behaviour, ledger: Ledger, account: str, trades: list[Trade]) -> str:
    if behaviour.short_sales and ledger.accounts[account].margin:
        return ""
    kinds = LONG_ONLY if not ledger.accounts[account].margin else ("STK",)
    for instrument, quantity, _ in trades:
        position = ledger.positions.get((account, instrument))
        held = Decimal(0) if position is None else position.quantity
        if instrument.contract.secType in kinds and quantity < 0 and held + quantity < 0:
            return NO_SHORT_SALES.format(account, held, instrument.contract.localSymbol)
    return ""


def _unpaid(behaviour: Behaviour, ledger: Ledger, account: str, effect: MarginEffect) -> str:
    if not behaviour.margin_check or effect.is_covered:
        return ""
    base = ledger.base(account)
    return NOT_COVERED.format(effect.equity_after, base, effect.after.initial, base)


def _no_cash(ledger: Ledger, market: Market, account: str, trades: list[Trade]) -> str:
    """A cash account has money for what it buys, in all its currencies together; what it exchanges it has itself."""
    valuation = value_of(ledger, market, account)
    cash = sum(valuation.cash.get(currency, 0.0) * worth for currency, worth in valuation.rates.items())
    cost = 0.0
    for instrument, quantity, price in trades:
        own = instrument.contract
        if own.secType == "CASH":
            amount = float(quantity * price) if quantity > 0 else -float(quantity)
            sold = own.currency if quantity > 0 else own.symbol
            if amount > max(valuation.cash.get(sold, 0.0), 0.0):
                return NO_CASH.format(valuation.cash.get(sold, 0.0), sold, amount, sold)
        if own.secType in LONG_ONLY:
            worth = float(quantity * price * multiplier(instrument))
            cost += worth * rate(market, own.currency, valuation.base)
    return NO_CASH.format(cash, valuation.base, cost, valuation.base) if cost > max(cash, 0.0) else ""
