"""Every order type of the table: accepted, changed and cancelled, and filled by its rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from ibproto.contract import Contract
from ibproto.gateway import Behaviour, SimulatedGateway
from ibproto.gateway.trading.kinds import KINDS
from ibproto.order import Order
from ibproto.order_cancel import OrderCancel
from tests.gateway.test_orders import play
from tests.gateway.tools import AAPL, LAYOUTS, Bot, connected

from .samples import TYPES, WIDE, for_type, sample, shown, wide

EUR = Contract(symbol="EUR", secType="CASH", exchange="IDEALPRO", currency="USD")
BID, ASK, MIDDLE = 100.0, 100.1, 100.05


@pytest.fixture(params=LAYOUTS)
def gateway(request: pytest.FixtureRequest) -> Iterator[SimulatedGateway]:
    with SimulatedGateway(
        server_version=request.param, speed=0, debug=True, behaviour=Behaviour(margin_check=False), instruments=[wide()]
    ) as gateway:
        yield gateway


@pytest.fixture
def bot(gateway: SimulatedGateway) -> Iterator[Bot]:
    with connected(gateway) as bot:
        bot.take()
        yield bot


def price_is(gateway: SimulatedGateway, bid: float) -> None:
    """The quote of WIDE stays at a price, its ask ten cents above."""
    with gateway.control() as world:
        world.market.set_price(world.market.find(WIDE)[0], bid, hold=True)


def hold(gateway: SimulatedGateway, order_id: int) -> None:
    with gateway.control() as world:
        world.trading.hold(1, order_id)


@pytest.mark.parametrize("name", TYPES)
def test_an_order_is_accepted_changed_and_cancelled(gateway: SimulatedGateway, bot: Bot, name: str) -> None:
    with gateway.control() as world:
        instrument = for_type(world, name)
        order = sample(world, name, instrument)
    size = int(order.totalQuantity)
    bot.placeOrder(1, shown(instrument), order)
    bot.settle()
    told = bot.wait("openOrder")[2]
    assert (told.orderType, told.totalQuantity) == (name, size)
    hold(gateway, 1)
    assert play(gateway, bot)[:2] == ["open 1 PreSubmitted", f"status 1 PreSubmitted 0/{size}"]
    order.totalQuantity += size
    bot.placeOrder(1, shown(instrument), order)
    bot.settle()
    changed = bot.wait("openOrder")[2]
    assert (changed.totalQuantity, changed.permId) == (2 * size, told.permId)
    play(gateway, bot)
    bot.cancelOrder(1, OrderCancel())
    assert play(gateway, bot) == [f"status 1 Cancelled 0/{2 * size}", "error 1 202"]


def fills(gateway: SimulatedGateway) -> list[tuple[Decimal, float]]:
    with gateway.control() as world:
        world.trading.check()
        assert world.ledger.check() == []
        return [(fill.quantity, fill.price) for fill in world.trading.fills]


# type, what else the order says, where the bid goes to, the only price at which it fills then
WORKED: list[tuple[str, str, dict[str, Any], float, float]] = [
    ("MKT", "BUY", {}, BID, ASK),
    ("LMT", "BUY", {"lmtPrice": 100.2}, BID, ASK),
    ("LMT", "SELL", {"lmtPrice": 101.0}, 101.0, 101.0),
    ("STP", "SELL", {"auxPrice": 99.0}, 98.9, 98.9),
    ("STP LMT", "BUY", {"auxPrice": 101.0, "lmtPrice": 101.3}, 101.0, 101.1),
    ("MIT", "BUY", {"auxPrice": 99.0}, 98.9, 99.0),
    ("LIT", "SELL", {"auxPrice": 101.0, "lmtPrice": 100.9}, 101.0, 101.0),
    ("TRAIL", "SELL", {"auxPrice": 1.0}, 98.9, 98.9),
    ("TRAIL LIMIT", "SELL", {"auxPrice": 1.0, "lmtPriceOffset": 0.5}, 98.9, 98.9),
    ("TRAIL MIT", "BUY", {"auxPrice": 1.0}, 98.9, 99.0),
    ("TRAIL LIT", "BUY", {"auxPrice": 1.0, "lmtPriceOffset": 0.1}, 98.8, 98.9),
    ("MTL", "BUY", {}, BID, ASK),
    ("REL", "BUY", {"auxPrice": 0.02}, BID, 100.02),
    ("REL", "SELL", {"percentOffset": 0.0002}, BID, 100.08),
    ("REL", "BUY", {"auxPrice": 0.04, "lmtPrice": 100.01}, BID, 100.01),
    ("PEG PRIM", "SELL", {"auxPrice": 0.03}, BID, 100.07),
    ("PASSV REL", "BUY", {}, BID, BID),
    ("PEG MKT", "BUY", {"auxPrice": 0.04}, BID, 100.06),
    ("PEG MKT", "SELL", {}, BID, BID),
    ("PEG MID", "BUY", {"auxPrice": 0.01}, BID, 100.04),
    ("PEG MID", "SELL", {}, BID, MIDDLE),
    ("MIDPRICE", "BUY", {"lmtPrice": 100.2}, BID, MIDDLE),
    ("MIDPRICE", "BUY", {"lmtPrice": 100.03}, BID, 100.03),
    ("PEG BEST", "BUY", {"competeAgainstBestOffset": 0.01}, BID, 100.01),
    ("PEG BEST", "SELL", {"competeAgainstBestOffset": float("inf")}, BID, MIDDLE),
    ("SNAP MKT", "BUY", {"auxPrice": 0.05}, BID, MIDDLE),
    ("SNAP MID", "SELL", {"auxPrice": 0.01}, BID, 100.06),
    ("SNAP PRIM", "BUY", {"auxPrice": 0.01}, BID, 100.01),
]


@pytest.mark.parametrize(("name", "action", "more", "moves_to", "price"), WORKED)
def test_an_order_fills_at_the_price_of_its_rule(
    gateway: SimulatedGateway, bot: Bot, name: str, action: str, more: dict[str, Any], moves_to: float, price: float
) -> None:
    price_is(gateway, BID)
    bot.placeOrder(1, WIDE, Order(action=action, totalQuantity=Decimal(500), orderType=name, cashQty=0.0, **more))
    if moves_to != BID:
        assert not [line for line in play(gateway, bot, 5.0) if line.startswith("exec")]
        price_is(gateway, moves_to)
    play(gateway, bot, 60.0)
    told = fills(gateway)
    assert sum(quantity for quantity, _ in told) == 500
    assert {price for _, price in told} == {price}


AUCTIONS: list[tuple[str, dict[str, Any], str, bool]] = [
    ("MOC", {}, "16:00:00", True),
    ("LOC", {"lmtPrice": 300.0}, "16:00:00", True),
    ("LOC", {"lmtPrice": 200.0}, "16:00:00", False),
    ("MOO", {}, "09:30:01", True),
    ("LOO", {"lmtPrice": 300.0}, "09:30:01", True),
    ("LOO", {"lmtPrice": 200.0}, "09:30:01", False),
    ("MKT", {"tif": "OPG"}, "09:30:01", True),
    ("LMT", {"tif": "OPG", "lmtPrice": 200.0}, "09:30:01", False),
    ("MTL", {"tif": "AUC"}, "09:30:01", True),
]


@pytest.mark.parametrize("version", LAYOUTS)
@pytest.mark.parametrize(("name", "more", "time", "fills_there"), AUCTIONS)
def test_an_order_for_an_auction_fills_there_whole_or_ends(
    version: int, name: str, more: dict[str, Any], time: str, fills_there: bool
) -> None:
    start = datetime.strptime(f"20260114 {time}", "%Y%m%d %H:%M:%S")
    before = start.replace(second=59, minute=(start.minute - 1) % 60, hour=start.hour - (start.minute == 0))
    with SimulatedGateway(server_version=version, speed=0, start=before) as gateway, connected(gateway) as bot:
        bot.take()
        bot.placeOrder(1, AAPL, Order(action="BUY", totalQuantity=Decimal(100), orderType=name, cashQty=0.0, **more))
        assert "status 1 Filled 100/0" not in play(gateway, bot, 0.5)
        told = play(gateway, bot, 3.0)
        if not fills_there:
            assert told[-2:] == ["status 1 Cancelled 0/100", "error 1 202"]
            return
        assert "status 1 Filled 100/0" in told
        with gateway.control() as world:
            (fill,) = world.trading.fills
            bar = world.market.path(fill.live.instrument).day(start.date(), rth=True)
            assert bar is not None
            prices = bar.ohlc()
            assert prices is not None and fill.price == prices[0 if time.startswith("09") else 3]


def test_an_order_with_AUC_goes_on_as_a_limit_order_when_the_opening_does_not_fill_it() -> None:
    start = datetime(2026, 1, 14, 9, 29, 59)
    with SimulatedGateway(speed=0, start=start) as gateway, connected(gateway) as bot:
        bot.take()
        order = Order(action="BUY", totalQuantity=Decimal(100), orderType="LMT", lmtPrice=200.0, tif="AUC")
        bot.placeOrder(1, AAPL, order)
        assert play(gateway, bot, 5.0)[-1] == "status 1 Submitted 0/100"


def test_a_pegged_order_follows_the_quote_and_a_snapped_one_does_not(gateway: SimulatedGateway, bot: Bot) -> None:
    price_is(gateway, BID)
    for order_id, name in ((1, "PEG MID"), (2, "SNAP MID")):
        bot.placeOrder(order_id, WIDE, Order(action="BUY", totalQuantity=Decimal(50000), orderType=name, cashQty=0.0))
    play(gateway, bot, 0.3)
    price_is(gateway, 101.0)
    play(gateway, bot, 20.0)
    with gateway.control() as world:
        assert {fill.price for fill in world.trading.fills if fill.live.order_id == 1} >= {101.05}
        assert {fill.price for fill in world.trading.fills if fill.live.order_id == 2} <= {MIDDLE}


def test_what_is_left_of_a_market_to_limit_order_works_at_its_first_price(gateway: SimulatedGateway, bot: Bot) -> None:
    price_is(gateway, BID)
    bot.placeOrder(1, WIDE, Order(action="BUY", totalQuantity=Decimal(100_000), orderType="MTL", cashQty=0.0))
    play(gateway, bot, 1.0)
    price_is(gateway, BID + 1)
    some = fills(gateway)
    play(gateway, bot, 20.0)
    assert fills(gateway) == some
    assert bot.calls == [] and KINDS["MTL"].price == "first"
    bot.reqOpenOrders()
    assert bot.wait("openOrder")[2].lmtPrice == ASK


def test_what_has_no_trades_lets_a_relative_order_fill_with_its_quotes(gateway: SimulatedGateway, bot: Bot) -> None:
    bot.placeOrder(1, EUR, Order(action="BUY", totalQuantity=Decimal(5000), orderType="REL", cashQty=0.0))
    play(gateway, bot, 60.0)
    assert {quantity for quantity, _ in fills(gateway)} == {1000} and len(fills(gateway)) == 5


@pytest.mark.parametrize("name", ["MKT PRT", "STP PRT", "BOX TOP"])
def test_a_protected_order_does_not_follow_the_market_away_from_its_first_price(
    gateway: SimulatedGateway, bot: Bot, name: str
) -> None:
    with gateway.control() as world:
        instrument = for_type(world, name)
        order = sample(world, name, instrument, distance=0.0)
        order.totalQuantity = Decimal(5000)
        ask = world.market.state(instrument).ask
        assert ask is not None
        world.market.set_price(instrument, ask, hold=True)
    bot.placeOrder(1, shown(instrument), order)
    play(gateway, bot, 1.0)
    some = fills(gateway)
    assert 0 < sum(quantity for quantity, _ in some) < 5000
    with gateway.control() as world:
        world.market.set_price(instrument, ask * 1.1, hold=True)
    play(gateway, bot, 10.0)
    assert fills(gateway) == some
    with gateway.control() as world:
        world.market.set_price(instrument, ask * 0.9, hold=True)
    play(gateway, bot, 2.0)
    assert len(fills(gateway)) > len(some)


@pytest.mark.parametrize("name", ["REL + MKT", "REL + LMT", "LMT + MKT"])
def test_a_combination_fills_within_the_price_of_its_type(gateway: SimulatedGateway, bot: Bot, name: str) -> None:
    with gateway.control() as world:
        instrument = for_type(world, name)
        order = sample(world, name, instrument, distance=-1.0)
        order.totalQuantity = Decimal(1)
        world.market.set_price(world.market.find(AAPL)[0], 258.0, hold=True)
        state = world.market.state(instrument)
        assert state.bid is not None and state.ask is not None and state.bid < state.ask
        expected = state.ask if name == "LMT + MKT" else state.bid
    bot.placeOrder(1, shown(instrument), order)
    play(gateway, bot, 5.0)
    with gateway.control() as world:
        prices = [fill.price for fill in world.trading.fills if not fill.is_leg]
    assert prices == [expected]


OTHERS = (
    "MKT PRT",
    "STP PRT",
    "BOX TOP",
    "VOL",
    "PEG STK",
    "PEG BENCH",
    "REL + MKT",
    "REL + LMT",
    "LMT + MKT",
)  # with tests of their own


def test_each_type_of_the_table_has_a_test_of_its_rule() -> None:
    assert sorted({*(row[0] for row in WORKED), *(row[0] for row in AUCTIONS), *OTHERS}) == sorted(TYPES)


@pytest.mark.parametrize(("volatility", "fills_at_once"), [(150.0, True), (5.0, False)])
def test_a_volatility_order_pays_what_its_volatility_is_worth(
    gateway: SimulatedGateway, bot: Bot, volatility: float, fills_at_once: bool
) -> None:
    with gateway.control() as world:
        instrument = for_type(world, "VOL")
        order = sample(world, "VOL", instrument)
        order.volatility = volatility
    bot.placeOrder(1, shown(instrument), order)
    assert ("status 1 Filled 2/0" in play(gateway, bot, 10.0)) is fills_at_once


@pytest.mark.parametrize(("delta", "fills_there"), [(50.0, False), (100.0, True)])
def test_an_order_pegged_to_the_stock_moves_with_it_by_its_delta(
    gateway: SimulatedGateway, bot: Bot, delta: float, fills_there: bool
) -> None:
    with gateway.control() as world:
        instrument = for_type(world, "PEG STK")
        order = sample(world, "PEG STK", instrument)
        (stock,) = world.market.find(AAPL)
        world.market.set_price(stock, 258.0, hold=True)
        order.stockRefPrice, order.startingPrice, order.delta = 258.005, 2.0, delta
    bot.placeOrder(1, shown(instrument), order)
    assert play(gateway, bot, 5.0)[-1] == "status 1 Submitted 0/2"
    with gateway.control() as world:
        world.market.set_price(stock, 278.0, hold=True)
    assert ("status 1 Filled 2/0" in play(gateway, bot, 10.0)) is fills_there


def test_an_order_pegged_to_a_benchmark_moves_with_it(gateway: SimulatedGateway, bot: Bot) -> None:
    price_is(gateway, BID)
    with gateway.control() as world:
        world.market.set_price(world.market.find(AAPL)[0], 258.0, hold=True)
    order = Order(action="BUY", totalQuantity=Decimal(500), orderType="PEG BENCH", cashQty=0.0)
    order.startingPrice, order.stockRefPrice, order.referenceContractId = 99.0, 258.005, 265598
    order.referenceChangeAmount, order.peggedChangeAmount = 1.0, 0.5
    bot.placeOrder(1, WIDE, order)
    assert play(gateway, bot, 10.0)[-1] == "status 1 Submitted 0/500"
    with gateway.control() as world:
        world.market.set_price(world.market.find(AAPL)[0], 260.1, hold=True)
    play(gateway, bot, 60.0)
    assert {price for _, price in fills(gateway)} == {100.05}


@pytest.mark.parametrize("name", ["VOL", "MKT PRT", "PEG STK", "BOX TOP"])
def test_a_type_that_the_contract_does_not_have_is_refused(gateway: SimulatedGateway, bot: Bot, name: str) -> None:
    with gateway.control() as world:
        order = sample(world, name, for_type(world, name))
    bot.placeOrder(1, AAPL, order)
    assert play(gateway, bot) == ["error 1 387"]
