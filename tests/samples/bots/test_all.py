"""All bots run by themselves, and stay connected as `serve` promises."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .tools import BOTS, load

DEADLINE = 40
EXPECTED = {
    "moving_average.py": "the connection is closed\nready: ",
    "bracket.py": "buying 100 AAPL at ",
    "option_chain.py": "24 options, 24 of them complete",
    "history_downloader.py": "3510 bars written",
    "portfolio.py": "NetLiquidation",
}
common = load("_common")


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, subprocess.Popen[str]]]:
    """All of them at once, without arguments: they wait more than they work."""
    folder = tmp_path_factory.mktemp("bots")
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    started = {name: subprocess.Popen([sys.executable, str(BOTS / name)], cwd=folder, **pipes) for name in EXPECTED}
    yield started
    for process in started.values():
        process.kill()
        process.communicate()


def test_all_bots_are_tested() -> None:
    assert {path.name for path in BOTS.glob("[!_]*.py")} == set(EXPECTED)
    for name in EXPECTED:
        assert Path(__file__).with_name(f"test_{name}").exists()
        assert f"`{name}`" in (BOTS / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", EXPECTED)
def test_a_bot_runs_without_arguments(name: str, runs: dict[str, subprocess.Popen[str]]) -> None:
    out, _ = runs[name].communicate(timeout=DEADLINE)
    assert runs[name].returncode == 0, out
    assert EXPECTED[name] in out
    assert "Traceback" not in out


class Clock:
    """Stands for `time` in the loop of the bots: sleeping takes no time, and is written down."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds


class Stub:
    """A bot whose connection can be had at some attempts only."""

    def __init__(self, *works: bool) -> None:
        self.works = list(works)
        self.connected = False
        self.steps = self.ends = 0

    def connect(self, host: str, port: int, client_id: int, wait: bool) -> None:
        self.connected = bool(self.works) and self.works.pop(0)

    def isConnected(self) -> bool:
        return self.connected

    def drain(self, timeout: float) -> None:
        self.connected = False  # each connection is lost after one message

    def step(self) -> None:
        self.steps += 1

    def is_over(self) -> bool:
        return not self.works

    def shut_down(self) -> None:
        self.ends += 1


def test_attempts_to_connect_come_at_growing_distances_until_one_works(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    monkeypatch.setattr(common, "time", clock)
    bot = Stub(True, False, False, False, True, False, True)
    common.serve(bot, common.Target("", 0, 1, None), 1000.0, say=lambda text: None)
    assert clock.slept == [1.0, 2.0, 4.0, 1.0]
    assert (bot.steps, bot.ends) == (3, 1)


def test_when_time_is_up_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    monkeypatch.setattr(common, "time", clock)
    bot = Stub(*[False] * 1000)
    common.serve(bot, common.Target("", 0, 1, None), 100.0, say=lambda text: None)
    assert clock.seconds == 100.0
    assert max(clock.slept) <= common.LONGEST_DELAY
    assert bot.ends == 1


def test_ctrl_c_shuts_the_bot_down(monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted(Stub):
        def drain(self, timeout: float) -> None:
            if timeout:
                raise KeyboardInterrupt

    bot = Interrupted(True, True)
    said: list[str] = []
    common.serve(bot, common.Target("", 0, 1, None), 100.0, say=said.append)
    assert (said, bot.ends) == (["interrupted"], 1)
