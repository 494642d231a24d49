"""Market scanners."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from ibproto.const import UNSET_DOUBLE, UNSET_INTEGER
from ibproto.gateway.codec import answer_writer
from ibproto.gateway.reference.scanner import MOST_ROWS, PREFIX, Search, parameters
from ibproto.gateway.reference.scanner_tables import (
    FILTER_FIELDS,
    FILTER_OF,
    INSTRUMENTS,
    LOCATION_OF,
    SCAN_OF,
    Filter,
    value_of,
)
from ibproto.scanner import ScannerSubscription
from ibproto.tag_value import TagValue

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession
    from ibproto.gateway.world import World

UNSET = (UNSET_DOUBLE, UNSET_INTEGER, "", None)
NOTICE = "You must subscribe for additional permissions to obtain precise results for scanner."


class _Refused(Exception):
    """What is wrong with a subscription."""


def reqScannerParameters(world: World, client: ClientSession) -> None:
    """scannerParameters: the XML with all instruments, locations, scan codes and filters that can be asked for."""
    client.put(_parameters(client.version))


@cache
def _parameters(version: int) -> bytes:
    """The whole message, which is long."""
    return answer_writer("scannerParameters", version)({"xml": parameters()})


def reqScannerSubscription(
    world: World,
    client: ClientSession,
    reqId: int,
    subscription: ScannerSubscription,
    scannerSubscriptionOptions: list[TagValue],
    scannerSubscriptionFilterOptions: list[TagValue],
) -> None:
    """scannerData with at most 50 rows now and every 30 seconds (notice 165 before an empty one); 492 first by a
    switch. 385 for an id in use, 322 beyond 10 subscriptions, 162 for an unknown instrument, location, scan
    code or filter."""
    limit = world.behaviour.scanner_limit
    if world.scanner.has(client, reqId):
        client.error(reqId, 385, "Duplicate ticker ID for API scanner subscription")
    elif world.scanner.count(client) >= limit:
        text = f"Only {limit} simultaneous API scanner subscriptions are allowed"
        client.unable(reqId, text)
    else:
        try:
            search = _search(subscription, scannerSubscriptionFilterOptions or [])
        except _Refused as problem:
            client.error(reqId, 162, f"{PREFIX} error message:{problem}")
            return
        if world.behaviour.scanner_notice:
            client.error(reqId, 492, NOTICE)
        world.scanner.subscribe(client, reqId, search)


def cancelScannerSubscription(world: World, client: ClientSession, reqId: int) -> None:
    """162 that says it is cancelled, and no more results; 365 for an unknown id."""
    if world.scanner.cancel(client, reqId):
        client.error(reqId, 162, f"{PREFIX} error message:API scanner subscription cancelled: {reqId}")
    else:
        client.error(reqId, 365, f"No scanner subscription found for ticker id:{reqId}")


def _search(wanted: ScannerSubscription, options: list[TagValue]) -> Search:
    scan = SCAN_OF.get(wanted.scanCode)
    location = LOCATION_OF.get(wanted.locationCode)
    if wanted.instrument not in INSTRUMENTS:
        raise _Refused(f"Scanner instrument {wanted.instrument!r} is unknown; use {', '.join(INSTRUMENTS)}")
    if location is None or location.instrument != wanted.instrument:
        fitting = [code for code, place in LOCATION_OF.items() if place.instrument == wanted.instrument]
        raise _Refused(
            f"Scanner location {wanted.locationCode!r} is unknown for {wanted.instrument}; use {', '.join(fitting)}"
        )
    if scan is None:
        raise _Refused(f"Scan code {wanted.scanCode!r} is disabled; reqScannerParameters lists the others")
    values = [(name, getattr(wanted, field)) for field, name in FILTER_FIELDS.items()]
    values += [(option.tag, option.value) for option in options]
    filters = [_filter(name, value) for name, value in values if value not in UNSET]
    rows = wanted.numberOfRows
    return Search(location, scan, filters, rows if 0 < rows < MOST_ROWS else MOST_ROWS)


def _filter(name: str, text: Any) -> tuple[Filter, Any]:
    filter = FILTER_OF.get(name)
    if filter is None:
        raise _Refused(f"Scanner filter {name} is disabled; reqScannerParameters lists the others")
    try:
        return filter, value_of(filter, str(text))
    except ValueError:
        raise _Refused(f"Scanner filter {name} needs a number, not {text!r:.40}") from None


HANDLERS = (reqScannerParameters, reqScannerSubscription, cancelScannerSubscription)
