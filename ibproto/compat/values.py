"""Arguments of another type than documented, where their meaning is beyond doubt: "150" for a price, 202412 for a text.

It is asked only about a request that could not be encoded: what is of the right type passes by. The program's objects
are left as they are.
"""

from __future__ import annotations

from copy import copy
from decimal import Decimal
from math import isfinite

from ibproto.compat.advice import warn_caller
from ibproto.object_implem import Object
from ibproto.wire.errors import InvalidSymbol, TooOld

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

KINDS: dict[str, type] = {
    "int": int,
    "TickerId": int,
    "OrderId": int,
    "FaDataType": int,
    "str": str,
    "float": float,
    "bool": bool,
    "bool | None": bool,
}
"""Annotation of a parameter -> the type of its values."""

TRUTHS = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": False}


class Doubtful(Exception):
    """A value that could mean several things, or nothing."""


def encoded(
    encode: Callable[[Sequence[Any]], bytes], method: str, args: Sequence[Any], problem: Exception
) -> bytes | None:
    """The frame of a request that could not be encoded for `problem`, from mended arguments; None when it cannot be."""
    if isinstance(problem, (InvalidSymbol, TooOld)):
        return None
    notes: list[str] = []
    try:
        frame = encode(_mended(method, args, notes))
    except Exception:
        return None
    for note in notes:
        warn_caller(f"{method}: {note}")
    return frame


def _mended(method: str, args: Sequence[Any], notes: list[str]) -> list[Any]:
    from ibproto.client import EClient

    annotations = getattr(EClient, method).__annotations__
    kinds = [kind for name, kind in annotations.items() if name != "return"]
    names = [name for name in annotations if name != "return"]
    mended = list(args)
    for index, (name, kind) in enumerate(zip(names, kinds)):
        value = args[index]
        if isinstance(value, Object):
            mended[index] = _object(name, value, notes)
        elif kind in KINDS:
            mended[index] = _value(name, value, KINDS[kind], None, notes)
    if not notes:
        raise Doubtful
    return mended


def _object(path: str, value: Object, notes: list[str]) -> Object:
    """The object, or a copy with the attributes that needed mending."""
    changed = {}
    for name, default in value._defaults.items():
        own = getattr(value, name, default)
        where = f"{path}.{name}"
        if isinstance(own, Object):
            new: Any = _object(where, own, notes)
        elif isinstance(own, (list, tuple)):
            many = [_object(where, one, notes) if isinstance(one, Object) else one for one in own]
            new = own if all(one is old for one, old in zip(many, own)) else many
        elif own is None and isinstance(default, Object):
            new = type(default)()
            notes.append(f"{where} = None stands for {type(default).__name__}()")
        else:
            new = own if default is None else _value(where, own, type(default), default, notes)
        if new is not own:
            changed[name] = new
    if not changed:
        return value
    new = copy(value)
    for name, one in changed.items():
        setattr(new, name, one)
    return new  # type: ignore[no-any-return]


def _value(path: str, value: Any, wanted: type, default: Any, notes: list[str]) -> Any:
    if type(value) is wanted or wanted not in _MAKE:
        return value
    plain = value.item() if hasattr(value, "item") else value  # numpy's numbers
    try:
        new = _MAKE[wanted](plain, default)
    except (Doubtful, ValueError, TypeError, ArithmeticError):
        return value
    meant = "not set" if value == "" and wanted is not bool else repr(new)
    notes.append(f"{path} = {value!r:.80} is taken for {meant}: give {_ARTICLES[wanted]}")
    return new


def _text(value: Any, default: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)) or not isfinite(value):
        raise Doubtful
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _float(value: Any, default: Any) -> float:
    if isinstance(value, str):
        if not value.strip() and default is not None:
            return default  # type: ignore[no-any-return]
        if "_" in value:
            raise Doubtful
    number = float(value)
    if not isfinite(number):
        raise Doubtful
    return number


def _int(value: Any, default: Any) -> int:
    if isinstance(value, (float, Decimal)):  # it may be no whole number by mistake
        raise Doubtful
    if isinstance(value, str) and value.strip() and "_" not in value:
        value = Decimal(value.strip())
    number = value if isinstance(value, Decimal) else _float(value, default)
    if int(number) != number:
        raise Doubtful
    return int(number)


def _bool(value: Any, default: Any) -> bool:
    if isinstance(value, str) and value.strip().lower() in TRUTHS:
        return TRUTHS[value.strip().lower()]
    if value in (0, 1):
        return bool(value)
    raise Doubtful


_MAKE: dict[type, Callable[[Any, Any], Any]] = {str: _text, float: _float, int: _int, bool: _bool}
_ARTICLES = {str: "a text", float: "a number", int: "a whole number", bool: "True or False"}
