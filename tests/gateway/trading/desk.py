"""Stepped gateways with several clients and accounts, at a version of each wire form and of each text layout."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from decimal import Decimal
from typing import Any

import pytest

from ibproto.gateway import Behaviour, Instrument, SteppedGateway
from ibproto.order import Order
from tests.gateway.reference.conftest import Asker, join
from tests.gateway.test_orders import story
from tests.gateway.tools import AAPL, LAYOUTS

ACCOUNT = "DU1234567"
Start = Callable[..., SteppedGateway]

__all__ = [
    "AAPL",
    "ACCOUNT",
    "Asker",
    "Start",
    "done",
    "gateway",
    "join",
    "resting",
    "start",
    "story",
    "the",
    "version",
]


@pytest.fixture(params=LAYOUTS)
def version(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def start(version: int) -> Iterator[Start]:
    """Starts a gateway; parameters that it does not have itself are switches."""
    own = ("accounts", "debug", "master_client", "start")
    with ExitStack() as stack:

        def start(**given: Any) -> SteppedGateway:
            settings = {name: given.pop(name) for name in own if name in given}
            settings.setdefault("debug", True)
            behaviour = Behaviour(**given)
            return stack.enter_context(SteppedGateway(0, version, behaviour=behaviour, **settings))

        yield start


@pytest.fixture
def gateway(start: Start) -> SteppedGateway:
    return start()


def done(gateway: SteppedGateway, *bots: Asker, seconds: float = 0.3) -> list[list[str]]:
    """What each bot is told within some time, short."""
    gateway.deliver()
    gateway.advance(seconds)
    return [story(bot) for bot in bots]


def the(gateway: SteppedGateway, contract: Any = AAPL) -> Instrument:
    with gateway.control() as world:
        (found,) = world.market.find(contract)
        return found


def resting(quantity: int | Decimal = 100, price: float = 200.0, action: str = "BUY", **more: Any) -> Order:
    return Order(action=action, totalQuantity=Decimal(quantity), orderType="LMT", lmtPrice=price, tif="GTC", **more)
