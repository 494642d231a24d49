"""`python -m ibproto`, as a user starts it from a checkout."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest

from ibproto import __version__, demo
from ibproto.gateway import SimulatedGateway
from ibproto.gateway.zones import eastern

from .tools import AAPL, Bot, market_order

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 15.0


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ibproto", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=LIMIT)


def test_without_arguments_it_prints_the_help() -> None:
    result = run()
    assert result.returncode == 0
    assert "demo" in result.stdout and "gateway" in result.stdout


def test_it_tells_its_version() -> None:
    assert run("--version").stdout.strip() == f"ibproto {__version__}"


@pytest.mark.parametrize("arguments", [(), pytest.param(("--server-version", "100"), marks=pytest.mark.slow)])
def test_the_demo_shows_quotes_and_the_life_of_a_bracket(arguments: tuple[str, ...]) -> None:
    started = time.monotonic()
    result = run("demo", *arguments)
    assert result.returncode == 0, result.stdout + result.stderr
    assert time.monotonic() - started < LIMIT
    callbacks = re.findall(r"^ *[\d.]+s  (\w+)", result.stdout, re.MULTILINE)
    expected = ["nextValidId", "contractDetails", "tickPrice", "openOrder", "execDetails", "commissionAndFeesReport"]
    assert sorted(expected, key=callbacks.index) == expected
    statuses = re.findall(r"orderStatus +order (\d): (\w+)", result.stdout)
    assert statuses[0] == ("1", "PreSubmitted")
    assert [status for status in dict.fromkeys(statuses) if status[0] == "1"][-1] == ("1", "Filled")
    by_order = {number: [status for order, status in statuses if order == number] for number in "123"}
    assert by_order["2"][0] == by_order["3"][0] == "PreSubmitted"
    assert "Submitted" in by_order["2"] and by_order["2"][-1] == "Filled" and by_order["3"][-1] == "Cancelled"
    assert "held for: child,trigger" in result.stdout and "held for: trigger" in result.stdout
    assert "connectionClosed" in callbacks


def test_the_demo_connects_to_a_gateway_that_runs_and_trades_only_when_told() -> None:
    with SimulatedGateway() as gateway, ThreadPoolExecutor() as side_by_side:
        looking = side_by_side.submit(run, "demo", "--port", str(gateway.port), "--client-id", "7")
        trading = side_by_side.submit(run, "demo", "--port", str(gateway.port), "--trade")
        result = looking.result(LIMIT)
        assert result.returncode == 0, result.stdout + result.stderr
        assert "tickPrice" in result.stdout and "openOrder" not in result.stdout
        assert "--trade" in result.stdout
        result = trading.result(LIMIT)
        assert result.returncode == 0, result.stdout + result.stderr
        assert "order 1: BUY 1 AAPL MKT: Filled" in result.stdout
        assert "order 2: Cancelled" in result.stdout and "order 3: Cancelled" in result.stdout


def test_the_demo_fails_clearly_when_nobody_listens() -> None:
    with SimulatedGateway() as gateway:
        port = gateway.port
    result = run("demo", "--port", str(port))
    assert result.returncode == 1
    assert "502" in result.stdout and "the demo failed: connecting" in result.stdout


def test_options_that_do_not_fit_together_are_explained() -> None:
    assert run("demo", "--host", "10.0.0.1").returncode == 2
    assert run("demo", "--port", "1", "--server-version", "200").returncode == 2
    assert "100 to 226" in run("demo", "--server-version", "99").stderr


def test_the_demo_writes_each_line_in_one_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    output = SimpleNamespace(write=written.append, flush=lambda: None)
    monkeypatch.setattr(sys, "stdout", output)
    demo.say("what is done")
    assert [text for text in written if text] == ["-- what is done\n"]


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT for one process there")
def test_an_interrupted_demo_ends_without_a_traceback() -> None:
    command = [sys.executable, "-m", "ibproto", "demo"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline().startswith("-- connect")
            process.send_signal(signal.SIGINT)
            rest = process.communicate(timeout=LIMIT)[0]
            assert process.returncode == 130, rest
            assert "Traceback" not in rest
        finally:
            process.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT for one process there")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_the_gateway_runs_until_it_is_interrupted(ending: signal.Signals) -> None:
    options = ("--port", "0", "--server-version", "176", "--accounts", "DU7", "--master-client", "9", "--debug")
    command = [sys.executable, "-m", "ibproto", "gateway", *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            match = re.search(r"127\.0\.0\.1:(\d+), server version 176", line)
            assert match, line
            with Bot() as bot, Bot() as master:
                bot.connect("127.0.0.1", int(match[1]), 1, timeout=8.0, wait=True)
                assert bot.wait("managedAccounts") == ("DU7",)
                master.connect("127.0.0.1", int(match[1]), 9, timeout=8.0, wait=True)
                bot.placeOrder(4, AAPL, market_order(1))
                assert master.wait("openOrder")[2].clientId == 1
            process.send_signal(ending)
            rest = process.communicate(timeout=LIMIT)[0]
            assert process.returncode == 0, rest
            assert rest.endswith("the gateway is closed\n")
            assert "Traceback" not in rest
        finally:
            process.kill()


def first_lines(*options: str) -> list[str]:
    """What the gateway prints when it starts."""
    command = [sys.executable, "-m", "ibproto", "gateway", "--port", "0", *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            assert process.stdout is not None
            return [process.stdout.readline() for _ in range(2)]
        finally:
            process.terminate()
            process.wait(LIMIT)


def test_the_gateway_starts_at_a_time_in_new_york() -> None:
    options = ("--start", "2026-07-06T09:29:30", "--seed", "7", "--speed", "60", "--accounts", "DU1,DU2")
    terms = first_lines(*options)[1]
    assert terms == "virtual time Monday 2026-07-06 09:29:30 EDT, speed 60, seed 7, accounts DU1,DU2\n"


def test_the_gateway_starts_now() -> None:
    before = f"{eastern(time.time()):%Y-%m-%d %H:%M}"
    told = first_lines("--start", "now")[1].split()[3:5]
    assert before <= " ".join(told) <= f"{eastern(time.time()):%Y-%m-%d %H:%M:%S}"


def test_a_start_that_is_no_time_is_explained() -> None:
    assert "2026-01-14T09:29:00" in run("gateway", "--start", "noon").stderr


def test_a_file_of_instruments_is_read(tmp_path: Path) -> None:
    file = tmp_path / "market.json"
    file.write_text('{"instruments": [{"symbol": "ACME", "price": 12.5}]}')
    assert first_lines("--market", str(file))[1].startswith("virtual time")
    file.write_text('{"instruments": [{"symbol": "ACME"}]}')
    result = run("gateway", "--port", "0", "--market", str(file))
    assert (result.returncode, result.stderr) == (1, f"{file}: instrument 1 (ACME): price is missing\n")


def test_a_port_in_use_is_explained() -> None:
    with SimulatedGateway() as gateway:
        result = run("gateway", "--port", str(gateway.port))
    assert result.returncode == 1
    assert "--port" in result.stderr and "Traceback" not in result.stderr


def test_a_state_file_that_cannot_be_used_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("buy low, sell high\n" * 100)
    result = run("gateway", "--port", "0", "--state", str(path))
    assert result.returncode == 1
    assert "cannot be used as a state file" in result.stderr
    assert path.read_text().startswith("buy low")


def test_all_faults_are_printed() -> None:
    result = run("gateway", "--faults")
    assert result.returncode == 0
    assert "connection_loss\n" in result.stdout and "What to do: " in result.stdout


def test_faults_are_begun_by_the_command_line_and_by_a_scenario(tmp_path: Path) -> None:
    file = tmp_path / "bad.json"
    file.write_text('[{"at": 0, "fault": "no_farms"}]')
    command = ("--port", "0", "--fault", "port_change@0.001", "--scenario", str(file))
    with subprocess.Popen(
        [sys.executable, "-m", "ibproto", "gateway", *command], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            lines = iter(process.stdout.readline, "")
            assert any("fault no_farms begins" in line for line in lines)
            assert any("fault port_change begins" in line for line in lines)
        finally:
            process.terminate()
            process.wait(LIMIT)


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        (("--fault", "hapy"), "did you mean 'happy'"),
        (("--scenario", "no/such/file"), "no/such/file"),
        (("--listen", "0.0.0.0"), "--allow"),
        (("--listen", "0.0.0.0", "--allow", "10.0.0.0/33"), "'10.0.0.0/33' is no network"),
    ],
)
def test_options_of_the_gateway_that_cannot_be_are_explained(options: tuple[str, ...], hint: str) -> None:
    result = run("gateway", "--port", "0", *options)
    assert result.returncode == 1
    assert hint in result.stderr and "Traceback" not in result.stderr
