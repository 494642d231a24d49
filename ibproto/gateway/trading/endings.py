"""What becomes of positions and orders when a contract ends: at the end of its last session, or by hand.

Options that are in the money by a cent or more are exercised, those that were sold are assigned; they become a position
in what they are on, at the strike, or money if that is an index. Other options lapse. Futures, and what else ends, are
settled in money at their last price. None of it is told as an execution or costs a commission; the positions are gone.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from ibproto.gateway.accounts import Ledger
from ibproto.gateway.accounts.valuation import mark
from ibproto.gateway.market import Market
from ibproto.gateway.universe import Combo, Instrument

from . import exercise
from .book import OrderBook
from .live import LiveOrder

OPTIONS = ("option", "fop")
LEAST = 0.01  # by which an option must be in the money


class Endings:
    """Knows when contracts end that somebody has or wants. end: what ends an order for one."""

    def __init__(self, market: Market, ledger: Ledger, book: OrderBook, end: Callable[[LiveOrder], None]) -> None:
        self._market = market
        self._ledger = ledger
        self._book = book
        self._end = end
        self._planned: set[Instrument] = set()
        ledger.listeners.append(lambda account, instrument: self.plan(instrument))

    def plan(self, instrument: Instrument) -> None:
        """See to it that a contract ends at its time."""
        if isinstance(instrument, Combo):
            for leg in instrument.legs:
                self.plan(leg.instrument)
        elif instrument.expiry is not None and instrument not in self._planned:
            self._planned.add(instrument)
            self._market.clock.call_at(self._market.last_moment(instrument), lambda: self.settle(instrument))

    def settle(self, instrument: Instrument) -> None:
        """The contract ends now. ValueError for what has no end."""
        derived = instrument.derived
        if instrument.expiry is None:
            raise ValueError(f"{instrument!r} does not expire")
        self._market.universe.end(instrument)
        for live in list(self._book.open.values()):
            own = live.instrument
            if own is instrument or isinstance(own, Combo) and instrument in [leg.instrument for leg in own.legs]:
                self._end(live)
        for (account, held), position in list(self._ledger.positions.items()):
            if held is not instrument or not position.quantity:
                continue
            if derived is not None and derived.kind in OPTIONS:
                in_money = exercise.worth(self._market, instrument) >= LEAST
                action = exercise.EXERCISE if in_money else exercise.LAPSE
                exercise.settle(self._ledger, self._market, instrument, account, action, position.quantity)
            else:
                price = Decimal(str(mark(self._market, instrument) or 0.0))
                self._ledger.book(account, instrument, -position.quantity, price, Decimal(0), executed=False)
