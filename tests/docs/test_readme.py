"""The README tells the truth: its code runs, its commands work."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CODE = re.findall(r"```python\n(.*?)```", README, re.S)
COMMANDS = re.findall(r"^    (python .*)$", README, re.M)
GATEWAYS = [command for command in COMMANDS if " gateway" in command and "--faults" not in command]
DEADLINE = 30  # seconds for a program that ends by itself


DEMO = "python -m ibproto demo"  # tests/gateway/test_command_line.py looks at what it shows


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=DEADLINE, check=False
    )


@pytest.mark.parametrize("code", CODE)
def test_code_runs(code: str) -> None:
    done = run("-c", code)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def test_the_test_of_a_bot_passes(tmp_path: Path) -> None:
    code = next(code for code in CODE if "def test_" in code)
    (tmp_path / "test_bot.py").write_text(code, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=DEADLINE)
    assert "1 passed" in done.stdout, done.stdout + done.stderr


def test_the_bot_prints_prices() -> None:
    lines = run("-c", CODE[0]).stdout.splitlines()
    assert lines and all(re.fullmatch(r"[A-Z_]+ \d+\.\d+", line) for line in lines)
    assert lines[-1].startswith("LAST ")


@pytest.mark.parametrize("command", [c for c in COMMANDS if "pip" not in c and c not in (*GATEWAYS, DEMO)])
def test_commands_that_end_by_themselves_succeed(command: str) -> None:
    done = run(*command.split()[1:])
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("command", GATEWAYS)
def test_the_gateway_commands_listen(command: str) -> None:
    with subprocess.Popen(
        [sys.executable, *command.split()[1:], "--port", "0"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            assert "127.0.0.1:" in process.stdout.readline()
        finally:
            process.terminate()
            process.wait(DEADLINE)


def test_the_test_command_is_what_ci_does() -> None:
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    command = next(c for c in COMMANDS if "pip" in c)
    assert command == 'python -m pip install ".[test]" && python -m pytest'
    assert "-m pip install" in ci and '".[$extras]"' in ci and "-m pytest" in ci
