"""The bundled instruments that are no stocks: currencies, indices, metals, crypto, bonds, funds, CFDs, news."""

from __future__ import annotations

from functools import cache
from typing import Any

from ibproto.contract import Contract, FundAssetType, FundDistributionPolicyIndicator
from ibproto.ineligibility_reason import IneligibilityReason

from . import calendars, venues
from .calendars import Calendar
from .ids import made_up, real
from .instrument import Derived, Instrument, Venue
from .rules import MARKET_RULES
from .stocks import cusip_of, stocks

# symbol, currency, market rule, name, price, volatility
FOREX = (
    ("EUR", "USD", 239, "European Monetary Union Euro", 1.16455, 0.07),
    ("GBP", "USD", 239, "British pound", 1.34385, 0.08),
    ("AUD", "USD", 239, "Australian dollar", 0.6688, 0.1),
    ("NZD", "USD", 239, "New Zealand dollar", 0.5747, 0.1),
    ("USD", "JPY", 240, "US Dollar", 158.455, 0.1),
    ("USD", "CHF", 239, "US Dollar", 0.8002, 0.08),
    ("USD", "CAD", 239, "US Dollar", 1.38895, 0.06),
    ("USD", "SEK", 239, "US Dollar", 9.1963, 0.1),
    ("USD", "NOK", 239, "US Dollar", 10.0891, 0.11),
    ("USD", "HKD", 239, "US Dollar", 7.79875, 0.01),
    ("USD", "MXN", 239, "US Dollar", 17.8173, 0.12),
    ("EUR", "GBP", 239, "European Monetary Union Euro", 0.8666, 0.05),
    ("EUR", "JPY", 240, "European Monetary Union Euro", 184.53, 0.09),
    ("EUR", "CHF", 239, "European Monetary Union Euro", 0.9319, 0.05),
    ("GBP", "JPY", 240, "British pound", 212.93, 0.1),
)

# symbol, exchange, currency, calendar, name, price, volatility, beta
INDICES: tuple[tuple[str, str, str, Calendar, str, float, float, float], ...] = (
    ("SPX", "CBOE", "USD", calendars.US_INDICES, "S&P 500 Stock Index", 6926.6, 0.16, 1.0),
    ("NDX", "NASDAQ", "USD", calendars.US_INDICES, "NASDAQ 100 Stock Index", 25465.9, 0.21, 1.2),
    ("INDU", "CME", "USD", calendars.US_INDICES, "Dow Jones Industrial Average", 49149.6, 0.15, 0.9),
    ("RUT", "RUSSELL", "USD", calendars.US_INDICES, "Russell 2000 Stock Index", 2651.6, 0.22, 1.2),
    ("VIX", "CBOE", "USD", calendars.US_INDICES, "CBOE Volatility Index", 16.75, 1.2, -5.0),
    ("DAX", "EUREX", "EUR", calendars.XETRA, "DAX 40 Index (Deutsche Aktien Xchange 40)", 25286.2, 0.18, 0.9),
    ("ESTX50", "EUREX", "EUR", calendars.EURONEXT, "Dow Jones Euro STOXX50", 6005.1, 0.17, 0.9),
    ("N225", "OSE.JPN", "JPY", calendars.TOKYO, "Nikkei 225 Index", 54341.2, 0.24, 0.8),
    ("HSI", "HKFE", "HKD", calendars.HONG_KONG, "Hang Seng Index", 26999.8, 0.25, 0.8),
)

# symbol, name, price, volatility
CRYPTO = (
    ("BTC", "Bitcoin cryptocurrency", 96_900.0, 0.5),
    ("ETH", "Ethereum cryptocurrency", 3_350.0, 0.65),
    ("LTC", "Litecoin cryptocurrency", 78.4, 0.7),
    ("SOL", "Solana cryptocurrency", 145.6, 0.8),
)

