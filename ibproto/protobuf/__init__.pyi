# Written by ibproto.protobuf._stub from the message schemas.
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from ibproto.protobuf._containers import RepeatedComposite, RepeatedScalar, ScalarMap
from ibproto.protobuf._message import Message as Message
from ibproto.wire.protobuf import DecodeError as DecodeError

class AccountDataEnd(Message):
    ACCOUNTNAME_FIELD_NUMBER: ClassVar[int]
    accountName: str
    def __init__(
        self,
        *,
        accountName: str | None = ...,
    ) -> None: ...

class AccountDataRequest(Message):
    SUBSCRIBE_FIELD_NUMBER: ClassVar[int]
    ACCTCODE_FIELD_NUMBER: ClassVar[int]
    subscribe: bool
    acctCode: str
    def __init__(
        self,
        *,
        subscribe: bool | None = ...,
        acctCode: str | None = ...,
    ) -> None: ...

class AccountSummary(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    ACCOUNT_FIELD_NUMBER: ClassVar[int]
    TAG_FIELD_NUMBER: ClassVar[int]
    VALUE_FIELD_NUMBER: ClassVar[int]
    CURRENCY_FIELD_NUMBER: ClassVar[int]
    reqId: int
    account: str
    tag: str
    value: str
    currency: str
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        account: str | None = ...,
        tag: str | None = ...,
        value: str | None = ...,
        currency: str | None = ...,
    ) -> None: ...

class AccountSummaryEnd(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    reqId: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
    ) -> None: ...

class AccountSummaryRequest(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    GROUP_FIELD_NUMBER: ClassVar[int]
    TAGS_FIELD_NUMBER: ClassVar[int]
    reqId: int
    group: str
    tags: str
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        group: str | None = ...,
        tags: str | None = ...,
    ) -> None: ...

class AccountUpdateMulti(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    ACCOUNT_FIELD_NUMBER: ClassVar[int]
    MODELCODE_FIELD_NUMBER: ClassVar[int]
    KEY_FIELD_NUMBER: ClassVar[int]
    VALUE_FIELD_NUMBER: ClassVar[int]
    CURRENCY_FIELD_NUMBER: ClassVar[int]
    reqId: int
    account: str
    modelCode: str
    key: str
    value: str
    currency: str
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        account: str | None = ...,
        modelCode: str | None = ...,
        key: str | None = ...,
        value: str | None = ...,
        currency: str | None = ...,
    ) -> None: ...

class AccountUpdateMultiEnd(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    reqId: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
    ) -> None: ...

class AccountUpdateTime(Message):
    TIMESTAMP_FIELD_NUMBER: ClassVar[int]
    timeStamp: str
    def __init__(
        self,
        *,
        timeStamp: str | None = ...,
    ) -> None: ...

class AccountUpdatesMultiRequest(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    ACCOUNT_FIELD_NUMBER: ClassVar[int]
    MODELCODE_FIELD_NUMBER: ClassVar[int]
    LEDGERANDNLV_FIELD_NUMBER: ClassVar[int]
    reqId: int
    account: str
    modelCode: str
    ledgerAndNLV: bool
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        account: str | None = ...,
        modelCode: str | None = ...,
        ledgerAndNLV: bool | None = ...,
    ) -> None: ...

class AccountValue(Message):
    KEY_FIELD_NUMBER: ClassVar[int]
    VALUE_FIELD_NUMBER: ClassVar[int]
    CURRENCY_FIELD_NUMBER: ClassVar[int]
    ACCOUNTNAME_FIELD_NUMBER: ClassVar[int]
    key: str
    value: str
    currency: str
    accountName: str
    def __init__(
        self,
        *,
        key: str | None = ...,
        value: str | None = ...,
        currency: str | None = ...,
        accountName: str | None = ...,
    ) -> None: ...

class AllOpenOrdersRequest(Message):
    def __init__(self) -> None: ...

class ApiConfig(Message):
    PRECAUTIONS_FIELD_NUMBER: ClassVar[int]
    SETTINGS_FIELD_NUMBER: ClassVar[int]
    @property
    def precautions(self) -> ApiPrecautionsConfig: ...
    @property
    def settings(self) -> ApiSettingsConfig: ...
    def __init__(
        self,
        *,
        precautions: ApiPrecautionsConfig | Mapping[str, Any] | None = ...,
        settings: ApiSettingsConfig | Mapping[str, Any] | None = ...,
    ) -> None: ...

class ApiPrecautionsConfig(Message):
    BYPASSORDERPRECAUTIONS_FIELD_NUMBER: ClassVar[int]
    BYPASSBONDWARNING_FIELD_NUMBER: ClassVar[int]
    BYPASSNEGATIVEYIELDCONFIRMATION_FIELD_NUMBER: ClassVar[int]
    BYPASSCALLEDBONDWARNING_FIELD_NUMBER: ClassVar[int]
    BYPASSSAMEACTIONPAIRTRADEWARNING_FIELD_NUMBER: ClassVar[int]
    BYPASSFLAGGEDACCOUNTSWARNING_FIELD_NUMBER: ClassVar[int]
    BYPASSPRICEBASEDVOLATILITYWARNING_FIELD_NUMBER: ClassVar[int]
    BYPASSREDIRECTORDERWARNING_FIELD_NUMBER: ClassVar[int]
    BYPASSNOOVERFILLPROTECTION_FIELD_NUMBER: ClassVar[int]
    BYPASSROUTEMARKETABLETOBBO_FIELD_NUMBER: ClassVar[int]
    bypassOrderPrecautions: bool
    bypassBondWarning: bool
    bypassNegativeYieldConfirmation: bool
    bypassCalledBondWarning: bool
    bypassSameActionPairTradeWarning: bool
    bypassFlaggedAccountsWarning: bool
    bypassPriceBasedVolatilityWarning: bool
    bypassRedirectOrderWarning: bool
    bypassNoOverfillProtection: bool
    bypassRouteMarketableToBBO: bool
    def __init__(
        self,
        *,
        bypassOrderPrecautions: bool | None = ...,
        bypassBondWarning: bool | None = ...,
        bypassNegativeYieldConfirmation: bool | None = ...,
        bypassCalledBondWarning: bool | None = ...,
        bypassSameActionPairTradeWarning: bool | None = ...,
        bypassFlaggedAccountsWarning: bool | None = ...,
        bypassPriceBasedVolatilityWarning: bool | None = ...,
        bypassRedirectOrderWarning: bool | None = ...,
        bypassNoOverfillProtection: bool | None = ...,
        bypassRouteMarketableToBBO: bool | None = ...,
    ) -> None: ...

class ApiSettingsConfig(Message):
    READONLYAPI_FIELD_NUMBER: ClassVar[int]
    TOTALQUANTITYFORMUTUALFUNDS_FIELD_NUMBER: ClassVar[int]
    DOWNLOADOPENORDERSONCONNECTION_FIELD_NUMBER: ClassVar[int]
    INCLUDEVIRTUALFXPOSITIONS_FIELD_NUMBER: ClassVar[int]
    PREPAREDAILYPNL_FIELD_NUMBER: ClassVar[int]
    SENDSTATUSUPDATESFORVOLATILITYORDERS_FIELD_NUMBER: ClassVar[int]
    ENCODEAPIMESSAGES_FIELD_NUMBER: ClassVar[int]
    SOCKETPORT_FIELD_NUMBER: ClassVar[int]
    USENEGATIVEAUTORANGE_FIELD_NUMBER: ClassVar[int]
    CREATEAPIMESSAGELOGFILE_FIELD_NUMBER: ClassVar[int]
    INCLUDEMARKETDATAINLOGFILE_FIELD_NUMBER: ClassVar[int]
    EXPOSETRADINGSCHEDULETOAPI_FIELD_NUMBER: ClassVar[int]
    SPLITINSUREDDEPOSITFROMCASHBALANCE_FIELD_NUMBER: ClassVar[int]
    SENDZEROPOSITIONSFORTODAYONLY_FIELD_NUMBER: ClassVar[int]
    LETAPIACCOUNTREQUESTSSWITCHSUBSCRIPTION_FIELD_NUMBER: ClassVar[int]
    USEACCOUNTGROUPSWITHALLOCATIONMETHODS_FIELD_NUMBER: ClassVar[int]
    LOGGINGLEVEL_FIELD_NUMBER: ClassVar[int]
    MASTERCLIENTID_FIELD_NUMBER: ClassVar[int]
    BULKDATATIMEOUT_FIELD_NUMBER: ClassVar[int]
    COMPONENTEXCHSEPARATOR_FIELD_NUMBER: ClassVar[int]
    SHOWFOREXDATAIN1_10PIPS_FIELD_NUMBER: ClassVar[int]
    ALLOWFOREXTRADINGIN1_10PIPS_FIELD_NUMBER: ClassVar[int]
    ROUNDACCOUNTVALUESTONEARESTWHOLENUMBER_FIELD_NUMBER: ClassVar[int]
    SENDMARKETDATAINLOTSFORUSSTOCKS_FIELD_NUMBER: ClassVar[int]
    SHOWADVANCEDORDERREJECTINUI_FIELD_NUMBER: ClassVar[int]
    REJECTMESSAGESABOVEMAXRATE_FIELD_NUMBER: ClassVar[int]
    MAINTAINCONNECTIONONINCORRECTFIELDS_FIELD_NUMBER: ClassVar[int]
    COMPATIBILITYMODENASDAQSTOCKS_FIELD_NUMBER: ClassVar[int]
    SENDINSTRUMENTTIMEZONE_FIELD_NUMBER: ClassVar[int]
    SENDFOREXDATAINCOMPATIBILITYMODE_FIELD_NUMBER: ClassVar[int]
    MAINTAINANDRESUBMITORDERSONRECONNECT_FIELD_NUMBER: ClassVar[int]
    HISTORICALDATAMAXSIZE_FIELD_NUMBER: ClassVar[int]
    AUTOREPORTNETTINGEVENTCONTRACTTRADES_FIELD_NUMBER: ClassVar[int]
    OPTIONEXERCISEREQUESTTYPE_FIELD_NUMBER: ClassVar[int]
    ALLOWLOCALHOSTONLY_FIELD_NUMBER: ClassVar[int]
    TRUSTEDIPS_FIELD_NUMBER: ClassVar[int]
    readOnlyApi: bool
    totalQuantityForMutualFunds: bool
    downloadOpenOrdersOnConnection: bool
    includeVirtualFxPositions: bool
    prepareDailyPnL: bool
    sendStatusUpdatesForVolatilityOrders: bool
    encodeApiMessages: str
    socketPort: int
    useNegativeAutoRange: bool
    createApiMessageLogFile: bool
    includeMarketDataInLogFile: bool
    exposeTradingScheduleToApi: bool
    splitInsuredDepositFromCashBalance: bool
    sendZeroPositionsForTodayOnly: bool
    letApiAccountRequestsSwitchSubscription: bool
    useAccountGroupsWithAllocationMethods: bool
    loggingLevel: str
    masterClientId: int
    bulkDataTimeout: int
    componentExchSeparator: str
    showForexDataIn1_10Pips: bool
    allowForexTradingIn1_10Pips: bool
    roundAccountValuesToNearestWholeNumber: bool
    sendMarketDataInLotsForUsStocks: bool
    showAdvancedOrderRejectInUi: bool
    rejectMessagesAboveMaxRate: bool
    maintainConnectionOnIncorrectFields: bool
    compatibilityModeNasdaqStocks: bool
    sendInstrumentTimezone: str
    sendForexDataInCompatibilityMode: bool
    maintainAndResubmitOrdersOnReconnect: bool
    historicalDataMaxSize: int
    autoReportNettingEventContractTrades: bool
    optionExerciseRequestType: str
    allowLocalhostOnly: bool
    @property
    def trustedIPs(self) -> RepeatedScalar[str]: ...
    def __init__(
        self,
        *,
        readOnlyApi: bool | None = ...,
        totalQuantityForMutualFunds: bool | None = ...,
        downloadOpenOrdersOnConnection: bool | None = ...,
        includeVirtualFxPositions: bool | None = ...,
        prepareDailyPnL: bool | None = ...,
        sendStatusUpdatesForVolatilityOrders: bool | None = ...,
        encodeApiMessages: str | None = ...,
        socketPort: int | None = ...,
        useNegativeAutoRange: bool | None = ...,
        createApiMessageLogFile: bool | None = ...,
        includeMarketDataInLogFile: bool | None = ...,
        exposeTradingScheduleToApi: bool | None = ...,
        splitInsuredDepositFromCashBalance: bool | None = ...,
        sendZeroPositionsForTodayOnly: bool | None = ...,
        letApiAccountRequestsSwitchSubscription: bool | None = ...,
        useAccountGroupsWithAllocationMethods: bool | None = ...,
        loggingLevel: str | None = ...,
        masterClientId: int | None = ...,
        bulkDataTimeout: int | None = ...,
        componentExchSeparator: str | None = ...,
        showForexDataIn1_10Pips: bool | None = ...,
        allowForexTradingIn1_10Pips: bool | None = ...,
        roundAccountValuesToNearestWholeNumber: bool | None = ...,
        sendMarketDataInLotsForUsStocks: bool | None = ...,
        showAdvancedOrderRejectInUi: bool | None = ...,
        rejectMessagesAboveMaxRate: bool | None = ...,
        maintainConnectionOnIncorrectFields: bool | None = ...,
        compatibilityModeNasdaqStocks: bool | None = ...,
        sendInstrumentTimezone: str | None = ...,
        sendForexDataInCompatibilityMode: bool | None = ...,
        maintainAndResubmitOrdersOnReconnect: bool | None = ...,
        historicalDataMaxSize: int | None = ...,
        autoReportNettingEventContractTrades: bool | None = ...,
        optionExerciseRequestType: str | None = ...,
        allowLocalhostOnly: bool | None = ...,
        trustedIPs: Iterable[str] | None = ...,
    ) -> None: ...

class AttachedOrders(Message):
    SLORDERID_FIELD_NUMBER: ClassVar[int]
    SLORDERTYPE_FIELD_NUMBER: ClassVar[int]
    PTORDERID_FIELD_NUMBER: ClassVar[int]
    PTORDERTYPE_FIELD_NUMBER: ClassVar[int]
    slOrderId: int
    slOrderType: str
    ptOrderId: int
    ptOrderType: str
    def __init__(
        self,
        *,
        slOrderId: int | None = ...,
        slOrderType: str | None = ...,
        ptOrderId: int | None = ...,
        ptOrderType: str | None = ...,
    ) -> None: ...

class AutoOpenOrdersRequest(Message):
    AUTOBIND_FIELD_NUMBER: ClassVar[int]
    autoBind: bool
    def __init__(
        self,
        *,
        autoBind: bool | None = ...,
    ) -> None: ...

class CalculateImpliedVolatilityRequest(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    CONTRACT_FIELD_NUMBER: ClassVar[int]
    OPTIONPRICE_FIELD_NUMBER: ClassVar[int]
    UNDERPRICE_FIELD_NUMBER: ClassVar[int]
    IMPLIEDVOLATILITYOPTIONS_FIELD_NUMBER: ClassVar[int]
    reqId: int
    @property
    def contract(self) -> Contract: ...
    optionPrice: float
    underPrice: float
    @property
    def impliedVolatilityOptions(self) -> ScalarMap: ...
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        contract: Contract | Mapping[str, Any] | None = ...,
        optionPrice: float | None = ...,
        underPrice: float | None = ...,
        impliedVolatilityOptions: Mapping[str, str] | None = ...,
    ) -> None: ...

class CalculateOptionPriceRequest(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    CONTRACT_FIELD_NUMBER: ClassVar[int]
    VOLATILITY_FIELD_NUMBER: ClassVar[int]
    UNDERPRICE_FIELD_NUMBER: ClassVar[int]
    OPTIONPRICEOPTIONS_FIELD_NUMBER: ClassVar[int]
    reqId: int
    @property
    def contract(self) -> Contract: ...
    volatility: float
    underPrice: float
    @property
    def optionPriceOptions(self) -> ScalarMap: ...
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        contract: Contract | Mapping[str, Any] | None = ...,
        volatility: float | None = ...,
        underPrice: float | None = ...,
        optionPriceOptions: Mapping[str, str] | None = ...,
    ) -> None: ...

class CancelAccountSummary(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    reqId: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
    ) -> None: ...

class CancelAccountUpdatesMulti(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    reqId: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
    ) -> None: ...

class CancelCalculateImpliedVolatility(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    reqId: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
    ) -> None: ...

class CancelCalculateOptionPrice(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    reqId: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
    ) -> None: ...

class CancelContractData(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    reqId: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
    ) -> None: ...

class CancelHeadTimestamp(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    reqId: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
    ) -> None: ...

class CancelHistogramData(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    reqId: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
    ) -> None: ...

class CancelHistoricalData(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    reqId: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
    ) -> None: ...

class CancelHistoricalTicks(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    reqId: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
    ) -> None: ...

class CancelMarketData(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    reqId: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
    ) -> None: ...

class CancelMarketDepth(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    ISSMARTDEPTH_FIELD_NUMBER: ClassVar[int]
    reqId: int
    isSmartDepth: bool
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        isSmartDepth: bool | None = ...,
    ) -> None: ...

