"""Downloads bars into a CSV file, day by day, at the pace that IB allows; started again, it goes on where it was.

    python history_downloader.py                            ten days of one-minute bars, from a simulated gateway
    python history_downloader.py --port 7497 --symbol SPY --days 250 --bar "1 min" --out SPY.csv

The file is its own memory: days are written in order and each at once, so all but its last day is complete. That one
is taken out and asked for again when the program starts, however it ended before: no gap, no duplicate.
"""

from __future__ import annotations

import os
import sys
import time
from collections import deque
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from enum import Enum
from pathlib import Path

from _common import parser, serve, target

from ibproto.client import EClient
from ibproto.common import BarData
from ibproto.contract import Contract
from ibproto.error_codes import category
from ibproto.wrapper import EWrapper

COLUMNS = "time,open,high,low,close,volume\n"
BARS = ("1 min", "2 mins", "3 mins", "5 mins", "10 mins", "15 mins", "20 mins", "30 mins", "1 hour")  # a day at once
FIRST_ID = 900_000
MOST, SPAN = 60, 600.0  # so many requests in so many seconds; more are a pacing violation
ANSWER_TIME = 60.0  # seconds for the bars of one day
TRIES = 3
PENALTY = 60.0  # seconds to wait after a pacing violation, or after a day that could not be had at the first try
NO_DATA = "no data"  # part of the text of error 162, which has one code for many reasons


class Phase(Enum):
    IDLE = "waiting for a connection, or for the right to ask"
    ASKING = "waiting for the bars of a day"
    DONE = "done"
    FAILED = "failed"


class Pacer:
    """Counts requests: `wait()` tells how many seconds the next one has to wait."""

    def __init__(self, now: Callable[[], float], most: int = MOST, span: float = SPAN) -> None:
        self.now, self.most, self.span = now, most, span
        self.asked: deque[float] = deque()
        self.blocked_until = 0.0

    def wait(self) -> float:
        now = self.now()
        while self.asked and self.asked[0] <= now - self.span:
            self.asked.popleft()
        turn = self.asked[0] + self.span if len(self.asked) >= self.most else now
        return max(0.0, turn - now, self.blocked_until - now)

    def note(self) -> None:
        self.asked.append(self.now())

    def block(self, seconds: float) -> None:
        self.blocked_until = max(self.blocked_until, self.now() + seconds)


# ---- the file --------------------------------------------------------------------------------------------------------


def day_of(line: str) -> str:
    return line[:10]


def resume(path: Path) -> str:
    """Make a file, or make the one that is there end with a complete day: the last day in it, "" for none."""
    if not path.exists():
        path.write_text(COLUMNS, encoding="utf-8")
        return ""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines(keepends=True)[1:] if line.endswith("\n")]
    last = day_of(lines[-1]) if lines else ""
    kept = [line for line in lines if day_of(line) != last]
    partial = path.with_suffix(path.suffix + ".new")  # a kill in this very moment leaves the old file or the new one
    partial.write_text(COLUMNS + "".join(kept), encoding="utf-8")
    os.replace(partial, path)
    return day_of(kept[-1]) if kept else ""


def append(path: Path, lines: list[str]) -> None:
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write("".join(lines))
        file.flush()
        os.fsync(file.fileno())


# ---- the bot ---------------------------------------------------------------------------------------------------------


