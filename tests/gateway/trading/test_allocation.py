"""Orders of financial advisors: shared among the accounts of a group, exactly."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from ibproto.execution import ExecutionFilter
from ibproto.gateway import Account, SteppedGateway
from ibproto.gateway.trading.allocation import shared
from ibproto.order import Order
from ibproto.order_cancel import OrderCancel

from .desk import AAPL, Asker, Start, join, start, version

__all__ = ["start", "version"]

ACCOUNTS = (Account("DF100", cash=0), Account("DU1", cash=500_000), Account("DU2", cash=1_000_000), Account("DU3"))


@pytest.fixture
def advisor(start: Start) -> Asker:
    return join(start(accounts=ACCOUNTS))


def group(name: str, method: str, **amounts: object) -> str:
    parts = "".join(f"<Account><acct>{a}</acct><amount>{n}</amount></Account>" for a, n in amounts.items())
    return (
        f"<ListOfGroups><Group><name>{name}</name><defaultMethod>{method}</defaultMethod>"
        f'<ListOfAccts varName="list">{parts}</ListOfAccts></Group></ListOfGroups>'
    )


def order_for(quantity: int, **more: Any) -> Order:
    more.setdefault("faGroup", "All_Equal")
    return Order(action="BUY", totalQuantity=Decimal(quantity), orderType="LMT", lmtPrice=100.0, tif="GTC", **more)


def fill(bot: Asker, quantity: int | None = None) -> None:
    bot.gateway.deliver()
    bot.gateway.advance(0.1)
    with bot.gateway.control() as world:
        world.trading.fill(1, 1, 100.0, None if quantity is None else Decimal(quantity))
    bot.gateway.advance(0.3)
    with bot.gateway.control() as world:
        world.trading.check()
        assert world.ledger.check() == []


def held(gateway: SteppedGateway) -> dict[str, Decimal]:
    with gateway.control() as world:
        return {account: position.quantity for (account, _), position in world.ledger.positions.items()}


def test_an_order_is_executed_and_held_by_each_account(advisor: Asker) -> None:
    advisor.placeOrder(1, AAPL, order_for(101))
    fill(advisor)
    executions = [args[2] for _, args in advisor.of("execDetails")]
    assert [(one.acctNumber, one.shares, one.cumQty) for one in executions] == [
        ("DU1", 34, 34),
        ("DU2", 34, 34),
        ("DU3", 33, 33),
    ]
    assert len({one.execId for one in executions}) == 3
    assert len(advisor.of("commissionAndFeesReport")) == 3
    assert advisor.of("orderStatus")[-1][1][1:4] == ("Filled", 101, 0)
    assert held(advisor.gateway) == {"DU1": 34, "DU2": 34, "DU3": 33}
    found = advisor.ask("reqExecutions", 1, ExecutionFilter(acctCode="DU2"))
    assert [name for name, _ in found] == ["execDetails", "commissionAndFeesReport", "execDetailsEnd"]


@pytest.mark.parametrize("sizes", [(1, 1, 98), (7, 50, 43), (33, 33, 34), (99, 1)])
def test_parts_add_up_to_the_exact_shares(advisor: Asker, sizes: tuple[int, ...]) -> None:
    advisor.ask("replaceFA", 4, 1, group("Own", "Ratio", DU1=1, DU2=2, DU3=4))
    advisor.placeOrder(1, AAPL, order_for(100, faGroup="Own"))
    for size in sizes:
        fill(advisor, size)
        got = held(advisor.gateway)
        assert all(abs(got.get(account, 0) - sum(got.values()) * n / 7) <= 1 for account, n in (("DU1", 1), ("DU3", 4)))
    assert held(advisor.gateway) == {"DU1": 14, "DU2": 29, "DU3": 57}


@pytest.mark.parametrize(
    ("method", "amounts", "size", "expected"),
    [
        ("EqualQuantity", (0, 0, 0), 90, (30, 30, 30)),
        ("NetLiq", (0, 0, 0), 100, (20, 40, 40)),
        ("AvailableEquity", (0, 0, 0), 50, (10, 20, 20)),
        ("Percent", (50, 30, 20), 10, (5, 3, 2)),
        ("ContractsOrShares", (5, 7, 0), 0, (5, 7, 0)),
        ("MonetaryAmount", (1000, 2050, 0), 0, (10, 20, 0)),
    ],
)
def test_methods(advisor: Asker, method: str, amounts: tuple[int, ...], size: int, expected: tuple[int, ...]) -> None:
    advisor.ask("replaceFA", 4, 1, group("Own", method, **dict(zip(("DU1", "DU2", "DU3"), amounts))))
    advisor.placeOrder(1, AAPL, order_for(size, faGroup="Own"))
    fill(advisor)
    assert held(advisor.gateway) == {account: n for account, n in zip(("DU1", "DU2", "DU3"), expected) if n}


def test_positions_change_by_a_percentage(advisor: Asker) -> None:
    advisor.placeOrder(1, AAPL, order_for(300))
    fill(advisor)
    reduce = order_for(0, faMethod="PctChange", faPercentage="-50")
    reduce.action, reduce.lmtPrice = "SELL", 900.0
    advisor.placeOrder(2, AAPL, reduce)
    advisor.gateway.deliver()
    with advisor.gateway.control() as world:
        world.trading.fill(1, 2, 900.0)
    assert held(advisor.gateway) == {"DU1": 50, "DU2": 50, "DU3": 50}


def test_the_order_is_the_advisor_s_and_tells_the_shares(advisor: Asker) -> None:
    calls = advisor.ask("placeOrder", 1, AAPL, order_for(10))
    _, _, order, state = calls[0][1]
    assert (order.account, order.faGroup, order.totalQuantity) == ("DF100", "All_Equal", 10)
    if advisor.serverVersion() >= 195:
        told = [(one.account, one.position, one.desiredAllocQty, one.positionAfter) for one in state.orderAllocations]
        assert told == [("DU1", 0, 4, 4), ("DU2", 0, 3, 3), ("DU3", 0, 3, 3)]


def test_a_preview_is_that_of_all_accounts(advisor: Asker) -> None:
    ((_, (_, _, _, state)),) = advisor.ask("placeOrder", 1, AAPL, order_for(300, whatIf=True))
    assert float(state.equityWithLoanBefore) == 2_500_000 and state.commissionAndFees == 3.0


def test_the_size_of_a_shared_order_is_changed(advisor: Asker) -> None:
    advisor.placeOrder(1, AAPL, order_for(30))
    fill(advisor, 15)
    assert advisor.codes("placeOrder", 1, AAPL, order_for(30, faMethod="X")) == [(1, 321)]
    advisor.placeOrder(1, AAPL, order_for(60))
    fill(advisor)
    assert held(advisor.gateway) == {"DU1": 20, "DU2": 20, "DU3": 20}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"faGroup": "None such"}, 321),
        ({"faMethod": "Guess"}, 321),
        ({"faMethod": "PctChange", "faPercentage": "a lot"}, 10012),
        ({"faGroup": ""}, 436),
        ({"faGroup": "", "account": "All"}, 436),
        ({"faGroup": "", "account": "DF100"}, 436),
        ({"faGroup": "", "account": "DU9"}, 321),
    ],
)
def test_what_cannot_be_shared(advisor: Asker, wrong: dict[str, str], code: int) -> None:
    assert advisor.codes("placeOrder", 1, AAPL, order_for(10, **wrong)) == [(1, code)]


def test_percentages_must_be_a_hundred(advisor: Asker) -> None:
    advisor.ask("replaceFA", 4, 1, group("Own", "Percent", DU1=50, DU2=40))
    assert advisor.codes("placeOrder", 1, AAPL, order_for(10, faGroup="Own")) == [(1, 10012)]


def test_one_account_of_several_is_traded_alone(advisor: Asker) -> None:
    advisor.placeOrder(1, AAPL, order_for(10, faGroup="", account="DU2"))
    fill(advisor)
    assert held(advisor.gateway) == {"DU2": 10}


def test_of_several_accounts_one_must_be_named(start: Start) -> None:
    bot = join(start(accounts=("DU1", "DU2")))
    assert bot.codes("placeOrder", 1, AAPL, order_for(1, faGroup="")) == [(1, 435)]
    assert bot.codes("placeOrder", 1, AAPL, order_for(1, faGroup="", account="All")) == [(1, 435)]
    assert bot.codes("placeOrder", 1, AAPL, order_for(1)) == [(1, 321)]
    calls = bot.ask("placeOrder", 1, AAPL, order_for(1, faGroup="", account="DU2"))
    assert calls[0][1][2].account == "DU2"
    assert bot.codes("placeOrder", 1, AAPL, order_for(1, faGroup="", account="DU1")) == [(1, 105)]
    bot.ask("cancelOrder", 1, OrderCancel())


def test_rests_of_weights_go_where_most_was_lost() -> None:
    weights = {"a": Decimal(1), "b": Decimal(1), "c": Decimal(3)}
    assert list(shared(Decimal(8), weights).values()) == [2, 1, 5]


def test_a_shared_order_that_its_oca_group_reduces_keeps_what_the_accounts_got(advisor: Asker) -> None:
    advisor.placeOrder(1, AAPL, order_for(60, ocaGroup="one", ocaType=3))
    advisor.placeOrder(2, AAPL, order_for(90, ocaGroup="one", ocaType=3))
    advisor.gateway.deliver()
    with advisor.gateway.control() as world:
        world.trading.fill(1, 2, 100.0, Decimal(5))
        world.trading.fill(1, 1, 100.0, Decimal(40))
        world.trading.fill(1, 2, 100.0)
    advisor.gateway.advance(0.3)
    with advisor.gateway.control() as world:
        world.check()
    assert sorted(held(advisor.gateway).values()) == [29, 30, 31]
