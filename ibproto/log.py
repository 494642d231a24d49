"""Loggers of this package that cost no import: a quarter of the time to import ibproto went into `logging`.

A program that wants to see INFO or DEBUG has imported `logging` to say so; until then those levels are off. A warning
or an error is always worth the import.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from logging import Logger
    from typing import Any

DEBUG, INFO, WARNING, ERROR = 10, 20, 30, 40  # the levels of `logging`, by their documented numbers


class LazyLogger:
    """Stands for `logging.getLogger(name)`; every attribute is the real logger's."""

    name: str
    _logger: Logger | None

    def __init__(self, name: str) -> None:
        vars(self).update(name=name, _logger=None)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(self._real(), name, value)

    def __delattr__(self, name: str) -> None:
        delattr(self._real(), name)

    def __reduce__(self) -> tuple[Callable[[str], Logger], tuple[str]]:
        return logger_of, (self.name,)

    def isEnabledFor(self, level: int) -> bool:
        """As of a logger, but a level below WARNING does not import `logging` to find out."""
        logger = self._logger
        if logger is None:
            if level < WARNING and "logging" not in sys.modules:
                return False
            logger = self._real()
        return logger.isEnabledFor(level)

    def log(self, level: int, text: object, *args: object, **kwargs: Any) -> None:
        """As of a logger."""
        if self.isEnabledFor(level):
            self._real().log(level, text, *args, stacklevel=kwargs.pop("stacklevel", 1) + 1, **kwargs)

    def __getattr__(self, name: str) -> object:
        if name in ("debug", "info") and not self.isEnabledFor(INFO if name == "info" else DEBUG):
            return _off
        return getattr(self._real(), name)

    def _real(self) -> Logger:
        from logging import getLogger

        logger = vars(self)["_logger"] = getLogger(self.name)
        return logger


def _off(*args: object, **kwargs: object) -> None:
    """A message of a level that is off."""


def log_error(logger: Logger, text: str, *args: object, problem: BaseException) -> None:
    """Log an error with its traceback; a handler or filter of the program's that raises does no further harm."""
    try:
        logger.error(text, *args, exc_info=problem, stacklevel=2)
    except Exception:
        import traceback

        traceback.print_exc()


def logger_of(name: str) -> Logger:
    """The logger `name`."""
    return LazyLogger(name)  # type: ignore[return-value]
