"""The algorithms of IB: which parameters each of them has, and how it is worked.

One rule for all: an algorithm lets its order fill no faster than a plan, within the limit of the order; what the plan
allows and the quote did not give yet is made up for later. The plans are

- "time": the order in ten equal parts, evenly from its start to its end, the first one at once.
- "volume": a share of what has been traded since its start.
- "close": as by time, over the last ten minutes before the close.
- "pieces": one componentSize each timeBetweenOrders seconds.

It starts with startTime (activeTimeStart) or on arrival. It ends with endTime (activeTimeEnd), else after `seconds` of
its row, or of its riskAversion, adaptivePriority or strategy in `URGENCY`, else with the liquid hours. After an endTime
that was given the rest is cancelled, unless allowPastEndTime is 1. maxPctVol bounds a plan by time as a share of the
volume, unless forceCompletion is 1. noTakeLiq: it works at the quote of its own side. strategyType of Twap: at which
price it works. displaySize: the most at each look at the quote. speedUp: twice as fast.
"""

from __future__ import annotations

from math import ceil
from typing import NamedTuple

from ibproto.gateway.market import State
from ibproto.gateway.universe import Instrument
from ibproto.order import Order

from .live import LiveOrder
from .times import good_till, session_of

PARTS = 10
CLOSING = 600.0  # seconds before the close

RISK = ("Get Done", "Aggressive", "Neutral", "Passive")
PRIORITY = ("Urgent", "Normal", "Patient", "Critical")
URGENCY = {"Get Done": 60, "Aggressive": 300, "Neutral": 900, "Passive": 1800} | {
    "Critical": 2,
    "Urgent": 5,
    "Normal": 30,
    "Patient": 120,
}
STRATEGIES = {
    "Marketable": "",
    "Matching Midpoint": "middle",
    "Matching Same Side": "same side",
    "Matching Last": "matching last",
}
SHARE, COUNT, FLAG, TIME = "share", "count", "flag", "time"
Values = dict[str, str]
What = str | tuple[str, ...]  # what a parameter may be: a kind of number or time, or one of some words


class Algo(NamedTuple):
    """plan: see the module. params: its parameters and what they may be. needs: those that must be given."""

    plan: str
    params: dict[str, What]
    needs: tuple[str, ...] = ()
    seconds: float = 0.0


TIMES: dict[str, What] = {"startTime": TIME, "endTime": TIME, "allowPastEndTime": FLAG}
SPAN: dict[str, What] = {"startTime": TIME, "endTime": TIME, "noTakeLiq": FLAG}
BOUND: dict[str, What] = {"maxPctVol": SHARE}
RISKY: dict[str, What] = {**BOUND, "riskAversion": RISK, "forceCompletion": FLAG}
PIECES: dict[str, What] = {
    **dict.fromkeys(("componentSize", "timeBetweenOrders"), COUNT),
    **dict.fromkeys(("catchUp", "waitForFill"), FLAG),
    **dict.fromkeys(("activeTimeStart", "activeTimeEnd"), TIME),
}
PRICED: dict[str, What] = {"pctVol": SHARE, "deltaPctVol": SHARE, "minPctVol4Px": SHARE, "maxPctVol4Px": SHARE}
VARIED: dict[str, What] = {"startPctVol": SHARE, "endPctVol": SHARE, **SPAN}

ALGOS = {
    "Adaptive": Algo("time", {"adaptivePriority": PRIORITY}, seconds=30.0),
    "Vwap": Algo("time", {**BOUND, **TIMES, "noTakeLiq": FLAG, "speedUp": FLAG}),
    "Twap": Algo("time", {"strategyType": tuple(STRATEGIES), **TIMES}),
    "ArrivalPx": Algo("time", {**RISKY, **TIMES}, seconds=900.0),
    "DarkIce": Algo("time", {"displaySize": COUNT, **TIMES}),
    "BalanceImpactRisk": Algo("time", RISKY, seconds=900.0),
    "MinImpact": Algo("volume", BOUND, ("maxPctVol",)),
    "ClosePx": Algo("close", {**RISKY, "startTime": TIME}),
    "PctVol": Algo("volume", {"pctVol": SHARE, **SPAN}, ("pctVol",)),
    "PctVolPx": Algo("volume", {**PRICED, **SPAN}, tuple(PRICED)),
    "PctVolSz": Algo("volume", VARIED, ("startPctVol", "endPctVol")),
    "PctVolTm": Algo("volume", VARIED, ("startPctVol", "endPctVol")),
    "AD": Algo("pieces", PIECES, ("componentSize", "timeBetweenOrders")),
}
ALGOS["AccuDistr"] = ALGOS["AD"]
TYPES = ("MKT", "LMT", "REL")  # that an algorithm works


def values_of(order: Order) -> Values:
    """The parameters that an order gives, but those that are empty."""
    return {pair.tag: pair.value for pair in order.algoParams or [] if pair.value not in ("", None)}


def is_set(values: Values, name: str) -> bool:
    """Whether a flag is on."""
    return values.get(name, "0").lower() in ("1", "true")


def price_rule(order: Order) -> str:
    """The price rule that the algorithm of an order adds; "" for none."""
    if not order.algoStrategy:
        return ""
    values = values_of(order)
    return "same side" if is_set(values, "noTakeLiq") else STRATEGIES.get(values.get("strategyType", ""), "")


def begin(live: LiveOrder, state: State, now: float) -> None:
    """The order arrives: what its plan counts from."""
    live.began, live.seen_volume, live.volume = now, state.units, 0
    live.start = state.middle or state.last or 0.0


