"""The gateway as a server: one thread that accepts clients, moves bytes, and drives the clock.

All clients are served by this thread over one selector: nothing a client does, or fails to do, can hold up the others.
"""

from __future__ import annotations

import logging
import selectors
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from ibproto.server_versions import MAX_CLIENT_VER
from ibproto.wire.schema import MAX_VERSION, MIN_VERSION

from .accounts import Account
from .behaviour import Behaviour
from .bell import Bell
from .clock import START, Clock
from .door import Door
from .faults import Faults, Running
from .market import Market
from .peers import Peers
from .state import Keeper, StateError, Store, time_of
from .universe import Instrument, Script
from .world import SEND_LIMIT, World
from .zones import seconds_of

JOIN_TIME = 5.0  # real seconds that close() waits for the thread

logger = logging.getLogger(__name__)

G = TypeVar("G", bound="SimulatedGateway")


class SimulatedGateway:
    """A simulated TWS or IB Gateway that listens on a port of its own.

    port: 0 for any free one, see `gateway.port`. server_version: 100 to 226; each client gets this, or its own newest
    if that is older. accounts: their numbers, or `Account`s with other cash than a million dollars. host: where to
    listen; others than this machine cannot reach 127.0.0.1. allow: with another host, the networks from which others
    may come, such as "10.0.0.0/8". seed: same seed, same market, same bad luck. speed: virtual seconds per real second;
    with 0 time stands still and tests move it by `advance()`. start: the virtual time to start with, a datetime (New
    York when it has no zone) or seconds since 1970 UTC; None is a Wednesday, 10:00 in New York. instruments: what is
    traded besides the bundled ones; scripts: what is to cost what when; see `ibproto.gateway.universe.load` for both
    from a file. behaviour: the switches, see `Behaviour`. master_client: the client id that hears of the orders
    of all clients. debug: check after everything that happens that orders, executions, positions and cash agree; if
    not, the gateway stops, and `advance()` and `control()` raise AssertionError.
    state: a file that keeps orders, executions, positions, cash and ids. The next gateway that is given it goes on from
    there, at its time unless `start` says another. Nothing that a client was told is lost, even if this process is
    killed. One gateway at a time.
    send_limit: bytes that may wait for a client before it is disconnected.

    Use it in a `with` statement, or call `start()` and `close()`. `start()` raises OSError when the port is in use.
    Any thread.
    """

    def __init__(
        self,
        port: int = 0,
        server_version: int = MAX_CLIENT_VER,
        accounts: Sequence[str | Account] = ("DU1234567",),
        host: str = "127.0.0.1",
        *,
        allow: Sequence[str] = (),
        seed: object = 1,
        speed: float = 1.0,
        start: datetime | float | None = None,
        instruments: Sequence[Instrument] = (),
        scripts: Sequence[Script] = (),
        behaviour: Behaviour | None = None,
        master_client: int | None = None,
        debug: bool = False,
        state: str | Path | None = None,
        send_limit: int = SEND_LIMIT,
    ) -> None:
        if not MIN_VERSION <= server_version <= MAX_VERSION:
            raise ValueError(f"server_version {server_version} is not simulated; use {MIN_VERSION} to {MAX_VERSION}")
        if not accounts or isinstance(accounts, str):
            raise ValueError('accounts is a sequence of account numbers, such as ("DU1234567",)')
        self._door = Door(host, port, allow)
        store = None if state is None else Store(state)
        went_on = None if store is None or start is not None else time_of(store)
        self.host = host
        self.world = World(
            clock=Clock(_begin(start, went_on), speed),
            server_version=server_version,
            accounts=accounts,
            seed=seed,
            instruments=instruments,
            scripts=scripts,
            behaviour=behaviour,
            master_client=master_client,
            debug=debug,
            send_limit=send_limit,
            touched=lambda session: self._peers.touch(session),
        )
        self._keeper = None if store is None else Keeper(self.world, store, seed)
        self._selector: selectors.BaseSelector | None = None
        self._thread: threading.Thread | None = None
        self._bell: Bell | None = None
        self._peers: Peers  # from start() on
        self._stopping = False
        self._faults = Faults(self.world, self._door, seed, lambda: list(self._peers))
        self._served = threading.Condition(self.world.lock)
        self._is_sending = False  # more than is sent in one round waits
        self._rounds = 0  # how often the thread has served and sent
        self._last_input = 0  # the round in which a client's bytes came last

    # -------------------------------------------------------------------------------------------- for its owner

    def start(self: G) -> G:
        """Listen and serve, in a daemon thread."""
        if self._thread is not None or self._stopping:
            raise RuntimeError("the gateway was started before; make a new one")
        selector = selectors.DefaultSelector()
        try:
            self._door.open(selector)
        except BaseException:
            selector.close()
            raise
        self.world.port = self.port
        self._selector = selector
        self._peers = Peers(self.world, self._door, selector)
        self._bell = Bell(selector)
        self._thread = threading.Thread(target=self._run, name=f"ibproto-gateway-{self.port}", daemon=True)
        self._thread.start()
        return self

    def close(self) -> None:
        """Close all connections, end the thread and free the port. Does nothing the second time."""
        self._stopping = True
        if self._thread is not None and self._thread is not threading.current_thread():
            self._wake()
            self._thread.join(JOIN_TIME)
            if self._thread.is_alive():
                logger.error("the gateway's thread did not end within %s seconds", JOIN_TIME)
        elif self._thread is None and self._keeper is not None:
            self._keeper.close()

    def __enter__(self: G) -> G:
        return self if self._thread is not None else self.start()

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    @contextmanager
    def control(self) -> Iterator[World]:
        """`with gateway.control() as world:` look at, or change, what is simulated; nothing happens meanwhile."""
        with self.world.lock:
            yield self.world
            self.world.audit()
        self._wake()

    def advance(self, seconds: float) -> None:
        """Move the virtual time ahead and do at once what is due on the way.

        Requests that have arrived are served before; when it returns, what came of it is with the sockets. Not inside
        `control()`.
        """
        self.settle()
        with self.world.lock:
            self.world.clock.advance(seconds)
        self._wait_rounds(1)

    def fault(self, name: str, after: float = 0.0, **params: Any) -> Running:
        """Let something go wrong: behind the requests that have arrived, or `after` virtual seconds from now. Not
        inside `control()`; but there `end()` of what is returned ends it early.

        name and params are those of `ibproto.gateway.faults.FAULTS`, which `python -m ibproto gateway --faults` prints
        with what a bot should do. ValueError for others.
        """
        if self._selector is None:
            raise RuntimeError("the gateway has to be started before it has faults")
        self.settle()
        with self.control():
            return self._faults.begin(name, after, **params)

    def settle(self) -> None:
        """Wait until the requests that have arrived are served and the answers are with the sockets. Not inside
        `control()`."""
        while True:
            before = self._rounds
            self._wait_rounds(1)  # this one may have begun before the last request arrived
            self._wait_rounds(1)
            if self._last_input <= before or not self.running:
                return

    def _wait_rounds(self, count: int) -> None:
        if threading.current_thread() is self._thread:
            return
        with self._served:
            target = self._rounds + count
            self._wake()
            self._served.wait_for(
                lambda: self._rounds >= target and not self._is_sending or not self.running, JOIN_TIME
            )

    @property
    def port(self) -> int:
        """Where it listens."""
        return self._door.port

    @property
    def clock(self) -> Clock:
        """The virtual clock: `gateway.clock.now()`. To plan something with it, use `control()`."""
        return self.world.clock

    @property
    def market(self) -> Market:
        """The simulated market; to look at it while the gateway runs, use `control()`."""
        return self.world.market

    @property
    def accounts(self) -> tuple[str, ...]:
        """The account numbers."""
        return self.world.accounts

    @property
    def clients(self) -> list[int]:
        """The client ids that are connected, in order."""
        with self.world.lock:
            return sorted(self.world.sessions)

    @property
    def running(self) -> bool:
        """Whether the gateway's thread serves."""
        return self._thread is not None and self._thread.is_alive()

    # -------------------------------------------------------------------------------------------- the thread

    def _run(self) -> None:
        selector, world = self._selector, self.world
        assert selector is not None
        try:
            while not self._stopping:
                with world.lock:
                    timeout = self._timeout()
                ready = selector.select(timeout)
                with world.lock:
                    world.clock.catch_up()
                    for key, mask in ready:
                        self._serve(key, mask)
                        world.audit()
                    if self._peers.go_on(idle=not ready):
                        self._last_input = self._rounds + 1
                        world.audit()
                    self._keep()
                    self._peers.flush()
                    self._peers.close_late()
                    self._is_sending = self._peers.is_sending
                    self._rounds += 1
                    self._served.notify_all()
        except StateError as problem:
            logger.error("the gateway stops: %s", problem)
        except Exception:
            logger.exception("the gateway stops, this is a defect of it")
        finally:
            self._shut()

    def _timeout(self) -> float | None:
        waits = [wait for wait in (self._peers.wait(), self.world.clock.wait()) if wait is not None]
        return min(waits) if waits else None

    def _serve(self, key: selectors.SelectorKey, mask: int) -> None:
        if self._door.is_at(key.fileobj):
            self._peers.accept()
        elif self._bell is not None and self._bell.is_at(key.fileobj):
            self._bell.silence()
        elif key.data is not None:
            if mask & selectors.EVENT_READ:
                self._last_input = self._rounds + 1
            self._peers.serve(key.data, mask)

    def _shut(self) -> None:
        """The thread's last act."""
        with self.world.lock:
            try:
                self._keep()
                self._peers.send_all()
                if self._keeper is not None:
                    self._keeper.close()
            except StateError:
                logger.error("what could not be kept was not told")
            self._peers.close()
            self._door.close()
            assert self._selector is not None
            self._selector.close()
            if self._bell is not None:
                self._bell.close()

    def _keep(self) -> None:
        """Write down what has happened, before clients are told."""
        if self._keeper is not None:
            self._keeper.save()

    # -------------------------------------------------------------------------------------------- waking it

    def _wake(self) -> None:
        """Have the thread look what there is to do."""
        if self._bell is not None:
            self._bell.ring()


def _begin(start: datetime | float | None, went_on: float | None) -> float:
    """The time to start with: the one that is given, or that of the state, or the usual one."""
    if start is not None:
        return seconds_of(start)
    return START if went_on is None else went_on
