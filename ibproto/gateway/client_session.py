"""One client's side of the protocol, without its socket: bytes in, bytes out.

It goes through its phases by replacing `_next`, the method that takes the next piece of the input: the greeting, the
versions offered, then frames.
"""

from __future__ import annotations

import logging
import re
from datetime import datetime, timedelta, timezone
from math import inf
from time import monotonic
from typing import TYPE_CHECKING, Any

from ibproto.const import NO_VALID_ID
from ibproto.wire.schema import MIN_VERSION

from . import requests
from .codec import BadRequest, RequestReader, answer_writer
from .hooks import Message, messages, through
from .pace import Pace
from .sizes import fits
from .texts import INVALID, PROCESSING
from .zones import eastern

if TYPE_CHECKING:
    from .world import World

MAX_FRAME = 1 << 20  # bytes in a request
MAX_OFFER = 4096  # bytes in the versions that a client offers
TOLD = 10  # so many bad requests of a client are logged
GREETING = b"API\0"

logger = logging.getLogger(__name__)

_OFFER = re.compile(rb"v(\d{1,6})(?:\.\.(\d{1,6}))?(?: (.*))?", re.DOTALL)


class Misbehaved(Exception):
    """What the client sent is not the TWS protocol: its connection is closed."""


class ClientSession:
    """The state of one connected client. Used under the world's lock."""

    def __init__(self, world: World, name: str) -> None:
        self.world = world
        self.name = name
        self.version = 0  # 0 until the handshake is done
        self.client_id: int | None = None  # None until startApi
        self.options = ""  # connect options, such as +PACEAPI
        self.capabilities = ""  # optional capabilities, of startApi
        self.ready = False  # it has its next valid id
        self.requests = 0  # how many came
        self.bad_requests = 0
        self.marks = 0  # empty messages: they ask for nothing; who sends one can see here when it is reached
        self.pace = Pace(world.behaviour)
        self.output: list[bytes] = []  # what is to be sent, taken by the server
        self.unsent = 0  # bytes that wait: here, and in the hands of the server
        self.ending = False  # nothing more is read; the connection ends once the output is sent
        self.broken = False  # it ends at once
        self.has_backlog = False  # something that was received is not served yet, to let others have their turn
        self._buffer = bytearray()
        self._taken = 0  # how much of the buffer is done with
        self._next = self._greeting
        self._reader: RequestReader | None = None
        self._writers: dict[str, Any] = {}

    # -------------------------------------------------------------------------------------------- output

    def send(self, answer: str, **values: Any) -> None:
        """Send an answer by its name in the message table, with its values by name."""
        if self.ending or self.broken:
            return
        writer = self._writers.get(answer)
        if writer is None:
            writer = self._writers[answer] = answer_writer(answer, self.version)
        frame = writer(values)
        if self.world.hooks.outgoing:
            self._pass(Message(answer, frame, values))
        else:
            self._put(frame)

    def _pass(self, message: Message) -> None:
        through(self.world.hooks.outgoing, self, message, self._release)

    def _release(self, message: Message) -> None:
        """A message has come through the hooks, perhaps late."""
        if not (self.ending or self.broken):
            self._put(message.frame)

    def error(self, reqId: int, code: int, text: str) -> None:
        self.send(
            "error",
            reqId=reqId if fits(reqId) else NO_VALID_ID,
            errorTime=self.world.clock.millis(),
            errorCode=code,
            errorString=self.world.behaviour.error_texts.get(code, text),
            advancedOrderRejectJson="",
        )

    def invalid(self, reqId: int, cause: str) -> None:
        """The request can be read but not be accepted."""
        self.error(reqId, 321, INVALID + cause)

    def unable(self, reqId: int, cause: str) -> None:
        """The request is right but cannot be served, or not now."""
        self.error(reqId, 322, PROCESSING + cause)

    def put(self, frames: bytes) -> None:
        """Send frames with their lengths."""
        if self.ending or self.broken:
            return
        if self.world.hooks.outgoing:
            for message in messages(frames, self.version):
                self._pass(message)
        else:
            self._put(frames)

    def put_frame(self, frame: bytes) -> None:
        """Send a frame as it is."""
        self._put(len(frame).to_bytes(4, "big") + frame)

    def _put(self, data: bytes) -> None:
        self.output.append(data)
        self.unsent += len(data)
        if self.unsent > self.world.send_limit:
            logger.warning("%s: disconnected, it does not read: %d bytes wait for it", self.name, self.unsent)
            self.broken = True
        self.world.touched(self)

    def end(self) -> None:
        """Send what is waiting, then close the connection."""
        self.ending = True
        self.world.touched(self)

    # -------------------------------------------------------------------------------------------- input

    def receive(self, data: bytes, turn: float = inf) -> None:
        """Take what the client sent. A client that does not speak the protocol is closed, not answered.

        turn: real seconds after which the rest waits until this is called again, see `has_backlog`.
        """
        self._buffer += data
        self.has_backlog = False
        end = monotonic() + turn
        try:
            while not (self.ending or self.broken) and self._next():
                if monotonic() > end:
                    self.has_backlog = True
                    self.world.touched(self)
                    break
            del self._buffer[: self._taken]
            self._taken = 0
        except Misbehaved as problem:
            logger.warning("%s: closed: %s", self.name, problem)
            self.broken = True
            self.world.touched(self)

    @property
    def is_within(self) -> bool:
        """Whether it has sent the beginning of a message, and nothing but time keeps it from sending the rest."""
        return bool(self._buffer) and not (self.has_backlog or self.pace.is_held)

    def _take(self, limit: int) -> bytes | None:
        """The next whole frame, None while it is not there."""
        start = self._taken + 4
        if len(self._buffer) < start:
            return None
        end = start + int.from_bytes(self._buffer[start - 4 : start], "big")
        if end - start > limit:
            raise Misbehaved(f"it announced a message of {end - start} bytes, {limit} is the most")
        if len(self._buffer) < end:
            return None
        self._taken = end
        return bytes(self._buffer[start:end])

    def _greeting(self) -> bool:
        if not self._buffer.startswith(GREETING[: len(self._buffer)]):
            raise Misbehaved(f"it does not begin with API but with {bytes(self._buffer[:40])!r}")
        if len(self._buffer) < len(GREETING):
            return False
        self._taken = len(GREETING)
        self._next = self._offer
        return True

    def _offer(self) -> bool:
        offer = self._take(MAX_OFFER)
        if offer is None:
            return False
        match = _OFFER.fullmatch(offer)
        if match is None:
            raise Misbehaved(f"it should offer versions as in v100..226, not {offer[:40]!r}")
        lowest, highest = int(match[1]), int(match[2] or match[1])
        version = min(highest, self.world.server_version)
        if version < max(lowest, MIN_VERSION):
            raise Misbehaved(f"no version in common: it offers {lowest} to {highest}, this is {version}")
        self.version = version
        self.options = (match[3] or b"").decode("ascii", "replace")
        self._reader = RequestReader(version, requests.Receiver(self.world, self), self.failed)
        self.put_frame(f"{version}\0".encode() + self._host_time() + b"\0")
        self._next = self._request
        logger.info("%s: server version %d", self.name, version)
        return True

    def _host_time(self) -> bytes:
        """The time where the gateway runs, with that host's own name of the zone in its own code page."""
        behaviour, now = self.world.behaviour, self.world.clock.now()
        time = eastern(now)
        if behaviour.host_utc_offset is not None:
            time = datetime.fromtimestamp(now, timezone(timedelta(hours=behaviour.host_utc_offset)))
        label = f"{time:%Z}" if behaviour.host_zone is None else behaviour.host_zone
        return f"{time:%Y%m%d %H:%M:%S} {label}".encode(behaviour.host_encoding)

    def _request(self) -> bool:
        if self.pace.holds(self, self._go_on):
            return False
        frame = self._take(MAX_FRAME)
        if frame is None:
            return False
        if not frame:
            self.marks += 1
            return True
        self.requests += 1
        if not self.pace.allows(self):
            return True
        assert self._reader is not None
        try:
            self._reader.handle(frame)
        except BadRequest as problem:
            self.bad_requests += 1
            if self.bad_requests <= TOLD:
                logger.warning("%s: bad request: %s", self.name, problem)
            text = str(problem) if problem.code != 320 else f"Error reading request. {problem}"
            self.error(problem.reqId, problem.code, text)
        return True

    def failed(self, name: str, args: tuple[Any, ...], problem: Exception) -> None:
        """The gateway itself failed at a request: it says so, and goes on."""
        logger.error("%s: %s failed", self.name, name, exc_info=problem)
        self.unable(requests.id_of(name, args), f"{name}: {problem!r}")

    def _go_on(self) -> None:
        """Take what waits since the client was slowed down."""
        self.receive(b"")

    def start(self, client_id: int, capabilities: str = "") -> None:
        """The client starts its session; a client id can be in use only once."""
        if self.client_id is not None:
            self.invalid(NO_VALID_ID, "the API is started already")
        elif client_id < 0:
            self.invalid(NO_VALID_ID, f"{client_id} is no client id, use 0 or more")
        elif self.world.is_taken(client_id):
            text = "Unable to connect as the client id is already in use. Retry with a unique client id."
            self.error(NO_VALID_ID, 326, text)
            self.end()
        elif len(self.world.sessions) >= self.world.behaviour.max_clients:
            logger.warning("%s: closed, %d clients are connected", self.name, len(self.world.sessions))
            self.end()
        else:
            self.client_id = client_id
            self.capabilities = capabilities
            logger.info("%s: client %d started", self.name, client_id)
            self.world.join(self, client_id)
