"""Compiles the text layout of a message at a server version into a function: values in, frame out.

The slots of an object become a template that holds what a fresh object sends; encoding copies the template, formats
only the values that differ from their defaults, and joins. Blocks are slots of their own. Small objects, contracts
above all, are remembered (changes.py).
Requests are written as clients write them (whatever was passed, as text), answers as servers write them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from operator import attrgetter, itemgetter
from struct import Struct

from ibproto.const import UNSET_DOUBLE

from . import kinds
from .arrange import join_parts
from .changes import NOTHING, SMALL, Visitor, remembering
from .errors import BadValue, InvalidSymbol
from .request_kinds import raw, request_writer
from .schema import (
    RAW_ID_VERSION,
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
    newest_own,
)
from .source import Source

TYPE_CHECKING = False  # importing typing costs milliseconds
if TYPE_CHECKING:
    from typing import Any

    from ibproto.wire.schema import Item

    Args = Sequence[Any]
    Encode = Callable[[Args], str]
    Write = Callable[[Any], str]
    Get = Callable[[Args], Any]
    Fill = Callable[[Any, Args, list[str]], None]


def opening(item: When) -> Callable[[Any], bool]:
    """The test of a value that decides whether the rows are there."""
    tests: dict[str, Callable[[Any], bool]] = {
        "set": bool,
        "positive": lambda value: value != UNSET_DOUBLE and value > 0,
        "infinite": lambda value: value == float("inf"),
        "in": item.values.__contains__,
    }
    return tests[item.test]


class Member:
    """A slot of an object, or a block: what writes it, and the test of the attribute without which a block is empty."""

    __slots__ = ("block", "name", "opens", "write")

    def __init__(
        self, name: str, write: Write, block: Encode | None = None, opens: Callable[[Any], bool] | None = None
    ) -> None:
        self.name = name
        self.write = write
        self.block = block
        self.opens = opens


class Group:
    """The slots of one object of the message, and the blocks that one of its attributes opens."""

    def __init__(self, cls: type[Any], name: str) -> None:
        self.cls = cls
        self.name = name  # of the variable with the texts of its runs
        self.members: list[Member] = []
        self.runs: list[list[int]] = []  # the members that follow one another on the wire, by their numbers

    def fill(self, template: list[str], default_args: Args) -> Fill:
        """Puts what a fresh object sends into the template; the function fills in what differs from it."""
        visitor = Visitor("args, out")
        for number, member in enumerate(self.members):
            default = self.cls._defaults.get(member.name, NOTHING)
            try:
                template[number] = member.block(default_args) if member.block else member.write(default)
            except (ValueError, TypeError, AttributeError):  # a default that cannot be sent
                default = NOTHING
            made = (
                f"{visitor.source.constant('write', member.block or member.write)}({'args' if member.block else 'v'})"
            )
            if member.opens is not None:
                made = f"{made} if {visitor.source.constant('opens', member.opens)}(v) else ''"
            visitor.attribute(member.name, default, f"out[{number}] = {made}")
        return visitor.compile(f"writer of {self.cls.__name__}")

    def texts(self, default_args: Args) -> Callable[[Any, Args], list[str]]:
        """From the object to the text of each run."""
        template = [""] * len(self.members)
        fill = self.fill(template, default_args)
        runs = [slice(run[0], run[-1] + 1) for run in self.runs]

        def texts(obj: Any, args: Args) -> list[str]:
            out = template.copy()
            fill(obj, args, out)
            return ["".join(out[run]) for run in runs]

        if len(self.members) > SMALL:
            return texts
        blocks = [member for member in self.members if member.block]

        def closed(obj: Any) -> bool:
            """Whether no block is open: what is inside may change while the object stays as it is."""
            values = [(getattr(obj, member.name), member) for member in blocks]
            return not any(member.opens(value) if member.opens else value for value, member in values)

        return remembering([member.name for member in self.members], self.cls._defaults, texts, closed, "args")


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

    def compile(self) -> Callable[[Args], bytes]:
        """From the arguments to the whole frame: length, id, and the layout."""
        groups: dict[str, Group] = {}
        source = Source({"join": "".join, "diagnose": self.diagnose, "head": Struct(">I").pack})
        pieces: list[str] = []  # of the text, as expressions
        is_raw = self.version >= RAW_ID_VERSION
        static = "" if is_raw else f"{self.message.number}\0"
        for item in self.live(self.message.items):
            holder, _, name = item.path.rpartition(".")
            if isinstance(item, Row) and (item.path == "version" or item.path in "_="):
                static += f"{self.own if item.path == 'version' else item.const}\0"
                continue
            if static:
                pieces.append(repr(static))
                static = ""
            if not holder and isinstance(item, Row):
                pieces.append(self.scalar(source, item))
            elif holder in self.message.objects:
                group = groups.setdefault(holder, Group(self.message.objects[holder], f"g{len(groups)}"))
                group.members.append(self.member(name, item))
                number = len(group.members) - 1
                if pieces and pieces[-1] == f"{group.name}[{len(group.runs) - 1}]":
                    group.runs[-1].append(number)
                else:
                    group.runs.append([number])
                    pieces.append(f"{group.name}[{len(group.runs) - 1}]")
            else:
                pieces.append(f"{source.constant('block', self.block(item, self.getter))}(args)")
        if static:
            pieces.append(repr(static))
        text_to_bytes = ".encode()" if self.message.incoming else ".encode('ascii')"
        frame = "head(len(body)) + body"
        if is_raw:
            source.names["head"] = Struct(">II").pack
            frame = f"head(len(body) + 4, {self.message.number}) + body"
        source.line("def encode(args):")
        source.line("    try:")
        if self.message.params:
            source.line(f"        {', '.join(f'a{index}' for index in range(len(self.message.params)))}, = args")
        for holder, group in groups.items():
            head, _, rest = holder.partition(".")
            value = f"a{self.message.params.index(head)}{rest and '.'}{rest}"
            texts = source.constant("texts", group.texts(self.default_args()))
            source.line(f"        {group.name} = {texts}({value}, args)")
        # a request is ASCII: a value of whatever class that is shown with other characters is refused
        source.line(f"        body = join(({''.join(f'{piece}, ' for piece in pieces)})){text_to_bytes}")
        source.line(f"        return {frame}")
        source.line("    except (TypeError, ValueError, ArithmeticError, AttributeError):")
        source.line("        diagnose(args)")
        source.line("        raise")
        encode: Callable[[Args], bytes] = source.compile(f"writer of {self.message.name} at {self.version}", "encode")
        return encode

    def scalar(self, source: Source, row: Row) -> str:
        """The expression for a value of the message's own; the usual types without a call."""
        value = f"a{self.message.params.index(row.path)}"
        write = self.writer(row)
        made = f"{source.constant('write', write)}({value})"
        if write is raw and row.kind == "int":
            return f"(f'{{{value}}}\\0' if type({value}) is int else {made})"
        if write is raw and row.kind == "bool":
            return f"('1\\0' if {value} is True else '0\\0' if {value} is False else {made})"
        return made

    def member(self, name: str, item: Item) -> Member:
        """An attribute of an object of the message, or the block that it opens."""
        if isinstance(item, Row):
            return Member(name, self.writer(item))
        opens = opening(item) if isinstance(item, When) and not item.otherwise else None
        return Member(name, raw, self.block(item, self.getter), opens)

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
def encoder(message: Message, version: int) -> Callable[[Args], bytes]:
    """The compiled encoder of the message at the version: arguments in the order of its params."""
    return TextEncoder(message, version).compile()
