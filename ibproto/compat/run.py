"""`python -m ibproto run Program.py [args]`: a program written for ibapi, unchanged, on ibproto."""

from __future__ import annotations

import argparse
import builtins
import os
import sys
from types import ModuleType

from ibproto.compat.modules import install
from ibproto.trace import command

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType

_LOOPBACK = ("", "localhost", "::1", "0.0.0.0")


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The subcommand `run`."""
    text = "run a program written for ibapi, unchanged"
    run = commands.add_parser(
        "run",
        help=text,
        description=f"{text[0].upper()}{text[1:]}: its imports of ibapi find ibproto. What follows PROGRAM is its own.",
    )
    run.add_argument(
        "--gateway",
        action="store_true",
        help="against a simulated gateway that is started for it: whatever port of this machine the program connects"
        " to (127.x.x.x, localhost, ::1 or an empty host), it reaches the gateway; other hosts are left alone",
    )
    command.add_options(run)
    run.add_argument("program", metavar="PROGRAM", help="the file to run")
    run.add_argument("arguments", nargs=argparse.REMAINDER, metavar="...", help="its arguments")
    run.set_defaults(run=main)


def main(options: argparse.Namespace) -> int:
    """Run the program; its exit status is returned, or leaves as the SystemExit that it raised."""
    try:
        with open(options.program, "rb") as file:
            source = file.read()
    except OSError as problem:
        print(f"cannot read {options.program}: {problem.strerror}", file=sys.stderr)
        return 2
    install()
    command.begin(options)
    if options.gateway:
        _start_gateway()
    return run(options.program, source, options.arguments)


def run(path: str, source: bytes, arguments: list[str]) -> int:
    """Run the source as `python path arguments` would: sys.argv, sys.path, the module __main__, the exit status."""
    sys.argv = [path, *arguments]
    if not getattr(sys.flags, "safe_path", False):  # python -P
        sys.path[0] = os.path.dirname(os.path.realpath(path))
    module = ModuleType("__main__")
    module.__dict__.update(
        __file__=os.path.abspath(path), __builtins__=builtins, __cached__=None, __package__=None, __spec__=None
    )
    sys.modules["__main__"] = module  # and there it stays: the program's threads may outlive its last line
    try:
        exec(compile(source, path, "exec", dont_inherit=True), module.__dict__)
    except Exception as problem:
        trace = _without_ours(problem.__traceback__)
        sys.excepthook(type(problem), problem.with_traceback(trace), trace)
        return 1
    return 0


def _without_ours(trace: TracebackType | None) -> TracebackType | None:
    """The traceback from the program's own first line on; all of it when the program does not compile."""
    while trace is not None and trace.tb_frame.f_code.co_filename == __file__:
        trace = trace.tb_next
    return trace


def _start_gateway() -> None:
    """A simulated gateway that lives as long as the process, and the way to it."""
    import atexit

    from ibproto import connection
    from ibproto.gateway import SimulatedGateway

    gateway = SimulatedGateway().start()
    atexit.register(gateway.close)  # after the program's own threads

    def reroute(host: str, port: int) -> tuple[str, int]:
        """Loopback, whatever the port, is the gateway."""
        return (gateway.host, gateway.port) if host in _LOOPBACK or host.startswith("127.") else (host, port)

    connection.reroute = reroute
