"""What is wrong with an order: the error that it is answered with instead of being accepted."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ibproto.const import UNSET_DECIMAL, UNSET_DOUBLE
from ibproto.gateway.market import Ladder
from ibproto.gateway.texts import INVALID
from ibproto.gateway.universe import Instrument
from ibproto.order import Order

from .kinds import KINDS
from .live import FILLED, LiveOrder
from .times import good_till

ACTIONS = ("BUY", "SELL", "SSHORT")
TIFS = ("", "DAY", "GTC", "IOC", "FOK", "GTD")
KNOWN = frozenset(
    ("MOC", "LOC", "MOO", "LOO", "REL", "MIDPRICE", "VOL")
    + ("MTL", "BOX TOP", "MKT PRT", "STP PRT", "PEG MKT", "PEG MID", "PEG BEST", "PEG BENCH", "PEG STK", "PEG PRIM")
    + ("SNAP MKT", "SNAP MID", "SNAP PRIM", "PASSV REL", "REL + MKT", "REL + LMT", "LMT + MKT")
)

Problem = tuple[int, str]  # error code and text

# what this gateway would have to ignore, with the value that says "not used": refused instead
UNUSED = {
    "conditions": [],
    "algoStrategy": "",
    "hedgeType": "",
    "goodAfterTime": "",
    "faGroup": "",
    "scalePriceIncrement": UNSET_DOUBLE,
    "adjustedOrderType": "",
    "allOrNone": False,
}


def problem_of(order: Order, ladder: Ladder, accounts: Sequence[str]) -> Problem | None:
    """The first problem of a new or changed order, None when it can be accepted."""
    if order.action not in ACTIONS:
        return 321, f"{INVALID}Invalid action {order.action!r}; use BUY or SELL"
    if order.orderType not in KINDS:
        if order.orderType in KNOWN:
            kinds = ", ".join(KINDS)
            text = f"Unsupported order type for this exchange and security type: {order.orderType}; use one of {kinds}"
            return 387, text
        return 321, f"{INVALID}Invalid order type was entered"
    for name, unused in UNUSED.items():
        if getattr(order, name) not in (unused, None):
            return 321, f"{INVALID}orders with {name} are not worked by this simulated gateway"
    if order.cashQty not in (0, UNSET_DOUBLE):
        return 321, f"{INVALID}orders with cashQty are not worked by this simulated gateway; use totalQuantity"
    if order.tif not in TIFS:
        return 321, f"{INVALID}Invalid time in force {order.tif!r}; use one of {', '.join(TIFS[1:])}"
    if order.tif == "GTD" and good_till(order.goodTillDate) is None:
        return 321, f"{INVALID}goodTillDate {order.goodTillDate!r} is no time; use YYYYMMDD HH:MM:SS with a zone"
    if order.whatIf and not order.transmit:
        return 413, "The what-if order must have the transmit flag set to TRUE."
    if order.account and order.account not in accounts:
        return 321, f"{INVALID}Invalid account code '{order.account}'."
    if not order.account and len(accounts) > 1:
        return 435, "You must specify an account."
    return _size_problem(order.totalQuantity) or _price_problem(order, ladder)


def _size_problem(quantity: Decimal) -> Problem | None:
    if quantity == UNSET_DECIMAL or not quantity.is_finite():
        return 321, f"{INVALID}the order has no size; set totalQuantity"
    if quantity == 0:
        return 434, "The order size cannot be zero"
    if quantity < 0:
        return 321, f"{INVALID}totalQuantity {quantity} is negative; the side is given by action"
    if quantity != quantity.to_integral_value():
        return 10243, "Fractional-sized order cannot be placed via API. Please use desktop version to place this order."
    return None


def _price_problem(order: Order, ladder: Ladder) -> Problem | None:
    kind = KINDS[order.orderType]
    for name in kind.needs:
        price = getattr(order, name)
        if price == UNSET_DOUBLE:
            return 321, f"{INVALID}an order of type {order.orderType} needs {name}"
        if price <= 0 and not ladder.signed or ladder.exact(price) is None:
            return 110, "The price does not conform to the minimum price variation for this contract."
    if kind.trigger != "trail":
        return None
    amounts = [value for value in (order.auxPrice, order.trailingPercent) if value not in (0, UNSET_DOUBLE)]
    if len(amounts) != 1 or not 0 < amounts[0] < float("inf"):
        return 321, f"{INVALID}a trailing order needs either auxPrice or trailingPercent"
    if kind.limited and order.lmtPrice == order.lmtPriceOffset == UNSET_DOUBLE:
        return 321, f"{INVALID}a trailing limit order needs lmtPriceOffset or lmtPrice"
    return None


def id_problem(order_id: int, last_id: int, known: LiveOrder | None) -> Problem | None:
    """What forbids an order with this id. last_id: the highest so far of the client. known: the order that has it."""
    if known is None:
        return (103, "Duplicate order id") if order_id <= last_id else None
    if known.status == FILLED:
        return 104, "Cannot modify a filled order."
    return (103, "Duplicate order id") if known.done else None


def change_problem(known: LiveOrder, instrument: Instrument, order: Order) -> Problem | None:
    """What forbids this change of an order."""
    old = known.shown
    if known.instrument is not instrument or old.action != order.action:
        return 105, "Order being modified does not match original order"
    if (known.parent.order_id if known.parent is not None else 0) != order.parentId:
        return 105, "Order being modified does not match original order"
    if old.orderType != order.orderType and order.orderType != "MKT":
        return 329, "Order modify failed. Cannot change to the new order type."
    if order.totalQuantity <= known.filled:
        return 321, f"{INVALID}{known.filled} are filled already; cancel the rest instead"
    return None
