"""The order types: what each of them waits for, at which price it works, and where it may be used.

A row of `KINDS` is all that the simulated gateway knows of a type; the words in it are explained here.

trigger, what an order waits for: "stop" and "trail" for a price that gets worse, "touch" for a better one (`triggers`).
auction, where it is filled instead of in continuous trading: "open" or "close" of the liquid hours (`auctions`).
price, the worst price at which it fills then (`prices`); a pegged one follows the quote:

- "market": any price.
- "limit": lmtPrice; of TRAIL LIMIT what lies lmtPriceOffset beyond the stop.
- "near": the quote of its own side (bid to buy, ask to sell), better for the market by auxPrice or percentOffset.
- "behind": the same, worse for the market by auxPrice.
- "far": the quote of the other side, less auxPrice.
- "middle": the middle of the quote, less auxPrice.
- "best": competeAgainstBestOffset before the best quote of its own side, or up to the middle less midOffsetAtWhole (if
  the middle is a whole step) or midOffsetAtHalf; behind a quote of less than minCompeteSize it does not compete.
- "benchmark": stockRefPrice and startingPrice are where it begins; for each referenceChangeAmount that the contract
  referenceContractId moves from there the price moves by peggedChangeAmount.
- "stock": startingPrice, and delta percent of what the underlying has moved from stockRefPrice; without a startingPrice
  the middle of the option, without a stockRefPrice what the underlying costs when it arrives. It does not fill while
  the underlying is outside stockRangeLower and stockRangeUpper.
- "volatility": what the option is worth at `volatility` percent, a day or a year (volatilityType 1, 2), on arrival;
  with continuousUpdate at any time. referencePriceType: which price of the underlying, 1 the middle, 2 bid or ask.
- "protected": up to 0.5 % beyond the quote that it meets.
- "first": any price for its first execution, and that price for the rest.

A limit price bounds the price of every type that may have one (`capped`), discretionaryAmt goes beyond it. Types that
are `resting` do not need the quote to come to them: they fill too when others trade at their price or a worse one, as
much as was traded; of what has no trades, one lot with each quote. `fixed` ones take their price once, on arrival.
"""

from __future__ import annotations

from typing import NamedTuple

from ibproto.const import UNSET_DOUBLE, UNSET_INTEGER
from ibproto.order import Order

DERIVATIVES = ("OPT", "FOP", "WAR", "IOPT")
FUTURES = ("FUT", "FOP", "CONTFUT")


class Kind(NamedTuple):
    """One order type; see the module. needs: prices that must be given. code: what the order types of the contract
    details have, when orders of this type may be placed for it. only: the security types that it is for, () for all."""

    price: str = "market"
    trigger: str = ""
    needs: tuple[str, ...] = ()
    code: str = "MKT"
    auction: str = ""
    capped: bool = False
    resting: bool = False
    fixed: bool = False
    only: tuple[str, ...] = ()

    @property
    def limited(self) -> bool:
        """Whether its limit price must be given."""
        return self.price == "limit"


LIMIT = ("lmtPrice",)
STOP = ("auxPrice",)

KINDS = {
    "MKT": Kind(),
    "LMT": Kind("limit", needs=LIMIT, code="LMT"),
    "STP": Kind("market", "stop", STOP, "STP"),
    "STP LMT": Kind("limit", "stop", ("auxPrice", "lmtPrice"), "STPLMT"),
    "STP PRT": Kind("protected", "stop", STOP, "STP", fixed=True, only=FUTURES),
    "MIT": Kind("market", "touch", STOP, "MIT"),
    "LIT": Kind("limit", "touch", ("auxPrice", "lmtPrice"), "LIT"),
    "TRAIL": Kind("market", "trail", (), "TRAIL"),
    "TRAIL LIMIT": Kind("limit", "trail", (), "TRAILLMT"),
    "TRAIL MIT": Kind("market", "trail touch", (), "TRAILMIT"),
    "TRAIL LIT": Kind("limit", "trail touch", (), "TRAILLIT"),
    "MOC": Kind("market", auction="close", code="MOC"),
    "LOC": Kind("limit", auction="close", needs=LIMIT, code="LOC"),
    "MOO": Kind("market", auction="open", code="OPG"),
    "LOO": Kind("limit", auction="open", needs=LIMIT, code="OPG"),
    "MTL": Kind("first", code="MTL"),
    "BOX TOP": Kind("first", code="MKT", only=DERIVATIVES),
    "MKT PRT": Kind("protected", code="MKT", fixed=True, only=FUTURES),
    "REL": Kind("near", code="REL", capped=True, resting=True),
    "PEG PRIM": Kind("near", code="REL", capped=True, resting=True),
    "PASSV REL": Kind("behind", code="REL", capped=True, resting=True),
    "PEG MKT": Kind("far", code="PEGMKT", capped=True, resting=True),
    "PEG MID": Kind("middle", code="PEGMID", capped=True, resting=True),
    "MIDPRICE": Kind("middle", code="MIDPX", capped=True, resting=True),
    "PEG BEST": Kind("best", code="IBKRATS", capped=True, resting=True),
    "PEG BENCH": Kind("benchmark", code="PEGBENCH", capped=True, resting=True),
    "PEG STK": Kind("stock", code="VOLAT", needs=("delta",), resting=True, only=DERIVATIVES),
    "VOL": Kind("volatility", code="VOLAT", needs=("volatility",), resting=True, only=DERIVATIVES),
    "SNAP MKT": Kind("far", code="SNAPMKT", capped=True, resting=True, fixed=True),
    "SNAP MID": Kind("middle", code="SNAPMID", capped=True, resting=True, fixed=True),
    "SNAP PRIM": Kind("near", code="SNAPREL", capped=True, resting=True, fixed=True),
    "REL + MKT": Kind("near", code="", resting=True, only=("BAG",)),
    "REL + LMT": Kind("near", code="", capped=True, resting=True, only=("BAG",)),
    "LMT + MKT": Kind("limit", needs=LIMIT, code="", only=("BAG",)),
}
SPELLED = {name.replace(" ", ""): name for name in KINDS}  # as some clients write them


def kind_of(order: Order) -> Kind:
    """The row of an order's type."""
    return KINDS[order.orderType]


def auction_of(order: Order) -> str:
    """The auction that fills an order, by its type or its time in force; "" for continuous trading."""
    return "open" if order.tif in ("OPG", "AUC") else kind_of(order).auction


def is_given(value: float | int | None) -> bool:
    """Whether a number of an order is set; 0 is not."""
    return value not in (None, 0, UNSET_DOUBLE, UNSET_INTEGER)


def shows_limit(order: Order) -> bool:
    """Whether the limit price belongs to the order."""
    kind = kind_of(order)
    return (kind.limited or kind.capped) and order.lmtPrice != UNSET_DOUBLE


def rests(order: Order) -> bool:
    """Whether an order that works waits in the book for others to trade with it."""
    return order.orderType == "LMT" or kind_of(order).resting


def sign(order: Order) -> int:
    """1 for an order that buys, -1 for one that sells."""
    return 1 if order.action == "BUY" else -1
