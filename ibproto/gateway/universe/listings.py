"""The bundled instruments that are no stocks: currencies, indices, metals, crypto, bonds, funds, CFDs, news."""

from __future__ import annotations

from functools import cache
from typing import Any

from ibproto.contract import Contract, FundAssetType, FundDistributionPolicyIndicator
from ibproto.ineligibility_reason import IneligibilityReason

from . import calendars, venues
from .ids import made_up, real
from .instrument import Derived, Instrument, Venue
from .rules import MARKET_RULES
from .stocks import cusip_of, stocks
from .tables import BONDS, CRYPTO, FOREX, FUNDS, INDICES, METALS, NEWS, rows

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


def _simple(contract: Contract, name: str, price: str, venue: Venue, **more: Any) -> Instrument:
    return Instrument(contract, name, float(price), venue, **{"spread": SPREADS.get(contract.secType, 1), **more})


def _forex() -> list[Instrument]:
    found = []
    for symbol, currency, rule, name, price, volatility in rows(FOREX):
        pair = f"{symbol}.{currency}"
        con_id = real("CASH", symbol, currency)
        contract = contract_of(
            "CASH", symbol, venues.FOREX, currency, localSymbol=pair, tradingClass=pair, conId=con_id
        )
        more = {"rule": MARKET_RULES[int(rule)], "volatility": float(volatility), "beta": 0.0, "volume": 200_000_000}
        found.append(_simple(contract, name, price, venues.FOREX, **more))
    return found


def _indices() -> list[Instrument]:
    found = []
    for symbol, exchange, currency, calendar, name, price, volatility, beta in rows(INDICES):
        venue = venues.index(exchange, getattr(calendars, calendar))
        more: dict[str, Any] = {"volatility": float(volatility), "beta": float(beta), "volume": 0}
        more["industry"] = ("Indices", "Broad Range Equity Index", "*")
        found.append(_simple(contract_of("IND", symbol, venue, currency), name, price, venue, **more))
    return found


def _bonds() -> list[Instrument]:
    found = []
    for symbol, issuer, cusip, name, price, coupon, maturity, issued, ratings, kind, may_be_called, text in rows(BONDS):
        local = f"IBCID{made_up('BOND', cusip, 'SMART', 'USD')}"
        con_id = made_up("BOND", cusip, "SMART", "USD")
        contract = contract_of("BOND", symbol, venues.BONDS, localSymbol=local, conId=con_id, issuerId=issuer)
        details = {
            "cusip": cusip,
            "coupon": float(coupon),
            "maturity": maturity,
            "issueDate": issued,
            "ratings": ratings,
            "bondType": kind,
            "couponType": "FIXED",
            "callable": may_be_called == "yes",
            "descAppend": text,
            "nextOptionDate": maturity if may_be_called == "yes" else "",
            "nextOptionType": "CALL" if may_be_called == "yes" else "",
            "notes": "",
        }
        ids = {"CUSIP": cusip}
        more = {"volatility": 0.05, "beta": 0.0, "volume": 4_000_000, "ids": ids, "more": details}
        found.append(_simple(contract, name, price, venues.BONDS, **more))
    return found


def _funds() -> list[Instrument]:
    found = []
    for symbol, isin, name, family, price, volatility, beta, least, kind in rows(FUNDS):
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
        more = {"volatility": float(volatility), "beta": float(beta), "volume": 0, "ids": cusip_of(isin)}
        contract = contract_of("FUND", symbol, venues.FUNDS)
        found.append(_simple(contract, name, price, venues.FUNDS, **more, more=details))
    return found


def _others() -> list[Instrument]:
    found = []
    for symbol, name, price, volatility in rows(METALS):
        contract = contract_of("CMDTY", symbol, venues.METALS)
        more = {"volatility": float(volatility), "beta": 0.1, "volume": 900_000}
        found.append(_simple(contract, name, price, venues.METALS, **more))
    for symbol, name, price, volatility in rows(CRYPTO):
        contract = contract_of("CRYPTO", symbol, venues.CRYPTO, localSymbol=f"{symbol}.USD")
        more = {"volatility": float(volatility), "beta": 0.8, "volume": 3_000}
        found.append(_simple(contract, name, price, venues.CRYPTO, **more))
    return found


@cache
def bundled() -> tuple[Instrument, ...]:
    """All that are not derived from another."""
    return (*stocks(), *_forex(), *_indices(), *_others(), *_bonds(), *_funds())


@cache
def news() -> tuple[Instrument, ...]:
    """The feeds of headlines, which are contracts without a price."""
    found = []
    for provider, symbol, name in rows(NEWS):
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
