"""Orders for combinations: resolved, filled at the prices of their legs, and told as one and as each leg."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ibproto.contract import ComboLeg, Contract
from ibproto.execution import ExecutionFilter
from ibproto.gateway import SteppedGateway
from ibproto.gateway.universe import Combo
from ibproto.order import Order, OrderComboLeg
from ibproto.tag_value import TagValue

from .desk import AAPL, ACCOUNT, Asker, gateway, join, start, the, version

__all__ = ["gateway", "start", "version"]


def leg(con_id: int, action: str, ratio: int = 1) -> ComboLeg:
    return ComboLeg(conId=con_id, ratio=ratio, action=action, exchange="SMART")


def bag(*legs: ComboLeg) -> Contract:
    return Contract(symbol="AAPL", secType="BAG", exchange="SMART", currency="USD", comboLegs=list(legs))


def calls(gateway: SteppedGateway) -> list[Contract]:
    """Two calls on Apple around its price."""
    with gateway.control() as world:
        found = world.universe.find(Contract(symbol="AAPL", secType="OPT", exchange="SMART", right="C"))
        last = max(one.contract.lastTradeDateOrContractMonth for one in found)
        row = sorted(
            (one for one in found if one.contract.lastTradeDateOrContractMonth == last),
            key=lambda one: abs(one.contract.strike - 260),
        )
        return sorted((one.contract for one in row[:2]), key=lambda contract: contract.strike)


def spread(gateway: SteppedGateway) -> Contract:
    low, high = calls(gateway)
    return bag(leg(low.conId, "BUY"), leg(high.conId, "SELL"))


def quote(gateway: SteppedGateway, contract: Contract) -> tuple[float, float]:
    with gateway.control() as world:
        combo = world.universe.combine(contract)
        assert isinstance(combo, Combo)
        state = world.market.state(combo)
        assert state.bid is not None and state.ask is not None
        return state.bid, state.ask


def order_for(action: str, quantity: int, **more: object) -> Order:
    kind = "LMT" if "lmtPrice" in more else "MKT"
    return Order(action=action, totalQuantity=Decimal(quantity), orderType=kind, **more)


def trade(gateway: SteppedGateway, bot: Asker, contract: Contract, order: Order, order_id: int = 1) -> None:
    bot.take()
    bot.placeOrder(order_id, contract, order)
    gateway.deliver()
    gateway.advance(0.3)
    with gateway.control() as world:
        assert world.ledger.check() == []
        world.trading.check()


def test_a_spread_is_told_as_itself_and_as_each_leg(gateway: SteppedGateway) -> None:
    bot, contract = join(gateway), spread(gateway)
    low, high = calls(gateway)
    trade(gateway, bot, contract, order_for("BUY", 1, smartComboRoutingParams=[TagValue("NonGuaranteed", "1")]))
    executions = [args[1:] for _, args in bot.of("execDetails")]
    assert [c.secType for c, _ in executions] == ["BAG", "OPT", "OPT"]
    assert [c.conId for c, _ in executions[1:]] == [low.conId, high.conId]
    assert [e.side for _, e in executions] == ["BOT", "BOT", "SLD"]
    whole, one, two = (Decimal(str(e.price)) for _, e in executions)
    assert one - two == whole
    assert len({e.execId for _, e in executions}) == 3 and {e.orderId for _, e in executions} == {1}
    reported = [args[0].execId for _, args in bot.of("commissionAndFeesReport")]
    assert reported == [e.execId for _, e in executions[1:]]
    assert [args[1:5] for _, args in bot.of("orderStatus")][-1] == ("Filled", 1, 0, float(whole))
    (order_id, told, *_) = bot.of("openOrder")[0][1]
    assert [(x.conId, x.ratio, x.action) for x in told.comboLegs] == [(low.conId, 1, "BUY"), (high.conId, 1, "SELL")]


def test_the_legs_are_held_and_the_cash_is_the_price_and_the_commissions(gateway: SteppedGateway) -> None:
    bot, contract = join(gateway), spread(gateway)
    trade(gateway, bot, contract, order_for("BUY", 1))
    price = Decimal(str(bot.of("orderStatus")[-1][1][4]))
    fees = sum(Decimal(str(args[0].commissionAndFees)) for _, args in bot.of("commissionAndFeesReport"))
    assert {args[1].conId: args[2] for name, args in bot.ask("reqPositions") if name == "position"} == {
        calls(gateway)[0].conId: 1,
        calls(gateway)[1].conId: -1,
    }
    with gateway.control() as world:
        assert world.ledger.cash(ACCOUNT) == {"USD": 1_000_000 - 100 * price - fees}
    with gateway.control() as world:  # the legs can be asked for again
        assert len(world.trading.fills) == 3
    told = bot.ask("reqExecutions", 1, ExecutionFilter(secType="OPT"))
    assert [name for name, _ in told] == ["execDetails", "commissionAndFeesReport"] * 2 + ["execDetailsEnd"]


def test_a_combination_rests_at_its_limit_and_fills_when_the_legs_allow_it(gateway: SteppedGateway) -> None:
    bot, contract = join(gateway), spread(gateway)
    bid, ask = quote(gateway, contract)
    trade(gateway, bot, contract, order_for("BUY", 2, lmtPrice=round(bid - 0.5, 2)))
    assert bot.of("orderStatus")[-1][1][1] == "Submitted"
    trade(gateway, bot, contract, order_for("BUY", 2, lmtPrice=round(ask + 5, 2)))
    price = bot.of("orderStatus")[-1][1][4]
    assert price == pytest.approx(ask, abs=0.5) and price < ask + 5


def test_a_credit_is_a_negative_price(gateway: SteppedGateway) -> None:
    low, high = calls(gateway)
    bot, contract = join(gateway), bag(leg(low.conId, "SELL"), leg(high.conId, "BUY"))
    trade(gateway, bot, contract, order_for("BUY", 1, lmtPrice=-0.05))
    assert bot.errors() == []
    assert bot.of("orderStatus")[-1][1][4] < -0.05


def test_prices_of_the_legs_are_a_limit_for_their_sum(gateway: SteppedGateway) -> None:
    bot, contract = join(gateway), spread(gateway)
    prices = [OrderComboLeg(price=5.0), OrderComboLeg(price=4.75)]
    order = Order(action="BUY", totalQuantity=Decimal(1), orderType="LMT", orderComboLegs=prices)
    trade(gateway, bot, contract, order)
    shown = bot.of("openOrder")[0][1][2]
    assert shown.lmtPrice == 0.25 and [x.price for x in shown.orderComboLegs] == [5.0, 4.75]


@pytest.mark.parametrize("action", ["BUY", "SELL"])
def test_by_hand_it_is_filled_at_any_price_to_which_the_legs_add_up(gateway: SteppedGateway, action: str) -> None:
    low, high = calls(gateway)
    share = the(gateway, AAPL).contract.conId
    bot = join(gateway)
    contract = bag(leg(share, "BUY", 100), leg(low.conId, "SELL", 1), leg(high.conId, "SELL", 3))
    limit = 1.0 if action == "BUY" else 900.0
    trade(gateway, bot, contract, order_for(action, 3, lmtPrice=limit))
    with gateway.control() as world:
        world.trading.fill(1, 1, 123.45, Decimal(2))
    gateway.advance(0.3)
    with gateway.control() as world:
        assert world.ledger.check() == []
        world.trading.check()
    whole, stock, one, two = (args[2] for _, args in bot.of("execDetails"))
    assert (whole.shares, stock.shares, one.shares, two.shares) == (2, 200, 2, 6)
    exact = [Decimal(str(part.price)) for part in (stock, one, two)]
    assert exact[0] - exact[1] - 3 * exact[2] == Decimal("123.45") and whole.price == 123.45


def test_a_preview_has_the_margins_of_all_legs(gateway: SteppedGateway) -> None:
    bot, contract = join(gateway), spread(gateway)
    (call,) = bot.ask("placeOrder", 1, contract, order_for("BUY", 10, whatIf=True))
    state = call[1][3]
    assert float(state.initMarginChange) > 10_000 and state.commissionAndFees == pytest.approx(13.0)


@pytest.mark.parametrize(
    ("legs", "code"),
    [
        ([], 314),
        ([leg(265598, "BUY")], 312),
        ([leg(265598, "BUY"), leg(272093, "HOLD")], 313),
        ([leg(265598, "BUY"), leg(272093, "SELL", 0)], 313),
        ([leg(265598, "BUY"), leg(999_999_999, "SELL")], 200),
    ],
)
def test_legs_that_are_not_valid(gateway: SteppedGateway, legs: list[ComboLeg], code: int) -> None:
    assert join(gateway).codes("placeOrder", 1, bag(*legs), order_for("BUY", 1)) == [(1, code)]


def test_shares_and_an_option_are_quoted_for_one_share(gateway: SteppedGateway) -> None:
    low, _ = calls(gateway)
    share = the(gateway, AAPL)
    contract = bag(leg(share.contract.conId, "BUY", 100), leg(low.conId, "SELL", 1))
    with gateway.control() as world:
        stock = world.market.state(share)
        option = world.market.state(world.market.find(low)[0])
        assert stock.bid and stock.ask and option.bid and option.ask
        expected = round(stock.bid - option.ask, 8), round(stock.ask - option.bid, 8)
    assert quote(gateway, contract) == expected
    calls_of_bot = join(gateway).ask("reqMktData", 5, contract, "", False, False, [])
    prices = {args[1]: args[2] for name, args in calls_of_bot if name == "tickPrice"}
    assert (prices[1], prices[2]) == expected
