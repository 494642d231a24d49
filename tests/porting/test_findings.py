"""What is found in a program, and where; and what is not taken for a mistake."""

from __future__ import annotations

import inspect

import pytest

from ibproto.porting.command import findings
from ibproto.wrapper import EWrapper

from .tools import HEAD, HEAD_LINES, codes, found, method, source

TODAY = "error(self, reqId, errorTime, errorCode, errorString, advancedOrderRejectJson='')"

IMPORTS = {
    "import ibapi": ["P101"],
    "import ibapi.client as c": ["P101"],
    "from ibapi.wrapper import EWrapper": ["P101"],
    "from ibapi import wrapper, contract": ["P101"],
    "import ibproto\nprint(ibproto.VERSION['major'])": ["P106"],
    "from ibproto import get_version_string, wrapper": ["P106"],
    "import os, ibapi.client\nprint(ibapi.client.EClient)": ["P101", "P101"],
    "from ibproto.commission_report import CommissionReport": ["P102", "P302"],
    "from ibproto.common import UNSET_DOUBLE, BarData": ["P103"],
    "from ibproto.ticktype import *\nprint(UNSET_DOUBLE)": ["P103"],
    "from ibproto.order import *\nprint(TickTypeEnum.BID)": ["P103"],
    "from ibproto.ticktype import *\nprint(TickTypeEnum.BID)": [],
    "from ibproto.wrapper import *\ndef f(report: CommissionReport): ...": ["P302"],
    "from ibproto.utils import longToStr": ["P302"],
    "from ibproto.common import nonsense": ["P104"],
    "from ibproto.client import EClient\nimport logging\nlogging.getLogger('ibapi.client')": ["P105"],
}
METHODS = {
    f"def {TODAY}: ...": [],
    "def error(self, *args): print(args)": [],
    "def error(self, *args): print(args[2], args[3])": [],
    "def error(self, reqId, errorCode, errorString): ...": ["P201"],
    "def error(self, i, code, text, advancedOrderRejectJson=''): ...": ["P201"],
    "def error(self, reqId, errorCode, errorString, json='', arg5=None): ...": ["P201"],
    "def error(self, a, b, c): ...": ["P201"],
    "def error(self, reqId, errorCode, errorString, *more): ...": ["P201"],
    "def error(self, reqId, errorTime, errorCode, errorString): ...": ["P205"],
    "def error(self, reqId): ...": ["P205"],
    "def error(reqId, errorTime, errorCode, errorString, advancedOrderRejectJson): ...": ["P206"],
    "def error(self, *args): reqId, code, text = args": ["P207"],
    "def error(self, *args): print(args[1], args[2])": ["P207"],
    "async def nextValidId(self, orderId): ...": ["P210"],
    "def tickOptionComputation(self, r, t, iv, d, o, p, g, v, th, u): ...": ["P201"],
    "def orderStatus(self, i, s, f, r, a, p, pa, l, c, w): ...": ["P201"],
    "def orderStatus(self, orderId, status, *more): ...": [],
    "def historicalData(self, reqId, date, open, high, low, close, volume, barCount, WAP, hasGaps): ...": ["P201"],
    "def commissionReport(self, report): ...": ["P202"],
    "def fundamentalData(self, reqId, data): ...": ["P203"],
    "def tickprice(self, reqId, tickType, price, attrib): ...": ["P204"],
    "def order_status(self, *args): ...": ["P204"],
    "def historicalDatEnd(self, reqId, start, end): ...": ["P204"],
    "def currentTime(self): ...": ["P205"],
    "def orderBound(self, reqId, apiClientId, apiOrderId): ...": ["P208"],
    "def orderBound(self, permId, clientId, orderId): ...": [],
    "def sendMsg(self, msg): ...": ["P209"],
    "def historicalData(self, reqId, bar): print(bar.average)": ["P306"],
    "def openOrder(self, orderId, contract, order, state): print(state.commission)": ["P306"],
    "def histogramData(self, reqId, items): print([item.count for item in items])": ["P306"],
    "def show(self, bar): print(bar.average)": ["P306"],
    "def position(self, account, contract, pos, cost): print(pos * cost)": ["P310"],
    "def position(self, account, contract, pos, cost): print(pos * 2, pos > cost, float(pos) * cost)": [],
    "def position(self, account, contract, pos, cost):\n    pos = float(pos)\n    print(pos * cost)": [],
    "def execDetails(self, reqId, contract, e): print(e.shares * e.price)": ["P310"],
    "def execute(self, orderId): ...": [],
    "def stop(self): self.done = True": ["P308"],
    "def stop(self):\n    self.done = True\n    while not self.done: ...": [],
    "def connectAck(self):\n    if self.asynchronous:\n        self.startApi()": [],
    "def connectAck(self): self.startApi()": ["P309"],
}
CALLS = {
    "cancelOrder(5)": ["P301"],
    "cancelOrder(5, '')": ["P301"],
    "cancelOrder(orderId=5, manualCancelOrderTime='')": ["P301"],
    "cancelOrder(5, OrderCancel())": [],
    "cancelOrder(5, details)": [],
    "cancelOrder(*args)": [],
    "reqGlobalCancel()": ["P301"],
    "exerciseOptions(1, contract, 1, 1, 'DU1', 0)": ["P301"],
    "replaceFA(1, xml)": ["P301"],
    "reqMktDepth(1, contract, 5, [])": ["P301"],
    "cancelMktDepth(1)": ["P301"],
    "setConnectionOptions('+PACEAPI')": ["P302"],
    "reqFundamentalData(1, contract, 'ReportSnapshot', [])": ["P303"],
    "reqMktData(1, contract)": ["P304"],
    "reqMktData(1, contract, '', False, regulatorySnaphsot=False, mktDataOptions=[])": ["P305"],
    "reqMktData(1, contract, '', False, False, [])": [],
}
EXPRESSIONS = {
    "TickTypeEnum.to_str(1)": ["P306"],
    "TickTypeEnum.toStr(1)": [],
    "AccountSummaryTags.PreviousEquityWithLoanValue": ["P306"],
    "FaDataTypeEnum.PROFILES": ["P303"],
    "order.eTradeOnly": [],
}


