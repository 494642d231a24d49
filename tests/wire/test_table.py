"""The message table against the public surface: methods, callbacks, ids, versions, errors and protobuf fields."""

from __future__ import annotations

import inspect
import re

import pytest

from ibproto import common, errors, message, protobuf
from ibproto.client import EClient
from ibproto.wire import proto_map, proto_schema
from ibproto.wire.messages import ANSWERS, MESSAGES, REQUESTS, objects
from ibproto.wire.schema import LAST, MAX_VERSION, MIN_VERSION, Message, every_item
from ibproto.wire.text_scope import calls_of
from ibproto.wrapper import EWrapper

# What the client itself calls, without a message from the server
CALLED_BY_THE_CLIENT = {
    "connectAck": "when the connection stands",
    "connectionClosed": "when it is gone",
    "callbackError": "when an exception leaves a callback",
    "winError": "never, kept for programs that override it",
}
# What is no request
NO_REQUEST = {
    "connect", "disconnect", "isConnected", "reset", "setConnState", "run", "drain", "startLoop", "serverVersion",
    "twsConnectionTime", "setConnectOptions", "setOptionalCapabilities", "keyboardInterrupt", "keyboardInterruptHard",
    "msgLoopTmo", "msgLoopRec", "checkConnected", "logRequest", "sendMsg", "sendMsgProtoBuf", "useProtoBuf",
    "setTrace", "validateInvalidSymbols", "validateOrderParameters", "validateAttachedOrdersParameters",
}  # fmt: skip
# Attributes that ibapi sets without declaring them
SET_ON_OLD_SERVERS = {"notSuppScaleNumComponents"}
# Requests without a method of their name: they exist only as a protobuf message, sent by their ProtoBuf method
ONLY_RAW = {"reqConfig", "updateConfig"}

ANSWER_LIST = [pytest.param(one, id=one.name) for one in ANSWERS.values()]
REQUEST_LIST = [pytest.param(one, id=one.name) for one in REQUESTS.values()]
ALL = [pytest.param(one, id=f"{'in' if one.incoming else 'out'} {one.name}") for one in MESSAGES]


def methods(cls: type) -> set[str]:
    return {name for name, member in vars(cls).items() if inspect.isfunction(member) and name[0] != "_"}


def parameters(cls: type, name: str) -> list[str]:
    return list(inspect.signature(getattr(cls, name)).parameters)[1:]


def count_arguments(text: str) -> int:
    return len([part for part in re.sub(r"\[[^\]]*\]", "", text).split(",") if part.strip()])


@pytest.mark.parametrize("request_", REQUEST_LIST)
def test_a_request_has_the_parameters_of_its_method(request_: Message) -> None:
    if request_.name in ONLY_RAW:
        assert not hasattr(EClient, request_.name) and request_.raw in methods(EClient)
        return
    own = [name for name in request_.params if name not in request_.local]
    assert own + list(request_.local) == list(request_.params), "what the client adds comes last"
    assert own == parameters(EClient, request_.name)


@pytest.mark.parametrize("answer", ANSWER_LIST)
def test_an_answer_calls_callbacks_with_as_many_arguments_as_they_have(answer: Message) -> None:
    for call in [*answer.calls, *(answer.proto_calls if answer.proto else [])]:
        assert count_arguments(call.args) == len(parameters(EWrapper, call.name)), call.name


@pytest.mark.parametrize("answer", ANSWER_LIST)
def test_a_protobuf_answer_has_a_callback_for_the_message_itself(answer: Message) -> None:
    assert bool(answer.raw) == bool(answer.proto)
    if answer.raw:
        assert len(parameters(EWrapper, answer.raw)) == 1


def test_every_callback_is_called_by_some_message() -> None:
    called = {call.name for answer in ANSWERS.values() for call in [*answer.calls, *answer.proto_calls]}
    called |= {answer.raw for answer in ANSWERS.values() if answer.raw}
    assert methods(EWrapper) - called == set(CALLED_BY_THE_CLIENT)
    assert called <= methods(EWrapper)


def test_every_method_is_a_request_of_the_table() -> None:
    sent = {one.name for one in REQUESTS.values()} - ONLY_RAW | {one.raw for one in REQUESTS.values() if one.raw}
    assert methods(EClient) - sent == NO_REQUEST
    assert sent <= methods(EClient)


