"""The table of faults: each preset by its name, what happens, what a bot should do, and its parameters."""

from __future__ import annotations

from ibproto.gateway.data.entitlement import NOT_SUBSCRIBED

from . import connections, connectivity, messages, requests, settings
from .stage import Fault, Param, Stage


def _calm(stage: Stage) -> None:
    """Nothing happens; that the others end is done by who begins it."""


CALM = "happy"  # ends all others

_MESSAGE = Param(messages.ALL, "names of callbacks, such as orderStatus+openOrder; * is all", check=messages.names_of)
_ALWAYS = Param(1.0, "share of the messages that it happens to, 0 to 1", most=1)
_SOMETIMES = Param(0.1, "share of the messages that it happens to, 0 to 1", most=1)
_REFUSAL = Param(354, "the error for live data that is refused", choices=tuple(NOT_SUBSCRIBED))

FAULTS: dict[str, Fault] = {
    CALM: Fault(
        "Everything is well again: all other faults end.",
        "Nothing. Begin and end your tests with it, and look whether the bot is as before.",
        _calm,
        lasts=False,
    ),
    # ---------------------------------------------------------------------------------- the beginning of a session
    "slow_bootstrap": Fault(
        "managedAccounts comes late in sessions that begin now; nextValidId, too, when asked for.",
        "Wait for both, nextValidId and managedAccounts, in whatever order, before the first request; give up after a"
        " minute, not after a second.",
        settings.slow_bootstrap,
        {
            "accounts": Param(5.0, "virtual seconds that managedAccounts comes later than nextValidId"),
            "next_id": Param(0.0, "virtual seconds from startApi to the first message, nextValidId included"),
        },
    ),
    "nextid_first": Fault(
        "Sessions begin with nextValidId, and managedAccounts comes after it.",
        "Wait for both; do not read the account in nextValidId.",
        settings.nextid_first,
    ),
    "no_farms": Fault(
        "Sessions begin without notices of data farms, as those of an IB Gateway may.",
        "Do not wait for 2104, 2106 or 2158 before you request data: request it.",
        settings.no_farms,
    ),
    "accounts_not_ready": Fault(
        "The account value AccountReady is false, as while IB resets its servers: the other values may be wrong.",
        "Do not size positions or judge risk by account values while AccountReady is false; ask again a minute later.",
        settings.accounts_not_ready,
    ),
    # ---------------------------------------------------------------------------------- data
    "delayed_only": Fault(
        "The account has no live data: it is refused, and to who has asked for delayed data (reqMarketDataType 3 or 4)"
        " that comes, with the notice 10167 and the tick types 66 to 76.",
        "Call reqMarketDataType(3) at the start; read the delayed tick types like the live ones, and do not take 10167"
        " for a failure. Decide whether you want to trade on data that is 15 minutes old.",
        settings.delayed_only,
        {"code": _REFUSAL},
    ),
    "no_permission": Fault(
        "The account has neither live nor delayed data: requests from now on are refused.",
        "Take 354 (10089, 10168, 10186) as the end of this request, do not repeat it in a loop, and do not trade the"
        " instrument blindly.",
        settings.no_permission,
        {"code": _REFUSAL},
    ),
    "pacing_strict": Fault(
        "All limits of speed count: messages a second (warning, error 100, the third time the end of the connection),"
        " requests for history (162), tick-by-tick requests (10190).",
        "Space your requests, or connect with setConnectOptions('+PACEAPI'). After 162 pacing violation wait 15 seconds"
        " and ask again; keep answers instead of asking twice.",
        settings.pacing_strict,
        {"messages_per_second": Param(50, "requests a second that a client may send", least=1)},
    ),
    # ---------------------------------------------------------------------------------- messages
    "late": Fault(
        "Messages come late, and others overtake them; all alike with message=*:probability=1.",
        "Do not rely on the order of messages of different kinds; match them by their ids.",
        messages.late,
        {"message": _MESSAGE, "probability": _ALWAYS, "delay": Param(0.5, "virtual seconds that they are late")},
        of_client=True,
    ),
    "duplicate": Fault(
        "Messages come twice.",
        "Handle each message so that a second one changes nothing: executions by their execId, statuses as a state and"
        " not as an event.",
        messages.duplicate,
        {"message": _MESSAGE, "probability": _ALWAYS, "delay": Param(0.0, "virtual seconds to the second one")},
        of_client=True,
    ),
    "reordered": Fault(
        "Messages change places with the one behind them.",
        "Match by ids; take the quantity that is filled as the most that was told, not as what was told last.",
        messages.reordered,
        {
            "message": _MESSAGE,
            "probability": _SOMETIMES,
            "delay": Param(1.0, "virtual seconds after which one goes without waiting for the next"),
        },
        of_client=True,
    ),
    "missing": Fault(
        "Messages do not come.",
        "Wait for no answer for ever: after a deadline ask again, or ask for the state (reqOpenOrders, reqExecutions,"
        " reqPositions).",
        messages.missing,
        {"message": _MESSAGE, "probability": _SOMETIMES},
        of_client=True,
    ),
    "missing_end": Fault(
        "Markers of the end (positionEnd, openOrderEnd, contractDetailsEnd ...) do not come, but what is before them.",
        "Give each answer a deadline, and use what has come by then.",
        messages.missing_end,
        {"probability": _ALWAYS},
        of_client=True,
    ),
    "missing_55": Fault(
        "execDetailsEnd does not come, as real gateways have left it out after an empty answer.",
        "Give reqExecutions a deadline; when it passes without an execution, there was none.",
        lambda stage: messages.missing(stage, "execDetailsEnd", 1.0),
        of_client=True,
    ),
    "late_execution": Fault(
        "execDetails comes after the status Filled, and the commission behind it.",
        "Book fills from execDetails and not from orderStatus; an order is done only when the executions add up to what"
        " the status says. Wait for them a few seconds, then ask with reqExecutions.",
        messages.late_execution,
        {"delay": Param(0.5, "virtual seconds that executions and commissions are late")},
        of_client=True,
    ),
    "duplicate_status": Fault(
        "Each orderStatus comes twice.",
        "Act on changes of what an order's state is, not on each call of orderStatus.",
        lambda stage: messages.duplicate(stage, "orderStatus", 1.0, 0.0),
        of_client=True,
    ),
    "split_frames": Fault(
        "The bytes leave in small pieces of random size, in the middle of messages and of their lengths.",
        "Nothing, if your client library reads whole messages; ibproto does.",
        messages.split_frames,
        {"most": Param(7, "bytes in the longest piece", least=1)},
    ),
    "coalesced_frames": Fault(
        "Messages gather, and many leave at once.",
        "Handle callbacks faster than messages come; move slow work to another thread; measure delays with the time in"
        " the message, not with the time of the callback.",
        messages.coalesced_frames,
        {"delay": Param(1.0, "virtual seconds for which messages gather")},
        of_client=True,
    ),
    "garbage_frame": Fault(
        "Messages that nobody understands come between the others: with an unknown id, of random bytes, cut off, or"
        " with a length that cannot be, after which nothing can be read any more.",
        "Log errors 505 and 508 and go on; reconnect after 507 and connectionClosed.",
        messages.garbage_frame,
        {
            "kind": Param("unknown", "what the garbage is", choices=tuple(messages.GARBAGE)),
            "probability": _SOMETIMES,
        },
        of_client=True,
    ),
    "localized_texts": Fault(
        "The host speaks another language: its time zone and the texts of errors, in its code page where the protocol"
        " leaves that open.",
        "Decide by the codes of errors, never by their texts; do not parse the label of the time zone.",
        settings.localized_texts,
        {"language": Param("zh", "of the host", choices=tuple(settings.LANGUAGES))},
    ),
    # ---------------------------------------------------------------------------------- requests
    "slow_server": Fault(
        "Each request is served late, in order.",
        "Do not repeat a request because its answer takes seconds; send the next one without waiting where order does"
        " not matter; give deadlines of a minute.",
        requests.slow_server,
        {"delay": Param(2.0, "virtual seconds from a request to its service")},
        of_client=True,
    ),
    "silent_order_drop": Fault(
        "Orders vanish: no openOrder, no orderStatus, no error, as paper accounts do with orders of a burst.",
        "Expect a first openOrder or orderStatus within seconds. Without it ask with reqOpenOrders, reqCompletedOrders"
        " and reqExecutions; only when none knows the order, place it again, under a new id.",
        requests.silent_order_drop,
        {"probability": Param(0.5, "share of the orders that vanish, 0 to 1", most=1)},
        of_client=True,
    ),
    "cancel_ack_at_open": Fault(
        "cancelOrder is answered only when the exchange of the order opens, if it is closed.",
        "Take an order as working until Cancelled comes, however long; it can be filled until then.",
        requests.cancel_ack_at_open,
        of_client=True,
    ),
    # ---------------------------------------------------------------------------------- behind the gateway
    "connection_loss": Fault(
        "The gateway loses IB's servers: 1100, again and again, with farms that are broken; no data comes, orders go on"
        " unseen. At the end 1102 (data goes on) or 1101 (data is lost), and the farms are there again. What happened"
        " to orders meanwhile is not told later.",
        "On 1100 stop placing orders. On 1101 request all data again; on 1102 do not. After both ask with"
        " reqOpenOrders, reqExecutions and reqPositions what has happened. Do not reconnect: the session lives.",
        connectivity.connection_loss,
        {
            "data_lost": Param(False, "whether subscriptions are lost (1101) or kept (1102)"),
            "every": Param(10.0, "virtual seconds between two notices 1100", least=0.1),
            "requests": Param(
                "drop", "what becomes of requests that need IB's servers: nothing, or served later", ("drop", "hold")
            ),
        },
    ),
    "flap_2103_2104": Fault(
        "Data farms break and are there again, some times: 2103 and 2104, with history 2105 and 2106, with definitions"
        " 2157 and 2158. Bars that are kept up to date end with 10182 when history breaks.",
        "Do not reconnect. Wait for 2104; if no tick comes within a minute then, cancel and request again the streams"
        " that are silent. Request again what 10182 ended.",
        connectivity.farm_flap,
        {
            "times": Param(1, "how often they break"),
            "down": Param(5.0, "virtual seconds that they are broken"),
            "up": Param(5.0, "virtual seconds that they are there in between"),
            "kinds": Param("market+history", "which farms: market, history, definitions", check=connectivity.kinds_of),
            "streams_survive": Param(True, "whether live data goes on after it; else it stays silent"),
        },
        lasts=False,
    ),
    "nightly_reset": Fault(
        "What happens at night: farms flap, 1100, AccountReady is false, all connections end, the port refuses, who"
        " comes back too early gets 326, and at last 1101.",
        "Be patient: reconnect with pauses that grow, take 326 as 'not yet', wait for 1101 or 1102 before you trade,"
        " then request everything again and ask for orders, executions and positions.",
        connectivity.nightly_reset,
        {"seconds": Param(300.0, "virtual seconds that all of it takes")},
        lasts=False,
    ),
    # ---------------------------------------------------------------------------------- connections
    "gateway_restart": Fault(
        "The gateway restarts: all connections end, its port refuses for a while, then it is there again, with orders"
        " and ids as before; subscriptions are gone.",
        "On connectionClosed reconnect with pauses that grow; request all data again; ask for open orders, executions"
        " and positions before you trade.",
        connections.gateway_restart,
        {
            "seconds": Param(30.0, "virtual seconds for which the port refuses"),
            "ids_stuck": Param(0.0, "virtual seconds for which client ids give 326 after that"),
        },
        lasts=False,
    ),
    "client_id_stuck": Fault(
        "All connections end, and the gateway does not notice: for a while their client ids give 326.",
        "Take 326 after a lost connection as 'not yet', and try again with the same id every ten seconds or so, so that"
        " the orders stay yours; a new id only as the last resort.",
        connections.client_id_stuck,
        {"seconds": Param(60.0, "virtual seconds for which the ids stay taken")},
        lasts=False,
    ),
    "half_open": Fault(
        "Connections go silent: nothing comes and nothing is served, but they stay open; at the end they close. Who"
        " connects anew is served.",
        "Ask for the time (reqCurrentTime) every half a minute when nothing else comes; without an answer within some"
        " seconds disconnect, and connect anew.",
        connections.half_open,
        of_client=True,
    ),
    "port_change": Fault(
        "The port of the API is changed: 1300 with the new one in its text, then the end of the connection.",
        "On 1300 read the number at the end of the text, and connect there; if that fails, tell a human.",
        connections.port_change,
        {"port": Param(0, "the new port, 0 for any free one", most=65535)},
        lasts=False,
    ),
}