@pytest.mark.parametrize(("text", "expected"), IMPORTS.items())
def test_imports(text: str, expected: list[str]) -> None:
    assert codes(text + "\n") == expected


@pytest.mark.parametrize(("text", "expected"), METHODS.items())
def test_methods_of_a_wrapper(text: str, expected: list[str]) -> None:
    assert codes(method(text)) == expected


@pytest.mark.parametrize(("call", "expected"), CALLS.items())
@pytest.mark.parametrize("client", ["self", "super()", "self.app", "EClient"])
def test_requests(client: str, call: str, expected: list[str]) -> None:
    call = call if client != "EClient" else call.replace("(", "(self, ", 1).replace("(self, )", "(self)")
    assert codes(method(f"def go(self, contract, details, args, xml): {client}.{call}")) == expected


@pytest.mark.parametrize(("text", "expected"), EXPRESSIONS.items())
def test_members(text: str, expected: list[str]) -> None:
    assert codes(HEAD + f"print({text})\n") == expected


def test_an_attribute_that_orders_do_not_have_any_more() -> None:
    assert codes(HEAD + "order.eTradeOnly = False\n") == ["P307"]


def test_a_finding_tells_file_line_and_column() -> None:
    (finding,) = found(method("def tickprice(self, reqId, tickType, price, attrib): ..."))
    assert str(finding) == (
        f"bot.py:{HEAD_LINES + 1}:9: P204 error: tickprice is never called: the callback's name is tickPrice"
    )


def test_columns_count_characters() -> None:
    (finding,) = found(HEAD + "print('äöü', TickTypeEnum.to_str(1))\n")
    assert (finding.line, finding.column) == (HEAD_LINES + 1, 27)


def test_async_as_a_name_is_found_and_so_is_the_rest_of_the_file() -> None:
    text = method("def connectAck(self):\n    if self.async:\n        self.startApi()\n    self.cancelOrder(1)")
    assert codes(text) == ["P002", "P301"]


def test_async_where_it_is_a_keyword_is_left_alone() -> None:
    assert codes(HEAD + "async def main():\n    async with x: ...\n    async for y in z: ...\n") == []


@pytest.mark.parametrize("name", [name for name in vars(EWrapper) if not name.startswith("_")])
def test_every_callback_in_todays_form_is_right(name: str) -> None:
    code = inspect.unwrap(getattr(EWrapper, name)).__code__
    params = ", ".join(code.co_varnames[: code.co_argcount])
    assert codes(method(f"def {name}({params}): ...")) == []


# ---- whose methods they are


def test_own_methods_of_the_same_name_are_not_requests() -> None:
    own = "class Broker:\n    def cancelOrder(self, orderId): ...\n    def go(self): self.cancelOrder(1)\n"
    assert codes(HEAD + own) == []


def test_an_override_that_calls_the_base_in_an_old_form() -> None:
    text = "def cancelOrder(self, orderId):\n    super().cancelOrder(orderId)\ndef go(self): self.cancelOrder(1)"
    assert codes(method(text)) == ["P301"]


def test_aliases_of_the_base_classes_are_seen_through() -> None:
    text = "from ibproto.wrapper import EWrapper as W\nclass A(W):\n    def tickprice(self, a, b, c, d): ...\n"
    assert codes(text) == ["P204"]


def test_modules_before_the_base_classes_are_seen_through() -> None:
    text = "from ibproto import wrapper\nclass A(wrapper.EWrapper):\n    def tickprice(self, a, b, c, d): ...\n"
    assert codes(text) == ["P204"]


def test_a_class_that_has_many_callbacks_is_a_wrapper() -> None:
    text = "import ibproto\nclass A:\n    def nextValidId(self, i): ...\n    def openOrderEnd(self): ...\n"
    text += "    def orderStatus(self, i): ...\n"
    assert codes(text) == ["P205"]


def test_bases_in_other_files_count() -> None:
    base = source("from ibproto.wrapper import EWrapper\nclass Base(EWrapper): ...\n", "base.py")
    bot = source("from base import Base\nclass Bot(Base):\n    def tickprice(self, a, b, c, d): ...\n", "bot.py")
    alone = source("from other import Base\nclass Bot(Base):\n    def tickprice(self, a, b, c, d): ...\n", "other.py")
    assert [(f.path, f.code) for f in findings([base, bot, alone])] == [("bot.py", "P204")]


def test_files_without_the_api_are_left_alone() -> None:
    assert codes("class A:\n    def tickprice(self): ...\n    def go(self): self.cancelOrder(1)\n") == []
