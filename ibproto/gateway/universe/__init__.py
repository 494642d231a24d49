"""What can be traded: instruments, when they trade, how a request finds them.

universe.py all of them, and how they are found; instrument.py one; calendars.py and holidays.py when it trades;
tables.py the bundled ones, made by stocks.py and listings.py; futures.py and options.py what is derived from them;
combos.py what is traded together; ids.py, rules.py, venues.py and exchanges.py what they share; search.py by a few
letters; files.py those of the user.
"""

from __future__ import annotations

from .calendars import Calendar, Session
from .combos import Combo
from .files import MarketFile, Script, load, make_instrument
from .instrument import Derived, Instrument, Venue
from .universe import Universe

__all__ = [
    "Calendar",
    "Combo",
    "Derived",
    "Instrument",
    "MarketFile",
    "Script",
    "Session",
    "Universe",
    "Venue",
    "load",
    "make_instrument",
]
