"""What reference data needs to know of the market: which instruments there are, and what they cost now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ibproto.gateway.universe.futures import FAMILY_OF

from .news import Company

if TYPE_CHECKING:
    from ibproto.gateway.universe import Instrument
    from ibproto.gateway.world import World


class Seen(NamedTuple):
    """An instrument as a scanner sees it: prices of now and of today, the close of the day before.

    None is what there is not: a quote while the exchange is closed, an open before it.
    """

    instrument: Instrument
    bid: float | None
    ask: float | None
    last: float
    open: float | None
    high: float | None
    low: float | None
    close: float | None
    volume: float
    halted: bool


def listed(world: World) -> Sequence[Instrument]:
    """All instruments that are not derived from another."""
    return world.universe.listed


def scanned(world: World) -> list[Instrument]:
    """What scanners look at: what is listed, and the futures that are traded now."""
    universe = world.universe
    some = (future for symbol in FAMILY_OF for future in universe.futures(symbol))
    return [*universe.listed, *(future for future in some if future.expiry and future.expiry >= universe.today)]


def by_con_id(world: World, con_id: int) -> Instrument | None:
    return world.universe.by_con_id(con_id)


def see(world: World, instrument: Instrument) -> Seen | None:
    """What an instrument costs; None when it has not traded yet. What has no trades costs the middle of its quote."""
    state = world.market.state(instrument)
    last = state.last if state.path.trades else state.middle
    if last is None:
        return None
    prices = (state.bid, state.ask, last, state.open, state.high, state.low, state.close)
    return Seen(instrument, *prices, float(state.volume or 0), state.halted)


def companies(world: World) -> list[Company]:
    """Who there is news about."""
    stocks = (instrument for instrument in listed(world) if instrument.contract.secType == "STK")
    return [Company(stock.contract.conId, stock.contract.symbol, stock.name) for stock in stocks]


def held_con_ids(world: World) -> list[int]:
    """What the accounts have positions in."""
    positions = world.ledger.positions.items()
    return list(dict.fromkeys(instrument.contract.conId for (_, instrument), held in positions if held.quantity))
