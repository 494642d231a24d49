"""run(), drain(), startLoop(): what is delivered, on which thread, and how each of them ends."""

from __future__ import annotations

import _thread
import contextlib
import logging
import queue
import threading
import time
from typing import Any

import pytest

from ibproto import comm
from ibproto.client import EClient

from .scripted import DEADLINE, VERSION, App, Peer, Server, current_time, frame, padded, stay, until


def numbers(app: App) -> list[int]:
    return [args[0] for name, args in app.log if name == "currentTime"]


def sends(*parts: bytes) -> Any:
    """A script: shake hands, send, close."""

    def script(peer: Peer) -> None:
        peer.shake_hands()
        for part in parts:
            peer.send(part)

    return script


def sends_and_stays(*parts: bytes) -> Any:
    """A script: shake hands, send, stay until the client closes, which it may do before it got everything."""

    def script(peer: Peer) -> None:
        with contextlib.suppress(ConnectionError):
            sends(*parts)(peer)
            peer.wait_closed()

    return script


def test_run_without_a_connection_returns_at_once() -> None:
    app = App()
    app.setConnectOptions("+PACEAPI")
    app.run()
    assert app.log == [] and app.connectOptions == "+PACEAPI"


def test_everything_that_arrived_is_delivered_before_connection_closed() -> None:
    app = App()
    with Server(sends(*(current_time(i) for i in range(500)))) as server:
        app.connect("127.0.0.1", server.port, 1)
        until(lambda: not app.isConnected())
        app.run()
    assert numbers(app) == list(range(500)) and app.names().count("connectionClosed") == 1
    assert app.names()[-1] == "connectionClosed"
    assert app.threads["connectionClosed"] is threading.current_thread()


def test_without_a_loop_the_thread_that_noticed_calls_connection_closed() -> None:
    app = App()
    with Server(sends(current_time(1))) as server:
        app.connect("127.0.0.1", server.port, 1)
        reader = app.reader
        app.wait_for("connectionClosed")
        assert app.threads["connectionClosed"] is reader and app.serverVersion() is None
        app.run()  # what nobody fetched is still there
    assert app.names() == ["connectAck", "connectionClosed", "currentTime"]


def test_is_connected_turns_false_before_connection_closed() -> None:
    class Asking(App):
        def connectionClosed(self) -> None:
            self.record("connectionClosed", self.isConnected(), self.port)

    app = Asking()
    with Server(sends()) as server:
        app.connect("127.0.0.1", server.port, 1)
        app.run()
    assert app.log[-1] == ("connectionClosed", (False, server.port)) and app.port is None


def test_hooks_are_called_after_each_message_and_when_idle() -> None:
    class Hooked(App):
        def msgLoopRec(self) -> None:
            self.record("msgLoopRec")

        def msgLoopTmo(self) -> None:
            self.record("msgLoopTmo")
            self.disconnect()

    app = Hooked()
    with Server(sends_and_stays(current_time(1) + current_time(2))) as server:
        app.connect("127.0.0.1", server.port, 1)
        app.run()
    assert app.names() == [
        "connectAck",
        "currentTime",
        "msgLoopRec",
        "currentTime",
        "msgLoopRec",
        "msgLoopTmo",
        "connectionClosed",
    ]


def test_an_exception_in_a_hook_does_not_end_the_loop(caplog: pytest.LogCaptureFixture) -> None:
    class Hooked(App):
        def msgLoopRec(self) -> None:
            raise ValueError("after a message")

        def msgLoopTmo(self) -> None:
            self.record("msgLoopTmo")
            if self.names().count("msgLoopTmo") == 2:
                self.disconnect()
            raise ValueError("idle")

    app = Hooked()
    with Server(sends_and_stays(current_time(1) + current_time(2))) as server:
        app.connect("127.0.0.1", server.port, 1)
        app.run()
    assert numbers(app) == [1, 2] and app.names().count("msgLoopTmo") == 2
    assert "after a message" in caplog.text and "idle" in caplog.text


