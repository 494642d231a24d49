"""What programs do below the requests works, or says why not."""

from __future__ import annotations

import queue
import threading
from typing import Any

import pytest

from ibproto import comm
from ibproto.client import EClient
from ibproto.connection import Connection
from ibproto.decoder import Decoder
from ibproto.gateway import SimulatedGateway
from ibproto.message import OUT
from ibproto.reader import EReader
from ibproto.wrapper import EWrapper

BOTH = pytest.mark.parametrize("version", [157, 226])
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


class Bot(EWrapper, EClient):
    """Asks for the time when the session is ready, and notes what comes."""

    def __init__(self) -> None:
        EClient.__init__(self, self)
        self.times: list[int] = []

    def nextValidId(self, orderId: int) -> None:
        self.reqCurrentTime()

    def currentTime(self, time: int) -> None:
        self.times.append(time)
        self.disconnect()

    def error(self, reqId: int, errorCode: int, errorString: str) -> None:  # type: ignore[override]
        pass


def run(bot: EClient, version: int) -> None:
    with SimulatedGateway(server_version=version) as gateway:
        bot.connect(gateway.host, gateway.port, 1)
        watch = threading.Timer(10.0, bot.disconnect)
        watch.start()
        bot.run()
        watch.cancel()
        watch.join()


# ---- done ------------------------------------------------------------------------------------------------------------


def test_done_stops_the_loop() -> None:
    class Stopping(Bot):
        def currentTime(self, time: int) -> None:
            self.times.append(time)
            self.done = True

    bot = Stopping()
    run(bot, 226)
    assert len(bot.times) == 1 and bot.done is True and not bot.isConnected()


def test_a_program_that_uses_the_name_for_itself_goes_on() -> None:
    class Own(Bot):
        def __init__(self) -> None:
            super().__init__()
            self.done = False

        def nextValidId(self, orderId: int) -> None:
            self.done = True
            assert self.isConnected()
            super().nextValidId(orderId)

    bot = Own()
    run(bot, 226)
    assert len(bot.times) == 1


def test_done_may_be_asked_before_it_is_set_and_be_any_object() -> None:
    bot: Any = Bot()
    assert bot.done is False
    bot.done = event = threading.Event()
    assert bot.done is event
    del bot.done
    assert bot.done is False


# ---- loops of a program's own ----------------------------------------------------------------------------------------


@BOTH
def test_an_old_loop_over_the_queue_delivers(version: int) -> None:
    class Looping(Bot):
        def run(self) -> None:
            while self.isConnected() or not self.msg_queue.empty():
                try:
                    text = self.msg_queue.get(block=True, timeout=0.2)
                except queue.Empty:
                    continue
                fields = comm.read_fields(text)
                assert self.decoder is not None
                self.decoder.interpret(fields)

    bot = Looping()
    run(bot, version)
    assert len(bot.times) == 1


def test_fields_without_their_payload_are_interpreted_too() -> None:
    from ibproto.decoder import Decoder

    bot = Bot()
    Decoder(bot, 157).interpret((b"49", b"1", b"7"))
    assert bot.times == [7]


# ---- sendMsg ---------------------------------------------------------------------------------------------------------


@BOTH
def test_an_old_override_of_send_msg_sees_and_sends_everything(version: int) -> None:
    class Sending(Bot):
        def __init__(self) -> None:
            super().__init__()
            self.sent: list[str] = []

        def sendMsg(self, msg: str) -> None:  # type: ignore[override]
            self.sent.append(msg.partition("\0")[0])
            super().sendMsg(msg)  # type: ignore[call-arg,arg-type]

    bot = Sending()
    run(bot, version)
    assert bot.sent == ["249" if version == 226 else "49"] and len(bot.times) == 1


def test_an_override_may_send_later_on_a_thread_of_its_own() -> None:
    class Pacing(Bot):
        def __init__(self) -> None:
            super().__init__()
            self.threads: list[threading.Thread] = []

        def sendMsg(self, msg: str) -> None:  # type: ignore[override]
            self.threads.append(threading.Thread(target=super().sendMsg, args=(msg,)))
            self.threads[-1].start()

    bot = Pacing()
    run(bot, 226)
    for thread in bot.threads:
        thread.join()
    assert len(bot.times) == 1 == len(bot.threads)


