"""Market depth, tick-by-tick data, real-time bars, and what options would be worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibproto.contract import Contract
from ibproto.gateway.data.computations import figures
from ibproto.gateway.data.depth import Rows, service
from ibproto.gateway.data.entitlement import denial
from ibproto.gateway.data.real_time_bars import SECONDS, SHOWN, Stream
from ibproto.gateway.data.tick_by_tick import MOST_TICKS, TYPES, Ticks, serves
from ibproto.gateway.data.ticks import CUSTOM_OPTION
from ibproto.gateway.history.query import Refused
from ibproto.tag_value import TagValue

from .contracts import the_instrument
from .market_data import DUPLICATE, TOO_MANY, lines, rerouted, unknown

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession
    from ibproto.gateway.universe import Instrument
    from ibproto.gateway.world import World

NO_DEPTH = "Deep market data is not supported for this combination of security type/exchange"
MANY_TICKS = "Max number of tick-by-tick requests has been reached"
NO_BARS = 10089  # the code for real-time bars that need a subscription
TOO_FAST = "Invalid Real-time Query:Historical data request pacing violation"
NO_QUERY = "Invalid Real-time Query:No historical data query found for {}@{} {}"


def reqMktDepth(
    world: World,
    client: ClientSession,
    reqId: int,
    contract: Contract,
    numRows: int,
    isSmartDepth: bool,
    mktDepthOptions: list[TagValue],
) -> None:
    """updateMktDepthL2 where rows have a name (SMART: the exchange, NASDAQ: the market maker), else updateMktDepth:
    inserts of all rows, then what changes.

    rerouteMktDepthReq for a CFD; 102 for an id in use, 309 beyond 3 books, 10092 where there is no depth, 200 for no or
    several contracts, 316 when trading halts (the end), 317 when the price jumps and the book begins anew."""
    depths = world.depths
    if depths.has(client, reqId):
        client.error(reqId, *DUPLICATE)
        return
    limit = world.behaviour.depth_limit
    if depths.count(client) >= limit:
        client.error(reqId, 309, f"Max number ({limit}) of market depth requests has been reached")
        return
    instrument = the_instrument(world, client, reqId, contract)
    if instrument is None or rerouted(client, reqId, instrument, "rerouteMktDepthReq"):
        return
    found = service(instrument, contract.exchange.upper())
    if found is None:
        client.error(reqId, 10092, NO_DEPTH)
    elif denied := denial(world.behaviour, instrument):
        client.error(reqId, *denied)
    else:
        smart, makers = found
        depths.subscribe(Rows(client, reqId, instrument, numRows, makers, smart and isSmartDepth))


def cancelMktDepth(world: World, client: ClientSession, reqId: int, isSmartDepth: bool) -> None:
    """Silent, and no more rows; 310 for an unknown id."""
    if not world.depths.cancel(client, reqId):
        client.error(reqId, 310, f"Can't find the subscribed market depth with tickerId:{reqId}")


def reqTickByTickData(
    world: World,
    client: ClientSession,
    reqId: int,
    contract: Contract,
    tickType: str,
    numberOfTicks: int,
    ignoreSize: bool,
) -> None:
    """tickByTick for each tick, before them historicalTicks, historicalTicksBidAsk or historicalTicksLast with the last
    numberOfTicks.

    102 for an id in use, 321 for an unknown type or number, 200 for no or several contracts, 10189 where there is none
    (options; trades of currencies; without a subscription), 10190 beyond 3 of them."""
    ticks = world.tick_by_tick
    if ticks.has(client, reqId):
        client.error(reqId, *DUPLICATE)
        return
    if tickType not in TYPES:
        client.invalid(reqId, f"{tickType!r} is no tick-by-tick type; use one of {', '.join(TYPES)}")
        return
    if not 0 <= numberOfTicks <= MOST_TICKS:
        client.invalid(reqId, f"numberOfTicks {numberOfTicks} is not from 0 to {MOST_TICKS}")
        return
    if contract.secType == "BAG":
        _refuse_ticks(client, reqId, tickType, contract)
        return
    instrument = the_instrument(world, client, reqId, contract)
    if instrument is None:
        return
    behaviour = world.behaviour
    if not serves(instrument, TYPES[tickType]) or denial(behaviour, instrument):
        _refuse_ticks(client, reqId, tickType, instrument.contract)
    elif _is_over(world, client, instrument):
        client.error(reqId, 10190, MANY_TICKS)
    else:
        ticks.subscribe(Ticks(client, reqId, instrument, TYPES[tickType], ignoreSize), numberOfTicks)


def _is_over(world: World, client: ClientSession, instrument: Instrument) -> bool:
    """Whether a client has too many streams of ticks, or asks for one too soon."""
    ticks, behaviour = world.tick_by_tick, world.behaviour
    if ticks.count(client) >= behaviour.tick_by_tick_limit:
        return True
    return not ticks.may_ask(client, instrument, behaviour.tick_by_tick_pause)


def cancelTickByTickData(world: World, client: ClientSession, reqId: int) -> None:
    """Silent, and no more ticks; 300 for an unknown id."""
    if not world.tick_by_tick.cancel(client, reqId):
        client.error(reqId, 300, unknown(reqId))


def _refuse_ticks(client: ClientSession, reqId: int, tickType: str, contract: Contract) -> None:
    what = f"{tickType} tick-by-tick requests are not supported for {contract.symbol} {contract.secType}"
    client.error(reqId, 10189, f"Failed to request tick-by-tick data.{what}")


def reqRealTimeBars(
    world: World,
    client: ClientSession,
    reqId: int,
    contract: Contract,
    barSize: int,
    whatToShow: str,
    useRTH: bool,
    realTimeBarsOptions: list[TagValue],
) -> None:
    """realtimeBar every 5 seconds while the market is open.

    102 for an id in use, 101 beyond the market data lines, 321 for another size than 5 or an unknown whatToShow, 200
    for no or several contracts, 420 for trades of what has none; by switches 10089 or 10197 without data, 420 for who
    asks too often."""
    bars = world.bars
    if bars.has(client, reqId) or world.quotes.has(client, reqId):
        client.error(reqId, *DUPLICATE)
        return
    if lines(world, client) >= world.behaviour.market_data_lines:
        client.error(reqId, *TOO_MANY)
        return
    if barSize != SECONDS:
        client.invalid(reqId, f"Real-time bars of {barSize} s are not served; use {SECONDS}")
        return
    if whatToShow not in SHOWN:
        client.invalid(reqId, f"{whatToShow!r} is nothing to show; use one of {', '.join(SHOWN)}")
        return
    instrument = the_instrument(world, client, reqId, contract)
    if instrument is None:
        return
    if denied := denial(world.behaviour, instrument, NO_BARS):
        client.error(reqId, *denied)
    elif not _has(world, instrument, whatToShow):
        own = instrument.contract
        client.error(reqId, 420, NO_QUERY.format(own.symbol, own.exchange, whatToShow))
    else:
        stream = Stream(instrument, whatToShow, useRTH)
        try:
            world.history.pace(client, stream, (instrument, whatToShow))
        except Refused:
            client.error(reqId, 420, TOO_FAST)
        else:
            bars.subscribe(client, reqId, stream)


def cancelRealTimeBars(world: World, client: ClientSession, reqId: int) -> None:
    """Silent, and no more bars; 300 for an unknown id."""
    if not world.bars.cancel(client, reqId):
        client.error(reqId, 300, unknown(reqId))


def _has(world: World, instrument: Instrument, what: str) -> bool:
    path = world.market.path(instrument)
    return path.trades if what == "TRADES" else path.quotes


def calculateImpliedVolatility(
    world: World,
    client: ClientSession,
    reqId: int,
    contract: Contract,
    optionPrice: float,
    underPrice: float,
    implVolOptions: list[TagValue],
) -> None:
    """tickOptionComputation with the tick type 53; 200 for no or several contracts, 321 for what is no option or prices
    that are not above 0."""
    instrument = _option(world, client, reqId, contract, optionPrice, underPrice)
    if instrument is not None:
        found = world.market.calculate_volatility(instrument, optionPrice, underPrice)
        name, values = figures(CUSTOM_OPTION, found)
        client.send(name, reqId=reqId, **values)


def calculateOptionPrice(
    world: World,
    client: ClientSession,
    reqId: int,
    contract: Contract,
    volatility: float,
    underPrice: float,
    optPrcOptions: list[TagValue],
) -> None:
    """tickOptionComputation with the tick type 53; 200 for no or several contracts, 321 for what is no option or values
    that are not above 0."""
    instrument = _option(world, client, reqId, contract, volatility, underPrice)
    if instrument is not None:
        found = world.market.calculate_price(instrument, volatility, underPrice)
        name, values = figures(CUSTOM_OPTION, found)
        client.send(name, reqId=reqId, **values)


def cancelCalculateImpliedVolatility(world: World, client: ClientSession, reqId: int) -> None:
    """Silent: the answer is out already."""


def cancelCalculateOptionPrice(world: World, client: ClientSession, reqId: int) -> None:
    """Silent: the answer is out already."""


def _option(
    world: World, client: ClientSession, reqId: int, contract: Contract, value: float, underlying: float
) -> Instrument | None:
    """The option that a contract describes; else the client hears what is wrong."""
    instrument = the_instrument(world, client, reqId, contract)
    if instrument is None:
        return None
    if instrument.contract.secType not in ("OPT", "FOP"):
        client.invalid(reqId, f"{instrument.contract.secType} is no option; give the contract of an option")
        return None
    if not (0 < value < 1e9 and 0 < underlying < 1e9):
        client.invalid(reqId, f"{value} and {underlying}: both values must be above 0")
        return None
    return instrument


HANDLERS = (
    *(reqMktDepth, cancelMktDepth, reqTickByTickData, cancelTickByTickData, reqRealTimeBars, cancelRealTimeBars),
    *(calculateImpliedVolatility, calculateOptionPrice),
    *(cancelCalculateImpliedVolatility, cancelCalculateOptionPrice),
)
