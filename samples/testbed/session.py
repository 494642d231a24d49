"""Connecting, time, ids, accounts, and what belongs to the program as a whole."""

import threading

from ibproto.client import EClient
from ibproto.wrapper import EWrapper

from .app import Failed, sample


class Second(EWrapper, EClient):
    """Another program, with a client id of its own."""

    def __init__(self):
        EClient.__init__(self, self)
        self.ready = threading.Event()

    def nextValidId(self, orderId):
        self.ready.set()


@sample
def connect(app):
    """A second connection: options, connect, what it tells, the session's start (startApi), disconnect."""
    second = Second()
    second.setConnectOptions("+PACEAPI")  # requests that come too fast wait at TWS instead of being refused
    second.setOptionalCapabilities("")
    second.connect(app.host, app.port, app.clientId + 17)  # it sends startApi
    loop = threading.Thread(target=second.run)
    loop.start()
    try:
        if not second.ready.wait(app.patience):
            raise Failed("the second connection did not become ready")
        app.hear("connected", {"version": second.serverVersion(), "since": second.twsConnectionTime()})
    finally:
        second.disconnect()
        loop.join()
    if second.isConnected():
        raise Failed("still connected after disconnect()")


@sample
def current_time(app):
    """The time at TWS, in seconds since 1970."""
    app.reqCurrentTime()
    app.wait("currentTime")


@sample(since=197)
def current_time_in_millis(app):
    """The time at TWS, in milliseconds."""
    app.reqCurrentTimeInMillis()
    app.wait("currentTimeInMillis")


@sample
def next_valid_id(app):
    """The next order id, as after connecting."""
    app.reqIds(-1)
    app.wait("nextValidId")


@sample
def managed_accounts(app):
    """The accounts of this login."""
    app.reqManagedAccts()
    app.wait("managedAccounts")


@sample
def log_level(app):
    """How much TWS writes to its log: 1 system, 2 errors, 3 warnings, 4 information, 5 detail. Nothing is answered."""
    app.setServerLogLevel(4)
    app.settle()


@sample
def log_level_that_there_is_not(app):
    """An error that belongs to no request has the id -1."""
    app.setServerLogLevel(9)
    app.wait_error(319)


@sample(since=167)
def user_info(app):
    """The white branding of the login; empty for most."""
    app.reqUserInfo(app.new_id())
    app.wait("userInfo")


@sample
def verify(app):
    """A program identifies itself, by agreement with IB only: without one it is told that it is unknown."""
    app.extraAuth = True
    app.verifyRequest("my program", "1.0")
    app.wait("verifyCompleted")
    app.verifyMessage("the answer to the challenge of verifyMessageAPI")
    app.wait("verifyCompleted", count=2)


@sample
def verify_and_authenticate(app):
    """The same, with a login."""
    app.extraAuth = True
    app.verifyAndAuthRequest("my program", "1.0", "key")
    app.wait("verifyAndAuthCompleted")
    app.verifyAndAuthMessage("the answer to apiData", "the answer to the challenge")
    app.wait("verifyAndAuthCompleted", count=2)
