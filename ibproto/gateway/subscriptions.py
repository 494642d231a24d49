"""What clients are subscribed to: one value for each session and request id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from .client_session import ClientSession

T = TypeVar("T")


class Subscriptions(Generic[T]):
    """Values by session and request id, in the order in which they came."""

    def __init__(self) -> None:
        self._of: dict[ClientSession, dict[int, T]] = {}

    def add(self, session: ClientSession, reqId: int, value: T) -> None:
        self._of.setdefault(session, {})[reqId] = value

    def get(self, session: ClientSession, reqId: int) -> T | None:
        return self._of.get(session, {}).get(reqId)

    def pop(self, session: ClientSession, reqId: int) -> T | None:
        """Remove one and return it; None when there is none with this id."""
        return self._of.get(session, {}).pop(reqId, None)

    def count(self, session: ClientSession) -> int:
        return len(self._of.get(session, {}))

    def drop(self, session: ClientSession) -> list[T]:
        """Remove all of a client that is gone and return them."""
        return list(self._of.pop(session, {}).values())

    def __iter__(self) -> Iterator[tuple[ClientSession, int, T]]:
        return iter([(session, reqId, value) for session, own in self._of.items() for reqId, value in own.items()])
