"""EWrapper has the callbacks and star names that programs written for ibapi use, documented, harmless and cheap."""

from __future__ import annotations

import inspect
import json
import logging
import pathlib
import re
import subprocess
import sys
from typing import Any

import pytest

from ibproto import protobuf
from ibproto.wrapper import EWrapper

SURFACE: dict[str, Any] = json.loads((pathlib.Path(__file__).parent / "wrapper_surface.json").read_text())
CALLBACKS: dict[str, list[str]] = SURFACE["callbacks"]
HOOKS = {"callbackError": ["name", "args", "exception"]}  # what EWrapper adds to ibapi's
OWN = {name: member for name, member in vars(EWrapper).items() if inspect.isfunction(member)}
ANSWERS = sorted(set(CALLBACKS) - {"error"})  # error() has its own way of logging


def parameters(name: str) -> list[inspect.Parameter]:
    return list(inspect.signature(OWN[name]).parameters.values())[1:]


def shown(parameter: inspect.Parameter) -> str:
    return parameter.name if parameter.default is parameter.empty else f"{parameter.name}={parameter.default!r}"


class Value:
    """An argument that is seen in a log."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return f"<value of {self.name}>"


class Unprintable:
    """An argument that must not be turned into text."""

    def __repr__(self) -> str:
        raise AssertionError("formatted although nobody reads the log")

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return repr(self)


def call(wrapper: EWrapper, name: str, value: Any) -> None:
    getattr(wrapper, name)(*(value(parameter.name) for parameter in parameters(name)))


@pytest.mark.parametrize("name", CALLBACKS)
def test_a_callback_has_ibapis_parameters(name: str) -> None:
    assert [shown(parameter) for parameter in parameters(name)] == CALLBACKS[name]


def test_there_are_no_public_methods_beyond_ibapis_and_the_hooks() -> None:
    assert {name for name in OWN if not name.startswith("_")} == set(CALLBACKS) | set(HOOKS)


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_has_its_parameters(name: str) -> None:
    assert [shown(parameter) for parameter in parameters(name)] == HOOKS[name]


@pytest.mark.parametrize("name", [*CALLBACKS, *HOOKS])
def test_a_docstring_names_each_parameter(name: str) -> None:
    text = OWN[name].__doc__ or ""
    assert text.strip()
    described = re.findall(r"^\s*(\w+): ", text, re.MULTILINE)
    assert described == [parameter.name for parameter in parameters(name)]


def test_no_two_callbacks_share_a_docstring() -> None:
    texts = [OWN[name].__doc__ for name in CALLBACKS]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("name", [*CALLBACKS, *HOOKS])
def test_all_parameters_are_annotated_and_nothing_is_returned(name: str) -> None:
    signature = inspect.signature(OWN[name])
    assert signature.return_annotation == "None"
    assert all(parameter.annotation is not parameter.empty for parameter in parameters(name))


@pytest.mark.parametrize("name", [name for name in CALLBACKS if name.endswith("ProtoBuf")])
def test_a_protobuf_callback_is_annotated_with_a_message_that_exists(name: str) -> None:
    (parameter,) = parameters(name)
    package, _, message = parameter.annotation.partition(".")
    assert package == "protobuf"
    assert hasattr(protobuf, message)


@pytest.mark.parametrize("name", ANSWERS)
def test_a_base_callback_logs_its_name_and_parameters_at_info(name: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "ibproto.wrapper")
    call(EWrapper(), name, Value)
    (record,) = caplog.records
    assert (record.name, record.levelno) == ("ibproto.wrapper", logging.INFO)
    values = {parameter.name: Value(parameter.name) for parameter in parameters(name)}
    assert record.getMessage() == f"ANSWER {name} {values}"


def test_a_base_callback_that_was_wrapped_from_outside_still_logs(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    original = EWrapper.tickSnapshotEnd
    monkeypatch.setattr(EWrapper, "tickSnapshotEnd", lambda *args: original(*args))
    caplog.set_level(logging.INFO, "ibproto.wrapper")
    EWrapper().tickSnapshotEnd(9)
    assert caplog.messages == ["ANSWER tickSnapshotEnd {'reqId': 9}"]


@pytest.mark.parametrize("name", ANSWERS)
def test_a_base_callback_formats_nothing_when_info_is_off(name: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING, "ibproto.wrapper")
    call(EWrapper(), name, lambda _: Unprintable())
    assert not caplog.records


@pytest.mark.parametrize(
    ("level", "reqId", "codes"),
    [
        (logging.INFO, -1, (2104, 2106, 2107, 2108, 2158)),
        (logging.WARNING, -1, (2103, 2105, 2157)),
        (logging.WARNING, 7, (399, 2109, 10167)),  # about a live request or order, so it should be seen
        (logging.ERROR, 7, (162, 200, 201, 202, 321, 504, 10147, 10197)),
        (logging.ERROR, -1, (100, 326, 502, 505, 508, 1100, 1300)),
    ],
)
def test_error_is_logged_by_severity(
    level: int, reqId: int, codes: tuple[int, ...], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "ibproto.wrapper")
    for code in codes:
        EWrapper().error(reqId, 1_700_000_000_000, code, "a text")
    found = {code: record.levelno for code, record in zip(codes, caplog.records, strict=True)}
    assert found == dict.fromkeys(codes, level)


def test_error_logs_code_id_and_texts(caplog: pytest.LogCaptureFixture) -> None:
    EWrapper().error(7, 0, 201, "Order rejected", '{"a": 1}')
    EWrapper().error(-1, 0, 1100, "Connection lost")
    assert [record.getMessage() for record in caplog.records] == [
        'error 201, id 7: Order rejected {"a": 1}',
        "error 1100, id -1: Connection lost",
    ]


def test_error_formats_nothing_when_the_log_is_off(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, "ibproto.wrapper")
    EWrapper().error(Unprintable(), Unprintable(), 200, Unprintable())  # type: ignore[arg-type]
    assert not caplog.records


def test_the_hook_for_escaped_exceptions_does_nothing(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "ibproto.wrapper")
    EWrapper().callbackError("tickPrice", (1, 2, 3.0), ValueError("a mistake"))
    assert not caplog.records


def test_callbacks_work_and_keep_no_state_without_init(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "ibproto.wrapper")

    class App(EWrapper):
        def __init__(self) -> None:
            pass

    app = App()
    for name in ANSWERS:
        call(app, name, Value)
    app.error(-1, 0, 2104, "farm is OK")
    assert vars(app) == {}


def test_init_does_not_reach_the_class_behind_it() -> None:
    class Client:
        def __init__(self, wrapper: object) -> None:
            raise AssertionError("a combined class calls this by itself")

    class App(EWrapper, Client):
        def __init__(self) -> None:
            EWrapper.__init__(self)

    assert vars(App()) == {}


def test_an_override_may_call_the_base_through_super(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "ibproto.wrapper")
    seen = []

    class App(EWrapper):
        def nextValidId(self, orderId: int) -> None:
            super().nextValidId(orderId)
            seen.append(orderId)

    App().nextValidId(5)
    assert seen == [5]
    assert caplog.messages == ["ANSWER nextValidId {'orderId': 5}"]


@pytest.mark.parametrize("name", SURFACE["star"])
def test_the_star_gives_what_ibapis_gives(name: str) -> None:
    names: dict[str, Any] = {}
    exec("from ibproto.wrapper import *", names)
    assert name in names


def test_the_import_loads_no_messages_and_no_tools_for_introspection() -> None:
    program = "import sys, ibproto.wrapper; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert not {"ibproto.protobuf", "ibproto.gateway", "dataclasses", "inspect"} & set(loaded.stdout.split())
