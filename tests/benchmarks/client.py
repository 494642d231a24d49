"""The client's side of a run, in a process of its own, so that its CPU time and memory are its own."""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
import time
from decimal import Decimal
from typing import Any

from ibproto.client import EClient
from ibproto.contract import Contract
from ibproto.order import Order
from ibproto.wrapper import EWrapper

from .memory import kib

SYMBOLS = ("AAPL", "MSFT", "SPY", "TSLA")
COUNTED = (
    *("tickPrice", "tickSize", "tickGeneric", "tickString", "tickByTickAllLast", "tickByTickBidAsk", "historicalData"),
    *("historicalDataEnd", "updateMktDepthL2", "openOrder", "orderStatus", "execDetails", "contractDetails"),
)


def clocks() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


class Bot(EWrapper, EClient):
    """Counts callbacks; says so when a chunk is done."""

    def __init__(self, config: dict[str, Any]) -> None:
        EWrapper.__init__(self)
        EClient.__init__(self, self)
        self.bench = config
        self.count = 0
        self.marks: list[int] = config["marks"][::-1]
        self.next_mark = 1  # the first callback starts the clocks
        self.began: tuple[float, float] | None = None
        self.result: dict[str, Any] = {"errors": []}
        self.steering = socket.create_connection(("127.0.0.1", config["control"]))
        self.steering.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def reached(self) -> None:
        """A mark: the first callback, the end of a chunk, or the last callback."""
        if self.began is None:
            self.began = clocks()
        while self.marks and self.count >= self.marks[-1]:
            self.marks.pop()
            if not self.bench["at_once"]:
                self.steering.send(b"A")
        if self.marks:
            self.next_mark = self.marks[-1] if not self.bench["at_once"] else self.marks[0]
            return
        wall, cpu = clocks()
        self.result.update(seconds=wall - self.began[0], cpu=cpu - self.began[1], callbacks=self.count)
        self.result["seconds_from_go"] = wall - self.go[0]
        self.disconnect()

    def nextValidId(self, orderId: int) -> None:
        self.result["connect_ms"] = (time.perf_counter() - self.started) * 1000
        self.go = clocks()
        if self.bench["marks"]:
            self.steering.send(b"G")
        else:
            if self.bench["requests"]:
                self.send_requests(self.bench["requests"])
            self.disconnect()

    def error(self, reqId: int, errorTime: int, errorCode: int, errorString: str, *rest: Any) -> None:
        self.result["errors"].append([reqId, errorCode, errorString])

    def send_requests(self, count: int) -> None:
        stock = {"secType": "STK", "exchange": "SMART", "currency": "USD", "primaryExchange": "NASDAQ"}
        contracts = [Contract(conId=265598, symbol=symbol, **stock) for symbol in SYMBOLS]
        limit = {"action": "BUY", "orderType": "LMT", "tif": "DAY", "account": "DU1234567"}
        orders = [Order(totalQuantity=Decimal(100 + number), **limit) for number in range(4)]

        def place(number: int) -> None:
            order = orders[number & 3]
            order.lmtPrice = 100 + number % 5000 * 0.01
            self.placeOrder(number, contracts[number & 3], order)

        def subscribe(number: int) -> None:
            self.reqMktData(number, contracts[number & 3], "233,236", False, False, [])

        for name, send in (("placeOrder", place), ("reqMktData", subscribe)):
            for number in range(min(200, count)):
                send(number)
            wall, cpu = clocks()
            for number in range(count):
                send(number)
            now = clocks()
            self.result[name] = {"seconds": now[0] - wall, "cpu": now[1] - cpu, "callbacks": count}

    def work(self) -> dict[str, Any]:
        self.started = time.perf_counter()
        self.connect("127.0.0.1", self.bench["port"], 1)
        self.run()
        self.steering.close()
        return {**self.result, "memory_kib": kib("VmHWM")}


def counter(name: str) -> Any:
    """A callback that counts; its parameters by position, as the client passes them."""

    def count(self: Bot, *args: Any) -> None:
        self.count = reached = self.count + 1
        if reached >= self.next_mark:
            self.reached()

    count.__name__ = name
    return count


for callback in COUNTED:
    setattr(Bot, callback, counter(callback))


if __name__ == "__main__":
    watch = threading.Timer(120, os._exit, (3,))
    watch.daemon = True
    watch.start()
    print(json.dumps(Bot(json.loads(sys.argv[1])).work()), flush=True)
    watch.cancel()
