"""Quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibproto.contract import Contract
from ibproto.gateway.quotes import GENERIC, Subscription
from ibproto.tag_value import TagValue

from .contracts import the_instrument

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession
    from ibproto.gateway.world import World

MARKET_DATA_LINES = 100  # for each client


def reqMarketDataType(world: World, client: ClientSession, marketDataType: int) -> None:
    """Nothing is answered and nothing changes: live data, which every account here has, wins over all other types."""


def reqMktData(
    world: World,
    client: ClientSession,
    reqId: int,
    contract: Contract,
    genericTickList: str,
    snapshot: bool,
    regulatorySnapshot: bool,
    mktDataOptions: list[TagValue],
) -> None:
    """marketDataType, tickReqParams and ticks until it is cancelled; a snapshot ends with tickSnapshotEnd.

    102 for an id in use, 101 beyond 100 lines, 200 for no or several contracts, 321 for an unknown generic tick, 414
    for a snapshot with generic ticks."""
    quotes = world.quotes
    if quotes.has(client, reqId):
        client.error(reqId, 102, "Duplicate ticker id")
        return
    if quotes.count(client) >= MARKET_DATA_LINES:
        client.error(reqId, 101, "Max number of tickers has been reached")
        return
    words = [word.strip().partition(":")[0] for word in genericTickList.split(",") if word.strip()]
    wrong = [word for word in words if word != "mdoff" and not (word.isdigit() and int(word) in GENERIC)]
    if wrong:
        client.invalid(reqId, f"Incorrect generic tick list of {genericTickList}: there is no {wrong[0]}")
        return
    if words and (snapshot or regulatorySnapshot):
        client.error(reqId, 414, "Snapshot market data subscription is not applicable to generic ticks")
        return
    instrument = the_instrument(world, client, reqId, contract)
    if instrument is not None:
        generic = frozenset(int(word) for word in words if word != "mdoff")
        quotes.subscribe(Subscription(client, reqId, instrument, generic), snapshot or regulatorySnapshot)


def cancelMktData(world: World, client: ClientSession, reqId: int) -> None:
    """Silent, and no more ticks; 300 for an unknown id."""
    if not world.quotes.cancel(client, reqId):
        client.error(reqId, 300, f"Can't find EId with tickerId:{reqId}")


HANDLERS = (reqMarketDataType, reqMktData, cancelMktData)
