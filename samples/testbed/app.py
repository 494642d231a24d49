"""The program in which the samples run: it keeps what the callbacks say, and a sample waits for what it needs.

Callbacks come on the thread of `run()`, samples run on the main thread. `wait` is where they meet; your own program may
do so, too (lesson 13), or do in each callback what comes next.
"""

import inspect
import threading
import time
from functools import cached_property
from types import SimpleNamespace

from ibproto.client import EClient
from ibproto.order_cancel import OrderCancel
from ibproto.wrapper import EWrapper

from . import dates

ID_NAMES = ("reqId", "tickerId", "requestId", "orderId")  # how callbacks name the id of the request or the order
DONE = ("Filled", "Cancelled", "ApiCancelled", "Inactive")  # an order with such a status is over
WORKING = ("PreSubmitted", "Submitted")
ACCEPTED = (*WORKING, "Filled")
# errors that end nothing: connections of farms, delayed data, orders that wait, a time without a zone ...
NOTICES = {165, 202, 399, 404, 492, 1102, 10089, 10090, 10091, 10167, 10349, *range(2100, 2200)}
# the callbacks that hand on protobuf messages have classic ones beside them; these are shown all the same
RAW = ("configResponseProtoBuf", "updateConfigResponseProtoBuf", "currentTimeProtoBuf")
FENCE = ("currentTime", "currentTimeProtoBuf")
STALE = (0, 10**8)  # ids between the first of these and that of the sample belong to earlier samples


class Failed(Exception):
    """A sample did not get what it waits for."""


class Refused(Failed):
    """A request of the sample was answered by an error that it does not expect."""

    def __init__(self, code, text):
        super().__init__(f"error {code}: {text}")
        self.code = code


class App(EWrapper, EClient):
    """A client that remembers all callbacks of the sample that runs.

    patience: seconds that `wait` waits. simulated: whether the gateway is one of ours. account: the first account.
    """

    def __init__(self, patience=20.0, simulated=True):
        EClient.__init__(self, self)
        self.patience = patience
        self.simulated = simulated
        self.account = ""
        self.heard = []  # the callbacks of this sample, in order
        self.news = threading.Condition()  # told of each
        self.expected_errors = set()
        self.quotes = {}  # of this sample; those of an earlier one may be old
        self.first_id = self.last_id = 0

    # ------------------------------------------------------------------------------------------------ for samples

    def new_id(self):
        """An id that nothing has, for a request or an order."""
        self.last_id += 1
        return self.last_id

    def wait(self, name, count=1, where=None, **values):
        """Wait until a callback has come: so often, and with such values; a tuple stands for any of its values.

        Returns the last one that fits; its arguments are attributes. Raises Failed when it does not come in time, and
        Refused when a request of the sample is refused meanwhile.
        """
        end = time.monotonic() + self.patience
        with self.news:
            while True:
                found = [one for one in self.heard if one.name == name and fits(one, values)]
                found = [one for one in found if where is None or where(one)]
                if len(found) >= count:
                    return found[count - 1]
                self._check_errors()
                if not self.isConnected():
                    raise Failed(f"the connection ended before {name}")
                if not self.news.wait(max(0.0, end - time.monotonic())):
                    more = f" with {values}" if values else ""
                    raise Failed(f"{name}{more} came {len(found)} times in {self.patience:g} s, not {count}")

    def wait_error(self, *codes):
        """Wait for an error with one of these codes, as documented."""
        self.expected_errors.update(codes)
        return self.wait("error", errorCode=codes)

    def settle(self):
        """Wait until everything that was sent is served: the answer to a request comes behind those before it."""
        with self.news:
            before = {id(one) for one in self.heard if one.name in FENCE}
        self.reqCurrentTime()
        self.wait("currentTime", where=lambda told: id(told) not in before)
        with self.news:
            self._check_errors()
        self.forget(lambda one: one.name in FENCE and id(one) not in before)

    def forget(self, test):
        """Leave callbacks out of what the sample shows."""
        with self.news:
            self.heard[:] = [one for one in self.heard if not test(one)]

    def quote(self, contract):
        """What a contract costs, and in which steps; see Quote."""
        return self.quotes.setdefault(str(vars(contract)), Quote(self, contract))

    # ------------------------------------------------------------------------------------------------ for the runner

    def begin(self):
        """Forget what came before; a new sample starts."""
        with self.news:
            self.heard.clear()
        self.expected_errors.clear()
        self.quotes.clear()
        self.first_id = self.last_id + 1

    def clean(self):
        """Cancel the orders of the sample that still work."""
        self.settle()
        with self.news:
            last = {one.orderId: one.status for one in self.heard if one.name == "orderStatus"}
        self.expected_errors.update((10147, 10148, 161))  # it may be done meanwhile, or go with another
        for orderId, status in last.items():
            if status not in DONE and self.first_id <= orderId:
                self.cancelOrder(orderId, OrderCancel())
        for orderId in last:
            if self.first_id <= orderId:
                self.wait("orderStatus", orderId=orderId, status=DONE)
        self.settle()

    def hear(self, name, values):
        """Note a callback, unless it belongs to a sample that is over."""
        one = SimpleNamespace(name=name, **values)
        given = asked(one)
        if given is not None and STALE[0] < given < min(self.first_id, STALE[1]):
            return
        with self.news:
            self.heard.append(one)
            self.news.notify_all()

    def error(self, reqId, errorTime, errorCode, errorString, advancedOrderRejectJson=""):
        self.hear("error", {"reqId": reqId, "errorCode": errorCode, "errorString": errorString})

    def nextValidId(self, orderId):
        self.last_id = max(self.last_id, orderId - 1)
        self.first_id = min(self.first_id, self.last_id + 1)
        with self.news:
            self.heard.append(SimpleNamespace(name="nextValidId", orderId=orderId))
            self.news.notify_all()

    def connectionClosed(self):
        with self.news:
            self.heard.append(SimpleNamespace(name="connectionClosed"))
            self.news.notify_all()

    def _check_errors(self):
        for one in self.heard:
            if one.name == "error" and one.errorCode not in NOTICES and one.errorCode not in self.expected_errors:
                raise Refused(one.errorCode, one.errorString)


