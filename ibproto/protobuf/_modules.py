"""The modules ibproto.protobuf.<Message>_pb2, each holding the class of this name, without a file for each."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType

from ibproto.protobuf._message import message_class
from ibproto.wire.proto_schema import names

PACKAGE = __name__.rpartition(".")[0]
SUFFIX = "_pb2"


def message_name(module_name: str) -> str:
    """The message that a module of this name holds, or '' when there is none."""
    name = module_name.removesuffix(SUFFIX)
    return name if name != module_name and name in names() else ""


class Finder:
    """Stands at the end of sys.meta_path; knows the modules of this package and no others."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        package, _, name = fullname.rpartition(".")
        if package != PACKAGE or not message_name(name):
            return None
        return ModuleSpec(fullname, self, origin="made on import")  # type: ignore[arg-type]  # a loader by its methods

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        name = message_name(module.__name__.rpartition(".")[2])
        module.__doc__ = f"The protobuf message {name}."
        setattr(module, name, message_class(name))
