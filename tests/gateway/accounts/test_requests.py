"""What clients are told of accounts: the sequences of answers, and who is refused."""

from __future__ import annotations

from decimal import Decimal as D
from typing import Any

import pytest

from ibproto.account_summary_tags import AccountSummaryTags
from ibproto.const import UNSET_DOUBLE
from ibproto.gateway import Account, Instrument, SteppedGateway
from ibproto.gateway.accounts import margin_effect
from tests.gateway.reference.conftest import Asker, Start, join
from tests.gateway.tools import AAPL, market_order

ACCOUNT = "DU1234567"
AAPL_ID = 265598


def add(gateway: SteppedGateway, quantity: int = 100, price: str = "250", account: str = ACCOUNT) -> Instrument:
    """Bring in a position in AAPL."""
    with gateway.control() as world:
        found = world.universe.by_con_id(AAPL_ID)
        assert found is not None
        world.ledger.add_position(account, found, D(quantity), D(price))
    return found


def kinds(calls: list[tuple[str, tuple[Any, ...]]]) -> list[str]:
    """The names of calls, repeated ones once."""
    names = [name for name, _ in calls]
    return [name for name, before in zip(names, [None, *names]) if name != before]


BURST = ["updateAccountValue", "updatePortfolio", "updateAccountTime", "accountDownloadEnd"]


def test_account_updates_come_as_values_portfolio_time_and_end(gateway: SteppedGateway, bot: Asker) -> None:
    add(gateway)
    calls = bot.ask("reqAccountUpdates", True, ACCOUNT)
    assert kinds(calls) == BURST
    values = {(args[0], args[2]): args[1] for name, args in calls if name == "updateAccountValue"}
    assert values["CashBalance", "USD"] == values["CashBalance", "BASE"] == "1000000.00"
    assert values["AccountReady", ""] == "true"
    assert {("NetLiquidation-S", "USD"), ("NetLiquidation-C", "USD"), ("ExchangeRate", "USD")} <= set(values)
    contract, position, price, value, cost, unrealized, realized, account = calls[-3][1]
    assert (contract.conId, position, cost, realized, account) == (AAPL_ID, 100, 250.0, 0.0, ACCOUNT)
    assert value == pytest.approx(price * 100)
    assert unrealized == pytest.approx(value - 25_000)
    assert calls[-2:] == [("updateAccountTime", ("10:00",)), ("accountDownloadEnd", (ACCOUNT,))]


def test_account_updates_repeat_every_three_minutes_and_end(gateway: SteppedGateway, bot: Asker) -> None:
    add(gateway)
    everything = bot.ask("reqAccountUpdates", True, "")
    assert bot.after(179) == []
    changes = bot.after(2)
    assert kinds(changes) == BURST and len(changes) < len(everything)
    assert bot.ask("reqAccountUpdates", False, "") == []
    assert bot.after(400) == []


def test_a_trade_is_told_to_account_updates_and_positions(gateway: SteppedGateway, bot: Asker) -> None:
    bot.ask("reqAccountUpdates", True, "")
    bot.ask("reqPositions")
    bot.ask("reqPositionsMulti", 5, ACCOUNT, "")
    bot.placeOrder(1, AAPL, market_order(100))
    names = kinds(bot.after(1))
    assert {"position", "positionMulti", "updatePortfolio", "updateAccountValue"} <= set(names)
    with gateway.control() as world:
        assert world.ledger.check() == []


@pytest.mark.parametrize("text", ["", "DU1"])
def test_switching_accounts_gives_a_warning(start: Start, text: str) -> None:
    gateway = start(("DU1", "DU2"))
    bot, other = join(gateway, 1), join(gateway, 2)
    bot.ask("reqAccountUpdates", True, text)
    assert other.codes("reqAccountUpdates", True, "DU2") == [(-1, 2101)]
    calls = bot.ask("reqAccountUpdates", True, "DU2")
    assert calls[0][1][2] == 2100 and calls[-1] == ("accountDownloadEnd", ("DU2",))


def test_an_account_is_not_ready_while_servers_are_reset(start: Start) -> None:
    calls = join(start(account_ready=False)).ask("reqAccountUpdates", True, "")
    assert [args[1] for name, args in calls if args[0] == "AccountReady"] == ["false"]


