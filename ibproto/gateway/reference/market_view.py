"""What reference data needs to know of the market: which instruments there are, and what they cost now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ibproto.contract import Contract

from .news import Company

if TYPE_CHECKING:
    from ibproto.gateway.instruments import Instrument
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
    return world.market.instruments


def by_con_id(world: World, con_id: int) -> Instrument | None:
    found = world.market.find(Contract(conId=con_id)) if con_id > 0 else []
    return found[0] if found else None


def see(world: World, instrument: Instrument) -> Seen | None:
    """What an instrument costs; None when it has not traded yet."""
    process = world.market.process(instrument)
    prices = (process.bid, process.ask, process.last, process.open, process.high, process.low, process.close)
    bid, ask, last, open_, high, low, close = map(process.price, prices)
    return Seen(instrument, bid, ask, last, open_, high, low, close, process.volume, halted=False)


def companies(world: World) -> list[Company]:
    """Who there is news about."""
    stocks = (instrument for instrument in listed(world) if instrument.contract.secType == "STK")
    return [Company(stock.contract.conId, stock.contract.symbol, stock.long_name) for stock in stocks]


def held_con_ids(world: World) -> list[int]:
    """What the accounts have positions in."""
    positions = world.trading.ledger.positions.items()
    return list(dict.fromkeys(instrument.contract.conId for (_, instrument), held in positions if held.quantity))
