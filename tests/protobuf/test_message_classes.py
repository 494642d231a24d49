from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest

import ibproto.protobuf
from ibproto.protobuf import (
    ComboLeg,
    Contract,
    DecodeError,
    ExecutionFilter,
    Message,
    OpenOrder,
    Order,
    OrderStatus,
    SecDefOptParameter,
    TickByTickData,
    TickPrice,
)
from ibproto.wire.proto_schema import names
from ibproto.wire.protobuf import serialize

# Wrong names and values are the subject here: they go through setattr and Any, past the type checker.
anything: Any = ibproto.protobuf

# ---------------------------------------------------------------- fields


def test_fields_are_given_as_keyword_arguments() -> None:
    message = OrderStatus(orderId=1, status="Filled", avgFillPrice=2)
    assert (message.orderId, message.status, message.avgFillPrice) == (1, "Filled", 2.0)
    assert isinstance(message.avgFillPrice, float)


def test_none_as_a_keyword_argument_leaves_a_field_unset() -> None:
    assert not OrderStatus(orderId=None).HasField("orderId")


def test_an_unknown_keyword_argument_is_refused() -> None:
    with pytest.raises(ValueError, match="OrderStatus has no field named 'ordreId'"):
        anything.OrderStatus(ordreId=None)


def test_positional_arguments_are_refused() -> None:
    with pytest.raises(TypeError):
        anything.OrderStatus(1)


def test_unset_fields_read_as_zero_values() -> None:
    order = Order()
    assert (order.orderId, order.permId, order.lmtPrice, order.transmit, order.tif) == (0, 0, 0.0, False, "")
    assert isinstance(order.lmtPrice, float)
    assert order.transmit is False
    assert order.softDollarTier.name == ""
    assert list(order.conditions) == []
    assert dict(order.algoParams) == {}
    assert order.ListFields() == []


def test_a_zero_that_was_assigned_is_set() -> None:
    message = OrderStatus()
    message.orderId = 0
    assert message.HasField("orderId")
    assert message.SerializeToString() == b"\x08\x00"


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("orderId", 2**31, ValueError),
        ("orderId", -(2**31) - 1, ValueError),
        ("permId", 2**63, ValueError),
        ("orderId", True, TypeError),
        ("orderId", 1.0, TypeError),
        ("orderId", "1", TypeError),
        ("orderId", None, TypeError),
        ("lmtPrice", "1.5", TypeError),
        ("lmtPrice", None, TypeError),
        ("tif", 5, TypeError),
        ("tif", "\ud800", ValueError),
        ("transmit", 1.0, TypeError),
        ("transmit", 2**63, OverflowError),
    ],
)
def test_a_wrong_value_is_refused_naming_the_field_and_changes_nothing(
    name: str, value: object, error: type[Exception]
) -> None:
    order = Order()
    with pytest.raises(error, match=f"Order.{name}: "):
        setattr(order, name, value)
    assert not order.HasField(name)


def test_new_attributes_are_refused() -> None:
    with pytest.raises(AttributeError):
        anything.OrderStatus().ordreId = 1
    with pytest.raises(AttributeError):
        anything.OrderStatus().ordreId  # noqa: B018


@pytest.mark.parametrize(
    ("cls", "name"), [("OpenOrder", "contract"), ("Contract", "comboLegs"), ("Order", "algoParams")]
)
def test_submessages_lists_and_maps_cannot_be_assigned(cls: str, name: str) -> None:
    with pytest.raises(AttributeError, match=f"{cls}.{name} cannot be assigned: use"):
        setattr(getattr(ibproto.protobuf, cls)(), name, None)


# ---------------------------------------------------------------- presence


def test_has_field_is_refused_for_lists_maps_and_unknown_names() -> None:
    for name in ("comboLegs", "nothing", "", 5):
        with pytest.raises(ValueError, match="Contract"):
            anything.Contract().HasField(name)
    with pytest.raises(ValueError, match="algoParams"):
        Order().HasField("algoParams")


def test_clear_field_makes_any_field_unset() -> None:
    message = OpenOrder(
        orderId=1, contract=Contract(conId=1, comboLegs=[ComboLeg()]), order=Order(algoParams={"a": "b"})
    )
    message.ClearField("orderId")
    message.contract.ClearField("comboLegs")
    message.order.ClearField("algoParams")
    assert message == OpenOrder(contract=Contract(conId=1), order=Order())
    message.ClearField("contract")
    assert not message.HasField("contract")
    with pytest.raises(ValueError, match="'nothing'"):
        message.ClearField("nothing")


