"""The names `ibapi` and `ibapi.*`, given by ibproto: for programs whose imports were not changed."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from types import ModuleType

import ibproto

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

THEIRS, OURS = "ibapi", "ibproto"
VERSION = {"major": 10, "minor": 51, "micro": 1}
"""The release whose names ibproto has, as `ibapi.VERSION`: programs decide by it what they may call."""
VERSION_TEXT = "10.51.01"


class _Package(ModuleType):
    """The package itself: a version of its own, all else is ibproto's."""

    def __init__(self) -> None:
        super().__init__(THEIRS, ibproto.__doc__)
        self.__path__: list[str] = []  # its modules come from the finder
        self.__file__ = ibproto.__file__
        self.__version__ = VERSION_TEXT
        self.VERSION = VERSION

    @staticmethod
    def get_version_string() -> str:
        """The release whose names these are."""
        return VERSION_TEXT

    def __getattr__(self, name: str) -> object:
        return getattr(ibproto, name)


class _Finder(MetaPathFinder, Loader):
    """Finds `ibapi.x` where there is `ibproto.x`: the very same module, so that its classes are the same."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname == THEIRS:
            return ModuleSpec(fullname, self, is_package=True)
        if not fullname.startswith(THEIRS + "."):
            return None
        try:
            found = find_spec(OURS + fullname[len(THEIRS) :])
        except ModuleNotFoundError:  # not even the package around it is there
            return None
        return found and ModuleSpec(fullname, self, is_package=found.submodule_search_locations is not None)

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return _Package() if spec.name == THEIRS else None

    def exec_module(self, module: ModuleType) -> None:
        if module.__name__ != THEIRS:
            sys.modules[module.__name__] = import_module(OURS + module.__name__[len(THEIRS) :])


_finder = _Finder()


def install() -> None:
    """See `ibproto.compat.install`."""
    present = sys.modules.get(THEIRS)
    if present is not None and not isinstance(present, _Package):
        where = getattr(present, "__file__", None)
        raise RuntimeError(f"ibapi is imported already, from {where}: call ibproto.compat.install() before that")
    if _finder not in sys.meta_path:
        sys.meta_path.insert(0, _finder)


def uninstall() -> None:
    """Undo `install()`: the next import of ibapi finds what is installed. What was imported stays as it is."""
    if _finder in sys.meta_path:
        sys.meta_path.remove(_finder)
    for name in [name for name in sys.modules if name == THEIRS or name.startswith(THEIRS + ".")]:
        del sys.modules[name]
