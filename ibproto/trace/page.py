"""The page: `viewer.html`, and behind it the events, one line of JSON each.

A line is written when the event happens, and a browser shows what is there: so the page is whole at any moment, however
the program ends. Of a long trace the first events stay and the last ones: what is in between is cut out.
"""

from __future__ import annotations

import json
import time
from collections import deque
from decimal import Decimal
from pathlib import Path
from typing import Any

from ibproto import __version__
from ibproto.trace import names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from os import PathLike

    from ibproto.trace.record import Event

HEAD, TAIL = 30_000, 10_000  # events from the beginning that stay, and from the end (up to twice as many)
MOST_FIELDS, LONGEST = 400, 4000  # fields of an event, characters of a value: a history or an article is cut
VIEWER = Path(__file__).with_name("viewer.html")
END = b"</script>\n"  # the viewer ends where the data begin; HTML needs no more than this behind them

# keys of an event in the page; what is empty is left out
KEYS = {
    "kind": "k",
    "at": "t",
    "thread": "th",
    "connection": "c",
    "name": "n",
    "topic": "tp",
    "fields": "f",
    "note": "e",
    "wire": "w",
    "arrived": "a",
    "reader": "rd",
    "took": "tk",
}
_SAFE = 2**53  # greater integers are no exact numbers in JavaScript


class Page:
    """The file of a page. Raises OSError when it cannot be written."""

    def __init__(self, path: str | PathLike[str], program: str, head: int = HEAD, tail: int = TAIL) -> None:
        self._file = open(path, "wb")  # noqa: SIM115 - it is open as long as the trace
        self._head = head
        self._count = 0
        self._last: deque[bytes] = deque(maxlen=tail)
        self._mark = 0  # where the file is cut
        self._behind = 0  # events behind the mark
        self._file.write(VIEWER.read_bytes())
        about = {
            "k": "meta",
            "program": program,
            "version": __version__,
            "began": time.time(),
        }
        self._write(_line(about))

    def add(self, event: Event) -> None:
        """Write an event."""
        values = {KEYS[key]: value for key, value in event._asdict().items() if key in KEYS and value not in ("", 0.0)}
        words = {path: names.word(path, value) for path, value in event.fields.items()}
        found = {path: word for path, word in words.items() if word}
        if found:
            values["wd"] = found
        fields = list(event.fields.items())
        values["f"] = {path: _plain(value) for path, value in fields[:MOST_FIELDS]}
        if len(fields) > MOST_FIELDS:
            values["f"]["..."] = f"{len(fields) - MOST_FIELDS} more"
        for key in ("t", "a", "tk"):
            if key in values:
                values[key] = round(values[key], 7)
        self._count += 1
        line = _line(values)
        if self._count > self._head:
            self._last.append(line)
            self._behind += 1
            if self._behind > 2 * (self._last.maxlen or 1):
                self._cut()
                return
        self._write(line)
        if self._count == self._head:
            self._mark = self._file.tell()

    def close(self) -> None:
        """End the page."""
        if not self._file.closed:
            self._write(END)
            self._file.close()

    def _cut(self) -> None:
        """Take out the events between the first and the last ones."""
        missing = self._count - self._head - len(self._last)
        self._file.seek(self._mark)
        self._file.truncate()
        self._file.write(_line({"k": "gap", "n": missing}) + b"".join(self._last))
        self._file.flush()
        self._behind = len(self._last)

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._file.flush()


def _plain(value: Any) -> Any:
    """A value that JSON has."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, str) and len(value) > LONGEST:
        return f"{value[:LONGEST]} ... {len(value) - LONGEST} more"
    is_big = isinstance(value, float) and not -1e300 < value < 1e300  # infinite, or no number
    is_inexact = isinstance(value, int) and not -_SAFE < value < _SAFE
    return str(value) if is_big or is_inexact else value


def _line(values: dict[str, Any]) -> bytes:
    """One line that a script element can hold: no tag can begin in it."""
    text = json.dumps(values, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").encode() + b"\n"
