"""Honest and hostile clients, each kind in a process of its own beside the gateway's.

python -m tests.gateway.crowd gateway              prints the port, and runs until its input ends
python -m tests.gateway.crowd hostile PORT COUNT   attacks until its input ends
python -m tests.gateway.crowd honest PORT COUNT SECONDS   connects, waits for a line, prints what it has seen as JSON
"""

from __future__ import annotations

import json
import random
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from ibproto.gateway import Behaviour, SimulatedGateway

from .tools import AAPL, Bot, Raw, frame, hello

PAUSE = 0.05  # seconds between two questions of an honest client


class Honest(threading.Thread):
    """Asks for the time again and again; each answer must come. It sees the trades of a stock meanwhile."""

    def __init__(self, port: int, client_id: int, seconds: float) -> None:
        super().__init__()
        self.bot = Bot()
        self.bot.connect("127.0.0.1", port, client_id, timeout=20.0, wait=True)
        self.bot.reqTickByTickData(1, AAPL, "AllLast", 0, False)
        self.seconds = seconds
        self.delays: list[float] = []
        self.trades: list[tuple[Any, ...]] = []
        self.problem = "it did not finish"

    def run(self) -> None:
        end = time.monotonic() + self.seconds
        try:
            while time.monotonic() < end:
                started = time.monotonic()
                self.bot.settle()
                self.delays.append(time.monotonic() - started)
                told = [args for name, args in self.bot.take() if name == "tickByTickAllLast"]
                self.trades += [(args[2], args[3], str(args[4]), args[6]) for args in told]
                time.sleep(PAUSE)
            self.problem = "" if self.bot.isConnected() else "it was disconnected"
        except Exception as problem:
            self.problem = repr(problem)
        finally:
            self.bot.disconnect()


def honest(port: int, count: int, seconds: float) -> None:
    clients = [Honest(port, number, seconds) for number in range(count)]
    print("connected", flush=True)
    sys.stdin.readline()
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    delays = sorted(delay for client in clients for delay in client.delays)
    first = max(client.trades[0][0] for client in clients) + 1
    last = min(client.trades[-1][0] for client in clients) - 1
    seen = [[trade for trade in client.trades if first <= trade[0] <= last] for client in clients]
    report = {
        "problems": [client.problem for client in clients if client.problem],
        "answers": len(delays),
        "median": delays[len(delays) // 2],
        "most": delays[len(delays) * 99 // 100],
        "trades": len(seen[0]),
        "same": seen == [seen[0]] * count,
    }
    print(json.dumps(report))


def attack(gateway: SimulatedGateway, rng: random.Random, client_id: int) -> None:
    """One evil deed, with a session or without."""
    with Raw(gateway) as client:
        client.sock.settimeout(0.5)
        deed = rng.randrange(6)
        if deed == 0:
            client.send(rng.randbytes(rng.randrange(1, 3000)))
            client.wait_closed()
        elif deed == 1:
            client.send(hello()[: rng.randrange(1, 14)])
            time.sleep(0.5)
        elif deed == 2:
            client.send(hello() + frame(71, 2, rng.randrange(32), ""))  # an id in use
            client.wait_closed()
        elif deed == 3:
            client.send(hello() + frame(71, 2, client_id, ""))
            client.send(b"".join(frame(rng.randrange(1, 110), *rng.choices(range(99), k=5)) for _ in range(2000)))
            time.sleep(0.5)  # without reading
        elif deed == 4:
            client.send(hello() + frame(71, 2, client_id, "") + frame(49, 1)[:-3])
            time.sleep(0.5)
        else:
            client.send(hello() + rng.randbytes(4) + b"x" * 1000)


def hostile(port: int, count: int) -> None:
    where: Any = SimpleNamespace(host="127.0.0.1", port=port)
    stop = threading.Event()

    def go_on(number: int) -> None:
        rng = random.Random(number)
        while not stop.is_set():
            try:
                attack(where, rng, 100 + number)
            except (OSError, AssertionError):
                pass

    threads = [threading.Thread(target=go_on, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    sys.stdin.read()
    stop.set()
    for thread in threads:
        thread.join()


def gateway() -> None:
    with SimulatedGateway(behaviour=Behaviour(max_clients=40)) as running:
        print(running.port, flush=True)
        sys.stdin.read()
        print(most_memory())


def most_memory() -> int:
    """KiB that this process took at most. getrusage() would begin with what its parent had when it was forked."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM"))


if __name__ == "__main__":
    what, *more = sys.argv[1:]
    if what == "gateway":
        gateway()
    elif what == "hostile":
        hostile(int(more[0]), int(more[1]))
    else:
        honest(int(more[0]), int(more[1]), float(more[2]))
