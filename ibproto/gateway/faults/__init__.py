"""Bad days on demand: what can go wrong between a bot and IB, reproducibly.

    gateway.fault("connection_loss", seconds=30, data_lost=True)     # now
    gateway.fault("gateway_restart", after=60)                       # a minute from now, by the virtual clock

Where to find what: table.py all faults by name, with what a bot should do (`python -m ibproto gateway --faults` prints
it); running.py begins and ends them; scenario.py reads them from the command line and from files; messages.py,
requests.py, connectivity.py, connections.py and settings.py are what happens; stage.py what they share. They take hold
in `gateway/hooks.py`, in the door (`gateway/door.py`), and in the switches: no handler knows of them.
"""

from __future__ import annotations

from .running import Faults, Running
from .scenario import Plan, load, parse, told
from .stage import Fault, Param
from .table import FAULTS

__all__ = ["FAULTS", "Fault", "Faults", "Param", "Plan", "Running", "load", "parse", "told"]
