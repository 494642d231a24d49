"""Every algorithm of the table works its order by its plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

import pytest

from ibproto.contract import Contract
from ibproto.gateway import Behaviour, SimulatedGateway
from ibproto.gateway.trading.algos import ALGOS
from ibproto.order import Order
from ibproto.order_cancel import OrderCancel
from ibproto.tag_value import TagValue
from tests.gateway.test_orders import deep_market, play
from tests.gateway.tools import AAPL, LAYOUTS, Bot, connected, limit_order

from .samples import algo_params

EUR = Contract(symbol="EUR", secType="CASH", exchange="IDEALPRO", currency="USD")


@pytest.fixture(params=LAYOUTS)
def gateway(request: pytest.FixtureRequest) -> Iterator[SimulatedGateway]:
    with SimulatedGateway(
        server_version=request.param, speed=0, debug=True, behaviour=Behaviour(margin_check=False)
    ) as gateway:
        yield gateway


@pytest.fixture
def bot(gateway: SimulatedGateway) -> Iterator[Bot]:
    with connected(gateway) as bot:
        bot.take()
        yield bot


MORE = (("timeBetweenOrders", "5"), ("maxPctVol", "1"), ("adaptivePriority", "Normal"))


def algo(name: str, quantity: int = 100, order_type: str = "MKT", **params: object) -> Order:
    order = Order(action="BUY", totalQuantity=Decimal(quantity), orderType=order_type, cashQty=0.0)
    order.algoStrategy = name
    order.algoParams = [TagValue(key, str(value)) for key, value in params.items()]
    return order


def filled(gateway: SimulatedGateway) -> int:
    with gateway.control() as world:
        world.trading.check()
        return int(sum(fill.quantity for fill in world.trading.fills))


@pytest.mark.parametrize("name", ALGOS)
def test_an_algorithm_is_accepted_changed_and_cancelled(gateway: SimulatedGateway, bot: Bot, name: str) -> None:
    order = limit_order(100, 200.0)
    order.algoStrategy = name
    with gateway.control() as world:
        order.algoParams = algo_params(world, name)
    bot.placeOrder(1, AAPL, order)
    bot.settle()
    told = bot.wait("openOrder")[2]
    assert told.algoStrategy == name and len(told.algoParams or []) == len(order.algoParams)
    assert play(gateway, bot)[-1] == "status 1 Submitted 0/100"
    order.lmtPrice = 201.0
    bot.placeOrder(1, AAPL, order)
    assert play(gateway, bot) == ["open 1 Submitted", "status 1 Submitted 0/100"]
    bot.cancelOrder(1, OrderCancel())
    assert play(gateway, bot) == ["status 1 Cancelled 0/100", "error 1 202"]


@pytest.mark.parametrize("name", [name for name, row in ALGOS.items() if row.plan in ("time", "pieces")])
def test_an_algorithm_fills_in_parts_until_its_end(gateway: SimulatedGateway, bot: Bot, name: str) -> None:
    with gateway.control() as world:
        params = {pair.tag: pair.value for pair in algo_params(world, name)}
    params.update({key: value for key, value in MORE if key in params})
    bot.placeOrder(1, AAPL, algo(name, **params))
    seen = []
    for _ in range(30):
        deep_market(gateway)
        play(gateway, bot, 2.5)
        seen.append(filled(gateway))
    assert seen == sorted(seen) and len({size for size in seen if size}) >= 4 and seen[-1] == 100


@pytest.mark.parametrize("name", [name for name, row in ALGOS.items() if row.plan == "volume"])
def test_an_algorithm_takes_no_more_than_its_share_of_the_volume(
    gateway: SimulatedGateway, bot: Bot, name: str
) -> None:
    with gateway.control() as world:
        params = {pair.tag: pair.value for pair in algo_params(world, name) if "ime" not in pair.tag}
        state = world.market.state(world.market.find(AAPL)[0])
        before = state.units
    bot.placeOrder(1, AAPL, algo(name, 1_000_000, **params))
    play(gateway, bot, 60.0)
    with gateway.control() as world:
        volume = world.market.state(world.market.find(AAPL)[0]).units - before
    assert 0 < filled(gateway) <= volume * 0.5


def test_what_an_algorithm_has_not_filled_at_its_end_is_cancelled(gateway: SimulatedGateway, bot: Bot) -> None:
    bot.placeOrder(1, AAPL, algo("Twap", 10_000_000, endTime="10:01:00 US/Eastern"))
    bot.placeOrder(2, AAPL, algo("Twap", 10_000_000, endTime="10:01:00 US/Eastern", allowPastEndTime=1))
    told = [line.split("/")[0] for line in play(gateway, bot, 61.0) if "Cancelled" in line]
    assert len(told) == 1 and told[0].startswith("status 1 Cancelled ")


def test_closing_price_works_in_the_last_ten_minutes() -> None:
    with SimulatedGateway(speed=0, start=datetime(2026, 1, 14, 15, 49)) as gateway, connected(gateway) as bot:
        bot.placeOrder(1, AAPL, algo("ClosePx", 100))
        play(gateway, bot, 59.0)
        assert filled(gateway) == 0
        play(gateway, bot, 600.0)
        assert filled(gateway) == 100


def test_an_adaptive_order_is_done_sooner_when_it_is_urgent(gateway: SimulatedGateway, bot: Bot) -> None:
    bot.placeOrder(1, AAPL, algo("Adaptive", adaptivePriority="Urgent"))
    bot.placeOrder(2, AAPL, algo("Adaptive", adaptivePriority="Patient"))
    for _ in range(4):
        play(gateway, bot, 2.0)
        deep_market(gateway)
    with gateway.control() as world:
        assert world.trading.fills[-1].live.order_id in (1, 2)
        sizes = {number: world.trading._book.find(1, number).filled for number in (1, 2)}
    assert sizes[1] == 100 > sizes[2] > 0


@pytest.mark.parametrize(
    ("order", "contract", "code"),
    [
        (algo("Magic"), AAPL, 439),
        (algo("Vwap", speed=1), AAPL, 443),
        (algo("Vwap", maxPctVol=2), AAPL, 441),
        (algo("Vwap", startTime="soon"), AAPL, 441),
        (algo("Twap", strategyType="Fast"), AAPL, 441),
        (algo("PctVol"), AAPL, 441),
        (algo("Vwap"), EUR, 442),
        (algo("Vwap", order_type="MTL"), AAPL, 442),
    ],
)
def test_an_algorithm_that_does_not_exist_or_fit_is_refused(
    gateway: SimulatedGateway, bot: Bot, order: Order, contract: Contract, code: int
) -> None:
    bot.placeOrder(1, contract, order)
    assert play(gateway, bot) == [f"error 1 {code}"]
