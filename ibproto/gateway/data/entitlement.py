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
    10091: "Part of requested market data requires additional subscription for API. See link in 'Market Data"
    " Connections' dialog for more details.{}",
    10168: "Requested market data is not subscribed. Delayed market data is not enabled.{}",
    10186: "Requested market data is not subscribed. Delayed market data is not available.{}",
}
DELAYED_INSTEAD = {
    10167: "Requested market data is not subscribed. Displaying delayed market data.",
    **{code: NOT_SUBSCRIBED[code].format("Delayed market data is available.") for code in (10089, 10090, 10091)},
}
PARTLY = (10090, 10091)  # codes with which what needs no subscription comes
COMPETING = 10197, "No market data during competing live session"
NO_DELAYED = 10168, NOT_SUBSCRIBED[10168].format("")


class Grant(NamedTuple):
    """type: the kind of data that comes, 0 for none. error: code and text that come with it. partly: of it only what
    needs no subscription.
    """

    type: int
    error: tuple[int, str] | None = None
    partly: bool = False


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
        return Grant(wanted, (behaviour.delayed_notice, DELAYED_INSTEAD[behaviour.delayed_notice]))
    if is_delayed:
        return Grant(0, NO_DELAYED)
    partly = behaviour.not_subscribed in PARTLY
    return Grant(LIVE if partly else 0, refusal(behaviour, instrument), partly)


def refusal(behaviour: Behaviour, instrument: Instrument | None, code: int = 0) -> tuple[int, str]:
    """Code and text for live data that the account has not subscribed to; without a code, with that of the switch."""
    code = code or behaviour.not_subscribed
    own = instrument.contract if instrument is not None else None
    more = "" if own is None else f"{own.symbol} {own.primaryExchange or own.exchange}/TOP/ALL"
    if own is not None and behaviour.market_data_of.get(own.symbol, behaviour.market_data) == "delayed":
        more = f"Delayed market data is available.{more}"
    return code, NOT_SUBSCRIBED[code].format(more)


def denial(behaviour: Behaviour, instrument: Instrument, code: int = 0) -> tuple[int, str] | None:
    """Code and text for live data that may not be seen, None when it may. code: that of a missing subscription."""
    error = grant(behaviour, instrument, LIVE).error
    return error if error in (None, COMPETING) else refusal(behaviour, instrument, code)


def no_history(behaviour: Behaviour, instrument: Instrument) -> str | None:
    """Why there is no history of an instrument, None when there is: who may see delayed data has it too."""
    granted = grant(behaviour, instrument, DELAYED)
    if granted.error == COMPETING:
        return "Trading TWS session is connected from a different IP address"
    own = instrument.contract
    return (
        None if granted.type else f"No market data permissions for {own.primaryExchange or own.exchange} {own.secType}"
    )
