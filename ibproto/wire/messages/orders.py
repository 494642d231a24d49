"""Orders, executions and commissions."""

from __future__ import annotations

from ibproto.commission_and_fees_report import CommissionAndFeesReport
from ibproto.contract import ComboLeg, Contract, DeltaNeutralContract
from ibproto.execution import Execution, ExecutionFilter
from ibproto.order import Order, OrderComboLeg
from ibproto.order_cancel import OrderCancel
from ibproto.order_condition import (
    ExecutionCondition,
    MarginCondition,
    PercentChangeCondition,
    PriceCondition,
    TimeCondition,
    VolumeCondition,
)
from ibproto.order_state import OrderAllocation, OrderState
from ibproto.softdollartier import SoftDollarTier
from ibproto.wire.arrange import ids_of_completed_order, ids_of_open_order, join_leg_prices, split_leg_prices
from ibproto.wire.schema import Maybe, Message, Repeat, Switch, Tags, TagText, When, prefixed

from .shared import CONTRACT, CONTRACT_WITHOUT_PRIMARY, answer, request

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ibproto.wire.schema import Rows

PEG_BENCH = ("PEG BENCH", "PEGBENCH")
PEG_BEST = ("PEG BEST", "PEGBEST")
PEG_MID = ("PEG MID", "PEGMID")

CONDITIONS = Switch(
    "order.conditions",
    "condType",
    {
        1: (
            PriceCondition,
            "isConjunctionConnection:connector isMore:bool price:float conId:int exchange:str triggerMethod:int",
        ),
        3: (TimeCondition, "isConjunctionConnection:connector isMore:bool time:str"),
        4: (MarginCondition, "isConjunctionConnection:connector isMore:bool percent:percent"),
        5: (ExecutionCondition, "isConjunctionConnection:connector secType:str exchange:str symbol:str"),
        6: (VolumeCondition, "isConjunctionConnection:connector isMore:bool volume:int conId:int exchange:str"),
        7: (
            PercentChangeCondition,
            "isConjunctionConnection:connector isMore:bool changePercent:float conId:int exchange:str",
        ),
    },
    "@102",
)
CONDITION_FLAGS = When(
    "order.conditions", "set", "order.conditionsIgnoreRth:bool order.conditionsCancelOrder:bool", gate="@102"
)

DELTA_NEUTRAL_CONTRACT = Maybe(
    "contract.deltaNeutralContract", DeltaNeutralContract, "conId:int delta:float price:float", "!20"
)
PEGGED_TO_BENCHMARK = When(
    "order.orderType",
    "in",
    "order.referenceContractId:int order.isPeggedChangeAmountDecrease:bool order.peggedChangeAmount:float"
    " order.referenceChangeAmount:float order.referenceExchangeId:str",
    values=PEG_BENCH,
    gate="@102",
)
COMBO_LEGS = Repeat(
    "contract.comboLegs",
    ComboLeg,
    "conId:int ratio:int action:str exchange:str openClose:int shortSaleSlot:int designatedLocation:str exemptCode:int",
    "!29",
)
COMBO_PRICES = [
    Repeat("order.orderComboLegs", OrderComboLeg, "price:float?", "!29"),
    Tags("order.smartComboRoutingParams", "!26"),
]
SCALE_ADJUSTMENTS = When(
    "order.scalePriceIncrement",
    "positive",
    "order.scalePriceAdjustValue:float? order.scalePriceAdjustInterval:int? order.scaleProfitOffset:float?"
    " order.scaleAutoReset:bool order.scaleInitPosition:int? order.scaleInitFillQty:int? order.scaleRandomPercent:bool",
    gate="!28",
)
HEDGE = ["order.hedgeType:str!24", When("order.hedgeType", "set", "order.hedgeParam:str", gate="!24")]
ALGO = ["order.algoStrategy:str!21", When("order.algoStrategy", "set", Tags("order.algoParams"), gate="!21")]
PEG_OFFSETS = (
    "order.minTradeQty:int?@170 order.minCompeteSize:int?@170 order.competeAgainstBestOffset:float?@170"
    " order.midOffsetAtWhole:float?@170 order.midOffsetAtHalf:float?@170"
)

ANSWERED_CONTRACT = (
    "contract.symbol:str contract.secType:str contract.lastTradeDateOrContractMonth:str contract.strike:float"
    " contract.right:str contract.multiplier:str!32 contract.exchange:str contract.currency:str contract.localSymbol:str"
    " contract.tradingClass:str!32"
)

