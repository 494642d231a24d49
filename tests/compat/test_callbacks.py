"""Overrides of every release are called with what they were written for, and told what today's form is."""

from __future__ import annotations

import functools
import socket
import warnings
from collections.abc import Callable
from typing import Any
from unittest.mock import Mock, create_autospec

import pytest

from ibproto.client import EClient
from ibproto.commission_and_fees_report import CommissionAndFeesReport
from ibproto.common import BarData
from ibproto.decoder import Decoder
from ibproto.wire.messages import ANSWER_BY_NAME
from ibproto.wrapper import EWrapper

from ..wire.recording import proto_frame, text_frame

TIMED = (5, 99, 201, "no", '{"a":1}')  # reqId, errorTime, errorCode, errorString, advancedOrderRejectJson
NAMES = ("reqId", "errorTime", "errorCode", "errorString", "advancedOrderRejectJson")
BOTH = pytest.mark.parametrize("version", [194, 226])

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def error_frame(version: int) -> bytes:
    message, values = ANSWER_BY_NAME["error"], dict(zip(NAMES, TIMED))
    return text_frame(message, version, values) if version < 201 else proto_frame(message, values)


def deliver_error(wrapper: Any, version: int = 226) -> None:
    Decoder(wrapper, version).handle(error_frame(version))


def overriding(name: str, override: Any) -> EWrapper:
    """A wrapper whose class has this override."""
    return type("App", (EWrapper,), {name: override})()  # type: ignore[no-any-return]


def recorded(*parameters: str) -> tuple[Callable[..., None], list[tuple[Any, ...]]]:
    """A method with these parameters, and the list of the values that it is called with."""
    calls: list[tuple[Any, ...]] = []
    plain = [one.partition("=")[0].lstrip("*") for one in parameters if one != "*"]
    names: dict[str, Any] = {"calls": calls}
    exec(f"def method(self, {', '.join(parameters)}): calls.append(({', '.join(plain)},))", names)
    return names["method"], calls


OLD3 = (5, 201, "no")
OLD4 = (*OLD3, '{"a":1}')
FORMS = [
    ("reqId errorCode errorString", OLD3),
    ("id code msg", OLD3),
    ("a b c", OLD3),
    ("id=None errorCode=None errorMsg=None", OLD3),
    ("reqId errorCode errorString advancedOrderRejectJson=''", OLD4),
    ("reqId errorCode errorString advansedOrderreject", OLD4),
    ("a b c d", OLD4),
    ("reqId errorCode errorString advancedOrderRejectJson='' arg5=None", (*OLD4, None)),
    ("reqId errorCode errorString *args", (*OLD3, ('{"a":1}',))),
    ("reqId errorCode errorString * advancedOrderRejectJson=''", OLD4),
    ("errorCode errorString *", ValueError),
    ("reqId errorTime errorCode errorString advancedOrderRejectJson=''", TIMED),
    ("reqId errorTime errorCode errorString advancedOrderRejectJson", TIMED),
    ("reqId errorTime errorCode errorString", TIMED[:4]),
    ("reqId time code text json=''", TIMED),
    ("i ts c m", TIMED[:4]),
    ("a b c d e", TIMED),
    ("a b c d e=0", TIMED),
    ("*args", (TIMED,)),
    ("reqId *args", (5, TIMED[1:])),
    ("**kwargs", (dict(zip(NAMES, TIMED)),)),
]


@BOTH
@pytest.mark.parametrize(("parameters", "wanted"), [one for one in FORMS if one[1] is not ValueError])
def test_error_is_called_in_the_form_of_the_override(parameters: str, wanted: Any, version: int) -> None:
    method, calls = recorded(*parameters.split())
    deliver_error(overriding("error", method), version)
    assert calls == [wanted]


def test_an_override_that_unpacks_its_arguments_gets_as_many() -> None:
    class App(EWrapper):
        def error(self, *args: Any) -> None:
            self.seen = args
            reqId, errorCode, errorString = args

    app = App()
    deliver_error(app)
    assert app.seen == OLD3


