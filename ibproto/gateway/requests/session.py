"""Starting a session, time, ids, accounts, log level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibproto.const import NO_VALID_ID

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession
    from ibproto.gateway.world import World


def startApi(world: World, client: ClientSession, clientId: int, optCapab: str) -> None:
    client.start(clientId)


def reqCurrentTime(world: World, client: ClientSession) -> None:
    client.send("currentTime", time=int(world.clock.now()))


def reqCurrentTimeInMillis(world: World, client: ClientSession) -> None:
    client.send("currentTimeInMillis", timeInMillis=world.clock.millis())


def reqIds(world: World, client: ClientSession, numIds: int) -> None:
    assert client.client_id is not None
    client.send("nextValidId", orderId=world.trading.next_id(client.client_id))


def reqManagedAccts(world: World, client: ClientSession) -> None:
    client.send("managedAccounts", accountsList=",".join(world.accounts))


def setServerLogLevel(world: World, client: ClientSession, logLevel: int) -> None:
    """Silent when it is right."""
    if not 1 <= logLevel <= 5:
        client.error(NO_VALID_ID, 319, f"Invalid log level: {logLevel}; use 1 (system) to 5 (detail)")


HANDLERS = (startApi, reqCurrentTime, reqCurrentTimeInMillis, reqIds, reqManagedAccts, setServerLogLevel)
