"""The settings of the gateway, in protobuf only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibproto.protobuf import ConfigRequest, UpdateConfigRequest

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession
    from ibproto.gateway.world import World


def reqConfig(world: World, client: ClientSession, message: ConfigRequest) -> None:
    """configResponse with all settings as they are now."""
    client.send("configResponse", message=world.configuration.response(message.reqId))


def updateConfig(world: World, client: ClientSession, message: UpdateConfigRequest) -> None:
    """updateConfigResponse: `success` and the changed fields, `error` and why, or `warning` and what has to be sent
    back as accepted first. The read-only mode, the download of open orders and the message rate follow the settings."""
    client.send("updateConfigResponse", message=world.configuration.update(message))


HANDLERS = (reqConfig, updateConfig)
