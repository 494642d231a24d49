"""A client that records its callbacks, and a raw socket that speaks the protocol by hand."""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from ibproto.client import EClient
from ibproto.contract import Contract
from ibproto.gateway import SimulatedGateway
from ibproto.order import Order
from ibproto.wrapper import EWrapper

DEADLINE = 8.0  # seconds after which any wait in these tests has failed
_slow = partial(pytest.param, marks=pytest.mark.slow)
VERSIONS = (100, _slow(144), 176, _slow(200), 201, _slow(213), 226)  # some only with --slow
LAYOUTS = (176, _slow(200), 226)  # an older and a newer form as text, and protobuf
AAPL = Contract(symbol="AAPL", secType="STK", exchange="SMART", currency="USD")
AMBIGUOUS = Contract(symbol="SAP", secType="STK", exchange="SMART")
UNKNOWN = Contract(symbol="NOSUCH", secType="STK", exchange="SMART", currency="USD")

Call = tuple[str, tuple[Any, ...]]
NAMES = [name for name in vars(EWrapper) if not name.startswith("_") and not name.endswith("ProtoBuf")]


def _recorder(name: str) -> Callable[..., None]:
    def record(self: Any, *args: Any) -> None:
        self.calls.append((name, args))

    return record


class Bot(EWrapper, EClient):
    """Records all callbacks. Its own thread delivers them, when it waits."""

    def __init__(self) -> None:
        EClient.__init__(self, self)
        self.calls: list[Call] = []

    def wait(self, name: str, test: Callable[..., object] = lambda *args: True) -> tuple[Any, ...]:
        """The arguments of the first call of `name` that passes the test, when it has come."""
        deadline = time.monotonic() + DEADLINE
        seen = 0
        while True:
            for found, args in self.calls[seen:]:
                if found == name and test(*args):
                    return args
            seen = len(self.calls)
            left = deadline - time.monotonic()
            assert left > 0, f"{name} did not come; calls: {self.calls[-20:]}"
            if not self.drain(min(left, 0.5)) and not self.isConnected():
                assert any(found == name and test(*args) for found, args in self.calls), f"lost: {self.calls[-20:]}"

    def wait_error(self, code: int, reqId: int | None = None) -> str:
        """The text of the error with this code (and id), when it has come."""
        return str(self.wait("error", lambda i, t, c, *more: c == code and reqId in (None, i))[3])

    def settle(self) -> None:
        """Wait until everything that was requested so far is answered."""
        before = self.names().count("currentTime")
        self.reqCurrentTime()
        deadline = time.monotonic() + DEADLINE
        while self.names().count("currentTime") == before:
            assert time.monotonic() < deadline, "the gateway does not answer"
            self.drain(0.5)

    def names(self) -> list[str]:
        return [name for name, _ in self.calls]

    def of(self, *names: str) -> list[Call]:
        return [call for call in self.calls if call[0] in names]

    def take(self) -> list[Call]:
        """The calls so far; they are forgotten."""
        calls, self.calls = self.calls, []
        return calls

    def errors(self) -> list[tuple[int, int]]:
        """Id and code of all errors that are no farm notices."""
        return [(args[0], args[2]) for name, args in self.calls if name == "error" and not 2100 <= args[2] < 2200]


for _name in NAMES:
    setattr(Bot, _name, _recorder(_name))


def connected(gateway: SimulatedGateway, client_id: int = 1) -> Bot:
    """A bot with a session that is ready."""
    bot = Bot()
    bot.connect(gateway.host, gateway.port, client_id, timeout=DEADLINE, wait=True)
    assert bot.isConnected(), bot.calls
    bot.wait_error(2158)
    return bot


def market_order(quantity: int, action: str = "BUY") -> Order:
    return Order(action=action, totalQuantity=Decimal(quantity), orderType="MKT", cashQty=0.0)


def limit_order(quantity: int, price: float, action: str = "BUY", **more: Any) -> Order:
    return Order(action=action, totalQuantity=Decimal(quantity), orderType="LMT", lmtPrice=price, cashQty=0.0, **more)


def frame(*fields: object) -> bytes:
    """A text message for a server version below 201."""
    body = b"".join(str(field).encode() + b"\0" for field in fields)
    return struct.pack(">I", len(body)) + body


def hello(versions: str = "v100..176") -> bytes:
    return b"API\0" + struct.pack(">I", len(versions)) + versions.encode()


class Raw:
    """A socket to the gateway."""

    def __init__(self, gateway: SimulatedGateway) -> None:
        self.sock = socket.create_connection((gateway.host, gateway.port), DEADLINE)
        self.buffer = b""

    def __enter__(self) -> Raw:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.sock.close()

    def send(self, data: bytes) -> None:
        self.sock.sendall(data)

    def read(self) -> list[str]:
        """The fields of the next message."""
        while len(self.buffer) < 4 or len(self.buffer) < 4 + int.from_bytes(self.buffer[:4], "big"):
            data = self.sock.recv(1 << 16)
            assert data, "the gateway closed the connection"
            self.buffer += data
        end = 4 + int.from_bytes(self.buffer[:4], "big")
        payload, self.buffer = self.buffer[4:end], self.buffer[end:]
        return payload.decode().split("\0")[:-1]

    def start(self, versions: str = "v100..176", client_id: int = 1) -> None:
        """Shake hands and start a session, up to the last farm notice."""
        self.send(hello(versions))
        self.read()
        self.send(frame(71, 2, client_id, ""))
        while "2158" not in self.read():
            pass

    def wait_closed(self) -> bytes:
        """What still comes until the gateway closes."""
        rest = self.buffer
        try:
            while data := self.sock.recv(1 << 16):
                rest += data
        except ConnectionError:
            pass
        return rest


def until(condition: Callable[[], object]) -> None:
    """Wait for a condition that nothing announces."""
    deadline = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < deadline, "the condition did not come true"
        time.sleep(0.002)
