"""What changed between the releases of ibapi, as far as a program shows it.

Forms of callbacks and requests are told by the names of their parameters, with the last release that had them.
"""

from __future__ import annotations

import json
from inspect import signature
from typing import NamedTuple

from ibproto.client import EClient
from ibproto.compat import forms, quantities, requests


class Form(NamedTuple):
    """The parameters that a callback had, up to a release."""

    params: str
    until: str


FORMS: dict[str, tuple[Form, ...]] = {
    callback: tuple(
        Form(" ".join(path.rpartition(".")[2].partition("=")[0] for path in form.params), form.until) for form in known
    )
    for callback, known in forms.FORMS.items()
}
"""Callback -> its forms in older releases that have another number of parameters."""

ADDED_DEFAULTS = {"advancedOrderRejectJson": '""'}
ADDED_TYPES = {
    "errorTime": "int",
    "advancedOrderRejectJson": "str",
    "tickAttrib": "int",
    "mktCapPrice": "float",
    "isSmartDepth": "bool",
    "unrealizedPnL": "float",
    "realizedPnL": "float",
}
"""Parameter that came later -> its annotation, for overrides that are annotated."""

OTHER_MEANING = {"orderBound": ({"apiClientId", "apiOrderId"}, "permId, clientId, orderId")}
"""Callback -> names of parameters that tell the older meaning, and what the parameters are now."""

RENAMED_CALLBACKS = {
    "commissionReport": ("commissionAndFeesReport", {"commission": "commissionAndFees"}),
}
"""Callback -> its name now, and the attributes of its argument that have another name."""

GONE_CALLBACKS = {
    "fundamentalData": "fundamental data is gone from the API; ask another source for it",
    "fundamentalsDataProtoBuf": "fundamental data is gone from the API; ask another source for it",
    "logAnswer": "to see the answers, set the level of the logger ibproto.wrapper to INFO",
}

INTERNALS = {
    "sendMsg": ("msg", "10.30"),
    "interpret": ("fields", "10.30"),
}
"""Methods below the requests that programs override -> the parameters that they had, and until when."""


class Call(NamedTuple):
    """A request in an older form: so many arguments, and what is put in at which place."""

    given: int
    at: int
    adds: str
    keywords: str  # the same by keyword, where the call uses them
    until: str


_UNTIL = {
    "cancelOrder": "9.81",
    "reqGlobalCancel": "10.36",
    "exerciseOptions": "10.29",
    "reqMktData": "9.72",
    "reqHistoricalData": "9.72",
}
"""Request -> the last release that had its older form; others have it until 9.73."""


def _written(param: str) -> str:
    """The value that an older form leaves out, as a program writes it."""
    value = requests.FILLERS[param]()
    return json.dumps(value) if isinstance(value, str) else repr(value)


def _calls(name: str) -> tuple[Call, ...]:
    """The older forms of a request that are shorter than today's."""
    today = list(signature(getattr(EClient, name)).parameters)[1:]
    found = []
    for form in requests.FORMS[name]:
        params = form.split()
        given = {requests.NAMED_TODAY.get(param, param) if param not in today else param for param in params}
        adds = {param: _written(param) for param in today if param not in given} if len(params) < len(today) else {}
        if adds:
            keywords = ", ".join(f"{param}={value}" for param, value in adds.items())
            at = today.index(next(iter(adds)))
            found.append(Call(len(params), at, ", ".join(adds.values()), keywords, _UNTIL.get(name, "9.73")))
    return tuple(found)


CALLS: dict[str, tuple[Call, ...]] = {name: _calls(name) for name in requests.FORMS}
RENAMED_KEYWORDS = {"tickerId": "reqId"}
RENAMED_METHODS = {"setConnectionOptions": "setConnectOptions"}
GONE_REQUESTS = {
    "reqFundamentalData": "fundamental data is gone from the API; ask another source for it",
    "cancelFundamentalData": "fundamental data is gone from the API; ask another source for it",
}

RENAMED_MODULES = {"commission_report": "commission_and_fees_report"}
RENAMED_NAMES = {
    ("commission_report", "CommissionReport"): ("commission_and_fees_report", "CommissionAndFeesReport"),
    ("wrapper", "CommissionReport"): ("wrapper", "CommissionAndFeesReport"),
    ("utils", "longToStr"): ("utils", "longMaxString"),
}
"""(module, name) -> the same now."""
_CONSTANTS = ("UNSET_DOUBLE", "UNSET_LONG", "NO_VALID_ID", "MAX_MSG_LEN", "DOUBLE_INFINITY")
MOVED_NAMES = {
    **{("common", name): "const" for name in _CONSTANTS},
    ("contract", "getEnumTypeName"): "utils",
    ("wrapper", "TickTypeEnum"): "ticktype",
}
"""(module, name) -> the module that has it now."""
HOMES = {
    **{name: module for (_, name), module in MOVED_NAMES.items()},
    **dict.fromkeys(("BarData", "MarketDataTypeEnum", "FaDataTypeEnum", "ListOfOrder"), "common"),
    **dict.fromkeys(("OrderCancel",), "order_cancel"),
    **dict.fromkeys(("TagValue",), "tag_value"),
}
"""Names that programs take from star imports which do not give them in every release -> their module."""

RENAMED_MEMBERS = {
    ("AccountSummaryTags", "PreviousEquityWithLoanValue"): "PreviousDayEquityWithLoanValue",
    ("IN", "COMMISSION_REPORT"): "COMMISSION_AND_FEES_REPORT",
    ("TickTypeEnum", "to_str"): "toStr",
    ("TickTypeEnum", "FUNDAMENTAL_RATIOS"): "NOT_USED",
    ("utils", "longToStr"): "longMaxString",
    ("MarketDataTypeEnum", "to_str"): "toStr",
    ("FaDataTypeEnum", "to_str"): "toStr",
}
GONE_MEMBERS = {"FaDataTypeEnum.PROFILES": "profiles are gone from the API; groups are left"}

RENAMED_ATTRIBUTES: dict[tuple[str, int], dict[str, str]] = {
    ("historicalData", 1): {"average": "wap"},
    ("historicalDataUpdate", 1): {"average": "wap"},
    ("openOrder", 3): {
        "commission": "commissionAndFees",
        "minCommission": "minCommissionAndFees",
        "maxCommission": "maxCommissionAndFees",
        "commissionCurrency": "commissionAndFeesCurrency",
    },
    ("contractDetails", 1): {"summary": "contract"},
    ("bondContractDetails", 1): {"summary": "contract"},
}
"""(callback, position of the parameter, the object itself not counted) -> attribute -> its name now."""
RENAMED_ITEM_ATTRIBUTES = {("histogramData", 1): {"count": "size"}}
"""The same for the items of a list."""
_OLD_NAMES = {
    "historicalData": " bar.average:float",
    "historicalDataUpdate": " bar.average:float",
    "histogramData": " items[].count:int",
}
QUANTITIES = {name: known + _OLD_NAMES.get(name, "") for name, known in quantities.CALLBACKS.items()}
"""Callback -> its quantities, Decimal since API 10.10, and what they were; `[]` goes through a list."""
DECIMAL_WORDS = quantities.WORDS
GONE_ATTRIBUTES = {
    "eTradeOnly": "servers refuse it; leave it out",
    "firmQuoteOnly": "servers refuse it; leave it out",
    "nbboPriceCap": "servers refuse it; leave it out",
    "faProfile": "profiles are gone from the API; use faGroup",
}
"""Attributes that programs set -> what to do instead."""
