"""Contracts: what is traded."""

from __future__ import annotations

from enum import Enum as Enum

from .const import UNSET_DECIMAL as UNSET_DECIMAL
from .const import UNSET_DOUBLE as UNSET_DOUBLE
from .ineligibility_reason import IneligibilityReason
from .object_implem import Object as Object
from .object_implem import fresh
from .tag_value import TagValue
from .utils import Decimal
from .utils import decimalMaxString as decimalMaxString
from .utils import floatMaxString as floatMaxString
from .utils import getEnumTypeFromString as getEnumTypeFromString
from .utils import getEnumTypeName as getEnumTypeName
from .utils import intMaxString as intMaxString
from .utils import listOfValues as listOfValues

SAME_POS = 0
"""`ComboLeg.openClose`: as the combination itself; the only value for retail accounts."""
OPEN_POS = 1
"""`ComboLeg.openClose`: opens a position."""
CLOSE_POS = 2
"""`ComboLeg.openClose`: closes a position."""
UNKNOWN_POS = 3
"""`ComboLeg.openClose`: unknown."""


class ComboLeg(Object):
    """A leg of a combination (`secType` "BAG").

    conId: IB's contract number of the leg. ratio: how many of it in one unit of the combination.
    action: "BUY", "SELL" or "SSHORT". exchange: where the leg trades.
    openClose: SAME_POS, OPEN_POS, CLOSE_POS or UNKNOWN_POS; institutions only.
    shortSaleSlot: for short sales of institutions: 1 the clearing broker holds the shares, 2 they come from elsewhere.
    designatedLocation: from where, with slot 2. exemptCode: code of an exemption from the short sale rules, -1 none.
    """

    conId: int = 0
    ratio: int = 0
    action: str = ""
    exchange: str = ""
    openClose: int = 0
    shortSaleSlot: int = 0
    designatedLocation: str = ""
    exemptCode: int = -1


class DeltaNeutralContract(Object):
    """The stock or future that hedges a delta neutral order of options.

    conId: its IB contract number. delta: how much of it an option needs. price: its price.
    """

    conId: int = 0
    delta: float = 0.0
    price: float = 0.0


class Contract(Object):
    """An instrument, given by conId and exchange or by as much of the rest as makes it unambiguous.

    conId: IB's number of the contract, 0 if not known. symbol: the symbol of the (underlying) asset.
    secType: "STK", "OPT", "FUT", "FOP", "CASH", "IND", "CFD", "BOND", "BAG", "FUND", "CMDTY", "CRYPTO", "WAR", "IOPT",
    "NEWS", "CONTFUT" or "FUT+CONTFUT".
    lastTradeDateOrContractMonth: for derivatives, "YYYYMMDD" the last trading day or "YYYYMM" the contract month.
    lastTradeDate: the last trading day, in answers only. strike: strike price of options. right: "C"/"CALL" or
    "P"/"PUT". multiplier: the multiplier as text ("100").
    exchange: where orders go, often "SMART". primaryExchange: the listing exchange, tells equal symbols apart.
    currency: "USD", "EUR" ... localSymbol: the symbol on the exchange. tradingClass: the trading class.
    includeExpired: also contracts that have expired; for requests of details and history of futures.
    secIdType, secId: another identifier: "ISIN", "CUSIP", "SEDOL", "RIC" or "FIGI", and its value.
    description, issuerId: name and issuer, in answers; issuerId also asks for all bonds of an issuer.
    comboLegsDescrip: the legs in words, in answers. comboLegs: the legs of a "BAG".
    deltaNeutralContract: the hedge of a delta neutral combination, None if there is none.
    """

    conId: int = 0
    symbol: str = ""
    secType: str = ""
    lastTradeDateOrContractMonth: str = ""
    lastTradeDate: str = ""
    strike: float = UNSET_DOUBLE
    right: str = ""
    multiplier: str = ""
    exchange: str = ""
    primaryExchange: str = ""
    currency: str = ""
    localSymbol: str = ""
    tradingClass: str = ""
    includeExpired: bool = False
    secIdType: str = ""
    secId: str = ""
    description: str = ""
    issuerId: str = ""
    comboLegsDescrip: str = ""
    comboLegs: list[ComboLeg] = fresh(factory=list)
    deltaNeutralContract: DeltaNeutralContract | None = None


class FundAssetType(Enum):
    """What a fund invests in: (code on the wire, name)."""

    NoneItem = ("None", "None")
    Others = ("000", "Others")
    MoneyMarket = ("001", "Money Market")
    FixedIncome = ("002", "Fixed Income")
    MultiAsset = ("003", "Multi-asset")
    Equity = ("004", "Equity")
    Sector = ("005", "Sector")
    Guaranteed = ("006", "Guaranteed")
    Alternative = ("007", "Alternative")


class FundDistributionPolicyIndicator(Enum):
    """What a fund does with its income: (code on the wire, name)."""

    NoneItem = ("None", "None")
    AccumulationFund = ("N", "Accumulation Fund")
    IncomeFund = ("Y", "Income Fund")


