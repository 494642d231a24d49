"""IB's algorithms: how they are named, and which parameters they have, as texts. The orders are limit orders."""

from decimal import Decimal

from ibproto.order import Order
from ibproto.tag_value import TagValue

from . import contracts, dates
from .app import ACCEPTED, placed


def worked_by(quote, strategy, **parameters):
    """An order that an algorithm works."""
    order = Order()
    order.action = "BUY"
    order.orderType = "LMT"
    order.totalQuantity = Decimal(1000)
    order.lmtPrice = quote.at(-1)
    order.algoStrategy = strategy
    order.algoParams = [TagValue(tag, str(value)) for tag, value in parameters.items()]
    return order


def span():
    """From when to when: a minute from now, for half an hour."""
    return {"startTime": dates.at(60), "endTime": dates.at(1860)}


@placed(contracts.stock, ACCEPTED)
def adaptive(quote):
    """Adaptive: Urgent, Normal or Patient between the bid and the ask."""
    return worked_by(quote, "Adaptive", adaptivePriority="Normal")


@placed(contracts.stock, ACCEPTED)
def arrival_price(quote):
    """ArrivalPx: near the price of now; riskAversion is Get Done, Aggressive, Neutral or Passive."""
    more = {"forceCompletion": 1, "allowPastEndTime": 1}
    return worked_by(quote, "ArrivalPx", maxPctVol=0.1, riskAversion="Aggressive", **span(), **more)


@placed(contracts.stock, ACCEPTED)
def dark_ice(quote):
    """DarkIce: in parts of about displaySize."""
    return worked_by(quote, "DarkIce", displaySize=100, **span(), allowPastEndTime=1)


@placed(contracts.stock, ACCEPTED)
def accumulate_distribute(quote):
    """AD: a part of componentSize each timeBetweenOrders seconds."""
    more = {"activeTimeStart": dates.at(60), "activeTimeEnd": dates.at(1860)}
    parts = {"componentSize": 100, "timeBetweenOrders": 60, "catchUp": 1, "waitForFill": 1}
    return worked_by(quote, "AD", **parts, **more)


@placed(contracts.stock, ACCEPTED)
def twap(quote):
    """Twap: evenly over time."""
    return worked_by(quote, "Twap", strategyType="Marketable", **span(), allowPastEndTime=1)


@placed(contracts.stock, ACCEPTED)
def vwap(quote):
    """Vwap: as the volume of a day goes."""
    more = {"allowPastEndTime": 1, "noTakeLiq": 1, "speedUp": 1}
    return worked_by(quote, "Vwap", maxPctVol=0.2, **span(), **more)


@placed(contracts.stock, ACCEPTED)
def balance_impact_and_risk(quote):
    """BalanceImpactRisk: between moving the market and being moved by it."""
    return worked_by(quote, "BalanceImpactRisk", maxPctVol=0.1, riskAversion="Aggressive", forceCompletion=1)


@placed(contracts.stock, ACCEPTED)
def minimal_impact(quote):
    """MinImpact: slowly, so that the market does not move."""
    return worked_by(quote, "MinImpact", maxPctVol=0.3)


@placed(contracts.stock, ACCEPTED)
def close_price(quote):
    """ClosePx: near the price of the close."""
    more = {"startTime": dates.at(3600), "forceCompletion": 1}
    return worked_by(quote, "ClosePx", maxPctVol=0.4, riskAversion="Neutral", **more)


@placed(contracts.stock, ACCEPTED)
def share_of_the_volume(quote):
    """PctVol: a share of what is traded."""
    return worked_by(quote, "PctVol", pctVol=0.1, **span(), noTakeLiq=1)


@placed(contracts.stock, ACCEPTED)
def share_by_price(quote):
    """PctVolPx: a share that depends on the price."""
    shares = {"pctVol": 0.1, "deltaPctVol": 0.02, "minPctVol4Px": 0.05, "maxPctVol4Px": 0.2}
    return worked_by(quote, "PctVolPx", **shares, **span(), noTakeLiq=1)


@placed(contracts.stock, ACCEPTED)
def share_by_size(quote):
    """PctVolSz: a share that depends on what is left."""
    return worked_by(quote, "PctVolSz", startPctVol=0.2, endPctVol=0.1, **span(), noTakeLiq=1)


@placed(contracts.stock, ACCEPTED)
def share_by_time(quote):
    """PctVolTm: a share that depends on the time."""
    return worked_by(quote, "PctVolTm", startPctVol=0.2, endPctVol=0.1, **span(), noTakeLiq=1)


@placed(contracts.stock, error=439)
def unknown_algorithm(quote):
    """A name that there is not: error 439."""
    return worked_by(quote, "NoSuchAlgo")


@placed(contracts.stock, error=443)
def unknown_parameter(quote):
    """A parameter that the algorithm does not have: error 443."""
    return worked_by(quote, "Adaptive", patience="much")


@placed(contracts.stock, error=441)
def wrong_value(quote):
    """A value that a parameter cannot have: error 441."""
    return worked_by(quote, "Vwap", maxPctVol=7)