class CancelNewsBulletins(Message):
    def __init__(self) -> None: ...

class CancelOrderRequest(Message):
    ORDERID_FIELD_NUMBER: ClassVar[int]
    ORDERCANCEL_FIELD_NUMBER: ClassVar[int]
    orderId: int
    @property
    def orderCancel(self) -> OrderCancel: ...
    def __init__(
        self,
        *,
        orderId: int | None = ...,
        orderCancel: OrderCancel | Mapping[str, Any] | None = ...,
    ) -> None: ...

class CancelPnL(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    reqId: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
    ) -> None: ...

class CancelPnLSingle(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    reqId: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
    ) -> None: ...

class CancelPositions(Message):
    def __init__(self) -> None: ...

class CancelPositionsMulti(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    reqId: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
    ) -> None: ...

class CancelRealTimeBars(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    reqId: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
    ) -> None: ...

class CancelScannerSubscription(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    reqId: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
    ) -> None: ...

class CancelTickByTick(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    reqId: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
    ) -> None: ...

class CancelWshEventData(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    reqId: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
    ) -> None: ...

class CancelWshMetaData(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    reqId: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
    ) -> None: ...

class ComboLeg(Message):
    CONID_FIELD_NUMBER: ClassVar[int]
    RATIO_FIELD_NUMBER: ClassVar[int]
    ACTION_FIELD_NUMBER: ClassVar[int]
    EXCHANGE_FIELD_NUMBER: ClassVar[int]
    OPENCLOSE_FIELD_NUMBER: ClassVar[int]
    SHORTSALESSLOT_FIELD_NUMBER: ClassVar[int]
    DESIGNATEDLOCATION_FIELD_NUMBER: ClassVar[int]
    EXEMPTCODE_FIELD_NUMBER: ClassVar[int]
    PERLEGPRICE_FIELD_NUMBER: ClassVar[int]
    conId: int
    ratio: int
    action: str
    exchange: str
    openClose: int
    shortSalesSlot: int
    designatedLocation: str
    exemptCode: int
    perLegPrice: float
    def __init__(
        self,
        *,
        conId: int | None = ...,
        ratio: int | None = ...,
        action: str | None = ...,
        exchange: str | None = ...,
        openClose: int | None = ...,
        shortSalesSlot: int | None = ...,
        designatedLocation: str | None = ...,
        exemptCode: int | None = ...,
        perLegPrice: float | None = ...,
    ) -> None: ...

class CommissionAndFeesReport(Message):
    EXECID_FIELD_NUMBER: ClassVar[int]
    COMMISSIONANDFEES_FIELD_NUMBER: ClassVar[int]
    CURRENCY_FIELD_NUMBER: ClassVar[int]
    REALIZEDPNL_FIELD_NUMBER: ClassVar[int]
    BONDYIELD_FIELD_NUMBER: ClassVar[int]
    YIELDREDEMPTIONDATE_FIELD_NUMBER: ClassVar[int]
    execId: str
    commissionAndFees: float
    currency: str
    realizedPNL: float
    bondYield: float
    yieldRedemptionDate: str
    def __init__(
        self,
        *,
        execId: str | None = ...,
        commissionAndFees: float | None = ...,
        currency: str | None = ...,
        realizedPNL: float | None = ...,
        bondYield: float | None = ...,
        yieldRedemptionDate: str | None = ...,
    ) -> None: ...

class CompletedOrder(Message):
    CONTRACT_FIELD_NUMBER: ClassVar[int]
    ORDER_FIELD_NUMBER: ClassVar[int]
    ORDERSTATE_FIELD_NUMBER: ClassVar[int]
    @property
    def contract(self) -> Contract: ...
    @property
    def order(self) -> Order: ...
    @property
    def orderState(self) -> OrderState: ...
    def __init__(
        self,
        *,
        contract: Contract | Mapping[str, Any] | None = ...,
        order: Order | Mapping[str, Any] | None = ...,
        orderState: OrderState | Mapping[str, Any] | None = ...,
    ) -> None: ...

class CompletedOrdersEnd(Message):
    def __init__(self) -> None: ...

class CompletedOrdersRequest(Message):
    APIONLY_FIELD_NUMBER: ClassVar[int]
    apiOnly: bool
    def __init__(
        self,
        *,
        apiOnly: bool | None = ...,
    ) -> None: ...

class ConfigRequest(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    reqId: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
    ) -> None: ...

class ConfigResponse(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    LOCKANDEXIT_FIELD_NUMBER: ClassVar[int]
    MESSAGES_FIELD_NUMBER: ClassVar[int]
    API_FIELD_NUMBER: ClassVar[int]
    ORDERS_FIELD_NUMBER: ClassVar[int]
    reqId: int
    @property
    def lockAndExit(self) -> LockAndExitConfig: ...
    @property
    def messages(self) -> RepeatedComposite[MessageConfig]: ...
    @property
    def api(self) -> ApiConfig: ...
    @property
    def orders(self) -> OrdersConfig: ...
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        lockAndExit: LockAndExitConfig | Mapping[str, Any] | None = ...,
        messages: Iterable[MessageConfig | Mapping[str, Any]] | None = ...,
        api: ApiConfig | Mapping[str, Any] | None = ...,
        orders: OrdersConfig | Mapping[str, Any] | None = ...,
    ) -> None: ...

class Contract(Message):
    CONID_FIELD_NUMBER: ClassVar[int]
    SYMBOL_FIELD_NUMBER: ClassVar[int]
    SECTYPE_FIELD_NUMBER: ClassVar[int]
    LASTTRADEDATEORCONTRACTMONTH_FIELD_NUMBER: ClassVar[int]
    STRIKE_FIELD_NUMBER: ClassVar[int]
    RIGHT_FIELD_NUMBER: ClassVar[int]
    MULTIPLIER_FIELD_NUMBER: ClassVar[int]
    EXCHANGE_FIELD_NUMBER: ClassVar[int]
    PRIMARYEXCH_FIELD_NUMBER: ClassVar[int]
    CURRENCY_FIELD_NUMBER: ClassVar[int]
    LOCALSYMBOL_FIELD_NUMBER: ClassVar[int]
    TRADINGCLASS_FIELD_NUMBER: ClassVar[int]
    SECIDTYPE_FIELD_NUMBER: ClassVar[int]
    SECID_FIELD_NUMBER: ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: ClassVar[int]
    ISSUERID_FIELD_NUMBER: ClassVar[int]
    DELTANEUTRALCONTRACT_FIELD_NUMBER: ClassVar[int]
    INCLUDEEXPIRED_FIELD_NUMBER: ClassVar[int]
    COMBOLEGSDESCRIP_FIELD_NUMBER: ClassVar[int]
    COMBOLEGS_FIELD_NUMBER: ClassVar[int]
    LASTTRADEDATE_FIELD_NUMBER: ClassVar[int]
    conId: int
    symbol: str
    secType: str
    lastTradeDateOrContractMonth: str
    strike: float
    right: str
    multiplier: float
    exchange: str
    primaryExch: str
    currency: str
    localSymbol: str
    tradingClass: str
    secIdType: str
    secId: str
    description: str
    issuerId: str
    @property
    def deltaNeutralContract(self) -> DeltaNeutralContract: ...
    includeExpired: bool
    comboLegsDescrip: str
    @property
    def comboLegs(self) -> RepeatedComposite[ComboLeg]: ...
    lastTradeDate: str
    def __init__(
        self,
        *,
        conId: int | None = ...,
        symbol: str | None = ...,
        secType: str | None = ...,
        lastTradeDateOrContractMonth: str | None = ...,
        strike: float | None = ...,
        right: str | None = ...,
        multiplier: float | None = ...,
        exchange: str | None = ...,
        primaryExch: str | None = ...,
        currency: str | None = ...,
        localSymbol: str | None = ...,
        tradingClass: str | None = ...,
        secIdType: str | None = ...,
        secId: str | None = ...,
        description: str | None = ...,
        issuerId: str | None = ...,
        deltaNeutralContract: DeltaNeutralContract | Mapping[str, Any] | None = ...,
        includeExpired: bool | None = ...,
        comboLegsDescrip: str | None = ...,
        comboLegs: Iterable[ComboLeg | Mapping[str, Any]] | None = ...,
        lastTradeDate: str | None = ...,
    ) -> None: ...

class ContractData(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    CONTRACT_FIELD_NUMBER: ClassVar[int]
    CONTRACTDETAILS_FIELD_NUMBER: ClassVar[int]
    reqId: int
    @property
    def contract(self) -> Contract: ...
    @property
    def contractDetails(self) -> ContractDetails: ...
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        contract: Contract | Mapping[str, Any] | None = ...,
        contractDetails: ContractDetails | Mapping[str, Any] | None = ...,
    ) -> None: ...

class ContractDataEnd(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    reqId: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
    ) -> None: ...

class ContractDataRequest(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    CONTRACT_FIELD_NUMBER: ClassVar[int]
    reqId: int
    @property
    def contract(self) -> Contract: ...
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        contract: Contract | Mapping[str, Any] | None = ...,
    ) -> None: ...

class ContractDescription(Message):
    CONTRACT_FIELD_NUMBER: ClassVar[int]
    DERIVATIVESECTYPES_FIELD_NUMBER: ClassVar[int]
    @property
    def contract(self) -> Contract: ...
    @property
    def derivativeSecTypes(self) -> RepeatedScalar[str]: ...
    def __init__(
        self,
        *,
        contract: Contract | Mapping[str, Any] | None = ...,
        derivativeSecTypes: Iterable[str] | None = ...,
    ) -> None: ...

class ContractDetails(Message):
    MARKETNAME_FIELD_NUMBER: ClassVar[int]
    MINTICK_FIELD_NUMBER: ClassVar[int]
    ORDERTYPES_FIELD_NUMBER: ClassVar[int]
    VALIDEXCHANGES_FIELD_NUMBER: ClassVar[int]
    PRICEMAGNIFIER_FIELD_NUMBER: ClassVar[int]
    UNDERCONID_FIELD_NUMBER: ClassVar[int]
    LONGNAME_FIELD_NUMBER: ClassVar[int]
    CONTRACTMONTH_FIELD_NUMBER: ClassVar[int]
    INDUSTRY_FIELD_NUMBER: ClassVar[int]
    CATEGORY_FIELD_NUMBER: ClassVar[int]
    SUBCATEGORY_FIELD_NUMBER: ClassVar[int]
    TIMEZONEID_FIELD_NUMBER: ClassVar[int]
    TRADINGHOURS_FIELD_NUMBER: ClassVar[int]
    LIQUIDHOURS_FIELD_NUMBER: ClassVar[int]
    EVRULE_FIELD_NUMBER: ClassVar[int]
    EVMULTIPLIER_FIELD_NUMBER: ClassVar[int]
    SECIDLIST_FIELD_NUMBER: ClassVar[int]
    AGGGROUP_FIELD_NUMBER: ClassVar[int]
    UNDERSYMBOL_FIELD_NUMBER: ClassVar[int]
    UNDERSECTYPE_FIELD_NUMBER: ClassVar[int]
    MARKETRULEIDS_FIELD_NUMBER: ClassVar[int]
    REALEXPIRATIONDATE_FIELD_NUMBER: ClassVar[int]
    STOCKTYPE_FIELD_NUMBER: ClassVar[int]
    MINSIZE_FIELD_NUMBER: ClassVar[int]
    SIZEINCREMENT_FIELD_NUMBER: ClassVar[int]
    SUGGESTEDSIZEINCREMENT_FIELD_NUMBER: ClassVar[int]
    FUNDNAME_FIELD_NUMBER: ClassVar[int]
    FUNDFAMILY_FIELD_NUMBER: ClassVar[int]
    FUNDTYPE_FIELD_NUMBER: ClassVar[int]
    FUNDFRONTLOAD_FIELD_NUMBER: ClassVar[int]
    FUNDBACKLOAD_FIELD_NUMBER: ClassVar[int]
    FUNDBACKLOADTIMEINTERVAL_FIELD_NUMBER: ClassVar[int]
    FUNDMANAGEMENTFEE_FIELD_NUMBER: ClassVar[int]
    FUNDCLOSED_FIELD_NUMBER: ClassVar[int]
    FUNDCLOSEDFORNEWINVESTORS_FIELD_NUMBER: ClassVar[int]
    FUNDCLOSEDFORNEWMONEY_FIELD_NUMBER: ClassVar[int]
    FUNDNOTIFYAMOUNT_FIELD_NUMBER: ClassVar[int]
    FUNDMINIMUMINITIALPURCHASE_FIELD_NUMBER: ClassVar[int]
    FUNDMINIMUMSUBSEQUENTPURCHASE_FIELD_NUMBER: ClassVar[int]
    FUNDBLUESKYSTATES_FIELD_NUMBER: ClassVar[int]
    FUNDBLUESKYTERRITORIES_FIELD_NUMBER: ClassVar[int]
    FUNDDISTRIBUTIONPOLICYINDICATOR_FIELD_NUMBER: ClassVar[int]
    FUNDASSETTYPE_FIELD_NUMBER: ClassVar[int]
    CUSIP_FIELD_NUMBER: ClassVar[int]
    ISSUEDATE_FIELD_NUMBER: ClassVar[int]
    RATINGS_FIELD_NUMBER: ClassVar[int]
    BONDTYPE_FIELD_NUMBER: ClassVar[int]
    COUPON_FIELD_NUMBER: ClassVar[int]
    COUPONTYPE_FIELD_NUMBER: ClassVar[int]
    CONVERTIBLE_FIELD_NUMBER: ClassVar[int]
    CALLABLE_FIELD_NUMBER: ClassVar[int]
    PUTTABLE_FIELD_NUMBER: ClassVar[int]
    DESCAPPEND_FIELD_NUMBER: ClassVar[int]
    NEXTOPTIONDATE_FIELD_NUMBER: ClassVar[int]
    NEXTOPTIONTYPE_FIELD_NUMBER: ClassVar[int]
    NEXTOPTIONPARTIAL_FIELD_NUMBER: ClassVar[int]
    BONDNOTES_FIELD_NUMBER: ClassVar[int]
    INELIGIBILITYREASONLIST_FIELD_NUMBER: ClassVar[int]
    EVENTCONTRACT1_FIELD_NUMBER: ClassVar[int]
    EVENTCONTRACTDESCRIPTION1_FIELD_NUMBER: ClassVar[int]
    EVENTCONTRACTDESCRIPTION2_FIELD_NUMBER: ClassVar[int]
    MINALGOSIZE_FIELD_NUMBER: ClassVar[int]
    LASTPRICEPRECISION_FIELD_NUMBER: ClassVar[int]
    LASTSIZEPRECISION_FIELD_NUMBER: ClassVar[int]
    SETTLEMENTMETHOD_FIELD_NUMBER: ClassVar[int]
    marketName: str
    minTick: str
    orderTypes: str
    validExchanges: str
    priceMagnifier: int
    underConId: int
    longName: str
    contractMonth: str
    industry: str
    category: str
    subcategory: str
    timeZoneId: str
    tradingHours: str
    liquidHours: str
    evRule: str
    evMultiplier: float
    @property
    def secIdList(self) -> ScalarMap: ...
    aggGroup: int
    underSymbol: str
    underSecType: str
    marketRuleIds: str
    realExpirationDate: str
    stockType: str
    minSize: str
    sizeIncrement: str
    suggestedSizeIncrement: str
    fundName: str
    fundFamily: str
    fundType: str
    fundFrontLoad: str
    fundBackLoad: str
    fundBackLoadTimeInterval: str
    fundManagementFee: str
    fundClosed: bool
    fundClosedForNewInvestors: bool
    fundClosedForNewMoney: bool
    fundNotifyAmount: str
    fundMinimumInitialPurchase: str
    fundMinimumSubsequentPurchase: str
    fundBlueSkyStates: str
    fundBlueSkyTerritories: str
    fundDistributionPolicyIndicator: str
    fundAssetType: str
    cusip: str
    issueDate: str
    ratings: str
    bondType: str
    coupon: float
    couponType: str
    convertible: bool
    callable: bool
    puttable: bool
    descAppend: str
    nextOptionDate: str
    nextOptionType: str
    nextOptionPartial: bool
    bondNotes: str
    @property
    def ineligibilityReasonList(self) -> RepeatedComposite[IneligibilityReason]: ...
    eventContract1: str
    eventContractDescription1: str
    eventContractDescription2: str
    minAlgoSize: str
    lastPricePrecision: str
    lastSizePrecision: str
    settlementMethod: str
    def __init__(
        self,
        *,
        marketName: str | None = ...,
        minTick: str | None = ...,
        orderTypes: str | None = ...,
        validExchanges: str | None = ...,
        priceMagnifier: int | None = ...,
        underConId: int | None = ...,
        longName: str | None = ...,
        contractMonth: str | None = ...,
        industry: str | None = ...,
        category: str | None = ...,
        subcategory: str | None = ...,
        timeZoneId: str | None = ...,
        tradingHours: str | None = ...,
        liquidHours: str | None = ...,
        evRule: str | None = ...,
        evMultiplier: float | None = ...,
        secIdList: Mapping[str, str] | None = ...,
        aggGroup: int | None = ...,
        underSymbol: str | None = ...,
        underSecType: str | None = ...,
        marketRuleIds: str | None = ...,
        realExpirationDate: str | None = ...,
        stockType: str | None = ...,
        minSize: str | None = ...,
        sizeIncrement: str | None = ...,
        suggestedSizeIncrement: str | None = ...,
        fundName: str | None = ...,
        fundFamily: str | None = ...,
        fundType: str | None = ...,
        fundFrontLoad: str | None = ...,
        fundBackLoad: str | None = ...,
        fundBackLoadTimeInterval: str | None = ...,
        fundManagementFee: str | None = ...,
        fundClosed: bool | None = ...,
        fundClosedForNewInvestors: bool | None = ...,
        fundClosedForNewMoney: bool | None = ...,
        fundNotifyAmount: str | None = ...,
        fundMinimumInitialPurchase: str | None = ...,
        fundMinimumSubsequentPurchase: str | None = ...,
        fundBlueSkyStates: str | None = ...,
        fundBlueSkyTerritories: str | None = ...,
        fundDistributionPolicyIndicator: str | None = ...,
        fundAssetType: str | None = ...,
        cusip: str | None = ...,
        issueDate: str | None = ...,
        ratings: str | None = ...,
        bondType: str | None = ...,
        coupon: float | None = ...,
        couponType: str | None = ...,
        convertible: bool | None = ...,
        callable: bool | None = ...,
        puttable: bool | None = ...,
        descAppend: str | None = ...,
        nextOptionDate: str | None = ...,
        nextOptionType: str | None = ...,
        nextOptionPartial: bool | None = ...,
        bondNotes: str | None = ...,
        ineligibilityReasonList: Iterable[IneligibilityReason | Mapping[str, Any]] | None = ...,
        eventContract1: str | None = ...,
        eventContractDescription1: str | None = ...,
        eventContractDescription2: str | None = ...,
        minAlgoSize: str | None = ...,
        lastPricePrecision: str | None = ...,
        lastSizePrecision: str | None = ...,
        settlementMethod: str | None = ...,
    ) -> None: ...

