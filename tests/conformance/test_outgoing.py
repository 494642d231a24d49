"""Requests put the bytes on the wire that ibapi puts there, and report its errors, at many server versions."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Any

import pytest

from ibproto.client import EClient
from ibproto.wire.messages import REQUEST_BY_NAME, REQUEST_BY_RAW
from ibproto.wire.protobuf import LENGTH, read_span, read_tag, skip
from ibproto.wrapper import EWrapper

from .canonical import Row, decode, report, rows

METHODS = sorted((set(REQUEST_BY_NAME) | set(REQUEST_BY_RAW)) - {"reqConfig", "updateConfig"})
WITHOUT_ID = {"reqMarketDataType", "setServerLogLevel", "reqIds", "requestFA", "reqMarketRule"}


class Wire:
    """Stands where the connection stands, and keeps what is sent."""

    socket = "open"

    def __init__(self) -> None:
        self.frames: list[bytes] = []

    def isConnected(self) -> bool:
        return True

    def sendMsg(self, frame: bytes) -> bool:
        self.frames.append(frame)
        return True


class Errors(EWrapper):
    """Keeps the ids and codes of errors."""

    def __init__(self) -> None:
        super().__init__()
        self.errors: list[list[int]] = []

    def error(self, reqId: int, errorTime: int, errorCode: int, errorString: str, *rest: Any) -> None:
        self.errors.append([reqId, errorCode])


@cache
def rows_by_method() -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows("outgoing.jsonl.gz"):
        found[row["method"]].append(row)
    return found


@cache
def client_of(version: int | None) -> tuple[Any, Errors, Wire]:
    """A client in a session with a server of this version, or in none."""
    wrapper, wire = Errors(), Wire()
    client: Any = EClient(wrapper)
    if version is not None:
        client.conn, client.connState, client.serverVersion_ = wire, EClient.CONNECTED, version
        client.clientId = 0
    return client, wrapper, wire


def call(row: Row) -> tuple[list[bytes], list[list[int]]]:
    """The frames and the errors of one call."""
    client, wrapper, wire = client_of(row["server_version"])
    wire.frames.clear()
    wrapper.errors.clear()
    for name, value in {"extraAuth": False, "optCapab": None, "clientId": 0, **(row.get("setup") or {})}.items():
        setattr(client, name, value)
    assert getattr(client, row["method"])(*[decode(form) for form in row["args"]]) is None
    return list(wire.frames), list(wrapper.errors)


def compare(row: Row, frames: list[bytes], errors: list[list[int]]) -> list[str]:
    want = [bytes.fromhex(frame) for frame in row["frames_hex"]]
    if row["raises"] and not frames and len(errors) == 1 and 500 < errors[0][1] < 600:
        return []  # what ibapi raises is reported here
    lines = []
    if errors != row["errors"] and not same_codes(row, errors):
        lines.append(f"errors {row['errors']} expected, not {errors}")
    if row["raises"]:
        lines.append(f"{row['raises']} expected, or an error; not {errors}, {[frame.hex() for frame in frames]}")
    if len(want) != len(frames) or not all(same_frame(*pair, row["server_version"]) for pair in zip(want, frames)):
        lines.append(
            f"{len(want)} frames expected, not {len(frames)}; " + "; ".join(map(first_difference, want, frames))
        )
    return lines


def same_codes(row: Row, errors: list[list[int]]) -> bool:
    """The same errors, where ibapi's id -1 may be the request's own id."""
    if [code for _, code in row["errors"]] != [code for _, code in errors]:
        return False
    first = row["args"][0] if row["args"] else None
    for (want, _), (got, _) in zip(row["errors"], errors):
        own = isinstance(first, int) and row["method"] not in WITHOUT_ID and got == first
        if want != got and not (want == -1 and (own or row["method"].endswith("ProtoBuf"))):
            return False
    return True


def same_frame(want: bytes, got: bytes, version: int) -> bool:
    """Equal, or a protobuf message with the same fields in another order."""
    if want == got:
        return True
    is_protobuf = version > 200 and int.from_bytes(want[4:8], "big") > 200
    return is_protobuf and want[:8] == got[:8] and fields_of(want[8:]) == fields_of(got[8:])


def first_difference(want: bytes, got: bytes) -> str:
    """Where two frames part, with some bytes of each."""
    at = next((at for at in range(4, len(want)) if want[at : at + 1] != got[at : at + 1]), len(want))
    return f"at byte {at} of {len(want)} {want[max(at - 12, 4) : at + 24]!r}, not {got[max(at - 12, 4) : at + 24]!r}"


def fields_of(data: bytes) -> list[tuple[int, Any]]:
    """The fields of a protobuf message in order of their numbers; what may be a submessage likewise."""
    found: list[tuple[int, Any]] = []
    at = 0
    while at < len(data):
        tag, at = read_tag(data, at)
        stop = skip(data, at, len(data), tag)
        value: Any = data[at:stop]
        if tag & 7 == LENGTH:
            value = data[read_span(data, at, len(data))[0] : stop]
            try:
                value = fields_of(value)
            except ValueError:
                pass
        found.append((tag, value))
        at = stop
    return sorted(found, key=repr)


@pytest.mark.parametrize("method", METHODS)
def test_a_request_sends_what_ibapi_sends(method: str) -> None:
    mine = rows_by_method().get(method, [])
    if not mine:
        pytest.skip("there are no vectors for this method")
    problems = []
    for row in mine:
        lines = compare(row, *call(row))
        if lines:
            problems.append(f"line {row['line']}, server version {row['server_version']}: " + "; ".join(lines))
    assert not problems, report(problems, len(mine))


def test_all_rows_are_looked_at() -> None:
    assert sum(len(mine) for mine in rows_by_method().values()) == 11976
    assert set(rows_by_method()) <= set(METHODS)
