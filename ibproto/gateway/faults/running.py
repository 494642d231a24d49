"""The faults of one gateway: those that are planned, and those that have begun."""

from __future__ import annotations

import logging
from difflib import get_close_matches
from math import isfinite
from random import Random
from typing import TYPE_CHECKING, Any

from .stage import EVERYBODY, End, Fault, Param, Stage, Switches
from .table import CALM, FAULTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from ibproto.gateway.client_session import ClientSession
    from ibproto.gateway.clock import Timer
    from ibproto.gateway.door import Door
    from ibproto.gateway.world import World

COMMON = {
    "seconds": Param(0.0, "virtual seconds after which it ends; 0 is when it is ended"),
    "client": Param(EVERYBODY, "the client id that it is for; -1 is all", least=EVERYBODY),
}
TRUE, FALSE = ("true", "yes", "on", "1"), ("false", "no", "off", "0")

logger = logging.getLogger(__name__)


class Running:
    """A fault that is planned, goes on, or is over. name, params: as in the table."""

    def __init__(self, name: str, params: dict[str, Any]) -> None:
        self.name = name
        self.params = params
        self.is_over = False
        self._end: End | None = None
        self._timer: Timer | None = None

    def plan(self, timer: Timer | None, end: End | None = None) -> None:
        self._timer, self._end = timer, end

    def end(self) -> None:
        """End it, or have it not begin. Under the world's lock."""
        if self.is_over:
            return
        self.is_over = True
        if self._timer is not None:
            self._timer.cancel()
        if self._end is not None:
            self._end()
            logger.info("fault %s ends", self.name)


class Faults:
    """Begins faults by the names of the table. Used under the world's lock."""

    def __init__(self, world: World, door: Door, seed: object, connections: Callable[[], list[ClientSession]]) -> None:
        self._world = world
        self._door = door
        self._seed = seed
        self._connections = connections
        self._switches = Switches()
        self._count = 0
        self._running: list[Running] = []

    @property
    def running(self) -> list[Running]:
        """Those that are planned or go on."""
        self._running = [one for one in self._running if not one.is_over]
        return list(self._running)

    def begin(self, name: str, after: float = 0.0, **params: Any) -> Running:
        """Plan a fault, or begin it at once. Raises ValueError for what is not in the table."""
        fault = fault_of(name)
        values = values_of(name, fault, params)
        one = Running(name, values)
        self._count += 1
        rng = Random(f"{self._seed}:{self._count}:{name}")
        self._running = [*self.running, one]
        if after > 0:
            one.plan(self._world.clock.call_later(after, lambda: self._start(one, fault, rng)))
        else:
            self._start(one, fault, rng)
        return one

    def _start(self, one: Running, fault: Fault, rng: Random) -> None:
        logger.info("fault %s begins", one.name)
        if one.name == CALM:
            for other in self.running:
                if other is not one:
                    other.end()
        params = dict(one.params)
        seconds = params.pop("seconds", 0.0) if fault.lasts else 0.0
        client = params.pop("client", EVERYBODY) if fault.of_client else EVERYBODY
        stage = Stage(self._world, self._door, rng, self._connections, self._plan, self._switches, client)
        try:
            end = fault.begin(stage, **params)
        except BaseException:
            one.is_over = True
            raise
        timer = self._world.clock.call_later(seconds, one.end) if seconds > 0 else None
        one.plan(timer, end)
        one.is_over = end is None

    def _plan(self, name: str, after: float, **params: Any) -> End:
        return self.begin(name, after, **params).end


def fault_of(name: str) -> Fault:
    """A row of the table. Raises ValueError with what it may have meant."""
    if name not in FAULTS:
        close = get_close_matches(name, FAULTS, 1)
        hint = f"did you mean {close[0]!r}?" if close else "see python -m ibproto gateway --faults"
        raise ValueError(f"there is no fault {name!r}; {hint}")
    return FAULTS[name]


def params_of(fault: Fault) -> dict[str, Param]:
    """All parameters of a fault, with those that many have."""
    common = {"seconds": fault.lasts, "client": fault.of_client}
    return {**{name: COMMON[name] for name, has in common.items() if has}, **fault.params}


def values_of(name: str, fault: Fault, given: dict[str, Any]) -> dict[str, Any]:
    """The parameters with their defaults; texts are read as what they should be. Raises ValueError."""
    known = params_of(fault)
    unknown = [key for key in given if key not in known]
    if unknown:
        raise ValueError(f"{name} has no parameter {unknown[0]!r}; use {', '.join(known) or 'none'}")
    return {key: _value(f"{name}:{key}", param, given.get(key, param.default)) for key, param in known.items()}


def _value(where: str, param: Param, value: Any) -> Any:
    kind = type(param.default)
    try:
        if kind is bool and isinstance(value, str):
            value = {**dict.fromkeys(TRUE, True), **dict.fromkeys(FALSE, False)}[value.lower()]
        elif kind in (int, float) and not isinstance(value, bool):
            value = kind(value)
            if not (isfinite(value) and param.least <= value <= param.most):
                raise ValueError
        if type(value) is not kind or param.choices and value not in param.choices:
            raise ValueError
    except (ValueError, TypeError, KeyError, OverflowError):
        raise ValueError(f"{where}={value!r} is not possible; it is {_wanted(param)}") from None
    if param.check is not None:
        param.check(value)
    return value


def _wanted(param: Param) -> str:
    if param.choices:
        return f"one of {', '.join(map(str, param.choices))}"
    if type(param.default) is bool:
        return "true or false"
    if type(param.default) is str:
        return f"a text such as {param.default}"
    upper = f" to {param.most:g}" if isfinite(param.most) else ""
    return f"{'a whole number' if type(param.default) is int else 'a number'} from {param.least:g}{upper}"