# symbol, issuer, CUSIP, name, price, coupon, maturity, issue date, ratings, kind, callable, description
BONDS = (
    # fmt: off
    (
        "US-T",
        "e1359579",
        "91282CPJ4",
        "United States Treasury Note",
        99.53,
        4.0,
        "20351115",
        "20251117",
        "Aaa/AA+",
        "GOVT",
        False,
        "US-T 4 11/15/35",
    ),
    (
        "US-T",
        "e1359579",
        "91282CPK1",
        "United States Treasury Note",
        100.12,
        3.75,
        "20301231",
        "20251231",
        "Aaa/AA+",
        "GOVT",
        False,
        "US-T 3 3/4 12/31/30",
    ),
    (
        "IBM",
        "e1453318",
        "459200KA8",
        "INTERNATIONAL BUSINESS MACHINES CORP",
        98.21,
        3.5,
        "20290515",
        "20190515",
        "A3/A-",
        "CORP",
        True,
        "IBM 3 1/2 05/15/29",
    ),
    (
        "IBM",
        "e1453318",
        "459200KC4",
        "INTERNATIONAL BUSINESS MACHINES CORP",
        88.64,
        4.25,
        "20490515",
        "20190515",
        "A3/A-",
        "CORP",
        True,
        "IBM 4 1/4 05/15/49",
    ),
    (
        "AAPL",
        "e1359580",
        "037833EL0",
        "APPLE INC",
        98.87,
        3.95,
        "20520808",
        "20220808",
        "Aaa/AA+",
        "CORP",
        True,
        "AAPL 3.95 08/08/52",
    ),
    # fmt: on
)

# symbol, ISIN, name, family, price, volatility, beta, least purchase, kind
FUNDS = (
    ("VFIAX", "US9229087104", "VANGUARD 500 INDEX FUND ADMIRAL", "Vanguard", 640.3, 0.16, 1.0, "3000", "Equity"),
    (
        "VBTLX",
        "US9219376038",
        "VANGUARD TOTAL BOND MARKET INDEX ADMIRAL",
        "Vanguard",
        9.78,
        0.05,
        0.0,
        "3000",
        "Fixed Income",
    ),
    ("FXAIX", "US3159117502", "FIDELITY 500 INDEX FUND", "Fidelity", 241.6, 0.16, 1.0, "100", "Equity"),
)
NEWS = (
    ("BRF", "BRF:BRF_ALL", "Briefing Trader All Articles"),
    ("BRFG", "BRFG:BRFG_ALL", "Briefing.com General Market Columns"),
    ("BRFUPDN", "BRFUPDN:BRFUPDN_ALL", "Briefing.com Analyst Actions"),
    ("DJNL", "DJNL:DJNL_ALL", "Dow Jones Newsletters"),
)
CFDS = ("AAPL", "MSFT", "TSLA", "SPY", "IBM")
FOREX_CFDS = ("EUR.USD", "GBP.USD", "USD.JPY")

SPREADS = {"CASH": 2, "CRYPTO": 25, "BOND": 60, "IND": 1, "CMDTY": 20}


def contract_of(sec_type: str, symbol: str, venue: Venue, currency: str = "USD", **more: Any) -> Contract:
    """A complete contract whose number is made up unless given."""
    values = {"localSymbol": symbol, "tradingClass": symbol, "strike": 0.0, **more}
    exchange = venue.exchanges[0]
    con_id = more.get("conId") or made_up(sec_type, values["localSymbol"], exchange, currency)
    values.update(conId=con_id, symbol=symbol, secType=sec_type, exchange=exchange, currency=currency)
    return Contract(**values)


def _simple(contract: Contract, name: str, price: float, venue: Venue, **more: Any) -> Instrument:
    return Instrument(contract, name, price, venue, **{"spread": SPREADS.get(contract.secType, 1), **more})


def _forex() -> list[Instrument]:
    found = []
    for symbol, currency, rule, name, price, volatility in FOREX:
        pair = f"{symbol}.{currency}"
        con_id = real("CASH", symbol, currency)
        contract = contract_of(
            "CASH", symbol, venues.FOREX, currency, localSymbol=pair, tradingClass=pair, conId=con_id
        )
        more = {"rule": MARKET_RULES[rule], "volatility": volatility, "beta": 0.0, "volume": 200_000_000}
        found.append(_simple(contract, name, price, venues.FOREX, **more))
    return found


def _indices() -> list[Instrument]:
    found = []
    for symbol, exchange, currency, calendar, name, price, volatility, beta in INDICES:
        venue = venues.index(exchange, calendar)
        more = {"volatility": volatility, "beta": beta, "volume": 0}
        more["industry"] = ("Indices", "Broad Range Equity Index", "*")
        found.append(_simple(contract_of("IND", symbol, venue, currency), name, price, venue, **more))
    return found


