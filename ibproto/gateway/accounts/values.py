"""The account as keys and values, the way clients get it: one table of totals, one of what there is by currency."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ibproto.gateway.market import Market

from .margin import COMMODITIES, Margin, margin_of, segment_equity
from .valuation import Valuation

LEVERAGE = 4.0  # buying power for each dollar available
BASE = "BASE"


class Row(NamedTuple):
    """One value; the currency is "" where the key has none."""

    key: str
    value: str
    currency: str


class _Figures(NamedTuple):
    """What the totals of a segment are made of, in the base currency."""

    equity: float
    margin: Margin
    cash: float
    gross: float  # value of all positions, whichever way
    reg_t: float
    daily: float  # profit since the last close

    @property
    def available(self) -> float:
        return self.equity - self.margin.initial

    @property
    def excess(self) -> float:
        return self.equity - self.margin.maintenance


# totals, for the account, and with -C and -S for its segments
TOTALS: dict[str, Callable[[_Figures], float]] = {
    "AccruedCash": lambda f: 0.0,
    "AccruedDividend": lambda f: 0.0,
    "AvailableFunds": lambda f: f.available,
    "Billable": lambda f: 0.0,
    "EquityWithLoanValue": lambda f: f.equity,
    "ExcessLiquidity": lambda f: f.excess,
    "FullAvailableFunds": lambda f: f.available,
    "FullExcessLiquidity": lambda f: f.excess,
    "FullInitMarginReq": lambda f: f.margin.initial,
    "FullMaintMarginReq": lambda f: f.margin.maintenance,
    "Guarantee": lambda f: 0.0,
    "IndianStockHaircut": lambda f: 0.0,
    "InitMarginReq": lambda f: f.margin.initial,
    "LookAheadAvailableFunds": lambda f: f.available,
    "LookAheadExcessLiquidity": lambda f: f.excess,
    "LookAheadInitMarginReq": lambda f: f.margin.initial,
    "LookAheadMaintMarginReq": lambda f: f.margin.maintenance,
    "MaintMarginReq": lambda f: f.margin.maintenance,
    "NetLiquidation": lambda f: f.equity,
    "NetLiquidationUncertainty": lambda f: 0.0,
    "PASharesValue": lambda f: 0.0,
    "PhysicalCertificateValue": lambda f: 0.0,
    "PostExpirationExcess": lambda f: 0.0,
    "PostExpirationMargin": lambda f: 0.0,
    "TotalCashValue": lambda f: f.cash,
    "TotalDebitCardPendingCharges": lambda f: 0.0,
}
# totals of the account alone
WHOLE: dict[str, Callable[[_Figures], float]] = {
    "BuyingPower": lambda f: max(0.0, f.available) * LEVERAGE,
    "NLVAndMarginInReview": lambda f: 0.0,
}
# those of the account and of its segment -S
SECURITIES: dict[str, Callable[[_Figures], float]] = {
    "GrossPositionValue": lambda f: f.gross,
    "PreviousDayEquityWithLoanValue": lambda f: f.equity - f.daily,
    "RegTEquity": lambda f: f.equity,
    "RegTMargin": lambda f: f.reg_t,
    "SMA": lambda f: f.equity - f.reg_t,
}
# what is neither an amount nor changes
FIXED = {
    "AccountType": "INDIVIDUAL",
    "DayTradesRemaining": "-1",
    "DayTradesRemainingT+1": "-1",
    "DayTradesRemainingT+2": "-1",
    "DayTradesRemainingT+3": "-1",
    "DayTradesRemainingT+4": "-1",
    "ColumnPrio-C": "2",
    "ColumnPrio-S": "1",
    "HighestSeverity": "0",
    "LookAheadNextChange": "0",
    "SegmentTitle-C": "US Commodities",
    "SegmentTitle-S": "US Securities",
    "TradingType-S": "STKNOPT",
    "WhatIfPMEnabled": "true",
}
# value by currency -> the kinds of instruments that it is of
KINDS = {
    "CorporateBondValue": ("BOND",),
    "Cryptocurrency": ("CRYPTO",),
    "FutureOptionValue": ("FOP",),
    "IssuerOptionValue": ("IOPT",),
    "MutualFundValue": ("FUND",),
    "OptionMarketValue": ("OPT",),
    "StockMarketValue": ("STK",),
    "WarrantValue": ("WAR",),
}
NONE_OF = ("FundValue", "MoneyMarketFundValue", "NetDividend", "TBillValue", "TBondValue")
SUMMARY_NAMES = {  # tags of summaries whose values have other keys
    "ReqTEquity": "RegTEquity",
    "ReqTMargin": "RegTMargin",
    "SettledCash": "TotalCashValue",
    "Leverage": "Leverage-S",
}


def ledger_rows(valuation: Valuation) -> list[Row]:
    """What there is by currency: all of it in the base currency as BASE, then each."""
    columns = {currency: _ledger_column(valuation, currency) for currency in valuation.rates}
    total = {
        key: sum(column[key] * valuation.rates[currency] for currency, column in columns.items())
        for key in columns[valuation.base]
    }
    rows = []
    for currency, column in ((BASE, total), *columns.items()):
        rows.append(Row("AccountOrGroup", valuation.account, currency))
        rows.append(Row("Currency", currency, currency))
        rows.append(Row("ExchangeRate", f"{valuation.rates.get(currency, 1.0):.7f}", currency))
        rows.append(Row("RealCurrency", valuation.base if currency == BASE else currency, currency))
        rows += [Row(key, money(amount), currency) for key, amount in column.items()]
    return sorted(rows, key=lambda row: row.key)  # stable: BASE stays the first of each key


def _ledger_column(valuation: Valuation, currency: str) -> dict[str, float]:
    own = [worth for worth in valuation.positions if worth.instrument.contract.currency == currency]
    cash = valuation.cash.get(currency, 0.0)
    column = {
        key: sum(worth.value for worth in own if worth.instrument.contract.secType in kinds)
        for key, kinds in KINDS.items()
    }
    return {
        **column,
        **dict.fromkeys(NONE_OF, 0.0),
        "AccruedCash": 0.0,
        "CashBalance": cash,
        "FuturesPNL": sum(w.unrealized or 0.0 for w in own if w.instrument.contract.secType == "FUT"),
        "FxCashBalance": 0.0,
        "NetLiquidationByCurrency": valuation.equity_in(currency),
        "RealizedPnL": sum(worth.realized for worth in own),
        "TotalCashBalance": cash,
        "UnrealizedPnL": sum(worth.unrealized or 0.0 for worth in own),
    }


def total_rows(market: Market, valuation: Valuation, ready: bool = True) -> list[Row]:
    """The totals of the account and of its segments, sorted by key."""
    base = valuation.base
    whole, commodities, securities = _figures(market, valuation)
    rows = [Row(key, value, "") for key, value in FIXED.items()]
    rows.append(Row("AccountCode", valuation.account, ""))
    rows.append(Row("AccountReady", "true" if ready else "false", ""))
    for key, figure in TOTALS.items():
        rows += [
            Row(key + end, money(figure(f)), base) for end, f in (("", whole), ("-C", commodities), ("-S", securities))
        ]
    rows += [Row(key, money(figure(whole)), base) for key, figure in WHOLE.items()]
    for key, figure in SECURITIES.items():
        rows += [Row(key, money(figure(whole)), base), Row(f"{key}-S", money(figure(securities)), base)]
    cushion = whole.excess / whole.equity if whole.equity > 0 else 0.0
    rows.append(Row("Cushion", f"{cushion:.6g}", ""))
    rows.append(Row("Leverage-S", f"{whole.gross / whole.equity if whole.equity > 0 else 0.0:.2f}", ""))
    return sorted(rows)


def _figures(market: Market, valuation: Valuation) -> tuple[_Figures, _Figures, _Figures]:
    """Of the account, of its commodities, of its securities."""
    margin, margin_c = margin_of(market, valuation), margin_of(market, valuation, COMMODITIES)
    equity, equity_c = valuation.equity, segment_equity(market, valuation)
    cash = sum(valuation.cash.get(currency, 0.0) * rate for currency, rate in valuation.rates.items())
    gross = valuation.total(
        (w.instrument, abs(w.value)) for w in valuation.positions if w.instrument.contract.secType not in NOT_GROSS
    )
    reg_t = valuation.total(
        (w.instrument, abs(w.value) / 2) for w in valuation.positions if w.instrument.contract.secType == "STK"
    )
    values_c = valuation.total(
        (w.instrument, w.value) for w in valuation.positions if w.instrument.contract.secType == "FOP"
    )
    cash_c = equity_c - values_c
    daily = valuation.total((w.instrument, w.daily or 0.0) for w in valuation.positions)
    margin_s = Margin(margin.initial - margin_c.initial, margin.maintenance - margin_c.maintenance)
    return (
        _Figures(equity, margin, cash, gross, reg_t, daily),
        _Figures(equity_c, margin_c, cash_c, 0.0, 0.0, 0.0),
        _Figures(equity - equity_c, margin_s, cash - cash_c, gross, reg_t, daily),
    )


NOT_GROSS = ("FUT", "FOP", "CFD", "CASH")


def account_rows(market: Market, valuation: Valuation, ready: bool = True) -> list[Row]:
    """Everything that account updates tell."""
    rows = [*total_rows(market, valuation, ready), *ledger_rows(valuation)]
    once = {(row.key, row.currency): row for row in rows}  # AccruedCash is in both
    return sorted(once.values(), key=lambda row: row.key)


def money(amount: float) -> str:
    """An amount as text, in cents."""
    text = f"{amount:.2f}"
    return "0.00" if text == "-0.00" else text
