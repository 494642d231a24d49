"""What it costs when: prices of all instruments at all times, the live market, option figures, the book.

Where to find what: market.py the entrance; path.py bars and tape of one instrument, over pieces.py (the trades of each
stretch of time) and shape.py (how the price of a root moves), which draw on walk.py (years) and activity.py (how trades
are divided); lens.py and lenses.py what is derived; tape.py one second; feed.py and state.py live; control.py what the
owner does; options.py Black and Scholes; book.py the order book; ladder.py price steps; draws.py chance.
"""

from __future__ import annotations

from .bars import AnyBar, Event, Quote, Trade, together
from .ladder import Ladder
from .market import Computation, Market
from .path import Path
from .state import State

__all__ = ["AnyBar", "Computation", "Event", "Ladder", "Market", "Path", "Quote", "State", "Trade", "together"]
