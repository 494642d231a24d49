"""Starting a session, time, ids, accounts, who the user is, log level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibproto.common import FamilyCode
from ibproto.const import NO_VALID_ID

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession
    from ibproto.gateway.world import World


def startApi(world: World, client: ClientSession, clientId: int, optCapab: str) -> None:
    """managedAccounts, nextValidId, working orders of this client id, notices of the data farms, by switches in other
    orders or later; 326 and the end of the connection for a client id in use, 321 for a negative one or a second
    start."""
    client.start(clientId, optCapab)


def reqCurrentTime(world: World, client: ClientSession) -> None:
    """currentTime in seconds, of the virtual clock."""
    client.send("currentTime", time=int(world.clock.now()))


def reqCurrentTimeInMillis(world: World, client: ClientSession) -> None:
    """currentTimeInMillis, of the virtual clock."""
    client.send("currentTimeInMillis", timeInMillis=world.clock.millis())


def reqIds(world: World, client: ClientSession, numIds: int) -> None:
    """nextValidId, of this client id; numIds is ignored."""
    assert client.client_id is not None
    client.send("nextValidId", orderId=world.trading.next_id(client.client_id))


def reqManagedAccts(world: World, client: ClientSession) -> None:
    """managedAccounts with the account numbers, separated by commas."""
    client.send("managedAccounts", accountsList=world.accounts_list())


def reqFamilyCodes(world: World, client: ClientSession) -> None:
    """familyCodes with each account and its code, which is empty for plain accounts."""
    codes = world.behaviour.family_codes
    found = [FamilyCode(accountID=name, familyCodeStr=codes.get(name, "")) for name in world.accounts]
    client.send("familyCodes", familyCodes=found)


def reqSoftDollarTiers(world: World, client: ClientSession, reqId: int) -> None:
    """softDollarTiers without any, as for all normal accounts."""
    client.send("softDollarTiers", reqId=reqId, tiers=[])


def reqUserInfo(world: World, client: ClientSession, reqId: int) -> None:
    """userInfo with an empty white branding id; by a switch with one, or silent."""
    if world.behaviour.white_branding_id is not None:
        client.send("userInfo", reqId=reqId, whiteBrandingId=world.behaviour.white_branding_id)


def setServerLogLevel(world: World, client: ClientSession, logLevel: int) -> None:
    """Silent; 319 for another level than 1 to 5."""
    if not 1 <= logLevel <= 5:
        client.error(NO_VALID_ID, 319, f"Invalid log level: {logLevel}; use 1 (system) to 5 (detail)")


HANDLERS = (
    startApi,
    reqCurrentTime,
    reqCurrentTimeInMillis,
    reqIds,
    reqManagedAccts,
    reqFamilyCodes,
    reqSoftDollarTiers,
    reqUserInfo,
    setServerLogLevel,
)
