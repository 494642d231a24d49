"""A gateway for tests of bots: time stands still until the test moves it, and the bot keeps up with every step."""

from __future__ import annotations

from collections.abc import Callable
from queue import Empty
from time import monotonic
from typing import TYPE_CHECKING, Any

from .server import SimulatedGateway

if TYPE_CHECKING:
    from ibproto.client import EClient

    from .client_session import ClientSession

DEADLINE = 10.0  # real seconds that any wait may take
MARK = b"\xff\xff\xff\xffthe bot has got everything\0"  # never decoded: deliveries stop in front of it
EMPTY = b"\0\0\0\0"  # a message of length 0, which asks for nothing
PATIENCE = 0.05  # real seconds to wait at once for what the end of a connection brings


class SteppedGateway(SimulatedGateway):
    """A simulated gateway with a stepped clock, and the bots of a test.

    `connect(bot)` instead of the bot's own connect; then `advance(5)` lets five seconds pass: each time something is
    sent, the bot's callbacks are called on the test's thread, and what they request is served, before time goes on. So
    a test gives the same result every time, however fast the machine is.

    The parameters are those of SimulatedGateway. The bots are ibproto clients without a loop of their own: neither
    `run()` nor `startLoop()`. An exception in a callback ends the test.
    """

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{"speed": 0.0, **more})
        self._bots: dict[EClient, ClientSession] = {}

    def connect(self, bot: EClient, clientId: int = 1) -> None:
        """Connect a bot, and deliver what its session begins with."""
        bot.propagateCallbackErrors = True
        bot.connect(self.host, self.port, clientId)
        session = self._session_of(bot)
        if session is None:
            _deliver_rest(bot)
        else:
            self._bots[bot] = session
        self.deliver()

    def advance(self, seconds: float) -> None:
        """Let virtual time pass; returns when the bots have handled everything that happened."""
        self._pass(seconds, lambda: False)

    def run_until(self, condition: Callable[[], object], seconds: float = 60.0) -> None:
        """Let virtual time pass until a condition is true, asked after each delivery; AssertionError when it is not
        within `seconds` virtual seconds."""
        if not self._pass(seconds, condition):
            raise AssertionError(f"not true within {seconds} virtual seconds: {condition}")

    def deliver(self) -> None:
        """Without time passing: serve what the bots requested and deliver the answers, until nothing is on its way."""
        deadline = monotonic() + DEADLINE
        while True:
            self.settle()
            with self.world.lock:
                self.world.clock.advance(0)  # all that is due, however long it takes
            if not sum([self._deliver_to(bot, session) for bot, session in list(self._bots.items())]):
                return
            if monotonic() > deadline:
                raise AssertionError(f"the bots still request something after {DEADLINE} s, without time passing")

    def close(self) -> None:
        """Disconnect the bots and close the gateway."""
        for bot in list(self._bots):
            bot.disconnect()
        self._bots.clear()
        super().close()

    # -------------------------------------------------------------------------------------------- inside

    def _pass(self, seconds: float, condition: Callable[[], object]) -> bool:
        self.deliver()
        with self.world.lock:
            target = self.world.clock.now() + seconds
        going_on = True
        while going_on and not condition():
            with self.world.lock:
                going_on = self.world.clock.advance_until(target, self._has_output)
            self.deliver()
        return bool(condition())

    def _has_output(self) -> bool:
        return any(session.output for session in self._bots.values())

    def _session_of(self, bot: EClient) -> ClientSession | None:
        """The session of a bot that has connected; None when it is over already."""
        sock = bot.conn.socket if bot.conn is not None else None
        try:
            address = sock.getsockname() if sock is not None else None
        except OSError:
            return None
        self.settle()
        with self.world.lock:
            found = [session for session in self._peers if address and session.name == f"{address[0]}:{address[1]}"]
        return found[0] if found and not found[0].ending else None

    def _deliver_to(self, bot: EClient, session: ClientSession) -> int:
        """Call the bot's callbacks with all it was sent; how many messages that were."""
        if bot._ibproto.session is not None and bot._ibproto.session.runner is not None:
            raise RuntimeError(
                f"{type(bot).__name__} runs a loop of its own; leave out run() and startLoop() in the test"
            )
        self._wait_served(bot, session)
        with self.control():
            is_over = session.ending or session.broken
            if not is_over:
                session.put_frame(MARK)
        queue, decoder = bot.msg_queue, bot.decoder
        deadline = monotonic() + DEADLINE
        count = 0
        while not is_over and decoder is not None and bot.isConnected():
            try:
                frame = queue.get(timeout=PATIENCE)
            except Empty:
                if monotonic() > deadline:
                    raise AssertionError(f"a bot got nothing for {DEADLINE} s") from None
                continue
            if frame == MARK:
                return count
            decoder.handle(frame)
            count += 1
        self._bots.pop(bot, None)
        return count + _deliver_rest(bot)

    def _wait_served(self, bot: EClient, session: ClientSession) -> None:
        """Wait until all requests that a bot has sent are served, or wait for time to pass."""

        def is_served() -> bool:
            return session.marks >= target or session.pace.is_held or session.broken or session.ending

        if bot.conn is None:
            return
        with self._served:
            target = session.marks + 1
        try:
            sent = bot.conn.sendMsg(EMPTY)
        except OSError:
            return
        with self._served:
            if sent:
                self._served.wait_for(is_served, DEADLINE)


def _deliver_rest(bot: EClient) -> int:
    """Deliver what is left of a connection that is over, its end included; how many messages that were."""
    deadline = monotonic() + DEADLINE
    count = 0
    while delivered := bot.drain(PATIENCE) or bot.isConnected():
        count += delivered
        if monotonic() > deadline:
            raise AssertionError(f"the connection of the bot did not end within {DEADLINE} s")
    return count
