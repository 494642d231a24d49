"""Display groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibproto.gateway.reference.display_groups import CONTRACT_INFO

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession
    from ibproto.gateway.world import World


def queryDisplayGroups(world: World, client: ClientSession, reqId: int) -> None:
    """displayGroupList with the ids of the groups, the most used first: `1|2|3|4|5|6|7`."""
    client.send("displayGroupList", reqId=reqId, groups=world.display_groups.names())


def subscribeToGroupEvents(world: World, client: ClientSession, reqId: int, groupId: int) -> None:
    """displayGroupUpdated at once and after each change by any client; 321 for a group that there is not, or an id
    that follows a group already."""
    if groupId not in world.display_groups.shown:
        known = world.display_groups.names().replace("|", ", ") or "none: this gateway has no windows"
        client.invalid(reqId, f"There is no display group {groupId}; there are {known}")
    elif world.display_groups.followed(client, reqId) is not None:
        client.invalid(reqId, f"The id {reqId} follows a display group already; unsubscribe it or use another id")
    else:
        world.display_groups.follow(client, reqId, groupId)


def updateDisplayGroup(world: World, client: ClientSession, reqId: int, contractInfo: str) -> None:
    """All who follow the group of this id get displayGroupUpdated, on change; 321 without such a subscription, or for
    anything but `none`, `combo` and `conId@exchange`."""
    group = world.display_groups.followed(client, reqId)
    if group is None:
        client.invalid(reqId, f"No display group is followed under the id {reqId}; subscribeToGroupEvents comes first")
    elif not CONTRACT_INFO.fullmatch(contractInfo):
        client.invalid(reqId, f"A display group cannot show {contractInfo!r}; use none, combo or one like 8314@SMART")
    else:
        world.display_groups.show(group, contractInfo)


def unsubscribeFromGroupEvents(world: World, client: ClientSession, reqId: int) -> None:
    """Silent, and no more displayGroupUpdated; 321 for an id that follows no group."""
    if not world.display_groups.unfollow(client, reqId):
        client.invalid(reqId, f"No display group is followed under the id {reqId}")


HANDLERS = (queryDisplayGroups, subscribeToGroupEvents, updateDisplayGroup, unsubscribeFromGroupEvents)