def test_clear_makes_all_fields_unset() -> None:
    message = OpenOrder(orderId=1, contract=Contract(conId=1))
    message.Clear()
    assert message == OpenOrder()


def test_setting_a_field_of_a_oneof_clears_the_others() -> None:
    message = TickByTickData(historicalTickLast={"time": 1})
    assert message.WhichOneof("tick") == "historicalTickLast"
    assert message.HasField("tick")
    message.historicalTickBidAsk.time = 2
    assert message.WhichOneof("tick") == "historicalTickBidAsk"
    assert not message.HasField("historicalTickLast")
    message.ClearField("tick")
    assert message.WhichOneof("tick") is None


def test_an_optional_field_is_its_own_oneof() -> None:
    assert TickPrice().WhichOneof("_price") is None
    assert TickPrice(price=0).WhichOneof("_price") == "price"


@pytest.mark.parametrize("name", ["nothing", "price", "_nothing", ""])
def test_which_oneof_is_refused_for_other_names(name: str) -> None:
    with pytest.raises(ValueError, match="TickPrice"):
        TickPrice(price=1).WhichOneof(name)


def test_list_fields_is_ascending_and_leaves_out_what_is_empty() -> None:
    message = Contract(symbol="IBM", conId=0)
    assert len(message.comboLegs) == 0
    assert [(field.number, field.name, value) for field, value in message.ListFields()] == [
        (1, "conId", 0),
        (2, "symbol", "IBM"),
    ]


# ---------------------------------------------------------------- submessages


def test_a_submessage_is_given_as_a_message_or_a_dict() -> None:
    assert OpenOrder(contract={"conId": 1}) == OpenOrder(contract=Contract(conId=1))
    with pytest.raises(TypeError, match="a Contract expected, got a Order"):
        anything.OpenOrder(contract=Order())


def test_an_empty_submessage_that_is_given_is_set() -> None:
    assert OpenOrder(contract=Contract()).SerializeToString() == b"\x12\x00"
    assert OpenOrder(contract={}).HasField("contract")


def test_reading_a_submessage_does_not_set_it() -> None:
    message = OpenOrder()
    assert message.contract.deltaNeutralContract.conId == 0
    assert message.contract is message.contract
    assert not message.HasField("contract")


@pytest.mark.parametrize(
    "change",
    [
        lambda contract: setattr(contract, "conId", 0),
        lambda contract: setattr(contract.deltaNeutralContract, "conId", 0),
        lambda contract: contract.comboLegs.add(),
        lambda contract: contract.SetInParent(),
        lambda contract: contract.MergeFrom(Contract()),
        lambda contract: contract.CopyFrom(Contract()),
        lambda contract: contract.ParseFromString(b""),
    ],
)
def test_changing_a_submessage_sets_it(change: Callable[[Contract], object]) -> None:
    message = OpenOrder()
    contract = message.contract
    change(contract)
    assert message.HasField("contract")
    assert message.contract is contract


def test_an_entry_in_the_map_of_a_submessage_sets_it() -> None:
    message = OpenOrder()
    message.order.algoParams["a"] = "b"
    assert message == OpenOrder(order=Order(algoParams={"a": "b"}))


@pytest.mark.parametrize(
    "clear", [lambda m: m.ClearField("contract"), lambda m: m.Clear(), lambda m: m.ParseFromString(b"")]
)
@pytest.mark.parametrize("con_id", [None, 5])
def test_a_submessage_that_was_cleared_goes_its_own_way(
    clear: Callable[[OpenOrder], object], con_id: int | None
) -> None:
    message = OpenOrder()
    contract = message.contract
    if con_id:
        contract.conId = con_id
    clear(message)
    contract.symbol = "IBM"
    assert not message.HasField("contract")
    assert contract == Contract(conId=con_id, symbol="IBM")


def test_a_list_that_was_cleared_goes_its_own_way() -> None:
    contract = Contract()
    legs = contract.comboLegs
    contract.ClearField("comboLegs")
    legs.add()
    assert len(contract.comboLegs) == 0


# ---------------------------------------------------------------- lists


