"""Generic ticks: what a client gets for the numbers of its generic tick list, as answers without the reqId.

What the market does not hold (open interest, shares that can be borrowed) is drawn anew for each trade date.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from ibproto.common import TickAttrib
from ibproto.gateway.accounts.dividends import next_day, quarterly
from ibproto.gateway.market import Market, State
from ibproto.gateway.market.draws import draws
from ibproto.gateway.universe import Instrument
from ibproto.gateway.universe.options import CHAINS

from .broadcast import Answer

WEEKS = (13, 26, 52)
MINUTES = (3, 5, 10)
OPTIONABLE = frozenset((chain.symbol, chain.underlying_type) for chain in CHAINS)
PLAIN = TickAttrib()
VOLUME_DAYS = 63  # trade dates that the average volume is of


def price(tick_type: int, value: float | None) -> list[Answer]:
    if value is None:
        return []
    return [("tickPrice", {"tickType": tick_type, "price": value, "size": Decimal(0), "attrib": PLAIN})]


def size(tick_type: int, value: int) -> list[Answer]:
    return [("tickSize", {"tickType": tick_type, "size": Decimal(value)})]


def number(tick_type: int, value: float | None) -> list[Answer]:
    return [] if value is None else [("tickGeneric", {"tickType": tick_type, "value": value})]


def text(tick_type: int, value: str) -> list[Answer]:
    return [("tickString", {"tickType": tick_type, "value": value})]


def _chance(state: State, what: str, count: int) -> bytes:
    return draws(f"{state.path.key}:{what}:{state.day}", count)


def _share(state: State, what: str, units: int) -> tuple[int, int]:
    """Some of a number, for calls and for puts."""
    a, b = _chance(state, what, 2)
    return units * (64 + a) // 256, units * (48 + b) // 256


def _option_volume(market: Market, state: State) -> list[Answer]:
    if not _is_optionable(state.instrument):
        return []
    calls, puts = _share(state, "option volume", state.units // 100)
    return size(29, calls) + size(30, puts)


def _open_interest(market: Market, state: State) -> list[Answer]:
    own = state.instrument.contract
    if own.right in ("C", "P"):
        interest = _share(state, "open interest", state.instrument.volume * 8)[0]
        return size(27 if own.right == "C" else 28, interest)
    if not _is_optionable(state.instrument):
        return []
    calls, puts = _share(state, "open interest", state.instrument.volume // 10)
    return size(27, calls) + size(28, puts)


def _average_option_volume(market: Market, state: State) -> list[Answer]:
    return size(87, state.instrument.volume // 130) if _is_optionable(state.instrument) else []


def _historical_volatility(market: Market, state: State) -> list[Answer]:
    return number(23, market.historical_volatility(state.instrument, state.day))


def _implied_volatility(market: Market, state: State) -> list[Answer]:
    if not _is_optionable(state.instrument):
        return []
    return number(24, market.implied_volatility(state.instrument, state.day))


def _index_premium(market: Market, state: State) -> list[Answer]:
    """How much the next future is above an index."""
    own = state.instrument
    if own.contract.secType != "IND" or state.last is None:
        return []
    symbol = {"SPX": "ES", "NDX": "NQ", "RUT": "RTY", "INDU": "YM"}.get(own.contract.symbol)
    try:
        future = market.state(market.universe.front(symbol)) if symbol else None
    except KeyError:  # there is no such family
        future = None
    return [] if future is None or future.last is None else number(31, round(future.last - state.last, 2))


def _statistics(market: Market, state: State) -> list[Answer]:
    """Highest and lowest of 13, 26 and 52 weeks, and the average volume; not of options."""
    path, day = state.path, state.day
    if path.pieces.is_option:
        return []
    lows: list[float] = [] if state.low is None else [state.low]
    highs: list[float] = [] if state.high is None else [state.high]
    found: list[Answer] = []
    volumes: list[int] = []
    ends = {day - timedelta(weeks=weeks): 15 + 2 * k for k, weeks in enumerate(WEEKS)}
    for back in range(1, 7 * WEEKS[-1] + 1):
        other = day - timedelta(days=back)
        bar = path.day(other)
        prices = bar and (bar.ohlc("TRADES" if path.trades else "MIDPOINT"))
        if bar and prices:
            highs.append(prices[1])
            lows.append(prices[2])
            volumes.append(bar.volume)
        if other in ends and highs and lows:
            found += price(ends[other], min(lows)) + price(ends[other] + 1, max(highs))
    recent = volumes[:VOLUME_DAYS]
    return found + (size(21, sum(recent) // len(recent)) if recent else [])


def _mark(market: Market, state: State) -> list[Answer]:
    """The last price, as far as it lies in the quote."""
    return price(37, _mark_price(state))


def _slow_mark(market: Market, state: State) -> list[Answer]:
    return price(79, _mark_price(state))


def _mark_price(state: State) -> float | None:
    if state.bid is None or state.ask is None:
        return state.last if state.last is not None else state.close
    return state.middle if state.last is None else min(max(state.last, state.bid), state.ask)


def _auction(market: Market, state: State) -> list[Answer]:
    """In the last minutes before liquid hours begin or end, what the auction would give."""
    if state.instrument.contract.secType != "STK" or state.last is None:
        return []
    session = state.instrument.calendar.at(state.time)
    borders = () if session is None else (session.liquid_start, session.liquid_end)
    if not any(border - 600 <= state.time < border for border in borders):
        return []
    a, b, c = draws(f"{state.path.key}:auction:{int(state.time) // 10}", 3)
    paired, imbalance = state.instrument.lot * (100 + 10 * a), state.instrument.lot * (b - 128)
    return size(34, paired) + price(35, state.last) + size(36, imbalance) + size(61, imbalance * (64 + c) // 320)


def _shortable(market: Market, state: State) -> list[Answer]:
    """Above 2.5: there are 1000 shares at least that can be borrowed."""
    if state.instrument.contract.secType != "STK":
        return []
    chance = _chance(state, "shortable", 1)[0]
    return number(46, 3.0) + size(89, state.instrument.volume // 4 * (64 + chance) // 256)


def _trades(market: Market, state: State) -> list[Answer]:
    return number(54, float(state.count))


def _trade_rate(market: Market, state: State) -> list[Answer]:
    bar = state.path.span(state.time - 60, state.time)
    return number(55, float(bar.count) if bar is not None else 0.0)


def _volume_rate(market: Market, state: State) -> list[Answer]:
    bar = state.path.span(state.time - 60, state.time)
    return number(56, float(bar.volume) if bar is not None else 0.0)


def _last_regular(market: Market, state: State) -> list[Answer]:
    """The last trade of liquid hours."""
    calendar = state.instrument.calendar
    if calendar.is_liquid(state.time) and state.last is not None:
        return price(57, state.last)
    bar = state.path.span(state._from, state.time, rth=True) if state._from < state.time else None
    prices = bar and bar.ohlc("TRADES")
    return price(57, prices[3] if prices else state.close)


def _today_volatility(market: Market, state: State) -> list[Answer]:
    return number(58, market.historical_volatility(state.instrument, state.day + timedelta(days=1)))


def _dividends(market: Market, state: State) -> list[Answer]:
    """Of the last twelve months, of the next, and date and amount of the next one."""
    value = state.close or state.last
    if state.instrument.contract.secType != "STK" or value is None:
        return []
    quarter = quarterly(market.seed, state.instrument)
    if not quarter:
        return text(59, "")
    return text(59, f"{4 * quarter:.2f},{4 * quarter:.2f},{next_day(state.day):%Y%m%d},{quarter:.2f}")


def _bond_factor(market: Market, state: State) -> list[Answer]:
    return number(60, 1.0) if state.instrument.contract.secType == "BOND" else []


def _is_etf(instrument: Instrument) -> bool:
    return instrument.stock_type == "ETF"


def _asset_value(*types: int) -> Callable[[Market, State], list[Answer]]:
    """Net asset values, which follow the price of the fund: of each type the value of the state."""

    def told(market: Market, state: State) -> list[Answer]:
        if not _is_etf(state.instrument):
            return []
        return [answer for tick_type in types for answer in price(tick_type, _value_of(state, tick_type))]

    return told


def _value_of(state: State, tick_type: int) -> float | None:
    if tick_type == 93:
        return state.path.close_before(state.day - timedelta(days=1))
    name = {92: "close", 94: "bid", 95: "ask", 96: "last", 97: "close", 98: "high", 99: "low"}[tick_type]
    value: float | None = getattr(state, name)
    return value


def _futures_interest(market: Market, state: State) -> list[Answer]:
    if state.instrument.contract.secType not in ("FUT", "CONTFUT"):
        return []
    return size(86, _share(state, "open interest", state.instrument.volume * 2)[0])


def _short_volume(market: Market, state: State) -> list[Answer]:
    found: list[Answer] = []
    for tick_type, minutes in zip((63, 64, 65), MINUTES):
        bar = state.path.span(state.time - 60 * minutes, state.time)
        found += size(tick_type, bar.volume if bar is not None else 0)
    return found


def _odd_lots(market: Market, state: State) -> list[Answer]:
    """A quote of fewer than a round lot, at the best prices or a step better."""
    own = state.instrument
    if own.contract.secType != "STK" or own.lot < 2 or state.bid is None or state.ask is None:
        return []
    a, b, c, d = draws(f"{state.path.key}:odd:{int(state.time)}", 4)
    exchanges = state.path.venues
    return (
        price(105, state.bid)
        + price(106, state.ask)
        + size(107, 1 + a * (own.lot - 2) // 255)
        + size(108, 1 + b * (own.lot - 2) // 255)
        + text(109, exchanges[c % len(exchanges)])
        + text(110, exchanges[d % len(exchanges)])
    )


def _is_optionable(instrument: Instrument) -> bool:
    return (instrument.contract.symbol, instrument.contract.secType) in OPTIONABLE


TOLD: dict[int, Callable[[Market, State], list[Answer]]] = {
    100: _option_volume,
    101: _open_interest,
    104: _historical_volatility,
    105: _average_option_volume,
    106: _implied_volatility,
    162: _index_premium,
    165: _statistics,
    220: _mark,
    221: _mark,
    225: _auction,
    232: _mark,
    236: _shortable,
    293: _trades,
    294: _trade_rate,
    295: _volume_rate,
    318: _last_regular,
    411: _today_volatility,
    456: _dividends,
    460: _bond_factor,
    576: _asset_value(94, 95),
    577: _asset_value(96),
    578: _asset_value(92, 93),
    588: _futures_interest,
    595: _short_volume,
    614: _asset_value(98, 99),
    619: _slow_mark,
    623: _asset_value(97),
    787: _odd_lots,
}
# of a day, so they are told once a day: they take longer, or do not move
DAILY = frozenset((101, 104, 105, 106, 165, 236, 411, 456, 460, 578, 588, 623))


class Generics:
    """What was told of generic ticks about one instrument, so that only what has changed is told again."""

    def __init__(self, market: Market) -> None:
        self._market = market
        self._known: dict[int, tuple[date, list[Answer]]] = {}

    def now(self, state: Any, wanted: int) -> list[Answer]:
        """All ticks of one number."""
        known = self._known.get(wanted)
        if known is not None and wanted in DAILY and known[0] == state.day:
            return known[1]
        told = TOLD.get(wanted)
        answers = told(self._market, state) if told is not None else []
        self._known[wanted] = (state.day, answers)
        return answers

    def changed(self, state: Any, wanted: int) -> list[Answer]:
        """Those ticks of one number that are not as they were."""
        known = self._known.get(wanted)
        before = known[1] if known is not None else []
        after = self.now(state, wanted)
        return [] if after is before else [answer for answer in after if answer not in before]
