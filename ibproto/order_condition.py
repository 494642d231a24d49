"""Conditions under which an order is activated or cancelled (`order.conditions`)."""

from __future__ import annotations

from .const import UNSET_DOUBLE as UNSET_DOUBLE
from .enum_implem import Enum as Enum
from .object_implem import Object as Object
from .utils import decode as decode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeVar

    C = TypeVar("C", bound="OrderCondition")


def _fields(*fields: tuple[str, type]) -> tuple[tuple[str, type], ...]:
    """The text form of a condition after the connector: attributes and their types."""
    return fields


class OrderCondition(Object):
    """Base of the conditions.

    condType: OrderCondition.Price, Time, Margin, Execution, Volume or PercentChange.
    isConjunctionConnection: how it joins the next one: True "and", False "or".
    """

    Price = 1
    Time = 3
    Margin = 4
    Execution = 5
    Volume = 6
    PercentChange = 7

    condType: int | None = None
    isConjunctionConnection: bool = True

    _wire = _fields()

    def __init__(self, condType: int | None, *, isConjunctionConnection: bool = True) -> None:
        super().__init__(condType=condType, isConjunctionConnection=isConjunctionConnection)

    def type(self) -> int | None:
        """The number of the type: `condType`."""
        return self.condType

    def And(self: C) -> C:
        """Joins the next condition with "and"; returns this condition."""
        self.isConjunctionConnection = True
        return self

    def Or(self: C) -> C:
        """Joins the next condition with "or"; returns this condition."""
        self.isConjunctionConnection = False
        return self

    def decode(self, fields: Iterator[bytes | str]) -> None:
        """Takes the fields of the text form, from the one after the type on. A bad or missing field: BadMessage."""
        self.isConjunctionConnection = decode(str, fields) == "a"
        for name, kind in self._wire:
            setattr(self, name, decode(kind, fields))

    def make_fields(self) -> list[str]:
        """The text form, from after the type on: fields that end in NUL. An attribute left at None: ValueError."""
        from .comm import make_field

        fields = [make_field("a" if self.isConjunctionConnection else "o")]
        for name, _ in self._wire:
            value = getattr(self, name)
            if value is None:
                raise ValueError(f"{name} of {self!r} is not set: give it a value")
            fields.append(make_field(value))
        return fields


class ExecutionCondition(OrderCondition):
    """True when a contract was traded by the user.

    secType, exchange, symbol: of the contract; exchange "SMART" or "*" for any.
    """

    condType: int | None = OrderCondition.Execution
    secType: str | None = None
    exchange: str | None = None
    symbol: str | None = None

    _wire = _fields(("secType", str), ("exchange", str), ("symbol", str))

    def __init__(
        self,
        secType: str | None = None,
        exch: str | None = None,
        symbol: str | None = None,
        *,
        exchange: str | None = None,
        isConjunctionConnection: bool = True,
    ) -> None:
        super().__init__(OrderCondition.Execution, isConjunctionConnection=isConjunctionConnection)
        self.secType = secType
        self.exchange = exch if exchange is None else exchange
        self.symbol = symbol


class OperatorCondition(OrderCondition):
    """Base of the conditions that compare with a value.

    isMore: True when the condition is to be true from the value upwards, False downwards.
    """

    isMore: bool | None = None

    _wire = _fields(("isMore", bool))

    def __init__(
        self,
        condType: int | None = None,
        isMore: bool | None = None,
        *,
        isConjunctionConnection: bool = True,
    ) -> None:
        super().__init__(condType, isConjunctionConnection=isConjunctionConnection)
        self.isMore = isMore

    def valueToString(self) -> str:
        """The value that is compared with, as text; nothing for a condition that has none."""
        return str(getattr(self, self._wire[1][0])) if len(self._wire) > 1 else ""

    def setValueFromString(self, text: str) -> None:
        """Sets the value that is compared with from text; text that is no such value: BadMessage."""
        if len(self._wire) > 1:
            name, kind = self._wire[1]
            setattr(self, name, decode(kind, iter((text,))))


class MarginCondition(OperatorCondition):
    """True when the margin cushion of the account is beyond percent (a whole number on the protobuf wire)."""

    condType: int | None = OrderCondition.Margin
    percent: float | None = None

    _wire = _fields(("isMore", bool), ("percent", float))

    def __init__(
        self, isMore: bool | None = None, percent: float | None = None, *, isConjunctionConnection: bool = True
    ) -> None:
        super().__init__(OrderCondition.Margin, isMore, isConjunctionConnection=isConjunctionConnection)
        self.percent = percent


