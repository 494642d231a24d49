"""The testbed: all samples get what they expect, old servers included, and they make every request of the API."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ibproto.gateway import SimulatedGateway
from ibproto.gateway.requests import HANDLERS
from ibproto.wire.messages import REQUESTS
from tests.gateway.tools import LAYOUTS

FOLDER = Path(__file__).resolve().parents[2] / "samples" / "testbed"
SURFACE = Path(__file__).resolve().parents[1] / "surface" / "api_surface.json"
DEADLINE = 60  # seconds for a program


def load() -> Any:
    """The module testbed.run, of a package that is on no path."""
    spec = importlib.util.spec_from_file_location(
        "testbed", FOLDER / "__init__.py", submodule_search_locations=[str(FOLDER)]
    )
    assert spec is not None and spec.loader is not None
    sys.modules["testbed"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules["testbed"])
    return importlib.import_module("testbed.run")


run = load()
SUBJECTS = sorted(run.SUBJECTS)
Outcome = tuple[dict[str, Any], set[str]]  # results by the names of the samples, and the requests that were served


@pytest.fixture(scope="module")
def outcome() -> Iterator[Callable[[int], Outcome]]:
    """What a run of everything brings at a server version; each is run once."""
    known: dict[int, Outcome] = {}
    served: set[str] = set()

    def noting(name: str, handler: Any) -> Any:
        def handle(*args: Any) -> None:
            served.add(name)
            handler(*args)

        return handle

    def at(version: int) -> Outcome:
        if version not in known:
            served.clear()
            known[version] = run_all(version), set(served)
        return known[version]

    with pytest.MonkeyPatch.context() as patch:
        for name, handler in HANDLERS.items():
            patch.setitem(HANDLERS, name, noting(name, handler))
        yield at


def run_all(version: int) -> dict[str, Any]:
    options = run.parse(["--server-version", str(version), "--speed", "60"])
    return {one.sample.name: one for one in run.run_chosen(options)}


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("version", LAYOUTS)
def test_the_samples_of_a_subject_get_what_they_expect(
    version: int, subject: str, outcome: Callable[[int], Outcome]
) -> None:
    results = [one for one in outcome(version)[0].values() if one.sample.subject == subject]
    assert results
    assert {one.sample.name: one.note for one in results if one.status == "FAILED"} == {}
    too_old = {one.sample.name for one in results if one.status in ("too old", "skipped")}
    assert too_old == {one.sample.name for one in results if one.sample.since > version}


def test_every_sample_runs_on_the_newest_server(outcome: Callable[[int], Outcome]) -> None:
    results, _ = outcome(226)
    assert set(results) == set(run.SAMPLES)
    assert {one.status for one in results.values()} == {"ok"}


def test_every_request_of_the_api_is_made(outcome: Callable[[int], Outcome]) -> None:
    assert outcome(226)[1] == {message.name for message in REQUESTS.values()}


def test_the_samples_import_what_ibapi_has() -> None:
    """What ibapi's modules have is listed; messages are modules of their own there; the gateway is ours."""
    listed = json.loads(SURFACE.read_text())
    wanted = [
        (node.module.removeprefix("ibproto."), alias.name)
        for path in FOLDER.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ibproto") and node.module is not None
        for alias in node.names
    ]
    strange = {
        (module, name)
        for module, name in wanted
        if not any(name in names for names in listed.get(module, {}).values())
        and module not in ("client", "wrapper", f"protobuf.{name}_pb2")
    }
    assert strange == {("gateway", "SimulatedGateway")}


def test_every_sample_says_what_it_shows() -> None:
    assert [one.name for one in run.SAMPLES.values() if not one.about.endswith((".", "!"))] == []


def program(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(FOLDER), *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=DEADLINE)


def test_the_program_prints_what_came_and_a_table(tmp_path: Path) -> None:
    done = program("history.days", "display_groups", cwd=tmp_path)
    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert "history.days: Bars of a day, for a month." in lines
    assert sum(line.startswith("    historicalData ") for line in lines) == 3
    assert [line.split()[:2] for line in lines if line.startswith("history.days ")] == [["history.days", "ok"]]
    assert lines[-1] == "4 ok"


def test_the_program_lists_its_samples(tmp_path: Path) -> None:
    listed = program("--list", cwd=tmp_path).stdout.splitlines()
    assert [line.split()[0] for line in listed] == list(run.SAMPLES)


def test_a_name_that_there_is_not_is_told(tmp_path: Path) -> None:
    done = program("nosuch", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "there is no sample 'nosuch'" in done.stderr


def test_on_a_port_orders_are_placed_only_on_demand(tmp_path: Path) -> None:
    with SimulatedGateway() as gateway:
        done = program("--port", str(gateway.port), "orders.market", "session.current_time", cwd=tmp_path)
        with gateway.control() as world:
            assert not world.trading.fills
        assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "1 ok, 1 skipped"), done.stdout + done.stderr
        done = program("--port", str(gateway.port), "--orders", "orders.market", cwd=tmp_path)
        with gateway.control() as world:
            assert world.trading.fills
        assert done.stdout.splitlines()[-1] == "1 ok"


def test_a_sample_that_does_not_get_what_it_waits_for_fails_the_run(capsys: pytest.CaptureFixture[str]) -> None:
    def never(app: Any) -> None:
        """Waits for what does not come."""
        app.wait("wshMetaData")

    def refused(app: Any) -> None:
        """Is refused, and does not expect it."""
        app.setServerLogLevel(9)
        app.settle()

    sys.modules["testbed.app"].sample(never)
    sys.modules["testbed.app"].sample(refused)
    names = [f"test_testbed.{one.__name__}" for one in (never, refused)]
    try:
        assert run.main(["--patience", "0.2", *names]) == 1
    finally:
        for name in names:
            del run.SAMPLES[name]
    printed = capsys.readouterr().out
    assert "FAILED: wshMetaData came 0 times in 0.2 s, not 1" in printed
    assert "FAILED: error 319" in printed
    assert printed.splitlines()[-1] == "2 FAILED"
