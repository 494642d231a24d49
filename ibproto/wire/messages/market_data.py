"""Quotes, computed values, depth and tick-by-tick data."""

from __future__ import annotations

from ibproto.common import DepthMktDataDescription, SmartComponent, TickAttrib, TickAttribBidAsk, TickAttribLast
from ibproto.contract import Contract, DeltaNeutralContract
from ibproto.wire.arrange import last_of_each_bit, unchanged
from ibproto.wire.schema import Flags, Maybe, Message, Repeat, TagText, When, prefixed

from .shared import CONTRACT, CONTRACT_WITHOUT_PRIMARY, LEGS_OF_BAG, answer, request

# a price tick is followed by the size tick of the same side
SIZE_OF = {1: 0, 2: 3, 4: 5, 66: 69, 67: 70, 68: 71}

TICK_ATTRIB = "canAutoExecute pastLimit preOpen"
TICK_ATTRIB_LAST = "pastLimit unreported"
TICK_ATTRIB_BID_ASK = "bidPastLow askPastHigh"

MESSAGES: list[Message] = [
    # ------------------------------------------------------------------------------------------- answers
    answer(
        1,
        "tickPrice",
        [
            "=6 reqId:int tickType:int price:price size:decimal",
            Flags("attrib", TickAttrib, TICK_ATTRIB, "@-108", exact=True),
            Flags("attrib", TickAttrib, "canAutoExecute pastLimit", "@109-131"),
            Flags("attrib", TickAttrib, TICK_ATTRIB, "@132"),
        ],
        calls="tickPrice(reqId, tickType, price, attrib)"
        " | tickSize(reqId, SIZE_OF[tickType], size) when tickType in SIZE_OF",
        proto="TickPrice",
        fields="tickType=UNSET_INTEGER price=UNSET_DOUBLE attrMask->attrib:flags",
    ),
    answer(
        2,
        "tickSize",
        "=6 reqId:int tickType:int size:decimal",
        calls="tickSize(reqId, tickType, size) when tickType != NOT_SET",
        proto="TickSize",
        fields="tickType=UNSET_INTEGER",
    ),
    answer(
        12,
        "updateMktDepth",
        "=1 reqId:int position:int operation:int side:int price:price size:decimal",
        calls="updateMktDepth(reqId, position, operation, side, price, size)",
        proto="MarketDepth",
        raw="updateMarketDepthProtoBuf",
        fields="marketDepthData{position=UNSET_INTEGER operation=UNSET_INTEGER side=UNSET_INTEGER price=UNSET_DOUBLE"
        " marketMaker- isSmartDepth-}",
        needs="marketDepthData",
    ),
    answer(
        13,
        "updateMktDepthL2",
        "=1 reqId:int position:int marketMaker:str operation:int side:int price:price size:decimal isSmartDepth:bool@146",
        calls="updateMktDepthL2(reqId, position, marketMaker, operation, side, price, size, isSmartDepth)",
        proto="MarketDepthL2",
        raw="updateMarketDepthL2ProtoBuf",
        fields="marketDepthData{operation=UNSET_INTEGER side=UNSET_INTEGER price=UNSET_DOUBLE}",
        needs="marketDepthData",
    ),
    answer(
        21,
        "tickOptionComputation",
        [
            "version:int@-155 reqId:int tickType:int tickAttrib:int@156 impliedVol:notneg delta:unless(-2)",
            When("tickType", "in", "optPrice:unless(-1) pvDividend:unless(-1)", values=(13, 83), or_own=6),
            "gamma:unless(-2)!6 vega:unless(-2)!6 theta:unless(-2)!6 undPrice:unless(-1)!6",
        ],
        own_until=155,
        defaults={"tickAttrib": None, "optPrice": None, "pvDividend": None}
        | {"gamma": None, "vega": None, "theta": None, "undPrice": None},
        calls="tickOptionComputation(reqId, tickType, tickAttrib, impliedVol, delta, optPrice, pvDividend, gamma, vega,"
        " theta, undPrice)",
        proto="TickOptionComputation",
        fields="tickType=UNSET_INTEGER tickAttrib=UNSET_INTEGER impliedVol=None delta=None optPrice=None pvDividend=None"
        " gamma=None vega=None theta=None undPrice=None",
    ),
    answer(
        45,
        "tickGeneric",
        "=6 reqId:int tickType:int value:float",
        calls="tickGeneric(reqId, tickType, value) when tickType != NOT_SET",
        proto="TickGeneric",
        fields="tickType=UNSET_INTEGER value=UNSET_DOUBLE",
    ),
    answer(
        46,
        "tickString",
        "=6 reqId:int tickType:int value:str~",
        calls="tickString(reqId, tickType, value) when tickType != NOT_SET",
        proto="TickString",
        fields="tickType=UNSET_INTEGER",
    ),
    answer(
        47,
        "tickEFP",
        "=6 reqId:int tickType:int basisPoints:float formattedBasisPoints:str~ totalDividends:float holdDays:int"
        " futureLastTradeDate:str~ dividendImpact:float dividendsToLastTradeDate:float",
        calls="tickEFP(reqId, tickType, basisPoints, formattedBasisPoints, totalDividends, holdDays, futureLastTradeDate,"
        " dividendImpact, dividendsToLastTradeDate)",
    ),
    answer(
        56,
        "deltaNeutralValidation",
        "=1 reqId:int " + prefixed("deltaNeutralContract", "conId:int delta:float price:float"),
        objects={"deltaNeutralContract": DeltaNeutralContract},
        calls="deltaNeutralValidation(reqId, deltaNeutralContract)",
    ),
    answer(57, "tickSnapshotEnd", "=1 reqId:int", calls="tickSnapshotEnd(reqId)", proto="TickSnapshotEnd"),
    answer(
        58,
        "marketDataType",
        "=1 reqId:int marketDataType:int",
        calls="marketDataType(reqId, marketDataType)",
        proto="MarketDataType",
        raw="updateMarketDataTypeProtoBuf",
        fields="marketDataType=UNSET_INTEGER",
    ),
    answer(
        80,
        "mktDepthExchanges",
        Repeat(
            "depthMktDataDescriptions",
            DepthMktDataDescription,
            "exchange:str secType:str _@-119 listingExch:str@120 serviceDataType:str@120 aggGroup:int@120",
        ),
        calls="mktDepthExchanges(depthMktDataDescriptions)",
        proto="MarketDepthExchanges",
        raw="marketDepthExchangesProtoBuf",
        fields="depthMarketDataDescriptions->depthMktDataDescriptions",
    ),
    answer(
        81,
        "tickReqParams",
        "tickerId:int minTick:float bboExchange:str snapshotPermissions:int",
        calls="tickReqParams(tickerId, minTick, bboExchange, snapshotPermissions)",
        proto="TickReqParams",
        fields="reqId->tickerId minTick=UNSET_DOUBLE snapshotPermissions=UNSET_INTEGER lastPricePrecision- lastSizePrecision-",
    ),
    answer(
        82,
        "smartComponents",
        ["reqId:int", Repeat("smartComponentMap", SmartComponent, "bitNumber:int exchange:str exchangeLetter:str")],
        calls="smartComponents(reqId, smartComponentMap)",
        proto="SmartComponents",
        fields="smartComponents->smartComponentMap",
        arranged=(last_of_each_bit, unchanged),
    ),
    answer(
        91,
        "rerouteMktDataReq",
        "reqId:int conId:int exchange:str",
        calls="rerouteMktDataReq(reqId, conId, exchange)",
        proto="RerouteMarketDataRequest",
        raw="rerouteMarketDataRequestProtoBuf",
    ),
    answer(
        92,
        "rerouteMktDepthReq",
        "reqId:int conId:int exchange:str",
        calls="rerouteMktDepthReq(reqId, conId, exchange)",
        proto="RerouteMarketDepthRequest",
        raw="rerouteMarketDepthRequestProtoBuf",
    ),
    answer(
        99,
        "tickByTick",
        [
            "reqId:int tickType:int time:int",
            When(
                "tickType",
                "in",
                [
                    "price:price size:decimal",
                    Flags("tickAttribLast", TickAttribLast, TICK_ATTRIB_LAST),
                    "exchange:str specialConditions:str",
                ],
                values=(1, 2),
                otherwise=When(
                    "tickType",
                    "in",
                    [
                        "bidPrice:price askPrice:price bidSize:decimal askSize:decimal",
                        Flags("tickAttribBidAsk", TickAttribBidAsk, TICK_ATTRIB_BID_ASK),
                    ],
                    values=(3,),
                    otherwise=When("tickType", "in", "midPoint:price", values=(4,)),
                ),
            ),
        ],
        calls="tickByTickAllLast(reqId, tickType, time, price, size, tickAttribLast, exchange, specialConditions)"
        " when tickType in (1, 2)"
        " | tickByTickBidAsk(reqId, time, bidPrice, askPrice, bidSize, askSize, tickAttribBidAsk) when tickType == 3"
        " | tickByTickMidPoint(reqId, time, midPoint) when tickType == 4",
        proto="TickByTickData",
        raw="tickByTickDataProtoBuf",
        fields="historicalTickLast(tickType=1,2){tickAttribLast=TickAttribLast()}"
        " historicalTickBidAsk(tickType=3){priceBid->bidPrice priceAsk->askPrice sizeBid->bidSize sizeAsk->askSize"
        " tickAttribBidAsk=TickAttribBidAsk()}"
        " historicalTickMidPoint(tickType=4){price->midPoint size-}",
        proto_calls="tickByTickAllLast(reqId, tickType, time, price, size, tickAttribLast, exchange, specialConditions)"
        " when tickType in (1, 2) and has_historicalTickLast"
        " | tickByTickBidAsk(reqId, time, bidPrice, askPrice, bidSize, askSize, tickAttribBidAsk)"
        " when tickType == 3 and has_historicalTickBidAsk"
        " | tickByTickMidPoint(reqId, time, midPoint) when tickType == 4 and has_historicalTickMidPoint",
    ),
    # ------------------------------------------------------------------------------------------- requests
    request(
        1,
        "reqMktData",
        "reqId contract genericTickList snapshot regulatorySnapshot mktDataOptions",
        [
            "=11 reqId:int",
            prefixed("contract", CONTRACT),
            LEGS_OF_BAG,
            Maybe("contract.deltaNeutralContract", DeltaNeutralContract, "conId:int delta:float price:float"),
            "genericTickList:str snapshot:bool regulatorySnapshot:bool@114",
            TagText("mktDataOptions", refused=True),
        ],
        objects={"contract": Contract},
        send="FAIL_SEND_REQMKT",
        proto="MarketDataRequest",
        proto_since=206,
        raw="reqMarketDataProtoBuf",
        fields="marketDataOptions->mktDataOptions",
    ),
    request(
        2,
        "cancelMktData",
        "reqId",
        "=2 reqId:int",
        send="FAIL_SEND_CANMKT",
        proto="CancelMarketData",
        proto_since=206,
        raw="cancelMarketDataProtoBuf",
    ),
    request(
        10,
        "reqMktDepth",
        "reqId contract numRows isSmartDepth mktDepthOptions",
        [
            "=5 reqId:int",
            prefixed("contract", CONTRACT_WITHOUT_PRIMARY.replace(" currency", " primaryExchange:str@149* currency")),
            "numRows:int isSmartDepth:bool@146*",
            TagText("mktDepthOptions", refused=True),
        ],
        objects={"contract": Contract},
        send="FAIL_SEND_REQMKTDEPTH",
        proto="MarketDepthRequest",
        proto_since=206,
        raw="reqMarketDepthProtoBuf",
        fields="marketDepthOptions->mktDepthOptions",
    ),
    request(
        11,
        "cancelMktDepth",
        "reqId isSmartDepth",
        "=1 reqId:int isSmartDepth:bool@146*",
        send="FAIL_SEND_CANMKTDEPTH",
        proto="CancelMarketDepth",
        proto_since=206,
        raw="cancelMarketDepthProtoBuf",
    ),
    request(
        54,
        "calculateImpliedVolatility",
        "reqId contract optionPrice underPrice implVolOptions",
        [
            "=3 reqId:int",
            prefixed("contract", CONTRACT),
            "optionPrice:float underPrice:float",
            TagText("implVolOptions", refused=True),
        ],
        objects={"contract": Contract},
        send="FAIL_SEND_REQCALCIMPLIEDVOLAT",
        proto="CalculateImpliedVolatilityRequest",
        proto_since=211,
        fields="impliedVolatilityOptions->implVolOptions",
    ),
    request(
        55,
        "calculateOptionPrice",
        "reqId contract volatility underPrice optPrcOptions",
        [
            "=3 reqId:int",
            prefixed("contract", CONTRACT),
            "volatility:float underPrice:float",
            TagText("optPrcOptions", refused=True),
        ],
        objects={"contract": Contract},
        send="FAIL_SEND_REQCALCOPTIONPRICE",
        proto="CalculateOptionPriceRequest",
        proto_since=211,
        fields="optionPriceOptions->optPrcOptions",
    ),
    request(
        56,
        "cancelCalculateImpliedVolatility",
        "reqId",
        "=1 reqId:int",
        send="FAIL_SEND_CANCALCIMPLIEDVOLAT",
        proto="CancelCalculateImpliedVolatility",
        proto_since=211,
    ),
    request(
        57,
        "cancelCalculateOptionPrice",
        "reqId",
        "=1 reqId:int",
        send="FAIL_SEND_CANCALCOPTIONPRICE",
        proto="CancelCalculateOptionPrice",
        proto_since=211,
    ),
    request(
        59,
        "reqMarketDataType",
        "marketDataType",
        "=1 marketDataType:int",
        send="FAIL_SEND_REQMARKETDATATYPE",
        proto="MarketDataTypeRequest",
        proto_since=206,
    ),
    request(
        82,
        "reqMktDepthExchanges",
        "",
        "",
        since=112,
        send="FAIL_SEND_REQMKTDEPTHEXCHANGES",
        proto="MarketDepthExchangesRequest",
        proto_since=213,
        raw="reqMarketDepthExchangesProtoBuf",
    ),
    request(
        83,
        "reqSmartComponents",
        "reqId bboExchange",
        "reqId:int bboExchange:str",
        since=114,
        send="FAIL_SEND_REQSMARTCOMPONENTS",
        proto="SmartComponentsRequest",
        proto_since=212,
    ),
    request(
        97,
        "reqTickByTickData",
        "reqId contract tickType numberOfTicks ignoreSize",
        ["reqId:int", prefixed("contract", CONTRACT), "tickType:str numberOfTicks:int ignoreSize:bool"],
        objects={"contract": Contract},
        since=140,
        send="FAIL_SEND_REQTICKBYTICKDATA",
        proto="TickByTickRequest",
        proto_since=208,
    ),
    request(
        98,
        "cancelTickByTickData",
        "reqId",
        "reqId:int",
        since=137,
        send="FAIL_SEND_CANCELTICKBYTICKDATA",
        proto="CancelTickByTick",
        proto_since=208,
        raw="cancelTickByTickProtoBuf",
    ),
]
