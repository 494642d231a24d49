"""What the server says of an order: its status, margins and commissions."""

from __future__ import annotations

from .const import UNSET_DECIMAL as UNSET_DECIMAL
from .const import UNSET_DOUBLE as UNSET_DOUBLE
from .object_implem import Object as Object
from .utils import Decimal
from .utils import decimalMaxString as decimalMaxString
from .utils import floatMaxString as floatMaxString


class OrderAllocation(Object):
    """How much of an order goes to one account of a financial advisor.

    account: the account. position: its position now. positionDesired, positionAfter: wanted, and after the order.
    desiredAllocQty, allowedAllocQty: the quantity wanted for it and the one allowed. isMonetary: quantities are money.
    """

    account: str = ""
    position: Decimal = UNSET_DECIMAL
    positionDesired: Decimal = UNSET_DECIMAL
    positionAfter: Decimal = UNSET_DECIMAL
    desiredAllocQty: Decimal = UNSET_DECIMAL
    allowedAllocQty: Decimal = UNSET_DECIMAL
    isMonetary: bool = False


class OrderState(Object):
    """The state of an order, with `openOrder` and `completedOrder`; margins only for a what-if order.

    status: see `ibproto.order_status.OrderStatus`.
    initMargin..., maintMargin..., equityWithLoan...: Before, Change by the order, and After, as text; "" if not told.
    commissionAndFees, minCommissionAndFees, maxCommissionAndFees: expected costs, in commissionAndFeesCurrency.
    marginCurrency: the currency of the margins. ...OutsideRTH: the same margins outside regular hours, as numbers.
    suggestedSize: a size that the margin allows. rejectReason: why the order was rejected.
    orderAllocations: the allocation to accounts of an advisor, None if there is none.
    warningText: a warning about the order. completedTime, completedStatus: when and how a completed order ended.
    Numbers that are not told are UNSET_DOUBLE or UNSET_DECIMAL.
    """

    status: str = ""
    initMarginBefore: str = ""
    maintMarginBefore: str = ""
    equityWithLoanBefore: str = ""
    initMarginChange: str = ""
    maintMarginChange: str = ""
    equityWithLoanChange: str = ""
    initMarginAfter: str = ""
    maintMarginAfter: str = ""
    equityWithLoanAfter: str = ""
    commissionAndFees: float = UNSET_DOUBLE
    minCommissionAndFees: float = UNSET_DOUBLE
    maxCommissionAndFees: float = UNSET_DOUBLE
    commissionAndFeesCurrency: str = ""
    marginCurrency: str = ""
    initMarginBeforeOutsideRTH: float = UNSET_DOUBLE
    maintMarginBeforeOutsideRTH: float = UNSET_DOUBLE
    equityWithLoanBeforeOutsideRTH: float = UNSET_DOUBLE
    initMarginChangeOutsideRTH: float = UNSET_DOUBLE
    maintMarginChangeOutsideRTH: float = UNSET_DOUBLE
    equityWithLoanChangeOutsideRTH: float = UNSET_DOUBLE
    initMarginAfterOutsideRTH: float = UNSET_DOUBLE
    maintMarginAfterOutsideRTH: float = UNSET_DOUBLE
    equityWithLoanAfterOutsideRTH: float = UNSET_DOUBLE
    suggestedSize: Decimal = UNSET_DECIMAL
    rejectReason: str = ""
    orderAllocations: list[OrderAllocation] | None = None
    warningText: str = ""
    completedTime: str = ""
    completedStatus: str = ""
