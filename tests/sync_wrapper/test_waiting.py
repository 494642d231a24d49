"""How waiting ends: by errors, by the end of the connection, by time; and what is left behind: nothing."""

from __future__ import annotations

import socket
import threading
import time

import pytest

from ibproto.blocking.answers import REQUEST_IDS
from ibproto.blocking.table import KEPT
from ibproto.common import TickAttrib
from ibproto.execution import Execution
from ibproto.gateway import Behaviour
from ibproto.gateway.stepped import SteppedGateway
from ibproto.order_state import OrderState
from ibproto.sync_wrapper import RequestError, ResponseTimeout, TWSSyncWrapper
from tests.pipeline.scripted import Peer, current_time, frame, until

from .tools import AAPL, DEADLINE, SOON, UNKNOWN, App, Caller, order, told


def status(orderId: int, value: str) -> bytes:
    """The message of an order's status."""
    return frame(3, orderId, value, 0, 1, 0, 99, 0, 0, 1, "", 0)


def error(reqId: int, code: int, text: str = "text") -> bytes:
    return frame(4, 2, reqId, code, text, "")


def read_id(peer: Peer) -> int:
    """The id in the next request, whose version number stands before it, if it has one."""
    fields = peer.read_frame().split(b"\0")
    return next(int(field) for field in fields[1:] if int(field) > 100)


# ---- errors


def test_an_error_ends_the_wait_with_its_id_code_and_text(app: App) -> None:
    begin = time.monotonic()
    with pytest.raises(RequestError) as caught:
        app.get_contract_details(UNKNOWN)
    assert time.monotonic() - begin < SOON
    failure = caught.value
    assert (failure.reqId, failure.code) == (next(iter(app.errors.keys() - {-1})), 200)
    assert failure.text == "No security definition has been found for the request"
    assert "200" in str(failure) and failure.text in str(failure)


def test_programs_that_expect_a_timeout_catch_the_error_too(app: App) -> None:
    with pytest.raises(ResponseTimeout):
        app.get_historical_data(AAPL, "", "1 D", "1 hou", "TRADES")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_an_override_of_an_older_release_hands_errors_on() -> None:
    class Old(App):
        def error(self, reqId: int, errorCode: int, errorString: str) -> None:  # type: ignore[override]
            super().error(reqId, errorCode, errorString)

    def refuse(peer: Peer) -> None:
        peer.send(error(read_id(peer), 200))

    with told(refuse, Old) as app, pytest.raises(RequestError) as caught:
        app.get_contract_details(UNKNOWN)
    assert caught.value.code == 200


@pytest.mark.gateway(behaviour=Behaviour(market_data="none"))
@pytest.mark.parametrize("snapshot", [True, False])
def test_data_without_subscription_raises_at_once(app: App, snapshot: bool) -> None:
    with pytest.raises(RequestError, match="354"):
        app.get_market_data_snapshot(AAPL, snapshot=snapshot)


@pytest.mark.gateway(behaviour=Behaviour(read_only=True))
def test_an_error_without_id_ends_the_request_without_id(app: App) -> None:
    with pytest.raises(RequestError, match="321"):
        app.get_portfolio("NOBODY")


def test_an_argument_that_cannot_be_sent_raises_at_once(app: App) -> None:
    with pytest.raises(RequestError) as caught:
        app.get_contract_details("AAPL")  # type: ignore[arg-type]
    assert 510 <= caught.value.code <= 593


def test_an_error_of_another_request_does_not_end_the_wait() -> None:
    def script(peer: Peer) -> None:
        reqId = read_id(peer)
        peer.send(error(7, 200) + error(-1, 504) + error(-1, 1100) + error(reqId, 2119) + error(-1, 321))
        peer.send(frame(52, 1, reqId))

    with told(script) as app:
        assert app.get_contract_details(AAPL) == []


def test_cancelling_what_does_not_exist_raises_10147(app: App) -> None:
    with pytest.raises(RequestError) as caught:
        app.cancel_order_sync(777)
    assert (caught.value.reqId, caught.value.code) == (777, 10147)


@pytest.mark.gateway(speed=50)
def test_cancelling_twice_raises_10148(app: App) -> None:
    app.place_order_sync(AAPL, order())
    app.cancel_order_sync(1)
    with pytest.raises(RequestError, match="10148"):
        app.cancel_order_sync(1)


