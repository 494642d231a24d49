"""Wrappers from before Decimal get sizes and quantities as int and float; all others get Decimal."""

from __future__ import annotations

from decimal import Decimal
from math import isnan
from typing import Any

import pytest

from ibproto.client import EClient
from ibproto.common import BarData, HistogramData, HistoricalTickBidAsk
from ibproto.compat.quantities import CALLBACKS
from ibproto.const import UNSET_DECIMAL, UNSET_DOUBLE
from ibproto.decoder import Decoder
from ibproto.execution import Execution
from ibproto.order import Order
from ibproto.wire.messages import ANSWER_BY_NAME
from ibproto.wrapper import EWrapper

from ..wire.recording import proto_frame, text_frame

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
BOTH = pytest.mark.parametrize("version", [176, 226])


class Old(EWrapper):
    """Of a time before Decimal, as its `error` shows."""

    def __init__(self) -> None:
        self.seen: list[Any] = []

    def error(self, reqId: int, errorCode: int, errorString: str) -> None:  # type: ignore[override]
        pass

    def tickSize(self, reqId: int, tickType: int, size: int) -> None:  # type: ignore[override]
        self.seen.append(size)

    def position(self, account: str, contract: Any, position: float, avgCost: float) -> None:  # type: ignore[override]
        self.seen.append(position * avgCost)

    def historicalData(self, reqId: int, bar: Any) -> None:
        self.seen.append(bar.volume)

    def execDetails(self, reqId: int, contract: Any, execution: Any) -> None:
        self.seen.append((execution.shares, execution.cumQty))

    def histogramData(self, reqId: int, items: Any) -> None:
        self.seen.extend(one.size for one in items)

    def historicalTicksBidAsk(self, reqId: int, ticks: Any, done: bool) -> None:
        self.seen.extend((one.sizeBid, one.sizeAsk) for one in ticks)

    def openOrder(self, orderId: int, contract: Any, order: Any, orderState: Any) -> None:
        self.seen.append((order.totalQuantity, order.filledQuantity))


class Between(Old):
    """Of a time when error had three values and sizes were Decimal already."""

    def tickSize(self, reqId: int, tickType: int, size: Decimal) -> None:
        self.seen.append(size * Decimal(2))


class Today(EWrapper):
    def __init__(self) -> None:
        self.seen: list[Any] = []

    def tickSize(self, reqId: int, tickType: int, size: Decimal) -> None:
        self.seen.append(size)


def call(wrapper: Any, name: str, *args: Any) -> Any:
    EClient(wrapper)._ibproto.call(name, *args)
    return wrapper.seen


def alike(found: object, wanted: object) -> bool:
    return repr(found) == repr(wanted)  # 2 is not 2.0 here


@BOTH
def test_a_size_is_a_plain_number_for_an_old_wrapper_only(version: int) -> None:
    message, values = ANSWER_BY_NAME["tickSize"], {"reqId": 1, "tickType": 0, "size": Decimal("200")}
    frame = text_frame(message, version, values) if version < 201 else proto_frame(message, values)
    found = []
    for wrapper in (Old(), Between(), Today()):
        Decoder(wrapper, version).handle(frame)
        found += wrapper.seen
    assert alike(found, [200, Decimal("400"), Decimal("200")])


def test_quantities_are_what_they_were() -> None:
    assert alike(call(Old(), "tickSize", 1, 0, Decimal("0.5")), [0.5])  # nothing is cut off
    assert alike(call(Old(), "position", "DU1", None, Decimal("10"), 1.5), [15.0])
    assert alike(call(Old(), "historicalData", 1, BarData(volume=Decimal("7"))), [7])
    execution = Execution(shares=Decimal("3"), cumQty=Decimal("4"))
    assert alike(call(Old(), "execDetails", 1, None, execution), [(3.0, 4.0)])
    assert alike(call(Old(), "histogramData", 1, [HistogramData(size=Decimal(5))]), [5])
    ticks = [HistoricalTickBidAsk(sizeBid=Decimal(1), sizeAsk=Decimal(2))]
    assert alike(call(Old(), "historicalTicksBidAsk", 1, ticks, True), [(1, 2)])


def test_a_quantity_that_is_not_set_is_the_number_that_stood_for_it() -> None:
    order = Order(totalQuantity=Decimal(1), filledQuantity=UNSET_DECIMAL)
    assert alike(call(Old(), "openOrder", 1, None, order, None), [(1.0, UNSET_DOUBLE)])


@pytest.mark.parametrize("text", ["NaN", "sNaN", "-sNaN1"])
def test_a_quantity_that_is_no_number_is_nan(text: str) -> None:
    (size,) = call(Old(), "tickSize", 1, 0, Decimal(text))
    (position,) = call(Old(), "position", "DU1", None, Decimal(text), 1.5)
    assert isnan(size) and isnan(position)


def test_the_table_names_parameters_that_there_are() -> None:
    for name, entries in CALLBACKS.items():
        params = EWrapper.__dict__[name].__wrapped__ if hasattr(EWrapper.__dict__[name], "__wrapped__") else None
        code = (params or EWrapper.__dict__[name]).__code__
        heads = {entry.partition(":")[0].partition(".")[0].removesuffix("[]") for entry in entries.split()}
        assert heads <= set(code.co_varnames[: code.co_argcount]), name


def test_the_reason_is_told_at_the_old_override() -> None:
    class App(Old):
        pass

    with pytest.warns(DeprecationWarning, match="App was written when quantities were int and float") as warned:
        call(App(), "tickSize", 1, 0, Decimal(1))
    assert warned[-1].lineno == Old.error.__code__.co_firstlineno
