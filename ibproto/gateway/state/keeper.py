"""Writes down what has changed before anybody is told of it, and puts everything back after a restart.

Orders that were not transmitted are not kept, as in TWS. What was on its way is sent again: orders and changes to the
exchange, commissions to clients. A cancel that was not confirmed has to be asked for again.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ibproto.gateway.accounts.dividends import pay
from ibproto.gateway.trading.live import Fill, LiveOrder
from ibproto.gateway.universe import Combo, Instrument, Universe
from ibproto.gateway.zones import eastern

from .pickling import dump, load
from .store import Row, StateError, Store

if TYPE_CHECKING:
    from ibproto.gateway.world import World

COMMON, TIME, ORDER, FILL, ENTRY, POSITION = "common", "time", "order", "fill", "entry", "position"
PLANNED = ("expiry", "call", "look", "children")  # of an order: what is made anew
TIME_STEP = 1.0  # real seconds after which the time is written, though nothing else is


def time_of(store: Store) -> float | None:
    """The virtual time at which a state was written last; None when there is none yet."""
    data = store.get(TIME)
    return None if data is None else float(load(data, _nothing))


class Keeper:
    """Keeps the state of a world, a new one, in a file; first it becomes as it was written there. `save()` comes before
    anything is sent. Raises StateError when what was written cannot be this world's."""

    def __init__(self, world: World, store: Store, seed: object) -> None:
        self._world = world
        self._store = store
        self._seed = str(seed)
        self._fills = self._entries = 0  # how many are written
        self._untold: list[tuple[int, Fill]] = []  # written as such: their commissions are not known yet
        self._orders: dict[LiveOrder, None] = {}  # to be written
        self._positions: dict[tuple[str, Instrument], None] = {}  # to be written
        self._numbers: dict[tuple[str, Instrument], int] = {}  # of the positions in the file
        self._common = b""  # as it is written
        self._timed = 0.0  # the real time at which the time was written
        self._book = world.trading.keep(lambda live: self._orders.setdefault(live))
        world.ledger.listeners.append(lambda *position: self._positions.setdefault(position))
        try:
            self._restore()
        except BaseException:
            store.close()
            raise

    def close(self) -> None:
        """Write the time, and let go of the file."""
        try:
            self._store.save([(TIME, 0, dump(self._world.clock.now()))])
        finally:
            self._store.close()

    # -------------------------------------------------------------------------------------------- writing

    def save(self) -> None:
        """Write what has changed. Raises StateError when that fails: then nobody may be told of it."""
        rows = [*self._changed()]
        common = dump(self._of_all())
        if common != self._common:
            rows.append((COMMON, 0, common))
        if rows or time.monotonic() > self._timed + TIME_STEP:
            self._timed = time.monotonic()
            self._store.save([*rows, (TIME, 0, dump(self._world.clock.now()))])
            self._common = common
            self._note_written()

    def _changed(self) -> Iterator[Row]:
        ledger = self._world.ledger
        for live in self._orders:
            kept = {name: value for name, value in vars(live).items() if name not in PLANNED}
            yield ORDER, live.perm_id, dump(kept)
        for number, fill in self._untold:
            if fill.told:
                yield FILL, number, dump(fill)
        for number, fill in enumerate(self._book.fills[self._fills :], self._fills):
            yield FILL, number, dump(fill)
        for number, entry in enumerate(ledger.journal[self._entries :], self._entries):
            yield ENTRY, number, dump(entry)
        for key in self._positions:
            number = self._numbers.setdefault(key, len(self._numbers))
            yield POSITION, number, dump((*key, ledger.positions[key]))

    def _note_written(self) -> None:
        fills = list(enumerate(self._book.fills[self._fills :], self._fills))
        self._untold = [(number, fill) for number, fill in (*self._untold, *fills) if not fill.told]
        self._fills, self._entries = len(self._book.fills), len(self._world.ledger.journal)
        self._orders.clear()
        self._positions.clear()

    def _of_all(self) -> dict[str, Any]:
        """What is written whole each time: it is little."""
        world = self._world
        return {
            "seed": self._seed,
            "accounts": [(one.number, one.base) for one in world.ledger.accounts.values()],
            "day": world.universe.today,
            "ids": self._book.ids(),
            "cash": world.ledger.all_cash,
            "deposits": world.ledger.deposits,
            "advisor": {} if world.advisor is None else world.advisor.replaced,
        }

    # -------------------------------------------------------------------------------------------- reading

    def _restore(self) -> None:
        """Have the world as it was written, if it was."""
        world, store = self._world, self._store
        data = store.get(COMMON)
        if data is None:
            return
        old = load(data, _nothing)
        self._compare(old)
        lives = {number: LiveOrder.__new__(LiveOrder) for number, _ in store.all(ORDER)}

        def find(pid: tuple[Any, ...]) -> Any:
            return lives.get(pid[1]) if pid[0] == "order" else self._instrument(world.universe, pid)

        for number, data in store.all(ORDER):
            vars(lives[number]).update(load(data, find), children=[], **dict.fromkeys(PLANNED[:-1]))
        for live in lives.values():
            if live.parent is not None:
                live.parent.children.append(live)
        self._book.restore(lives.values(), [load(data, find) for _, data in store.all(FILL)], old["ids"])
        ledger = world.ledger
        ledger.all_cash.update(old["cash"])
        ledger.deposits.update(old["deposits"])
        ledger.journal += [load(data, find) for _, data in store.all(ENTRY)]
        if world.advisor is not None:
            world.advisor.replaced.update(old["advisor"])
        for number, data in store.all(POSITION):
            account, instrument, position = load(data, find)
            ledger.positions[account, instrument] = position
            self._numbers[account, instrument] = number
        self._note_written()
        self._untold = [(number, fill) for number, fill in enumerate(self._book.fills) if not fill.told]
        self._catch_up(old["day"])

    def _compare(self, old: dict[str, Any]) -> None:
        if old["seed"] != self._seed:
            raise StateError(
                f"{self._store.path} was written with the seed {old['seed']}: start with that, or use another file"
            )
        known = [(one.number, one.base) for one in self._world.ledger.accounts.values()]
        if old["accounts"] != known:
            names = ",".join(number for number, _ in old["accounts"])
            raise StateError(f"{self._store.path} has the accounts {names}: start with these, or use another file")

    def _instrument(self, universe: Universe, pid: tuple[Any, ...]) -> Instrument:
        if pid[0] == "combo":
            for con_id, day in pid[2]:
                self._instrument(universe, ("instrument", con_id, day))
            combo = universe.combine(pid[1], ended=True)
            if isinstance(combo, Combo):
                return combo
        else:
            found = universe.recall(pid[1], None if pid[2] is None else date.fromordinal(pid[2]))
            if found is not None:
                return found
        raise StateError(
            f"{self._store.path} has orders for conId {pid[1]}, which nobody knows here: start with the same --market"
        )

    def _catch_up(self, day: date) -> None:
        """What should have happened since a day, and goes on."""
        world = self._world
        for (_, instrument), position in list(world.ledger.positions.items()):
            if position.quantity:
                world.trading.plan_end(instrument)
        today = eastern(world.clock.now()).date()
        while day < today:
            day += timedelta(days=1)
            pay(world.ledger, world.market.seed, day)
        world.trading.resume()


def _nothing(pid: tuple[Any, ...]) -> None:
    raise StateError(f"a reference to {pid} where none should be")
