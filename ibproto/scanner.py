"""Market scanners: what to look for, and what was found."""

from __future__ import annotations

from .const import UNSET_DOUBLE as UNSET_DOUBLE
from .const import UNSET_INTEGER as UNSET_INTEGER
from .contract import ContractDetails
from .object_implem import Object as Object

NO_ROW_NUMBER_SPECIFIED = -1
"""`ScannerSubscription.numberOfRows`: as many as the server gives."""


class ScanData(Object):
    """A row of a scan.

    contract: details of what was found. rank: its place, from 0. distance, benchmark, projection: depend on the scan.
    legsStr: the legs of a combination. marketName: the market.
    """

    contract: ContractDetails | None = None
    rank: int = 0
    distance: str = ""
    benchmark: str = ""
    projection: str = ""
    legsStr: str = ""
    marketName: str = ""

    def __init__(
        self,
        contract: ContractDetails | None = None,
        rank: int = 0,
        distance: str = "",
        benchmark: str = "",
        projection: str = "",
        legsStr: str = "",
        marketName: str = "",
    ) -> None:
        super().__init__()
        self.contract = contract
        self.rank = rank
        self.distance = distance
        self.benchmark = benchmark
        self.projection = projection
        self.legsStr = legsStr
        self.marketName = marketName


class ScannerSubscription(Object):
    """What `reqScannerSubscription` looks for; `reqScannerParameters` tells which values there are.

    numberOfRows: at most so many rows (50 is the limit of the server); -1 for all of them.
    instrument: "STK", "FUT.US" ... locationCode: "STK.US.MAJOR" ... scanCode: "TOP_PERC_GAIN" ...
    abovePrice, belowPrice: limits of the price. aboveVolume: smallest volume.
    marketCapAbove, marketCapBelow: limits of the market capitalization.
    moodyRatingAbove, moodyRatingBelow, spRatingAbove, spRatingBelow: limits of the ratings.
    maturityDateAbove, maturityDateBelow: "YYYYMMDD". couponRateAbove, couponRateBelow: limits of the interest rate.
    excludeConvertible: no convertible bonds. averageOptionVolumeAbove: smallest average volume of options.
    scannerSettingPairs: for "TOP_VOLUME" scans and the like: "Annual,true". stockTypeFilter: "ALL", "STOCK", "ETF" ...
    """

    numberOfRows: int = -1
    instrument: str = ""
    locationCode: str = ""
    scanCode: str = ""
    abovePrice: float = UNSET_DOUBLE
    belowPrice: float = UNSET_DOUBLE
    aboveVolume: int = UNSET_INTEGER
    marketCapAbove: float = UNSET_DOUBLE
    marketCapBelow: float = UNSET_DOUBLE
    moodyRatingAbove: str = ""
    moodyRatingBelow: str = ""
    spRatingAbove: str = ""
    spRatingBelow: str = ""
    maturityDateAbove: str = ""
    maturityDateBelow: str = ""
    couponRateAbove: float = UNSET_DOUBLE
    couponRateBelow: float = UNSET_DOUBLE
    excludeConvertible: bool = False
    averageOptionVolumeAbove: int = UNSET_INTEGER
    scannerSettingPairs: str = ""
    stockTypeFilter: str = ""
