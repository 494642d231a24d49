"""Each sample runs by itself, and against a gateway that is there already."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ibproto.gateway import SimulatedGateway

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
EXPECTED = {
    "connect_and_time.py": "server time    2026-01-14",
    "stream_quotes.py": "BID",
    "place_and_cancel.py": "Cancelled",
}


def run(name: str, *arguments: str, cwd: Path) -> str:
    command = [sys.executable, str(SAMPLES / name), *arguments]
    result = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=20)
    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stderr == ""
    return result.stdout


def test_all_samples_are_tested() -> None:
    assert {path.name for path in SAMPLES.glob("[!_]*.py")} == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_sample_runs_without_arguments(name: str, tmp_path: Path) -> None:
    assert EXPECTED[name] in run(name, cwd=tmp_path)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_sample_runs_against_a_gateway_on_a_port(name: str, tmp_path: Path) -> None:
    with SimulatedGateway(server_version=176) as gateway:
        assert EXPECTED[name] in run(name, "--port", str(gateway.port), "--client-id", "4", cwd=tmp_path)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_sample_is_short(name: str) -> None:
    assert len((SAMPLES / name).read_text().splitlines()) <= 60
