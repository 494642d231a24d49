"""Watching one instrument in virtual time: its tape, delivered four times a second to whoever listens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import floor

from ibproto.gateway.clock import Clock, Timer

from .bars import Event
from .path import Path
from .state import INSTANT, State

Listener = Callable[[State, Sequence[Event]], None]

RATE = 4  # batches a second
BEHIND = 180  # seconds after which the seconds of a minute are forgotten: those of now are read over and over
AHEAD = 5  # seconds that are looked through for something to happen before the next look


def phase(path: Path) -> float:
    """When in a second the batches come: not all instruments move at one time."""
    return path.instrument.contract.conId % 25 / 100 % (1 / RATE)


def batch_before(path: Path, now: float) -> float:
    """The time of the last batch, now or before."""
    shift = phase(path)
    number = floor((now - shift) * RATE + 0.001)
    last = number / RATE + shift
    return last if last <= now else (number - 1) / RATE + shift


def batch_after(path: Path, time: float) -> float:
    """The time of the first batch after a time."""
    shift = phase(path)
    return (floor((time - shift) * RATE + 0.001) + 1) / RATE + shift


def horizon(path: Path, now: float) -> float:
    """What happened before this is known now: the last batch, or what the owner did since."""
    batch = batch_before(path, now)
    change = path.last_change(now)
    return batch if change is None else max(batch, change + INSTANT)


class Feed:
    """listeners: called with the state and the events after each batch."""

    def __init__(self, clock: Clock, path: Path, state: State) -> None:
        self.path = path
        self.state = state
        self.listeners: list[Listener] = []
        self._clock = clock
        self._timer: Timer | None = None
        self._waiting: list[Event] = []
        self._second = 0  # the next one to be read
        self.restart()

    def restart(self) -> None:
        """Read the tape anew, from the state's time on."""
        self._second = int(self.state.time)
        self._waiting = []
        self._read()
        self._plan()

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _read(self) -> None:
        """Read the next second."""
        if self._second % 60 == 0:
            self.path.pieces.forget(self._second - BEHIND)
        since = self.state.time
        self._waiting += [event for event in self.path.tape(self._second) if event.time >= since]
        self._second += 1

    def _plan(self) -> None:
        """Set the timer to the next batch that has something."""
        self.stop()
        path, pieces = self.path, self.path.pieces
        for _ in range(AHEAD):
            if self._waiting:
                break
            if pieces.base_at(self._second) is None:
                break
            self._read()
        border = batch_after(path, self.state.until - 0.001)  # the state changes there, even if nothing happens
        if self._waiting:
            when = min(border, batch_after(path, self._waiting[0].time))
        elif pieces.base_at(self._second) is not None:
            when = min(border, batch_after(path, self._second))
        else:
            when = border
        self._timer = self._clock.call_at(max(when, batch_after(path, self.state.time)), self._tick)

    def _tick(self) -> None:
        self._timer = None
        self.deliver(self._clock.now())
        if self.listeners and self._timer is None:  # a listener may have gone, or done something to the market
            self._plan()

    def deliver(self, until: float, anew: bool = False) -> None:
        """Tell everything that happened before a time. anew: and that something is different, if nothing happened."""
        state = self.state
        while self._second < until:
            if not self._waiting and self.path.pieces.base_at(self._second) is None:
                start = self.path.pieces.next_start(self._second)
                self._second = (
                    int(until) + 1 if start is None else max(self._second + 1, min(int(start), int(until) + 1))
                )
                continue
            self._read()
        count = 0
        for event in self._waiting:
            if event.time >= until:
                break
            count += 1
        events, self._waiting = self._waiting[:count], self._waiting[count:]
        was_open = state.is_open
        if anew or until >= state.until:
            state.rebuild(until)
        else:
            state.apply(events, until)
        if events or anew or state.is_open != was_open:
            for listener in list(self.listeners):
                listener(state, events)

    def intervene(self, until: float) -> None:
        """The owner did something: what happened until now is told, even if it is only that all is silent."""
        state = self.state
        self._second = int(state.time)
        self._waiting = []
        self.deliver(until, anew=True)
        if self.listeners:
            self.restart()
