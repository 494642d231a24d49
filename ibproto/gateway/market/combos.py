"""The quote of a combination: what it costs to trade all its legs at theirs, and how many of them there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from ibproto.gateway.universe.combos import Combo, Leg

from .bars import Event
from .ladder import Ladder
from .state import State

Heard = Callable[[State, Sequence[Event]], None]


class SignedLadder(Ladder):
    """Steps below zero, too: who sells a combination may have to pay."""

    signed = True


class ComboPath:
    """What is asked of the path of a combination: it has prices, and no trades of its own."""

    trades = False
    quotes = True

    def __init__(self, combo: Combo) -> None:
        self.instrument = combo
        self.ladder = SignedLadder(combo.increments)


class ComboState:
    """What is known of a combination at a moment, as `State` tells it. Its price may be 0 or negative."""

    last = last_size = last_time = high = low = open = volume = vwap = None

    def __init__(self, path: ComboPath, combo: Combo, states: Sequence[State]) -> None:
        self.path = path
        self.instrument = combo
        self._states = states
        self.time = max(state.time for state in states)
        self.day = states[0].day
        self.exchange = states[0].exchange
        self.is_open = all(state.is_open for state in states)
        self.halted = any(state.halted for state in states)
        self.bid, self.bid_size = self._side(buys=False)
        self.ask, self.ask_size = self._side(buys=True)
        self.close = _sum(combo.legs, [(state.close, Decimal(0)) for state in states])[0]

    def _side(self, buys: bool) -> tuple[float | None, Decimal | None]:
        legs = self.instrument.legs
        quotes = [
            (state.ask, state.ask_size) if (leg.ratio > 0) == buys else (state.bid, state.bid_size)
            for leg, state in zip(legs, self._states)
        ]
        return _sum(legs, quotes)

    @property
    def middle(self) -> float | None:
        return None if self.bid is None or self.ask is None else round((self.bid + self.ask) / 2, 8)

    def take(self, action: str, limit: float | None, wanted: int) -> tuple[int, float]:
        """What an order gets of the displayed quote: (size, price); it is taken from the quotes of the legs."""
        buys = action == "BUY"
        price, size = (self.ask, self.ask_size) if buys else (self.bid, self.bid_size)
        if price is None or not size or limit is not None and (price > limit if buys else price < limit):
            return 0, 0.0
        taken = min(wanted, int(size))
        for leg, state in zip(self.instrument.legs, self._states):
            if (leg.ratio > 0) == buys:
                state.ask_size = (state.ask_size or Decimal(0)) - taken * abs(leg.ratio)
            else:
                state.bid_size = (state.bid_size or Decimal(0)) - taken * abs(leg.ratio)
        self.bid_size, self.ask_size = self._side(buys=False)[1], self._side(buys=True)[1]
        return taken, price


class Forwarder:
    """Hears of the legs and tells a listener of the combination."""

    def __init__(self, combo: Combo, listener: Heard, state_of: Callable[[Combo], State]) -> None:
        self._combo = combo
        self._listener = listener
        self._state_of = state_of

    def hear(self, state: State, events: Sequence[Event]) -> None:
        self._listener(self._state_of(self._combo), ())


def _sum(
    legs: Sequence[Leg], parts: Sequence[tuple[float | None, Decimal | None]]
) -> tuple[float | None, Decimal | None]:
    """Price and size of all legs together, None when one has none."""
    total, most = 0.0, None
    for leg, (price, size) in zip(legs, parts):
        if price is None or size is None:
            return None, None
        total += float(leg.weight) * price
        whole = size // abs(leg.ratio)
        most = whole if most is None else min(most, whole)
    return round(total, 8), most
