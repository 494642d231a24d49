"""32 honest clients beside 8 hostile ones: nothing is lost, and how long answers take is told."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
QUIET, LOUD = 10.0, 30.0  # seconds
MEMORY = 250_000  # KiB that the gateway may take at most


@contextmanager
def process(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A part of the crowd, which ends when its input does."""
    command = [sys.executable, "-m", "tests.gateway.crowd", *arguments]
    pipes: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=ROOT, text=True, **pipes) as started:
        try:
            yield started
        finally:
            started.kill()


def honest(port: str, seconds: float, hostile: int) -> dict[str, Any]:
    """What the honest have seen, beside so many hostile ones that begin when the honest are connected."""
    with process("honest", port, "32", str(seconds)) as clients:
        assert clients.stdout is not None and clients.stdout.readline() == "connected\n"
        with process("hostile", port, str(hostile)) as others:
            report = clients.communicate("begin\n", timeout=seconds + 60)[0]
            others.communicate(timeout=30)
    return dict(json.loads(report))


@pytest.mark.slow
def test_32_honest_clients_beside_8_hostile_ones() -> None:
    with process("gateway") as gateway:
        assert gateway.stdout is not None
        port = gateway.stdout.readline().strip()
        quiet, loud = honest(port, QUIET, 0), honest(port, LOUD, 8)
        memory = int(gateway.communicate(timeout=30)[0])
    for name, report in (("alone", quiet), ("beside 8 hostile ones", loud)):
        median, most = report["median"] * 1000, report["most"] * 1000
        print(f"\n32 honest clients {name}: {median:.2f} ms (median), {most:.1f} ms (99 %)", end="")
        assert report["problems"] == [] and report["same"] and report["trades"] > 5
    ratios = [loud[key] / quiet[key] for key in ("median", "most")]
    print(f"\nratios {ratios[0]:.2f} and {ratios[1]:.2f}; the gateway took {memory} KiB")
    assert memory < MEMORY and ratios[0] < 20
