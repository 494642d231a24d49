"""A plain walk over a text message: slot by slot, with names and values.

Slower than the compiled decoders and independent of them: it names the field that a bad message breaks at, shows
messages to people, and is what the compiled decoders are tested against.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from ibproto.const import UNSET_DOUBLE

from . import kinds
from .schema import LAST, NO_OWN, Flags, Maybe, Message, Parts, Repeat, Row, Switch, Tags, When, active

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .schema import Item


class Slot(NamedTuple):
    """One field on the wire: where its value goes, its kind, its text, and the value."""

    path: str
    kind: str
    text: str
    value: Any


class BrokenField(ValueError):
    """The field at which a message cannot be read any further."""

    def __init__(self, path: str, kind: str, text: str | None, problem: str) -> None:
        super().__init__(f"field {path!r} ({kind}): {problem}")
        self.path = path
        self.text = text


_readers: dict[str, Callable[[str], Any]] = {}


def read(kind: str, args: tuple[str, ...], text: str, version: int) -> Any:
    """The value of a slot, by the same expression that the compiled decoders use."""
    expression = kinds.expression(kind, args, "x", version)
    reader = _readers.get(expression)
    if reader is None:
        reader = _readers[expression] = eval(f"lambda x: {expression}", kinds.NAMES)  # our own table's text
    return reader(text)


class _Walk:
    """The state of one walk: the fields, the position, and the values that later conditions look at."""

    def __init__(self, message: Message, version: int, fields: list[str]) -> None:
        self.fields = fields
        self.version = version
        self.position = 0
        self.values: dict[str, Any] = {}
        self.own: int | None = None if version > message.own_until else 0

    def slot(self, path: str, kind: str, args: tuple[str, ...] = ()) -> Slot:
        if self.position >= len(self.fields):
            raise BrokenField(path, kind, None, f"the message ends after {len(self.fields)} fields")
        text = self.fields[self.position]
        self.position += 1
        try:
            value = None if kind == "dead" else read(kind, args, text, self.version)
        except (ValueError, ArithmeticError) as problem:
            raise BrokenField(path, kind, text, f"{text!r} is no such value ({problem})") from problem
        self.values[path] = value
        return Slot(path, kind, text, value)

    def carried(self, item: Item) -> bool:
        if self.own is None:
            return item.own_until == LAST
        return item.own <= self.own <= item.own_until

    def passes(self, item: When, prefix: str) -> bool:
        if item.or_own and (self.own is None or self.own >= item.or_own):
            return True
        value = self.values.get(prefix + item.path)
        if item.test == "set":
            return bool(value)
        if item.test == "positive":
            return value not in (None, UNSET_DOUBLE) and value > 0
        if item.test == "infinite":
            return value == float("inf")
        return value in item.values

    def walk(self, items: list[Item], prefix: str = "") -> Iterator[Slot]:
        for item in active(items, self.version):
            if not self.carried(item):
                continue
            path = prefix + item.path if item.path else prefix
            if isinstance(item, Row):
                slot = self.slot(path, item.kind if item.path != "version" else "int", item.args)
                if item.path == "version":
                    self.own = max(slot.value, NO_OWN)
                yield slot
            elif isinstance(item, When):
                yield from self.walk(item.items if self.passes(item, prefix) else item.otherwise, prefix)
            elif isinstance(item, Maybe):
                flag = self.slot(path, "bool")
                yield flag
                if flag.value:
                    yield from self.walk(item.items, path + ".")
            elif isinstance(item, Flags):
                yield self.slot(path, "int")
            elif isinstance(item, Parts):
                yield self.slot(path, "str")
            elif isinstance(item, (Repeat, Switch, Tags)):
                yield from self.many(item, path)
            else:
                yield self.slot(path, "str")

    def many(self, item: Repeat | Switch | Tags, path: str) -> Iterator[Slot]:
        count = self.slot(path, "int")
        yield count
        for number in range(count.value):
            one = f"{path}[{number}]"
            if isinstance(item, Tags):
                yield self.slot(one + ".tag", "str")
                yield self.slot(one + ".value", "str")
            elif isinstance(item, Switch):
                case = self.slot(f"{one}.{item.type_path}", "int")
                yield case
                if case.value not in item.cases:
                    raise BrokenField(case.path, case.kind, case.text, f"there is no type {case.value}")
                yield from self.walk(item.cases[case.value][1], one + ".")
            else:
                yield from self.walk(item.items, one + ".")
        self.values[path] = max(count.value, 0)


def slots(message: Message, version: int, fields: list[str]) -> Iterator[Slot]:
    """The slots of a text message (fields without its id), up to its end or to a BrokenField."""
    return _Walk(message, version, fields).walk(message.items)
