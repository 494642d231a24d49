"""`python -m ibproto port`: reads, reports, and edits what is safe to edit."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ibproto.porting import calls, flow, imports, overrides, quantities
from ibproto.porting.edits import Edit, applied, unified
from ibproto.porting.program import Program, files, programs
from ibproto.porting.rules import ERROR, NOTE, RULES, WARNING, Finding
from ibproto.porting.source import ASYNC, Source, Unreadable

CHECKS: tuple[Callable[[Program, Source], Iterator[Finding]], ...] = (
    imports.find,
    overrides.find,
    calls.find,
    quantities.find,
    flow.find,
)
ROUNDS = 5  # an edit may bring to light another one
CLEAN, LEFT, UNREADABLE = 0, 1, 2
MARKS = (b"ibapi", b"ibproto", b"EWrapper", b"EClient")  # in files that have to do with the API


class Report(NamedTuple):
    """What was found in the files of some paths, and those that could not be read."""

    findings: list[Finding]
    unreadable: list[Finding]
    sources: list[Source]


def port(paths: Iterable[str], write: bool = False, diff: bool = False) -> int:
    """Report what is to be changed in the programs at these paths; the exit status.

    write: make the edits that are safe, and show them. diff: show them only.
    """
    paths = list(paths)
    report = examine(paths)
    refused = 0
    if write or diff:
        for before, after in zip(report.sources, edited(report.sources)):
            if after is before:
                continue
            print(unified(Path(before.path).as_posix().lstrip("/"), before.text, after.text), end="")
            if write:
                try:
                    Path(before.path).write_bytes(after.data())
                except OSError as exc:
                    print(f"{before.path} cannot be written: {exc.strerror}", file=sys.stderr)
                    refused += 1
        if write:
            report = examine(paths)
    for finding in sorted(report.unreadable + report.findings):
        print(finding)
    print(_summary(report, write), file=sys.stderr)
    return UNREADABLE if report.unreadable or refused else LEFT if report.findings else CLEAN


def examine(paths: Iterable[str]) -> Report:
    """Read the files of some paths and look at them together."""
    report, seen = Report([], [], []), set()
    for given in paths:
        found = files(Path(given))
        if not found:
            report.unreadable.append(_unreadable(given, Unreadable("there is no Python file in it")))
        for path in found:
            if path in seen:
                continue
            seen.add(path)
            try:
                source = _read(path)
            except Unreadable as exc:
                report.unreadable.append(_unreadable(str(path), exc))
                continue
            if source is not None:
                report.sources.append(source)
    report.findings.extend(findings(report.sources))
    return report


def _unreadable(path: str, why: Unreadable) -> Finding:
    return Finding(path, why.line, why.column, "P001", RULES["P001"][1].format(why=why))


def _read(path: Path) -> Source | None:
    """A file as a source; None when it has nothing to do with the API."""
    try:
        data = path.read_bytes()
    except OSError as exc:
        raise Unreadable(exc.strerror or str(exc)) from None
    try:
        return Source(str(path), data)
    except Unreadable:
        if any(mark in data for mark in MARKS) or path.suffix != ".py":
            raise
        return None


def findings(sources: list[Source]) -> Iterator[Finding]:
    """Everything that is found in these files."""
    for program in programs(sources):
        for source in filter(program.relevant, program.sources):
            yield from _findings_of(program, source)


def _findings_of(program: Program, source: Source) -> Iterator[Finding]:
    for offset in source.old_names:
        yield source.finding("P002", offset, [Edit(offset, offset + len(ASYNC), "asynchronous")])
    for check in CHECKS:
        yield from check(program, source)


def edited(sources: list[Source]) -> list[Source]:
    """The files with all safe edits made; one that would not be Python any more is left as it was."""
    current = {source.path: source for source in sources}
    for _ in range(ROUNDS):
        changed = False
        for program in programs(list(current.values())):
            for source in filter(program.relevant, program.sources):
                current[source.path] = after = _edited(program, source)
                changed |= after is not source
        if not changed:
            break
    return [current[source.path] for source in sources]


def _edited(program: Program, source: Source) -> Source:
    text = applied(source.text, (edit for finding in _findings_of(program, source) for edit in finding.edits))
    if text == source.text:
        return source
    try:
        return source.with_text(text)
    except (Unreadable, UnicodeEncodeError):
        return source


def _summary(report: Report, written: bool) -> str:
    if not report.findings and not report.unreadable:
        return f"nothing {'is left ' if written else ''}to change in {_count(len(report.sources), 'file')}"
    severities = [RULES[finding.code][0] for finding in report.findings]
    counts = [(name, severities.count(name)) for name in (ERROR, WARNING, NOTE)]
    shown = ", ".join(_count(count, name) for name, count in counts if count)
    safe = sum(1 for finding in report.findings if finding.edits)
    parts = [
        _count(len(report.findings), "finding") + (f": {shown}" if shown else ""),
        f"--write changes {safe} of them" if safe else "",
        f"{_count(len(report.unreadable), 'file')} cannot be read" if report.unreadable else "",
    ]
    return "; ".join(filter(None, parts))


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