class CurrentTime(Message):
    CURRENTTIME_FIELD_NUMBER: ClassVar[int]
    currentTime: int
    def __init__(
        self,
        *,
        currentTime: int | None = ...,
    ) -> None: ...

class CurrentTimeInMillis(Message):
    CURRENTTIMEINMILLIS_FIELD_NUMBER: ClassVar[int]
    currentTimeInMillis: int
    def __init__(
        self,
        *,
        currentTimeInMillis: int | None = ...,
    ) -> None: ...

class CurrentTimeInMillisRequest(Message):
    def __init__(self) -> None: ...

class CurrentTimeRequest(Message):
    def __init__(self) -> None: ...

class DeltaNeutralContract(Message):
    CONID_FIELD_NUMBER: ClassVar[int]
    DELTA_FIELD_NUMBER: ClassVar[int]
    PRICE_FIELD_NUMBER: ClassVar[int]
    conId: int
    delta: float
    price: float
    def __init__(
        self,
        *,
        conId: int | None = ...,
        delta: float | None = ...,
        price: float | None = ...,
    ) -> None: ...

class DepthMarketDataDescription(Message):
    EXCHANGE_FIELD_NUMBER: ClassVar[int]
    SECTYPE_FIELD_NUMBER: ClassVar[int]
    LISTINGEXCH_FIELD_NUMBER: ClassVar[int]
    SERVICEDATATYPE_FIELD_NUMBER: ClassVar[int]
    AGGGROUP_FIELD_NUMBER: ClassVar[int]
    exchange: str
    secType: str
    listingExch: str
    serviceDataType: str
    aggGroup: int
    def __init__(
        self,
        *,
        exchange: str | None = ...,
        secType: str | None = ...,
        listingExch: str | None = ...,
        serviceDataType: str | None = ...,
        aggGroup: int | None = ...,
    ) -> None: ...

class DisplayGroupList(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    GROUPS_FIELD_NUMBER: ClassVar[int]
    reqId: int
    groups: str
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        groups: str | None = ...,
    ) -> None: ...

class DisplayGroupUpdated(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    CONTRACTINFO_FIELD_NUMBER: ClassVar[int]
    reqId: int
    contractInfo: str
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        contractInfo: str | None = ...,
    ) -> None: ...

class ErrorMessage(Message):
    ID_FIELD_NUMBER: ClassVar[int]
    ERRORTIME_FIELD_NUMBER: ClassVar[int]
    ERRORCODE_FIELD_NUMBER: ClassVar[int]
    ERRORMSG_FIELD_NUMBER: ClassVar[int]
    ADVANCEDORDERREJECTJSON_FIELD_NUMBER: ClassVar[int]
    id: int
    errorTime: int
    errorCode: int
    errorMsg: str
    advancedOrderRejectJson: str
    def __init__(
        self,
        *,
        id: int | None = ...,
        errorTime: int | None = ...,
        errorCode: int | None = ...,
        errorMsg: str | None = ...,
        advancedOrderRejectJson: str | None = ...,
    ) -> None: ...

class Execution(Message):
    ORDERID_FIELD_NUMBER: ClassVar[int]
    EXECID_FIELD_NUMBER: ClassVar[int]
    TIME_FIELD_NUMBER: ClassVar[int]
    ACCTNUMBER_FIELD_NUMBER: ClassVar[int]
    EXCHANGE_FIELD_NUMBER: ClassVar[int]
    SIDE_FIELD_NUMBER: ClassVar[int]
    SHARES_FIELD_NUMBER: ClassVar[int]
    PRICE_FIELD_NUMBER: ClassVar[int]
    PERMID_FIELD_NUMBER: ClassVar[int]
    CLIENTID_FIELD_NUMBER: ClassVar[int]
    ISLIQUIDATION_FIELD_NUMBER: ClassVar[int]
    CUMQTY_FIELD_NUMBER: ClassVar[int]
    AVGPRICE_FIELD_NUMBER: ClassVar[int]
    ORDERREF_FIELD_NUMBER: ClassVar[int]
    EVRULE_FIELD_NUMBER: ClassVar[int]
    EVMULTIPLIER_FIELD_NUMBER: ClassVar[int]
    MODELCODE_FIELD_NUMBER: ClassVar[int]
    LASTLIQUIDITY_FIELD_NUMBER: ClassVar[int]
    ISPRICEREVISIONPENDING_FIELD_NUMBER: ClassVar[int]
    SUBMITTER_FIELD_NUMBER: ClassVar[int]
    OPTEXERCISEORLAPSETYPE_FIELD_NUMBER: ClassVar[int]
    orderId: int
    execId: str
    time: str
    acctNumber: str
    exchange: str
    side: str
    shares: str
    price: float
    permId: int
    clientId: int
    isLiquidation: bool
    cumQty: str
    avgPrice: float
    orderRef: str
    evRule: str
    evMultiplier: float
    modelCode: str
    lastLiquidity: int
    isPriceRevisionPending: bool
    submitter: str
    optExerciseOrLapseType: int
    def __init__(
        self,
        *,
        orderId: int | None = ...,
        execId: str | None = ...,
        time: str | None = ...,
        acctNumber: str | None = ...,
        exchange: str | None = ...,
        side: str | None = ...,
        shares: str | None = ...,
        price: float | None = ...,
        permId: int | None = ...,
        clientId: int | None = ...,
        isLiquidation: bool | None = ...,
        cumQty: str | None = ...,
        avgPrice: float | None = ...,
        orderRef: str | None = ...,
        evRule: str | None = ...,
        evMultiplier: float | None = ...,
        modelCode: str | None = ...,
        lastLiquidity: int | None = ...,
        isPriceRevisionPending: bool | None = ...,
        submitter: str | None = ...,
        optExerciseOrLapseType: int | None = ...,
    ) -> None: ...

class ExecutionDetails(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    CONTRACT_FIELD_NUMBER: ClassVar[int]
    EXECUTION_FIELD_NUMBER: ClassVar[int]
    reqId: int
    @property
    def contract(self) -> Contract: ...
    @property
    def execution(self) -> Execution: ...
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        contract: Contract | Mapping[str, Any] | None = ...,
        execution: Execution | Mapping[str, Any] | None = ...,
    ) -> None: ...

class ExecutionDetailsEnd(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    reqId: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
    ) -> None: ...

class ExecutionFilter(Message):
    CLIENTID_FIELD_NUMBER: ClassVar[int]
    ACCTCODE_FIELD_NUMBER: ClassVar[int]
    TIME_FIELD_NUMBER: ClassVar[int]
    SYMBOL_FIELD_NUMBER: ClassVar[int]
    SECTYPE_FIELD_NUMBER: ClassVar[int]
    EXCHANGE_FIELD_NUMBER: ClassVar[int]
    SIDE_FIELD_NUMBER: ClassVar[int]
    LASTNDAYS_FIELD_NUMBER: ClassVar[int]
    SPECIFICDATES_FIELD_NUMBER: ClassVar[int]
    clientId: int
    acctCode: str
    time: str
    symbol: str
    secType: str
    exchange: str
    side: str
    lastNDays: int
    @property
    def specificDates(self) -> RepeatedScalar[int]: ...
    def __init__(
        self,
        *,
        clientId: int | None = ...,
        acctCode: str | None = ...,
        time: str | None = ...,
        symbol: str | None = ...,
        secType: str | None = ...,
        exchange: str | None = ...,
        side: str | None = ...,
        lastNDays: int | None = ...,
        specificDates: Iterable[int] | None = ...,
    ) -> None: ...

class ExecutionRequest(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    EXECUTIONFILTER_FIELD_NUMBER: ClassVar[int]
    reqId: int
    @property
    def executionFilter(self) -> ExecutionFilter: ...
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        executionFilter: ExecutionFilter | Mapping[str, Any] | None = ...,
    ) -> None: ...

class ExerciseOptionsRequest(Message):
    ORDERID_FIELD_NUMBER: ClassVar[int]
    CONTRACT_FIELD_NUMBER: ClassVar[int]
    EXERCISEACTION_FIELD_NUMBER: ClassVar[int]
    EXERCISEQUANTITY_FIELD_NUMBER: ClassVar[int]
    ACCOUNT_FIELD_NUMBER: ClassVar[int]
    OVERRIDE_FIELD_NUMBER: ClassVar[int]
    MANUALORDERTIME_FIELD_NUMBER: ClassVar[int]
    CUSTOMERACCOUNT_FIELD_NUMBER: ClassVar[int]
    PROFESSIONALCUSTOMER_FIELD_NUMBER: ClassVar[int]
    orderId: int
    @property
    def contract(self) -> Contract: ...
    exerciseAction: int
    exerciseQuantity: int
    account: str
    override: bool
    manualOrderTime: str
    customerAccount: str
    professionalCustomer: bool
    def __init__(
        self,
        *,
        orderId: int | None = ...,
        contract: Contract | Mapping[str, Any] | None = ...,
        exerciseAction: int | None = ...,
        exerciseQuantity: int | None = ...,
        account: str | None = ...,
        override: bool | None = ...,
        manualOrderTime: str | None = ...,
        customerAccount: str | None = ...,
        professionalCustomer: bool | None = ...,
    ) -> None: ...

class FAReplace(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    FADATATYPE_FIELD_NUMBER: ClassVar[int]
    XML_FIELD_NUMBER: ClassVar[int]
    reqId: int
    faDataType: int
    xml: str
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        faDataType: int | None = ...,
        xml: str | None = ...,
    ) -> None: ...

class FARequest(Message):
    FADATATYPE_FIELD_NUMBER: ClassVar[int]
    faDataType: int
    def __init__(
        self,
        *,
        faDataType: int | None = ...,
    ) -> None: ...

class FamilyCode(Message):
    ACCOUNTID_FIELD_NUMBER: ClassVar[int]
    FAMILYCODE_FIELD_NUMBER: ClassVar[int]
    accountId: str
    familyCode: str
    def __init__(
        self,
        *,
        accountId: str | None = ...,
        familyCode: str | None = ...,
    ) -> None: ...

class FamilyCodes(Message):
    FAMILYCODES_FIELD_NUMBER: ClassVar[int]
    @property
    def familyCodes(self) -> RepeatedComposite[FamilyCode]: ...
    def __init__(
        self,
        *,
        familyCodes: Iterable[FamilyCode | Mapping[str, Any]] | None = ...,
    ) -> None: ...

class FamilyCodesRequest(Message):
    def __init__(self) -> None: ...

class GlobalCancelRequest(Message):
    ORDERCANCEL_FIELD_NUMBER: ClassVar[int]
    @property
    def orderCancel(self) -> OrderCancel: ...
    def __init__(
        self,
        *,
        orderCancel: OrderCancel | Mapping[str, Any] | None = ...,
    ) -> None: ...

class HeadTimestamp(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    HEADTIMESTAMP_FIELD_NUMBER: ClassVar[int]
    reqId: int
    headTimestamp: str
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        headTimestamp: str | None = ...,
    ) -> None: ...

class HeadTimestampRequest(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    CONTRACT_FIELD_NUMBER: ClassVar[int]
    USERTH_FIELD_NUMBER: ClassVar[int]
    WHATTOSHOW_FIELD_NUMBER: ClassVar[int]
    FORMATDATE_FIELD_NUMBER: ClassVar[int]
    reqId: int
    @property
    def contract(self) -> Contract: ...
    useRTH: bool
    whatToShow: str
    formatDate: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        contract: Contract | Mapping[str, Any] | None = ...,
        useRTH: bool | None = ...,
        whatToShow: str | None = ...,
        formatDate: int | None = ...,
    ) -> None: ...

class HistogramData(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    HISTOGRAMDATAENTRIES_FIELD_NUMBER: ClassVar[int]
    reqId: int
    @property
    def histogramDataEntries(self) -> RepeatedComposite[HistogramDataEntry]: ...
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        histogramDataEntries: Iterable[HistogramDataEntry | Mapping[str, Any]] | None = ...,
    ) -> None: ...

class HistogramDataEntry(Message):
    PRICE_FIELD_NUMBER: ClassVar[int]
    SIZE_FIELD_NUMBER: ClassVar[int]
    price: float
    size: str
    def __init__(
        self,
        *,
        price: float | None = ...,
        size: str | None = ...,
    ) -> None: ...

class HistogramDataRequest(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    CONTRACT_FIELD_NUMBER: ClassVar[int]
    USERTH_FIELD_NUMBER: ClassVar[int]
    TIMEPERIOD_FIELD_NUMBER: ClassVar[int]
    reqId: int
    @property
    def contract(self) -> Contract: ...
    useRTH: bool
    timePeriod: str
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        contract: Contract | Mapping[str, Any] | None = ...,
        useRTH: bool | None = ...,
        timePeriod: str | None = ...,
    ) -> None: ...

class HistoricalData(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    HISTORICALDATABARS_FIELD_NUMBER: ClassVar[int]
    reqId: int
    @property
    def historicalDataBars(self) -> RepeatedComposite[HistoricalDataBar]: ...
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        historicalDataBars: Iterable[HistoricalDataBar | Mapping[str, Any]] | None = ...,
    ) -> None: ...

class HistoricalDataBar(Message):
    DATE_FIELD_NUMBER: ClassVar[int]
    OPEN_FIELD_NUMBER: ClassVar[int]
    HIGH_FIELD_NUMBER: ClassVar[int]
    LOW_FIELD_NUMBER: ClassVar[int]
    CLOSE_FIELD_NUMBER: ClassVar[int]
    VOLUME_FIELD_NUMBER: ClassVar[int]
    WAP_FIELD_NUMBER: ClassVar[int]
    BARCOUNT_FIELD_NUMBER: ClassVar[int]
    date: str
    open: float
    high: float
    low: float
    close: float
    volume: str
    WAP: str
    barCount: int
    def __init__(
        self,
        *,
        date: str | None = ...,
        open: float | None = ...,
        high: float | None = ...,
        low: float | None = ...,
        close: float | None = ...,
        volume: str | None = ...,
        WAP: str | None = ...,
        barCount: int | None = ...,
    ) -> None: ...

class HistoricalDataEnd(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    STARTDATESTR_FIELD_NUMBER: ClassVar[int]
    ENDDATESTR_FIELD_NUMBER: ClassVar[int]
    reqId: int
    startDateStr: str
    endDateStr: str
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        startDateStr: str | None = ...,
        endDateStr: str | None = ...,
    ) -> None: ...

class HistoricalDataRequest(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    CONTRACT_FIELD_NUMBER: ClassVar[int]
    ENDDATETIME_FIELD_NUMBER: ClassVar[int]
    BARSIZESETTING_FIELD_NUMBER: ClassVar[int]
    DURATION_FIELD_NUMBER: ClassVar[int]
    USERTH_FIELD_NUMBER: ClassVar[int]
    WHATTOSHOW_FIELD_NUMBER: ClassVar[int]
    FORMATDATE_FIELD_NUMBER: ClassVar[int]
    KEEPUPTODATE_FIELD_NUMBER: ClassVar[int]
    CHARTOPTIONS_FIELD_NUMBER: ClassVar[int]
    reqId: int
    @property
    def contract(self) -> Contract: ...
    endDateTime: str
    barSizeSetting: str
    duration: str
    useRTH: bool
    whatToShow: str
    formatDate: int
    keepUpToDate: bool
    @property
    def chartOptions(self) -> ScalarMap: ...
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        contract: Contract | Mapping[str, Any] | None = ...,
        endDateTime: str | None = ...,
        barSizeSetting: str | None = ...,
        duration: str | None = ...,
        useRTH: bool | None = ...,
        whatToShow: str | None = ...,
        formatDate: int | None = ...,
        keepUpToDate: bool | None = ...,
        chartOptions: Mapping[str, str] | None = ...,
    ) -> None: ...

