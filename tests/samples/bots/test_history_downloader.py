"""The history downloader: complete files without duplicates, however often it was interrupted, and never too fast."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

from ibproto.gateway import SimulatedGateway
from ibproto.gateway.stepped import SteppedGateway

from .tools import BOTS, live, load, reset, stock

module = load("history_downloader")
DAYS = module.weekdays(date(2026, 1, 13), 6)


def downloader(gateway: SteppedGateway, path: Path, **more: Any) -> Any:
    said: list[str] = []
    settings = {"days": DAYS, "bar": "30 mins", **more}
    bot = module.Downloader(stock(), path, now=gateway.clock.now, say=said.append, **settings)
    bot.said = said
    return bot


def whole(gateway: SteppedGateway, path: Path, **more: Any) -> str:
    """The file of a download without interruption."""
    bot = downloader(gateway, path, **more)
    gateway.connect(bot, 7)
    live(gateway, bot, 600)
    assert bot.phase is module.Phase.DONE, bot.said
    bot.shut_down()
    return path.read_text()


def test_the_days_are_complete_and_in_order(gateway: SteppedGateway, tmp_path: Path) -> None:
    header, *lines = whole(gateway, tmp_path / "a.csv").splitlines()
    assert f"{header}\n" == module.COLUMNS
    assert lines == sorted(set(lines))
    assert {line[:10]: 0 for line in lines} == {str(day): 0 for day in DAYS}
    assert len(lines) == 13 * len(DAYS)


def test_a_download_that_is_killed_goes_on_where_it_was(gateway: SteppedGateway, tmp_path: Path) -> None:
    expected = whole(gateway, tmp_path / "whole.csv")
    path = tmp_path / "a.csv"
    first = downloader(gateway, path)
    gateway.connect(first)
    while first.total - len(first.days) < 3:
        first.step()
        gateway.advance(0.1)
    first.disconnect()
    with path.open("a") as file:
        file.write("2026-01-09 14:30:00,258.1,258.3,25")  # in the middle of a line
    second = downloader(gateway, path)
    gateway.connect(second)
    live(gateway, second, 60)
    assert len(second.days) == 0 and second.said[0].startswith("going on behind 2026-01-07, 4 days")
    assert path.read_text() == expected


def test_a_lost_connection_costs_nothing(gateway: SteppedGateway, tmp_path: Path) -> None:
    expected = whole(gateway, tmp_path / "whole.csv")
    bot = downloader(gateway, tmp_path / "a.csv")
    gateway.connect(bot)
    for _ in range(3):
        bot.step()  # a day is asked for ...
        reset(gateway, 1)  # ... and the connection is gone
        assert bot.phase is module.Phase.IDLE
        gateway.connect(bot)
        live(gateway, bot, 1)
    live(gateway, bot, 60)
    assert (tmp_path / "a.csv").read_text() == expected


def test_a_holiday_has_no_bars(gateway: SteppedGateway, tmp_path: Path) -> None:
    text = whole(gateway, tmp_path / "a.csv", days=[date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 2)])
    assert {line[:10] for line in text.splitlines()[1:]} == {"2025-12-31", "2026-01-02"}


def test_a_pacing_violation_is_waited_for(gateway: SteppedGateway, tmp_path: Path) -> None:
    expected = whole(gateway, tmp_path / "whole.csv")
    bot = downloader(gateway, tmp_path / "a.csv")
    ask, bot.reqHistoricalData = bot.reqHistoricalData, lambda *args: None
    gateway.connect(bot)
    live(gateway, bot, 1)
    bot.reqHistoricalData = ask
    with gateway.control() as world:
        world.sessions[1].error(bot.reqId, 162, "Historical Market Data Service error message:pacing violation")
    live(gateway, bot, module.PENALTY - 2)
    assert len(bot.days) == len(DAYS)
    live(gateway, bot, 60)
    assert (tmp_path / "a.csv").read_text() == expected


def test_so_many_requests_in_ten_minutes_and_no_more() -> None:
    now = [1000.0]
    pacer = module.Pacer(lambda: now[0], most=3, span=600.0)
    for _ in range(3):
        assert pacer.wait() == 0
        pacer.note()
        now[0] += 100.0
    assert pacer.wait() == 300.0
    now[0] += 300.0
    assert pacer.wait() == 0
    pacer.block(60.0)
    assert pacer.wait() == 60.0


def test_an_unknown_stock_ends_it(gateway: SteppedGateway, tmp_path: Path) -> None:
    bot = downloader(gateway, tmp_path / "a.csv")
    bot.contract = stock("NOSUCH")
    gateway.connect(bot)
    live(gateway, bot, 10)
    assert bot.phase is module.Phase.FAILED


def test_a_day_that_is_never_answered_ends_it(gateway: SteppedGateway, tmp_path: Path) -> None:
    bot = downloader(gateway, tmp_path / "a.csv")
    bot.reqHistoricalData = lambda *args: None
    gateway.connect(bot)
    live(gateway, bot, 10 + module.TRIES * (module.ANSWER_TIME + 1))
    assert bot.phase is module.Phase.FAILED
    assert bot.said.count(f"no answer for {DAYS[0]}") == module.TRIES


def test_a_process_that_is_killed_leaves_a_file_that_can_be_completed(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    command = [sys.executable, str(BOTS / "history_downloader.py"), "--days", "30", "--last", "2026-01-13"]
    with SimulatedGateway() as gateway:
        command += ["--bar", "5 mins", "--out", str(path), "--port", str(gateway.port)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            for _ in range(3):
                process.stdout.readline()
            process.kill()
        before = path.read_text().count("\n")
        done = subprocess.run(command, capture_output=True, text=True, timeout=30)
    assert done.returncode == 0, done.stdout + done.stderr
    lines = path.read_text().splitlines()[1:]
    assert 3 * 78 <= before < len(lines)
    assert lines == sorted(set(lines))
    assert len({line[:10] for line in lines}) >= 27  # weekdays without the holidays
