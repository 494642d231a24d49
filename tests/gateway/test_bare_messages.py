"""Requests whose protobuf message lacks an object: the error names it, or it is taken as not set."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ibproto.gateway import SimulatedGateway
from ibproto.protobuf import (
    ExecutionRequest,
    MarketDataRequest,
    Message,
    PlaceOrderRequest,
    ScannerSubscriptionRequest,
)

from .tools import Bot, connected


@pytest.fixture
def newest() -> Iterator[Bot]:
    with SimulatedGateway(speed=0) as gateway, connected(gateway) as bot:
        yield bot


@pytest.mark.parametrize(
    ("method", "message", "missing"),
    [
        ("reqMarketDataProtoBuf", MarketDataRequest(reqId=5), "contract"),
        ("reqScannerSubscriptionProtoBuf", ScannerSubscriptionRequest(reqId=5), "subscription"),
        ("placeOrderProtoBuf", PlaceOrderRequest(orderId=5), "contract"),
    ],
)
def test_what_a_request_cannot_do_without_is_named(method: str, message: Message, missing: str, newest: Bot) -> None:
    getattr(newest, method)(message)
    assert f"without its {missing}" in newest.wait_error(321, 5)


def test_executions_without_a_filter_are_all(newest: Bot) -> None:
    newest.reqExecutionsProtoBuf(ExecutionRequest(reqId=5))
    newest.wait("execDetailsEnd", lambda reqId: reqId == 5)
    assert not [call for call in newest.of("error") if call[1][0] == 5]
