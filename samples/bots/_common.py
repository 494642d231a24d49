"""What the bots share: where they connect to, and a loop that keeps them connected."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

sys.path.append(str(Path(__file__).resolve().parents[2]))  # a checkout works without being installed, too

if TYPE_CHECKING:
    from ibproto.gateway import SimulatedGateway

FIRST_DELAY, LONGEST_DELAY = 1.0, 60.0  # seconds between two attempts to connect
BEAT = 0.2  # seconds without a message after which a bot looks at its deadlines


class Target(NamedTuple):
    host: str
    port: int
    client_id: int
    gateway: SimulatedGateway | None  # None: a real TWS or IB Gateway


def parser(description: str | None) -> argparse.ArgumentParser:
    """The options that all bots have."""
    options = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--host", default="127.0.0.1", help="where the TWS or IB Gateway runs")
    options.add_argument("--port", type=int, help="its API port, such as 7497; without it a simulated gateway is used")
    options.add_argument("--client-id", type=int, default=1)
    return options


@contextmanager
def target(options: argparse.Namespace, **gateway: Any) -> Iterator[Target]:
    """The TWS or IB Gateway of --host and --port, or a simulated gateway that is started, with these parameters."""
    if options.port is not None:
        yield Target(options.host, options.port, options.client_id, None)
        return
    from ibproto.gateway import SimulatedGateway

    with SimulatedGateway(**gateway) as started:
        yield Target(started.host, started.port, options.client_id, started)


def nightly_reset(gateway: SimulatedGateway) -> None:
    """What happens to every client once a night: IB's servers go, and then the gateway closes the connection."""
    with gateway.control() as world:
        for session in list(world.sessions.values()):
            session.error(-1, 1100, "Connectivity between IBKR and Trader Workstation has been lost.")
            session.end()


def serve(bot: Any, where: Target, seconds: float, say: Callable[[str], None] = print) -> None:
    """Keep a bot connected and call its `step()` five times a second, until it `is_over()` or time is up.

    One thread does everything: callbacks and steps never meet, so the bot needs no locks.
    """
    end = time.monotonic() + seconds
    delay = FIRST_DELAY
    try:
        while not bot.is_over() and time.monotonic() < end:
            if not bot.isConnected():
                bot.connect(where.host, where.port, where.client_id, wait=True)
                if not bot.isConnected():  # error() has told why
                    say(f"not connected, next attempt in {delay:.0f} s")
                    time.sleep(min(delay, max(0.0, end - time.monotonic())))
                    delay = min(2 * delay, LONGEST_DELAY)
                    continue
                delay = FIRST_DELAY
            bot.drain(BEAT)
            bot.step()
    except KeyboardInterrupt:
        say("interrupted")
    finally:
        bot.shut_down()
        bot.drain(0)  # delivers what the end of the connection brings
