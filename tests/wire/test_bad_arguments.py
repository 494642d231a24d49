"""What a request's error says when an argument cannot be sent: which one it is, and what is needed."""

from __future__ import annotations

from typing import Any

import pytest

from ibproto.contract import Contract
from ibproto.order import Order
from ibproto.pipeline.encoder import Encoder, Refused

TEXT, PROTOBUF = 178, 226
BOTH = pytest.mark.parametrize("version", [TEXT, PROTOBUF])


def refusal_of(version: int, method: str, *args: Any) -> Refused:
    with pytest.raises(Refused) as refused:
        Encoder(version).encode(method, args)
    return refused.value


@BOTH
def test_no_contract(version: int) -> None:
    refused = refusal_of(version, "placeOrder", 7, None, Order())
    assert (refused.code, refused.reqId) == (512, 7)
    assert "contract = None: an object is needed, as in contract=Contract()" in refused.message


@BOTH
def test_no_order(version: int) -> None:
    refused = refusal_of(version, "placeOrder", 7, Contract(), None)
    assert (refused.code, refused.reqId) == (512, 7)
    assert "order = None: an object is needed, as in order=Order()" in refused.message


@BOTH
def test_something_else_for_an_order(version: int) -> None:
    refused = refusal_of(version, "placeOrder", 7, Contract(), 5)
    assert (refused.code, refused.reqId) == (512, 7)
    assert "'int' object has no attribute" in refused.message


def test_a_quantity_that_is_no_number() -> None:
    order = Order()
    order.totalQuantity = "many"  # type: ignore[assignment]
    refused = refusal_of(PROTOBUF, "placeOrder", 7, Contract(), order)
    assert "order.totalQuantity = 'many': a number is needed" in refused.message


@BOTH
def test_a_verification_without_extra_auth(version: int) -> None:
    refused = refusal_of(version, "verifyRequest", "name", "1.0", False)
    assert "needs the client's extraAuth to be True" in refused.message


def test_a_text_of_another_class_is_held_to_the_same_rules() -> None:
    class Text(str):
        pass

    refused = refusal_of(TEXT, "reqMktData", 7, Contract(symbol=Text("AA\0PL")), "", False, False, [])
    assert (refused.code, refused.reqId) == (579, 7)
