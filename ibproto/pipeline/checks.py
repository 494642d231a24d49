"""A look at the user's class for callbacks that cannot work: a name nearly right, parameters that do not fit."""

from __future__ import annotations

from types import FunctionType
from weakref import WeakSet

from ibproto.log import logger_of

logger = logger_of("ibproto.client")

CO_VARARGS = 0x04  # of a code's flags: it takes *args; importing inspect costs milliseconds

_seen: WeakSet[type] = WeakSet()


def near_misses(cls: type, callbacks: type) -> dict[str, str]:
    """Methods of `cls` that but for case and underscores are callbacks of `callbacks`: {name: right name}."""
    right = {_plain(name): name for name in vars(callbacks) if not name.startswith("_")}
    found = {}
    for base in cls.__mro__:
        if base.__module__.partition(".")[0] in ("ibproto", "builtins"):
            continue
        for name, value in vars(base).items():
            if name.startswith("_") or not callable(value) or hasattr(callbacks, name):
                continue
            wanted = right.get(_plain(name))
            if wanted is not None and getattr(cls, wanted, None) is getattr(callbacks, wanted):
                found[name] = wanted
    return found


def misfits(cls: type, callbacks: type) -> dict[str, str]:
    """Overrides in `cls` that cannot take the arguments of their callback: {name: the parameters that it needs}."""
    found = {}
    for name, callback in vars(callbacks).items():
        override = next((vars(base)[name] for base in cls.__mro__ if name in vars(base)), callback)
        if (
            name.startswith("_")
            or override is callback
            or not (isinstance(override, FunctionType) and isinstance(callback, FunctionType))
        ):
            continue  # of other callables, nothing is known
        wanted, own = callback.__code__, override.__code__
        least = own.co_argcount - len(override.__defaults__ or ())
        takes_any = own.co_flags & CO_VARARGS
        if not least <= wanted.co_argcount or not (takes_any or wanted.co_argcount <= own.co_argcount):
            found[name] = ", ".join(wanted.co_varnames[: wanted.co_argcount])
    return found


def warn_of_mistakes(cls: type, callbacks: type) -> None:
    """Log a warning for each callback of `cls` that cannot work, the first time that the class is seen."""
    if cls in _seen:
        return
    _seen.add(cls)
    for name, wanted in near_misses(cls, callbacks).items():
        logger.warning("%s.%s is never called: the callback's name is %s", cls.__name__, name, wanted)
    for name, wanted in misfits(cls, callbacks).items():
        logger.warning("%s.%s fails when it is called: define it as %s(%s)", cls.__name__, name, name, wanted)


def _plain(name: str) -> str:
    return name.replace("_", "").lower()
