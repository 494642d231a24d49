"""The market: what every instrument costs, now and at any other time.

    market.state(instrument)                     the quote, the last trade and the day, now
    market.watch(instrument, listener)           hear of every change from now on
    market.path(instrument)                      bars and tape of any time
    market.set_price(instrument, 100.0)          do something to it

A price is a pure function of the seed, the instrument and the time; nothing depends on who asks or watches, and what
nobody watches costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from math import fsum, inf, log
from typing import NamedTuple, cast

from ibproto.contract import Contract
from ibproto.gateway.clock import Clock
from ibproto.gateway.universe import Combo, Instrument, Universe
from ibproto.gateway.universe.calendars import Session
from ibproto.gateway.zones import local

from . import options
from .book import Book, book
from .combos import ComboPath, ComboState, Forwarder
from .control import Control, Regime, home
from .draws import Bounded
from .feed import Feed, Listener, horizon
from .ladder import Ladder
from .lens import Priced
from .lenses import last_moment, lens_of, near_volatility
from .path import Path
from .pieces import DAY, Base, Caches, Pieces
from .shape import COMMON_VOLATILITY, Shape
from .state import State
from .walk import TRADING_DAYS, Walk

MONTH = 30 / 365
ADDED_HOURS = 8 * 3600  # how long an exchange stays open that was opened by hand, at most


class Computation(NamedTuple):
    """An option's figures; None where they cannot be told."""

    volatility: float | None
    delta: float | None
    price: float | None
    dividends: float | None
    gamma: float | None
    vega: float | None
    theta: float | None
    underlying: float | None


