"""The same answers for many subscriptions: encoded once for each server version, but for the request id."""

from __future__ import annotations

from collections.abc import Sequence
from struct import Struct
from typing import TYPE_CHECKING, Any

from ibproto.gateway.codec import answer_is_protobuf, answer_writer

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession

Answer = tuple[str, dict[str, Any]]

MARK = (1 << 30) - 1  # stands in for the request id; the first field of all these answers but constants
_TEXT_MARK, _PROTO_MARK = b"%d" % MARK, b"\xff\xff\xff\xff\x03"
_length = Struct(">I").pack


class Batch:
    """answers: name and values of each, without the reqId."""

    __slots__ = ("_answers", "_frames")

    def __init__(self, answers: Sequence[Answer]) -> None:
        self._answers = answers
        self._frames: dict[int, list[tuple[bool, int, bytes, bytes]]] = {}

    def send(self, session: ClientSession, reqId: int) -> None:
        """Send all of them to one subscription."""
        if not 0 < reqId < MARK:
            for name, values in self._answers:
                session.send(name, reqId=reqId, **values)
            return
        version = session.version
        frames = self._frames.get(version)
        if frames is None:
            frames = self._frames[version] = [_cut(name, values, version) for name, values in self._answers]
        text, proto = b"%d" % reqId, _varint(reqId)
        data: list[bytes] = []
        for is_protobuf, rest, head, tail in frames:
            mark = proto if is_protobuf else text
            data += (_length(rest + len(mark)), head, mark, tail)
        session.put(b"".join(data))


def _cut(name: str, values: dict[str, Any], version: int) -> tuple[bool, int, bytes, bytes]:
    """Whether it is protobuf, the length without the id, and what is in front of the id and behind it."""
    is_protobuf = answer_is_protobuf(name, version)
    body = answer_writer(name, version)({"reqId": MARK, **values})[4:]
    head, mark, tail = body.partition(_PROTO_MARK if is_protobuf else _TEXT_MARK)
    return is_protobuf, len(body) - len(mark), head, tail


def _varint(number: int) -> bytes:
    data = b""
    while number > 127:
        data += bytes((number & 127 | 128,))
        number >>= 7
    return data + bytes((number,))
