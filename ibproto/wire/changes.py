"""What an object says other than a fresh one, at the price of a comparison an attribute.

A bot sends the same few contracts again and again, and orders that set a dozen of 139 attributes. The functions made
here go over the attributes in straight lines and compare by identity: what is the same object has the same form.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from . import kinds
from .source import Source

TYPE_CHECKING = False  # importing typing costs milliseconds
if TYPE_CHECKING:
    from typing import Any, TypeVar

    Form = TypeVar("Form")

NOTHING = object()  # the default of an attribute that is always looked at; no value is the same object
SMALL = 24  # attributes of an object that is worth remembering as a whole: a contract, not an order
MOST_KEPT = 64  # objects that are remembered by each encoder before it starts afresh


class Visitor:
    """Builds a function over the attributes of an object; `v` is the value of the attribute in its lines."""

    def __init__(self, parameters: str, **names: Any) -> None:
        self.source = Source(names)
        self.source.line(f"def visit(o, {parameters}):")
        self.source.depth = 1

    def attribute(self, name: str, default: object, differs: str, same: str = "", missing: object = NOTHING) -> None:
        """The line for a value that differs from the default, and one for the default.

        missing: what an object without the attribute has; NOTHING when each has it.
        """
        line, constant = self.source.line, self.source.constant
        line(f"v = o.{name}" if missing is NOTHING else f"v = getattr(o, {name!r}, {constant('missing', missing)})")
        if default is NOTHING:
            line(differs)
            return
        known = repr(default) if default is None or type(default) is bool else constant("default", default)
        line(f"if v is not {known}: {differs}")
        if same:
            line(f"else: {same}")

    def compile(self, title: str) -> Callable[..., None]:
        if len(self.source.lines) == 1:
            self.source.line("pass")
        visit: Callable[..., None] = self.source.compile(title, "visit")
        return visit


class _Snapshot:
    """The attributes of an object as they were at one moment, whatever other threads do to it."""

    def __init__(self, attributes: dict[str, Any]) -> None:
        self.__dict__ = attributes


def remembering(
    names: Sequence[str],
    defaults: dict[str, Any],
    make: Callable[..., Form],
    closed: Callable[[Any], bool] = lambda obj: True,
    more: str = "",
) -> Callable[..., Form]:
    """A function that gives `make(obj, *more)`, or what that gave for the same object with the same values.

    names: the attributes on which the form depends. defaults: their values in a fresh object; a list among them keeps
    the form only while it is empty. closed: whether the form depends on nothing but these values. more: the names of
    further parameters. The object itself is not kept alive: another one at its place in memory is told by its values.
    """
    lists = [name for name in dict.fromkeys(names) if type(defaults[name]) is list]
    single = [name for name in dict.fromkeys(names) if name not in lists]
    memory: dict[int, tuple[tuple[Any, ...], Form]] = {}
    plain = kinds.PLAIN

    def remember(obj: Any, *more: Any) -> Form:
        known = tuple([getattr(obj, name) for name in single])
        if not plain.issuperset(map(type, known)) or any(getattr(obj, name) != [] for name in lists):
            return make(obj, *more)
        still = _Snapshot({**dict(zip(single, known)), **{name: [] for name in lists}})
        if not closed(still):
            return make(obj, *more)
        made = make(still, *more)
        if len(memory) >= MOST_KEPT:
            memory.clear()
        memory[id(obj)] = known, made
        return made

    source = Source({"empty": [], "find": memory.get, "remember": remember})
    tests = [f"o.{name} is k{k}" for k, name in enumerate(single)] + [f"o.{name} == empty" for name in lists]
    source.line(f"def form(o{more and ', '}{more}):")
    source.line("    found = find(id(o))")
    source.line("    if found is not None:")
    source.line(f"        {', '.join(f'k{k}' for k in range(len(single)))}, = found[0]")
    source.line(f"        if {' and '.join(tests)}:")
    source.line("            return found[1]")
    source.line(f"    return remember(o{more and ', '}{more})")
    form: Callable[..., Form] = source.compile(f"memory of {' '.join(single)}", "form")
    return form
