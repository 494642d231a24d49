"""All connections of one gateway: who comes in, whose turn it is, who has to go."""

from __future__ import annotations

import logging
import selectors
import socket
import time
from collections.abc import Iterator

from .client_session import ClientSession
from .door import Door
from .peer import Peer
from .world import World

AT_ONCE = 32  # connections that are accepted before others have their turn
HIGH_TIME = 0.002  # real seconds that a client with many requests waits for its turn, though others come all the time
TOLD = 100  # so many refused connections are logged

logger = logging.getLogger(__name__)


class Peers:
    """The clients at a selector. Used by the gateway's thread, under the world's lock."""

    def __init__(self, world: World, door: Door, selector: selectors.BaseSelector) -> None:
        self._world = world
        self._door = door
        self._selector = selector
        self._of: dict[ClientSession, Peer] = {}
        self._touched: dict[ClientSession, None] = {}
        self._turn = 0  # counts who had theirs
        self._fed = 0.0  # the real time of the last one
        self._refused = 0

    def __iter__(self) -> Iterator[ClientSession]:
        return iter(self._of)

    def __len__(self) -> int:
        return len(self._of)

    @property
    def is_sending(self) -> bool:
        """Whether more is to be sent than goes in one round."""
        return any(peer.is_sending for peer in self._of.values())

    def wait(self) -> float | None:
        """Real seconds until something is to be done for one of them; None when nothing is."""
        if any(peer.session.has_backlog for peer in self._of.values()):
            return 0.0
        deadlines = [peer.deadline for peer in self._of.values() if peer.deadline]
        return max(0.0, min(deadlines) - time.monotonic()) if deadlines else None

    def touch(self, session: ClientSession) -> None:
        """It has something to send, or is to be closed."""
        self._touched[session] = None

    # -------------------------------------------------------------------------------------------- coming in

    def accept(self) -> None:
        for _ in range(AT_ONCE):
            come = self._door.accept()
            if come is None:
                return
            self._let_in(*come)

    def _let_in(self, sock: socket.socket, name: str) -> None:
        if (why := self._refusal(sock)) is not None:
            self._refused += 1
            if self._refused <= TOLD:
                logger.warning("%s refused: %s", name, why)
            sock.close()
            return
        session = ClientSession(self._world, name)
        peer = self._of[session] = Peer(sock, session)
        self._selector.register(sock, peer.events, peer)
        logger.info("%s: connected", name)

    def _refusal(self, sock: socket.socket) -> str | None:
        """Why a client may not come in, None when it may."""
        if not self._door.admits(sock):
            return "it is from a machine that is not allowed"
        behaviour, started = self._world.behaviour, list(self._world.sessions.values())
        if len(started) >= behaviour.max_clients:
            return f"{len(started)} clients are connected"
        waiting = [peer for session, peer in self._of.items() if session not in started]
        if len(waiting) >= behaviour.max_waiting:
            self._drop(waiting[0])  # who means it has started long before so many others come
        return None

    # -------------------------------------------------------------------------------------------- being served

    def serve(self, peer: Peer, mask: int) -> None:
        """A client's socket is ready."""
        if peer.session not in self._of:
            return
        if mask & selectors.EVENT_WRITE:
            peer.unblock()
        if mask & selectors.EVENT_READ and not peer.receive():
            self._drop(peer)
        self.touch(peer.session)

    def go_on(self, idle: bool) -> bool:
        """Serve more of what took too long to be served at once, of one client, when nobody else wants anything or
        it is high time; whether there is any."""
        waiting = [peer for peer in self._of.values() if peer.session.has_backlog]
        now = time.monotonic()
        if waiting and (idle or now >= self._fed + HIGH_TIME):
            self._fed = now
            self._turn += 1
            peer = waiting[self._turn % len(waiting)]
            peer.feed()
            self.touch(peer.session)
        return bool(waiting)

    def flush(self) -> None:
        """Send what can be sent without waiting."""
        while self._touched:
            session = next(iter(self._touched))
            del self._touched[session]
            peer = self._of.get(session)
            if peer is not None:
                self._send(peer)

    def _send(self, peer: Peer) -> None:
        try:
            if peer.session.broken:
                raise OSError("it does not keep to the rules")
            peer.send(self._world.hooks.piece)
        except OSError:
            self._drop(peer)
            return
        if peer.wanted != peer.events:
            self._watch(peer, peer.wanted)

    def _watch(self, peer: Peer, events: int) -> None:
        if not peer.events:
            self._selector.register(peer.sock, events, peer)
        elif not events:
            self._selector.unregister(peer.sock)
        else:
            self._selector.modify(peer.sock, events, peer)
        peer.events = events

    # -------------------------------------------------------------------------------------------- going

    def close_late(self) -> None:
        """Close who took too long to start a session, to finish a message, or to go."""
        now = time.monotonic()
        for peer in list(self._of.values()):
            if peer.deadline and now >= peer.deadline:
                if not peer.finished:
                    what = "startApi" if peer.session.client_id is None else "message"
                    logger.warning("%s: closed, it took too long for its %s", peer.session.name, what)
                self._drop(peer)

    def send_all(self) -> None:
        for peer in list(self._of.values()):
            self._send(peer)

    def close(self) -> None:
        for peer in list(self._of.values()):
            self._drop(peer)

    def _drop(self, peer: Peer) -> None:
        self._of.pop(peer.session, None)
        self._touched.pop(peer.session, None)
        if peer.events:
            self._selector.unregister(peer.sock)
        peer.sock.close()
        self._world.leave(peer.session)
        logger.info("%s: gone", peer.session.name)
