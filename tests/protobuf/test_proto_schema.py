from __future__ import annotations

import subprocess
import sys

import pytest

from ibproto.wire.proto_schema import SCALARS, SchemaError, index, message, names, parse_message


def test_all_200_messages_are_there() -> None:
    assert len(names()) == len(set(names())) == 200


def test_every_message_can_be_read_and_its_types_exist() -> None:
    for name in names():
        schema = message(name)
        assert schema.name == name
        assert list(schema.by_number) == sorted(schema.by_number)
        assert all(field.type in SCALARS or field.type in names() for field in schema.fields)


def test_no_message_contains_itself() -> None:
    def depth(name: str, above: tuple[str, ...] = ()) -> int:
        assert name not in above
        return 1 + max([0, *(depth(f.type, (*above, name)) for f in message(name).fields if f.is_message)])

    assert max(depth(name) for name in names()) == 4


def test_a_field_tells_number_name_type_and_label() -> None:
    fields = message("Contract").by_name
    assert (fields["conId"].number, fields["conId"].type, fields["conId"].label) == (1, "int32", "optional")
    assert (fields["comboLegs"].number, fields["comboLegs"].type, fields["comboLegs"].label) == (
        20,
        "ComboLeg",
        "repeated",
    )
    assert message("Order").by_number[62].name == "algoParams"
    assert message("Order").by_name["algoParams"].label == "map"


def test_the_fields_of_a_oneof_know_it() -> None:
    tick = message("TickByTickData")
    assert [field.name for field in tick.fields if field.oneof == "tick"] == [
        "historicalTickLast",
        "historicalTickBidAsk",
        "historicalTickMidPoint",
    ]


def test_singular_fields_have_presence_and_lists_and_maps_have_not() -> None:
    schema = parse_message(
        "M { int32 a = 1; optional int32 b = 2; repeated int32 c = 3; map<string, string> d = 4; M e = 5; }"
    )
    assert [field.has_presence for field in schema.fields] == [False, True, False, False, True]


def test_fields_are_sorted_by_number() -> None:
    assert [field.name for field in parse_message("M { bool b = 2; bool a = 1; }").fields] == ["a", "b"]


def test_comments_are_ignored() -> None:
    assert list(parse_message("message M { // } not the end\n bool a = 1; // int32 b = 2;\n }").by_name) == ["a"]


def test_a_schema_is_read_once() -> None:
    assert message("TickPrice") is message("TickPrice")


def test_an_unknown_message_is_refused_by_name() -> None:
    with pytest.raises(SchemaError, match="'TickPrise'"):
        message("TickPrise")


def test_a_message_written_twice_is_refused() -> None:
    with pytest.raises(SchemaError, match="A is written twice"):
        index("message A {}\nmessage A {}")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "a message name expected"),
        ("M", r"'\{' expected"),
        ("M { int32 a = 1;", "a field or '}' expected, found the end"),
        ("M { int32 a = 1 }", "field a: ';' expected"),
        ("M { int32 a 1; }", "field a: '=' expected"),
        ("M { int32 = 1; }", "a field name expected"),
        ("M { optional ; }", "a type expected"),
        ("M { int32 a = 0; }", "must be 1"),
        ("M { int32 a = x; }", "must be 1"),
        ("M { int32 a = 536870912; }", "must be 1"),
        ("M { int32 a = 1; int32 a = 2; }", "same name"),
        ("M { int32 a = 1; int32 b = 1; }", "same number"),
        ("M { map<string, int32> a = 1; }", "only map<string, string>"),
        ("M { repeated map<string, string> a = 1; }", "map can be neither"),
        ("M { oneof x { optional int32 a = 1; } }", "not allowed inside of oneof x"),
        ("M { oneof x { oneof y { } } }", "oneof inside of oneof"),
        ("M { oneof x { int32 a = 1; }", "the end of the text"),
    ],
)
def test_broken_notation_is_refused(text: str, problem: str) -> None:
    with pytest.raises(SchemaError, match=problem):
        parse_message(text)


def test_importing_reads_no_schema() -> None:
    code = "import sys, ibproto.wire.protobuf; print('ibproto.wire.messages.protos' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert found.stdout.strip() == "False"
