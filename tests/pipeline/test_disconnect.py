"""disconnect(): from anywhere, any number of times, with connectionClosed once; and connecting again afterwards."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from .scripted import DEADLINE, READY, App, Peer, Server, answer, current_time, stay, until


def test_it_does_nothing_without_a_connection() -> None:
    app = App()
    app.disconnect()
    app.disconnect()
    assert app.log == []


def test_it_is_idempotent() -> None:
    app = App()
    with Server(stay) as server:
        app.connect("127.0.0.1", server.port, 1)
        reader = app.reader
        app.disconnect()
        assert app.names() == ["connectAck", "connectionClosed"] and not reader.is_alive()
        app.disconnect()
    assert app.names() == ["connectAck", "connectionClosed"]
    assert app.threads["connectionClosed"] is threading.current_thread()
    assert app.serverVersion() is None and app.conn is None and app.host is None


def test_what_was_not_delivered_is_dropped() -> None:
    class Leaving(App):
        def currentTime(self, time: int) -> None:
            super().currentTime(time)
            if time == 2:
                self.disconnect()
                self.record("back")

    def script(peer: Peer) -> None:
        peer.shake_hands()
        peer.send(b"".join(current_time(i) for i in range(1000)))
        peer.wait_closed()

    app = Leaving()
    with Server(script) as server:
        app.connect("127.0.0.1", server.port, 1)
        until(lambda: app.msg_queue.qsize() == 1000)
        app.run()
    assert app.names() == ["connectAck", "currentTime", "currentTime", "currentTime", "connectionClosed", "back"]


def test_from_another_thread_it_ends_run_and_closes_on_the_loop_thread() -> None:
    app = App()
    with Server(stay) as server:
        app.connect("127.0.0.1", server.port, 1)
        thread = app.startLoop()
        app.disconnect()
        assert app.names() == ["connectAck", "connectionClosed"]
        assert app.threads["connectionClosed"] is thread
        thread.join(DEADLINE)
        assert not thread.is_alive()


def test_it_does_not_wait_for_ever_for_a_callback_that_hangs() -> None:
    release = threading.Event()

    class Hanging(App):
        def currentTime(self, time: int) -> None:
            super().currentTime(time)
            release.wait(DEADLINE)

    def script(peer: Peer) -> None:
        peer.shake_hands()
        peer.send(current_time(1))
        peer.wait_closed()

    app = Hanging()
    with Server(script) as server:
        app.connect("127.0.0.1", server.port, 1)
        thread = app.startLoop()
        app.wait_for("currentTime")
        started = time.monotonic()
        app.disconnect()
        assert time.monotonic() - started < 4 and not app.isConnected()
        release.set()
        thread.join(DEADLINE)
    assert app.names() == ["connectAck", "currentTime", "connectionClosed"]


@pytest.mark.parametrize("attempt", range(20))
def test_from_many_threads_racing_the_server_it_closes_once(attempt: int) -> None:
    go = threading.Barrier(4)

    def script(peer: Peer) -> None:
        peer.shake_hands()
        peer.send(current_time(1) * 50)
        go.wait(DEADLINE)

    app = App()

    def leave() -> None:
        go.wait(DEADLINE)
        app.disconnect()

    with Server(script) as server:
        app.connect("127.0.0.1", server.port, 1)
        thread = app.startLoop()
        others = [threading.Thread(target=leave) for _ in range(3)]
        for other in others:
            other.start()
        for other in [*others, thread]:
            other.join(DEADLINE)
            assert not other.is_alive()
    assert app.names().count("connectionClosed") == 1 and app.names()[-1] == "connectionClosed"


def test_calling_it_in_connection_closed_is_harmless() -> None:
    class Again(App):
        def connectionClosed(self) -> None:
            super().connectionClosed()
            self.disconnect()

    app = Again()
    with Server(lambda peer: peer.shake_hands()) as server:
        app.connect("127.0.0.1", server.port, 1)
        app.run()
    assert app.names() == ["connectAck", "connectionClosed"]


def test_calling_it_in_connect_ack_is_harmless() -> None:
    class Leaving(App):
        def connectAck(self) -> None:
            super().connectAck()
            self.disconnect()

    app = Leaving()
    with Server(stay) as server:
        app.connect("127.0.0.1", server.port, 1, wait=True)
        app.run()
    assert app.names()[:2] == ["connectAck", "connectionClosed"] and not app.isConnected()


def test_a_bot_may_override_every_public_method() -> None:
    """The library does not call a method that a bot may have made its own."""

    class Own(App):
        def disconnect(self) -> None:
            raise AssertionError("called by the library")

        isConnected = reset = serverVersion = startApi = setConnState = run = disconnect  # type: ignore[assignment]

    def script(peer: Peer) -> None:
        peer.shake_hands(glued=current_time(1))
        peer.read_frame()

    app = Own()
    with Server(script) as server:
        App.connect(app, "127.0.0.1", server.port, 1)
        app.reqCurrentTime()
        App.run(app)
        App.disconnect(app)
    assert app.names() == ["connectAck", "currentTime", "connectionClosed"] and not app.errors()


def test_reset_closes_what_would_be_out_of_reach() -> None:
    app = App()
    with Server(stay) as server:
        app.connect("127.0.0.1", server.port, 1)
        app.reset()
        assert not app.isConnected() and app.host is None
    app.setConnectOptions("x")
    app.reset()
    assert app.connectOptions is None


def test_closing_the_connection_object_ends_the_loop() -> None:
    app = App()
    with Server(stay) as server:
        app.connect("127.0.0.1", server.port, 1)
        thread = app.startLoop()
        app.conn.disconnect()
        thread.join(DEADLINE)
    assert app.names() == ["connectAck", "connectionClosed"]


def test_the_same_client_connects_again_after_each_kind_of_end() -> None:
    app = App()
    with Server(stay) as staying, Server(lambda peer: peer.shake_hands()) as leaving:
        for _ in range(3):
            app.connect("127.0.0.1", staying.port, 1)
            app.disconnect()
            app.connect("127.0.0.1", leaving.port, 1)
            app.run()
    assert app.names() == ["connectAck", "connectionClosed"] * 6


def test_connecting_after_a_loss_ends_the_lost_connection_first() -> None:
    app = App()
    with Server(lambda peer: peer.shake_hands()) as leaving, Server(stay) as staying:
        app.connect("127.0.0.1", leaving.port, 1)
        until(lambda: not app.isConnected())
        app.connect("127.0.0.1", staying.port, 2)
        assert app.isConnected() and app.clientId == 2
        app.disconnect()
    assert app.names() == ["connectAck", "connectionClosed"] * 2


@pytest.mark.parametrize("where", ["currentTime", "connectionClosed"])
def test_run_serves_the_connection_that_a_callback_opened(where: str) -> None:
    class Reconnecting(App):
        def again(self) -> None:
            if len(server.peers) < 3:
                self.disconnect()
                self.connect("127.0.0.1", server.port, 1)

        def currentTime(self, time: int) -> None:
            super().currentTime(time)
            if where == "currentTime":
                self.again()

        def connectionClosed(self) -> None:
            super().connectionClosed()
            if where == "connectionClosed":
                self.again()

    app = Reconnecting()
    with Server(lambda peer: peer.shake_hands(glued=current_time(1))) as server:
        app.connect("127.0.0.1", server.port, 1)
        app.run()
    assert sorted(app.names()) == ["connectAck"] * 3 + ["connectionClosed"] * 3 + ["currentTime"] * 3
    assert app.threads["currentTime"] is threading.current_thread()


def test_a_new_loop_is_not_refused_while_the_old_one_is_ending() -> None:
    release = threading.Event()

    class Slow(App):
        def currentTime(self, time: int) -> None:
            super().currentTime(time)
            if time == 1:
                release.wait(DEADLINE)

    numbers = iter([1, 2])

    def script(peer: Peer) -> None:
        peer.shake_hands(glued=current_time(next(numbers)))
        peer.wait_closed()

    app = Slow()
    with Server(script) as server:
        app.connect("127.0.0.1", server.port, 1)
        old = app.startLoop()
        app.wait_for("currentTime")
        app.disconnect()
        app.connect("127.0.0.1", server.port, 1)
        new = app.startLoop()
        assert app.wait_for("currentTime") == (2,)
        release.set()
        old.join(DEADLINE)
        assert not old.is_alive() and app.isConnected() and app.port == server.port
        app.disconnect()
        new.join(DEADLINE)
    assert app.names().count("connectionClosed") == 2


def test_two_hundred_cycles_leave_nothing_behind() -> None:
    def files() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    app = App()
    before = threading.active_count()
    with Server(stay) as server:
        opened = files()
        for cycle in range(200):
            app.connect("127.0.0.1", server.port, 1)
            thread = app.startLoop() if cycle % 2 else None
            app.disconnect()
            if thread:
                thread.join(DEADLINE)
        for server_thread in server.threads:
            server_thread.join(DEADLINE)
        assert files() <= opened
    assert threading.active_count() <= before
    assert app.names() == ["connectAck", "connectionClosed"] * 200


def test_thirty_two_clients_in_one_process() -> None:
    apps = [App() for _ in range(32)]

    def script(peer: Peer) -> None:
        peer.shake_hands(glued=READY)
        assert peer.read_frame().startswith(b"49\0")
        peer.send(current_time(5))
        peer.wait_closed()

    with Server(script) as server:
        for number, app in enumerate(apps):
            app.connect("127.0.0.1", server.port, number)
        threads = [app.startLoop() for app in apps]
        for app in apps:
            app.reqCurrentTime()
        for app in apps:
            assert app.wait_for("currentTime") == (5,)
            app.disconnect()
        for thread in threads:
            thread.join(DEADLINE)
            assert not thread.is_alive()


def test_a_program_that_forgets_to_disconnect_ends() -> None:
    with Server(stay) as server:
        code = f"""
from ibproto.client import EClient
from ibproto.wrapper import EWrapper
app = EClient(EWrapper())
app.connect("127.0.0.1", {server.port}, 1)
app.startLoop()
print(app.isConnected())
"""
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, timeout=20, cwd=Path(__file__).parents[2]
        )
    assert (done.returncode, done.stdout, done.stderr) == (0, "True\n", "")


def test_the_with_statement_disconnects() -> None:
    app = App()
    with Server(stay) as server, app:
        app.connect("127.0.0.1", server.port, 1)
    assert app.names() == ["connectAck", "connectionClosed"]


def test_a_signal_handler_may_disconnect() -> None:
    import signal

    app = App()
    with Server(lambda peer: (peer.read_hello(), peer.send(answer()), peer.wait_closed())) as server:
        app.connect("127.0.0.1", server.port, 1)
        old = signal.signal(signal.SIGALRM, lambda *_: app.disconnect())
        try:
            signal.setitimer(signal.ITIMER_REAL, 0.05)
            app.run()
        finally:
            signal.signal(signal.SIGALRM, old)
    assert app.names() == ["connectAck", "connectionClosed"]
