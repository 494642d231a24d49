"""The messages of each scenario, written the way a server writes them, from the message table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from random import Random
from typing import Any, NamedTuple

from ibproto.common import BarData, TickAttrib, TickAttribBidAsk, TickAttribLast
from ibproto.contract import Contract, ContractDetails
from ibproto.execution import Execution
from ibproto.order import Order
from ibproto.order_state import OrderState
from ibproto.wire import proto_encode, text_encode
from ibproto.wire.messages import ANSWER_BY_NAME

TEXT, PROTOBUF = 178, 226  # server versions with messages in text form and in protobuf form
FORM_VERSIONS = (TEXT, PROTOBUF)
RAW_ID_VERSION, PROTOBUF_OFFSET = 201, 200
BARS = 5000  # of one historicalData message
EXCHANGES = ("NASDAQ", "ARCA", "BATS", "IEX", "NYSE", "EDGX")
SYMBOLS = ("AAPL", "MSFT", "SPY", "TSLA", "NVDA", "AMZN")
SIZES = (1, 2, 3, 5, 100, 200, 300, 400, 500, 700, 1000, 1200, 2500)
BID, ASK, LAST = 1, 2, 4
ORDER_TYPES = (
    "ACTIVETIM,ADJUST,ALERT,ALGO,ALLOC,AVGCOST,BASKET,COND,CONDORDER,DAY,GAT,GTC,GTD,GTT,HID,ICE,IOC,LMT,MKT,STP"
)
HOURS = ";".join(f"202601{day:02}:0930-202601{day:02}:1600" for day in range(5, 11))

Part = tuple[bytes, int]  # a frame and the number of callbacks that it makes
Builder = Callable[["Writer", int, Random], Iterator[Part]]


class Writer:
    """Writes answers for a server version."""

    def __init__(self, version: int) -> None:
        self.version = version

    def frame(self, name: str, *args: Any) -> bytes:
        """A whole frame; the arguments are in the order of the message's params."""
        message = ANSWER_BY_NAME[name]
        if self.version >= RAW_ID_VERSION:
            return proto_encode.encoder(message)(args)
        return text_encode.encoder(message, self.version)(args)


def price(rng: Random) -> float:
    return round(100 + rng.random() * 50, 2)


def size(rng: Random) -> Decimal:
    return Decimal(rng.choice(SIZES) if rng.random() < 0.8 else rng.randint(1, 50_000))


def ticks(write: Writer, count: int, rng: Random) -> Iterator[Part]:
    attributes = [TickAttrib(canAutoExecute=bool(bits & 1), pastLimit=bool(bits & 2)) for bits in (0, 1, 1, 3)]
    for number in range(count):
        req_id, share = rng.randint(1, 100), rng.random()
        if share < 0.35:
            kind = rng.choice((BID, ASK, LAST))
            yield write.frame("tickPrice", req_id, kind, price(rng), size(rng), rng.choice(attributes)), 2
        elif share < 0.80:
            yield write.frame("tickSize", req_id, rng.choice((0, 3, 5, 8)), size(rng)), 1
        elif share < 0.88:
            yield write.frame("tickGeneric", req_id, rng.choice((23, 24, 49, 54)), price(rng)), 1
        else:
            yield write.frame("tickString", req_id, rng.choice((45, 84, 32)), str(1_760_000_000 + number)), 1


def unheard(write: Writer, count: int, rng: Random) -> Iterator[Part]:
    """Messages whose callback nobody overrides; one in a hundred is heard, so that the client can say how far it is."""
    for number in range(count):
        if number % 100 == 99 or number == count - 1:
            yield write.frame("tickSize", 1, 8, size(rng)), 1
        else:
            yield write.frame("updateAccountValue", "NetLiquidation", str(price(rng)), "USD", "DU1234567"), 0


