"""Messages of the server make the callbacks that ibapi makes, argument by argument, at many server versions."""

from __future__ import annotations

import inspect
from collections import defaultdict
from functools import cache
from typing import Any

import pytest

from ibproto.decoder import Decoder
from ibproto.wire.messages import ANSWERS
from ibproto.wrapper import EWrapper

from .canonical import Row, differences, report, rows

FILES = {"text": "incoming_text.jsonl.gz", "protobuf": "incoming_protobuf.jsonl.gz"}
CALLBACKS = {
    name: list(inspect.signature(member).parameters)[1:]
    for name, member in vars(EWrapper).items()
    if inspect.isfunction(member) and name[0] != "_" and name != "callbackError"
}
GROUPS = [(kind, number) for kind in FILES for number in [*ANSWERS, 0]]  # 0: ids that there are not

Calls = list[tuple[str, tuple[Any, ...]]]


def recorder(name: str) -> Any:
    def record(self: Any, *args: Any) -> None:
        self.calls.append((name, args))

    return record


class Recorder(EWrapper):
    """Takes every callback."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: Calls = []


for callback in CALLBACKS:
    setattr(Recorder, callback, recorder(callback))


@cache
def rows_by_message() -> dict[tuple[str, int], list[Row]]:
    found: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for kind, name in FILES.items():
        for row in rows(name):
            found[kind, row["msg_id"] if row["msg_id"] in ANSWERS else 0].append(row)
    return found


@cache
def decoder_of(version: int) -> tuple[Decoder, Recorder]:
    recorder = Recorder()
    return Decoder(recorder, version), recorder


def frame_of(row: Row) -> bytes:
    """The frame, without its length, of a row."""
    number, version = row["msg_id"], row["server_version"]
    if "payload_hex" in row:
        return bytes((number + 200).to_bytes(4, "big") + bytes.fromhex(row["payload_hex"]))
    head: bytes = number.to_bytes(4, "big") if version > 200 else b"%d\0" % number
    return head + b"".join([field.encode("utf-8", "surrogateescape") + b"\0" for field in row["fields"]])


def compare(row: Row, calls: Calls) -> list[str]:
    """What is different from the expected calls."""
    want, names = row["calls"], [name for name, _ in calls]
    if not want and row.get("tag") == "extra" and len(calls) == 1 and names != ["error"]:
        return []  # fields at the end that are not known: ibapi drops the message
    if not want and row.get("tag") == "short" and names == ["error"] and calls[0][1][2] == 508:
        return []  # ibapi says nothing, or dies
    if [name for name, _ in want] != names:
        return [f"callbacks {[name for name, _ in want]} expected, not {names}: {calls!r:.200}"]
    lines: list[str] = []
    for (name, expected), (_, args) in zip(want, calls):
        got = dict(zip(CALLBACKS[name], [*args, *[""] * (len(CALLBACKS[name]) - len(args))]))
        if list(got) != list(expected):
            lines.append(f"{name}: parameters {list(expected)} expected, not {list(got)}")
            continue
        local = name == "error" and isinstance(expected["errorCode"], int) and 500 < expected["errorCode"] < 600
        for parameter, value in expected.items():
            if not (local and parameter == "errorString"):  # the client's own words are its own
                lines += differences(value, got[parameter], f"{name}({parameter})", "payload_hex" in row)
    return lines


@pytest.mark.parametrize(("kind", "number"), [pytest.param(*group, id=f"{group[0]} {group[1]}") for group in GROUPS])
def test_a_message_makes_the_callbacks_that_ibapi_makes(kind: str, number: int) -> None:
    mine = rows_by_message().get((kind, number), [])
    if not mine:
        pytest.skip("there is no such message in this form")
    problems = []
    for row in mine:
        decoder, recorder = decoder_of(row["server_version"])
        recorder.calls.clear()
        decoder.handle(frame_of(row))
        lines = compare(row, recorder.calls)
        if lines:
            problems.append(f"line {row['line']}, server version {row['server_version']}: " + "; ".join(lines[:6]))
    assert not problems, report(problems, len(mine))


def test_all_rows_are_looked_at() -> None:
    assert sum(len(rows_by_message()[group]) for group in GROUPS if group in rows_by_message()) == 4883
