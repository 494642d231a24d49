"""Collects quotes and greeks of an option chain around the money, within the limit of market data lines.

    python option_chain.py                                  on a simulated gateway
    python option_chain.py --port 7497 --symbol SPY --expiries 3 --strikes 12 --csv chain.csv

The chain comes as sets of expiries and strikes of which not every pair exists, so error 200 is an answer like others.
Each option holds a market data line until its quote is complete or its time is up, then the next one takes the line.
"""

from __future__ import annotations

import csv
import sys
import time
from collections import deque
from collections.abc import Callable
from enum import Enum

from _common import parser, serve, target

from ibproto.client import EClient
from ibproto.common import TickAttrib
from ibproto.contract import Contract, ContractDetails
from ibproto.error_codes import category
from ibproto.wrapper import EWrapper

FIRST_ID = 900_000  # of the requests; each gets an id of its own
ANSWER_TIME = 15.0  # seconds for the contract, its price and the chain
QUOTE_TIME = 6.0  # seconds for the quote of one option
NO_SUCH_CONTRACT, TOO_MANY_LINES = 200, 101
BID, ASK, LAST, CLOSE = (1, 66), (2, 67), (4, 68), (9, 75)  # tick types, live and delayed
MODEL = (13, 83)
COLUMNS = ("expiry", "strike", "right", "bid", "ask", "vol", "delta", "gamma", "theta")


class Phase(Enum):
    CONTRACT = "asking for the contract"
    PRICE = "asking for its price"
    CHAIN = "asking for the chain"
    QUOTES = "collecting quotes"
    DONE = "done"
    FAILED = "failed"


class Quote:
    """What is known of one option."""

    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        self.values: dict[str, float] = {}
        self.deadline = 0.0

    def is_complete(self) -> bool:
        return {"bid", "ask", "delta"} <= set(self.values)

    def row(self) -> list[object]:
        option = self.contract
        known = [self.values.get(name, "") for name in COLUMNS[3:]]
        return [option.lastTradeDateOrContractMonth, option.strike, option.right, *known]