class HistoricalDataUpdate(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    HISTORICALDATABAR_FIELD_NUMBER: ClassVar[int]
    reqId: int
    @property
    def historicalDataBar(self) -> HistoricalDataBar: ...
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        historicalDataBar: HistoricalDataBar | Mapping[str, Any] | None = ...,
    ) -> None: ...

class HistoricalNews(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    TIME_FIELD_NUMBER: ClassVar[int]
    PROVIDERCODE_FIELD_NUMBER: ClassVar[int]
    ARTICLEID_FIELD_NUMBER: ClassVar[int]
    HEADLINE_FIELD_NUMBER: ClassVar[int]
    reqId: int
    time: str
    providerCode: str
    articleId: str
    headline: str
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        time: str | None = ...,
        providerCode: str | None = ...,
        articleId: str | None = ...,
        headline: str | None = ...,
    ) -> None: ...

class HistoricalNewsEnd(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    HASMORE_FIELD_NUMBER: ClassVar[int]
    reqId: int
    hasMore: bool
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        hasMore: bool | None = ...,
    ) -> None: ...

class HistoricalNewsRequest(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    CONID_FIELD_NUMBER: ClassVar[int]
    PROVIDERCODES_FIELD_NUMBER: ClassVar[int]
    STARTDATETIME_FIELD_NUMBER: ClassVar[int]
    ENDDATETIME_FIELD_NUMBER: ClassVar[int]
    TOTALRESULTS_FIELD_NUMBER: ClassVar[int]
    HISTORICALNEWSOPTIONS_FIELD_NUMBER: ClassVar[int]
    reqId: int
    conId: int
    providerCodes: str
    startDateTime: str
    endDateTime: str
    totalResults: int
    @property
    def historicalNewsOptions(self) -> ScalarMap: ...
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        conId: int | None = ...,
        providerCodes: str | None = ...,
        startDateTime: str | None = ...,
        endDateTime: str | None = ...,
        totalResults: int | None = ...,
        historicalNewsOptions: Mapping[str, str] | None = ...,
    ) -> None: ...

class HistoricalSchedule(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    STARTDATETIME_FIELD_NUMBER: ClassVar[int]
    ENDDATETIME_FIELD_NUMBER: ClassVar[int]
    TIMEZONE_FIELD_NUMBER: ClassVar[int]
    HISTORICALSESSIONS_FIELD_NUMBER: ClassVar[int]
    reqId: int
    startDateTime: str
    endDateTime: str
    timeZone: str
    @property
    def historicalSessions(self) -> RepeatedComposite[HistoricalSession]: ...
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        startDateTime: str | None = ...,
        endDateTime: str | None = ...,
        timeZone: str | None = ...,
        historicalSessions: Iterable[HistoricalSession | Mapping[str, Any]] | None = ...,
    ) -> None: ...

class HistoricalSession(Message):
    STARTDATETIME_FIELD_NUMBER: ClassVar[int]
    ENDDATETIME_FIELD_NUMBER: ClassVar[int]
    REFDATE_FIELD_NUMBER: ClassVar[int]
    startDateTime: str
    endDateTime: str
    refDate: str
    def __init__(
        self,
        *,
        startDateTime: str | None = ...,
        endDateTime: str | None = ...,
        refDate: str | None = ...,
    ) -> None: ...

class HistoricalTick(Message):
    TIME_FIELD_NUMBER: ClassVar[int]
    PRICE_FIELD_NUMBER: ClassVar[int]
    SIZE_FIELD_NUMBER: ClassVar[int]
    time: int
    price: float
    size: str
    def __init__(
        self,
        *,
        time: int | None = ...,
        price: float | None = ...,
        size: str | None = ...,
    ) -> None: ...

class HistoricalTickBidAsk(Message):
    TIME_FIELD_NUMBER: ClassVar[int]
    TICKATTRIBBIDASK_FIELD_NUMBER: ClassVar[int]
    PRICEBID_FIELD_NUMBER: ClassVar[int]
    PRICEASK_FIELD_NUMBER: ClassVar[int]
    SIZEBID_FIELD_NUMBER: ClassVar[int]
    SIZEASK_FIELD_NUMBER: ClassVar[int]
    time: int
    @property
    def tickAttribBidAsk(self) -> TickAttribBidAsk: ...
    priceBid: float
    priceAsk: float
    sizeBid: str
    sizeAsk: str
    def __init__(
        self,
        *,
        time: int | None = ...,
        tickAttribBidAsk: TickAttribBidAsk | Mapping[str, Any] | None = ...,
        priceBid: float | None = ...,
        priceAsk: float | None = ...,
        sizeBid: str | None = ...,
        sizeAsk: str | None = ...,
    ) -> None: ...

class HistoricalTickLast(Message):
    TIME_FIELD_NUMBER: ClassVar[int]
    TICKATTRIBLAST_FIELD_NUMBER: ClassVar[int]
    PRICE_FIELD_NUMBER: ClassVar[int]
    SIZE_FIELD_NUMBER: ClassVar[int]
    EXCHANGE_FIELD_NUMBER: ClassVar[int]
    SPECIALCONDITIONS_FIELD_NUMBER: ClassVar[int]
    time: int
    @property
    def tickAttribLast(self) -> TickAttribLast: ...
    price: float
    size: str
    exchange: str
    specialConditions: str
    def __init__(
        self,
        *,
        time: int | None = ...,
        tickAttribLast: TickAttribLast | Mapping[str, Any] | None = ...,
        price: float | None = ...,
        size: str | None = ...,
        exchange: str | None = ...,
        specialConditions: str | None = ...,
    ) -> None: ...

class HistoricalTicks(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    HISTORICALTICKS_FIELD_NUMBER: ClassVar[int]
    ISDONE_FIELD_NUMBER: ClassVar[int]
    reqId: int
    @property
    def historicalTicks(self) -> RepeatedComposite[HistoricalTick]: ...
    isDone: bool
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        historicalTicks: Iterable[HistoricalTick | Mapping[str, Any]] | None = ...,
        isDone: bool | None = ...,
    ) -> None: ...

class HistoricalTicksBidAsk(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    HISTORICALTICKSBIDASK_FIELD_NUMBER: ClassVar[int]
    ISDONE_FIELD_NUMBER: ClassVar[int]
    reqId: int
    @property
    def historicalTicksBidAsk(self) -> RepeatedComposite[HistoricalTickBidAsk]: ...
    isDone: bool
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        historicalTicksBidAsk: Iterable[HistoricalTickBidAsk | Mapping[str, Any]] | None = ...,
        isDone: bool | None = ...,
    ) -> None: ...

class HistoricalTicksLast(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    HISTORICALTICKSLAST_FIELD_NUMBER: ClassVar[int]
    ISDONE_FIELD_NUMBER: ClassVar[int]
    reqId: int
    @property
    def historicalTicksLast(self) -> RepeatedComposite[HistoricalTickLast]: ...
    isDone: bool
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        historicalTicksLast: Iterable[HistoricalTickLast | Mapping[str, Any]] | None = ...,
        isDone: bool | None = ...,
    ) -> None: ...

class HistoricalTicksRequest(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    CONTRACT_FIELD_NUMBER: ClassVar[int]
    STARTDATETIME_FIELD_NUMBER: ClassVar[int]
    ENDDATETIME_FIELD_NUMBER: ClassVar[int]
    NUMBEROFTICKS_FIELD_NUMBER: ClassVar[int]
    WHATTOSHOW_FIELD_NUMBER: ClassVar[int]
    USERTH_FIELD_NUMBER: ClassVar[int]
    IGNORESIZE_FIELD_NUMBER: ClassVar[int]
    MISCOPTIONS_FIELD_NUMBER: ClassVar[int]
    reqId: int
    @property
    def contract(self) -> Contract: ...
    startDateTime: str
    endDateTime: str
    numberOfTicks: int
    whatToShow: str
    useRTH: bool
    ignoreSize: bool
    @property
    def miscOptions(self) -> ScalarMap: ...
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        contract: Contract | Mapping[str, Any] | None = ...,
        startDateTime: str | None = ...,
        endDateTime: str | None = ...,
        numberOfTicks: int | None = ...,
        whatToShow: str | None = ...,
        useRTH: bool | None = ...,
        ignoreSize: bool | None = ...,
        miscOptions: Mapping[str, str] | None = ...,
    ) -> None: ...

class IdsRequest(Message):
    NUMIDS_FIELD_NUMBER: ClassVar[int]
    numIds: int
    def __init__(
        self,
        *,
        numIds: int | None = ...,
    ) -> None: ...

class IneligibilityReason(Message):
    ID_FIELD_NUMBER: ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: ClassVar[int]
    id: str
    description: str
    def __init__(
        self,
        *,
        id: str | None = ...,
        description: str | None = ...,
    ) -> None: ...

class LockAndExitConfig(Message):
    AUTOLOGOFFTIME_FIELD_NUMBER: ClassVar[int]
    AUTOLOGOFFPERIOD_FIELD_NUMBER: ClassVar[int]
    AUTOLOGOFFTYPE_FIELD_NUMBER: ClassVar[int]
    autoLogoffTime: str
    autoLogoffPeriod: str
    autoLogoffType: str
    def __init__(
        self,
        *,
        autoLogoffTime: str | None = ...,
        autoLogoffPeriod: str | None = ...,
        autoLogoffType: str | None = ...,
    ) -> None: ...

class ManagedAccounts(Message):
    ACCOUNTSLIST_FIELD_NUMBER: ClassVar[int]
    accountsList: str
    def __init__(
        self,
        *,
        accountsList: str | None = ...,
    ) -> None: ...

class ManagedAccountsRequest(Message):
    def __init__(self) -> None: ...

class MarketDataRequest(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    CONTRACT_FIELD_NUMBER: ClassVar[int]
    GENERICTICKLIST_FIELD_NUMBER: ClassVar[int]
    SNAPSHOT_FIELD_NUMBER: ClassVar[int]
    REGULATORYSNAPSHOT_FIELD_NUMBER: ClassVar[int]
    MARKETDATAOPTIONS_FIELD_NUMBER: ClassVar[int]
    reqId: int
    @property
    def contract(self) -> Contract: ...
    genericTickList: str
    snapshot: bool
    regulatorySnapshot: bool
    @property
    def marketDataOptions(self) -> ScalarMap: ...
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        contract: Contract | Mapping[str, Any] | None = ...,
        genericTickList: str | None = ...,
        snapshot: bool | None = ...,
        regulatorySnapshot: bool | None = ...,
        marketDataOptions: Mapping[str, str] | None = ...,
    ) -> None: ...

class MarketDataType(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    MARKETDATATYPE_FIELD_NUMBER: ClassVar[int]
    reqId: int
    marketDataType: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        marketDataType: int | None = ...,
    ) -> None: ...

class MarketDataTypeRequest(Message):
    MARKETDATATYPE_FIELD_NUMBER: ClassVar[int]
    marketDataType: int
    def __init__(
        self,
        *,
        marketDataType: int | None = ...,
    ) -> None: ...

class MarketDepth(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    MARKETDEPTHDATA_FIELD_NUMBER: ClassVar[int]
    reqId: int
    @property
    def marketDepthData(self) -> MarketDepthData: ...
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        marketDepthData: MarketDepthData | Mapping[str, Any] | None = ...,
    ) -> None: ...

class MarketDepthData(Message):
    POSITION_FIELD_NUMBER: ClassVar[int]
    OPERATION_FIELD_NUMBER: ClassVar[int]
    SIDE_FIELD_NUMBER: ClassVar[int]
    PRICE_FIELD_NUMBER: ClassVar[int]
    SIZE_FIELD_NUMBER: ClassVar[int]
    MARKETMAKER_FIELD_NUMBER: ClassVar[int]
    ISSMARTDEPTH_FIELD_NUMBER: ClassVar[int]
    position: int
    operation: int
    side: int
    price: float
    size: str
    marketMaker: str
    isSmartDepth: bool
    def __init__(
        self,
        *,
        position: int | None = ...,
        operation: int | None = ...,
        side: int | None = ...,
        price: float | None = ...,
        size: str | None = ...,
        marketMaker: str | None = ...,
        isSmartDepth: bool | None = ...,
    ) -> None: ...

class MarketDepthExchanges(Message):
    DEPTHMARKETDATADESCRIPTIONS_FIELD_NUMBER: ClassVar[int]
    @property
    def depthMarketDataDescriptions(self) -> RepeatedComposite[DepthMarketDataDescription]: ...
    def __init__(
        self,
        *,
        depthMarketDataDescriptions: Iterable[DepthMarketDataDescription | Mapping[str, Any]] | None = ...,
    ) -> None: ...

class MarketDepthExchangesRequest(Message):
    def __init__(self) -> None: ...

class MarketDepthL2(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    MARKETDEPTHDATA_FIELD_NUMBER: ClassVar[int]
    reqId: int
    @property
    def marketDepthData(self) -> MarketDepthData: ...
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        marketDepthData: MarketDepthData | Mapping[str, Any] | None = ...,
    ) -> None: ...

class MarketDepthRequest(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    CONTRACT_FIELD_NUMBER: ClassVar[int]
    NUMROWS_FIELD_NUMBER: ClassVar[int]
    ISSMARTDEPTH_FIELD_NUMBER: ClassVar[int]
    MARKETDEPTHOPTIONS_FIELD_NUMBER: ClassVar[int]
    reqId: int
    @property
    def contract(self) -> Contract: ...
    numRows: int
    isSmartDepth: bool
    @property
    def marketDepthOptions(self) -> ScalarMap: ...
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        contract: Contract | Mapping[str, Any] | None = ...,
        numRows: int | None = ...,
        isSmartDepth: bool | None = ...,
        marketDepthOptions: Mapping[str, str] | None = ...,
    ) -> None: ...

class MarketRule(Message):
    MARKETRULEID_FIELD_NUMBER: ClassVar[int]
    PRICEINCREMENTS_FIELD_NUMBER: ClassVar[int]
    marketRuleId: int
    @property
    def priceIncrements(self) -> RepeatedComposite[PriceIncrement]: ...
    def __init__(
        self,
        *,
        marketRuleId: int | None = ...,
        priceIncrements: Iterable[PriceIncrement | Mapping[str, Any]] | None = ...,
    ) -> None: ...

class MarketRuleRequest(Message):
    MARKETRULEID_FIELD_NUMBER: ClassVar[int]
    marketRuleId: int
    def __init__(
        self,
        *,
        marketRuleId: int | None = ...,
    ) -> None: ...

class MatchingSymbolsRequest(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    PATTERN_FIELD_NUMBER: ClassVar[int]
    reqId: int
    pattern: str
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        pattern: str | None = ...,
    ) -> None: ...

class MessageConfig(Message):
    ID_FIELD_NUMBER: ClassVar[int]
    TITLE_FIELD_NUMBER: ClassVar[int]
    MESSAGE_FIELD_NUMBER: ClassVar[int]
    DEFAULTACTION_FIELD_NUMBER: ClassVar[int]
    ENABLED_FIELD_NUMBER: ClassVar[int]
    id: int
    title: str
    message: str
    defaultAction: str
    enabled: bool
    def __init__(
        self,
        *,
        id: int | None = ...,
        title: str | None = ...,
        message: str | None = ...,
        defaultAction: str | None = ...,
        enabled: bool | None = ...,
    ) -> None: ...

class NewsArticle(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    ARTICLETYPE_FIELD_NUMBER: ClassVar[int]
    ARTICLETEXT_FIELD_NUMBER: ClassVar[int]
    reqId: int
    articleType: int
    articleText: str
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        articleType: int | None = ...,
        articleText: str | None = ...,
    ) -> None: ...

class NewsArticleRequest(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    PROVIDERCODE_FIELD_NUMBER: ClassVar[int]
    ARTICLEID_FIELD_NUMBER: ClassVar[int]
    NEWSARTICLEOPTIONS_FIELD_NUMBER: ClassVar[int]
    reqId: int
    providerCode: str
    articleId: str
    @property
    def newsArticleOptions(self) -> ScalarMap: ...
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        providerCode: str | None = ...,
        articleId: str | None = ...,
        newsArticleOptions: Mapping[str, str] | None = ...,
    ) -> None: ...

class NewsBulletin(Message):
    NEWSMSGID_FIELD_NUMBER: ClassVar[int]
    NEWSMSGTYPE_FIELD_NUMBER: ClassVar[int]
    NEWSMESSAGE_FIELD_NUMBER: ClassVar[int]
    ORIGINATINGEXCH_FIELD_NUMBER: ClassVar[int]
    newsMsgId: int
    newsMsgType: int
    newsMessage: str
    originatingExch: str
    def __init__(
        self,
        *,
        newsMsgId: int | None = ...,
        newsMsgType: int | None = ...,
        newsMessage: str | None = ...,
        originatingExch: str | None = ...,
    ) -> None: ...

