"""What an execution cost."""

from __future__ import annotations

from .object_implem import Object as Object
from .utils import floatMaxString as floatMaxString
from .utils import intMaxString as intMaxString


class CommissionAndFeesReport(Object):
    """The cost of an execution, with `commissionAndFeesReport`.

    execId: of the execution. commissionAndFees: the cost, in currency. realizedPNL: profit or loss that the execution
    realized; UNSET_DOUBLE when it opened a position. yield_, yieldRedemptionDate (YYYYMMDD): of bonds.
    """

    execId: str = ""
    commissionAndFees: float = 0.0
    currency: str = ""
    realizedPNL: float = 0.0
    yield_: float = 0.0
    yieldRedemptionDate: int = 0