OPEN_ORDER: Rows = [
    "version:int@-144 order.orderId:int contract.conId:int",
    ANSWERED_CONTRACT,
    "order.action:str order.totalQuantity:decimal order.orderType:str order.lmtPrice:float!-28 order.lmtPrice:float?!29"
    " order.auxPrice:float!-29 order.auxPrice:float?!30 order.tif:str order.ocaGroup:str order.account:str"
    " order.openClose:str order.origin:int order.orderRef:str order.clientId:int order.permId:long"
    " order.outsideRth:bool order.hidden:bool order.discretionaryAmt:float order.goodAfterTime:str _ order.faGroup:str"
    " order.faMethod:str order.faPercentage:str _@-176 order.modelCode:str@103 order.goodTillDate:str"
    " order.rule80A:str order.percentOffset:float? order.settlingFirm:str order.shortSaleSlot:int"
    " order.designatedLocation:str order.exemptCode:int!23 order.auctionStrategy:int order.startingPrice:float?"
    " order.stockRefPrice:float? order.delta:float? order.stockRangeLower:float? order.stockRangeUpper:float?"
    " order.displaySize:int? order.blockOrder:bool order.sweepToFill:bool order.allOrNone:bool order.minQty:int?"
    " order.ocaType:int _ _ _ order.parentId:int order.triggerMethod:int order.volatility:float?"
    " order.volatilityType:int order.deltaNeutralOrderType:str order.deltaNeutralAuxPrice:float?",
    When(
        "order.deltaNeutralOrderType",
        "set",
        "order.deltaNeutralConId:int!27 order.deltaNeutralSettlingFirm:str!27 order.deltaNeutralClearingAccount:str!27"
        " order.deltaNeutralClearingIntent:str!27 order.deltaNeutralOpenClose:str!31 order.deltaNeutralShortSale:bool!31"
        " order.deltaNeutralShortSaleSlot:int!31 order.deltaNeutralDesignatedLocation:str!31",
    ),
    "order.continuousUpdate:bool order.referencePriceType:int order.trailStopPrice:float? order.trailingPercent:float?!30"
    " order.basisPoints:float? order.basisPointsType:int? contract.comboLegsDescrip:str",
    COMBO_LEGS,
    COMBO_PRICES,
    "order.notSuppScaleNumComponents:int?!-19 order.scaleInitLevelSize:int? order.scaleSubsLevelSize:int?!20 order.scalePriceIncrement:float?",
    SCALE_ADJUSTMENTS,
    HEDGE,
    "order.optOutSmartRouting:bool!25 order.clearingAccount:str order.clearingIntent:str order.notHeld:bool!22",
    DELTA_NEUTRAL_CONTRACT,
    ALGO,
    "order.solicited:bool!33 order.whatIf:bool orderState.status:str",
    "orderState.initMarginBefore:str@142 orderState.maintMarginBefore:str@142 orderState.equityWithLoanBefore:str@142"
    " orderState.initMarginChange:str@142 orderState.maintMarginChange:str@142 orderState.equityWithLoanChange:str@142"
    " orderState.initMarginAfter:str orderState.maintMarginAfter:str orderState.equityWithLoanAfter:str"
    " orderState.commissionAndFees:float? orderState.minCommissionAndFees:float? orderState.maxCommissionAndFees:float?"
    " orderState.commissionAndFeesCurrency:str orderState.marginCurrency:str@195"
    " orderState.initMarginBeforeOutsideRTH:float?@195 orderState.maintMarginBeforeOutsideRTH:float?@195"
    " orderState.equityWithLoanBeforeOutsideRTH:float?@195 orderState.initMarginChangeOutsideRTH:float?@195"
    " orderState.maintMarginChangeOutsideRTH:float?@195 orderState.equityWithLoanChangeOutsideRTH:float?@195"
    " orderState.initMarginAfterOutsideRTH:float?@195 orderState.maintMarginAfterOutsideRTH:float?@195"
    " orderState.equityWithLoanAfterOutsideRTH:float?@195 orderState.suggestedSize:decimal@195"
    " orderState.rejectReason:str@195",
    Repeat(
        "orderState.orderAllocations",
        OrderAllocation,
        "account:str position:decimal positionDesired:decimal positionAfter:decimal desiredAllocQty:decimal"
        " allowedAllocQty:decimal isMonetary:bool",
        "@195",
    ),
    "orderState.warningText:str order.randomizeSize:bool!34 order.randomizePrice:bool!34",
    PEGGED_TO_BENCHMARK,
    CONDITIONS,
    CONDITION_FLAGS,
    "order.adjustedOrderType:str@102 order.triggerPrice:float@102 order.trailStopPrice:float@102"
    " order.lmtPriceOffset:float@102 order.adjustedStopPrice:float@102 order.adjustedStopLimitPrice:float@102"
    " order.adjustedTrailingAmount:float@102 order.adjustableTrailingUnit:int@102",
    "order.softDollarTier.name:str@106 order.softDollarTier.val:str@106 order.softDollarTier.displayName:str@106"
    " order.cashQty:float@111 order.dontUseAutoPriceForHedge:bool@141 order.isOmsContainer:bool@145"
    " order.discretionaryUpToLimitPrice:bool@148 order.usePriceMgmtAlgo:bool@151 order.duration:int?@158"
    " order.postToAts:int?@160 order.autoCancelParent:bool@162",
    PEG_OFFSETS,
    "order.customerAccount:str@183 order.professionalCustomer:bool@184 order.bondAccruedInterest:str@185"
    " order.includeOvernight:bool@189 order.extOperator:str@193 order.manualOrderIndicator:int?@193"
    " order.submitter:str@198 order.imbalanceOnly:bool@199",
]