def test_the_summary_is_alphabetical(bot: Asker) -> None:
    assert bot.ask("reqAccountSummary", 9000, "All", "TotalCashValue,NetLiquidation,GrossPositionValue") == [
        ("accountSummary", (9000, ACCOUNT, "GrossPositionValue", "0.00", "USD")),
        ("accountSummary", (9000, ACCOUNT, "NetLiquidation", "1000000.00", "USD")),
        ("accountSummary", (9000, ACCOUNT, "TotalCashValue", "1000000.00", "USD")),
        ("accountSummaryEnd", (9000,)),
    ]


def test_the_summary_tells_only_changes_every_three_minutes(gateway: SteppedGateway, bot: Asker) -> None:
    bot.ask("reqAccountSummary", 1, "All", "NetLiquidation,TotalCashValue")
    assert bot.after(400) == []
    with gateway.control() as world:
        world.ledger.set_cash(ACCOUNT, 5)
    changed = [args[2:4] for _, args in bot.after(180)]
    assert changed == [("NetLiquidation", "5.00"), ("TotalCashValue", "5.00")]
    assert bot.ask("cancelAccountSummary", 1) == []


def test_every_tag_of_the_summary_is_answered(bot: Asker) -> None:
    tags = AccountSummaryTags.AllTags + ",RegTMargin,DayTradesRemainingT+1"
    told = [args[2] for name, args in bot.ask("reqAccountSummary", 1, "All", tags) if name == "accountSummary"]
    assert told == sorted(tags.split(","))


@pytest.mark.parametrize(
    ("tag", "currencies"), [("$LEDGER", {"BASE"}), ("$LEDGER:EUR", {"EUR"}), ("$LEDGER:ALL", {"BASE", "EUR", "USD"})]
)
def test_the_ledger_of_a_summary(gateway: SteppedGateway, bot: Asker, tag: str, currencies: set[str]) -> None:
    with gateway.control() as world:
        world.ledger.set_cash(ACCOUNT, 100, "EUR")
    calls = bot.ask("reqAccountSummary", 1, "All", tag)
    assert {args[4] for name, args in calls if name == "accountSummary"} == currencies
    assert "CashBalance" in [args[2] for name, args in calls if name == "accountSummary"]


def test_a_third_summary_is_refused(bot: Asker) -> None:
    for reqId in (1, 2):
        bot.ask("reqAccountSummary", reqId, "All", "NetLiquidation")
    assert bot.codes("reqAccountSummary", 3, "All", "NetLiquidation") == [(3, 322)]
    bot.ask("cancelAccountSummary", 1)
    assert bot.ask("reqAccountSummary", 3, "All", "NetLiquidation")[-1] == ("accountSummaryEnd", (3,))


def test_the_group_of_an_advisor(start: Start) -> None:
    bot = join(start(("DF1", "DU1", "DU2")))
    calls = bot.ask("reqAccountSummary", 1, "All_Equal", "NetLiquidation")
    assert [args[1] for name, args in calls if name == "accountSummary"] == ["DU1", "DU2"]
    assert bot.codes("reqAccountSummary", 2, "Nobody", "NetLiquidation") == [(2, 321)]


def test_positions_come_once_and_then_what_changes(gateway: SteppedGateway, bot: Asker) -> None:
    aapl = add(gateway, -110, "201.8829709")
    name, (account, contract, position, cost) = bot.ask("reqPositions")[0]
    assert (name, account, contract.exchange, position, cost) == ("position", ACCOUNT, "NASDAQ", -110, 201.8829709)
    with gateway.control() as world:
        world.ledger.book(ACCOUNT, aapl, D(110), D(200), D(1))
    assert [args[2:] for _, args in bot.after(1)] == [(0, 0.0)]
    assert bot.ask("cancelPositions") == []
    add(gateway)
    assert bot.after(1) == []
    assert bot.ask("reqPositions")[-1] == ("positionEnd", ())


def test_positions_of_one_account(start: Start) -> None:
    gateway = start(("DU1", "DU2"))
    bot = join(gateway)
    add(gateway, account="DU2")
    assert bot.ask("reqPositionsMulti", 7, "DU1", "") == [("positionMultiEnd", (7,))]
    assert kinds(bot.ask("reqPositionsMulti", 8, "DU2", "")) == ["positionMulti", "positionMultiEnd"]
    assert bot.ask("cancelPositionsMulti", 8) == []