# ---- orders, message by message


def cancelled(*messages: bytes) -> dict[str, object]:
    """What a cancel returns when these messages follow the request."""

    def script(peer: Peer) -> None:
        peer.read_frame()
        peer.send(b"".join(messages))

    with told(script) as app:
        return app.cancel_order_sync(5)


def test_a_cancel_waits_for_the_cancelled_status() -> None:
    found = cancelled(status(5, "Submitted"), status(5, "PendingCancel"), status(4, "Filled"), status(5, "Cancelled"))
    assert (found["orderId"], found["status"], found["permId"]) == (5, "Cancelled", 99)


def test_the_notice_that_an_order_is_cancelled_does_not_fail_the_cancel() -> None:
    assert cancelled(error(5, 202), status(5, "Cancelled"))["permId"] == 99


def test_the_notice_alone_tells_that_an_order_is_cancelled() -> None:
    assert cancelled(status(5, "Submitted"), error(5, 202))["status"] == "Cancelled"


def test_an_order_that_fills_first_is_returned_as_filled() -> None:
    assert cancelled(status(5, "Filled"))["status"] == "Filled"


def test_an_order_that_fills_first_raises_the_error_if_there_is_one() -> None:
    with pytest.raises(RequestError, match="10148"):
        cancelled(status(5, "Filled"), error(5, 10148))


def placed(*messages: bytes) -> dict[str, object]:
    """What a new order returns when these messages follow it; its id is 5."""

    def script(peer: Peer) -> None:
        peer.read_frame()
        peer.send(frame(9, 1, 5))
        peer.read_frame()
        peer.send(b"".join(messages))

    with told(script) as app:
        return app.place_order_sync(AAPL, order())


def test_a_warning_does_not_fail_an_order() -> None:
    assert placed(error(5, 399), error(5, 2109), status(5, "PreSubmitted"))["status"] == "PreSubmitted"


def test_a_rejected_order_raises_the_reason_that_follows_its_status() -> None:
    with pytest.raises(RequestError, match="not enough"):
        placed(status(5, "Inactive"), error(5, 201, "not enough"))


def test_an_inactive_order_without_a_reason_is_returned() -> None:
    assert placed(status(5, "Inactive"))["status"] == "Inactive"


# ---- lost wake-ups and late answers


def test_an_answer_that_comes_before_the_request_has_returned_is_not_lost() -> None:
    class Immediate(App):
        def reqCurrentTime(self) -> None:
            self.currentTime(17)

    with told(lambda peer: None, Immediate) as app:
        assert app.get_current_time() == 17


def test_an_event_of_a_subclass_may_be_set_before_it_is_waited_for(app: App) -> None:
    app._set_event(9, "headTimestamp", "20000101")
    assert app._wait_for_response(9, "headTimestamp") == "20000101"
    assert app.response_data == {}


def test_an_event_of_a_subclass_may_be_set_afterwards(app: App) -> None:
    caller = Caller(lambda: app._wait_for_response(9, "headTimestamp"))
    until(lambda: "headTimestamp_9" in app.response_events)
    app._set_event(9, "headTimestamp", "20000101")
    assert caller.outcome() == "20000101"


def test_an_error_ends_the_wait_for_an_event_of_a_subclass(app: App) -> None:
    caller = Caller(lambda: app._wait_for_response(9, "headTimestamp"))
    until(lambda: "headTimestamp_9" in app.response_events)
    app.reqHeadTimeStamp(9, UNKNOWN, "TRADES", 1, 1)
    assert caller.outcome().code == 200


def test_no_answer_in_time_names_the_event_the_id_and_the_seconds() -> None:
    with told(lambda peer: None) as app, pytest.raises(ResponseTimeout) as caught:
        app.get_positions(timeout=0.05)
    assert not isinstance(caught.value, RequestError)
    assert "positions_0" in str(caught.value) and "0.05 seconds" in str(caught.value)


def test_a_request_that_got_no_answer_is_cancelled_at_the_server() -> None:
    seen: list[bytes] = []

    def script(peer: Peer) -> None:
        seen.extend((peer.read_frame(), peer.read_frame()))

    with told(script) as app:
        with pytest.raises(ResponseTimeout):
            app.get_historical_data(AAPL, "", "1 D", "1 hour", "TRADES", timeout=0.05)
        until(lambda: len(seen) == 2)
    assert seen[1].split(b"\0")[0] == b"25"  # cancelHistoricalData


