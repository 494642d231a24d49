"""Objects of trading as bytes and back.

An order refers to others, to instruments and to timers; these are kept as what they are called by, and looked up again.
Only classes of this package are made from a file, and nothing in it is called.
"""

from __future__ import annotations

import datetime
import io
import pickle
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from ibproto.gateway.clock import Timer
from ibproto.gateway.trading.live import LiveOrder
from ibproto.gateway.universe import Combo, Instrument

PROTOCOL = 4
PLAIN = {("decimal", "Decimal"): Decimal, ("datetime", "date"): datetime.date, ("builtins", "set"): set}

Find = Callable[[tuple[Any, ...]], Any]


def _named(instrument: Instrument) -> tuple[int, int | None]:
    """What finds an instrument again: its conId and, as that of an option is used again, the day of its expiry."""
    return instrument.contract.conId, instrument.expiry.toordinal() if instrument.expiry is not None else None


class _Pickler(pickle.Pickler):
    def persistent_id(self, obj: Any) -> tuple[Any, ...] | None:
        if isinstance(obj, Combo):
            return "combo", obj.contract, [_named(leg.instrument) for leg in obj.legs]
        if isinstance(obj, Instrument):
            return "instrument", *_named(obj)
        if isinstance(obj, LiveOrder):
            return "order", obj.perm_id
        return ("timer",) if isinstance(obj, Timer) else None


class _Unpickler(pickle.Unpickler):
    def __init__(self, data: bytes, find: Find) -> None:
        super().__init__(io.BytesIO(data))
        self._find = find

    def persistent_load(self, pid: tuple[Any, ...]) -> Any:
        return None if pid[0] == "timer" else self._find(pid)

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in PLAIN:
            return PLAIN[module, name]
        found = super().find_class(module, name) if module.split(".")[0] == "ibproto" else None
        if not isinstance(found, type):
            raise pickle.UnpicklingError(f"{module}.{name} has no place in a state file")
        return found


def dump(value: object) -> bytes:
    """The value as bytes."""
    target = io.BytesIO()
    _Pickler(target, PROTOCOL).dump(value)
    return target.getvalue()


def load(data: bytes, find: Find) -> Any:
    """The value of which `dump` made bytes. find: gives what a reference means: ("order", permId), ("instrument",
    conId, day of its expiry), ("combo", contract, its legs in the same way)."""
    return _Unpickler(data, find).load()
