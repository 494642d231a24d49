"""Who hears of an order: its client, while it is connected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from .answers import send_commission, send_execution, send_open_order, send_status
from .live import Fill, LiveOrder

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession


class Teller:
    """Tells clients what becomes of orders."""

    def __init__(self, sessions: Mapping[int, ClientSession]) -> None:
        self._sessions = sessions  # by client id

    def _listeners(self, live: LiveOrder) -> Iterable[ClientSession]:
        session = self._sessions.get(live.client_id)
        return () if session is None else (session,)

    def order(self, live: LiveOrder, fee: Decimal | None = None) -> None:
        """The order and its status. fee: what it cost, when that is known."""
        for session in self._listeners(live):
            send_open_order(session, live, fee)
            send_status(session, live)

    def status(self, live: LiveOrder) -> None:
        for session in self._listeners(live):
            send_status(session, live)

    def execution(self, fill: Fill) -> None:
        for session in self._listeners(fill.live):
            send_execution(session, fill)

    def commission(self, fill: Fill) -> None:
        for session in self._listeners(fill.live):
            send_commission(session, fill)

    def error(self, live: LiveOrder, code: int, text: str) -> None:
        for session in self._listeners(live):
            session.error(live.order_id, code, text)
