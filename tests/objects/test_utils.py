"""The helpers that programs import by name."""

from __future__ import annotations

import logging
import time
from decimal import Decimal
from typing import Any

import pytest

from ibproto import utils
from ibproto.const import UNSET_DECIMAL, UNSET_DOUBLE, UNSET_INTEGER, UNSET_LONG
from ibproto.contract import FundAssetType, FundDistributionPolicyIndicator
from ibproto.execution import OptionExerciseType


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (1.0, "1"),
        (100.0, "100"),
        (0.1, "0.1"),
        (2.5, "2.5"),
        (1e-09, "0"),
        (1e16, "10000000000000000"),
        (1e22, "10000000000000000000000"),
        (-5.0, "-5"),
        (123456.123456789, "123456.12345679"),
        (UNSET_DOUBLE, ""),
        (float("inf"), "inf"),
        (float("nan"), "nan"),
        (100, "100"),
        (None, ""),
    ],
)
def test_float_max_string(value: float, text: str) -> None:
    assert utils.floatMaxString(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0.0"),
        (100.0, "100.0"),
        (1e-09, "0.000000001"),
        (1e16, "10000000000000000"),
        (123456.123456789, "123456.123456789"),
        (float("inf"), "Infinity"),
        (float("nan"), "NaN"),
        (Decimal("12.50"), "12.50"),
        (Decimal("1E+3"), "1000"),
        (UNSET_DECIMAL, ""),
        (UNSET_DOUBLE, ""),
        (None, ""),
    ],
)
def test_decimal_max_string(value: Decimal, text: str) -> None:
    assert utils.decimalMaxString(value) == text


def test_int_and_long_max_string() -> None:
    assert [utils.intMaxString(value) for value in (0, -1, UNSET_INTEGER, UNSET_LONG)] == [
        "0",
        "-1",
        "",
        str(UNSET_LONG),
    ]
    assert [utils.longMaxString(value) for value in (0, UNSET_INTEGER, UNSET_LONG)] == ["0", str(UNSET_INTEGER), ""]


@pytest.mark.parametrize(
    ("check", "unset", "good"),
    [
        (utils.isValidFloatValue, UNSET_DOUBLE, 0.0),
        (utils.isValidIntValue, UNSET_INTEGER, 0),
        (utils.isValidLongValue, UNSET_LONG, 0),
        (utils.isValidDecimalValue, UNSET_DECIMAL, Decimal(0)),
    ],
)
def test_only_unset_is_not_valid(check: Any, unset: object, good: object) -> None:
    assert (check(unset), check(good)) == (False, True)


@pytest.mark.parametrize(
    ("kind", "field", "value", "unset"),
    [
        (str, b"text", "text", "text"),
        (str, b"caf\xc3\xa9 \xff", "café \\xff", "café \\xff"),
        (int, b"-7", -7, -7),
        (int, b"", 0, UNSET_INTEGER),
        (float, b"1.5", 1.5, 1.5),
        (float, b"", 0.0, UNSET_DOUBLE),
        (float, b"Infinity", float("inf"), float("inf")),
        (bool, b"1", True, True),
        (bool, b"2", True, True),
        (bool, b"0", False, False),
        (bool, b"", False, False),
        (Decimal, b"1.500", Decimal("1.500"), Decimal("1.500")),
        (Decimal, b"", UNSET_DECIMAL, UNSET_DECIMAL),
        (Decimal, b"2147483647", UNSET_DECIMAL, UNSET_DECIMAL),
        (Decimal, b"9223372036854775807", UNSET_DECIMAL, UNSET_DECIMAL),
        (Decimal, b"1.7976931348623157E308", UNSET_DECIMAL, UNSET_DECIMAL),
        (Decimal, b"-9223372036854775808", UNSET_DECIMAL, UNSET_DECIMAL),
        (None, b"raw", b"raw", b"raw"),
    ],
)
def test_decode(kind: Any, field: bytes, value: object, unset: object) -> None:
    found = utils.decode(kind, iter([field]))
    assert (found, type(found)) == (value, type(value))
    assert utils.decode(kind, iter([field]), utils.SHOW_UNSET) == unset
    if field.isascii() and kind is not None:
        assert utils.decode(kind, iter([field.decode()])) == value


def test_decode_resolves_escapes_on_demand() -> None:
    field = rb"caf\u00e9 \q \xe9"
    assert utils.decode(str, iter([field])) == r"caf\u00e9 \q \xe9"
    assert utils.decode(str, iter([field]), use_unicode=True) == r"café \q é"


@pytest.mark.parametrize(("kind", "field"), [(int, b"1.5"), (float, b"x"), (Decimal, b"x"), (bool, b"yes")])
def test_decode_of_a_wrong_field_is_a_bad_message(kind: Any, field: bytes) -> None:
    with pytest.raises(utils.BadMessage, match=f"{field.decode()!r} is not of type {kind.__name__}"):
        utils.decode(kind, iter([field]))


