"""Conditions of orders: how they are made, joined, and written as text."""

from __future__ import annotations

import pytest

from ibproto.const import UNSET_DOUBLE
from ibproto.order_condition import (
    ContractCondition,
    Create,
    ExecutionCondition,
    MarginCondition,
    OperatorCondition,
    OrderCondition,
    PercentChangeCondition,
    PriceCondition,
    TimeCondition,
    VolumeCondition,
)
from ibproto.utils import BadMessage

SAMPLES = [
    (PriceCondition(2, 8314, "SMART", True, 150.25), ["a", "1", "150.25", "8314", "SMART", "2"]),
    (TimeCondition(False, "20260105 15:30:00 US/Eastern"), ["a", "0", "20260105 15:30:00 US/Eastern"]),
    (MarginCondition(True, 12.5), ["a", "1", "12.5"]),
    (ExecutionCondition("STK", "SMART", "IBM"), ["a", "STK", "SMART", "IBM"]),
    (VolumeCondition(8314, "ISLAND", False, 1000), ["a", "0", "1000", "8314", "ISLAND"]),
    (PercentChangeCondition(8314, "SMART", True, 0.5), ["a", "1", "0.5", "8314", "SMART"]),
]
EACH = pytest.mark.parametrize(("condition", "fields"), SAMPLES, ids=lambda x: type(x).__name__)


@EACH
def test_the_text_form(condition: OrderCondition, fields: list[str]) -> None:
    assert condition.make_fields() == [f"{field}\0" for field in fields]


@EACH
@pytest.mark.parametrize("as_bytes", [True, False])
def test_the_text_form_is_read_back(condition: OrderCondition, fields: list[str], as_bytes: bool) -> None:
    made = Create(condition.condType or 0)
    source = iter([field.encode() if as_bytes else field for field in fields] + ["next"])
    made.decode(source)
    assert vars(made) == vars(condition)
    assert [type(value) for value in vars(made).values()] == [type(value) for value in vars(condition).values()]
    assert next(source) == "next"


@EACH
def test_or_is_written_and_read(condition: OrderCondition, fields: list[str]) -> None:
    made = Create(condition.condType or 0)
    made.decode(iter(["o", *fields[1:]]))
    assert made.isConjunctionConnection is False
    assert made.make_fields()[0] == "o\0"


@EACH
def test_a_message_that_ends_early_is_a_bad_message(condition: OrderCondition, fields: list[str]) -> None:
    with pytest.raises(BadMessage):
        Create(condition.condType or 0).decode(iter(fields[:-1]))


def test_a_value_that_is_no_number_is_a_bad_message() -> None:
    with pytest.raises(BadMessage, match="'many' is not of type int"):
        VolumeCondition().decode(iter(["a", "1", "many", "1", "SMART"]))


@pytest.mark.parametrize(
    ("number", "cls"),
    [
        (OrderCondition.Price, PriceCondition),
        (OrderCondition.Time, TimeCondition),
        (OrderCondition.Margin, MarginCondition),
        (OrderCondition.Execution, ExecutionCondition),
        (OrderCondition.Volume, VolumeCondition),
        (OrderCondition.PercentChange, PercentChangeCondition),
    ],
)
def test_create_makes_a_condition_of_the_type(number: int, cls: type[OrderCondition]) -> None:
    made = Create(number)
    assert type(made) is cls
    assert made.type() == made.condType == number


@pytest.mark.parametrize("number", [0, 2, 8, 99, None])
def test_create_says_which_types_there_are(number: int) -> None:
    with pytest.raises(ValueError, match=f"{number!r} is no type of condition"):
        Create(number)


def test_and_and_or_can_be_chained() -> None:
    condition = TimeCondition(True, "20260105")
    assert condition.Or() is condition
    assert condition.isConjunctionConnection is False
    assert condition.And() is condition
    assert condition.isConjunctionConnection is True


@pytest.mark.parametrize(
    ("condition", "text", "value"),
    [
        (PriceCondition(), "150.25", 150.25),
        (TimeCondition(), "20260105", "20260105"),
        (MarginCondition(), "30.0", 30.0),
        (VolumeCondition(), "1000", 1000),
        (PercentChangeCondition(), "2.5", 2.5),
    ],
    ids=lambda x: type(x).__name__,
)
def test_the_value_goes_to_text_and_back(condition: OperatorCondition, text: str, value: object) -> None:
    condition.setValueFromString(text)
    assert value in vars(condition).values()
    assert condition.valueToString() == text


def test_a_condition_without_value_has_no_text() -> None:
    condition = ContractCondition()
    condition.setValueFromString("3")
    assert condition.valueToString() == ""
    assert vars(condition) == vars(ContractCondition())


def test_the_exchange_has_two_names() -> None:
    assert PriceCondition(exch="SMART").exchange == PriceCondition(exchange="SMART").exchange == "SMART"
    assert ExecutionCondition("STK", "SMART").exchange == "SMART"


def test_the_connection_can_be_given_by_keyword() -> None:
    assert PriceCondition(price=1.0, isConjunctionConnection=False).isConjunctionConnection is False


def test_a_condition_that_is_not_filled_in_cannot_be_written() -> None:
    with pytest.raises(ValueError, match=r"price of PriceCondition\(isMore=True\) is not set"):
        PriceCondition(isMore=True).make_fields()


def test_percent_change_starts_unset() -> None:
    assert PercentChangeCondition().changePercent == UNSET_DOUBLE
