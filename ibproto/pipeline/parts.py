"""What a connection is made of: the place where a trace puts its own parts instead, when the connection is opened."""

from __future__ import annotations

import os

from ibproto.connection import Connection
from ibproto.decoder import Decoder, callback_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ibproto.pipeline.sender import Sender
    from ibproto.trace import Trace

VARIABLE = "IBPROTO_TRACE"  # of the environment: a file to trace to

everywhere: Trace | None = None
"""The trace of all clients that have none of their own."""


class Parts:
    """The parts of the connections of one client."""

    def __init__(self, engine: Sender) -> None:
        self.engine = engine

    def connection(self, host: str, port: int) -> Connection:
        """What sends and receives."""
        return Connection(host, port)

    def decoder(self, wrapper: Any, version: int) -> Decoder:
        """What reads messages and calls the wrapper."""
        return Decoder(wrapper, version, self.engine.callback_failed)

    def watch(self, note: Callable[[list[bytes]], bool]) -> Callable[[list[bytes]], bool]:
        """What the reader shows each batch of messages to, until it returns True."""
        return note

    def callback(self, name: str) -> Callable[..., None]:
        """The callback that the client itself makes: connectAck, connectionClosed, error."""
        return callback_of(self.engine.client.wrapper, name)

    def opened(self, version: int, time: bytes) -> None:
        """The server has answered: its version and its clock."""


def parts_of(engine: Sender, trace: Trace | None) -> Parts:
    """The parts of a connection that is about to be opened."""
    trace = trace or everywhere
    if trace is None and os.environ.get(VARIABLE):
        from ibproto.trace import from_environment

        trace = from_environment(os.environ[VARIABLE])
    return Parts(engine) if trace is None else trace.parts(engine)
