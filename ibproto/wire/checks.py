"""The version checks of a request: what is set although the server is too old to know it is refused, not dropped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter

from ibproto.const import UNSET_DOUBLE, UNSET_INTEGER

from .errors import TooOld
from .schema import Message, Row, every_item

TYPE_CHECKING = False  # importing typing costs milliseconds
if TYPE_CHECKING:
    from typing import Any

    Args = Sequence[Any]
    VersionCheck = Callable[[Any], None]  # raises TooOld

# kind of a row -> whether a value counts as set
IS_SET: dict[str, Callable[[Any], bool]] = {
    "int": lambda value: value != UNSET_INTEGER,
    "int?": lambda value: value != UNSET_INTEGER,
    "float?": lambda value: value != UNSET_DOUBLE,
}


def text_checks(message: Message, version: int) -> list[VersionCheck]:
    """The checks of the text form at a server version, none where the server knows everything."""
    checks: list[VersionCheck] = []
    for item in every_item(message.items):
        if item.since <= version:
            continue
        if not item.refuse:
            continue
        if isinstance(item, Row):
            checks.append(check_of(message, item.path, item.since, version, IS_SET.get(item.kind, bool)))
        else:  # a list counts as set even when it is empty
            checks.append(check_of(message, item.path, item.since, version, lambda value: value is not None))
    return checks


def check_of(message: Message, path: str, needed: int, version: int, is_set: Callable[[Any], bool]) -> VersionCheck:
    head, _, rest = path.partition(".")
    position = message.params.index(head)
    attribute = attrgetter(rest) if rest else None

    def check(args: Args) -> None:
        value = args[position] if attribute is None else attribute(args[position])
        if is_set(value):
            raise TooOld(path, needed, version)

    return check
