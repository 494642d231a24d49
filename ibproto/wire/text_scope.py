"""What the compiled text decoders work with: the names in their source, and where the values of a message are kept."""

from __future__ import annotations

from ibproto.const import NO_VALID_ID, UNSET_LONG
from ibproto.tag_value import TagValue

from . import kinds
from .arrange import date_parts
from .messages.market_data import SIZE_OF
from .schema import Call, Message, paths
from .source import Source

TYPE_CHECKING = False  # importing typing costs milliseconds
if TYPE_CHECKING:
    from typing import Any

NOT_SET = 111  # the tick type that says nothing

NAMES: dict[str, Any] = {
    **kinds.NAMES,
    "INF": float("inf"),
    "NOT_SET": NOT_SET,
    "NO_VALID_ID": NO_VALID_ID,
    "SIZE_OF": SIZE_OF,
    "TagValue": TagValue,
    "UNSET_LONG": UNSET_LONG,
    "date_parts": date_parts,
    "new": object.__new__,
    "parse_tag_text": kinds.parse_tag_text,
}

MISSING = object()


def calls_of(message: Message, protobuf: bool = False) -> list[Call]:
    """What a decoded message calls: an answer its callbacks, a request the method of the same name.

    A parameter that never travels is None.
    """
    if message.incoming:
        return message.proto_calls if protobuf else message.calls
    sent = {path.partition(".")[0] for path in paths(message.items)} if message.has_text else message.params
    args = [name if name in sent or name in message.objects else "None" for name in message.params]
    return [Call(f"{message.name}({', '.join(args)})")]


class Scope:
    """Where the values of a level go: local variables, and the dictionaries of the objects being filled."""

    def __init__(self, source: Source, own: type[Any] | None, objects: dict[str, type[Any]]) -> None:
        self.source = source
        self.dicts: dict[str, tuple[str, type[Any]]] = {}
        self.seen: set[str] = set()
        self.result = ""
        if own is not None:
            self.result = self._object("", own, objects)
        for path, cls in objects.items():
            if path not in self.dicts and own is None and "." not in path:
                self._object(path, cls, objects)

    def _object(self, path: str, cls: type[Any], objects: dict[str, type[Any]]) -> str:
        """Lines that make an object with the defaults of its class, and the members that each object has of its own."""
        source = self.source
        variable = path if path and "." not in path else source.fresh("o")
        attributes = source.fresh("d")
        class_name = source.constant(cls.__name__, cls)
        source.line(f"{attributes} = {source.constant('D_' + cls.__name__, cls._defaults)}.copy()")
        for name, factory in cls._fresh:
            inner = f"{path}.{name}" if path else name
            if inner in objects:
                source.line(f"{attributes}[{name!r}] = {self._object(inner, objects[inner], objects)}")
            elif factory is list:
                source.line(f"{attributes}[{name!r}] = []")
            else:
                source.line(f"{attributes}[{name!r}] = {source.constant('F_' + name, factory)}()")
        source.line(f"{variable} = new({class_name})")
        source.line(f"{variable}.__dict__ = {attributes}")
        self.dicts[path] = (attributes, cls)
        return variable

    def place(self, path: str) -> tuple[str, object]:
        """Where the value at the path is kept, as an expression, and its default there."""
        head, _, name = path.rpartition(".")
        if head in self.dicts:
            attributes, cls = self.dicts[head]
            return f"{attributes}[{name!r}]", cls._defaults.get(name, MISSING)
        if head:
            raise ValueError(f"no object {head!r} for {path!r}")
        return name, MISSING
