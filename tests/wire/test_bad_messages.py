"""Messages that are wrong in some way: what is delivered, what is reported, and that the next one always comes."""

from __future__ import annotations

import struct
from typing import Any

import pytest

from ibproto.contract import Contract, ContractDetails
from ibproto.decoder import Decoder
from ibproto.order import Order
from ibproto.order_condition import PriceCondition
from ibproto.order_state import OrderState
from ibproto.wire.domain import domain
from ibproto.wire.messages import ANSWER_BY_NAME, ANSWERS
from ibproto.wire.schema import MAX_VERSION, Message
from ibproto.wrapper import EWrapper

from .recording import Receiver, has_proto_values, proto_frame, random_for, text_frame

MARKER = 8_100_000_000_000_001
TEXT = [pytest.param(one, id=one.name) for one in ANSWERS.values() if one.has_text]
PROTO = [pytest.param(one, id=one.name) for one in ANSWERS.values() if has_proto_values(one)]


class Listener(Receiver):
    """Takes the calls of a decoder and the marker that follows each message."""

    def __init__(self, version: int) -> None:
        super().__init__()
        self.version = version
        self.decoder = Decoder(self, version)

    def deliver(self, frame: bytes) -> list[tuple[str, tuple[Any, ...]]]:
        """The calls that a frame makes; the message behind it must be delivered."""
        self.decoder.handle(frame)
        calls = [call for call in self.take() if not call[0].endswith("ProtoBuf")]
        self.decoder.handle(text_frame(ANSWER_BY_NAME["currentTime"], self.version, {"time": MARKER}))
        assert self.take() == [("currentTime", (MARKER,))]
        return calls

    def text(self, number: int, *fields: object) -> list[tuple[str, tuple[Any, ...]]]:
        head = number.to_bytes(4, "big") if self.version > 200 else b"%d\0" % number
        return self.deliver(head + b"".join([(f if isinstance(f, bytes) else str(f).encode()) + b"\0" for f in fields]))

    def proto(self, number: int, data: bytes) -> list[tuple[str, tuple[Any, ...]]]:
        return self.deliver(struct.pack(">I", number + 200) + data)


def assert_error(calls: list[tuple[str, tuple[Any, ...]]], code: int, *words: str) -> None:
    assert [name for name, _ in calls] == ["error"], calls
    assert calls[0][1][0] == -1 and calls[0][1][2] == code
    for word in words:
        assert word in calls[0][1][3]


@pytest.mark.parametrize("message", TEXT)
@pytest.mark.parametrize("version", [178, 226])
def test_fields_at_the_end_that_are_not_known_are_ignored(message: Message, version: int) -> None:
    listener = Listener(version)
    frame = text_frame(message, version, domain(message, version, random_for(message)))
    want = listener.deliver(frame)
    got = listener.deliver(frame + b"new\0\0" + b"1\0")
    assert [name for name, _ in got] == [name for name, _ in want]
    assert message.name == "error" or not any(name == "error" for name, _ in got)


@pytest.mark.parametrize("message", [one for one in TEXT if one.values[0].items])
@pytest.mark.parametrize("version", [100, 178, 226])
def test_a_message_that_ends_too_early_is_reported_with_its_name(message: Message, version: int) -> None:
    listener = Listener(version)
    frame = text_frame(message, version, domain(message, version, random_for(message)))
    head = 4 if version > 200 else frame.find(b"\0") + 1
    if len(frame) == head:
        return
    cut = frame[:head]
    assert_error(listener.deliver(cut), 508, message.name, f"server version {version}", "ends after 0 fields")


def test_the_field_that_is_missing_is_named() -> None:
    listener = Listener(178)
    assert_error(listener.text(2, 6, 1, 0), 508, "tickSize", "'size'", "server version 178", "32 00 36 00")
    assert_error(listener.text(17, 1, "a", "b", 2, "20260116", 1, 2, 3, 4, 5, 6, 7), 508, "bars[1].date")


def test_the_field_that_is_no_number_is_named_with_its_text() -> None:
    listener = Listener(178)
    assert_error(listener.text(2, 6, 1, 0, "many"), 508, "tickSize", "'size'", "'many'")
    assert_error(listener.text(1, 6, 1, 1, "1,5", 1, 0), 508, "tickPrice", "'price'", "'1,5'")
    assert_error(listener.text(9, 1, "12x"), 508, "nextValidId", "'orderId'", "'12x'")


def test_an_empty_number_is_zero() -> None:
    listener = Listener(178)
    assert listener.text(9, 1, "") == [("nextValidId", (0,))]
    assert listener.text(45, 6, "", "", "") == [("tickGeneric", (0, 0, 0.0))]


