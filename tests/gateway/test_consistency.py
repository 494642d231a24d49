"""What clients are told of random instruments over random ranges agrees: bars, ticks, quotes, hours, price steps."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

import pytest

from ibproto.common import BarData
from ibproto.contract import Contract, ContractDetails
from ibproto.gateway import SteppedGateway
from ibproto.gateway.zones import epoch, zone

from .data.conftest import of
from .reference.conftest import Asker, join

KINDS = ("STK", "CASH", "IND", "FUT", "OPT", "FOP", "BOND", "CRYPTO", "FUND", "CMDTY", "CFD")
DERIVED = {
    "FUT": Contract(symbol="ES", secType="FUT", exchange="CME"),
    "OPT": Contract(symbol="AAPL", secType="OPT", exchange="SMART", lastTradeDateOrContractMonth="202602"),
    "FOP": Contract(symbol="ES", secType="FOP", exchange="CME", lastTradeDateOrContractMonth="202602"),
    "CFD": Contract(symbol="IBM", secType="CFD", exchange="SMART"),
}
TRADED = ("STK", "FUT", "OPT", "FOP", "BOND", "IND")


class Case(NamedTuple):
    """A bot at some version, and a random instrument of a kind."""

    bot: Asker
    details: ContractDetails
    rng: random.Random
    name: str  # says how to repeat it

    @property
    def contract(self) -> Contract:
        own = self.details.contract
        return Contract(conId=own.conId, exchange=own.exchange)

    @property
    def what(self) -> str:
        """What there is to show of it that has the most in it."""
        kind = self.details.contract.secType
        return "AGGTRADES" if kind == "CRYPTO" else "TRADES" if kind in TRADED else "MIDPOINT"

    def bars(self, span: str, size: str, what: str, end: str = "", rth: int = 0) -> list[BarData]:
        calls = self.bot.ask("reqHistoricalData", 1, self.contract, end, span, size, what, rth, 2, False, [])
        return [args[1] for args in of(calls, "historicalData")]

    def a_time(self) -> str:
        """Some time of the last days, on a minute, in UTC."""
        moment = datetime(
            2026, 1, self.rng.choice((7, 8, 9, 12, 13)), self.rng.randint(15, 20), self.rng.randint(0, 59)
        )
        return f"{moment:%Y%m%d-%H:%M:%S}"


@pytest.fixture(params=KINDS)
def case(request: pytest.FixtureRequest) -> Iterator[Case]:
    seed = random.randrange(1 << 32)
    rng = random.Random(seed)
    version = rng.choice((176, 200, 226))
    with SteppedGateway(server_version=version, seed=seed) as gateway:
        bot = join(gateway)
        with gateway.control() as world:
            kind = request.param
            listed = [i for i in world.universe.listed if i.contract.secType == kind and i.price > 0]
            chosen = rng.choice(listed or world.universe.find(DERIVED[kind]))
        name = f"seed {seed}, version {version}, {chosen}"
        print(name)
        calls = bot.ask("reqContractDetails", 1, Contract(conId=chosen.contract.conId))
        ((_, details),) = of(calls, "contractDetails", "bondContractDetails")
        yield Case(bot, details, rng, name)


def summed(bars: list[BarData]) -> tuple[Any, ...]:
    told = bars[0].open, max(bar.high for bar in bars), min(bar.low for bar in bars), bars[-1].close
    return (*told, sum((bar.volume for bar in bars), Decimal(0)) if bars[0].volume >= 0 else None)


def test_bars_of_all_sizes_add_up_over_a_random_range(case: Case) -> None:
    end = case.a_time()
    fine = case.bars("1 D", "1 min", case.what, end)
    for size in case.rng.sample(("2 mins", "5 mins", "15 mins", "30 mins", "1 hour", "4 hours", "1 day"), 3):
        coarse = case.bars("1 D", size, case.what, end)
        assert [summed(coarse)] == [summed(fine)] if fine else not coarse, (case.name, end, size)


def test_ticks_are_the_bar_of_their_minute(case: Case) -> None:
    end = case.a_time()
    what = "TRADES" if case.what != "MIDPOINT" else "MIDPOINT"
    minutes = case.bars("3600 S", "1 min", case.what, end)
    bar = case.rng.choice(minutes)
    start = int(bar.date)
    begin = f"{datetime.fromtimestamp(start, zone('UTC')):%Y%m%d-%H:%M:%S}"
    calls = case.bot.ask("reqHistoricalTicks", 2, case.contract, begin, "", 1000, what, 0, False, [])
    found = [tick for args in of(calls, "historicalTicks", "historicalTicksLast") for tick in args[1]]
    prices = [tick.price for tick in found if tick.time < start + 60]
    if what == "TRADES":
        told = (bar.open, bar.high, bar.low, bar.close) if prices else None
        assert told == ((prices[0], max(prices), min(prices), prices[-1]) if prices else None), case.name
        assert sum((tick.size for tick in found if tick.time < start + 60), Decimal(0)) == bar.volume, case.name
    else:
        assert (max(prices), min(prices), prices[-1]) == (bar.high, bar.low, bar.close), case.name


def test_the_quote_is_where_the_bars_end(case: Case) -> None:
    case.bot.gateway.advance(case.rng.randint(1, 4000) + 0.999)
    calls = case.bot.ask("reqMktData", 3, case.contract, "", False, False, [])
    if of(calls, "rerouteMktDataReq"):
        return
    prices = {args[1]: args[2] for args in of(calls, "tickPrice")}
    for tick_type, what in ((1, "BID"), (2, "ASK"), (4, case.what)):
        last = case.bars("1 D", "1 min", what)
        if last and prices.get(tick_type, -1) > 0 and what != "MIDPOINT":
            now = case.bot.gateway.clock.now()
            begin = f"{datetime.fromtimestamp(int(now) - 60, zone('UTC')):%Y%m%d-%H:%M:%S}"
            kind = "TRADES" if tick_type == 4 else "BID_ASK"
            later = case.bot.ask("reqHistoricalTicks", 2, case.contract, begin, "", 1000, kind, 0, False, [])
            ticks = [tick for _, args in later if len(args) > 1 and isinstance(args[1], list) for tick in args[1]]
            attribute = {1: "priceBid", 2: "priceAsk", 4: "price"}[tick_type]
            before = [tick for tick in ticks if tick.time < int(now)][-1:]  # the last of this second may be to come yet
            recent = [tick for tick in ticks if tick.time >= int(now) - 1]
            known = {last[-1].close, *(getattr(tick, attribute) for tick in (*before, *recent))}
            assert prices[tick_type] in known, (case.name, what)


def test_bars_lie_in_the_hours_that_the_details_tell(case: Case) -> None:
    if not case.details.timeZoneId:
        pytest.skip("as text, the details of bonds tell no hours")
    where = zone(case.details.timeZoneId)
    assert where is not None
    for text, rth in ((case.details.tradingHours, 0), (case.details.liquidHours, 1)):
        spans = []
        for part in text.split(";"):
            if part and not part.endswith("CLOSED"):
                start, end = (epoch(datetime.strptime(one, "%Y%m%d:%H%M"), where) for one in part.split("-"))
                spans.append((start, end))
        begin = min(start for start, _ in spans)
        for bar in case.bars("1 D", "1 min", case.what, rth=rth):
            time = int(bar.date)
            assert time < begin or any(start <= time < end for start, end in spans), (case.name, bar.date)


def test_prices_are_on_the_steps_of_the_market_rule(case: Case) -> None:
    own = case.details
    rule = own.marketRuleIds.split(",")[own.validExchanges.split(",").index(own.contract.exchange)]
    ((increments,),) = [args[1:] for args in of(case.bot.ask("reqMarketRule", int(rule)), "marketRule")]
    whats = ("BID", "ASK") if case.what == "MIDPOINT" else (case.what,)
    for what in whats:
        for bar in case.bars("1 D", "5 mins", what, case.a_time()):
            for price in (bar.open, bar.high, bar.low, bar.close):
                step = [Decimal(str(row.increment)) for row in increments if row.lowEdge <= price][-1]
                assert not Decimal(str(price)) % step, (case.name, price, step)


def test_the_ask_is_above_the_bid_and_the_middle_between(case: Case) -> None:
    end = case.a_time()
    sides = [case.bars("3600 S", "1 min", what, end) for what in ("BID", "MIDPOINT", "ASK")]
    assert len({len(side) for side in sides}) == 1
    for bid, middle, ask in zip(*sides):
        assert bid.date == middle.date == ask.date
        for name in ("open", "high", "low", "close"):
            assert getattr(bid, name) < getattr(middle, name) < getattr(ask, name), (case.name, bid.date)