def make_wrapped(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def outer(*args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    return outer


def test_a_decorated_override_is_judged_by_what_is_inside() -> None:
    method, calls = recorded("reqId", "errorCode", "errorString")
    deliver_error(overriding("error", make_wrapped(method)))
    assert calls == [OLD3]


def test_a_decorator_need_not_tell_what_is_inside() -> None:
    def decorated(function: Callable[..., Any]) -> Callable[..., Any]:
        def outer(*args: Any, **kwargs: Any) -> Any:
            return function(*args, **kwargs)

        return outer

    class App(EWrapper):
        @decorated
        def error(self, reqId: int, errorCode: int, errorString: str) -> None:
            self.seen = reqId, errorCode, errorString

    app = App()
    deliver_error(app)
    assert app.seen == OLD3


def test_a_function_that_an_override_calls_is_not_taken_for_it() -> None:
    def note(values: Any) -> None:
        seen.append(values)

    seen: list[Any] = []

    class App(EWrapper):
        def error(self, *args: Any) -> None:  # type: ignore[override]
            note(args)

    deliver_error(App())
    assert seen == [TIMED]


def test_other_callables_are_judged_too() -> None:
    calls: list[Any] = []

    class Partial(EWrapper):
        pass

    app = Partial()
    app.error = functools.partial(lambda where, a, b, c: where.append((a, b, c)), calls)  # type: ignore[method-assign]
    deliver_error(app)
    app.error = Mock()  # type: ignore[method-assign]
    deliver_error(app)
    assert calls == [OLD3]
    app.error.assert_called_once_with(*TIMED)


def test_what_is_no_function_leaves_the_loop_alone(caplog: pytest.LogCaptureFixture) -> None:
    class App(EWrapper):
        position: Any = {}  # names of callbacks are tempting

        @property
        def tickSize(self) -> Any:  # type: ignore[override]
            raise LookupError

    client = EClient(App())
    client.connect("127.0.0.1", closed_port(), 1)
    decoder = Decoder(client.wrapper, 226)
    size = {"reqId": 1, "tickType": 0, "size": 5}
    decoder.handle(proto_frame(ANSWER_BY_NAME["tickSize"], size))
    decoder.handle(error_frame(226))
    assert "LookupError" in caplog.text and "error 201, id 5" in caplog.text


def test_an_override_without_self_is_told_so() -> None:
    def error(reqId, errorCode, errorString):  # type: ignore[no-untyped-def]
        raise AssertionError

    with pytest.warns(
        RuntimeWarning, match=r"App\.error is not called, it has no parameter self\. Define it as error\(self, "
    ):
        deliver_error(overriding("error", error))


@pytest.mark.parametrize(
    ("callback", "parameters", "lack"),
    [
        ("error", "reqId errorCode", "it lacks errorTime, errorString, advancedOrderRejectJson"),
        ("tickPrice", "reqId tickType price", "it lacks attrib"),
        ("tickPrice", "reqId tickType price attrib extra", "it wants extra, which no release gives"),
        ("tickSize", "reqId tickType size * wanted", "nothing is known to give to its parameter wanted"),
    ],
)
def test_an_override_that_fits_no_release_is_told_once_what_it_lacks(
    callback: str, parameters: str, lack: str, caplog: pytest.LogCaptureFixture
) -> None:
    method, calls = recorded(*parameters.split())
    wrapper = overriding(callback, method)
    client = EClient(wrapper)
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        for _ in range(2):
            client._ibproto.call(callback, *range(len(EWrapper_params(callback))))
    assert [lack in str(one.message) for one in warned] == [True]
    assert warned[0].category is RuntimeWarning
    assert not calls and "Traceback" not in caplog.text


def test_errors_are_logged_while_their_override_cannot_be_called(caplog: pytest.LogCaptureFixture) -> None:
    method, calls = recorded("reqId")
    with pytest.warns(RuntimeWarning):
        deliver_error(overriding("error", method))
    assert not calls and caplog.messages == ['error 201, id 5: no {"a":1}']


def EWrapper_params(name: str) -> list[str]:
    import inspect

    return list(inspect.signature(getattr(EWrapper, name)).parameters)[1:]


def test_the_warning_points_at_the_override_and_comes_once() -> None:
    class App(EWrapper):
        def error(self, reqId: int, errorCode: int, errorString: str) -> None:  # type: ignore[override]
            pass

    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        for _ in range(3):
            deliver_error(App())
    code = App.error.__code__
    assert [(one.category, one.filename, one.lineno) for one in warned] == [
        (DeprecationWarning, code.co_filename, code.co_firstlineno)
    ]
    assert 'today\'s form is error(self, reqId, errorTime, errorCode, errorString, advancedOrderRejectJson="")' in str(
        warned[0].message
    )


def test_a_bot_of_today_is_told_nothing_and_called_directly() -> None:
    class App(EWrapper):
        def tickPrice(self, reqId: int, tickType: int, price: float, attrib: object) -> None: ...
        def commissionAndFeesReport(self, commissionAndFeesReport: CommissionAndFeesReport) -> None: ...
        def error(self, reqId: int, errorTime: int, errorCode: int, errorString: str, json: str = "") -> None: ...  # type: ignore[override]

    from ibproto.compat.callbacks import receiver

    app = App()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert receiver(app, {"tickPrice", "tickSize", "historicalData", "orderStatus"}, getattr) is app
        deliver_error(app)


# ---- where the override is, and when it comes ------------------------------------------------------------------------


class Seen:
    """A mixin with an override of the oldest form."""

    def __init__(self) -> None:
        self.seen: list[Any] = []

    def error(self, reqId: int, errorCode: int, errorString: str) -> None:
        self.seen.append((reqId, errorCode, errorString))


class WrapperFirst(Seen, EWrapper, EClient):  # type: ignore[misc]
    def __init__(self) -> None:
        Seen.__init__(self)
        EClient.__init__(self, self)


class ClientFirst(Seen, EClient, EWrapper):  # type: ignore[misc]
    def __init__(self) -> None:
        Seen.__init__(self)
        EClient.__init__(self, wrapper=self)


class Separate(Seen):
    """No EWrapper at all."""


def closed_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


@pytest.mark.parametrize("cls", [WrapperFirst, ClientFirst])
def test_the_clients_own_errors_come_in_the_old_form(cls: Any) -> None:
    app = cls()
    app.reqPositions()
    app.connect("127.0.0.1", closed_port(), 1)
    assert [(len(one), one[0], one[1]) for one in app.seen] == [(3, -1, 504), (3, -1, 502)]


def test_a_separate_wrapper_of_any_class_will_do() -> None:
    wrapper = Separate()
    EClient(wrapper).reqPositions()  # type: ignore[arg-type]
    deliver_error(wrapper)
    assert [one[1] for one in wrapper.seen] == [504, 201]


def test_an_override_that_is_set_later_is_judged_then() -> None:
    class App(EWrapper):
        pass

    app = App()
    decoder = Decoder(app, 226)
    calls: list[Any] = []
    decoder.handle(error_frame(226))
    app.error = lambda a, b, c: calls.append((a, b, c))  # type: ignore[method-assign,assignment,misc]
    decoder.handle(error_frame(226))
    app.error = lambda a, b, c, d, e: calls.append((a, b, c, d, e))  # type: ignore[method-assign,assignment,misc]
    decoder.handle(error_frame(226))
    App.error, del_ = recorded("reqId", "errorCode", "errorString")  # type: ignore[method-assign]
    del app.error
    decoder.handle(error_frame(226))
    assert calls == [OLD3, TIMED] and del_ == [OLD3]


OPTION = {
    "reqId": 1,
    "tickType": 13,
    "tickAttrib": 0,
    "impliedVol": 0.25,
    "delta": 0.5,
    "optPrice": 3.5,
    "pvDividend": 0.125,
    "gamma": 0.75,
    "vega": 0.0625,
    "theta": 0.375,
    "undPrice": 100.0,
}
OPTION_TODAY = tuple(OPTION.values())


@BOTH
def test_an_override_that_is_replaced_by_one_of_an_older_form_goes_on(version: int) -> None:
    today, todays = recorded(*OPTION)
    old, olds = recorded(*(name for name in OPTION if name != "tickAttrib"))
    wrapper = overriding("tickOptionComputation", today)
    decoder = Decoder(wrapper, version)
    message = ANSWER_BY_NAME["tickOptionComputation"]
    frame = text_frame(message, version, OPTION) if version < 201 else proto_frame(message, OPTION)
    decoder.handle(frame)
    type(wrapper).tickOptionComputation = old  # type: ignore[method-assign]
    decoder.handle(frame)
    decoder.handle(frame)
    assert todays == [OPTION_TODAY]
    assert olds == [OPTION_TODAY[:2] + OPTION_TODAY[3:]] * 2


# ---- other callbacks -------------------------------------------------------------------------------------------------


def called(name: str, parameters: str, *values: Any) -> tuple[Any, ...]:
    """What an override with these parameters is called with."""
    method, calls = recorded(*parameters.split())
    EClient(overriding(name, method))._ibproto.call(name, *values)
    return calls[0]


def test_order_status_before_the_price_cap() -> None:
    names = "orderId status filled remaining avgFillPrice permId parentId lastFillPrice clientId whyHeld"
    assert called("orderStatus", names, *range(11)) == tuple(range(10))


def test_depth_before_smart_depth() -> None:
    names = "reqId position marketMaker operation side price size"
    assert called("updateMktDepthL2", names, *range(8)) == tuple(range(7))


def test_profit_and_loss_before_it_was_split() -> None:
    assert called("pnl", "reqId dailyPnL", *range(4)) == (0, 1)
    assert called("pnlSingle", "reqId pos dailyPnL unrealizedPnL value", *range(6)) == (0, 1, 2, 3, 5)


def test_bars_before_bar_data() -> None:
    bar = BarData(date="20260102", open=1.0, high=2.0, low=0.5, close=1.5, barCount=7)
    names = "reqId date open high low close volume barCount WAP hasGaps"
    assert called("historicalData", names, 3, bar) == (
        3, "20260102", 1.0, 2.0, 0.5, 1.5, bar.volume, 7, bar.wap, 0,
    )  # fmt: skip


def test_a_bound_order_keeps_its_places() -> None:
    assert called("orderBound", "reqId apiClientId apiOrderId", 7, 8, 9) == (7, 8, 9)


COSTS = CommissionAndFeesReport(execId="x.1", commissionAndFees=1.25, currency="USD", realizedPNL=3.0, yield_=0.5)


@BOTH
def test_commission_report_gets_the_old_object(version: int) -> None:
    class App(EWrapper):
        def commissionReport(self, commissionReport: Any) -> None:
            self.report = commissionReport

    app = App()
    message = ANSWER_BY_NAME["commissionAndFeesReport"]
    values = {"commissionAndFeesReport": COSTS}
    with pytest.warns(DeprecationWarning, match="commissionAndFeesReport"):
        Decoder(app, version).handle(
            text_frame(message, version, values) if version < 201 else proto_frame(message, values)
        )
    assert type(app.report).__name__ == "CommissionReport"
    assert vars(app.report) == {
        "execId": "x.1", "commission": 1.25, "currency": "USD", "realizedPNL": 3.0, "yield_": 0.5,
        "yieldRedemptionDate": 0,
    }  # fmt: skip


def test_a_bot_for_both_releases_gets_todays_report_only() -> None:
    class App(EWrapper):
        def __init__(self) -> None:
            self.seen: list[str] = []

        def commissionReport(self, commissionReport: Any) -> None:
            self.seen.append("old")

        def commissionAndFeesReport(self, commissionAndFeesReport: Any) -> None:
            self.seen.append("today")

    app = App()
    EClient(app)._ibproto.call("commissionAndFeesReport", COSTS)
    assert app.seen == ["today"]


def test_the_nearer_class_decides_which_report_it_is() -> None:
    class Counting(EWrapper):  # as the Testbed wraps every callback of EWrapper
        def commissionAndFeesReport(self, *args: Any) -> None:
            raise AssertionError

    class App(Counting):
        def commissionReport(self, commissionReport: Any) -> None:
            self.commission = commissionReport.commission

    app = App()
    EClient(app)._ibproto.call("commissionAndFeesReport", COSTS)
    assert app.commission == 1.25


# ---- calls of EWrapper's own -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "call",
    [
        lambda base: base.error(5, 201, "no"),
        lambda base: base.error(5, 201, "no", "{}"),
        lambda base: base.error(reqId=5, errorCode=201, errorString="no"),
        lambda base: base.error(5, 201, errorString="no"),
        lambda base: base.error(5, 99, 201, "no"),
        lambda base: base.error(5, 99, 201, "no", ""),
        lambda base: base.error(5, 99, 201, "no", advancedOrderRejectJson=""),
        lambda base: base.error(5, 201, "no", "", None),
    ],
)
def test_the_base_error_takes_every_form(call: Callable[[Any], None], caplog: pytest.LogCaptureFixture) -> None:
    call(EWrapper())
    assert caplog.messages[0].startswith("error 201, id 5: no")


def test_the_base_callbacks_take_old_forms_and_old_names() -> None:
    base: Any = EWrapper()
    base.tickOptionComputation(*range(10))
    base.orderStatus(*range(10))
    base.updateMktDepthL2(*range(7))
    base.commissionReport(object())
    base.fundamentalData(1, "")
    base.logAnswer("name", {})
    with pytest.raises(TypeError):
        base.error(1)


def test_super_in_an_old_override_names_the_line() -> None:
    class App(EWrapper):
        def error(self, reqId: int, errorCode: int, errorString: str) -> None:  # type: ignore[override]
            super().error(reqId, errorCode, errorString)  # type: ignore[call-arg,arg-type]

    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        deliver_error(App())
    first = App.error.__code__.co_firstlineno
    assert [one.lineno for one in warned] == [first, first + 1]


def test_a_mock_made_from_ewrapper_is_called_as_it_is() -> None:
    wrapper = create_autospec(EWrapper, instance=True)
    EClient(wrapper)._ibproto.report(1, 200, "text")
    assert wrapper.error.call_args.args[0] == 1 and wrapper.error.call_args.args[2:] == (200, "text")
    wrapper.callbackError.assert_not_called()
