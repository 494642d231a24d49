"""Changes to a source by position: everything else in it stays as it is, byte for byte."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import NamedTuple


class Edit(NamedTuple):
    """Put `text` in the place of the characters from `start` to `end`."""

    start: int
    end: int
    text: str


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits made. Of two that overlap the later one is left out."""
    parts, position = [], 0
    for edit in sorted(dict.fromkeys(edits), key=lambda edit: edit.start):  # those at one place stay in order
        if edit.start < position:
            continue
        parts += [text[position : edit.start], edit.text]
        position = edit.end
    return "".join([*parts, text[position:]])


def unified(path: str, before: str, after: str) -> str:
    """A unified diff of two texts, lines with "\\n" at their end."""
    lines = difflib.unified_diff(_lines(before), _lines(after), f"a/{path}", f"b/{path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    return [line + "\n" for line in text.replace("\r\n", "\n").split("\n")[:-1]] + (
        [text.rpartition("\n")[2]] if not text.endswith("\n") and text else []
    )
