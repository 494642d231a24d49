"""A client for Interactive Brokers' TWS API in the shape of IB's own `EClient` and `EWrapper`."""

from __future__ import annotations

__version__ = "0.1.0"

VERSION = {"major": 0, "minor": 1, "micro": 0}


def get_version_string() -> str:
    """The version of this library, as in `__version__`."""
    return __version__
