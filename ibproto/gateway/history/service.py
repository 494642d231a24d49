"""What is being answered of history, and what is kept up to date, for all clients."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ibproto.common import HistogramData, HistoricalSession
from ibproto.gateway.codec import answer_is_protobuf, answer_writer
from ibproto.gateway.growing import Growing
from ibproto.gateway.market import Event, Market, State
from ibproto.gateway.subscriptions import Subscriptions
from ibproto.gateway.universe import Instrument
from ibproto.gateway.zones import local

from . import series, times
from .query import DAY, SERVICE, Query, Refused, no_data
from .series import Past
from .spread import Spread
from .ticks import Ticks

if TYPE_CHECKING:
    from ibproto.gateway.behaviour import Behaviour
    from ibproto.gateway.client_session import ClientSession

PART = 500  # bars that are told at a time
SHORTER = "ask for a shorter span"
END_SINCE = 196  # server version from which the end of bars is a message of its own
SLICE = 20  # trade dates of long bars that are worked on before others are served; of short bars a piece of one
UPDATE_EVERY = 1.0  # virtual seconds between two updates of a bar that forms
SAME_PAUSE = 15.0  # virtual seconds within which nothing may be asked for twice
BURST, BURST_TIME = 6, 2.0  # so many requests for one instrument and kind of data are too many in so many seconds
MANY, MANY_TIME = 60, 600.0  # more requests than that are too many in so many seconds
DISCONNECTED = 10182, "Failed to request live updates (disconnected)."
PACED_UP_TO = 30  # seconds of the bars that are paced

Stop = Callable[[], None]


class History:
    """All requests for history that are not answered yet, by session and request id."""

    def __init__(self, market: Market, behaviour: Behaviour) -> None:
        self._market = market
        self._clock = market.clock
        self._behaviour = behaviour
        self._open: Subscriptions[Stop] = Subscriptions()
        self._asked: dict[ClientSession, deque[tuple[float, object, object]]] = {}
        self._violations: dict[ClientSession, int] = {}

    # ---------------------------------------------------------------------------------------- the requests' ids

    def has(self, session: ClientSession, reqId: int) -> bool:
        return self._open.get(session, reqId) is not None

    def is_full(self, session: ClientSession) -> bool:
        return self._open.count(session) >= self._behaviour.history_limit

    def cancel(self, session: ClientSession, reqId: int) -> bool:
        """Answer a request no further; False when there is none with this id."""
        stop = self._open.pop(session, reqId)
        if stop is None:
            return False
        stop()
        return True

    def drop(self, session: ClientSession) -> None:
        """The client is gone."""
        for stop in self._open.drop(session):
            stop()
        self._asked.pop(session, None)
        self._violations.pop(session, None)

    def disconnect(self) -> None:
        """The farm is lost: nothing is kept up to date any more, and what was not answered yet is not."""
        for session, reqId, _ in list(self._open):
            self.cancel(session, reqId)
            session.error(reqId, *DISCONNECTED)

    def pace_bars(self, session: ClientSession, query: Query) -> None:
        """Refuses short bars that are asked for too often."""
        if query.size <= PACED_UP_TO:
            whole = query._replace(end=round(query.end))
            self.pace(session, whole, (query.instrument, query.what), 2 if query.what == "BID_ASK" else 1)

    def pace(self, session: ClientSession, request: object, place: object, weight: int = 1) -> None:
        """Refuses what a client asks too often, if the gateway is set to mind; who goes on with it is disconnected.

        place: what many requests may have in common. weight: as how many requests it counts.
        """
        if not self._behaviour.history_pacing:
            return
        now = self._clock.now()
        asked = self._asked.setdefault(session, deque())
        while asked and asked[0][0] <= now - MANY_TIME:
            asked.popleft()
        too_often = (
            any(one == request and now - when < SAME_PAUSE for when, one, _ in asked)
            or sum(other == place and now - when < BURST_TIME for when, _, other in asked) + weight >= BURST
            or len(asked) + weight > MANY
        )
        asked.extend([(now, request, place)] * weight)
        if too_often:
            self._violations[session] = self._violations.get(session, 0) + 1
            if self._violations[session] >= self._behaviour.history_violations:
                self._clock.call_later(0, session.end)  # it is told why before
            raise Refused(162, f"{SERVICE}Historical data request pacing violation")

    # ---------------------------------------------------------------------------------------- work in slices

    def _work(
        self, session: ClientSession, reqId: int, steps: Iterator[Any], size: int, done: Callable[[], bool]
    ) -> None:
        """Go through the steps, so many at a time; then `done`, which says whether the request goes on."""
        stopped: list[bool] = []
        self._open.add(session, reqId, lambda: stopped.append(True))

        def go_on() -> None:
            if stopped:
                return
            for _ in range(size):
                if next(steps, self) is self:
                    break
            else:
                self._clock.call_later(0, go_on)
                return
            if not done():
                self._open.pop(session, reqId)

        self._clock.call_later(0, go_on)

    # ---------------------------------------------------------------------------------------- bars

    def bars(self, session: ClientSession, reqId: int, query: Query, keep: bool) -> None:
        """The bars of a query in one message, then the end; then their changes if they are to be kept up to date."""
        path = self._past(query)
        days = series.days_of(query, path)
        calendar, version = query.instrument.calendar, session.version
        begin, end = series.begin_of(query, path, days), query.end
        span = {
            "start": times.shown(begin, calendar, version, query.zone),
            "end": times.shown(end, calendar, version, query.zone),
        }
        told = Growing(session, "historicalData", "bars", reqId=reqId, **span)

        def collect() -> Iterator[None]:
            for bars in series.bars_of(query, path, days, self._clock.now()):
                for number in range(0, len(bars) or 1, PART):
                    part = (series.shown_bar(query, bar, self._market, version) for bar in bars[number : number + PART])
                    told.add([bar for bar in part if bar is not None])
                    yield
                if told.is_too_long:
                    return

        def done() -> bool:
            problem = no_data(query.instrument, query.what) if not told.count and not keep else None
            if told.is_too_long:
                problem = Refused(162, f"{SERVICE}invalid step: {told.count} bars and more; {SHORTER}")
            if problem is not None:
                session.error(reqId, problem.code, problem.text)
                return False
            told.send()
            if version >= END_SINCE:
                self._end(session, {"reqId": reqId, **span})
            if keep:
                self._keep(session, reqId, query)
            return keep

        self._work(session, reqId, collect(), SLICE if query.size >= DAY and not query.legs else 1, done)

    def _end(self, session: ClientSession, values: dict[str, Any]) -> None:
        """Say that bars are complete."""
        frame = answer_writer("historicalDataEnd", session.version)(values)
        if self._behaviour.short_history_end and not answer_is_protobuf("historicalDataEnd", session.version):
            session.put_frame(frame[4 : frame.rindex(b"\0", 0, -1) + 1])
        else:
            session.put(frame)

    def _past(self, query: Query) -> Past:
        """What history is read off."""
        if query.legs:
            return Spread(self._market, query.instrument, query.legs)
        return self._market.path(query.instrument)

    def _keep(self, session: ClientSession, reqId: int, query: Query) -> None:
        """Send the bar that forms whenever it has changed, once a second at most, and each bar once it is complete."""
        market, clock, path = self._market, self._clock, self._past(query)
        watched = [leg.instrument for leg in query.legs] or [query.instrument]
        last_sent = -UPDATE_EVERY
        current = self._slot(query, clock.now())

        def send(start: float, end: float) -> None:
            bar = path.span(start, end, query.rth)
            shown = None if bar is None else series.shown_bar(query, bar, market, session.version)
            if shown is not None:
                session.send("historicalDataUpdate", reqId=reqId, bar=shown)

        def moved(state: State, events: Sequence[Event]) -> None:
            nonlocal last_sent, current
            now = clock.now()
            slot = self._slot(query, now)
            if slot is None:
                return
            if current is not None and slot[0] != current[0]:
                send(current[0], min(current[1], slot[0]))
                last_sent = -UPDATE_EVERY
            current = slot
            if now - last_sent >= UPDATE_EVERY and events:
                last_sent = now
                send(slot[0], now + 1e-6)

        def stop() -> None:
            for instrument in watched:
                market.unwatch(instrument, moved)

        for instrument in watched:
            market.watch(instrument, moved)
        self._open.add(session, reqId, stop)

    def _slot(self, query: Query, now: float) -> tuple[float, float] | None:
        """Begin and end of the bar that forms; None while there is no trading."""
        calendar = query.instrument.calendar
        session = calendar.at(now)
        if session is None:
            return None
        start, end = series.hours(session, query.rth)
        if not start <= now < end:
            return None
        if query.size >= DAY:
            first = calendar.sessions(session.day)[0]
            return series.hours(first, query.rth)[0], end
        begin = series.slot_start(now, query.size, query.instrument, start)
        return begin, min(begin + query.size, end)

    # ---------------------------------------------------------------------------------------- the rest

    def schedule(self, session: ClientSession, reqId: int, query: Query) -> None:
        """When an instrument traded."""
        path, calendar = self._past(query), query.instrument.calendar
        days = series.days_of(query, path)
        spans = [series.hours(one, query.rth) for day in (days[:1] + days[-1:]) for one in path.sessions(day)]
        if not spans:
            raise no_data(query.instrument, query.what)

        def text(time: float) -> str:
            return f"{local(time, calendar.zone):%Y%m%d-%H:%M:%S}"

        told = Growing(
            session,
            "historicalSchedule",
            "sessions",
            reqId=reqId,
            startDateTime=text(spans[0][0]),
            endDateTime=text(spans[-1][1]),
            timeZone=calendar.zone_name,
        )

        def collect() -> Iterator[None]:
            for day in days:
                hours = [series.hours(one, query.rth) for one in path.sessions(day)]
                ref = times.day_text(day)
                told.add([HistoricalSession(startDateTime=text(a), endDateTime=text(b), refDate=ref) for a, b in hours])
                yield

        def done() -> bool:
            told.send()
            return False

        self._work(session, reqId, collect(), PART, done)

    def head(self, instrument: Instrument, rth: bool) -> float:
        """When the data of an instrument begins."""
        day = series.head(instrument)
        return series.hours(self._market.path(instrument).sessions(day)[0], rth)[0]

    def histogram(self, session: ClientSession, reqId: int, query: Query) -> None:
        """How much was traded at each price, by the last price of each minute."""
        path = self._market.path(query.instrument)
        days = series.days_of(query, path)
        volumes: dict[float, int] = {}

        def collect() -> Iterator[None]:
            for bars in series.bars_of(query, path, days, self._clock.now()):
                for bar in bars:
                    prices = bar.ohlc("TRADES")
                    if prices is not None and bar.volume:
                        volumes[prices[3]] = volumes.get(prices[3], 0) + bar.volume
                yield

        def done() -> bool:
            items = [HistogramData(price=price, size=Decimal(volumes[price])) for price in sorted(volumes)]
            session.send("histogramData", reqId=reqId, items=items)
            return False

        self._work(session, reqId, collect(), 1, done)

    def ticks(self, session: ClientSession, reqId: int, ticks: Ticks) -> None:
        """Ticks of the tape in one message."""

        def done() -> bool:
            answer, told = ticks.told()
            session.send(answer, reqId=reqId, ticks=told, done=True)
            return False

        self._work(session, reqId, ticks.collect(self._market.path(ticks.instrument), self._clock.now()), 1, done)
