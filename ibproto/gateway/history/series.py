"""The bars of a query, trade date by trade date, from the path of its instrument."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from ibproto.common import BarData
from ibproto.gateway.market import AnyBar, Market, Path, together
from ibproto.gateway.universe import Instrument, Session
from ibproto.gateway.zones import local

from . import times
from .query import DAY, MONTH, QUOTED, TRADED, WEEK, Query
from .spread import Spread

ONE_DAY = timedelta(1)
NONE = Decimal(-1)  # volume and average of what is no trade
FIRST_DAYS = (1985, 2015)  # years between which the history of an instrument begins
PIECE = 300  # minutes or seconds that are worked on before others are served
BEFORE_EXPIRY = timedelta(days=2 * 365)  # how long before its end that of a derived one begins

Past = Path | Spread
Ohlc = tuple[float, float, float, float]


def head(instrument: Instrument) -> date:
    """The first trade date of which there is data."""
    end = end_of(instrument)
    if end is not None:
        first = end - BEFORE_EXPIRY
    else:
        chance = Random(f"head:{instrument.contract.conId}")
        first = date(chance.randint(*FIRST_DAYS), chance.randint(1, 12), chance.randint(1, 28))
    return instrument.calendar.next_trade_date_from(first)


def end_of(instrument: Instrument) -> date | None:
    """The last trade date of a derived instrument; a continuous future has none."""
    if instrument.derived is None or instrument.contract.secType == "CONTFUT" or instrument.expiry is None:
        return None
    return instrument.calendar.last_trade_date(instrument.expiry)


def hours(session: Session, rth: bool) -> tuple[float, float]:
    """Begin and end of a session, of its liquid hours only if `rth`."""
    return (session.liquid_start, session.liquid_end) if rth else (session.start, session.end)


def days_of(query: Query, path: Past) -> list[date]:
    """The trade dates of a query, in order."""
    calendar = path.instrument.calendar
    last = calendar.previous(query.end - 1e-6).day
    if query.rth and all(hours(session, True)[0] >= query.end for session in path.sessions(last)):
        last = calendar.last_trade_date(last - ONE_DAY)
    end = end_of(path.instrument)
    if end is not None:
        last = min(last, end)
    first = max(head(path.instrument), date.min + ONE_DAY)
    found: list[date] = []
    seconds = float(query.number)
    since = query.first_day(last) if query.unit in "WMY" else date.min
    day = last
    while day >= first and day > since:
        found.append(day)
        if query.unit == "D" and len(found) == query.number:
            break
        if query.unit == "S":
            spans = [hours(session, query.rth) for session in path.sessions(day)]
            seconds -= sum(max(0.0, min(end, query.end) - start) for start, end in spans)
            if seconds <= 0:
                break
        day = calendar.last_trade_date(day - ONE_DAY)
    return found[::-1]


def begin_of(query: Query, path: Past, days: Sequence[date]) -> float:
    """Where the span begins: of seconds so many before the end in hours of trading, else with the first trade date."""
    spans = [hours(session, query.rth) for day in days for session in path.sessions(day)]
    if not spans:
        return query.end
    if query.unit != "S":
        return spans[0][0]
    left = float(query.number)
    for start, end in reversed(spans):
        length = max(0.0, min(end, query.end) - start)
        if length >= left:
            return min(end, query.end) - left
        left -= length
    return spans[0][0]


def bars_of(query: Query, path: Past, days: Sequence[date], now: float) -> Iterator[list[AnyBar]]:
    """The bars in order, a piece of work at a time; of weeks and months when they are complete."""
    limit = min(query.end, now)
    begin = begin_of(query, path, days)
    if query.size < DAY:
        for day in days:
            yield from intraday(query, path, day, begin, limit)
        return
    group: list[AnyBar] = []
    for number, day in enumerate(days):
        bar = daily(path, day, query.rth, limit)
        group += [bar] if bar is not None else []
        following = days[number + 1] if number + 1 < len(days) else None
        if following is None or period(query.size, following) != period(query.size, day):
            whole = together(group)
            group = []
            yield [whole] if whole is not None else []
        else:
            yield []


def period(size: int, day: date) -> tuple[int, ...]:
    """What days share that are in one bar."""
    if size == WEEK:
        return tuple(day.isocalendar()[:2])
    return (day.year, day.month) if size == MONTH else (day.toordinal(),)


def daily(path: Past, day: date, rth: bool, limit: float) -> AnyBar | None:
    """The bar of a trade date, as far as it has come."""
    spans = [hours(session, rth) for session in path.sessions(day)]
    if not spans or spans[0][0] >= limit:
        return None
    if spans[-1][1] <= limit:
        return path.day(day, rth)
    parts = [path.span(start, min(end, limit), rth) for start, end in spans if start < limit]
    return together([part for part in parts if part is not None])


def intraday(query: Query, path: Past, day: date, begin: float, limit: float) -> Iterator[list[AnyBar]]:
    """The bars of a trade date on the grid of its zone's clock; the first and the last one may be cut."""
    found: list[AnyBar] = []
    grid = next(level for level in (1800, 60, 1) if query.size % level == 0)
    for start, end in [hours(session, query.rth) for session in path.sessions(day)]:
        if start >= limit or end <= begin:
            continue
        group: list[AnyBar] = []
        slot = -1
        for piece in fine_bars(path, day, grid, query.rth, max(start, begin), min(end, limit)):
            for bar in piece:
                if bar.start < max(start, begin) or bar.start >= min(end, limit):
                    continue
                if bar.end > limit:
                    cut = path.span(bar.start, limit, query.rth)
                    if cut is None:
                        continue
                    bar = cut
                number = slot_of(bar.start, query.size, path.instrument)
                if number != slot and group:
                    found.append(as_one(group))
                    group = []
                slot = number
                group.append(bar)
            yield found
            found = []
        if group:
            found.append(as_one(group))
    yield found


