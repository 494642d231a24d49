"""An object that is changed and sent again goes out as it is now, whatever the encoder remembers of the time before."""

from __future__ import annotations

from typing import Any

import pytest

from ibproto.order import Order
from ibproto.tag_value import TagValue
from ibproto.wire import proto_encode
from ibproto.wire.domain import domain
from ibproto.wire.messages import REQUEST_BY_NAME
from ibproto.wire.schema import MAX_VERSION

from .recording import SEED, random_for

PLACE_ORDER = REQUEST_BY_NAME["placeOrder"]
CHANGES = 300


def by_a_new_encoder(order: Order) -> bytes:
    """The bytes of an order from an encoder that has seen no other."""
    proto_encode.object_encoder.cache_clear()
    return proto_encode.object_encoder("Order", False)(order)


def random_order(round: int) -> Order:
    order = domain(PLACE_ORDER, MAX_VERSION, random_for(PLACE_ORDER, round), protobuf=True)["order"]
    assert isinstance(order, Order)
    return order


def test_any_attribute_that_is_changed() -> None:
    encode = proto_encode.object_encoder("Order", False)
    order = Order()
    for round in range(CHANGES):
        rng = random_for(PLACE_ORDER, round, "change")
        other = random_order(round)
        for name in rng.sample(sorted(vars(order)), rng.randint(0, 5)):
            setattr(order, name, getattr(other, name))
        assert encode(order) == by_a_new_encoder(order), f"seed {SEED}, round {round}"


@pytest.mark.parametrize("name", ["algoParams", "smartComboRoutingParams"])
def test_a_list_that_grows_in_place(name: str) -> None:
    encode = proto_encode.object_encoder("Order", False)
    order = Order()
    pairs: list[TagValue] = []
    setattr(order, name, pairs)
    for number in range(3):
        pairs.append(TagValue(f"tag{number}", "1"))
        assert encode(order) == by_a_new_encoder(order)
    pairs[0].value = "2"
    assert encode(order) == by_a_new_encoder(order)


@pytest.mark.parametrize(("name", "before", "after"), [("lmtPrice", 0.0, -0.0), ("outsideRth", 1, True)])
def test_a_value_that_equals_the_one_before_and_is_another(name: str, before: Any, after: Any) -> None:
    encode = proto_encode.object_encoder("Order", False)
    order = Order()
    for value in (before, after):
        setattr(order, name, value)
        assert encode(order) == by_a_new_encoder(order)


def test_an_order_that_could_not_be_sent_leaves_no_trace() -> None:
    encode = proto_encode.object_encoder("Order", False)
    order = random_order(0)
    good = encode(order)
    volatility, order.volatility, order.displaySize = order.volatility, 7.5, "many"  # type: ignore[assignment]
    with pytest.raises(ValueError, match="displaySize = 'many'"):
        encode(order)
    order.volatility, order.displaySize = volatility, random_order(0).displaySize
    assert encode(order) == good