def test_the_ids_are_those_of_the_public_enumerations() -> None:
    assert {int(one) for one in message.OUT} == set(REQUESTS)
    assert {int(one) for one in message.IN} == set(ANSWERS)
    assert len(MESSAGES) == len(REQUESTS) + len(ANSWERS), "no id twice in a direction"


def test_the_first_protobuf_versions_are_those_of_the_public_table() -> None:
    ours = {one.number: one.proto_since or one.proto_needs for one in REQUESTS.values() if one.proto}
    assert common.PROTOBUF_MSG_IDS.items() <= ours.items()
    extra = {REQUESTS[number].name for number in ours.keys() - common.PROTOBUF_MSG_IDS.keys()}
    assert extra <= {one.name for one in REQUESTS.values() if one.proto_needs}, "those that have no text form"


@pytest.mark.parametrize("request_", REQUEST_LIST)
def test_the_error_of_a_request_exists(request_: Message) -> None:
    pair = getattr(errors, request_.send_error)
    assert 500 < pair.code() < 600


@pytest.mark.parametrize("one", ALL)
def test_every_field_of_the_protobuf_form_is_mapped(one: Message) -> None:
    if not one.proto:
        assert not one.fields
        return
    assert one.proto in proto_schema.names() and hasattr(protobuf, one.proto)
    fields, star = proto_map.message_fields(one)
    assert all(name in {field.field.name for field in fields} for name in one.needs)
    if not one.params:
        return
    filled = {field.path.split(".")[0] for field in proto_map.flat(fields)} | ({star} if star else set())
    assert filled <= set(one.params)
    if not one.incoming and not one.arranged:
        assert filled == set(one.params) - set(one.local) | (filled & set(one.local)), "a parameter goes nowhere"


@pytest.mark.parametrize("name", objects.OBJECTS)
def test_every_field_of_an_object_has_an_attribute(name: str) -> None:
    outside = {"perLegPrice", "contract", "marketName"}
    outside |= {"scannerSubscriptionOptions", "scannerSubscriptionFilterOptions"}
    for incoming in (True, False):
        cls, fields = proto_map.object_fields(name, incoming)
        unknown = {field.path for field in proto_map.live(fields)} - set(cls._defaults)
        assert unknown <= outside, "arrange.py takes these to another object"


@pytest.mark.parametrize("number", objects.CONDITIONS)
def test_every_field_of_a_condition_has_an_attribute(number: int) -> None:
    cls, fields = proto_map.condition_fields(number)
    assert {field.path for field in proto_map.live(fields)} <= set(cls._defaults) and cls().condType == number


@pytest.mark.parametrize("one", ALL)
def test_every_object_of_the_text_form_has_the_attributes_of_the_rows(one: Message) -> None:
    for item in one.items:
        head, _, rest = item.path.partition(".")
        if rest and head in one.objects and item.path not in ("_", "="):
            holder = one.objects[item.path.rpartition(".")[0]]
            assert item.path.rpartition(".")[2] in {*holder._defaults, *SET_ON_OLD_SERVERS}, item.path


@pytest.mark.parametrize("one", ALL)
def test_gates_lie_within_the_versions_that_are_spoken(one: Message) -> None:
    for item in every_item(one.items):
        assert item.since == 0 or MIN_VERSION <= item.since <= MAX_VERSION
        assert item.until == LAST or MIN_VERSION <= item.until < MAX_VERSION
        assert item.since <= item.until and item.own <= item.own_until


@pytest.mark.parametrize("one", ALL)
def test_what_is_called_is_a_value_of_the_message(one: Message) -> None:
    known = {*one.params, *one.objects, "SIZE_OF", "None", "in", "and", "not", "NOT_SET"}
    for protobuf_ in (False, True):
        for call in calls_of(one, protobuf_) if (one.proto if protobuf_ else one.has_text) else ():
            text = re.sub(r"\.\w+", "", f"{call.args} {call.when or ''} {call.many or ''}")
            names = {name for name in re.findall(r"[A-Za-z_]\w*", text) if name[:4] != "has_"}
            assert names <= known | {call.each}, call.name
