"""Where the lessons connect to: a simulated gateway that is started for them, or with --port a TWS or IB Gateway.

In a program of your own you write `from ibproto.gateway import SimulatedGateway` and `with SimulatedGateway() as
gateway:` for the first, and plainly `app.connect("127.0.0.1", 7497, clientId=1)` for the second.
"""

import argparse
import sys
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

sys.path.append(str(Path(__file__).resolve().parents[2]))  # a checkout works without being installed, too


@contextmanager
def open_gateway(**options):
    """`with open_gateway() as gateway:` something with a host and a port. The options are SimulatedGateway's."""
    from ibproto.gateway import SimulatedGateway

    parser = argparse.ArgumentParser()
    parser.add_argument("--host", default="127.0.0.1", help="where the TWS or IB Gateway runs")
    parser.add_argument("--port", type=int, help="its API port: 7497 or 4002 for paper trading")
    arguments = parser.parse_args()
    if arguments.port is not None:
        yield SimpleNamespace(host=arguments.host, port=arguments.port)
        return
    with SimulatedGateway(**options) as gateway:
        yield gateway


def tell(gateway, code, text):
    """Have a simulated gateway send a notice to everybody."""
    with gateway.control() as world:
        for session in world.sessions.values():
            session.error(-1, code, text)
