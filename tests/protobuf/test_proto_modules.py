from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

import ibproto.protobuf
from ibproto.protobuf import Message, _stub
from ibproto.wire.proto_schema import names


def test_every_message_has_a_class_and_a_module() -> None:
    for name in names():
        module = importlib.import_module(f"ibproto.protobuf.{name}_pb2")
        cls = getattr(ibproto.protobuf, name)
        assert getattr(module, name) is cls
        assert issubclass(cls, Message)
        assert (cls.__name__, cls.__module__) == (name, "ibproto.protobuf")


def run(code: str) -> str:
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert found.returncode == 0, found.stderr
    return found.stdout.strip()


@pytest.mark.parametrize(
    "code",
    [
        "import ibproto.protobuf.TickPrice_pb2; print(ibproto.protobuf.TickPrice_pb2.TickPrice(reqId=1))",
        "from ibproto.protobuf.TickPrice_pb2 import TickPrice; print(TickPrice(reqId=1))",
        "from ibproto.protobuf import TickPrice_pb2; print(TickPrice_pb2.TickPrice(reqId=1))",
        "from ibproto.protobuf import TickPrice as Proto; print(Proto(reqId=1))",
        "import ibproto.protobuf as pb; print(pb.TickPrice(reqId=1))",
        "from ibproto.protobuf import *; print(TickPrice(reqId=1))",
    ],
)
def test_every_way_to_import_works_first_thing(code: str) -> None:
    assert run(code) == "reqId: 1"


def test_classes_are_made_when_they_are_used() -> None:
    code = (
        "import ibproto.protobuf as pb; pb.OpenOrder; print(sorted(n for n in vars(pb) if n in ('OpenOrder', 'Order')))"
    )
    assert run(code) == "['OpenOrder']"


def test_reloading_the_package_installs_no_second_finder() -> None:
    code = (
        "import sys, importlib, ibproto.protobuf as pb; importlib.reload(pb);"
        "print(sum(type(f).__name__ == 'Finder' for f in sys.meta_path))"
    )
    assert run(code) == "1"


def test_unknown_names_are_refused() -> None:
    with pytest.raises(AttributeError, match="no protobuf message is named so"):
        ibproto.protobuf.TickPrise  # type: ignore[attr-defined]  # noqa: B018
    for name in ("TickPrise_pb2", "TickPrice_pb3", "TickPrice_pb2_pb2", "_pb2"):
        with pytest.raises(ModuleNotFoundError):
            importlib.import_module(f"ibproto.protobuf.{name}")
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("ibproto.TickPrice_pb2")


def test_dir_lists_the_classes() -> None:
    assert set(names()) <= set(dir(ibproto.protobuf))


def test_the_type_stub_is_up_to_date() -> None:
    text = Path(ibproto.protobuf.__file__).with_suffix(".pyi").read_text(encoding="utf-8")
    assert text == _stub.stub(), "run: python -m ibproto.protobuf._stub > ibproto/protobuf/__init__.pyi"
