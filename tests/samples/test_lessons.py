"""The lessons print what they teach: each is run once, as a learner would, and its lines are compared."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from ibproto.gateway import SimulatedGateway

LESSONS = Path(__file__).resolve().parents[2] / "samples" / "lessons"
NAMES = sorted(path.name for path in LESSONS.glob("[0-9]*.py"))
DEADLINE = 60  # seconds for a lesson; each takes one or two
AT_A_TIME = 3
LONGEST = 60  # lines of code

PRICE = r"\d+\.\d\d"
BAR = rf"open {PRICE}  close {PRICE}  volume \d+"
# the lines of each lesson, as regular expressions; a group that ends with a new line is followed by a backslash
EXPECTED = {
    "01_connect.py": r"""
        connectAck        there is a connection, server version 226
        connect\(\) is back, isConnected\(\) is True
        managedAccounts   DU1234567
        nextValidId       1 - the session is ready, requests may start
        connectionClosed
        run\(\) is back, isConnected\(\) is False""",
    "02_loop_and_threads.py": r"""
        \[MainThread\] 0.3 seconds after connect\(\) nextValidId has come: False - nobody runs the loop
        \[loop\] nextValidId
        \[MainThread\] now the loop runs, and nextValidId has come: True
        \[MainThread\] reqCurrentTime\(\) is back at once, without the answer
        \[loop\] currentTime
        \[MainThread\] the answer is here
        \[MainThread\] the loop's thread still runs: False""",
    "03_request_ids.py": r"""
        request 100: AAPL
        request 101: MSFT
        request 102: NOSUCH
        request 103: IBM
        answer  100: AAPL is APPLE INC
        answer  101: MSFT is MICROSOFT CORP
        error   102: NOSUCH: 200 No security definition has been found for the request
        answer  103: IBM is INTL BUSINESS MACHINES CORP
        every request has its answer""",
    "04_contract_details.py": r"""
        which contracts fit ES at CME\?
        (  ES[HMUZ]\d  202\d{5}  conId \d+\n){8}\
        quotes of ES, without a month\?
          error 200: The contract description specified for ES is ambiguous.
        quotes of the first one, by its conId\?
          request 3: a price has come""",
    "05_quotes.py": rf"""
        tick  1: price BID      [\d.]+
        tick  2: size  BID_SIZE \d+
        (tick [ \d]\d: (price|size ) [A-Z_]+ +[\d.]+\n){{23}}\
        the quote: \d+ at {PRICE}, \d+ at {PRICE}, spread {PRICE}""",
    "06_errors_and_notices.py": r"""
        notice    2104, nobody's: Market data farm connection is OK:usfarm
                       Nothing needs to be done.
        (.*\n){4}\
        refused    200, request 1: No security definition has been found for the request
                       Ask reqContractDetails\(\) .*
        notice   10167, request 2: Requested market data is not subscribed. Displaying delayed market data.
                       Nothing: delayed ticks follow.*
        a price for request 2: the warning was not its end""",
    "07_historical_data.py": rf"""
        request 3: error 321, and no end marker: Error validating request.*
        request 1: 3 bars from 20260109 09:30:00 US/Eastern to 20260113 16:00:00 US/Eastern
          20260109  {BAR}
          20260112  {BAR}
          20260113  {BAR}
        request 2: 6 bars from 20260113 15:30:00 US/Eastern to 20260113 16:00:00 US/Eastern
          20260113 15:30:00 US/Eastern  {BAR}
          20260113 15:35:00 US/Eastern  {BAR}
          20260113 15:40:00 US/Eastern  {BAR}
          20260113 15:45:00 US/Eastern  {BAR}
          20260113 15:50:00 US/Eastern  {BAR}
          20260113 15:55:00 US/Eastern  {BAR}""",
    "08_live_bars.py": rf"""
        the bars so far are complete; updates follow
        (5 seconds from \d+: close {PRICE}, volume \d+\n){{3}}\
        finished: 20260114 10:0.:00 US/Eastern close {PRICE}, \d+ updates
        finished: 20260114 10:0.:00 US/Eastern close {PRICE}, \d+ updates""",
    "09_an_orders_life.py": rf"""
        order 1: PreSubmitted, 0 filled, 10 to go
        order 1: Submitted, 0 filled, 10 to go
        order 1: change the price - placeOrder\(\) again, with the same id
        order 1: BOT 10 at \d+\.\d+
        order 1: Filled, 10 filled, 0 to go
        commission: {PRICE}? USD
        order 2: PreSubmitted, 0 filled, 10 to go
        order 2: Submitted, 0 filled, 10 to go
        order 2: Cancelled, 0 filled, 10 to go
        order 2: 202 Order Canceled - reason:""",
    "10_bracket_and_transmit.py": r"""
        two orders are with TWS, and it tells of 0
        entry  PreSubmitted
        target PreSubmitted \(held: child\)
        stop   PreSubmitted \(held: child,trigger\)
        entry  Filled
        target Submitted
        stop   PreSubmitted \(held: trigger\)
        the price goes to 270
        target Filled
        stop   Cancelled""",
    "11_positions_account_pnl.py": rf"""
        positionEnd: these were all; from now on changes come
        position: 100 AAPL, cost {PRICE} each
        summary: NetLiquidation \d+\.\d+ USD
        summary: TotalCashValue \d+\.\d+ USD
        accountSummaryEnd
        (profit and loss: -?{PRICE} today, -?{PRICE} of it not realized\n?){{3}}""",
    "12_connection_lost.py": r"""
        nextValidId: subscribe; ask for orders, executions and positions
        prices come: True
        error 1100: Connectivity .* has been lost.
        error 1102: Connectivity .* has been restored - data maintained.
        connectionClosed
        run\(\) is back: True
        (error 502: .*\nnot connected; wait .* seconds\n)+\
        nextValidId: subscribe; ask for orders, executions and positions
        prices come: True
        connectionClosed""",
    "13_your_own_thread.py": r"""
        ready: True
        an answer: APPLE INC
        an exception: 200 No security definition has been found for the request
        a stream: \[('\d+'(, )?){6}\]""",
    "14_test_a_bot.py": r"""
        (.*\n)*.*test_it_buys_once_when_the_price_falls PASSED.*
        (.*\n)*.* 1 passed in .*""",
}
UNORDERED = {
    "02_loop_and_threads.py",  # two threads print: which is first is not known
    "07_historical_data.py",  # the answer that is made first comes first
}


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Future[str]]]:
    """What every lesson prints, a few being run at a time."""
    here = tmp_path_factory.mktemp("lessons")

    def run(name: str) -> str:
        done = subprocess.run(
            [sys.executable, str(LESSONS / name)], cwd=here, capture_output=True, text=True, timeout=DEADLINE
        )
        assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
        return done.stdout

    with ThreadPoolExecutor(AT_A_TIME) as pool:
        yield {name: pool.submit(run, name) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_a_lesson_prints_what_it_teaches(name: str, outputs: dict[str, Future[str]]) -> None:
    printed = outputs[name].result(timeout=DEADLINE * len(NAMES)).strip().splitlines()
    expected = "\n".join(line[8:] for line in EXPECTED[name].splitlines()[1:]).replace("\\\n", "")
    if name in UNORDERED:
        lines = expected.splitlines()
        printed.sort(key=lambda line: next((at for at, pattern in enumerate(lines) if re.fullmatch(pattern, line)), -1))
    assert re.fullmatch(expected, "\n".join(printed)), "\n".join(printed)


def test_the_lessons_are_numbered_without_a_gap() -> None:
    assert [name[:2] for name in NAMES] == [f"{number:02}" for number in range(1, len(NAMES) + 1)]


@pytest.mark.parametrize("name", NAMES)
def test_a_lesson_is_short(name: str) -> None:
    lines = [line.strip() for line in (LESSONS / name).read_text(encoding="utf-8").splitlines()]
    assert len([line for line in lines if line and line[0] != "#"]) < LONGEST


@pytest.mark.parametrize("name", NAMES)
def test_a_lesson_begins_with_its_number(name: str) -> None:
    assert (LESSONS / name).read_text(encoding="utf-8").startswith(f'"""Lesson {int(name[:2])}: ')


def test_a_lesson_runs_against_a_gateway_on_a_port(tmp_path: Path) -> None:
    with SimulatedGateway(server_version=176) as gateway:
        command = [sys.executable, str(LESSONS / "01_connect.py"), "--port", str(gateway.port)]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=DEADLINE)
    assert "there is a connection, server version 176\n" in done.stdout, done.stdout + done.stderr
