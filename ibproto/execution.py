"""Executions, and which of them to ask for."""

from __future__ import annotations

from enum import Enum as Enum

from .const import UNSET_DECIMAL as UNSET_DECIMAL
from .const import UNSET_INTEGER as UNSET_INTEGER
from .object_implem import Object as Object
from .utils import Decimal
from .utils import decimalMaxString as decimalMaxString
from .utils import floatMaxString as floatMaxString
from .utils import getEnumTypeName as getEnumTypeName
from .utils import intMaxString as intMaxString
from .utils import longMaxString as longMaxString


class OptionExerciseType(Enum):
    """What happened to an option: (number on the wire, name)."""

    NoneItem = (-1, "None")
    Exercise = (1, "Exercise")
    Lapse = (2, "Lapse")
    DoNothing = (3, "DoNothing")
    Assigned = (100, "Assigned ")
    AutoexerciseClearing = (101, "AutoexerciseClearing")
    Expired = (102, "Expired")
    Netting = (103, "Netting")
    AutoexerciseTrading = (200, "AutoexerciseTrading")


class Execution(Object):
    """One execution (fill) of an order, with `execDetails`.

    execId: its identifier; a correction has the same one but for the part after the last dot.
    time: "20260105 15:27:04 US/Eastern". acctNumber: the account. exchange: where it traded.
    side: "BOT" or "SLD". shares: the quantity. price: the price, without commission.
    permId, clientId, orderId: of the order. liquidation: 1 if IB closed the position, else 0.
    cumQty, avgPrice: filled so far by the whole order, and at which average price. orderRef: the order's reference.
    evRule, evMultiplier: economic value rule and its multiplier. modelCode: the model, for advisors.
    lastLiquidity: 0 none, 1 added, 2 removed, 3 routed out. pendingPriceRevision: the price may still change.
    submitter: who submitted the order. optExerciseOrLapseType: what happened, when an option was exercised or lapsed.
    """

    execId: str = ""
    time: str = ""
    acctNumber: str = ""
    exchange: str = ""
    side: str = ""
    shares: Decimal = UNSET_DECIMAL
    price: float = 0.0
    permId: int = 0
    clientId: int = 0
    orderId: int = 0
    liquidation: int = 0
    cumQty: Decimal = UNSET_DECIMAL
    avgPrice: float = 0.0
    orderRef: str = ""
    evRule: str = ""
    evMultiplier: float = 0.0
    modelCode: str = ""
    lastLiquidity: int = 0
    pendingPriceRevision: bool = False
    submitter: str = ""
    optExerciseOrLapseType: OptionExerciseType = OptionExerciseType.NoneItem


class ExecutionFilter(Object):
    """Which executions `reqExecutions` asks for; what is left at its default does not filter.

    clientId: of this client (0 is no filter). acctCode: of this account. time: from then on, "YYYYMMDD-HH:mm:ss" UTC.
    symbol, secType, exchange: of such contracts. side: "BUY" or "SELL".
    lastNDays: of the last days. specificDates: of these days, as numbers YYYYMMDD; None for any.
    """

    clientId: int = 0
    acctCode: str = ""
    time: str = ""
    symbol: str = ""
    secType: str = ""
    exchange: str = ""
    side: str = ""
    lastNDays: int = UNSET_INTEGER
    specificDates: list[int] | None = None
