"""A portfolio in the terminal: positions, their prices and profit, and the account, redrawn every second.

    python portfolio.py                          on a simulated gateway, where a few positions are bought first
    python portfolio.py --port 7497 --seconds 86400
    python portfolio.py --port 7497 --once       once, as plain text, for scripts

It only reads; no order is placed on a real account.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from decimal import Decimal
from typing import TextIO

from _common import Target, parser, serve, target

from ibproto.client import EClient
from ibproto.const import UNSET_DOUBLE
from ibproto.contract import Contract
from ibproto.error_codes import category
from ibproto.order import Order
from ibproto.wrapper import EWrapper

PNL = 900_001
FIRST_SINGLE = 900_002  # ids of the profit of single positions
READY_TIME = 15.0  # seconds for the whole account to come
PROFIT_TIME = 3.0  # seconds that a single picture waits for the profit of today
REDRAW = 1.0  # seconds
HOME, CLEAR_LINE, CLEAR_REST, RESET = "\x1b[H", "\x1b[K", "\x1b[J", "\x1b[0m"
BOLD, DIM, RED, GREEN = "\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[32m"
HIDE_CURSOR, SHOW_CURSOR = "\x1b[?25l", "\x1b[?25h"
OTHER_SCREEN, OWN_SCREEN = "\x1b[?1049h", "\x1b[?1049l"
VALUES = ("NetLiquidation", "TotalCashValue", "GrossPositionValue", "BuyingPower")


class Position:
    """One line of the table."""

    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        self.held = Decimal(0)
        self.price = self.value = self.cost = self.unrealized = 0.0
        self.today: float | None = None


class Monitor(EWrapper, EClient):
    """What the account looks like. One thread: callbacks and `step()` never meet."""

    def __init__(
        self,
        account: str = "",
        once: bool = False,
        out: TextIO = sys.stdout,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        EClient.__init__(self, self)
        self.account, self.once, self.out, self.now = account, once, out, now
        self.styled = not once and out.isatty()
        self.positions: dict[int, Position] = {}  # by contract id
        self.singles: dict[int, int] = {}  # request id -> contract id
        self.values: dict[str, float] = {}
        self.currency = ""
        self.today: float | None = None
        self.updated = ""
        self.is_complete = False
        self.status = "connecting"
        self.failed = False
        self.deadline = now() + READY_TIME
        self.redraw_at = 0.0
        self.drawn = False
        self.last_id = FIRST_SINGLE

    # ---- what the account says ---------------------------------------------------------------------------------------

    def managedAccounts(self, accountsList: str) -> None:
        accounts = [name for name in accountsList.split(",") if name]
        if self.account and self.account not in accounts:
            self.stop(f"there is no account {self.account} here, only {', '.join(accounts)}")
        self.account = self.account or accounts[0]

    def nextValidId(self, orderId: int) -> None:
        if self.failed:
            return
        self.singles.clear()
        self.deadline = self.now() + READY_TIME
        self.reqAccountUpdates(True, self.account)
        self.reqPnL(PNL, self.account, "")

    def updateAccountValue(self, key: str, val: str, currency: str, accountName: str) -> None:
        if key in VALUES and accountName == self.account:
            self.values[key], self.currency = float(val), currency

    def updatePortfolio(self, contract, position, marketPrice, marketValue, averageCost, unrealizedPNL, *more):  # type: ignore[no-untyped-def]
        if not position:
            self.positions.pop(contract.conId, None)
            return
        line = self.positions.setdefault(contract.conId, Position(contract))
        line.held, line.price, line.value = position, marketPrice, marketValue
        line.cost, line.unrealized = averageCost, unrealizedPNL
        if contract.conId not in self.singles.values():
            self.last_id += 1
            self.singles[self.last_id] = contract.conId
            self.reqPnLSingle(self.last_id, self.account, "", contract.conId)

    def updateAccountTime(self, timeStamp: str) -> None:
        self.updated = timeStamp

    def accountDownloadEnd(self, accountName: str) -> None:
        self.is_complete, self.deadline = True, self.now() + PROFIT_TIME
        self.status = "live"

    def pnl(self, reqId: int, dailyPnL: float, unrealizedPnL: float, realizedPnL: float) -> None:
        self.today = known(dailyPnL)

    def pnlSingle(self, reqId, pos, dailyPnL, unrealizedPnL, realizedPnL, value):  # type: ignore[no-untyped-def]
        line = self.positions.get(self.singles.get(reqId, 0))
        if line is not None:
            line.today = known(dailyPnL)
            if known(value) is not None and pos:  # fresher than the three minutes of updatePortfolio
                multiplier = float(line.contract.multiplier or 1)
                line.value, line.price = value, value / (float(pos) * multiplier)
                line.unrealized = unrealizedPnL if known(unrealizedPnL) is not None else line.unrealized

    # ---- what goes wrong ---------------------------------------------------------------------------------------------

    def error(
        self, reqId: int, errorTime: int, errorCode: int, errorString: str, advancedOrderRejectJson: str = ""
    ) -> None:
        kind = category(errorCode)
        if self.failed:
            return  # the first reason is the one to tell
        if errorCode in (1101, 1102):
            self.status = "live"
        elif kind == "connectivity":
            self.status = f"old: {errorString}"
        elif kind not in ("notice", "farm"):
            self.status = f"error {errorCode}: {errorString}"

    def connectionClosed(self) -> None:
        if not self.failed:
            self.status = "old: the connection is lost"

    def stop(self, why: str) -> None:
        self.failed = True
        self.status = why

    # ---- the picture -------------------------------------------------------------------------------------------------

    def step(self) -> None:
        """Draw when it is time; give up when the account does not come."""
        now = self.now()
        if not self.is_complete and now > self.deadline:
            self.stop(f"the account did not come within {READY_TIME:.0f} s")
        if self.is_complete and now >= self.redraw_at and (self.is_known() or now > self.deadline):
            self.redraw_at = now + REDRAW
            self.draw()

    def is_known(self) -> bool:
        """Whether today's profit has come, too; a picture that is drawn again need not wait for it."""
        return not self.once or all(line.today is not None for line in self.positions.values())

    def draw(self) -> None:
        if self.styled:
            start = "" if self.drawn else OTHER_SCREEN + HIDE_CURSOR
            lines = "".join(f"{line}{CLEAR_LINE}\n" for line in self.lines())
            self.out.write(f"{start}{HOME}{lines}{CLEAR_REST}")
        else:
            self.out.write("".join(f"{line}\n" for line in self.lines()))
        self.out.flush()
        self.drawn = True

    def lines(self) -> list[str]:
        """The picture, as lines of text."""
        head = f"{self.account}  {self.updated}  {self.status}"
        names = f"{'':<22}{'held':>8}{'cost':>11}{'price':>11}{'value':>14}{'open':>11}{'today':>11}"
        rows = [self.row(line) for line in sorted(self.positions.values(), key=lambda line: -abs(line.value))]
        total = self.row_of("", "", "", "", sum(line.value for line in self.positions.values()), self.unrealized())
        figures = [f"{name:<20}{self.values.get(name, 0.0):>18,.2f} {self.currency}" for name in VALUES]
        return [
            self.style(BOLD, head),
            "",
            self.style(DIM, names),
            *rows,
            total + self.money(self.today),
            "",
            *figures,
        ]

    def unrealized(self) -> float:
        return sum(line.unrealized for line in self.positions.values())

    def row(self, line: Position) -> str:
        contract = line.contract
        detail = f" {contract.lastTradeDateOrContractMonth} {contract.strike:g}{contract.right}"
        name = contract.localSymbol or contract.symbol + (detail if contract.secType == "OPT" else "")
        row = self.row_of(
            name, f"{line.held:,}", f"{line.cost:,.2f}", f"{line.price:,.2f}", line.value, line.unrealized
        )
        return row + self.money(line.today)

    def row_of(self, name: str, held: str, cost: str, price: str, value: float, unrealized: float) -> str:
        return f"{name:<22.22}{held:>8}{cost:>11}{price:>11}{value:>14,.2f}{self.money(unrealized)}"

    def money(self, amount: float | None) -> str:
        if amount is None:
            return f"{'-':>11}"
        return self.style(GREEN if amount >= 0 else RED, f"{amount:>+11,.2f}")

    def style(self, how: str, text: str) -> str:
        return f"{how}{text}{RESET}" if self.styled else text

    # ---- the end -----------------------------------------------------------------------------------------------------

    def is_over(self) -> bool:
        return self.failed or (self.once and self.drawn)

    def shut_down(self) -> None:
        if self.isConnected():
            self.reqAccountUpdates(False, self.account)
            self.cancelPnL(PNL)
            for reqId in self.singles:
                self.cancelPnLSingle(reqId)
            self.disconnect()
        if self.styled and self.drawn:
            self.out.write(SHOW_CURSOR + OWN_SCREEN)
            self.out.flush()
        if self.failed:
            print(self.status, file=sys.stderr)


