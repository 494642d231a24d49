"""What the calls return, from the simulated gateway."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ibproto.common import BarData
from ibproto.contract import Contract
from ibproto.execution import ExecutionFilter
from ibproto.gateway import Behaviour
from ibproto.gateway.stepped import SteppedGateway
from ibproto.sync_wrapper import RequestError, TWSSyncWrapper
from tests.pipeline.scripted import until

from .tools import AAPL, App, Caller, order, started

STATUS = [
    "orderId",
    "status",
    "filled",
    "remaining",
    "avgFillPrice",
    "permId",
    "parentId",
    "lastFillPrice",
    "clientId",
    "whyHeld",
    "mktCapPrice",
]
FAST = pytest.mark.gateway(speed=50)


def test_connecting_tells_whether_the_session_is_ready(gateway: SteppedGateway) -> None:
    app = TWSSyncWrapper()
    assert app.connect_and_start(gateway.host, gateway.port, 7) is True
    assert app.api_thread.is_alive() and app.next_valid_id_value == 1
    app.disconnect_and_stop()
    assert not app.api_thread.is_alive()


def test_connecting_to_nobody_is_false() -> None:
    assert TWSSyncWrapper().connect_and_start("127.0.0.1", 1, 1) is False


def test_a_client_id_in_use_is_false_at_once(app: App, gateway: SteppedGateway) -> None:
    assert TWSSyncWrapper().connect_and_start(gateway.host, gateway.port, 1) is False


def test_connecting_again_after_a_disconnect(gateway: SteppedGateway) -> None:
    app = TWSSyncWrapper()
    for _ in range(2):
        assert app.connect_and_start(gateway.host, gateway.port, 1)
        assert app.get_current_time() == int(gateway.clock.start)
        app.disconnect_and_stop()


def test_times_and_ids(app: App, gateway: SteppedGateway) -> None:
    assert app.get_current_time() == int(gateway.clock.start) == app.current_time_value
    assert app.get_next_valid_id() == 1 == app.get_next_valid_id()


@pytest.mark.gateway(server_version=214)
def test_contract_details_do_not_pile_up(app: App) -> None:
    assert [[d.contract.symbol for d in app.get_contract_details(AAPL)] for _ in range(3)] == [["AAPL"]] * 3


def test_bonds_are_found_too(app: App) -> None:
    found = app.get_contract_details(Contract(secType="BOND", symbol="AAPL", exchange="SMART", currency="USD"))
    assert found and {details.contract.secType for details in found} == {"BOND"}


@FAST
def test_an_order_returns_its_first_status_and_can_be_cancelled(app: App) -> None:
    status = app.place_order_sync(AAPL, order())
    assert list(status) == STATUS
    assert status["orderId"] == 1 and status["status"] in ("PendingSubmit", "PreSubmitted", "Submitted")
    assert list(app.get_open_orders()) == [1]
    assert app.get_open_orders()[1]["order"].lmtPrice == 1.0
    assert app.cancel_order_sync(1)["status"] == "Cancelled"
    assert app.order_status[1]["status"] == "Cancelled"
    assert app.get_open_orders() == {}


@FAST
def test_a_filled_order_shows_in_executions_positions_and_portfolio(app: App) -> None:
    app.place_order_sync(AAPL, order(orderType="MKT", totalQuantity=Decimal(100)))
    until(lambda: app.order_status[1]["status"] == "Filled")
    executions = app.get_executions(ExecutionFilter())
    assert sum(row["execution"].shares for row in executions) == 100
    assert [list(row) for row in executions[:1]] == [["contract", "execution"]]
    ((account, rows),) = app.get_positions().items()
    assert account == "DU1234567" and [list(rows[0])] == [["contract", "position", "avgCost"]]
    assert rows[0]["position"] == 100
    (row,) = app.get_portfolio()
    assert list(row) == [
        "contract",
        "position",
        "marketPrice",
        "marketValue",
        "averageCost",
        "unrealizedPNL",
        "realizedPNL",
        "accountName",
    ]
    assert row["position"] == 100 and app.portfolio == [row]


def test_an_account_summary_is_keyed_by_account_and_tag(app: App) -> None:
    found = app.get_account_summary("NetLiquidation,BuyingPower")
    assert {account: sorted(tags) for account, tags in found.items()} == {
        "DU1234567": ["BuyingPower", "NetLiquidation"]
    }
    assert found["DU1234567"]["NetLiquidation"] == {"value": "1000000.00", "currency": "USD"}


def test_bars_come_in_order(app: App) -> None:
    bars = app.get_historical_data(AAPL, "20260113 16:00:00 US/Eastern", "1 D", "1 hour", "TRADES")
    assert len(bars) == 7 and all(isinstance(bar, BarData) for bar in bars)
    assert [bar.date for bar in bars] == sorted(bar.date for bar in bars)


@FAST
def test_a_snapshot_is_keyed_by_the_names_of_tick_types(app: App) -> None:
    found = app.get_market_data_snapshot(AAPL)
    assert isinstance(found["BID"], float) and isinstance(found["BID_SIZE"], Decimal)
    assert isinstance(found["LAST_TIMESTAMP"], str)


def test_without_snapshot_what_came_in_the_time_is_returned_and_the_data_ends(app: App) -> None:
    found = app.get_market_data_snapshot(AAPL, "233", snapshot=False, timeout=0.6)
    assert {"BID", "ASK"} <= set(found)
    (reqId,) = app.market_data
    app.cancelMktData(reqId)
    app.get_current_time()
    assert [row["errorCode"] for row in app.errors[reqId]] == [300]  # it was cancelled before


@pytest.mark.gateway(behaviour=Behaviour(market_data="delayed"), speed=50)
def test_the_notice_of_delayed_data_does_not_end_a_snapshot(app: App) -> None:
    app.reqMarketDataType(3)
    assert "DELAYED_LAST" in app.get_market_data_snapshot(AAPL)
    assert 10167 in [row["errorCode"] for rows in app.errors.values() for row in rows]


def test_a_what_if_order_returns_its_margins(app: App) -> None:
    found = app.place_order_sync(AAPL, order(whatIf=True))
    assert list(found) == [*STATUS, "contract", "order", "orderState"]
    assert float(found["orderState"].initMarginChange) > 0
    assert app.get_open_orders() == {}


def test_an_order_that_is_not_transmitted_returns_promptly_without_status(app: App) -> None:
    found = app.place_order_sync(AAPL, order(transmit=False), timeout=5)
    assert (found["orderId"], found["status"], found["remaining"]) == (1, "", 1)


def test_a_rejected_order_raises_the_reason(app: App) -> None:
    with pytest.raises(RequestError, match="110"):
        app.place_order_sync(AAPL, order(1.001))


def test_orders_of_several_threads_get_ids_of_their_own(app: App) -> None:
    callers = [Caller(lambda: app.place_order_sync(AAPL, order(transmit=False))) for _ in range(4)]
    assert sorted(caller.outcome()["orderId"] for caller in callers) == [1, 2, 3, 4]


def test_an_id_that_was_used_for_an_own_order_is_not_given_again(app: App) -> None:
    app.placeOrder(40, AAPL, order(transmit=False))
    assert app.place_order_sync(AAPL, order(transmit=False))["orderId"] == 41
    assert app.get_next_valid_id() == 42


def test_two_threads_that_ask_the_same_both_get_the_answer(app: App) -> None:
    callers = [Caller(app.get_next_valid_id) for _ in range(4)] + [Caller(app.get_positions) for _ in range(4)]
    assert [caller.outcome() for caller in callers] == [1, 1, 1, 1, {}, {}, {}, {}]


def test_results_are_copies(app: App) -> None:
    app.get_account_summary("NetLiquidation")["DU1234567"].clear()
    ((shown,),) = [app.account_summary.values()]
    assert list(shown["DU1234567"]) == ["NetLiquidation"]


def test_two_clients_do_not_disturb_each_other(app: App, gateway: SteppedGateway) -> None:
    with started(gateway, 2) as other:
        app.place_order_sync(AAPL, order(transmit=False))
        assert other.get_next_valid_id() == 1
