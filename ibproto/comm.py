"""Framing: a 4-byte big-endian length, then a payload; text fields in it end with a NUL byte."""

from __future__ import annotations

import struct as struct
import sys as sys

from ibproto.const import DOUBLE_INFINITY, INFINITY_STR, UNSET_DOUBLE, UNSET_INTEGER
from ibproto.errors import INVALID_SYMBOL
from ibproto.late import late, public
from ibproto.utils import ClientException, isAsciiPrintable

TYPE_CHECKING = False
if TYPE_CHECKING:
    import logging as logging


def make_msg_proto(msgId: int, protobufData: bytes) -> bytes:
    """The frame of a protobuf message. msgId: its number, 200 included. protobufData: the serialised message."""
    return struct.pack("!II", 4 + len(protobufData), msgId) + protobufData


def make_msg(msgId: int, useRawIntMsgId: bool, text: str) -> bytes:
    """The frame of a text message.

    useRawIntMsgId: the id as 4 bytes (server version 201 and later) instead of a text field.
    text: the fields after the id, each made by `make_field`.
    """
    head = struct.pack("!I", msgId) if useRawIntMsgId else b"%d\0" % msgId
    body = text.encode()
    return struct.pack("!I", len(head) + len(body)) + head + body


def make_initial_msg(text: str) -> bytes:
    """The frame of the very first message, which has no id: the versions a client offers."""
    body = text.encode()
    return struct.pack("!I", len(body)) + body


def make_field(val: object) -> str:
    """One text field with its NUL. A bool becomes 1 or 0.

    Raises ValueError for None and ClientException (579) for text that is not printable ASCII.
    """
    if val is None:
        raise ValueError("None cannot be sent to TWS; use an empty text, 0 or one of the UNSET_ constants")
    if isinstance(val, str):
        if not isAsciiPrintable(val):
            raise ClientException(INVALID_SYMBOL.code(), INVALID_SYMBOL.msg(), val)
        return val + "\0"
    return f"{int(val) if isinstance(val, bool) else val}\0"


def make_field_handle_empty(val: object) -> str:
    """One text field as `make_field`, empty for an unset number, "Infinity" for an infinite one."""
    if val is None:
        raise ValueError("None cannot be sent to TWS; use an empty text, 0 or one of the UNSET_ constants")
    if val in (UNSET_INTEGER, UNSET_DOUBLE):
        return "\0"
    return make_field(INFINITY_STR if val == DOUBLE_INFINITY else val)


def read_msg(buf: bytes) -> tuple[int, bytes, bytes]:
    """Take one frame off `buf`: (length, payload, rest). While it is not complete: (length or 0, b"", buf)."""
    if len(buf) < 4:
        return 0, b"", buf
    size = int.from_bytes(buf[:4], "big")
    if len(buf) - 4 < size:
        return size, b"", buf
    return size, buf[4 : 4 + size], buf[4 + size :]


def read_fields(buf: bytes) -> tuple[bytes, ...]:
    """The text fields of a payload, without their NULs. What follows the last NUL is no field."""
    return tuple(buf.split(b"\0")[:-1])


if not TYPE_CHECKING:
    __getattr__ = late(__name__, "logging")
    __all__ = public(vars(), "logging")
