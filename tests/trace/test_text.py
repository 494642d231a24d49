"""The lines of a trace: what is told, in which order, with which names."""

from __future__ import annotations

import io
import threading

import pytest

from ibproto.client import EClient
from ibproto.connection import Connection
from ibproto.contract import Contract
from ibproto.decoder import Decoder
from ibproto.gateway import SimulatedGateway
from ibproto.gateway.stepped import SteppedGateway
from ibproto.pipeline import parts
from ibproto.pipeline.parts import Parts
from ibproto.trace import Trace, from_environment, hooks, trace_all
from ibproto.wrapper import EWrapper

from .tools import AAPL, Bot, lines, said, traced

VERSIONS = (100, 144, 176, 200, 201, 213, 226)


@pytest.mark.gateway(server_version=176)
def test_the_whole_sequence_of_a_session_in_order(gateway: SteppedGateway) -> None:
    bot = Bot()
    text = traced(bot)
    gateway.connect(bot)
    shown = lines(text)
    assert shown[0].startswith("-- connect host='127.0.0.1' port=")
    assert shown[1] == "-- connected serverVersion=176 serverTime='20260114 10:00:00 EST'"
    assert shown[2] == ">> startApi clientId=1"
    assert shown[3].startswith("<< managedAccounts accountsList='DU1234567'")
    assert shown[4].startswith("<< nextValidId orderId=1")
    assert shown[5:8] == ["{ nextValidId(1)", "  >> reqCurrentTime", "} nextValidId 2.00 s"]
    assert "errorCode=2104" in shown[8] and "(notice: a market data farm is connected)" in shown[8]
    assert shown[-2:] == ["{ currentTime(1768402800)", "} currentTime 1.00 s"]


@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_is_told_by_the_same_names(version: int) -> None:
    with SteppedGateway(server_version=version) as gateway:
        bot = Bot()
        text = traced(bot)
        gateway.connect(bot)
        bot.reqContractDetails(5, AAPL)
        gateway.deliver()
    shown = "\n".join(lines(text))
    assert ">> reqContractDetails reqId=5" in shown
    assert "contract.symbol='AAPL'" in shown
    assert "<< contractDetails reqId=5" in shown
    assert "contract.longName='APPLE INC'" in shown or "contractDetails.longName='APPLE INC'" in shown, shown
    assert "<< contractDetailsEnd reqId=5" in shown


def test_a_message_that_nobody_listens_to_has_no_callback(gateway: SteppedGateway) -> None:
    bot = Bot()
    text = traced(bot)
    gateway.connect(bot)
    assert any(line.startswith("<< managedAccounts") for line in lines(text))
    assert not any("{ managedAccounts" in line for line in lines(text))


def test_an_exception_is_told_with_the_callback_that_it_left(gateway: SteppedGateway) -> None:
    class Failing(Bot):
        def currentTime(self, time: int) -> None:
            raise ValueError("no such time")

    bot = Failing()
    text = traced(bot)
    with pytest.raises(ValueError, match="no such time"):
        gateway.connect(bot)
    assert lines(text)[-1] == "} currentTime 1.00 s  (raised ValueError(no such time))"


def test_a_request_that_is_refused_shows_as_the_error_that_it_is(gateway: SteppedGateway) -> None:
    class Listening(Bot):
        def error(self, *args: object) -> None:
            pass

    bot = Listening()
    text = traced(bot)
    gateway.connect(bot)
    bot.reqContractDetails(5, Contract(strike="much"))  # type: ignore[arg-type]
    (line,) = [line for line in lines(text) if "reqContractDetails" in line]
    assert line.startswith("{ error(5, ")
    assert "  (client: " in line


def test_a_connection_that_fails_is_told() -> None:
    class Listening(Bot):
        def error(self, *args: object) -> None:
            pass

    bot = Listening()
    text = traced(bot)
    bot.connect("127.0.0.1", 1, 1, timeout=1.0)
    connect, error, left = lines(text)
    assert connect == "-- connect host='127.0.0.1' port=1 clientId=1"
    assert error.startswith("{ error(-1, ") and " 502, " in error
    assert left.startswith("} error")


def test_each_line_tells_time_and_thread() -> None:
    with SimulatedGateway() as gateway:
        bot = Bot()
        text = traced(bot)
        bot.connect(gateway.host, gateway.port, 1, wait=True)
        loop = bot.startLoop("the-loop")
        done = threading.Event()
        bot.currentTime = lambda time: done.set()  # type: ignore[method-assign]
        bot.reqCurrentTime()
        assert done.wait(10)
        bot.disconnect()
        loop.join(10)
    assert said(text)[0].startswith("    1.0000 MainThread     -- connect")
    threads = {line.split()[1] for line in said(text) if "<< " in line or " { " in line}
    assert threads == {"the-loop"}
    assert any("MainThread" in line and ">> reqCurrentTime" in line for line in said(text))


def test_the_end_of_a_connection_is_told(gateway: SteppedGateway) -> None:
    bot = Bot()
    text = traced(bot)
    gateway.connect(bot)
    bot.disconnect()
    assert [line for line in lines(text) if line.startswith("-- closed")] == ["-- closed"]


def test_several_clients_are_told_apart(gateway: SteppedGateway) -> None:
    text = io.StringIO()
    trace = Trace(text)
    for number in (1, 2):
        bot = Bot()
        bot.setTrace(trace)
        gateway.connect(bot, number)
    assert any(" 2:MainThread" in line and "clientId=2" in line for line in said(text))


