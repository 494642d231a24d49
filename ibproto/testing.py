"""For tests of bots with pytest: the fixture `gateway`, a simulated gateway whose time the test moves.

    pytest_plugins = ["ibproto.testing"]        # in the top conftest.py, or in a test module


    def test_my_bot_buys_the_dip(gateway):
        bot = MyBot()
        gateway.connect(bot)
        gateway.advance(30)                     # half a minute of market, in no time
        assert bot.position == 100

Parameters of the gateway are given with a mark: `@pytest.mark.gateway(server_version=176, accounts=("DU1", "DU2"))`.
What the gateway can do is told by `SteppedGateway` and `SimulatedGateway`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ibproto.gateway.stepped import SteppedGateway

__all__ = ["SteppedGateway", "gateway", "pytest_configure"]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "gateway(**parameters): parameters of the fixture `gateway`")


@pytest.fixture
def gateway(request: pytest.FixtureRequest) -> Iterator[SteppedGateway]:
    """A simulated gateway of this test's own; connect a bot by `gateway.connect(bot)`."""
    marker = request.node.get_closest_marker("gateway")
    with SteppedGateway(**(marker.kwargs if marker else {})) as started:
        yield started
