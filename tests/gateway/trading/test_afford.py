"""What accounts can have: money as a size, fractions, margin, cash, short sales, how many orders."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from ibproto.contract import Contract
from ibproto.gateway import Account
from ibproto.order import Order
from tests.gateway.tools import market_order

from .desk import AAPL, ACCOUNT, Asker, Start, done, join, resting, start, version

__all__ = ["start", "version"]

EUR = Contract(symbol="EUR", secType="CASH", exchange="IDEALPRO", currency="USD")
BTC = Contract(symbol="BTC", secType="CRYPTO", exchange="PAXOS", currency="USD")
ES = Contract(symbol="ES", secType="FUT", exchange="CME", currency="USD", lastTradeDateOrContractMonth="202603")
REJECTED = ["open 1 PreSubmitted", "status 1 PreSubmitted 0/{0}", "error 1 201", "open 1 Inactive"]


def money_order(amount: float, action: str = "BUY", **more: Any) -> Order:
    more.setdefault("orderType", "LMT" if "lmtPrice" in more else "MKT")
    return Order(action=action, totalQuantity=Decimal(0), cashQty=amount, **more)


def after(bot: Asker, contract: Contract, order: Order, seconds: float = 0.3, order_id: int = 1) -> list[str]:
    bot.placeOrder(order_id, contract, order)
    return done(bot.gateway, bot, seconds=seconds)[0]


def size_of(bot: Asker, contract: Contract, order: Order) -> Decimal:
    """The size that an order is shown with."""
    calls = bot.ask("placeOrder", 1, contract, order)
    assert calls[0][0] == "openOrder", calls
    return Decimal(calls[0][1][2].totalQuantity)


def test_what_is_too_big_for_the_margin_is_rejected_in_the_recorded_order(start: Start) -> None:
    bot = join(start())
    told = after(bot, AAPL, market_order(100_000))
    assert told == [*(line.format(100000) for line in REJECTED), "status 1 Inactive 0/100000"]
    bot.placeOrder(2, AAPL, market_order(100_000))
    bot.gateway.advance(0.3)
    text = bot.wait_error(201, 2)
    assert text.startswith("Order rejected - reason:YOUR ORDER IS NOT ACCEPTED.") and "[1000000.00 USD]" not in text
    (name, (_, order, state)), end = bot.ask("reqCompletedOrders", False)[1:]
    assert (name, state.status, end) == ("completedOrder", "Cancelled", ("completedOrdersEnd", ()))


def test_a_million_buys_what_four_times_as_much_costs(start: Start) -> None:
    bot = join(start())
    assert "error 1 201" not in after(bot, AAPL, resting(13_000, 255.0))
    assert "error 2 201" in after(bot, AAPL, resting(17_000, 255.0), order_id=2)


def test_the_check_of_margins_is_a_switch(start: Start) -> None:
    bot = join(start(margin_check=False))
    assert "open 1 Submitted" in after(bot, AAPL, resting(100_000, 255.0))


def test_an_order_that_lowers_the_margin_is_never_rejected(start: Start) -> None:
    gateway = start()
    bot = join(gateway)
    with gateway.control() as world:
        world.ledger.add_position(ACCOUNT, world.market.find(AAPL)[0], Decimal(30_000), Decimal(250))
        world.ledger.set_cash(ACCOUNT, -7_000_000)
    assert "open 1 Submitted" in after(bot, AAPL, resting(30_000, 900.0, "SELL"))


def test_a_preview_of_what_is_not_covered_is_the_error_alone(start: Start) -> None:
    bot = join(start())
    assert bot.codes("placeOrder", 1, AAPL, resting(100_000, 255.0, whatIf=True)) == [(1, 201)]


def test_currencies_and_futures_need_a_margin(start: Start) -> None:
    bot = join(start())
    assert "error 1 201" in after(bot, EUR, market_order(60_000_000))
    assert "error 2 201" not in after(bot, EUR, market_order(1_000_000), order_id=2)
    assert "error 3 201" in after(bot, ES, market_order(100), order_id=3)


def test_a_child_is_judged_when_its_parent_is_filled(start: Start) -> None:
    gateway = start()
    bot = join(gateway)
    bot.placeOrder(1, AAPL, resting(12_000, 255.0, transmit=False))
    bot.placeOrder(2, AAPL, resting(12_000, 300.0, "SELL", parentId=1))
    assert "error 2 201" not in done(gateway, bot)[0]
    with gateway.control() as world:
        world.trading.fill(1, 1, 255.0)
    assert "status 2 Submitted 0/12000" in done(gateway, bot)[0]


def test_a_cash_account_pays_what_it_buys_and_sells_what_it_has(start: Start) -> None:
    bot = join(start(accounts=(Account("DU1", cash=30_000, margin=False),)))
    assert "error 1 201" not in after(bot, AAPL, resting(100, 255.0))
    assert "error 2 201" in after(bot, AAPL, resting(200, 255.0), order_id=2)
    bot.placeOrder(3, AAPL, resting(1, 300.0, "SELL"))
    bot.gateway.advance(0.3)
    assert "Short sales" in bot.wait_error(201, 3)


def test_a_cash_account_exchanges_what_it_has(start: Start) -> None:
    bot = join(start(accounts=(Account("DU1", cash={"USD": 30_000, "EUR": 5_000}, margin=False),)))
    assert "error 1 201" not in after(bot, EUR, market_order(20_000))
    assert "error 2 201" in after(bot, EUR, market_order(30_000), order_id=2)
    assert "error 3 201" in after(bot, EUR, market_order(200_000, "SELL"), order_id=3)


def test_short_sales_are_a_switch(start: Start) -> None:
    bot = join(start(short_sales=False))
    assert "error 1 201" in after(bot, AAPL, resting(100, 300.0, "SELL"))


def test_only_twenty_orders_are_active_on_a_side(start: Start) -> None:
    bot = join(start())
    for number in range(1, 21):
        bot.placeOrder(number, AAPL, resting(1))
    assert not any("error" in line for line in done(bot.gateway, bot)[0])
    assert "error 21 201" in after(bot, AAPL, resting(1), order_id=21)
    assert "error 22 201" not in after(bot, AAPL, resting(1, 300.0, "SELL"), order_id=22)


@pytest.mark.parametrize(
    ("contract", "order", "size"),
    [
        (EUR, money_order(20_000, lmtPrice=1.1), 18181),
        (AAPL, money_order(1_000, lmtPrice=250.0), 4),
        (BTC, money_order(1_000, lmtPrice=80_000.0, tif="IOC"), Decimal("0.0125")),
    ],
    ids=["forex", "stock", "coin"],
)
def test_money_becomes_a_size(start: Start, contract: Contract, order: Order, size: object) -> None:
    bot = join(start())
    assert size_of(bot, contract, order) == size


def test_an_order_for_money_is_filled(start: Start) -> None:
    bot = join(start())
    bot.placeOrder(1, BTC, money_order(1_000, tif="IOC"))
    bot.gateway.advance(0.5)
    (_, (_, contract, execution)), *_ = bot.of("execDetails")
    assert contract.symbol == "BTC" and 990 < float(execution.shares) * execution.price <= 1_000
    assert bot.of("orderStatus")[-1][1][1:4] == ("Filled", execution.shares, 0)


@pytest.mark.parametrize(
    ("contract", "order", "code"),
    [
        (ES, money_order(100_000), 10244),
        (BTC, money_order(1_000, "SELL"), 10244),
        (BTC, market_order(1), 10289),
        (AAPL, money_order(100, lmtPrice=250.0), 321),
        (AAPL, resting(Decimal("0.5")), 10243),
        (BTC, resting(Decimal("0.000000001"), 50_000.0), 10250),
    ],
)
def test_sizes_that_cannot_be(start: Start, contract: Contract, order: Order, code: int) -> None:
    bot = join(start())
    assert bot.codes("placeOrder", 1, contract, order) == [(1, code)]


def test_orders_for_money_and_fractions_are_not_changed(start: Start) -> None:
    bot = join(start())
    bot.ask("placeOrder", 1, EUR, money_order(20_000, lmtPrice=1.1))
    assert bot.codes("placeOrder", 1, EUR, money_order(30_000, lmtPrice=1.1)) == [(1, 10241)]
    bot.ask("placeOrder", 2, AAPL, resting())
    assert bot.codes("placeOrder", 2, AAPL, resting(Decimal("1.5"))) == [(2, 10242)]


def test_fractions_of_shares_are_a_switch(start: Start) -> None:
    bot = join(start(fractional_shares=True))
    order = resting(Decimal("0.5"), 300.0)
    bot.placeOrder(1, AAPL, order)
    bot.gateway.advance(0.5)
    assert bot.of("orderStatus")[-1][1][1:4] == ("Filled", Decimal("0.5"), 0)
