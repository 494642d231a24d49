"""In which form answers go out, and how they look on the wire."""

from __future__ import annotations

import pytest

from ibproto.contract import Contract
from ibproto.gateway.codec import FAMILIES, FAMILY_OF, answer_is_protobuf, answer_writer
from ibproto.order import Order
from ibproto.order_condition import MarginCondition
from ibproto.order_state import OrderState
from ibproto.wire.messages import ANSWER_BY_NAME, REQUEST_BY_NAME

ERROR = {"reqId": 5, "errorTime": 17, "errorCode": 200, "errorString": "no\u00e9", "advancedOrderRejectJson": ""}


def test_each_answer_with_a_protobuf_form_belongs_to_one_family() -> None:
    listed = [answer for answers in FAMILIES.values() for answer in answers.split()]
    assert sorted(listed) == sorted(name for name, message in ANSWER_BY_NAME.items() if message.proto)
    assert set(FAMILY_OF.values()) <= set(REQUEST_BY_NAME)


@pytest.mark.parametrize(
    ("name", "since"),
    [
        ("execDetails", 201),
        ("orderStatus", 203),
        ("error", 203),
        ("contractDetails", 205),
        ("tickPrice", 206),
        ("managedAccounts", 207),
        ("nextValidId", 213),
        ("configResponse", 219),
    ],
)
def test_answers_change_to_protobuf_with_their_family(name: str, since: int) -> None:
    assert not answer_is_protobuf(name, since - 1)
    assert answer_is_protobuf(name, since)


def test_text_without_protobuf_form_stays_text() -> None:
    assert not answer_is_protobuf("tickEFP", 226)


@pytest.mark.parametrize(
    ("version", "body"),
    [
        (152, b"4\x002\x005\x00200\x00no\xc3\xa9\x00"),
        (176, b"4\x002\x005\x00200\x00no\\u00e9\x00\x00"),
        (200, b"4\x005\x00200\x00no\\u00e9\x00\x0017\x00"),
        (201, b"\0\0\0\x045\x00200\x00no\\u00e9\x00\x0017\x00"),
    ],
)
def test_an_error_as_each_version_has_it(version: int, body: bytes) -> None:
    assert answer_writer("error", version)(ERROR) == len(body).to_bytes(4, "big") + body


@pytest.mark.parametrize(
    ("name", "values", "body"),
    [
        ("nextValidId", {"orderId": 1}, b"9\x001\x001\x00"),
        ("managedAccounts", {"accountsList": "DU1"}, b"15\x001\x00DU1\x00"),
        ("tickGeneric", {"reqId": 9000, "tickType": 49, "value": 0.0}, b"45\x006\x009000\x0049\x000.0\x00"),
        ("marketDataType", {"reqId": 9000, "marketDataType": 1}, b"58\x001\x009000\x001\x00"),
        ("openOrderEnd", {}, b"53\x001\x00"),
    ],
)
def test_text_answers_look_as_recorded(name: str, values: dict[str, object], body: bytes) -> None:
    assert answer_writer(name, 173)(values) == len(body).to_bytes(4, "big") + body


def test_the_percent_of_a_margin_condition_is_a_whole_number_as_some_clients_need() -> None:
    order = Order(orderType="MKT", conditions=[MarginCondition(True, 10.0)])
    values = {"orderId": 1, "contract": Contract(), "order": order, "orderState": OrderState()}
    assert b"\x004\0a\x001\x0010\0" in answer_writer("openOrder", 176)(values)
