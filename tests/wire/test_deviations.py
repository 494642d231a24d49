"""Values in which the client differs from ibapi on purpose."""

from __future__ import annotations

from typing import Any

import pytest

from ibproto import protobuf
from ibproto.common import SmartComponent
from ibproto.const import UNSET_DECIMAL, UNSET_DOUBLE
from ibproto.contract import ContractDetails, FundAssetType
from ibproto.wire.messages import ANSWER_BY_NAME

from .recording import proto_frame, text_frame
from .test_bad_messages import Listener

VERIFY_COMPLETED = ANSWER_BY_NAME["verifyCompleted"].number
VERIFY_AND_AUTH_COMPLETED = ANSWER_BY_NAME["verifyAndAuthCompleted"].number


def smart_component(bit: int, exchange: str, letter: str) -> SmartComponent:
    component = SmartComponent()
    component.bitNumber, component.exchange, component.exchangeLetter = bit, exchange, letter
    return component


@pytest.mark.parametrize("number", [VERIFY_COMPLETED, VERIFY_AND_AUTH_COMPLETED])
@pytest.mark.parametrize("text, truth", [("true", True), ("1", True), ("false", False), ("0", False), ("", False)])
def test_whether_a_verification_succeeded_is_a_bool_as_text(number: int, text: str, truth: bool) -> None:
    ((_, args),) = Listener(178).text(number, 1, text, "why")
    assert args[0] is truth and args[1] == "why"


def test_whether_a_verification_succeeded_is_a_bool_in_protobuf_form() -> None:
    for truth in (True, False):
        message = protobuf.VerifyCompleted(isSuccessful=truth, errorText="why")
        ((_, args),) = Listener(226).proto(VERIFY_COMPLETED, message.SerializeToString())
        assert args[0] is truth and args[1] == "why"


@pytest.mark.parametrize("form", ["text", "protobuf"])
def test_smart_components_are_a_list_of_objects(form: str) -> None:
    message = ANSWER_BY_NAME["smartComponents"]
    wanted = [smart_component(0, "ARCA", "P"), smart_component(1, "NASDAQ", "Q")]
    values: dict[str, Any] = {"reqId": 5, "smartComponentMap": wanted}
    frame = text_frame(message, 178, values) if form == "text" else proto_frame(message, values)
    ((_, (reqId, got)),) = Listener(178 if form == "text" else 226).deliver(frame)
    assert reqId == 5 and type(got) is list
    assert [vars(one) for one in got] == [vars(one) for one in wanted]


@pytest.mark.parametrize("form", ["text", "protobuf"])
def test_the_fund_asset_type_000_is_others(form: str) -> None:
    message = ANSWER_BY_NAME["contractDetails"]
    details = ContractDetails(fundAssetType=FundAssetType.Others)
    details.contract.secType = "FUND"
    values = {"reqId": 5, "contractDetails": details}
    frame = text_frame(message, 200, values) if form == "text" else proto_frame(message, values)
    assert b"000" in frame
    ((_, (_, got)),) = Listener(200 if form == "text" else 226).deliver(frame)
    assert got.fundAssetType is FundAssetType.Others


def test_a_price_without_a_mask_has_no_attribute() -> None:
    data = protobuf.TickPrice(reqId=1, tickType=9, price=1.5).SerializeToString()
    ((_, (_, _, _, attrib)),) = Listener(226).proto(1, data)
    assert not any(vars(attrib).values()) and vars(attrib)


def test_a_margin_that_is_unset_is_an_empty_text() -> None:
    order_state = protobuf.OrderState(initMarginBefore=UNSET_DOUBLE, maintMarginBefore=12.5)
    message = protobuf.OpenOrder(
        orderId=1, contract=protobuf.Contract(), order=protobuf.Order(), orderState=order_state
    )
    ((_, (_, _, _, got)),) = Listener(226).proto(5, message.SerializeToString())
    assert (got.initMarginBefore, got.maintMarginBefore, got.equityWithLoanBefore) == ("", "12.5", "")


def test_an_empty_size_is_unset_in_protobuf_form() -> None:
    data = protobuf.TickSize(reqId=1, tickType=0, size="").SerializeToString()
    assert Listener(226).proto(2, data) == [("tickSize", (1, 0, UNSET_DECIMAL))]
