"""python -m tests.benchmarks.gateway [--clients N] [--lines N] [--seconds N] [--repeat N] [--memory MESSAGES]

How fast the simulated gateway is, and how much memory it takes. The gateway, its clients (one process that only counts)
and this process, which asks for the time again and again, are processes of their own on one machine. `live` is the
market at its own pace; in `flat out` virtual time runs as fast as the gateway can, so that it is never idle. Shown is
the best of some runs. With --memory only a long stream is measured: the gateway's memory as the messages go by.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .load import read_frame, session

ROOT = Path(__file__).parents[2]
VERSIONS = {"text": 176, "protobuf": 226}
SPEEDS = {"live": 1.0, "flat out": 50.0}
SETTLE = 2.0  # seconds until it is measured
PAUSE = 0.004  # seconds between two questions for the time
TICK = os.sysconf("SC_CLK_TCK")
STEPS = 12  # lines of the table of the memory

Result = dict[str, Any]


@contextmanager
def gateway(version: int, speed: float) -> Iterator[tuple[int, int]]:
    """A gateway as a process of its own: process id and port."""
    command = [sys.executable, "-m", "ibproto", "gateway", "--quiet", "--port", "0"]
    command += ["--server-version", str(version), "--speed", str(speed)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        assert process.stdout is not None
        match = re.search(r":(\d+)", process.stdout.readline())
        assert match is not None
        yield process.pid, int(match[1])
    finally:
        process.terminate()
        process.communicate()


class Load:
    """The clients, as a process of their own."""

    def __init__(self, **config: int) -> None:
        command = [sys.executable, "-m", "tests.benchmarks.load", json.dumps(config)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, bufsize=1
        )
        self._read()

    def counted(self) -> Result:
        """Messages and bytes so far."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return self._read()

    def _read(self) -> Result:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the clients ended")
        found: Result = json.loads(line)
        return found

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()


def cpu(pid: int) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def memory(pid: int) -> float:
    """MiB that a process has."""
    found = re.search(r"VmRSS:\s*(\d+)", Path(f"/proc/{pid}/status").read_text())
    assert found is not None
    return int(found[1]) / 1024


def one_run(version: int, speed: float, clients: int, lines: int, seconds: float) -> Result:
    with gateway(version, speed) as (pid, port):
        load = Load(port=port, version=version, clients=clients - 1, lines=lines)  # the last one is this process
        try:
            sock, encoder = session(port, version, clients)
            question = encoder.encode("reqCurrentTime", ())
            ready = time.perf_counter() + SETTLE
            while time.perf_counter() < ready:
                sock.sendall(question)
                read_frame(sock)
            before, used, started = load.counted(), cpu(pid), time.perf_counter()
            trips: list[float] = []
            while time.perf_counter() < started + seconds:
                asked = time.perf_counter()
                sock.sendall(question)
                read_frame(sock)
                trips.append((time.perf_counter() - asked) * 1000)
                time.sleep(PAUSE)
            after, took, spent = load.counted(), time.perf_counter() - started, cpu(pid) - used
            sock.close()
        finally:
            load.close()
        messages = after["messages"] - before["messages"]
        quantiles = statistics.quantiles(trips, n=100)
        return {
            "messages_per_second": round(messages / took),
            "mb_per_second": round((after["bytes"] - before["bytes"]) / took / 1e6, 2),
            "cpu_percent": round(100 * spent / took),
            "cpu_us": round(1e6 * spent / max(1, messages), 2),
            "median_ms": round(quantiles[49], 2),
            "p99_ms": round(quantiles[98], 2),
            "memory_mib": round(memory(pid), 1),
        }


def stream(version: int, clients: int, lines: int, messages: int) -> list[tuple[int, float]]:
    """How much memory the gateway has after how many messages."""
    found: list[tuple[int, float]] = []
    with gateway(version, SPEEDS["flat out"]) as (pid, port):
        load = Load(port=port, version=version, clients=clients, lines=lines)
        try:
            while not found or found[-1][0] < messages:
                count = load.counted()["messages"]
                if count >= len(found) * messages / STEPS:
                    found.append((count, memory(pid)))
                time.sleep(0.02)
        finally:
            load.close()
    return found


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.gateway", description="Speed of the gateway.")
    parser.add_argument("--clients", type=int, default=32, help="connected at a time (default 32)")
    parser.add_argument("--lines", type=int, default=100, help="quotes that each subscribes to (default 100)")
    parser.add_argument("--seconds", type=float, default=5.0, help="how long a run is measured (default 5)")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each, of which the best counts (default 3)")
    parser.add_argument("--memory", type=int, metavar="MESSAGES", help="measure memory over so many messages instead")
    options = parser.parse_args(arguments)
    if options.memory:
        for form, version in VERSIONS.items():
            for count, mib in stream(version, options.clients, options.lines, options.memory):
                print(f"{form:10} {count:12,} messages {mib:8.1f} MiB", flush=True)
        return 0
    print(f"{'':20} {'messages/s':>12} {'MB/s':>7} {'CPU %':>7} {'CPU µs':>7} {'median':>8} {'99 %':>8} {'MiB':>7}")
    for pace, speed in SPEEDS.items():
        for form, version in VERSIONS.items():
            runs = [
                one_run(version, speed, options.clients, options.lines, options.seconds) for _ in range(options.repeat)
            ]
            best = min(runs, key=lambda run: (run["cpu_us"], run["p99_ms"]))
            cells = f"{best['messages_per_second']:12,} {best['mb_per_second']:7} {best['cpu_percent']:7}"
            cells += f" {best['cpu_us']:7} {best['median_ms']:8} {best['p99_ms']:8} {best['memory_mib']:7}"
            print(f"{pace + ', ' + form:20} {cells}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
