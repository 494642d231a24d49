from __future__ import annotations

from collections.abc import Iterator

import pytest

from ibproto.gateway.stepped import SteppedGateway
from ibproto.testing import gateway as gateway
from ibproto.testing import pytest_configure as pytest_configure

from .tools import App, started


@pytest.fixture(autouse=True)
def short_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    """What may be contradicted is waited for no longer than a message takes here."""
    monkeypatch.setattr("ibproto.blocking.answers.GRACE", 0.1)


@pytest.fixture
def app(gateway: SteppedGateway) -> Iterator[App]:
    """A client whose loop runs, connected to a gateway whose time stands still unless the test says otherwise."""
    with started(gateway) as app:
        yield app
