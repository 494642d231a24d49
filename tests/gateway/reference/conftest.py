"""A stepped gateway and a bot on it, at a version of each wire form and of each text layout."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from ibproto.gateway import Behaviour, SteppedGateway
from tests.gateway.tools import LAYOUTS, Bot, Call

Start = Callable[..., SteppedGateway]


class Asker(Bot):
    """A bot that asks and gets the answers."""

    gateway: SteppedGateway

    def ask(self, name: str, *args: Any) -> list[Call]:
        """What comes of a request, without time passing."""
        self.take()
        getattr(self, name)(*args)
        self.gateway.deliver()
        return self.take()

    def codes(self, name: str, *args: Any) -> list[tuple[int, int]]:
        """Id and code of the errors that come of a request; nothing else may come."""
        calls = self.ask(name, *args)
        assert {name for name, _ in calls} <= {"error"}, calls
        return [(args[0], args[2]) for _, args in calls]

    def after(self, seconds: float) -> list[Call]:
        """What comes while time passes."""
        self.gateway.advance(seconds)
        return self.take()


@pytest.fixture(params=LAYOUTS)
def version(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def start(version: int) -> Iterator[Start]:
    """Starts a gateway with switches; other parameters as `accounts=`."""
    with ExitStack() as stack:

        def start(accounts: tuple[str, ...] = ("DU1234567",), **switches: Any) -> SteppedGateway:
            behaviour = Behaviour(**switches)
            return stack.enter_context(SteppedGateway(0, version, accounts, behaviour=behaviour))

        yield start


def join(gateway: SteppedGateway, client_id: int = 1) -> Asker:
    """A new bot, connected; what it got so far is forgotten."""
    bot = Asker()
    bot.gateway = gateway
    gateway.connect(bot, client_id)
    bot.take()
    return bot


@pytest.fixture
def gateway(start: Start) -> SteppedGateway:
    return start()


@pytest.fixture
def bot(gateway: SteppedGateway) -> Asker:
    return join(gateway)
