"""`python -m ibproto port`: what it prints, writes and returns."""

from __future__ import annotations

from pathlib import Path

import pytest

from ibproto.__main__ import main

from .test_edits import NEW_BOT, OLD_BOT
from .tools import HEAD

ROOT = Path(__file__).parents[2]
OLD, NEW = "from ibapi.client import EClient\n", "from ibproto.client import EClient\n"


def port(*arguments: object) -> int:
    return main(["port", *map(str, arguments)])


def test_nothing_to_change_is_status_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bot.py").write_text(HEAD)
    assert port(tmp_path) == 0
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", "nothing to change in 1 file\n")


def test_findings_are_status_1_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bot = tmp_path / "bot.py"
    bot.write_text(OLD)
    assert port(bot) == 1
    shown = capsys.readouterr()
    assert shown.out == f"{bot}:1:6: P101 error: from ibapi.client import ...: the package is ibproto [--write]\n"
    assert shown.err == "1 finding: 1 error; --write changes 1 of them\n"
    assert bot.read_text() == OLD


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("from ibapi.client import *\nprint 'hello'\n", "2to3"),
        ("from ibapi.client import *\ndef (:\n", "invalid syntax"),
        ("# -*- coding: no-such-code -*-\nimport ibapi\n", "unknown encoding"),
    ],
)
def test_a_file_that_is_not_python_is_status_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, why: str
) -> None:
    (tmp_path / "bot.py").write_text(text)
    (tmp_path / "other.py").write_text(OLD)
    assert port(tmp_path) == 2
    shown = capsys.readouterr()
    assert "P001" in shown.out and why in shown.out and "other.py:1:6: P101" in shown.out
    assert "1 file cannot be read" in shown.err


def test_bytes_that_are_no_text_are_status_2(tmp_path: Path) -> None:
    (tmp_path / "bot.py").write_bytes(b"import ibapi\nx = '\xff'\n")
    assert port(tmp_path) == 2


def test_files_that_have_nothing_to_do_with_the_api_may_be_anything(tmp_path: Path) -> None:
    (tmp_path / "old.py").write_text("print 'hello'\n")
    assert port(tmp_path) == 0


@pytest.mark.parametrize("name", ["missing.py", "empty"])
def test_a_path_without_python_is_status_2(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    (tmp_path / "empty").mkdir()
    assert port(tmp_path / name) == 2
    assert name in capsys.readouterr().out


def test_write_makes_the_changes_and_shows_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bot = tmp_path / "bot.py"
    bot.write_text(OLD_BOT)
    assert port("--write", bot) == 0
    shown = capsys.readouterr().out
    assert "\n-from ibapi.client import EClient\n" in shown and "\n+from ibproto.client import EClient\n" in shown
    assert f"--- a{bot}" in shown
    assert bot.read_text() == NEW_BOT
    assert port("--write", bot) == 0
    assert capsys.readouterr().out == ""


def test_a_file_that_cannot_be_written_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, data: bytes) -> int:
        raise PermissionError(13, "Permission denied")

    bot = tmp_path / "bot.py"
    bot.write_text(OLD)
    monkeypatch.setattr(Path, "write_bytes", refuse)
    assert port("--write", bot) == 2
    assert f"{bot} cannot be written: Permission denied" in capsys.readouterr().err


def test_write_tells_what_is_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bot = tmp_path / "bot.py"
    bot.write_text(OLD + "client = EClient(None)\nclient.reqMktData(1)\n")
    assert port("--write", bot) == 1
    shown = capsys.readouterr().out
    assert "P304" in shown and "P101" not in shown


def test_diff_shows_the_changes_and_makes_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bot = tmp_path / "bot.py"
    bot.write_text(OLD)
    assert port("--diff", bot) == 1
    assert "+from ibproto.client" in capsys.readouterr().out
    assert bot.read_text() == OLD


@pytest.mark.parametrize(
    "data",
    [
        OLD.replace("\n", "\r\n").encode() + b"\r\nx = 1\r\n",
        b"\xef\xbb\xbf" + OLD.encode(),
        "# -*- coding: latin-1 -*-\n# Größe\n".encode("latin-1") + OLD.encode(),
        b"# -*- coding: cp1252 -*-\n" + OLD.encode() + "x = '€'\n".encode("cp1252"),
        OLD.encode() + b"if 1:\n\tx = 1\n\t\n\n\n",
        OLD.encode() + b"x = 1\x0c\ny = 2",
        OLD.encode() + "s = 'ä'; t = 'ö'".encode(),
    ],
    ids=["crlf", "bom", "latin-1", "cp1252", "tabs", "no-newline-at-the-end", "utf-8"],
)
def test_everything_else_in_a_file_stays_byte_for_byte(tmp_path: Path, data: bytes) -> None:
    bot = tmp_path / "bot.py"
    bot.write_bytes(data)
    assert port("--write", bot) == 0
    assert bot.read_bytes() == data.replace(b"ibapi", b"ibproto")


def test_lines_that_are_put_in_end_as_the_others_do(tmp_path: Path) -> None:
    bot = tmp_path / "bot.py"
    bot.write_bytes((OLD + "client = EClient(None)\nclient.reqGlobalCancel()\n").replace("\n", "\r\n").encode())
    assert port("--write", bot) == 0
    assert bot.read_bytes().count(b"\n") == bot.read_bytes().count(b"\r\n") == 4


def test_copies_of_ibapi_and_environments_are_left_alone(tmp_path: Path) -> None:
    for name in ("ibapi/client.py", "ibapi/wrapper.py", "venv/pyvenv.cfg", "venv/a.py", ".git/a.py", "bot.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(OLD if name != "bot.py" else NEW)
    assert port(tmp_path) == 0


def test_nothing_of_the_program_runs(tmp_path: Path) -> None:
    (tmp_path / "bot.py").write_text(NEW + f"open({str(tmp_path / 'ran')!r}, 'w')\n")
    port(tmp_path)
    assert not (tmp_path / "ran").exists()


def test_the_samples_are_of_today(capsys: pytest.CaptureFixture[str]) -> None:
    assert port(ROOT / "samples") == 0, capsys.readouterr().out
