"""What has to be put up for positions, by simple rules.

A share of the value by kind of instrument, see `RATES`. Options that are held need what they are worth; those that
were sold, that and 20 % of the underlying less what they are out of the money, at least 10 % of it. Money that is owed
in another than the base currency needs 2.5 % of it, and so does money of the base currency that is owed for other
money. There is no relief for positions that hedge each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ibproto.gateway.market import Market
from ibproto.gateway.universe import Instrument

from .commissions import multiplier
from .ledger import SETTLED, Ledger
from .valuation import Valuation, counted, mark, rate, value_of

# of the value: held initial and maintenance, sold short initial and maintenance
RATES = {
    "STK": (0.25, 0.25, 0.30, 0.30),
    "FUT": (0.08, 0.064, 0.08, 0.064),
    "CFD": (0.25, 0.20, 0.25, 0.20),
    "BOND": (0.25, 0.20, 0.30, 0.25),
    "FUND": (0.50, 0.25, 1.00, 1.00),
    "CMDTY": (0.10, 0.09, 0.10, 0.09),
    "CRYPTO": (1.00, 1.00, 1.00, 1.00),
}
OTHERS = (1.00, 1.00, 1.00, 1.00)
OPTIONS = ("OPT", "FOP", "WAR", "IOPT")
COMMODITIES = ("FUT", "FOP")  # the segment -C
NAKED, LEAST, KEPT = 0.20, 0.10, 0.8  # of the underlying; maintenance is KEPT of that
OWED = 0.025


class Margin(NamedTuple):
    """What is required, in one currency."""

    initial: float
    maintenance: float


class MarginEffect(NamedTuple):
    """What an order would do to an account, in its base currency."""

    before: Margin
    after: Margin
    equity_before: float  # with loan value
    equity_after: float

    @property
    def is_covered(self) -> bool:
        """Whether the account could afford it, or at least it would have to put up less than before."""
        return self.after.initial <= max(self.equity_after, 0.0) or self.after.initial <= self.before.initial


def required(market: Market, instrument: Instrument, quantity: float) -> Margin:
    """What a position needs, in the currency of its contract."""
    kind = instrument.contract.secType
    if not quantity or kind == "CASH":
        return Margin(0.0, 0.0)
    unit = float(multiplier(instrument))
    price = mark(market, instrument) or 0.0
    value = abs(quantity) * price * unit
    if kind in OPTIONS:
        naked = _naked(market, instrument) * abs(quantity) * unit if quantity < 0 else 0.0
        return Margin(value + naked, value + naked * KEPT)
    held = RATES.get(kind, OTHERS)
    initial, maintenance = held[:2] if quantity > 0 else held[2:]
    return Margin(value * initial, value * maintenance)


def _naked(market: Market, instrument: Instrument) -> float:
    """What selling one option needs beyond its price."""
    own, derived = instrument.contract, instrument.derived
    under = (mark(market, derived.underlying) if derived is not None else None) or own.strike
    out = max(0.0, own.strike - under if own.right.startswith("C") else under - own.strike)
    return max(under * NAKED - out, under * LEAST)


def margin_of(market: Market, valuation: Valuation, kinds: tuple[str, ...] = ()) -> Margin:
    """What an account needs in its base currency: for these kinds of instruments, for all of it without them."""
    initial = maintenance = 0.0
    for worth in valuation.positions:
        own = worth.instrument.contract
        if not kinds or own.secType in kinds:
            needed = required(market, worth.instrument, worth.quantity)
            initial += needed.initial * valuation.rates[own.currency]
            maintenance += needed.maintenance * valuation.rates[own.currency]
    if not kinds:
        owed = _loans(valuation.cash, valuation.rates, valuation.base)
        initial, maintenance = initial + owed, maintenance + owed
    return Margin(initial, maintenance)


def _loans(cash: Mapping[str, float], rates: Mapping[str, float], base: str) -> float:
    """What borrowed money needs: that of other currencies, and that of the base currency which other money was bought
    with."""
    foreign = [cash.get(currency, 0.0) * rate for currency, rate in rates.items() if currency != base]
    owed = sum(max(0.0, -amount) for amount in foreign)
    bought = min(max(0.0, -cash.get(base, 0.0)), sum(max(0.0, amount) for amount in foreign))
    return (owed + bought) * OWED


def margin_effect(
    ledger: Ledger,
    market: Market,
    account: str,
    trades: Sequence[tuple[Instrument, Decimal, Decimal]],
    fee: Decimal = Decimal(0),
) -> MarginEffect:
    """What trades would do: of each what, how much (below 0: sold) and the price. fee: of all of them, in the currency
    of the first."""
    valuation = value_of(ledger, market, account)
    before, equity = margin_of(market, valuation), valuation.equity
    initial, maintenance = before
    currency = trades[0][0].contract.currency
    exchange = rate(market, currency, valuation.base)
    moves = {currency: -float(fee)}
    for instrument, quantity, price in trades:
        own = instrument.contract
        position = ledger.positions.get((account, instrument))
        held = 0.0 if position is None else float(position.quantity)
        old, new = required(market, instrument, held), required(market, instrument, held + float(quantity))
        initial += (new.initial - old.initial) * exchange
        maintenance += (new.maintenance - old.maintenance) * exchange
        if own.secType not in SETTLED:
            moves[currency] -= float(quantity * price * multiplier(instrument))
        if own.secType == "CASH":
            moves[own.symbol] = moves.get(own.symbol, 0.0) + float(quantity)
    cash = {**valuation.cash, **{name: valuation.cash.get(name, 0.0) + move for name, move in moves.items()}}
    rates = {**valuation.rates, **{name: rate(market, name, valuation.base) for name in moves}}
    change = _loans(cash, rates, valuation.base) - _loans(valuation.cash, rates, valuation.base)
    initial, maintenance = initial + change, maintenance + change
    return MarginEffect(before, Margin(initial, maintenance), equity, equity - float(fee) * exchange)


def segment_equity(market: Market, valuation: Valuation) -> float:
    """What is in the segment of commodities: money is moved there until it covers its initial margin, no more."""
    held = valuation.total(
        (worth.instrument, counted(worth))
        for worth in valuation.positions
        if worth.instrument.contract.secType in COMMODITIES
    )
    return max(held, margin_of(market, valuation, COMMODITIES).initial)
