"""What can be traded: instruments, when they trade, how a request finds them."""

from __future__ import annotations

from .instrument import Derived, Instrument, Venue
from .universe import Universe

__all__ = ["Derived", "Instrument", "Universe", "Venue"]
