"""Random values for the text form of a message: the layout is walked the way a writer does."""

from __future__ import annotations

from functools import cache, reduce
from random import Random
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from ibproto.const import UNSET_DECIMAL, UNSET_DOUBLE, UNSET_INTEGER
from ibproto.wire.schema import (
    Flags,
    Maybe,
    Message,
    Parts,
    Repeat,
    Row,
    Switch,
    Tags,
    TagText,
    When,
    active,
    every_item,
    newest_own,
)

from .values import ANY, INF, MOST, NAN, PRINTABLE, a_bool, anything_but, flags, tags, text_value, texts

if TYPE_CHECKING:
    from ibproto.wire.schema import Item

Values = dict[str, Any]
Hints = dict[str, tuple[object, ...]]


@cache
def hints_of(message: Message) -> Hints:
    """Values that open an optional block, by the path of the value that the block looks at."""
    hints: Hints = {"tickType": (1, 2, 4, 66, 111)}
    for item in every_item(message.items):
        if isinstance(item, When):
            hints[item.path] = hints.get(item.path, ()) + (item.values if item.test == "in" else ())
            if item.test == "infinite":
                hints[item.path] += (INF,)
    return {path: values for path, values in hints.items() if values}


def text_values(message: Message, version: int, rng: Random) -> Values:
    values: Values = dict.fromkeys(message.params)
    own = newest_own(message)
    for item in reversed(message.items):
        if isinstance(item, Row) and item.path in values:
            values[item.path] = TEXT_ZEROS.get(item.kind, "")
        elif isinstance(item, (Repeat, TagText)) and item.path in values:
            values[item.path] = item.into() if isinstance(item, Repeat) else None
    values.update(message.defaults)
    values.update({name: cls() for name, cls in message.objects.items() if "." not in name})
    walk = TextWalk(version, message.incoming, own, hints_of(message), rng)
    root = SimpleNamespace(**values)
    walk.fill(message.items, root, set())
    return {name: getattr(root, name) for name in message.params}


TEXT_ZEROS: Values = {"int": 0, "whole": 0, "long": 0, "float": 0.0, "price": 0.0, "bool": False} | {
    "decimal": UNSET_DECIMAL, "int?": UNSET_INTEGER, "float?": UNSET_DOUBLE, "bool?": None, "average": UNSET_DECIMAL
}  # fmt: skip


class TextWalk:
    """Fills the values of a message in the order of the wire."""

    def __init__(self, version: int, incoming: bool, own: int, hints: Hints, rng: Random) -> None:
        self.version = version
        self.incoming = incoming
        self.own = own
        self.hints = hints
        self.rng = rng
        self.text = texts(ANY if incoming else PRINTABLE)

    def fill(self, items: list[Item], root: Any, done: set[str]) -> None:
        """The items of one level; a path that comes twice keeps its first value."""
        for item in active(items, self.version):
            if item.own_until < self.own:
                continue
            if isinstance(item, When):
                self.fill(item.items if self.passes(item, root) else item.otherwise, root, done)
            elif isinstance(item, Parts):
                self.parts(item, root, done)
            elif item.path not in ("_", "=", "version", *done):
                done.add(item.path)
                value = self.value(item, root)
                if value is not ...:
                    put(root, item.path, value)

    def passes(self, item: When, root: Any) -> bool:
        value = get(root, item.path)
        if item.test == "in":
            return bool(item.or_own) or value in item.values
        if item.test == "set":
            return bool(value)
        return bool(value == INF if item.test == "infinite" else value != UNSET_DOUBLE and value > 0)

    def value(self, item: Item, root: Any) -> Any:
        """A value for the item; ... leaves what is there."""
        rng = self.rng
        if isinstance(item, Row):
            hints = self.hints.get(item.path)
            if hints and item.kind in ("int", "str", "float?") and rng.random() < 0.6:
                value = rng.choice(hints)
                return str(value) if item.kind == "str" else value
            return text_value(item, self.incoming)(rng)
        if isinstance(item, Maybe):
            return self.object(item.items, item.make()) if a_bool(rng) else ...
        if isinstance(item, Repeat):
            must = item.needed and get(root, item.path) is None
            return item.into(self.element(item) for _ in range(rng.randint(1, MOST))) if must or a_bool(rng) else ...
        if isinstance(item, Switch):
            cases = [item.cases[rng.choice(list(item.cases))] for _ in range(rng.randint(0, MOST))]
            return [self.object(rows, make()) for make, rows in cases] or ...
        if isinstance(item, Tags):
            return tags(rng, self.text) if a_bool(rng) else ...
        if isinstance(item, Flags):
            return flags(item, item.make(), rng)
        assert isinstance(item, TagText)
        plain = texts(PRINTABLE.replace(";", "").replace("=", ""))
        return [] if item.refused else tags(rng, anything_but(plain, "a=b;c=d"), 0)

    def object(self, rows: list[Item], made: Any) -> Any:
        self.fill(rows, made, set())
        return made

    def element(self, item: Repeat) -> Any:
        if item.make is not None:
            return self.object(item.items, item.make())
        row = item.items[0]
        assert isinstance(row, Row)
        make = text_value(row, self.incoming)
        return make(self.rng) if item.into is list else anything_but(make, NAN)(self.rng)

    def parts(self, item: Parts, root: Any, done: set[str]) -> None:
        parts = date_parts(self.rng, len(item.paths))
        for path, part in zip(item.paths, parts):
            put(root, path, part)
        done.update(item.paths if len(parts) > 1 else item.paths[:2])  # alone, a zone is in no text


def date_parts(rng: Random, most: int) -> list[str]:
    """Date, time and zone: the later ones only behind the earlier ones, a text of several words not alone."""
    pool = (("20260116", "202601", "bad date"), ("08:30:00", "08:30"), ("US/Eastern", "America/New York"))
    parts = [rng.choice(pool[position]) for position in range(rng.randint(0, most))]
    return [parts[0].replace(" ", "")] if len(parts) == 1 else parts


def get(root: Any, path: str) -> Any:
    return reduce(getattr, path.split("."), root)


def put(root: Any, path: str, value: Any) -> None:
    head, _, name = path.rpartition(".")
    setattr(get(root, head) if head else root, name, value)
