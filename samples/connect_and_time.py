"""Connect, ask the server for its time, print it, and disconnect."""

from __future__ import annotations

import sys
from datetime import datetime, timezone

from _target import target

from ibproto.client import EClient
from ibproto.wrapper import EWrapper


class App(EWrapper, EClient):
    """A wrapper that is told what happens, and a client that asks: usually one and the same object."""

    def __init__(self) -> None:
        EClient.__init__(self, self)
        self.succeeded = False

    def nextValidId(self, orderId: int) -> None:
        """The session is ready: from now on requests are answered."""
        self.reqCurrentTime()

    def currentTime(self, time: int) -> None:
        print("server version", self.serverVersion())
        print("server time   ", datetime.fromtimestamp(time, timezone.utc))
        self.succeeded = True
        self.disconnect()  # run() returns

    def error(self, reqId, errorTime, errorCode, errorString, advancedOrderRejectJson=""):  # type: ignore[no-untyped-def]
        print(f"error {errorCode}: {errorString}")


with target(__doc__) as (host, port, client_id):
    app = App()
    app.connect(host, port, client_id, wait=True)  # returns when the session is ready, or after 10 seconds
    app.run()  # calls the methods above, until the connection is closed

sys.exit(0 if app.succeeded else 1)