class Downloader(EWrapper, EClient):
    """One day after the other. One thread: callbacks and `step()` never meet."""

    def __init__(
        self,
        contract: Contract,
        path: Path,
        days: list[date],
        bar: str = "1 min",
        what: str = "TRADES",
        now: Callable[[], float] = time.monotonic,
        say: Callable[[str], None] = print,
    ) -> None:
        EClient.__init__(self, self)
        self.contract, self.path, self.bar, self.what = contract, path, bar, what
        self.now, self.say = now, say
        self.pacer = Pacer(now)
        last = resume(path)
        self.days = deque(day for day in days if str(day) > last)
        self.total = len(days)
        self.phase = Phase.IDLE if self.days else Phase.DONE
        self.ready = False  # the session is: requests may start
        self.linked = True  # TWS reaches IB's servers
        self.reqId = FIRST_ID
        self.tries = 0
        self.deadline = 0.0
        self.bars: list[str] = []
        self.written = 0
        if last:
            self.say(f"going on behind {last}, {len(self.days)} days to go")

    def nextValidId(self, orderId: int) -> None:
        self.ready = self.linked = True

    def ask(self) -> None:
        """Ask for the first of the days that are left."""
        self.reqId += 1
        self.tries += 1
        self.bars = []
        self.phase, self.deadline = Phase.ASKING, self.now() + ANSWER_TIME
        self.pacer.note()
        end = f"{self.days[0] + timedelta(1):%Y%m%d}-05:00:00"  # midnight in New York, or an hour later, in UTC
        self.reqHistoricalData(self.reqId, self.contract, end, "1 D", self.bar, self.what, 1, 2, False, [])

    def historicalData(self, reqId: int, bar: BarData) -> None:
        if reqId != self.reqId or self.phase is not Phase.ASKING:
            return  # of a request that was given up
        when = datetime.fromtimestamp(int(bar.date), timezone.utc)
        if when.date() == self.days[0]:  # for a day without trading the server sends the one before
            self.bars.append(f"{when:%Y-%m-%d %H:%M:%S},{bar.open},{bar.high},{bar.low},{bar.close},{bar.volume}\n")

    def historicalDataEnd(self, reqId: int, start: str, end: str) -> None:
        if reqId == self.reqId and self.phase is Phase.ASKING:
            self.finish_day()

    def finish_day(self) -> None:
        append(self.path, self.bars)
        self.written += len(self.bars)
        day = self.days.popleft()
        self.tries = 0
        done = self.total - len(self.days)
        share = done / self.total
        self.say(f"{day} {len(self.bars):5} bars  [{'#' * round(20 * share):<20}] {share:4.0%}")
        self.phase = Phase.IDLE if self.days else Phase.DONE

    # ---- what goes wrong ---------------------------------------------------------------------------------------------

    def error(
        self, reqId: int, errorTime: int, errorCode: int, errorString: str, advancedOrderRejectJson: str = ""
    ) -> None:
        kind = category(errorCode)
        if errorCode in (1100, 1101, 1102):
            self.linked = errorCode != 1100
        if kind == "notice" or (reqId != self.reqId and reqId != -1):
            return
        if reqId == self.reqId and self.phase is Phase.ASKING:
            text = errorString.lower()
            if errorCode == 162 and NO_DATA in text:
                self.finish_day()  # a holiday
            elif errorCode == 162 and "pacing" in text:
                self.say(f"too fast for the server: waiting {PENALTY:.0f} s")
                self.tries -= 1  # it is not the day's fault
                self.again(PENALTY)
            elif errorCode in (200, 321):
                self.fail(errorString)  # it would be the same for every day
            else:
                self.say(f"error {errorCode} ({kind}): {errorString}")
                self.again(PENALTY)
            return
        self.say(f"error {errorCode} ({kind}): {errorString}")

    def again(self, pause: float) -> None:
        """Ask for the same day later, unless it was tried often enough."""
        if self.tries >= TRIES:
            self.fail(f"{self.days[0]} cannot be had, after {TRIES} tries")
            return
        self.phase = Phase.IDLE
        self.pacer.block(pause)

    def fail(self, why: str) -> None:
        self.phase = Phase.FAILED
        self.say(f"failed: {why}")

    def connectionClosed(self) -> None:
        self.ready = False
        if self.phase is Phase.ASKING:  # the day is asked for again
            self.phase, self.tries = Phase.IDLE, self.tries - 1

    def step(self) -> None:
        """Ask when it is allowed; give up what takes too long."""
        if self.phase is Phase.IDLE and self.ready and self.linked and not self.pacer.wait():
            self.ask()
        elif self.phase is Phase.ASKING and self.now() > self.deadline:
            self.say(f"no answer for {self.days[0]}")
            self.cancelHistoricalData(self.reqId)
            self.again(0.0)

    def is_over(self) -> bool:
        return self.phase in (Phase.DONE, Phase.FAILED)

    def shut_down(self) -> None:
        if self.phase is Phase.ASKING and self.isConnected():
            self.cancelHistoricalData(self.reqId)
        self.disconnect()
        self.say(f"{self.written} bars written to {self.path}, {len(self.days)} of {self.total} days to go")


def weekdays(last: date, count: int) -> list[date]:
    """The last `count` days up to `last` that are no Saturday or Sunday, in order."""
    days: list[date] = []
    day = last
    while len(days) < count:
        if day.weekday() < 5:
            days.append(day)
        day -= timedelta(1)
    return days[::-1]


def main() -> int:
    options = parser(__doc__)
    options.add_argument("--symbol", default="AAPL", help="a stock in USD (default: %(default)s)")
    options.add_argument("--bar", default="1 min", choices=BARS, help="bar size (default: %(default)s)", metavar="SIZE")
    options.add_argument("--days", type=int, default=10, help="how many weekdays (default: %(default)s)")
    options.add_argument(
        "--last", type=date.fromisoformat, help="the last of them (default: yesterday)", metavar="DATE"
    )
    options.add_argument("--out", type=Path, metavar="FILE", help="the CSV file (default: SYMBOL.csv)")
    options.add_argument("--seconds", type=float, default=86400.0, help="for everything (default: a day)")
    chosen = options.parse_args()
    stock = Contract(symbol=chosen.symbol, secType="STK", exchange="SMART", currency="USD")
    path = chosen.out or Path(f"{chosen.symbol}.csv")
    with target(chosen) as where:
        today = date.today() if where.gateway is None else date.fromtimestamp(where.gateway.clock.now())
        days = weekdays(chosen.last or today - timedelta(1), chosen.days)
        downloader = Downloader(stock, path, days, chosen.bar)
        serve(downloader, where, chosen.seconds)
    return 0 if downloader.phase is Phase.DONE else 1


if __name__ == "__main__":
    sys.exit(main())