def test_values_of_one_account(bot: Asker) -> None:
    calls = bot.ask("reqAccountUpdatesMulti", 7, ACCOUNT, "", False)
    assert kinds(calls) == ["accountUpdateMulti", "accountUpdateMultiEnd"]
    fewer = bot.ask("reqAccountUpdatesMulti", 8, ACCOUNT, "", True)
    assert 0 < len(fewer) < len(calls)
    assert bot.ask("cancelAccountUpdatesMulti", 7) == bot.ask("cancelAccountUpdatesMulti", 8) == []


def test_profit_comes_each_second_while_it_changes(gateway: SteppedGateway, bot: Asker) -> None:
    aapl = add(gateway)
    with gateway.control() as world:
        world.market.set_price(aapl, 260.0, hold=True)
    first = bot.ask("reqPnL", 1, ACCOUNT, "")
    assert [(name, args[0]) for name, args in first] == [("pnl", 1)]
    assert first[0][1][2] == pytest.approx(1000, abs=5)
    with gateway.control() as world:
        world.market.halt(aapl)
    bot.after(1)
    assert bot.after(5) == []
    with gateway.control() as world:
        world.market.resume(aapl)
        world.market.set_price(aapl, 270.0, hold=True)
    told = bot.after(3)
    assert {name for name, _ in told} == {"pnl"} and len(told) <= 3
    assert told[-1][1][2] == pytest.approx(2000, abs=5)
    assert bot.ask("cancelPnL", 1) == []


def test_profit_of_a_single_position(gateway: SteppedGateway, bot: Asker) -> None:
    assert bot.ask("reqPnLSingle", 1, ACCOUNT, "", 1) == []
    assert bot.ask("reqPnLSingle", 2, ACCOUNT, "", AAPL_ID) == []
    add(gateway)
    reqId, position, daily, unrealized, realized, value = bot.after(1)[0][1]
    assert (reqId, position, realized) == (2, 100, 0.0)
    assert unrealized == pytest.approx(value - 25_000)
    assert daily == unrealized != UNSET_DOUBLE  # brought in today
    assert bot.ask("cancelPnLSingle", 2) == []
    assert bot.after(3) == []


@pytest.mark.parametrize(
    ("request_name", "args"),
    [
        ("reqAccountUpdatesMulti", (5, "DU9", "", True)),
        ("reqPositionsMulti", (5, "DU9", "")),
        ("reqPnL", (5, "DU9", "")),
        ("reqPnLSingle", (5, "DU9", "", AAPL_ID)),
        ("reqPnL", (5, ACCOUNT, "NoModel")),
        ("reqAccountSummary", (5, "All", "NoTag")),
    ],
)
def test_unknown_accounts_models_and_tags_are_refused(bot: Asker, request_name: str, args: tuple[Any, ...]) -> None:
    assert bot.codes(request_name, *args) == [(5, 321)]
    assert bot.codes("reqAccountUpdates", True, "DU9") == [(-1, 321)]


def test_an_account_in_euros_is_told_in_euros() -> None:
    with SteppedGateway(accounts=[Account("DU5", {"USD": 1000}, base="EUR")]) as gateway:
        calls = join(gateway).ask("reqAccountSummary", 1, "All", "NetLiquidation")
    _, (_, account, _, value, currency) = calls[0]
    assert (account, currency) == ("DU5", "EUR") and 700 < float(value) < 1000


def test_the_margin_of_an_order(gateway: SteppedGateway) -> None:
    aapl = add(gateway)
    with gateway.control() as world:
        opening = margin_effect(world.ledger, world.market, ACCOUNT, [(aapl, D(100), D(260))], D(1))
        closing = margin_effect(world.ledger, world.market, ACCOUNT, [(aapl, D(-100), D(260))], D(1))
        huge = margin_effect(world.ledger, world.market, ACCOUNT, [(aapl, D(100_000), D(260))], D(1))
    assert opening.after.initial == pytest.approx(2 * opening.before.initial)
    assert opening.equity_after == opening.equity_before - 1
    assert (closing.after.initial, closing.is_covered, huge.is_covered) == (0.0, True, False)


def test_a_client_that_left_is_told_no_more(gateway: SteppedGateway, bot: Asker) -> None:
    add(gateway)
    bot.ask("reqAccountUpdates", True, "")
    bot.ask("reqPnL", 1, ACCOUNT, "")
    bot.ask("reqPositions")
    bot.disconnect()
    gateway.advance(200)
    with gateway.control() as world:
        assert not world.streams.updates and not world.streams.positions and not list(world.streams.profits)
