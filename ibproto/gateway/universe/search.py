"""What a user may mean by some letters: `reqMatchingSymbols`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from . import futures
from .instrument import Instrument
from .listings import cfds
from .options import CHAINS

MOST = 16  # matches that are told


class Match(NamedTuple):
    """One match, and the types of what is derived from it."""

    instrument: Instrument
    derivatives: tuple[str, ...]


@cache
def _derivatives() -> dict[tuple[str, str], list[str]]:
    """By symbol and type of the underlying."""
    found: dict[tuple[str, str], list[str]] = {}
    for cfd in cfds():
        assert cfd.derived is not None
        own = cfd.derived.underlying.contract
        found.setdefault((own.symbol, own.secType), []).append("CFD")
    for symbol in futures.FAMILY_OF:
        found.setdefault((symbol, "IND"), []).append("FUT")
    for chain in CHAINS:
        kind = "IND" if chain.underlying_type == "FUT" else chain.underlying_type
        types = found.setdefault((chain.symbol, kind), [])
        types += [name for name in (chain.sec_type, "BAG") if name not in types]
    return found


def matching(instruments: Iterable[Instrument], pattern: str) -> list[Match]:
    """Those whose symbol, or a word of whose name, begins with the pattern; the same symbol first."""
    wanted = " ".join(pattern.upper().split())
    if not wanted:
        return []
    ranked = []
    for number, instrument in enumerate(instruments):
        own = instrument.contract
        symbols = (own.symbol.upper(), own.localSymbol.upper())
        if wanted in symbols:
            rank = 0
        elif any(symbol.startswith(wanted) for symbol in symbols):
            rank = 1
        elif f" {instrument.name.upper()}".find(f" {wanted}") >= 0:
            rank = 2
        else:
            continue
        ranked.append((rank, number, instrument))
    ranked.sort(key=lambda entry: entry[:2])
    known = _derivatives()
    return [
        Match(instrument, tuple(known.get((instrument.contract.symbol, instrument.contract.secType), ())))
        for _, _, instrument in ranked[:MOST]
    ]
