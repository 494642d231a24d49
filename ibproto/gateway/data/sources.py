"""What a client sees of an instrument: as it is, frozen while the market is closed, delayed, or combined from legs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from ibproto.gateway.clock import Clock, Timer
from ibproto.gateway.market import Event, Market, State
from ibproto.gateway.market.feed import Feed, batch_before
from ibproto.gateway.universe import Combo, Instrument

LIVE, FROZEN, DELAYED, DELAYED_FROZEN = 1, 2, 3, 4  # the numbers of marketDataType

Heard = Callable[[Sequence[Event]], None]


class Source(Protocol):
    """state: what is seen now. type: the kind of data now, a number of marketDataType."""

    @property
    def state(self) -> Any: ...

    @property
    def type(self) -> int: ...

    def start(self, heard: Heard) -> None:
        """Call `heard(events)` after each batch."""

    def stop(self) -> None: ...


class Live:
    """The market as it is; with `freeze`, as it was at the close while it is closed."""

    def __init__(self, market: Market, instrument: Instrument, freeze: bool = False) -> None:
        self._market = market
        self._instrument = instrument
        self._freeze = freeze
        self._heard: Heard | None = None

    @property
    def state(self) -> State:
        return self._market.frozen(self._instrument) if self._freeze else self._market.state(self._instrument)

    @property
    def type(self) -> int:
        return FROZEN if self._freeze and not self._market.state(self._instrument).is_open else LIVE

    def start(self, heard: Heard) -> None:
        self._heard = heard
        self._market.watch(self._instrument, self._listen)

    def stop(self) -> None:
        self._market.unwatch(self._instrument, self._listen)

    def _listen(self, state: State, events: Sequence[Event]) -> None:
        if self._heard is not None:
            self._heard(events)


class _Late(Clock):
    """A clock that is slow, on top of another."""

    def __init__(self, clock: Clock, delay: float) -> None:
        self._clock = clock
        self._delay = delay

    def now(self) -> float:
        return self._clock.now() - self._delay

    def call_at(self, when: float, action: Callable[[], None]) -> Timer:
        return self._clock.call_at(when + self._delay, action)


class Delayed:
    """The market as it was some time ago."""

    def __init__(self, market: Market, instrument: Instrument, delay: float, freeze: bool = False) -> None:
        path = market.path(instrument)
        path.refresh()
        clock = _Late(market.clock, delay)
        self._freeze = freeze
        self._heard: Heard | None = None
        self._feed = Feed(clock, path, State(path, batch_before(path, clock.now())))
        self._feed.listeners.append(self._listen)

    @property
    def state(self) -> State:
        state = self._feed.state
        if state.is_open or not self._freeze:
            return state
        last = next(state.path.pieces.back(state.time), None)
        return state if last is None else State(state.path, last.piece.end, ending=True)

    @property
    def type(self) -> int:
        return DELAYED_FROZEN if self._freeze and not self._feed.state.is_open else DELAYED

    def start(self, heard: Heard) -> None:
        self._heard = heard

    def stop(self) -> None:
        self._feed.stop()
        self._feed.listeners.clear()

    def _listen(self, state: State, events: Sequence[Event]) -> None:
        if self._heard is not None:
            self._heard(events)


class Combination:
    """A combination of instruments, live."""

    type = LIVE

    def __init__(self, market: Market, combo: Combo) -> None:
        self._market = market
        self._combo = combo
        self._heard: Heard | None = None

    @property
    def state(self) -> State:
        return self._market.state(self._combo)

    def start(self, heard: Heard) -> None:
        self._heard = heard
        self._market.watch(self._combo, self._listen)

    def stop(self) -> None:
        self._market.unwatch(self._combo, self._listen)

    def _listen(self, state: State, events: Sequence[Event]) -> None:
        if self._heard is not None:
            self._heard(())
