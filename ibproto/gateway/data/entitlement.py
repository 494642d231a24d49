"""Which data a client gets of an instrument: the subscriptions that its account has, by the switches."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .sources import DELAYED, DELAYED_FROZEN, FROZEN, LIVE

if TYPE_CHECKING:
    from ibproto.gateway.behaviour import Behaviour
    from ibproto.gateway.universe import Instrument

# code -> text of a refusal; {} is the symbol and the type
NOT_SUBSCRIBED = {
    354: "Requested market data is not subscribed.{}",
    10089: "Requested market data requires additional subscription for API. See link in 'Market Data Connections'"
    " dialog for more details.{}",
    10090: "Part of requested market data is not subscribed. Subscription-independent ticks are still active.{}",
    10168: "Requested market data is not subscribed. Delayed market data is not enabled.{}",
    10186: "Requested market data is not subscribed. Delayed market data is not available.{}",
}
DELAYED_INSTEAD = 10167, "Requested market data is not subscribed. Displaying delayed market data."
COMPETING = 10197, "No market data during competing live session"
NO_DELAYED = 10168, NOT_SUBSCRIBED[10168].format("")


class Grant(NamedTuple):
    """type: the kind of data that comes, 0 for none. error: code and text that come with it."""

    type: int
    error: tuple[int, str] | None = None


def grant(behaviour: Behaviour, instrument: Instrument | None, wanted: int) -> Grant:
    """What becomes of a wish for data of a type (a number of marketDataType; others count as live)."""
    own = instrument.contract if instrument is not None else None
    held = behaviour.market_data_of.get(own.symbol if own is not None else "", behaviour.market_data)
    if held == "competing":
        return Grant(0, COMPETING)
    if held == "live":
        return Grant(FROZEN if wanted in (FROZEN, DELAYED_FROZEN) else LIVE)
    is_delayed = wanted in (DELAYED, DELAYED_FROZEN)
    if is_delayed and held == "delayed":
        return Grant(wanted, DELAYED_INSTEAD)
    if is_delayed:
        return Grant(0, NO_DELAYED)
    return Grant(0, refusal(behaviour, instrument))


def refusal(behaviour: Behaviour, instrument: Instrument | None) -> tuple[int, str]:
    """Code and text for live data that the account has not subscribed to."""
    code = behaviour.not_subscribed
    own = instrument.contract if instrument is not None else None
    more = "" if own is None else f"{own.symbol} {own.primaryExchange or own.exchange}/TOP/ALL"
    if own is not None and behaviour.market_data_of.get(own.symbol, behaviour.market_data) == "delayed":
        more = f"Delayed market data is available.{more}"
    return code, NOT_SUBSCRIBED[code].format(more)


def is_live(behaviour: Behaviour, instrument: Instrument) -> bool:
    """Whether live data may be seen."""
    return grant(behaviour, instrument, LIVE).error is None
