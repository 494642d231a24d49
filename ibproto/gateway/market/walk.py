"""The level of a price over the years: one number a calendar day, the logarithm of a price.

Years start at levels that keep near a straight trend, so that thirty years of prices stay prices; inside a year the
level is a bridge between two such starts, with quiet weekends and a few wild days.
"""

from __future__ import annotations

from array import array
from datetime import date
from itertools import accumulate

from .draws import SPREAD, draws

BASE_YEAR = 2026
YEAR_SHARE = 0.45  # how far, in yearly volatilities, the start of a year lies from the trend
WILDEST = 0.6  # what moves more in a year than this comes back sooner
TRADING_DAYS = 252
WEEKEND = 0.3  # a day of the weekend moves the level so much of what another day does
WILD = 252  # a byte from here on makes a day wild


class Walk:
    """key: makes its chance. volatility: per year. trend: growth of the logarithm per year."""

    def __init__(self, key: str, volatility: float, trend: float) -> None:
        self._key = key
        self._daily = volatility / TRADING_DAYS**0.5 / SPREAD
        self._yearly = min(volatility, WILDEST) * YEAR_SHARE / SPREAD
        self._trend = trend
        self._years: dict[int, array[float]] = {}

    def at(self, ordinal: int) -> float:
        """The level at the end of a day."""
        day = date.fromordinal(ordinal)
        known = self._years.get(day.year)
        if known is None:
            known = self._years[day.year] = self._make(day.year)
        return known[ordinal - date(day.year, 1, 1).toordinal()]

    def _start(self, year: int) -> float:
        first, second = draws(f"{self._key}:year:{year}", 2)
        return self._trend * (year - BASE_YEAR) + self._yearly * (first - second)

    def _make(self, year: int) -> array[float]:
        first = date(year, 1, 1)
        days = date(year + 1, 1, 1).toordinal() - first.toordinal()
        chance = draws(f"{self._key}:days:{year}", 3 * days)
        weights = [WEEKEND if (first.weekday() + k) % 7 > 4 else 1.0 for k in range(days)]
        moves = [
            (a - b) * weight * (3.0 if wild >= WILD else 1.0) * self._daily
            for a, b, wild, weight in zip(chance[:days], chance[days:], chance[2 * days :], weights)
        ]
        start = self._start(year)
        pull = (self._start(year + 1) - start - sum(moves)) / days
        return array("d", accumulate((move + pull for move in moves), initial=start))[1:]
