"""Where faults take hold: what leaves for a client, what a client requests, sessions that begin, sizes of pieces.

A hook on messages or requests is called with a session, the item, and `go_on`: it passes the item to the hooks behind
it, and at last to where it was going. A hook calls it once, not at all, twice, or later; so hooks compose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from ibproto.wire.messages import ANSWERS
from ibproto.wire.schema import PROTOBUF_OFFSET, RAW_ID_VERSION

if TYPE_CHECKING:
    from .client_session import ClientSession

T = TypeVar("T")
GoOn = Callable[[T], None]
Hook = Callable[["ClientSession", T, GoOn[T]], None]


class Message(NamedTuple):
    """What leaves for a client. name: in the message table, "" for what is no message. frame: with its length. values:
    by name; none of live data, which is encoded once for all.
    """

    name: str
    frame: bytes
    values: Mapping[str, Any]


class Request(NamedTuple):
    """What a client requests: its name in the message table, and the parameters in their order there."""

    name: str
    args: tuple[Any, ...]


class Hooks:
    """All hooks of one gateway. Used under the world's lock."""

    def __init__(self) -> None:
        self.outgoing: list[Hook[Message]] = []
        self.incoming: list[Hook[Request]] = []
        self.joined: list[Callable[[ClientSession], None]] = []  # called after what a session begins with
        self.piece: Callable[[], int] | None = None  # how many bytes leave at a time


def through(hooks: Sequence[Hook[T]], session: ClientSession, item: T, end: GoOn[T]) -> None:
    """Pass an item through hooks, to the end."""
    if hooks:
        hooks[0](session, item, partial(_behind, hooks[1:], session, end))
    else:
        end(item)


def _behind(hooks: Sequence[Hook[T]], session: ClientSession, end: GoOn[T], item: T) -> None:
    through(hooks, session, item, end)


def messages(frames: bytes, version: int) -> Iterator[Message]:
    """The messages in a run of frames."""
    start = 0
    while start < len(frames):
        end = start + 4 + int.from_bytes(frames[start : start + 4], "big")
        frame = frames[start:end]
        yield Message(name_of(frame[4:], version), frame, {})
        start = end


def name_of(payload: bytes, version: int) -> str:
    """The name of the answer in a frame without its length."""
    if version >= RAW_ID_VERSION:
        number = int.from_bytes(payload[:4], "big")
        number -= PROTOBUF_OFFSET if number > PROTOBUF_OFFSET else 0
    else:
        number = int(payload[: payload.find(b"\0")])
    return ANSWERS[number].name