class NewsBulletinsRequest(Message):
    ALLMESSAGES_FIELD_NUMBER: ClassVar[int]
    allMessages: bool
    def __init__(
        self,
        *,
        allMessages: bool | None = ...,
    ) -> None: ...

class NewsProvider(Message):
    PROVIDERCODE_FIELD_NUMBER: ClassVar[int]
    PROVIDERNAME_FIELD_NUMBER: ClassVar[int]
    providerCode: str
    providerName: str
    def __init__(
        self,
        *,
        providerCode: str | None = ...,
        providerName: str | None = ...,
    ) -> None: ...

class NewsProviders(Message):
    NEWSPROVIDERS_FIELD_NUMBER: ClassVar[int]
    @property
    def newsProviders(self) -> RepeatedComposite[NewsProvider]: ...
    def __init__(
        self,
        *,
        newsProviders: Iterable[NewsProvider | Mapping[str, Any]] | None = ...,
    ) -> None: ...

class NewsProvidersRequest(Message):
    def __init__(self) -> None: ...

class NextValidId(Message):
    ORDERID_FIELD_NUMBER: ClassVar[int]
    orderId: int
    def __init__(
        self,
        *,
        orderId: int | None = ...,
    ) -> None: ...

class OpenOrder(Message):
    ORDERID_FIELD_NUMBER: ClassVar[int]
    CONTRACT_FIELD_NUMBER: ClassVar[int]
    ORDER_FIELD_NUMBER: ClassVar[int]
    ORDERSTATE_FIELD_NUMBER: ClassVar[int]
    orderId: int
    @property
    def contract(self) -> Contract: ...
    @property
    def order(self) -> Order: ...
    @property
    def orderState(self) -> OrderState: ...
    def __init__(
        self,
        *,
        orderId: int | None = ...,
        contract: Contract | Mapping[str, Any] | None = ...,
        order: Order | Mapping[str, Any] | None = ...,
        orderState: OrderState | Mapping[str, Any] | None = ...,
    ) -> None: ...

class OpenOrdersEnd(Message):
    def __init__(self) -> None: ...

class OpenOrdersRequest(Message):
    def __init__(self) -> None: ...

class Order(Message):
    CLIENTID_FIELD_NUMBER: ClassVar[int]
    ORDERID_FIELD_NUMBER: ClassVar[int]
    PERMID_FIELD_NUMBER: ClassVar[int]
    PARENTID_FIELD_NUMBER: ClassVar[int]
    ACTION_FIELD_NUMBER: ClassVar[int]
    TOTALQUANTITY_FIELD_NUMBER: ClassVar[int]
    DISPLAYSIZE_FIELD_NUMBER: ClassVar[int]
    ORDERTYPE_FIELD_NUMBER: ClassVar[int]
    LMTPRICE_FIELD_NUMBER: ClassVar[int]
    AUXPRICE_FIELD_NUMBER: ClassVar[int]
    TIF_FIELD_NUMBER: ClassVar[int]
    ACCOUNT_FIELD_NUMBER: ClassVar[int]
    SETTLINGFIRM_FIELD_NUMBER: ClassVar[int]
    CLEARINGACCOUNT_FIELD_NUMBER: ClassVar[int]
    CLEARINGINTENT_FIELD_NUMBER: ClassVar[int]
    ALLORNONE_FIELD_NUMBER: ClassVar[int]
    BLOCKORDER_FIELD_NUMBER: ClassVar[int]
    HIDDEN_FIELD_NUMBER: ClassVar[int]
    OUTSIDERTH_FIELD_NUMBER: ClassVar[int]
    SWEEPTOFILL_FIELD_NUMBER: ClassVar[int]
    PERCENTOFFSET_FIELD_NUMBER: ClassVar[int]
    TRAILINGPERCENT_FIELD_NUMBER: ClassVar[int]
    TRAILSTOPPRICE_FIELD_NUMBER: ClassVar[int]
    MINQTY_FIELD_NUMBER: ClassVar[int]
    GOODAFTERTIME_FIELD_NUMBER: ClassVar[int]
    GOODTILLDATE_FIELD_NUMBER: ClassVar[int]
    OCAGROUP_FIELD_NUMBER: ClassVar[int]
    ORDERREF_FIELD_NUMBER: ClassVar[int]
    RULE80A_FIELD_NUMBER: ClassVar[int]
    OCATYPE_FIELD_NUMBER: ClassVar[int]
    TRIGGERMETHOD_FIELD_NUMBER: ClassVar[int]
    ACTIVESTARTTIME_FIELD_NUMBER: ClassVar[int]
    ACTIVESTOPTIME_FIELD_NUMBER: ClassVar[int]
    FAGROUP_FIELD_NUMBER: ClassVar[int]
    FAMETHOD_FIELD_NUMBER: ClassVar[int]
    FAPERCENTAGE_FIELD_NUMBER: ClassVar[int]
    VOLATILITY_FIELD_NUMBER: ClassVar[int]
    VOLATILITYTYPE_FIELD_NUMBER: ClassVar[int]
    CONTINUOUSUPDATE_FIELD_NUMBER: ClassVar[int]
    REFERENCEPRICETYPE_FIELD_NUMBER: ClassVar[int]
    DELTANEUTRALORDERTYPE_FIELD_NUMBER: ClassVar[int]
    DELTANEUTRALAUXPRICE_FIELD_NUMBER: ClassVar[int]
    DELTANEUTRALCONID_FIELD_NUMBER: ClassVar[int]
    DELTANEUTRALOPENCLOSE_FIELD_NUMBER: ClassVar[int]
    DELTANEUTRALSHORTSALE_FIELD_NUMBER: ClassVar[int]
    DELTANEUTRALSHORTSALESLOT_FIELD_NUMBER: ClassVar[int]
    DELTANEUTRALDESIGNATEDLOCATION_FIELD_NUMBER: ClassVar[int]
    SCALEINITLEVELSIZE_FIELD_NUMBER: ClassVar[int]
    SCALESUBSLEVELSIZE_FIELD_NUMBER: ClassVar[int]
    SCALEPRICEINCREMENT_FIELD_NUMBER: ClassVar[int]
    SCALEPRICEADJUSTVALUE_FIELD_NUMBER: ClassVar[int]
    SCALEPRICEADJUSTINTERVAL_FIELD_NUMBER: ClassVar[int]
    SCALEPROFITOFFSET_FIELD_NUMBER: ClassVar[int]
    SCALEAUTORESET_FIELD_NUMBER: ClassVar[int]
    SCALEINITPOSITION_FIELD_NUMBER: ClassVar[int]
    SCALEINITFILLQTY_FIELD_NUMBER: ClassVar[int]
    SCALERANDOMPERCENT_FIELD_NUMBER: ClassVar[int]
    SCALETABLE_FIELD_NUMBER: ClassVar[int]
    HEDGETYPE_FIELD_NUMBER: ClassVar[int]
    HEDGEPARAM_FIELD_NUMBER: ClassVar[int]
    ALGOSTRATEGY_FIELD_NUMBER: ClassVar[int]
    ALGOPARAMS_FIELD_NUMBER: ClassVar[int]
    ALGOID_FIELD_NUMBER: ClassVar[int]
    SMARTCOMBOROUTINGPARAMS_FIELD_NUMBER: ClassVar[int]
    WHATIF_FIELD_NUMBER: ClassVar[int]
    TRANSMIT_FIELD_NUMBER: ClassVar[int]
    OVERRIDEPERCENTAGECONSTRAINTS_FIELD_NUMBER: ClassVar[int]
    OPENCLOSE_FIELD_NUMBER: ClassVar[int]
    ORIGIN_FIELD_NUMBER: ClassVar[int]
    SHORTSALESLOT_FIELD_NUMBER: ClassVar[int]
    DESIGNATEDLOCATION_FIELD_NUMBER: ClassVar[int]
    EXEMPTCODE_FIELD_NUMBER: ClassVar[int]
    DELTANEUTRALSETTLINGFIRM_FIELD_NUMBER: ClassVar[int]
    DELTANEUTRALCLEARINGACCOUNT_FIELD_NUMBER: ClassVar[int]
    DELTANEUTRALCLEARINGINTENT_FIELD_NUMBER: ClassVar[int]
    DISCRETIONARYAMT_FIELD_NUMBER: ClassVar[int]
    OPTOUTSMARTROUTING_FIELD_NUMBER: ClassVar[int]
    STARTINGPRICE_FIELD_NUMBER: ClassVar[int]
    STOCKREFPRICE_FIELD_NUMBER: ClassVar[int]
    DELTA_FIELD_NUMBER: ClassVar[int]
    STOCKRANGELOWER_FIELD_NUMBER: ClassVar[int]
    STOCKRANGEUPPER_FIELD_NUMBER: ClassVar[int]
    NOTHELD_FIELD_NUMBER: ClassVar[int]
    ORDERMISCOPTIONS_FIELD_NUMBER: ClassVar[int]
    SOLICITED_FIELD_NUMBER: ClassVar[int]
    RANDOMIZESIZE_FIELD_NUMBER: ClassVar[int]
    RANDOMIZEPRICE_FIELD_NUMBER: ClassVar[int]
    REFERENCECONTRACTID_FIELD_NUMBER: ClassVar[int]
    PEGGEDCHANGEAMOUNT_FIELD_NUMBER: ClassVar[int]
    ISPEGGEDCHANGEAMOUNTDECREASE_FIELD_NUMBER: ClassVar[int]
    REFERENCECHANGEAMOUNT_FIELD_NUMBER: ClassVar[int]
    REFERENCEEXCHANGEID_FIELD_NUMBER: ClassVar[int]
    ADJUSTEDORDERTYPE_FIELD_NUMBER: ClassVar[int]
    TRIGGERPRICE_FIELD_NUMBER: ClassVar[int]
    ADJUSTEDSTOPPRICE_FIELD_NUMBER: ClassVar[int]
    ADJUSTEDSTOPLIMITPRICE_FIELD_NUMBER: ClassVar[int]
    ADJUSTEDTRAILINGAMOUNT_FIELD_NUMBER: ClassVar[int]
    ADJUSTABLETRAILINGUNIT_FIELD_NUMBER: ClassVar[int]
    LMTPRICEOFFSET_FIELD_NUMBER: ClassVar[int]
    CONDITIONS_FIELD_NUMBER: ClassVar[int]
    CONDITIONSCANCELORDER_FIELD_NUMBER: ClassVar[int]
    CONDITIONSIGNORERTH_FIELD_NUMBER: ClassVar[int]
    MODELCODE_FIELD_NUMBER: ClassVar[int]
    EXTOPERATOR_FIELD_NUMBER: ClassVar[int]
    SOFTDOLLARTIER_FIELD_NUMBER: ClassVar[int]
    CASHQTY_FIELD_NUMBER: ClassVar[int]
    MIFID2DECISIONMAKER_FIELD_NUMBER: ClassVar[int]
    MIFID2DECISIONALGO_FIELD_NUMBER: ClassVar[int]
    MIFID2EXECUTIONTRADER_FIELD_NUMBER: ClassVar[int]
    MIFID2EXECUTIONALGO_FIELD_NUMBER: ClassVar[int]
    DONTUSEAUTOPRICEFORHEDGE_FIELD_NUMBER: ClassVar[int]
    ISOMSCONTAINER_FIELD_NUMBER: ClassVar[int]
    DISCRETIONARYUPTOLIMITPRICE_FIELD_NUMBER: ClassVar[int]
    AUTOCANCELDATE_FIELD_NUMBER: ClassVar[int]
    FILLEDQUANTITY_FIELD_NUMBER: ClassVar[int]
    REFFUTURESCONID_FIELD_NUMBER: ClassVar[int]
    AUTOCANCELPARENT_FIELD_NUMBER: ClassVar[int]
    SHAREHOLDER_FIELD_NUMBER: ClassVar[int]
    IMBALANCEONLY_FIELD_NUMBER: ClassVar[int]
    ROUTEMARKETABLETOBBO_FIELD_NUMBER: ClassVar[int]
    PARENTPERMID_FIELD_NUMBER: ClassVar[int]
    USEPRICEMGMTALGO_FIELD_NUMBER: ClassVar[int]
    DURATION_FIELD_NUMBER: ClassVar[int]
    POSTTOATS_FIELD_NUMBER: ClassVar[int]
    ADVANCEDERROROVERRIDE_FIELD_NUMBER: ClassVar[int]
    MANUALORDERTIME_FIELD_NUMBER: ClassVar[int]
    MINTRADEQTY_FIELD_NUMBER: ClassVar[int]
    MINCOMPETESIZE_FIELD_NUMBER: ClassVar[int]
    COMPETEAGAINSTBESTOFFSET_FIELD_NUMBER: ClassVar[int]
    MIDOFFSETATWHOLE_FIELD_NUMBER: ClassVar[int]
    MIDOFFSETATHALF_FIELD_NUMBER: ClassVar[int]
    CUSTOMERACCOUNT_FIELD_NUMBER: ClassVar[int]
    PROFESSIONALCUSTOMER_FIELD_NUMBER: ClassVar[int]
    BONDACCRUEDINTEREST_FIELD_NUMBER: ClassVar[int]
    INCLUDEOVERNIGHT_FIELD_NUMBER: ClassVar[int]
    MANUALORDERINDICATOR_FIELD_NUMBER: ClassVar[int]
    SUBMITTER_FIELD_NUMBER: ClassVar[int]
    DEACTIVATE_FIELD_NUMBER: ClassVar[int]
    POSTONLY_FIELD_NUMBER: ClassVar[int]
    ALLOWPREOPEN_FIELD_NUMBER: ClassVar[int]
    IGNOREOPENAUCTION_FIELD_NUMBER: ClassVar[int]
    SEEKPRICEIMPROVEMENT_FIELD_NUMBER: ClassVar[int]
    WHATIFTYPE_FIELD_NUMBER: ClassVar[int]
    HEDGEMAXSIZE_FIELD_NUMBER: ClassVar[int]
    CONDITIONSINCLUDEOVERNIGHT_FIELD_NUMBER: ClassVar[int]
    clientId: int
    orderId: int
    permId: int
    parentId: int
    action: str
    totalQuantity: str
    displaySize: int
    orderType: str
    lmtPrice: float
    auxPrice: float
    tif: str
    account: str
    settlingFirm: str
    clearingAccount: str
    clearingIntent: str
    allOrNone: bool
    blockOrder: bool
    hidden: bool
    outsideRth: bool
    sweepToFill: bool
    percentOffset: float
    trailingPercent: float
    trailStopPrice: float
    minQty: int
    goodAfterTime: str
    goodTillDate: str
    ocaGroup: str
    orderRef: str
    rule80A: str
    ocaType: int
    triggerMethod: int
    activeStartTime: str
    activeStopTime: str
    faGroup: str
    faMethod: str
    faPercentage: str
    volatility: float
    volatilityType: int
    continuousUpdate: bool
    referencePriceType: int
    deltaNeutralOrderType: str
    deltaNeutralAuxPrice: float
    deltaNeutralConId: int
    deltaNeutralOpenClose: str
    deltaNeutralShortSale: bool
    deltaNeutralShortSaleSlot: int
    deltaNeutralDesignatedLocation: str
    scaleInitLevelSize: int
    scaleSubsLevelSize: int
    scalePriceIncrement: float
    scalePriceAdjustValue: float
    scalePriceAdjustInterval: int
    scaleProfitOffset: float
    scaleAutoReset: bool
    scaleInitPosition: int
    scaleInitFillQty: int
    scaleRandomPercent: bool
    scaleTable: str
    hedgeType: str
    hedgeParam: str
    algoStrategy: str
    @property
    def algoParams(self) -> ScalarMap: ...
    algoId: str
    @property
    def smartComboRoutingParams(self) -> ScalarMap: ...
    whatIf: bool
    transmit: bool
    overridePercentageConstraints: bool
    openClose: str
    origin: int
    shortSaleSlot: int
    designatedLocation: str
    exemptCode: int
    deltaNeutralSettlingFirm: str
    deltaNeutralClearingAccount: str
    deltaNeutralClearingIntent: str
    discretionaryAmt: float
    optOutSmartRouting: bool
    startingPrice: float
    stockRefPrice: float
    delta: float
    stockRangeLower: float
    stockRangeUpper: float
    notHeld: bool
    @property
    def orderMiscOptions(self) -> ScalarMap: ...
    solicited: bool
    randomizeSize: bool
    randomizePrice: bool
    referenceContractId: int
    peggedChangeAmount: float
    isPeggedChangeAmountDecrease: bool
    referenceChangeAmount: float
    referenceExchangeId: str
    adjustedOrderType: str
    triggerPrice: float
    adjustedStopPrice: float
    adjustedStopLimitPrice: float
    adjustedTrailingAmount: float
    adjustableTrailingUnit: int
    lmtPriceOffset: float
    @property
    def conditions(self) -> RepeatedComposite[OrderCondition]: ...
    conditionsCancelOrder: bool
    conditionsIgnoreRth: bool
    modelCode: str
    extOperator: str
    @property
    def softDollarTier(self) -> SoftDollarTier: ...
    cashQty: float
    mifid2DecisionMaker: str
    mifid2DecisionAlgo: str
    mifid2ExecutionTrader: str
    mifid2ExecutionAlgo: str
    dontUseAutoPriceForHedge: bool
    isOmsContainer: bool
    discretionaryUpToLimitPrice: bool
    autoCancelDate: str
    filledQuantity: str
    refFuturesConId: int
    autoCancelParent: bool
    shareholder: str
    imbalanceOnly: bool
    routeMarketableToBbo: int
    parentPermId: int
    usePriceMgmtAlgo: int
    duration: int
    postToAts: int
    advancedErrorOverride: str
    manualOrderTime: str
    minTradeQty: int
    minCompeteSize: int
    competeAgainstBestOffset: float
    midOffsetAtWhole: float
    midOffsetAtHalf: float
    customerAccount: str
    professionalCustomer: bool
    bondAccruedInterest: str
    includeOvernight: bool
    manualOrderIndicator: int
    submitter: str
    deactivate: bool
    postOnly: bool
    allowPreOpen: bool
    ignoreOpenAuction: bool
    seekPriceImprovement: int
    whatIfType: int
    hedgeMaxSize: int
    conditionsIncludeOvernight: bool
    def __init__(
        self,
        *,
        clientId: int | None = ...,
        orderId: int | None = ...,
        permId: int | None = ...,
        parentId: int | None = ...,
        action: str | None = ...,
        totalQuantity: str | None = ...,
        displaySize: int | None = ...,
        orderType: str | None = ...,
        lmtPrice: float | None = ...,
        auxPrice: float | None = ...,
        tif: str | None = ...,
        account: str | None = ...,
        settlingFirm: str | None = ...,
        clearingAccount: str | None = ...,
        clearingIntent: str | None = ...,
        allOrNone: bool | None = ...,
        blockOrder: bool | None = ...,
        hidden: bool | None = ...,
        outsideRth: bool | None = ...,
        sweepToFill: bool | None = ...,
        percentOffset: float | None = ...,
        trailingPercent: float | None = ...,
        trailStopPrice: float | None = ...,
        minQty: int | None = ...,
        goodAfterTime: str | None = ...,
        goodTillDate: str | None = ...,
        ocaGroup: str | None = ...,
        orderRef: str | None = ...,
        rule80A: str | None = ...,
        ocaType: int | None = ...,
        triggerMethod: int | None = ...,
        activeStartTime: str | None = ...,
        activeStopTime: str | None = ...,
        faGroup: str | None = ...,
        faMethod: str | None = ...,
        faPercentage: str | None = ...,
        volatility: float | None = ...,
        volatilityType: int | None = ...,
        continuousUpdate: bool | None = ...,
        referencePriceType: int | None = ...,
        deltaNeutralOrderType: str | None = ...,
        deltaNeutralAuxPrice: float | None = ...,
        deltaNeutralConId: int | None = ...,
        deltaNeutralOpenClose: str | None = ...,
        deltaNeutralShortSale: bool | None = ...,
        deltaNeutralShortSaleSlot: int | None = ...,
        deltaNeutralDesignatedLocation: str | None = ...,
        scaleInitLevelSize: int | None = ...,
        scaleSubsLevelSize: int | None = ...,
        scalePriceIncrement: float | None = ...,
        scalePriceAdjustValue: float | None = ...,
        scalePriceAdjustInterval: int | None = ...,
        scaleProfitOffset: float | None = ...,
        scaleAutoReset: bool | None = ...,
        scaleInitPosition: int | None = ...,
        scaleInitFillQty: int | None = ...,
        scaleRandomPercent: bool | None = ...,
        scaleTable: str | None = ...,
        hedgeType: str | None = ...,
        hedgeParam: str | None = ...,
        algoStrategy: str | None = ...,
        algoParams: Mapping[str, str] | None = ...,
        algoId: str | None = ...,
        smartComboRoutingParams: Mapping[str, str] | None = ...,
        whatIf: bool | None = ...,
        transmit: bool | None = ...,
        overridePercentageConstraints: bool | None = ...,
        openClose: str | None = ...,
        origin: int | None = ...,
        shortSaleSlot: int | None = ...,
        designatedLocation: str | None = ...,
        exemptCode: int | None = ...,
        deltaNeutralSettlingFirm: str | None = ...,
        deltaNeutralClearingAccount: str | None = ...,
        deltaNeutralClearingIntent: str | None = ...,
        discretionaryAmt: float | None = ...,
        optOutSmartRouting: bool | None = ...,
        startingPrice: float | None = ...,
        stockRefPrice: float | None = ...,
        delta: float | None = ...,
        stockRangeLower: float | None = ...,
        stockRangeUpper: float | None = ...,
        notHeld: bool | None = ...,
        orderMiscOptions: Mapping[str, str] | None = ...,
        solicited: bool | None = ...,
        randomizeSize: bool | None = ...,
        randomizePrice: bool | None = ...,
        referenceContractId: int | None = ...,
        peggedChangeAmount: float | None = ...,
        isPeggedChangeAmountDecrease: bool | None = ...,
        referenceChangeAmount: float | None = ...,
        referenceExchangeId: str | None = ...,
        adjustedOrderType: str | None = ...,
        triggerPrice: float | None = ...,
        adjustedStopPrice: float | None = ...,
        adjustedStopLimitPrice: float | None = ...,
        adjustedTrailingAmount: float | None = ...,
        adjustableTrailingUnit: int | None = ...,
        lmtPriceOffset: float | None = ...,
        conditions: Iterable[OrderCondition | Mapping[str, Any]] | None = ...,
        conditionsCancelOrder: bool | None = ...,
        conditionsIgnoreRth: bool | None = ...,
        modelCode: str | None = ...,
        extOperator: str | None = ...,
        softDollarTier: SoftDollarTier | Mapping[str, Any] | None = ...,
        cashQty: float | None = ...,
        mifid2DecisionMaker: str | None = ...,
        mifid2DecisionAlgo: str | None = ...,
        mifid2ExecutionTrader: str | None = ...,
        mifid2ExecutionAlgo: str | None = ...,
        dontUseAutoPriceForHedge: bool | None = ...,
        isOmsContainer: bool | None = ...,
        discretionaryUpToLimitPrice: bool | None = ...,
        autoCancelDate: str | None = ...,
        filledQuantity: str | None = ...,
        refFuturesConId: int | None = ...,
        autoCancelParent: bool | None = ...,
        shareholder: str | None = ...,
        imbalanceOnly: bool | None = ...,
        routeMarketableToBbo: int | None = ...,
        parentPermId: int | None = ...,
        usePriceMgmtAlgo: int | None = ...,
        duration: int | None = ...,
        postToAts: int | None = ...,
        advancedErrorOverride: str | None = ...,
        manualOrderTime: str | None = ...,
        minTradeQty: int | None = ...,
        minCompeteSize: int | None = ...,
        competeAgainstBestOffset: float | None = ...,
        midOffsetAtWhole: float | None = ...,
        midOffsetAtHalf: float | None = ...,
        customerAccount: str | None = ...,
        professionalCustomer: bool | None = ...,
        bondAccruedInterest: str | None = ...,
        includeOvernight: bool | None = ...,
        manualOrderIndicator: int | None = ...,
        submitter: str | None = ...,
        deactivate: bool | None = ...,
        postOnly: bool | None = ...,
        allowPreOpen: bool | None = ...,
        ignoreOpenAuction: bool | None = ...,
        seekPriceImprovement: int | None = ...,
        whatIfType: int | None = ...,
        hedgeMaxSize: int | None = ...,
        conditionsIncludeOvernight: bool | None = ...,
    ) -> None: ...