def _bonds() -> list[Instrument]:
    found = []
    for symbol, issuer, cusip, name, price, coupon, maturity, issued, ratings, kind, may_be_called, text in BONDS:
        local = f"IBCID{made_up('BOND', cusip, 'SMART', 'USD')}"
        con_id = made_up("BOND", cusip, "SMART", "USD")
        contract = contract_of("BOND", symbol, venues.BONDS, localSymbol=local, conId=con_id, issuerId=issuer)
        details = {
            "cusip": cusip,
            "coupon": coupon,
            "maturity": maturity,
            "issueDate": issued,
            "ratings": ratings,
            "bondType": kind,
            "couponType": "FIXED",
            "callable": may_be_called,
            "descAppend": text,
            "nextOptionDate": maturity if may_be_called else "",
            "nextOptionType": "CALL" if may_be_called else "",
            "notes": "",
        }
        ids = {"CUSIP": cusip}
        more = {"volatility": 0.05, "beta": 0.0, "volume": 4_000_000, "ids": ids, "more": details}
        found.append(_simple(contract, name, price, venues.BONDS, **more))
    return found


def _funds() -> list[Instrument]:
    found = []
    for symbol, isin, name, family, price, volatility, beta, least, kind in FUNDS:
        details = {
            "fundName": name,
            "fundFamily": family,
            "fundType": "Open-End Fund",
            "fundFrontLoad": "0",
            "fundBackLoad": "0",
            "fundBackLoadTimeInterval": "0",
            "fundManagementFee": "0.04",
            "fundNotifyAmount": "0",
            "fundMinimumInitialPurchase": least,
            "fundSubsequentMinimumPurchase": "1",
            "fundBlueSkyStates": "ALL",
            "fundBlueSkyTerritories": "PR,VI",
            "fundDistributionPolicyIndicator": FundDistributionPolicyIndicator.IncomeFund,
            "fundAssetType": next(asset for asset in FundAssetType if asset.value[1] == kind),
            "ineligibilityReasonList": [
                IneligibilityReason("AMF_NO_TRADING_PERM", "No trading permissions for mutual funds")
            ],
        }
        more = {"volatility": volatility, "beta": beta, "volume": 0, "ids": cusip_of(isin), "more": details}
        found.append(_simple(contract_of("FUND", symbol, venues.FUNDS), name, price, venues.FUNDS, **more))
    return found


def _others() -> list[Instrument]:
    metal = {"volatility": 0.2, "beta": 0.1, "volume": 900_000}
    gold = contract_of("CMDTY", "XAUUSD", venues.METALS)
    found = [_simple(gold, "London Gold", 4609.4, venues.METALS, **metal)]
    silver = contract_of("CMDTY", "XAGUSD", venues.METALS)
    found.append(_simple(silver, "London Silver", 91.2, venues.METALS, **{**metal, "volatility": 0.4}))
    for symbol, name, price, volatility in CRYPTO:
        contract = contract_of("CRYPTO", symbol, venues.CRYPTO, localSymbol=f"{symbol}.USD")
        more = {"volatility": volatility, "beta": 0.8, "volume": 3_000}
        found.append(_simple(contract, name, price, venues.CRYPTO, **more))
    return found


@cache
def bundled() -> tuple[Instrument, ...]:
    """All that are not derived from another."""
    return tuple([*stocks(), *_forex(), *_indices(), *_others(), *_bonds(), *_funds()])


@cache
def news() -> tuple[Instrument, ...]:
    """The feeds of headlines, which are contracts without a price."""
    found = []
    for provider, symbol, name in NEWS:
        venue = venues.NEWS[provider]
        contract = contract_of("NEWS", symbol, venue, tradingClass=provider)
        found.append(Instrument(contract, name, 0.0, venue, volatility=0.0, beta=0.0, volume=0))
    return tuple(found)


@cache
def cfds() -> tuple[Instrument, ...]:
    """The contracts for difference on some of the others."""
    found = []
    for underlying in bundled():
        own = underlying.contract
        if own.secType == "STK" and own.symbol in CFDS and own.currency == "USD":
            venue, local = venues.US_CFDS, f"{own.symbol}n"
        elif own.secType == "CASH" and own.localSymbol in FOREX_CFDS:
            venue, local = venues.FOREX_CFDS, own.localSymbol
        else:
            continue
        contract = contract_of("CFD", own.symbol, venue, own.currency, localSymbol=local, tradingClass=local)
        found.append(
            Instrument(
                contract,
                underlying.name,
                0.0,
                venue,
                rule=underlying.rule,
                volatility=underlying.volatility,
                beta=underlying.beta,
                volume=underlying.volume,
                spread=underlying.spread,
                derived=Derived("cfd", underlying),
            )
        )
    return tuple(found)
