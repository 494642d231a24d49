"""Which orders there are: all of them, those that are open, those that work, those that are done; and their ids."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import Any

from ibproto.contract import Contract
from ibproto.gateway.universe import Instrument
from ibproto.order import Order

from .answers import echo
from .live import Fill, LiveOrder


class OrderBook:
    """The orders and executions of all clients. It decides nothing; it knows where each order stands."""

    def __init__(self, seed: object) -> None:
        self.fills: list[Fill] = []
        self.orders: dict[int, LiveOrder] = {}  # by permId
        self.open: dict[int, LiveOrder] = {}  # those that are not done, untransmitted too
        self.done: list[LiveOrder] = []  # the transmitted ones, in the order in which they ended
        self.last_ids: dict[int, int] = {}  # by client id
        self._ids: dict[tuple[int, int], LiveOrder] = {}  # by client id and order id
        self._seen: dict[tuple[int, int], LiveOrder] = {}  # by the id of a client that has seen it, and order id
        self._bound = 0  # orders entered by hand that got an id
        self._at: dict[Instrument, list[LiveOrder]] = {}  # those that are at the exchange
        self._perm_id = Random(f"{seed}:permId").randrange(1_000_000_000, 1_500_000_000)

    # -------------------------------------------------------------------------------------------- ids

    def last_id(self, client_id: int) -> int:
        """The highest order id that a client has used, or seen of another one."""
        return self.last_ids.get(client_id, 0)

    def find(self, client_id: int, order_id: int) -> LiveOrder | None:
        return self._ids.get((client_id, order_id))

    def find_seen(self, client_id: int, order_id: int) -> LiveOrder | None:
        """An order of another client, which this one was told of."""
        return self._seen.get((client_id, order_id))

    def see(self, client_id: int, live: LiveOrder) -> None:
        """A client is told of an order: it knows its id from now on, and has none as low of its own any more."""
        if live.client_id != client_id and live.order_id:
            self._seen[client_id, live.order_id] = live
            self.last_ids[client_id] = max(self.last_id(client_id), live.order_id)

    def bind(self, live: LiveOrder) -> None:
        """Give an order that was entered by hand an id: one below 0, of client 0."""
        self._bound += 1
        live.order_id = live.shown.orderId = -self._bound
        self._ids[live.client_id, live.order_id] = live

    # -------------------------------------------------------------------------------------------- orders

    def at(self, instrument: Instrument) -> list[LiveOrder]:
        """The orders for an instrument that are at the exchange, oldest first."""
        return list(self._at.get(instrument, ()))

    def unbound(self) -> list[LiveOrder]:
        """The open orders that were entered by hand and have no id."""
        return [live for live in self.open.values() if live.is_manual and not live.order_id]

    def group_of(self, live: LiveOrder) -> Iterable[LiveOrder]:
        """The other open orders of its OCA group."""
        group, account = live.shown.ocaGroup, live.shown.account
        for other in list(self.open.values()) if group else ():
            same = other.shown.ocaGroup == group and other.shown.account == account
            if same and other is not live and not other.done:
                yield other

    def add(
        self, client_id: int, order_id: int, instrument: Instrument, contract: Contract, order: Order, account: str
    ) -> LiveOrder:
        """A new order, known from now on. order_id: 0 for one that is entered by hand."""
        self._perm_id += 1
        shown = echo(order, order_id, client_id, self._perm_id, account)
        live = LiveOrder(client_id, order_id, instrument, instrument.shown(contract.exchange), shown)
        self.orders[live.perm_id] = self.open[live.perm_id] = live
        if order_id:
            self._ids[client_id, order_id] = live
            self.last_ids[client_id] = order_id
        return live

    def enter(self, live: LiveOrder) -> bool:
        """The order is at the exchange; True when it is the first there for its instrument."""
        at = self._at.setdefault(live.instrument, [])
        if live not in at:
            at.append(live)
        return at == [live]

    def leave(self, live: LiveOrder) -> bool:
        """The order is done; True when it was the last at the exchange for its instrument."""
        if live.transmitted:
            self.done.append(live)
        del self.open[live.perm_id]
        at = self._at.get(live.instrument, [])
        if live not in at:
            return False
        at.remove(live)
        if not at:
            del self._at[live.instrument]
        return not at

    # -------------------------------------------------------------------------------------------- keeping

    def ids(self) -> dict[str, Any]:
        """The numbers that go on after a restart."""
        seen = {key: live.perm_id for key, live in self._seen.items() if not live.done}
        return {"last": self.last_ids, "seen": seen, "bound": self._bound, "perm": self._perm_id}

    def restore(self, orders: Iterable[LiveOrder], fills: Iterable[Fill], ids: dict[str, Any]) -> None:
        """Be as another book was. orders: by their permIds, lowest first. fills: oldest first."""
        self.orders.update((live.perm_id, live) for live in orders)
        self.open.update((live.perm_id, live) for live in self.orders.values() if not live.done)
        self.done += sorted((live for live in self.orders.values() if live.done), key=lambda live: live.ended)
        self.fills += fills
        self._ids.update(((live.client_id, live.order_id), live) for live in self.orders.values() if live.order_id)
        self.last_ids.update(ids["last"])
        self._bound, self._perm_id = ids["bound"], ids["perm"]
        self._seen.update((key, self.orders[perm_id]) for key, perm_id in ids["seen"].items() if perm_id in self.orders)

    def reset(self) -> None:
        """Forget the orders that are done, and begin the ids anew."""
        self.orders.clear()
        self.last_ids.clear()
        self._ids.clear()
        self._seen.clear()
        self.done.clear()
        self._bound = 0