class OrderAllocation(Message):
    ACCOUNT_FIELD_NUMBER: ClassVar[int]
    POSITION_FIELD_NUMBER: ClassVar[int]
    POSITIONDESIRED_FIELD_NUMBER: ClassVar[int]
    POSITIONAFTER_FIELD_NUMBER: ClassVar[int]
    DESIREDALLOCQTY_FIELD_NUMBER: ClassVar[int]
    ALLOWEDALLOCQTY_FIELD_NUMBER: ClassVar[int]
    ISMONETARY_FIELD_NUMBER: ClassVar[int]
    account: str
    position: str
    positionDesired: str
    positionAfter: str
    desiredAllocQty: str
    allowedAllocQty: str
    isMonetary: bool
    def __init__(
        self,
        *,
        account: str | None = ...,
        position: str | None = ...,
        positionDesired: str | None = ...,
        positionAfter: str | None = ...,
        desiredAllocQty: str | None = ...,
        allowedAllocQty: str | None = ...,
        isMonetary: bool | None = ...,
    ) -> None: ...

class OrderBound(Message):
    PERMID_FIELD_NUMBER: ClassVar[int]
    CLIENTID_FIELD_NUMBER: ClassVar[int]
    ORDERID_FIELD_NUMBER: ClassVar[int]
    permId: int
    clientId: int
    orderId: int
    def __init__(
        self,
        *,
        permId: int | None = ...,
        clientId: int | None = ...,
        orderId: int | None = ...,
    ) -> None: ...

class OrderCancel(Message):
    MANUALORDERCANCELTIME_FIELD_NUMBER: ClassVar[int]
    EXTOPERATOR_FIELD_NUMBER: ClassVar[int]
    MANUALORDERINDICATOR_FIELD_NUMBER: ClassVar[int]
    manualOrderCancelTime: str
    extOperator: str
    manualOrderIndicator: int
    def __init__(
        self,
        *,
        manualOrderCancelTime: str | None = ...,
        extOperator: str | None = ...,
        manualOrderIndicator: int | None = ...,
    ) -> None: ...

class OrderCondition(Message):
    TYPE_FIELD_NUMBER: ClassVar[int]
    ISCONJUNCTIONCONNECTION_FIELD_NUMBER: ClassVar[int]
    ISMORE_FIELD_NUMBER: ClassVar[int]
    CONID_FIELD_NUMBER: ClassVar[int]
    EXCHANGE_FIELD_NUMBER: ClassVar[int]
    SYMBOL_FIELD_NUMBER: ClassVar[int]
    SECTYPE_FIELD_NUMBER: ClassVar[int]
    PERCENT_FIELD_NUMBER: ClassVar[int]
    CHANGEPERCENT_FIELD_NUMBER: ClassVar[int]
    PRICE_FIELD_NUMBER: ClassVar[int]
    TRIGGERMETHOD_FIELD_NUMBER: ClassVar[int]
    TIME_FIELD_NUMBER: ClassVar[int]
    VOLUME_FIELD_NUMBER: ClassVar[int]
    type: int
    isConjunctionConnection: bool
    isMore: bool
    conId: int
    exchange: str
    symbol: str
    secType: str
    percent: int
    changePercent: float
    price: float
    triggerMethod: int
    time: str
    volume: int
    def __init__(
        self,
        *,
        type: int | None = ...,
        isConjunctionConnection: bool | None = ...,
        isMore: bool | None = ...,
        conId: int | None = ...,
        exchange: str | None = ...,
        symbol: str | None = ...,
        secType: str | None = ...,
        percent: int | None = ...,
        changePercent: float | None = ...,
        price: float | None = ...,
        triggerMethod: int | None = ...,
        time: str | None = ...,
        volume: int | None = ...,
    ) -> None: ...

class OrderState(Message):
    STATUS_FIELD_NUMBER: ClassVar[int]
    INITMARGINBEFORE_FIELD_NUMBER: ClassVar[int]
    MAINTMARGINBEFORE_FIELD_NUMBER: ClassVar[int]
    EQUITYWITHLOANBEFORE_FIELD_NUMBER: ClassVar[int]
    INITMARGINCHANGE_FIELD_NUMBER: ClassVar[int]
    MAINTMARGINCHANGE_FIELD_NUMBER: ClassVar[int]
    EQUITYWITHLOANCHANGE_FIELD_NUMBER: ClassVar[int]
    INITMARGINAFTER_FIELD_NUMBER: ClassVar[int]
    MAINTMARGINAFTER_FIELD_NUMBER: ClassVar[int]
    EQUITYWITHLOANAFTER_FIELD_NUMBER: ClassVar[int]
    COMMISSIONANDFEES_FIELD_NUMBER: ClassVar[int]
    MINCOMMISSIONANDFEES_FIELD_NUMBER: ClassVar[int]
    MAXCOMMISSIONANDFEES_FIELD_NUMBER: ClassVar[int]
    COMMISSIONANDFEESCURRENCY_FIELD_NUMBER: ClassVar[int]
    MARGINCURRENCY_FIELD_NUMBER: ClassVar[int]
    INITMARGINBEFOREOUTSIDERTH_FIELD_NUMBER: ClassVar[int]
    MAINTMARGINBEFOREOUTSIDERTH_FIELD_NUMBER: ClassVar[int]
    EQUITYWITHLOANBEFOREOUTSIDERTH_FIELD_NUMBER: ClassVar[int]
    INITMARGINCHANGEOUTSIDERTH_FIELD_NUMBER: ClassVar[int]
    MAINTMARGINCHANGEOUTSIDERTH_FIELD_NUMBER: ClassVar[int]
    EQUITYWITHLOANCHANGEOUTSIDERTH_FIELD_NUMBER: ClassVar[int]
    INITMARGINAFTEROUTSIDERTH_FIELD_NUMBER: ClassVar[int]
    MAINTMARGINAFTEROUTSIDERTH_FIELD_NUMBER: ClassVar[int]
    EQUITYWITHLOANAFTEROUTSIDERTH_FIELD_NUMBER: ClassVar[int]
    SUGGESTEDSIZE_FIELD_NUMBER: ClassVar[int]
    REJECTREASON_FIELD_NUMBER: ClassVar[int]
    ORDERALLOCATIONS_FIELD_NUMBER: ClassVar[int]
    WARNINGTEXT_FIELD_NUMBER: ClassVar[int]
    COMPLETEDTIME_FIELD_NUMBER: ClassVar[int]
    COMPLETEDSTATUS_FIELD_NUMBER: ClassVar[int]
    status: str
    initMarginBefore: float
    maintMarginBefore: float
    equityWithLoanBefore: float
    initMarginChange: float
    maintMarginChange: float
    equityWithLoanChange: float
    initMarginAfter: float
    maintMarginAfter: float
    equityWithLoanAfter: float
    commissionAndFees: float
    minCommissionAndFees: float
    maxCommissionAndFees: float
    commissionAndFeesCurrency: str
    marginCurrency: str
    initMarginBeforeOutsideRTH: float
    maintMarginBeforeOutsideRTH: float
    equityWithLoanBeforeOutsideRTH: float
    initMarginChangeOutsideRTH: float
    maintMarginChangeOutsideRTH: float
    equityWithLoanChangeOutsideRTH: float
    initMarginAfterOutsideRTH: float
    maintMarginAfterOutsideRTH: float
    equityWithLoanAfterOutsideRTH: float
    suggestedSize: str
    rejectReason: str
    @property
    def orderAllocations(self) -> RepeatedComposite[OrderAllocation]: ...
    warningText: str
    completedTime: str
    completedStatus: str
    def __init__(
        self,
        *,
        status: str | None = ...,
        initMarginBefore: float | None = ...,
        maintMarginBefore: float | None = ...,
        equityWithLoanBefore: float | None = ...,
        initMarginChange: float | None = ...,
        maintMarginChange: float | None = ...,
        equityWithLoanChange: float | None = ...,
        initMarginAfter: float | None = ...,
        maintMarginAfter: float | None = ...,
        equityWithLoanAfter: float | None = ...,
        commissionAndFees: float | None = ...,
        minCommissionAndFees: float | None = ...,
        maxCommissionAndFees: float | None = ...,
        commissionAndFeesCurrency: str | None = ...,
        marginCurrency: str | None = ...,
        initMarginBeforeOutsideRTH: float | None = ...,
        maintMarginBeforeOutsideRTH: float | None = ...,
        equityWithLoanBeforeOutsideRTH: float | None = ...,
        initMarginChangeOutsideRTH: float | None = ...,
        maintMarginChangeOutsideRTH: float | None = ...,
        equityWithLoanChangeOutsideRTH: float | None = ...,
        initMarginAfterOutsideRTH: float | None = ...,
        maintMarginAfterOutsideRTH: float | None = ...,
        equityWithLoanAfterOutsideRTH: float | None = ...,
        suggestedSize: str | None = ...,
        rejectReason: str | None = ...,
        orderAllocations: Iterable[OrderAllocation | Mapping[str, Any]] | None = ...,
        warningText: str | None = ...,
        completedTime: str | None = ...,
        completedStatus: str | None = ...,
    ) -> None: ...

