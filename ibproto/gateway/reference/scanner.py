"""Market scanners: the simulated market, ranked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from ibproto.contract import ContractDetails
from ibproto.gateway.subscriptions import Subscriptions
from ibproto.wire.messages.scanner import ScannerRow

from .market_view import Seen, scanned, see
from .scanner_tables import FILTERS, INSTRUMENTS, LOCATIONS, SCANS, Filter, Location, Scan

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession
    from ibproto.gateway.clock import Timer
    from ibproto.gateway.universe import Instrument
    from ibproto.gateway.world import World

MOST_ROWS = 50
PREFIX = "Historical Market Data Service"
NO_ITEMS = f"{PREFIX} query message:no items retrieved"
PART = 12  # instruments that are looked at before others are served

Ranked = tuple[float, str, "Instrument"]  # what instruments are sorted by


class Search:
    """What one subscription looks for."""

    def __init__(
        self,
        location: Location,
        scan: Scan,
        filters: Sequence[tuple[Filter, Any]],
        rows: int,
        timer: Timer | None = None,
    ) -> None:
        self.location = location
        self.scan = scan
        self.filters = filters
        self.rows = rows
        self.timer: Timer | None = None  # of the next result

    def passes(self, seen: Seen) -> bool:
        return all(filter.passes(filter.measure(seen), value) for filter, value in self.filters)


class Scanner:
    """All subscriptions to scans."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._searches: Subscriptions[Search] = Subscriptions()

    def has(self, session: ClientSession, reqId: int) -> bool:
        return self._searches.get(session, reqId) is not None

    def count(self, session: ClientSession) -> int:
        return self._searches.count(session)

    def subscribe(self, session: ClientSession, reqId: int, search: Search) -> None:
        """Send the result now, and again at intervals."""
        self._searches.add(session, reqId, search)
        self._send(session, reqId, search)

    def cancel(self, session: ClientSession, reqId: int) -> bool:
        """End a subscription; False when there is none with this id."""
        search = self._searches.pop(session, reqId)
        if search is None:
            return False
        _stop(search)
        return True

    def drop(self, session: ClientSession) -> None:
        for search in self._searches.drop(session):
            _stop(search)

    def _send(self, session: ClientSession, reqId: int, search: Search) -> None:
        """Look at everything, some at a time, and send what was found; then again after a while."""
        clock = self._world.clock
        again = clock.now() + self._world.behaviour.scanner_interval
        left = [instrument for instrument in scanned(self._world) if _lies_in(instrument, search.location)]
        ranked: list[Ranked] = []

        def look() -> None:
            ranked.extend(self._ranked(search, left[:PART]))
            del left[:PART]
            if left:
                search.timer = clock.call_later(0, look)
                return
            rows = self._rows(search, ranked)
            if not rows:
                session.error(reqId, 165, NO_ITEMS)
            session.send("scannerData", reqId=reqId, rows=rows)
            search.timer = clock.call_at(again, lambda: self._send(session, reqId, search))

        look()

    def _ranked(self, search: Search, some: Sequence[Instrument]) -> Iterator[Ranked]:
        """Those that pass, with what they are sorted by."""
        for instrument in some:
            seen = see(self._world, instrument)
            value = None if seen is None else search.scan.measure(seen)
            if seen is not None and value is not None and search.passes(seen):
                yield -value if search.scan.descending else value, instrument.contract.symbol, instrument

    def _rows(self, search: Search, ranked: list[Ranked]) -> list[ScannerRow]:
        ranked.sort(key=lambda entry: entry[:2])
        return [
            ScannerRow(
                rank=rank,
                contractDetails=ContractDetails(
                    contract=instrument.shown("SMART" if instrument.contract.secType == "STK" else ""),
                    marketName=instrument.contract.tradingClass,
                ),
            )
            for rank, (_, _, instrument) in enumerate(ranked[: search.rows])
        ]


def _stop(search: Search) -> None:
    if search.timer is not None:
        search.timer.cancel()


def _lies_in(instrument: Any, location: Location) -> bool:
    contract = instrument.contract
    is_fund = instrument.stock_type == "ETF"
    return (
        contract.secType in location.sec_types
        and (not location.currencies or contract.currency in location.currencies)
        and (not location.exchanges or contract.primaryExchange in location.exchanges)
        and (is_fund or location.instrument != "ETF.EQ.US")
    )


# ------------------------------------------------------------------------------------------------ parameters


@cache
def parameters() -> str:
    """The XML that tells what can be scanned, in the shape of TWS."""
    root = Element("ScanParameterResponse")
    instruments = SubElement(root, "InstrumentList", varName="instrumentList")
    names = ",".join(filter.code for filter in FILTERS)
    for code, name in INSTRUMENTS.items():
        _leaves(SubElement(instruments, "Instrument"), name=name, type=code, filters=names, group=f"{code}.GLOBAL")
    _locations(root, "")
    types = SubElement(root, "ScanTypeList", varName="scanTypeList")
    for scan in SCANS:
        entry = SubElement(types, "ScanType")
        _leaves(entry, displayName=scan.name, scanCode=scan.code, instruments=",".join(INSTRUMENTS), vendor="")
    filters = SubElement(root, "FilterList", varName="filterList")
    for filter in FILTERS:
        entry = SubElement(filters, "SimpleFilter")
        _leaves(entry, id=filter.code, category="Market data", access="unrestricted")
        field = SubElement(
            entry,
            "AbstractField",
            type=f"scanner.filter.{'String' if filter.kind == 'Text' else filter.kind}Field",
            varName=filter.code,
        )
        _leaves(field, code=filter.code, displayName=filter.name, tooltip=filter.name)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _locations(above: Element, parent: str) -> None:
    children = [location for location in LOCATIONS if location.parent == parent]
    if not children:
        return
    tree = SubElement(above, "LocationTree", varName="locationTree")
    for location in children:
        node = SubElement(tree, "Location")
        _leaves(
            node,
            displayName=location.name,
            locationCode=location.code,
            instruments=location.instrument,
            routeExchange=",".join(location.exchanges) or "SMART",
            access="unrestricted",
        )
        _locations(node, location.code)


def _leaves(node: Element, **texts: str) -> None:
    for tag, text in texts.items():
        SubElement(node, tag).text = text
