"""Bars, ticks and other small objects of callbacks, names of types, and which requests use protobuf."""

from __future__ import annotations

from .const import DOUBLE_INFINITY as DOUBLE_INFINITY
from .const import INFINITY_STR as INFINITY_STR
from .const import MAX_MSG_LEN as MAX_MSG_LEN
from .const import NO_VALID_ID as NO_VALID_ID
from .const import UNSET_DECIMAL as UNSET_DECIMAL
from .const import UNSET_DOUBLE as UNSET_DOUBLE
from .const import UNSET_INTEGER as UNSET_INTEGER
from .const import UNSET_LONG as UNSET_LONG
from .enum_implem import Enum as Enum
from .object_implem import Object as Object
from .object_implem import fresh
from .server_versions import MIN_SERVER_VER_PROTOBUF as MIN_SERVER_VER_PROTOBUF
from .server_versions import MIN_SERVER_VER_PROTOBUF_ACCOUNTS_POSITIONS as MIN_SERVER_VER_PROTOBUF_ACCOUNTS_POSITIONS
from .server_versions import MIN_SERVER_VER_PROTOBUF_COMPLETED_ORDER as MIN_SERVER_VER_PROTOBUF_COMPLETED_ORDER
from .server_versions import MIN_SERVER_VER_PROTOBUF_CONTRACT_DATA as MIN_SERVER_VER_PROTOBUF_CONTRACT_DATA
from .server_versions import MIN_SERVER_VER_PROTOBUF_HISTORICAL_DATA as MIN_SERVER_VER_PROTOBUF_HISTORICAL_DATA
from .server_versions import MIN_SERVER_VER_PROTOBUF_MARKET_DATA as MIN_SERVER_VER_PROTOBUF_MARKET_DATA
from .server_versions import MIN_SERVER_VER_PROTOBUF_NEWS_DATA as MIN_SERVER_VER_PROTOBUF_NEWS_DATA
from .server_versions import MIN_SERVER_VER_PROTOBUF_PLACE_ORDER as MIN_SERVER_VER_PROTOBUF_PLACE_ORDER
from .server_versions import MIN_SERVER_VER_PROTOBUF_REST_MESSAGES_1 as MIN_SERVER_VER_PROTOBUF_REST_MESSAGES_1
from .server_versions import MIN_SERVER_VER_PROTOBUF_REST_MESSAGES_2 as MIN_SERVER_VER_PROTOBUF_REST_MESSAGES_2
from .server_versions import MIN_SERVER_VER_PROTOBUF_REST_MESSAGES_3 as MIN_SERVER_VER_PROTOBUF_REST_MESSAGES_3
from .server_versions import MIN_SERVER_VER_PROTOBUF_SCAN_DATA as MIN_SERVER_VER_PROTOBUF_SCAN_DATA
from .utils import Decimal
from .utils import decimalMaxString as decimalMaxString
from .utils import floatMaxString as floatMaxString
from .utils import intMaxString as intMaxString

TickerId = int
OrderId = int
TagValueList = list

FaDataType = int
FaDataTypeEnum = Enum("N/A", "GROUPS", "N/A", "ALIASES")
"""What `requestFA` and `replaceFA` are about."""

MarketDataType = int
MarketDataTypeEnum = Enum("N/A", "REALTIME", "FROZEN", "DELAYED", "DELAYED_FROZEN")
"""What `reqMarketDataType` asks for and `marketDataType` tells."""

Liquidities = int
LiquiditiesEnum = Enum("None", "Added", "Remove", "RoudedOut")
"""`execution.lastLiquidity`."""

SetOfString = set
SetOfFloat = set
ListOfOrder = list
ListOfFamilyCode = list
ListOfContractDescription = list
ListOfDepthExchanges = list
ListOfNewsProviders = list
SmartComponentMap = dict
HistogramDataList = list
ListOfPriceIncrements = list
ListOfHistoricalTick = list
ListOfHistoricalTickBidAsk = list
ListOfHistoricalTickLast = list
ListOfHistoricalSessions = list