def test_zeros_of_long_messages_are_left_out_unless_all_is_asked_for(gateway: SteppedGateway) -> None:
    found = []
    for full in (False, True):
        bot = Bot()
        text = traced(bot, full=full)
        gateway.connect(bot, 2 + full)
        bot.reqContractDetails(5, AAPL)
        gateway.deliver()
        found.append(next(line for line in lines(text) if line.startswith("<< contractDetails ")))
    assert "=0 " not in found[0] and "=False" not in found[0]
    assert len(found[1]) > len(found[0])


def test_a_message_of_hundreds_of_fields_is_cut_in_a_line(gateway: SteppedGateway) -> None:
    bot = Bot()
    text = traced(bot)
    gateway.connect(bot)
    bot.reqHistoricalData(5, AAPL, "", "1 D", "5 mins", "TRADES", 1, 1, False, [])
    gateway.deliver()
    (line,) = [line for line in lines(text) if line.startswith("<< historicalData ")]
    assert "bars[0].open=" in line and "bars[9]." not in line
    assert line.split("  [waited")[0].endswith(" more")


def test_without_a_trace_nothing_of_it_is_built_in(gateway: SteppedGateway) -> None:
    bot = Bot()
    gateway.connect(bot)
    assert (type(bot.conn), type(bot.decoder), type(bot._ibproto.parts)) == (Connection, Decoder, Parts)


def test_a_trace_that_is_taken_away_is_gone_with_the_next_connection(gateway: SteppedGateway) -> None:
    bot = Bot()
    text = traced(bot)
    gateway.connect(bot)
    bot.disconnect()
    bot.setTrace(None)
    before = text.getvalue()
    gateway.connect(bot)
    assert text.getvalue() == before


def test_a_trace_that_cannot_be_written_does_not_disturb(
    gateway: SteppedGateway, caplog: pytest.LogCaptureFixture
) -> None:
    class Listening(Bot):
        time = 0

        def currentTime(self, time: int) -> None:
            self.time = time

    bot = Listening()
    text = traced(bot)
    text.close()
    gateway.connect(bot)
    assert bot.time
    assert [record.getMessage()[:22] for record in caplog.records if record.name.startswith("ibproto.trace")] == [
        "the trace ends here, i"
    ]


def test_an_error_of_the_trace_itself_does_not_disturb(
    gateway: SteppedGateway, caplog: pytest.LogCaptureFixture
) -> None:
    class Odd(io.StringIO):
        def write(self, text: str) -> int:
            if "reqCurrentTime" in text:
                raise RuntimeError("odd")
            return super().write(text)

    bot = Bot()
    bot.setTrace(Trace(Odd()))
    gateway.connect(bot)
    bot.reqCurrentTime()
    assert [record.exc_info is not None for record in caplog.records if record.name.startswith("ibproto.trace")] == [
        True
    ]


def test_a_wrapper_of_any_class_is_traced(gateway: SteppedGateway) -> None:
    class Plain:
        def nextValidId(self, orderId: int) -> None:
            pass

    client = EClient(Plain())  # type: ignore[arg-type]
    text = traced(client)
    gateway.connect(client)
    assert "{ nextValidId(1)" in lines(text)


def test_a_callback_that_takes_the_protobuf_message_is_traced(gateway: SteppedGateway) -> None:
    class Raw(Bot):
        def currentTimeProtoBuf(self, currentTimeProto: object) -> None:
            pass

    bot = Raw()
    text = traced(bot)
    gateway.connect(bot)
    assert any(line.startswith("{ currentTimeProtoBuf(") for line in lines(text))


def test_messages_that_a_loop_of_its_own_takes_are_not_kept_for_ever(
    gateway: SteppedGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hooks, "MOST_WAITING", 3)
    bot = Bot()
    traced(bot)
    gateway.connect(bot)
    parts_of_bot = bot._ibproto.parts
    assert isinstance(parts_of_bot, hooks.TracedParts)
    assert parts_of_bot.watch(lambda frames: False)([bytes([number]) * 9 for number in range(10)]) is False
    assert len(parts_of_bot.arrived) == 3


@pytest.fixture
def nobody_else_is_traced() -> object:
    yield
    trace_all(None)


def test_all_clients_can_be_traced_together(gateway: SteppedGateway, nobody_else_is_traced: object) -> None:
    text = io.StringIO()
    trace_all(Trace(text))
    gateway.connect(Bot())
    assert ">> startApi clientId=1" in lines(text)


def test_the_environment_names_a_file_to_trace_to(
    gateway: SteppedGateway, monkeypatch: pytest.MonkeyPatch, tmp_path: object, nobody_else_is_traced: object
) -> None:
    file = f"{tmp_path}/trace.txt"
    monkeypatch.setenv("IBPROTO_TRACE", file)
    gateway.connect(Bot())
    with open(file) as written:
        assert any(">> startApi" in line for line in written)


def test_a_file_that_cannot_be_written_is_no_reason_to_fail(caplog: pytest.LogCaptureFixture, tmp_path: object) -> None:
    assert from_environment(f"{tmp_path}/missing/trace.txt") is None
    assert "no trace" in caplog.text
    assert parts.everywhere is None


def test_a_callback_of_the_base_class_that_a_program_has_replaced_is_told(
    gateway: SteppedGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(EWrapper, "managedAccounts", lambda self, accountsList: None)
    bot = Bot()
    text = traced(bot)
    gateway.connect(bot)
    assert "{ managedAccounts('DU1234567')" in lines(text)
