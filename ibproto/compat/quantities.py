"""Sizes and quantities as int and float, for wrappers written before API 10.10 made them Decimal.

Such a wrapper multiplies them with prices, which Decimal refuses. Its overrides tell its age, and that nothing in it
speaks of Decimal.
"""

from __future__ import annotations

from decimal import Decimal
from types import CodeType, FunctionType

from ibproto.const import UNSET_DECIMAL, UNSET_DOUBLE, UNSET_INTEGER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

CALLBACKS = {
    "tickSize": "size:int",
    "orderStatus": "filled:float remaining:float",
    "updatePortfolio": "position:float",
    "updateMktDepth": "size:int",
    "updateMktDepthL2": "size:int",
    "realtimeBar": "volume:int wap:float",
    "position": "position:float",
    "positionMulti": "pos:float",
    "pnlSingle": "pos:int",
    "tickByTickAllLast": "size:int",
    "tickByTickBidAsk": "bidSize:int askSize:int",
    "historicalData": "bar.volume:int bar.wap:float",
    "historicalDataUpdate": "bar.volume:int bar.wap:float",
    "execDetails": "execution.shares:float execution.cumQty:float",
    "openOrder": "order.totalQuantity:float order.filledQuantity:float",
    "completedOrder": "order.totalQuantity:float order.filledQuantity:float",
    "histogramData": "items[].size:int",
    "historicalTicks": "ticks[].size:int",
    "historicalTicksBidAsk": "ticks[].sizeBid:int ticks[].sizeAsk:int",
    "historicalTicksLast": "ticks[].size:int",
}
"""Callback -> its quantities and the type that each had; `[]` goes through a list."""

WORDS = {"Decimal", "decimalMaxString", "UNSET_DECIMAL", "decimal"}
"""Names in a program that knows of Decimal."""


def is_before_decimal(until: str) -> bool:
    """Whether the last release with some form, such as "9.81", is older than Decimal."""
    return until.startswith("9.")


def mentions_decimal(cls: type) -> bool:
    """Whether a method of the program's classes speaks of Decimal, in its code or its annotations."""
    for base in cls.__mro__:
        if base.__module__.partition(".")[0] in ("ibproto", "builtins"):
            continue
        for member in vars(base).values():
            if isinstance(member, FunctionType) and (
                _speaks(member.__code__) or any(one in (Decimal, "Decimal") for one in member.__annotations__.values())
            ):
                return True
    return False


def _speaks(code: CodeType) -> bool:
    return not WORDS.isdisjoint(code.co_names) or any(_speaks(one) for one in code.co_consts if type(one) is CodeType)


def _number(value: Decimal) -> float:
    try:
        return float(value)
    except ValueError:  # a signaling NaN
        return float("nan")


def _int(value: Decimal) -> int | float:
    """Half a share stays half a share."""
    number = _number(value)
    if number.is_integer():
        return UNSET_INTEGER if value == UNSET_DECIMAL else int(value)
    return number


def _float(value: Decimal) -> float:
    number = _number(value)
    return UNSET_DOUBLE if number == float(UNSET_DECIMAL) else number


_MAKE: dict[str, Callable[[Decimal], float]] = {"int": _int, "float": _float}


def plain(name: str, params: Sequence[str], callback: Callable[..., Any]) -> Callable[..., Any]:
    """The callback, given quantities as int and float. Objects are changed: they are new with each message."""
    values: list[tuple[int, Callable[[Decimal], float]]] = []
    attributes: list[tuple[int, bool, str, Callable[[Decimal], float]]] = []
    for entry in CALLBACKS[name].split():
        path, _, kind = entry.partition(":")
        head, _, attribute = path.partition(".")
        index = params.index(head.removesuffix("[]"))
        if attribute:
            attributes.append((index, head.endswith("[]"), attribute, _MAKE[kind]))
        else:
            values.append((index, _MAKE[kind]))

    def call(*args: Any) -> Any:
        given = list(args)
        for index, make in values:
            given[index] = make(given[index])
        for index, many, attribute, make in attributes:
            for one in given[index] if many else (given[index],):
                value = getattr(one, attribute)
                if isinstance(value, Decimal):  # once, however often the object is delivered
                    setattr(one, attribute, make(value))
        return callback(*given)

    return call
