"""The venues of the bundled instruments: what those of one kind at one place have in common."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from . import calendars
from .calendars import Calendar
from .instrument import Venue
from .rules import MARKET_RULES

US_EXCHANGES = "SMART AMEX NYSE CBOE PHLX ISE CHX ARCA NASDAQ DRCTEDGE BEX BATS EDGEA BYX IEX EDGX PSX"
OPTION_EXCHANGES = (
    "SMART AMEX CBOE PHLX PSE ISE BOX BATS NASDAQOM CBOE2 NASDAQBX MIAX GEMINI EDGX MERCURY PEARL EMERALD"
)

_COMMON = "ACTIVETIM,ADJUST,ALERT,ALLOC,AVGCOST,BASKET,COND,CONDORDER,DAY,DEACT,DEACTDIS,DEACTEOD,GAT,GTC,GTD,GTT,HID"
STOCK_ORDERS = (
    _COMMON + ",ALGO,AON,BENCHPX,CASHQTY,DARKONLY,DIS,DUR,FOK,FPC,IBKRATS,ICE,IOC,LIT,LMT,LOC,MIDPX,MIT,MKT,MOC,MTL"
    ",NGCOMB,NODARK,NONALGO,OCA,OPG,OPGREROUT,PEGBENCH,PEGMID,PEGMKT,POSTATS,POSTONLY,PREOPGRTH,REL,RPI,RTH,SCALE"
    ",SCALEODD,SCALERST,SIZECHK,SMARTSTG,SNAPMID,SNAPMKT,SNAPREL,STP,STPLMT,SWEEP,TRAIL,TRAILLIT,TRAILLMT,TRAILMIT,VWAP"
    ",WHATIF"
)
PLAIN_ORDERS = (
    _COMMON
    + ",ALGO,AON,DIS,FOK,ICE,IOC,LIT,LMT,LOC,MIT,MKT,MOC,MTL,NGCOMB,NONALGO,OCA,PEGBENCH,RTH,SCALE,SCALERST,SIZECHK"
    ",STP,STPLMT,TRAIL,TRAILLIT,TRAILLMT,TRAILMIT,WHATIF"
)
OPTION_ORDERS = PLAIN_ORDERS + ",FPC,PEGMID,PEGMKT,REL,SMARTSTG,SNAPMID,SNAPMKT,SNAPREL,VOLAT"
FOREX_ORDERS = (
    _COMMON + ",CASHQTY,FOK,IOC,LIT,LMT,MIT,MKT,NONALGO,OCA,REL,SCALE,SCALERST,STP,STPLMT,TRAIL,TRAILLMT,WHATIF"
)
CRYPTO_ORDERS = "CASHQTY,COND,DAY,GAT,GTC,GTD,GTT,IOC,LMT,MKT,NONALGO,OCA,STPLMT,WHATIF"
FUND_ORDERS = "CASHQTY,DAY,MKT,WHATIF"
NO_ORDERS = ""


def _venue(exchanges: str, orders: str, calendar: Calendar, rule: int, lot: int = 1, **more: Any) -> Venue:
    return Venue(tuple(exchanges.split()), orders, calendar, MARKET_RULES[rule], lot, **more)


_TINY: dict[str, Any] = {"min_size": Decimal("0.0001"), "size_step": Decimal("0.0001")}
_COIN: dict[str, Any] = {"min_size": Decimal("0.00000001"), "size_step": Decimal("0.00000001")}

US_STOCKS = _venue(US_EXCHANGES, STOCK_ORDERS, calendars.US_STOCKS, 26, 100, bbo="9c0001", **_TINY)
US_CFDS = _venue("SMART", STOCK_ORDERS, calendars.US_STOCKS, 26, 100)
XETRA = _venue("SMART IBIS FWB TGATE EUDARK", STOCK_ORDERS, calendars.XETRA, 1707, agg_group=2, bbo="9d0001")
PARIS = _venue("SMART SBF TGATE EUDARK", STOCK_ORDERS, calendars.EURONEXT, 1708, agg_group=2, bbo="9d0002")
AMSTERDAM = _venue("SMART AEB TGATE EUDARK", STOCK_ORDERS, calendars.EURONEXT, 1708, agg_group=2, bbo="9d0003")
SWISS = _venue("SMART EBS EUDARK", STOCK_ORDERS, calendars.SWISS, 1707, agg_group=2, bbo="9d0004")
LONDON = _venue("SMART LSE CHIXUK BATEUK", STOCK_ORDERS, calendars.LONDON, 1707, agg_group=3, bbo="9d0005")
TOKYO = _venue("SMART TSEJ CHIXJ JPNNEXT", STOCK_ORDERS, calendars.TOKYO, 300, 100, size_step=Decimal(100), agg_group=4)
HONG_KONG = _venue("SEHK", PLAIN_ORDERS, calendars.HONG_KONG, 1710, 100, size_step=Decimal(100), agg_group=4)

FOREX = _venue("IDEALPRO", FOREX_ORDERS, calendars.FOREX, 239, 1000, agg_group=4)
FOREX_CFDS = _venue("SMART", FOREX_ORDERS, calendars.FOREX, 239, 1000, agg_group=4)
METALS = _venue("SMART", FOREX_ORDERS, calendars.METALS, 26, agg_group=4)
CRYPTO = _venue("PAXOS", CRYPTO_ORDERS, calendars.CRYPTO, 2727, agg_group=9, **_COIN)
BONDS = _venue("SMART", PLAIN_ORDERS, calendars.US_BONDS, 983, 1000, agg_group=6)
FUNDS = _venue("FUNDSERV", FUND_ORDERS, calendars.US_INDICES, 26, agg_group=7, **_TINY)
NEWS = {name: _venue(name, NO_ORDERS, calendars.NEWS, 26) for name in ("BRF", "BRFG", "BRFUPDN", "DJNL")}

BY_NAME = {
    "XETRA": XETRA,
    "PARIS": PARIS,
    "AMSTERDAM": AMSTERDAM,
    "SWISS": SWISS,
    "LONDON": LONDON,
    "TOKYO": TOKYO,
    "HONG_KONG": HONG_KONG,
}


def index(exchange: str, calendar: Calendar) -> Venue:
    """A place where only a number is told."""
    return _venue(exchange, NO_ORDERS, calendar, 26, agg_group=8)


def futures(exchange: str, calendar: Calendar, rule: int) -> Venue:
    return _venue(
        f"{exchange} QBALGO" if calendar.zone_name != "MET" else exchange, PLAIN_ORDERS, calendar, rule, agg_group=5
    )


def options(exchanges: str, calendar: Calendar, rule: int, bbo: str = "") -> Venue:
    return _venue(exchanges, OPTION_ORDERS, calendar, rule, agg_group=2, bbo=bbo)
