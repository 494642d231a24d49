"""The handshake: we say which versions we speak, the server says which one it will be."""

from __future__ import annotations

import socket
from time import monotonic

from ibproto.comm import make_initial_msg
from ibproto.connection import RECV_SIZE, ConnectFailed
from ibproto.const import MAX_MSG_LEN
from ibproto.errors import UPDATE_TWS
from ibproto.log import logger_of
from ibproto.server_versions import MAX_CLIENT_VER, MIN_CLIENT_VER

logger = logger_of("ibproto.connection")

PHASE = "handshake"
NEXT_GENERATION = 300
"""Server versions above ours are spoken to as to the newest that we know, up to this one."""
EARLY_LIMIT = 1 << 20
"""Bytes a server may send before its answer."""


def shake_hands(sock: socket.socket, options: str | None, deadline: float) -> tuple[int, bytes, list[bytes], bytes]:
    """Agree on a version: (server version, connection time, payloads that came before the answer, bytes after it).

    options: text for the server after the versions, or None. deadline: of time.monotonic.
    Raises ConnectFailed.
    """
    offer = f"v{MIN_CLIENT_VER}..{MAX_CLIENT_VER}" + (f" {options}" if options else "")
    started = monotonic()
    early: list[bytes] = []
    early_size = 0
    buffer = b""
    try:
        sock.settimeout(max(0.001, deadline - started))
        sock.sendall(b"API\0" + make_initial_msg(offer))
        while True:
            frame, buffer = _take(buffer)
            if frame is None:
                left = deadline - monotonic()
                if left <= 0:
                    raise TimeoutError
                if early_size + len(buffer) > EARLY_LIMIT:
                    raise ConnectFailed(PHASE, f"{EARLY_LIMIT} bytes came and no answer among them")
                sock.settimeout(left)
                data = sock.recv(RECV_SIZE)
                if not data:
                    raise ConnectFailed(PHASE, "the server closed the connection" + _so_far(early, buffer))
                buffer += data
                continue
            answer = _answer(frame)
            if answer is not None:
                return answer[0], answer[1], early, buffer
            if frame:
                early.append(frame)
                early_size += len(frame)
    except TimeoutError:
        waited = monotonic() - started
        raise ConnectFailed(PHASE, f"no answer within {waited:.1f} seconds" + _so_far(early, buffer)) from None
    except OSError as exc:
        raise ConnectFailed(PHASE, f"the connection broke: {exc}" + _so_far(early, buffer)) from exc


def _take(buffer: bytes) -> tuple[bytes | None, bytes]:
    """The first whole frame in the buffer (or None), and the rest."""
    if len(buffer) < 4:
        return None, buffer
    end = 4 + int.from_bytes(buffer[:4], "big")
    if end > 4 + MAX_MSG_LEN:
        raise ConnectFailed(PHASE, f"the peer does not speak the TWS protocol, it sent {buffer[:40]!r}")
    if len(buffer) < end:
        return None, buffer
    return buffer[4:end], buffer[end:]


def _answer(frame: bytes) -> tuple[int, bytes] | None:
    """Version and time if the frame is the answer: two fields, where a message would have an id and more."""
    fields = frame.split(b"\0")
    if len(fields) != 3 or fields[2]:
        return None
    text, time = fields[:2]
    if not text.removeprefix(b"-").isdigit() or len(text) > 9:
        raise ConnectFailed(PHASE, f"the server version is not a number: {text[:40]!r}")
    version = int(text)
    if MIN_CLIENT_VER <= version <= MAX_CLIENT_VER:
        return version, time
    if MAX_CLIENT_VER < version < NEXT_GENERATION:
        logger.warning("the server speaks version %d; it is taken for %d, the newest known", version, MAX_CLIENT_VER)
        return version, time
    if 0 < version < MIN_CLIENT_VER and time.isdigit():  # such as openOrderEnd: an id and a message version
        return None
    wanted = f"this client speaks {MIN_CLIENT_VER} to {MAX_CLIENT_VER}"
    advice = "upgrade TWS or IB Gateway" if version < MIN_CLIENT_VER else "use a newer client"
    if version < 0:
        advice = f"it redirects to {time[:80]!r}, connect there"
    raise ConnectFailed(PHASE, f"the server version is {version}, {wanted}: {advice}", UPDATE_TWS.code())


def _so_far(early: list[bytes], buffer: bytes) -> str:
    if early:
        return f" ({len(early)} other messages came, the first starts with {early[0][:40]!r})"
    return f" (it had sent {buffer[:40]!r})" if buffer else ""
