"""The ladder of the prices that a market rule allows: whole steps inside, prices outside.

Step 1 is the lowest price above zero. As the ladder only goes up, what is highest in steps is highest in price: bars of
steps become bars of prices without another thought.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal


class Ladder:
    """increments: (from this price on, so big are the steps), in order; the first price is 0."""

    signed = False  # whether prices may be 0 or less

    def __init__(self, increments: Sequence[tuple[float, float]]) -> None:
        self._edges = [float(edge) for edge, _ in increments]
        self._sizes = [float(size) for _, size in increments]
        self._exact = [Decimal(str(size)) for size in self._sizes]
        self._digits = max(max(0, -int(size.normalize().as_tuple().exponent)) for size in self._exact)
        self._base = [0]  # the step of each edge
        for number in range(1, len(self._edges)):
            width = self._edges[number] - self._edges[number - 1]
            self._base.append(self._base[-1] + round(width / self._sizes[number - 1]))

    def price(self, step: int) -> float:
        """The price of a step."""
        if len(self._base) == 1:
            return round(step * self._sizes[0], self._digits)
        k = bisect_right(self._base, step) - 1 if step > 0 else 0
        return round(self._edges[k] + (step - self._base[k]) * self._sizes[k], self._digits)

    def below(self, price: float) -> int:
        """The highest step that costs no more."""
        k = bisect_right(self._edges, price) - 1 if price > 0 else 0
        return self._base[k] + int((price - self._edges[k]) / self._sizes[k] + 1e-7)

    def nearest(self, price: float) -> int:
        """The step nearest to a price, 1 at least."""
        k = bisect_right(self._edges, price) - 1 if price > 0 else 0
        return max(1, self._base[k] + int((price - self._edges[k]) / self._sizes[k] + 0.5))

    def exact(self, price: float) -> int | None:
        """The step of a price; None when it lies between two, or is no number."""
        try:
            value = Decimal(str(price))
        except ArithmeticError:
            return None
        if not value.is_finite():
            return None
        k = bisect_right(self._edges, price) - 1 if price > 0 else 0
        steps = (value - Decimal(str(self._edges[k]))) / self._exact[k]
        return self._base[k] + int(steps) if steps == steps.to_integral_value() else None

    def middle(self, low: int, high: int) -> float:
        """The price in the middle of two steps."""
        return round((self.price(low) + self.price(high)) / 2, self._digits + 1)
