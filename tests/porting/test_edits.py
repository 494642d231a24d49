"""The safe changes: what a program looks like afterwards, and what is left alone."""

from __future__ import annotations

import ast
from textwrap import dedent

import pytest

from ibproto.compat.forms import FORMS
from ibproto.porting.forms import CALLBACKS
from ibproto.porting.history import ADDED_TYPES

from .tools import HEAD, after, found, method

CANCEL = "from ibproto.order_cancel import OrderCancel\n"

IMPORTS = {
    "import ibapi\nprint(ibapi.order.Order)": "import ibproto\nprint(ibproto.order.Order)",
    "import ibapi.client as c": "import ibproto.client as c",
    "import os, ibapi.order, sys": "import os, ibproto.order, sys",
    "from ibapi import wrapper": "from ibproto import wrapper",
    "from  ibapi.client  import *  # all": "from  ibproto.client  import *  # all",
    "import ibapi.commission_report": "import ibproto.commission_and_fees_report",
    "from ibapi.commission_report import CommissionReport as C\ndef f(c: C): ...": (
        "from ibproto.commission_and_fees_report import CommissionAndFeesReport as C\ndef f(c: C): ..."
    ),
    "from ibapi.commission_report import CommissionReport\ndef f(c: CommissionReport): ...": (
        "from ibproto.commission_and_fees_report import CommissionAndFeesReport\ndef f(c: CommissionAndFeesReport): ..."
    ),
    "from ibapi.common import BarData, UNSET_DOUBLE, TickerId": (
        "from ibproto.common import BarData, TickerId\nfrom ibproto.const import UNSET_DOUBLE"
    ),
    "if x:\n    from ibapi.common import NO_VALID_ID, TickerId": (
        "if x:\n    from ibproto.common import TickerId\n    from ibproto.const import NO_VALID_ID"
    ),
    "from ibapi.order import *\nx = UNSET_LONG": (
        "from ibproto.order import *\nfrom ibproto.const import UNSET_LONG\nx = UNSET_LONG"
    ),
    "from ibapi.utils import longToStr\nlongToStr(1)": "from ibproto.utils import longMaxString\nlongMaxString(1)",
    "import ibapi\nimport logging\nlogging.getLogger('ibapi.client')": (
        "import ibproto\nimport logging\nlogging.getLogger('ibproto.client')"
    ),
}
OVERRIDES = {
    "def pnl(self, reqId: int, dailyPnL: float): ...": (
        "def pnl(self, reqId: int, dailyPnL: float, unrealizedPnL: float, realizedPnL: float): ..."
    ),
    "def pnlSingle(self, reqId: int, pos: int, dailyPnL: float, value: float): ...": (
        "def pnlSingle("
        "self, reqId: int, pos: int, dailyPnL: float, unrealizedPnL: float, realizedPnL: float, value: float): ..."
    ),
    "def error(self, reqId, errorCode, errorString): ...": (
        'def error(self, reqId, errorTime, errorCode, errorString, advancedOrderRejectJson=""): ...'
    ),
    "def error(self, reqId, errorCode, errorString, advancedOrderRejectJson=''): ...": (
        "def error(self, reqId, errorTime, errorCode, errorString, advancedOrderRejectJson=''): ..."
    ),
    "def error(self, reqId, errorTime, errorCode, errorString): ...": (
        'def error(self, reqId, errorTime, errorCode, errorString, advancedOrderRejectJson=""): ...'
    ),
    "def error(self, id: int, code: int, text: str) -> None: ...": (
        'def error(self, id: int, errorTime: int, code: int, text: str, advancedOrderRejectJson: str = "") -> None: ...'
    ),
    "def error(self, i: int, code: int, text, advancedOrderRejectJson=''): ...": (
        "def error(self, i: int, errorTime: int, code: int, text, advancedOrderRejectJson=''): ..."
    ),
    "def error(self, reqId=-1, errorCode=0, errorString=''): ...": (
        "def error(self, reqId=-1, errorTime=None, errorCode=0, errorString='', advancedOrderRejectJson=\"\"): ..."
    ),
    "def error(self, i, code, text):\n    super().error(i, code, text)": (
        'def error(self, i, errorTime, code, text, advancedOrderRejectJson=""):\n'
        "    super().error(i, errorTime, code, text)"
    ),
    "def error(self, i, code, text):\n    EWrapper.error(self, i, code, text)\n    logger.error(text)": (
        'def error(self, i, errorTime, code, text, advancedOrderRejectJson=""):\n'
        "    EWrapper.error(self, i, errorTime, code, text)\n    logger.error(text)"
    ),
    "def updateMktDepthL2(self, r, p, m, o, s, price,\n        size  # shares\n        ): ...": (
        "def updateMktDepthL2(self, r, p, m, o, s, price,\n        size, isSmartDepth  # shares\n        ): ..."
    ),
    "def commissionReport(self, report):\n    print(report.commission, report)\n    super().commissionReport(report)": (
        "def commissionAndFeesReport(self, report):\n    print(report.commissionAndFees, report)\n"
        "    super().commissionAndFeesReport(report)"
    ),
    "def historicalData(self, reqId, bar): print(bar.average, self.average)": (
        "def historicalData(self, reqId, bar): print(bar.wap, self.average)"
    ),
    "def connectAck(self):\n    if self.async:\n        self.startApi()": (
        "def connectAck(self):\n    if self.asynchronous:\n        self.startApi()"
    ),
    "def histogramData(self, reqId, items): return [item.count for item in items], items.count(1)": (
        "def histogramData(self, reqId, items): return [item.size for item in items], items.count(1)"
    ),
    "def position(self, account, contract, pos, cost): self.value = pos * cost + 1.5 * pos": (
        "def position(self, account, contract, pos, cost): self.value = float(pos) * cost + 1.5 * float(pos)"
    ),
    "def historicalData(self, reqId, bar): print(f'{bar.volume * bar.close}', bar.volume * 2)": (
        "def historicalData(self, reqId, bar): print(f'{float(bar.volume) * bar.close}', bar.volume * 2)"
    ),
}
UNSAFE = [
    "def error(self, reqId, errorCode, errorString):\n    self.save(errorCode)\ndef go(self): self.error(1, 2, '')",
    "def error(self, reqId, errorCode, errorString, *more): ...",
    "def error(self, reqId, errorCode, errorString):\n    errorTime = now()",
    "def error(self, reqId, errorCode, errorString):\n    super().error(*values)",
    "def commissionReport(self, report): self.reports.append(report)",
    "def commissionReport(self, report): ...\ndef commissionAndFeesReport(self, report): ...",
    "def tickprice(self, reqId, tickType, price, attrib): ...",
    "def historicalData(self, reqId, date, open, high, low, close, volume, barCount, WAP, hasGaps): ...",
]
CALLS = {
    "cancelOrder(5)": "cancelOrder(5, OrderCancel())",
    "cancelOrder((5))": "cancelOrder((5), OrderCancel())",
    "cancelOrder(5,)": "cancelOrder(5, OrderCancel(),)",
    "cancelOrder(f(a, b))": "cancelOrder(f(a, b), OrderCancel())",
    "cancelOrder(orderId=5)": "cancelOrder(orderId=5, orderCancel=OrderCancel())",
    "cancelOrder(5, '')": "cancelOrder(5, OrderCancel())",
    "cancelOrder(5, '20250101 10:00:00')": "cancelOrder(5, OrderCancel(manualOrderCancelTime='20250101 10:00:00'))",
    "cancelOrder(5, manualCancelOrderTime='')": "cancelOrder(5, orderCancel=OrderCancel())",
    "cancelOrder(  # it is late\n    5  # the first\n)": (
        "cancelOrder(  # it is late\n    5, OrderCancel()  # the first\n)"
    ),
    "reqRealTimeBars(1, c, 5, 'TRADES', 1)": "reqRealTimeBars(1, c, 5, 'TRADES', 1, [])",
    "reqScannerSubscription(1, scan)": "reqScannerSubscription(1, scan, [], [])",
    "cancelMktData(tickerId=1)": "cancelMktData(reqId=1)",
    "reqGlobalCancel()": "reqGlobalCancel(OrderCancel())",
    "reqGlobalCancel( )": "reqGlobalCancel( OrderCancel())",
    "exerciseOptions(1, c, 1, 1, 'DU1', 0)": 'exerciseOptions(1, c, 1, 1, \'DU1\', 0, "", "", False)',
    "replaceFA(1, xml)": "replaceFA(-1, 1, xml)",
    "reqMktDepth(1, c, 5, [])": "reqMktDepth(1, c, 5, False, [])",
    "reqMktData(1, c, '', False, [])": "reqMktData(1, c, '', False, False, [])",
    "setConnectionOptions('+PACEAPI')": "setConnectOptions('+PACEAPI')",
}


