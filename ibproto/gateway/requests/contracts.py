"""Contract details."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibproto.contract import Contract

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession
    from ibproto.gateway.instruments import Instrument
    from ibproto.gateway.world import World

UNKNOWN = "No security definition has been found for the request"
AMBIGUOUS = "The contract description specified for {symbol} is ambiguous."


def reqContractDetails(world: World, client: ClientSession, reqId: int, contract: Contract) -> None:
    """contractDetails for each match, then contractDetailsEnd; without a match only the error 200."""
    found = world.market.find(contract)
    if not found:
        client.error(reqId, 200, UNKNOWN)
        return
    for instrument in found:
        details = instrument.details(contract.exchange, world.clock.now())
        client.send("contractDetails", reqId=reqId, contractDetails=details)
    client.send("contractDetailsEnd", reqId=reqId)


def the_instrument(world: World, client: ClientSession, reqId: int, contract: Contract) -> Instrument | None:
    """The only instrument that a contract describes; else the client hears why not."""
    found = world.market.find(contract)
    if len(found) == 1:
        return found[0]
    client.error(reqId, 200, AMBIGUOUS.format(symbol=contract.symbol) if found else UNKNOWN)
    return None


HANDLERS = (reqContractDetails,)