class BarData(Object):
    """A bar of `historicalData` and `historicalDataUpdate`.

    date: its start: "YYYYMMDD" for days and longer, else "20260105 09:30:00 US/Eastern" or, with formatDate 2, the
    seconds since 1970 as text. open, high, low, close: prices. volume: shares or contracts traded.
    wap: average price weighted by volume. barCount: number of trades. Where they make no sense, volume, wap and
    barCount are -1.
    """

    date: str = ""
    open: float = 0.0
    high: float = 0.0
    low: float = 0.0
    close: float = 0.0
    volume: Decimal = UNSET_DECIMAL
    wap: Decimal = UNSET_DECIMAL
    barCount: int = 0


class RealTimeBar(Object):
    """A bar of five seconds.

    time, endTime: seconds since 1970 (endTime -1: not told). open_, high, low, close: prices. volume: traded in it.
    wap: average price weighted by volume. count: number of trades.
    """

    time: int = 0
    endTime: int = -1
    open_: float = 0.0
    high: float = 0.0
    low: float = 0.0
    close: float = 0.0
    volume: Decimal = UNSET_DECIMAL
    wap: Decimal = UNSET_DECIMAL
    count: int = 0

    def __init__(
        self,
        time: int = 0,
        endTime: int = -1,
        open_: float = 0.0,
        high: float = 0.0,
        low: float = 0.0,
        close: float = 0.0,
        volume: Decimal = UNSET_DECIMAL,
        wap: Decimal = UNSET_DECIMAL,
        count: int = 0,
    ) -> None:
        super().__init__()
        self.time = time
        self.endTime = endTime
        self.open_ = open_
        self.high = high
        self.low = low
        self.close = close
        self.volume = volume
        self.wap = wap
        self.count = count


class HistogramData(Object):
    """How much was traded (size) at a price, from `histogramData`."""

    price: float = 0.0
    size: Decimal = UNSET_DECIMAL


class NewsProvider(Object):
    """A provider of news: code ("BRFG") as requests take it, and name."""

    code: str = ""
    name: str = ""


class DepthMktDataDescription(Object):
    """An exchange that has market depth, from `mktDepthExchanges`.

    exchange, secType: where and for what. listingExch: listing exchange. serviceDataType: "Deep" or "Deep2".
    aggGroup: group of exchanges with one feed, UNSET_INTEGER if none.
    """

    exchange: str = ""
    secType: str = ""
    listingExch: str = ""
    serviceDataType: str = ""
    aggGroup: int = UNSET_INTEGER


class SmartComponent(Object):
    """An exchange behind SMART: bitNumber in the exchange map, its name, and the letter that ticks show for it."""

    bitNumber: int = 0
    exchange: str = ""
    exchangeLetter: str = ""


class TickAttrib(Object):
    """Attributes of a `tickPrice`.

    canAutoExecute: the price is available for automatic execution. pastLimit: a bid below or an ask above the limit
    of the day. preOpen: the price is from before the open.
    """

    canAutoExecute: bool = False
    pastLimit: bool = False
    preOpen: bool = False


class TickAttribBidAsk(Object):
    """Attributes of a bid/ask tick.

    bidPastLow: the bid is below the low of the day. askPastHigh: the ask is above the high of the day.
    """

    bidPastLow: bool = False
    askPastHigh: bool = False


class TickAttribLast(Object):
    """Attributes of a trade.

    pastLimit: the instrument is halted or past its limit. unreported: not part of the consolidated tape.
    """

    pastLimit: bool = False
    unreported: bool = False


class FamilyCode(Object):
    """An account and the code of the family of accounts it belongs to ("" for none), from `familyCodes`."""

    accountID: str = ""
    familyCodeStr: str = ""


class PriceIncrement(Object):
    """From the price lowEdge on, prices move in steps of increment; from `marketRule`."""

    lowEdge: float = 0.0
    increment: float = 0.0


class HistoricalTick(Object):
    """A midpoint of `historicalTicks`: time in seconds since 1970, price, size."""

    time: int = 0
    price: float = 0.0
    size: Decimal = UNSET_DECIMAL


