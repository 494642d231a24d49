"""Display groups: the coloured chain of windows in TWS, shared by all clients."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ibproto.gateway.subscriptions import Subscriptions

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession

NOTHING = "none"
CONTRACT_INFO = re.compile(r"none|combo|\d+@[A-Z0-9.]+")


class DisplayGroups:
    """What each group shows, and which clients follow it."""

    def __init__(self, count: int) -> None:
        self.shown = dict.fromkeys(range(1, count + 1), NOTHING)
        self._followers: Subscriptions[int] = Subscriptions()

    def names(self) -> str:
        """The ids of the groups, the most used first."""
        followed = [group for _, _, group in self._followers]
        return "|".join(map(str, sorted(self.shown, key=lambda group: (-followed.count(group), group))))

    def follow(self, session: ClientSession, reqId: int, group: int) -> None:
        """Tell what the group shows, now and after each change."""
        self._followers.add(session, reqId, group)
        session.send("displayGroupUpdated", reqId=reqId, contractInfo=self.shown[group])

    def followed(self, session: ClientSession, reqId: int) -> int | None:
        """The group that a client follows under an id."""
        return self._followers.get(session, reqId)

    def unfollow(self, session: ClientSession, reqId: int) -> bool:
        return self._followers.pop(session, reqId) is not None

    def show(self, group: int, contract_info: str) -> None:
        """A group shows something else, for all who follow it."""
        if self.shown[group] == contract_info:
            return
        self.shown[group] = contract_info
        for session, reqId, followed in self._followers:
            if followed == group:
                session.send("displayGroupUpdated", reqId=reqId, contractInfo=contract_info)

    def drop(self, session: ClientSession) -> None:
        self._followers.drop(session)
