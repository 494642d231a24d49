"""The page of a trace: complete, self-contained, and readable whatever happened to the program."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ibproto.gateway.stepped import SteppedGateway
from ibproto.pipeline import parts
from ibproto.trace import Trace, command, trace_all
from ibproto.trace.page import Page
from ibproto.trace.record import Event

from .tools import AAPL, Bot, Clock, Read

ROOT = Path(__file__).parents[2]
DEADLINE = 30  # seconds for a program of its own


class Busy(Bot):
    """Has requests of several kinds, listens to some answers, and fails once."""

    failed = False

    def nextValidId(self, orderId: int) -> None:
        self.reqMktData(1, AAPL, "", False, False, [])
        self.reqPositions()
        self.reqContractDetails(2, AAPL)

    def error(self, *args: object) -> None:
        pass

    def tickPrice(self, *args: object) -> None:
        if not self.failed:
            self.failed = True
            raise ValueError("</script><b>once</b>")


def session(path: Path, gateway: SteppedGateway) -> Trace:
    """The trace of a session, which is not closed."""
    trace = Trace(html=path, clock=Clock())
    bot = Busy()
    bot.setTrace(trace)
    with pytest.raises(ValueError, match="once"):
        gateway.connect(bot)
    bot.disconnect()
    return trace


def event(number: int) -> Event:
    return Event("in", float(number), "MainThread", 1, f"message{number}", "session", {})


def test_it_holds_everything_that_happened(tmp_path: Path, gateway: SteppedGateway) -> None:
    session(tmp_path / "page.html", gateway).close()
    page = Read(tmp_path / "page.html")
    assert page.names("out") == ["startApi", "reqMktData", "reqPositions", "reqContractDetails"]
    assert {"nextValidId", "managedAccounts", "error", "tickPrice"} <= set(page.names("in"))
    assert page.names("call") == page.names("return")
    assert list(dict.fromkeys(page.names("call"))) == ["nextValidId", "error", "tickPrice"]
    assert page.names("open") == ["connect", "connected"]
    assert page.names("close") == ["closed"]


def test_answers_bear_the_topic_of_their_request(tmp_path: Path, gateway: SteppedGateway) -> None:
    session(tmp_path / "page.html", gateway).close()
    topics = {(e["k"], e["n"]): e["tp"] for e in Read(tmp_path / "page.html").events if "tp" in e}
    assert topics["out", "reqMktData"] == topics["in", "tickPrice"] == "request 1"
    assert topics["out", "startApi"] == topics["in", "nextValidId"] == "startApi"


def test_fields_have_their_names_and_what_they_stand_for(tmp_path: Path, gateway: SteppedGateway) -> None:
    session(tmp_path / "page.html", gateway).close()
    tick = next(e for e in Read(tmp_path / "page.html").events if e["n"] == "tickPrice" and e["k"] == "in")
    assert tick["f"]["tickType"] == 1 and tick["wd"]["tickType"] == "BID"
    assert tick["rd"].startswith("ibproto-reader-")


def test_the_arguments_of_a_callback_have_the_names_of_its_parameters(tmp_path: Path, gateway: SteppedGateway) -> None:
    session(tmp_path / "page.html", gateway).close()
    calls = {e["n"]: list(e["f"]) for e in Read(tmp_path / "page.html").events if e["k"] == "call"}
    assert calls["tickPrice"] == ["reqId", "tickType", "price", "attrib"]
    assert calls["error"] == ["reqId", "errorTime", "errorCode", "errorString", "advancedOrderRejectJson"]


def test_an_exception_has_its_traceback_and_cannot_break_the_page(tmp_path: Path, gateway: SteppedGateway) -> None:
    session(tmp_path / "page.html", gateway).close()
    left = next(e for e in Read(tmp_path / "page.html").events if e["k"] == "return" and e["n"] == "tickPrice")
    assert left["e"] == "raised ValueError(</script><b>once</b>)"
    assert "in tickPrice" in left["f"]["traceback"] and "hooks.py" not in left["f"]["traceback"]


def test_it_needs_nothing_but_itself(tmp_path: Path, gateway: SteppedGateway) -> None:
    session(tmp_path / "page.html", gateway).close()
    page = Read(tmp_path / "page.html")
    assert page.links == []
    assert set(re.findall(r"https?://[\w./]+", page.code)) == {"http://www.w3.org/2000/svg"}  # a name, no address
    assert "@import" not in (tmp_path / "page.html").read_text() and "url(" not in (tmp_path / "page.html").read_text()


def test_a_page_that_was_never_closed_is_whole(tmp_path: Path, gateway: SteppedGateway) -> None:
    session(tmp_path / "page.html", gateway)
    assert Read(tmp_path / "page.html").names("close") == ["closed"]


def test_of_a_long_session_the_beginning_and_the_end_stay(tmp_path: Path) -> None:
    page = Page(tmp_path / "page.html", "bot.py", head=10, tail=5)
    for number in range(1, 101):
        page.add(event(number))
    page.close()
    events = Read(tmp_path / "page.html").events
    assert [e["n"] for e in events[:10]] == [f"message{number}" for number in range(1, 11)]
    assert events[-1]["n"] == "message100"
    gap = next(e for e in events if e["k"] == "gap")
    assert len(events) - 1 + gap["n"] == 100
    assert len(events) <= 10 + 1 + 2 * 5


def test_values_and_messages_without_measure_are_cut(tmp_path: Path) -> None:
    page = Page(tmp_path / "page.html", "bot.py")
    page.add(event(1)._replace(fields={f"bars[{number}]": number for number in range(1000)}))
    page.add(event(2)._replace(fields={"xml": "x" * 10_000}))
    page.close()
    bars, xml = Read(tmp_path / "page.html").events
    assert len(bars["f"]) == 401 and bars["f"]["..."] == "600 more"
    assert xml["f"]["xml"].endswith("x ... 6000 more")


PROGRAM = """
import os, signal, sys
sys.path[:0] = {path}
from ibproto.gateway import SimulatedGateway
from tests.trace.tools import Bot
with SimulatedGateway() as gateway:
    bot = Bot()
    bot.connect(gateway.host, gateway.port, 1, wait=True)
    bot.drain(5)
    {end}
