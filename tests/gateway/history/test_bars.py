"""Historical bars, at 176, 200 and 226."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from ibproto.common import BarData
from ibproto.contract import Contract
from ibproto.gateway import SteppedGateway
from ibproto.gateway.zones import EASTERN, epoch
from tests.gateway.reference.conftest import Asker, Start, join
from tests.gateway.tools import AAPL, Call

EURUSD = Contract(symbol="EUR", secType="CASH", exchange="IDEALPRO", currency="USD")
SPX = Contract(symbol="SPX", secType="IND", exchange="CBOE", currency="USD")
BTC = Contract(symbol="BTC", secType="CRYPTO", exchange="PAXOS", currency="USD")
SEED = 20260114


def ask(bot: Asker, span: str, size: str, what: str = "TRADES", *, end: str = "", rth: int = 1, form: int = 1,
        keep: bool = False, contract: Contract = AAPL, reqId: int = 1) -> list[Call]:  # fmt: skip
    return bot.ask("reqHistoricalData", reqId, contract, end, span, size, what, rth, form, keep, [])


def bars(bot: Asker, *args: Any, **more: Any) -> list[BarData]:
    calls = ask(bot, *args, **more)
    assert calls[-1][0] == "historicalDataEnd", calls
    return [args[1] for name, args in calls if name == "historicalData"]


def code(bot: Asker, *args: Any, **more: Any) -> list[int]:
    calls = ask(bot, *args, **more)
    assert {name for name, _ in calls} == {"error"}, calls
    return [args[2] for _, args in calls]


def whole(parts: list[BarData]) -> tuple[float, float, float, float, Decimal, int]:
    highs, lows = [bar.high for bar in parts], [bar.low for bar in parts]
    volume = sum((bar.volume for bar in parts), Decimal(0))
    return parts[0].open, max(highs), min(lows), parts[-1].close, volume, sum(bar.barCount for bar in parts)


def test_bars_come_in_order_and_then_their_end(bot: Asker) -> None:
    calls = ask(bot, "1 D", "5 mins")
    assert [name for name, _ in calls] == ["historicalData"] * 6 + ["historicalDataEnd"]
    assert calls[-1][1] == (1, "20260114 09:30:00 US/Eastern", "20260114 10:00:00 US/Eastern")
    dates = [args[1].date for _, args in calls[:-1]]
    assert dates[0] == "20260114 09:30:00 US/Eastern" and dates == sorted(dates)


def test_times_as_seconds_are_for_bars_within_the_day(bot: Asker) -> None:
    start = epoch(datetime(2026, 1, 14, 9, 30), EASTERN)
    assert bars(bot, "1 D", "30 mins", form=2)[0].date == str(int(start))
    assert bars(bot, "2 D", "1 day", form=2)[-1].date == "20260114"


def test_a_day_is_its_minutes(bot: Asker) -> None:
    days = bars(bot, "20 D", "1 day", end="20260113 20:00:00 US/Eastern")
    for size in ("1 min", "5 mins", "1 hour"):
        parts = bars(bot, "20 D", size, end="20260113 20:00:00 US/Eastern")
        for day in days:
            own = [bar for bar in parts if bar.date.startswith(day.date)]
            told = (day.open, day.high, day.low, day.close, day.volume, day.barCount)
            assert whole(own) == told, (size, day)


def test_weeks_and_months_are_their_days(bot: Asker) -> None:
    days = bars(bot, "1 Y", "1 day")
    for size in ("1W", "1M"):
        for one in bars(bot, "1 Y", size):
            day = datetime.strptime(one.date, "%Y%m%d")
            own = [bar for bar in days if same_period(size, day, datetime.strptime(bar.date, "%Y%m%d"))]
            assert whole(own) == (one.open, one.high, one.low, one.close, one.volume, one.barCount)
            assert own[-1].date == one.date


def same_period(size: str, one: datetime, other: datetime) -> bool:
    if size == "1W":
        return one.isocalendar()[:2] == other.isocalendar()[:2]
    return (one.year, one.month) == (other.year, other.month)


def test_random_spans_of_random_sizes_agree(start: Start) -> None:
    gateway = start()
    bot = join(gateway)
    rng = Random(SEED)
    with gateway.control() as world:
        stocks = [one for one in world.universe.listed if one.contract.secType == "STK"]
    for number in range(12):
        stock = rng.choice(stocks)
        contract = Contract(conId=stock.contract.conId, exchange=stock.contract.exchange)
        day, hour, minute = rng.choice((8, 9, 13)), rng.randint(10, 15), rng.randint(0, 59)
        end = f"202601{day:02} {hour}:{minute:02}:00 {stock.calendar.zone_name}"
        fine = bars(bot, "1 D", "1 min", end=end, contract=contract, reqId=number)
        coarse = bars(bot, "1 D", rng.choice(("5 mins", "15 mins", "1 hour")), end=end, contract=contract, reqId=number)
        assert whole(fine) == whole(coarse), f"seed {SEED}, {stock.contract.symbol}, {end}"


def test_the_last_bar_meets_the_market(bot: Asker) -> None:
    bot.gateway.advance(754.3)
    with bot.gateway.control() as world:
        (apple,) = world.universe.find(AAPL)
        state = world.market.state(apple)
    assert bars(bot, "1 D", "1 min")[-1].close == state.last
    today = bars(bot, "1 D", "1 day")[-1]
    assert (today.open, today.high, today.low, today.close) == (state.open, state.high, state.low, state.last)


def test_quotes_have_no_volume(bot: Asker) -> None:
    for what in ("BID", "ASK", "MIDPOINT", "BID_ASK"):
        for bar in bars(bot, "1 D", "1 hour", what, contract=EURUSD):
            assert (bar.volume, bar.wap, bar.barCount) == (-1, -1, -1)
            assert bar.low <= bar.open <= bar.high


def test_bid_and_ask_lie_around_the_middle(bot: Asker) -> None:
    sides = [bars(bot, "2 D", "30 mins", what, rth=0) for what in ("BID", "MIDPOINT", "ASK")]
    for bid, middle, ask_ in zip(*sides):
        assert bid.date == middle.date == ask_.date
        assert bid.close < middle.close < ask_.close


def test_seconds_count_back_over_the_night(bot: Asker) -> None:
    found = bars(bot, "3600 S", "1 min", end="20260113 10:00:00 US/Eastern")
    assert found[0].date == "20260112 15:30:00 US/Eastern" and len(found) == 60


def test_volatilities_of_a_stock(bot: Asker) -> None:
    for what in ("HISTORICAL_VOLATILITY", "OPTION_IMPLIED_VOLATILITY"):
        assert all(0.05 < bar.close < 2 for bar in bars(bot, "1 M", "1 day", what))


def test_a_schedule_tells_the_sessions(bot: Asker) -> None:
    ((name, args),) = ask(bot, "5 D", "1 day", "SCHEDULE")
    assert name == "historicalSchedule" and args[:4] == (1, "20260108-09:30:00", "20260114-16:00:00", "US/Eastern")
    assert [one.refDate for one in args[4]] == ["20260108", "20260109", "20260112", "20260113", "20260114"]


def test_times_may_be_told_in_another_zone(start: Start) -> None:
    bot = join(start(history_zone="Europe/Berlin"))
    calls = ask(bot, "1 D", "30 mins")
    assert calls[0][1][1].date == "20260114 15:30:00 Europe/Berlin"
    assert calls[-1][1][1:] == ("20260114 15:30:00 Europe/Berlin", "20260114 16:00:00 Europe/Berlin")


def test_bars_are_kept_up_to_date_until_they_are_cancelled(bot: Asker) -> None:
    assert ask(bot, "600 S", "1 min", keep=True)[-1][0] == "historicalDataEnd"
    updates = [args[1] for name, args in bot.after(130) if name == "historicalDataUpdate"]
    by_date = {bar.date: bar for bar in updates}
    assert list(by_date)[:2] == ["20260114 10:00:00 US/Eastern", "20260114 10:01:00 US/Eastern"]
    assert len(updates) > 60
    asked = {bar.date: bar for bar in bars(bot, "300 S", "1 min", reqId=2)}
    for date in list(by_date)[:2]:
        assert vars(by_date[date]) == vars(asked[date])
    ((_, error),) = bot.ask("cancelHistoricalData", 1)
    assert error[2] == 162 and error[3].endswith("API historical data query cancelled: 1")
    assert bot.after(10) == []


def test_an_id_is_in_use_until_it_is_cancelled(bot: Asker) -> None:
    ask(bot, "600 S", "1 min", keep=True)
    assert code(bot, "600 S", "1 min") == [386]
    bot.ask("cancelHistoricalData", 1)
    assert bot.codes("cancelHistoricalData", 1) == [(1, 366)]


def test_a_client_that_leaves_ends_its_requests(start: Start) -> None:
    gateway = start()
    first, second = join(gateway, 1), join(gateway, 2)
    ask(second, "600 S", "1 min", keep=True)
    second.disconnect()
    assert first.after(5) == []
    with gateway.control() as world:
        assert not list(world.history._open)


@pytest.mark.parametrize(
    ("contract", "what"),
    [(EURUSD, "MIDPOINT"), (SPX, "TRADES"), (BTC, "AGGTRADES")],
    ids=["forex", "index", "crypto"],
)
def test_bars_of_minutes_are_those_of_seconds(bot: Asker, contract: Contract, what: str) -> None:
    end = "20260113 15:00:00 US/Eastern"
    fine = bars(bot, "600 S", "5 secs", what, contract=contract, end=end)
    coarse = bars(bot, "600 S", "5 mins", what, contract=contract, end=end)
    assert len(coarse) == 2
    assert whole(fine)[:4] == whole(coarse)[:4]


def test_a_day_that_is_kept_up_to_date_ends_and_the_next_begins() -> None:
    with SteppedGateway(start=datetime(2026, 1, 14, 16, 57)) as gateway:
        bot = join(gateway)
        ask(bot, "2 D", "1 day", "MIDPOINT", keep=True, contract=EURUSD, rth=0)
        before = {args[1].date for name, args in bot.after(100) if name == "historicalDataUpdate"}
        after = {args[1].date for name, args in bot.after(20 * 60) if name == "historicalDataUpdate"}
        assert (before, after) == ({"20260114"}, {"20260114", "20260115"})
