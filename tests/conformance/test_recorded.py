"""Traffic that was recorded from a real TWS, where a recording lies beside the checkout."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from ibproto.decoder import Decoder
from ibproto.pipeline.encoder import Encoder
from ibproto.wire import interpreter, text_decode
from ibproto.wire.messages import ANSWERS, REQUESTS

from .test_incoming import Recorder

VERSION = 173
RECORDINGS = sorted(Path(__file__).parents[3].glob("*/traffic/tws_interactions.yaml"))


def lines_of(kind: str) -> list[bytes]:
    """The raw messages of all requests, or of all answers."""
    found = []
    if RECORDINGS:
        part = ""
        for line in RECORDINGS[0].read_text().splitlines():
            part = "request" if line == "  request:" else "answer" if line.startswith("  responses:") else part
            raw = re.fullmatch(r' +(?:- )?raw: "(.*)"', line)
            if raw and part == kind:
                found.append(raw[1].replace(r"\0", "\0").encode())
    return found


def fail(name: str, args: Any, problem: Exception) -> None:
    raise AssertionError(f"{name}{args}") from problem


pytestmark = pytest.mark.skipif(not RECORDINGS, reason="there is no recording beside the checkout")


@pytest.mark.parametrize("raw", lines_of("request"), ids=repr)
def test_a_recorded_request_is_what_we_send(raw: bytes) -> None:
    receiver = Recorder()
    request = REQUESTS[int(raw.partition(b"\0")[0])]
    taken: list[tuple[Any, ...]] = []
    setattr(receiver, request.name, lambda *args: taken.append(args))
    text_decode.maker(request, VERSION)(receiver, fail)(raw)
    assert Encoder(VERSION).encode(request.name, taken[0]) == len(raw).to_bytes(4, "big") + raw


@pytest.mark.parametrize("raw", lines_of("answer"), ids=repr)
def test_a_recorded_answer_is_delivered(raw: bytes) -> None:
    receiver = Recorder()
    Decoder(receiver, VERSION).handle(raw)
    number, *fields = raw.decode().split("\0")[:-1]
    message = ANSWERS[int(number)]
    assert [name for name, _ in receiver.calls] == [message.name]
    slots = list(interpreter.slots(message, VERSION, fields))
    assert [slot.text for slot in slots] == fields, "every field is known"


def test_the_recording_has_what_it_is_known_for() -> None:
    receiver = Recorder()
    decoder = Decoder(receiver, VERSION)
    for raw in lines_of("answer"):
        decoder.handle(raw)
    tags = {args[2]: args[3] for name, args in receiver.calls if name == "accountSummary"}
    assert tags["NetLiquidation"] == "246447.83" and len(tags) == 3
    positions = {args[1].symbol: args[2:] for name, args in receiver.calls if name == "position"}
    assert positions["AAPL"] == (-110, 201.8829709)