def known(value: float) -> float | None:
    return None if value == UNSET_DOUBLE else value


class Buyer(EWrapper, EClient):
    """Fills an empty simulated account, so that there is something to see."""

    WANTED = {"AAPL": 300, "MSFT": 120, "SPY": -50}

    def __init__(self) -> None:
        EClient.__init__(self, self)
        self.filled: set[int] = set()

    def nextValidId(self, orderId: int) -> None:
        for number, (symbol, quantity) in enumerate(self.WANTED.items(), orderId):
            stock = Contract(symbol=symbol, secType="STK", exchange="SMART", currency="USD")
            action = "BUY" if quantity > 0 else "SELL"
            self.placeOrder(
                number, stock, Order(action=action, totalQuantity=Decimal(abs(quantity)), orderType="MKT", tif="DAY")
            )

    def orderStatus(self, orderId: int, status: str, *more: object) -> None:
        if status == "Filled":
            self.filled.add(orderId)

    def is_over(self) -> bool:
        return len(self.filled) == len(self.WANTED)

    def step(self) -> None:
        pass

    def shut_down(self) -> None:
        self.disconnect()


def main() -> int:
    options = parser(__doc__)
    options.add_argument("--account", default="", help="its number (default: the first)")
    options.add_argument("--once", action="store_true", help="print the portfolio once and end")
    options.add_argument("--seconds", type=float, default=3.0, help="how long to watch (default: %(default)s)")
    chosen = options.parse_args()
    with target(chosen, speed=20) as where:
        if where.gateway is not None:
            serve(Buyer(), Target(where.host, where.port, 99, None), 10.0)
        monitor = Monitor(chosen.account, chosen.once)
        serve(monitor, where, chosen.seconds, say=lambda text: setattr(monitor, "status", text))
    return 1 if monitor.failed or not monitor.drawn else 0


if __name__ == "__main__":
    sys.exit(main())
