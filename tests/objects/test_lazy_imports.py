"""What importing ibproto leaves for later, and that nobody notices."""

from __future__ import annotations

import subprocess
import sys

import pytest

import ibproto.client
import ibproto.wrapper


def run(program: str) -> subprocess.CompletedProcess[str]:
    """A program in a Python of its own."""
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=30)


def test_importing_the_client_and_the_wrapper_loads_neither_logging_nor_regular_expressions() -> None:
    program = "import sys; before = set(sys.modules); import ibproto.client, ibproto.wrapper\n"
    program += "print(sorted({'logging', 're', 'typing', 'inspect', 'asyncio'} & (set(sys.modules) - before)))"
    assert run(program).stdout.strip() == "[]"


@pytest.mark.parametrize("module", ["client", "comm", "connection", "decoder", "reader", "wrapper"])
def test_a_star_import_gives_logging_as_it_does_with_ibapi(module: str) -> None:
    program = f"from ibproto.{module} import *\nimport sys\nprint(logging is sys.modules['logging'])"
    assert run(program).stdout.strip() == "True"


def test_a_name_that_is_not_there_is_an_AttributeError_as_of_any_module() -> None:
    with pytest.raises(AttributeError, match=r"module 'ibproto\.client' has no attribute 'nonsense'"):
        ibproto.client.nonsense  # noqa: B018


def test_a_program_without_logging_is_told_warnings_and_no_more() -> None:
    program = "from ibproto.wrapper import EWrapper\nEWrapper().error(-1, 0, 2104, 'farm is OK')\n"
    program += "import sys; print('logging' in sys.modules)\nEWrapper().error(5, 0, 200, 'No security definition')"
    done = run(program)
    assert done.stdout.strip() == "False"
    assert "200" in done.stderr
    assert "2104" not in done.stderr


def test_a_level_that_is_set_later_counts(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", "ibproto.wrapper"):
        ibproto.wrapper.logger.info("seen")
    with caplog.at_level("WARNING", "ibproto.wrapper"):
        ibproto.wrapper.logger.info("not seen")
    assert [record.getMessage() for record in caplog.records] == ["seen"]
