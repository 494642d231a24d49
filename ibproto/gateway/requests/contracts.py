"""What is traded: contract details, option chains, symbols, price steps, exchanges."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from ibproto.const import NO_VALID_ID, UNSET_DOUBLE
from ibproto.contract import Contract, ContractDescription
from ibproto.gateway.universe.combos import Combo, Leg
from ibproto.gateway.universe.universe import SEC_TYPES

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession
    from ibproto.gateway.universe import Instrument
    from ibproto.gateway.world import World

UNKNOWN = "No security definition has been found for the request"
AMBIGUOUS = "The contract description specified for {symbol} is ambiguous."


def reqContractDetails(world: World, client: ClientSession, reqId: int, contract: Contract) -> None:
    """contractDetails (bondContractDetails for a bond) for each match, then contractDetailsEnd; without a match only
    the error 200, with an unknown security type or BAG only 321. By a switch, options that are described vaguely
    take their time.
    """
    if not _is_valid(client, reqId, contract):
        return
    if contract.secType == "BAG":
        client.invalid(reqId, "BAG isn't supported for contract data request")
        return
    found = world.universe.search(contract)
    first = next(found, None)
    if first is None:
        client.error(reqId, 200, UNKNOWN)
        return

    def tell(instrument: Instrument) -> None:
        is_bond = instrument.contract.secType == "BOND"
        details = instrument.details(contract.exchange, world.clock.now())
        client.send("bondContractDetails" if is_bond else "contractDetails", reqId=reqId, contractDetails=details)

    def end() -> None:
        client.send("contractDetailsEnd", reqId=reqId)

    is_vague = contract.secType in ("OPT", "FOP") and not contract.conId and contract.strike in (0.0, UNSET_DOUBLE)
    pause = world.behaviour.broad_pause
    delay = world.lookups.delay(client, contract.symbol.upper(), pause) if is_vague and pause else 0.0
    world.lookups.stream(client, reqId, chain((first,), found), tell, end, delay)


def cancelContractData(world: World, client: ClientSession, reqId: int) -> None:
    """Silent; what was not told yet of contract details is not told, nor their end."""
    world.lookups.cancel(client, reqId)


def reqSecDefOptParams(
    world: World,
    client: ClientSession,
    reqId: int,
    underlyingSymbol: str,
    futFopExchange: str,
    underlyingSecType: str,
    underlyingConId: int,
) -> None:
    """securityDefinitionOptionParameter for each exchange and trading class, then securityDefinitionOptionParameterEnd;
    only the end when there are no options, 321 for an unknown conId.
    """
    underlying = world.universe.by_con_id(underlyingConId)
    if underlying is None:
        client.invalid(reqId, "Invalid contract id")
        return
    own = underlying.contract
    if (underlyingSymbol.upper(), underlyingSecType.upper()) == (own.symbol, own.secType):
        for row in world.universe.chains(underlying, futFopExchange):
            client.send(
                "securityDefinitionOptionParameter",
                reqId=reqId,
                exchange=row.exchange,
                underlyingConId=row.underlying.contract.conId,
                tradingClass=row.trading_class,
                multiplier=row.multiplier,
                expirations=row.expirations,
                strikes=row.strikes,
            )
    client.send("securityDefinitionOptionParameterEnd", reqId=reqId)


def reqMatchingSymbols(world: World, client: ClientSession, reqId: int, pattern: str) -> None:
    """symbolSamples with up to 16 matches; silence for a request within a second of the last one."""
    if not world.lookups.may_search(client, world.behaviour.search_pause):
        return
    described = []
    for instrument, derivatives in world.universe.matching(pattern):
        own = instrument.contract
        shown = Contract(
            conId=own.conId,
            symbol=own.symbol,
            secType=own.secType,
            primaryExchange=own.primaryExchange or own.exchange,
            currency=own.currency,
            description=instrument.name,
            issuerId=own.issuerId,
        )
        described.append(ContractDescription(contract=shown, derivativeSecTypes=list(derivatives)))
    client.send("symbolSamples", reqId=reqId, contractDescriptions=described)


def reqMarketRule(world: World, client: ClientSession, marketRuleId: int) -> None:
    """marketRule; 322 with the id -1 for an unknown number."""
    increments = world.universe.market_rule(marketRuleId)
    if increments is None:
        cause = f"there is no market rule {marketRuleId}; use one of the marketRuleIds of a contract's details"
        client.unable(NO_VALID_ID, cause)
        return
    client.send("marketRule", marketRuleId=marketRuleId, priceIncrements=increments)


def reqSmartComponents(world: World, client: ClientSession, reqId: int, bboExchange: str) -> None:
    """smartComponents for a code of tickReqParams, empty while the exchanges are closed; 321 for an unknown code."""
    components = world.universe.smart_components(bboExchange, world.clock.now())
    if components is None:
        client.invalid(reqId, f"there is no BBO exchange {bboExchange!r}; use one that tickReqParams told")
        return
    client.send("smartComponents", reqId=reqId, smartComponentMap=components)


def reqMktDepthExchanges(world: World, client: ClientSession) -> None:
    """mktDepthExchanges."""
    client.send("mktDepthExchanges", depthMktDataDescriptions=world.universe.depth_exchanges())


def the_instrument(world: World, client: ClientSession, reqId: int, contract: Contract) -> Instrument | None:
    """The only instrument that a contract describes; else the client hears why not."""
    if not _is_valid(client, reqId, contract):
        return None
    found = list(islice(world.universe.search(contract), 2))
    if len(found) == 1:
        return found[0]
    client.error(reqId, 200, AMBIGUOUS.format(symbol=contract.symbol) if found else UNKNOWN)
    return None


def legs_of(world: World, contract: Contract) -> tuple[Leg, ...]:
    """The legs of a combination, none when something is wrong with one."""
    combo = world.universe.combine(contract)
    return combo.legs if isinstance(combo, Combo) else ()


def _is_valid(client: ClientSession, reqId: int, contract: Contract) -> bool:
    """Whether the contract says of what type it is, unless a number or an identifier does."""
    given = contract.secType.upper()
    if given in SEC_TYPES or (not given and (contract.conId or contract.secId)):
        return True
    client.invalid(reqId, "Please enter a valid security type")
    return False


HANDLERS = (
    reqContractDetails,
    cancelContractData,
    reqSecDefOptParams,
    reqMatchingSymbols,
    reqMarketRule,
    reqSmartComponents,
    reqMktDepthExchanges,
)
