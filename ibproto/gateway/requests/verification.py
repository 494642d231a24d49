"""Verification of programs: none is registered with a simulated gateway, so each is told that it is not.

The parameter extraAuth is the client's own and not sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession
    from ibproto.gateway.world import World

UNKNOWN = "The program {} is not registered for verification"
NOT_STARTED = "No verification was begun"


def verifyRequest(world: World, client: ClientSession, apiName: str, apiVersion: str, extraAuth: None) -> None:
    """verifyCompleted without success: no program is registered."""
    client.send("verifyCompleted", isSuccessful=False, errorText=UNKNOWN.format(f"{apiName} {apiVersion}".strip()))


def verifyMessage(world: World, client: ClientSession, apiData: str) -> None:
    """verifyCompleted without success: no verification can have begun."""
    client.send("verifyCompleted", isSuccessful=False, errorText=NOT_STARTED)


def verifyAndAuthRequest(
    world: World, client: ClientSession, apiName: str, apiVersion: str, opaqueIsvKey: str, extraAuth: None
) -> None:
    """verifyAndAuthCompleted without success: no program is registered."""
    text = UNKNOWN.format(f"{apiName} {apiVersion}".strip())
    client.send("verifyAndAuthCompleted", isSuccessful=False, errorText=text)


def verifyAndAuthMessage(world: World, client: ClientSession, apiData: str, xyzResponse: str) -> None:
    """verifyAndAuthCompleted without success: no verification can have begun."""
    client.send("verifyAndAuthCompleted", isSuccessful=False, errorText=NOT_STARTED)


HANDLERS = (verifyRequest, verifyMessage, verifyAndAuthRequest, verifyAndAuthMessage)