class Market:
    """All instruments of a universe. Used under the world's lock."""

    def __init__(self, clock: Clock, universe: Universe, seed: object) -> None:
        self.clock = clock
        self.universe = universe
        self.seed = seed
        self.control = Control()
        self._common = Walk(f"{seed}:common", COMMON_VOLATILITY, 0.0)
        self._caches = Caches()
        self._shapes: dict[Instrument, Shape] = {}
        self._paths: Bounded = Bounded(10_000)
        self._states: Bounded = Bounded(2_000)
        self._feeds: dict[Instrument, Feed] = {}
        self._forwarders: dict[tuple[Combo, Listener], Forwarder] = {}

    def find(self, contract: Contract) -> list[Instrument]:
        """The instruments that a contract describes."""
        return self.universe.find(contract)

    def path(self, instrument: Instrument) -> Path:
        """Bars and tape of an instrument, of any time."""
        path: Path | None = self._paths.get(instrument)
        if path is None:
            source = None if instrument.derived is None else self.path(instrument.derived.underlying)
            root = None if source is None else source.root()
            if root is None:
                shape = self._shapes.get(instrument)
                if shape is None:
                    ladder = Ladder(instrument.increments)
                    shape = Shape(self.seed, instrument, ladder, self._common, self._caches.shapes)
                    self._shapes[instrument] = shape
            else:
                shape = root.shape
            key = f"{self.seed}:{instrument.contract.conId}"
            pieces = Pieces(instrument, key, shape, None if root is None else root.pieces, self.control, self._caches)
            path = self._paths[instrument] = Path(pieces, source, self.control, self._caches)
        return path

    def last_moment(self, instrument: Instrument) -> float:
        """When a contract that expires is traded last."""
        assert instrument.expiry is not None
        return last_moment(self.path(instrument), instrument.expiry)

    def ladder(self, instrument: Instrument) -> Ladder:
        """The prices that an instrument may have."""
        return ComboPath(instrument).ladder if isinstance(instrument, Combo) else self.path(instrument).ladder

    def state(self, instrument: Instrument) -> State:
        """What is known of an instrument now."""
        if isinstance(instrument, Combo):
            states = [self.state(leg.instrument) for leg in instrument.legs]
            return cast(State, ComboState(ComboPath(instrument), instrument, states))
        feed = self._feeds.get(instrument)
        if feed is not None:
            return feed.state
        path = self.path(instrument)
        path.refresh()
        time = horizon(path, self.clock.now())
        known: State | None = self._states.get(instrument)
        if known is None:
            known = self._states[instrument] = State(path, time)
        elif known.time != time or known.version != self.control.version:
            known.rebuild(time)
        return known

    def frozen(self, instrument: Instrument) -> State:
        """The same, but while the market is closed as it was when it closed, with the last quote."""
        state = self.state(instrument)
        if state.is_open or isinstance(instrument, Combo):
            return state
        path = self.path(instrument)
        last = next(path.pieces.back(self.clock.now()), None)
        return state if last is None else State(path, last.piece.end, ending=True)

    def book(self, instrument: Instrument, rows: int = 10, makers: Sequence[str] = ()) -> Book:
        """The order book: bid side and ask side, best first. makers: the names on the rows, None for the exchanges."""
        state = self.state(instrument)
        return book(state, rows, makers or state.path.venues)

    # ------------------------------------------------------------------------------------------ watching

    def watch(self, instrument: Instrument, listener: Listener) -> None:
        """Call `listener(state, events)` after each batch of events from now on; the same listener is called once."""
        if isinstance(instrument, Combo):
            forwarder = self._forwarders.setdefault((instrument, listener), Forwarder(instrument, listener, self.state))
            for leg in instrument.legs:
                self.watch(leg.instrument, forwarder.hear)
            return
        feed = self._feeds.get(instrument)
        if feed is None:
            state = self.state(instrument)
            self._states.pop(instrument, None)
            feed = self._feeds[instrument] = Feed(self.clock, self.path(instrument), state)
        if listener not in feed.listeners:
            feed.listeners.append(listener)

    def unwatch(self, instrument: Instrument, listener: Listener) -> None:
        if isinstance(instrument, Combo):
            forwarder = self._forwarders.pop((instrument, listener), None)
            if forwarder is not None:
                for leg in instrument.legs:
                    self.unwatch(leg.instrument, forwarder.hear)
            return
        feed = self._feeds.get(instrument)
        if feed is not None and listener in feed.listeners:
            feed.listeners.remove(listener)
            if not feed.listeners:
                feed.stop()
                del self._feeds[instrument]
                self._states[instrument] = feed.state

    # ------------------------------------------------------------------------------------------ doing something to it

    def set_price(self, instrument: Instrument, price: float, hold: bool = False) -> None:
        """Trade at a price now and go on from there, or stay there if `hold`. Ends a script of the instrument."""
        self._set(instrument, self.clock.now(), price, hold)
        self._told()

    def script(self, instrument: Instrument, prices: Sequence[tuple[float, float]], hold: bool = False) -> None:
        """Set prices later: (seconds from now, price), ..."""
        now = self.clock.now()
        for delay, price in sorted(prices):
            self._set(instrument, now + delay, price, hold)
            self.clock.call_later(delay, self._told)
        self._told()

    def release(self, instrument: Instrument) -> None:
        """Let an instrument cost again what it would if nobody had set it."""
        self._do(lambda now: self.control.add(instrument, Regime(now)))

    def halt(self, instrument: Instrument) -> None:
        """Stop trading in an instrument, and in what is derived from it."""
        self._do(lambda now: self.control.halt(instrument, now))

    def resume(self, instrument: Instrument) -> None:
        self._do(lambda now: self.control.resume(instrument, now))

    def close_exchange(self, exchange: str = "") -> None:
        """Close an exchange whatever its hours are, "" for all, until it is opened."""
        self._do(lambda now: self.control.close(exchange, now))

    def open_exchange(self, exchange: str = "") -> None:
        """Open an exchange, "" for all. Outside its hours it gets a session of its own, of some hours at most."""
        now = self.clock.now()
        self._do(lambda now: self.control.open(exchange, now))
        start = float(int(now) // 60 * 60)
        by_calendar = {i.calendar: i for i in self.universe.listed if exchange in ("", home(i))}
        for calendar, instrument in by_calendar.items():
            if self.path(instrument).pieces.session_at(now) is None:
                end = min(start + ADDED_HOURS, calendar.next(now).start)
                session = Session(start, end, start, end, local(now, calendar.zone).date())
                self.control.add_session(exchange, calendar, session)
        self._told()

    def _do(self, action: Callable[[float], None]) -> None:
        action(self.clock.now())
        self._told()

    def _set(self, instrument: Instrument, time: float, price: float, hold: bool) -> None:
        if not 0 < price < inf:
            raise ValueError(f"nothing costs {price}; set a price above 0")
        path = self.path(instrument)
        path.refresh()
        start = time
        base = path.pieces.base_at(time)
        if base is None:  # it is closed: then from its next session on
            following = path.pieces.next_start(time)
            base = None if following is None else path.pieces.base_at(following)
            if base is None:
                raise ValueError(f"{instrument!r} does not trade any more; set the price of one that does")
            start = base.piece.start
        step = path.ladder.nearest(price)
        driver = path.driver_at(base, start)
        if path.source is None:
            regime = Regime(time, step - driver, step if hold else None)
        else:
            bid = lens_of(path, base, start).quote(path.driver(driver, start))[0]
            regime = Regime(time, step - bid, step if hold else None)
        self.control.add(instrument, regime)

    def _told(self) -> None:
        """Who watches what was done something to hears it at once."""
        now = self.clock.now()
        for feed in list(self._feeds.values()):
            path = feed.path
            path.refresh()
            if path.last_change(now) == now:
                feed.intervene(horizon(path, now))
            elif path.touched:
                feed.restart()

    # ------------------------------------------------------------------------------------------ options

    def implied_volatility(self, instrument: Instrument, day: date) -> float:
        """What the options on an instrument imply on a day, for a month, at the money."""
        return near_volatility(self.path(instrument), day, MONTH)

    def historical_volatility(self, instrument: Instrument, day: date, days: int = 30) -> float | None:
        """The volatility per year of the last trade dates before a day; None without prices."""
        path, calendar = self.path(instrument), instrument.calendar
        closes: list[float] = []
        for _ in range(days + 1):
            price = path.close_before(day)
            if not price:
                break
            closes.append(price)
            day = calendar.last_trade_date(day - DAY)
        moves = [log(new / old) for new, old in zip(closes, closes[1:])]
        return (fsum(move * move for move in moves) / len(moves) * TRADING_DAYS) ** 0.5 if moves else None

    def computation(self, instrument: Instrument, price: float | None = None) -> Computation:
        """The figures of an option at a price, None for the middle of its quote (closed: for what it is worth)."""
        path = self.path(instrument)
        seen = self._option(path)
        if seen is None:
            return NOTHING
        lens, underlying = seen
        if price is None:
            state = self.state(instrument)
            price = state.middle
            if price is None:
                price = lens.worth(underlying)
        found = self._figures(lens, price, underlying, None)
        if found.volatility is not None:
            return found
        return self._figures(lens, price, underlying, lens.volatility)  # worth what exercise gives, or nothing

    def calculate_price(self, instrument: Instrument, volatility: float, underlying: float) -> Computation:
        """What an option would be worth."""
        path = self.path(instrument)
        seen = self._option(path)
        return NOTHING if seen is None else self._figures(seen[0], None, underlying, volatility)

    def calculate_volatility(self, instrument: Instrument, price: float, underlying: float) -> Computation:
        """Which volatility the price of an option would imply."""
        path = self.path(instrument)
        seen = self._option(path)
        return NOTHING if seen is None else self._figures(seen[0], price, underlying, None)

    def _option(self, path: Path) -> tuple[Priced, float] | None:
        """The lens of an option now, or when it last traded, and what its underlying costs."""
        now = self.clock.now()
        base: Base | None = path.pieces.base_at(now) or next(path.pieces.back(now), None)
        if base is None or not path.pieces.is_option or path.source is None:
            return None
        lens = lens_of(path, base, min(now, base.piece.end - 1.0))
        assert isinstance(lens, Priced)
        above = self.state(path.source.instrument)
        underlying = above.middle or above.last or above.close
        return None if underlying is None else (lens, underlying)

    def _figures(self, lens: Priced, price: float | None, underlying: float, volatility: float | None) -> Computation:
        call, strike, carry = lens.call, lens.strike, lens.carry
        years = lens.years
        if volatility is None:
            assert price is not None
            volatility = options.implied_volatility(call, price, underlying, strike, years, carry)
            if volatility is None:
                return Computation(None, None, price, 0.0, None, None, None, underlying)
        figures = options.greeks(call, underlying, strike, years, volatility, carry)
        shown = figures.price if price is None else price
        return Computation(
            volatility, figures.delta, shown, 0.0, figures.gamma, figures.vega, figures.theta, underlying
        )


NOTHING = Computation(None, None, None, None, None, None, None, None)