COMPLETED_ORDER: Rows = [
    "contract.conId:int",
    ANSWERED_CONTRACT,
    "order.action:str order.totalQuantity:decimal order.orderType:str order.lmtPrice:float? order.auxPrice:float?"
    " order.tif:str order.ocaGroup:str order.account:str order.openClose:str order.origin:int order.orderRef:str"
    " order.permId:long order.outsideRth:bool order.hidden:bool order.discretionaryAmt:float order.goodAfterTime:str"
    " order.faGroup:str order.faMethod:str order.faPercentage:str _@-176 order.modelCode:str@103 order.goodTillDate:str"
    " order.rule80A:str order.percentOffset:float? order.settlingFirm:str order.shortSaleSlot:int"
    " order.designatedLocation:str order.exemptCode:int order.startingPrice:float? order.stockRefPrice:float?"
    " order.delta:float? order.stockRangeLower:float? order.stockRangeUpper:float? order.displaySize:int?"
    " order.sweepToFill:bool order.allOrNone:bool order.minQty:int? order.ocaType:int order.triggerMethod:int"
    " order.volatility:float? order.volatilityType:int order.deltaNeutralOrderType:str order.deltaNeutralAuxPrice:float?",
    When(
        "order.deltaNeutralOrderType",
        "set",
        "order.deltaNeutralConId:int order.deltaNeutralShortSale:bool order.deltaNeutralShortSaleSlot:int"
        " order.deltaNeutralDesignatedLocation:str",
    ),
    "order.continuousUpdate:bool order.referencePriceType:int order.trailStopPrice:float? order.trailingPercent:float?"
    " contract.comboLegsDescrip:str",
    COMBO_LEGS,
    COMBO_PRICES,
    "order.scaleInitLevelSize:int? order.scaleSubsLevelSize:int? order.scalePriceIncrement:float?",
    SCALE_ADJUSTMENTS,
    HEDGE,
    "order.clearingAccount:str order.clearingIntent:str order.notHeld:bool",
    DELTA_NEUTRAL_CONTRACT,
    ALGO,
    "order.solicited:bool orderState.status:str order.randomizeSize:bool order.randomizePrice:bool",
    PEGGED_TO_BENCHMARK,
    CONDITIONS,
    CONDITION_FLAGS,
    "order.trailStopPrice:float order.lmtPriceOffset:float order.cashQty:float@111"
    " order.dontUseAutoPriceForHedge:bool@141 order.isOmsContainer:bool@145 order.autoCancelDate:str"
    " order.filledQuantity:decimal order.refFuturesConId:int order.autoCancelParent:bool order.shareholder:str"
    " order.imbalanceOnly:bool order.routeMarketableToBbo:bool order.parentPermId:long"
    " orderState.completedTime:str orderState.completedStatus:str",
    PEG_OFFSETS,
    "order.customerAccount:str@183 order.professionalCustomer:bool@184 order.submitter:str@198",
]

