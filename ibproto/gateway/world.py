"""What the gateway simulates, without any socket: one clock, one market, the orders and the accounts.

Lock discipline: there is one lock, `World.lock`. The gateway's own thread holds it while it handles requests and what
the clock has planned; any other thread takes it by `with gateway.control() as world:`. Everything in this package but
the sockets in server.py is only touched under it, and nothing waits while it is held.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from .clock import Clock
from .lookups import Lookups
from .market import Market
from .orders import Trading
from .quotes import Quotes
from .universe import Instrument, Universe
from .zones import EASTERN, eastern, epoch

if TYPE_CHECKING:
    from .client_session import ClientSession

MAX_CLIENTS = 32
SEND_LIMIT = 16 << 20  # bytes that may wait for a client; one that reads too slowly for that is disconnected

# notices after the start of a session, as a gateway sends whose connections to the data farms are up
FARM_NOTICES = (
    (2104, "Market data farm connection is OK:usfarm"),
    (2106, "HMDS data farm connection is OK:ushmds"),
    (2158, "Sec-def data farm connection is OK:secdefnj"),
)


class World:
    """The state that all clients share."""

    def __init__(
        self,
        *,
        clock: Clock,
        server_version: int,
        accounts: Sequence[str],
        seed: object,
        instruments: Sequence[Instrument] = (),
        send_limit: int = SEND_LIMIT,
        touched: Callable[[ClientSession], None] = lambda session: None,
    ) -> None:
        self.lock = threading.RLock()
        self.clock = clock
        self.server_version = server_version
        self.accounts = tuple(accounts)
        self.send_limit = send_limit
        self.touched = touched  # called with a session that has something to send, or is to be closed
        self.sessions: dict[int, ClientSession] = {}  # by client id, the started ones
        self.universe = Universe(eastern(clock.now()).date(), instruments)
        self.market = Market(clock, self.universe, seed)
        self.quotes = Quotes(self.market)
        self.lookups = Lookups(clock)
        self.trading = Trading(self.market, self.accounts, self.sessions)
        self._new_day()

    def _new_day(self) -> None:
        """At midnight in New York: contracts expire, others are new."""
        today = eastern(self.clock.now()).date()
        self.universe.roll(today)
        tomorrow = today + timedelta(days=1)
        midnight = datetime(tomorrow.year, tomorrow.month, tomorrow.day)
        self.clock.call_at(epoch(midnight, EASTERN), self._new_day)

    def join(self, session: ClientSession, client_id: int) -> None:
        """A client has started its session: everything it is told at the beginning."""
        self.sessions[client_id] = session
        session.send("managedAccounts", accountsList=",".join(self.accounts))
        session.send("nextValidId", orderId=self.trading.next_id(client_id))
        self.trading.send_open_orders(session)
        for code, text in FARM_NOTICES:
            session.error(-1, code, text)

    def leave(self, session: ClientSession) -> None:
        """A client is gone: its subscriptions end, its orders stay."""
        if session.client_id is not None and self.sessions.get(session.client_id) is session:
            del self.sessions[session.client_id]
        self.quotes.drop(session)
        self.lookups.drop(session)
