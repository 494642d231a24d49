"""News bulletins: what IB tells all its clients, about its service and about exchanges."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession

MESSAGE, EXCHANGE_DOWN, EXCHANGE_UP = 1, 2, 3


class Bulletin(NamedTuple):
    number: int
    kind: int  # MESSAGE, EXCHANGE_DOWN or EXCHANGE_UP
    text: str
    exchange: str


class Bulletins:
    """The bulletins of the day, and who listens to them."""

    def __init__(self) -> None:
        self.published: list[Bulletin] = []
        self._listeners: dict[ClientSession, None] = {}

    def publish(self, text: str, kind: int = MESSAGE, exchange: str = "") -> Bulletin:
        """Send a bulletin to all who listen; who asks for all of the day later gets it, too."""
        if kind not in (MESSAGE, EXCHANGE_DOWN, EXCHANGE_UP):
            raise ValueError(f"{kind} is no kind of bulletin; use 1 (message), 2 (exchange down) or 3 (exchange up)")
        bulletin = Bulletin(len(self.published) + 1, kind, text, exchange)
        self.published.append(bulletin)
        for session in self._listeners:
            _send(session, bulletin)
        return bulletin

    def subscribe(self, session: ClientSession, all_of_the_day: bool) -> None:
        self._listeners[session] = None
        for bulletin in self.published if all_of_the_day else ():
            _send(session, bulletin)

    def drop(self, session: ClientSession) -> None:
        self._listeners.pop(session, None)


def _send(session: ClientSession, bulletin: Bulletin) -> None:
    session.send(
        "updateNewsBulletin",
        msgId=bulletin.number,
        msgType=bulletin.kind,
        newsMessage=bulletin.text,
        originExch=bulletin.exchange,
    )
