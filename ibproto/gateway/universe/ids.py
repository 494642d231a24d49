"""Numbers of contracts: a function of the contract alone, so they never change.

Below a billion: the real ones that recordings name, and made up ones. Above: options, whose number tells the chain, the
expiry, the strike and the right, so that one can be found without making all others.
"""

from __future__ import annotations

from datetime import date, timedelta
from zlib import crc32

_REAL: dict[tuple[str, ...], int] = {
    ("STK", "AAPL", "USD"): 265598,
    ("STK", "TSLA", "USD"): 76792991,
    ("STK", "MSFT", "USD"): 272093,
    ("STK", "AMZN", "USD"): 3691937,
    ("STK", "SPY", "USD"): 756733,
    ("STK", "IBM", "USD"): 8314,
    ("CASH", "EUR", "USD"): 12087792,
    ("FUT", "ES", "202509"): 637533641,
}
MADE_UP, MADE_UP_SPAN = 700_000_000, 300_000_000

OPTIONS = 1 << 30
_RIGHT_BITS, _STRIKE_BITS, _DAY_BITS, CHAIN_BITS = 1, 12, 12, 5
MAX_STRIKES = 1 << _STRIKE_BITS  # the highest strike of a chain in steps of the chain, plus one
_EPOCH = date(2000, 1, 1)


def real(*key: str) -> int:
    """The number that recordings name, 0 when they name none."""
    return _REAL.get(key, 0)


def made_up(*key: str) -> int:
    """A number for what these words describe."""
    return MADE_UP + crc32(":".join(key).encode()) % MADE_UP_SPAN


def option_id(chain: int, expiry: date, strike: int, is_call: bool) -> int:
    """strike: in steps of the chain."""
    days = (expiry - _EPOCH).days % (1 << _DAY_BITS)
    return OPTIONS | ((chain << _DAY_BITS | days) << _STRIKE_BITS | strike) << _RIGHT_BITS | is_call


def option_of(con_id: int, today: date) -> tuple[int, date, int, bool] | None:
    """Chain, expiry (from today on), strike and whether it is a call; None when it is the number of no option."""
    if con_id < OPTIONS or con_id >= 2 * OPTIONS:
        return None
    rest = con_id - OPTIONS
    is_call, rest = bool(rest & 1), rest >> _RIGHT_BITS
    strike, rest = rest % (1 << _STRIKE_BITS), rest >> _STRIKE_BITS
    days, chain = rest % (1 << _DAY_BITS), rest >> _DAY_BITS
    ahead = (days - (today - _EPOCH).days) % (1 << _DAY_BITS)
    return chain, today + timedelta(days=ahead), strike, is_call
