"""Small helpers that programs import by name: decorators, formatting of unset values, enumerations, exceptions."""

from __future__ import annotations

import sys as sys
import time as time
from decimal import Decimal as Decimal
from decimal import InvalidOperation

from .compat.names import floatToStr as floatToStr
from .compat.names import longToStr as longToStr
from .const import DOUBLE_INFINITY as DOUBLE_INFINITY
from .const import INFINITY_STR as INFINITY_STR
from .const import UNSET_DECIMAL as UNSET_DECIMAL
from .const import UNSET_DOUBLE as UNSET_DOUBLE
from .const import UNSET_INTEGER as UNSET_INTEGER
from .const import UNSET_LONG as UNSET_LONG

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from enum import Enum
    from logging import Logger
    from typing import Any, TypeVar

    F = TypeVar("F", bound=Callable[..., Any])
    E = TypeVar("E", bound=Enum)

SHOW_UNSET = True
"""To pass as `show_unset` to `decode`: an empty number is unset instead of 0."""


class BadMessage(Exception):
    """A message that cannot be decoded. `text` says which part, and why."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class ClientException(Exception):
    """A request that cannot be sent. `code` is the error code, `msg` its text, `text` what is special to this case."""

    def __init__(self, code: int, msg: str, text: str) -> None:
        super().__init__(code, msg, text)
        self.code = code
        self.msg = msg
        self.text = text


class LogFunction:
    """Decorator that logs each call with `text` in front, at `logLevel`: `@LogFunction("REQUEST", logging.INFO)`."""

    def __init__(self, text: str, logLevel: int) -> None:
        self.text = text
        self.logLevel = logLevel

    def __call__(self, fn: F) -> F:
        from functools import wraps

        @wraps(fn)
        def logged(*args: Any, **kwargs: Any) -> Any:
            logger = _logger()
            if logger.isEnabledFor(self.logLevel):
                logger.log(self.logLevel, "%s %s %s %s", self.text, fn.__name__, args[1:], kwargs or "")
            return fn(*args, **kwargs)

        return logged  # type: ignore[return-value]


def iswrapper(fn: F) -> F:
    """Marks a method as a callback, for the reader of the program only: returns it unchanged."""
    return fn


def current_fn_name(parent_idx: int = 0) -> str:
    """The name of the calling function; with `parent_idx` 1 of the one that called it, and so on."""
    return sys._getframe(1 + parent_idx).f_code.co_name


def setattr_log(self: object, var_name: str, var_value: object) -> None:
    """Sets an attribute and logs it at DEBUG; assign it to a class: `Order.__setattr__ = setattr_log`."""
    _logger().debug("%s %s=|%s|", type(self).__name__, var_name, var_value)
    object.__setattr__(self, var_name, var_value)


def decode(
    the_type: type | None,
    fields: Iterator[bytes | str],
    show_unset: bool = False,
    use_unicode: bool = False,
) -> Any:
    """Takes the next field and converts it to `the_type`: str, bool, int, float or Decimal; None gives it as it is.

    Text is UTF-8, bad bytes are shown as `\\xNN`; with `use_unicode` backslash escapes are resolved. An empty number is
    0, or with `show_unset` the UNSET value of its type; an empty Decimal is always UNSET_DECIMAL. No field left, or a
    field that does not convert: BadMessage.
    """
    try:
        field = next(fields)
    except StopIteration:
        raise BadMessage("the message ends before this field") from None
    if the_type is None:
        return field
    from .wire.kinds import read_decimal, unescape  # not at the top: they need modules that need this one

    text = field.decode("utf-8", "backslashreplace") if isinstance(field, bytes) else str(field)
    try:
        if the_type is str:
            return unescape(text) if use_unicode else text
        if the_type is bool:
            return int(text or 0) != 0
        if the_type is int:
            return int(text) if text else UNSET_INTEGER if show_unset else 0
        if the_type is float:
            return float(text) if text else UNSET_DOUBLE if show_unset else 0.0
        if the_type is Decimal:
            return read_decimal(text)
    except (ValueError, InvalidOperation):
        raise BadMessage(f"{text!r} is not of type {the_type.__name__}") from None
    raise TypeError(f"cannot decode a field to {the_type!r}: use str, bool, int, float, Decimal or None")


def ExerciseStaticMethods(klass: type) -> None:
    """Calls every static method of the class without arguments and prints its name and result (used with samples)."""
    for name in sorted(dir(klass)):
        owner = next((c for c in klass.__mro__ if name in vars(c)), klass)
        method = vars(owner).get(name)
        if isinstance(method, staticmethod):
            print(f"Exercising {klass.__name__}.{name}")
            print(method.__func__(), end="\n\n")


def isValidFloatValue(val: float) -> bool:
    """False for UNSET_DOUBLE."""
    return val != UNSET_DOUBLE


def isValidIntValue(val: int) -> bool:
    """False for UNSET_INTEGER."""
    return val != UNSET_INTEGER


def isValidLongValue(val: int) -> bool:
    """False for UNSET_LONG."""
    return val != UNSET_LONG


def isValidDecimalValue(val: Decimal) -> bool:
    """False for UNSET_DECIMAL."""
    return val != UNSET_DECIMAL


def floatMaxString(val: float | None) -> str:
    """At most 8 decimals, no zeros at the end; nothing for UNSET_DOUBLE and None."""
    if val is None or val == UNSET_DOUBLE:
        return ""
    text = f"{float(val):.8f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def longMaxString(val: int | None) -> str:
    """The number as text; nothing for UNSET_LONG and None."""
    return "" if val is None or val == UNSET_LONG else str(val)


def intMaxString(val: int | None) -> str:
    """The number as text; nothing for UNSET_INTEGER and None."""
    return "" if val is None or val == UNSET_INTEGER else str(val)


def decimalMaxString(val: Decimal | float | None) -> str:
    """All digits, without exponent; nothing for UNSET_DECIMAL, UNSET_DOUBLE and None."""
    if val is None or val in (UNSET_DECIMAL, UNSET_DOUBLE):
        return ""
    return f"{Decimal(str(val)):f}"


def isAsciiPrintable(val: str) -> bool:
    """Whether the text has nothing but printable ASCII, tab, line feed and carriage return."""
    return all(" " <= char <= "~" or char in "\t\n\r" for char in val)


def isPegBenchOrder(orderType: str) -> bool:
    """Whether the order type is pegged to benchmark."""
    return orderType in ("PEG BENCH", "PEGBENCH")


def isPegMidOrder(orderType: str) -> bool:
    """Whether the order type is pegged to midpoint."""
    return orderType in ("PEG MID", "PEGMID")


def isPegBestOrder(orderType: str) -> bool:
    """Whether the order type is pegged to best."""
    return orderType in ("PEG BEST", "PEGBEST")


def log_(func: str, params: dict[str, Any], action: str) -> None:
    """Logs at INFO the action, the name of a function and its parameters (without `self`)."""
    logger = _logger()
    if logger.isEnabledFor(20):  # logging.INFO
        logger.info("%s %s %s", action, func, {name: value for name, value in params.items() if name != "self"})


def currentTimeMillis() -> int:
    """Milliseconds since 1970-01-01 UTC."""
    return time.time_ns() // 1_000_000


def getTimeStrFromMillis(time: int) -> str:
    """`2026-01-31 16:00:00.250` in local time, from milliseconds since 1970 UTC; nothing when that is not positive."""
    from time import localtime, strftime

    if time <= 0:
        return ""
    return f"{strftime('%Y-%m-%d %H:%M:%S', localtime(time // 1000))}.{time % 1000:03}"


def listOfValues(cls: type[E]) -> list[E]:
    """The members of an enumeration."""
    return list(cls)


def getEnumTypeFromString(cls: type[E], stringIn: object) -> E:
    """The member whose code is `stringIn`, for enumerations with (code, name) as value; `NoneItem` if there is none."""
    return next((member for member in cls if member.value[0] == stringIn), next(iter(cls)))


def getEnumTypeName(cls: type[E], valueIn: E) -> str:
    """The name to show for a member, for enumerations with (code, name) as value."""
    return str(cls(valueIn).value[1])


def printProtoSingleLine(header: str, message: object) -> None:
    """Prints a protobuf message on one line, with `header` in front."""
    print(f"{header}: {' '.join(str(message).split())}")


def _logger() -> Logger:
    import logging  # not at the top: it costs more than all data modules together

    return logging.getLogger(__name__)
