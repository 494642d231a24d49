"""The page for contributors: its code runs, and its example of a new field works when it is applied to a copy."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import ibproto
from ibproto.docs import FOLDER

PACKAGE = Path(ibproto.__file__).parent
PAGE = (FOLDER / "inside.md").read_text(encoding="utf-8")
# a change: the file it belongs to, and the lines
CHANGES = re.findall(r"^`(ibproto/[\w/.]+)` - [^\n]*\n\n```diff\n(.*?)^```", PAGE, re.S | re.M)
CODE = re.findall(r"^```python\n(.*?)^```", PAGE, re.S | re.M)
DEADLINE = 60  # seconds


def apply(change: str, text: str) -> str:
    """The text with a change in it, whose old lines stand there once."""
    lines = change.splitlines()
    old = "".join(f"{line[1:]}\n" for line in lines if line[0] in " -")
    new = "".join(f"{line[1:]}\n" for line in lines if line[0] in " +")
    assert text.count(old) == 1, f"it should be there once: {old}"
    return text.replace(old, new)


def run(code: str, where: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(where), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=where, env=environment, capture_output=True, text=True, timeout=DEADLINE
    )


def test_a_field_is_added_by_the_lines_that_are_shown(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "ibproto", ignore=shutil.ignore_patterns("__pycache__"))
    assert len(CHANGES) == PAGE.count("```diff") == 5
    for file, change in CHANGES:
        path = tmp_path / file
        path.write_text(apply(change, path.read_text(encoding="utf-8")), encoding="utf-8")
    (code,) = (code for code in CODE if "note=" in code)
    done = run(code, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("code", [code for code in CODE if "note=" not in code])
def test_code_runs(code: str) -> None:
    done = run(code, PACKAGE.parent)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout
