"""A look at the user's class for callbacks that cannot work: a name nearly right, parameters that do not fit."""

from __future__ import annotations

from weakref import WeakSet

from ibproto.compat.callbacks import look_at
from ibproto.log import logger_of

logger = logger_of("ibproto.client")

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


def warn_of_mistakes(wrapper: object, callbacks: type) -> None:
    """Warn of each callback of a wrapper's class that cannot work, the first time that the class is seen."""
    cls = type(wrapper)
    if cls in _seen:
        return
    _seen.add(cls)
    for name, wanted in near_misses(cls, callbacks).items():
        logger.warning("%s.%s is never called: the callback's name is %s", cls.__name__, name, wanted)
    look_at(wrapper, callbacks)


def _plain(name: str) -> str:
    return name.replace("_", "").lower()
