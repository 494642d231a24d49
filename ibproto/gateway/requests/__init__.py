"""What the gateway does for each request: one function a request, called like it, by subject.

A handler gets the world, the session of the client, and the parameters of the request in the order of the message
table. A request without a handler is answered with an error, so no client waits for nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from ibproto.const import NO_VALID_ID
from ibproto.gateway.hooks import Request, through
from ibproto.gateway.sizes import outsized
from ibproto.wire.messages import REQUEST_BY_NAME

from . import (
    accounts,
    advisor,
    configuration,
    contracts,
    display_groups,
    history,
    live_data,
    market_data,
    news,
    orders,
    scanner,
    session,
    verification,
    wsh,
)

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession
    from ibproto.gateway.world import World

Handler = Callable[..., None]

HANDLERS: dict[str, Handler] = {
    handler.__name__: handler
    for subject in (
        *(session, verification, configuration, display_groups, advisor),
        *(accounts, contracts, market_data, live_data, history, orders, scanner, news, wsh),
    )
    for handler in subject.HANDLERS
}
ID_PARAMS = ("reqId", "orderId", "tickerId")
OBJECT_PARAMS = ("contract", "order", "subscription")

# what the setting "Read-Only API" refuses
READ_ONLY = "The API interface is currently in Read-Only mode."
ORDER_REQUESTS = (
    *("placeOrder", "cancelOrder", "reqGlobalCancel", "exerciseOptions"),
    *("reqOpenOrders", "reqAllOpenOrders", "reqAutoOpenOrders", "reqCompletedOrders"),
)

logger = logging.getLogger(__name__)


def id_of(name: str, args: tuple[Any, ...]) -> int:
    """The id under which errors of a request are reported; -1 when it has none."""
    params = REQUEST_BY_NAME[name].params
    if params:
        return args[0] if params[0] in ID_PARAMS and type(args[0]) is int else NO_VALID_ID
    return int(getattr(args[0], "reqId", NO_VALID_ID)) if args else NO_VALID_ID  # a whole protobuf message


class Receiver:
    """What the reader of a client's requests calls: a method for each request of the table."""

    def __init__(self, world: World, client: ClientSession) -> None:
        self._world = world
        self._client = client

    def __getattr__(self, name: str) -> Handler:
        if name not in REQUEST_BY_NAME:
            raise AttributeError(name)
        method = partial(self._serve, name, HANDLERS.get(name))
        setattr(self, name, method)
        return method

    def _serve(self, name: str, handler: Handler | None, *args: Any) -> None:
        client = self._client
        logger.debug("%s: %s%r", client.name, name, args)
        if self._world.hooks.incoming and client.ready:
            through(self._world.hooks.incoming, client, Request(name, args), partial(self._serve_late, handler))
        else:
            self._handle(name, handler, args)

    def _serve_late(self, handler: Handler | None, request: Request) -> None:
        """A request has come through the hooks: nobody above catches what its handler raises."""
        client = self._client
        if client.broken or client.ending:
            return
        try:
            self._handle(request.name, handler, request.args)
        except Exception as problem:
            client.failed(request.name, request.args, problem)

    def _handle(self, name: str, handler: Handler | None, args: tuple[Any, ...]) -> None:
        client = self._client
        if not client.ready and name != "startApi":
            self._serve_early(name, args)
        elif self._world.behaviour.read_only and name in ORDER_REQUESTS:
            client.invalid(id_of(name, args), READ_ONLY)
        elif big := _outsized(name, args):
            client.error(id_of(name, args), 320, f"Error reading request. {name}: {big} is too long a number")
        elif handler is None:
            client.unable(id_of(name, args), f"{name} is not served by this simulated gateway")
        elif missing := _missing(name, args):
            client.invalid(id_of(name, args), f"{name} without its {missing}")
        else:
            self._world.wake_farms(name)
            handler(self._world, client, *args)

    def _serve_early(self, name: str, args: tuple[Any, ...]) -> None:
        """A request of a session that has not begun."""
        client = self._client
        policy = self._world.behaviour.early_requests
        logger.warning("%s: %s before %s", client.name, name, "startApi" if client.client_id is None else "nextValidId")
        if policy == "refuse":
            early = "startApi" if client.client_id is None else "the session is ready; wait for nextValidId"
            client.invalid(id_of(name, args), f"{name} before {early}")
        elif policy == "close":
            client.end()


def _outsized(name: str, args: tuple[Any, ...]) -> str:
    """The number in the parameters that is too big, "" when there is none."""
    params = REQUEST_BY_NAME[name].params
    return next((found for param, value in zip(params, args) if (found := outsized(value, param))), "")


def _missing(name: str, args: tuple[Any, ...]) -> str | None:
    """The object that a request must have and a protobuf message came without."""
    params = REQUEST_BY_NAME[name].params
    return next((param for param, value in zip(params, args) if value is None and param in OBJECT_PARAMS), None)
