"""What an account is worth now: positions at the prices of the market, money at the rates of the forex market."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ibproto.gateway.market import Market
from ibproto.gateway.universe import Instrument

from .commissions import multiplier
from .ledger import SETTLED, Ledger, Position

HUB = "USD"  # currencies without a pair of their own are exchanged by way of it


class Worth(NamedTuple):
    """A position now, in the currency of its contract; None where the market tells no price."""

    instrument: Instrument
    position: Position
    quantity: float
    price: float | None
    value: float
    cost: float  # of one
    unrealized: float | None
    realized: float  # on this trade date
    daily: float | None  # profit since the close before this trade date


class Valuation(NamedTuple):
    """An account now. rates: what one of a currency is worth in the base currency."""

    account: str
    base: str
    cash: dict[str, float]
    positions: list[Worth]
    rates: dict[str, float]

    def equity_in(self, currency: str) -> float:
        """Cash and positions of one currency."""
        return self.cash.get(currency, 0.0) + sum(
            counted(worth) for worth in self.positions if worth.instrument.contract.currency == currency
        )

    @property
    def equity(self) -> float:
        """What the account would be worth if everything were sold, in the base currency."""
        return sum(self.equity_in(currency) * rate for currency, rate in self.rates.items())

    def total(self, amounts: Iterable[tuple[Instrument, float]]) -> float:
        """Amounts in the currencies of instruments, in the base currency."""
        return sum(amount * self.rates[instrument.contract.currency] for instrument, amount in amounts)


def counted(worth: Worth) -> float:
    """What a position adds to the cash: its value; its profit if it was not paid for; nothing if it is cash itself."""
    kind = worth.instrument.contract.secType
    if kind == "CASH":
        return 0.0
    return (worth.unrealized or 0.0) if kind in SETTLED else worth.value


def mark(market: Market, instrument: Instrument) -> float | None:
    """The price that positions are valued at: the last one, but inside the quote; closed, the close."""
    state = market.state(instrument)
    price = state.last
    if state.bid is not None and state.ask is not None:
        if price is None:
            return state.middle
        return min(max(price, state.bid), state.ask)
    return price if price is not None else state.close


def rate(market: Market, currency: str, base: str) -> float:
    """What one of a currency is worth in another; 1.0 when no pair of the universe leads there."""
    if currency == base:
        return 1.0
    direct = _pair(market, currency, base)
    if direct is None and HUB not in (currency, base):
        first, second = _pair(market, currency, HUB), _pair(market, HUB, base)
        direct = None if first is None or second is None else first * second
    return 1.0 if direct is None else direct


def _pair(market: Market, one: str, other: str) -> float | None:
    for instrument in market.universe.listed:
        own = instrument.contract
        if own.secType == "CASH" and {own.symbol, own.currency} == {one, other}:
            price = mark(market, instrument) or instrument.price
            return price if own.symbol == one else 1 / price
    return None


def worth_of(market: Market, instrument: Instrument, position: Position) -> Worth:
    """A position at the prices of now."""
    state = market.state(instrument)
    price = mark(market, instrument)
    unit = float(multiplier(instrument))
    quantity, basis = float(position.quantity), float(position.basis)
    value = basis if price is None else quantity * price * unit
    before, spent, gained = float(position.quantity), 0.0, 0.0  # as they are when it was not traded on this date
    if position.day == instrument.calendar.trade_date(market.clock.now()):
        before, spent, gained = float(position.before), float(position.spent), float(position.gained)
    daily = None
    if price is not None and (state.close is not None or not before):
        daily = value - spent - before * (state.close or 0.0) * unit
    cost = float(position.cost)
    unrealized = None if price is None else value - basis
    return Worth(instrument, position, quantity, price, value, cost, unrealized, gained, daily)


def value_of(ledger: Ledger, market: Market, account: str) -> Valuation:
    """An account at the prices of now."""
    base = ledger.base(account)
    cash = {currency: float(amount) for currency, amount in ledger.cash(account).items()}
    positions = [worth_of(market, instrument, position) for instrument, position in ledger.held(account)]
    currencies = {base, *cash, *(worth.instrument.contract.currency for worth in positions)}
    rates = {currency: rate(market, currency, base) for currency in sorted(currencies)}
    return Valuation(account, base, cash, positions, rates)
