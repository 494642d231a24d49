"""Quotes: how they begin, delayed and frozen data, generic ticks, options, combinations, reroutes and headlines."""

from __future__ import annotations

from datetime import datetime

import pytest

from ibproto.contract import ComboLeg, Contract
from ibproto.gateway import SteppedGateway
from tests.gateway.reference.conftest import Start

from .conftest import SPY, Asker, an_option, join, of, stock, types

AAPL = stock("AAPL")
NIGHT = 10 * 3600  # seconds from the start of the clock after which it is night in New York


def test_type_and_parameters_come_first(bot: Asker) -> None:
    calls = bot.ask("reqMktData", 5, AAPL, "", False, False, [])
    assert calls[:2] == [("marketDataType", (5, 1)), ("tickReqParams", (5, 0.01, "9c0001", 3))]


def test_the_letters_are_those_of_the_smart_components(bot: Asker) -> None:
    letters = {args[1]: args[2] for args in of(bot.ask("reqMktData", 5, AAPL, "", False, False, []), "tickString")}
    components = of(bot.ask("reqSmartComponents", 6, "9c0001"), "smartComponents")[0][1]
    known = {component.exchangeLetter for component in components}
    assert {letters[32], letters[33], letters[84]} <= known


def test_one_exchange_has_no_letters(bot: Asker) -> None:
    assert not {32, 33, 84} & types(bot.ask("reqMktData", 5, stock("AAPL", "NASDAQ"), "", False, False, []))


def test_a_halt_is_told_and_its_end(bot: Asker) -> None:
    bot.ask("reqMktData", 5, AAPL, "", False, False, [])
    instrument = bot.gateway.market.find(AAPL)[0]
    told = []
    for action in (bot.gateway.market.halt, bot.gateway.market.resume):
        with bot.gateway.control():
            action(instrument)
        told += [args for args in of(bot.after(1), "tickGeneric") if args[1] == 49]
    assert told == [(5, 49, 1.0), (5, 49, 0.0)]


def test_there_is_no_quote_while_the_market_is_closed(bot: Asker) -> None:
    bot.after(NIGHT + 4 * 3600)
    calls = bot.ask("reqMktData", 5, AAPL, "", False, False, [])
    prices = {args[1]: args[2] for args in of(calls, "tickPrice")}
    assert prices[1] == prices[2] == -1.0 and prices[4] > 0


def test_frozen_data_keeps_the_last_quote(bot: Asker) -> None:
    bot.after(NIGHT + 4 * 3600)
    bot.ask("reqMarketDataType", 2)
    calls = bot.ask("reqMktData", 5, AAPL, "", False, False, [])
    assert calls[0] == ("marketDataType", (5, 2))
    prices = {args[1]: args[2] for args in of(calls, "tickPrice")}
    assert 0 < prices[1] < prices[2]


def test_who_wants_frozen_data_gets_it_when_the_market_closes(bot: Asker) -> None:
    bot.ask("reqMarketDataType", 2)
    assert bot.ask("reqMktData", 5, AAPL, "mdoff", False, False, [])[0] == ("marketDataType", (5, 1))
    with bot.gateway.control() as world:
        world.market.close_exchange()
    bot.gateway.deliver()
    assert bot.take() == [("marketDataType", (5, 2))]


def test_delayed_data_comes_with_a_notice(start: Start) -> None:
    bot = join(start(market_data="delayed"))
    bot.ask("reqMarketDataType", 3)
    calls = bot.ask("reqMktData", 5, AAPL, "", False, False, [])
    assert [args[2] for args in of(calls, "error")] == [10167]
    assert of(calls, "marketDataType") == [(5, 3)]
    assert types(calls) == set()
    assert types(bot.after(0.3)) == {66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 88, 90}
    assert types(bot.after(5)) >= {66, 67, 68, 74, 88}


def test_delayed_data_is_the_live_data_of_before(start: Start) -> None:
    bot = join(start(market_data_of={"AAPL": "delayed"}, data_delay=60.0, delayed_wait=0.0))
    with bot.gateway.control() as world:
        state = world.market.state(world.market.find(AAPL)[0])
        live = state.bid, state.ask, state.last
    bot.after(60)
    bot.ask("reqMarketDataType", 3)
    prices = {args[1]: args[2] for args in of(bot.ask("reqMktData", 5, AAPL, "", False, False, []), "tickPrice")}
    assert (prices[66], prices[67], prices[68]) == live


