"""Numbered names, order statuses, error codes and what they are about, and the versions of protobuf requests."""

from __future__ import annotations

import pytest

from ibproto import common, error_advice, error_codes, errors
from ibproto.message import OUT
from ibproto.order_status import OrderStatus
from ibproto.pipeline.encoder import Encoder, Refused
from ibproto.server_versions import MIN_SERVER_VER_PROTOBUF_PLACE_ORDER
from ibproto.ticktype import TickTypeEnum


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_tick_types_go_from_name_to_number_and_back() -> None:
    assert (TickTypeEnum.BID, TickTypeEnum.ODD_LOT_ASK_EXCH) == (1, 110)
    assert TickTypeEnum.toStr(1) == TickTypeEnum.to_str(1) == TickTypeEnum.idx2name[1] == "BID"
    assert all(getattr(TickTypeEnum, name) == number for number, name in TickTypeEnum.idx2name.items())


def test_a_tick_type_that_is_newer_than_the_library_has_a_text_too() -> None:
    assert TickTypeEnum.toStr(4711) == "Unknown (4711)"


@pytest.mark.parametrize(
    ("status", "active", "terminal"),
    [
        ("ApiPending", True, False),
        ("PendingSubmit", True, False),
        ("PreSubmitted", True, False),
        ("Submitted", True, False),
        ("PendingCancel", True, False),
        ("Inactive", False, False),
        ("Unknown", False, False),
        ("Filled", False, True),
        ("Cancelled", False, True),
        ("ApiCancelled", False, True),
    ],
)
def test_what_a_status_means_for_an_order(status: str, active: bool, terminal: bool) -> None:
    found = OrderStatus.get(status)
    assert str(found) == status
    assert (found.is_active(), found.is_terminal()) == (active, terminal)


@pytest.mark.parametrize("name", ["", "filled", "Nonsense", None])
def test_a_status_that_does_not_exist_is_unknown(name: str) -> None:
    assert OrderStatus.get(name) is OrderStatus.Unknown


@pytest.mark.parametrize("pair", [value for value in vars(errors).values() if isinstance(value, errors.CodeMsgPair)])
def test_client_errors_have_a_sentence_and_belong_to_the_client(pair: errors.CodeMsgPair) -> None:
    assert pair.msg() == pair.errorMsg
    assert pair.msg().endswith(".")
    assert error_codes.category(pair.code()) == error_codes.CLIENT


def test_the_report_of_a_request_that_is_not_sent_names_it_once() -> None:
    with pytest.raises(Refused) as caught:
        Encoder(200).encode("cancelOrder", (1, None))
    message = caught.value.message
    assert message.startswith("cancelOrder: ")
    assert not [name for name in ("reqIds", "reqNewsBulletins") if name in message]
    assert message.count("cancelOrder") == 1


def test_no_two_client_errors_share_a_code() -> None:
    codes = [value.code() for value in vars(errors).values() if isinstance(value, errors.CodeMsgPair)]
    assert len(set(codes)) == len(codes) == 91


@pytest.mark.parametrize(
    ("category", "codes"),
    [
        ("notice", [2104, 2106, 2107, 2108, 2158, 399, 10167, 2199]),
        ("farm", [2103, 2105, 2157]),
        ("connectivity", [1100, 1101, 1102, 1300, 2110, 326]),
        ("refused", [200, 162, 321, 354, 10197, 10089, 300, 99999, 2200, -1]),
        ("rejected", [201, 103, 110, 10147, 10148, 2102]),
        ("cancelled", [202]),
        ("client", [501, 504, 579, 599]),
    ],
)
def test_codes_have_a_category(category: str, codes: list[int]) -> None:
    assert {code: error_codes.category(code) for code in codes} == dict.fromkeys(codes, category)


def test_no_code_stands_in_two_categories() -> None:
    groups = (
        error_codes._NOTICES,
        error_codes._FARMS,
        error_codes._CONNECTIVITY,
        error_codes._REJECTED,
        error_codes._CANCELLED,
        error_codes._REFUSED,
    )
    codes = [code for group in groups for code in group]
    assert len(set(codes)) == len(codes)


def test_every_known_code_has_a_meaning_and_says_what_to_do() -> None:
    known = error_codes.codes()
    assert known == sorted(set(known)) and len(known) > 300
    assert [code for code in known if not error_codes.meaning(code)] == []
    assert [code for code in known if not error_codes.advice(code).endswith((".", ").", '"."'))] == []


def test_advice_is_for_codes_that_are_known() -> None:
    assert set(error_advice.BY_CODE) <= set(error_codes.codes())


@pytest.mark.parametrize(
    ("code", "meaning", "advice"),
    [
        (1101, "data subscriptions are lost", "Subscribe again"),
        (10148, "cannot be cancelled", "it is done"),
        (504, "Not connected", "connect()"),
        (512, "The request was not sent.", "Correct the argument"),  # advice of its category
        (99999, "", "Correct the request"),  # a code that nobody knows counts as refused
        (2199, "", "Nothing"),  # and here as a notice
    ],
)
def test_a_code_is_explained(code: int, meaning: str, advice: str) -> None:
    assert meaning in error_codes.meaning(code)
    assert bool(meaning) == bool(error_codes.meaning(code))
    assert advice in error_codes.advice(code)


def test_a_code_can_be_put_into_another_category(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(error_codes, "_categories", dict(error_codes._categories))
    error_codes.register(99999, error_codes.NOTICE)
    error_codes.register(2104, error_codes.REFUSED)
    assert (error_codes.category(99999), error_codes.category(2104)) == ("notice", "refused")


def test_requests_know_from_which_server_version_they_are_protobuf() -> None:
    assert common.getServerVersionForMessage(OUT.PLACE_ORDER) == MIN_SERVER_VER_PROTOBUF_PLACE_ORDER
    assert common.getServerVersionForMessage(OUT.VERIFY_AND_AUTH_REQUEST) == float("inf")
    assert set(common.PROTOBUF_MSG_IDS) <= set(OUT)
