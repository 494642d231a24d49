"""Live data of the market for clients: quotes, depth, tick-by-tick data and real-time bars.

    sources.py     what a client may see of an instrument: live, frozen, delayed, or combined from legs
    entitlement.py which of these it gets
    quotes.py      quotes, with ticks.py, generic.py and computations.py saying what their ticks are
    broadcast.py   the same ticks for many clients, encoded once

Everything is read off the market, so it agrees with history.
"""

from __future__ import annotations

from .depth import Depths
from .quotes import Quotes
from .real_time_bars import RealTimeBars
from .tick_by_tick import TickByTick

__all__ = ["Depths", "Quotes", "RealTimeBars", "TickByTick"]