class Raising(App):
    def currentTime(self, time: int) -> None:
        super().currentTime(time)
        if time == 1:
            raise ValueError("mine")

    def callbackError(self, name: str, args: tuple[object, ...], exception: Exception) -> None:
        self.record("callbackError", name, args, str(exception))


def test_an_exception_in_a_callback_is_logged_and_the_loop_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    app = Raising()
    with Server(sends(current_time(1) + current_time(2))) as server:
        app.connect("127.0.0.1", server.port, 1)
        app.run()
    assert app.log[1:] == [
        ("currentTime", (1,)),
        ("callbackError", ("currentTime", (1,), "mine")),
        ("currentTime", (2,)),
        ("connectionClosed", ()),
    ]
    assert "Traceback" in caplog.text and "currentTime" in caplog.text


def test_an_exception_in_callback_error_does_not_end_the_loop(caplog: pytest.LogCaptureFixture) -> None:
    class Worse(Raising):
        def callbackError(self, name: str, args: tuple[object, ...], exception: Exception) -> None:
            raise RuntimeError("in the hook")

    app = Worse()
    with Server(sends(current_time(1) + current_time(2))) as server:
        app.connect("127.0.0.1", server.port, 1)
        app.run()
    assert numbers(app) == [1, 2] and "in the hook" in caplog.text


