"""Links inside the documents lead somewhere, and their code runs."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SKIPPED = {".git", ".pytest_cache", ".mypy_cache", ".ruff_cache", "build"}
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in ROOT.rglob("*.md")
    if not SKIPPED & set(path.relative_to(ROOT).parts[:-1]) and "site-packages" not in path.parts
)
DEADLINE = 60  # seconds


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


@cache
def anchors_of(page: str) -> list[str]:
    """What `#...` can name in a page: headings, as GitHub writes them, and ids."""
    text = re.sub(r"```.*?```", "", text_of(page), flags=re.S)
    headings = re.findall(r"^#+ (.+)$", text, re.M)
    slugs = [re.sub(r"[^\w\- ]", "", re.sub(r"`", "", title).lower()).replace(" ", "-") for title in headings]
    return slugs + re.findall(r'<a id="([^"]+)">', text)


def test_the_pages_are_there() -> None:
    assert {"README.md", "samples/README.md", "ibproto/docs/reference.md", "ibproto/docs/inside.md"} <= set(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    lost = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text_of(page)):
        if "://" in target:
            continue
        file, _, anchor = target.partition("#")
        there = (ROOT / page).parent / file if file else ROOT / page
        if not there.exists() or (anchor and anchor not in anchors_of(there.resolve().relative_to(ROOT).as_posix())):
            lost.append(target)
    assert lost == []


@pytest.mark.parametrize("page", PAGES)
def test_an_anchor_names_one_place(page: str) -> None:
    anchors = anchors_of(page)
    assert sorted({anchor for anchor in anchors if anchors.count(anchor) > 1}) == []


@pytest.mark.parametrize(
    "code",
    [
        pytest.param(code, id=f"{page}-{number}")
        for page in PAGES
        if page not in ("README.md", "ibproto/docs/inside.md")  # their code is in test_readme.py and test_inside.py
        for number, code in enumerate(re.findall(r"^```python\n(.*?)^```", text_of(page), re.S | re.M), 1)
    ],
)
def test_code_runs(code: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=DEADLINE, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr  # an exception in a callback; errors that are meant are logged there, too


@pytest.mark.parametrize("page", PAGES)
def test_files_that_are_named_exist(page: str) -> None:
    named = re.findall(r"`((?:ibproto|samples|tests|\.ci)/[\w/.-]+?|LICENSE)`", text_of(page))
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_what_looks_like_a_tag_is_shown(page: str) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`|^ {4}.*$|<!--.*?-->", "", text_of(page), flags=re.S | re.M)
    assert [tag for tag in re.findall(r"<[^>\n]*>?", text) if not re.fullmatch(r'<a id="[^"]+">|</a>', tag)] == []
