from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Any

import pytest

from ibproto.wire import protobuf as codec
from ibproto.wire.proto_schema import message, names, parse_message
from ibproto.wire.protobuf import DecodeError, encode_varint, parse, read_varint, serialize, skip, tag

ALL = parse_message(
    "All { int32 plain = 1; optional int32 i = 2; optional int64 l = 3; optional bool b = 4; optional double d = 5;"
    " optional string s = 6; optional bytes y = 7; repeated int32 is = 8; repeated double ds = 9;"
    " repeated string ss = 10; map<string, string> m = 11; optional SoftDollarTier t = 12;"
    " repeated SoftDollarTier ts = 13; repeated bool bs = 14; repeated int64 ls = 15; }"
)
VARINTS = [
    (0, "00"),
    (1, "01"),
    (127, "7f"),
    (128, "8001"),
    (300, "ac02"),
    (2**32, "8080808010"),
    (2**64 - 1, "ffffffffffffffffff01"),
]


def failure(data: bytes, name: str = "OrderStatus") -> DecodeError:
    with pytest.raises(DecodeError) as caught:
        parse(message(name), data)
    return caught.value


# ---------------------------------------------------------------- primitives


@pytest.mark.parametrize(("value", "wire"), VARINTS)
def test_varints_are_written_and_read(value: int, wire: str) -> None:
    assert encode_varint(value).hex() == wire
    assert read_varint(b"\xff" + bytes.fromhex(wire) + b"\xff", 1) == (value, 1 + len(wire) // 2)


def test_negative_numbers_take_ten_bytes() -> None:
    assert encode_varint(-1).hex() == "ffffffffffffffffff01"
    assert encode_varint(-(2**31)).hex() == "80808080f8ffffffff01"


@pytest.mark.parametrize("value", [2**64, -(2**63) - 1, -(2**64)])
def test_numbers_beyond_64_bits_are_not_written(value: int) -> None:
    with pytest.raises(ValueError, match="64 bits"):
        encode_varint(value)


def test_an_overlong_zero_is_read() -> None:
    assert read_varint(b"\x80\x80\x00", 0) == (0, 3)


@pytest.mark.parametrize("data", [b"", b"\x80", b"\xff" * 9])
def test_a_truncated_varint_is_refused(data: bytes) -> None:
    with pytest.raises(DecodeError, match="ends in the middle"):
        read_varint(data, 0)


def test_a_varint_of_more_than_ten_bytes_is_refused() -> None:
    with pytest.raises(DecodeError, match="longer than 10 bytes"):
        read_varint(b"\x80" * 10 + b"\x01", 0)


@pytest.mark.parametrize(("wire", "value"), [(0xFFFFFFFF, -1), (0x80000000, -(2**31)), (2**64 - 1, -1), (2**32 + 5, 5)])
def test_an_int32_is_the_low_32_bits(wire: int, value: int) -> None:
    assert codec.to_int32(wire) == value


def test_a_tag_is_the_number_and_the_wire_type() -> None:
    assert tag(1, codec.VARINT) == b"\x08"
    assert tag(62, codec.LENGTH) == b"\xf2\x03"


@pytest.mark.parametrize(
    ("wire_type", "data"),
    [(codec.VARINT, b"\xac\x02"), (codec.FIXED64, b"8" * 8), (codec.LENGTH, b"\x02ab"), (codec.FIXED32, b"4444")],
)
def test_skip_steps_over_one_value(wire_type: int, data: bytes) -> None:
    assert skip(data + b"rest", 0, len(data) + 4, 16 << 3 | wire_type) == len(data)
    with pytest.raises(DecodeError):
        skip(data[:-1], 0, len(data) - 1, 16 << 3 | wire_type)


def test_skip_steps_over_groups_inside_of_groups() -> None:
    group = tag(16, 3) + tag(17, 3) + b"\x08\x01" + tag(17, 4) + tag(16, 4)
    assert skip(group, 2, len(group), 16 << 3 | codec.GROUP) == len(group)


# ---------------------------------------------------------------- messages


def test_each_type_on_the_wire() -> None:
    values = {"i": -1, "l": 2**40, "b": True, "d": 1.5, "s": "é", "y": b"\0", "t": {"name": "x"}}
    wire = (
        "10ffffffffffffffffff01"
        + "18808080808020"
        + "2001"
        + "29000000000000f83f"
        + "3202c3a9"
        + "3a0100"
        + "62030a0178"
    )
    assert serialize(ALL, values).hex() == wire
    assert parse(ALL, bytes.fromhex(wire)) == values


def test_fields_are_written_in_ascending_order() -> None:
    assert serialize(ALL, {"b": True, "i": 1}) == serialize(ALL, {"i": 1, "b": True}) == bytes.fromhex("10012001")


def test_a_zero_is_written_when_it_is_set_and_the_field_has_presence() -> None:
    assert serialize(ALL, {"plain": 0, "i": 0, "s": ""}) == bytes.fromhex("10003200")


def test_map_entries_are_written_sorted_with_key_and_value() -> None:
    assert serialize(ALL, {"m": {"b": "", "a": "1"}}).hex() == "5a060a0161120131" + "5a050a01621200"


def test_a_map_entry_without_key_or_value_has_empty_ones_and_the_last_one_wins() -> None:
    data = bytes.fromhex("5a00" + "5a060a0161120131" + "5a060a0161120132")
    assert parse(ALL, data) == {"m": {"": "", "a": "2"}}


def test_a_map_entry_with_more_than_key_and_value_is_kept_as_unknown() -> None:
    data = bytes.fromhex("5a080a01611201311801")
    assert serialize(ALL, parse(ALL, data)) == data
    assert "m" not in parse(ALL, data)


def test_numbers_in_lists_are_written_packed() -> None:
    assert serialize(ALL, {"is": [1, -1], "ds": [1.5], "bs": [True]}).hex() == (
        "420b01ffffffffffffffffff01" + "4a08000000000000f83f" + "720101"
    )


def test_numbers_in_lists_are_read_packed_and_one_by_one() -> None:
    assert parse(ALL, bytes.fromhex("4001" + "42020203" + "4004")) == {"is": [1, 2, 3, 4]}
    assert parse(ALL, bytes.fromhex("49000000000000f83f" + "4a08000000000000f83f")) == {"ds": [1.5, 1.5]}
    assert parse(ALL, bytes.fromhex("720200057a0105")) == {"bs": [False, True], "ls": [5]}


def test_the_last_value_of_a_field_wins() -> None:
    assert parse(ALL, bytes.fromhex("100110053201613200")) == {"i": 5, "s": ""}


def test_a_submessage_that_comes_twice_is_merged() -> None:
    assert parse(ALL, bytes.fromhex("62030a0161" + "6203120162")) == {"t": {"name": "a", "value": "b"}}


def test_the_last_field_of_a_oneof_wins() -> None:
    schema = message("TickByTickData")
    assert parse(schema, bytes.fromhex("1a020801" + "22020802")) == {"historicalTickBidAsk": {"time": 2}}


def test_any_varint_but_zero_is_true() -> None:
    assert parse(ALL, b"\x20\x07") == {"b": True}
    assert parse(ALL, b"\x20\x80\x80\x00") == {"b": False}


def test_a_five_byte_int32_is_negative() -> None:
    assert parse(ALL, b"\x10\xff\xff\xff\xff\x0f") == {"i": -1}


@pytest.mark.parametrize("wire", ["0d34343434", "0a0161", "0938383838383838 38".replace(" ", "")])
def test_a_wrong_wire_type_makes_an_unknown_field(wire: str) -> None:
    data = bytes.fromhex(wire)
    assert parse(message("OrderStatus"), data) == {codec.UNKNOWN: data}


def test_unknown_fields_are_kept_and_written_at_the_end() -> None:
    unknown = tag(500, 0) + b"\x05" + tag(501, 2) + b"\x02hi" + tag(502, 3) + b"\x08\x01" + tag(502, 4)
    data = unknown + b"\x08\x07"
    assert serialize(message("OrderStatus"), parse(message("OrderStatus"), data)) == b"\x08\x07" + unknown


def test_all_messages_survive_the_wire(any_values: Callable[[str], dict[str, Any]]) -> None:
    for name in names():
        for _ in range(3):
            values = any_values(name)
            assert parse(message(name), serialize(message(name), values)) == values


def test_bytes_from_anywhere_are_a_message_or_a_decode_error(
    rng: random.Random, any_values: Callable[[str], dict[str, Any]]
) -> None:
    for name in names():
        data = bytearray(serialize(message(name), any_values(name))[:300])
        for _ in range(10):
            place = rng.randrange(len(data) + 1)
            data[place : place + rng.randrange(2)] = rng.randbytes(rng.randrange(3))
            try:
                values = parse(message(name), bytes(data))
            except DecodeError as error:
                assert error.message == name
            else:
                again = serialize(message(name), values)
                assert serialize(message(name), parse(message(name), again)) == again


# ---------------------------------------------------------------- malformed messages


def test_a_failure_tells_message_field_position_and_reason() -> None:
    error = failure(b"\x08\x01\x12\x02\xff\xff")
    assert (error.message, error.field, error.position) == ("OrderStatus", "status", 4)
    assert str(error) == "OrderStatus.status: the text is not UTF-8 (at byte 4)"


def test_a_failure_inside_of_a_submessage_tells_the_path_and_the_position_in_the_whole() -> None:
    error = failure(b"\x08\x01" + b"\x12\x07" + b"\x08\x01" + b"\x12\x03ab\xff", "OpenOrder")
    assert (error.field, error.position) == ("contract.symbol", 10)


def test_a_failure_inside_of_a_map_tells_the_path() -> None:
    error = failure(b"\x1a\x06" + b"\xf2\x03\x03\x0a\x01\xff", "OpenOrder")
    assert (error.field, error.position) == ("order.algoParams.key", 7)


def test_every_truncation_of_a_message_of_one_field_is_refused() -> None:
    for data in (b"\x08\xac\x02", b"\x12\x03abc", b"\x29" + b"8" * 8):
        for length in range(1, len(data)):
            assert failure(data[:length]).problem


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"\x12\x05ab", "a length of 5 where 2 bytes are left"),
        (b"\x12\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", "a length of 18446744073709551615"),
        (b"\x12\x81\x80\x80\x80\x80\x00a", "length is longer than 5 bytes"),
        (b"\x08" + b"\xff" * 10 + b"\x01", "longer than 10 bytes"),
        (b"\x00\x00", "0 is not a field number"),
        (b"\x80\x00\x00", "0 is not a field number"),
        (b"\x80\x80\x80\x80\x10\x00", "out of range"),
        (b"\x88\x80\x80\x80\x80\x00\x00", "out of range"),
        (b"\x0e\x01", "wire type 6 does not exist"),
        (b"\x0f\x01", "wire type 7 does not exist"),
        (b"\x0c", "group 1 that was not begun"),
        (b"\x0b\x14", "group 2 that was not begun"),
        (b"\x0b", "ends in the middle"),
        (b"\x0b\x08", "ends in the middle"),
        (b"\x0d123", "ends in the middle"),
    ],
)
def test_a_malformed_message_is_refused(data: bytes, problem: str) -> None:
    assert problem in failure(data).problem


def test_groups_may_be_nested_100_deep_and_no_deeper() -> None:
    begin, end = tag(20, 3), tag(20, 4)
    data = begin * 100 + end * 100
    assert parse(message("OrderStatus"), data) == {codec.UNKNOWN: data}
    assert "nested more than 100 deep" in failure(begin * 101 + end * 101).problem


def test_a_list_of_doubles_must_have_whole_numbers() -> None:
    assert "7 bytes are not a list of 8-byte numbers" in failure(b"\x3a\x07" + b"7" * 7, "SecDefOptParameter").problem


def test_a_number_must_end_inside_of_its_list() -> None:
    assert "beyond the end of its list" in failure(b"\x4a\x01\x80\x01", "ExecutionFilter").problem


def test_many_unknown_fields_take_time_in_proportion() -> None:
    data = b"\x78\x01" * 400_000  # a copy of what was kept so far for each one would take a minute
    begin = time.monotonic()
    assert parse(message("TickPrice"), data) == {codec.UNKNOWN: data}
    assert time.monotonic() - begin < 10


# ---------------------------------------------------------------- values


@pytest.mark.parametrize(
    ("type", "value", "becomes"),
    [
        ("int32", -(2**31), -(2**31)),
        ("int64", 2**63 - 1, 2**63 - 1),
        ("bool", 7, True),
        ("double", 3, 3.0),
        ("double", True, 1.0),
        ("string", b"\xc3\xa9", "é"),
        ("bytes", bytearray(b"a"), b"a"),
    ],
)
def test_values_become_what_the_field_holds(type: str, value: object, becomes: object) -> None:
    checked = codec.CHECKS[type](value)
    assert checked == becomes
    assert checked.__class__ is becomes.__class__


@pytest.mark.parametrize(
    ("type", "value", "error"),
    [
        ("int32", 2**31, ValueError),
        ("int32", True, TypeError),
        ("int32", 1.0, TypeError),
        ("int32", None, TypeError),
        ("int64", -(2**63) - 1, ValueError),
        ("bool", 1.0, TypeError),
        ("bool", 2**63, OverflowError),
        ("double", "1", TypeError),
        ("double", None, TypeError),
        ("string", 1, TypeError),
        ("string", "\ud800", ValueError),
        ("string", b"\xff", ValueError),
        ("bytes", "a", TypeError),
    ],
)
def test_wrong_values_are_refused(type: str, value: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        codec.CHECKS[type](value)
    with pytest.raises(error):
        serialize(parse_message(f"M {{ optional {type} f = 1; repeated {type} g = 2; }}"), {"g": [value]})
