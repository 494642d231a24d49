"""How a request writes a value in text form: whatever was passed, as text, unless it would arrive as something else."""

from __future__ import annotations

from collections.abc import Callable

from ibproto.const import INFINITY_STR, UNSET_DOUBLE, UNSET_INTEGER

from . import kinds
from .errors import BadValue, InvalidSymbol
from .schema import Row

TYPE_CHECKING = False  # importing typing costs milliseconds
if TYPE_CHECKING:
    from typing import Any

    Write = Callable[[Any], str]

LONGEST_KEPT = 64  # characters of a text that is remembered as checked
_TEXTS: dict[str, str] = {}
_BREAKS = frozenset("\t\n\r")


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
    if type(value) is int or type(value) is float:
        return f"{value}\0"
    return raw(f"{value}")


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
