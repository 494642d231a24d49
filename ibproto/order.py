"""Orders."""

from __future__ import annotations

from .const import DOUBLE_INFINITY as DOUBLE_INFINITY
from .const import UNSET_DECIMAL as UNSET_DECIMAL
from .const import UNSET_DOUBLE as UNSET_DOUBLE
from .const import UNSET_INTEGER as UNSET_INTEGER
from .object_implem import Object as Object
from .object_implem import fresh
from .order_condition import OrderCondition
from .softdollartier import SoftDollarTier as SoftDollarTier
from .tag_value import TagValue
from .utils import Decimal
from .utils import decimalMaxString as decimalMaxString
from .utils import floatMaxString as floatMaxString
from .utils import intMaxString as intMaxString
from .utils import longMaxString as longMaxString

CUSTOMER = 0
"""`Order.origin`: of a customer."""
FIRM = 1
"""`Order.origin`: of a firm."""
UNKNOWN = 2
"""`Order.origin`: unknown."""

AUCTION_UNSET = 0
"""`Order.auctionStrategy`: none."""
AUCTION_MATCH = 1
"""`Order.auctionStrategy`: match."""
AUCTION_IMPROVEMENT = 2
"""`Order.auctionStrategy`: improvement."""
AUCTION_TRANSPARENT = 3
"""`Order.auctionStrategy`: transparent."""

COMPETE_AGAINST_BEST_OFFSET_UP_TO_MID = DOUBLE_INFINITY
"""`Order.competeAgainstBestOffset`: up to the midpoint."""


class OrderComboLeg(Object):
    """The price of one leg of a combination order, in the order of `contract.comboLegs`; UNSET_DOUBLE for none."""

    price: float = UNSET_DOUBLE


