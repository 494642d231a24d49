"""The data modules have the names, parameters, defaults and numbers of ibapi's."""

from __future__ import annotations

import importlib
import inspect
import json
import pathlib
from typing import Any

import pytest

import ibproto
from ibproto import const
from ibproto.enum_implem import Enum
from ibproto.object_implem import Object
from ibproto.reader import FrameQueue

SURFACE: dict[str, Any] = json.loads((pathlib.Path(__file__).parents[1] / "surface" / "api_surface.json").read_text())
OTHER_ROOMS = {
    "client_utils",
    "comm",
    "connection",
    "decoder",
    "decoder_utils",
    "orderdecoder",
    "reader",
}
DATA = {name: surface for name, surface in SURFACE.items() if name not in OTHER_ROOMS}

# What a star import of ibapi's module gives and ours does not: modules that would have to be loaded for it.
NOT_LEAKED = {
    "common": {"OUT"},
    "order_condition": {"comm"},
    "utils": {"Message", "datetime", "inspect", "logging", "text_format"},
}
ENUM_VALUES = {("FundAssetType", "Others"): ("000", "Others")}  # ibapi has a stray comma there

CLASSES = [
    pytest.param(module, name, surface, id=f"{module}.{name}")
    for module, names in DATA.items()
    for name, surface in names.get("classes", {}).items()
]


def of(module: str, name: str) -> Any:
    return getattr(importlib.import_module(f"ibproto.{module}"), name)


def expected(module: str, default: Any) -> Any:
    """What a default of the surface file stands for: `=NAME` is an expression, everything else is itself."""
    if isinstance(default, str) and default.startswith("="):
        names = {**vars(importlib.import_module(f"ibproto.{module}")), **vars(const), "Queue": FrameQueue}
        return eval(default[1:].replace("float(inf)", "float('inf')"), names)
    return default


def assert_is_like(found: object, wanted: object) -> None:
    assert type(found) is type(wanted)
    if isinstance(wanted, Object):
        assert vars(found) == vars(wanted)
    elif type(wanted).__eq__ is not object.__eq__:  # of others, such as queues, there is no more to compare
        assert found == wanted


def make(cls: type) -> Any:
    arguments = {"OrderCondition": (None,), "CodeMsgPair": (0, "")}
    return cls(*arguments.get(cls.__name__, ()))


@pytest.mark.parametrize(("module", "name", "surface"), [c for c in CLASSES if "attributes" in c.values[2]])  # type: ignore[operator]
def test_a_fresh_object_has_ibapis_attributes_in_ibapis_order(module: str, name: str, surface: dict[str, Any]) -> None:
    found = {key: value for key, value in vars(make(of(module, name))).items() if not key.startswith("_")}
    assert list(found) == list(surface["attributes"])
    for attribute, default in surface["attributes"].items():
        value = found[attribute]
        wanted = expected(module, default)
        if isinstance(wanted, Object):
            assert type(value) is type(wanted)
            assert repr(value) == f"{type(wanted).__name__}()"
        else:
            assert_is_like(value, wanted)


@pytest.mark.parametrize(("module", "name", "surface"), [c for c in CLASSES if "methods" in c.values[2]])  # type: ignore[operator]
def test_methods_and_constructors_have_ibapis_parameters(module: str, name: str, surface: dict[str, Any]) -> None:
    for method, parameters in surface["methods"].items():
        signature = inspect.signature(getattr(of(module, name), method))
        assert positional(signature, drop_first="classmethod" not in kind(of(module, name), method)) == parameters


def kind(cls: type, method: str) -> str:
    return type(next(vars(c)[method] for c in cls.__mro__ if method in vars(c))).__name__


def positional(signature: inspect.Signature, drop_first: bool = False) -> list[str]:
    shown = []
    for parameter in list(signature.parameters.values())[drop_first:]:
        if parameter.kind in (parameter.KEYWORD_ONLY, parameter.VAR_KEYWORD):
            continue  # ours takes more by keyword
        default = "" if parameter.default is parameter.empty else f"={named(parameter.default)}"
        shown.append("*" * (parameter.kind is parameter.VAR_POSITIONAL) + parameter.name + default)
    return shown


def named(value: object) -> str:
    unset = ("UNSET_INTEGER", "UNSET_DOUBLE", "UNSET_LONG", "UNSET_DECIMAL")
    return next((name for name in unset if value == getattr(const, name)), repr(value))


@pytest.mark.parametrize(("module", "name", "surface"), [c for c in CLASSES if "class" in c.values[2]])  # type: ignore[operator]
def test_class_attributes(module: str, name: str, surface: dict[str, Any]) -> None:
    for attribute, value in surface["class"].items():
        found = getattr(of(module, name), attribute)
        assert (list(found.idx2name.values()) if isinstance(found, Enum) else found) == value


@pytest.mark.parametrize(("module", "name", "surface"), [c for c in CLASSES if "enum" in c.values[2]])  # type: ignore[operator]
def test_enumerations_have_ibapis_members_and_values(module: str, name: str, surface: dict[str, Any]) -> None:
    found = {member: getattr(of(module, name), member).value for member in of(module, name).__members__}
    assert found == {
        member: ENUM_VALUES.get((name, member), tuple(value) if isinstance(value, list) else value)
        for member, value in surface["enum"].items()
    }
    assert list(found) == list(surface["enum"])


@pytest.mark.parametrize("module", [name for name, surface in DATA.items() if "functions" in surface])
def test_functions_have_ibapis_parameters(module: str) -> None:
    functions = DATA[module]["functions"]
    assert {name: positional(inspect.signature(of(module, name))) for name in functions} == functions


@pytest.mark.parametrize("module", [name for name, surface in DATA.items() if "constants" in surface])
def test_constants_have_ibapis_values(module: str) -> None:
    for name, value in DATA[module]["constants"].items():
        found = of(module, name)
        assert_is_like(found.code() if module == "errors" else found, expected(module, value))


@pytest.mark.parametrize(("module", "aliases"), [(m, s["aliases"]) for m, s in DATA.items() if "aliases" in s])
def test_names_of_types(module: str, aliases: dict[str, str]) -> None:
    assert {name: of(module, name).__name__ for name in aliases} == aliases


@pytest.mark.parametrize(("module", "enums"), [(m, s["enums"]) for m, s in DATA.items() if "enums" in s])
def test_numbered_names(module: str, enums: dict[str, list[str]]) -> None:
    assert {name: list(of(module, name).idx2name.values()) for name in enums} == enums


@pytest.mark.parametrize("module", list(DATA))
def test_a_star_import_gives_what_it_gives_with_ibapi(module: str) -> None:
    names: dict[str, object] = {}
    exec(f"from ibproto.{module} import *", names)
    surface = DATA[module]
    wanted = {
        name for part in ("classes", "functions", "constants", "aliases", "enums") for name in surface.get(part, ())
    }
    wanted |= set(surface.get("star", ()))
    assert wanted - NOT_LEAKED.get(module, set()) <= set(names)


def test_the_version_is_told_in_three_ways() -> None:
    assert ibproto.get_version_string() == ibproto.__version__ == "{major}.{minor}.{micro}".format(**ibproto.VERSION)
