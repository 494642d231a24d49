"""Contracts that end: options are exercised, assigned or lapse, futures are settled; and what shares are paid."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal as D

import pytest

from ibproto.contract import ComboLeg, Contract
from ibproto.gateway import Instrument, SteppedGateway
from ibproto.gateway.accounts.dividends import quarterly

from .desk import AAPL, ACCOUNT, Asker, Start, done, gateway, join, resting, start, the, version

__all__ = ["gateway", "start", "version"]

OPTIONS = Contract(symbol="AAPL", secType="OPT", exchange="SMART")
INDEX_OPTIONS = Contract(symbol="SPX", secType="OPT", exchange="SMART")
FUTURE_OPTIONS = Contract(symbol="ES", secType="FOP", exchange="CME")
FUTURES = Contract(symbol="ES", secType="FUT", exchange="CME")


def nearest(gateway: SteppedGateway, wanted: Contract, right: str = "", strike: float = 0.0) -> Instrument:
    """The contract that ends first, with the strike nearest to one."""
    with gateway.control() as world:
        found = [one for one in world.universe.find(wanted) if one.contract.right == right or not right]
        first = min(one.expiry for one in found if one.expiry)
        return min((one for one in found if one.expiry == first), key=lambda one: abs(one.contract.strike - strike))


def hold(gateway: SteppedGateway, instrument: Instrument, quantity: int, price: str = "10") -> None:
    with gateway.control() as world:
        world.ledger.add_position(ACCOUNT, instrument, D(quantity), D(price))


def held(gateway: SteppedGateway) -> dict[str, D]:
    with gateway.control() as world:
        world.check()
        return {
            one.contract.secType: position.quantity for one, position in world.ledger.held(ACCOUNT) if position.quantity
        }


def cash(gateway: SteppedGateway) -> D:
    with gateway.control() as world:
        return world.ledger.cash(ACCOUNT)["USD"]


def to_the_end(gateway: SteppedGateway, instrument: Instrument) -> None:
    with gateway.control() as world:
        left = world.market.last_moment(instrument) - world.clock.now()
    assert left > 0
    gateway.advance(left + 1)


@pytest.mark.parametrize(
    ("right", "strike", "quantity", "shares"),
    [("C", 200, 2, 200), ("C", 200, -2, -200), ("P", 330, 1, -100), ("P", 330, -1, 100)],
)
def test_options_in_the_money_become_shares(
    gateway: SteppedGateway, right: str, strike: float, quantity: int, shares: int
) -> None:
    option = nearest(gateway, OPTIONS, right, strike)
    hold(gateway, option, quantity)
    to_the_end(gateway, option)
    assert held(gateway) == {"STK": shares}
    assert cash(gateway) == 1_000_000 - D(str(option.contract.strike)) * shares


@pytest.mark.parametrize("quantity", [3, -3])
def test_options_out_of_the_money_lapse(gateway: SteppedGateway, quantity: int) -> None:
    option = nearest(gateway, OPTIONS, "C", 330)
    hold(gateway, option, quantity)
    to_the_end(gateway, option)
    assert held(gateway) == {} and cash(gateway) == 1_000_000
    with gateway.control() as world:
        assert world.ledger.positions[ACCOUNT, option].realized == -1000 * quantity


def test_options_on_an_index_are_money(gateway: SteppedGateway) -> None:
    option = nearest(gateway, INDEX_OPTIONS, "C", 1.0)
    hold(gateway, option, 1)
    to_the_end(gateway, option)
    assert held(gateway) == {} and cash(gateway) > 1_100_000


def test_options_on_futures_become_futures(gateway: SteppedGateway) -> None:
    option = nearest(gateway, FUTURE_OPTIONS, "C", 1.0)
    hold(gateway, option, 1)
    to_the_end(gateway, option)
    assert held(gateway) == {"FUT": 1}


@pytest.mark.parametrize("quantity", [2, -1])
def test_futures_are_settled_at_their_last_price(gateway: SteppedGateway, quantity: int) -> None:
    bot = join(gateway)
    future = nearest(gateway, FUTURES)
    hold(gateway, future, quantity, "5000")
    bot.ask("reqPositions")
    with gateway.control() as world:
        world.market.set_price(future, 6000.0, hold=True)
        world.trading.expire(future.contract)
        last = world.market.state(future).last
        assert last is not None and abs(last - 6000) < 2
    assert held(gateway) == {} and cash(gateway) == 1_000_000 + (D(str(last)) - 5000) * 50 * quantity
    gateway.deliver()
    assert [(args[1].conId, args[2]) for _, args in bot.of("position")] == [(future.contract.conId, 0)]


def test_the_streams_tell_that_a_position_is_gone(gateway: SteppedGateway) -> None:
    bot = join(gateway)
    option = nearest(gateway, OPTIONS, "C", 200)
    hold(gateway, option, 1)
    for name, args in (("reqPositions", ()), ("reqAccountUpdates", (True, ACCOUNT)), ("reqPnL", (1, ACCOUNT, ""))):
        getattr(bot, name)(*args)
    bot.reqPnLSingle(2, ACCOUNT, "", option.contract.conId)
    gateway.deliver()
    bot.take()
    with gateway.control() as world:
        world.trading.expire(option.contract)
    gateway.advance(2)
    assert {args[1].secType: args[2] for _, args in bot.of("position")} == {"OPT": 0, "STK": 100}
    assert {args[0].secType: args[1] for _, args in bot.of("updatePortfolio")} == {"OPT": 0, "STK": 100}
    assert bot.of("pnlSingle")[-1][1][1] == 0 and bot.of("pnl")


def test_orders_for_what_has_ended_end_and_no_more_are_taken(gateway: SteppedGateway) -> None:
    bot = join(gateway)
    option, other = nearest(gateway, OPTIONS, "C", 200), nearest(gateway, OPTIONS, "C", 210)
    legs = [ComboLeg(conId=one.contract.conId, ratio=1, action="BUY", exchange="SMART") for one in (option, other)]
    bag = Contract(symbol="AAPL", secType="BAG", exchange="SMART", currency="USD", comboLegs=legs)
    bot.placeOrder(1, option.contract, resting(1, 0.01))
    bot.placeOrder(2, bag, resting(1, 0.01))
    done(gateway, bot)
    with gateway.control() as world:
        world.trading.expire(option.contract)
    gateway.deliver()
    for number in (1, 2):
        assert "expired" in bot.wait_error(202, number)
    assert bot.codes("placeOrder", 3, option.contract, resting(1, 0.01)) == [(3, 200)]
    assert bot.codes("placeOrder", 3, bag, resting(1, 0.01)) == [(3, 200)]
    with gateway.control() as world, pytest.raises(ValueError, match="does not expire"):
        world.trading.expire(AAPL)


def test_accounts_are_valued_days_after_a_contract_has_ended(gateway: SteppedGateway) -> None:
    bot: Asker = join(gateway)
    option = nearest(gateway, OPTIONS, "P", 330)
    hold(gateway, option, 1)
    to_the_end(gateway, option)
    gateway.advance(3 * 86_400)
    names = {name for name, _ in bot.ask("reqAccountUpdates", True, ACCOUNT)}
    assert names == {"updateAccountValue", "updatePortfolio", "updateAccountTime", "accountDownloadEnd"}


@pytest.mark.parametrize("quantity", [100, -100])
def test_shares_are_paid_dividends_and_who_is_short_pays_them(start: Start, quantity: int) -> None:
    gateway = start(start=datetime(2026, 2, 9, 23, 0))
    share = next(
        one for one in gateway.world.universe.listed if one.contract.currency == "USD" and quarterly(1, one) > 0
    )
    hold(gateway, share, quantity)
    gateway.advance(timedelta(hours=2).total_seconds())
    assert cash(gateway) == 1_000_000 + quantity * D(str(quarterly(1, share)))
    assert held(gateway) == {"STK": quantity}


def test_what_shares_are_paid_is_what_the_dividend_tick_tells(gateway: SteppedGateway) -> None:
    bot = join(gateway)
    share = the(gateway, AAPL)
    calls = bot.ask("reqMktData", 1, AAPL, "456", False, False, [])
    told = [args[2] for name, args in calls if name == "tickString" and args[1] == 59]
    quarter = quarterly(1, share)
    assert told == [f"{4 * quarter:.2f},{4 * quarter:.2f},20260210,{quarter:.2f}" if quarter else ""]


def test_an_order_ends_with_the_last_session_of_its_contract(start: Start) -> None:
    gateway = start(start=datetime(2026, 1, 16, 15, 59, 50))
    bot, option = join(gateway), nearest(gateway, OPTIONS, "C", 200)
    bot.placeOrder(1, option.contract, resting(1, 0.01))
    assert done(gateway, bot, seconds=20.0)[0][-2:] == ["status 1 Cancelled 0/1", "error 1 202"]