def fine_bars(path: Past, day: date, grid: int, rth: bool, start: float, end: float) -> Iterator[list[AnyBar]]:
    """The bars of which greater ones are made, a piece at a time; seconds only where they are needed."""
    if grid > 1:
        bars = path.bars(day, grid, rth)
        for number in range(0, len(bars), PIECE):
            yield bars[number : number + PIECE]
        return
    found: list[AnyBar] = []
    for minute in range(int(start) // 60 * 60, int(end) + 1, 60):
        found += path.seconds(minute)
        if len(found) >= PIECE:
            yield found
            found = []
    yield found


def as_one(bars: list[AnyBar]) -> AnyBar:
    whole = together(bars)
    assert whole is not None
    return whole


def slot_of(time: float, size: int, instrument: Instrument) -> int:
    """Which bar of its day a time belongs to, by the clock of the instrument's zone."""
    moment = local(time, instrument.calendar.zone)
    return moment.toordinal() * DAY // size + (moment.hour * 3600 + moment.minute * 60 + moment.second) // size


def slot_start(time: float, size: int, instrument: Instrument, session_start: float) -> float:
    """When the bar began that a time is in."""
    moment = local(time, instrument.calendar.zone)
    into = (moment.hour * 3600 + moment.minute * 60 + moment.second) % size + moment.microsecond / 1e6
    return max(float(round(time - into)), session_start)


def shown_bar(query: Query, bar: AnyBar, market: Market, version: int) -> BarData | None:
    """A bar as it is told; None when there is nothing to show in it."""
    prices = values_of(query, bar, market)
    if prices is None:
        return None
    calendar = query.instrument.calendar
    if query.size >= DAY:
        date_text = times.day_text(calendar.trade_date(bar.end - 1))
    elif query.in_seconds:
        date_text = str(int(bar.start))
    else:
        date_text = times.shown(bar.start, calendar, version, query.zone)
    told = BarData(date=date_text, open=prices[0], high=prices[1], low=prices[2], close=prices[3])
    if query.what in TRADED and query.instrument.contract.secType != "IND":
        told.volume, told.barCount = Decimal(bar.volume), bar.count
        told.wap = Decimal(repr(bar.wap))
    elif query.what in TRADED:
        told.volume, told.wap, told.barCount = Decimal(0), Decimal(0), 0
    else:
        told.volume = told.wap = NONE
        told.barCount = -1
    return told


def values_of(query: Query, bar: AnyBar, market: Market) -> Ohlc | None:
    """Open, high, low and close of what is to be shown."""
    what, instrument = query.what, query.instrument
    if what in TRADED:
        return bar.ohlc("TRADES")
    if what == "BID_ASK":  # the average bid, the highest ask, the lowest bid, the average ask
        bid, ask = bar.ohlc("BID"), bar.ohlc("ASK")
        average_bid, average_ask = bar.average("BID"), bar.average("ASK")
        if bid is None or ask is None or average_bid is None or average_ask is None:
            return None
        return round(average_bid, 6), ask[1], bid[2], round(average_ask, 6)
    if what in QUOTED:
        return bar.ohlc(what)
    day = instrument.calendar.trade_date(bar.start)
    if what == "OPTION_IMPLIED_VOLATILITY":
        return (round(market.implied_volatility(instrument, day), 6),) * 4
    if what == "HISTORICAL_VOLATILITY":
        value = market.historical_volatility(instrument, day)
        return None if value is None else (round(value, 6),) * 4
    if what == "FEE_RATE":
        return (round(Random(f"fee:{instrument.contract.conId}:{day}").uniform(0.25, 0.3), 4),) * 4
    return yields_of(query, bar)


def yields_of(query: Query, bar: AnyBar) -> Ohlc | None:
    """What a bond yields a year at its prices, in percent: the coupon over the price."""
    side = {"YIELD_BID": "BID", "YIELD_ASK": "ASK", "YIELD_BID_ASK": "MIDPOINT", "YIELD_LAST": "TRADES"}[query.what]
    prices = bar.ohlc(side)
    coupon = query.instrument.details("SMART", bar.start).coupon
    if prices is None or not coupon:
        return None
    first, high, low, last = (round(coupon / price * 100, 4) for price in prices)
    return first, low, high, last
