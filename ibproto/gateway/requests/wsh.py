"""Wall Street Horizon: meta data and events."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from ibproto.common import WshEventData
from ibproto.const import UNSET_INTEGER
from ibproto.gateway.reference.market_view import by_con_id, held_con_ids
from ibproto.gateway.reference.wsh import EVENT_TYPES, EVENTS, META, MOST, meta_data

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession
    from ibproto.gateway.world import World

TEXTS = {
    10276: "News feed is not allowed.",
    10277: "News feed permissions required.",
    10278: "Duplicate WSH metadata request.",
    10279: "Failed request WSH metadata.",
    10280: "Failed cancel WSH metadata.",
    10281: "Duplicate WSH event data request.",
    10282: "WSH metadata not requested.",
    10283: "Failed request WSH event data.",
}


class _Refused(Exception):
    """What is wrong with a request for events."""


def reqWshMetaData(world: World, client: ClientSession, reqId: int) -> None:
    """wshMetaData with the event types and filters as JSON; 10278 while another one is not answered, 10276 or 10277
    without the subscription (a switch)."""
    if not _refused(world, client, reqId):
        if world.wsh.busy(client, META):
            _error(client, reqId, 10278)
        else:
            world.wsh.answer(client, META, reqId, meta_data, world.behaviour.wsh_delay)


def cancelWshMetaData(world: World, client: ClientSession, reqId: int) -> None:
    """Silent, and no answer if there was none yet."""
    world.wsh.cancel(client, META, reqId)


def reqWshEventData(world: World, client: ClientSession, reqId: int, wshEventData: WshEventData) -> None:
    """wshEventData with the events of a conId or a JSON filter in a range of dates, at most totalLimit, as JSON; 10282
    before reqWshMetaData, 10281 while another one is not answered, 10283 for an unknown company or a wrong date or
    filter, 10276 or 10277 without the subscription (a switch)."""
    if _refused(world, client, reqId):
        return
    if not world.wsh.knows_meta(client):
        _error(client, reqId, 10282)
    elif world.wsh.busy(client, EVENTS):
        _error(client, reqId, 10281)
    else:
        try:
            events = _events(world, wshEventData)
        except _Refused as problem:
            _error(client, reqId, 10283, f" {problem}")
            return
        world.wsh.answer(client, EVENTS, reqId, lambda: json.dumps(events), world.behaviour.wsh_delay)


def cancelWshEventData(world: World, client: ClientSession, reqId: int) -> None:
    """Silent, and no answer if there was none yet."""
    world.wsh.cancel(client, EVENTS, reqId)


def _refused(world: World, client: ClientSession, reqId: int) -> bool:
    if world.behaviour.wsh_error is not None:
        _error(client, reqId, world.behaviour.wsh_error)
    return world.behaviour.wsh_error is not None


def _error(client: ClientSession, reqId: int, code: int, more: str = "") -> None:
    client.error(reqId, code, TEXTS[code] + more)


def _events(world: World, wanted: WshEventData) -> list[dict[str, Any]]:
    con_ids = [] if wanted.conId in (0, UNSET_INTEGER) else [wanted.conId]
    tags = list(EVENT_TYPES)
    limit = MOST if wanted.totalLimit in (0, UNSET_INTEGER) else wanted.totalLimit
    if wanted.filter:
        chosen = _filter(wanted.filter)
        con_ids += [_number(con_id) for key in ("watchlist", "conids") for con_id in chosen.get(key, ())]
        tags = [tag for tag in tags if str(chosen.get(tag, "")).lower() == "true"] or tags
        limit = min(limit, _number(chosen.get("limit", limit)))
    if wanted.fillPortfolio:
        con_ids += held_con_ids(world)
    if not con_ids and not (wanted.fillPortfolio or wanted.fillWatchlist or wanted.fillCompetitors):
        raise _Refused('Give a conId, or a filter such as {"watchlist": ["8314"], "wshe_ed": "true"}.')
    for con_id in con_ids:
        if by_con_id(world, con_id) is None:
            raise _Refused(f"There is no contract with the id {con_id}.")
    unique = list(dict.fromkeys(con_ids))
    return world.wsh.events(unique, tags, _date(wanted.startDate), _date(wanted.endDate), limit)


def _filter(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not all(isinstance(found.get(key, []), list) for key in ("watchlist", "conids")):
        raise _Refused(f"The filter is no JSON object as the meta data describes it: {text[:60]}")
    return found


def _number(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError):
        raise _Refused(f"{value!r:.40} is no number.") from None


def _date(text: str) -> date | None:
    if not text:
        return None
    try:
        return datetime.strptime(text, "%Y%m%d").date()
    except ValueError:
        raise _Refused(f"{text!r:.40} is no date such as 20260131.") from None


HANDLERS = (reqWshMetaData, cancelWshMetaData, reqWshEventData, cancelWshEventData)