@pytest.mark.parametrize(
    ("switches", "wanted", "code"),
    [
        ({"market_data": "delayed"}, 1, 354),
        ({"market_data": "none"}, 1, 354),
        ({"market_data": "none"}, 3, 10168),
        ({"market_data": "delayed", "not_subscribed": 10089}, 1, 10089),
        ({"market_data": "delayed", "not_subscribed": 10186}, 1, 10186),
        ({"market_data": "competing"}, 3, 10197),
    ],
)
def test_without_a_subscription_there_is_an_error_only(
    start: Start, switches: dict[str, object], wanted: int, code: int
) -> None:
    bot = join(start(**switches))
    bot.ask("reqMarketDataType", wanted)
    assert bot.codes("reqMktData", 5, AAPL, "", False, False, []) == [(5, code)]
    assert bot.after(2) == []


def test_delayed_data_that_is_cancelled_at_once_never_comes(start: Start) -> None:
    bot = join(start(market_data="delayed"))
    bot.ask("reqMarketDataType", 3)
    bot.ask("reqMktData", 5, AAPL, "", False, False, [])
    assert bot.ask("cancelMktData", 5) == []
    assert bot.after(5) == []
    with bot.gateway.control() as world:
        assert not world.quotes._tickers


def test_a_snapshot_of_delayed_data_ends_after_its_ticks(start: Start) -> None:
    bot = join(start(market_data="delayed", snapshot_time=0.1))
    bot.ask("reqMarketDataType", 3)
    bot.ask("reqMktData", 5, AAPL, "", True, False, [])
    calls = bot.after(1)
    assert {66, 67, 68} <= types(calls) and calls[-1] == ("tickSnapshotEnd", (5,))


def test_regulatory_snapshots_take_a_second(bot: Asker) -> None:
    bot.ask("reqMktData", 5, AAPL, "", False, True, [])
    assert bot.codes("reqMktData", 6, AAPL, "", False, True, []) == [(6, 322)]
    bot.after(1)
    assert types(bot.ask("reqMktData", 7, AAPL, "", False, True, []))


def test_quotes_pause_while_the_farm_is_lost(bot: Asker) -> None:
    for name, args in (
        ("reqMktData", (5, AAPL, "", False, False, [])),
        ("reqMktDepth", (6, AAPL, 5, True, [])),
        ("reqTickByTickData", (7, AAPL, "BidAsk", 0, False)),
        ("reqRealTimeBars", (8, AAPL, 5, "TRADES", True, [])),
    ):
        bot.ask(name, *args)
    with bot.gateway.control() as world:
        world.lose_farm("market")
        world.lose_farm("market")  # once more is no news
    bot.gateway.deliver()
    assert [args[2] for args in of(bot.take(), "error")] == [2103]
    assert bot.after(20) == []
    with bot.gateway.control() as world:
        world.regain_farm("market")
    calls = bot.after(6)
    assert [args[2] for args in of(calls, "error")] == [2104]
    assert {name for name, _ in calls} >= {"tickPrice", "updateMktDepthL2", "tickByTickBidAsk", "realtimeBar"}


def test_a_farm_that_there_is_not_is_explained(bot: Asker) -> None:
    with bot.gateway.control() as world, pytest.raises(ValueError, match="market, history, definitions"):
        world.lose_farm("usfarm")


def test_generic_ticks_come_with_the_subscription(bot: Asker) -> None:
    wanted = "mdoff,100,101,104,105,106,165,221,236,293,294,295,318,411,456,595,619"
    calls = bot.ask("reqMktData", 5, AAPL, wanted, False, False, [])
    expected = {29, 30, 27, 28, 23, 87, 24, 15, 16, 17, 18, 19, 20, 21, 37, 46, 89, 54, 55, 56, 57, 58, 59, 63, 64, 65}
    assert types(calls) == expected | {79}
    prices = {args[1]: args[2] for args in of(calls, "tickPrice")}
    assert prices[19] <= prices[17] <= prices[15] < prices[16] <= prices[18] <= prices[20]


@pytest.mark.parametrize(
    ("contract", "wanted", "expected"),
    [
        (Contract(symbol="SPX", secType="IND", exchange="CBOE", currency="USD"), "162", {31}),
        (SPY, "576,577,578,614,623", set(range(92, 100))),
        (Contract(symbol="459200KA8", secType="BOND", exchange="SMART", currency="USD"), "460", {60}),
        (AAPL, "225", set()),
        (AAPL, "256,258,586", set()),
    ],
    ids=["index", "fund", "bond", "no auction", "gone"],
)
def test_each_generic_tick_brings_its_types(bot: Asker, contract: Contract, wanted: str, expected: set[int]) -> None:
    assert types(bot.ask("reqMktData", 5, contract, f"mdoff,{wanted}", False, False, [])) == expected


def test_an_option_tells_the_open_interest_of_its_side(bot: Asker) -> None:
    for right, expected in (("C", {27}), ("P", {28})):
        option = an_option(bot.gateway, right)
        assert types(bot.ask("reqMktData", expected.copy().pop(), option, "mdoff,101", False, False, [])) == expected