def test_a_list_of_numbers_is_a_list_with_checks() -> None:
    dates = ExecutionFilter(specificDates=[3, 1]).specificDates
    dates.append(2)
    dates.extend([5, 4])
    dates.insert(0, 9)
    assert dates == [9, 3, 1, 2, 5, 4]
    assert (dates[0], dates[-1], dates[1:3], len(dates), 5 in dates, dates.index(2)) == (9, 4, [3, 1], 6, True, 3)
    assert dates.pop() == 4
    dates.remove(9)
    del dates[0]
    dates[0:1] = [7, 8]
    dates[0] = 6
    assert list(dates) == [6, 8, 2, 5]
    dates.sort(reverse=True)
    dates.reverse()
    assert list(dates) == [2, 5, 6, 8]
    dates += [1]
    assert repr(dates) == "[2, 5, 6, 8, 1]"
    dates.clear()
    assert not dates


def test_lists_check_their_values() -> None:
    dates: Any = ExecutionFilter(specificDates=[1]).specificDates
    changes: list[Callable[[], object]] = [
        lambda: dates.append("x"),
        lambda: dates.extend([2, "x"]),
        lambda: dates.extend(None),
        lambda: dates.insert(0, 1.0),
        lambda: dates.__setitem__(0, True),
        lambda: dates.__setitem__(slice(0, 1), [2, None]),
    ]
    for change in changes:
        with pytest.raises(TypeError, match="specificDates: "):
            change()
    with pytest.raises(ValueError, match="specificDates: value out of range for int32: 2147483648"):
        dates.append(2**31)
    assert dates == [1]


def test_a_list_of_doubles_holds_floats() -> None:
    strikes = SecDefOptParameter(strikes=[1, 2.5]).strikes
    assert repr(strikes) == "[1.0, 2.5]"


def test_a_list_of_messages_takes_messages_and_dicts_and_makes_new_ones() -> None:
    legs = Contract(comboLegs=[ComboLeg(conId=1), {"conId": 2}]).comboLegs
    legs.add(conId=3).ratio = 4
    assert [(leg.conId, leg.ratio) for leg in legs] == [(1, 0), (2, 0), (3, 4)]
    assert legs[0] is legs[0]
    assert legs.pop(0) == ComboLeg(conId=1)
    legs.insert(0, ComboLeg(conId=9))
    legs.extend([ComboLeg(conId=8)])
    assert [leg.conId for leg in legs] == [9, 2, 3, 8]
    assert legs == [ComboLeg(conId=9), ComboLeg(conId=2), ComboLeg(conId=3, ratio=4), ComboLeg(conId=8)]


def test_a_message_that_is_appended_is_copied() -> None:
    leg = ComboLeg(conId=1)
    contract = Contract()
    contract.comboLegs.append(leg)
    leg.conId = 2
    assert contract.comboLegs[0].conId == 1


def test_elements_that_are_messages_cannot_be_assigned_nor_be_of_another_type() -> None:
    legs: Any = Contract(comboLegs=[ComboLeg()]).comboLegs
    with pytest.raises(TypeError, match="elements cannot be assigned"):
        legs[0] = ComboLeg()
    for value in (Contract(), {"conId": 1}, None):
        with pytest.raises(TypeError, match="comboLegs: a ComboLeg expected, got a"):
            legs.append(value)


# ---------------------------------------------------------------- maps


def test_a_map_is_a_dict_of_texts() -> None:
    params = Order(algoParams={"a": "1"}).algoParams
    params["b"] = "2"
    params.update({"c": "3"})
    assert params == {"a": "1", "b": "2", "c": "3"}
    assert (len(params), "a" in params, params["b"], params.get("x"), params.get("x", "y")) == (3, True, "2", None, "y")
    assert sorted(params.items()) == [("a", "1"), ("b", "2"), ("c", "3")]
    assert params.pop("a") == "1"
    assert params.pop("a", "gone") == "gone"
    assert params.setdefault("b", "x") == "2"
    assert params.setdefault("d", "4") == "4"
    del params["b"]
    assert repr(params) == "{'c': '3', 'd': '4'}"
    assert params.popitem() == ("d", "4")
    params |= {"e": "5"}
    assert params == {"c": "3", "e": "5"}
    assert isinstance(params, dict)
    params.clear()
    assert not params


