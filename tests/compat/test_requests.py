"""Requests in the forms of older releases send what those of today send."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from ibproto.client import EClient
from ibproto.common import WshEventData
from ibproto.contract import ComboLeg, Contract
from ibproto.execution import ExecutionFilter
from ibproto.order import Order
from ibproto.order_cancel import OrderCancel
from ibproto.pipeline.encoder import Encoder
from ibproto.scanner import ScannerSubscription
from ibproto.wrapper import EWrapper

BOTH = pytest.mark.parametrize("version", [176, 226])
APPLE = Contract(symbol="AAPL", secType="STK", exchange="SMART", currency="USD")
WARNED = pytest.mark.filterwarnings("ignore::DeprecationWarning")


class Wire:
    """Stands where the connection stands, and keeps what is sent."""

    socket = object()

    def __init__(self) -> None:
        self.frames: list[bytes] = []

    def isConnected(self) -> bool:
        return True

    def sendMsg(self, frame: bytes) -> int:
        self.frames.append(frame)
        return len(frame)


class Bot(EWrapper, EClient):
    """A client in a session with a server of some version."""

    def __init__(self, version: int) -> None:
        EClient.__init__(self, self)
        self.wire = Wire()
        self.conn, self.connState, self.serverVersion_ = self.wire, EClient.CONNECTED, version  # type: ignore[assignment]
        self.errors: list[tuple[int, int, str]] = []

    def error(self, reqId: int, errorTime: int, errorCode: int, errorString: str, json: str = "") -> None:  # type: ignore[override]
        self.errors.append((reqId, errorCode, errorString))


def sent(version: int, request: Callable[[Any], None]) -> bytes:
    bot = Bot(version)
    request(bot)
    assert not bot.errors
    return b"".join(bot.wire.frames)


def wanted(version: int, method: str, *args: Any) -> bytes:
    return Encoder(version).encode(method, args)


@BOTH
@pytest.mark.parametrize(
    ("request_", "method", "args"),
    [
        (lambda bot: bot.cancelOrder(5), "cancelOrder", (5, OrderCancel())),
        (lambda bot: bot.cancelOrder(orderId=5), "cancelOrder", (5, OrderCancel())),
        (lambda bot: bot.cancelOrder(5, ""), "cancelOrder", (5, OrderCancel())),
        (
            lambda bot: bot.cancelOrder(5, "20220303-13:00:00"),
            "cancelOrder",
            (5, OrderCancel(manualOrderCancelTime="20220303-13:00:00")),
        ),
        (
            lambda bot: bot.cancelOrder(orderId=5, manualCancelOrderTime=""),
            "cancelOrder",
            (5, OrderCancel()),
        ),
        (lambda bot: bot.cancelOrder(5, orderCancel=OrderCancel()), "cancelOrder", (5, OrderCancel())),
        (lambda bot: bot.reqGlobalCancel(), "reqGlobalCancel", (OrderCancel(),)),
        (lambda bot: bot.reqGlobalCancel(OrderCancel()), "reqGlobalCancel", (OrderCancel(),)),
        (
            lambda bot: bot.exerciseOptions(1, APPLE, 1, 1, "DU1", 0),
            "exerciseOptions",
            (1, APPLE, 1, 1, "DU1", 0, "", "", False),
        ),
        (lambda bot: bot.replaceFA(1, "<xml/>"), "replaceFA", (-1, 1, "<xml/>")),
        (lambda bot: bot.reqMktData(1, APPLE, "", False, []), "reqMktData", (1, APPLE, "", False, False, [])),
        (
            lambda bot: bot.reqMktData(
                tickerId=1,
                contract=APPLE,
                genericTickList="",
                snapshot=False,
                regulatorySnapshot=False,
                mktDataOptions=[],
            ),
            "reqMktData",
            (1, APPLE, "", False, False, []),
        ),
        (
            lambda bot: bot.reqHistoricalData(1, APPLE, "", "1 D", "1 min", "TRADES", 1, 1, []),
            "reqHistoricalData",
            (1, APPLE, "", "1 D", "1 min", "TRADES", 1, 1, False, []),
        ),
        (lambda bot: bot.reqMktDepth(1, APPLE, 5, []), "reqMktDepth", (1, APPLE, 5, False, [])),
        (lambda bot: bot.cancelMktDepth(1), "cancelMktDepth", (1, False)),
        (lambda bot: bot.reqTickByTickData(1, APPLE, "Last"), "reqTickByTickData", (1, APPLE, "Last", 0, False)),
        (
            lambda bot: bot.reqScannerSubscription(1, ScannerSubscription(), []),
            "reqScannerSubscription",
            (1, ScannerSubscription(), [], []),
        ),
        (
            lambda bot: bot.reqWshEventData(1, 8314),
            "reqWshEventData",
            (1, WshEventData(conId=8314)),
        ),
    ],
)
@WARNED
def test_an_old_form_sends_what_todays_sends(
    request_: Callable[[Any], None], method: str, args: tuple[Any, ...], version: int
) -> None:
    assert sent(version, request_) == wanted(version, method, *args)


def test_an_old_form_is_told_once_per_place(told: list[warnings.WarningMessage]) -> None:
    bot: Any = Bot(226)
    for _ in range(3):
        bot.cancelOrder(5)
    bot.cancelOrder(5)
    bot.cancelOrder(5, OrderCancel())
    line = test_an_old_form_is_told_once_per_place.__code__.co_firstlineno
    assert [(one.category, one.filename, one.lineno - line) for one in told] == [
        (DeprecationWarning, __file__, 3),
        (DeprecationWarning, __file__, 4),
    ]
    assert "call cancelOrder(orderId, OrderCancel())" in str(told[0].message)


@pytest.mark.parametrize(
    "call",
    [
        lambda bot: bot.cancelOrder(),
        lambda bot: bot.cancelOrder(1, 2, 3),
        lambda bot: bot.reqMktData(1, APPLE),
        lambda bot: bot.cancelOrder(orderid=1),
    ],
)
def test_what_fits_no_release_is_refused_by_python(call: Callable[[Any], None]) -> None:
    with pytest.raises(TypeError):
        call(Bot(226))


@WARNED
def test_a_method_of_the_program_may_call_the_old_form_by_super() -> None:
    class Own(Bot):
        def cancelOrder(self, orderId: int) -> None:  # type: ignore[override]
            super().cancelOrder(orderId)  # type: ignore[call-arg]

    bot = Own(226)
    bot.cancelOrder(5)
    assert bot.wire.frames == [wanted(226, "cancelOrder", 5, OrderCancel())]


def test_fundamental_data_is_answered_with_an_error_under_the_requests_id() -> None:
    bot: Any = Bot(226)
    with pytest.warns(DeprecationWarning, match="fundamental data"):
        bot.reqFundamentalData(8001, APPLE, "ReportsFinSummary", [])
        bot.cancelFundamentalData(8001)
    assert [(reqId, code) for reqId, code, _ in bot.errors] == [(8001, 532), (8001, 533)]
    assert "IB has taken fundamental data out of the API" in bot.errors[0][2]
    assert not bot.wire.frames


def test_connection_options_by_their_old_name() -> None:
    bot: Any = EClient(EWrapper())
    with pytest.warns(DeprecationWarning, match="setConnectOptions"):
        bot.setConnectionOptions("+PACEAPI")
    assert bot.connectOptions == "+PACEAPI"


# ---- values of another type ------------------------------------------------------------------------------------------


def contract(**values: Any) -> Contract:
    made = Contract(symbol="AAPL", secType="OPT", exchange="SMART", currency="USD")
    for name, value in values.items():
        setattr(made, name, value)
    return made


def order(**values: Any) -> Order:
    made = Order(action="BUY", totalQuantity=Decimal(1), orderType="LMT", lmtPrice=1.5)
    for name, value in values.items():
        setattr(made, name, value)
    return made


@pytest.mark.parametrize(
    ("odd", "plain"),
    [
        ({"lastTradeDateOrContractMonth": 202412}, {"lastTradeDateOrContractMonth": "202412"}),
        ({"multiplier": 100}, {"multiplier": "100"}),
        ({"strike": "150"}, {"strike": 150.0}),
        ({"strike": " 150.5 "}, {"strike": 150.5}),
        ({"strike": ""}, {}),
        ({"conId": "12345"}, {"conId": 12345}),
        ({"includeExpired": 1}, {"includeExpired": True}),
        ({"includeExpired": "True"}, {"includeExpired": True}),
        ({"comboLegs": None}, {}),
        (
            {"comboLegs": [ComboLeg(conId="5", ratio=1, action="BUY", exchange="SMART")]},  # type: ignore[arg-type]
            {"comboLegs": [ComboLeg(conId=5, ratio=1, action="BUY", exchange="SMART")]},
        ),
    ],
)
@WARNED
def test_a_contract_with_values_of_another_type(odd: dict[str, Any], plain: dict[str, Any]) -> None:
    given = contract(**odd)
    before = dict(vars(given))
    assert sent(226, lambda bot: bot.reqContractDetails(1, given)) == wanted(
        226, "reqContractDetails", 1, contract(**plain)
    )
    assert vars(given) == before
    assert sent(176, lambda bot: bot.reqContractDetails(1, given))


@pytest.mark.parametrize(
    ("odd", "plain"),
    [
        ({"lmtPrice": "150.5"}, {"lmtPrice": 150.5}),
        ({"lmtPrice": Decimal("150.5")}, {"lmtPrice": 150.5}),
        ({"auxPrice": ""}, {}),
        ({"totalQuantity": "100"}, {"totalQuantity": Decimal(100)}),
        ({"totalQuantity": 100}, {"totalQuantity": Decimal(100)}),
        ({"parentId": "5"}, {"parentId": 5}),
        ({"transmit": 0}, {"transmit": False}),
        ({"transmit": "False"}, {"transmit": False}),
        ({"orderRef": 17}, {"orderRef": "17"}),
        ({"goodTillDate": 20260101}, {"goodTillDate": "20260101"}),
        ({"conditions": None, "algoParams": None, "orderComboLegs": None}, {}),
    ],
)
@WARNED
def test_an_order_with_values_of_another_type(odd: dict[str, Any], plain: dict[str, Any]) -> None:
    assert sent(226, lambda bot: bot.placeOrder(1, APPLE, order(**odd))) == wanted(
        226, "placeOrder", 1, APPLE, order(**plain)
    )
    assert sent(176, lambda bot: bot.placeOrder(1, APPLE, order(**odd)))


@BOTH
@pytest.mark.parametrize(
    "call",
    [
        lambda bot: bot.reqHistoricalData("1", APPLE, "", "1 D", "1 min", "TRADES", True, "1", 0, None),
        lambda bot: bot.reqHistoricalData(1, APPLE, "", "1 D", "1 min", "TRADES", "1", 1, "0", []),
        lambda bot: bot.reqMktData(1, APPLE, "", 0, "0", None),
        lambda bot: bot.reqRealTimeBars(1, APPLE, "5", "TRADES", 1, None),
        lambda bot: bot.reqScannerSubscription(1, ScannerSubscription(), None, None),
        lambda bot: bot.reqMarketDataType("3"),
        lambda bot: bot.reqExecutions("1", ExecutionFilter()),
        lambda bot: bot.reqPnLSingle(1, "DU1", "", "12345"),
        lambda bot: bot.cancelOrder("5"),
    ],
)
@WARNED
def test_arguments_of_another_type_are_sent(call: Callable[[Any], None], version: int) -> None:
    assert sent(version, call)


@pytest.mark.parametrize(
    ("value", "method"),
    [("many", "lmtPrice"), (None, "lmtPrice"), (1.5, "minQty"), ("1_000", "minQty"), ("nan", "lmtPrice"), ([1], "tif")],
)
def test_a_value_whose_meaning_is_in_doubt_is_refused_as_ever(value: object, method: str) -> None:
    bot: Any = Bot(226)
    bot.placeOrder(7, APPLE, order(**{method: value}))
    assert [(reqId, code) for reqId, code, _ in bot.errors] == [(7, 512)]
    assert f"order.{method} = {value!r}" in bot.errors[0][2]


def test_what_is_taken_for_what_is_told(told: list[warnings.WarningMessage]) -> None:
    bot: Any = Bot(226)
    bot.placeOrder(7, APPLE, order(lmtPrice="150.5"))
    assert [str(one.message) for one in told] == [
        "placeOrder: order.lmtPrice = '150.5' is taken for 150.5: give a number"
    ]
    assert told[0].filename == __file__


def test_numbers_of_numpys_kind_will_do() -> None:
    class Scalar:
        """As numpy's numbers: `item()` gives the plain one."""

        def item(self) -> int:
            return 12345

    with pytest.warns(DeprecationWarning):
        assert sent(226, lambda bot: bot.reqContractDetails(1, contract(conId=Scalar()))) == wanted(
            226, "reqContractDetails", 1, contract(conId=12345)
        )
