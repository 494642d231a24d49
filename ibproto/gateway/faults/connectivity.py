"""Faults behind the gateway: its connection to IB's servers and to the data farms, and the reset at night."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibproto.const import NO_VALID_ID
from ibproto.gateway.farms import DEFINITIONS, HISTORY, MARKET
from ibproto.gateway.hooks import GoOn, Message, Request

from .stage import End, Stage, together

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession

KINDS = (MARKET, HISTORY, DEFINITIONS)
LOST = "Connectivity between IB and Trader Workstation has been lost."
NOT_THERE = "Connectivity between Trader Workstation and server is broken. It will be restored automatically."
RESTORED = "Connectivity between IB and Trader Workstation has been restored - data {}."
CONNECTED = " All data farms are connected: {}."

# what the gateway does itself; all else needs IB's servers
_REQUESTS = (
    "startApi reqCurrentTime reqCurrentTimeInMillis reqIds reqManagedAccts setServerLogLevel reqMarketDataType"
    " cancelMktData cancelMktDepth cancelTickByTickData cancelRealTimeBars cancelHistoricalData cancelHeadTimeStamp"
    " cancelHistogramData cancelScannerSubscription cancelAccountSummary cancelPositions cancelPositionsMulti"
    " cancelAccountUpdatesMulti cancelPnL cancelPnLSingle cancelNewsBulletins cancelWshMetaData cancelWshEventData"
    " queryDisplayGroups subscribeToGroupEvents updateDisplayGroup unsubscribeFromGroupEvents"
    " verifyRequest verifyMessage verifyAndAuthRequest verifyAndAuthMessage reqConfig updateConfig"
)
_ANSWERS = (
    "managedAccounts nextValidId currentTime currentTimeInMillis displayGroupList displayGroupUpdated"
    " verifyMessageAPI verifyCompleted configResponse updateConfigResponse"
)
LOCAL_REQUESTS, LOCAL_ANSWERS = frozenset(_REQUESTS.split()), frozenset(_ANSWERS.split())


def connection_loss(stage: Stage, data_lost: bool, every: float, requests: str) -> End:
    world = stage.world
    held: list[tuple[GoOn[Request], Request]] = []

    def passes(message: Message) -> bool:
        is_notice = message.name == "error" and message.values.get("reqId") == NO_VALID_ID
        return is_notice or message.name in LOCAL_ANSWERS

    def outgoing(session: ClientSession, message: Message, go_on: GoOn[Message]) -> None:
        if passes(message):
            go_on(message)

    def incoming(session: ClientSession, request: Request, go_on: GoOn[Request]) -> None:
        if request.name in LOCAL_REQUESTS:
            go_on(request)
        elif requests == "hold":
            held.append((go_on, request))

    stage.tell(1100, LOST)
    for kind in KINDS:
        world.lose_farm(kind)
    undo = together(
        stage.hook(world.hooks.outgoing, outgoing),
        stage.hook(world.hooks.incoming, incoming),
        stage.listen(lambda session: session.error(NO_VALID_ID, 2110, NOT_THERE)),
        stage.every(every, lambda: stage.tell(1100, LOST)),
    )

    def end() -> None:
        undo()
        if data_lost:
            for session in world.sessions.values():
                world.lose_data(session)
            stage.tell(1101, RESTORED.format("lost"))
        else:
            names = CONNECTED.format("; ".join(world.farms.names))
            stage.tell(1102, RESTORED.format("maintained") + names)
        for kind in KINDS:
            world.regain_farm(kind)
        for go_on, request in held:
            go_on(request)

    return end


def kinds_of(text: str) -> tuple[str, ...]:
    """The kinds of farms that "market+history" names. Raises ValueError."""
    wanted = tuple(text.split("+"))
    for kind in wanted:
        if kind not in KINDS:
            raise ValueError(f"there are no farms of {kind!r}; use some of {'+'.join(KINDS)}")
    return wanted


def farm_flap(stage: Stage, times: int, down: float, up: float, kinds: str, streams_survive: bool) -> End:
    """The end lets it end at the next farm that is there."""
    world = stage.world
    wanted = kinds_of(kinds)
    left = times

    def lose() -> None:
        nonlocal left
        if left <= 0:
            return
        left -= 1
        for kind in wanted:
            world.lose_farm(kind)
        stage.clock.call_later(down, regain)

    def regain() -> None:
        if not streams_survive:
            for session in world.sessions.values():
                world.lose_data(session)
        for kind in wanted:
            world.regain_farm(kind)
        stage.clock.call_later(up, lose)

    def end() -> None:
        nonlocal left
        left = 0

    lose()
    return end


def nightly_reset(stage: Stage, seconds: float) -> End:
    """1100 and farms that flap, the end of all connections, 326 for who comes back, then 1101."""
    steps = (
        (0.0, "flap_2103_2104", {"times": 3, "down": seconds * 0.03, "up": seconds * 0.03}),
        (0.2, "connection_loss", {"seconds": seconds * 0.7, "data_lost": True}),
        (0.2, "accounts_not_ready", {"seconds": seconds * 0.7}),
        (0.3, "gateway_restart", {"seconds": seconds * 0.2, "ids_stuck": seconds * 0.2}),
    )
    return together(*[stage.plan(name, after * seconds, **params) for after, name, params in steps])
