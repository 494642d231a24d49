"""Wakes a thread that waits at a selector."""

from __future__ import annotations

import selectors
import socket


class Bell:
    """`ring()` from any thread; the thread that waits finds it among what is ready, and calls `silence()`."""

    def __init__(self, selector: selectors.BaseSelector) -> None:
        self._far, self._near = socket.socketpair()
        self._far.setblocking(False)
        self._near.setblocking(False)
        selector.register(self._near, selectors.EVENT_READ, None)

    def is_at(self, fileobj: object) -> bool:
        return fileobj is self._near

    def ring(self) -> None:
        try:
            self._far.send(b"\0")
        except OSError:  # it rings already, or is gone
            pass

    def silence(self) -> None:
        try:
            while self._near.recv(4096):
                pass
        except OSError:
            pass

    def close(self) -> None:
        self._far.close()
        self._near.close()
