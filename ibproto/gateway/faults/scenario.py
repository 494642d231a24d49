"""Faults from the command line and from a file, and the table in words.

On the command line `NAME[:key=value,...][@seconds]`, such as connection_loss:seconds=30,data_lost=true@60: one minute
after the start. In a file the same as JSON, a list of objects, of which `at` and `fault` are of all:

    [
        {"at": 60, "fault": "connection_loss", "seconds": 30, "data_lost": true},
        {"at": 120, "fault": "gateway_restart", "seconds": 20}
    ]
"""

from __future__ import annotations

import json
import os
import textwrap
from math import isfinite
from typing import Any, NamedTuple

from .running import fault_of, values_of
from .table import FAULTS

WIDTH = 100


class Plan(NamedTuple):
    """When a fault is to begin, in virtual seconds after the start, which one, and its parameters."""

    at: float
    name: str
    params: dict[str, Any]


def parse(text: str) -> Plan:
    """A fault as it is written on the command line. Raises ValueError that says what is wrong."""
    rest, _, at = text.partition("@")
    name, _, listed = rest.partition(":")
    params = {}
    for item in filter(None, listed.split(",")):
        key, equals, value = item.partition("=")
        if not equals:
            raise ValueError(f"{text!r}: {item!r} should be such as seconds=30")
        params[key.strip()] = value.strip()
    return _plan(text, at or 0, name.strip(), params)


def load(path: str | os.PathLike[str]) -> list[Plan]:
    """The faults of a scenario file. Raises OSError when it cannot be read, ValueError when it is not as above."""
    where = os.fspath(path)
    with open(path, encoding="utf-8") as file:
        try:
            entries = json.load(file)
        except ValueError as problem:
            raise ValueError(f"{where} is no JSON: {problem}") from None
    if not isinstance(entries, list):
        raise ValueError(f'{where}: it should be a list such as [{{"at": 60, "fault": "gateway_restart"}}]')
    plans = []
    for number, entry in enumerate(entries, 1):
        place = f"{where}: entry {number}"
        if not isinstance(entry, dict) or not isinstance(entry.get("fault"), str):
            raise ValueError(f'{place} should be an object such as {{"at": 60, "fault": "gateway_restart"}}')
        params = {key: value for key, value in entry.items() if key not in ("at", "fault")}
        plans.append(_plan(place, entry.get("at", 0), entry["fault"], params))
    return plans


def _plan(place: str, at: Any, name: str, params: dict[str, Any]) -> Plan:
    try:
        seconds = float(at)
        if not (isfinite(seconds) and seconds >= 0):
            raise ValueError
    except (ValueError, TypeError):
        raise ValueError(f"{place}: {at!r} are no seconds after the start") from None
    try:
        values_of(name, fault_of(name), params)
    except ValueError as problem:
        raise ValueError(f"{place}: {problem}") from None
    return Plan(seconds, name, params)


HEAD = """\
Faults of the simulated gateway, and what a bot should do about them. From the command line:
    --fault connection_loss:seconds=30,data_lost=true@60     one minute after the start
Times are virtual seconds. What has `seconds` ends after so many; with 0 it goes on until all ends (happy).
What has `client` is for this client id only; with -1 for all.

"""


def told() -> str:
    """The table of faults in words, for people."""
    return HEAD + "\n".join(_told(name) for name in FAULTS)


def _told(name: str) -> str:
    fault = FAULTS[name]
    lines = [name, *_wrapped(fault.what), *_wrapped(f"What to do: {fault.advice}")]
    common = " ".join((["seconds=0"] if fault.lasts else []) + (["client=-1"] if fault.of_client else []))
    lines += [f"      {common}"] if common else []
    for key, param in fault.params.items():
        some = f" ({', '.join(map(str, param.choices))})" if param.choices else ""
        default = str(param.default).lower() if type(param.default) is bool else param.default
        lines += _wrapped(f"{key}={default}  {param.text}{some}", "      ")
    return "\n".join(lines) + "\n"


def _wrapped(text: str, indent: str = "    ") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent)