class ContractCondition(OperatorCondition):
    """Base of the conditions about a contract. conId: IB's number of it. exchange: where it is watched, or "SMART"."""

    conId: int | None = None
    exchange: str | None = None

    def __init__(
        self,
        condType: int | None = None,
        conId: int | None = None,
        exch: str | None = None,
        isMore: bool | None = None,
        *,
        exchange: str | None = None,
        isConjunctionConnection: bool = True,
    ) -> None:
        super().__init__(condType, isMore, isConjunctionConnection=isConjunctionConnection)
        self.conId = conId
        self.exchange = exch if exchange is None else exchange


class TimeCondition(OperatorCondition):
    """True after (isMore) or before a time: "YYYYMMDD HH:mm:ss zone", or "YYYYMMDD-HH:mm:ss" for UTC."""

    condType: int | None = OrderCondition.Time
    time: str | None = None

    _wire = _fields(("isMore", bool), ("time", str))

    def __init__(
        self, isMore: bool | None = None, time: str | None = None, *, isConjunctionConnection: bool = True
    ) -> None:
        super().__init__(OrderCondition.Time, isMore, isConjunctionConnection=isConjunctionConnection)
        self.time = time


class PriceCondition(ContractCondition):
    """True when a contract trades at a price or beyond.

    price: the price. triggerMethod: which price counts, a number of PriceCondition.TriggerMethodEnum.
    """

    TriggerMethodEnum = Enum(
        "Default", "DoubleBidAsk", "Last", "DoubleLast", "BidAsk", "N/A1", "N/A2", "LastBidAsk", "MidPoint"
    )

    condType: int | None = OrderCondition.Price
    price: float | None = None
    triggerMethod: int | None = None

    _wire = _fields(("isMore", bool), ("price", float), ("conId", int), ("exchange", str), ("triggerMethod", int))

    def __init__(
        self,
        triggerMethod: int | None = None,
        conId: int | None = None,
        exch: str | None = None,
        isMore: bool | None = None,
        price: float | None = None,
        *,
        exchange: str | None = None,
        isConjunctionConnection: bool = True,
    ) -> None:
        super().__init__(
            OrderCondition.Price,
            conId,
            exch,
            isMore,
            exchange=exchange,
            isConjunctionConnection=isConjunctionConnection,
        )
        self.price = price
        self.triggerMethod = triggerMethod


class PercentChangeCondition(ContractCondition):
    """True when the price of a contract has changed by changePercent (in percent) since the last close, or more."""

    condType: int | None = OrderCondition.PercentChange
    changePercent: float = UNSET_DOUBLE

    _wire = _fields(("isMore", bool), ("changePercent", float), ("conId", int), ("exchange", str))

    def __init__(
        self,
        conId: int | None = None,
        exch: str | None = None,
        isMore: bool | None = None,
        changePercent: float = UNSET_DOUBLE,
        *,
        exchange: str | None = None,
        isConjunctionConnection: bool = True,
    ) -> None:
        super().__init__(
            OrderCondition.PercentChange,
            conId,
            exch,
            isMore,
            exchange=exchange,
            isConjunctionConnection=isConjunctionConnection,
        )
        self.changePercent = changePercent


class VolumeCondition(ContractCondition):
    """True when the volume of a contract on this day has reached volume."""

    condType: int | None = OrderCondition.Volume
    volume: int | None = None

    _wire = _fields(("isMore", bool), ("volume", int), ("conId", int), ("exchange", str))

    def __init__(
        self,
        conId: int | None = None,
        exch: str | None = None,
        isMore: bool | None = None,
        volume: int | None = None,
        *,
        exchange: str | None = None,
        isConjunctionConnection: bool = True,
    ) -> None:
        super().__init__(
            OrderCondition.Volume,
            conId,
            exch,
            isMore,
            exchange=exchange,
            isConjunctionConnection=isConjunctionConnection,
        )
        self.volume = volume


def Create(condType: int) -> OrderCondition:
    """A new condition of a type: `Create(OrderCondition.Price)`. A number that is no type: ValueError."""
    for cls in (
        PriceCondition,
        TimeCondition,
        MarginCondition,
        ExecutionCondition,
        VolumeCondition,
        PercentChangeCondition,
    ):
        if cls._defaults["condType"] == condType:
            return cls()
    raise ValueError(f"{condType!r} is no type of condition: use a constant of OrderCondition, such as Price")
