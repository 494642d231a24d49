"""Broken requests for the simulated gateway: each is followed by a question for the time, which must be answered."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from decimal import Decimal
from itertools import count
from random import Random
from typing import Any

from ibproto.const import UNSET_DOUBLE
from ibproto.contract import Contract
from ibproto.gateway.client_session import MAX_FRAME, ClientSession
from ibproto.gateway.clock import Clock
from ibproto.gateway.hooks import messages
from ibproto.gateway.trading.kinds import KINDS
from ibproto.gateway.world import World
from ibproto.order import Order
from ibproto.wire.messages import REQUESTS

from .mutations import frames, head_of
from .run import Failure

VERSIONS = (100, 144, 176, 200, 201, 213, 226)
SLOWEST = 1.0  # seconds of CPU for one request
SLICE = 200  # requests at one version before the next has its turn
LIFE = 4000  # requests to one gateway before it is replaced: orders and the like stay
REQ_CURRENT_TIME, START_API = 49, 71

CONTRACTS = (
    *(Contract(symbol=symbol, secType="STK", exchange="SMART", currency="USD") for symbol in ("AAPL", "MSFT", "SPY")),
    Contract(symbol="EUR", secType="CASH", exchange="IDEALPRO", currency="USD"),
    Contract(symbol="ES", secType="FUT", exchange="CME", lastTradeDateOrContractMonth="202603"),
    Contract(symbol="SPX", secType="IND", exchange="CBOE", currency="USD"),
    Contract(symbol="AAPL", secType="OPT", exchange="SMART", strike=250.0, right="C"),
    Contract(symbol="BTC", secType="CRYPTO", exchange="PAXOS", currency="USD"),
    Contract(symbol="IBM", secType="CFD", currency="USD"),
    Contract(conId=265598, exchange="ISLAND"),
)
WORDS: dict[str, Sequence[Any]] = {
    "reqId": range(1, 9),
    "tickerId": range(1, 9),
    "id": range(1, 9),
    "numRows": (0, 5, 10**9),
    "whatToShow": ("TRADES", "MIDPOINT", "BID_ASK", "SCHEDULE", "HISTORICAL_VOLATILITY", "trades"),
    "barSizeSetting": ("1 secs", "5 secs", "1 min", "1 hour", "1 day", "1M"),
    "durationStr": ("60 S", "600 S", "1 D", "1 W", "1 Y", "99999999 Y", "0 D"),
    "timePeriod": ("3 days", "1 week", "99999 years"),
    "endDateTime": ("", "20260113 15:00:00 US/Eastern", "20260113-15:00:00", "99991231-23:59:59", "00010101-00:00:00"),
    "startDateTime": ("", "20260113-15:00:00"),
    "genericTickList": ("", "100,101,106,233", "mdoff,292:BRFG", "9999999"),
    "tickType": ("Last", "AllLast", "BidAsk", "MidPoint"),
    "numberOfTicks": (0, 1, 1000, 2**31 - 1),
    "groupName": ("All", "DU1"),
    "tags": ("NetLiquidation,BuyingPower", "$LEDGER:ALL"),
    "account": ("", "DU1", "DU2"),
    "exerciseQuantity": (1, -1, 2**31 - 1),
}
ORDERS: dict[str, Sequence[Any]] = {
    "action": ("BUY", "SELL", "SSHORT"),
    "totalQuantity": tuple(
        map(Decimal, ("1", "100", "0", "-5", "0.5", "1E+30", "1E-30", "1E+999999", "NaN", "Infinity"))
    ),
    "orderType": tuple(KINDS),
    "lmtPrice": (0.0, 10.0, 260.0, -1.0, 1e300, float("nan"), float("inf"), UNSET_DOUBLE),
    "auxPrice": (0.0, 0.05, 250.0, float("nan"), UNSET_DOUBLE),
    "trailingPercent": (UNSET_DOUBLE, 1.0, 1e9),
    "tif": ("DAY", "GTC", "IOC", "FOK", "GTD", "OPG", ""),
    "goodTillDate": ("", "20260115 10:00:00 US/Eastern", "99999999"),
    "goodAfterTime": ("", "20260114 10:00:01 US/Eastern"),
    "account": ("", "DU1", "DU2"),
    "parentId": (0, 1, 2),
    "ocaGroup": ("", "group"),
    "algoStrategy": ("", "Twap", "Vwap"),
    "whatIf": (False, False, True),
    "transmit": (True, True, False),
    "conditions": ([],),
    "cashQty": (0.0, UNSET_DOUBLE, 1e300),
}


def sensible(rng: Random, values: dict[str, Any]) -> None:
    """Mostly what a gateway takes, so that it gets further than to a refusal."""
    for name in values.keys() & WORDS.keys():
        if rng.random() < 0.9:
            values[name] = rng.choice(WORDS[name])
    if "contract" in values and rng.random() < 0.9:
        values["contract"] = rng.choice(CONTRACTS)
    if "orderId" in values and rng.random() < 0.9:
        values["orderId"] = next(_order_ids) if "order" in values else rng.randrange(1, 50)
    if "order" in values:
        order = Order() if rng.random() < 0.8 else values["order"]
        for name, choices in ORDERS.items():
            if rng.random() < 0.9:
                setattr(order, name, choices[0] if rng.random() < 0.5 else rng.choice(choices))
        values["order"] = order


_order_ids = count(1)


class Attack:
    """One client of one gateway, without a socket."""

    def __init__(self, rng: Random, version: int) -> None:
        self.rng = rng
        self.version = version
        self.frames = frames(rng, version, REQUESTS, sensible, breaks_each=8)
        self.mark = self.framed(head_of(REQ_CURRENT_TIME, version) + b"1\0")
        self.count = 0
        self.world: World | None = None

    def begin(self) -> World:
        self.world = World(clock=Clock(speed=0), server_version=self.version, accounts=("DU1", "DU2"), seed=1)
        self.join()
        return self.world

    def join(self) -> None:
        assert self.world is not None
        self.session = ClientSession(self.world, "attack")
        self.session.failed = self.failed  # type: ignore[method-assign]
        self.session.receive(b"API\0" + self.framed(b"v%d..%d" % (self.version, self.version)))
        self.session.receive(self.framed(head_of(START_API, self.version) + b"2\x001\0\0"))

    @staticmethod
    def framed(payload: bytes) -> bytes:
        return len(payload).to_bytes(4, "big") + payload

    def failed(self, name: str, args: tuple[Any, ...], problem: Exception) -> None:
        raise Failure(f"{name}{args!r:.1500} failed: {problem!r}") from problem

    def feed(self) -> None:
        """One request and the question behind it; sometimes time goes on."""
        self.count += 1
        world = self.begin() if self.count % LIFE == 1 or self.world is None else self.world
        session, frame = self.session, next(self.frames)
        session.output.clear()
        session.unsent = 0
        started = time.process_time()
        try:
            session.receive(self.framed(frame) + self.mark)
            took = time.process_time() - started
            names = [message.name for message in messages(b"".join(session.output), self.version)]
            if self.rng.random() < 0.05:
                world.clock.advance(self.rng.choice((0.0, 0.1, 1.0)))
        except BaseException as problem:
            raise Failure(self.told(frame, f"{type(problem).__name__}: {problem}")) from problem
        if took > SLOWEST:
            raise Failure(self.told(frame, f"it took {took:.1f} s"))
        if len(frame) > MAX_FRAME:
            if not session.broken:
                raise Failure(self.told(frame, "it is too long, but the connection goes on"))
            world.leave(session)
            self.join()
        elif names[-1:] != ["currentTime"]:
            raise Failure(self.told(frame, f"the question behind it was answered by {names[-3:]}"))

    def told(self, frame: bytes, problem: str) -> str:
        return f"server version {self.version}: {problem}: a request of {len(frame)} bytes {frame[:2000]!r}"


class Complaints(logging.Handler):
    """Fails when the gateway logs a defect of its own."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.last: logging.LogRecord | None = None

    def emit(self, record: logging.LogRecord) -> None:
        self.last = record


def run(seconds: float, seed: int) -> int:
    """Attack for so many seconds; how many requests that were. Failure when anything goes wrong."""
    rng = Random(seed)
    attacks = [Attack(rng, version) for version in VERSIONS]
    complaints = Complaints()
    logger = logging.getLogger("ibproto.gateway")
    level, logger.propagate = logger.level, False
    logger.addHandler(complaints)
    deadline = time.monotonic() + seconds
    number = 0
    try:
        while time.monotonic() < deadline:
            attack = attacks[number // SLICE % len(attacks)]
            number += 1
            attack.feed()
            if complaints.last is not None:
                why = complaints.last.exc_info[1] if complaints.last.exc_info else None
                raise Failure(f"version {attack.version}: {complaints.last.getMessage()}: {why!r}") from why
    except Failure as failure:
        raise Failure(f"seed {seed}, request {number}: {failure}") from failure.__cause__
    finally:
        logger.removeHandler(complaints)
        logger.setLevel(level)
        logger.propagate = True
    return number
