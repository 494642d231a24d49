"""What `TWSSyncWrapper` asks and how the answers come in: a row for each question, a row for each callback.

A question waits for one event; its key, as in `response_events`, is `<event>_<id>`, with id 0 where the API has none.
Callbacks add to what the question has collected, or end it. Errors with the question's id end it too, when the category
of their code (`ibproto.error_codes`) is among its `errors`.
"""

from __future__ import annotations

from typing import NamedTuple

from ibproto.error_codes import CANCELLED, CLIENT, REFUSED, REJECTED
from ibproto.ticktype import TickTypeEnum

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

FAILURES = frozenset({REFUSED, REJECTED, CANCELLED, CLIENT})
"""Categories of errors after which no answer comes."""
REFUSALS_WITHOUT_ID = frozenset({320, 321, 322})
"""Errors that come with id -1 when they are about a request that has no id."""
ORDER_CANCELLED = 202
GRACE = 0.5
"""Seconds to wait for the reason, or the contradiction, of what may be the end: errors come right before or after."""


class Question(NamedTuple):
    """How one kind of question is asked and ended."""

    asks: str = ""
    """The request."""
    keeps: str = ""
    """The attribute of TWSSyncWrapper that shows what is collected."""
    start: Callable[[], Any] = list
    """Makes what is collected into."""
    has_id: bool = True
    """False: the API has no id for it. Such questions are asked one after the other."""
    closes: str = ""
    """The request that ends it at the server, when the answer is complete (`subscribes`) or did not come in time."""
    subscribes: bool = False
    """The server goes on sending after the end of the first answer."""
    since: int = 0
    """The server version that knows `closes`."""
    errors: frozenset[str] = FAILURES
    final: frozenset[str] | None = None
    """Of orders: the statuses that answer the question; None for any."""
    doubtful: frozenset[str] = frozenset()
    """Of orders: the statuses that answer it unless something else comes within GRACE."""
    opens: bool = False
    """Of orders: openOrder answers it, too."""


QUESTIONS: dict[str, Question] = {
    "next_valid_id": Question("reqIds", has_id=False),
    "current_time": Question("reqCurrentTime", has_id=False),
    "contract_details": Question("reqContractDetails", "contract_details", closes="cancelContractData", since=215),
    "open_orders": Question("reqOpenOrders", "open_orders", dict, has_id=False),
    "executions": Question("reqExecutions", "executions"),
    "portfolio": Question("reqAccountUpdates", "portfolio", has_id=False, closes="reqAccountUpdates", subscribes=True),
    "positions": Question("reqPositions", "positions", dict, has_id=False, closes="cancelPositions", subscribes=True),
    "account_summary": Question(
        "reqAccountSummary", "account_summary", dict, closes="cancelAccountSummary", subscribes=True
    ),
    "market_data": Question("reqMktData", "market_data", dict, closes="cancelMktData"),
    "historical_data": Question("reqHistoricalData", "historical_data", closes="cancelHistoricalData"),
}
PLACING = Question("placeOrder", doubtful=frozenset({"Inactive", "Cancelled", "ApiCancelled"}))
"""The event `order_status` for a new order: any status, but a rejected order's is followed by the reason."""
PREVIEWING = PLACING._replace(opens=True)
"""The same for an order that has no status: a what-if order, or one that is not transmitted."""
CANCELLING = Question(
    "cancelOrder",
    errors=frozenset({REFUSED, REJECTED, CLIENT}),
    final=frozenset({"Cancelled", "ApiCancelled"}),
    doubtful=frozenset({"Filled"}),
)
"""The event `order_status` for a cancel. An order that was filled first is usually told by error 10148 or 161 too."""