class Quote:
    """What a contract costs: asked for when it is needed first.

    price: about what it costs. tick: the step of its prices.
    """

    def __init__(self, app, contract):
        self.app = app
        self.contract = contract

    @cached_property
    def price(self):
        app, reqId = self.app, self.app.new_id()
        app.reqMktData(reqId, self.contract, "", True, False, [])
        app.wait("tickSnapshotEnd", reqId=reqId)
        with app.news:
            ticks = [one for one in app.heard if one.name == "tickPrice" and one.reqId == reqId]
        app.forget(lambda one: asked(one) == reqId)
        found = {one.tickType: one.price for one in ticks if one.price > 0 or self.contract.secType == "BAG"}
        # last, bid, ask and close, and the same delayed
        price = next((found[kind] for kind in (4, 68, 1, 66, 2, 67, 9, 75) if kind in found), None)
        if price is None:
            raise Failed("there is no price for it")
        return price

    @cached_property
    def tick(self):
        app, reqId = self.app, self.app.new_id()
        if self.contract.secType == "BAG":
            return 0.05
        app.reqContractDetails(reqId, self.contract)
        app.wait("contractDetailsEnd", reqId=reqId)
        bonds = self.contract.secType == "BOND"
        name = "bondContractDetails" if bonds else "contractDetails"
        tick = app.wait(name, reqId=reqId).contractDetails.minTick
        app.forget(lambda one: asked(one) == reqId)
        return max(tick, 0.05) if self.contract.secType in ("OPT", "FOP") else tick  # cheap options have finer ones

    def at(self, percent):
        """A price so many percent above (or below 0, below) it, that orders may have."""
        return round(round((self.price + abs(self.price) * percent / 100) / self.tick) * self.tick, 8)


def asked(one):
    """The id of the request or order that a callback belongs to; None when it tells none."""
    return next((getattr(one, name) for name in ID_NAMES if hasattr(one, name)), None)


def fits(one, values):
    for key, wanted in values.items():
        value = getattr(one, key)
        if value not in wanted if isinstance(wanted, tuple) else value != wanted:
            return False
    return True


def _heard(name, parameters):
    def callback(self, *args):
        self.hear(name, dict(zip(parameters, args)))

    return callback


def _is_noted(name, member):
    """Whether a member of EWrapper is a callback that is only noted: it has no method of its own above."""
    if not inspect.isfunction(member) or name in vars(App) or name.startswith("_"):
        return False
    return name in RAW or not name.endswith("ProtoBuf") and name not in ("logAnswer", "callbackError")


for _name, _member in vars(EWrapper).items():
    if _is_noted(_name, _member):
        setattr(App, _name, _heard(_name, list(inspect.signature(_member).parameters)[1:]))


# ---------------------------------------------------------------------------------------------------- the samples


class Sample(SimpleNamespace):
    """name: subject.function. run: what it does, called with the App. since: the server version that it needs.
    checked: whether the client refuses it (503) on older ones; where it does not, it is not run on them.
    orders: whether it trades. advisor: whether it needs an account of a financial advisor."""


SAMPLES = {}


def sample(run=None, **more):
    """Register a function as a sample: `@sample` or `@sample(since=197)`."""
    if run is None:
        return lambda run: sample(run, **more)
    add(run, run, **more)
    return run


def add(function, run, **more):
    """Register what is run under the name and with the docstring of a function."""
    subject = function.__module__.rpartition(".")[2]
    name = f"{subject}.{function.__name__}"
    about = inspect.getdoc(function).partition("\n")[0]
    defaults = {"since": 0, "checked": True, "orders": False, "advisor": False}
    SAMPLES[name] = Sample(name=name, subject=subject, about=about, run=run, **{**defaults, **more})


def placed(contract, status=ACCEPTED, error=None, **more):
    """Register a function that makes an order: it is placed for a contract, and its status waited for.

    contract: makes the contract. status: what the order has to get to. error: the code that it is answered with.
    """

    def register(make):
        def run(app):
            instrument = contract()
            order = make(app.quote(instrument))
            orderId = app.new_id()
            app.placeOrder(orderId, instrument, order)
            if error is not None:
                app.wait_error(*error if isinstance(error, tuple) else (error,))
            else:
                app.wait("orderStatus", orderId=orderId, status=status)

        add(make, run, orders=True, **more)
        return make

    return register


def described(callback="contractDetails", error=None, **more):
    """Register a function that makes a contract: its details are asked for."""

    def register(make):
        def run(app):
            reqId = app.new_id()
            app.reqContractDetails(reqId, make())
            if error is not None:
                app.wait_error(*error if isinstance(error, tuple) else (error,))
            else:
                app.wait("contractDetailsEnd", reqId=reqId)
                app.wait(callback, reqId=reqId)

        add(make, run, **more)
        return make

    return register


def set_today(app):
    """Ask the gateway which day it is."""
    app.reqCurrentTime()
    dates.now = app.wait("currentTime").time