@BOTH
def test_an_override_of_today_gets_id_and_fields(version: int) -> None:
    class Sending(Bot):
        def __init__(self) -> None:
            super().__init__()
            self.sent: list[tuple[int, object]] = []

        def sendMsg(self, msgId: int, msg: str) -> None:
            self.sent.append((msgId, msg))
            super().sendMsg(msgId, msg)

        def sendMsgProtoBuf(self, msgId: int, msg: bytes) -> None:
            self.sent.append((msgId, msg))
            super().sendMsgProtoBuf(msgId, msg)

    bot = Sending()
    run(bot, version)
    assert bot.sent == [(249, b"") if version == 226 else (49, "1\0")] and len(bot.times) == 1


@pytest.mark.parametrize("by_connection", [False, True])
def test_a_message_of_the_programs_own_making_is_sent(by_connection: bool) -> None:
    class Making(Bot):
        def nextValidId(self, orderId: int) -> None:
            make: Any = comm.make_msg
            send: Any = self.sendMsg
            text = comm.make_field(OUT.REQ_CURRENT_TIME.value) + comm.make_field(1)
            if by_connection:
                assert self.conn is not None
                self.conn.sendMsg(make(text))
            else:
                send(text)

    bot = Making()
    run(bot, 157)
    assert len(bot.times) == 1


# ---- attributes ------------------------------------------------------------------------------------------------------


def test_the_attributes_that_programs_look_at() -> None:
    class Looking(Bot):
        def connectAck(self) -> None:
            if self.asynchronous:
                self.startApi()
            assert self.conn is not None and self.reader is not None and self.decoder is not None
            self.seen = {
                "connected": self.conn.isConnected(),
                "state": self.connState == EClient.CONNECTED,
                "lock": self.conn.lock.acquire(blocking=False),
                "version": self.serverVersion() == self.serverVersion_ == 176,
                "time": self.twsConnectionTime() == self.connTime,
                "reader": self.reader.is_alive(),
                "extra": (self.extraAuth, self.optCapab, self.clientId, self.host),
                "wrapper": self.wrapper is self,
                "server": self.decoder.serverVersion,
            }
            self.conn.lock.release()

    bot = Looking()
    run(bot, 176)
    assert bot.seen.pop("extra") == (False, None, 1, "127.0.0.1")
    assert bot.seen.pop("server") == 176
    assert all(bot.seen.values()), bot.seen
    assert (bot.conn, bot.connState) == (None, EClient.DISCONNECTED)


# ---- connect of their own --------------------------------------------------------------------------------------------


class OwnConnect(EWrapper):
    """A client that a program made from the parts: handshake, queue and loop are its own."""

    def __init__(self) -> None:
        self.times: list[int] = []
        self.queue: queue.Queue[bytes] = queue.Queue()

    def currentTime(self, time: int) -> None:
        self.times.append(time)

    def connect(self, host: str, port: int, versions: str) -> None:
        make: Any = comm.make_msg
        self.conn = Connection(host, port)
        self.conn.connect()
        self.conn.sendMsg(b"API\0" + make(versions))
        self.decoder = Decoder(self, None)
        fields: tuple[bytes, ...] = ()
        while len(fields) != 2:
            self.decoder.interpret(fields)
            _, msg, _ = comm.read_msg(self.conn.recvMsg())
            fields = comm.read_fields(msg)
        self.decoder.serverVersion = int(fields[0])
        self.reader = EReader(self.conn, self.queue)
        self.reader.start()
        for message in ([OUT.START_API, 2, 1, ""], [OUT.REQ_CURRENT_TIME, 1]):
            self.conn.sendMsg(make("".join(map(comm.make_field, message))))

    def loop(self) -> None:
        while not self.times:
            self.decoder.interpret(comm.read_fields(self.queue.get(timeout=10.0)))


@pytest.mark.parametrize("version", [157, 176])
def test_a_program_makes_the_connection_from_the_parts(version: int) -> None:
    bot = OwnConnect()
    with SimulatedGateway(server_version=226) as gateway:
        bot.connect(gateway.host, gateway.port, f"v100..{version}")
        bot.loop()
        bot.conn.disconnect()
        bot.reader.join(10.0)
    assert bot.decoder.serverVersion == version and not bot.reader.is_alive()


@BOTH
def test_a_client_id_may_be_given_as_text(version: int) -> None:
    bot = Bot()
    with SimulatedGateway(server_version=version) as gateway:
        bot.connect(gateway.host, gateway.port, "7")  # type: ignore[arg-type]
        assert bot.clientId == 7
        bot.run()
    assert bot.times
