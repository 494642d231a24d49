"""What a test or a script does by hand: as the package documentation lists it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ibproto.gateway import SteppedGateway
from tests.gateway.tools import market_order

from .desk import AAPL, ACCOUNT, Asker, done, gateway, join, resting, start, the, version

__all__ = ["gateway", "start", "version"]


@pytest.fixture
def bot(gateway: SteppedGateway) -> Asker:
    return join(gateway)


def test_an_order_is_filled(gateway: SteppedGateway, bot: Asker) -> None:
    bot.placeOrder(7, AAPL, resting())
    done(gateway, bot)
    with gateway.control() as world:
        world.trading.fill(1, 7, 187.5, Decimal(40))
    assert done(gateway, bot)[0][:3] == ["exec 7 BOT 40", "open 7 Submitted", "status 7 Submitted 40/60"]
    with gateway.control() as world, pytest.raises(ValueError, match="60 remain"):
        world.trading.fill(1, 7, 187.5, Decimal(61))


def test_an_order_is_rejected(gateway: SteppedGateway, bot: Asker) -> None:
    bot.placeOrder(7, AAPL, resting())
    done(gateway, bot)
    with gateway.control() as world:
        world.trading.reject(1, 7, "too big")
    gateway.deliver()
    assert bot.wait_error(201, 7) == "Order rejected - reason:too big"
    assert done(gateway, bot)[0] == ["error 7 201", "open 7 Inactive", "status 7 Inactive 0/100"]


def test_an_order_is_held_and_released(gateway: SteppedGateway, bot: Asker) -> None:
    with gateway.control() as world:
        world.trading.holds_new = True
    bot.placeOrder(1, AAPL, market_order(10))
    assert done(gateway, bot, seconds=30.0) == [["open 1 PreSubmitted", "status 1 PreSubmitted 0/10"]]
    with gateway.control() as world:
        world.trading.hold(1, 1, False)
        world.trading.holds_new = False
    assert "status 1 Filled 10/0" in done(gateway, bot)[0]
    bot.placeOrder(2, AAPL, resting())
    done(gateway, bot)
    with gateway.control() as world:
        world.trading.hold(1, 2)
        world.market.set_price(the(gateway), 150.0)
    assert done(gateway, bot, seconds=5.0) == [[]]


def test_a_price_is_set(gateway: SteppedGateway, bot: Asker) -> None:
    bot.placeOrder(1, AAPL, resting(10, 200.0))
    done(gateway, bot)
    with gateway.control() as world:
        world.market.set_price(world.market.find(AAPL)[0], 190.0, hold=True)
    told = done(gateway, bot, seconds=5.0)[0]
    assert "status 1 Filled 10/0" in told


def test_cash_is_set(gateway: SteppedGateway, bot: Asker) -> None:
    with gateway.control() as world:
        world.ledger.set_cash(ACCOUNT, 50_000, "EUR")
        world.ledger.set_cash(ACCOUNT, 1_000)
    calls = bot.ask("reqAccountSummary", 1, "All", "$LEDGER:ALL")
    told = {args[4]: args[3] for name, args in calls if name == "accountSummary" and args[2] == "CashBalance"}
    assert told["EUR"] == "50000.00" and told["USD"] == "1000.00"
    with gateway.control() as world, pytest.raises(ValueError, match="no account"):
        world.ledger.set_cash("DU9", 1)


def test_a_position_is_brought_in(gateway: SteppedGateway, bot: Asker) -> None:
    with gateway.control() as world:
        world.ledger.add_position(ACCOUNT, world.market.find(AAPL)[0], Decimal(100), Decimal("150.25"))
    ((_, args), _) = bot.ask("reqPositions")
    assert args[2:] == (100, 150.25)


def test_an_order_is_entered_by_hand(gateway: SteppedGateway, bot: Asker) -> None:
    with gateway.control() as world:
        perm_id = world.trading.manual(ACCOUNT, AAPL, resting())
    (_, args), *_ = bot.ask("reqAllOpenOrders")
    assert (args[0], args[2].permId) == (0, perm_id)


def test_an_exchange_is_closed_and_opened(gateway: SteppedGateway, bot: Asker) -> None:
    with gateway.control() as world:
        world.market.close_exchange("NASDAQ")
    bot.placeOrder(1, AAPL, market_order(10))
    assert not any("exec" in line for line in done(gateway, bot, seconds=5.0)[0])
    with gateway.control() as world:
        world.market.open_exchange("NASDAQ")
    assert "status 1 Filled 10/0" in done(gateway, bot, seconds=5.0)[0]


def test_an_exchange_is_opened_at_night(gateway: SteppedGateway, bot: Asker) -> None:
    gateway.advance(12 * 3600.0)  # it is 22:00
    with gateway.control() as world:
        world.market.open_exchange("NASDAQ")
    bot.placeOrder(1, AAPL, market_order(10))
    told = done(gateway, bot, seconds=60.0)[0]
    assert "status 1 Filled 10/0" in told and "error 1 399" not in told


def test_the_books_are_checked(gateway: SteppedGateway) -> None:
    with gateway.control() as world:
        world.check()
        world.ledger.all_cash[ACCOUNT, "USD"] += 1
        with pytest.raises(AssertionError, match="cash"):
            world.check()
        world.ledger.all_cash[ACCOUNT, "USD"] -= 1
