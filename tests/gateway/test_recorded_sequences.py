"""What real gateways were seen to send, request by request, at 176, 200 and 226.

A row of the tables is a request, what is done around it, and the sequence of messages; see sequences.py for how these
are written.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from ibproto.common import WshEventData
from ibproto.contract import ComboLeg, Contract
from ibproto.gateway import Behaviour, SteppedGateway
from ibproto.scanner import ScannerSubscription

from .data.conftest import stock
from .reference.conftest import Asker, join
from .sequences import Item, check, error, number_of, plain, tapped
from .tools import Call

AAPL, BAC, ARCA, NASDAQ = stock("AAPL"), stock("BAC"), stock("AAPL", "ARCA"), stock("AAPL", "NASDAQ")
EUR = Contract(symbol="EUR", secType="CASH", exchange="IDEALPRO", currency="USD")
BTC = Contract(symbol="BTC", secType="CRYPTO", exchange="PAXOS", currency="USD")
ES = Contract(symbol="ES", secType="FUT", exchange="CME", currency="USD", lastTradeDateOrContractMonth="202603")
SPX = Contract(symbol="SPX", secType="IND", exchange="CBOE", currency="USD")
CFD = Contract(symbol="AAPL", secType="CFD", exchange="SMART", currency="USD")
BOND = Contract(symbol="459200KA8", secType="BOND", exchange="SMART", currency="USD")
OPTION = Contract(
    symbol="AAPL",
    secType="OPT",
    exchange="SMART",
    currency="USD",
    strike=260.0,
    right="C",
    lastTradeDateOrContractMonth="20260220",
)
NEWS = Contract(symbol="BRFG:BRFG_ALL", secType="NEWS", exchange="BRFG")
NONE = Contract(symbol="NOSUCH", secType="STK", exchange="SMART", currency="USD")
VAGUE = Contract(symbol="SAP", secType="STK", exchange="SMART")
MORNING, EVENING = "20260113 09:30:00 US/Eastern", "20260113 16:00:00 US/Eastern"

UNKNOWN = "No security definition has been found for the request"
DENIED = "Requested market data is not subscribed...."
PROCESSING = "Error processing request.-'sim' : cause - "
HMDS = "Historical Market Data Service error message:"

Request = tuple[Any, ...]


class Row(NamedTuple):
    """before: requests of which the answers are not looked at. after: seconds that pass, their messages included."""

    request: Request
    expected: list[Item]
    before: tuple[Request, ...] = ()
    after: float = 0
    switches: dict[str, Any] = {}
    since: int = 0
    text_only: bool = False


def quotes(contract: Contract = AAPL, generic: str = "", snapshot: bool = False, reqId: int = 5) -> Request:
    return "reqMktData", reqId, contract, generic, snapshot, False, []


def bars(
    span: str,
    size: str,
    what: str = "TRADES",
    *,
    contract: Contract = AAPL,
    end: str = "",
    form: int = 1,
    keep: bool = False,
    reqId: int = 5,
) -> Request:
    return "reqHistoricalData", reqId, contract, end, span, size, what, 1, form, keep, []


def live(what: str = "TRADES", contract: Contract = AAPL, size: int = 5) -> Request:
    return "reqRealTimeBars", 5, contract, size, what, True, []


def depth(contract: Contract = AAPL, smart: bool = True, rows: int = 2, reqId: int = 5) -> Request:
    return "reqMktDepth", reqId, contract, rows, smart, []


def ticks(kind: str, contract: Contract = AAPL, earlier: int = 0, reqId: int = 5) -> Request:
    return "reqTickByTickData", reqId, contract, kind, earlier, False


def past(what: str, start: str = MORNING, end: str = "", number: int = 2, contract: Contract = AAPL) -> Request:
    return "reqHistoricalTicks", 5, contract, start, end, number, what, 1, False, []


def scan(code: str = "MOST_ACTIVE", reqId: int = 5, **more: Any) -> Request:
    subscription = ScannerSubscription()
    subscription.instrument, subscription.locationCode, subscription.scanCode = "STK", "STK.US.MAJOR", code
    subscription.numberOfRows = 3
    for name, value in more.items():
        setattr(subscription, name, value)
    return "reqScannerSubscription", reqId, subscription, [], []


def events(**more: Any) -> WshEventData:
    data = WshEventData()
    data.conId = 8314
    for name, value in more.items():
        setattr(data, name, value)
    return data


def spread() -> Contract:
    legs = [
        ComboLeg(conId=265598, ratio=1, action="BUY", exchange="SMART"),
        ComboLeg(conId=272093, ratio=1, action="SELL", exchange="SMART"),
    ]
    return Contract(symbol="AAPL,MSFT", secType="BAG", exchange="SMART", currency="USD", comboLegs=legs)


FIRST_TICKS = (
    *(f"1|6|5|{kind}|#|#|*|" for kind in (1, 2, 4, 6, 7, 9, 14)),
    *("2|6|5|8|#|", "46|6|5|45|#|", "45|6|5|49|0.0|"),
    *(f"46|6|5|{kind}|*|" for kind in (32, 33, 84)),
)
FIRST_OPTION_TICKS = (
    *(f"1|6|5|{kind}|#|#|*|" for kind in (1, 2, 4, 6, 7, 9, 14)),
    *("2|6|5|8|#|", "?46|6|5|45|#|", "45|6|5|49|0.0|"),
    *(f"46|6|5|{kind}|*|" for kind in (32, 33, 84)),
)
DELAYED_TICKS = (
    *(f"1|6|5|{kind}|#|#|*|" for kind in (66, 67, 68, 72, 73, 75, 76)),
    *("2|6|5|74|#|", "46|6|5|88|#|", "45|6|5|90|0.0|", "?2|6|5|69|#|", "?2|6|5|70|#|"),
)
STREAMED = (
    "1|6|5|1|#|#|*|",
    "1|6|5|2|#|#|*|",
    "1|6|5|4|#|#|*|",
    "2|6|5|8|#|",
    "46|6|5|45|#|",
    "?2|6|5|0|#|",
    "?2|6|5|3|#|",
    "?2|6|5|5|#|",
    "?1|6|5|6|...",
    "?1|6|5|7|...",
    "?46|6|5|...",
)
BEGIN = ["58|1|5|1|", "81|5|0.01|9c0001|3|"]

LIVE_DATA = {
    # ------------------------------------------------------------------------------- section 3: one-shots
    "ids": Row(("reqIds", 7), ["9|1|1|"]),
    "current time": Row(("reqCurrentTime",), ["49|1|1768402800|"]),
    "current time in ms": Row(("reqCurrentTimeInMillis",), ["109|1768402800000|"], since=197),
    "managed accounts": Row(("reqManagedAccts",), ["15|1|DU1234567|"]),
    "family codes": Row(("reqFamilyCodes",), ["78|1|DU1234567||"]),
    "user info": Row(("reqUserInfo", 5), ["107|5||"]),
    "user info is silent by a switch": Row(("reqUserInfo", 5), [], switches={"white_branding_id": None}),
    "market rule": Row(("reqMarketRule", 26), ["93|26|1|#|0.01|"]),
    "unknown market rule": Row(("reqMarketRule", 99999), [error(-1, 322)]),
    "smart components": Row(("reqSmartComponents", 5, "9c0001"), ["82|5|#|0|*|*|1|*|*|..."]),
    "depth exchanges": Row(("reqMktDepthExchanges",), ["80|#|*|*|*|*|#|..."]),
    "soft dollar tiers": Row(("reqSoftDollarTiers", 5), ["77|5|0|"]),
    "news providers": Row(("reqNewsProviders",), ["85|3|BRFG|*|BRFUPDN|*|DJNL|*|"]),
    "matching symbols": Row(("reqMatchingSymbols", 5, "TSLA"), ["79|5|#|76792991|TSLA|STK|NASDAQ|USD|#|..."]),
    "a second search within a second": Row(("reqMatchingSymbols", 6, "IBM"), [], (("reqMatchingSymbols", 5, "TSLA"),)),
    "log level": Row(("setServerLogLevel", 5), []),
    "bad log level": Row(("setServerLogLevel", 6), [error(-1, 319)]),
    "FA without an advisor": Row(("requestFA", 1), [error(-1, 321)]),
    "FA refused otherwise": Row(("requestFA", 1), [error(-1, 344)], switches={"advisor_error": 344}),
    "display groups": Row(("queryDisplayGroups", 5), ["67|1|5|1|2|3|4|5|6|7|"]),
    "group events": Row(("subscribeToGroupEvents", 5, 1), ["68|1|5|none|"]),
    "a group is updated": Row(
        ("updateDisplayGroup", 5, "8314@SMART"), ["68|1|5|8314@SMART|"], (("subscribeToGroupEvents", 5, 1),)
    ),
    # ------------------------------------------------------------------------------- section 4: contracts
    "details of a stock": Row(
        ("reqContractDetails", 5, AAPL),
        ["10|5|AAPL|STK||...", "52|1|5|"],
    ),
    "details of a future tell time and zone": Row(
        ("reqContractDetails", 5, ES), ["10|5|ES|FUT|20260320 08:30 US/Central|...", "52|1|5|"]
    ),
    "details of a bond": Row(("reqContractDetails", 5, BOND), ["18|5|...", "52|1|5|"]),
    "details of several": Row(("reqContractDetails", 5, VAGUE), ["10|5|SAP|...", "10|5|SAP|...", "52|1|5|"]),
    "details of none": Row(("reqContractDetails", 5, NONE), [error(5, 200, UNKNOWN)]),
    "option parameters": Row(
        ("reqSecDefOptParams", 5, "AAPL", "", "STK", 265598), ["+75|5|*|265598|AAPL|100|#|...", "76|5|"]
    ),
    # ------------------------------------------------------------------------------- section 5: quotes
    "quotes begin": Row(quotes(), [*BEGIN, FIRST_TICKS]),
    "quotes stream": Row(quotes(), [*BEGIN, FIRST_TICKS, STREAMED], after=3),
    "parameters may come first": Row(quotes(), [*BEGIN[::-1], FIRST_TICKS], switches={"params_first": True}),
    "RTVolume": Row(quotes(generic="mdoff,233"), [*BEGIN, "+46|6|5|48|*|"], after=3),
    "a snapshot ends": Row(
        quotes(snapshot=True),
        [*BEGIN, FIRST_TICKS, (*STREAMED[:5], *STREAMED[5:]), "57|1|5|"],
        after=11.5,
        switches={"snapshot_time": 11.0},
    ),
    "an id is dead after a snapshot": Row(
        ("cancelMktData", 5), [error(5, 300)], (quotes(snapshot=True),), switches={"snapshot_time": 0.0}
    ),
    "generic ticks and a snapshot": Row(quotes(generic="233", snapshot=True), [error(5, 414)]),
    "the type of data is silent": Row(("reqMarketDataType", 99), []),
    "live wins over delayed": Row(quotes(), [*BEGIN, FIRST_TICKS], (("reqMarketDataType", 3),)),
    "delayed data": Row(
        quotes(),
        [error(5, 10167), "58|1|5|3|", "81|5|0.01|9c0001|3|", DELAYED_TICKS],
        (("reqMarketDataType", 3),),
        0.4,
        {"market_data": "delayed", "snapshot_time": 0.0},
    ),
    "delayed data with another notice": Row(
        quotes(),
        [error(5, 10089), "58|1|5|3|", "81|5|...", DELAYED_TICKS],
        (("reqMarketDataType", 3),),
        0.4,
        {"market_data": "delayed", "delayed_notice": 10089},
    ),
    "what needs no subscription comes with 10090": Row(
        quotes(generic="236"),
        [error(5, 10090), *BEGIN, ("1|6|5|9|...", "45|6|5|49|0.0|"), "45|6|5|46|3.0|", "2|6|5|89|#|"],
        after=3,
        switches={"market_data": "none", "not_subscribed": 10090},
    ),
    "live data is not subscribed": Row(quotes(), [error(5, 354, DENIED)], switches={"market_data": "none"}),
    "delayed data is not enabled": Row(
        quotes(), [error(5, 10168)], (("reqMarketDataType", 3),), switches={"market_data": "none"}
    ),
    "a competing session": Row(
        quotes(),
        [error(5, 10197, "No market data during competing live session")],
        switches={"market_data": "competing"},
    ),
    "a line twice": Row(quotes(), [error(5, 102)], (quotes(),)),
    "a line too many": Row(quotes(reqId=6), [error(6, 101)], (quotes(),), switches={"market_data_lines": 1}),
    "cancel of no line": Row(("cancelMktData", 6), [error(6, 300)]),
    "cancel of a line": Row(("cancelMktData", 5), [], (quotes(),), 3),
    "quotes of none": Row(quotes(NONE), [error(5, 200, UNKNOWN)]),
    "quotes of several": Row(
        quotes(VAGUE), [error(5, 200, "The contract description specified for SAP is ambiguous.")]
    ),
    "an unknown generic tick": Row(quotes(generic="999999"), [error(5, 321)]),
    "a CFD is rerouted": Row(quotes(CFD), ["91|5|265598|SMART|"]),
    "depth of a CFD is rerouted": Row(depth(CFD), ["92|5|265598|SMART|"]),
    "a regulatory snapshot": Row(
        ("reqMktData", 5, AAPL, "", False, True, []), [*BEGIN, FIRST_TICKS, "57|1|5|"], switches={"snapshot_time": 0.0}
    ),
    "quotes of an option": Row(
        quotes(OPTION),
        [
            "58|1|5|1|",
            "81|5|0.01|9c0002|3|",
            (*FIRST_OPTION_TICKS, "21|5|10|0|#|#|#|#|#|#|#|#|", "21|5|11|0|...", "21|5|13|0|...", "?21|5|12|0|..."),
        ],
    ),
    "quotes of a combination": Row(
        quotes(spread()),
        ["58|1|5|1|", "81|5|0.01||3|", ("1|6|5|1|#|...", "1|6|5|2|#|...", "1|6|5|9|#|...", "45|6|5|49|0.0|")],
    ),
    "quotes while the market is closed": Row(
        quotes(),
        [
            "58|1|5|1|",
            "81|...",
            (
                "1|6|5|1|-1.0|0|*|",
                "1|6|5|2|-1.0|0|*|",
                "1|6|5|4|#|#|*|",
                "1|6|5|9|#|...",
                "?1|6|5|6|...",
                "?1|6|5|7|...",
                "?1|6|5|14|...",
                "2|6|5|8|#|",
                "46|6|5|45|#|",
                "45|6|5|49|0.0|",
                "46|6|5|32||",
                "46|6|5|33||",
                "46|6|5|84|*|",
            ),
        ],
        (("let time pass", 14 * 3600),),
    ),
    "frozen quotes": Row(
        quotes(), ["58|1|5|2|", "81|...", FIRST_TICKS], (("let time pass", 14 * 3600), ("reqMarketDataType", 2))
    ),
    "smart components while the exchanges are closed": Row(
        ("reqSmartComponents", 5, "9c0001"), ["82|5|0|"], (("let time pass", 14 * 3600),)
    ),
    "an implied volatility": Row(
        ("calculateImpliedVolatility", 5, OPTION, 10.0, 258.0, []), ["21|5|53|0|0.#|0.#|10.0|0.0|0.#|#|-#|258.0|"]
    ),
    "a price that no volatility gives": Row(
        ("calculateImpliedVolatility", 5, OPTION, 0.01, 358.0, []), ["21|5|53|0|-1|-2|0.01|0.0|-2|-2|-2|358.0|"]
    ),
    "the price of an option": Row(
        ("calculateOptionPrice", 5, OPTION, 0.3, 258.0, []), ["21|5|53|0|0.3|0.#|#|0.0|0.#|#|-#|258.0|"]
    ),
    "a calculation for a stock": Row(("calculateOptionPrice", 5, AAPL, 0.3, 258.0, []), [error(5, 321)]),
    "the end of a calculation": Row(("cancelCalculateOptionPrice", 5), []),
    # ------------------------------------------------------------------------------- section 6: depth, bars, ticks
    "depth without names": Row(
        depth(ARCA, False), [("12|1|5|0|0|1|#|#|", "12|1|5|1|0|1|#|#|", "12|1|5|0|0|0|#|#|", "12|1|5|1|0|0|#|#|")]
    ),
    "depth with market makers": Row(
        depth(NASDAQ, False),
        [("13|1|5|0|*|0|1|#|#|0|", "13|1|5|1|*|0|1|#|#|0|", "13|1|5|0|*|0|0|#|#|0|", "13|1|5|1|*|0|0|#|#|0|")],
    ),
    "smart depth": Row(
        depth(), [("13|1|5|0|*|0|1|#|#|1|", "13|1|5|1|*|0|1|#|#|1|", "13|1|5|0|*|0|0|#|#|1|", "13|1|5|1|*|0|0|#|#|1|")]
    ),
    "a book too many": Row(depth(reqId=9), [error(9, 309)], tuple(depth(reqId=k) for k in (6, 7, 8))),
    "cancel of no book": Row(("cancelMktDepth", 5, True), [error(5, 310)]),
    "a book is not cancelled like a line": Row(("cancelMktData", 5), [error(5, 300)], (depth(),)),
    "depth that there is not": Row(depth(SPX, False), [error(5, 10092)]),
    "real-time bars": Row(live(), ["50|3|5|1768402800|#|#|#|#|#|#|#|", "50|3|5|1768402805|#|#|#|#|#|#|#|"], after=10),
    "real-time bars of the middle": Row(live("MIDPOINT"), ["50|3|5|1768402800|#|#|#|#|-1|#|-1|"], after=5),
    "real-time bars of another size": Row(live(size=10), [error(5, 321)]),
    "real-time bars of nothing": Row(live(contract=EUR), [error(5, 420)]),
    "real-time bars without a subscription": Row(live(), [error(5, 10089)], switches={"market_data": "none"}),
    "real-time bars during another session": Row(live(), [error(5, 10197)], switches={"market_data": "competing"}),
    "each trade": Row(ticks("Last"), ["+99|5|1|#|#|#|0|*||"], after=3),
    "each trade of all": Row(ticks("AllLast"), ["+99|5|2|#|#|#|0|*||"], after=3),
    "each quote": Row(ticks("BidAsk"), ["+99|5|3|#|#|#|#|#|0|"], after=3),
    "each middle": Row(ticks("MidPoint"), ["+99|5|4|#|#|"], after=3),
    "ticks after earlier ones": Row(ticks("Last", earlier=1), ["98|5|1|#|0|#|#|*||1|", "+99|5|1|#|..."], after=3),
    "ticks of a type in small letters": Row(ticks("last"), [error(5, 321)]),
    "ticks without a subscription": Row(ticks("Last"), [error(5, 10189)], switches={"market_data": "none"}),
    "a stream of ticks too many": Row(
        ticks("Last", reqId=9), [error(9, 10190)], tuple(ticks("Last", reqId=k) for k in (6, 7, 8))
    ),
    "ticks of one instrument twice in 15 s": Row(
        ticks("Last", reqId=9),
        [error(9, 10190)],
        (ticks("BidAsk"), ("cancelTickByTickData", 5)),
        switches={"tick_by_tick_pause": 15.0},
    ),
}

HEADER = {176: "17|5|20260114 09:30:00 US/Eastern|20260114 10:00:00 US/Eastern|", 200: "17|5|"}
END = {176: None, 200: "108|5|20260114 09:30:00 US/Eastern|20260114 10:00:00 US/Eastern|"}


def header(rest: str) -> Item:
    return {number: text + rest for number, text in HEADER.items()}


PAST_DATA = {
    # ------------------------------------------------------------------------------- section 7: history
    "bars and their end": Row(bars("1 D", "30 mins"), [header("1|20260114 09:30:00 US/Eastern|#|#|#|#|#|#|#|"), END]),
    "the end of bars may be short": Row(
        bars("1 D", "1 day"),
        ["17|5|...", {176: None, 200: "108|5|20260114 09:30:00 US/Eastern|"}],
        switches={"short_history_end": True},
        text_only=True,
    ),
    "bars with seconds": Row(bars("1 D", "30 mins", form=2), [header("1|1768401000|#|#|#|#|#|#|#|"), END]),
    "days": Row(bars("1 D", "1 day", form=2), [header("1|20260114|#|#|#|#|#|#|#|"), END]),
    "bars of the middle have no volume": Row(
        bars("1 D", "30 mins", "MIDPOINT"), [header("1|20260114 09:30:00 US/Eastern|#|#|#|#|-1|-1|-1|"), END]
    ),
    "bars that are kept": Row(
        bars("1 D", "30 mins", keep=True),
        [
            header("..."),
            END,
            "+90|5|#|20260114 10:00:00 ...",
        ],
        after=3,
    ),
    "bars that are cancelled": Row(
        ("cancelHistoricalData", 5),
        [error(5, 162, f"{HMDS}API historical data query cancelled: 5")],
        (bars("1 D", "30 mins", keep=True),),
        3,
    ),
    "a kept bar needs no end": Row(bars("1 D", "30 mins", end=EVENING, keep=True), [error(5, 321)]),
    "a kept bar is of 5 s at least": Row(bars("60 S", "1 secs", keep=True), [error(5, 321)]),
    "live updates are lost with their farm": Row(
        ("lose the farm of history",), [error(-1, 2105), error(5, 10182)], (bars("1 D", "30 mins", keep=True),), 3
    ),
    "cancel of no bars": Row(("cancelHistoricalData", 5), [error(5, 366)]),
    "an id of bars twice": Row(bars("1 D", "1 day"), [error(5, 386)], (bars("1 D", "30 mins", keep=True),)),
    "the 51st request": Row(
        bars("1 D", "1 day", reqId=60),
        [error(60, 322, f"{PROCESSING}Only 50 simultaneous API historical data requests allowed")],
        tuple(bars("1 D", "1 day", reqId=k, keep=True) for k in range(5, 55)),
    ),
    "bars of 1 sec": Row(bars("1 D", "1 sec"), [error(5, 321)]),
    "an unknown bar size": Row(bars("1 D", "7 mins"), [error(5, 321)]),
    "an unknown duration": Row(bars("1 H", "1 day"), [error(5, 321)]),
    "an unknown thing to show": Row(bars("1 D", "1 day", "PRICES"), [error(5, 321)]),
    "adjusted bars have no end": Row(bars("1 D", "1 day", "ADJUSTED_LAST", end=EVENING), [error(5, 321)]),
    "trades of a coin": Row(bars("1 D", "1 day", contract=BTC), [error(5, 10299)]),
    "an invalid step": Row(bars("1 D", "1 secs"), [error(5, 162, f"{HMDS}invalid step...")]),
    "an invalid step of minutes": Row(
        bars("1 Y", "1 min"), [error(5, 162, f"{HMDS}invalid step...")], switches={"history_steps": "strict"}
    ),
    "no data": Row(
        bars("1 D", "1 day", "TRADES", contract=EUR),
        [error(5, 162, f"{HMDS}HMDS query returned no data: EUR.USD@IDEALPRO Trades")],
    ),
    "no permissions": Row(
        bars("1 D", "1 day"),
        [error(5, 162, f"{HMDS}No market data permissions for ...")],
        switches={"market_data": "none"},
    ),
    "a malformed time": Row(bars("1 D", "1 day", end="2026-01-13"), [error(5, 10314)]),
    "a time without a zone": Row(
        bars("1 D", "1 day", end="20260113 16:00:00"), [error(5, 2174), "17|5|...", {176: None, 200: "108|5|..."}]
    ),
    "asking for the same within 15 s": Row(
        bars("600 S", "5 secs"),
        [error(5, 162, f"{HMDS}Historical data request pacing violation")],
        (bars("600 S", "5 secs"),),
        switches={"history_pacing": True},
    ),
    "six times in 2 s": Row(
        bars("660 S", "5 secs"),
        [error(5, 162)],
        tuple(bars(f"{600 + k} S", "5 secs") for k in range(5)),
        switches={"history_pacing": True},
    ),
    "a schedule": Row(
        bars("2 D", "1 day", "SCHEDULE"),
        [
            "106|5|20260113-09:30:00|20260114-16:00:00|US/Eastern|2|20260113-09:30:00|20260113-16:00:00|20260113|"
            "20260114-09:30:00|20260114-16:00:00|20260114|"
        ],
    ),
    "a schedule is of days": Row(bars("2 D", "1 hour", "SCHEDULE"), [error(5, 321)]),
    "a head timestamp in seconds": Row(("reqHeadTimeStamp", 5, AAPL, "TRADES", 1, 2), ["88|5|#|"]),
    "a head timestamp": Row(("reqHeadTimeStamp", 5, AAPL, "TRADES", 1, 1), ["88|5|*|"]),
    "no head timestamp": Row(("reqHeadTimeStamp", 5, EUR, "TRADES", 1, 1), [error(5, 162)]),
    "a histogram": Row(("reqHistogramData", 5, AAPL, True, "1 day"), ["89|5|#|#|#|..."]),
    "past trades": Row(past("TRADES"), ["98|5|#|#|0|#|#|*||#|0|#|#|*||..."]),
    "past quotes": Row(past("BID_ASK"), ["97|5|#|#|0|#|#|#|#|#|0|#|#|#|#|..."]),
    "past middles": Row(past("MIDPOINT"), ["96|5|#|#|0|#|0|#|0|#|0|..."]),
    "past ticks need a start or an end": Row(past("TRADES", MORNING, EVENING), [error(5, 321)]),
    "too many past ticks": Row(past("TRADES", number=1001), [error(5, 321)]),
    # ------------------------------------------------------------------------------- section 10: scanner, news, WSH
    "scanner parameters": Row(("reqScannerParameters",), ["19|1|<?xml..."]),
    "a scan": Row(scan(), ["20|3|5|3|0|#|*|STK||#||SMART|USD|*|*|*||||...", "20|3|5|3|0|..."], after=30),
    "nothing found": Row(scan(abovePrice=1e9), [error(5, 165), "20|3|5|0|"]),
    "a scan is cancelled": Row(("cancelScannerSubscription", 5), [error(5, 162)], (scan(),), 60),
    "cancel of no scan": Row(("cancelScannerSubscription", 5), [error(5, 365)]),
    "an id of a scan twice": Row(scan(), [error(5, 385)], (scan(),)),
    "a scan too many": Row(scan(reqId=6), [error(6, 322)], (scan(),), switches={"scanner_limit": 1}),
    "a scan with the notice of precision": Row(
        scan(), [error(5, 492), "20|3|5|3|..."], switches={"scanner_notice": True}
    ),
    "broad tape": Row(quotes(NEWS, "mdoff,292"), ["+84|5|#|BRFG|*|*|*|"], after=86_400),
    "news of a stock": Row(
        quotes(BAC, generic="mdoff,292:BRFG"), ["58|...", "81|...", "+84|5|#|BRFG|*|*|*|"], after=420
    ),
    "past news": Row(
        ("reqHistoricalNews", 5, 8314, "BRFG", "", "", 1, []), ["86|5|*|BRFG|*|{A:800015:L:en:K:n/a:C:...", "87|5|1|"]
    ),
    "an unknown article": Row(("reqNewsArticle", 5, "BRFG", "BRFG$0", []), [error(5, 10172)]),
    "WSH meta data": Row(("reqWshMetaData", 5), ["104|5|{..."]),
    "WSH events": Row(("reqWshEventData", 6, events()), ["105|6|[..."], (("reqWshMetaData", 5),)),
    "WSH events before the meta data": Row(("reqWshEventData", 5, events()), [error(5, 10282)]),
    "WSH is not allowed": Row(("reqWshMetaData", 5), [error(5, 10276)], switches={"wsh_error": 10276}),
    "WSH meta data twice": Row(
        ("reqWshMetaData", 6), [error(6, 10278)], (("reqWshMetaData", 5),), switches={"wsh_delay": 5.0}
    ),
}

EVERYTHING = LIVE_DATA | PAST_DATA


def ask(bot: Asker, request: Request) -> None:
    name, *args = request
    if name == "let time pass":
        bot.gateway.advance(*args)
    elif name == "lose the farm of history":
        with bot.gateway.control() as world:
            world.lose_farm("history")
    else:
        getattr(bot, name)(*args)
    bot.gateway.deliver()


def told(version: int, row: Row) -> tuple[list[bytes], list[Call]]:
    """The frames and the callbacks that come of a row."""
    with SteppedGateway(server_version=version, behaviour=Behaviour(**row.switches)) as gateway:
        bot = join(gateway)
        for request in row.before:
            ask(bot, request)
        frames = tapped(bot)
        bot.take()
        ask(bot, row.request)
        if row.after:
            gateway.advance(row.after)
        return frames, bot.take()


@pytest.mark.parametrize("name", EVERYTHING)
@pytest.mark.parametrize("version", [176, 200])
def test_a_request_gives_the_recorded_frames(version: int, name: str) -> None:
    row = EVERYTHING[name]
    if version >= row.since:
        check(told(version, row)[0], row.expected, version)


@pytest.mark.parametrize("name", [name for name, row in EVERYTHING.items() if not row.text_only])
def test_a_request_gives_the_same_sequence_as_protobuf(name: str) -> None:
    row = EVERYTHING[name]
    (text, text_calls), (proto, proto_calls) = told(200, row), told(226, row)
    assert [number_of(frame, 200) for frame in text] == [number_of(frame, 226) for frame in proto]
    assert plain(text_calls) == plain(proto_calls)
