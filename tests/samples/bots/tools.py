"""The bots of samples/bots as modules, and the passing of time for them."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

from ibproto.contract import Contract
from ibproto.gateway.stepped import SteppedGateway

BOTS = Path(__file__).resolve().parents[3] / "samples" / "bots"
if str(BOTS) not in sys.path:
    sys.path.append(str(BOTS))


def load(name: str) -> Any:
    """A file of samples/bots."""
    return importlib.import_module(name)


def stock(symbol: str = "AAPL") -> Contract:
    return Contract(symbol=symbol, secType="STK", exchange="SMART", currency="USD")


def live(gateway: SteppedGateway, bot: Any, seconds: float, beat: float = 1.0) -> None:
    """Let a bot live for a while: its steps come between its callbacks, as in its own loop."""
    for _ in range(round(seconds / beat)):
        if bot.is_over():
            return
        bot.step()
        gateway.advance(beat)


def reset(gateway: SteppedGateway, seconds: float = 60.0) -> None:
    """The nightly reset: every connection is closed, and some time passes."""
    load("_common").nightly_reset(gateway)
    gateway.deliver()
    gateway.advance(seconds)


def set_price(gateway: SteppedGateway, symbol: str, factor: float) -> float:
    """Have a stock cost so many times its bid, from now on and without moving: the price."""
    with gateway.control() as world:
        (instrument,) = world.universe.find(stock(symbol))
        bid = world.market.state(instrument).bid
        assert bid is not None
        price = round(bid * factor, 2)
        world.market.set_price(instrument, price, hold=True)
    return price
