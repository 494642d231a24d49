"""The figures of options as ticks: of bid, ask, last trade, and of the model."""

from __future__ import annotations

from ibproto.gateway.market import Market, State
from ibproto.gateway.market.market import Computation

from .broadcast import Answer
from .ticks import ASK_OPTION, BID_OPTION, LAST_OPTION, MODEL_OPTION


def figures(tick_type: int, found: Computation) -> Answer:
    """A computation as an answer, without the reqId. tickAttrib 0: of returns, as options on stocks are computed."""
    values = {
        "tickType": tick_type,
        "tickAttrib": 0,
        "impliedVol": found.volatility,
        "delta": found.delta,
        "optPrice": found.price,
        "pvDividend": found.dividends,
        "gamma": found.gamma,
        "vega": found.vega,
        "theta": found.theta,
        "undPrice": found.underlying,
    }
    return "tickOptionComputation", values


def computations(market: Market, state: State, underlying: State) -> list[Answer]:
    """The four of an option, as far as it has quotes and trades. underlying: what is seen of it at the same time."""
    price = underlying.middle or underlying.last or underlying.close
    if price is None:
        return []
    middle = state.middle
    wanted = (BID_OPTION, state.bid), (ASK_OPTION, state.ask), (LAST_OPTION, state.last), (MODEL_OPTION, middle)
    return [
        figures(tick_type, market.calculate_volatility(state.instrument, value, price))
        for tick_type, value in wanted
        if value
    ]
