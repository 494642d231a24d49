"""Compiles the text layout of a message at a server version into a function: values in, text out.

No code is generated. A layout becomes a template of slots that holds what a fresh object sends; encoding copies the
template, formats only the values that differ from their defaults, and joins. Blocks are slots of their own.
Requests are written as clients write them (whatever was passed, as text), answers as servers write them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import compress
from operator import attrgetter, is_not, itemgetter

from ibproto.const import INFINITY_STR, UNSET_DOUBLE, UNSET_INTEGER

from . import kinds
from .arrange import join_parts
from .errors import BadValue, InvalidSymbol
from .schema import Flags, Maybe, Message, Parts, Repeat, Row, Switch, Tags, TagText, When, active, newest_own

TYPE_CHECKING = False  # importing typing costs milliseconds
if TYPE_CHECKING:
    from typing import Any

    from ibproto.wire.schema import Item

    Args = Sequence[Any]
    Encode = Callable[[Args], str]
    Write = Callable[[Any], str]
    Get = Callable[[Args], Any]


LONGEST_KEPT = 64  # characters of a text that is remembered as checked
_TEXTS: dict[str, str] = {}
_BREAKS = frozenset("\t\n\r")


# ------------------------------------------------------------------------------------------ values of a request


def raw(value: Any) -> str:
    """Whatever was passed, as text: bool as 1/0, None refused, text only in printable ASCII, tab and line breaks."""
    if type(value) is str:
        known = _TEXTS.get(value)
        if known is not None:
            return known
        if value.isascii() and (value.isprintable() or all(c.isprintable() or c in _BREAKS for c in value)):
            if len(_TEXTS) >= kinds.CACHE_LIMIT:
                _TEXTS.clear()
            if len(value) <= LONGEST_KEPT:
                _TEXTS[value] = value + "\0"
            return value + "\0"
        raise InvalidSymbol(value)
    if value is None:
        raise BadValue("None cannot be sent; give a value of the documented type")
    if value is False:
        return "0\0"
    if value is True:
        return "1\0"
    return f"{value}\0"


def raw_or_empty(value: Any) -> str:
    """The same, with an unset number as an empty slot and infinity by its name."""
    if value in (UNSET_INTEGER, UNSET_DOUBLE):
        return "\0"
    if value == float("inf"):
        return INFINITY_STR + "\0"
    return raw(value)


def three_state(value: Any) -> str:
    """None as an empty slot, else 1 or 0."""
    return "\0" if value is None else "1\0" if value else "0\0"


def connector(value: Any) -> str:
    return "a\0" if value else "o\0"


def whole(value: Any) -> str:
    """A number without its fraction."""
    return f"{int(value)}\0"


def request_writer(row: Row) -> Write:
    special = {"connector": connector, "bool?": three_state, "whole": whole}.get(row.kind)
    if special is not None:
        return special
    return raw_or_empty if row.kind[-1] == "?" else raw


# ------------------------------------------------------------------------------------------ the compiler


def opening(item: When) -> Callable[[Any], bool]:
    """The test of a value that decides whether the rows are there."""
    tests: dict[str, Callable[[Any], bool]] = {
        "set": bool,
        "positive": lambda value: value != UNSET_DOUBLE and value > 0,
        "infinite": lambda value: value == float("inf"),
        "in": item.values.__contains__,
    }
    return tests[item.test]


class Group:
    """The slots of one object, and the blocks that open by one of its attributes."""

    def __init__(self, cls: type[Any], take: Get) -> None:
        self.cls = cls
        self.take = take
        self.rows: list[tuple[str, int, Write]] = []
        self.blocks: list[tuple[str, int, Encode]] = []
        self.opens: list[Callable[[Any], bool] | None] = []  # of each block: whether its attribute opens it

    def compile(self, template: list[str], default_args: Args) -> Callable[[Args, list[str]], None]:
        """Puts what a fresh object sends into the template; the function fills in what differs from it."""
        members = [*self.rows, *self.blocks]
        names = [name for name, _, _ in members]
        positions = [position for _, position, _ in members]
        writers: list[Callable[[Any], str]] = [write for _, _, write in members]
        first_block = len(self.rows)
        defaults: list[Any] = []
        nothing = object()  # is no value: the slot is always looked at
        for k, (name, position, write) in enumerate(members):
            default = self.cls._defaults.get(name, nothing)
            try:
                template[position] = write(default if k < first_block else default_args)
            except (ValueError, TypeError, AttributeError):  # a default that cannot be sent
                default = nothing
            defaults.append(default)
        indexes = range(len(names))
        take, opens_of = self.take, self.opens
        values_of = itemgetter(*names) if len(names) > 1 else None

        def fill(args: Args, out: list[str]) -> None:
            obj = take(args)
            try:
                values = values_of(obj.__dict__)  # type: ignore[misc]
            except (KeyError, AttributeError, TypeError):  # any object with these attributes will do
                values = tuple([getattr(obj, name) for name in names])
            for k in compress(indexes, map(is_not, values, defaults)):
                if k < first_block:
                    out[positions[k]] = writers[k](values[k])
                else:
                    opens = opens_of[k - first_block]
                    out[positions[k]] = writers[k](args) if opens is None or opens(values[k]) else ""

        return fill


class TextEncoder:
    """Builds the encoder of one message at one server version."""

    def __init__(self, message: Message, version: int) -> None:
        self.message = message
        self.version = version
        self.own = newest_own(message)  # a server that writes this version writes every field that it can gate

    def writer(self, row: Row) -> Write:
        """How the value of a row is written, its NUL included."""
        if not self.message.incoming:
            return request_writer(row)
        write = kinds.writer(row.kind, row.args, self.version)
        return lambda value: write(value) + "\0"

    def getter(self, path: str) -> Get:
        """From the arguments of the message to the value at a path."""
        head, _, rest = path.partition(".")
        take: Get = itemgetter(self.message.params.index(head))
        if not rest:
            return take
        attribute = attrgetter(rest)
        return lambda args: attribute(take(args))

    def compile(self) -> Encode:
        """The encoder of the whole layout, without the message's id."""
        template: list[str] = []
        groups: dict[str, Group] = {}
        scalars: list[tuple[int, int, Write]] = []
        blocks: list[tuple[int, Encode]] = []
        for item in self.live(self.message.items):
            position = len(template)
            template.append("")
            holder, _, name = item.path.rpartition(".")
            if isinstance(item, Row) and item.path == "version":
                template[position] = f"{self.own}\0"
            elif isinstance(item, Row) and item.path in "_=":
                template[position] = item.const + "\0"
            elif not holder and isinstance(item, Row):
                scalars.append((position, self.message.params.index(item.path), self.writer(item)))
            elif holder in self.message.objects:
                group = groups.setdefault(holder, Group(self.message.objects[holder], self.getter(holder)))
                if isinstance(item, Row):
                    group.rows.append((name, position, self.writer(item)))
                else:
                    group.blocks.append((name, position, self.block(item, self.getter)))
                    group.opens.append(opening(item) if isinstance(item, When) and not item.otherwise else None)
            else:
                blocks.append((position, self.block(item, self.getter)))
        fillers = [group.compile(template, self.default_args()) for group in groups.values()]

        def encode(args: Args) -> str:
            out = template.copy()
            try:
                for position, index, write in scalars:
                    out[position] = write(args[index])
                for fill in fillers:
                    fill(args, out)
                for position, block in blocks:
                    out[position] = block(args)
            except (TypeError, ValueError, ArithmeticError, AttributeError):
                self.diagnose(args)
                raise
            return "".join(out)

        return encode

    def default_args(self) -> list[Any]:
        """Arguments with fresh objects: what they send is known beforehand."""
        objects = self.message.objects
        return [objects[name]() if name in objects else None for name in self.message.params]

    def diagnose(self, args: Args) -> None:
        """Writes slot by slot in wire order; the first one that cannot be written is named with its value."""
        for name, value in zip(self.message.params, args):
            if value is None and name in self.message.objects:
                cls = self.message.objects[name]
                raise BadValue(f"{name} = None: an object is needed, as in {name}={cls.__name__}()")
        for item in self.live(self.message.items):
            if isinstance(item, Row) and item.path in ("_", "=", "version"):
                continue
            value = "?"
            try:
                value = self.getter(item.path)(args)
                (self.slot(item, self.getter) if isinstance(item, Row) else self.block(item, self.getter))(args)
            except InvalidSymbol:
                raise
            except (TypeError, ValueError, ArithmeticError, AttributeError) as problem:
                raise BadValue(f"{item.path} = {value!r:.80}: {problem}") from problem

    def live(self, items: list[Item]) -> list[Item]:
        """The items of a level that are written at this version."""
        return [item for item in active(items, self.version) if item.own_until >= self.own]

    # -------------------------------------------------------------------------------------------- blocks

    def sequence(self, items: list[Item], getter: Callable[[str], Get]) -> Encode:
        """The items one after the other, for the inside of a block."""
        parts: list[Encode] = []
        for item in self.live(items):
            if isinstance(item, Row):
                parts.append(self.slot(item, getter))
            else:
                parts.append(self.block(item, getter))
        return lambda args: "".join([part(args) for part in parts])

    def slot(self, row: Row, getter: Callable[[str], Get]) -> Encode:
        if row.path in "_=" and (row.path == "=" or row.kind == "dead"):
            text = row.const + "\0"
            return lambda args: text
        write = self.writer(row)
        take = getter(row.path)
        return lambda args: write(take(args))

    def block(self, item: Item, getter: Callable[[str], Get]) -> Encode:
        if isinstance(item, When):
            return self.when(item, getter)
        if isinstance(item, Maybe):
            return self.maybe(item, getter)
        if isinstance(item, (Repeat, Switch)):
            return self.repeat(item, getter)
        if isinstance(item, Tags):
            return self.tags(item, getter)
        if isinstance(item, TagText):
            return self.tag_text(item, getter)
        if isinstance(item, Flags):
            return self.flags(item, getter)
        assert isinstance(item, Parts)
        takes = [getter(path) for path in item.paths]
        return lambda args: kinds.write_text(join_parts([take(args) for take in takes])) + "\0"

    def when(self, item: When, getter: Callable[[str], Get]) -> Encode:
        take = getter(item.path)
        inside = self.sequence(item.items, getter)
        outside = self.sequence(item.otherwise, getter)
        if item.or_own:  # the newest own version passes
            return inside
        test = opening(item)
        return lambda args: inside(args) if test(take(args)) else outside(args)

    def maybe(self, item: Maybe, getter: Callable[[str], Get]) -> Encode:
        take = getter(item.path)
        inside = self.sequence(item.items, attrgetter)

        def encode(args: Args) -> str:
            value = take(args)
            return "0\0" if not value else "1\0" + inside(value)

        return encode

    def repeat(self, item: Repeat | Switch, getter: Callable[[str], Get]) -> Encode:
        take = getter(item.path)
        inside = self.case(item) if isinstance(item, Switch) else self.element(item)
        needed = isinstance(item, Repeat) and item.needed

        def encode(args: Args) -> str:
            many = take(args)
            if not many:
                if many is None and needed:
                    raise BadValue("None is no list; pass [] or the items")
                return "0\0"
            return f"{len(many)}\0" + "".join([inside(one) for one in many])

        return encode

    def element(self, item: Repeat) -> Encode:
        if item.make is not None:
            return self.sequence(item.items, attrgetter)
        row = item.items[0]
        assert isinstance(row, Row)
        return self.writer(row)

    def case(self, item: Switch) -> Encode:
        cases = {number: self.sequence(rows, attrgetter) for number, (_, rows) in item.cases.items()}
        number_of = attrgetter(item.type_path)

        def encode(one: Any) -> str:
            number = number_of(one)
            if number not in cases:
                raise BadValue(f"{item.path} has no type {number!r}; use one of {sorted(cases)}")
            return f"{number}\0{cases[number](one)}"

        return encode

    def tags(self, item: Tags, getter: Callable[[str], Get]) -> Encode:
        take = getter(item.path)
        write = raw if not self.message.incoming else lambda value: kinds.write_text(value) + "\0"

        def encode(args: Args) -> str:
            pairs = take(args)
            if not pairs:
                return "0\0"
            return f"{len(pairs)}\0" + "".join([write(pair.tag) + write(pair.value) for pair in pairs])

        return encode

    def tag_text(self, item: TagText, getter: Callable[[str], Get]) -> Encode:
        take = getter(item.path)

        def encode(args: Args) -> str:
            pairs = take(args)
            if not pairs:
                return "\0"
            if item.refused:
                raise BadValue(f"{item.path} is reserved by IB at this server version; pass an empty list")
            return raw("".join([f"{pair.tag}={pair.value};" for pair in pairs]))

        return encode

    def flags(self, item: Flags, getter: Callable[[str], Get]) -> Encode:
        take = getter(item.path)
        names = item.names[:1] if item.exact else item.names
        return lambda args: f"{kinds.flag_mask(names, take(args))}\0"


@cache
def encoder(message: Message, version: int) -> Encode:
    """The compiled encoder of the message at the version: arguments in the order of its params."""
    return TextEncoder(message, version).compile()
