"""Enumerations as numbered names."""

from __future__ import annotations

TYPE_CHECKING = False


class Enum:
    """Names with the numbers 0, 1, 2 ... as attributes: `Enum("BID_SIZE", "BID").BID == 1`."""

    def __init__(self, *args: str) -> None:
        self.idx2name = dict(enumerate(args))
        self.__dict__.update(zip(args, range(len(args)), strict=True))

    def toStr(self, idx: int) -> str:
        """The name of a number. A number that has none (newer than this library) gives `Unknown (<number>)`."""
        return self.idx2name.get(idx) or f"Unknown ({idx})"

    to_str = toStr
    """The name of `toStr` before API 10.26."""

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> int: ...
