"""How callbacks are printed: one line each, numbers of ticks by their names, objects by what matters in them."""

from decimal import Decimal

from ibproto.commission_and_fees_report import CommissionAndFeesReport
from ibproto.common import BarData
from ibproto.const import UNSET_DECIMAL, UNSET_DOUBLE, UNSET_INTEGER
from ibproto.contract import Contract, ContractDetails
from ibproto.execution import Execution
from ibproto.order import Order
from ibproto.order_state import OrderState
from ibproto.ticktype import TickTypeEnum

WIDTH = 150
NOT_SET = (None, "", UNSET_INTEGER, UNSET_DOUBLE, UNSET_DECIMAL)
# of which object which attributes are shown
ATTRIBUTES = {
    Contract: "symbol secType lastTradeDateOrContractMonth strike right exchange currency localSymbol conId",
    ContractDetails: "contract longName minTick cusip coupon maturity fundName",
    Order: "action totalQuantity orderType lmtPrice auxPrice tif algoStrategy ocaGroup parentId faGroup",
    OrderState: "status initMarginChange commissionAndFees warningText completedStatus",
    Execution: "side shares price exchange acctNumber orderId",
    CommissionAndFeesReport: "commissionAndFees currency realizedPNL",
    BarData: "date open high low close volume",
}
# of which callback which arguments are shown, when not all
ARGUMENTS = {"orderStatus": ("orderId", "status", "filled", "remaining", "avgFillPrice", "whyHeld")}


def line(heard):
    """A callback in one line."""
    names = ARGUMENTS.get(heard.name, [name for name in vars(heard) if name != "name"])
    values = [(name, getattr(heard, name)) for name in names]
    if not heard.name.startswith("tickByTick"):  # where tickType is 1 for Last, 2 for AllLast
        values = [(name, TickTypeEnum.toStr(value) if name == "tickType" else value) for name, value in values]
    told = ", ".join(f"{name} {text(value)}" for name, value in values if is_set(value))
    return cut(f"{heard.name:<24} {told}").rstrip()


def text(value):
    """A value of any kind, not too long."""
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, (list, tuple, set)):
        some = [text(item) for item in list(value)[:3]]
        return f"{len(value)}: [{', '.join(some)}{', ...' if len(value) > 3 else ''}]"
    if isinstance(value, str) or hasattr(value, "SerializeToString"):
        return cut(" ".join(str(value).split()), 90)
    if not hasattr(value, "__dict__") or type(value).__module__ == "builtins":
        return str(value)
    return f"({' '.join(parts(value))})"


def parts(value):
    """What an object has: some attributes without their names, or all that are set."""
    wanted = ATTRIBUTES.get(type(value))
    names = wanted.split() if wanted else list(vars(value))
    found = [(name, getattr(value, name, None)) for name in names]
    return [text(one) if wanted else f"{name} {text(one)}" for name, one in found if is_set(one) and one != 0]


def is_set(value):
    try:
        return value is not False and value not in NOT_SET
    except Exception:  # something that cannot be compared is something
        return True


def cut(line, width=WIDTH):
    return line if len(line) <= width else line[: width - 4] + " ..."
