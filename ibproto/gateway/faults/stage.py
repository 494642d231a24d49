"""What a fault works on, and the helpers that all of them share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import inf
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from ibproto.const import NO_VALID_ID
from ibproto.gateway.hooks import GoOn, Hook

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession
    from ibproto.gateway.door import Door
    from ibproto.gateway.world import World

EVERYBODY = -1  # in place of a client id

T = TypeVar("T")
End = Callable[[], None]


class Param(NamedTuple):
    """A parameter of a fault. default: gives the type, too. choices: the values it may have, all when there are none.
    least, most: the lowest and the highest number. check: raises ValueError for a text that is not possible.
    """

    default: Any
    text: str
    choices: tuple[Any, ...] = ()
    least: float = 0.0
    most: float = inf
    check: Callable[[str], object] | None = None


class Fault(NamedTuple):
    """A bad day. what: what happens. advice: what a bot should do about it. begin: called with the stage and the
    parameters; returns what ends it, None when there is nothing to end. lasts: it has `seconds`, after which it ends.
    of_client: it has `client`, the one client that it is for.
    """

    what: str
    advice: str
    begin: Callable[..., End | None]
    params: Mapping[str, Param] = {}  # noqa: RUF012
    lasts: bool = True
    of_client: bool = False


class Switches:
    """Attributes that several faults may set at a time: the latest counts, and what was before comes back."""

    def __init__(self) -> None:
        self._of: dict[tuple[int, str], list[tuple[object, Any]]] = {}

    def set(self, target: object, name: str, value: Any) -> End:
        values = self._of.setdefault((id(target), name), [(None, getattr(target, name))])
        mark = object()
        values.append((mark, value))
        setattr(target, name, value)

        def back() -> None:
            values[:] = [entry for entry in values if entry[0] is not mark]
            setattr(target, name, values[-1][1])
            if len(values) == 1:  # nobody sets it any more: it may be changed by hand
                self._of.pop((id(target), name), None)

        return back


class Stage:
    """The world, the door to it, and a fault's own dice. connections: all, also those without a session."""

    def __init__(
        self,
        world: World,
        door: Door,
        rng: Random,
        connections: Callable[[], list[ClientSession]],
        plan: Callable[..., End],
        switches: Switches,
        client: int = EVERYBODY,
    ) -> None:
        self.world = world
        self.clock = world.clock
        self.door = door
        self.rng = rng
        self.connections = connections
        self.plan = plan  # another fault: its name, seconds until it begins, its parameters; returns what ends it
        self._switches = switches
        self._client = client

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def tell(self, code: int, text: str) -> None:
        """An error without an id, for all clients."""
        for session in self.world.sessions.values():
            session.error(NO_VALID_ID, code, text)

    def switch(self, target: object, **values: Any) -> End:
        """Set attributes for a while."""
        return together(*[self._switches.set(target, name, value) for name, value in values.items()])

    def sessions(self) -> list[ClientSession]:
        """The sessions that the fault is for."""
        started = self.world.sessions.items()
        return [session for client_id, session in started if self._client in (client_id, EVERYBODY)]

    def hook(self, hooks: list[Hook[T]], hook: Hook[T]) -> End:
        """Let a hook take hold, behind the others; for one client, if the fault is."""

        def only(session: ClientSession, item: T, go_on: GoOn[T]) -> None:
            if session.client_id == self._client:
                hook(session, item, go_on)
            else:
                go_on(item)

        mine = hook if self._client == EVERYBODY else only
        hooks.append(mine)
        return lambda: hooks.remove(mine)

    def listen(self, joined: Callable[[ClientSession], None]) -> End:
        """Hear of sessions that begin."""
        hooks = self.world.hooks.joined
        hooks.append(joined)
        return lambda: hooks.remove(joined)

    def every(self, seconds: float, action: Callable[[], None]) -> End:
        """Do something again and again."""
        ended = False

        def again() -> None:
            if not ended:
                action()
                self.clock.call_later(seconds, again)

        def end() -> None:
            nonlocal ended
            ended = True

        self.clock.call_later(seconds, again)
        return end


def together(*ends: End) -> End:
    """One end for several, in reverse order."""

    def end() -> None:
        for one in reversed(ends):
            one()

    return end
