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

from ibproto.const import NO_VALID_ID
from ibproto.contract import Contract

from .accounts import Account, Ledger, Streams
from .accounts.account import account_of
from .accounts.dividends import pay
from .behaviour import Behaviour
from .bootstrap import begin
from .clock import Clock
from .data import Depths, Quotes, RealTimeBars, TickByTick
from .farms import HISTORY, Farms, Notice
from .history import History
from .hooks import Hooks
from .lookups import Lookups
from .market import Market
from .reference.advisor import advisor_of
from .reference.bulletins import Bulletins
from .reference.configuration import Configuration
from .reference.display_groups import DisplayGroups
from .reference.market_view import companies
from .reference.news import News
from .reference.scanner import Scanner
from .reference.wsh import EventCalendar
from .trading import Trading
from .universe import Instrument, Script, Universe
from .zones import EASTERN, eastern, epoch

if TYPE_CHECKING:
    from .client_session import ClientSession

SEND_LIMIT = 16 << 20  # bytes that may wait for a client; one that reads too slowly for that is disconnected


class World:
    """The state that all clients share."""

    def __init__(
        self,
        *,
        clock: Clock,
        server_version: int,
        accounts: Sequence[str | Account],
        seed: object,
        instruments: Sequence[Instrument] = (),
        scripts: Sequence[Script] = (),
        behaviour: Behaviour | None = None,
        master_client: int | None = None,
        debug: bool = False,
        send_limit: int = SEND_LIMIT,
        touched: Callable[[ClientSession], None] = lambda session: None,
    ) -> None:
        self.lock = threading.RLock()
        self.clock = clock
        self.server_version = server_version
        self.accounts = tuple(account_of(account).number for account in accounts)
        self.behaviour = behaviour or Behaviour()
        self.debug = debug
        self.hooks = Hooks()
        self.port = 0  # where the gateway listens
        self.send_limit = send_limit
        self.touched = touched  # called with a session that has something to send, or is to be closed
        self.sessions: dict[int, ClientSession] = {}  # by client id, the started ones
        self.universe = Universe(eastern(clock.now()).date(), instruments)
        self.market = Market(clock, self.universe, seed)
        self.universe.around = self._price_today
        for script in scripts:
            self.market.script(self._only(script.contract), script.prices, script.hold)
        self.farms = Farms(self.behaviour.farms)
        self.quotes = Quotes(self.market, self.farms, self.behaviour)
        self.depths = Depths(self.market, self.farms)
        self.tick_by_tick = TickByTick(self.market, self.farms)
        self.bars = RealTimeBars(self.market, self.farms)
        self.history = History(self.market, self.behaviour)
        self.lookups = Lookups(clock)
        self.ledger: Ledger = Ledger(accounts, clock.now)
        self.advisor = advisor_of(self.accounts)
        self.trading: Trading = Trading(
            self.market, self.ledger, self.accounts, self.sessions, self.behaviour, self.advisor, master_client
        )
        self.streams = Streams(self)
        self.news = News(clock, seed, lambda: companies(self))
        self.bulletins = Bulletins()
        self.wsh = EventCalendar(clock, seed)
        self.scanner = Scanner(self)
        self.display_groups = DisplayGroups(self.behaviour.display_groups)
        self.configuration = Configuration(self.behaviour, lambda: self.port, self.trading.reset_ids)
        self._taken_until: dict[int, float] = {}  # client ids that are taken though their clients are gone
        self._new_day()
        if debug:
            clock.after = self._audit_news

    def _only(self, contract: Contract) -> Instrument:
        found = self.universe.find(contract)
        if len(found) != 1:
            raise ValueError(
                f"a script needs one instrument, {len(found)} are like {contract}: "
                + ("give a currency, an exchange or a conId" if found else "see the symbol and the secType")
            )
        return found[0]

    def check(self) -> None:
        """Raise AssertionError, with what is wrong, when the books do not agree with the orders and executions."""
        self._judge(self.ledger.check(), self.trading.check)

    def _audit_news(self) -> None:
        if self.trading.has_news:
            self.audit()

    def audit(self) -> None:
        """The same for what has happened since the last time; of a gateway in debug mode after everything it does."""
        if self.debug:
            self._judge(self.ledger.audit(), self.trading.audit)

    def _judge(self, problems: Sequence[str], check: Callable[[], None]) -> None:
        assert not problems, f"the books of the simulated gateway do not agree: {'; '.join(problems)}"
        check()

    def accounts_list(self) -> str:
        """The account numbers as clients get them."""
        return ",".join(self.accounts) + ("," if self.behaviour.trailing_comma else "")

    def is_taken(self, client_id: int) -> bool:
        return client_id in self.sessions or self.clock.now() < self._taken_until.get(client_id, 0.0)

    def _new_day(self) -> None:
        """At midnight in New York: expired contracts are no longer found, others are new, dividends are paid."""
        today = eastern(self.clock.now()).date()
        self.universe.roll(today)
        pay(self.ledger, self.market.seed, today)
        tomorrow = today + timedelta(days=1)
        midnight = datetime(tomorrow.year, tomorrow.month, tomorrow.day)
        self.clock.call_at(epoch(midnight, EASTERN), self._new_day)

    def _price_today(self, root: Instrument) -> float:
        """What it cost on the evening before today: around it the strikes of its options lie."""
        return self.market.path(root).shape.price_before(self.universe.today)

    def join(self, session: ClientSession, client_id: int) -> None:
        """A client has started its session: it is told what sessions begin with."""
        self.sessions[client_id] = session
        begin(self, session)
        for hook in self.hooks.joined:
            hook(session)

    def wake_farms(self, request: str) -> None:
        """The data farm that a request needs is connected, if it was not; everybody hears of it."""
        self._notify(self.farms.wake(request))

    def lose_farm(self, kind: str) -> None:
        """The connection to the farms of a kind breaks, as at night: "market" (live data pauses), "history" (bars that
        are kept up to date end with 10182) or "definitions". Everybody hears of it.
        """
        self._notify(self.farms.lose(kind))
        if self.farms.is_lost(HISTORY):
            self.history.disconnect()

    def regain_farm(self, kind: str) -> None:
        """It is there again, and live data goes on."""
        self._notify(self.farms.regain(kind))

    def _notify(self, notices: Sequence[Notice]) -> None:
        for code, text in notices:
            for session in self.sessions.values():
                session.error(NO_VALID_ID, code, text)

    def leave(self, session: ClientSession) -> None:
        """A client is gone: its subscriptions end, its orders stay."""
        session.broken = True  # what was planned for it sends nothing any more
        self._forget(session)

    def dismiss(self, session: ClientSession) -> None:
        """A client is sent away, once it has got what was sent."""
        session.end()
        self._forget(session)

    def _forget(self, session: ClientSession) -> None:
        if session.client_id is not None and self.sessions.get(session.client_id) is session:
            del self.sessions[session.client_id]
            self.keep_id(session.client_id, self.behaviour.client_id_linger)
        for part in (
            *(self.quotes, self.depths, self.tick_by_tick, self.bars, self.history, self.streams),
            *(self.lookups, self.news, self.bulletins, self.wsh, self.scanner, self.display_groups),
        ):
            part.drop(session)

    def keep_id(self, client_id: int, seconds: float) -> None:
        """A client id stays taken for a while, at least, though its client is gone."""
        now, until = self.clock.now(), self._taken_until
        for old in [old for old, end in until.items() if end <= now]:
            del until[old]
        if seconds > 0:
            until[client_id] = max(now + seconds, until.get(client_id, 0.0))

    def free_ids(self, client_ids: Sequence[int]) -> None:
        """They are not kept any longer."""
        for client_id in client_ids:
            self._taken_until.pop(client_id, None)

    def lose_data(self, session: ClientSession) -> None:
        """All subscriptions of a client to live data end."""
        for part in (self.quotes, self.depths, self.tick_by_tick, self.bars, self.history, self.scanner):
            part.drop(session)
