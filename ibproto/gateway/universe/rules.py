"""Market rules: from which price on prices move in which steps."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import NamedTuple
from zlib import crc32

FIRST_OWN = 100_000  # numbers of rules that are made for instruments of the user


class MarketRule(NamedTuple):
    """A rule: its number, its (low edge, increment) pairs in order, and the smallest increment."""

    number: int
    increments: tuple[tuple[float, float], ...]
    tick: Decimal


def market_rule(number: int, text: str) -> MarketRule:
    """A rule from a text: "0.01", or with low edges "0:0.01 3:0.05". Raises ValueError when it is none."""
    try:
        pairs = [(Decimal(edge or "0"), Decimal(step)) for edge, _, step in (p.rpartition(":") for p in text.split())]
    except InvalidOperation:
        pairs = []
    edges, steps = [edge for edge, _ in pairs], [step for _, step in pairs]
    if not all(number.is_finite() for number in edges + steps) or not pairs or min(steps) <= 0 or edges[0]:
        raise ValueError(f"{text!r} are no price steps; write them as in 0.01, or 0:0.01 3:0.05")
    tick = min(steps)
    if edges != sorted(set(edges)) or any(step % tick for step in steps):
        raise ValueError(f"the price steps {text!r} should be in order, and multiples of the smallest one")
    return MarketRule(number, tuple((float(edge), float(step)) for edge, step in pairs), tick)


_TABLE = {
    26: "0.01",  # US stocks and funds
    239: "0.00005",  # forex
    240: "0.005",  # forex in yen
    67: "0.25",  # E-mini S&P 500, Nasdaq
    32: "0.1",  # metals
    56: "0.01",  # oil
    85: "1",  # E-mini Dow, stocks in whole units of the currency
    98: "0.015625",  # ten-year treasury notes
    110: "0:0.01 3:0.05",  # options
    109: "0.01",  # options in the penny program
    557: "0:0.05 3:0.1",  # options on the S&P 500
    68: "0:0.05 10:0.25",  # options on E-mini futures
    111: "0:0.1",
    1707: "0.02",  # stocks in euro, by price
    1708: "0.05",
    1709: "0.1",
    1710: "0.2",
    1711: "0.5",
    983: "0.001",  # bonds
    2727: "0.01",  # crypto
    241: "0.0001",  # stocks in pence and euro
    300: "0.5",
    301: "5",
}
MARKET_RULES = {number: market_rule(number, text) for number, text in _TABLE.items()}
_BY_TICK = {rule.tick: rule for rule in reversed(list(MARKET_RULES.values())) if len(rule.increments) == 1}


def rule_with(text: str) -> MarketRule:
    """The bundled rule with these price steps, or a new one."""
    made = market_rule(FIRST_OWN + crc32(" ".join(text.split()).encode()) % FIRST_OWN, text)
    known = _BY_TICK.get(made.tick)
    return known if known is not None and known.increments == made.increments else made
