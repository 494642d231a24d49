"""Bars, schedules, head timestamps, histograms and ticks of the past."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ibproto.contract import Contract
from ibproto.gateway.data.entitlement import no_history
from ibproto.gateway.farms import HISTORY
from ibproto.gateway.history import query as queries
from ibproto.gateway.history import ticks as tape
from ibproto.gateway.history import times
from ibproto.gateway.history.query import DAY, Query, Refused
from ibproto.gateway.history.spread import instrument_of
from ibproto.gateway.universe.combos import Leg
from ibproto.gateway.zones import local, zone
from ibproto.tag_value import TagValue

from .contracts import UNKNOWN, legs_of, the_instrument

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession
    from ibproto.gateway.universe import Instrument
    from ibproto.gateway.world import World

_PERIOD = re.compile(r"(\d{1,4}) *(second|minute|hour|day|week|month|year|S|D|W|M|Y)s?", re.IGNORECASE)
_LETTERS = {"second": "S", "minute": "S", "hour": "S", "day": "D", "week": "W", "month": "M", "year": "Y"}
_SECONDS = {"minute": 60, "hour": 3600}


def reqHistoricalData(
    world: World,
    client: ClientSession,
    reqId: int,
    contract: Contract,
    endDateTime: str,
    durationStr: str,
    barSizeSetting: str,
    whatToShow: str,
    useRTH: int,
    formatDate: int,
    keepUpToDate: bool,
    chartOptions: list[TagValue],
) -> None:
    """historicalData and historicalDataEnd, then historicalDataUpdate with keepUpToDate; historicalSchedule for
    SCHEDULE. Errors: 162 no data, no permissions, pacing or invalid step, 166 an option that has expired, 200, 321, 322
    more than 50 at a time, 386 id in use, 10182 live updates that end with their farm, 10299, 10314 bad time; warning
    2174 for a time without zone.
    """
    if _is_busy(world, client, reqId):
        return
    legs: tuple[Leg, ...] = ()
    if contract.secType == "BAG":
        legs = legs_of(world, contract)
        instrument = instrument_of(contract, legs) if legs else None
        if instrument is None:
            client.error(reqId, 200, UNKNOWN)
    else:
        instrument = the_instrument(world, client, reqId, contract)
    if instrument is None:
        return
    what = whatToShow.upper()
    try:
        queries.check_shown(instrument, what)
        for one in [leg.instrument for leg in legs] or [instrument]:
            _check_served(world, one)
        size = queries.size_of(barSizeSetting)
        number, unit = queries.span_of(durationStr)
        queries.check_step(size, number, unit, world.behaviour.history_steps == "strict")
        if keepUpToDate:
            queries.check_kept(size, endDateTime)
        if what == "ADJUSTED_LAST" and endDateTime:
            raise queries.invalid("End date not supported with adjusted last")
        if what == "SCHEDULE" and size != DAY:
            raise queries.invalid("SCHEDULE is for bars of 1 day only")
        end = _time(client, reqId, endDateTime, world.clock.now())
        zone_name = world.behaviour.history_zone
        query = Query(instrument, what, size, number, unit, end, bool(useRTH), formatDate == 2, zone_name, legs)
        world.history.pace_bars(client, query)
        if what == "SCHEDULE":
            world.history.schedule(client, reqId, query)
        else:
            world.history.bars(client, reqId, query, keepUpToDate)
    except Refused as problem:
        client.error(reqId, problem.code, problem.text)


def cancelHistoricalData(world: World, client: ClientSession, reqId: int) -> None:
    """Error 162 that tells of the end; 366 for an id that is not being answered."""
    if world.history.cancel(client, reqId):
        client.error(reqId, 162, f"{queries.SERVICE}API historical data query cancelled: {reqId}")
    else:
        client.error(reqId, 366, f"No historical data query found for ticker id:{reqId}")


def reqHeadTimeStamp(
    world: World, client: ClientSession, reqId: int, contract: Contract, whatToShow: str, useRTH: int, formatDate: int
) -> None:
    """headTimestamp; errors 162 when there is no such data, 200, 321."""
    instrument = the_instrument(world, client, reqId, contract)
    if instrument is None:
        return
    try:
        queries.check_shown(instrument, whatToShow.upper())
        _check_served(world, instrument)
    except Refused as problem:
        client.error(reqId, problem.code, problem.text)
        return
    time = world.history.head(instrument, bool(useRTH))
    utc = zone("UTC")
    assert utc is not None
    text = str(int(time)) if formatDate == 2 else f"{local(time, utc):%Y%m%d-%H:%M:%S}"
    client.send("headTimestamp", reqId=reqId, headTimestamp=text)


def cancelHeadTimeStamp(world: World, client: ClientSession, reqId: int) -> None:
    """Silent: the answer is there already."""


def reqHistogramData(
    world: World, client: ClientSession, tickerId: int, contract: Contract, useRTH: bool, timePeriod: str
) -> None:
    """histogramData; errors 162 for what is not traded, 200, 321 for a period that cannot be read."""
    if _is_busy(world, client, tickerId):
        return
    instrument = the_instrument(world, client, tickerId, contract)
    if instrument is None:
        return
    match = _PERIOD.fullmatch(timePeriod.strip())
    if match is None or not int(match[1]):
        client.invalid(tickerId, f"Invalid time period {timePeriod!r}; use one such as '3 days' or '1 week'")
        return
    try:
        if "TRADES" not in queries.OF_KIND.get(instrument.contract.secType, queries.USUAL):
            raise queries.no_data(instrument, "TRADES")
        _check_served(world, instrument)
    except Refused as problem:
        client.error(tickerId, problem.code, problem.text)
        return
    word = match[2].lower()
    unit = _LETTERS.get(word, word.upper())
    number = int(match[1]) * _SECONDS.get(word, 1)
    world.history.histogram(
        client, tickerId, Query(instrument, "TRADES", 60, number, unit, world.clock.now(), bool(useRTH), False)
    )


def cancelHistogramData(world: World, client: ClientSession, tickerId: int) -> None:
    """Silent; what was not told yet is not told."""
    world.history.cancel(client, tickerId)


def reqHistoricalTicks(
    world: World,
    client: ClientSession,
    reqId: int,
    contract: Contract,
    startDateTime: str,
    endDateTime: str,
    numberOfTicks: int,
    whatToShow: str,
    useRth: int,
    ignoreSize: bool,
    miscOptions: list[TagValue],
) -> None:
    """historicalTicks, historicalTicksBidAsk or historicalTicksLast; errors 162, 200, 321, 386, 10314, warning 2174."""
    if _is_busy(world, client, reqId):
        return
    instrument = the_instrument(world, client, reqId, contract)
    if instrument is None:
        return
    what = whatToShow.upper()
    try:
        if what not in tape.KINDS:
            raise queries.invalid(f"Invalid what to show {whatToShow!r}; use one of {', '.join(tape.KINDS)}")
        if bool(startDateTime) == bool(endDateTime):
            raise queries.invalid("Historical ticks need a start or an end date and time, one of them")
        if not 1 <= numberOfTicks <= tape.MOST:
            raise queries.invalid(f"Number of ticks is {numberOfTicks}; use 1 to {tape.MOST}")
        is_coin = instrument.contract.secType == "CRYPTO" and what == "TRADES"
        queries.check_shown(instrument, "AGGTRADES" if is_coin else what)
        _check_served(world, instrument)
        time = _time(client, reqId, startDateTime or endDateTime, world.clock.now())
    except Refused as problem:
        client.error(reqId, problem.code, problem.text)
        return
    start, end = (time, None) if startDateTime else (None, time)
    wanted = tape.Wanted(instrument, what, start, end, numberOfTicks, bool(useRth), ignoreSize)
    world.history.ticks(client, reqId, tape.Ticks(wanted))


def cancelHistoricalTicks(world: World, client: ClientSession, reqId: int) -> None:
    """Silent; what was not told yet is not told."""
    world.history.cancel(client, reqId)


def _is_busy(world: World, client: ClientSession, reqId: int) -> bool:
    """Whether the id is in use, or the client asks too much at a time; it is told."""
    if world.history.has(client, reqId):
        client.error(reqId, 386, f"Duplicate ticker ID for API historical data query: {reqId}")
        return True
    if world.history.is_full(client):
        limit = world.behaviour.history_limit
        client.unable(reqId, f"Only {limit} simultaneous API historical data requests allowed")
        return True
    return False


def _check_served(world: World, instrument: Instrument) -> None:
    """Refuses what the account may not see, options that have expired, and all while the farm of history is lost."""
    cause = no_history(world.behaviour, instrument)
    if world.farms.is_lost(HISTORY):
        cause = "HMDS server disconnect occurred. Attempting reconnection..."
    if cause is not None:
        raise Refused(162, queries.SERVICE + cause)
    kind, expiry = instrument.contract.secType, instrument.expiry
    if kind in ("OPT", "FOP") and expiry is not None and expiry < world.universe.today:
        raise Refused(166, "HMDS Expired Contract Violation: there is no history of options that have expired")


def _time(client: ClientSession, reqId: int, text: str, now: float) -> float:
    """A time of a request, now when it is empty; the client is warned of one without a zone."""
    if not text.strip():
        return now
    time, has_zone = times.read(text)
    if not has_zone:
        client.error(reqId, 2174, times.NO_ZONE)
    return time


HANDLERS = (
    reqHistoricalData,
    cancelHistoricalData,
    reqHeadTimeStamp,
    cancelHeadTimeStamp,
    reqHistogramData,
    cancelHistogramData,
    reqHistoricalTicks,
    cancelHistoricalTicks,
)