def count_volume(live: LiveOrder, state: State) -> None:
    """What has been traded since the order has arrived; a new day begins at 0."""
    if state.units < live.seen_volume:
        live.seen_volume = 0
    live.volume += state.units - live.seen_volume
    live.seen_volume = state.units


def most(live: LiveOrder, state: State, now: float) -> int:
    """The most that the algorithm of an order lets fill now."""
    order = live.shown
    algo, values = ALGOS[order.algoStrategy], values_of(order)
    start, end = span(live, now)
    if now < start:
        return 0
    total, filled = int(order.totalQuantity), int(live.filled)
    if algo.plan == "volume":
        size = int(_share(live, values, state, (now - start) / max(1.0, end - start)) * live.volume)
    elif algo.plan == "pieces":
        size = int(values["componentSize"])
        size *= 1 + int((now - start) / int(values["timeBetweenOrders"]))
        if is_set(values, "waitForFill"):
            one = int(values["componentSize"])
            size = min(size, (filled // one + 1) * one)
    else:
        part = 1.0 if now >= end else (int((now - start) / (end - start) * PARTS) + 1) / PARTS
        size = ceil(total * part)
        if "maxPctVol" in values and not is_set(values, "forceCompletion"):
            size = min(size, int(float(values["maxPctVol"]) * live.volume))
    size = max(0, min(size, total) - filled)
    return min(size, int(values["displaySize"])) if "displaySize" in values else size


def span(live: LiveOrder, now: float) -> tuple[float, float]:
    """When a plan begins and ends."""
    order = live.shown
    algo, values = ALGOS[order.algoStrategy], values_of(order)
    start = max(live.began, _time(values, "startTime", "activeTimeStart", live.began, live.instrument) or live.began)
    session = session_of(live.instrument, start)
    given = end_given(order, live.instrument, live.began)
    if given is not None:
        return start, max(given, start + 1.0)
    if algo.plan == "close":
        return max(start, session.liquid_end - CLOSING), session.liquid_end
    urgent = URGENCY.get(values.get("riskAversion") or values.get("adaptivePriority") or "", algo.seconds)
    end = start + urgent if urgent else session.end if order.outsideRth else session.liquid_end
    return start, start + max(1.0, (end - start) / (2 if is_set(values, "speedUp") else 1))


def end_given(order: Order, instrument: Instrument, now: float) -> float | None:
    """The time that an order gives for the end of its algorithm."""
    return _time(values_of(order), "endTime", "activeTimeEnd", now, instrument)


def must_end(order: Order, instrument: Instrument, now: float) -> float | None:
    """When what is left is cancelled, because its algorithm has ended."""
    if not order.algoStrategy or is_set(values_of(order), "allowPastEndTime"):
        return None
    return end_given(order, instrument, now)


def _time(values: Values, name: str, other: str, now: float, instrument: Instrument) -> float | None:
    text = values.get(name) or values.get(other)
    return None if text is None else good_till(text, now, instrument.calendar.zone)


def _share(live: LiveOrder, values: Values, state: State, elapsed: float) -> float:
    """The share of the volume that a plan takes now."""
    name = live.shown.algoStrategy
    if name in ("PctVolSz", "PctVolTm"):
        done = float(live.filled / live.shown.totalQuantity) if name == "PctVolSz" else min(1.0, elapsed)
        first, last = float(values["startPctVol"]), float(values["endPctVol"])
        return first + (last - first) * done
    if name == "PctVolPx":
        price, side = state.middle or live.start, 1 if live.shown.action == "BUY" else -1
        worse = (price / live.start - 1) * 100 * side if live.start else 0.0
        share = float(values["pctVol"]) - worse * float(values["deltaPctVol"])
        return min(max(share, float(values["minPctVol4Px"])), float(values["maxPctVol4Px"]))
    return float(values.get("pctVol") or values["maxPctVol"])


# ---------------------------------------------------------------------------------------------------- what is wrong


def problem_of(order: Order, instrument: Instrument) -> tuple[int, str] | None:
    """What is wrong with the algorithm of an order."""
    algo = ALGOS.get(order.algoStrategy)
    if algo is None:
        return 439, f"The algorithm definition not found: {order.algoStrategy}; use one of {', '.join(ALGOS)}"
    offered = "ALGO" in instrument.venue.order_types.split(",") and instrument.contract.secType != "BAG"
    if order.orderType not in TYPES or not offered:
        return 442, f"Specified algorithm cannot be applied to this order; it is for {', '.join(TYPES)} where ALGO is"
    values = values_of(order)
    for name, text in values.items():
        what = algo.params.get(name)
        if what is None:
            return 443, f"Unknown algo attribute: {name}; {order.algoStrategy} has {', '.join(algo.params)}"
        if not _fits(text, what, instrument):
            return 441, f"Algo attributes validation failed: {name}={text}; it must be {described(what)}"
    for name in algo.needs:
        if name not in values:
            return (
                441,
                f"Algo attributes validation failed: {name} is missing; it must be {described(algo.params[name])}",
            )
    return None


def described(what: What) -> str:
    """What a parameter must be, in words."""
    words = {SHARE: "a share above 0, up to 1", COUNT: "a whole number above 0", FLAG: "0 or 1"}
    words[TIME] = "a time such as 14:30:00 US/Eastern"
    return words[what] if isinstance(what, str) else f"one of {', '.join(what)}"


def _fits(text: str, what: What, instrument: Instrument) -> bool:
    try:
        if not isinstance(what, str):
            return text in what
        if what == SHARE:
            return 0 < float(text) <= 1
        if what == COUNT:
            return int(text) > 0
        if what == TIME:
            return good_till(text, 0.0, instrument.calendar.zone) is not None
        return text.lower() in ("0", "1", "true", "false")
    except ValueError:
        return False