def test_odd_lots_are_told_to_new_clients(bot: Asker) -> None:
    expected = {105, 106, 107, 108, 109, 110} if bot.serverVersion() >= 225 else set()
    assert types(bot.ask("reqMktData", 5, AAPL, "mdoff,787", False, False, [])) == expected


def test_the_auction_is_told_before_it() -> None:
    with SteppedGateway(start=datetime(2026, 1, 14, 9, 25)) as gateway:
        calls = join(gateway).ask("reqMktData", 5, AAPL, "mdoff,225", False, False, [])
        assert types(calls) == {34, 35, 36, 61}


def test_trade_volumes_come_with_trades(bot: Asker) -> None:
    bot.ask("reqMktData", 5, AAPL, "mdoff,233,375", False, False, [])
    calls = bot.after(5)
    assert types(calls) == {48, 77}
    assert all(len(args[2].split(";")) == 6 for args in of(calls, "tickString"))


def test_futures_tell_their_open_interest(bot: Asker) -> None:
    es = Contract(symbol="ES", secType="CONTFUT", exchange="CME", currency="USD")
    assert 86 in types(bot.ask("reqMktData", 5, es, "588", False, False, []))


def test_an_option_comes_with_its_figures(bot: Asker) -> None:
    option = an_option(bot.gateway)
    calls = bot.ask("reqMktData", 5, option, "", False, False, [])
    figures = {args[1]: args for args in of(calls, "tickOptionComputation")}
    assert {10, 11, 13} <= figures.keys()
    assert 0 < figures[10][3] <= figures[11][3] and 0.2 < figures[13][4] < 0.8
    assert types(bot.after(30)) & {10, 11, 13}


def test_a_combination_is_quoted_from_its_legs(bot: Asker) -> None:
    with bot.gateway.control() as world:
        first, second = (world.market.find(stock(symbol))[0] for symbol in ("AAPL", "MSFT"))
        one, two = world.market.state(first), world.market.state(second)
        assert one.bid and one.ask and two.bid and two.ask
        expected = round(2 * one.bid - two.ask, 8), round(2 * one.ask - two.bid, 8)
    bag = Contract(symbol="AAPL,MSFT", secType="BAG", exchange="SMART", currency="USD")
    bag.comboLegs = [
        ComboLeg(conId=first.contract.conId, ratio=2, action="BUY", exchange="SMART"),
        ComboLeg(conId=second.contract.conId, ratio=1, action="SELL", exchange="SMART"),
    ]
    prices = {args[1]: args[2] for args in of(bot.ask("reqMktData", 5, bag, "", False, False, []), "tickPrice")}
    assert (prices[1], prices[2]) == expected
    assert types(bot.after(5)) >= {1, 2}


def test_a_cfd_is_rerouted_to_its_underlying(bot: Asker) -> None:
    cfd = Contract(symbol="AAPL", secType="CFD", exchange="SMART", currency="USD")
    assert bot.ask("reqMktData", 5, cfd, "", False, False, []) == [("rerouteMktDataReq", (5, 265598, "SMART"))]
    assert bot.ask("reqMktDepth", 6, cfd, 5, False, []) == [("rerouteMktDepthReq", (6, 265598, "SMART"))]


@pytest.mark.parametrize("is_feed", [True, False])
def test_headlines_come_as_ticks(bot: Asker, is_feed: bool) -> None:
    feed = Contract(symbol="BRFG:BRFG_ALL", secType="NEWS", exchange="BRFG")
    bot.ask("reqMktData", 5, feed if is_feed else AAPL, "mdoff,292:BRFG", False, False, [])
    with bot.gateway.control() as world:
        world.news.publish("Something happens", con_id=265598, provider="BRFG")
        world.news.publish("Elsewhere", con_id=265598, provider="DJNL")
    bot.gateway.deliver()
    assert [args[4] for args in of(bot.take(), "tickNews")] == ["Something happens"]
    bot.ask("cancelMktData", 5)
    with bot.gateway.control() as world:
        world.news.publish("More happens", con_id=265598, provider="BRFG")
    bot.gateway.deliver()
    assert bot.take() == []


def test_a_client_that_leaves_watches_nothing_any_more(gateway: SteppedGateway) -> None:
    bot = join(gateway)
    bot.ask("reqMktData", 5, an_option(gateway), "233", False, False, [])
    bot.ask("reqMktDepth", 6, AAPL, 5, True, [])
    bot.ask("reqTickByTickData", 7, AAPL, "Last", 0, False)
    bot.ask("reqRealTimeBars", 8, AAPL, 5, "TRADES", True, [])
    bot.disconnect()
    gateway.settle()
    with gateway.control() as world:
        assert not world.market._feeds


def test_the_strikes_lie_around_the_money(bot: Asker) -> None:
    assert abs(an_option(bot.gateway).strike / 260 - 1) < 0.2
