"""Generated functions: lines of source with their indent, and their way into tracebacks."""

from __future__ import annotations

from collections.abc import Iterable

from .schema import Call

TYPE_CHECKING = False  # importing typing costs milliseconds
if TYPE_CHECKING:
    from typing import Any


class Source:
    """Collects the lines of a function and the constants that it needs."""

    def __init__(self, names: dict[str, Any]) -> None:
        self.lines: list[str] = []
        self.names = dict(names)
        self.depth = 0
        self._count = 0

    def line(self, text: str) -> None:
        self.lines.append("    " * self.depth + text)

    def fresh(self, stem: str) -> str:
        """A variable name that is not in use."""
        self._count += 1
        return f"{stem}_{self._count}"

    def constant(self, stem: str, value: Any) -> str:
        """A name under which the function finds this value."""
        for name, known in self.names.items():
            if known is value:
                return name
        name = stem if stem.isidentifier() and stem not in self.names else self.fresh(stem)
        self.names[name] = value
        return name

    def compile(self, title: str, name: str) -> Any:
        """The object called ``name`` that the lines define; a traceback through it shows them."""
        text = "\n".join(self.lines) + "\n"
        self.names["__name__"] = filename = f"ibproto {title}"
        self.names["__loader__"] = _Shown(text)
        exec(compile(text, filename, "exec"), self.names)
        return self.names[name]


class _Shown:
    """What a traceback asks for the source of a module that is in no file; the protocol of `linecache.lazycache`."""

    def __init__(self, text: str) -> None:
        self.text = text

    def get_source(self, name: str) -> str:
        return self.text


def handed_out(calls: Iterable[Call]) -> set[str]:
    """The lists whose objects go to a callback one by one and nowhere else."""
    calls = list(calls)
    return {call.many for call in calls if call.many} - {word for call in calls for word in _words(call.args)}


def _words(text: str) -> list[str]:
    return "".join(one if one.isalnum() or one == "_" else " " for one in text).split()


def emit_calls(
    source: Source, calls: Iterable[Call], version: int, late: dict[str, str], fresh: dict[str, str] | None = None
) -> None:
    """The callbacks at the end of a decoder; what one of them raises goes to ``failed`` and the rest goes on.

    late: lists that hold the attributes of their objects, with the names of the classes. Thousands of bars at once
    would have the garbage collector look at them again and again; of attributes it takes no notice.
    fresh: values that are None when they were absent, with the names of the classes that make their defaults.
    """
    for call in calls:
        if not call.gate.on(version):
            continue
        depth = source.depth
        if call.each:
            made = call.many in late
            source.line(f"for {'attributes' if made else call.each} in {call.many}:")
            source.depth += 1
            if made:
                source.line(f"{call.each} = new({late[call.many or '']})")
                source.line(f"{call.each}.__dict__ = attributes")
        if call.when:
            source.line(f"if {call.when}:")
            source.depth += 1
        for name, factory in (fresh or {}).items():
            if name in _words(call.args):
                source.line(f"if {name} is None: {name} = {factory}()")
        source.line("try:")
        source.line(f"    w.{call.name}({call.args})")
        source.line("except Exception as ex:")
        source.line(f"    failed({call.name!r}, ({call.args}{',' if call.args else ''}), ex)")
        source.depth = depth