PLACE_ORDER: Rows = [
    "=45@-144 orderId:int",
    prefixed("contract", CONTRACT),
    "contract.secIdType:str contract.secId:str order.action:str order.totalQuantity:decimal order.orderType:str"
    " order.lmtPrice:float? order.auxPrice:float? order.tif:str order.ocaGroup:str order.account:str order.openClose:str"
    " order.origin:int order.orderRef:str order.transmit:bool order.parentId:int order.blockOrder:bool"
    " order.sweepToFill:bool order.displaySize:int order.triggerMethod:int order.outsideRth:bool order.hidden:bool",
    When("contract.secType", "in", [COMBO_LEGS, COMBO_PRICES], values=("BAG",)),
    "= order.discretionaryAmt:float order.goodAfterTime:str order.goodTillDate:str order.faGroup:str order.faMethod:str"
    " order.faPercentage:str =@-176 order.modelCode:str@103* order.shortSaleSlot:int order.designatedLocation:str"
    " order.exemptCode:int order.ocaType:int order.rule80A:str order.settlingFirm:str order.allOrNone:bool"
    " order.minQty:int? order.percentOffset:float? =0 =0 = order.auctionStrategy:int order.startingPrice:float?"
    " order.stockRefPrice:float? order.delta:float? order.stockRangeLower:float? order.stockRangeUpper:float?"
    " order.overridePercentageConstraints:bool order.volatility:float? order.volatilityType:int?"
    " order.deltaNeutralOrderType:str order.deltaNeutralAuxPrice:float?",
    When(
        "order.deltaNeutralOrderType",
        "set",
        "order.deltaNeutralConId:int order.deltaNeutralSettlingFirm:str order.deltaNeutralClearingAccount:str"
        " order.deltaNeutralClearingIntent:str order.deltaNeutralOpenClose:str order.deltaNeutralShortSale:bool"
        " order.deltaNeutralShortSaleSlot:int order.deltaNeutralDesignatedLocation:str",
    ),
    "order.continuousUpdate:bool order.referencePriceType:int? order.trailStopPrice:float? order.trailingPercent:float?"
    " order.scaleInitLevelSize:int? order.scaleSubsLevelSize:int? order.scalePriceIncrement:float?",
    SCALE_ADJUSTMENTS,
    "order.scaleTable:str order.activeStartTime:str order.activeStopTime:str",
    HEDGE,
    "order.optOutSmartRouting:bool order.clearingAccount:str order.clearingIntent:str order.notHeld:bool",
    DELTA_NEUTRAL_CONTRACT,
    ALGO,
    "order.algoId:str order.whatIf:bool",
    TagText("order.orderMiscOptions"),
    "order.solicited:bool order.randomizeSize:bool order.randomizePrice:bool",
    PEGGED_TO_BENCHMARK,
    CONDITIONS,
    CONDITION_FLAGS,
    "order.adjustedOrderType:str@102 order.triggerPrice:float@102 order.lmtPriceOffset:float@102"
    " order.adjustedStopPrice:float@102 order.adjustedStopLimitPrice:float@102 order.adjustedTrailingAmount:float@102"
    " order.adjustableTrailingUnit:int@102 order.extOperator:str@105* order.softDollarTier.name:str@106*"
    " order.softDollarTier.val:str@106* order.cashQty:float@111* order.mifid2DecisionMaker:str@138*"
    " order.mifid2DecisionAlgo:str@138* order.mifid2ExecutionTrader:str@139* order.mifid2ExecutionAlgo:str@139*"
    " order.dontUseAutoPriceForHedge:bool@141* order.isOmsContainer:bool@145*"
    " order.discretionaryUpToLimitPrice:bool@148 order.usePriceMgmtAlgo:bool?@151* order.duration:int@158*"
    " order.postToAts:int@160* order.autoCancelParent:bool@162* order.advancedErrorOverride:str@166*"
    " order.manualOrderTime:str@169*",
    When("contract.exchange", "in", "order.minTradeQty:int?@170*", values=("IBKRATS",)),
    When(
        "order.orderType",
        "in",
        [
            "order.minCompeteSize:int?@170* order.competeAgainstBestOffset:float?@170*",
            When(
                "order.competeAgainstBestOffset",
                "infinite",
                "order.midOffsetAtWhole:float?@170* order.midOffsetAtHalf:float?@170*",
            ),
        ],
        values=PEG_BEST,
    ),
    When("order.orderType", "in", "order.midOffsetAtWhole:float?@170 order.midOffsetAtHalf:float?@170", values=PEG_MID),
    "order.customerAccount:str@183* order.professionalCustomer:bool@184* =@187-189 =2147483647@187-189"
    " order.includeOvernight:bool@189* order.manualOrderIndicator:int@192* order.imbalanceOnly:bool@199*",
]

