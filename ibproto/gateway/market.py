"""The simulated market: a seeded price process for each instrument, stepped on a fixed grid of virtual time.

A process depends on the seed, the instrument and the time alone, not on who watches it or when it is asked: what
nobody watches is caught up when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random

from ibproto.contract import Contract

from .clock import Clock, Timer
from .universe import Instrument, Universe
from .universe.universe import root_of

YEAR = 252 * 23_400  # seconds of trading in it
STEP = 0.25  # virtual seconds between two steps of a process
EXCHANGES = ("NASDAQ", "ARCA", "BATS", "EDGX", "IEX", "NYSE")  # where US trades happen
Listener = Callable[["PriceProcess", set[str]], None]


class PriceProcess:
    """Bid, ask, last, their sizes, volume and the day's prices of one instrument; prices in whole ticks."""

    def __init__(self, instrument: Instrument, seed: object) -> None:
        self.instrument = instrument
        self._random = random = Random(f"{seed}:{instrument.contract.conId}")
        self._digits = max(0, -int(instrument.tick.as_tuple().exponent))
        self._anchor = center = round(root_of(instrument).price / float(instrument.tick))
        self._center = float(center)
        self._pace = instrument.volatility * center / YEAR**0.5  # ticks per square root of a second
        self.close = center + random.randint(-80, 80)
        self.open = center + random.randint(-40, 40)
        self.bid, self.ask, self.last = center - 1, center + 1, center
        self.high = max(self.open, center) + random.randint(5, 60)
        self.low = min(self.open, center) - random.randint(5, 60)
        self.bid_size, self.ask_size, self.last_size = self._size(), self._size(), self._size()
        self.volume = random.randint(2_000, 40_000) * 100
        self.turnover = center * self.volume  # in ticks
        self.last_time = 0.0
        self.steps = 0

    def _size(self) -> int:
        return min(20, 1 + int(self._random.expovariate(0.25))) * 100

    def price(self, ticks: int) -> float:
        """A number of ticks as a price."""
        return round(ticks * float(self.instrument.tick), self._digits)

    def ticks(self, price: float) -> int | None:
        """A price as a number of ticks; None when it lies between two, or is no number."""
        number = Decimal(str(price)) / self.instrument.tick
        return int(number) if number.is_finite() and number == number.to_integral_value() else None

    @property
    def exchange(self) -> str:
        """Where the next trade happens."""
        known = self.instrument.exchanges
        return next((name for name in (EXCHANGES[self.steps % len(EXCHANGES)], *EXCHANGES) if name in known), known[-1])

    def step(self, now: float) -> set[str]:
        """Move on by one step; the names of what changed."""
        random = self._random
        self.steps += 1
        before = (self.bid, self.ask, self.last, self.bid_size, self.ask_size, self.high, self.low)
        pull = (self._anchor - self._center) * 0.002  # back to where it started, so that a long run stays plausible
        self._center += random.gauss(pull, self._pace * STEP**0.5)
        self._center = max(2.0, self._center)
        if random.random() < 0.7:
            spread = random.choice((1, 1, 1, 2, 2, 3))
            self.bid = max(1, round(self._center - spread / 2))
            self.ask = self.bid + spread
        self.bid_size, self.ask_size = self._size(), self._size()
        changed: set[str] = set()
        if random.random() < 0.5:
            self.trade(self.ask if random.random() < 0.5 else self.bid, self._size(), now)
            changed.update(("last_size", "volume"))
        after = (self.bid, self.ask, self.last, self.bid_size, self.ask_size, self.high, self.low)
        names = ("bid", "ask", "last", "bid_size", "ask_size", "high", "low")
        changed.update(name for name, old, new in zip(names, before, after) if old != new)
        return changed

    def trade(self, ticks: int, size: int, now: float) -> None:
        """A trade happens."""
        self.last, self.last_size, self.last_time = ticks, size, now
        self.volume += size
        self.turnover += ticks * size
        self.high, self.low = max(self.high, ticks), min(self.low, ticks)

    def take(self, action: str, limit: int | None, wanted: int) -> tuple[int, int]:
        """What an order gets of the displayed quote: (size, ticks); a size of 0 is nothing. limit: in ticks."""
        if action == "BUY":
            if limit is not None and self.ask > limit:
                return 0, 0
            size, ticks = min(wanted, self.ask_size), self.ask
            self.ask_size -= size
        else:
            if limit is not None and self.bid < limit:
                return 0, 0
            size, ticks = min(wanted, self.bid_size), self.bid
            self.bid_size -= size
        return size, ticks


class Market:
    """All instruments and their processes. `watch()` has a listener called after each step of an instrument."""

    def __init__(self, clock: Clock, universe: Universe, seed: object) -> None:
        self.clock = clock
        self.seed = seed
        self.universe = universe
        self._processes: dict[Instrument, PriceProcess] = {}
        self._listeners: dict[Instrument, list[Listener]] = {}
        self._timers: dict[Instrument, Timer] = {}

    def find(self, contract: Contract) -> list[Instrument]:
        """The instruments that a contract describes."""
        return self.universe.find(contract)

    def process(self, instrument: Instrument) -> PriceProcess:
        """The price process of an instrument, as it is now."""
        process = self._processes.get(instrument)
        if process is None:
            process = self._processes[instrument] = PriceProcess(instrument, self.seed)
        while self._time_of(instrument, process.steps + 1) <= self.clock.now() and instrument not in self._listeners:
            process.step(self._time_of(instrument, process.steps + 1))
        return process

    def _time_of(self, instrument: Instrument, step: int) -> float:
        offset = instrument.contract.conId % 25 / 100 * STEP * 4  # not all instruments move at one time
        return self.clock.start + offset + step * STEP

    def watch(self, instrument: Instrument, listener: Listener) -> None:
        """Call `listener(process, changed)` after each step from now on; the same listener is called once."""
        process = self.process(instrument)
        listeners = self._listeners.setdefault(instrument, [])
        if listener not in listeners:
            listeners.append(listener)
        if instrument not in self._timers:
            self._plan(instrument, process)

    def unwatch(self, instrument: Instrument, listener: Listener) -> None:
        listeners = self._listeners.get(instrument, [])
        if listener in listeners:
            listeners.remove(listener)
        if not listeners and instrument in self._timers:
            self._timers.pop(instrument).cancel()
            del self._listeners[instrument]

    def _plan(self, instrument: Instrument, process: PriceProcess) -> None:
        when = self._time_of(instrument, process.steps + 1)
        self._timers[instrument] = self.clock.call_at(when, lambda: self._step(instrument, process))

    def _step(self, instrument: Instrument, process: PriceProcess) -> None:
        changed = process.step(self.clock.now())
        self._plan(instrument, process)
        for listener in list(self._listeners.get(instrument, ())):
            listener(process, changed)
