"""Option pricing by Black and Scholes (options on futures by Black): price, greeks, implied volatility.

Everything is in terms of the forward: `carry` is the growth rate of the underlying until expiry, the interest rate for
stocks and indices, 0 for futures.
"""

from __future__ import annotations

from math import erf, exp, log, pi, sqrt
from typing import NamedTuple

RATE = 0.04
MIN_YEARS = 60 / (365 * 86400)  # what is left of an option's life is at least a minute
MAX_VOLATILITY = 20.0

_ROOT_2, _ROOT_2PI = sqrt(2.0), sqrt(2.0 * pi)


class Greeks(NamedTuple):
    """delta and gamma: per unit of the underlying. vega: per percent of volatility. theta: per calendar day."""

    price: float
    delta: float
    gamma: float
    vega: float
    theta: float


def price(
    call: bool,
    underlying: float,
    strike: float,
    years: float,
    volatility: float,
    carry: float = RATE,
    rate: float = RATE,
) -> float:
    """What a European option is worth."""
    forward = underlying * exp(carry * years)
    deviation = volatility * sqrt(years)
    if deviation <= 0.0 or strike <= 0.0:
        worth = forward - strike if call else strike - forward
        return max(0.0, worth) * exp(-rate * years)
    d1 = log(forward / strike) / deviation + deviation / 2
    d2 = d1 - deviation
    if call:
        return exp(-rate * years) * 0.5 * (forward * (1 + erf(d1 / _ROOT_2)) - strike * (1 + erf(d2 / _ROOT_2)))
    return exp(-rate * years) * 0.5 * (strike * (1 - erf(d2 / _ROOT_2)) - forward * (1 - erf(d1 / _ROOT_2)))


def greeks(
    call: bool,
    underlying: float,
    strike: float,
    years: float,
    volatility: float,
    carry: float = RATE,
    rate: float = RATE,
) -> Greeks:
    """Price and sensitivities of a European option."""
    worth = price(call, underlying, strike, years, volatility, carry, rate)
    root = sqrt(years)
    deviation = max(1e-9, volatility * root)
    d1 = log(underlying * exp(carry * years) / strike) / deviation + deviation / 2
    d2 = d1 - deviation
    density = exp(-d1 * d1 / 2) / _ROOT_2PI
    discount, growth = exp(-rate * years), exp((carry - rate) * years)
    sign = 1 if call else -1
    n1, n2 = 0.5 * (1 + erf(sign * d1 / _ROOT_2)), 0.5 * (1 + erf(sign * d2 / _ROOT_2))
    theta = (
        -underlying * growth * density * volatility / (2 * root)
        - sign * (carry - rate) * underlying * growth * n1
        - sign * rate * strike * discount * n2
    )
    return Greeks(
        price=worth,
        delta=sign * growth * n1,
        gamma=growth * density / (underlying * deviation),
        vega=underlying * growth * density * root / 100,
        theta=theta / 365,
    )


def implied_volatility(
    call: bool, worth: float, underlying: float, strike: float, years: float, carry: float = RATE, rate: float = RATE
) -> float | None:
    """The volatility at which an option is worth so much; None when no volatility gives that."""
    if not (underlying > 0 and strike > 0 and years > 0):
        return None
    low, high = 1e-4, MAX_VOLATILITY
    if not price(call, underlying, strike, years, low, carry, rate) < worth:
        return None
    if not price(call, underlying, strike, years, high, carry, rate) > worth:
        return None
    for _ in range(60):
        middle = (low + high) / 2
        if price(call, underlying, strike, years, middle, carry, rate) < worth:
            low = middle
        else:
            high = middle
        if high - low < 1e-9:
            break
    return (low + high) / 2
