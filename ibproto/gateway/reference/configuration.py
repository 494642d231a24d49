"""The settings of the gateway, as clients can read and change them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ibproto.protobuf import ConfigResponse, UpdateConfigRequest, UpdateConfigResponse

if TYPE_CHECKING:
    from ibproto.gateway.behaviour import Behaviour

PARTS = ("lockAndExit", "api", "orders")
READ_ONLY, DOWNLOAD, REJECT = "readOnlyApi", "downloadOpenOrdersOnConnection", "rejectMessagesAboveMaxRate"
PRECAUTIONS = "api.precautions."

# what a change needs the client's consent for: number -> title and message of the warning
CONSENTS = {
    131: ("Bypass precautions", "Orders will be sent without the questions that protect against mistakes."),
    132: ("Open to others", "Programs on other machines will be able to connect and to trade."),
}

SETTINGS: dict[str, Any] = {
    "lockAndExit": {"autoLogoffTime": "11:45 PM", "autoLogoffPeriod": "DAILY", "autoLogoffType": "AUTO_RESTART"},
    "messages": [
        {
            "id": 131,
            "title": "Order confirmation",
            "message": "Ask before an order is transmitted.",
            "defaultAction": "Yes",
            "enabled": True,
        }
    ],
    "api": {
        "precautions": dict.fromkeys(
            (
                "bypassOrderPrecautions",
                "bypassBondWarning",
                "bypassNegativeYieldConfirmation",
                "bypassCalledBondWarning",
                "bypassSameActionPairTradeWarning",
                "bypassFlaggedAccountsWarning",
                "bypassPriceBasedVolatilityWarning",
                "bypassRedirectOrderWarning",
                "bypassNoOverfillProtection",
                "bypassRouteMarketableToBBO",
            ),
            False,
        ),
        "settings": {
            "totalQuantityForMutualFunds": False,
            "includeVirtualFxPositions": True,
            "prepareDailyPnL": True,
            "sendStatusUpdatesForVolatilityOrders": True,
            "encodeApiMessages": "UTF-8",
            "useNegativeAutoRange": False,
            "createApiMessageLogFile": False,
            "includeMarketDataInLogFile": False,
            "exposeTradingScheduleToApi": True,
            "splitInsuredDepositFromCashBalance": False,
            "sendZeroPositionsForTodayOnly": True,
            "letApiAccountRequestsSwitchSubscription": True,
            "useAccountGroupsWithAllocationMethods": True,
            "loggingLevel": "Error",
            "masterClientId": 0,
            "bulkDataTimeout": 10000,
            "componentExchSeparator": "",
            "showForexDataIn1_10Pips": False,
            "allowForexTradingIn1_10Pips": False,
            "roundAccountValuesToNearestWholeNumber": False,
            "sendMarketDataInLotsForUsStocks": False,
            "showAdvancedOrderRejectInUi": False,
            "maintainConnectionOnIncorrectFields": True,
            "compatibilityModeNasdaqStocks": False,
            "sendInstrumentTimezone": "instrument",
            "sendForexDataInCompatibilityMode": False,
            "maintainAndResubmitOrdersOnReconnect": False,
            "historicalDataMaxSize": 0,
            "autoReportNettingEventContractTrades": False,
            "optionExerciseRequestType": "default",
            "allowLocalhostOnly": True,
            "trustedIPs": ["127.0.0.1"],
        },
    },
    "orders": {
        "smartRouting": {
            "seekPriceImprovement": False,
            "preOpenReroute": False,
            "doNotRouteToDarkPools": False,
            "defaultAlgorithm": "",
        }
    },
}


class Configuration:
    """All settings; those that the gateway follows are its switches, and change them.

    port: tells where the gateway listens. reset: begins the order ids anew, or tells why it cannot ("" when it did).
    """

    def __init__(self, behaviour: Behaviour, port: Callable[[], int], reset: Callable[[], str]) -> None:
        self._behaviour = behaviour
        self._port = port
        self._reset = reset
        self._message = ConfigResponse(**SETTINGS)

    def response(self, reqId: int) -> ConfigResponse:
        """All settings as they are now."""
        answer = ConfigResponse(reqId=reqId)
        answer.MergeFrom(self._message)
        settings = answer.api.settings
        settings.readOnlyApi = self._behaviour.read_only
        settings.downloadOpenOrdersOnConnection = self._behaviour.download_open_orders
        settings.rejectMessagesAboveMaxRate = self._behaviour.over_rate == "reject"
        settings.socketPort = self._port()
        return answer

    def update(self, request: UpdateConfigRequest) -> UpdateConfigResponse:
        """Change what the request sets. All of it or, when something is wrong or needs consent, nothing."""
        now = self.response(0)
        changes = {path: value for path, value in _leaves(request) if value != _at(now, path)}
        answer = UpdateConfigResponse(reqId=request.reqId)
        known = {message.id for message in now.messages}
        answer.errors.extend(f"There is no message {m.id} to set" for m in request.messages if m.id not in known)
        if "api.settings.socketPort" in changes:
            answer.errors.append("api.settings.socketPort: the simulated gateway listens where it was started")
        if request.resetAPIOrderSequence and not answer.errors and (problem := self._reset()):
            answer.errors.append(problem)
        accepted = {warning.messageId for warning in request.acceptedWarnings}
        for number in sorted(_consents(changes) - accepted):
            title, text = CONSENTS[number]
            answer.warnings.add(messageId=number, title=title, message=text)
        if answer.errors or answer.warnings:
            answer.status = "error" if answer.errors else "warning"
            answer.message = "Nothing is changed. " + (
                "See the errors." if answer.errors else "Send it again with these warnings in acceptedWarnings."
            )
            return answer
        self._apply(request, changes)
        answer.status = "success"
        answer.message = "The settings are changed." if changes else "The settings were so before."
        answer.changedFields.extend(changes)
        return answer

    def _apply(self, request: UpdateConfigRequest, changes: dict[str, Any]) -> None:
        for part in PARTS:
            if request.HasField(part):
                if part == "api" and len(request.api.settings.trustedIPs):
                    del self._message.api.settings.trustedIPs[:]  # lists are replaced, not added to
                getattr(self._message, part).MergeFrom(getattr(request, part))
        for message in request.messages:
            for own in self._message.messages:
                if own.id == message.id:
                    own.MergeFrom(message)
        for path, value in changes.items():
            if path == f"api.settings.{READ_ONLY}":
                self._behaviour.read_only = value
            elif path == f"api.settings.{DOWNLOAD}":
                self._behaviour.download_open_orders = value
            elif path == f"api.settings.{REJECT}":
                self._behaviour.over_rate = "reject" if value else "queue"


def _leaves(message: Any, prefix: str = "") -> list[tuple[str, Any]]:
    """(path, value) of everything that an update sets, of its own message numbers and consents apart."""
    found: list[tuple[str, Any]] = []
    for field, value in message.ListFields():
        path = prefix + field.name
        if path in ("reqId", "acceptedWarnings", "resetAPIOrderSequence"):
            continue
        if path == "messages":
            found += [pair for item in value for pair in _leaves(item, f"messages.{item.id}.")]
        elif hasattr(value, "ListFields"):
            found += _leaves(value, path + ".")
        else:
            found.append((path, list(value) if field.label == "repeated" else value))
    return found


def _at(message: Any, path: str) -> Any:
    """The value at a path; None when there is none."""
    for name in path.split("."):
        if name.isdigit():
            message = next((item for item in message if item.id == int(name)), None)
        else:
            message = getattr(message, name, None)
        if message is None:
            return None
    return list(message) if hasattr(message, "extend") else message


def _consents(changes: dict[str, Any]) -> set[int]:
    """The warnings that changes need consent for."""
    needed = {131} if any(path.startswith(PRECAUTIONS) and value for path, value in changes.items()) else set()
    if changes.get("api.settings.allowLocalhostOnly") is False:
        needed.add(132)
    return needed