class OrderStatus(Message):
    ORDERID_FIELD_NUMBER: ClassVar[int]
    STATUS_FIELD_NUMBER: ClassVar[int]
    FILLED_FIELD_NUMBER: ClassVar[int]
    REMAINING_FIELD_NUMBER: ClassVar[int]
    AVGFILLPRICE_FIELD_NUMBER: ClassVar[int]
    PERMID_FIELD_NUMBER: ClassVar[int]
    PARENTID_FIELD_NUMBER: ClassVar[int]
    LASTFILLPRICE_FIELD_NUMBER: ClassVar[int]
    CLIENTID_FIELD_NUMBER: ClassVar[int]
    WHYHELD_FIELD_NUMBER: ClassVar[int]
    MKTCAPPRICE_FIELD_NUMBER: ClassVar[int]
    orderId: int
    status: str
    filled: str
    remaining: str
    avgFillPrice: float
    permId: int
    parentId: int
    lastFillPrice: float
    clientId: int
    whyHeld: str
    mktCapPrice: float
    def __init__(
        self,
        *,
        orderId: int | None = ...,
        status: str | None = ...,
        filled: str | None = ...,
        remaining: str | None = ...,
        avgFillPrice: float | None = ...,
        permId: int | None = ...,
        parentId: int | None = ...,
        lastFillPrice: float | None = ...,
        clientId: int | None = ...,
        whyHeld: str | None = ...,
        mktCapPrice: float | None = ...,
    ) -> None: ...

class OrdersConfig(Message):
    SMARTROUTING_FIELD_NUMBER: ClassVar[int]
    @property
    def smartRouting(self) -> OrdersSmartRoutingConfig: ...
    def __init__(
        self,
        *,
        smartRouting: OrdersSmartRoutingConfig | Mapping[str, Any] | None = ...,
    ) -> None: ...

class OrdersSmartRoutingConfig(Message):
    SEEKPRICEIMPROVEMENT_FIELD_NUMBER: ClassVar[int]
    PREOPENREROUTE_FIELD_NUMBER: ClassVar[int]
    DONOTROUTETODARKPOOLS_FIELD_NUMBER: ClassVar[int]
    DEFAULTALGORITHM_FIELD_NUMBER: ClassVar[int]
    seekPriceImprovement: bool
    preOpenReroute: bool
    doNotRouteToDarkPools: bool
    defaultAlgorithm: str
    def __init__(
        self,
        *,
        seekPriceImprovement: bool | None = ...,
        preOpenReroute: bool | None = ...,
        doNotRouteToDarkPools: bool | None = ...,
        defaultAlgorithm: str | None = ...,
    ) -> None: ...

class PlaceOrderRequest(Message):
    ORDERID_FIELD_NUMBER: ClassVar[int]
    CONTRACT_FIELD_NUMBER: ClassVar[int]
    ORDER_FIELD_NUMBER: ClassVar[int]
    ATTACHEDORDERS_FIELD_NUMBER: ClassVar[int]
    orderId: int
    @property
    def contract(self) -> Contract: ...
    @property
    def order(self) -> Order: ...
    @property
    def attachedOrders(self) -> AttachedOrders: ...
    def __init__(
        self,
        *,
        orderId: int | None = ...,
        contract: Contract | Mapping[str, Any] | None = ...,
        order: Order | Mapping[str, Any] | None = ...,
        attachedOrders: AttachedOrders | Mapping[str, Any] | None = ...,
    ) -> None: ...

class PnL(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    DAILYPNL_FIELD_NUMBER: ClassVar[int]
    UNREALIZEDPNL_FIELD_NUMBER: ClassVar[int]
    REALIZEDPNL_FIELD_NUMBER: ClassVar[int]
    reqId: int
    dailyPnL: float
    unrealizedPnL: float
    realizedPnL: float
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        dailyPnL: float | None = ...,
        unrealizedPnL: float | None = ...,
        realizedPnL: float | None = ...,
    ) -> None: ...

class PnLRequest(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    ACCOUNT_FIELD_NUMBER: ClassVar[int]
    MODELCODE_FIELD_NUMBER: ClassVar[int]
    reqId: int
    account: str
    modelCode: str
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        account: str | None = ...,
        modelCode: str | None = ...,
    ) -> None: ...

class PnLSingle(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    POSITION_FIELD_NUMBER: ClassVar[int]
    DAILYPNL_FIELD_NUMBER: ClassVar[int]
    UNREALIZEDPNL_FIELD_NUMBER: ClassVar[int]
    REALIZEDPNL_FIELD_NUMBER: ClassVar[int]
    VALUE_FIELD_NUMBER: ClassVar[int]
    reqId: int
    position: str
    dailyPnL: float
    unrealizedPnL: float
    realizedPnL: float
    value: float
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        position: str | None = ...,
        dailyPnL: float | None = ...,
        unrealizedPnL: float | None = ...,
        realizedPnL: float | None = ...,
        value: float | None = ...,
    ) -> None: ...

class PnLSingleRequest(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    ACCOUNT_FIELD_NUMBER: ClassVar[int]
    MODELCODE_FIELD_NUMBER: ClassVar[int]
    CONID_FIELD_NUMBER: ClassVar[int]
    reqId: int
    account: str
    modelCode: str
    conId: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        account: str | None = ...,
        modelCode: str | None = ...,
        conId: int | None = ...,
    ) -> None: ...

class PortfolioValue(Message):
    CONTRACT_FIELD_NUMBER: ClassVar[int]
    POSITION_FIELD_NUMBER: ClassVar[int]
    MARKETPRICE_FIELD_NUMBER: ClassVar[int]
    MARKETVALUE_FIELD_NUMBER: ClassVar[int]
    AVERAGECOST_FIELD_NUMBER: ClassVar[int]
    UNREALIZEDPNL_FIELD_NUMBER: ClassVar[int]
    REALIZEDPNL_FIELD_NUMBER: ClassVar[int]
    ACCOUNTNAME_FIELD_NUMBER: ClassVar[int]
    @property
    def contract(self) -> Contract: ...
    position: str
    marketPrice: float
    marketValue: float
    averageCost: float
    unrealizedPNL: float
    realizedPNL: float
    accountName: str
    def __init__(
        self,
        *,
        contract: Contract | Mapping[str, Any] | None = ...,
        position: str | None = ...,
        marketPrice: float | None = ...,
        marketValue: float | None = ...,
        averageCost: float | None = ...,
        unrealizedPNL: float | None = ...,
        realizedPNL: float | None = ...,
        accountName: str | None = ...,
    ) -> None: ...

class Position(Message):
    ACCOUNT_FIELD_NUMBER: ClassVar[int]
    CONTRACT_FIELD_NUMBER: ClassVar[int]
    POSITION_FIELD_NUMBER: ClassVar[int]
    AVGCOST_FIELD_NUMBER: ClassVar[int]
    account: str
    @property
    def contract(self) -> Contract: ...
    position: str
    avgCost: float
    def __init__(
        self,
        *,
        account: str | None = ...,
        contract: Contract | Mapping[str, Any] | None = ...,
        position: str | None = ...,
        avgCost: float | None = ...,
    ) -> None: ...

class PositionEnd(Message):
    def __init__(self) -> None: ...

class PositionMulti(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    ACCOUNT_FIELD_NUMBER: ClassVar[int]
    CONTRACT_FIELD_NUMBER: ClassVar[int]
    POSITION_FIELD_NUMBER: ClassVar[int]
    AVGCOST_FIELD_NUMBER: ClassVar[int]
    MODELCODE_FIELD_NUMBER: ClassVar[int]
    reqId: int
    account: str
    @property
    def contract(self) -> Contract: ...
    position: str
    avgCost: float
    modelCode: str
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        account: str | None = ...,
        contract: Contract | Mapping[str, Any] | None = ...,
        position: str | None = ...,
        avgCost: float | None = ...,
        modelCode: str | None = ...,
    ) -> None: ...

class PositionMultiEnd(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    reqId: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
    ) -> None: ...

class PositionsMultiRequest(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    ACCOUNT_FIELD_NUMBER: ClassVar[int]
    MODELCODE_FIELD_NUMBER: ClassVar[int]
    reqId: int
    account: str
    modelCode: str
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        account: str | None = ...,
        modelCode: str | None = ...,
    ) -> None: ...

class PositionsRequest(Message):
    def __init__(self) -> None: ...

class PriceIncrement(Message):
    LOWEDGE_FIELD_NUMBER: ClassVar[int]
    INCREMENT_FIELD_NUMBER: ClassVar[int]
    lowEdge: float
    increment: float
    def __init__(
        self,
        *,
        lowEdge: float | None = ...,
        increment: float | None = ...,
    ) -> None: ...

class QueryDisplayGroupsRequest(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    reqId: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
    ) -> None: ...

class RealTimeBarTick(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    TIME_FIELD_NUMBER: ClassVar[int]
    OPEN_FIELD_NUMBER: ClassVar[int]
    HIGH_FIELD_NUMBER: ClassVar[int]
    LOW_FIELD_NUMBER: ClassVar[int]
    CLOSE_FIELD_NUMBER: ClassVar[int]
    VOLUME_FIELD_NUMBER: ClassVar[int]
    WAP_FIELD_NUMBER: ClassVar[int]
    COUNT_FIELD_NUMBER: ClassVar[int]
    reqId: int
    time: int
    open: float
    high: float
    low: float
    close: float
    volume: str
    WAP: str
    count: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        time: int | None = ...,
        open: float | None = ...,
        high: float | None = ...,
        low: float | None = ...,
        close: float | None = ...,
        volume: str | None = ...,
        WAP: str | None = ...,
        count: int | None = ...,
    ) -> None: ...

class RealTimeBarsRequest(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    CONTRACT_FIELD_NUMBER: ClassVar[int]
    BARSIZE_FIELD_NUMBER: ClassVar[int]
    WHATTOSHOW_FIELD_NUMBER: ClassVar[int]
    USERTH_FIELD_NUMBER: ClassVar[int]
    REALTIMEBARSOPTIONS_FIELD_NUMBER: ClassVar[int]
    reqId: int
    @property
    def contract(self) -> Contract: ...
    barSize: int
    whatToShow: str
    useRTH: bool
    @property
    def realTimeBarsOptions(self) -> ScalarMap: ...
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        contract: Contract | Mapping[str, Any] | None = ...,
        barSize: int | None = ...,
        whatToShow: str | None = ...,
        useRTH: bool | None = ...,
        realTimeBarsOptions: Mapping[str, str] | None = ...,
    ) -> None: ...

class ReceiveFA(Message):
    FADATATYPE_FIELD_NUMBER: ClassVar[int]
    XML_FIELD_NUMBER: ClassVar[int]
    faDataType: int
    xml: str
    def __init__(
        self,
        *,
        faDataType: int | None = ...,
        xml: str | None = ...,
    ) -> None: ...

class ReplaceFAEnd(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    TEXT_FIELD_NUMBER: ClassVar[int]
    reqId: int
    text: str
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        text: str | None = ...,
    ) -> None: ...

class RerouteMarketDataRequest(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    CONID_FIELD_NUMBER: ClassVar[int]
    EXCHANGE_FIELD_NUMBER: ClassVar[int]
    reqId: int
    conId: int
    exchange: str
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        conId: int | None = ...,
        exchange: str | None = ...,
    ) -> None: ...

class RerouteMarketDepthRequest(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    CONID_FIELD_NUMBER: ClassVar[int]
    EXCHANGE_FIELD_NUMBER: ClassVar[int]
    reqId: int
    conId: int
    exchange: str
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        conId: int | None = ...,
        exchange: str | None = ...,
    ) -> None: ...

class ScannerData(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    SCANNERDATAELEMENT_FIELD_NUMBER: ClassVar[int]
    reqId: int
    @property
    def scannerDataElement(self) -> RepeatedComposite[ScannerDataElement]: ...
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        scannerDataElement: Iterable[ScannerDataElement | Mapping[str, Any]] | None = ...,
    ) -> None: ...

class ScannerDataElement(Message):
    RANK_FIELD_NUMBER: ClassVar[int]
    CONTRACT_FIELD_NUMBER: ClassVar[int]
    MARKETNAME_FIELD_NUMBER: ClassVar[int]
    DISTANCE_FIELD_NUMBER: ClassVar[int]
    BENCHMARK_FIELD_NUMBER: ClassVar[int]
    PROJECTION_FIELD_NUMBER: ClassVar[int]
    COMBOKEY_FIELD_NUMBER: ClassVar[int]
    rank: int
    @property
    def contract(self) -> Contract: ...
    marketName: str
    distance: str
    benchmark: str
    projection: str
    comboKey: str
    def __init__(
        self,
        *,
        rank: int | None = ...,
        contract: Contract | Mapping[str, Any] | None = ...,
        marketName: str | None = ...,
        distance: str | None = ...,
        benchmark: str | None = ...,
        projection: str | None = ...,
        comboKey: str | None = ...,
    ) -> None: ...

class ScannerParameters(Message):
    XML_FIELD_NUMBER: ClassVar[int]
    xml: str
    def __init__(
        self,
        *,
        xml: str | None = ...,
    ) -> None: ...

class ScannerParametersRequest(Message):
    def __init__(self) -> None: ...

class ScannerSubscription(Message):
    NUMBEROFROWS_FIELD_NUMBER: ClassVar[int]
    INSTRUMENT_FIELD_NUMBER: ClassVar[int]
    LOCATIONCODE_FIELD_NUMBER: ClassVar[int]
    SCANCODE_FIELD_NUMBER: ClassVar[int]
    ABOVEPRICE_FIELD_NUMBER: ClassVar[int]
    BELOWPRICE_FIELD_NUMBER: ClassVar[int]
    ABOVEVOLUME_FIELD_NUMBER: ClassVar[int]
    MARKETCAPABOVE_FIELD_NUMBER: ClassVar[int]
    MARKETCAPBELOW_FIELD_NUMBER: ClassVar[int]
    MOODYRATINGABOVE_FIELD_NUMBER: ClassVar[int]
    MOODYRATINGBELOW_FIELD_NUMBER: ClassVar[int]
    SPRATINGABOVE_FIELD_NUMBER: ClassVar[int]
    SPRATINGBELOW_FIELD_NUMBER: ClassVar[int]
    MATURITYDATEABOVE_FIELD_NUMBER: ClassVar[int]
    MATURITYDATEBELOW_FIELD_NUMBER: ClassVar[int]
    COUPONRATEABOVE_FIELD_NUMBER: ClassVar[int]
    COUPONRATEBELOW_FIELD_NUMBER: ClassVar[int]
    EXCLUDECONVERTIBLE_FIELD_NUMBER: ClassVar[int]
    AVERAGEOPTIONVOLUMEABOVE_FIELD_NUMBER: ClassVar[int]
    SCANNERSETTINGPAIRS_FIELD_NUMBER: ClassVar[int]
    STOCKTYPEFILTER_FIELD_NUMBER: ClassVar[int]
    SCANNERSUBSCRIPTIONFILTEROPTIONS_FIELD_NUMBER: ClassVar[int]
    SCANNERSUBSCRIPTIONOPTIONS_FIELD_NUMBER: ClassVar[int]
    numberOfRows: int
    instrument: str
    locationCode: str
    scanCode: str
    abovePrice: float
    belowPrice: float
    aboveVolume: int
    marketCapAbove: float
    marketCapBelow: float
    moodyRatingAbove: str
    moodyRatingBelow: str
    spRatingAbove: str
    spRatingBelow: str
    maturityDateAbove: str
    maturityDateBelow: str
    couponRateAbove: float
    couponRateBelow: float
    excludeConvertible: bool
    averageOptionVolumeAbove: int
    scannerSettingPairs: str
    stockTypeFilter: str
    @property
    def scannerSubscriptionFilterOptions(self) -> ScalarMap: ...
    @property
    def scannerSubscriptionOptions(self) -> ScalarMap: ...
    def __init__(
        self,
        *,
        numberOfRows: int | None = ...,
        instrument: str | None = ...,
        locationCode: str | None = ...,
        scanCode: str | None = ...,
        abovePrice: float | None = ...,
        belowPrice: float | None = ...,
        aboveVolume: int | None = ...,
        marketCapAbove: float | None = ...,
        marketCapBelow: float | None = ...,
        moodyRatingAbove: str | None = ...,
        moodyRatingBelow: str | None = ...,
        spRatingAbove: str | None = ...,
        spRatingBelow: str | None = ...,
        maturityDateAbove: str | None = ...,
        maturityDateBelow: str | None = ...,
        couponRateAbove: float | None = ...,
        couponRateBelow: float | None = ...,
        excludeConvertible: bool | None = ...,
        averageOptionVolumeAbove: int | None = ...,
        scannerSettingPairs: str | None = ...,
        stockTypeFilter: str | None = ...,
        scannerSubscriptionFilterOptions: Mapping[str, str] | None = ...,
        scannerSubscriptionOptions: Mapping[str, str] | None = ...,
    ) -> None: ...

class ScannerSubscriptionRequest(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    SCANNERSUBSCRIPTION_FIELD_NUMBER: ClassVar[int]
    reqId: int
    @property
    def scannerSubscription(self) -> ScannerSubscription: ...
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        scannerSubscription: ScannerSubscription | Mapping[str, Any] | None = ...,
    ) -> None: ...

