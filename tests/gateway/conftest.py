from __future__ import annotations

from collections.abc import Iterator

import pytest

from ibproto.gateway import SimulatedGateway
from ibproto.testing import pytest_configure as pytest_configure

from .tools import VERSIONS, Bot, connected


@pytest.fixture(params=VERSIONS)
def gateway(request: pytest.FixtureRequest) -> Iterator[SimulatedGateway]:
    """A gateway whose time is moved by the test, at each of the server versions."""
    with SimulatedGateway(server_version=request.param, speed=0, debug=True) as gateway:
        yield gateway


@pytest.fixture(params=(200, 226))
def each_wire(request: pytest.FixtureRequest) -> Iterator[SimulatedGateway]:
    """The same, at one version of each wire form."""
    with SimulatedGateway(server_version=request.param, speed=0, debug=True) as gateway:
        yield gateway


@pytest.fixture
def bot(gateway: SimulatedGateway) -> Iterator[Bot]:
    with connected(gateway) as bot:
        yield bot


@pytest.fixture
def wired(each_wire: SimulatedGateway) -> Iterator[Bot]:
    with connected(each_wire) as bot:
        yield bot
