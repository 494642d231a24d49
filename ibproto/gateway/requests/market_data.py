"""Quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibproto.contract import Contract
from ibproto.gateway.data.entitlement import denial, grant
from ibproto.gateway.data.quotes import Line
from ibproto.gateway.data.ticks import LEGAL, NEWS
from ibproto.gateway.reference.headlines import PROVIDERS
from ibproto.gateway.universe import Combo
from ibproto.tag_value import TagValue

from .contracts import UNKNOWN, the_instrument

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession
    from ibproto.gateway.universe import Instrument
    from ibproto.gateway.world import World

NO_TICKS = "mdoff"  # in a generic tick list: without the default ticks
DUPLICATE = 102, "Duplicate ticker id"
TOO_MANY = 101, "Max number of tickers has been reached"


def reqMarketDataType(world: World, client: ClientSession, marketDataType: int) -> None:
    """Silence, whatever the number; of what is requested later, marketDataType tells which type comes."""
    world.quotes.wanted[client] = marketDataType


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

    rerouteMktDataReq for a CFD; 102 for an id in use, 101 beyond 100 lines, 200 for no or several contracts, 321 for an
    unknown generic tick, 414 for a snapshot with generic ticks, 322 for two regulatory snapshots within a second; by
    switches 354, 10089, 10168, 10186 or 10197 without data, 10090 or 10091 with what needs no subscription, 10167 (or
    these) with delayed data."""
    if world.quotes.has(client, reqId) or world.bars.has(client, reqId):
        client.error(reqId, *DUPLICATE)
        return
    if lines(world, client) >= world.behaviour.market_data_lines:
        client.error(reqId, *TOO_MANY)
        return
    words = [word.strip() for word in genericTickList.split(",") if word.strip()]
    wrong = [word for word in words if word != NO_TICKS and not _is_legal(word)]
    if wrong:
        client.invalid(reqId, f"Incorrect generic tick list of {genericTickList}: there is no {wrong[0]}")
        return
    if words and (snapshot or regulatorySnapshot):
        client.error(reqId, 414, "Snapshot market data subscription is not applicable to generic ticks")
        return
    generic = frozenset(int(word.partition(":")[0]) for word in words if word != NO_TICKS)
    smart = contract.exchange.upper() in ("", "SMART")
    line = Line(client, reqId, generic, plain=NO_TICKS not in words, smart=smart)
    is_snapshot = snapshot or regulatorySnapshot
    if regulatorySnapshot and not world.quotes.may_look(client):
        client.unable(reqId, "only one regulatory snapshot a second; ask again later")
        return
    if contract.secType == "BAG":
        if not _combine(world, line, contract):
            return
    elif not _begin(world, line, contract, words):
        return
    if is_snapshot:
        world.quotes.end_snapshot(line, world.behaviour.snapshot_time)


def cancelMktData(world: World, client: ClientSession, reqId: int) -> None:
    """Silent, and no more ticks; 300 for an unknown id."""
    world.news.unwatch(client, reqId)
    if not world.quotes.cancel(client, reqId):
        client.error(reqId, 300, unknown(reqId))


def unknown(reqId: int) -> str:
    return f"Can't find EId with tickerId:{reqId}"


def lines(world: World, client: ClientSession) -> int:
    """The market data lines that a client uses."""
    return world.quotes.count(client) + world.bars.count(client)


def rerouted(client: ClientSession, reqId: int, instrument: Instrument, answer: str) -> bool:
    """Whether a contract has no data of its own: the client hears of which one it has to ask for."""
    derived = instrument.derived
    if derived is None or derived.kind != "cfd":
        return False
    own = derived.underlying.contract
    client.send(answer, reqId=reqId, conId=own.conId, exchange=own.exchange)
    return True


def _is_legal(word: str) -> bool:
    number, _, providers = word.partition(":")
    if not number.isdigit() or int(number) not in LEGAL:
        return False
    return not providers or int(number) == NEWS and all(code in PROVIDERS for code in _codes(word))


def _codes(word: str) -> list[str]:
    """The news providers behind the number of a generic tick: 292:BRFG+DJNL."""
    return [code for code in word.partition(":")[2].replace(":", "+").split("+") if code]


def _begin(world: World, line: Line, contract: Contract, words: list[str]) -> bool:
    """Subscribe to an instrument; whether anything comes."""
    client, reqId = line.session, line.reqId
    instrument = the_instrument(world, client, reqId, contract)
    if instrument is None or rerouted(client, reqId, instrument, "rerouteMktDataReq"):
        return False
    if instrument.contract.secType == "NEWS":
        world.quotes.note(line)
        world.news.watch(client, reqId, 0, (instrument.contract.tradingClass,))
        return True
    granted = grant(world.behaviour, instrument, world.quotes.wanted.get(client, 1))
    if granted.error is not None:
        client.error(reqId, *granted.error)
    if not granted.type:
        return False
    line.partly = granted.partly
    world.quotes.subscribe(line, instrument, granted.type)
    asked = [word for word in words if word.partition(":")[0] == str(NEWS)]
    if asked:
        world.news.watch(client, reqId, instrument.contract.conId, [code for word in asked for code in _codes(word)])
    return True


def _combine(world: World, line: Line, contract: Contract) -> bool:
    """Subscribe to a combination; whether anything comes."""
    client, reqId = line.session, line.reqId
    combo = world.universe.combine(contract)
    if not isinstance(combo, Combo):
        client.error(reqId, 200, UNKNOWN)
        return False
    for leg in combo.legs:
        denied = denial(world.behaviour, leg.instrument)
        if denied is not None:
            client.error(reqId, *denied)
            return False
    world.quotes.combine(line, combo)
    return True


HANDLERS = (reqMarketDataType, reqMktData, cancelMktData)
