"""Market depth: the rows of the order book as inserts, updates and deletes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ibproto.gateway.farms import MARKET, Farms
from ibproto.gateway.market import Event, Market, State
from ibproto.gateway.market.book import MAX_ROWS, Level
from ibproto.gateway.subscriptions import Subscriptions
from ibproto.gateway.universe import Instrument
from ibproto.gateway.universe.exchanges import DEPTH
from ibproto.gateway.universe.instrument import ALIASES

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession

INSERT, UPDATE, DELETE = 0, 1, 2
ASK, BID = 0, 1
JUMP = 0.02  # share of the price by which a market has jumped, so that the book begins anew
MAKERS = ("NSDQ", "GSCO", "UBSS", "CDRG", "JPMS", "MSCO", "SBSH", "NITE", "VIRT", "ETMM")
HALTED = 316, "Market depth data has been HALTED. Please re-subscribe."
RESET = 317, "Market depth data has been RESET. Please empty deep book contents before applying any new entries."
SERVICES = {(exchange, kind): service for exchange, kind, _, service, _ in DEPTH}
KINDS = frozenset(kind for _, kind in SERVICES) | {"OPT"}  # that have depth at all

Step = tuple[int, int, Level]  # position, operation, row


class Rows:
    """One client's view of one book. makers: names on the rows, () for exchanges; None when rows have no names."""

    def __init__(
        self,
        session: ClientSession,
        reqId: int,
        instrument: Instrument,
        count: int,
        makers: tuple[str, ...] | None,
        smart: bool,
    ) -> None:
        self.session = session
        self.reqId = reqId
        self.instrument = instrument
        self.count = min(max(count, 1), MAX_ROWS)
        self.makers = makers
        self.smart = smart
        self.told: dict[int, list[Level]] = {BID: [], ASK: []}

    def show(self, side: int, rows: list[Level]) -> None:
        """Send what makes the told rows of a side these."""
        for position, operation, level in steps(self.told[side], rows, named=self.makers is not None):
            values = {
                "reqId": self.reqId,
                "position": position,
                "operation": operation,
                "side": side,
                "price": level.price,
                "size": level.size,
            }
            if self.makers is None:
                self.session.send("updateMktDepth", **values)
            else:
                self.session.send("updateMktDepthL2", marketMaker=level.maker, isSmartDepth=self.smart, **values)
        self.told[side] = rows


def steps(old: Sequence[Level], new: Sequence[Level], named: bool) -> list[Step]:
    """How rows become others: what is gone is deleted, then each row is updated or inserted in its place."""

    def key(level: Level) -> tuple[float, str]:
        return level.price, level.maker if named else ""

    found: list[Step] = []
    keeps = [key(level) for level in new]
    work: list[Level] = []
    for level in old:
        if key(level) in keeps:
            keeps.remove(key(level))
            work.append(level)
        else:
            found.append((len(work), DELETE, level))
    for position, level in enumerate(new):
        if position < len(work) and key(work[position]) == key(level):
            if work[position].size != level.size:
                found.append((position, UPDATE, level))
        else:
            found.append((position, INSERT, level))
            work.insert(position, level)
    found += [(position, DELETE, work[position]) for position in range(len(work) - 1, len(new) - 1, -1)]
    return found


def service(instrument: Instrument, exchange: str) -> tuple[bool, tuple[str, ...] | None] | None:
    """Whether depth comes from all exchanges, and the names on its rows (None: it has none); None: no such depth."""
    kind = instrument.contract.secType
    place = ALIASES.get(exchange, exchange) or instrument.exchanges[0]
    if place == "SMART":
        return (True, ()) if kind in KINDS else None
    known = SERVICES.get((place, kind))
    if known is None:
        return None
    return False, MAKERS if known == "Deep2" else None


class Depths:
    """All subscriptions to depth."""

    def __init__(self, market: Market, farms: Farms) -> None:
        self._market = market
        self._farms = farms
        self._rows: Subscriptions[Rows] = Subscriptions()
        self._of: dict[Instrument, list[Rows]] = {}

    def has(self, session: ClientSession, reqId: int) -> bool:
        return self._rows.get(session, reqId) is not None

    def count(self, session: ClientSession) -> int:
        return self._rows.count(session)

    def subscribe(self, rows: Rows) -> None:
        """Insert all rows, then tell the changes."""
        instrument = rows.instrument
        self._rows.add(rows.session, rows.reqId, rows)
        if self._market.state(instrument).halted:
            self._halt(rows)
            return
        self._of.setdefault(instrument, []).append(rows)
        self._market.watch(instrument, self._moved)
        self._show(rows)

    def cancel(self, session: ClientSession, reqId: int) -> bool:
        """End a subscription; False when there is none with this id."""
        rows = self._rows.pop(session, reqId)
        if rows is not None:
            self._leave(rows)
        return rows is not None

    def drop(self, session: ClientSession) -> None:
        """End all subscriptions of a client that is gone."""
        for rows in self._rows.drop(session):
            self._leave(rows)

    def _leave(self, rows: Rows) -> None:
        others = self._of.get(rows.instrument, [])
        if rows in others:
            others.remove(rows)
            if not others:
                del self._of[rows.instrument]
                self._market.unwatch(rows.instrument, self._moved)

    def _halt(self, rows: Rows) -> None:
        rows.session.error(rows.reqId, *HALTED)
        self.cancel(rows.session, rows.reqId)

    def _moved(self, state: State, events: Sequence[Event]) -> None:
        if self._farms.is_lost(MARKET):
            return
        for rows in list(self._of.get(state.instrument, ())):
            if state.halted:
                self._halt(rows)
                continue
            before = rows.told[BID]
            if before and state.bid and abs(state.bid / before[0].price - 1) > JUMP:
                rows.session.error(rows.reqId, *RESET)
                rows.told = {BID: [], ASK: []}
            self._show(rows)

    def _show(self, rows: Rows) -> None:
        bids, asks = self._market.book(rows.instrument, rows.count, rows.makers or ())
        rows.show(BID, bids)
        rows.show(ASK, asks)
