"""The event calendar of Wall Street Horizon: earnings, dividends and meetings to come, by company."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from ibproto.gateway.clock import Clock, Timer
from ibproto.gateway.subscriptions import Subscriptions
from ibproto.gateway.zones import eastern

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession

# tag -> (name, days from one event to the next)
EVENT_TYPES = {
    "wshe_ed": ("Earnings Date", 91),
    "wshe_cc": ("Conference Call", 91),
    "wshe_div": ("Dividend Dates", 91),
    "wshe_bod": ("Board of Directors Meeting", 122),
    "wshe_sh": ("Shareholder Meeting", 365),
    "wshe_ic": ("Investor Conference", 60),
}
FILTER_KEYS = ("country", "watchlist", "limit_region", "limit", "conids")
EPOCH = date(2020, 1, 1)  # where the series of events are anchored
SPAN = timedelta(days=365)  # how far an open range reaches
MOST = 1000  # events in an answer

META, EVENTS = "wshMetaData", "wshEventData"


class EventCalendar:
    """The events of all companies, and the requests for them that are not answered yet."""

    def __init__(self, clock: Clock, seed: object) -> None:
        self._clock = clock
        self._seed = seed
        self._pending: dict[str, Subscriptions[Timer]] = {META: Subscriptions(), EVENTS: Subscriptions()}
        self._knows_meta: set[ClientSession] = set()

    def busy(self, session: ClientSession, what: str) -> bool:
        """Whether a request of this kind is not answered yet."""
        return self._pending[what].count(session) > 0

    def knows_meta(self, session: ClientSession) -> bool:
        """Whether the client has asked for the meta data, as it has to before it asks for events."""
        return session in self._knows_meta

    def answer(self, session: ClientSession, what: str, reqId: int, make: Callable[[], str], delay: float) -> None:
        """Send `make()` as the JSON of an answer, after a delay."""
        if what == META:
            self._knows_meta.add(session)

        def send() -> None:
            self._pending[what].pop(session, reqId)
            session.send(what, reqId=reqId, dataJson=make())

        if delay > 0:
            self._pending[what].add(session, reqId, self._clock.call_later(delay, send))
        else:
            send()

    def cancel(self, session: ClientSession, what: str, reqId: int) -> None:
        """Do not answer a request; nothing happens when it is answered, or unknown."""
        timer = self._pending[what].pop(session, reqId)
        if timer is not None:
            timer.cancel()

    def drop(self, session: ClientSession) -> None:
        self._knows_meta.discard(session)
        for pending in self._pending.values():
            for timer in pending.drop(session):
                timer.cancel()

    def today(self) -> date:
        return eastern(self._clock.now()).date()

    def events(
        self, con_ids: Iterable[int], tags: Iterable[str], start: date | None, end: date | None, limit: int
    ) -> list[dict[str, Any]]:
        """The events of companies in a range of days, in order of time; from today on, unless told otherwise."""
        first = start or (self.today() if end is None else end - SPAN)
        last = end or first + SPAN
        found = [
            _event(con_id, tag, day)
            for con_id in con_ids
            for tag in tags
            for day in _days(f"{self._seed}:{con_id}:{tag}", EVENT_TYPES[tag][1], first, last)
        ]
        found.sort(key=lambda event: (event["index_date"], event["conids"], event["event_type"]))
        return found[: min(limit, MOST)]


def meta_data() -> str:
    """The event types and the filters that events can be asked for with."""
    types = [{"name": name, "tag": tag, "filters": ["country", "watchlist"]} for tag, (name, _) in EVENT_TYPES.items()]
    filters = [{"name": key, "tag": key} for key in FILTER_KEYS]
    return json.dumps({"validated": True, "data": {"meta_data": {"event_types": types, "filters": filters}}})


def _days(key: str, step: int, first: date, last: date) -> list[date]:
    """The days of a series of events that lie in a range."""
    offset = Random(key).randrange(step)
    number = max(0, (first - EPOCH).days - offset) // step
    days: list[date] = []
    while True:
        day = EPOCH + timedelta(days=offset + number * step)
        day -= timedelta(days=max(0, day.weekday() - 4))  # no events on weekends
        if day > last:
            return days
        if day >= first:
            days.append(day)
        number += 1


def _event(con_id: int, tag: str, day: date) -> dict[str, Any]:
    text = f"{day:%Y%m%d}"
    return {
        "index_date": text,
        "index_date_type": "EDATE",
        "event_type": tag,
        "event_key": f"{con_id}:{tag}:{text}",
        "conids": [str(con_id)],
        "data": {"name": EVENT_TYPES[tag][0], "date": text, "status": "CONFIRMED", "time_zone": "US/Eastern"},
    }
