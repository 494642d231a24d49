"""The protobuf messages of the TWS API in the notation of .proto files: number, type and name of every field.

Read by ibproto.wire.proto_schema, one message at a time, when it is first needed.
"""

from __future__ import annotations

PROTOS = """\
syntax = "proto3";

package protobuf;

// Session: start, ids, time, errors, users

message StartApiRequest {
    optional int32 clientId = 1;
    optional string optionalCapabilities = 2;
}

message IdsRequest {
    optional int32 numIds = 1;
}

message NextValidId {
    optional int32 orderId = 1;
}

message ErrorMessage {
    optional int32 id = 1;
    optional int64 errorTime = 2;
    optional int32 errorCode = 3;
    optional string errorMsg = 4;
    optional string advancedOrderRejectJson = 5;
}

message CurrentTimeRequest {}

message CurrentTime {
    optional int64 currentTime = 1;
}

message CurrentTimeInMillisRequest {}

message CurrentTimeInMillis {
    optional int64 currentTimeInMillis = 1;
}

message SetServerLogLevelRequest {
    optional int32 logLevel = 1;
}

message ManagedAccountsRequest {}

message ManagedAccounts {
    optional string accountsList = 1;
}

message UserInfoRequest {
    optional int32 reqId = 1;
}

message UserInfo {
    optional int32 reqId = 1;
    optional string whiteBrandingId = 2;
}

message VerifyRequest {
    optional string apiName = 1;
    optional string apiVersion = 2;
}

message VerifyMessageRequest {
    optional string apiData = 1;
}

message VerifyMessageApi {
    optional string apiData = 1;
}

message VerifyCompleted {
    optional bool isSuccessful = 1;
    optional string errorText = 2;
}

// Contracts: definitions, searches, option chains, rules, exchanges

message Contract {
    optional int32 conId = 1;
    optional string symbol = 2;
    optional string secType = 3;
    optional string lastTradeDateOrContractMonth = 4;
    optional double strike = 5;
    optional string right = 6;
    optional double multiplier = 7;
    optional string exchange = 8;
    optional string primaryExch = 9;
    optional string currency = 10;
    optional string localSymbol = 11;
    optional string tradingClass = 12;
    optional string secIdType = 13;
    optional string secId = 14;
    optional string description = 15;
    optional string issuerId = 16;
    optional DeltaNeutralContract deltaNeutralContract = 17;
    optional bool includeExpired = 18;
    optional string comboLegsDescrip = 19;
    repeated ComboLeg comboLegs = 20;
    optional string lastTradeDate = 21;
}

message ComboLeg {
    optional int32 conId = 1;
    optional int32 ratio = 2;
    optional string action = 3;
    optional string exchange = 4;
    optional int32 openClose = 5;
    optional int32 shortSalesSlot = 6;
    optional string designatedLocation = 7;
    optional int32 exemptCode = 8;
    optional double perLegPrice = 9;
}

message DeltaNeutralContract {
    optional int32 conId = 1;
    optional double delta = 2;
    optional double price = 3;
}

message ContractDataRequest {
    optional int32 reqId = 1;
    optional Contract contract = 2;
}

message ContractData {
    optional int32 reqId = 1;
    optional Contract contract = 2;
    optional ContractDetails contractDetails = 3;
}

message ContractDetails {
    optional string marketName = 1;
    optional string minTick = 2;
    optional string orderTypes = 3;
    optional string validExchanges = 4;
    optional int32 priceMagnifier = 5;
    optional int32 underConId = 6;
    optional string longName = 7;
    optional string contractMonth = 8;
    optional string industry = 9;
    optional string category = 10;
    optional string subcategory = 11;
    optional string timeZoneId = 12;
    optional string tradingHours = 13;
    optional string liquidHours = 14;
    optional string evRule = 15;
    optional double evMultiplier = 16;
    map<string, string> secIdList = 17;
    optional int32 aggGroup = 18;
    optional string underSymbol = 19;
    optional string underSecType = 20;
    optional string marketRuleIds = 21;
    optional string realExpirationDate = 22;
    optional string stockType = 23;
    optional string minSize = 24;
    optional string sizeIncrement = 25;
    optional string suggestedSizeIncrement = 26;
    optional string fundName = 27;
    optional string fundFamily = 28;
    optional string fundType = 29;
    optional string fundFrontLoad = 30;
    optional string fundBackLoad = 31;
    optional string fundBackLoadTimeInterval = 32;
    optional string fundManagementFee = 33;
    optional bool fundClosed = 34;
    optional bool fundClosedForNewInvestors = 35;
    optional bool fundClosedForNewMoney = 36;
    optional string fundNotifyAmount = 37;
    optional string fundMinimumInitialPurchase = 38;
    optional string fundMinimumSubsequentPurchase = 39;
    optional string fundBlueSkyStates = 40;
    optional string fundBlueSkyTerritories = 41;
    optional string fundDistributionPolicyIndicator = 42;
    optional string fundAssetType = 43;
    optional string cusip = 44;
    optional string issueDate = 45;
    optional string ratings = 46;
    optional string bondType = 47;
    optional double coupon = 48;
    optional string couponType = 49;
    optional bool convertible = 50;
    optional bool callable = 51;
    optional bool puttable = 52;
    optional string descAppend = 53;
    optional string nextOptionDate = 54;
    optional string nextOptionType = 55;
    optional bool nextOptionPartial = 56;
    optional string bondNotes = 57;
    repeated IneligibilityReason ineligibilityReasonList = 58;
    optional string eventContract1 = 59;
    optional string eventContractDescription1 = 60;
    optional string eventContractDescription2 = 61;
    optional string minAlgoSize = 62;
    optional string lastPricePrecision = 63;
    optional string lastSizePrecision = 64;
    optional string settlementMethod = 65;
}

message IneligibilityReason {
    optional string id = 1;
    optional string description = 2;
}

message ContractDataEnd {
    optional int32 reqId = 1;
}

message CancelContractData {
    optional int32 reqId = 1;
}

message MatchingSymbolsRequest {
    optional int32 reqId = 1;
    optional string pattern = 2;
}

message SymbolSamples {
    optional int32 reqId = 1;
    repeated ContractDescription contractDescriptions = 2;
}

message ContractDescription {
    optional Contract contract = 1;
    repeated string derivativeSecTypes = 2;
}

message SecDefOptParamsRequest {
    optional int32 reqId = 1;
    optional string underlyingSymbol = 2;
    optional string futFopExchange = 3;
    optional string underlyingSecType = 4;
    optional int32 underlyingConId = 5;
}

message SecDefOptParameter {
    optional int32 reqId = 1;
    optional string exchange = 2;
    optional int32 underlyingConId = 3;
    optional string tradingClass = 4;
    optional string multiplier = 5;
    repeated string expirations = 6;
    repeated double strikes = 7;
}

message SecDefOptParameterEnd {
    optional int32 reqId = 1;
}

message MarketRuleRequest {
    optional int32 marketRuleId = 1;
}

message MarketRule {
    optional int32 marketRuleId = 1;
    repeated PriceIncrement priceIncrements = 2;
}

message PriceIncrement {
    optional double lowEdge = 1;
    optional double increment = 2;
}

message SmartComponentsRequest {
    optional int32 reqId = 1;
    optional string bboExchange = 2;
}

message SmartComponents {
    optional int32 reqId = 1;
    repeated SmartComponent smartComponents = 2;
}

message SmartComponent {
    optional int32 bitNumber = 1;
    optional string exchange = 2;
    optional string exchangeLetter = 3;
}

message MarketDepthExchangesRequest {}

message MarketDepthExchanges {
    repeated DepthMarketDataDescription depthMarketDataDescriptions = 1;
}

message DepthMarketDataDescription {
    optional string exchange = 1;
    optional string secType = 2;
    optional string listingExch = 3;
    optional string serviceDataType = 4;
    optional int32 aggGroup = 5;
}

// Orders: placing, cancelling, what is open, what is completed

message PlaceOrderRequest {
    optional int32 orderId = 1;
    optional Contract contract = 2;
    optional Order order = 3;
    optional AttachedOrders attachedOrders = 4;
}

message Order {
    optional int32 clientId = 1;
    optional int32 orderId = 2;
    optional int64 permId = 3;
    optional int32 parentId = 4;
    optional string action = 5;
    optional string totalQuantity = 6;
    optional int32 displaySize = 7;
    optional string orderType = 8;
    optional double lmtPrice = 9;
    optional double auxPrice = 10;
    optional string tif = 11;
    optional string account = 12;
    optional string settlingFirm = 13;
    optional string clearingAccount = 14;
    optional string clearingIntent = 15;
    optional bool allOrNone = 16;
    optional bool blockOrder = 17;
    optional bool hidden = 18;
    optional bool outsideRth = 19;
    optional bool sweepToFill = 20;
    optional double percentOffset = 21;
    optional double trailingPercent = 22;
    optional double trailStopPrice = 23;
    optional int32 minQty = 24;
    optional string goodAfterTime = 25;
    optional string goodTillDate = 26;
    optional string ocaGroup = 27;
    optional string orderRef = 28;
    optional string rule80A = 29;
    optional int32 ocaType = 30;
    optional int32 triggerMethod = 31;
    optional string activeStartTime = 32;
    optional string activeStopTime = 33;
    optional string faGroup = 34;
    optional string faMethod = 35;
    optional string faPercentage = 36;
    optional double volatility = 37;
    optional int32 volatilityType = 38;
    optional bool continuousUpdate = 39;
    optional int32 referencePriceType = 40;
    optional string deltaNeutralOrderType = 41;
    optional double deltaNeutralAuxPrice = 42;
    optional int32 deltaNeutralConId = 43;
    optional string deltaNeutralOpenClose = 44;
    optional bool deltaNeutralShortSale = 45;
    optional int32 deltaNeutralShortSaleSlot = 46;
    optional string deltaNeutralDesignatedLocation = 47;
    optional int32 scaleInitLevelSize = 48;
    optional int32 scaleSubsLevelSize = 49;
    optional double scalePriceIncrement = 50;
    optional double scalePriceAdjustValue = 51;
    optional int32 scalePriceAdjustInterval = 52;
    optional double scaleProfitOffset = 53;
    optional bool scaleAutoReset = 54;
    optional int32 scaleInitPosition = 55;
    optional int32 scaleInitFillQty = 56;
    optional bool scaleRandomPercent = 57;
    optional string scaleTable = 58;
    optional string hedgeType = 59;
    optional string hedgeParam = 60;
    optional string algoStrategy = 61;
    map<string, string> algoParams = 62;
    optional string algoId = 63;
    map<string, string> smartComboRoutingParams = 64;
    optional bool whatIf = 65;
    optional bool transmit = 66;
    optional bool overridePercentageConstraints = 67;
    optional string openClose = 68;
    optional int32 origin = 69;
    optional int32 shortSaleSlot = 70;
    optional string designatedLocation = 71;
    optional int32 exemptCode = 72;
    optional string deltaNeutralSettlingFirm = 73;
    optional string deltaNeutralClearingAccount = 74;
    optional string deltaNeutralClearingIntent = 75;
    optional double discretionaryAmt = 76;
    optional bool optOutSmartRouting = 77;
    optional double startingPrice = 78;
    optional double stockRefPrice = 79;
    optional double delta = 80;
    optional double stockRangeLower = 81;
    optional double stockRangeUpper = 82;
    optional bool notHeld = 83;
    map<string, string> orderMiscOptions = 84;
    optional bool solicited = 85;
    optional bool randomizeSize = 86;
    optional bool randomizePrice = 87;
    optional int32 referenceContractId = 88;
    optional double peggedChangeAmount = 89;
    optional bool isPeggedChangeAmountDecrease = 90;
    optional double referenceChangeAmount = 91;
    optional string referenceExchangeId = 92;
    optional string adjustedOrderType = 93;
    optional double triggerPrice = 94;
    optional double adjustedStopPrice = 95;
    optional double adjustedStopLimitPrice = 96;
    optional double adjustedTrailingAmount = 97;
    optional int32 adjustableTrailingUnit = 98;
    optional double lmtPriceOffset = 99;
    repeated OrderCondition conditions = 100;
    optional bool conditionsCancelOrder = 101;
    optional bool conditionsIgnoreRth = 102;
    optional string modelCode = 103;
    optional string extOperator = 104;
    optional SoftDollarTier softDollarTier = 105;
    optional double cashQty = 106;
    optional string mifid2DecisionMaker = 107;
    optional string mifid2DecisionAlgo = 108;
    optional string mifid2ExecutionTrader = 109;
    optional string mifid2ExecutionAlgo = 110;
    optional bool dontUseAutoPriceForHedge = 111;
    optional bool isOmsContainer = 112;
    optional bool discretionaryUpToLimitPrice = 113;
    optional string autoCancelDate = 114;
    optional string filledQuantity = 115;
    optional int32 refFuturesConId = 116;
    optional bool autoCancelParent = 117;
    optional string shareholder = 118;
    optional bool imbalanceOnly = 119;
    optional int32 routeMarketableToBbo = 120;
    optional int64 parentPermId = 121;
    optional int32 usePriceMgmtAlgo = 122;
    optional int32 duration = 123;
    optional int32 postToAts = 124;
    optional string advancedErrorOverride = 125;
    optional string manualOrderTime = 126;
    optional int32 minTradeQty = 127;
    optional int32 minCompeteSize = 128;
    optional double competeAgainstBestOffset = 129;
    optional double midOffsetAtWhole = 130;
    optional double midOffsetAtHalf = 131;
    optional string customerAccount = 132;
    optional bool professionalCustomer = 133;
    optional string bondAccruedInterest = 134;
    optional bool includeOvernight = 135;
    optional int32 manualOrderIndicator = 136;
    optional string submitter = 137;
    optional bool deactivate = 138;
    optional bool postOnly = 139;
    optional bool allowPreOpen = 140;
    optional bool ignoreOpenAuction = 141;
    optional int32 seekPriceImprovement = 142;
    optional int32 whatIfType = 143;
    optional int32 hedgeMaxSize = 144;
    optional bool conditionsIncludeOvernight = 145;
}

message OrderCondition {
    optional int32 type = 1;
    optional bool isConjunctionConnection = 2;
    optional bool isMore = 3;
    optional int32 conId = 4;
    optional string exchange = 5;
    optional string symbol = 6;
    optional string secType = 7;
    optional int32 percent = 8;
    optional double changePercent = 9;
    optional double price = 10;
    optional int32 triggerMethod = 11;
    optional string time = 12;
    optional int32 volume = 13;
}

message SoftDollarTier {
    optional string name = 1;
    optional string value = 2;
    optional string displayName = 3;
}

message AttachedOrders {
    optional int32 slOrderId = 1;
    optional string slOrderType = 2;
    optional int32 ptOrderId = 3;
    optional string ptOrderType = 4;
}

message OrderState {
    optional string status = 1;
    optional double initMarginBefore = 2;
    optional double maintMarginBefore = 3;
    optional double equityWithLoanBefore = 4;
    optional double initMarginChange = 5;
    optional double maintMarginChange = 6;
    optional double equityWithLoanChange = 7;
    optional double initMarginAfter = 8;
    optional double maintMarginAfter = 9;
    optional double equityWithLoanAfter = 10;
    optional double commissionAndFees = 11;
    optional double minCommissionAndFees = 12;
    optional double maxCommissionAndFees = 13;
    optional string commissionAndFeesCurrency = 14;
    optional string marginCurrency = 15;
    optional double initMarginBeforeOutsideRTH = 16;
    optional double maintMarginBeforeOutsideRTH = 17;
    optional double equityWithLoanBeforeOutsideRTH = 18;
    optional double initMarginChangeOutsideRTH = 19;
    optional double maintMarginChangeOutsideRTH = 20;
    optional double equityWithLoanChangeOutsideRTH = 21;
    optional double initMarginAfterOutsideRTH = 22;
    optional double maintMarginAfterOutsideRTH = 23;
    optional double equityWithLoanAfterOutsideRTH = 24;
    optional string suggestedSize = 25;
    optional string rejectReason = 26;
    repeated OrderAllocation orderAllocations = 27;
    optional string warningText = 28;
    optional string completedTime = 29;
    optional string completedStatus = 30;
}

message OrderAllocation {
    optional string account = 1;
    optional string position = 2;
    optional string positionDesired = 3;
    optional string positionAfter = 4;
    optional string desiredAllocQty = 5;
    optional string allowedAllocQty = 6;
    optional bool isMonetary = 7;
}

message OpenOrder {
    optional int32 orderId = 1;
    optional Contract contract = 2;
    optional Order order = 3;
    optional OrderState orderState = 4;
}

message OrderStatus {
    optional int32 orderId = 1;
    optional string status = 2;
    optional string filled = 3;
    optional string remaining = 4;
    optional double avgFillPrice = 5;
    optional int64 permId = 6;
    optional int32 parentId = 7;
    optional double lastFillPrice = 8;
    optional int32 clientId = 9;
    optional string whyHeld = 10;
    optional double mktCapPrice = 11;
}

message OrderBound {
    optional int64 permId = 1;
    optional int32 clientId = 2;
    optional int32 orderId = 3;
}

message CancelOrderRequest {
    optional int32 orderId = 1;
    optional OrderCancel orderCancel = 2;
}

message OrderCancel {
    optional string manualOrderCancelTime = 1;
    optional string extOperator = 2;
    optional int32 manualOrderIndicator = 3;
}

message GlobalCancelRequest {
    optional OrderCancel orderCancel = 1;
}

message OpenOrdersRequest {}

message AllOpenOrdersRequest {}

message AutoOpenOrdersRequest {
    optional bool autoBind = 1;
}

message OpenOrdersEnd {}

message CompletedOrdersRequest {
    optional bool apiOnly = 1;
}

message CompletedOrder {
    optional Contract contract = 1;
    optional Order order = 2;
    optional OrderState orderState = 3;
}

message CompletedOrdersEnd {}

message ExerciseOptionsRequest {
    optional int32 orderId = 1;
    optional Contract contract = 2;
    optional int32 exerciseAction = 3;
    optional int32 exerciseQuantity = 4;
    optional string account = 5;
    optional bool override = 6;
    optional string manualOrderTime = 7;
    optional string customerAccount = 8;
    optional bool professionalCustomer = 9;
}

// Executions and commissions

message ExecutionRequest {
    optional int32 reqId = 1;
    optional ExecutionFilter executionFilter = 2;
}

message ExecutionFilter {
    optional int32 clientId = 1;
    optional string acctCode = 2;
    optional string time = 3;
    optional string symbol = 4;
    optional string secType = 5;
    optional string exchange = 6;
    optional string side = 7;
    optional int32 lastNDays = 8;
    repeated int32 specificDates = 9;
}

message ExecutionDetails {
    optional int32 reqId = 1;
    optional Contract contract = 2;
    optional Execution execution = 3;
}

message Execution {
    optional int32 orderId = 1;
    optional string execId = 2;
    optional string time = 3;
    optional string acctNumber = 4;
    optional string exchange = 5;
    optional string side = 6;
    optional string shares = 7;
    optional double price = 8;
    optional int64 permId = 9;
    optional int32 clientId = 10;
    optional bool isLiquidation = 11;
    optional string cumQty = 12;
    optional double avgPrice = 13;
    optional string orderRef = 14;
    optional string evRule = 15;
    optional double evMultiplier = 16;
    optional string modelCode = 17;
    optional int32 lastLiquidity = 18;
    optional bool isPriceRevisionPending = 19;
    optional string submitter = 20;
    optional int32 optExerciseOrLapseType = 21;
}

message ExecutionDetailsEnd {
    optional int32 reqId = 1;
}

message CommissionAndFeesReport {
    optional string execId = 1;
    optional double commissionAndFees = 2;
    optional string currency = 3;
    optional double realizedPNL = 4;
    optional double bondYield = 5;
    optional string yieldRedemptionDate = 6;
}

// Accounts: values, positions, profit and loss

message AccountDataRequest {
    optional bool subscribe = 1;
    optional string acctCode = 2;
}

message AccountValue {
    optional string key = 1;
    optional string value = 2;
    optional string currency = 3;
    optional string accountName = 4;
}

message PortfolioValue {
    optional Contract contract = 1;
    optional string position = 2;
    optional double marketPrice = 3;
    optional double marketValue = 4;
    optional double averageCost = 5;
    optional double unrealizedPNL = 6;
    optional double realizedPNL = 7;
    optional string accountName = 8;
}

message AccountUpdateTime {
    optional string timeStamp = 1;
}

message AccountDataEnd {
    optional string accountName = 1;
}

message AccountSummaryRequest {
    optional int32 reqId = 1;
    optional string group = 2;
    optional string tags = 3;
}

message AccountSummary {
    optional int32 reqId = 1;
    optional string account = 2;
    optional string tag = 3;
    optional string value = 4;
    optional string currency = 5;
}

message AccountSummaryEnd {
    optional int32 reqId = 1;
}

message CancelAccountSummary {
    optional int32 reqId = 1;
}

message AccountUpdatesMultiRequest {
    optional int32 reqId = 1;
    optional string account = 2;
    optional string modelCode = 3;
    optional bool ledgerAndNLV = 4;
}

message AccountUpdateMulti {
    optional int32 reqId = 1;
    optional string account = 2;
    optional string modelCode = 3;
    optional string key = 4;
    optional string value = 5;
    optional string currency = 6;
}

message AccountUpdateMultiEnd {
    optional int32 reqId = 1;
}

message CancelAccountUpdatesMulti {
    optional int32 reqId = 1;
}

message PositionsRequest {}

message Position {
    optional string account = 1;
    optional Contract contract = 2;
    optional string position = 3;
    optional double avgCost = 4;
}

message PositionEnd {}

message CancelPositions {}

message PositionsMultiRequest {
    optional int32 reqId = 1;
    optional string account = 2;
    optional string modelCode = 3;
}

message PositionMulti {
    optional int32 reqId = 1;
    optional string account = 2;
    optional Contract contract = 3;
    optional string position = 4;
    optional double avgCost = 5;
    optional string modelCode = 6;
}

message PositionMultiEnd {
    optional int32 reqId = 1;
}

message CancelPositionsMulti {
    optional int32 reqId = 1;
}

message PnLRequest {
    optional int32 reqId = 1;
    optional string account = 2;
    optional string modelCode = 3;
}

message PnL {
    optional int32 reqId = 1;
    optional double dailyPnL = 2;
    optional double unrealizedPnL = 3;
    optional double realizedPnL = 4;
}

message CancelPnL {
    optional int32 reqId = 1;
}

message PnLSingleRequest {
    optional int32 reqId = 1;
    optional string account = 2;
    optional string modelCode = 3;
    optional int32 conId = 4;
}

message PnLSingle {
    optional int32 reqId = 1;
    optional string position = 2;
    optional double dailyPnL = 3;
    optional double unrealizedPnL = 4;
    optional double realizedPnL = 5;
    optional double value = 6;
}

message CancelPnLSingle {
    optional int32 reqId = 1;
}

// Market data: ticks, depth, tick by tick, option calculations

message MarketDataRequest {
    optional int32 reqId = 1;
    optional Contract contract = 2;
    optional string genericTickList = 3;
    optional bool snapshot = 4;
    optional bool regulatorySnapshot = 5;
    map<string, string> marketDataOptions = 6;
}

message CancelMarketData {
    optional int32 reqId = 1;
}

message MarketDataTypeRequest {
    optional int32 marketDataType = 1;
}

message MarketDataType {
    optional int32 reqId = 1;
    optional int32 marketDataType = 2;
}

message TickPrice {
    optional int32 reqId = 1;
    optional int32 tickType = 2;
    optional double price = 3;
    optional string size = 4;
    optional int32 attrMask = 5;
}

message TickSize {
    optional int32 reqId = 1;
    optional int32 tickType = 2;
    optional string size = 3;
}

message TickString {
    optional int32 reqId = 1;
    optional int32 tickType = 2;
    optional string value = 3;
}

message TickGeneric {
    optional int32 reqId = 1;
    optional int32 tickType = 2;
    optional double value = 3;
}

message TickOptionComputation {
    optional int32 reqId = 1;
    optional int32 tickType = 2;
    optional int32 tickAttrib = 3;
    optional double impliedVol = 4;
    optional double delta = 5;
    optional double optPrice = 6;
    optional double pvDividend = 7;
    optional double gamma = 8;
    optional double vega = 9;
    optional double theta = 10;
    optional double undPrice = 11;
}

message TickReqParams {
    optional int32 reqId = 1;
    optional string minTick = 2;
    optional string bboExchange = 3;
    optional int32 snapshotPermissions = 4;
    optional string lastPricePrecision = 5;
    optional string lastSizePrecision = 6;
}

message TickSnapshotEnd {
    optional int32 reqId = 1;
}

message RerouteMarketDataRequest {
    optional int32 reqId = 1;
    optional int32 conId = 2;
    optional string exchange = 3;
}

message MarketDepthRequest {
    optional int32 reqId = 1;
    optional Contract contract = 2;
    optional int32 numRows = 3;
    optional bool isSmartDepth = 4;
    map<string, string> marketDepthOptions = 5;
}

message CancelMarketDepth {
    optional int32 reqId = 1;
    optional bool isSmartDepth = 2;
}

message MarketDepth {
    optional int32 reqId = 1;
    optional MarketDepthData marketDepthData = 2;
}

message MarketDepthL2 {
    optional int32 reqId = 1;
    optional MarketDepthData marketDepthData = 2;
}

message MarketDepthData {
    optional int32 position = 1;
    optional int32 operation = 2;
    optional int32 side = 3;
    optional double price = 4;
    optional string size = 5;
    optional string marketMaker = 6;
    optional bool isSmartDepth = 7;
}

message RerouteMarketDepthRequest {
    optional int32 reqId = 1;
    optional int32 conId = 2;
    optional string exchange = 3;
}

message TickByTickRequest {
    optional int32 reqId = 1;
    optional Contract contract = 2;
    optional string tickType = 3;
    optional int32 numberOfTicks = 4;
    optional bool ignoreSize = 5;
}

message CancelTickByTick {
    optional int32 reqId = 1;
}

message TickByTickData {
    optional int32 reqId = 1;
    optional int32 tickType = 2;
    oneof tick {
        HistoricalTickLast historicalTickLast = 3;
        HistoricalTickBidAsk historicalTickBidAsk = 4;
        HistoricalTick historicalTickMidPoint = 5;
    }
}

message HistoricalTick {
    optional int64 time = 1;
    optional double price = 2;
    optional string size = 3;
}

message HistoricalTickBidAsk {
    optional int64 time = 1;
    optional TickAttribBidAsk tickAttribBidAsk = 2;
    optional double priceBid = 3;
    optional double priceAsk = 4;
    optional string sizeBid = 5;
    optional string sizeAsk = 6;
}

message HistoricalTickLast {
    optional int64 time = 1;
    optional TickAttribLast tickAttribLast = 2;
    optional double price = 3;
    optional string size = 4;
    optional string exchange = 5;
    optional string specialConditions = 6;
}

message TickAttribBidAsk {
    optional bool bidPastLow = 1;
    optional bool askPastHigh = 2;
}

message TickAttribLast {
    optional bool pastLimit = 1;
    optional bool unreported = 2;
}

message CalculateImpliedVolatilityRequest {
    optional int32 reqId = 1;
    optional Contract contract = 2;
    optional double optionPrice = 3;
    optional double underPrice = 4;
    map<string, string> impliedVolatilityOptions = 5;
}

message CancelCalculateImpliedVolatility {
    optional int32 reqId = 1;
}

message CalculateOptionPriceRequest {
    optional int32 reqId = 1;
    optional Contract contract = 2;
    optional double volatility = 3;
    optional double underPrice = 4;
    map<string, string> optionPriceOptions = 5;
}

message CancelCalculateOptionPrice {
    optional int32 reqId = 1;
}

// History: bars, schedules, ticks, histograms

message HistoricalDataRequest {
    optional int32 reqId = 1;
    optional Contract contract = 2;
    optional string endDateTime = 3;
    optional string barSizeSetting = 4;
    optional string duration = 5;
    optional bool useRTH = 6;
    optional string whatToShow = 7;
    optional int32 formatDate = 8;
    optional bool keepUpToDate = 9;
    map<string, string> chartOptions = 10;
}

message HistoricalData {
    optional int32 reqId = 1;
    repeated HistoricalDataBar historicalDataBars = 2;
}

message HistoricalDataBar {
    optional string date = 1;
    optional double open = 2;
    optional double high = 3;
    optional double low = 4;
    optional double close = 5;
    optional string volume = 6;
    optional string WAP = 7;
    optional int32 barCount = 8;
}

message HistoricalDataEnd {
    optional int32 reqId = 1;
    optional string startDateStr = 2;
    optional string endDateStr = 3;
}

message HistoricalDataUpdate {
    optional int32 reqId = 1;
    optional HistoricalDataBar historicalDataBar = 2;
}

message HistoricalSchedule {
    optional int32 reqId = 1;
    optional string startDateTime = 2;
    optional string endDateTime = 3;
    optional string timeZone = 4;
    repeated HistoricalSession historicalSessions = 5;
}

message HistoricalSession {
    optional string startDateTime = 1;
    optional string endDateTime = 2;
    optional string refDate = 3;
}

message CancelHistoricalData {
    optional int32 reqId = 1;
}

message RealTimeBarsRequest {
    optional int32 reqId = 1;
    optional Contract contract = 2;
    optional int32 barSize = 3;
    optional string whatToShow = 4;
    optional bool useRTH = 5;
    map<string, string> realTimeBarsOptions = 6;
}

message RealTimeBarTick {
    optional int32 reqId = 1;
    optional int64 time = 2;
    optional double open = 3;
    optional double high = 4;
    optional double low = 5;
    optional double close = 6;
    optional string volume = 7;
    optional string WAP = 8;
    optional int32 count = 9;
}

message CancelRealTimeBars {
    optional int32 reqId = 1;
}

message HeadTimestampRequest {
    optional int32 reqId = 1;
    optional Contract contract = 2;
    optional bool useRTH = 3;
    optional string whatToShow = 4;
    optional int32 formatDate = 5;
}

message HeadTimestamp {
    optional int32 reqId = 1;
    optional string headTimestamp = 2;
}

message CancelHeadTimestamp {
    optional int32 reqId = 1;
}

message HistogramDataRequest {
    optional int32 reqId = 1;
    optional Contract contract = 2;
    optional bool useRTH = 3;
    optional string timePeriod = 4;
}

message HistogramData {
    optional int32 reqId = 1;
    repeated HistogramDataEntry histogramDataEntries = 2;
}

message HistogramDataEntry {
    optional double price = 1;
    optional string size = 2;
}

message CancelHistogramData {
    optional int32 reqId = 1;
}

message HistoricalTicksRequest {
    optional int32 reqId = 1;
    optional Contract contract = 2;
    optional string startDateTime = 3;
    optional string endDateTime = 4;
    optional int32 numberOfTicks = 5;
    optional string whatToShow = 6;
    optional bool useRTH = 7;
    optional bool ignoreSize = 8;
    map<string, string> miscOptions = 9;
}

message HistoricalTicks {
    optional int32 reqId = 1;
    repeated HistoricalTick historicalTicks = 2;
    optional bool isDone = 3;
}

message HistoricalTicksBidAsk {
    optional int32 reqId = 1;
    repeated HistoricalTickBidAsk historicalTicksBidAsk = 2;
    optional bool isDone = 3;
}

message HistoricalTicksLast {
    optional int32 reqId = 1;
    repeated HistoricalTickLast historicalTicksLast = 2;
    optional bool isDone = 3;
}

message CancelHistoricalTicks {
    optional int32 reqId = 1;
}

// News

message NewsBulletinsRequest {
    optional bool allMessages = 1;
}

message NewsBulletin {
    optional int32 newsMsgId = 1;
    optional int32 newsMsgType = 2;
    optional string newsMessage = 3;
    optional string originatingExch = 4;
}

message CancelNewsBulletins {}

message NewsProvidersRequest {}

message NewsProviders {
    repeated NewsProvider newsProviders = 1;
}

message NewsProvider {
    optional string providerCode = 1;
    optional string providerName = 2;
}

message NewsArticleRequest {
    optional int32 reqId = 1;
    optional string providerCode = 2;
    optional string articleId = 3;
    map<string, string> newsArticleOptions = 4;
}

message NewsArticle {
    optional int32 reqId = 1;
    optional int32 articleType = 2;
    optional string articleText = 3;
}

message HistoricalNewsRequest {
    optional int32 reqId = 1;
    optional int32 conId = 2;
    optional string providerCodes = 3;
    optional string startDateTime = 4;
    optional string endDateTime = 5;
    optional int32 totalResults = 6;
    map<string, string> historicalNewsOptions = 7;
}

message HistoricalNews {
    optional int32 reqId = 1;
    optional string time = 2;
    optional string providerCode = 3;
    optional string articleId = 4;
    optional string headline = 5;
}

message HistoricalNewsEnd {
    optional int32 reqId = 1;
    optional bool hasMore = 2;
}

message TickNews {
    optional int32 reqId = 1;
    optional int64 timestamp = 2;
    optional string providerCode = 3;
    optional string articleId = 4;
    optional string headline = 5;
    optional string extraData = 6;
}

// Scanners

message ScannerParametersRequest {}

message ScannerParameters {
    optional string xml = 1;
}

message ScannerSubscriptionRequest {
    optional int32 reqId = 1;
    optional ScannerSubscription scannerSubscription = 2;
}

message ScannerSubscription {
    optional int32 numberOfRows = 1;
    optional string instrument = 2;
    optional string locationCode = 3;
    optional string scanCode = 4;
    optional double abovePrice = 5;
    optional double belowPrice = 6;
    optional int64 aboveVolume = 7;
    optional double marketCapAbove = 8;
    optional double marketCapBelow = 9;
    optional string moodyRatingAbove = 10;
    optional string moodyRatingBelow = 11;
    optional string spRatingAbove = 12;
    optional string spRatingBelow = 13;
    optional string maturityDateAbove = 14;
    optional string maturityDateBelow = 15;
    optional double couponRateAbove = 16;
    optional double couponRateBelow = 17;
    optional bool excludeConvertible = 18;
    optional int64 averageOptionVolumeAbove = 19;
    optional string scannerSettingPairs = 20;
    optional string stockTypeFilter = 21;
    map<string, string> scannerSubscriptionFilterOptions = 22;
    map<string, string> scannerSubscriptionOptions = 23;
}

message ScannerData {
    optional int32 reqId = 1;
    repeated ScannerDataElement scannerDataElement = 2;
}

message ScannerDataElement {
    optional int32 rank = 1;
    optional Contract contract = 2;
    optional string marketName = 3;
    optional string distance = 4;
    optional string benchmark = 5;
    optional string projection = 6;
    optional string comboKey = 7;
}

message CancelScannerSubscription {
    optional int32 reqId = 1;
}

// Wall Street Horizon events

message WshMetaDataRequest {
    optional int32 reqId = 1;
}

message WshMetaData {
    optional int32 reqId = 1;
    optional string dataJson = 2;
}

message CancelWshMetaData {
    optional int32 reqId = 1;
}

message WshEventDataRequest {
    optional int32 reqId = 1;
    optional int32 conId = 2;
    optional string filter = 3;
    optional bool fillWatchlist = 4;
    optional bool fillPortfolio = 5;
    optional bool fillCompetitors = 6;
    optional string startDate = 7;
    optional string endDate = 8;
    optional int32 totalLimit = 9;
}

message WshEventData {
    optional int32 reqId = 1;
    optional string dataJson = 2;
}

message CancelWshEventData {
    optional int32 reqId = 1;
}

// Financial advisors, families, soft dollar tiers

message FARequest {
    optional int32 faDataType = 1;
}

message ReceiveFA {
    optional int32 faDataType = 1;
    optional string xml = 2;
}

message FAReplace {
    optional int32 reqId = 1;
    optional int32 faDataType = 2;
    optional string xml = 3;
}

message ReplaceFAEnd {
    optional int32 reqId = 1;
    optional string text = 2;
}

message FamilyCodesRequest {}

message FamilyCodes {
    repeated FamilyCode familyCodes = 1;
}

message FamilyCode {
    optional string accountId = 1;
    optional string familyCode = 2;
}

message SoftDollarTiersRequest {
    optional int32 reqId = 1;
}

message SoftDollarTiers {
    optional int32 reqId = 1;
    repeated SoftDollarTier softDollarTiers = 2;
}

// Display groups

message QueryDisplayGroupsRequest {
    optional int32 reqId = 1;
}

message DisplayGroupList {
    optional int32 reqId = 1;
    optional string groups = 2;
}

message SubscribeToGroupEventsRequest {
    optional int32 reqId = 1;
    optional int32 groupId = 2;
}

message DisplayGroupUpdated {
    optional int32 reqId = 1;
    optional string contractInfo = 2;
}

message UpdateDisplayGroupRequest {
    optional int32 reqId = 1;
    optional string contractInfo = 2;
}

message UnsubscribeFromGroupEventsRequest {
    optional int32 reqId = 1;
}

// Configuration of TWS

message ConfigRequest {
    optional int32 reqId = 1;
}

message ConfigResponse {
    optional int32 reqId = 1;
    optional LockAndExitConfig lockAndExit = 2;
    repeated MessageConfig messages = 3;
    optional ApiConfig api = 4;
    optional OrdersConfig orders = 5;
}

message UpdateConfigRequest {
    optional int32 reqId = 1;
    optional LockAndExitConfig lockAndExit = 2;
    repeated MessageConfig messages = 3;
    optional ApiConfig api = 4;
    optional OrdersConfig orders = 5;
    repeated UpdateConfigWarning acceptedWarnings = 6;
    optional bool resetAPIOrderSequence = 7;
}

message UpdateConfigResponse {
    optional int32 reqId = 1;
    optional string status = 2;
    optional string message = 3;
    repeated string changedFields = 4;
    repeated string errors = 5;
    repeated UpdateConfigWarning warnings = 6;
}

message UpdateConfigWarning {
    optional int32 messageId = 1;
    optional string title = 2;
    optional string message = 3;
}

message LockAndExitConfig {
    optional string autoLogoffTime = 1;
    optional string autoLogoffPeriod = 2;
    optional string autoLogoffType = 3;
}

message MessageConfig {
    optional int32 id = 1;
    optional string title = 2;
    optional string message = 3;
    optional string defaultAction = 4;
    optional bool enabled = 5;
}

message ApiConfig {
    optional ApiPrecautionsConfig precautions = 1;
    optional ApiSettingsConfig settings = 2;
}

message ApiPrecautionsConfig {
    optional bool bypassOrderPrecautions = 1;
    optional bool bypassBondWarning = 2;
    optional bool bypassNegativeYieldConfirmation = 3;
    optional bool bypassCalledBondWarning = 4;
    optional bool bypassSameActionPairTradeWarning = 5;
    optional bool bypassFlaggedAccountsWarning = 6;
    optional bool bypassPriceBasedVolatilityWarning = 7;
    optional bool bypassRedirectOrderWarning = 8;
    optional bool bypassNoOverfillProtection = 9;
    optional bool bypassRouteMarketableToBBO = 10;
}

message ApiSettingsConfig {
    optional bool readOnlyApi = 1;
    optional bool totalQuantityForMutualFunds = 2;
    optional bool downloadOpenOrdersOnConnection = 3;
    optional bool includeVirtualFxPositions = 4;
    optional bool prepareDailyPnL = 5;
    optional bool sendStatusUpdatesForVolatilityOrders = 6;
    optional string encodeApiMessages = 7;
    optional int32 socketPort = 8;
    optional bool useNegativeAutoRange = 9;
    optional bool createApiMessageLogFile = 10;
    optional bool includeMarketDataInLogFile = 11;
    optional bool exposeTradingScheduleToApi = 12;
    optional bool splitInsuredDepositFromCashBalance = 13;
    optional bool sendZeroPositionsForTodayOnly = 14;
    optional bool letApiAccountRequestsSwitchSubscription = 15;
    optional bool useAccountGroupsWithAllocationMethods = 16;
    optional string loggingLevel = 17;
    optional int32 masterClientId = 18;
    optional int32 bulkDataTimeout = 19;
    optional string componentExchSeparator = 20;
    optional bool showForexDataIn1_10Pips = 21;
    optional bool allowForexTradingIn1_10Pips = 22;
    optional bool roundAccountValuesToNearestWholeNumber = 23;
    optional bool sendMarketDataInLotsForUsStocks = 24;
    optional bool showAdvancedOrderRejectInUi = 25;
    optional bool rejectMessagesAboveMaxRate = 26;
    optional bool maintainConnectionOnIncorrectFields = 27;
    optional bool compatibilityModeNasdaqStocks = 28;
    optional string sendInstrumentTimezone = 29;
    optional bool sendForexDataInCompatibilityMode = 30;
    optional bool maintainAndResubmitOrdersOnReconnect = 31;
    optional int32 historicalDataMaxSize = 32;
    optional bool autoReportNettingEventContractTrades = 33;
    optional string optionExerciseRequestType = 34;
    optional bool allowLocalhostOnly = 35;
    repeated string trustedIPs = 36;
}

message OrdersConfig {
    optional OrdersSmartRoutingConfig smartRouting = 1;
}

message OrdersSmartRoutingConfig {
    optional bool seekPriceImprovement = 1;
    optional bool preOpenReroute = 2;
    optional bool doNotRouteToDarkPools = 3;
    optional string defaultAlgorithm = 4;
}
"""
