"""Contract descriptions, option chains and market rules."""

from __future__ import annotations

from ibproto.common import PriceIncrement
from ibproto.contract import Contract, ContractDescription, ContractDetails
from ibproto.ineligibility_reason import IneligibilityReason
from ibproto.wire.arrange import (
    join_bond_date,
    join_trade_date,
    split_bond_date,
    split_trade_date,
)
from ibproto.wire.schema import Message, Parts, Repeat, Tags, When, prefixed

from .shared import CONTRACT, answer, request

DETAILS = {"contractDetails": ContractDetails, "contractDetails.contract": Contract}


MESSAGES: list[Message] = [
    # ------------------------------------------------------------------------------------------- answers
    answer(
        10,
        "contractDetails",
        [
            "version:int@-163 reqId:int!3 contractDetails.contract.symbol:str contractDetails.contract.secType:str",
            Parts("contractDetails.contract.lastTradeDateOrContractMonth", "contractDetails.lastTradeTime"),
            prefixed(
                "contractDetails",
                "contract.lastTradeDate:str@182 contract.strike:float contract.right:str contract.exchange:str"
                " contract.currency:str contract.localSymbol:str marketName:str contract.tradingClass:str"
                " contract.conId:int minTick:float _=0@110-163 contract.multiplier:str orderTypes:str validExchanges:str"
                " priceMagnifier:int underConId:int!4 longName:str~!5 contract.primaryExchange:str!5"
                " contractMonth:str!6 industry:str!6 category:str!6 subcategory:str!6 timeZoneId:str!6"
                " tradingHours:str!6 liquidHours:str!6 evRule:str!8 evMultiplier:int!8",
            ),
            Tags("contractDetails.secIdList", "!7"),
            prefixed(
                "contractDetails",
                "aggGroup:int@121 underSymbol:str@122 underSecType:str@122 marketRuleIds:str@126"
                " realExpirationDate:str@134 stockType:str@152 _@163-163 minSize:decimal@164 sizeIncrement:decimal@164"
                " suggestedSizeIncrement:decimal@164",
            ),
            When(
                "contractDetails.contract.secType",
                "in",
                prefixed(
                    "contractDetails",
                    "fundName:str fundFamily:str fundType:str fundFrontLoad:str fundBackLoad:str"
                    " fundBackLoadTimeInterval:str fundManagementFee:str fundClosed:bool fundClosedForNewInvestors:bool"
                    " fundClosedForNewMoney:bool fundNotifyAmount:str fundMinimumInitialPurchase:str"
                    " fundSubsequentMinimumPurchase:str fundBlueSkyStates:str fundBlueSkyTerritories:str"
                    " fundDistributionPolicyIndicator:enum(FundDistributionPolicyIndicator)"
                    " fundAssetType:enum(FundAssetType)",
                ),
                values=("FUND",),
                gate="@179",
            ),
            Repeat("contractDetails.ineligibilityReasonList", IneligibilityReason, "id_:str description:str", "@186"),
        ],
        params="reqId contractDetails",
        own_until=163,
        defaults={"reqId": -1},
        objects=DETAILS,
        calls="contractDetails(reqId, contractDetails)",
        proto="ContractData",
        raw="contractDataProtoBuf",
        fields="contract->contractDetails.contract",
        needs="contract contractDetails",
        arranged=(split_trade_date, join_trade_date),
    ),
    answer(
        18,
        "bondContractDetails",
        [
            "version:int@-163 reqId:int!3 contractDetails.contract.symbol:str contractDetails.contract.secType:str"
            " contractDetails.cusip:str contractDetails.coupon:float",
            Parts("contractDetails.maturity", "contractDetails.lastTradeTime", "contractDetails.timeZoneId"),
            prefixed(
                "contractDetails",
                "issueDate:str ratings:str bondType:str couponType:str convertible:bool callable:bool putable:bool"
                " descAppend:str contract.exchange:str contract.currency:str marketName:str contract.tradingClass:str"
                " contract.conId:int minTick:float _=0@110-163 orderTypes:str validExchanges:str nextOptionDate:str"
                " nextOptionType:str nextOptionPartial:bool notes:str longName:str!4 timeZoneId:str@188"
                " tradingHours:str@188 liquidHours:str@188 evRule:str!6 evMultiplier:int!6",
            ),
            Tags("contractDetails.secIdList", "!5"),
            prefixed(
                "contractDetails",
                "aggGroup:int@121 marketRuleIds:str@126 minSize:decimal@164 sizeIncrement:decimal@164"
                " suggestedSizeIncrement:decimal@164",
            ),
        ],
        params="reqId contractDetails",
        own_until=163,
        defaults={"reqId": -1},
        objects=DETAILS,
        calls="bondContractDetails(reqId, contractDetails)",
        proto="ContractData",
        raw="bondContractDataProtoBuf",
        fields="contract->contractDetails.contract",
        needs="contract contractDetails",
        arranged=(split_bond_date, join_bond_date),
    ),
    answer(
        52,
        "contractDetailsEnd",
        "=1 reqId:int",
        calls="contractDetailsEnd(reqId)",
        proto="ContractDataEnd",
        raw="contractDataEndProtoBuf",
    ),
    answer(
        75,
        "securityDefinitionOptionParameter",
        [
            "reqId:int exchange:str underlyingConId:int tradingClass:str multiplier:str",
            Repeat("expirations", None, "_:str", into=set),
            Repeat("strikes", None, "_:float", into=set),
        ],
        calls="securityDefinitionOptionParameter(reqId, exchange, underlyingConId, tradingClass, multiplier, expirations,"
        " strikes)",
        proto="SecDefOptParameter",
        raw="secDefOptParameterProtoBuf",
        fields="expirations:set strikes:set",
    ),
    answer(
        76,
        "securityDefinitionOptionParameterEnd",
        "reqId:int",
        calls="securityDefinitionOptionParameterEnd(reqId)",
        proto="SecDefOptParameterEnd",
        raw="secDefOptParameterEndProtoBuf",
    ),
    answer(
        79,
        "symbolSamples",
        [
            "reqId:int",
            Repeat(
                "contractDescriptions",
                ContractDescription,
                [
                    "contract.conId:int contract.symbol:str contract.secType:str contract.primaryExchange:str"
                    " contract.currency:str",
                    Repeat("derivativeSecTypes", None, "_:str"),
                    "contract.description:str@176 contract.issuerId:str@176",
                ],
                objects={"contract": Contract},
            ),
        ],
        calls="symbolSamples(reqId, contractDescriptions)",
        proto="SymbolSamples",
    ),
    answer(
        93,
        "marketRule",
        ["marketRuleId:int", Repeat("priceIncrements", PriceIncrement, "lowEdge:float increment:float")],
        calls="marketRule(marketRuleId, priceIncrements)",
        proto="MarketRule",
    ),
    # ------------------------------------------------------------------------------------------- requests
    request(
        9,
        "reqContractDetails",
        "reqId contract",
        [
            "=8 reqId:int",
            prefixed("contract", CONTRACT),
            "contract.includeExpired:bool contract.secIdType:str contract.secId:str contract.issuerId:str@176*",
        ],
        objects={"contract": Contract},
        send="FAIL_SEND_REQCONTRACT",
        proto="ContractDataRequest",
        proto_since=205,
        raw="reqContractDataProtoBuf",
    ),
    request(
        78,
        "reqSecDefOptParams",
        "reqId underlyingSymbol futFopExchange underlyingSecType underlyingConId",
        "reqId:int underlyingSymbol:str futFopExchange:str underlyingSecType:str underlyingConId:int",
        since=104,
        send="FAIL_SEND_REQSECDEFOPTPARAMS",
        proto="SecDefOptParamsRequest",
        proto_since=212,
    ),
    request(
        81,
        "reqMatchingSymbols",
        "reqId pattern",
        "reqId:int pattern:str",
        since=108,
        send="FAIL_SEND_REQMATCHINGSYMBOLS",
        proto="MatchingSymbolsRequest",
        proto_since=212,
    ),
    request(
        91,
        "reqMarketRule",
        "marketRuleId",
        "marketRuleId:int",
        since=126,
        send="FAIL_SEND_REQMARKETRULE",
        proto="MarketRuleRequest",
        proto_since=212,
    ),
    request(
        106,
        "cancelContractData",
        "reqId",
        None,
        send="FAIL_SEND_CANCEL_CONTRACT_DATA",
        proto="CancelContractData",
        proto_needs=215,
    ),
]