class ContractDetails(Object):
    """All that IB tells of a contract; comes with `contractDetails` and `bondContractDetails`.

    contract: the contract itself, complete. marketName: name of its market. minTick: smallest price step.
    orderTypes, validExchanges: what can be used, separated by commas. priceMagnifier: by what prices are multiplied
    when they are shown (100: prices in cents). underConId: contract number of the underlying. longName: its name.
    contractMonth: "YYYYMM". industry, category, subcategory: classification.
    timeZoneId: the time zone of tradingHours and liquidHours: "20260105:0930-20260105:1600;20260106:CLOSED".
    evRule, evMultiplier: economic value rule and its multiplier. aggGroup: group of exchanges with one feed.
    underSymbol, underSecType: the underlying. marketRuleIds: per exchange of validExchanges, for `reqMarketRule`.
    secIdList: other identifiers (tag "ISIN", "CUSIP" ...), None if there are none.
    realExpirationDate: "YYYYMMDD". lastTradeTime: of the last trade on the last day. stockType: "COMMON", "ETF" ...
    minSize: smallest order; sizeIncrement, suggestedSizeIncrement: steps of order sizes; minAlgoSize: smallest order
    for algos. lastPricePrecision, lastSizePrecision: precision of last price and last size.
    Of bonds: cusip, ratings, descAppend (more description), bondType, couponType, callable, putable, coupon (interest
    rate in percent), convertible, maturity, issueDate, nextOptionDate, nextOptionType, nextOptionPartial, notes.
    Of funds: fundName, fundFamily, fundType, fundFrontLoad, fundBackLoad, fundBackLoadTimeInterval, fundManagementFee,
    fundClosed, fundClosedForNewInvestors, fundClosedForNewMoney, fundNotifyAmount, fundMinimumInitialPurchase,
    fundSubsequentMinimumPurchase, fundBlueSkyStates, fundBlueSkyTerritories, fundDistributionPolicyIndicator,
    fundAssetType.
    ineligibilityReasonList: why the account may not trade it, None if it may.
    Of event contracts: eventContract1, eventContractDescription1, eventContractDescription2.
    settlementMethod: how it is settled.
    """

    contract: Contract = fresh(factory=Contract)
    marketName: str = ""
    minTick: float = 0.0
    orderTypes: str = ""
    validExchanges: str = ""
    priceMagnifier: int = 0
    underConId: int = 0
    longName: str = ""
    contractMonth: str = ""
    industry: str = ""
    category: str = ""
    subcategory: str = ""
    timeZoneId: str = ""
    tradingHours: str = ""
    liquidHours: str = ""
    evRule: str = ""
    evMultiplier: float = 0
    aggGroup: int = 0
    underSymbol: str = ""
    underSecType: str = ""
    marketRuleIds: str = ""
    secIdList: list[TagValue] | None = None
    realExpirationDate: str = ""
    lastTradeTime: str = ""
    stockType: str = ""
    minSize: Decimal = UNSET_DECIMAL
    sizeIncrement: Decimal = UNSET_DECIMAL
    suggestedSizeIncrement: Decimal = UNSET_DECIMAL
    minAlgoSize: Decimal = UNSET_DECIMAL
    lastPricePrecision: Decimal = UNSET_DECIMAL
    lastSizePrecision: Decimal = UNSET_DECIMAL
    cusip: str = ""
    ratings: str = ""
    descAppend: str = ""
    bondType: str = ""
    couponType: str = ""
    callable: bool = False
    putable: bool = False
    coupon: float = 0
    convertible: bool = False
    maturity: str = ""
    issueDate: str = ""
    nextOptionDate: str = ""
    nextOptionType: str = ""
    nextOptionPartial: bool = False
    notes: str = ""
    fundName: str = ""
    fundFamily: str = ""
    fundType: str = ""
    fundFrontLoad: str = ""
    fundBackLoad: str = ""
    fundBackLoadTimeInterval: str = ""
    fundManagementFee: str = ""
    fundClosed: bool = False
    fundClosedForNewInvestors: bool = False
    fundClosedForNewMoney: bool = False
    fundNotifyAmount: str = ""
    fundMinimumInitialPurchase: str = ""
    fundSubsequentMinimumPurchase: str = ""
    fundBlueSkyStates: str = ""
    fundBlueSkyTerritories: str = ""
    fundDistributionPolicyIndicator: FundDistributionPolicyIndicator = FundDistributionPolicyIndicator.NoneItem
    fundAssetType: FundAssetType = FundAssetType.NoneItem
    ineligibilityReasonList: list[IneligibilityReason] | None = None
    eventContract1: str = ""
    eventContractDescription1: str = ""
    eventContractDescription2: str = ""
    settlementMethod: str = ""


class ContractDescription(Object):
    """One match of `reqMatchingSymbols`.

    contract: conId, symbol, secType, primaryExchange, currency, description and issuerId of the match.
    derivativeSecTypes: the types of its derivatives: "OPT", "CFD" ...
    """

    contract: Contract = fresh(factory=Contract)
    derivativeSecTypes: list[str] = fresh(factory=list)
