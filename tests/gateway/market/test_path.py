"""Bars and tape: exactly nested, on the price steps, in the sessions, and the same whoever asks in which order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from ibproto.contract import Contract
from ibproto.gateway.market import AnyBar, Market, Quote, Trade, together
from ibproto.gateway.market.bars import WHAT, Told, joined
from ibproto.gateway.market.ladder import Ladder
from ibproto.gateway.universe import Instrument

from .tools import AAPL, CALLS, ES, EURUSD, SPX, SPY, TODAY, a_day, all_kinds, market, one, seeded

Figures = tuple[object, ...]


def figures(bar: AnyBar | None) -> Figures:
    """All that a bar tells of prices and volume."""
    return (None,) if bar is None else (*map(bar.ohlc, WHAT), bar.volume, bar.count)


def sum_of(bars: Sequence[AnyBar]) -> Figures:
    if not bars:
        return (None,)
    prices = [joined(bar.ohlc(what) for bar in bars) for what in WHAT]
    return (*prices, sum(bar.volume for bar in bars), sum(bar.count for bar in bars))


def instruments_and_days(count: int) -> list[tuple[Instrument, date]]:
    chance = seeded()
    return [(instrument, a_day(instrument, chance)) for instrument in all_kinds(chance, count)]


@pytest.mark.parametrize("rth", [False, True])
def test_a_day_is_the_sum_of_its_parts(rth: bool) -> None:
    simulated = market()
    for instrument, day in instruments_and_days(0):
        path = simulated.path(instrument)
        whole = figures(path.day(day, rth))
        assert whole == sum_of(path.minutes(day, rth)) == sum_of(path.bars(day, 1800, rth)), (instrument, day)


def test_a_minute_is_the_sum_of_its_seconds_and_a_second_of_its_tape() -> None:
    simulated, chance = market(), seeded()
    told = 0
    for instrument, day in instruments_and_days(0):
        path = simulated.path(instrument)
        minutes = path.minutes(day)
        for minute in chance.sample(minutes, min(5, len(minutes))):
            seconds = path.seconds(minute.start)
            assert figures(minute) == sum_of(seconds), (instrument, day, minute.start)
            for second in chance.sample(seconds, 10):
                events = path.tape(second.start)
                assert figures(second) == figures(Told(second.start, second.end, None, events)), (
                    instrument,
                    second.start,
                )
                told += len(events)
    assert told > 1000


def test_any_stretch_of_time_is_the_sum_of_any_parts_of_it() -> None:
    simulated, chance = market(), seeded()
    for instrument, day in instruments_and_days(12):
        path = simulated.path(instrument)
        sessions = path.sessions(day)
        if not sessions:
            continue
        first, last = sessions[0].start, sessions[-1].end
        cuts = sorted(first + chance.randrange(int(last - first) * 4) / 4 for _ in range(4))
        parts = [path.span(a, b) for a, b in zip((first, *cuts), (*cuts, last)) if a < b]
        assert figures(path.span(first, last)) == figures(path.day(day)) == sum_of([bar for bar in parts if bar])


def test_quotes_do_not_cross_and_prices_are_on_the_steps() -> None:
    simulated, chance = market(), seeded()
    for instrument, day in instruments_and_days(0):
        path, ladder = simulated.path(instrument), Ladder(instrument.increments)
        for minute in chance.sample(path.minutes(day), 3) if path.minutes(day) else ():
            for second in range(int(minute.start), int(minute.start) + 20):
                last = 0.0
                for event in path.tape(second):
                    assert last <= event.time and second <= event.time < second + 1
                    last = event.time
                    if isinstance(event, Quote):
                        assert 0 <= event.bid < event.ask, (instrument, event)
                        assert ladder.exact(event.bid) is not None and ladder.exact(event.ask) is not None
                        assert event.ask_size > 0 and (event.bid_size > 0) == (event.bid > 0)
                        assert event.ask_size % instrument.lot == 0
                    else:
                        assert event.price > 0 and ladder.exact(event.price) is not None, (instrument, event)
                        assert event.size % instrument.lot == 0
                        assert event.exchange in instrument.exchanges


def test_nothing_happens_outside_the_sessions() -> None:
    simulated, chance = market(), seeded()
    for instrument, day in instruments_and_days(0):
        path = simulated.path(instrument)
        spans = [(session.start, session.end) for session in path.sessions(day)]
        for bar in path.minutes(day):
            assert any(start <= bar.start and bar.end <= end for start, end in spans), (instrument, bar.start)
        for _ in range(20):
            second = int(spans[0][0]) - 86400 + chance.randrange(3 * 86400) if spans else 0
            session = instrument.calendar.at(second)
            if session is None or instrument.expiry is not None and session.day > instrument.expiry:
                assert path.tape(second) == []


def test_the_order_of_asking_makes_no_difference() -> None:
    chance = seeded()
    wanted = [(i, d, chance.randrange(10**6)) for i, d in instruments_and_days(10)]

    def look(simulated: Market, instrument: Instrument, day: date, number: int) -> list[object]:
        path = simulated.path(instrument)
        minutes = path.minutes(day)
        found: list[object] = [figures(path.day(day)), len(minutes)]
        if minutes:
            minute = minutes[number % len(minutes)]
            found += [figures(minute), path.tape(minute.start + number % 60), path.close_before(day)]
        return found

    forwards, backwards = market(), market()
    first = [look(forwards, *item) for item in wanted]
    second = [look(backwards, *item) for item in reversed(wanted)]
    assert first == second[::-1]
    assert first == [look(market(), *item) for item in wanted]
    assert first != [look(market(seed=2), *item) for item in wanted]


def test_a_price_stays_a_price_over_the_years() -> None:
    simulated = market()
    days = [TODAY + timedelta(days=days) for days in range(-30 * 365, 2 * 365, 97)]
    for instrument in simulated.universe.listed:
        if instrument.price <= 0:
            continue
        path = simulated.path(instrument)
        for day in days:
            bar = path.day(instrument.calendar.last_trade_date(day))
            prices = bar and (bar.ohlc("TRADES") or bar.ohlc("BID"))
            assert prices is not None and instrument.price / 40 < prices[2] <= prices[1] < instrument.price * 12


def test_an_instrument_costs_what_it_says_on_the_first_day() -> None:
    simulated = market()
    for instrument in simulated.universe.listed:
        if instrument.price > 0:
            bar = simulated.path(instrument).day(instrument.calendar.next_trade_date_from(TODAY))
            prices = bar and (bar.ohlc("TRADES") or bar.ohlc("BID"))
            assert prices is not None and prices[3] / instrument.price == pytest.approx(
                1.0, abs=0.3 * instrument.volatility
            )


def test_what_shares_in_the_market_moves_with_it() -> None:
    simulated = market()
    spy, spx, future = (simulated.path(one(contract)) for contract in (SPY, SPX, ES))
    day = TODAY
    for _ in range(60):
        before, day = day, spy.instrument.calendar.last_trade_date(day - timedelta(days=1))
        moves = []
        for path in (spy, spx, future):
            new, old = (path.day(d, rth=True) for d in (before, day))
            new_prices, old_prices = new and new.ohlc(), old and old.ohlc()
            if new_prices and old_prices:
                moves.append(new_prices[3] / old_prices[3] - 1)
        assert max(moves) - min(moves) < 0.005


def test_futures_of_a_family_move_together() -> None:
    simulated = market()
    near, far = (simulated.path(i) for i in simulated.find(ES)[:2])
    for minute, other in list(zip(near.minutes(TODAY), far.minutes(TODAY)))[::50]:
        a, b = minute.ohlc("BID"), other.ohlc("BID")
        assert a and b and minute.start == other.start
        assert b[3] / a[3] == pytest.approx(1 + 0.04 * 91 / 365, abs=0.0005)


def test_an_index_has_no_quotes_and_no_volume() -> None:
    path = market().path(one(SPX))
    bar = path.day(TODAY)
    assert bar is not None and (bar.volume, bar.count) == (0, 0)
    assert bar.ohlc("TRADES") and not bar.ohlc("BID") and not bar.ohlc("MIDPOINT")
    minute = path.minutes(TODAY)[100]
    events = [event for second in range(60) for event in path.tape(minute.start + second)]
    assert events and all(isinstance(event, Trade) and event.size == 0 for event in events)


def test_currencies_have_quotes_in_millions_and_no_trades() -> None:
    path = market().path(one(EURUSD))
    bar = path.day(TODAY)
    assert bar is not None and bar.ohlc("BID") and not bar.ohlc("TRADES") and bar.volume == 0
    quotes = path.tape(path.minutes(TODAY)[700].start)
    assert quotes and all(isinstance(quote, Quote) and quote.bid_size >= 500_000 for quote in quotes)


def test_stocks_trade_most_when_they_open_and_close() -> None:
    path = market().path(one(AAPL))
    halves = [0] * 13
    days = [path.instrument.calendar.last_trade_date(TODAY - timedelta(days=days)) for days in range(0, 100, 7)]
    for day in days:
        for number, bar in enumerate(path.bars(day, 1800, rth=True)):
            halves[number] += bar.volume
    assert min(halves[0], halves[-1]) > 1.5 * sum(halves[4:9]) / 5
    whole, liquid = (sum(bar.volume for day in days if (bar := path.day(day, rth))) for rth in (False, True))
    assert 0.9 < liquid / whole < 1
    assert 0.5 < whole / len(days) / path.instrument.volume < 1.6


def test_option_bars_touch_their_minutes_on_the_last_day_too() -> None:
    simulated = market()
    contract = Contract(symbol="SPY", secType="OPT", lastTradeDateOrContractMonth="20260116", exchange="SMART")
    for instrument in simulated.find(contract)[:40:5]:
        path = simulated.path(instrument)
        day = path.day(date(2026, 1, 16))
        assert day is not None and figures(day) == sum_of(path.minutes(date(2026, 1, 16)))
        assert path.day(date(2026, 1, 20)) is None


def test_the_average_price_lies_in_the_bar() -> None:
    simulated = market()
    for instrument, day in instruments_and_days(10):
        path = simulated.path(instrument)
        bar = together(path.minutes(day))
        prices = bar and bar.ohlc()
        if bar and prices and bar.volume:
            assert prices[2] <= bar.wap <= prices[1]


def test_a_closing_price_is_the_last_trade_of_the_day_before() -> None:
    simulated = market()
    path = simulated.path(one(AAPL))
    bar = path.day(date(2026, 1, 13), rth=True)
    prices = bar and bar.ohlc()
    assert prices and path.close_before(TODAY) == prices[3]
    assert simulated.path(one(CALLS)).close_before(TODAY) is not None


@pytest.mark.parametrize("price", [258.405, float("nan"), float("inf"), 1e-9])
def test_a_price_between_the_steps_has_no_step(price: float) -> None:
    assert Ladder(((0.0, 0.01),)).exact(price) is None


def test_a_ladder_changes_its_steps_with_the_price() -> None:
    ladder = Ladder(((0.0, 0.01), (3.0, 0.05)))
    prices = [ladder.price(step) for step in range(297, 304)]
    assert prices == [2.97, 2.98, 2.99, 3.0, 3.05, 3.1, 3.15]
    assert [ladder.exact(price) for price in prices] == list(range(297, 304))
    assert [ladder.below(price) for price in (2.995, 3.04, 3.05, 3.1)] == [299, 300, 301, 302]
    assert ladder.exact(3.01) is None
    assert ladder.nearest(3.04) == 301
    assert ladder.middle(299, 301) == 3.02
