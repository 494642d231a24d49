"""The opening and the closing auction, which fill some orders all at once at the price of the auction.

The closing auction is at the end of the liquid hours of a day; its price is the close of their bar. The opening auction
is a second after their begin; its price is the open of their bar. What has no trades is filled at the middle of its
quote. An order takes part when it arrives before, and fills whole, if the price is within its limit. Else it ends
there, but an order with the time in force AUC goes on as a limit order: at its limit, without one at the price of the
auction.
"""

from __future__ import annotations

from ibproto.gateway.market import Market
from ibproto.gateway.universe import Combo, Instrument
from ibproto.order import Order

from .kinds import auction_of, is_given, kind_of, sign
from .times import begins, session_of

CALLED = 1.0  # seconds from the begin of the liquid hours to the opening auction


def time_of(order: Order, instrument: Instrument, now: float) -> float:
    """When the auction is that an order waits for."""
    calendar = instrument.calendar
    now = max(now, begins(order) or now)
    day = session_of(instrument, now).day
    while True:
        sessions = [one for one in calendar.sessions(day) if one.liquid_start < one.liquid_end]
        if sessions:
            first, last = sessions[0].liquid_start + CALLED, sessions[-1].liquid_end
            time = first if auction_of(order) == "open" else last
            if time > now:
                return time
        day = calendar.next_trade_date(day)


def price_of(market: Market, instrument: Instrument, opening: bool) -> float | None:
    """The price of the auction that is now; None when it does not trade."""
    now = market.clock.now()
    if isinstance(instrument, Combo):
        return market.state(instrument).middle
    control, path = market.control, market.path(instrument)
    if control.halted(instrument, now) or control.closed(instrument, now):
        return None
    calendar = instrument.calendar
    day = calendar.trade_date(now - CALLED)
    start = min((one.liquid_start for one in calendar.sessions(day)), default=now)
    bar = path.span(start, now, rth=True) if start < now else None
    prices = None if bar is None else bar.ohlc("TRADES") or bar.ohlc("MIDPOINT")
    if prices is not None:
        return prices[0 if opening else 3]
    return market.state(instrument).middle


def is_within(order: Order, price: float) -> bool:
    """Whether an order accepts the price of an auction."""
    kind = kind_of(order)
    if not (kind.limited or kind.capped and is_given(order.lmtPrice)):
        return True
    return price <= order.lmtPrice if sign(order) > 0 else price >= order.lmtPrice