def tick_by_tick(write: Writer, count: int, rng: Random) -> Iterator[Part]:
    params = ANSWER_BY_NAME["tickByTick"].params
    for number in range(count):
        values: dict[str, Any] = dict.fromkeys(params)
        values.update(reqId=rng.randint(1, 5), time=1_760_000_000 + number // 50)
        if rng.random() < 0.4:
            values.update(tickType=2, price=price(rng), size=size(rng), exchange=rng.choice(EXCHANGES))
            values.update(tickAttribLast=TickAttribLast(), specialConditions=rng.choice(("", "", "I", " TI")))
        else:
            bid = price(rng)
            values.update(tickType=3, bidPrice=bid, askPrice=round(bid + 0.01, 2), bidSize=size(rng), askSize=size(rng))
            values.update(tickAttribBidAsk=TickAttribBidAsk())
        yield write.frame("tickByTick", *values.values()), 1


def depth(write: Writer, count: int, rng: Random) -> Iterator[Part]:
    for _ in range(count):
        place = (rng.randint(1, 3), rng.randint(0, 19), rng.choice(EXCHANGES), rng.choice((0, 1, 1, 1, 2)))
        yield write.frame("updateMktDepthL2", *place, rng.randint(0, 1), price(rng), size(rng), True), 1


def bar(rng: Random, number: int) -> BarData:
    low = price(rng)
    high = round(low + rng.random(), 2)
    return BarData(
        date=f"202601{1 + number % 28:02} 09:{number % 60:02}:{number * 7 % 60:02} US/Eastern",
        open=low, high=high, low=low, close=high, volume=size(rng), barCount=rng.randint(1, 900),
        wap=Decimal(f"{(low + high) / 2:.3f}"),
    )  # fmt: skip


def history(write: Writer, count: int, rng: Random) -> Iterator[Part]:
    bars = [bar(rng, number) for number in range(BARS)]
    for number in range(count):
        separate_end = write.version >= RAW_ID_VERSION
        yield write.frame("historicalData", number, "20260101", "20260201", bars), BARS + (not separate_end)
        if separate_end:
            yield write.frame("historicalDataEnd", number, "20260101", "20260201"), 1


def stock(rng: Random) -> Contract:
    symbol = rng.choice(SYMBOLS)
    return Contract(conId=265598, symbol=symbol, secType="STK", exchange="SMART", currency="USD", localSymbol=symbol,
                    tradingClass="NMS")  # fmt: skip


def orders(write: Writer, count: int, rng: Random) -> Iterator[Part]:
    state = OrderState(status="PreSubmitted", commissionAndFeesCurrency="USD")
    for number in range(count):
        order_id, perm_id, at = 1000 + number, 1_400_000_000 + number, price(rng)
        kind = number % 5
        if kind in (0, 3):
            order = Order(orderId=order_id, clientId=1, permId=perm_id, action="BUY", totalQuantity=Decimal(100),
                          orderType="LMT", lmtPrice=at, auxPrice=0.0, tif="DAY", account="DU1234567", ocaType=3,
                          orderRef=f"ref{number}", clearingIntent="IB")  # fmt: skip
            yield write.frame("openOrder", order_id, stock(rng), order, state), 1
        elif kind in (1, 4):
            status = rng.choice(("Submitted", "PreSubmitted", "Filled"))
            numbers = (at, perm_id, 0, 0.0, 1)
            yield write.frame("orderStatus", order_id, status, Decimal(0), Decimal(100), *numbers, "", 0.0), 1
        else:
            done = size(rng)
            execution = Execution(orderId=order_id, execId=f"0000e0d5.{number:08x}.01.01", time="20260105 10:00:00",
                                  acctNumber="DU1234567", exchange="ISLAND", side="BOT", shares=done, price=at,
                                  permId=perm_id, clientId=1, cumQty=done, avgPrice=at, lastLiquidity=2)  # fmt: skip
            yield write.frame("execDetails", -1, stock(rng), execution), 1


def details(write: Writer, count: int, rng: Random) -> Iterator[Part]:
    for number in range(count):
        strike, right = 50 + number % 400, "CP"[number & 1]
        contract = Contract(conId=600_000_000 + number, symbol="SPY", secType="OPT", strike=float(strike), right=right,
                            lastTradeDateOrContractMonth="20260116", multiplier="100", exchange="SMART", currency="USD",
                            localSymbol=f"SPY   260116{right}{strike * 1000:08}", tradingClass="SPY")  # fmt: skip
        one = ContractDetails(contract=contract, marketName="SPY", minTick=0.01, orderTypes=ORDER_TYPES,
                              priceMagnifier=1,
                              validExchanges=",".join(EXCHANGES), underConId=756733, longName="SPDR S&P 500 ETF TRUST",
                              contractMonth="202601", timeZoneId="US/Eastern", tradingHours=HOURS, liquidHours=HOURS,
                              aggGroup=1, underSymbol="SPY", underSecType="STK", marketRuleIds="109,109",
                              realExpirationDate="20260116", minSize=Decimal(1), sizeIncrement=Decimal(1),
                              suggestedSizeIncrement=Decimal(1))  # fmt: skip
        yield write.frame("contractDetails", 7, one), 1


class Stream(NamedTuple):
    """What a server sends, how much of it, and how many callbacks make a chunk."""

    build: Builder
    messages: int
    chunk: int


STREAMS = {
    "ticks": Stream(ticks, 100_000, 256),
    "unheard": Stream(unheard, 100_000, 2),
    "tick-by-tick": Stream(tick_by_tick, 100_000, 128),
    "history": Stream(history, 20, BARS + 1),
    "depth": Stream(depth, 100_000, 128),
    "orders": Stream(orders, 20_000, 24),
    "details": Stream(details, 20_000, 8),
}


def chunks(name: str, version: int, count: int) -> list[Part]:
    """The stream in pieces, each with the number of callbacks that there were when it was done."""
    stream = STREAMS[name]
    found: list[Part] = []
    piece, calls, due = [], 0, stream.chunk
    for frame, made in stream.build(Writer(version), count, Random(7)):
        piece.append(frame)
        calls += made
        if calls >= due:
            found.append((b"".join(piece), calls))
            piece, due = [], calls + stream.chunk
    if piece:
        found.append((b"".join(piece), calls))
    return found