class HistoricalTickBidAsk(Object):
    """A quote of `historicalTicksBidAsk`: time in seconds since 1970, attributes, prices and sizes of both sides."""

    time: int = 0
    tickAttribBidAsk: TickAttribBidAsk = fresh(factory=TickAttribBidAsk)
    priceBid: float = 0.0
    priceAsk: float = 0.0
    sizeBid: Decimal = UNSET_DECIMAL
    sizeAsk: Decimal = UNSET_DECIMAL


class HistoricalTickLast(Object):
    """A trade of `historicalTicksLast`.

    time: seconds since 1970. tickAttribLast: attributes. price, size, exchange: of the trade.
    specialConditions: codes of its conditions.
    """

    time: int = 0
    tickAttribLast: TickAttribLast = fresh(factory=TickAttribLast)
    price: float = 0.0
    size: Decimal = UNSET_DECIMAL
    exchange: str = ""
    specialConditions: str = ""


class HistoricalSession(Object):
    """A trading session of `historicalSchedule`: start and end, "20260105-09:30:00", and refDate, "20260105"."""

    startDateTime: str = ""
    endDateTime: str = ""
    refDate: str = ""


class WshEventData(Object):
    """Which corporate events of Wall Street Horizon `reqWshEventData` asks for.

    conId: of this contract; or filter: a filter as JSON. fillWatchlist, fillPortfolio, fillCompetitors: also of the
    contracts in the user's watchlist, portfolio, and of competitors.
    startDate, endDate: "YYYYMMDD". totalLimit: at most so many events, up to 100.
    """

    conId: int = UNSET_INTEGER
    filter: str = ""
    fillWatchlist: bool = False
    fillPortfolio: bool = False
    fillCompetitors: bool = False
    startDate: str = ""
    endDate: str = ""
    totalLimit: int = UNSET_INTEGER


PROTOBUF_MSG_ID = 200
"""A message whose id is above this is protobuf; its own id is what remains."""