def test_a_log_handler_that_raises_does_not_end_the_loop(capsys: pytest.CaptureFixture[str]) -> None:
    class Broken(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            raise RuntimeError("in the handler")

    app, handler = Raising(), Broken()
    logging.getLogger("ibproto.client").addHandler(handler)
    try:
        with Server(sends(current_time(1) + current_time(2))) as server:
            app.connect("127.0.0.1", server.port, 1)
            app.run()
    finally:
        logging.getLogger("ibproto.client").removeHandler(handler)
    assert app.names()[1:] == ["currentTime", "callbackError", "currentTime", "connectionClosed"]
    assert "in the handler" in capsys.readouterr().err


def test_a_wrapper_whose_look_up_fails_does_not_end_the_loop() -> None:
    class Odd:
        def __getattr__(self, name: str) -> object:
            raise RuntimeError(name)

    client = EClient(Odd())  # type: ignore[arg-type]
    with Server(sends(current_time(1))) as server:
        client.connect("127.0.0.1", server.port, 1)
        client.run()
    assert not client.isConnected()


def test_an_exception_that_cannot_be_shown_reaches_the_hook(caplog: pytest.LogCaptureFixture) -> None:
    class Unshown(Exception):
        def __repr__(self) -> str:
            raise ValueError("in repr")

    class Worse(Raising):
        def currentTime(self, time: int) -> None:
            self.record("currentTime", time)
            raise Unshown

    app = Worse()
    with Server(sends(current_time(1) + current_time(2))) as server:
        app.connect("127.0.0.1", server.port, 1)
        app.run()
    assert app.names()[1:] == ["currentTime", "callbackError"] * 2 + ["connectionClosed"]
    assert "Unshown" in caplog.text


def test_an_exception_in_connection_closed_does_not_leave_run(caplog: pytest.LogCaptureFixture) -> None:
    class Broken(App):
        def connectionClosed(self) -> None:
            super().connectionClosed()
            raise ValueError("at the end")

    app = Broken()
    with Server(sends()) as server:
        app.connect("127.0.0.1", server.port, 1)
        app.run()
    assert app.names() == ["connectAck", "connectionClosed"] and "at the end" in caplog.text


def test_an_exception_leaves_run_after_a_disconnect_when_that_is_asked_for() -> None:
    app = Raising()
    app.propagateCallbackErrors = True
    with Server(sends_and_stays(current_time(1) + current_time(2))) as server:
        app.connect("127.0.0.1", server.port, 1)
        with pytest.raises(ValueError, match="mine"):
            app.run()
    assert app.names() == ["connectAck", "currentTime", "callbackError", "connectionClosed"]


def test_queue_empty_raised_by_a_callback_is_an_exception_like_others() -> None:
    class Carver(App):
        def currentTime(self, time: int) -> None:
            super().currentTime(time)
            raise queue.Empty

    app = Carver()
    with Server(sends(current_time(1) + current_time(2))) as server:
        app.connect("127.0.0.1", server.port, 1)
        app.run()
    assert numbers(app) == [1, 2]


@pytest.mark.parametrize("exception", [KeyboardInterrupt, SystemExit])
def test_an_interrupt_disconnects(exception: type[BaseException]) -> None:
    class Interrupted(App):
        def currentTime(self, time: int) -> None:
            super().currentTime(time)
            raise exception

    app = Interrupted()
    with Server(sends_and_stays(current_time(1) + current_time(2))) as server:
        app.connect("127.0.0.1", server.port, 1)
        if exception is SystemExit:
            with pytest.raises(SystemExit):
                app.run()
        else:
            app.run()
    assert app.names() == ["connectAck", "currentTime", "connectionClosed"] and not app.isConnected()


def test_ctrl_c_while_idle_disconnects() -> None:
    app = App()
    with Server(stay) as server:
        app.connect("127.0.0.1", server.port, 1)
        timer = threading.Timer(0.1, _thread.interrupt_main)
        timer.start()
        app.run()
        timer.join()
    assert app.names() == ["connectAck", "connectionClosed"]


def test_an_overridden_keyboard_interrupt_keeps_the_loop_going_five_times() -> None:
    class Stubborn(App):
        def currentTime(self, time: int) -> None:
            super().currentTime(time)
            raise KeyboardInterrupt

        def keyboardInterrupt(self) -> None:
            self.record("keyboardInterrupt")

    app = Stubborn()
    with Server(sends_and_stays(*(current_time(i) for i in range(9)))) as server:
        app.connect("127.0.0.1", server.port, 1)
        with pytest.raises(SystemExit):
            app.run()
    assert numbers(app) == list(range(6)) and app.names().count("keyboardInterrupt") == 6
    assert app.names()[-1] == "connectionClosed"


def test_a_second_loop_is_refused(caplog: pytest.LogCaptureFixture) -> None:
    app = App()
    with Server(stay) as server:
        app.connect("127.0.0.1", server.port, 1)
        thread = app.startLoop("mine")
        assert thread.daemon and thread.name == "mine"
        with pytest.raises(RuntimeError, match="mine"):
            app.startLoop()
        app.run()  # returns: callbacks come on one thread only
        assert app.drain(0) == 0
        assert caplog.text.count("delivers the messages already") == 2
        app.disconnect()
        thread.join(DEADLINE)
        assert not thread.is_alive()
    assert app.threads["connectionClosed"] is thread


def test_start_loop_without_a_connection_ends_at_once(caplog: pytest.LogCaptureFixture) -> None:
    thread = App().startLoop()
    thread.join(DEADLINE)
    assert not thread.is_alive() and "not connected" in caplog.text


def test_run_during_a_connect_waits_for_it() -> None:
    app = App()
    go_on = threading.Event()

    def script(peer: Peer) -> None:
        assert go_on.wait(5)
        peer.shake_hands()
        peer.send(current_time(1))

    with Server(script) as server:
        connecting = threading.Thread(target=app.connect, args=("127.0.0.1", server.port, 1))
        connecting.start()
        until(lambda: app.connState == EClient.CONNECTING)
        running = threading.Thread(target=app.run)
        running.start()
        go_on.set()
        connecting.join(DEADLINE)
        running.join(DEADLINE)
    assert app.names() == ["connectAck", "currentTime", "connectionClosed"]
    assert app.threads["currentTime"] is running


def test_drain_delivers_what_is_there_on_this_thread() -> None:
    app = App()
    with Server(sends_and_stays(current_time(1) + current_time(2) + current_time(3))) as server:
        app.connect("127.0.0.1", server.port, 1)
        assert app.drain(5) == 3 and app.drain(0) == 0
        assert app.threads["currentTime"] is threading.current_thread()
        app.disconnect()
    assert app.names()[-1] == "connectionClosed"


def test_drain_waits_no_longer_than_told() -> None:
    app = App()
    with Server(stay) as server:
        app.connect("127.0.0.1", server.port, 1)
        started = time.monotonic()
        assert app.drain(0.05) == 0
        assert 0.04 < time.monotonic() - started < 2
        app.disconnect()


def test_drain_sees_the_end_of_the_connection() -> None:
    app = App()
    with Server(sends(current_time(1))) as server:
        app.connect("127.0.0.1", server.port, 1)
        until(lambda: not app.isConnected())
        assert app.drain(1) == 1
        assert app.drain(1) == 0
    assert app.names() == ["connectAck", "currentTime", "connectionClosed"]
    assert app.threads["connectionClosed"] is threading.current_thread()


def test_drain_without_a_connection_does_nothing() -> None:
    assert App().drain(0) == 0


def test_drain_passes_an_exception_on_and_can_go_on_when_asked_to() -> None:
    app = Raising()
    app.propagateCallbackErrors = True
    with Server(sends_and_stays(current_time(1) + current_time(2))) as server:
        app.connect("127.0.0.1", server.port, 1)
        with pytest.raises(ValueError, match="mine"):
            app.drain(5)
        assert app.drain(5) == 1 and app.isConnected()
        app.disconnect()


@pytest.mark.parametrize("exception", [IndexError, queue.Empty])
def test_drain_passes_on_every_exception(exception: type[Exception]) -> None:
    class Failing(App):
        propagateCallbackErrors = True

        def currentTime(self, time: int) -> None:
            raise exception

    app = Failing()
    with Server(sends_and_stays(current_time(1))) as server:
        app.connect("127.0.0.1", server.port, 1)
        with pytest.raises(exception):
            app.drain(5)
        app.disconnect()


def test_disconnect_in_a_callback_ends_drain() -> None:
    class Leaving(App):
        def currentTime(self, time: int) -> None:
            super().currentTime(time)
            self.disconnect()

    app = Leaving()
    with Server(sends_and_stays(current_time(1) + current_time(2))) as server:
        app.connect("127.0.0.1", server.port, 1)
        assert app.drain(5) == 1
    assert app.names() == ["connectAck", "currentTime", "connectionClosed"]


def test_a_loop_of_the_users_own_works() -> None:
    app = App()
    with Server(sends(*(current_time(i) for i in range(5)))) as server:
        app.connect("127.0.0.1", server.port, 1)
        decoder = app.decoder
        while app.isConnected() or not app.msg_queue.empty():
            try:
                text = app.msg_queue.get(block=True, timeout=0.2)
            except queue.Empty:
                continue
            fields = comm.read_fields(text)
            decoder.interpret(fields[1:], int(fields[0]))
        assert numbers(app) == list(range(5))
        app.disconnect()
    assert app.names().count("connectionClosed") == 1


@pytest.mark.parametrize("with_id", [True, False])
def test_a_value_that_equals_the_id_is_no_id_in_a_loop_of_the_users_own(with_id: bool) -> None:
    class Orders(App):
        def orderStatus(self, orderId, status, *args):  # type: ignore[no-untyped-def]
            self.record("orderStatus", orderId, status)

    app = Orders()
    with Server(stay) as server:
        app.connect("127.0.0.1", server.port, 1)
        for order_id in (3, 4):  # 3 is also the id of the message
            text = frame(3, order_id, "Filled", 1, 0, 2.5, 7, 0, 2.5, 1, "", 0)[4:]
            app.decoder.interpret(comm.read_fields(text)[0 if with_id else 1 :], 3)
        app.decoder.interpret([b"3", b"Filled"], 3)
        app.disconnect()
    assert app.log[1:3] == [("orderStatus", (3, "Filled")), ("orderStatus", (4, "Filled"))]
    assert [code for _, code, _ in app.errors()] == [508]


def test_the_size_of_the_queue_is_known() -> None:
    app = App()
    with Server(sends_and_stays(*(current_time(i) for i in range(5)))) as server:
        app.connect("127.0.0.1", server.port, 1)
        until(lambda: app.msg_queue.qsize() == 5)
        app.msg_queue.get_nowait()
        assert app.msg_queue.qsize() == 4 and not app.msg_queue.empty()
        app.disconnect()
        assert app.drain(0) == 0


def test_a_put_frame_is_delivered() -> None:
    app = App()
    with Server(stay) as server:
        app.connect("127.0.0.1", server.port, 1)
        app.msg_queue.put(current_time(7)[4:])
        assert app.drain(0) == 1 and numbers(app) == [7]
        app.disconnect()


def test_another_wrapper_gets_the_next_message() -> None:
    app, other = App(), App()
    with Server(sends_and_stays(current_time(1), current_time(2))) as server:
        app.connect("127.0.0.1", server.port, 1)
        until(lambda: app.msg_queue.qsize() == 2)
        app.wrapper = other
        assert app.drain(0) == 2 and numbers(other) == [1, 2] and numbers(app) == []
        assert app.decoder.wrapper is other
        app.disconnect()
    assert other.names()[-1] == "connectionClosed"


@pytest.mark.parametrize("size", [1, 7, 4096, 65535, 65536, 65537, 200_000, 5_000_000])
def test_messages_around_the_size_of_a_read_arrive(size: int) -> None:
    total = max(1, 300_000 // max(size, 60))
    stream = b"".join(padded(i, max(size, 30)) for i in range(total)) + current_time(1)
    app = App()
    with Server(sends(stream)) as server:
        app.connect("127.0.0.1", server.port, 1)
        app.run()
    assert [args[0] for name, args in app.log if name == "tickNews"] == list(range(total))
    assert numbers(app) == [1]


@pytest.mark.parametrize("burst", [4096, 8192, 65536, 131072])
def test_a_burst_of_exactly_a_read_then_silence_is_delivered(burst: int) -> None:
    app = App()
    with Server(sends_and_stays(padded(1, burst // 2) + padded(2, burst // 2))) as server:
        app.connect("127.0.0.1", server.port, 1)
        thread = app.startLoop()
        app.wait_for("tickNews")
        app.wait_for("tickNews")
        app.disconnect()
        thread.join(DEADLINE)


def test_a_stream_in_single_bytes_arrives() -> None:
    stream = b"".join(current_time(i) for i in range(20))
    app = App()
    with Server(sends(*(stream[i : i + 1] for i in range(len(stream))))) as server:
        app.connect("127.0.0.1", server.port, 1)
        app.run()
    assert numbers(app) == list(range(20)) and not app.errors()


def test_an_empty_message_delays_nothing() -> None:
    app = App()
    with Server(sends_and_stays(current_time(1) + bytes(4) * 1000 + current_time(2))) as server:
        app.connect("127.0.0.1", server.port, 1)
        started = time.monotonic()
        while numbers(app) != [1, 2]:
            app.drain(1)
        assert time.monotonic() - started < 0.5 and not app.errors()
        app.disconnect()


@pytest.mark.parametrize("length", [0x1000000, 0xFFFFFFFF])
def test_a_message_that_is_too_long_ends_the_connection(length: int) -> None:
    app = App()
    with Server(sends_and_stays(current_time(1) + length.to_bytes(4, "big") + b"x" * 100_000)) as server:
        app.connect("127.0.0.1", server.port, 1)
        app.run()
    assert app.names() == ["connectAck", "currentTime", "error", "connectionClosed"]
    ((reqId, code, text),) = app.errors()
    assert (reqId, code) == (-1, 507) and str(length) in text


def test_a_message_of_the_greatest_length_arrives() -> None:
    app = App()
    with Server(sends(padded(1, 4 + 0xFFFFFF) + current_time(1))) as server:
        app.connect("127.0.0.1", server.port, 1)
        app.run()
    assert app.names() == ["connectAck", "tickNews", "currentTime", "connectionClosed"]


def test_a_message_cut_short_by_the_end_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    app = App()
    with Server(sends(current_time(1) + current_time(2)[:-1])) as server:
        app.connect("127.0.0.1", server.port, 1)
        app.run()
    assert app.names() == ["connectAck", "currentTime", "connectionClosed"] and "into a message" in caplog.text


def test_a_reset_ends_the_connection(caplog: pytest.LogCaptureFixture) -> None:
    def script(peer: Peer) -> None:
        peer.shake_hands()
        peer.reset()

    app = App()
    with caplog.at_level(logging.WARNING), Server(script) as server:
        app.connect("127.0.0.1", server.port, 1)
        app.run()
    assert app.names() == ["connectAck", "connectionClosed"]


def test_a_failure_inside_the_reader_ends_the_connection(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from ibproto.reader import EReader

    def broken(self: EReader, buffer: bytes) -> None:
        raise MemoryError

    monkeypatch.setattr(EReader, "_split", broken)
    app = App()
    with Server(stay) as server:
        app.connect("127.0.0.1", server.port, 1)
        app.run()
    assert app.names() == ["connectAck", "connectionClosed"] and "MemoryError" in caplog.text


def test_a_bad_message_is_reported_and_the_next_delivered() -> None:
    app = App()
    with Server(sends(frame(49, 1, "x") + frame(12345, 1) + b"\0\0\0\3abc" + current_time(2))) as server:
        app.connect("127.0.0.1", server.port, 1)
        app.run()
    assert numbers(app) == [2] and [code for _, code, _ in app.errors()] == [508, 505, 508]


def test_reading_pauses_above_the_high_water_mark() -> None:
    sent = []
    limited = threading.Event()

    def script(peer: Peer) -> None:
        peer.shake_hands()
        assert limited.wait(10)
        for i in range(400):
            peer.send(padded(i, 100_000))
            sent.append(i)

    app = App()
    with Server(script) as server:
        app.connect("127.0.0.1", server.port, 1)
        app.reader.highWater = 1_000_000
        limited.set()
        before = -1
        while len(sent) != before:
            before = len(sent)
            time.sleep(0.15)
        assert app.msg_queue.qsize() < 15 and before < 400
        app.run()
    assert [args[0] for name, args in app.log if name == "tickNews"] == list(range(400))


def test_disconnect_ends_a_reader_that_pauses() -> None:
    def script(peer: Peer) -> None:
        peer.shake_hands()
        try:
            for i in range(400):
                peer.send(padded(i, 100_000))
        except OSError:
            pass

    app = App()
    with Server(script) as server:
        app.connect("127.0.0.1", server.port, 1)
        app.reader.highWater = 1_000_000
        until(lambda: app.msg_queue.qsize() >= 10)
        reader = app.reader
        started = time.monotonic()
        app.disconnect()
        assert not reader.is_alive() and time.monotonic() - started < 1


@pytest.mark.slow
def test_a_burst_above_the_default_high_water_mark_arrives() -> None:
    count = 96 * 1024

    def script(peer: Peer) -> None:
        peer.shake_hands()
        for i in range(count):
            peer.send(padded(i, 1024))

    class Counting(App):
        seen = 0

        def tickNews(self, tickerId, timeStamp, providerCode, articleId, headline, extraData):  # type: ignore[no-untyped-def]
            assert tickerId == self.seen
            self.seen += 1

    app = Counting()
    with Server(script) as server:
        app.connect("127.0.0.1", server.port, 1)
        until(lambda: app.msg_queue.qsize() > 60_000)
        app.run()
    assert app.seen == count and app.names() == ["connectAck", "connectionClosed"]


def test_a_server_version_is_still_known_while_the_rest_is_delivered() -> None:
    class Asking(App):
        def currentTime(self, time: int) -> None:
            self.record("currentTime", self.serverVersion())

    app = Asking()
    with Server(sends(current_time(1))) as server:
        app.connect("127.0.0.1", server.port, 1)
        until(lambda: not app.isConnected())
        app.run()
    assert ("currentTime", (VERSION,)) in app.log
