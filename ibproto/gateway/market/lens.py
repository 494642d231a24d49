"""Lenses: how the driver of a root looks as the quote of an instrument, bid and ask in steps of its own ladder.

Every lens is monotone and stays the same for a stretch of time, so bars of the driver become bars of the instrument:
what is highest there is highest here, or lowest, when the lens is a falling one (a put).
"""

from __future__ import annotations

from abc import ABC, abstractmethod

from .ladder import Ladder
from .options import RATE, price

Pair = tuple[int, int]


class Lens:
    """The quote of a root itself: the driver is the bid. spread: in steps; 0 for an index, which has no quote."""

    falling = False

    def __init__(self, ladder: Ladder, spread: int) -> None:
        self.ladder = ladder
        self.spread = spread

    def quote(self, driver: int) -> Pair:
        """Bid and ask."""
        return driver, driver + self.spread

    def middle(self, driver: int) -> float:
        """The price in the middle."""
        return self.ladder.middle(*self.quote(driver))


class Seen(Lens, ABC):
    """A lens through another one, with a memory: many pieces begin where others end."""

    def __init__(self, source: Lens, ladder: Ladder, spread: int) -> None:
        super().__init__(ladder, spread)
        self.source = source
        self._known: dict[int, Pair] = {}

    def quote(self, driver: int) -> Pair:
        pair = self._known.get(driver)
        if pair is None:
            pair = self._known[driver] = self._see(driver)
        return pair

    @abstractmethod
    def _see(self, driver: int) -> Pair:
        """The quote, not remembered yet."""


class Carried(Seen):
    """A future or a contract for difference: the source's bid times a factor."""

    def __init__(self, source: Lens, ladder: Ladder, spread: int, factor: float) -> None:
        super().__init__(source, ladder, spread)
        self.falling = source.falling
        self._factor = factor

    def _see(self, driver: int) -> Pair:
        source = self.source
        bid = max(1, self.ladder.below(source.ladder.price(source.quote(driver)[0]) * self._factor))
        return bid, bid + self.spread


class Priced(Seen):
    """An option. early: whether it can be exercised before its end, so that it is never worth less than that gives."""

    def __init__(
        self,
        source: Lens,
        ladder: Ladder,
        spread: int,
        *,
        call: bool,
        strike: float,
        years: float,
        volatility: float,
        carry: float = RATE,
        early: bool = True,
    ) -> None:
        super().__init__(source, ladder, spread)
        self.falling = not call
        self.call = call
        self.strike = strike
        self.years = years
        self.volatility = volatility
        self.carry = carry
        self.early = early

    def worth(self, underlying: float) -> float:
        """The theoretical price."""
        worth = price(self.call, underlying, self.strike, self.years, self.volatility, self.carry)
        if self.early:
            worth = max(worth, underlying - self.strike if self.call else self.strike - underlying)
        return worth

    def _see(self, driver: int) -> Pair:
        ladder = self.ladder
        worth = self.worth(self.source.middle(driver))
        low, high = worth * 0.992, worth * 1.008  # options on dear things are quoted wider
        bid = max(0, ladder.below(low) - (self.spread - 1) // 2)
        return bid, max(ladder.below(high), bid) + 1 + (self.spread - 1) // 2


class Moved(Lens):
    """A lens after somebody has set the price of its instrument: all moved by some steps, or held at one bid."""

    def __init__(self, source: Lens, shift: int, fixed: int | None) -> None:
        super().__init__(source.ladder, source.spread)
        self.falling = source.falling
        self.source = source
        self._shift = shift
        self._fixed = fixed

    def quote(self, driver: int) -> Pair:
        bid, ask = self.source.quote(driver)
        if self._fixed is not None:
            return self._fixed, self._fixed + ask - bid
        low = 0 if bid == 0 else 1
        moved = max(low, bid + self._shift)
        return moved, max(moved + (1 if ask > bid else 0), ask + self._shift)
