"""Options that are exercised, or lapse."""

from __future__ import annotations

from decimal import Decimal

from ibproto.contract import Contract
from ibproto.gateway import SimulatedGateway
from tests.gateway.tools import Bot

ACCOUNT = "DU1234567"


def held(gateway: SimulatedGateway, strike: float, right: str) -> Contract:
    """The contract of an option on Apple, of which the account holds two."""
    with gateway.control() as world:
        found = world.universe.find(Contract(symbol="AAPL", secType="OPT", exchange="SMART", right=right))
        option = min(found, key=lambda one: abs(one.contract.strike - strike))
        world.ledger.add_position(ACCOUNT, option, Decimal(2), Decimal(1))
        return option.contract


def positions(gateway: SimulatedGateway) -> dict[str, Decimal]:
    with gateway.control() as world:
        assert world.ledger.check() == []
        world.trading.check()
        entries = world.ledger.positions.items()
        return {one.contract.secType: position.quantity for (_, one), position in entries if position.quantity}


def ask(gateway: SimulatedGateway, bot: Bot, contract: Contract, action: int, quantity: int = 1) -> None:
    bot.exerciseOptions(1, contract, action, quantity, ACCOUNT, 0, "", "", False)
    bot.settle()
    gateway.advance(1)
    bot.settle()


def test_a_call_becomes_shares_at_its_strike(gateway: SimulatedGateway, bot: Bot) -> None:
    contract = held(gateway, 200.0, "C")
    ask(gateway, bot, contract, 1)
    assert positions(gateway) == {"OPT": 1, "STK": 100}
    assert [args[1] for name, args in bot.calls if name == "orderStatus"][-1] == "Filled"
    with gateway.control() as world:
        (stock,) = [one for _, one in world.ledger.positions if one.contract.secType == "STK"]
        assert world.ledger.positions[ACCOUNT, stock].cost == Decimal(str(contract.strike))


def test_a_put_sells_shares(gateway: SimulatedGateway, bot: Bot) -> None:
    ask(gateway, bot, held(gateway, 330.0, "P"), 1, 2)
    assert positions(gateway) == {"STK": -200}


def test_options_that_lapse_are_gone(gateway: SimulatedGateway, bot: Bot) -> None:
    ask(gateway, bot, held(gateway, 330.0, "C"), 2, 2)
    assert positions(gateway) == {}


def test_what_cannot_be_exercised(gateway: SimulatedGateway, bot: Bot) -> None:
    contract = held(gateway, 330.0, "C")
    ask(gateway, bot, contract, 1)
    assert "not in-the-money" in bot.wait_error(322, 1)
    bot.take()
    ask(gateway, bot, contract, 2, 3)
    assert "No unlapsed position" in bot.wait_error(322, 1)
    bot.take()
    ask(gateway, bot, Contract(symbol="AAPL", secType="STK", exchange="SMART", currency="USD"), 1)
    assert bot.wait_error(321, 1)
