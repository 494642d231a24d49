"""The gateway's one clock: virtual time, and what is to happen at which time."""

from __future__ import annotations

import heapq
import logging
import time
from collections.abc import Callable

logger = logging.getLogger(__name__)

START = 1768402800.0
"""Where the clock starts unless told otherwise: Wednesday, 14 January 2026, 10:00:00 in New York."""
BUDGET = 0.1  # real seconds that one catch_up() may take; when that is not enough, virtual time runs slower than asked


class Timer:
    """One thing that is to happen; `cancel()` makes it not happen."""

    __slots__ = ("action", "number", "when")

    def __init__(self, when: float, number: int, action: Callable[[], None]) -> None:
        self.when = when
        self.number = number
        self.action: Callable[[], None] | None = action

    def cancel(self) -> None:
        self.action = None

    def __lt__(self, other: Timer) -> bool:
        return (self.when, self.number) < (other.when, other.number)


class Clock:
    """Virtual time in seconds since 1970 UTC. Used under the world's lock.

    start: the time it starts with. speed: virtual seconds per real second; 0 stands still until `advance()`.
    While an action runs, `now()` is the time it was due at, so what it does is the same however late it runs.
    """

    def __init__(self, start: float = START, speed: float = 1.0, real: Callable[[], float] = time.monotonic) -> None:
        if speed < 0:
            raise ValueError(f"speed {speed} would run time backwards; use 0 for a clock that is stepped by advance()")
        self.start = start
        self.speed = speed
        self._real = real
        self._now = start
        self._anchor = (real(), start)  # a real time and the virtual time that belongs to it
        self.after: Callable[[], None] | None = None  # called after each action; what it raises goes to the caller
        self._timers: list[Timer] = []
        self._count = 0

    def now(self) -> float:
        return self._now

    def millis(self) -> int:
        return int(self._now * 1000)

    def call_at(self, when: float, action: Callable[[], None]) -> Timer:
        """Have `action` called at a virtual time; actions of one time run in the order in which they were given."""
        self._count += 1
        timer = Timer(when, self._count, action)
        heapq.heappush(self._timers, timer)
        return timer

    def call_later(self, delay: float, action: Callable[[], None]) -> Timer:
        """Have `action` called `delay` virtual seconds from now."""
        return self.call_at(self._now + delay, action)

    def advance(self, seconds: float) -> None:
        """Move `seconds` ahead at once, and do on the way what is due."""
        self.catch_up()
        target = self._now + seconds
        self._run_until(target, None)
        self._anchor = (self._real(), target)

    def advance_until(self, target: float, stop: Callable[[], bool]) -> bool:
        """Move ahead to `target` at most; `stop` is asked after each thing that was done. Whether it has stopped so."""
        self.catch_up()
        stopped = False
        while not stopped and (due := self._due()) is not None and due.when <= target:
            self._run_next()
            stopped = stop()
        if not stopped:
            self._now = max(self._now, target)
        self._anchor = (self._real(), self._now)
        return stopped

    def catch_up(self) -> None:
        """Follow the real time, and do what is due."""
        started = self._real()
        if not self.speed:
            self._run_until(self._now, started + BUDGET)
        else:
            real, virtual = self._anchor
            if not self._run_until(virtual + (started - real) * self.speed, started + BUDGET):
                self._anchor = (self._real(), self._now)

    def wait(self) -> float | None:
        """Real seconds until something is due; None when nothing will be by itself."""
        due = self._due()
        if due is not None and due.when <= self._now:
            return 0.0
        if not self.speed or due is None:
            return None
        real, virtual = self._anchor
        return max(0.0, real + (due.when - virtual) / self.speed - self._real())

    def _due(self) -> Timer | None:
        """What is planned next."""
        while self._timers and self._timers[0].action is None:
            heapq.heappop(self._timers)
        return self._timers[0] if self._timers else None

    def _run_next(self) -> None:
        timer = heapq.heappop(self._timers)
        if timer.action is None:
            return
        self._now = max(self._now, timer.when)
        try:
            timer.action()
        except Exception:
            logger.exception("what was planned for %s failed; the gateway goes on", self._now)
        if self.after is not None:
            self.after()

    def _run_until(self, target: float, deadline: float | None) -> bool:
        """Do what is due up to `target`; False when the deadline (real time) came first."""
        timers = self._timers
        while timers and timers[0].when <= target:
            if deadline is not None and self._real() > deadline:
                return False
            self._run_next()
        self._now = max(self._now, target)
        return True