class SecDefOptParameter(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    EXCHANGE_FIELD_NUMBER: ClassVar[int]
    UNDERLYINGCONID_FIELD_NUMBER: ClassVar[int]
    TRADINGCLASS_FIELD_NUMBER: ClassVar[int]
    MULTIPLIER_FIELD_NUMBER: ClassVar[int]
    EXPIRATIONS_FIELD_NUMBER: ClassVar[int]
    STRIKES_FIELD_NUMBER: ClassVar[int]
    reqId: int
    exchange: str
    underlyingConId: int
    tradingClass: str
    multiplier: str
    @property
    def expirations(self) -> RepeatedScalar[str]: ...
    @property
    def strikes(self) -> RepeatedScalar[float]: ...
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        exchange: str | None = ...,
        underlyingConId: int | None = ...,
        tradingClass: str | None = ...,
        multiplier: str | None = ...,
        expirations: Iterable[str] | None = ...,
        strikes: Iterable[float] | None = ...,
    ) -> None: ...

class SecDefOptParameterEnd(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    reqId: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
    ) -> None: ...

class SecDefOptParamsRequest(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    UNDERLYINGSYMBOL_FIELD_NUMBER: ClassVar[int]
    FUTFOPEXCHANGE_FIELD_NUMBER: ClassVar[int]
    UNDERLYINGSECTYPE_FIELD_NUMBER: ClassVar[int]
    UNDERLYINGCONID_FIELD_NUMBER: ClassVar[int]
    reqId: int
    underlyingSymbol: str
    futFopExchange: str
    underlyingSecType: str
    underlyingConId: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        underlyingSymbol: str | None = ...,
        futFopExchange: str | None = ...,
        underlyingSecType: str | None = ...,
        underlyingConId: int | None = ...,
    ) -> None: ...

class SetServerLogLevelRequest(Message):
    LOGLEVEL_FIELD_NUMBER: ClassVar[int]
    logLevel: int
    def __init__(
        self,
        *,
        logLevel: int | None = ...,
    ) -> None: ...

class SmartComponent(Message):
    BITNUMBER_FIELD_NUMBER: ClassVar[int]
    EXCHANGE_FIELD_NUMBER: ClassVar[int]
    EXCHANGELETTER_FIELD_NUMBER: ClassVar[int]
    bitNumber: int
    exchange: str
    exchangeLetter: str
    def __init__(
        self,
        *,
        bitNumber: int | None = ...,
        exchange: str | None = ...,
        exchangeLetter: str | None = ...,
    ) -> None: ...

class SmartComponents(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    SMARTCOMPONENTS_FIELD_NUMBER: ClassVar[int]
    reqId: int
    @property
    def smartComponents(self) -> RepeatedComposite[SmartComponent]: ...
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        smartComponents: Iterable[SmartComponent | Mapping[str, Any]] | None = ...,
    ) -> None: ...

class SmartComponentsRequest(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    BBOEXCHANGE_FIELD_NUMBER: ClassVar[int]
    reqId: int
    bboExchange: str
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        bboExchange: str | None = ...,
    ) -> None: ...

class SoftDollarTier(Message):
    NAME_FIELD_NUMBER: ClassVar[int]
    VALUE_FIELD_NUMBER: ClassVar[int]
    DISPLAYNAME_FIELD_NUMBER: ClassVar[int]
    name: str
    value: str
    displayName: str
    def __init__(
        self,
        *,
        name: str | None = ...,
        value: str | None = ...,
        displayName: str | None = ...,
    ) -> None: ...

class SoftDollarTiers(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    SOFTDOLLARTIERS_FIELD_NUMBER: ClassVar[int]
    reqId: int
    @property
    def softDollarTiers(self) -> RepeatedComposite[SoftDollarTier]: ...
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        softDollarTiers: Iterable[SoftDollarTier | Mapping[str, Any]] | None = ...,
    ) -> None: ...

class SoftDollarTiersRequest(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    reqId: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
    ) -> None: ...

class StartApiRequest(Message):
    CLIENTID_FIELD_NUMBER: ClassVar[int]
    OPTIONALCAPABILITIES_FIELD_NUMBER: ClassVar[int]
    clientId: int
    optionalCapabilities: str
    def __init__(
        self,
        *,
        clientId: int | None = ...,
        optionalCapabilities: str | None = ...,
    ) -> None: ...

class SubscribeToGroupEventsRequest(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    GROUPID_FIELD_NUMBER: ClassVar[int]
    reqId: int
    groupId: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        groupId: int | None = ...,
    ) -> None: ...

class SymbolSamples(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    CONTRACTDESCRIPTIONS_FIELD_NUMBER: ClassVar[int]
    reqId: int
    @property
    def contractDescriptions(self) -> RepeatedComposite[ContractDescription]: ...
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        contractDescriptions: Iterable[ContractDescription | Mapping[str, Any]] | None = ...,
    ) -> None: ...

class TickAttribBidAsk(Message):
    BIDPASTLOW_FIELD_NUMBER: ClassVar[int]
    ASKPASTHIGH_FIELD_NUMBER: ClassVar[int]
    bidPastLow: bool
    askPastHigh: bool
    def __init__(
        self,
        *,
        bidPastLow: bool | None = ...,
        askPastHigh: bool | None = ...,
    ) -> None: ...

class TickAttribLast(Message):
    PASTLIMIT_FIELD_NUMBER: ClassVar[int]
    UNREPORTED_FIELD_NUMBER: ClassVar[int]
    pastLimit: bool
    unreported: bool
    def __init__(
        self,
        *,
        pastLimit: bool | None = ...,
        unreported: bool | None = ...,
    ) -> None: ...

class TickByTickData(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    TICKTYPE_FIELD_NUMBER: ClassVar[int]
    HISTORICALTICKLAST_FIELD_NUMBER: ClassVar[int]
    HISTORICALTICKBIDASK_FIELD_NUMBER: ClassVar[int]
    HISTORICALTICKMIDPOINT_FIELD_NUMBER: ClassVar[int]
    reqId: int
    tickType: int
    @property
    def historicalTickLast(self) -> HistoricalTickLast: ...
    @property
    def historicalTickBidAsk(self) -> HistoricalTickBidAsk: ...
    @property
    def historicalTickMidPoint(self) -> HistoricalTick: ...
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        tickType: int | None = ...,
        historicalTickLast: HistoricalTickLast | Mapping[str, Any] | None = ...,
        historicalTickBidAsk: HistoricalTickBidAsk | Mapping[str, Any] | None = ...,
        historicalTickMidPoint: HistoricalTick | Mapping[str, Any] | None = ...,
    ) -> None: ...

class TickByTickRequest(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    CONTRACT_FIELD_NUMBER: ClassVar[int]
    TICKTYPE_FIELD_NUMBER: ClassVar[int]
    NUMBEROFTICKS_FIELD_NUMBER: ClassVar[int]
    IGNORESIZE_FIELD_NUMBER: ClassVar[int]
    reqId: int
    @property
    def contract(self) -> Contract: ...
    tickType: str
    numberOfTicks: int
    ignoreSize: bool
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        contract: Contract | Mapping[str, Any] | None = ...,
        tickType: str | None = ...,
        numberOfTicks: int | None = ...,
        ignoreSize: bool | None = ...,
    ) -> None: ...

class TickGeneric(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    TICKTYPE_FIELD_NUMBER: ClassVar[int]
    VALUE_FIELD_NUMBER: ClassVar[int]
    reqId: int
    tickType: int
    value: float
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        tickType: int | None = ...,
        value: float | None = ...,
    ) -> None: ...

class TickNews(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    TIMESTAMP_FIELD_NUMBER: ClassVar[int]
    PROVIDERCODE_FIELD_NUMBER: ClassVar[int]
    ARTICLEID_FIELD_NUMBER: ClassVar[int]
    HEADLINE_FIELD_NUMBER: ClassVar[int]
    EXTRADATA_FIELD_NUMBER: ClassVar[int]
    reqId: int
    timestamp: int
    providerCode: str
    articleId: str
    headline: str
    extraData: str
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        timestamp: int | None = ...,
        providerCode: str | None = ...,
        articleId: str | None = ...,
        headline: str | None = ...,
        extraData: str | None = ...,
    ) -> None: ...

class TickOptionComputation(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    TICKTYPE_FIELD_NUMBER: ClassVar[int]
    TICKATTRIB_FIELD_NUMBER: ClassVar[int]
    IMPLIEDVOL_FIELD_NUMBER: ClassVar[int]
    DELTA_FIELD_NUMBER: ClassVar[int]
    OPTPRICE_FIELD_NUMBER: ClassVar[int]
    PVDIVIDEND_FIELD_NUMBER: ClassVar[int]
    GAMMA_FIELD_NUMBER: ClassVar[int]
    VEGA_FIELD_NUMBER: ClassVar[int]
    THETA_FIELD_NUMBER: ClassVar[int]
    UNDPRICE_FIELD_NUMBER: ClassVar[int]
    reqId: int
    tickType: int
    tickAttrib: int
    impliedVol: float
    delta: float
    optPrice: float
    pvDividend: float
    gamma: float
    vega: float
    theta: float
    undPrice: float
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        tickType: int | None = ...,
        tickAttrib: int | None = ...,
        impliedVol: float | None = ...,
        delta: float | None = ...,
        optPrice: float | None = ...,
        pvDividend: float | None = ...,
        gamma: float | None = ...,
        vega: float | None = ...,
        theta: float | None = ...,
        undPrice: float | None = ...,
    ) -> None: ...

class TickPrice(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    TICKTYPE_FIELD_NUMBER: ClassVar[int]
    PRICE_FIELD_NUMBER: ClassVar[int]
    SIZE_FIELD_NUMBER: ClassVar[int]
    ATTRMASK_FIELD_NUMBER: ClassVar[int]
    reqId: int
    tickType: int
    price: float
    size: str
    attrMask: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        tickType: int | None = ...,
        price: float | None = ...,
        size: str | None = ...,
        attrMask: int | None = ...,
    ) -> None: ...

class TickReqParams(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    MINTICK_FIELD_NUMBER: ClassVar[int]
    BBOEXCHANGE_FIELD_NUMBER: ClassVar[int]
    SNAPSHOTPERMISSIONS_FIELD_NUMBER: ClassVar[int]
    LASTPRICEPRECISION_FIELD_NUMBER: ClassVar[int]
    LASTSIZEPRECISION_FIELD_NUMBER: ClassVar[int]
    reqId: int
    minTick: str
    bboExchange: str
    snapshotPermissions: int
    lastPricePrecision: str
    lastSizePrecision: str
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        minTick: str | None = ...,
        bboExchange: str | None = ...,
        snapshotPermissions: int | None = ...,
        lastPricePrecision: str | None = ...,
        lastSizePrecision: str | None = ...,
    ) -> None: ...

class TickSize(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    TICKTYPE_FIELD_NUMBER: ClassVar[int]
    SIZE_FIELD_NUMBER: ClassVar[int]
    reqId: int
    tickType: int
    size: str
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        tickType: int | None = ...,
        size: str | None = ...,
    ) -> None: ...

class TickSnapshotEnd(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    reqId: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
    ) -> None: ...

class TickString(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    TICKTYPE_FIELD_NUMBER: ClassVar[int]
    VALUE_FIELD_NUMBER: ClassVar[int]
    reqId: int
    tickType: int
    value: str
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        tickType: int | None = ...,
        value: str | None = ...,
    ) -> None: ...

class UnsubscribeFromGroupEventsRequest(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    reqId: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
    ) -> None: ...

class UpdateConfigRequest(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    LOCKANDEXIT_FIELD_NUMBER: ClassVar[int]
    MESSAGES_FIELD_NUMBER: ClassVar[int]
    API_FIELD_NUMBER: ClassVar[int]
    ORDERS_FIELD_NUMBER: ClassVar[int]
    ACCEPTEDWARNINGS_FIELD_NUMBER: ClassVar[int]
    RESETAPIORDERSEQUENCE_FIELD_NUMBER: ClassVar[int]
    reqId: int
    @property
    def lockAndExit(self) -> LockAndExitConfig: ...
    @property
    def messages(self) -> RepeatedComposite[MessageConfig]: ...
    @property
    def api(self) -> ApiConfig: ...
    @property
    def orders(self) -> OrdersConfig: ...
    @property
    def acceptedWarnings(self) -> RepeatedComposite[UpdateConfigWarning]: ...
    resetAPIOrderSequence: bool
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        lockAndExit: LockAndExitConfig | Mapping[str, Any] | None = ...,
        messages: Iterable[MessageConfig | Mapping[str, Any]] | None = ...,
        api: ApiConfig | Mapping[str, Any] | None = ...,
        orders: OrdersConfig | Mapping[str, Any] | None = ...,
        acceptedWarnings: Iterable[UpdateConfigWarning | Mapping[str, Any]] | None = ...,
        resetAPIOrderSequence: bool | None = ...,
    ) -> None: ...

class UpdateConfigResponse(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    STATUS_FIELD_NUMBER: ClassVar[int]
    MESSAGE_FIELD_NUMBER: ClassVar[int]
    CHANGEDFIELDS_FIELD_NUMBER: ClassVar[int]
    ERRORS_FIELD_NUMBER: ClassVar[int]
    WARNINGS_FIELD_NUMBER: ClassVar[int]
    reqId: int
    status: str
    message: str
    @property
    def changedFields(self) -> RepeatedScalar[str]: ...
    @property
    def errors(self) -> RepeatedScalar[str]: ...
    @property
    def warnings(self) -> RepeatedComposite[UpdateConfigWarning]: ...
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        status: str | None = ...,
        message: str | None = ...,
        changedFields: Iterable[str] | None = ...,
        errors: Iterable[str] | None = ...,
        warnings: Iterable[UpdateConfigWarning | Mapping[str, Any]] | None = ...,
    ) -> None: ...

class UpdateConfigWarning(Message):
    MESSAGEID_FIELD_NUMBER: ClassVar[int]
    TITLE_FIELD_NUMBER: ClassVar[int]
    MESSAGE_FIELD_NUMBER: ClassVar[int]
    messageId: int
    title: str
    message: str
    def __init__(
        self,
        *,
        messageId: int | None = ...,
        title: str | None = ...,
        message: str | None = ...,
    ) -> None: ...

class UpdateDisplayGroupRequest(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    CONTRACTINFO_FIELD_NUMBER: ClassVar[int]
    reqId: int
    contractInfo: str
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        contractInfo: str | None = ...,
    ) -> None: ...

class UserInfo(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    WHITEBRANDINGID_FIELD_NUMBER: ClassVar[int]
    reqId: int
    whiteBrandingId: str
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        whiteBrandingId: str | None = ...,
    ) -> None: ...

class UserInfoRequest(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    reqId: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
    ) -> None: ...

class VerifyCompleted(Message):
    ISSUCCESSFUL_FIELD_NUMBER: ClassVar[int]
    ERRORTEXT_FIELD_NUMBER: ClassVar[int]
    isSuccessful: bool
    errorText: str
    def __init__(
        self,
        *,
        isSuccessful: bool | None = ...,
        errorText: str | None = ...,
    ) -> None: ...

class VerifyMessageApi(Message):
    APIDATA_FIELD_NUMBER: ClassVar[int]
    apiData: str
    def __init__(
        self,
        *,
        apiData: str | None = ...,
    ) -> None: ...

class VerifyMessageRequest(Message):
    APIDATA_FIELD_NUMBER: ClassVar[int]
    apiData: str
    def __init__(
        self,
        *,
        apiData: str | None = ...,
    ) -> None: ...

class VerifyRequest(Message):
    APINAME_FIELD_NUMBER: ClassVar[int]
    APIVERSION_FIELD_NUMBER: ClassVar[int]
    apiName: str
    apiVersion: str
    def __init__(
        self,
        *,
        apiName: str | None = ...,
        apiVersion: str | None = ...,
    ) -> None: ...

class WshEventData(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    DATAJSON_FIELD_NUMBER: ClassVar[int]
    reqId: int
    dataJson: str
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        dataJson: str | None = ...,
    ) -> None: ...

class WshEventDataRequest(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    CONID_FIELD_NUMBER: ClassVar[int]
    FILTER_FIELD_NUMBER: ClassVar[int]
    FILLWATCHLIST_FIELD_NUMBER: ClassVar[int]
    FILLPORTFOLIO_FIELD_NUMBER: ClassVar[int]
    FILLCOMPETITORS_FIELD_NUMBER: ClassVar[int]
    STARTDATE_FIELD_NUMBER: ClassVar[int]
    ENDDATE_FIELD_NUMBER: ClassVar[int]
    TOTALLIMIT_FIELD_NUMBER: ClassVar[int]
    reqId: int
    conId: int
    filter: str
    fillWatchlist: bool
    fillPortfolio: bool
    fillCompetitors: bool
    startDate: str
    endDate: str
    totalLimit: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        conId: int | None = ...,
        filter: str | None = ...,
        fillWatchlist: bool | None = ...,
        fillPortfolio: bool | None = ...,
        fillCompetitors: bool | None = ...,
        startDate: str | None = ...,
        endDate: str | None = ...,
        totalLimit: int | None = ...,
    ) -> None: ...

class WshMetaData(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    DATAJSON_FIELD_NUMBER: ClassVar[int]
    reqId: int
    dataJson: str
    def __init__(
        self,
        *,
        reqId: int | None = ...,
        dataJson: str | None = ...,
    ) -> None: ...

class WshMetaDataRequest(Message):
    REQID_FIELD_NUMBER: ClassVar[int]
    reqId: int
    def __init__(
        self,
        *,
        reqId: int | None = ...,
    ) -> None: ...
