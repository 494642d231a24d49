"""Every frame is read by its names: both directions, both wires, at every version at which it changes."""

from __future__ import annotations

import pytest

from ibproto.contract import Contract
from ibproto.order import Order
from ibproto.trace import names
from ibproto.wire.domain import domain
from ibproto.wire.messages import ANSWER_BY_NAME, MESSAGES, REQUEST_BY_NAME
from ibproto.wire.schema import MAX_VERSION, Message

from ..wire.recording import SEED, has_proto_values, proto_frame, random_for, text_frame, versions_of

TEXT = [one for one in MESSAGES if one.has_text]
PROTO = [one for one in MESSAGES if has_proto_values(one)]


def label(message: Message) -> str:
    return f"{'in' if message.incoming else 'out'} {message.name}"


@pytest.mark.parametrize("message", TEXT, ids=label)
def test_a_text_message_is_read_to_its_end(message: Message) -> None:
    for version in versions_of(message):
        values = domain(message, version, random_for("trace", message, version))
        seen = names.read(text_frame(message, version, values), version, message.incoming)
        assert (seen.name, seen.wire, seen.problem) == (message.name, "text", ""), f"seed {SEED}, version {version}"


@pytest.mark.parametrize("message", PROTO, ids=label)
def test_a_protobuf_message_is_read_to_its_end(message: Message) -> None:
    values = domain(message, MAX_VERSION, random_for("trace", message), protobuf=True)
    seen = names.read(proto_frame(message, values), MAX_VERSION, message.incoming)
    assert (seen.name, seen.wire, seen.problem) == (message.name, "protobuf", ""), f"seed {SEED}"


def test_both_wires_give_a_field_the_same_name() -> None:
    message = ANSWER_BY_NAME["error"]
    values = {"reqId": 7, "errorTime": 5, "errorCode": 200, "errorString": "no", "advancedOrderRejectJson": ""}
    told = {"reqId": 7, "errorTime": 5, "errorCode": 200, "errorString": "no"}
    assert names.read(proto_frame(message, values), 226, True).fields == told
    assert names.read(text_frame(message, 200, values), 200, True).fields == told


def test_the_objects_of_both_wires_have_the_same_paths() -> None:
    message = REQUEST_BY_NAME["placeOrder"]
    values = {"orderId": 3, "contract": Contract(symbol="IBM"), "order": Order(action="BUY", orderType="MKT")}
    for frame, version in ((text_frame(message, 200, values), 200), (proto_frame(message, values), 226)):
        fields = names.read(frame, version, False).fields
        assert (fields["orderId"], fields["contract.symbol"], fields["order.action"]) == (3, "IBM", "BUY")


def test_a_broken_message_tells_where_it_ends() -> None:
    seen = names.read(b"1\x006\x007\x00", 150, True)
    assert seen.name == "tickPrice"
    assert seen.fields == {"reqId": 7}
    assert "tickType" in seen.problem


def test_an_unknown_message_is_shown_by_its_number() -> None:
    assert names.read(b"999\x00x\x00", 150, True).name == "message 999"
    assert names.read((999).to_bytes(4, "big"), 226, False).name == "message 999"


def test_bytes_without_an_id_are_shown() -> None:
    assert "66 6f 6f" in names.read(b"foo", 150, True).problem


@pytest.mark.parametrize(
    ("name", "fields", "expected"),
    [
        ("tickPrice", {"reqId": 3}, ("request", 3)),
        ("tickReqParams", {"tickerId": 3}, ("request", 3)),
        ("orderStatus", {"orderId": 4}, ("order", 4)),
        ("execDetails", {"reqId": -1, "execution.orderId": 4}, ("order", 4)),
        ("nextValidId", {"orderId": 4}, None),
        ("error", {"reqId": -1}, None),
    ],
)
def test_what_a_message_is_about(name: str, fields: dict[str, object], expected: object) -> None:
    assert names.subject(name, fields) == expected


def test_the_docstrings_tell_which_request_a_message_answers() -> None:
    assert names.answers()["position"] == ("reqPositions",)
    assert "reqAllOpenOrders" in names.answers()["openOrderEnd"]


def test_an_error_is_explained_with_what_to_do_about_it() -> None:
    assert names.meaning({"errorCode": 2104}) == "notice: a market data farm is connected"
    told = names.meaning({"errorCode": 200})
    assert told.startswith("refused: no instrument fits the contract") and "reqContractDetails()" in told
    assert names.meaning({"errorCode": 12345}).startswith("refused: Correct the request")


@pytest.mark.parametrize(
    "frame", [b"2\x001\x007\x000\x00sNaN\x00", (202).to_bytes(4, "big") + b"\x08\x07\x10\x00\x1a\x04sNaN"]
)
def test_a_quantity_that_is_no_number_is_told(frame: bytes) -> None:
    seen = names.read(frame, 226 if frame[0] == 0 else 176, True)
    assert seen.name == "tickSize" and str(seen.fields["size"]) == "sNaN"