"""


@pytest.mark.parametrize(
    ("end", "status"),
    [("os._exit(7)", 7), ("os.kill(os.getpid(), signal.SIGKILL)", -9), ("raise KeyboardInterrupt", -2), ("pass", 0)],
)
def test_a_program_that_dies_leaves_a_page(tmp_path: Path, end: str, status: int) -> None:
    page = tmp_path / "page.html"
    program = PROGRAM.format(path=[str(ROOT)], end=end)
    environment = {**os.environ, "IBPROTO_TRACE": str(page)}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=environment, capture_output=True, timeout=DEADLINE
    )
    assert done.returncode == status, done.stderr
    assert "managedAccounts" in Read(page).names("in")


def test_the_options_of_a_command_begin_a_trace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    command.add_options(parser)
    parser.set_defaults(program="bot.py")
    page = tmp_path / "page.html"
    try:
        command.begin(parser.parse_args(["--trace", "--trace-html", str(page)]))
        with SteppedGateway() as gateway:
            gateway.connect(Bot())
    finally:
        trace_all(None)
    assert ">> startApi clientId=1" in capsys.readouterr().err
    assert "startApi" in Read(page).names("out")


def test_without_the_options_nothing_is_traced() -> None:
    parser = argparse.ArgumentParser()
    command.add_options(parser)
    parser.set_defaults(program="bot.py")
    command.begin(parser.parse_args([]))
    assert parts.everywhere is None


def test_a_page_that_cannot_be_written_is_said_at_once(tmp_path: Path) -> None:
    parser = argparse.ArgumentParser()
    command.add_options(parser)
    parser.set_defaults(program="bot.py")
    with pytest.raises(SystemExit, match="cannot write .*missing"):
        command.begin(parser.parse_args(["--trace-html", str(tmp_path / "missing" / "page.html")]))


OLD_PROGRAM = """
from ibapi.client import EClient
from ibapi.wrapper import EWrapper

class Bot(EWrapper, EClient):
    def __init__(self):
        EClient.__init__(self, self)

    def error(self, reqId, errorCode, errorString):
        pass

    def nextValidId(self, orderId):
        self.reqCurrentTime()

    def currentTime(self, time):
        self.disconnect()

bot = Bot()
bot.connect("127.0.0.1", 7497, 1)
bot.run()
"""


def test_a_program_of_an_older_release_is_traced_by_the_command(tmp_path: Path) -> None:
    (tmp_path / "old.py").write_text(OLD_PROGRAM)
    page = tmp_path / "page.html"
    options = ["--gateway", "--trace", "--trace-html", str(page)]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "ibproto", "run", *options, "old.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=DEADLINE,
    )
    assert done.returncode == 0, done.stderr
    assert ">> reqCurrentTime" in done.stderr and "{ error(-1, " in done.stderr
    assert "trace of old.py" in done.stderr
    assert {"nextValidId", "error", "currentTime"} <= set(Read(page).names("call"))


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="needs a Chromium")
def test_a_browser_shows_it(tmp_path: Path, gateway: SteppedGateway) -> None:
    session(tmp_path / "page.html", gateway).close()
    done = subprocess.run(
        [
            str(CHROMIUM),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--virtual-time-budget=3000",
            f"--user-data-dir={tmp_path}/profile",
            "--dump-dom",
            f"{(tmp_path / 'page.html').as_uri()}#request 1",
        ],
        capture_output=True,
        text=True,
        timeout=60,
    )
    body = done.stdout.partition('<div id="rows">')[2].partition("<aside")[0]
    rows = re.findall(r'<div class="row (\w+)(?: \w+)*"', body)
    assert rows.count("out") == 1 and "in" in rows and "call" in rows
    assert "tickType=1 BID" in body
    assert "reqPositions" not in body