@pytest.mark.parametrize(("before", "expected"), IMPORTS.items())
def test_imports(before: str, expected: str) -> None:
    assert after(before + "\n") == expected + "\n"


@pytest.mark.parametrize(("before", "expected"), OVERRIDES.items())
def test_overrides(before: str, expected: str) -> None:
    assert after(method(before)) == method(expected)


@pytest.mark.parametrize("text", UNSAFE)
def test_what_may_change_the_programs_meaning_is_left_alone(text: str) -> None:
    program = method(text)
    assert found(program) and after(program) == program


@pytest.mark.parametrize(("before", "expected"), CALLS.items())
def test_calls(before: str, expected: str) -> None:
    got = after(HEAD + f"App().{before}\n")
    assert got.replace(CANCEL, "") == HEAD + f"App().{expected}\n"
    assert (CANCEL in got) == ("OrderCancel" in expected)


@pytest.mark.parametrize("text", [*IMPORTS, *map(method, OVERRIDES), *(HEAD + f"App().{call}" for call in CALLS)])
def test_nothing_of_the_safe_kind_is_left_and_a_second_run_changes_nothing(text: str) -> None:
    once = after(text + "\n")
    ast.parse(once)
    assert [finding.code for finding in found(once) if finding.edits] == []
    assert after(once) == once


