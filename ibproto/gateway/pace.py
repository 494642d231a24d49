"""How fast a client may send: requests within the last virtual second, and what becomes of too many."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from ibproto.const import NO_VALID_ID

if TYPE_CHECKING:
    from .behaviour import Behaviour
    from .client_session import ClientSession

WINDOW = 1.0  # virtual seconds
NEAR = 0.88  # of the limit: 44 of 50 messages
PACED = "+PACEAPI"  # the connect option of clients that want to be slowed down instead


class Pace:
    """The pace of one client, by the switches `message_rate` and `over_rate`."""

    def __init__(self, behaviour: Behaviour) -> None:
        self._behaviour = behaviour
        self._times: deque[float] = deque()
        self._violations = 0
        self._is_warned = False
        self.is_held = False  # it waits with the rest of what it has sent

    def holds(self, session: ClientSession, go_on: Callable[[], None]) -> bool:
        """Whether the client has to wait with its next request; `go_on` is called when it need not any more."""
        if self._mode(session) != "queue" or session.client_id is None:
            return False
        if len(self._recent(session)) < self._behaviour.message_rate:
            return False
        if not self.is_held:
            self.is_held = True

            def resume() -> None:
                self.is_held = False
                go_on()

            session.world.clock.call_at(self._times[0] + WINDOW, resume)
        return True

    def allows(self, session: ClientSession) -> bool:
        """Count a request that has come. False when it is one too many: the client was told."""
        mode = self._mode(session)
        if mode == "allow":
            return True
        times, limit = self._recent(session), self._behaviour.message_rate
        if len(times) >= limit:
            self._violations += 1
            times.clear()
            session.error(NO_VALID_ID, 100, "Max rate of messages per second has been exceeded")
            if self._violations >= self._behaviour.rate_violations:
                session.end()
            return False
        times.append(session.world.clock.now())
        if mode == "reject" and len(times) >= limit * NEAR:
            if not self._is_warned:
                text = f"Approaching max rate of {limit} messages per second ({len(times)})"
                session.error(NO_VALID_ID, 0, text)
            self._is_warned = True
        return True

    def _mode(self, session: ClientSession) -> str:
        mode = self._behaviour.over_rate
        return "queue" if mode == "reject" and PACED in session.options else mode

    def _recent(self, session: ClientSession) -> deque[float]:
        """The times of the requests of the last second."""
        now = session.world.clock.now()
        while self._times and self._times[0] <= now - WINDOW:
            self._times.popleft()
        if len(self._times) < self._behaviour.message_rate * NEAR:
            self._is_warned = False
        return self._times