@pytest.mark.parametrize("count", [10**18, 10**9, -1, -(10**18)])
@pytest.mark.parametrize("version", [178, 226])
def test_an_absurd_count_takes_neither_time_nor_memory(count: int, version: int) -> None:
    listener = Listener(version)
    calls = listener.text(89, 1, count)  # histogramData
    calls += listener.text(93, 1, count)  # marketRule
    calls += listener.text(77, 1, count)  # softDollarTiers
    if count > 0:
        assert [args[2] for _, args in calls] == [508, 508, 508]
    else:
        assert [name for name, _ in calls] == ["histogramData", "marketRule", "softDollarTiers"]


@pytest.mark.parametrize("count", [10**18, 10**8])
def test_an_absurd_count_of_pairs_takes_neither_time_nor_memory(count: int) -> None:
    details = ContractDetails()
    frame = text_frame(ANSWER_BY_NAME["contractDetails"], 178, {"reqId": 1, "contractDetails": details})
    fields = frame.split(b"\0")
    at = [place for place in range(len(fields)) if fields[place] == b"0"]
    listener = Listener(178)
    for place in at:
        changed = [*fields[:place], b"%d" % count, *fields[place + 1 :]]
        calls = listener.deliver(b"\0".join(changed))
        assert len(calls) == 1


def order_frame(version: int) -> bytes:
    order = Order(conditions=[PriceCondition(isMore=True, price=1.5, conId=1, exchange="X", triggerMethod=0)])
    values = {"orderId": 1, "contract": Contract(), "order": order, "orderState": OrderState()}
    message = ANSWER_BY_NAME["openOrder"]
    return proto_frame(message, values) if version > 200 else text_frame(message, version, values)


def test_a_condition_of_an_unknown_type_is_reported() -> None:
    frame = order_frame(178)
    assert [name for name, _ in Listener(178).deliver(frame)] == ["openOrder"]
    broken = frame.replace(b"\x001\x001\x00a\0", b"\x001\x002\x00a\0")
    assert broken != frame
    assert_error(Listener(178).deliver(broken), 508, "openOrder", "condType", "no type 2")


def test_a_condition_of_an_unknown_type_is_reported_in_protobuf_form() -> None:
    frame = order_frame(226)
    assert [name for name, _ in Listener(226).deliver(frame)] == ["openOrder"]
    broken = frame.replace(b"\x08\x01\x10", b"\x08\x02\x10")
    assert broken != frame
    assert_error(Listener(226).deliver(broken), 508, "openOrder", "condition type 2")


def test_bytes_that_are_not_utf8_are_shown() -> None:
    assert Listener(152).text(15, 1, b"DU\xff1") == [("managedAccounts", ("DU\\xff1",))]
    calls = Listener(178).text(4, 2, -1, 321, b"caf\xe9", "")
    assert [args[3] for _, args in calls] == ["café"]  # Latin-1 in a field with escapes becomes readable
    assert Listener(178).text(88, 1, b"\xff") == [("headTimestamp", (1, "\\xff"))]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (r"a\u00e9b", "aéb"),
        (r"a\nb", "a\nb"),
        (r"C:\temp\x41", "C:\tempA"),
        ("\\", "\\"),
        (r"\u12", r"\u12"),
        (r"\x4", r"\x4"),
        (r"\U99999999", r"\U99999999"),
        (r"\N{no such name}", r"\N{no such name}"),
        (r"\ud83d", "\ud83d"),
        ("é", "é"),
        (r"\777", "\u01ff"),
        (r"\q", r"\q"),
    ],
)
def test_escapes_are_resolved_and_malformed_ones_stay(text: str, want: str) -> None:
    assert Listener(178).text(15, 1, text) == [("managedAccounts", (want,))]
    assert Listener(152).text(15, 1, text) == [("managedAccounts", (text,))]
    assert Listener(178).text(88, 1, text) == [("headTimestamp", (1, text))]  # a field without escapes


def test_an_unknown_id_is_reported() -> None:
    assert_error(Listener(178).text(999, 1), 505, "999", "178")
    assert_error(Listener(226).text(199, 1), 505, "199")
    assert_error(Listener(226).proto(3000, b""), 505, "3200")


def test_an_empty_frame_says_nothing() -> None:
    assert Listener(178).deliver(b"") == []
    assert Listener(226).deliver(b"") == []


@pytest.mark.parametrize("frame", [b"\0", b"\0\0", b"\0\0\1", b"1", b"x\0", b"-1\0", b"\xff\xff\xff\xff", b"\0\0\0\0"])
@pytest.mark.parametrize("version", [100, 200, 201, 226])
def test_a_frame_without_a_proper_id_is_at_most_reported(frame: bytes, version: int) -> None:
    calls = Listener(version).deliver(frame)
    assert [args[2] for _, args in calls] in ([], [505], [508])