STATUS_FIELDS = (
    "orderId",
    "status",
    "filled",
    "remaining",
    "avgFillPrice",
    "permId",
    "parentId",
    "lastFillPrice",
    "clientId",
    "whyHeld",
    "mktCapPrice",
)
_PORTFOLIO_FIELDS = (
    "contract",
    "position",
    "marketPrice",
    "marketValue",
    "averageCost",
    "unrealizedPNL",
    "realizedPNL",
    "accountName",
)
_NEWS_FIELDS = ("timeStamp", "providerCode", "articleId", "headline", "extraData")
_COMPUTATION_FIELDS = (
    "tickAttrib",
    "impliedVol",
    "delta",
    "optPrice",
    "pvDividend",
    "gamma",
    "vega",
    "theta",
    "undPrice",
)


def _append(found: list[Any], value: object) -> None:
    found.append(value)


def _open_order(found: dict[Any, Any], orderId: int, contract: Any, order: Any, orderState: Any) -> None:
    found[orderId] = {"orderId": orderId, "contract": contract, "order": order, "orderState": orderState}


def _execution(found: list[Any], contract: Any, execution: Any) -> None:
    found.append({"contract": contract, "execution": execution})


def _portfolio(found: list[Any], *values: Any) -> None:
    _replace(found, dict(zip(_PORTFOLIO_FIELDS, values)), "accountName")


def _position(found: dict[str, Any], account: str, contract: Any, position: Any, avgCost: float) -> None:
    _replace(found.setdefault(account, []), {"contract": contract, "position": position, "avgCost": avgCost})


def _replace(rows: list[Any], new: dict[str, Any], *same: str) -> None:
    """Add a row, in the place of an older one for the same instrument: updates do not make the list longer."""
    con_id = new["contract"].conId
    for index, row in enumerate(rows):
        if con_id and row["contract"].conId == con_id and all(row[name] == new[name] for name in same):
            rows[index] = new
            return
    rows.append(new)


def _summary(found: dict[str, Any], account: str, tag: str, value: str, currency: str) -> None:
    found.setdefault(account, {})[tag] = {"value": value, "currency": currency}


def _tick(found: dict[str, Any], tickType: int, value: Any, *_: Any) -> None:
    found[TickTypeEnum.toStr(tickType)] = value


def _news(found: dict[str, Any], *values: Any) -> None:
    found.setdefault("News", []).append(dict(zip(_NEWS_FIELDS, values)))


def _computation(found: dict[str, Any], tickType: int, *values: Any) -> None:
    found[TickTypeEnum.toStr(tickType)] = dict(zip(_COMPUTATION_FIELDS, values))


COLLECTING: dict[str, tuple[str, Callable[..., None]]] = {
    "contractDetails": ("contract_details", _append),
    "bondContractDetails": ("contract_details", _append),
    "openOrder": ("open_orders", _open_order),
    "execDetails": ("executions", _execution),
    "updatePortfolio": ("portfolio", _portfolio),
    "position": ("positions", _position),
    "accountSummary": ("account_summary", _summary),
    "tickPrice": ("market_data", _tick),
    "tickSize": ("market_data", _tick),
    "tickString": ("market_data", _tick),
    "tickGeneric": ("market_data", _tick),
    "tickNews": ("market_data", _news),
    "tickOptionComputation": ("market_data", _computation),
    "historicalData": ("historical_data", _append),
}
"""Callback -> event, and what is done with the arguments (without the id, where the question has one)."""
ENDING: dict[str, str] = {
    "contractDetailsEnd": "contract_details",
    "openOrderEnd": "open_orders",
    "execDetailsEnd": "executions",
    "accountDownloadEnd": "portfolio",
    "positionEnd": "positions",
    "accountSummaryEnd": "account_summary",
    "tickSnapshotEnd": "market_data",
    "historicalDataEnd": "historical_data",
}
"""Callback -> event whose answer is complete with it."""

KEPT: dict[str, int] = {
    "response_data": 100,
    "contract_details": 20,
    "order_status": 1000,
    "open_orders": 1000,
    "executions": 20,
    "account_summary": 20,
    "market_data": 200,
    "historical_data": 5,
    "errors": 100,
}
"""Attribute -> for how many ids it keeps what was received; the oldest go first."""
KEPT_ITEMS = 1000
"""The length of a list that an attribute shows, where no question waits for the whole."""
