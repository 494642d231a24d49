"""Where the samples connect to: the TWS or IB Gateway of --host and --port, or a simulated gateway started for them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))  # a checkout works without being installed, too


@contextmanager
def target(description: str | None) -> Iterator[tuple[str, int, int]]:
    """Host, port and client id to connect with, from the command line."""
    from ibproto.gateway import SimulatedGateway

    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--host", default="127.0.0.1", help="where the TWS or IB Gateway runs")
    parser.add_argument("--port", type=int, help="its API port, such as 7497; without it a simulated gateway is used")
    parser.add_argument("--client-id", type=int, default=1)
    options = parser.parse_args()
    if options.port is not None:
        yield options.host, options.port, options.client_id
        return
    with SimulatedGateway() as gateway:
        yield gateway.host, gateway.port, options.client_id
