"""The data of financial advisors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibproto.const import NO_VALID_ID
from ibproto.gateway.reference.advisor import MERGED_VERSION, PROFILES, ROOTS, Advisor

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession
    from ibproto.gateway.world import World

REPLACE_END_VERSION = 157  # since then a replacement has an id, and an answer
NO_ADVISOR = "FA data operations ignored for non FA customers."


def requestFA(world: World, client: ClientSession, faData: int) -> None:
    """receiveFA with groups (1), profiles (2, below server version 177) or aliases (3) as XML; 321 for another kind,
    321 or 344 (a switch) when the first account is no advisor's (`F...`, `DF...`)."""
    advisor = _advisor(world, client, NO_VALID_ID, faData)
    if advisor is not None:
        client.send("receiveFA", faData=faData, cxml=advisor.xml(faData, client.version))


def replaceFA(world: World, client: ClientSession, reqId: int, faData: int, cxml: str) -> None:
    """Takes the XML over, replaceFAEnd (silent below server version 157); 321 for XML that does not fit or names
    unknown accounts, and the errors of requestFA."""
    advisor = _advisor(world, client, reqId, faData)
    if advisor is None:
        return
    problem = advisor.replace(faData, cxml)
    if problem:
        client.invalid(reqId, problem)
    elif client.version >= REPLACE_END_VERSION:
        client.send("replaceFAEnd", reqId=reqId, text="FA data is replaced")


def _advisor(world: World, client: ClientSession, reqId: int, kind: int) -> Advisor | None:
    """The advisor whose data can be asked for; else the client hears why not."""
    if world.advisor is None:
        if world.behaviour.advisor_error == 344:
            client.error(reqId, 344, "Account is not a financial advisor account")
        else:
            client.invalid(reqId, NO_ADVISOR)
        return None
    if kind not in ROOTS:
        client.invalid(reqId, f"There is no FA data type {kind}; use 1 (groups) or 3 (aliases)")
    elif kind == PROFILES and client.version >= MERGED_VERSION:
        client.invalid(reqId, "FA Profile is not supported anymore, use FA Group instead.")
    else:
        return world.advisor
    return None


HANDLERS = (requestFA, replaceFA)
