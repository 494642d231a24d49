"""The server's side of a run, in a process of its own: builds its messages first, then sends them as the client asks.

Prints one line of JSON (ports and numbers), takes one client and one control connection. On the control connection the
client says "G" to begin, and one byte for each chunk that it has done, unless everything is to be sent at once.
"""

from __future__ import annotations

import json
import socket
import struct
import sys
import threading
from typing import Any

from .streams import Part, Writer, chunks

AHEAD = 3  # chunks that are sent before the first of them is done
DEADLINE = 120.0


def read(sock: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        part = sock.recv(size - len(data))
        if not part:
            raise EOFError("the client has gone")
        data += part
    return data


def read_frame(sock: socket.socket) -> bytes:
    return read(sock, struct.unpack(">I", read(sock, 4))[0])


def listen() -> socket.socket:
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(DEADLINE)
    return listener


def accept(listener: socket.socket) -> socket.socket:
    sock, _ = listener.accept()
    sock.settimeout(DEADLINE)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return sock


def swallow(sock: socket.socket) -> None:
    """Reads what the client sends until it is gone."""
    buffer = bytearray(1 << 20)
    try:
        while sock.recv_into(buffer):
            pass
    except OSError:
        pass


def serve(parts: list[Part], version: int, at_once: bool, listener: socket.socket, control: socket.socket) -> None:
    steering = accept(control)
    sock = accept(listener)
    assert read(sock, 4) == b"API\0"
    read_frame(sock)
    answer = b"%d\x0020260105 10:00:00 EST\0" % version
    sock.sendall(struct.pack(">I", len(answer)) + answer)
    read_frame(sock)  # startApi
    write = Writer(version)
    sock.sendall(write.frame("managedAccounts", "DU1234567") + write.frame("nextValidId", 1))
    reader = threading.Thread(target=swallow, args=(sock,), daemon=True)
    reader.start()
    if steering.recv(1) == b"G":
        if at_once:
            sock.sendall(b"".join([data for data, _ in parts]))
        else:
            done = 0
            for number, (data, _) in enumerate(parts):
                while number - done >= AHEAD:
                    done += len(steering.recv(4096)) or len(parts)
                sock.sendall(data)
    reader.join()


def main(config: dict[str, Any]) -> None:
    parts = chunks(config["stream"], config["version"], config["count"]) if config["stream"] else []
    listener, control = listen(), listen()
    ports = {"port": listener.getsockname()[1], "control": control.getsockname()[1]}
    sums = {"marks": [calls for _, calls in parts], "bytes": sum(len(data) for data, _ in parts)}
    print(json.dumps({**ports, **sums}), flush=True)
    try:
        serve(parts, config["version"], config["at_once"], listener, control)
    except (OSError, EOFError):
        pass  # the client has what it wants


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