MESSAGES: list[Message] = [
    # ------------------------------------------------------------------------------------------- answers
    answer(
        3,
        "orderStatus",
        "=6@-130 orderId:int status:str filled:decimal remaining:decimal avgFillPrice:float permId:long parentId:int"
        " lastFillPrice:float clientId:int whyHeld:str mktCapPrice:float@131",
        defaults={"mktCapPrice": None},
        calls="orderStatus(orderId, status, filled, remaining, avgFillPrice, permId, parentId, lastFillPrice, clientId,"
        " whyHeld, mktCapPrice)",
        proto="OrderStatus",
        fields="orderId=UNSET_INTEGER avgFillPrice=UNSET_DOUBLE permId=UNSET_LONG parentId=UNSET_INTEGER"
        " lastFillPrice=UNSET_DOUBLE clientId=UNSET_INTEGER mktCapPrice=UNSET_DOUBLE",
    ),
    answer(
        5,
        "openOrder",
        OPEN_ORDER,
        params="orderId contract order orderState",
        own_until=144,
        objects={
            "contract": Contract,
            "order": Order,
            "order.softDollarTier": SoftDollarTier,
            "orderState": OrderState,
        },
        calls="openOrder(order.orderId, contract, order, orderState)",
        proto="OpenOrder",
        proto_calls="openOrder(orderId, contract, order, orderState)",
        fields="contract{PricedContract}",
        needs="contract order orderState",
        arranged=(ids_of_open_order, join_leg_prices),
    ),
    answer(
        11,
        "execDetails",
        [
            "version:int@-135 reqId:int!7 execution.orderId:int contract.conId:int contract.symbol:str"
            " contract.secType:str contract.lastTradeDateOrContractMonth:str contract.strike:float contract.right:str"
            " contract.multiplier:str!9 contract.exchange:str contract.currency:str contract.localSymbol:str"
            " contract.tradingClass:str!10 execution.execId:str execution.time:str execution.acctNumber:str"
            " execution.exchange:str execution.side:str execution.shares:decimal execution.price:float"
            " execution.permId:long execution.clientId:int execution.liquidation:int execution.cumQty:decimal!6"
            " execution.avgPrice:float!6 execution.orderRef:str!8 execution.evRule:str!9 execution.evMultiplier:float!9"
            " execution.modelCode:str@103 execution.lastLiquidity:int@136 execution.pendingPriceRevision:bool@178"
            " execution.submitter:str@198",
        ],
        params="reqId contract execution",
        own_until=135,
        defaults={"reqId": -1},
        objects={"contract": Contract, "execution": Execution},
        calls="execDetails(reqId, contract, execution)",
        proto="ExecutionDetails",
        raw="executionDetailsProtoBuf",
        needs="contract execution",
    ),
    answer(53, "openOrderEnd", "=1", calls="openOrderEnd()", proto="OpenOrdersEnd", raw="openOrdersEndProtoBuf"),
    answer(
        55,
        "execDetailsEnd",
        "=1 reqId:int",
        calls="execDetailsEnd(reqId)",
        proto="ExecutionDetailsEnd",
        raw="executionDetailsEndProtoBuf",
    ),
    answer(
        59,
        "commissionAndFeesReport",
        "=1 "
        + prefixed(
            "commissionAndFeesReport",
            "execId:str commissionAndFees:float currency:str realizedPNL:float yield_:float yieldRedemptionDate:int",
        ),
        objects={"commissionAndFeesReport": CommissionAndFeesReport},
        calls="commissionAndFeesReport(commissionAndFeesReport)",
        proto="CommissionAndFeesReport",
        fields="*->commissionAndFeesReport",
    ),
    answer(
        100,
        "orderBound",
        "permId:long clientId:int orderId:int",
        calls="orderBound(permId, clientId, orderId)",
        proto="OrderBound",
        fields="permId=UNSET_LONG clientId=UNSET_INTEGER orderId=UNSET_INTEGER",
    ),
    answer(
        101,
        "completedOrder",
        COMPLETED_ORDER,
        params="contract order orderState",
        objects={"contract": Contract, "order": Order, "orderState": OrderState},
        calls="completedOrder(contract, order, orderState)",
        proto="CompletedOrder",
        fields="contract{PricedContract}",
        needs="contract order orderState",
        arranged=(ids_of_completed_order, join_leg_prices),
    ),
    answer(102, "completedOrdersEnd", "", calls="completedOrdersEnd()", proto="CompletedOrdersEnd"),
    # ------------------------------------------------------------------------------------------- requests
    request(
        3,
        "placeOrder",
        "orderId contract order",
        PLACE_ORDER,
        objects={"contract": Contract, "order": Order, "order.softDollarTier": SoftDollarTier},
        send="FAIL_SEND_ORDER",
        proto="PlaceOrderRequest",
        proto_since=203,
        fields="contract{PricedContract} attachedOrders->order{AttachedOrders}",
        arranged=(split_leg_prices, join_leg_prices),
    ),
    request(
        4,
        "cancelOrder",
        "orderId orderCancel",
        "=1@-191 orderId:int orderCancel.manualOrderCancelTime:str@169* =@187-189 =@187-189 =2147483647@187-189"
        " orderCancel.extOperator:str@192* orderCancel.manualOrderIndicator:int@192*",
        objects={"orderCancel": OrderCancel},
        send="FAIL_SEND_CORDER",
        proto="CancelOrderRequest",
        proto_since=203,
        fields="orderCancel:optional",
    ),
    request(
        5,
        "reqOpenOrders",
        "",
        "=1",
        send="FAIL_SEND_OORDER",
        proto="OpenOrdersRequest",
        proto_since=204,
    ),
    request(
        7,
        "reqExecutions",
        "reqId execFilter",
        [
            "=3 reqId:int",
            prefixed(
                "execFilter",
                "clientId:int acctCode:str time:str symbol:str secType:str exchange:str side:str lastNDays:int@200*",
            ),
            Repeat("execFilter.specificDates", None, "_:int", "@200*"),
        ],
        objects={"execFilter": ExecutionFilter},
        send="FAIL_SEND_EXEC",
        proto="ExecutionRequest",
        proto_since=201,
        fields="executionFilter->execFilter",
    ),
    request(
        15,
        "reqAutoOpenOrders",
        "bAutoBind",
        "=1 bAutoBind:bool",
        send="FAIL_SEND_OORDER",
        proto="AutoOpenOrdersRequest",
        proto_since=204,
        fields="autoBind->bAutoBind",
    ),
    request(
        16,
        "reqAllOpenOrders",
        "",
        "=1",
        send="FAIL_SEND_OORDER",
        proto="AllOpenOrdersRequest",
        proto_since=204,
    ),
    request(
        21,
        "exerciseOptions",
        "reqId contract exerciseAction exerciseQuantity account override manualOrderTime customerAccount"
        " professionalCustomer",
        [
            "=2 reqId:int",
            prefixed("contract", CONTRACT_WITHOUT_PRIMARY),
            "exerciseAction:int exerciseQuantity:int account:str override:int manualOrderTime:str@180*"
            " customerAccount:str@183* professionalCustomer:bool@184*",
        ],
        objects={"contract": Contract},
        send="FAIL_SEND_REQMKT",
        proto="ExerciseOptionsRequest",
        proto_since=211,
        fields="orderId->reqId override:nonzero",
    ),
    request(
        58,
        "reqGlobalCancel",
        "orderCancel",
        "=1@-191 orderCancel.extOperator:str@192* orderCancel.manualOrderIndicator:int@192*",
        objects={"orderCancel": OrderCancel},
        send="FAIL_SEND_REQGLOBALCANCEL",
        proto="GlobalCancelRequest",
        proto_since=203,
        fields="orderCancel:optional",
    ),
    request(
        99,
        "reqCompletedOrders",
        "apiOnly",
        "apiOnly:bool",
        send="FAIL_SEND_REQCOMPLETEDORDERS",
        proto="CompletedOrdersRequest",
        proto_since=204,
    ),
]
