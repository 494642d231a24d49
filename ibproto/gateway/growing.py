"""A long answer, made part by part: encoding a hundred thousand items at once would hold up everybody."""

from __future__ import annotations

from collections.abc import Sequence
from struct import Struct
from typing import TYPE_CHECKING, Any

from ibproto.const import MAX_MSG_LEN

from .codec import answer_is_protobuf, answer_writer

if TYPE_CHECKING:
    from .client_session import ClientSession

_length = Struct(">I").pack


class Growing:
    """items: the name of the value that is a list; it is the last of the answer. values: the others."""

    def __init__(self, session: ClientSession, answer: str, items: str, **values: Any) -> None:
        self._writer = answer_writer(answer, session.version)
        self._items, self._values = items, values
        self.count = 0
        self.size = 0
        self._session = session
        self._has_count = not answer_is_protobuf(answer, session.version)
        empty = self._write([])
        self._head = empty[:-2] if self._has_count else empty
        self._parts: list[bytes] = []

    def _write(self, part: Sequence[Any]) -> bytes:
        """The message with some items, without its length."""
        return self._writer({**self._values, self._items: part})[4:]

    @property
    def is_too_long(self) -> bool:
        """Whether clients would not take it any more."""
        return self.size > MAX_MSG_LEN - 1000

    def add(self, part: Sequence[Any]) -> None:
        """Append items."""
        if part:
            data = self._write(part)[len(self._head) + (len(str(len(part))) + 1 if self._has_count else 0) :]
            self._parts.append(data)
            self.count += len(part)
            self.size += len(data)

    def send(self) -> None:
        """Send the whole."""
        head = self._head + (b"%d\0" % self.count if self._has_count else b"")
        self._session.put(b"".join((_length(len(head) + self.size), head, *self._parts)))