PROTOBUF_MSG_IDS: dict[int, int] = {
    7: MIN_SERVER_VER_PROTOBUF,  # REQ_EXECUTIONS
    3: MIN_SERVER_VER_PROTOBUF_PLACE_ORDER,  # PLACE_ORDER
    4: MIN_SERVER_VER_PROTOBUF_PLACE_ORDER,  # CANCEL_ORDER
    58: MIN_SERVER_VER_PROTOBUF_PLACE_ORDER,  # REQ_GLOBAL_CANCEL
    5: MIN_SERVER_VER_PROTOBUF_COMPLETED_ORDER,  # REQ_OPEN_ORDERS
    15: MIN_SERVER_VER_PROTOBUF_COMPLETED_ORDER,  # REQ_AUTO_OPEN_ORDERS
    16: MIN_SERVER_VER_PROTOBUF_COMPLETED_ORDER,  # REQ_ALL_OPEN_ORDERS
    99: MIN_SERVER_VER_PROTOBUF_COMPLETED_ORDER,  # REQ_COMPLETED_ORDERS
    9: MIN_SERVER_VER_PROTOBUF_CONTRACT_DATA,  # REQ_CONTRACT_DATA
    1: MIN_SERVER_VER_PROTOBUF_MARKET_DATA,  # REQ_MKT_DATA
    2: MIN_SERVER_VER_PROTOBUF_MARKET_DATA,  # CANCEL_MKT_DATA
    10: MIN_SERVER_VER_PROTOBUF_MARKET_DATA,  # REQ_MKT_DEPTH
    11: MIN_SERVER_VER_PROTOBUF_MARKET_DATA,  # CANCEL_MKT_DEPTH
    59: MIN_SERVER_VER_PROTOBUF_MARKET_DATA,  # REQ_MARKET_DATA_TYPE
    6: MIN_SERVER_VER_PROTOBUF_ACCOUNTS_POSITIONS,  # REQ_ACCT_DATA
    17: MIN_SERVER_VER_PROTOBUF_ACCOUNTS_POSITIONS,  # REQ_MANAGED_ACCTS
    61: MIN_SERVER_VER_PROTOBUF_ACCOUNTS_POSITIONS,  # REQ_POSITIONS
    62: MIN_SERVER_VER_PROTOBUF_ACCOUNTS_POSITIONS,  # REQ_ACCOUNT_SUMMARY
    63: MIN_SERVER_VER_PROTOBUF_ACCOUNTS_POSITIONS,  # CANCEL_ACCOUNT_SUMMARY
    64: MIN_SERVER_VER_PROTOBUF_ACCOUNTS_POSITIONS,  # CANCEL_POSITIONS
    74: MIN_SERVER_VER_PROTOBUF_ACCOUNTS_POSITIONS,  # REQ_POSITIONS_MULTI
    75: MIN_SERVER_VER_PROTOBUF_ACCOUNTS_POSITIONS,  # CANCEL_POSITIONS_MULTI
    76: MIN_SERVER_VER_PROTOBUF_ACCOUNTS_POSITIONS,  # REQ_ACCOUNT_UPDATES_MULTI
    77: MIN_SERVER_VER_PROTOBUF_ACCOUNTS_POSITIONS,  # CANCEL_ACCOUNT_UPDATES_MULTI
    20: MIN_SERVER_VER_PROTOBUF_HISTORICAL_DATA,  # REQ_HISTORICAL_DATA
    25: MIN_SERVER_VER_PROTOBUF_HISTORICAL_DATA,  # CANCEL_HISTORICAL_DATA
    50: MIN_SERVER_VER_PROTOBUF_HISTORICAL_DATA,  # REQ_REAL_TIME_BARS
    51: MIN_SERVER_VER_PROTOBUF_HISTORICAL_DATA,  # CANCEL_REAL_TIME_BARS
    87: MIN_SERVER_VER_PROTOBUF_HISTORICAL_DATA,  # REQ_HEAD_TIMESTAMP
    88: MIN_SERVER_VER_PROTOBUF_HISTORICAL_DATA,  # REQ_HISTOGRAM_DATA
    89: MIN_SERVER_VER_PROTOBUF_HISTORICAL_DATA,  # CANCEL_HISTOGRAM_DATA
    90: MIN_SERVER_VER_PROTOBUF_HISTORICAL_DATA,  # CANCEL_HEAD_TIMESTAMP
    96: MIN_SERVER_VER_PROTOBUF_HISTORICAL_DATA,  # REQ_HISTORICAL_TICKS
    97: MIN_SERVER_VER_PROTOBUF_HISTORICAL_DATA,  # REQ_TICK_BY_TICK_DATA
    98: MIN_SERVER_VER_PROTOBUF_HISTORICAL_DATA,  # CANCEL_TICK_BY_TICK_DATA
    12: MIN_SERVER_VER_PROTOBUF_NEWS_DATA,  # REQ_NEWS_BULLETINS
    13: MIN_SERVER_VER_PROTOBUF_NEWS_DATA,  # CANCEL_NEWS_BULLETINS
    84: MIN_SERVER_VER_PROTOBUF_NEWS_DATA,  # REQ_NEWS_ARTICLE
    85: MIN_SERVER_VER_PROTOBUF_NEWS_DATA,  # REQ_NEWS_PROVIDERS
    86: MIN_SERVER_VER_PROTOBUF_NEWS_DATA,  # REQ_HISTORICAL_NEWS
    100: MIN_SERVER_VER_PROTOBUF_NEWS_DATA,  # REQ_WSH_META_DATA
    101: MIN_SERVER_VER_PROTOBUF_NEWS_DATA,  # CANCEL_WSH_META_DATA
    102: MIN_SERVER_VER_PROTOBUF_NEWS_DATA,  # REQ_WSH_EVENT_DATA
    103: MIN_SERVER_VER_PROTOBUF_NEWS_DATA,  # CANCEL_WSH_EVENT_DATA
    22: MIN_SERVER_VER_PROTOBUF_SCAN_DATA,  # REQ_SCANNER_SUBSCRIPTION
    23: MIN_SERVER_VER_PROTOBUF_SCAN_DATA,  # CANCEL_SCANNER_SUBSCRIPTION
    24: MIN_SERVER_VER_PROTOBUF_SCAN_DATA,  # REQ_SCANNER_PARAMETERS
    92: MIN_SERVER_VER_PROTOBUF_SCAN_DATA,  # REQ_PNL
    93: MIN_SERVER_VER_PROTOBUF_SCAN_DATA,  # CANCEL_PNL
    94: MIN_SERVER_VER_PROTOBUF_SCAN_DATA,  # REQ_PNL_SINGLE
    95: MIN_SERVER_VER_PROTOBUF_SCAN_DATA,  # CANCEL_PNL_SINGLE
    18: MIN_SERVER_VER_PROTOBUF_REST_MESSAGES_1,  # REQ_FA
    19: MIN_SERVER_VER_PROTOBUF_REST_MESSAGES_1,  # REPLACE_FA
    21: MIN_SERVER_VER_PROTOBUF_REST_MESSAGES_1,  # EXERCISE_OPTIONS
    54: MIN_SERVER_VER_PROTOBUF_REST_MESSAGES_1,  # REQ_CALC_IMPLIED_VOLAT
    55: MIN_SERVER_VER_PROTOBUF_REST_MESSAGES_1,  # REQ_CALC_OPTION_PRICE
    56: MIN_SERVER_VER_PROTOBUF_REST_MESSAGES_1,  # CANCEL_CALC_IMPLIED_VOLAT
    57: MIN_SERVER_VER_PROTOBUF_REST_MESSAGES_1,  # CANCEL_CALC_OPTION_PRICE
    78: MIN_SERVER_VER_PROTOBUF_REST_MESSAGES_2,  # REQ_SEC_DEF_OPT_PARAMS
    79: MIN_SERVER_VER_PROTOBUF_REST_MESSAGES_2,  # REQ_SOFT_DOLLAR_TIERS
    80: MIN_SERVER_VER_PROTOBUF_REST_MESSAGES_2,  # REQ_FAMILY_CODES
    81: MIN_SERVER_VER_PROTOBUF_REST_MESSAGES_2,  # REQ_MATCHING_SYMBOLS
    83: MIN_SERVER_VER_PROTOBUF_REST_MESSAGES_2,  # REQ_SMART_COMPONENTS
    91: MIN_SERVER_VER_PROTOBUF_REST_MESSAGES_2,  # REQ_MARKET_RULE
    104: MIN_SERVER_VER_PROTOBUF_REST_MESSAGES_2,  # REQ_USER_INFO
    8: MIN_SERVER_VER_PROTOBUF_REST_MESSAGES_3,  # REQ_IDS
    14: MIN_SERVER_VER_PROTOBUF_REST_MESSAGES_3,  # SET_SERVER_LOGLEVEL
    49: MIN_SERVER_VER_PROTOBUF_REST_MESSAGES_3,  # REQ_CURRENT_TIME
    65: MIN_SERVER_VER_PROTOBUF_REST_MESSAGES_3,  # VERIFY_REQUEST
    66: MIN_SERVER_VER_PROTOBUF_REST_MESSAGES_3,  # VERIFY_MESSAGE
    67: MIN_SERVER_VER_PROTOBUF_REST_MESSAGES_3,  # QUERY_DISPLAY_GROUPS
    68: MIN_SERVER_VER_PROTOBUF_REST_MESSAGES_3,  # SUBSCRIBE_TO_GROUP_EVENTS
    69: MIN_SERVER_VER_PROTOBUF_REST_MESSAGES_3,  # UPDATE_DISPLAY_GROUP
    70: MIN_SERVER_VER_PROTOBUF_REST_MESSAGES_3,  # UNSUBSCRIBE_FROM_GROUP_EVENTS
    71: MIN_SERVER_VER_PROTOBUF_REST_MESSAGES_3,  # START_API
    82: MIN_SERVER_VER_PROTOBUF_REST_MESSAGES_3,  # REQ_MKT_DEPTH_EXCHANGES
    105: MIN_SERVER_VER_PROTOBUF_REST_MESSAGES_3,  # REQ_CURRENT_TIME_IN_MILLIS
}
"""Id of a request -> server version from which it goes out as protobuf."""


def getServerVersionForMessage(msgId: int) -> float:
    """The server version from which a request (an id of `message.OUT`) goes out as protobuf; infinity for never."""
    return PROTOBUF_MSG_IDS.get(msgId, DOUBLE_INFINITY)
