"""Programs in the style of each release, unchanged, run against the simulated gateway and print what they print there.

They stand in `programs/`, with the habits of public bots: star imports, sleeps, queues, counting wrappers, `done`.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ibproto import connection
from ibproto.compat import modules
from ibproto.compat.run import run
from ibproto.gateway import SimulatedGateway

PROGRAMS = Path(__file__).parent / "programs"
VERSIONS = (157, 176, 226)
SPEED = 20.0  # virtual seconds per second
DEADLINE = 20.0

Run = Callable[..., tuple[int, str]]

EXPECTED = {
    "api_9_73": [
        "serverVersion:{version} connectionTime:bytes",
        "Error. Id: 8001 Code: 532",
        "tick 1001 LAST",
        "HistoricalData. 4101 Average: float",
        "HistoricalDataEnd 4101",
        "openOrder True BUY",
        "orderStatus Submitted",
        "ExecDetails. 10",
        "CommissionReport. True USD",
        "Finishing test 2 1",
        "max ''",
    ],
    "api_9_81_stars": ["NextValidId: 1", "Error -1 2104", " True True", "positionEnd 0", "tickPrice ", "over False"],
    "api_9_81_queues": ["time True", "contract IBM True", "bars 5"],
    "api_9_76_timer": [
        "OpenOrder. ID: True AAPL",
        "OrderStatus. Status:  Filled",
        "ExecDetails.  AAPL BOT",
        "UpdateAccountValue. Key: NetLiquidation USD",
        "stopped",
    ],
    "api_10_19": [
        "AccountSummary. ReqId: 9001 Tag:  NetLiquidation",
        "BidAsk. ReqId: 19001 True False",
        "HistoricalData. ReqId: 4103 Decimal True",
        "OrderStatus. Submitted 10",
        "OrderStatus. Cancelled 10",
        "Error. Id: 1 Code: 202 Msg: str",
        "connectionClosed",
    ],
    "api_10_30": [
        "BID True",
        "ASK True",
        "reqId: -1, errorCode: 2104, json: ''",
        "fund None",
        "exec 5 False",
        "commission True ",
    ],
    "api_10_51": ["Error. -1 2104 ", "LAST", "costs True"],
}
STATUS = {"api_10_30": 7}


@pytest.fixture
def run_program(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Run a program of `programs/` in this process: its exit status, and what it printed."""
    monkeypatch.setattr(sys, "argv", sys.argv)
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    monkeypatch.delitem(sys.modules, "ibproto.commission_report", raising=False)
    modules.install()

    def run_it(name: str, port: int, *arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(connection, "reroute", lambda host, _: ("127.0.0.1", port))
        path = PROGRAMS / f"{name}.py"
        try:
            status: object = run(str(path), path.read_bytes(), list(arguments))
        except SystemExit as end:
            status = end.code
        assert isinstance(status, int)
        return status, capsys.readouterr().out

    yield run_it
    modules.uninstall()


def test_every_program_is_tested() -> None:
    assert {path.stem for path in PROGRAMS.glob("*.py")} == {*EXPECTED, "nobody_listens"}


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", EXPECTED)
def test_a_program_prints_what_it_printed_then(
    name: str, version: int, run_program: Run, caplog: pytest.LogCaptureFixture
) -> None:
    with warnings.catch_warnings(record=True) as told, SimulatedGateway(server_version=version, speed=SPEED) as gateway:
        warnings.simplefilter("always")
        watch = threading.Timer(DEADLINE, gateway.close)  # a program whose connection is lost comes to its end
        watch.start()
        status, printed = run_program(name, gateway.port)
        watch.cancel()
        watch.join()
    assert status == STATUS.get(name, 0), caplog.text
    for line in EXPECTED[name]:
        assert line.format(version=version) in printed, printed
    assert "Traceback" not in caplog.text
    assert {Path(one.filename).stem for one in told} == (set() if name == "api_10_51" else {name})
    assert {one.category for one in told} <= {DeprecationWarning}


def test_a_program_that_cannot_connect_goes_on_to_its_own_end(run_program: Run) -> None:
    with SimulatedGateway() as gateway:
        port = gateway.port  # free in a moment
    with pytest.MonkeyPatch.context() as patch:
        problems: list[BaseException] = []
        patch.setattr(sys, "excepthook", lambda kind, problem, trace: problems.append(problem))
        with pytest.warns(DeprecationWarning, match="error"):
            status, printed = run_program("nobody_listens", port)
    assert status == 1
    assert printed.splitlines() == ["error -1 502", "connected False None None", "error -1 504"]
    assert [str(problem) for problem in problems] == ["the program's own end"]
    trace = problems[0].__traceback__
    assert trace is not None and trace.tb_frame.f_code.co_filename.endswith("nobody_listens.py")


def command(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    root = str(PROGRAMS.parents[2])
    return subprocess.run(
        [sys.executable, "-m", "ibproto", "run", *arguments],
        cwd=cwd,
        env={"PYTHONPATH": root, "PATH": ""},
        capture_output=True,
        text=True,
        timeout=DEADLINE,
    )


def test_the_command_runs_a_program_as_python_does(tmp_path: Path) -> None:
    (tmp_path / "beside.py").write_text("NAME = 'beside'\n")
    (tmp_path / "program.py").write_text(
        "import sys, ibapi.client, beside\n"
        "from ibapi.wrapper import EWrapper\n"
        "def of(x: int): ...\n"
        "assert of.__annotations__ == {'x': int}  # not as text: that would be our own future import\n"
        "print(sys.argv, __name__, beside.NAME, EWrapper.__module__, sys.modules['__main__'].__file__ == __file__)\n"
        "sys.exit(3)\n"
    )
    done = command(str(tmp_path / "program.py"), "--port", "7497", "--gateway", cwd=tmp_path.parent)
    assert (done.returncode, done.stderr) == (3, "")
    arguments = [str(tmp_path / "program.py"), "--port", "7497", "--gateway"]
    assert done.stdout == f"{arguments} __main__ beside ibproto.wrapper True\n"


def test_the_command_starts_a_gateway_for_the_program(tmp_path: Path) -> None:
    done = command("--gateway", str(PROGRAMS / "api_9_81_queues.py"), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "contract IBM True" in done.stdout
    assert "DeprecationWarning: TestApp.error has the parameters of API 9.81 and before" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_command_names_a_file_that_it_cannot_read(tmp_path: Path) -> None:
    done = command("nothing.py", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, "cannot read nothing.py: No such file or directory\n")


# ---- the names of ibapi ----------------------------------------------------------------------------------------------


@pytest.fixture
def installed() -> Iterator[None]:
    modules.install()
    yield
    modules.uninstall()


@pytest.mark.usefixtures("installed")
def test_modules_of_ibapi_are_those_of_ibproto() -> None:
    import ibapi  # type: ignore[import-not-found]
    from ibapi import wrapper  # type: ignore[import-not-found]
    from ibapi.client import EClient  # type: ignore[import-not-found]
    from ibapi.protobuf.ConfigRequest_pb2 import ConfigRequest  # type: ignore[import-not-found]

    import ibproto.client
    import ibproto.wrapper
    from ibproto import protobuf

    assert EClient is ibproto.client.EClient and wrapper is ibproto.wrapper
    assert ConfigRequest is protobuf.ConfigRequest
    assert (ibapi.VERSION["major"], ibapi.get_version_string()) == (10, ibapi.__version__)
    assert ibproto.client.__name__ == "ibproto.client" and ibproto.client.__spec__.name == "ibproto.client"


@pytest.mark.usefixtures("installed")
def test_what_ibproto_does_not_have_is_not_found_under_the_name_that_was_asked_for() -> None:
    for name in ("ibapi.nothing", "ibapi.nothing.more"):
        with pytest.raises(ModuleNotFoundError, match="No module named 'ibapi.nothing'"):
            __import__(name)


def test_another_ibapi_that_is_there_already_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ibapi", type(sys)("ibapi"))
    with pytest.raises(RuntimeError, match="ibapi is imported already"):
        modules.install()