def test_decode_after_the_end_is_a_bad_message() -> None:
    with pytest.raises(utils.BadMessage, match="ends"):
        utils.decode(int, iter([]))


def test_decode_of_a_type_that_no_field_has_says_which_there_are() -> None:
    with pytest.raises(TypeError, match="use str, bool, int, float, Decimal or None"):
        utils.decode(list, iter([b"1"]))


def test_ascii_printable() -> None:
    assert utils.isAsciiPrintable("ABC ~\t\r\n")
    assert utils.isAsciiPrintable("")
    assert not any(utils.isAsciiPrintable(text) for text in ("é", "\0", "\x7f", "\x1b"))


def test_pegged_order_types_have_two_spellings() -> None:
    assert utils.isPegBenchOrder("PEG BENCH") and utils.isPegBenchOrder("PEGBENCH")
    assert utils.isPegMidOrder("PEG MID") and utils.isPegMidOrder("PEGMID")
    assert utils.isPegBestOrder("PEG BEST") and utils.isPegBestOrder("PEGBEST")
    assert not (utils.isPegBenchOrder("LMT") or utils.isPegMidOrder("PEG BEST") or utils.isPegBestOrder(""))


def test_iswrapper_is_the_identity() -> None:
    assert utils.iswrapper(len) is len


def test_current_fn_name() -> None:
    def inner() -> tuple[str, str]:
        return utils.current_fn_name(), utils.current_fn_name(1)

    assert inner() == ("inner", "test_current_fn_name")


def test_exceptions_hold_what_they_were_given() -> None:
    refused = utils.ClientException(503, "too old", "orders")
    assert (refused.code, refused.msg, refused.text) == (503, "too old", "orders")
    assert utils.BadMessage("why").text == str(utils.BadMessage("why")) == "why"


def test_log_function_logs_and_keeps_arguments_and_result(caplog: pytest.LogCaptureFixture) -> None:
    class Program:
        @utils.LogFunction("CALL", logging.INFO)
        def total(self, one: int, *, two: int) -> int:
            return one + two

    with caplog.at_level(logging.INFO):
        assert Program().total(1, two=2) == 3
    assert caplog.messages == ["CALL total (1,) {'two': 2}"]
    assert Program.total.__name__ == "total"


def test_log_leaves_out_self(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        utils.log_("reqIds", {"self": object(), "numIds": 1}, "REQUEST")
    assert caplog.messages == ["REQUEST reqIds {'numIds': 1}"]
    assert caplog.records[0].name == "ibproto.utils"


def test_exercise_static_methods_prints_each(capsys: pytest.CaptureFixture[str]) -> None:
    class Samples:
        @staticmethod
        def one() -> str:
            return "first"

        @staticmethod
        def two() -> str:
            return "second"

        def three(self) -> None:
            raise AssertionError

    utils.ExerciseStaticMethods(Samples)
    assert capsys.readouterr().out.split("\n") == [
        "Exercising Samples.one",
        "first",
        "",
        "Exercising Samples.two",
        "second",
        "",
        "",
    ]


def test_time_in_milliseconds() -> None:
    before = time.time() * 1000
    assert before - 1 <= utils.currentTimeMillis() <= time.time() * 1000


def test_milliseconds_as_text_are_local_time() -> None:
    moment = int(time.mktime((2026, 1, 5, 9, 30, 15, 0, 0, -1))) * 1000 + 42
    assert utils.getTimeStrFromMillis(moment) == "2026-01-05 09:30:15.042"
    assert utils.getTimeStrFromMillis(0) == ""


def test_members_are_found_by_code() -> None:
    assert utils.getEnumTypeFromString(FundAssetType, "000") is FundAssetType.Others
    assert utils.getEnumTypeFromString(FundAssetType, "007") is FundAssetType.Alternative
    assert (
        utils.getEnumTypeFromString(FundDistributionPolicyIndicator, "Y") is FundDistributionPolicyIndicator.IncomeFund
    )
    assert utils.getEnumTypeFromString(OptionExerciseType, 100) is OptionExerciseType.Assigned
    assert utils.getEnumTypeFromString(FundAssetType, "nonsense") is FundAssetType.NoneItem


def test_every_member_has_a_name_to_show() -> None:
    assert utils.getEnumTypeName(FundAssetType, FundAssetType.Others) == "Others"
    assert utils.getEnumTypeName(FundAssetType, FundAssetType.MoneyMarket) == "Money Market"
    assert utils.listOfValues(FundDistributionPolicyIndicator) == [
        FundDistributionPolicyIndicator.NoneItem,
        FundDistributionPolicyIndicator.AccumulationFund,
        FundDistributionPolicyIndicator.IncomeFund,
    ]


def test_protobuf_messages_are_printed_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    class Message:
        def __str__(self) -> str:
            return "orderId: 3\norder {\n  action: BUY\n}\n"

    utils.printProtoSingleLine("placeOrder", Message())
    assert capsys.readouterr().out == "placeOrder: orderId: 3 order { action: BUY }\n"
