"""A synchronous client of a gateway, and one of a server that does as it is told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from ibproto.contract import Contract
from ibproto.gateway import SimulatedGateway
from ibproto.order import Order
from ibproto.sync_wrapper import TWSSyncWrapper
from tests.pipeline.scripted import READY, Peer, Server

DEADLINE = 8.0  # seconds after which any wait in these tests has failed
SOON = 2.0  # seconds that "at once" may take on a busy machine, far below the timeouts that are given
AAPL = Contract(symbol="AAPL", secType="STK", exchange="SMART", currency="USD")
UNKNOWN = Contract(symbol="NOSUCH", secType="STK", exchange="SMART", currency="USD")


class App(TWSSyncWrapper):
    """The calls that a test hooks into."""

    def __init__(self, timeout: float = DEADLINE) -> None:
        super().__init__(timeout)
        self.hooks: dict[str, Callable[[], object]] = {}

    def managedAccounts(self, accountsList: str) -> None:
        self._hook("managedAccounts")

    def currentTime(self, time_value: int) -> None:
        self._hook("currentTime")
        super().currentTime(time_value)

    def connectAck(self) -> None:
        self._hook("connectAck")

    def connectionClosed(self) -> None:
        self._hook("connectionClosed")

    def _hook(self, name: str) -> None:
        if name in self.hooks:
            self.hooks.pop(name)()


@contextmanager
def started(gateway: SimulatedGateway, client_id: int = 1) -> Iterator[App]:
    app = App()
    assert app.connect_and_start(gateway.host, gateway.port, client_id)
    try:
        yield app
    finally:
        app.disconnect_and_stop()


@contextmanager
def told(script: Callable[[Peer], Any], kind: type[App] = App) -> Iterator[App]:
    """A client of a server that, once the session is ready, runs a script and then stays."""

    def serve(peer: Peer) -> None:
        peer.shake_hands(glued=READY)
        script(peer)
        peer.wait_closed()

    with Server(serve) as server:
        app = kind()
        assert app.connect_and_start("127.0.0.1", server.port, 1)
        try:
            yield app
        finally:
            app.disconnect_and_stop()


def order(price: float = 1.0, **more: Any) -> Order:
    values = {"action": "BUY", "totalQuantity": Decimal(1), "orderType": "LMT", "lmtPrice": price, "tif": "DAY"}
    return Order(**{**values, **more})


class Caller(threading.Thread):
    """Makes a call in a thread of its own; `outcome()` is what it returned or raised."""

    def __init__(self, call: Callable[[], Any]) -> None:
        super().__init__(daemon=True, name="test-caller")
        self.call = call
        self.found: Any = None
        self.start()

    def run(self) -> None:
        try:
            self.found = self.call()
        except Exception as exc:
            self.found = exc

    def outcome(self) -> Any:
        self.join(DEADLINE)
        assert not self.is_alive(), "the call does not end"
        return self.found
