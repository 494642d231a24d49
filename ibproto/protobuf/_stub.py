"""Writes the types of the message classes: python -m ibproto.protobuf._stub > ibproto/protobuf/__init__.pyi"""

from __future__ import annotations

from ibproto.wire.proto_schema import FieldSchema, message, names

HEAD = """\
# Written by ibproto.protobuf._stub from the message schemas.
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from ibproto.protobuf._containers import RepeatedComposite, RepeatedScalar, ScalarMap
from ibproto.protobuf._message import Message as Message
from ibproto.wire.protobuf import DecodeError as DecodeError
"""
PYTHON_TYPES = {"int32": "int", "int64": "int", "bool": "bool", "double": "float", "string": "str", "bytes": "bytes"}


def stub() -> str:
    """The text of __init__.pyi."""
    return HEAD + "".join(_class(name) for name in sorted(names()))


def _class(name: str) -> str:
    fields = message(name).fields
    lines = ["", f"class {name}(Message):"]
    lines += [f"    {field.name.upper()}_FIELD_NUMBER: ClassVar[int]" for field in fields]
    for field in fields:
        lines += _attribute(field)
    if fields:
        lines += ["    def __init__(", "        self,", "        *,"]
        lines += [f"        {field.name}: {_argument(field)} | None = ...," for field in fields]
        lines += ["    ) -> None: ..."]
    else:
        lines += ["    def __init__(self) -> None: ..."]
    return "\n".join(lines) + "\n"


def _attribute(field: FieldSchema) -> list[str]:
    scalar = PYTHON_TYPES.get(field.type)
    if field.label == "map":
        attribute = "ScalarMap"
    elif field.label == "repeated":
        attribute = f"RepeatedScalar[{scalar}]" if scalar else f"RepeatedComposite[{field.type}]"
    elif scalar:
        return [f"    {field.name}: {scalar}"]
    else:
        attribute = field.type
    return ["    @property", f"    def {field.name}(self) -> {attribute}: ..."]


def _argument(field: FieldSchema) -> str:
    scalar = PYTHON_TYPES.get(field.type)
    if field.label == "map":
        return "Mapping[str, str]"
    if field.label == "repeated":
        return f"Iterable[{scalar}]" if scalar else f"Iterable[{field.type} | Mapping[str, Any]]"
    return scalar or f"{field.type} | Mapping[str, Any]"


if __name__ == "__main__":
    print(stub(), end="")