def test_reading_a_missing_key_puts_an_empty_text_there() -> None:
    order = Order()
    assert order.algoParams["a"] == ""
    assert order.SerializeToString() == Order(algoParams={"a": ""}).SerializeToString() != b""


def test_popping_or_deleting_a_missing_key_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        Order().algoParams.pop("a")
    with pytest.raises(KeyError):
        del Order().algoParams["a"]


def test_maps_check_keys_and_values() -> None:
    params: Any = Order().algoParams
    for key, value in ((1, "a"), ("a", 1), ("a", None)):
        with pytest.raises(TypeError, match="algoParams: a str expected"):
            params[key] = value
        with pytest.raises(TypeError, match="algoParams: a str expected"):
            params.update({"b": "c", key: value})
    with pytest.raises(TypeError, match="algoParams: a str expected"):
        params[1]
    assert not params


# ---------------------------------------------------------------- bytes


def test_bytes_are_the_same_whatever_the_order_of_assignment() -> None:
    one, other = Order(orderId=1, algoParams={"a": "1", "b": "2"}), Order(algoParams={"b": "2", "a": "1"})
    other.orderId = 1
    assert one.SerializeToString() == other.SerializeToString(deterministic=False)
    assert one.SerializePartialToString(deterministic=True) == one.SerializeToString()
    assert one.ByteSize() == len(one.SerializeToString())


def test_parsing_replaces_and_merging_keeps() -> None:
    message = OrderStatus(status="Filled")
    assert message.MergeFromString(b"\x08\x01") == 2
    assert message == OrderStatus(orderId=1, status="Filled")
    assert message.ParseFromString(b"\x08\x01") == 2
    assert message == OrderStatus(orderId=1) == OrderStatus.FromString(memoryview(b"\x08\x01"))


def test_merging_bytes_appends_to_lists_and_merges_submessages() -> None:
    message = OpenOrder(contract=Contract(conId=1, comboLegs=[ComboLeg(conId=1)]))
    message.MergeFromString(OpenOrder(contract=Contract(symbol="X", comboLegs=[ComboLeg(conId=2)])).SerializeToString())
    assert message.contract == Contract(conId=1, symbol="X", comboLegs=[ComboLeg(conId=1), ComboLeg(conId=2)])


def test_malformed_bytes_are_a_decode_error_and_change_nothing() -> None:
    message = OrderStatus(orderId=1)
    for parse in (message.ParseFromString, message.MergeFromString, OrderStatus.FromString):
        with pytest.raises(DecodeError, match="OrderStatus.status: a length of 5 where 1 bytes are left"):
            parse(b"\x08\x02\x12\x05a")
    assert message == OrderStatus(orderId=1)


def test_only_bytes_are_parsed() -> None:
    with pytest.raises(TypeError, match="bytes expected, got str"):
        anything.OrderStatus().ParseFromString("text")


def test_unknown_fields_are_kept_but_not_shown() -> None:
    data = b"\x08\x01\xa0\x06\x05"
    message = OrderStatus.FromString(data)
    assert message.SerializeToString() == data
    assert str(message) == "orderId: 1\n"
    assert message != OrderStatus(orderId=1)
    assert copy.deepcopy(message).SerializeToString() == data


def test_all_classes_survive_the_wire(any_values: Callable[[str], dict[str, Any]]) -> None:
    for name in names():
        cls: type[Message] = getattr(ibproto.protobuf, name)
        values = any_values(name)
        message = cls(**values)
        assert message.SerializeToString() == serialize(cls._schema, values)
        assert cls.FromString(message.SerializeToString()) == message
        assert pickle.loads(pickle.dumps(message)) == message
        assert cls.__name__ == cls.DESCRIPTOR.name == name
        assert str(cls.FromString(message.SerializeToString())) == str(message)


# ---------------------------------------------------------------- copies and comparison


def test_merge_from_merges() -> None:
    message = OpenOrder(orderId=1, contract={"conId": 1}, order={"algoParams": {"a": "1"}})
    message.MergeFrom(OpenOrder(orderId=2, contract={"symbol": "X"}, order={"algoParams": {"b": "2"}}))
    assert message == OpenOrder(
        orderId=2, contract={"conId": 1, "symbol": "X"}, order={"algoParams": {"a": "1", "b": "2"}}
    )


