"""One thing that can be traded: its contract, what its market needs to know, and its contract details.

What instruments of one kind at one place have in common (exchanges, order types, hours, sizes) is their `Venue`.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from ibproto.contract import Contract, ContractDetails
from ibproto.gateway.zones import local
from ibproto.tag_value import TagValue

from .calendars import Calendar
from .rules import MarketRule

NOTHING: Mapping[str, Any] = {}
ALIASES = {"ISLAND": "NASDAQ", "GLOBEX": "CME", "ECBOT": "CBOT", "DTB": "EUREX"}  # what an exchange was called before


class Venue(NamedTuple):
    """What instruments of one kind at one place have in common.

    exchanges: where they trade, the first one is what a contract without an exchange is shown with.
    rule: the market rule. lot: what a round lot is. min_size, size_step: of orders. bbo: the code under which
    `reqSmartComponents` lists the exchanges, "" when there is none.
    """

    exchanges: tuple[str, ...]
    order_types: str
    calendar: Calendar
    rule: MarketRule
    lot: int = 1
    min_size: Decimal = Decimal(1)
    size_step: Decimal = Decimal(1)
    agg_group: int = 1
    bbo: str = ""


class Derived(NamedTuple):
    """What an instrument's price comes from. kind: "option", "future", "cfd", "contfut" or "fop"."""

    kind: str
    underlying: Instrument


class Instrument:
    """One instrument. Two are equal only when they are the same object.

    contract: complete, as answers show it; its exchange is the first one of its venue.
    price: what it costs on 14 January 2026; of what is derived, 0.0. rule: the market rule, None for the venue's.
    volatility: per year. beta: share of the common market move. volume: average units a day.
    spread: between bid and ask in liquid hours, in ticks. ids: other identifiers, by type ("ISIN", "CUSIP", "FIGI").
    expiry: last day of trading. last_time: when trading ends on it, "08:30". month: contract month, "202603".
    more: further attributes of its ContractDetails, by name.
    """

    __slots__ = (
        "beta",
        "calendar",
        "contract",
        "derived",
        "expiry",
        "ids",
        "increments",
        "industry",
        "last_time",
        "lot",
        "month",
        "more",
        "name",
        "price",
        "rule",
        "spread",
        "stock_type",
        "tick",
        "venue",
        "volatility",
        "volume",
    )

    def __init__(
        self,
        contract: Contract,
        name: str,
        price: float,
        venue: Venue,
        *,
        rule: MarketRule | None = None,
        volatility: float = 0.3,
        beta: float = 1.0,
        volume: int = 1_000_000,
        spread: int = 1,
        ids: Mapping[str, str] = NOTHING,
        industry: tuple[str, str, str] = ("", "", ""),
        stock_type: str = "",
        derived: Derived | None = None,
        expiry: date | None = None,
        last_time: str = "",
        month: str = "",
        more: Mapping[str, Any] = NOTHING,
    ) -> None:
        self.contract = contract
        self.name = name
        self.price = price
        self.venue = venue
        self.rule = venue.rule if rule is None else rule
        self.increments, self.tick = self.rule.increments, self.rule.tick
        self.volatility = volatility
        self.beta = beta
        self.volume = volume
        self.spread = spread
        self.lot = venue.lot
        self.calendar = venue.calendar
        self.ids = ids
        self.industry = industry
        self.stock_type = stock_type
        self.derived = derived
        self.expiry = expiry
        self.last_time = last_time
        self.month = month
        self.more = more

    def __repr__(self) -> str:
        own = self.contract
        return f"<Instrument {own.conId} {own.localSymbol} {own.secType} {own.currency}>"

    @property
    def exchanges(self) -> tuple[str, ...]:
        """The valid exchanges."""
        return self.venue.exchanges

    def trades_at(self, exchange: str) -> bool:
        """Whether an exchange of a request fits; none fits always."""
        wanted = ALIASES.get(exchange, exchange)
        return not wanted or wanted in self.venue.exchanges or wanted == self.contract.primaryExchange

    def shown(self, exchange: str = "") -> Contract:
        """The contract as answers show it, on an exchange."""
        shown = copy(self.contract)
        shown.comboLegs = []
        if exchange:
            shown.exchange = ALIASES.get(exchange, exchange)
        return shown

    def details(self, exchange: str, now: float) -> ContractDetails:
        """Everything that the contract details tell, at a time."""
        venue, calendar = self.venue, self.calendar
        today = local(now, calendar.zone).date()
        industry, category, subcategory = self.industry
        details = ContractDetails(
            contract=self.shown(exchange),
            marketName=self.contract.tradingClass,
            minTick=float(self.tick),
            orderTypes=venue.order_types,
            validExchanges=",".join(venue.exchanges),
            priceMagnifier=1,
            longName=self.name,
            contractMonth=self.month,
            industry=industry,
            category=category,
            subcategory=subcategory,
            timeZoneId=calendar.zone_name,
            tradingHours=calendar.trading_hours(today),
            liquidHours=calendar.liquid_hours(today),
            aggGroup=venue.agg_group,
            marketRuleIds=",".join([str(self.rule.number)] * len(venue.exchanges)),
            secIdList=[TagValue(kind, value) for kind, value in self.ids.items()] or None,
            stockType=self.stock_type,
            minSize=venue.min_size,
            sizeIncrement=venue.size_step,
            suggestedSizeIncrement=Decimal(venue.lot),
        )
        if self.expiry is not None:
            shown = details.contract
            details.realExpirationDate = shown.lastTradeDate = f"{self.expiry:%Y%m%d}"
            if self.last_time:  # the date goes out with time and zone
                shown.lastTradeDateOrContractMonth += f" {self.last_time} {calendar.zone_name}"
        if self.derived is not None:
            underlying = self.derived.underlying.contract
            details.underConId, details.underSymbol = underlying.conId, underlying.symbol
            details.underSecType = underlying.secType
        for attribute, value in self.more.items():
            setattr(details, attribute, value)
        return details