F_STRINGS = {
    "f'{T.to_str(1)} é {T.to_str(2)}'": "f'{T.toStr(1)} é {T.toStr(2)}'",
    "rf'\\{T.to_str(1)}' 'x' f'{{}}{T.to_str(2)!r:>{T.to_str(3)}}'": (
        "rf'\\{T.toStr(1)}' 'x' f'{{}}{T.toStr(2)!r:>{T.toStr(3)}}'"
    ),
    'f"""\n  {T.to_str(1)}\n {x[1:2]}{a != b}{T.to_str(x == 1) = }"""': (
        'f"""\n  {T.toStr(1)}\n {x[1:2]}{a != b}{T.toStr(x == 1) = }"""'
    ),
    "f'{\"a:b\"}{T.to_str(1)}', f'\\N{EM DASH}{T.to_str(1):.2f}'": (
        "f'{\"a:b\"}{T.toStr(1)}', f'\\N{EM DASH}{T.toStr(1):.2f}'"
    ),
    "f'{app.cancelOrder(1, \"\")}'": "f'{app.cancelOrder(1, OrderCancel())}'",
    "(f'a {x}'\n   f'b {T.to_str(f(1, (2)))}', T.to_str(2))": "(f'a {x}'\n   f'b {T.toStr(f(1, (2)))}', T.toStr(2))",
}


@pytest.mark.parametrize(("before", "expected"), F_STRINGS.items())
def test_expressions_inside_f_strings(before: str, expected: str) -> None:
    head = CANCEL + "from ibproto.ticktype import TickTypeEnum as T\n\nprint("
    assert after(f"{head}{before})\n") == f"{head}{expected})\n"


def test_places_inside_f_strings() -> None:
    (finding,) = found("from ibproto.ticktype import TickTypeEnum\n\nprint('é', f'é {x} {TickTypeEnum.to_str(1)}')\n")
    assert (finding.line, finding.column) == (3, 34)


OLD_ERROR = "def error(self, reqId, errorCode, errorString): ...\n"
NEW_ERROR = 'def error(self, reqId, errorTime, errorCode, errorString, advancedOrderRejectJson=""): ...\n'
QUANTITIES = {
    "def position(self, account, contract, position, avgCost): self.rows.append(position)": (
        "def position(self, account, contract, position, avgCost): self.rows.append(float(position))"
    ),
    "def tickSize(self, reqId, tickType, size): self.last = {'size': size, 'x': f'{size}'}; print(size > 3)": (
        "def tickSize(self, reqId, tickType, size): self.last = {'size': int(size), 'x': f'{size}'}; print(size > 3)"
    ),
    "def historicalData(self, reqId, bar): self.rows.append((bar.date, bar.volume))": (
        "def historicalData(self, reqId, bar): self.rows.append((bar.date, int(bar.volume)))"
    ),
    "def historicalTicks(self, reqId, ticks, done):\n    for tick in ticks:\n        self.total += tick.size": (
        "def historicalTicks(self, reqId, ticks, done):\n    for tick in ticks:\n        self.total += int(tick.size)"
    ),
    "def position(self, account, contract, pos, cost): super().position(account, contract, pos, cost)": (
        "def position(self, account, contract, pos, cost): super().position(account, contract, pos, cost)"
    ),
}


