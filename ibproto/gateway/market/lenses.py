"""Which lens an instrument is seen through: how far a future is from its root, an option's life and volatility."""

from __future__ import annotations

from datetime import date, datetime
from math import exp, log
from typing import TYPE_CHECKING

from ibproto.gateway.zones import epoch

from .draws import draws
from .lens import Carried, Lens, Priced
from .options import MIN_YEARS, RATE

if TYPE_CHECKING:
    from .path import Path
    from .pieces import Base

QUIET_SPREAD = 3  # times the spread of liquid hours
YEAR = 365 * 86400.0
SKEW, SMILE = -0.12, 0.1  # of the volatility, by moneyness over the root of the time left
LEAST, MOST = 0.5, 2.5  # times the volatility at the money


def lens_of(path: Path, base: Base, time: float) -> Lens:
    """The lens of a base piece at a time, before anybody sets its price."""
    instrument, source = path.instrument, path.source
    spread = max(1, instrument.spread) * (1 if base.liquid else QUIET_SPREAD) if path.quotes else 0
    if source is None:
        return Lens(path.ladder, spread)
    seen = source.lens(base, time)
    if path.pieces.is_option:
        return _option(path, base, seen, spread)
    days = 0
    if instrument.expiry is not None and source.source is None:
        days = (instrument.expiry - base.day).days
    return Carried(seen, path.ladder, spread, 1 + RATE * days / 365)


def _option(path: Path, base: Base, seen: Lens, spread: int) -> Priced:
    instrument = path.instrument
    contract = instrument.contract
    years = years_left(path, base.piece.start)
    kind = path.source.instrument.contract.secType if path.source is not None else ""
    return Priced(
        seen,
        path.ladder,
        spread,
        call=contract.right == "C",
        strike=contract.strike,
        years=years,
        volatility=_volatility(path, base, seen, years),
        carry=0.0 if kind in ("FUT", "CONTFUT") else RATE,
        early=kind != "IND",
    )


def years_left(path: Path, time: float) -> float:
    """The time that an option has left."""
    expiry = path.instrument.expiry
    assert expiry is not None
    return max(MIN_YEARS, (last_moment(path, expiry) - time) / YEAR)


def last_moment(path: Path, expiry: date) -> float:
    """When trading ends on the last day."""
    sessions = path.sessions(expiry)
    if sessions:
        return sessions[-1].end
    return epoch(datetime(expiry.year, expiry.month, expiry.day, 16), path.instrument.calendar.zone)


def _volatility(path: Path, base: Base, seen: Lens, years: float) -> float:
    """The volatility of a strike: the same all day, a little different every day, higher for low strikes."""
    assert path.source is not None
    root = path.root()
    first = root.ladder.nearest(root.shape.price_before(base.day))
    term = max(0.02, years)
    away = log(path.instrument.contract.strike / seen.middle(first)) / term**0.5
    shape: float = 1 + SKEW * away + SMILE * away**2
    return near_volatility(path, base.day, years) * min(MOST, max(LEAST, shape))


def near_volatility(path: Path, day: date, years: float) -> float:
    """The volatility at the money on a day, of an option or of what options are on."""
    byte = draws(f"{path.root().key}:implied:{day.toordinal()}", 1)[0]
    return path.instrument.volatility * (1 + 0.1 * exp(-6 * years) * (byte - 128) / 128)  # the near end moves most
