"""The options of a command that runs a program with a trace."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse


def add_options(parser: argparse.ArgumentParser) -> None:
    """`--trace` and `--trace-html FILE`."""
    parser.add_argument(
        "--trace", action="store_true", help="print each request, message and callback, with its thread and time"
    )
    parser.add_argument("--trace-html", metavar="FILE", help="write the same as a page for a browser")


def begin(options: argparse.Namespace) -> None:
    """Trace what the options ask for. Raises SystemExit when the page cannot be written."""
    if not (options.trace or options.trace_html):
        return
    from ibproto.trace.record import Trace, trace_all

    try:
        trace_all(Trace(sys.stderr if options.trace else None, options.trace_html, program=options.program))
    except OSError as problem:
        raise SystemExit(f"cannot write {options.trace_html}: {problem.strerror}; choose another file") from problem
