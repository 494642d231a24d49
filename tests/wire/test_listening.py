"""What nobody listens to is not decoded; what somebody listens to is, from the moment on at which he does."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from unittest.mock import MagicMock

import pytest

from ibproto import protobuf
from ibproto.common import TickAttrib
from ibproto.decoder import Decoder
from ibproto.wire.messages import ANSWER_BY_NAME, ANSWERS
from ibproto.wire.schema import Message
from ibproto.wrapper import EWrapper

from .recording import proto_frame, text_frame

BROKEN_TICK = b"\0\0\0\2" + b"1\0x\0"  # tickSize, whose request id is no number
CURRENT_TIME = ANSWER_BY_NAME["currentTime"]
TICK_PRICE = ANSWER_BY_NAME["tickPrice"]


def time_frame(number: int) -> bytes:
    return text_frame(CURRENT_TIME, 226, {"time": number})


def proto_time(number: int) -> bytes:
    return proto_frame(CURRENT_TIME, {"time": number})


class Silent(EWrapper):
    """Listens to errors only."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[Any] = []

    def error(self, *args: Any) -> None:
        self.seen.append(("error", args[2]))


@pytest.fixture
def no_protobuf_objects(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Making an object of a protobuf message fails."""

    def forbidden(*args: Any) -> None:
        raise AssertionError("a protobuf object was made")

    for one in ANSWERS.values():
        if one.proto:
            monkeypatch.setattr(getattr(protobuf, one.proto), "FromString", forbidden)
    yield


def test_what_nobody_listens_to_is_not_decoded() -> None:
    wrapper = Silent()
    decoder = Decoder(wrapper, 226)
    decoder.handle(BROKEN_TICK)
    decoder.handle(b"\0\0\0\xca" + b"\xff\xff")  # TickSize in protobuf form
    assert wrapper.seen == []


def test_a_wrapper_that_is_no_ewrapper_listens_to_the_callbacks_it_has() -> None:
    class Any_:
        def __init__(self) -> None:
            self.seen: list[Any] = []

        def currentTime(self, time: int) -> None:
            self.seen.append(time)

        def error(self, *args: Any) -> None:
            self.seen.append(("error", args[2]))

    wrapper = Any_()
    decoder = Decoder(wrapper, 226)
    decoder.handle(time_frame(1))
    decoder.handle(proto_time(2))
    decoder.handle(BROKEN_TICK)
    assert wrapper.seen == [1, 2]
    Any_.tickSize = lambda self, *args: None  # type: ignore[attr-defined]
    decoder.handle(BROKEN_TICK)
    assert wrapper.seen == [1, 2, ("error", 508)]


@pytest.mark.parametrize("version", [178, 226])
def test_what_a_wrapper_that_is_no_ewrapper_lacks_is_left_out(
    version: int, caplog: pytest.LogCaptureFixture, no_protobuf_objects: None
) -> None:
    class Prices:
        def __init__(self) -> None:
            self.seen: list[float] = []

        def tickPrice(self, reqId: int, tickType: int, price: float, attrib: object) -> None:
            self.seen.append(price)

    wrapper = Prices()
    decoder = Decoder(wrapper, version)
    values = {"reqId": 1, "tickType": 1, "price": 1.5, "size": Decimal(2), "attrib": TickAttrib()}
    price = ANSWER_BY_NAME["tickPrice"]
    decoder.handle(text_frame(price, version, values) if version < 201 else proto_frame(price, values))
    assert wrapper.seen == [1.5] and not caplog.records  # and no tickSize


@pytest.mark.parametrize("version", [178, 226])
@pytest.mark.parametrize("wrapper", [EWrapper(), object()], ids=["EWrapper", "any object"])
def test_an_error_that_nobody_handles_is_logged_as_an_error(
    wrapper: object, version: int, caplog: pytest.LogCaptureFixture
) -> None:
    error = ANSWER_BY_NAME["error"]
    values = {"reqId": 5, "errorTime": 0, "errorCode": 201, "errorString": "no", "advancedOrderRejectJson": ""}
    decoder = Decoder(wrapper, version)
    with caplog.at_level(logging.ERROR):
        decoder.handle(text_frame(error, version, values) if version < 201 else proto_frame(error, values))
        decoder.handle(b"9999\0" if version < 201 else b"\0\1\0\0")
    assert [(one.levelname, one.name, one.exc_info) for one in caplog.records] == [
        ("ERROR", "ibproto.wrapper", None)
    ] * 2
    assert "201, id 5: no" in caplog.messages[0] and "505" in caplog.messages[1]


def test_the_log_of_the_base_callbacks_listens(caplog: pytest.LogCaptureFixture) -> None:
    wrapper = Silent()
    with caplog.at_level(logging.INFO, "ibproto.wrapper"):
        Decoder(wrapper, 226).handle(time_frame(77))
    assert "77" in caplog.text


@pytest.mark.parametrize("frame", [time_frame, proto_time], ids=["text", "protobuf"])
def test_an_override_set_on_the_instance_works_from_the_next_message_on(frame: Any) -> None:
    wrapper = Silent()
    decoder = Decoder(wrapper, 226)
    decoder.handle(frame(1))
    wrapper.currentTime = lambda time: wrapper.seen.append(time)  # type: ignore[method-assign]
    decoder.handle(frame(2))
    wrapper.currentTime = lambda time: wrapper.seen.append(-time)  # type: ignore[method-assign]
    decoder.handle(frame(3))
    del wrapper.currentTime
    decoder.handle(frame(4))
    assert wrapper.seen == [2, -3]


@pytest.mark.parametrize("frame", [time_frame, proto_time], ids=["text", "protobuf"])
def test_an_override_set_on_the_class_works_from_the_next_message_on(frame: Any) -> None:
    class Late(Silent):
        pass

    wrapper = Late()
    decoder = Decoder(wrapper, 226)
    decoder.handle(frame(1))
    Late.currentTime = lambda self, time: self.seen.append(time)  # type: ignore[method-assign,assignment]
    decoder.handle(frame(2))
    assert wrapper.seen == [2]


@pytest.mark.parametrize("frame", [time_frame, proto_time], ids=["text", "protobuf"])
@pytest.mark.parametrize("name", ["currentTime", "currentTimeProtoBuf"])
def test_a_callback_replaced_on_ewrapper_itself_works(name: str, frame: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []
    decoder = Decoder(Silent(), 226)
    decoder.handle(frame(1))
    monkeypatch.setattr(EWrapper, name, lambda self, value: seen.append(value))
    decoder.handle(frame(2))
    assert len(seen) == (1 if name == "currentTime" or frame is proto_time else 0)


def test_a_protobuf_object_is_not_made_for_classic_callbacks(no_protobuf_objects: None) -> None:
    class Classic(Silent):
        def currentTime(self, time: int) -> None:
            self.seen.append(time)

    wrapper = Classic()
    Decoder(wrapper, 226).handle(proto_time(5))
    assert wrapper.seen == [5]


def test_the_protobuf_object_comes_before_the_classic_callback() -> None:
    class Both(Silent):
        def currentTime(self, time: int) -> None:
            self.seen.append(time)

        def currentTimeProtoBuf(self, currentTimeProto: Any) -> None:
            self.seen.append(currentTimeProto)

    wrapper = Both()
    Decoder(wrapper, 226).handle(proto_time(5))
    assert type(wrapper.seen[0]) is protobuf.CurrentTime and wrapper.seen[0].currentTime == 5
    assert wrapper.seen[1:] == [5]


@pytest.mark.parametrize("where", ["instance", "class"])
def test_a_protobuf_callback_set_later_works_from_the_next_message_on(where: str) -> None:
    class Late(Silent):
        def currentTime(self, time: int) -> None:
            self.seen.append(time)

    wrapper = Late()
    decoder = Decoder(wrapper, 226)
    decoder.handle(proto_time(1))
    if where == "instance":
        wrapper.currentTimeProtoBuf = lambda message: wrapper.seen.append("own")  # type: ignore[method-assign]
    else:
        Late.currentTimeProtoBuf = lambda self, message: self.seen.append("class")  # type: ignore[method-assign,assignment]
    decoder.handle(proto_time(2))
    assert wrapper.seen == [1, "own" if where == "instance" else "class", 2]


def test_only_the_protobuf_callback_is_enough() -> None:
    class Raw(Silent):
        def currentTimeProtoBuf(self, currentTimeProto: Any) -> None:
            self.seen.append(currentTimeProto.currentTime)

    wrapper = Raw()
    Decoder(wrapper, 226).handle(proto_time(9))
    assert wrapper.seen == [9]


@pytest.mark.parametrize("one", [one for one in ANSWERS.values() if one.proto], ids=lambda one: one.name)
def test_every_protobuf_callback_gets_its_message(one: Message) -> None:
    seen: list[Any] = []
    wrapper = EWrapper()
    setattr(wrapper, one.raw, seen.append)
    Decoder(wrapper, 226).handle((one.number + 200).to_bytes(4, "big"))
    assert [type(message).__name__ for message in seen] == [one.proto]


@pytest.mark.parametrize("frame", [time_frame, proto_time])
def test_a_mock_with_the_callbacks_of_ewrapper_hears_everything(frame: Any) -> None:
    wrapper = MagicMock(spec=EWrapper)
    Decoder(wrapper, 226).handle(frame(5))
    wrapper.currentTime.assert_called_once_with(5)
    wrapper.error.assert_not_called()


def test_an_exception_in_a_callback_goes_to_the_policy_and_the_rest_goes_on() -> None:
    failures: list[Any] = []

    class Raising(Silent):
        def tickPrice(self, reqId: int, tickType: int, price: float, attrib: Any) -> None:
            raise KeyError("mine")

        def tickSize(self, reqId: int, tickType: int, size: Any) -> None:
            self.seen.append(tickType)

    wrapper = Raising()
    decoder = Decoder(wrapper, 178, lambda name, args, problem: failures.append((name, args[0], str(problem))))
    decoder.handle(b"1\x006\x004\x001\x001.5\x00100\x000\x00")
    assert failures == [("tickPrice", 4, "'mine'")] and wrapper.seen == [0]


def test_what_the_policy_raises_comes_out() -> None:
    class Raising(Silent):
        def currentTime(self, time: int) -> None:
            raise KeyError("mine")

    def policy(name: str, args: Any, problem: Exception) -> None:
        raise problem

    decoder = Decoder(Raising(), 226, policy)
    for frame in (time_frame(1), proto_time(1)):
        with pytest.raises(KeyError, match="mine"):
            decoder.handle(frame)
    with pytest.raises(KeyError, match="mine"):  # not once only
        decoder.handle(time_frame(2))


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit])
def test_what_ends_the_program_passes(stop: type[BaseException]) -> None:
    class Raising(Silent):
        def currentTime(self, time: int) -> None:
            raise stop

    decoder = Decoder(Raising(), 226)
    for frame in (time_frame(1), proto_time(1)):
        with pytest.raises(stop):
            decoder.handle(frame)
