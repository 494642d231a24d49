"""What goes with the cancellation of an order."""

from __future__ import annotations

from .const import UNSET_INTEGER as UNSET_INTEGER
from .object_implem import Object as Object
from .utils import intMaxString as intMaxString


class OrderCancel(Object):
    """Details of `cancelOrder` and `reqGlobalCancel`; the defaults suit all but manual orders under CME Rule 576.

    manualOrderCancelTime: when a person cancelled the order, "YYYYMMDD-HH:mm:ss" UTC.
    extOperator: who operates. manualOrderIndicator: 1 manual, 0 automated.
    """

    manualOrderCancelTime: str = ""
    extOperator: str = ""
    manualOrderIndicator: int = UNSET_INTEGER
