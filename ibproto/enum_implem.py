"""Enumerations as numbered names."""

from __future__ import annotations

from .compat.names import old_member, old_to_str


class Enum:
    """Names with the numbers 0, 1, 2 ... as attributes: `Enum("BID_SIZE", "BID").BID == 1`."""

    def __init__(self, *args: str) -> None:
        self.idx2name = dict(enumerate(args))
        self.__dict__.update(zip(args, range(len(args)), strict=True))

    def toStr(self, idx: int) -> str:
        """The name of a number. A number that has none (newer than this library) gives `Unknown (<number>)`."""
        return self.idx2name.get(idx) or f"Unknown ({idx})"

    def to_str(self, idx: int) -> str:
        """The name of `toStr` before API 10.26."""
        return old_to_str(self.toStr(idx))

    def __getattr__(self, name: str) -> int:
        return old_member(self.__dict__, name)