class Collector(EWrapper, EClient):
    """From a symbol to a table of quotes. One thread: callbacks and `step()` never meet."""

    def __init__(
        self,
        underlying: Contract,
        expiries: int = 2,
        strikes: int = 6,
        lines: int = 40,
        now: Callable[[], float] = time.monotonic,
        say: Callable[[str], None] = print,
    ) -> None:
        EClient.__init__(self, self)
        self.underlying = underlying
        self.expiries, self.strikes, self.lines = expiries, strikes, lines
        self.now, self.say = now, say
        self.phase = Phase.CONTRACT
        self.deadline = now() + ANSWER_TIME
        self.details: list[ContractDetails] = []
        self.price = 0.0
        self.chains: list[tuple[str, str, set[str], set[float]]] = []  # trading class, multiplier, expiries, strikes
        self.waiting: deque[Quote] = deque()
        self.open: dict[int, Quote] = {}  # by request id
        self.quotes: list[Quote] = []  # those that are done
        self.missing = 0  # pairs of expiry and strike that do not exist
        self.last_id = FIRST_ID
        self.halved_at = FIRST_ID  # the last request that was made when the number of lines was halved

    def new_id(self) -> int:
        self.last_id += 1
        return self.last_id

    def enter(self, phase: Phase) -> None:
        self.phase, self.deadline = phase, self.now() + ANSWER_TIME

    # ---- from the symbol to the chain --------------------------------------------------------------------------------

    def nextValidId(self, orderId: int) -> None:
        if self.phase in (Phase.DONE, Phase.FAILED):
            return
        self.details, self.chains = [], []
        self.waiting.extendleft(self.open.values())  # of a connection that was lost
        self.open.clear()
        self.reqMarketDataType(4)  # delayed or frozen quotes, where there are no live ones
        if self.waiting:
            self.fill_lines()
            return
        self.enter(Phase.CONTRACT)
        self.reqContractDetails(self.new_id(), self.underlying)

    def contractDetails(self, reqId: int, contractDetails: ContractDetails) -> None:
        self.details.append(contractDetails)

    def contractDetailsEnd(self, reqId: int) -> None:
        if len(self.details) != 1:
            names = ", ".join(str(one.contract.primaryExchange) for one in self.details)
            self.fail(f"{self.underlying.symbol} is ambiguous: {names}")
            return
        self.underlying = self.details[0].contract
        self.enter(Phase.PRICE)
        self.reqMktData(self.new_id(), self.underlying, "", True, False, [])  # a snapshot

    def tickSnapshotEnd(self, reqId: int) -> None:
        if self.phase is not Phase.PRICE:
            return
        if not self.price:
            self.fail(f"there is no price of {self.underlying.symbol}")
            return
        self.say(f"{self.underlying.symbol} costs {self.price:.2f}")
        self.enter(Phase.CHAIN)
        stock = self.underlying
        self.reqSecDefOptParams(self.new_id(), stock.symbol, "", stock.secType, stock.conId)

    def securityDefinitionOptionParameter(self, reqId, exchange, underlyingConId, tradingClass, multiplier, *sets):  # type: ignore[no-untyped-def]
        if exchange == "SMART":
            self.chains.append((tradingClass, multiplier, *sets))

    def securityDefinitionOptionParameterEnd(self, reqId: int) -> None:
        if not self.chains:
            self.fail(f"there are no options on {self.underlying.symbol}")
            return
        usual = [chain for chain in self.chains if chain[0] == self.underlying.symbol]  # others are adjusted ones
        trading_class, multiplier, expiries, strikes = (usual or self.chains)[0]
        near = sorted(sorted(strikes, key=lambda strike: abs(strike - self.price))[: self.strikes])
        for expiry in sorted(expiries)[: self.expiries]:
            for strike in near:
                for right in ("C", "P"):
                    option = Contract(symbol=self.underlying.symbol, secType="OPT", exchange="SMART", currency="USD")
                    option.lastTradeDateOrContractMonth, option.strike, option.right = expiry, strike, right
                    option.tradingClass, option.multiplier = trading_class, multiplier
                    self.waiting.append(Quote(option))
        self.say(f"{len(expiries)} expiries, {len(strikes)} strikes; collecting {len(self.waiting)} options")
        self.phase = Phase.QUOTES
        self.fill_lines()

    # ---- the quotes --------------------------------------------------------------------------------------------------

    def fill_lines(self) -> None:
        """Ask for as many options at a time as there are lines."""
        while self.waiting and len(self.open) < self.lines:
            quote = self.waiting.popleft()
            quote.deadline = self.now() + QUOTE_TIME
            reqId = self.new_id()
            self.open[reqId] = quote
            self.reqMktData(reqId, quote.contract, "", False, False, [])
        if not self.open and not self.waiting:
            self.phase = Phase.DONE

    def tickPrice(self, reqId: int, tickType: int, price: float, attrib: TickAttrib) -> None:
        quote = self.open.get(reqId)
        if quote is None:
            if self.phase is Phase.PRICE and price > 0 and tickType in (*LAST, *CLOSE):
                self.price = price if tickType in LAST else self.price or price
            return
        if price >= 0:  # -1 says that nobody bids
            if tickType in BID:
                quote.values["bid"] = price
            elif tickType in ASK:
                quote.values["ask"] = price
        self.settle(reqId)

    def tickOptionComputation(self, reqId, tickType, tickAttrib, impliedVol, delta, *more):  # type: ignore[no-untyped-def]
        quote = self.open.get(reqId)
        if quote is None or tickType not in MODEL:
            return
        _, _, gamma, _, theta, _ = more
        values = {"vol": impliedVol, "delta": delta, "gamma": gamma, "theta": theta}
        quote.values.update({name: value for name, value in values.items() if value is not None})
        self.settle(reqId)

    def settle(self, reqId: int) -> None:
        """Give the line to the next option when this one is complete."""
        if self.open[reqId].is_complete():
            self.close_line(reqId)

    def close_line(self, reqId: int) -> None:
        self.quotes.append(self.open.pop(reqId))
        self.cancelMktData(reqId)
        self.fill_lines()

    # ---- what goes wrong ---------------------------------------------------------------------------------------------

    def error(
        self, reqId: int, errorTime: int, errorCode: int, errorString: str, advancedOrderRejectJson: str = ""
    ) -> None:
        kind = category(errorCode)
        if kind in ("notice", "farm"):
            return
        quote = self.open.pop(reqId, None)
        if quote is None:
            self.say(f"error {errorCode} ({kind}): {errorString}")
            if kind in ("refused", "client") and reqId == self.last_id and self.phase is not Phase.QUOTES:
                self.fail(self.phase.value)
            return
        if errorCode == TOO_MANY_LINES:
            if reqId > self.halved_at:  # of several requests that were made together, the first one counts
                self.lines, self.halved_at = max(1, self.lines // 2), self.last_id
                self.say(f"too many lines: going on with {self.lines}")
            self.waiting.appendleft(quote)  # until a line is free: see step()
            return
        if errorCode == NO_SUCH_CONTRACT:
            self.missing += 1
        else:
            self.say(f"error {errorCode} ({kind}): {quote.contract.strike:g}{quote.contract.right}: {errorString}")
            self.quotes.append(quote)
        self.fill_lines()

    def fail(self, why: str) -> None:
        self.phase = Phase.FAILED
        self.say(f"failed: {why}")

    def step(self) -> None:
        """What is due."""
        now = self.now()
        if self.phase is Phase.QUOTES:
            for reqId in [reqId for reqId, quote in self.open.items() if now > quote.deadline]:
                if reqId in self.open:
                    self.close_line(reqId)  # with what there is of it
            self.fill_lines()
        elif self.phase not in (Phase.DONE, Phase.FAILED) and now > self.deadline:
            self.fail(f"no answer in time, {self.phase.value}")

    def is_over(self) -> bool:
        return self.phase in (Phase.DONE, Phase.FAILED)

    def shut_down(self) -> None:
        for reqId in self.open:
            self.cancelMktData(reqId)
        self.disconnect()

    # ---- the result --------------------------------------------------------------------------------------------------

    def rows(self) -> list[list[object]]:
        return sorted([quote.row() for quote in self.quotes], key=lambda row: (str(row[0]), row[1], str(row[2])))


def show(rows: list[list[object]]) -> None:
    print(f"{'expiry':<9}{'strike':>8} {'':<2}{'bid':>8}{'ask':>8}{'vol':>8}{'delta':>8}{'gamma':>9}{'theta':>9}")
    for expiry, strike, right, *values in rows:
        formats = (".2f", ".2f", ".1%", ".3f", ".4f", ".4f")
        texts = [format(value, form) if value != "" else "-" for value, form in zip(values, formats)]
        cells = "".join(f"{text:>{width}}" for text, width in zip(texts, (8, 8, 8, 8, 9, 9)))
        print(f"{expiry:<9}{strike:>8g} {right:<2}{cells}")


def main() -> int:
    options = parser(__doc__)
    options.add_argument("--symbol", default="AAPL", help="a stock in USD (default: %(default)s)")
    options.add_argument("--expiries", type=int, default=2, help="how many, from the nearest (default: %(default)s)")
    options.add_argument("--strikes", type=int, default=6, help="how many around the price (default: %(default)s)")
    options.add_argument("--lines", type=int, default=40, help="market data lines to use (default: %(default)s)")
    options.add_argument("--csv", metavar="FILE", help="write the table to a file, too")
    options.add_argument("--seconds", type=float, default=120.0, help="for everything (default: %(default)s)")
    chosen = options.parse_args()
    stock = Contract(symbol=chosen.symbol, secType="STK", exchange="SMART", currency="USD")
    with target(chosen, speed=10) as where:
        collector = Collector(stock, chosen.expiries, chosen.strikes, chosen.lines)
        serve(collector, where, chosen.seconds)
    rows = collector.rows()
    show(rows)
    if chosen.csv:
        with open(chosen.csv, "w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([COLUMNS, *rows])
    print(f"{len(rows)} options, {sum(quote.is_complete() for quote in collector.quotes)} of them complete")
    return 0 if collector.phase is Phase.DONE else 1


if __name__ == "__main__":
    sys.exit(main())
