"""What is wrong with an order: the error that it is answered with instead of being accepted.

Nothing that would change how an order fills is ignored: it is worked, or refused by one of these checks.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import isfinite

from ibproto.const import UNSET_DECIMAL, UNSET_DOUBLE, UNSET_INTEGER
from ibproto.gateway.behaviour import Behaviour
from ibproto.gateway.market import Ladder, Market
from ibproto.gateway.texts import INVALID
from ibproto.gateway.universe import Instrument
from ibproto.order import Order

from . import algos, conditions, hedges, sizes, triggers
from .kinds import KINDS, SPELLED, Kind, auction_of, is_given, kind_of, rests
from .live import FILLED, LiveOrder
from .times import good_till

ACTIONS = ("BUY", "SELL", "SSHORT", "SLONG")
TIFS = ("", "DAY", "GTC", "IOC", "FOK", "GTD", "OPG", "AUC")
TIF_CODES = {"AUC": "OPG"}  # where the order types of a contract name it otherwise
TIMES = ("goodAfterTime", "activeStartTime", "activeStopTime")
STOPS = ("STP", "STP LMT", "TRAIL", "TRAIL LIMIT")

Problem = tuple[int, str]  # error code and text

# what is refused, with the values that say "not used"
UNUSED: dict[str, tuple[object, ...]] = {
    "deltaNeutralOrderType": ("", "None"),
    "slOrderId": (0, UNSET_INTEGER),
    "ptOrderId": (0, UNSET_INTEGER),
    "scalePriceAdjustValue": (0, UNSET_DOUBLE),
    "scaleProfitOffset": (0, UNSET_DOUBLE),
    "scaleAutoReset": (False,),
    "scaleInitPosition": (0, UNSET_INTEGER),
    "scaleInitFillQty": (0, UNSET_INTEGER),
    "scaleRandomPercent": (False,),
    "scaleTable": ("",),
    "randomizeSize": (False,),
    "randomizePrice": (False,),
    "imbalanceOnly": (False,),
    "allowPreOpen": (False,),
    "ignoreOpenAuction": (False,),
    "includeOvernight": (False,),
    "conditionsIncludeOvernight": (False,),
    "deactivate": (False,),
}
# what an instrument must allow for, by the codes of its order types: attribute, code
NEEDED = (
    ("conditions", "COND"),
    ("goodAfterTime", "GAT"),
    ("allOrNone", "AON"),
    ("displaySize", "ICE"),
    ("hidden", "HID"),
    ("discretionaryAmt", "DIS"),
    ("scalePriceIncrement", "SCALE"),
    ("adjustedOrderType", "ADJUST"),
)
NUMBERS = (
    *(
        "lmtPrice",
        "auxPrice",
        "trailStopPrice",
        "trailingPercent",
        "lmtPriceOffset",
        "percentOffset",
        "discretionaryAmt",
    ),
    *("startingPrice", "stockRefPrice", "delta", "stockRangeLower", "stockRangeUpper", "volatility", "triggerPrice"),
    *("adjustedStopPrice", "adjustedStopLimitPrice", "adjustedTrailingAmount", "scalePriceIncrement"),
    *("midOffsetAtWhole", "midOffsetAtHalf", "peggedChangeAmount", "referenceChangeAmount"),
)  # that must be finite
ALONE = ("allOrNone", "displaySize", "scalePriceIncrement", "algoStrategy")  # at most one of these


def problem_of(
    order: Order, instrument: Instrument, market: Market, accounts: Sequence[str], behaviour: Behaviour
) -> Problem | None:
    """The first problem of a new or changed order, None when it can be accepted."""
    if instrument.contract.secType in behaviour.not_permitted:
        return 460, "No trading permissions."
    if order.action not in ACTIONS:
        return 321, f"{INVALID}Invalid action {order.action!r}; use BUY or SELL"
    order.orderType = SPELLED.get(order.orderType, order.orderType)
    if order.orderType not in KINDS:
        return 321, f"{INVALID}Invalid order type was entered"
    for name, unused in UNUSED.items():
        if getattr(order, name) not in (*unused, None):
            return 321, f"{INVALID}orders with {name} are not worked by this simulated gateway"
    if order.whatIf and not order.transmit:
        return 413, "The what-if order must have the transmit flag set to TRUE."
    if order.account and order.account not in accounts:
        return 321, f"{INVALID}Invalid account code '{order.account}'."
    if not order.account and len(accounts) > 1:
        return 435, "You must specify an account."
    problem = _type_problem(order, instrument) or _time_problem(order) or _size_problem(order)
    ladder = market.ladder(instrument)
    problem = problem or _price_problem(order, ladder) or _parts_problem(order, ladder)
    if problem is None and order.conditions:
        problem = conditions.problem_of(market, order)
    if problem is None and order.algoStrategy:
        problem = algos.problem_of(order, instrument)
    if problem is None and order.hedgeType:
        problem = hedges.problem_of(order)
    return problem


def offered(instrument: Instrument) -> tuple[str, ...]:
    """The order types that may be used for an instrument."""
    return _offered(instrument.venue.order_types, instrument.contract.secType)


@cache
def _offered(order_types: str, sec_type: str) -> tuple[str, ...]:
    codes = order_types.split(",")
    return tuple(name for name, row in KINDS.items() if _is_for(row, sec_type, codes))


def _is_for(row: Kind, sec_type: str, codes: Sequence[str]) -> bool:
    return (not row.code or row.code in codes) and (not row.only or sec_type in row.only)


def _type_problem(order: Order, instrument: Instrument) -> Problem | None:
    types = offered(instrument)
    if order.orderType not in types:
        text = "Unsupported order type for this exchange and security type"
        return 387, f"{text}: {order.orderType}; use one of {', '.join(types)}"
    codes = instrument.venue.order_types.split(",")
    code = TIF_CODES.get(order.tif, order.tif)
    if code and code not in codes:
        return 321, f"{INVALID}the time in force {order.tif} is not supported for this contract"
    for name, code in NEEDED:
        if code not in codes and is_asked(order, name):
            return 321, f"{INVALID}{name} is not supported for this contract; its order types lack {code}"
    both = [name for name in ALONE if is_asked(order, name)]
    if len(both) > 1:
        return 321, f"{INVALID}{' and '.join(both)} do not go together; use one of them"
    return None


def is_asked(order: Order, name: str) -> bool:
    """Whether an attribute is set to something."""
    value = getattr(order, name)
    return is_given(value) if isinstance(value, (int, float)) else bool(value)


def _time_problem(order: Order) -> Problem | None:
    if order.tif not in TIFS:
        return 321, f"{INVALID}Invalid time in force {order.tif!r}; use one of {', '.join(TIFS[1:])}"
    if order.tif == "GTD" and good_till(order.goodTillDate) is None:
        return 321, f"{INVALID}goodTillDate {order.goodTillDate!r} is no time; use YYYYMMDD HH:MM:SS with a zone"
    for name in TIMES:
        if getattr(order, name) and good_till(getattr(order, name)) is None:
            return 321, f"{INVALID}{name} {getattr(order, name)!r} is no time; use YYYYMMDD HH:MM:SS with a zone"
    if kind_of(order).auction and order.tif not in ("", "DAY", *(["OPG"] if kind_of(order).auction == "open" else [])):
        return 113, f"The time in force of {order.orderType} orders must be DAY"
    known = {"OPG": ("MKT", "LMT", "MOO", "LOO"), "AUC": ("MKT", "LMT", "MTL")}.get(order.tif)
    if known and (order.orderType not in known or order.algoStrategy):
        return 111, f"The TIF ({order.tif}) and the order type are incompatible; it goes with {', '.join(known)}"
    if auction_of(order) and any(is_asked(order, name) for name in (*ALONE, "minQty")):
        return 321, f"{INVALID}an order for an auction fills whole: leave out {', '.join(ALONE)} and minQty"
    return None


def _size_problem(order: Order) -> Problem | None:
    quantity = order.totalQuantity
    if order.hedgeType and quantity in (0, UNSET_DECIMAL):
        return None  # it follows from the parent
    if quantity == UNSET_DECIMAL or not quantity.is_finite():
        return 321, f"{INVALID}the order has no size; set totalQuantity"
    if quantity == 0:
        return 434, "The order size cannot be zero"
    if quantity < 0:
        return 321, f"{INVALID}totalQuantity {quantity} is negative; the side is given by action"
    if is_given(order.minQty) and not 0 < order.minQty <= quantity:
        return 321, f"{INVALID}minQty {order.minQty} must lie between 1 and totalQuantity"
    return None


def _price_problem(order: Order, ladder: Ladder) -> Problem | None:
    kind = kind_of(order)
    for name in NUMBERS:
        if not isfinite(getattr(order, name)):
            code = 110 if name in kind.needs else 321
            return code, f"{INVALID}{name} is {getattr(order, name)}; it must be a number"
    bounded = kind.capped and is_given(order.lmtPrice)
    for name in (*kind.needs, *(["lmtPrice"] if bounded else [])):
        price = getattr(order, name)
        if price == UNSET_DOUBLE:
            return 321, f"{INVALID}an order of type {order.orderType} needs {name}"
        if name.endswith("Price") and (price <= 0 and not ladder.signed or ladder.exact(price) is None):
            return 110, "The price does not conform to the minimum price variation for this contract."
    if kind.price == "volatility" and not 0 < order.volatility < float("inf"):
        return 371, "VOL orders need a volatility above 0, in percent"
    if kind.price == "stock" and not 0 < order.delta <= 100:
        return 335, "The delta must lie between 0 and 100"
    if kind.price == "benchmark" and not (order.referenceContractId and is_given(order.referenceChangeAmount)):
        return 321, f"{INVALID}a PEG BENCH order needs referenceContractId and referenceChangeAmount"
    if order.triggerMethod not in triggers.METHODS:
        return 146, f"Invalid trigger method; use one of {', '.join(map(str, triggers.METHODS))}"
    if kind.resting and is_given(order.auxPrice) and not 0 < order.auxPrice < float("inf"):
        return 321, f"{INVALID}auxPrice is the offset of an order of type {order.orderType}; it must be 0 or more"
    return _trail_problem(order) if kind.trigger.startswith("trail") else None


def _trail_problem(order: Order) -> Problem | None:
    amounts = [value for value in (order.auxPrice, order.trailingPercent) if value not in (0, UNSET_DOUBLE)]
    if len(amounts) != 1 or not 0 < amounts[0] < float("inf"):
        return 321, f"{INVALID}a trailing order needs either auxPrice or trailingPercent"
    if kind_of(order).limited and order.lmtPrice == order.lmtPriceOffset == UNSET_DOUBLE:
        return 321, f"{INVALID}a trailing limit order needs lmtPriceOffset or lmtPrice"
    return None


def _parts_problem(order: Order, ladder: Ladder) -> Problem | None:
    """What is wrong with a scale, a discretionary amount or an adjusted stop."""
    kind = kind_of(order)
    if order.discretionaryAmt < 0:
        return 168, "The discretionary amount must be above 0"
    if order.postOnly and not (rests(order) and auction_of(order) == "" and order.tif not in ("IOC", "FOK")):
        return 321, f"{INVALID}postOnly is for orders that wait in the book; not for {order.orderType} {order.tif}"
    if is_given(order.discretionaryAmt) and not (kind.limited or kind.capped):
        return 325, f"Discretionary orders are not supported for the type {order.orderType}; use LMT"
    if sizes.is_scale(order):
        if order.orderType != "LMT" or ladder.exact(order.scalePriceIncrement) is None or order.scalePriceIncrement < 0:
            return 408, "Scale orders: LMT with a scalePriceIncrement above 0, in price steps"
        if not is_given(order.scaleInitLevelSize):
            return 419, "Scale orders: scaleInitLevelSize is missing"
        if not 0 < order.scaleInitLevelSize <= order.totalQuantity:
            return 417, "Scale orders: scaleInitLevelSize must lie between 1 and totalQuantity"
    if order.adjustedOrderType:
        if order.orderType not in STOPS or order.adjustedOrderType not in STOPS:
            return 321, f"{INVALID}stops are adjusted to stops; use {', '.join(STOPS)}"
        if not is_given(order.triggerPrice):
            return 361, "Invalid trigger price: set the price at which the order is adjusted"
        if not is_given(order.adjustedStopPrice):
            return 362, "Invalid adjusted stop price: set it"
        if "TRAIL" in order.adjustedOrderType and not is_given(order.adjustedTrailingAmount):
            return 364, "Invalid adjusted trailing amount: set it"
        if order.adjustedOrderType.endswith("LMT") and not is_given(order.adjustedStopLimitPrice):
            return 363, "Invalid adjusted stop limit price: set it"
    return None


def id_problem(order_id: int, last_id: int, known: LiveOrder | None) -> Problem | None:
    """What forbids an order with this id. last_id: the highest so far of the client. known: the order that has it."""
    if known is None:
        return (103, "Duplicate order id") if order_id <= last_id else None
    if known.status == FILLED:
        return 104, "Cannot modify a filled order."
    return (103, "Duplicate order id") if known.done else None


def change_problem(known: LiveOrder, instrument: Instrument, order: Order, behaviour: Behaviour) -> Problem | None:
    """What forbids this change of an order."""
    old = known.shown
    if known.instrument is not instrument or old.action != order.action:
        return 105, "Order being modified does not match original order"
    parent = known.parent
    if order.parentId != (parent.order_id if parent is not None else 0) and not (
        order.parentId == 0 and parent is not None and parent.done  # it has no parent any more that could be named
    ):
        return 105, "Order being modified does not match original order"
    if old.orderType != order.orderType and order.orderType != "MKT":
        return 329, "Order modify failed. Cannot change to the new order type."
    if not behaviour.early_change and known.transmitted and not known.arrived:
        return 2102, "Unable to modify this order as it is still being processed."
    if order.totalQuantity <= known.filled:
        return 321, f"{INVALID}{known.filled} are filled already; cancel the rest instead"
    return None
