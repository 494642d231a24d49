"""Reads the docstrings of EClient and EWrapper, which all have the same form, into their parts.

One or more sentences about the method.

name: what the parameter is, its unit and its values
    goes on here.
Answers: ... Errors: ... Limits: ... Since server version N. Any thread.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

_PARTS = r"(?:^|(?<=\. )|(?<=\n))(Answers|Errors|Limits): "
_SINCE = r"Since server version (\d+)\."
_THREAD = r"Any thread[^.]*\.(?: It does not wait for ever\.)?"


class Doc(NamedTuple):
    """about: the text before the parameters. parameters: name -> text. since: the server version, 0 for all.

    The others are "" when they are not told.
    """

    about: str
    parameters: Mapping[str, str]
    answers: str
    errors: str
    since: int
    threads: str


def read(method: Callable[..., Any]) -> Doc:
    """The parts of a method's docstring."""
    about, parameters, rest = _split(inspect.getdoc(method) or "", list(inspect.signature(method).parameters))
    threads = re.search(_THREAD, rest) or re.search(_THREAD, about)
    since = re.search(_SINCE, rest)
    rest = re.sub(_SINCE, "", re.sub(_THREAD, "", rest)).strip()
    pieces = re.split(_PARTS, rest)
    told = dict(zip(pieces[1::2], pieces[2::2]))
    return Doc(
        _joined(re.sub(_THREAD, "", f"{about}\n\n{pieces[0]}")),
        parameters,
        _joined(told.get("Answers", "")),
        _joined(f"{told.get('Errors', '')} {told.get('Limits', '')}"),
        int(since[1]) if since else 0,
        threads.group() if threads else "",
    )


def _split(text: str, names: list[str]) -> tuple[str, dict[str, str], str]:
    """What stands before the parameters, the parameters, and what stands behind them."""
    before: list[str] = []
    after: list[str] = []
    parameters: dict[str, str] = {}
    current = ""
    for line in text.splitlines():
        name, colon, told = line.partition(": ")
        if colon and name in names:
            current = name
            parameters[current] = told
        elif current and (line.startswith("    ") or not parameters[current].endswith(".")):
            parameters[current] += f" {line.strip()}"
        else:
            current = ""
            is_behind = parameters or after or re.match(_PARTS, line)
            (after if is_behind else before).append(line.strip())
    return "\n".join(before).strip(), parameters, "\n".join(after).strip()


def _joined(text: str) -> str:
    """Lines of one paragraph as one line; paragraphs stay apart."""
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text)]
    return "\n\n".join(part for part in paragraphs if part)