def test_copy_from_copies_deeply() -> None:
    message, other = OpenOrder(orderId=1), OpenOrder(contract=Contract(conId=1))
    message.CopyFrom(other)
    assert message == other
    other.contract.conId = 2
    assert message.contract.conId == 1
    message.CopyFrom(message)
    assert message.contract.conId == 1


def test_merge_and_copy_refuse_another_class() -> None:
    for merge in (OrderStatus().MergeFrom, OrderStatus().CopyFrom):
        with pytest.raises(TypeError, match="a OrderStatus expected, got a Order"):
            merge(anything.Order())


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy, lambda message: pickle.loads(pickle.dumps(message))])
def test_copies_are_equal_and_independent(duplicate: Callable[[OpenOrder], OpenOrder]) -> None:
    message = OpenOrder(contract=Contract(conId=1, comboLegs=[ComboLeg(conId=5)]), order=Order(algoParams={"a": "b"}))
    twin = duplicate(message)
    assert twin == message
    twin.contract.conId = 2
    twin.contract.comboLegs[0].conId = 6
    twin.order.algoParams["a"] = "c"
    assert message.contract == Contract(conId=1, comboLegs=[ComboLeg(conId=5)])
    assert message.order.algoParams == {"a": "b"}


def test_lists_and_maps_are_copied_as_plain_ones() -> None:
    contract = Contract(comboLegs=[ComboLeg(conId=1)])
    assert copy.deepcopy(contract.comboLegs).__class__.__name__ == "list"
    assert pickle.loads(pickle.dumps(Order(algoParams={"a": "b"}).algoParams)) == {"a": "b"}


def test_messages_compare_by_class_fields_and_presence() -> None:
    assert OrderStatus(orderId=1) == OrderStatus(orderId=1)
    assert OrderStatus(orderId=0) != OrderStatus()
    assert OrderStatus() != Order()
    assert OrderStatus() != 5
    contract = Contract()
    contract.comboLegs.add()
    contract.comboLegs.pop()
    assert contract == Contract()


def test_messages_and_lists_are_not_hashable() -> None:
    for value in (OrderStatus(), Contract().comboLegs, Order().algoParams):
        with pytest.raises(TypeError, match="unhashable"):
            hash(value)


# ---------------------------------------------------------------- text and descriptor


def test_a_message_is_shown_as_protobuf_text() -> None:
    message = OpenOrder(
        orderId=-5,
        contract={"symbol": "é\"\n\\\x01'", "strike": 100.0, "includeExpired": True, "comboLegs": [{"conId": 1}, {}]},
        order={"algoParams": {"k": "v"}, "lmtPrice": 1e22, "auxPrice": 0.1, "delta": float("-inf")},
    )
    assert (
        str(message)
        == repr(message)
        == (
            "orderId: -5\n"
            "contract {\n"
            '  symbol: "é\\"\\n\\\\\\001\\\'"\n'
            "  strike: 100\n"
            "  includeExpired: true\n"
            "  comboLegs {\n"
            "    conId: 1\n"
            "  }\n"
            "  comboLegs {\n"
            "  }\n"
            "}\n"
            "order {\n"
            "  lmtPrice: 1e+22\n"
            "  auxPrice: 0.1\n"
            "  algoParams {\n"
            '    key: "k"\n'
            '    value: "v"\n'
            "  }\n"
            "  delta: -inf\n"
            "}\n"
        )
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "-0"),
        (1.7976931348623157e308, "1.7976931348623157e+308"),
        (1e-7, "1e-07"),
        (float("nan"), "nan"),
    ],
)
def test_floats_are_shown_as_short_as_they_can_be(value: float, text: str) -> None:
    assert str(TickPrice(price=value)) == f"price: {text}\n"


def test_the_descriptor_tells_names_and_fields() -> None:
    descriptor = OrderStatus.DESCRIPTOR
    assert (descriptor.name, descriptor.full_name) == ("OrderStatus", "protobuf.OrderStatus")
    assert [(field.number, field.name, field.type) for field in descriptor.fields[:3]] == [
        (1, "orderId", "int32"),
        (2, "status", "string"),
        (3, "filled", "string"),
    ]
    assert OrderStatus.PERMID_FIELD_NUMBER == 6


def test_a_message_is_always_initialized() -> None:
    assert OrderStatus().IsInitialized()
