"""Tells the author of a program what is written in an old form, once per place, and how it is written today."""

from __future__ import annotations

import sys

from ibproto.log import logger_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType, FrameType
    from typing import Any

logger = logger_of("ibproto.client")

_OURS = ("ibproto", "importlib")
_told: set[tuple[str, int, str]] = set()


def warn_caller(text: str) -> None:
    """Warn at the line of the program that called into the library."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and frame.f_globals.get("__name__", "ibproto").partition(".")[0] in _OURS:
        frame = frame.f_back
    if frame is not None:
        _warn(text, DeprecationWarning, frame.f_code.co_filename, frame.f_lineno, frame.f_globals)


def warn_at(code: CodeType, names: dict[str, Any], text: str, category: type[Warning] = DeprecationWarning) -> None:
    """Warn at a function of the program: its code and its global names. Never raises: it is called between messages."""
    try:
        _warn(text, category, code.co_filename, code.co_firstlineno, names)
    except Warning as raised:  # python -W error
        logger.warning("%s:%s: %s", code.co_filename, code.co_firstlineno, raised)


def _warn(text: str, category: type[Warning], file: str, line: int, names: dict[str, Any]) -> None:
    place = (file, line, text)
    if place in _told:
        return
    _told.add(place)
    import warnings  # most programs do without it

    registry = names.setdefault("__warningregistry__", {})
    warnings.warn_explicit(text, category, file, line, names.get("__name__", "<unknown>"), registry)
