"""The bundled stocks and exchange traded funds."""

from __future__ import annotations

from ibproto.contract import Contract

from . import venues
from .ids import made_up, real
from .instrument import Instrument, Venue
from .rules import MARKET_RULES, MarketRule
from .tables import STOCKS_ABROAD, US_STOCKS, rows


def cusip_of(isin: str) -> dict[str, str]:
    """The identifiers that an ISIN tells: in the United States the CUSIP is a part of it."""
    return {"ISIN": isin, "CUSIP": isin[2:11]} if isin.startswith("US") else {"ISIN": isin}


def _stock(row: list[str], venue: Venue, currency: str, rule: MarketRule, kind: str) -> Instrument:
    symbol, primary, trading_class, name, price, volatility, beta, thousands, isin, industry, category, subcategory = (
        row
    )
    contract = Contract(
        conId=real("STK", symbol, currency) or made_up("STK", symbol, primary, currency),
        symbol=symbol,
        secType="STK",
        strike=0.0,
        exchange=venue.exchanges[0],
        primaryExchange=primary,
        currency=currency,
        localSymbol=symbol,
        tradingClass=trading_class,
    )
    return Instrument(
        contract,
        name,
        float(price),
        venue,
        rule=rule,
        volatility=float(volatility),
        beta=float(beta),
        volume=int(thousands) * 1000,
        ids=cusip_of(isin),
        industry=(industry, category, subcategory),
        stock_type=kind,
    )


def stocks() -> list[Instrument]:
    found = []
    for row in rows(US_STOCKS):
        kind = row.pop(9)
        found.append(_stock(row, venues.US_STOCKS, "USD", venues.US_STOCKS.rule, kind))
    for row in rows(STOCKS_ABROAD):
        venue, currency, rule = row.pop(1), row.pop(3), row.pop(3)
        found.append(_stock(row, venues.BY_NAME[venue], currency, MARKET_RULES[int(rule)], "COMMON"))
    return found
