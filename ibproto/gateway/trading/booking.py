"""What an execution is to the accounts: booked for each of them, and of a combination for each of its legs.

A combination is told as one execution of itself, at the price of all, without a commission, and then one of each leg;
the prices of the legs add up to its price exactly. Positions and commissions are those of the legs.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ibproto.gateway.accounts import Ledger, commission
from ibproto.gateway.accounts.ledger import GRAIN
from ibproto.gateway.accounts.valuation import mark
from ibproto.gateway.market import Market
from ibproto.gateway.universe import Combo, Instrument

from . import exercise
from .allocation import parts
from .live import Fill, LiveOrder, Tally

Trade = tuple[Instrument, Decimal, Decimal]  # what, how much (below 0: sold), at which price


class Booker:
    """Books executions. exec ids: a number for each execution of an order, in it one for each account and leg."""

    def __init__(self, market: Market, ledger: Ledger, fills: list[Fill]) -> None:
        self._market = market
        self._ledger = ledger
        self._fills = fills

    def execute(self, live: LiveOrder, exchange: str, quantity: Decimal, price: float) -> list[Fill]:
        """Book an execution of an order; what is told of it, in order."""
        buys = live.shown.action == "BUY"
        whole = Decimal(str(price))
        legs: list[Trade] = []
        if isinstance(live.instrument, Combo):
            whole, legs = leg_trades(self._market, live.instrument, buys, whole)
        live.filled += quantity
        live.value += whole * quantity
        live.last_fill = float(whole)
        number = len(self._fills) + 1
        done: list[Fill] = []

        def add(account: str, instrument: Instrument, venue: str, signed: Decimal, at: Decimal) -> Fill:
            tally = live.tallies.setdefault((account, instrument), Tally())
            tally.add(abs(signed), at)
            exec_id = f"0000e0d5.{0x69DD0000 + number:08x}.{len(done) + 1:02x}.01"
            fill = Fill(
                live,
                exec_id,
                self._market.clock.now(),
                venue,
                abs(signed),
                float(at),
                account=account,
                instrument=instrument,
                buys=signed > 0,
                tally=tally,
            )
            done.append(fill)
            return fill

        for account, share in parts(live, quantity):
            signed = share if buys else -share
            fill = add(account, live.instrument, exchange, signed, whole)
            if not isinstance(live.instrument, Combo):
                self._book(fill, signed, whole)
                continue
            fill.fee = None
            for leg, ratio, at in legs:
                self._book(add(account, leg, self._market.state(leg).exchange, share * ratio, at), share * ratio, at)
        live.fees = sum((tally.fees for tally in live.tallies.values()), Decimal(0))
        self._fills += done
        return done

    def _book(self, fill: Fill, signed: Decimal, price: Decimal) -> None:
        """The cash, the position and the commission of an execution."""
        live, instrument = fill.live, fill.instrument
        if live.exercise:
            market, quantity = self._market, fill.quantity
            fill.realized = exercise.settle(self._ledger, market, instrument, fill.account, live.exercise, quantity)
            return
        tally = live.tallies[fill.account, instrument]
        fees = commission(instrument, tally.filled, tally.value)
        fill.fee, tally.fees = fees - tally.fees, fees
        fill.realized = self._ledger.book(fill.account, instrument, signed, price, fill.fee)


def leg_trades(market: Market, combo: Combo, buys: bool, price: Decimal) -> tuple[Decimal, list[Trade]]:
    """The legs of one combination that is bought, or sold, at a price: their ratios (below 0: sold) and prices.

    They trade at their quotes; what is left of the price is that of the dearest leg for which it can be. The price is
    returned as the legs add up to.
    """
    prices = []
    for leg in combo.legs:
        state = market.state(leg.instrument)
        quote = state.ask if (leg.ratio > 0) == buys else state.bid
        known = quote if quote is not None else mark(market, leg.instrument)
        prices.append(Decimal(str(known or 0)))
    left = price - _total(combo, prices)
    for number in sorted(range(len(prices)), key=lambda number: -prices[number]) if left else ():
        weight = combo.legs[number].weight
        change = (left / weight).quantize(GRAIN)
        if change * weight == left:
            prices[number] += change
            break
    sign = 1 if buys else -1
    trades = [(leg.instrument, Decimal(sign * leg.ratio), at) for leg, at in zip(combo.legs, prices)]
    return _total(combo, prices), trades


def _total(combo: Combo, prices: list[Decimal]) -> Decimal:
    return sum((leg.weight * price for leg, price in zip(combo.legs, prices)), Decimal(0))


def trades_of(market: Market, live: LiveOrder, quantity: Decimal, price: Decimal) -> Iterator[Trade]:
    """What filling so much of an order would be, at a price."""
    buys = live.shown.action == "BUY"
    if isinstance(live.instrument, Combo):
        for leg, ratio, at in leg_trades(market, live.instrument, buys, price)[1]:
            yield leg, ratio * quantity, at
    else:
        yield live.instrument, quantity if buys else -quantity, price
