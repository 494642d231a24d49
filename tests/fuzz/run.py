"""The run: each frame is followed by a marker, which must be delivered; nothing but errors 505, 507 and 508 is said."""

from __future__ import annotations

import gc
import resource
import time
from collections.abc import Callable
from random import Random
from typing import Any

from ibproto.decoder import Decoder
from ibproto.wire.schema import RAW_ID_VERSION
from ibproto.wrapper import EWrapper

from .mutations import frames, head_of

VERSIONS = (100, 131, 152, 176, 200, 201, 213, 226)
CLIENT_ERRORS = {505, 507, 508}
CURRENT_TIME, ERROR = 49, 4
MARKER = 8_100_000_000_000_000
SLICE = 2000  # frames at one version before the next has its turn
SLOWEST = 2.0  # seconds of CPU for one frame that mean an endless loop
WARM_UP = 0.4  # share of the run after which memory must not grow any more
GROWTH = 48 * 1024  # KiB: what remembered values may still take


class Failure(AssertionError):
    """What went wrong, with the frame that did it."""


class Listener:
    """Listens to everything, the protobuf messages themselves included, and keeps only the marker and the errors."""

    def __init__(self) -> None:
        self.marker = 0
        self.codes: dict[int, int] = {}
        self.calls = 0

    def __getattr__(self, name: str) -> Callable[..., None]:
        if name[0] == "_":
            raise AttributeError(name)
        return self.ignore

    def ignore(self, *args: Any) -> None:
        self.calls += 1

    def currentTime(self, time: int) -> None:
        self.marker = time

    def error(self, reqId: int, errorTime: int, errorCode: int, errorString: str, *rest: Any) -> None:
        self.codes[errorCode] = self.codes.get(errorCode, 0) + 1


class Classic(Listener, EWrapper):
    """Listens to the classic callbacks only."""


def _take(self: Any, *args: Any) -> None:
    self.calls += 1


for callback in [name for name in vars(EWrapper) if name[0] != "_" and not name.endswith("ProtoBuf")]:
    if callback not in vars(Listener):
        setattr(Classic, callback, _take)


class Session:
    """A decoder at one version, and the frames for it."""

    def __init__(self, rng: Random, version: int, listener: Listener) -> None:
        self.version = version
        self.listener = listener
        self.decoder = Decoder(listener, version, self.callback_failed)
        self.frames = frames(rng, version)
        self.marker = MARKER
        self.head = head_of(CURRENT_TIME, version) + b"1\0"

    def callback_failed(self, name: str, args: tuple[Any, ...], problem: Exception) -> None:
        raise Failure(f"calling {name}{args!r:.500} failed: {problem!r}") from problem

    def feed(self, frame: bytes) -> None:
        """One frame and the marker behind it."""
        self.marker += 1
        listener = self.listener
        listener.codes.clear()
        started = time.process_time()
        try:
            self.decoder.handle(frame)
        except BaseException as problem:
            raise Failure(self.told(frame, f"{type(problem).__name__}: {problem}")) from problem
        if time.process_time() - started > SLOWEST:
            raise Failure(self.told(frame, "it took too long"))
        if not self.is_error(frame) and (set(listener.codes) - CLIENT_ERRORS or sum(listener.codes.values()) > 2):
            raise Failure(self.told(frame, f"errors {listener.codes}"))
        self.decoder.handle(self.head + b"%d\0" % self.marker)
        if listener.marker != self.marker:
            raise Failure(self.told(frame, "the message behind it was not delivered"))

    def is_error(self, frame: bytes) -> bool:
        """Whether it is an error of the server's, which may have any code."""
        if self.version >= RAW_ID_VERSION:
            return int.from_bytes(frame[:4], "big") % 200 == ERROR
        try:
            return int(frame.partition(b"\0")[0]) == ERROR
        except ValueError:
            return False

    def told(self, frame: bytes, problem: str) -> str:
        return f"server version {self.version}, {problem}: a frame of {len(frame)} bytes {frame[:3000]!r}"


def resident() -> int:
    """KiB of memory in use, or the most that there ever was."""
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1]) * resource.getpagesize() // 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def run(seconds: float, seed: int, most: int = 0) -> dict[str, Any]:
    """Feeds frames for so many seconds, or so many frames; Failure when anything goes wrong."""
    rng = Random(seed)
    sessions = [Session(rng, version, kind()) for version in VERSIONS for kind in (Listener, Classic)]
    started = time.monotonic()
    number, warm = 0, 0
    share = 0.0
    while share < 1:
        session = sessions[number // SLICE % len(sessions)]
        try:
            for _ in range(min(SLICE, most or SLICE)):
                session.feed(next(session.frames))
        except Failure as failure:
            raise Failure(f"seed {seed}, about frame {number}: {failure}") from failure.__cause__
        number += min(SLICE, most or SLICE)
        share = number / most if most else (time.monotonic() - started) / seconds
        if not warm and share > WARM_UP:
            gc.collect()
            warm = resident()
    gc.collect()
    growth = resident() - warm
    if growth > GROWTH and number > 200_000:
        raise Failure(f"seed {seed}: memory grew by {growth} KiB in the last {number * (1 - WARM_UP):.0f} frames")
    took = time.monotonic() - started
    return {
        "seed": seed,
        "frames": number,
        "seconds": round(took, 1),
        "frames_per_second": round(number / took),
        "memory_growth_kib": growth,
        "calls": sum(one.listener.calls for one in sessions),
    }
