"""A simulated TWS / IB Gateway: it speaks the protocol of the real ones, over TCP, at any server version 100 to 226.

    with SimulatedGateway() as gateway:
        app.connect(gateway.host, gateway.port, clientId=1)

Where to find what: server.py sockets and the one thread; client_session.py one client's side of the protocol;
codec.py frames to requests and answers to frames, over the message table; requests/ what is done for each request,
listed in REQUESTS.md; behaviour.py the switches; world.py what all clients share; universe/ what is traded; market/
what it costs when; history/ what was; trading/ and ledger.py orders and positions; reference/ news, scanner and the
like; clock.py, zones.py, quotes.py its other parts; stepped.py for tests.
"""

from __future__ import annotations

from .behaviour import Behaviour
from .server import SimulatedGateway
from .stepped import SteppedGateway
from .universe import Instrument
from .world import World

__all__ = ["Behaviour", "Instrument", "SimulatedGateway", "SteppedGateway", "World"]
