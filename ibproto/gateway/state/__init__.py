"""What survives the gateway: orders, executions, positions, cash and ids, in a file.

store.py is the file; pickling.py turns the objects of trading into bytes and back; keeper.py knows what has changed,
and puts everything back in its place.
"""

from .keeper import Keeper as Keeper
from .keeper import time_of as time_of
from .store import StateError as StateError
from .store import Store as Store
