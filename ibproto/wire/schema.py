"""The vocabulary of the message table: rows, blocks, calls and messages.

A message is declared once, in ``messages/``, and everything else is compiled from it: the decoders and encoders
of the client and of the simulated gateway, the interpreter that names the broken field of a bad message, and the
random messages of the tests.

Rows are written as words separated by white space::

    name:kind              always on the wire           name:kind@145       server version 145 and later
    name:kind@100-176      from - until, inclusive      name:kind!32        own version of the message, 32 and later
    name:kind!-28          own version up to 28
    name:kind@103*         refused with error 503 when it is set and the server is older
    a.b:kind               an attribute of the object a
    _                      dead slot: read and dropped, written empty
    =45                    constant: written as it is, read and dropped; first of all, the message's own version
    kinds: see kinds.py    int int? long float float? bool str str~ decimal ...

Blocks: ``When`` (a condition on an earlier value), ``Maybe`` (a 0/1 flag, then an object), ``Repeat`` (count first),
``Switch`` (by a type field), ``Tags`` (count and tag/value pairs), ``TagText`` (``t=v;`` in one slot), ``Parts`` (one
slot, several attributes). A count of 0 leaves the attribute at its class default.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

TYPE_CHECKING = False  # importing typing costs milliseconds
if TYPE_CHECKING:
    from typing import Any

MIN_VERSION, MAX_VERSION = 100, 226  # the server versions that the table covers
RAW_ID_VERSION = 201  # from this server version on the message id is a number in front of the fields, not one of them
PROTOBUF_OFFSET = 200  # what a message in protobuf form adds to its id
LAST = 1_000_000  # "until" of what has no end
NO_OWN = 0


class Gate:
    """Which server versions, and which own versions of the message, carry a row or a block."""

    __slots__ = ("own", "own_until", "refuse", "since", "until")

    def __init__(self, gate: str = "") -> None:
        text = gate.removesuffix("*")
        versions, _, own = text.partition("!")
        since, dash, until = versions[1:].partition("-")
        if versions and (versions[0] != "@" or (until and not dash)):
            raise ValueError(f"not a gate: {gate!r}; write @since, @since-until or !own")
        self.refuse = text != gate  # error 503 when it is set and the server is older
        self.since = int(since or 0)
        self.until = int(until or LAST)
        self.own = int(own) if own and own[0] != "-" else NO_OWN  # from this own version of the message on
        self.own_until = int(own[1:]) if own and own[0] == "-" else LAST  # up to this own version

    def on(self, version: int) -> bool:
        """Whether a server of this version knows the item."""
        return self.since <= version <= self.until


class Row(Gate):
    """One slot: a value (path and kind), a dead slot (path ``_``) or a constant (path ``=``)."""

    __slots__ = ("args", "const", "kind", "path")

    def __init__(self, word: str) -> None:
        end = next((at for at in range(word.find(")") + 1, len(word)) if word[at] in "@!*"), len(word))
        super().__init__(word[end:])
        slot, equals, self.const = word[:end].partition("=")
        path, colon, kind = slot.partition(":")
        kind, bracket, args = kind.partition("(")
        if (
            (not path.replace(".", "_").isidentifier() if path else not equals)
            or (colon and not kind.rstrip("?~").isidentifier())
            or (bracket and args[-1:] != ")")
        ):
            raise ValueError(f"not a row: {word!r}; write path:kind(arguments)=constant@since-until")
        self.path = path or "="
        self.kind = kind or "dead"
        self.args = tuple(args[:-1].split(",")) if args[:-1] else ()

    def __repr__(self) -> str:
        return f"Row({self.path}:{self.kind})"


class Block(Gate):
    """Base of the items that hold other items or more than one slot."""

    __slots__ = ("_items", "_rows", "path")

    def __init__(self, path: str, rows: Rows, gate: str = "") -> None:
        super().__init__(gate)
        self.path = path
        self._rows = rows
        self._items: list[Item] | None = None

    @property
    def items(self) -> list[Item]:
        """What the block holds, read from its notation at first use."""
        if self._items is None:
            self._items = parse(self._rows)
        return self._items


class When(Block):
    """The rows are there when the earlier value at ``path`` passes the test: set, positive, infinite, in ``values``."""

    __slots__ = ("or_own", "otherwise", "test", "values")

    def __init__(
        self,
        path: str,
        test: str,
        rows: Rows,
        *,
        values: tuple[object, ...] = (),
        otherwise: Rows = (),
        or_own: int = 0,
        gate: str = "",
    ) -> None:
        super().__init__(path, rows, gate)
        self.test = test
        self.values = values
        self.otherwise: list[Item] = parse(otherwise) if otherwise else []
        self.or_own = or_own  # the rows are there as well when the message's own version is at least this


class Maybe(Block):
    """A flag, then the object at ``path`` if the flag is 1."""

    __slots__ = ("make",)

    def __init__(self, path: str, make: type[Any], rows: Rows, gate: str = "") -> None:
        super().__init__(path, rows, gate)
        self.make = make


class Repeat(Block):
    """A count, then so many items: objects of the class ``make``, or plain values (``make`` None, one row ``_``)."""

    __slots__ = ("into", "make", "needed", "objects")

    def __init__(
        self,
        path: str,
        make: type[Any] | None,
        rows: Rows,
        gate: str = "",
        *,
        into: type[Any] = list,
        objects: dict[str, type[Any]] | None = None,
        needed: bool = False,
    ) -> None:
        super().__init__(path, rows, gate)
        self.make = make
        self.into = into
        self.needed = needed  # None is no list here
        self.objects = objects or {}


class Switch(Block):
    """The items of a repeat whose class and rows depend on a type number that comes first."""

    __slots__ = ("_cases", "_raw_cases", "type_path")

    def __init__(self, path: str, type_path: str, cases: dict[int, tuple[type[Any], Rows]], gate: str = "") -> None:
        super().__init__(path, (), gate)
        self.type_path = type_path
        self._raw_cases = cases
        self._cases: dict[int, tuple[type[Any], list[Item]]] | None = None

    @property
    def cases(self) -> dict[int, tuple[type[Any], list[Item]]]:
        """Type number -> class and rows, read from their notation at first use."""
        if self._cases is None:
            self._cases = {number: (make, parse(rows)) for number, (make, rows) in self._raw_cases.items()}
        return self._cases


class Tags(Block):
    """A count, then so many pairs of tag and value, as a list of TagValue."""

    __slots__ = ()

    def __init__(self, path: str, gate: str = "") -> None:
        super().__init__(path, (), gate)


class TagText(Block):
    """A list of TagValue in one slot: ``tag=value;tag=value;``. With ``refused``, only an empty list is taken."""

    __slots__ = ("refused",)

    def __init__(self, path: str, gate: str = "", *, refused: bool = False) -> None:
        super().__init__(path, (), gate)
        self.refused = refused


class Flags(Block):
    """A bit mask in one slot, for an object of the class ``make``: names[0] is bit 0.

    With ``exact`` only the mask 1 says anything.
    """

    __slots__ = ("exact", "make", "names")

    def __init__(self, path: str, make: type[Any], names: str, gate: str = "", *, exact: bool = False) -> None:
        super().__init__(path, (), gate)
        self.make = make
        self.names = tuple(names.split())
        self.exact = exact


class Parts(Block):
    """One slot with a date, a time and a zone, joined by ``-`` or white space, for up to three attributes."""

    __slots__ = ("paths",)

    def __init__(self, *paths: str, gate: str = "") -> None:
        super().__init__(paths[0], (), gate)
        self.paths = paths


if TYPE_CHECKING:
    Item = Row | When | Maybe | Repeat | Switch | Tags | TagText | Flags | Parts
    Rows = str | Item | Sequence[Any]


def parse(rows: Rows) -> list[Item]:
    """Words and blocks, nested as the table has them, as one flat list of items."""
    if isinstance(rows, str):
        return [Row(word) for word in rows.split()]
    if isinstance(rows, Gate):
        return [rows]
    return [item for part in rows for item in parse(part)]


def active(items: list[Item], version: int) -> list[Item]:
    """What of these items is on the wire at this server version; blocks are filtered by whoever opens them."""
    return [item for item in items if item.on(version)]


def prefixed(prefix: str, rows: str) -> str:
    """The same rows one object further down: ``symbol:str`` becomes ``contract.symbol:str``."""
    return " ".join(word if word[0] in "_=" else f"{prefix}.{word}" for word in rows.split())


class Call:
    """One callback that a message makes: ``[each x in xs: ] name(arguments) [when condition] [@since-until]``."""

    __slots__ = ("args", "each", "gate", "many", "name", "when")

    def __init__(self, text: str) -> None:
        rest, _, gate = text.strip().partition(" @")
        rest, _, when = rest.partition(" when ")
        each, _, many = rest[5:].partition(": ")[0].partition(" in ") if rest[:5] == "each " else ("", "", "")
        name, bracket, args = (rest.partition(": ")[2] if each else rest).partition("(")
        if not name.isidentifier() or args[-1:] != ")":
            raise ValueError(f"not a call: {text!r}; write name(arguments), with `each x in xs: ` before it for lists")
        self.name = name
        self.args = args[:-1]
        self.each: str | None = each or None
        self.many: str | None = many or None
        self.when: str | None = when or None
        self.gate = Gate(f"@{gate}" if gate else "")


class Message:
    """One message of the table; ``layout``, ``calls`` and ``mapping`` are read from their notation at first use."""

    def __init__(
        self,
        number: int,
        name: str,
        layout: Rows | None,
        *,
        incoming: bool,
        params: str | None = None,
        calls: str = "",
        proto: str = "",
        proto_calls: str | None = None,
        fields: str = "",
        raw: str = "",
        since: int = 0,
        own_until: int = 0,
        proto_since: int = 0,
        proto_needs: int = 0,
        objects: dict[str, type[Any]] | None = None,
        defaults: dict[str, object] | None = None,
        needs: str = "",
        arranged: tuple[Callable[..., Any], Callable[..., Any]] | None = None,
        send_error: str = "",
        local: str = "",
        refusals: Sequence[Refusal] = (),
    ) -> None:
        self.number = number
        self.name = name
        self.incoming = incoming
        self.since = since  # the first server version that has the message in text form
        self.own_until = own_until  # the last server version at which the message carries its own version number
        self.proto = proto  # name of the protobuf message, "" if it has none
        self.proto_since = proto_since  # the first server version at which the request goes out as protobuf
        self.proto_needs = proto_needs  # the first server version that takes a request which exists only as protobuf
        self.raw = raw  # name of the callback or method that takes the protobuf message itself
        self.objects = objects or {}
        self.defaults = defaults or {}
        self.needs = tuple(needs.split())
        self.arranged = arranged
        self.send_error = send_error
        self.local = tuple(local.split())  # the last of the params: values that the client itself adds
        self.refusals = refusals
        self.fields = fields  # irregular protobuf fields, see proto_map.py
        self._layout = layout
        self._params = params
        self._calls = calls
        self._proto_calls = proto_calls
        self._items: list[Item] | None = None

    def __repr__(self) -> str:
        return f"<Message {self.number} {self.name}>"

    @property
    def has_text(self) -> bool:
        return self._layout is not None

    @property
    def items(self) -> list[Item]:
        """The text layout, at every version."""
        if self._items is None:
            self._items = parse(self._layout or ())
        return self._items

    @property
    def params(self) -> tuple[str, ...]:
        """The names of the values that the message carries: a request's parameters, an answer's values."""
        if self._params is None:
            self._params = " ".join(dict.fromkeys(path.split(".")[0] for path in paths(self.items)))
        return tuple(self._params.split())

    @property
    def calls(self) -> list[Call]:
        """The callbacks made for the text form."""
        return [Call(text) for text in self._calls.split("|") if text.strip()]

    @property
    def proto_calls(self) -> list[Call]:
        """The callbacks made for the protobuf form."""
        if self._proto_calls is None:
            return self.calls
        return [Call(text) for text in self._proto_calls.split("|") if text.strip()]


class Refusal:
    """A request that is refused: ``code`` when the parameter ``path`` has ``value``, between two server versions.

    ``advice`` says what to do instead.
    """

    __slots__ = ("advice", "code", "path", "since", "until", "value")

    def __init__(
        self, path: str, value: object, code: int, since: int = 0, until: int = LAST, *, advice: str = ""
    ) -> None:
        self.path = path
        self.value = value
        self.code = code
        self.since = since
        self.until = until
        self.advice = advice


def paths(items: list[Item]) -> Iterator[str]:
    """The paths of the values on the level of the message itself, in wire order."""
    for item in items:
        if isinstance(item, Row):
            if item.path not in ("_", "=", "version"):
                yield item.path
            continue
        if isinstance(item, Parts):
            yield from item.paths
            continue
        yield item.path
        if isinstance(item, When):
            yield from paths(item.items)
            yield from paths(item.otherwise)


def every_item(items: list[Item]) -> Iterator[Item]:
    """The items of all levels."""
    for item in items:
        yield item
        if isinstance(item, Block):
            yield from every_item(item.items)
        if isinstance(item, When):
            yield from every_item(item.otherwise)
        elif isinstance(item, Switch):
            for _, rows in item.cases.values():
                yield from every_item(rows)


def newest_own(message: Message) -> int:
    """The newest version of its own that the message is known to have."""
    return max((item.own for item in every_item(message.items)), default=NO_OWN)


def boundaries(message: Message) -> list[int]:
    """The server versions at which the text form of the message changes."""
    found = {message.since, message.own_until + 1, message.proto_since}
    for item in every_item(message.items):
        found.update((item.since, item.until + 1))
    return sorted(version for version in found if 0 < version < LAST)