def test_nobody_running_the_loop_is_named_as_the_reason(gateway: SteppedGateway) -> None:
    app = TWSSyncWrapper(0.05)
    app.connect(gateway.host, gateway.port, 1)
    with pytest.raises(ResponseTimeout, match="nobody delivers"):
        app.get_next_valid_id()
    app.disconnect()


# ---- the connection, and callbacks


def test_calls_without_a_connection_fail_at_once() -> None:
    with pytest.raises(RequestError) as caught:
        TWSSyncWrapper().get_positions()
    assert caught.value.code == 504


@pytest.mark.parametrize("closer", ["server", "client"])
def test_the_end_of_the_connection_ends_all_waits(closer: str) -> None:
    asked = threading.Event()

    def script(peer: Peer) -> None:
        peer.read_frame()
        peer.read_frame()
        if closer == "server":
            peer.sock.shutdown(socket.SHUT_RDWR)
        asked.set()

    with told(script) as app:
        callers = [Caller(lambda: app.get_contract_details(AAPL, 60)), Caller(lambda: app.get_positions(60))]
        assert asked.wait(DEADLINE)
        if closer == "client":
            app.disconnect()
        assert [caller.outcome().code for caller in callers] == [504, 504]


@pytest.mark.parametrize("name", ["currentTime", "connectAck", "connectionClosed"])
def test_asking_inside_a_callback_is_refused_at_once(gateway: SteppedGateway, name: str) -> None:
    app, problems = App(), []

    def ask() -> None:
        try:
            app.get_positions()
        except RuntimeError as exc:
            problems.append(str(exc))

    app.hooks[name] = ask
    app.connect_and_start(gateway.host, gateway.port, 1)
    app.get_current_time()
    app.disconnect_and_stop()
    assert len(problems) == 1 and "inside a callback" in problems[0]


# ---- nothing is left


def test_nothing_is_kept_of_a_call_that_is_over(app: App) -> None:
    app.get_positions()
    with pytest.raises(RequestError):
        app.get_contract_details(UNKNOWN)
    assert (app.response_events, app.response_data, app._answers._open) == ({}, {}, [])


def test_what_nobody_asked_for_does_not_grow_without_bound() -> None:
    app = TWSSyncWrapper()
    for number in range(3000):
        app.error(number, 0, 200, "")
        app.error(-1, 0, 2104, "")
        app.orderStatus(number, "Filled", *[0] * 9)  # type: ignore[arg-type]
        app.openOrder(number, AAPL, order(), OrderState())  # type: ignore[arg-type]
        app.tickPrice(number, 1, 1.0, TickAttrib())
        app.tickNews(1, 0, "", "", "", "")
        app.execDetails(-1, AAPL, Execution())
        app.historicalData(number, None)  # type: ignore[arg-type]
        app.position("DU1", AAPL, 1, 1.0)  # type: ignore[arg-type]
        app._set_event(number, "mine")
    sizes = {name: len(getattr(app, name)) for name in KEPT}
    assert all(size <= KEPT[name] for name, size in sizes.items()), sizes
    assert len(app.errors[-1]) == 100 and len(app.executions[-1]) == 1000
    assert len(app.positions["DU1"]) == 1000


def test_ids_stay_above_those_of_orders(app: App) -> None:
    app.get_contract_details(AAPL)
    assert list(app.contract_details) == [REQUEST_IDS[0]] and REQUEST_IDS[-1] < 2**31 - 1


def test_no_thread_is_left_behind(app: App) -> None:
    names = [thread.name for thread in threading.enumerate()]
    app.get_positions()
    assert [thread.name for thread in threading.enumerate()] == names


def test_an_answer_that_comes_too_late_does_not_harm_the_next_question() -> None:
    late = threading.Event()

    def script(peer: Peer) -> None:
        peer.read_frame()
        late.wait(SOON)
        peer.send(current_time(1))
        peer.read_frame()
        peer.send(current_time(2))

    with told(script) as app:
        with pytest.raises(ResponseTimeout):
            app.get_current_time(0.05)
        late.set()
        assert app.get_current_time(5) in (1, 2)