@pytest.mark.parametrize("message", PROTO)
def test_fields_that_are_not_known_are_skipped_in_protobuf_form(message: Message) -> None:
    frame = proto_frame(message, domain(message, MAX_VERSION, random_for(message), protobuf=True))
    listener = Listener(226)
    want = [name for name, _ in listener.deliver(frame)]
    unknown = (
        b"\xf8\x7f\x01" + b"\xfa\x7f\x03abc" + b"\xf9\x7f12345678" + b"\xfd\x7f1234" + b"\xfb\x7f\xf8\x7f\x05\xfc\x7f"
    )
    assert [name for name, _ in listener.deliver(frame + unknown)] == want
    assert [name for name, _ in listener.deliver(frame[:4] + unknown + frame[4:])] == want


@pytest.mark.parametrize("message", PROTO)
def test_a_protobuf_message_that_is_cut_is_delivered_or_reported(message: Message) -> None:
    frame = proto_frame(message, domain(message, MAX_VERSION, random_for(message), protobuf=True))
    listener = Listener(226)
    whole = [name for name, _ in listener.deliver(frame)]
    for size in range(4, len(frame)):
        names = [name for name, _ in listener.deliver(frame[:size])]
        assert names == ["error"] or len(names) <= max(len(whole), 2)


@pytest.mark.parametrize(
    "data",
    [
        b"\xf8\x7f",  # a number that does not come
        b"\xf8\x7f\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01",  # of 11 bytes
        b"\xfa\x7f\x05ab",  # a text beyond the end
        b"\xfa\x7f\xff\xff\xff\xff\x0f",  # by 4 GiB
        b"\xfa\x7f\xff\xff\xff\xff\xff\xff\xff\xff\x7f",
        b"\x00\x01",  # field number 0
        b"\x0e\x01",  # wire type 6
        b"\x0c",  # the end of a group that was not begun
        b"\x0b" * 200,  # groups in groups
        b"\xf9\x7f1234",  # 8 bytes announced, 4 there
        b"\x80\x80\x80\x80\x80\x80\x01\x01",  # a tag beyond 32 bits
        b"\x0a\x80",  # a length that is cut
    ],
)
@pytest.mark.parametrize("name", ["tickString", "openOrder", "contractDetails", "historicalData", "tickByTick"])
def test_malformed_protobuf_is_reported(name: str, data: bytes) -> None:
    assert_error(Listener(226).proto(ANSWER_BY_NAME[name].number, data), 508, name)


def test_a_text_that_is_no_utf8_is_reported_in_protobuf_form() -> None:
    assert_error(Listener(226).proto(46, b"\x08\x01\x10\x05\x1a\x02a\xff"), 508, "tickString")
    assert_error(Listener(226).proto(46, b"\x1a\x02a\xff\x08\x01"), 508, "tickString")


def test_a_wrong_wire_type_is_an_unknown_field() -> None:
    tick = ANSWER_BY_NAME["tickString"]
    assert Listener(226).proto(tick.number, b"\x0d1234\x15abcd\x1a\x01x") == [("tickString", (-1, 2147483647, "x"))]
    assert Listener(226).proto(tick.number, b"\x0a\x02ab\x10\x05\x18\x07") == [("tickString", (-1, 5, ""))]


def test_the_last_value_counts_and_objects_are_merged() -> None:
    tick = ANSWER_BY_NAME["tickString"]
    twice = b"\x08\x01\x08\x02\x10\x05\x1a\x01x\x1a\x01y"
    assert Listener(226).proto(tick.number, twice) == [("tickString", (2, 5, "y"))]
    position = ANSWER_BY_NAME["position"]
    frames = [
        proto_frame(position, {"account": "", "contract": contract, "position": 1, "avgCost": 0.0})
        for contract in (Contract(symbol="AAPL"), Contract(exchange="SMART"))
    ]
    calls = Listener(226).deliver(frames[0] + frames[1][4:])
    assert (calls[0][1][1].symbol, calls[0][1][1].exchange) == ("AAPL", "SMART")


def test_the_report_of_an_error_does_not_go_wrong_when_error_itself_does() -> None:
    class Raising(EWrapper):
        def error(self, *args: Any) -> None:
            raise RuntimeError("mine")

        def currentTime(self, time: int) -> None:
            seen.append(time)

    seen: list[Any] = []
    decoder = Decoder(Raising(), 178, lambda name, args, problem: seen.append((name, str(problem))))
    decoder.handle(b"999\0")
    decoder.handle(b"49\x001\x005\0")
    assert seen == [("error", "mine"), 5]
