"""Which protobuf message fills which object, and where its fields are irregular.

A field goes to the attribute of its own name, with the rule of its type; only what differs is written here, in the
notation of proto_map.py. An absent field leaves the attribute at its class default unless ``=`` says otherwise.
"""

from __future__ import annotations

from ibproto.commission_and_fees_report import CommissionAndFeesReport
from ibproto.common import (
    BarData,
    DepthMktDataDescription,
    FamilyCode,
    HistogramData,
    HistoricalSession,
    HistoricalTick,
    HistoricalTickBidAsk,
    HistoricalTickLast,
    NewsProvider,
    PriceIncrement,
    SmartComponent,
    TickAttribBidAsk,
    TickAttribLast,
    WshEventData,
)
from ibproto.contract import ComboLeg, Contract, ContractDescription, ContractDetails, DeltaNeutralContract
from ibproto.execution import Execution, ExecutionFilter
from ibproto.ineligibility_reason import IneligibilityReason
from ibproto.order import Order
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
from ibproto.scanner import ScannerSubscription
from ibproto.softdollartier import SoftDollarTier

from .scanner import ScannerRow

TYPE_CHECKING = False  # importing typing costs milliseconds
if TYPE_CHECKING:
    from typing import Any

CONTRACT_FIELDS = "multiplier:short primaryExch->primaryExchange secIdType> secId> includeExpired> lastTradeDate<"

# name of the mapping -> protobuf message, class, irregular fields
OBJECTS: dict[str, tuple[str, type[Any], str]] = {
    "Contract": ("Contract", Contract, CONTRACT_FIELDS),
    "PricedContract": ("Contract", Contract, CONTRACT_FIELDS + " comboLegs{PricedLeg}"),
    "ComboLeg": ("ComboLeg", ComboLeg, "shortSalesSlot->shortSaleSlot perLegPrice-"),
    "PricedLeg": ("ComboLeg", ComboLeg, "shortSalesSlot->shortSaleSlot"),
    "DeltaNeutralContract": ("DeltaNeutralContract", DeltaNeutralContract, ""),
    "Order": (
        "Order",
        Order,
        "orderId=None< discretionaryAmt:unset_int hedgeParam?hedgeType hedgeMaxSize@223??hedgeType algoParams??algoStrategy"
        " smartComboRoutingParams=LIST usePriceMgmtAlgo:three routeMarketableToBbo:three@217"
        " seekPriceImprovement:three@217 whatIfType@217 deactivate@216 postOnly@216 allowPreOpen@216"
        " ignoreOpenAuction@216 conditionsIncludeOvernight@226 autoCancelDate< filledQuantity< refFuturesConId<"
        " shareholder< parentPermId< transmit> overridePercentageConstraints> scaleTable> algoId> orderMiscOptions>"
        " mifid2DecisionMaker> mifid2DecisionAlgo> mifid2ExecutionTrader> mifid2ExecutionAlgo> advancedErrorOverride>"
        " manualOrderTime>",
    ),
    "AttachedOrders": ("AttachedOrders", Order, "slOrderId@218 slOrderType@218 ptOrderId@218 ptOrderType@218"),
    "SoftDollarTier": ("SoftDollarTier", SoftDollarTier, "value->val"),
    "OrderState": (
        "OrderState",
        OrderState,
        "initMarginBefore:margin maintMarginBefore:margin equityWithLoanBefore:margin initMarginChange:margin"
        " maintMarginChange:margin equityWithLoanChange:margin initMarginAfter:margin maintMarginAfter:margin"
        " equityWithLoanAfter:margin",
    ),
    "OrderAllocation": ("OrderAllocation", OrderAllocation, ""),
    "OrderCancel": ("OrderCancel", OrderCancel, ""),
    "Execution": (
        "Execution",
        Execution,
        "isLiquidation->liquidation isPriceRevisionPending->pendingPriceRevision",
    ),
    "ExecutionFilter": ("ExecutionFilter", ExecutionFilter, ""),
    "CommissionAndFeesReport": ("CommissionAndFeesReport", CommissionAndFeesReport, "bondYield->yield_"),
    "ContractDetails": (
        "ContractDetails",
        ContractDetails,
        "fundMinimumSubsequentPurchase->fundSubsequentMinimumPurchase puttable->putable bondNotes->notes secIdList=LIST",
    ),
    "IneligibilityReason": ("IneligibilityReason", IneligibilityReason, "id->id_"),
    "ContractDescription": ("ContractDescription", ContractDescription, ""),
    "HistoricalDataBar": ("HistoricalDataBar", BarData, "WAP->wap:average"),
    "HistogramDataEntry": ("HistogramDataEntry", HistogramData, ""),
    "HistoricalTick": ("HistoricalTick", HistoricalTick, ""),
    "HistoricalTickBidAsk": ("HistoricalTickBidAsk", HistoricalTickBidAsk, ""),
    "HistoricalTickLast": ("HistoricalTickLast", HistoricalTickLast, ""),
    "TickAttribBidAsk": ("TickAttribBidAsk", TickAttribBidAsk, ""),
    "TickAttribLast": ("TickAttribLast", TickAttribLast, ""),
    "HistoricalSession": ("HistoricalSession", HistoricalSession, ""),
    "NewsProvider": ("NewsProvider", NewsProvider, "providerCode->code providerName->name"),
    "ScannerDataElement": ("ScannerDataElement", ScannerRow, "comboKey->legsStr"),
    "ScannerSubscription": (
        "ScannerSubscription",
        ScannerSubscription,
        "aboveVolume:unset_int averageOptionVolumeAbove:unset_int",
    ),
    "FamilyCode": ("FamilyCode", FamilyCode, "accountId->accountID familyCode->familyCodeStr"),
    "SmartComponent": ("SmartComponent", SmartComponent, "exchangeLetter=SPACE"),
    "PriceIncrement": ("PriceIncrement", PriceIncrement, ""),
    "DepthMarketDataDescription": ("DepthMarketDataDescription", DepthMktDataDescription, ""),
    "WshEventData": ("WshEventDataRequest", WshEventData, "reqId-"),
}

_ALWAYS = "type->condType:always isConjunctionConnection:always"

# type number -> class and the fields that it has
CONDITIONS: dict[int, tuple[type[Any], str]] = {
    1: (PriceCondition, f"{_ALWAYS} isMore:always conId exchange price triggerMethod"),
    3: (TimeCondition, f"{_ALWAYS} isMore:always time"),
    4: (MarginCondition, f"{_ALWAYS} isMore:always percent:unset_double"),
    5: (ExecutionCondition, f"{_ALWAYS} secType exchange symbol"),
    6: (VolumeCondition, f"{_ALWAYS} isMore:always conId exchange volume"),
    7: (PercentChangeCondition, f"{_ALWAYS} isMore:always conId exchange changePercent"),
}
