"""Account values, positions, profit and loss."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ibproto.account_summary_tags import AccountSummaryTags
from ibproto.const import NO_VALID_ID
from ibproto.gateway.accounts.values import BASE, SUMMARY_NAMES, Row

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession
    from ibproto.gateway.world import World

ALL = "All"
LEDGER = "$LEDGER"
TAGS = AccountSummaryTags.AllTags.split(",")


def reqAccountUpdates(world: World, client: ClientSession, subscribe: bool, acctCode: str) -> None:
    """updateAccountValue and updatePortfolio for everything, updateAccountTime, accountDownloadEnd; the same for what
    has changed every 3 minutes and with each change of a position. No account, or All, is the first one. One account at
    a time: another one gives 2100 first, and 2101 alone while another client is subscribed to a different one. 321 for
    an unknown account."""
    if not subscribe:
        world.streams.end_updates(client)
        return
    account = world.accounts[0] if acctCode in ("", ALL) else acctCode
    if _accounts(world, client, NO_VALID_ID, account, "") is None:
        return
    own = world.streams.updates.get(client)
    others = [s for s, (name, _) in world.streams.updates.items() if s is not client and name != account]
    if others:
        ids = ", ".join(str(session.client_id) for session in others)
        text = f"Unable to subscribe to account as the following clients are subscribed to a different account: {ids}"
        client.error(NO_VALID_ID, 2101, text)
        return
    if own is not None and own[0] != account:
        text = "New account data requested from TWS.  API client has been unsubscribed from account data."
        client.error(NO_VALID_ID, 2100, text)
    world.streams.begin_updates(client, account)


def reqAccountUpdatesMulti(
    world: World, client: ClientSession, reqId: int, account: str, modelCode: str, ledgerAndNLV: bool
) -> None:
    """accountUpdateMulti for each value, or those by currency and the net liquidation, then accountUpdateMultiEnd;
    what has changed every 3 minutes and with each change of a position. No account, or All, is all of them; 321 for
    an unknown account or model."""
    accounts = _accounts(world, client, reqId, account, modelCode)
    if accounts is not None:
        world.streams.begin_values(client, reqId, accounts, ledgerAndNLV)


def cancelAccountUpdatesMulti(world: World, client: ClientSession, reqId: int) -> None:
    """Silent, and no more updates."""
    world.streams.end_values(client, reqId)


def reqAccountSummary(world: World, client: ClientSession, reqId: int, groupName: str, tags: str) -> None:
    """accountSummary for each tag by alphabet, for each account of the group (All, an account, or an advisor's group),
    then accountSummaryEnd; what has changed every 3 minutes. $LEDGER is what there is in the base currency,
    $LEDGER:USD in one, $LEDGER:ALL in each. 321 for an unknown group or tag, 322 beyond two summaries (a switch)."""
    wanted = [tag.strip() for tag in tags.split(",") if tag.strip()]
    known = {*TAGS, *(row.key for row in world.streams.totals(world.accounts[0]))}
    unknown = [tag for tag in wanted if tag not in known and tag.partition(":")[0] != LEDGER]
    accounts = _group(world, groupName)
    streams, limit = world.streams, world.behaviour.summary_limit
    if not wanted or unknown:
        client.invalid(reqId, f"Invalid tags {','.join(unknown)!r}; use $LEDGER or some of AccountSummaryTags.AllTags")
    elif accounts is None:
        client.invalid(reqId, f"Group name {groupName!r} is invalid; use All or the name of an advisor's group")
    elif streams.summaries.get(client, reqId) is None and streams.summaries.count(client) >= limit:
        text = "Maximum number of account summary requests exceeded; desubscribe to an existing one first"
        client.unable(reqId, text)
    else:
        streams.begin_summary(client, reqId, lambda account: _summary(world, account, wanted), accounts)


def cancelAccountSummary(world: World, client: ClientSession, reqId: int) -> None:
    """Silent, and no more updates."""
    world.streams.end_summary(client, reqId)


def reqPositions(world: World, client: ClientSession) -> None:
    """position for each that is held by any account, then positionEnd; then one for each change."""
    world.streams.begin_positions(client)


def cancelPositions(world: World, client: ClientSession) -> None:
    """Silent, and no more changes."""
    world.streams.positions.pop(client, None)


def reqPositionsMulti(world: World, client: ClientSession, reqId: int, account: str, modelCode: str) -> None:
    """positionMulti for each position of an account (none or All: of all), then positionMultiEnd; then one for each
    change. 321 for an unknown account or model."""
    accounts = _accounts(world, client, reqId, account, modelCode)
    if accounts is not None:
        world.streams.begin_positions_multi(client, reqId, accounts)


def cancelPositionsMulti(world: World, client: ClientSession, reqId: int) -> None:
    """Silent, and no more changes."""
    world.streams.positions_multi.pop(client, reqId)


def reqPnL(world: World, client: ClientSession, reqId: int, account: str, modelCode: str) -> None:
    """pnl in the base currency, and again each second in which it has changed; 321 for an unknown account or model."""
    accounts = _accounts(world, client, reqId, account, modelCode)
    if accounts is not None:
        world.streams.begin_profit(client, reqId, accounts)


def cancelPnL(world: World, client: ClientSession, reqId: int) -> None:
    """Silent, and no more updates."""
    world.streams.end_profit(client, reqId)


def reqPnLSingle(world: World, client: ClientSession, reqId: int, account: str, modelCode: str, conid: int) -> None:
    """pnlSingle in the currency of the contract, and again each second in which it has changed; silence for an unknown
    conId and while there is no position. 321 for an unknown account or model."""
    accounts = _accounts(world, client, reqId, account, modelCode)
    instrument = world.universe.by_con_id(conid)
    if accounts is not None and instrument is not None:
        world.streams.begin_single_profit(client, reqId, accounts, instrument)


def cancelPnLSingle(world: World, client: ClientSession, reqId: int) -> None:
    """Silent, and no more updates."""
    world.streams.end_single_profit(client, reqId)


def _accounts(world: World, client: ClientSession, reqId: int, account: str, model: str) -> Sequence[str] | None:
    """The accounts that a request is about; None when it is refused, then the client has heard why."""
    if account not in ("", ALL, *world.accounts):
        client.invalid(reqId, f"Invalid account code '{account}'.")
    elif model:
        client.invalid(reqId, f"Invalid model code '{model}'; there are no models here, leave it empty")
    else:
        return world.accounts if account in ("", ALL) else (account,)
    return None


def _group(world: World, name: str) -> Sequence[str] | None:
    """The accounts of a group; None when there is no such group."""
    if name in ("", ALL):
        return world.accounts
    if name in world.accounts:
        return (name,)
    if world.advisor is not None:
        group = world.advisor.group(name)
        if group is not None:
            return [account for account in world.accounts if account in group.amounts]
    return None


def _summary(world: World, account: str, tags: Sequence[str]) -> list[Row]:
    """The rows of a summary, by alphabet of their tags."""
    totals = {row.key: row for row in world.streams.totals(account)}
    rows = [
        totals[SUMMARY_NAMES.get(tag, tag)]._replace(key=tag)
        for tag in dict.fromkeys(tags)
        if not tag.startswith(LEDGER)
    ]
    currencies = {tag.partition(":")[2].upper() or BASE for tag in tags if tag.startswith(LEDGER)}
    if currencies:
        ledger = world.streams.by_currency(account)
        rows += [row for row in ledger if row.currency in currencies or "ALL" in currencies]
    return sorted(rows, key=lambda row: row.key)


HANDLERS = (
    reqAccountUpdates,
    reqAccountUpdatesMulti,
    cancelAccountUpdatesMulti,
    reqAccountSummary,
    cancelAccountSummary,
    reqPositions,
    cancelPositions,
    reqPositionsMulti,
    cancelPositionsMulti,
    reqPnL,
    cancelPnL,
    reqPnLSingle,
    cancelPnLSingle,
)
