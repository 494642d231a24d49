"""Many clients of a gateway in one process: they subscribe to quotes, read what comes, and count it.

Prints a line of JSON when all are subscribed, then one with the count for every line on the standard input, until that
ends.
"""

from __future__ import annotations

import json
import selectors
import socket
import sys
import threading
from typing import Any

from ibproto.contract import Contract
from ibproto.gateway.clock import START
from ibproto.gateway.universe import Universe
from ibproto.gateway.zones import eastern
from ibproto.pipeline.encoder import Encoder

DEADLINE = 60.0
KINDS = ("STK", "CASH", "CRYPTO", "IND")  # what the lines are of


def session(port: int, version: int, client_id: int) -> tuple[socket.socket, Encoder]:
    """A connection whose session has begun."""
    encoder = Encoder(version)
    sock = socket.create_connection(("127.0.0.1", port), DEADLINE)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    offer = b"v%d..%d" % (version, version)
    sock.sendall(b"API\0" + len(offer).to_bytes(4, "big") + offer)
    read_frame(sock)
    sock.sendall(encoder.encode("startApi", (client_id, "")))
    while b"secdefnj" not in read_frame(sock):  # the last notice
        pass
    return sock, encoder


def read_frame(sock: socket.socket) -> bytes:
    return _read(sock, int.from_bytes(_read(sock, 4), "big"))


def _read(sock: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        part = sock.recv(size - len(data))
        if not part:
            raise EOFError("the gateway closed the connection")
        data += part
    return data


def contracts(count: int) -> list[Contract]:
    """What everybody subscribes to."""
    listed = [i.contract for i in Universe(eastern(START).date()).listed if i.contract.secType in KINDS]
    found = [Contract(conId=own.conId, exchange=own.exchange) for own in listed]
    return (found * (1 + count // len(found)))[:count]


class Counter:
    """Counts the frames of one connection."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self._rest = b""

    def read(self) -> tuple[int, int]:
        """Messages and bytes that have come."""
        data = self.sock.recv(1 << 18)
        if not data:
            raise EOFError("the gateway closed the connection")
        whole = self._rest + data
        at, count, size = 0, 0, len(whole)
        while at + 4 <= size and (end := at + 4 + int.from_bytes(whole[at : at + 4], "big")) <= size:
            at, count = end, count + 1
        self._rest = whole[at:]
        return count, len(data)


def work(config: dict[str, Any]) -> None:
    wanted = contracts(config["lines"])
    selector = selectors.DefaultSelector()
    selector.register(sys.stdin.fileno(), selectors.EVENT_READ)
    for client_id in range(1, config["clients"] + 1):
        sock, encoder = session(config["port"], config["version"], client_id)
        requests = [
            encoder.encode("reqMktData", (number, contract, "", False, False, []))
            for number, contract in enumerate(wanted, 1)
        ]
        sock.sendall(b"".join(requests))
        selector.register(sock, selectors.EVENT_READ, Counter(sock))
    print(json.dumps({"clients": config["clients"]}), flush=True)
    messages = size = 0
    while True:
        for key, _ in selector.select(DEADLINE):
            if key.data is None:
                if not sys.stdin.readline():
                    return
                print(json.dumps({"messages": messages, "bytes": size}), flush=True)
            else:
                count, length = key.data.read()
                messages += count
                size += length


if __name__ == "__main__":
    watch = threading.Timer(600, sys.exit, (3,))
    watch.daemon = True
    watch.start()
    work(json.loads(sys.argv[1]))
