"""One connection from the answer of the server to `connectionClosed`, and who is responsible for its end."""

from __future__ import annotations

import threading

from ibproto.wire.schema import PROTOBUF_OFFSET, RAW_ID_VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ibproto.connection import Connection
    from ibproto.decoder import Decoder
    from ibproto.reader import EReader, FrameQueue

_MANAGED_ACCTS, _NEXT_VALID_ID = 15, 9


class Session:
    """State of one connection. The engine changes it, under its lock.

    `runner` is the thread that delivers the callbacks. It alone may finish the session; without one, whoever notices
    the end takes the role.
    """

    def __init__(self, conn: Connection, queue: FrameQueue, decoder: Decoder, version: int) -> None:
        self.conn = conn
        self.queue = queue
        self.decoder = decoder
        self.version = version
        self.reader: EReader | None = None
        self.opener = threading.current_thread()
        self.runner: threading.Thread | None = None
        self.connecting = True  # connect() has not returned yet
        self.closing = False  # the user disconnects
        self.ended = False  # the reader is at its end
        self.problem: tuple[int, str] | None = None  # error to report then
        self.finished = False  # connectionClosed was, or is being, called
        self.done = threading.Event()  # and has returned
        self.expected = {_MANAGED_ACCTS, _NEXT_VALID_ID}  # messages that make the session ready

    def live(self) -> bool:
        """Whether messages may still come."""
        return not (self.ended or self.finished)

    def undelivered(self) -> bool:
        """Whether a loop has something to do: the connection's end, if not a message."""
        return not self.closing and not (self.finished and self.queue.empty())

    def note(self, frames: list[bytes]) -> bool:
        """Look for the messages that make the session ready; whether all of them have come."""
        for frame in frames:
            if self.version >= RAW_ID_VERSION:
                number = int.from_bytes(frame[:4], "big")
                self.expected.discard(number - PROTOBUF_OFFSET if number > PROTOBUF_OFFSET else number)
            else:
                head = frame[: frame.find(b"\0")]
                if head in (b"15", b"9"):
                    self.expected.discard(int(head))
        return not self.expected

    def missing(self) -> str:
        """The callbacks that a session which is not ready still waits for."""
        names = {_MANAGED_ACCTS: "managedAccounts", _NEXT_VALID_ID: "nextValidId"}
        return " and ".join(names[number] for number in sorted(self.expected, reverse=True))