@pytest.mark.parametrize(("before", "expected"), QUANTITIES.items())
def test_programs_from_before_decimal_keep_their_numbers(before: str, expected: str) -> None:
    got = after(method(OLD_ERROR + before))
    assert got == method(NEW_ERROR + expected)
    assert found(got) == []


@pytest.mark.parametrize(("before", "expected"), QUANTITIES.items())
def test_programs_of_today_keep_their_decimals(before: str, expected: str) -> None:
    assert found(method(NEW_ERROR + before)) == []


def test_callbacks_stay_as_they_are_where_it_is_not_known_what_becomes_of_quantities() -> None:
    program = method(OLD_ERROR + "def historicalData(self, reqId, bar): self.bars.append(bar)")
    assert sorted({finding.code for finding in found(program)}) == ["P201", "P311"]
    assert after(program) == program


def test_a_program_that_knows_decimal_may_do_with_it_what_it_likes() -> None:
    program = method(OLD_ERROR + "def historicalData(self, reqId, bar): self.bars.append(Decimal(1) * bar.wap, bar)")
    assert after(program) == program.replace(OLD_ERROR, NEW_ERROR)


def test_calls_to_who_knows_whom_are_reported_only() -> None:
    program = HEAD + "def go(broker): broker.cancelOrder(1)\n"
    assert [finding.code for finding in found(program)] == ["P301"] and after(program) == program


def test_the_import_of_ordercancel_comes_below_the_others() -> None:
    text = '"""A bot."""\nfrom __future__ import annotations\nimport sys  # first\nfrom ibproto.client import EClient\n'
    program = text + "\n\nclass A(EClient):\n    def go(self): self.cancelOrder(1)\n"
    assert after(program) == text + CANCEL + program[len(text) :].replace("(1)", "(1, OrderCancel())")


def test_a_name_that_is_there_already_is_not_imported_again() -> None:
    text = "from ibproto.client import *\n\n\nclass A(EClient):\n    def go(self): self.reqGlobalCancel()\n"
    assert after(text) == text.replace("Cancel()", "Cancel(OrderCancel())")


def test_the_import_comes_first_where_imports_are_inside_functions() -> None:
    text = (
        "def go():\n    from ibproto.client import EClient\n    client = EClient(None)\n    client.reqGlobalCancel()\n"
    )
    assert after(text).startswith(CANCEL + "def go():")


OLD_BOT = dedent(
    '''
    #!/usr/bin/env python
    """A bot of 2018."""
    import sys, time
    from ibapi.wrapper import EWrapper
    from ibapi.client import EClient
    from ibapi.contract import *
    from ibapi.ticktype import TickTypeEnum

    class Bot (EWrapper, EClient) :
    \tdef __init__(self) :
    \t\tEClient.__init__(self, self)
    \tdef error(self, reqId, errorCode, errorString) :
    \t\tprint ('Error', reqId, errorCode, errorString)   # odd   spacing  stays
    \tdef nextValidId(self, orderId) :
    \t\tself.orderId = orderId ; self.cancelOrder( orderId )
    \tdef tickPrice(self, reqId, tickType, price, attrib) :
    \t\tprint (TickTypeEnum.to_str (tickType), price)
    \t\tself.disconnect()
    '''
).lstrip()
NEW_BOT = (
    OLD_BOT.replace("from ibapi", "from ibproto")
    .replace("import TickTypeEnum\n", "import TickTypeEnum\n" + CANCEL)
    .replace(
        "reqId, errorCode, errorString) :", 'reqId, errorTime, errorCode, errorString, advancedOrderRejectJson="") :'
    )
    .replace("( orderId )", "( orderId, OrderCancel() )")
    .replace("to_str", "toStr")
)


def test_a_whole_bot_keeps_its_spaces_tabs_and_comments() -> None:
    assert after(OLD_BOT) == NEW_BOT
    assert found(NEW_BOT) == []


def test_a_ported_bot_runs() -> None:
    from ibproto.gateway.stepped import SteppedGateway

    names: dict[str, object] = {}
    exec(compile(after(OLD_BOT), "bot.py", "exec"), names)
    with SteppedGateway() as gateway:
        bot = names["Bot"]()  # type: ignore[operator]
        gateway.connect(bot)
        assert bot.orderId == 1


def test_each_parameter_that_was_added_has_an_annotation() -> None:
    for name, forms in FORMS.items():
        for form in forms:
            added = set(CALLBACKS[name]) - {path.partition(".")[0] for path in form.params}
            assert added <= set(ADDED_TYPES)
