"""Standard modules that programs take from ours by `import *`, though ours can do without: imported when asked for."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import ModuleType


def late(module: str, *names: str) -> Callable[[str], ModuleType]:
    """The `__getattr__` of `module` that imports one of `names` when it is asked for."""

    def find(name: str) -> ModuleType:
        if name not in names:
            raise AttributeError(f"module {module!r} has no attribute {name!r}", name=name)
        return __import__(name)

    return find


def public(names: Iterable[str], *late_names: str) -> list[str]:
    """An `__all__` of a module that has these names: what `import *` gives without one, and the late ones."""
    return [*(name for name in names if name[0] != "_"), *late_names]
