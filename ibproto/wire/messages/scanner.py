"""Market scanners."""

from __future__ import annotations

from ibproto.contract import Contract, ContractDetails
from ibproto.object_implem import Object, fresh
from ibproto.scanner import ScannerSubscription
from ibproto.wire.arrange import (
    join_scanner_options,
    join_scanner_rows,
    split_scanner_options,
    split_scanner_rows,
)
from ibproto.wire.schema import Message, Repeat, TagText, prefixed

from .shared import answer, request


class ScannerRow(Object):
    """One line of a scanner's result, as its message carries it."""

    rank: int = 0
    contractDetails: ContractDetails = fresh(factory=ContractDetails)
    distance: str = ""
    benchmark: str = ""
    projection: str = ""
    legsStr: str = ""


MESSAGES: list[Message] = [
    # ------------------------------------------------------------------------------------------- answers
    answer(
        19,
        "scannerParameters",
        "=1 xml:str~",
        calls="scannerParameters(xml)",
        proto="ScannerParameters",
    ),
    answer(
        20,
        "scannerData",
        [
            "=3 reqId:int",
            Repeat(
                "rows",
                ScannerRow,
                "rank:int "
                + prefixed(
                    "contractDetails",
                    "contract.conId:int contract.symbol:str contract.secType:str"
                    " contract.lastTradeDateOrContractMonth:str contract.strike:float contract.right:str"
                    " contract.exchange:str contract.currency:str contract.localSymbol:str marketName:str"
                    " contract.tradingClass:str",
                )
                + " distance:str benchmark:str projection:str legsStr:str",
                objects={"contractDetails": ContractDetails, "contractDetails.contract": Contract},
            ),
        ],
        calls="each row in rows: scannerData(reqId, row.rank, row.contractDetails, row.distance, row.benchmark,"
        " row.projection, row.legsStr) | scannerDataEnd(reqId)",
        proto="ScannerData",
        fields="scannerDataElement->rows",
        arranged=(split_scanner_rows, join_scanner_rows),
    ),
    # ------------------------------------------------------------------------------------------- requests
    request(
        22,
        "reqScannerSubscription",
        "reqId subscription scannerSubscriptionOptions scannerSubscriptionFilterOptions",
        [
            "=4@-142 reqId:int",
            prefixed(
                "subscription",
                "numberOfRows:int? instrument:str locationCode:str scanCode:str abovePrice:float? belowPrice:float?"
                " aboveVolume:int? marketCapAbove:float? marketCapBelow:float? moodyRatingAbove:str"
                " moodyRatingBelow:str spRatingAbove:str spRatingBelow:str maturityDateAbove:str maturityDateBelow:str"
                " couponRateAbove:float? couponRateBelow:float? excludeConvertible:bool averageOptionVolumeAbove:int?"
                " scannerSettingPairs:str stockTypeFilter:str",
            ),
            TagText("scannerSubscriptionFilterOptions", "@143*"),
            TagText("scannerSubscriptionOptions"),
        ],
        objects={"subscription": ScannerSubscription},
        send="FAIL_SEND_REQSCANNER",
        proto="ScannerSubscriptionRequest",
        proto_since=210,
        fields="scannerSubscription->subscription:optional",
        arranged=(split_scanner_options, join_scanner_options),
    ),
    request(
        23,
        "cancelScannerSubscription",
        "reqId",
        "=1 reqId:int",
        send="FAIL_SEND_CANSCANNER",
        proto="CancelScannerSubscription",
        proto_since=210,
    ),
    request(
        24,
        "reqScannerParameters",
        "",
        "=1",
        send="FAIL_SEND_REQSCANNERPARAMETERS",
        proto="ScannerParametersRequest",
        proto_since=210,
    ),
]