class Order(Object):
    """An order. What is left at its default is not set.

    A limit order: `Order(action="BUY", totalQuantity=Decimal(100), orderType="LMT", lmtPrice=9.5)`.

    The main things
    action: "BUY", "SELL"; institutions also "SSHORT", "SLONG". totalQuantity: how much. orderType: "MKT", "LMT",
    "STP", "STP LMT", "TRAIL", "TRAIL LIMIT", "MOC", "LOC", "MIT", "LIT", "REL", "PEG MID", "MIDPRICE", "VOL" ...
    lmtPrice: limit price. auxPrice: stop price of stop orders, amount of trailing and offset of relative ones.
    tif: "DAY", "GTC", "IOC", "GTD", "OPG", "FOK", "DTC". account: the account. cashQty: quantity as an amount of money.
    transmit: False keeps the order in TWS, until a child with True or the user sends it. whatIf: True asks for margin
    and commission only; whatIfType: which kind of question.

    Identity
    orderId, clientId: as given; permId: IB's own number, kept over sessions. parentId, parentPermId: of the parent of
    a child order. orderRef: a reference of your own. submitter: who submitted it. shareholder, customerAccount,
    professionalCustomer: for whom. modelCode: the model, for advisors.

    When, and under which conditions
    activeStartTime, activeStopTime: of GTC orders. goodAfterTime, goodTillDate: "YYYYMMDD HH:mm:ss zone".
    duration: seconds that it stays. autoCancelDate, autoCancelParent: automatic cancellation. outsideRth: also
    outside regular hours. includeOvernight: also overnight. allowPreOpen, ignoreOpenAuction: around the open.
    conditions: list of `OrderCondition`. conditionsCancelOrder: they cancel the order instead of activating it.
    conditionsIgnoreRth, conditionsIncludeOvernight: when they are looked at. triggerMethod: how stops are triggered:
    0 default, 1 double bid/ask, 2 last, 3 double last, 4 bid/ask, 7 last or bid/ask, 8 midpoint.
    deactivate: keeps the order, inactive. manualOrderTime: when a person entered it.

    How it is worked
    ocaGroup: orders of which one fill cancels the others; ocaType: 1 cancel with block, 2 reduce with block, 3 reduce.
    blockOrder, sweepToFill, hidden, allOrNone, notHeld, postOnly, solicited: as named. displaySize: shown size.
    minQty: smallest first fill. rule80A: Rule 80A code. discretionaryAmt: by how much the limit may be exceeded;
    discretionaryUpToLimitPrice: up to the limit. optOutSmartRouting, routeMarketableToBbo, seekPriceImprovement,
    usePriceMgmtAlgo: True, False, or None for the account's setting. overridePercentageConstraints: no check of
    precautionary limits. advancedErrorOverride: codes of rejections to override. postToAts: seconds in IB's ATS.
    minTradeQty, minCompeteSize, competeAgainstBestOffset, midOffsetAtWhole, midOffsetAtHalf: of "PEG BEST", "PEG MID".
    randomizeSize, randomizePrice: as named. imbalanceOnly: for closing auctions. openClose: "O" or "C", institutions.

    Trailing and adjustable stops
    trailStopPrice, trailingPercent (percent), percentOffset (0.01 is one percent), lmtPriceOffset. triggerPrice: where
    the order is adjusted to adjustedOrderType, adjustedStopPrice, adjustedStopLimitPrice, adjustedTrailingAmount;
    adjustableTrailingUnit: 0 amount, 1 percent.

    Brackets in one message
    slOrderId, slOrderType, ptOrderId, ptOrderType: the stop loss and the profit taker that come with the order.

    Options and volatility
    volatility (percent), volatilityType: 1 daily, 2 annual. continuousUpdate, referencePriceType: 1 midpoint, 2 best.
    startingPrice, stockRefPrice, delta, stockRangeLower, stockRangeUpper, auctionStrategy: of BOX orders.
    deltaNeutralOrderType, ...AuxPrice, ...ConId, ...SettlingFirm, ...ClearingAccount, ...ClearingIntent, ...OpenClose,
    ...ShortSale, ...ShortSaleSlot, ...DesignatedLocation: the hedging order. hedgeType: "D" delta, "B" beta, "F" FX,
    "P" pair; hedgeParam: beta or ratio; hedgeMaxSize; dontUseAutoPriceForHedge.

    Combinations
    orderComboLegs: prices of the legs. smartComboRoutingParams: tags such as "NonGuaranteed". basisPoints,
    basisPointsType: of EFP orders.

    Algorithms, scale orders, pegged to benchmark
    algoStrategy: "Adaptive", "Vwap", "Twap" ...; algoParams: its parameters; algoId.
    scaleInitLevelSize, scaleSubsLevelSize, scalePriceIncrement, scalePriceAdjustValue, scalePriceAdjustInterval,
    scaleProfitOffset, scaleAutoReset, scaleInitPosition, scaleInitFillQty, scaleRandomPercent, scaleTable: of scales.
    referenceContractId, referenceExchangeId, peggedChangeAmount, isPeggedChangeAmountDecrease, referenceChangeAmount:
    "PEG BENCH". refFuturesConId: future of an EFP or roll.

    Advisors, institutions, regulation
    faGroup, faMethod, faPercentage: allocation to accounts. softDollarTier: tier of a soft dollar agreement.
    origin: CUSTOMER or FIRM. shortSaleSlot: 1 clearing broker, 2 elsewhere; designatedLocation, exemptCode (-1 none).
    settlingFirm, clearingAccount, clearingIntent ("IB", "Away", "PTA"): clearing. isOmsContainer: of an order system.
    extOperator, manualOrderIndicator: CME Rule 576. mifid2DecisionMaker, mifid2DecisionAlgo, mifid2ExecutionTrader,
    mifid2ExecutionAlgo: MiFID II. bondAccruedInterest: as text. orderMiscOptions: further options.
    filledQuantity: what was filled, in completed orders.
    """

    softDollarTier: SoftDollarTier = fresh(factory=SoftDollarTier)
    orderId: int = 0
    clientId: int = 0
    permId: int = 0
    action: str = ""
    totalQuantity: Decimal = UNSET_DECIMAL
    orderType: str = ""
    lmtPrice: float = UNSET_DOUBLE
    auxPrice: float = UNSET_DOUBLE
    tif: str = ""
    activeStartTime: str = ""
    activeStopTime: str = ""
    ocaGroup: str = ""
    ocaType: int = 0
    orderRef: str = ""
    transmit: bool = True
    parentId: int = 0
    blockOrder: bool = False
    sweepToFill: bool = False
    displaySize: int = 0
    triggerMethod: int = 0
    outsideRth: bool = False
    hidden: bool = False
    goodAfterTime: str = ""
    goodTillDate: str = ""
    rule80A: str = ""
    allOrNone: bool = False
    minQty: int = UNSET_INTEGER
    percentOffset: float = UNSET_DOUBLE
    overridePercentageConstraints: bool = False
    trailStopPrice: float = UNSET_DOUBLE
    trailingPercent: float = UNSET_DOUBLE
    faGroup: str = ""
    faMethod: str = ""
    faPercentage: str = ""
    designatedLocation: str = ""
    openClose: str = ""
    origin: int = 0
    shortSaleSlot: int = 0
    exemptCode: int = -1
    discretionaryAmt: float = 0
    optOutSmartRouting: bool = False
    auctionStrategy: int = 0
    startingPrice: float = UNSET_DOUBLE
    stockRefPrice: float = UNSET_DOUBLE
    delta: float = UNSET_DOUBLE
    stockRangeLower: float = UNSET_DOUBLE
    stockRangeUpper: float = UNSET_DOUBLE
    randomizePrice: bool = False
    randomizeSize: bool = False
    volatility: float = UNSET_DOUBLE
    volatilityType: int = UNSET_INTEGER
    deltaNeutralOrderType: str = ""
    deltaNeutralAuxPrice: float = UNSET_DOUBLE
    deltaNeutralConId: int = 0
    deltaNeutralSettlingFirm: str = ""
    deltaNeutralClearingAccount: str = ""
    deltaNeutralClearingIntent: str = ""
    deltaNeutralOpenClose: str = ""
    deltaNeutralShortSale: bool = False
    deltaNeutralShortSaleSlot: int = 0
    deltaNeutralDesignatedLocation: str = ""
    continuousUpdate: bool = False
    referencePriceType: int = UNSET_INTEGER
    basisPoints: float = UNSET_DOUBLE
    basisPointsType: int = UNSET_INTEGER
    scaleInitLevelSize: int = UNSET_INTEGER
    scaleSubsLevelSize: int = UNSET_INTEGER
    scalePriceIncrement: float = UNSET_DOUBLE
    scalePriceAdjustValue: float = UNSET_DOUBLE
    scalePriceAdjustInterval: int = UNSET_INTEGER
    scaleProfitOffset: float = UNSET_DOUBLE
    scaleAutoReset: bool = False
    scaleInitPosition: int = UNSET_INTEGER
    scaleInitFillQty: int = UNSET_INTEGER
    scaleRandomPercent: bool = False
    scaleTable: str = ""
    hedgeType: str = ""
    hedgeParam: str = ""
    hedgeMaxSize: int = UNSET_INTEGER
    account: str = ""
    settlingFirm: str = ""
    clearingAccount: str = ""
    clearingIntent: str = ""
    algoStrategy: str = ""
    algoParams: list[TagValue] | None = None
    smartComboRoutingParams: list[TagValue] | None = None
    algoId: str = ""
    whatIf: bool = False
    notHeld: bool = False
    solicited: bool = False
    modelCode: str = ""
    orderComboLegs: list[OrderComboLeg] | None = None
    orderMiscOptions: list[TagValue] | None = None
    referenceContractId: int = 0
    peggedChangeAmount: float = 0.0
    isPeggedChangeAmountDecrease: bool = False
    referenceChangeAmount: float = 0.0
    referenceExchangeId: str = ""
    adjustedOrderType: str = ""
    triggerPrice: float = UNSET_DOUBLE
    adjustedStopPrice: float = UNSET_DOUBLE
    adjustedStopLimitPrice: float = UNSET_DOUBLE
    adjustedTrailingAmount: float = UNSET_DOUBLE
    adjustableTrailingUnit: int = 0
    lmtPriceOffset: float = UNSET_DOUBLE
    conditions: list[OrderCondition] = fresh(factory=list)
    conditionsCancelOrder: bool = False
    conditionsIgnoreRth: bool = False
    conditionsIncludeOvernight: bool = False
    extOperator: str = ""
    cashQty: float = UNSET_DOUBLE
    mifid2DecisionMaker: str = ""
    mifid2DecisionAlgo: str = ""
    mifid2ExecutionTrader: str = ""
    mifid2ExecutionAlgo: str = ""
    dontUseAutoPriceForHedge: bool = False
    isOmsContainer: bool = False
    discretionaryUpToLimitPrice: bool = False
    autoCancelDate: str = ""
    filledQuantity: Decimal = UNSET_DECIMAL
    refFuturesConId: int = 0
    autoCancelParent: bool = False
    shareholder: str = ""
    imbalanceOnly: bool = False
    routeMarketableToBbo: bool | None = None
    parentPermId: int = 0
    usePriceMgmtAlgo: bool | None = None
    duration: int = UNSET_INTEGER
    postToAts: int = UNSET_INTEGER
    advancedErrorOverride: str = ""
    manualOrderTime: str = ""
    minTradeQty: int = UNSET_INTEGER
    minCompeteSize: int = UNSET_INTEGER
    competeAgainstBestOffset: float = UNSET_DOUBLE
    midOffsetAtWhole: float = UNSET_DOUBLE
    midOffsetAtHalf: float = UNSET_DOUBLE
    customerAccount: str = ""
    professionalCustomer: bool = False
    bondAccruedInterest: str = ""
    includeOvernight: bool = False
    manualOrderIndicator: int = UNSET_INTEGER
    submitter: str = ""
    postOnly: bool = False
    allowPreOpen: bool = False
    ignoreOpenAuction: bool = False
    deactivate: bool = False
    seekPriceImprovement: bool | None = None
    whatIfType: int = UNSET_INTEGER
    slOrderId: int = UNSET_INTEGER
    slOrderType: str = ""
    ptOrderId: int = UNSET_INTEGER
    ptOrderType: str = ""
