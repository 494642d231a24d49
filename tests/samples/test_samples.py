"""Each sample runs by itself, and against a gateway that is there already."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from ibproto.gateway import SimulatedGateway

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
EXPECTED = {
    "connect_and_time.py": "server time    2026-01-14",
    "stream_quotes.py": "BID",
    "place_and_cancel.py": "Cancelled",
}


def start(name: str, *arguments: str, cwd: Path) -> subprocess.Popen[str]:
    command = [sys.executable, str(SAMPLES / name), *arguments]
    return subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


Started = dict[tuple[str, bool], "subprocess.Popen[str]"]


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    """All samples side by side: without arguments (False), and against a gateway on a port (True)."""
    cwd = tmp_path_factory.mktemp("samples")
    with SimulatedGateway(server_version=176) as gateway, ExitStack() as stack:
        processes = {}
        for number, name in enumerate(EXPECTED):
            where = ("--port", str(gateway.port), "--client-id", str(number))
            processes[name, False] = stack.enter_context(start(name, cwd=cwd))
            processes[name, True] = stack.enter_context(start(name, *where, cwd=cwd))
        try:
            yield processes
        finally:
            for process in processes.values():
                process.kill()


def printed(process: subprocess.Popen[str]) -> str:
    out, err = process.communicate(timeout=30)
    assert process.returncode == 0, out + err
    assert err == ""
    return out


def test_all_samples_are_tested() -> None:
    assert {path.name for path in SAMPLES.glob("[!_]*.py")} == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_sample_runs_without_arguments(started: Started, name: str) -> None:
    assert EXPECTED[name] in printed(started[name, False])


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_sample_runs_against_a_gateway_on_a_port(started: Started, name: str) -> None:
    assert EXPECTED[name] in printed(started[name, True])


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_sample_is_short(name: str) -> None:
    assert len((SAMPLES / name).read_text().splitlines()) <= 60
