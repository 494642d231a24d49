"""The version checks of a request: what is set although the server is too old to know it is refused, not dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ibproto.const import UNSET_DOUBLE, UNSET_INTEGER

from .changes import NOTHING
from .errors import TooOld
from .schema import Message, Row, every_item
from .source import Source

TYPE_CHECKING = False  # importing typing costs milliseconds
if TYPE_CHECKING:
    from typing import Any

    Args = Sequence[Any]
    VersionCheck = Callable[[Args], None]  # raises TooOld

# kind of a row -> whether a value counts as set
IS_SET: dict[str, Callable[[Any], bool]] = {
    "int": lambda value: value != UNSET_INTEGER,
    "int?": lambda value: value != UNSET_INTEGER,
    "float?": lambda value: value != UNSET_DOUBLE,
}


class Gated:
    """A value that needs a newer server: its path, that server's version, and whether it counts as set."""

    __slots__ = ("default", "is_set", "needed", "path")

    def __init__(self, path: str, needed: int, is_set: Callable[[Any], bool], cls: type[Any] | None) -> None:
        self.path = path
        self.needed = needed
        self.is_set = is_set
        default = NOTHING if cls is None else cls._defaults.get(path.rpartition(".")[2], NOTHING)
        self.default = NOTHING if default is NOTHING or is_set(default) else default  # of a fresh object, if not set


def text_check(message: Message, version: int) -> VersionCheck | None:
    """The check of the text form at a server version, None where the server knows everything."""
    gated = []
    for item in every_item(message.items):
        if item.since > version and item.refuse:
            cls = message.objects.get(item.path.rpartition(".")[0])
            # a list counts as set even when it is empty
            is_set = IS_SET.get(item.kind, bool) if isinstance(item, Row) else lambda value: value is not None
            gated.append(Gated(item.path, item.since, is_set, cls))
    return compile_check(message, gated, version)


def compile_check(message: Message, gated: Iterable[Gated], version: int) -> VersionCheck | None:
    """One function for all; what still is as in a fresh object costs a comparison."""
    source = Source({"TooOld": TooOld})
    source.line("def check(args):")
    source.line(f"    {''.join(f'a{index}, ' for index in range(len(message.params)))}= args")
    for one in gated:
        head, dot, rest = one.path.partition(".")
        source.line(f"    v = a{message.params.index(head)}{dot}{rest}")
        test = f"{source.constant('is_set', one.is_set)}(v)"
        if one.default is not NOTHING:
            test = f"v is not {source.constant('default', one.default)} and {test}"
        source.line(f"    if {test}: raise TooOld({one.path!r}, {one.needed}, {version})")
    if len(source.lines) == 2:
        return None
    check: VersionCheck = source.compile(f"check of {message.name} at {version}", "check")
    return check
