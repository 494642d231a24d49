"""The bots of the tests of live data: the same as those of reference data."""

from __future__ import annotations

from typing import Any

from ibproto.contract import Contract
from tests.gateway.reference.conftest import Asker, bot, gateway, join, start, version
from tests.gateway.tools import Call

__all__ = ["SPY", "Asker", "an_option", "bot", "gateway", "join", "of", "start", "stock", "types", "version"]

SPY = Contract(symbol="SPY", secType="STK", exchange="SMART", currency="USD")
TICKS = ("tickPrice", "tickSize", "tickString", "tickGeneric", "tickOptionComputation")


def stock(symbol: str, exchange: str = "SMART") -> Contract:
    return Contract(symbol=symbol, secType="STK", exchange=exchange, currency="USD")


def an_option(gateway: Any, right: str = "C") -> Contract:
    """An option on AAPL near the money, of the next month."""
    with gateway.control() as world:
        underlying = world.market.find(stock("AAPL"))[0]
        price = world.market.state(underlying).last
        wanted = Contract(symbol="AAPL", secType="OPT", exchange="SMART", currency="USD", right=right)
        wanted.lastTradeDateOrContractMonth = "202602"
        found = min(world.market.find(wanted), key=lambda option: abs(option.contract.strike - price))
        contract: Contract = found.shown("SMART")
        return contract


def of(calls: list[Call], *names: str) -> list[tuple[Any, ...]]:
    return [args for name, args in calls if name in names]


def types(calls: list[Call]) -> set[int]:
    """The tick types that came."""
    return {args[1] for args in of(calls, *TICKS)}
