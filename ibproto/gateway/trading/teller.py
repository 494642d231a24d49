"""Who hears of an order: its client, who has changed it, and the master client; while they are connected.

Orders that were entered by hand are those of client 0. The master client hears of everything but errors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from ibproto.gateway.behaviour import Behaviour
from ibproto.gateway.clock import Clock

from .answers import send_commission, send_execution, send_open_order, send_status
from .book import OrderBook
from .live import Fill, LiveOrder

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession


class Teller:
    """Tells clients what becomes of orders. sessions: by client id. master: the id of the master client, if any."""

    def __init__(
        self,
        book: OrderBook,
        sessions: Mapping[int, ClientSession],
        clock: Clock,
        behaviour: Behaviour,
        master: int | None = None,
    ) -> None:
        self._book = book
        self._clock = clock
        self._behaviour = behaviour
        self._sessions = sessions
        self._master = master
        self.count = 0  # how often anything was told, or could have been
        self.noted: Callable[[LiveOrder], None] | None = None  # called with each order of which anything is told

    def _concerned(self, live: LiveOrder) -> Iterable[ClientSession]:
        """Those whose order it is, or who did something to it."""
        return self._connected((live.client_id, *live.followers))

    def _listeners(self, live: LiveOrder) -> Iterable[ClientSession]:
        if self.noted is not None:
            self.noted(live)
        known = (live.client_id, *live.followers)
        return self._connected(known if self._master is None or self._master in known else (*known, self._master))

    def _connected(self, clients: Iterable[int]) -> Iterable[ClientSession]:
        self.count += 1
        return [self._sessions[client_id] for client_id in clients if client_id in self._sessions]

    def show(self, session: ClientSession, live: LiveOrder) -> None:
        """One client is shown an order and its status."""
        self._tell(session, live, None)

    def order(self, live: LiveOrder, fee: Decimal | None = None) -> None:
        """The order and its status. fee: what it cost, when that is known."""
        for session in self._listeners(live):
            self._tell(session, live, fee)

    def _tell(self, session: ClientSession, live: LiveOrder, fee: Decimal | None) -> None:
        assert session.client_id is not None
        self._book.see(session.client_id, live)
        send_open_order(session, live, fee)
        self._tell_status(session, live)

    def _tell_status(self, session: ClientSession, live: LiveOrder) -> None:
        send_status(session, live)
        if self._behaviour.duplicate_status:
            send_status(session, live)

    def status(self, live: LiveOrder) -> None:
        for session in self._listeners(live):
            self._tell_status(session, live)

    def execution(self, fill: Fill) -> None:
        self._late(fill, send_execution)

    def commission(self, fill: Fill) -> None:
        fill.told = True
        self._late(fill, send_commission)

    def _late(self, fill: Fill, send: Callable[[ClientSession, Fill], None]) -> None:
        """Tell something about an execution, now or as late as executions are told."""

        def tell() -> None:
            for session in self._listeners(fill.live):
                send(session, fill)

        if self._behaviour.execution_delay > 0:
            self._clock.call_later(self._behaviour.execution_delay, tell)
        else:
            tell()

    def error(self, live: LiveOrder, code: int, text: str) -> None:
        for session in self._concerned(live):
            session.error(live.order_id, code, text)

    def bound(self, live: LiveOrder) -> None:
        """An order that was entered by hand has got an id."""
        for session in self._concerned(live):
            session.send("orderBound", permId=live.perm_id, clientId=live.client_id, orderId=live.order_id)
