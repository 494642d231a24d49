"""Combinations (BAG): two to four instruments that are traded together, at one price.

The price is that of the legs, times their ratios, for one unit of the multiplier: of two options, the difference of
their prices; of 100 shares and an option, the price of a share less that of the option.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from decimal import Decimal
from typing import NamedTuple

from ibproto.contract import ComboLeg, Contract

from .instrument import Instrument, Venue
from .rules import MarketRule

BAG_ID = 28812380  # the conId that all combinations have
MOST_LEGS = 4
SIDES = {"BUY": 1, "SELL": -1, "SSHORT": -1}
NO_LEGS = (314, "Security type 'BAG' requires combo leg details.")
INVALID = (312, "The combo details are invalid.")
INVALID_LEG = 313
UNKNOWN = (200, "No security definition has been found for the request")


class Leg(NamedTuple):
    """ratio: how many in one combination, below 0 when they are sold. weight: share of its price in that of all."""

    instrument: Instrument
    ratio: int
    weight: Decimal


class Combo(Instrument):
    """An instrument that is made of others. unit: its multiplier, the biggest one of the legs."""

    __slots__ = ("legs", "unit")

    def __init__(self, contract: Contract, legs: tuple[Leg, ...], unit: Decimal, venue: Venue) -> None:
        tick = min(leg.instrument.tick for leg in legs)
        rule = MarketRule(0, ((0.0, float(tick)),), tick)
        super().__init__(contract, f"{contract.symbol} combination", 0.0, venue, rule=rule)
        self.legs = legs
        self.unit = unit

    def shown(self, exchange: str = "") -> Contract:
        """The contract as answers show it, with its legs."""
        shown = super().shown(exchange)
        shown.comboLegs = [copy(leg) for leg in self.contract.comboLegs or ()]
        return shown


def combine(contract: Contract, by_con_id: Callable[[int], Instrument | None]) -> Combo | tuple[int, str]:
    """The combination that a contract describes, or the error that it is answered with."""
    given = contract.comboLegs or []
    if not given:
        return NO_LEGS
    if not 2 <= len(given) <= MOST_LEGS or len({leg.conId for leg in given}) < len(given):
        return INVALID
    found = []
    for number, leg in enumerate(given, 1):
        instrument = by_con_id(leg.conId)
        if instrument is None:
            return UNKNOWN
        if leg.ratio < 1 or leg.action not in SIDES or not instrument.trades_at(leg.exchange.upper()):
            return INVALID_LEG, f"The combo details for leg '{number}' are invalid."
        found.append(instrument)
    if {one.contract.currency for one in found} != {contract.currency or found[0].contract.currency}:
        return INVALID
    unit = max(_unit(one) for one in found)
    legs = tuple(
        Leg(one, SIDES[leg.action] * leg.ratio, SIDES[leg.action] * leg.ratio * _unit(one) / unit)
        for one, leg in zip(found, given)
    )
    main = next((one for one in found if one.contract.secType != "STK"), found[0])  # whose hours they trade in
    shown = Contract(
        conId=BAG_ID,
        symbol=contract.symbol or found[0].contract.symbol,
        secType="BAG",
        exchange=contract.exchange or "SMART",
        currency=found[0].contract.currency,
        localSymbol=contract.symbol or found[0].contract.symbol,
        tradingClass="COMB",
        comboLegs=[_told(leg, one) for leg, one in zip(given, found)],
        comboLegsDescrip=",".join(f"{leg.instrument.contract.conId}|{leg.ratio}" for leg in legs),
    )
    exchanges = (shown.exchange, *(name for name in main.exchanges if name != shown.exchange))
    return Combo(shown, legs, unit, main.venue._replace(exchanges=exchanges))


def _unit(instrument: Instrument) -> Decimal:
    return Decimal(instrument.contract.multiplier or 1)


def _told(leg: ComboLeg, instrument: Instrument) -> ComboLeg:
    told = copy(leg)
    told.exchange = leg.exchange or instrument.contract.exchange
    return told
