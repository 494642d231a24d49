"""The benchmarks run; how fast anything is, is not asked here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from . import gateway
from .__main__ import main, scenarios
from .streams import FORM_VERSIONS, STREAMS, chunks

TINY = ["--scale", "0.002", "--repeat", "1"]


def test_each_kind_of_scenario_gives_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "results.json"
    chosen = ["ticks-text", "orders-protobuf", "burst-details-text", "requests-protobuf", "connect-text", "import"]
    assert main([*TINY, "--json", str(file), *(word for name in chosen for word in ("--scenario", name))]) == 0
    results = json.loads(file.read_text())["results"]
    assert list(results) == chosen
    assert results["ticks-text"]["messages"] == 200 and results["ticks-text"]["cpu_us"] > 0
    assert results["requests-protobuf"]["parts"]["placeOrder"]["messages"] == 8
    table = capsys.readouterr().out
    assert all(name in table for name in chosen)


@pytest.mark.parametrize("version", FORM_VERSIONS)
@pytest.mark.parametrize("name", STREAMS)
def test_a_stream_can_be_built(name: str, version: int) -> None:
    parts = chunks(name, version, 30 if name != "history" else 1)
    calls = [made for _, made in parts]
    assert calls == sorted(calls) and calls[-1] > 0


def test_a_scenario_that_does_not_exist_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--scenario", "nothing"])
    assert "ticks-text" in capsys.readouterr().err
    assert len(set(scenarios())) == len(scenarios())


def test_the_gateway_is_measured_in_both_forms(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(gateway, "SETTLE", 0.1)
    monkeypatch.setattr(gateway, "SPEEDS", {"live": 1.0})
    assert gateway.main(["--clients", "3", "--lines", "5", "--seconds", "0.5", "--repeat", "1"]) == 0
    rows = capsys.readouterr().out.splitlines()[1:]
    assert [row.split()[:2] for row in rows] == [["live,", "text"], ["live,", "protobuf"]]
    assert all(int(row.split()[2].replace(",", "")) > 10 for row in rows)


def test_the_memory_of_the_gateway_is_measured() -> None:
    counts = [count for count, mib in gateway.stream(176, 2, 5, 1000) if mib > 5]
    assert counts == sorted(counts) and counts[-1] >= 1000
