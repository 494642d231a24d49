"""`python -m ibproto port`: reads, reports, and edits what is safe to edit."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ibproto.porting import calls, flow, imports, overrides
from ibproto.porting.edits import Edit, applied, unified
from ibproto.porting.program import Program, Source, Unreadable, files
from ibproto.porting.rules import RULES, Finding

CHECKS: tuple[Callable[[Program, Source], Iterator[Finding]], ...] = (
    imports.find,
    overrides.find,
    calls.find,
    flow.find,
)
ROUNDS = 5  # an edit may bring to light another one
CLEAN, LEFT, UNREADABLE = 0, 1, 2


class Report:
    """What was found in the files of some paths, and those that could not be read."""

    def __init__(self, findings: list[Finding], unreadable: list[Finding], sources: list[Source]) -> None:
        self.findings = findings
        self.unreadable = unreadable
        self.sources = sources


def port(paths: Iterable[str], write: bool = False, diff: bool = False) -> int:
    """Report what is to be changed in the programs at these paths; the exit status.

    write: make the edits that are safe, and show them. diff: show them only.
    """
    report = examine(paths)
    if write or diff:
        for source in report.sources:
            text = edited(source, report.sources)
            if text == source.text:
                continue
            print(unified(Path(source.path).as_posix().lstrip("/"), source.text, text), end="")
            if write:
                Path(source.path).write_bytes(text.encode(source.encoding))
        if write:
            report = examine(paths)
    for finding in sorted(report.unreadable + report.findings):
        print(finding)
    print(_summary(report, write), file=sys.stderr)
    return UNREADABLE if report.unreadable else LEFT if report.findings else CLEAN


def examine(paths: Iterable[str]) -> Report:
    """Read the files of some paths and look at them together."""
    sources, unreadable = [], []
    for path in dict.fromkeys(file for given in paths for file in files(Path(given))):
        try:
            source = _read(path)
        except Unreadable as exc:
            text = RULES["P001"][1].format(why=exc)
            unreadable.append(Finding(str(path), exc.line, exc.column, "P001", text))
        else:
            sources += [source] if source is not None else []
    return Report(list(_findings(sources)), unreadable, sources)


def _read(path: Path) -> Source | None:
    """A file as a source; None when it cannot be read, but has nothing to do with the API."""
    try:
        data = path.read_bytes()
    except OSError as exc:
        raise Unreadable(exc.strerror or str(exc)) from None
    try:
        return Source(str(path), data)
    except Unreadable:
        if b"ibapi" in data or b"ibproto" in data or b"EWrapper" in data or b"EClient" in data:
            raise
        return None


def _findings(sources: list[Source]) -> Iterator[Finding]:
    program = Program(sources)
    for source in sources:
        if program.relevant(source):
            yield from _findings_of(program, source)


def _findings_of(program: Program, source: Source) -> Iterator[Finding]:
    for offset in source.old_names:
        yield source.finding("P002", offset, [Edit(offset, offset + len("async"), "asynchronous")])
    for check in CHECKS:
        yield from check(program, source)


def edited(source: Source, others: Iterable[Source] = ()) -> str:
    """The text of a file with all safe edits made; as it was when the result would not be Python."""
    current = source
    for _ in range(ROUNDS):
        program = Program([current, *(other for other in others if other.path != source.path)])
        if not program.relevant(current):
            break
        text = applied(current.text, (edit for finding in _findings_of(program, current) for edit in finding.edits))
        if text == current.text:
            break
        try:
            ast.parse(text)
            current = Source(source.path, text.encode(source.encoding))
        except (SyntaxError, ValueError, Unreadable):
            break
    return current.text


def _summary(report: Report, written: bool) -> str:
    total = len(report.findings) + len(report.unreadable)
    if not total:
        return f"nothing {'is left ' if written else ''}to change in {len(report.sources)} files"
    safe = sum(1 for finding in report.findings if finding.edits)
    counts = [
        (name, sum(1 for f in report.findings if RULES[f.code][0] == name)) for name in ("error", "warning", "note")
    ]
    shown = ", ".join(f"{count} {name}{'s' * (count > 1)}" for name, count in counts if count)
    more = f"; {len(report.unreadable)} files cannot be read" if report.unreadable else ""
    hint = f"; --write changes {safe} of them" if safe else ""
    return f"{total} findings ({shown or 'none that can be read'}){hint}{more}"
