"""Planning, ending, composing and reading faults."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ibproto.gateway import SimulatedGateway, SteppedGateway
from ibproto.gateway.faults import FAULTS, Plan, load, parse, told
from ibproto.gateway.faults.running import params_of, values_of
from tests.gateway.tools import AAPL, Bot, market_order


def joined(gateway: SteppedGateway) -> Bot:
    bot = Bot()
    gateway.connect(bot)
    return bot


def times(gateway: SteppedGateway, bot: Bot, count: int = 40) -> list[int]:
    """Which of so many requests are answered."""
    bot.take()
    found = []
    for number in range(count):
        before = len(bot.of("currentTime"))
        bot.reqCurrentTime()
        gateway.deliver()
        found += [number] * (len(bot.of("currentTime")) - before)
    return found


def test_the_same_seed_brings_the_same_bad_luck() -> None:
    def luck(seed: int, name: str = "missing") -> list[int]:
        with SteppedGateway(seed=seed) as gateway:
            bot = joined(gateway)
            gateway.fault(name, message="currentTime", probability=0.5)
            return times(gateway, bot)

    assert luck(1) == luck(1) != luck(2)
    assert 5 < len(luck(1)) < 35


BAD_LUCK: tuple[tuple[str, dict[str, Any]], ...] = (
    ("late", {"probability": 0.2, "delay": 1.0}),
    ("duplicate", {"probability": 0.1}),
    ("reordered", {}),
    ("missing", {"message": "tickSize", "probability": 0.3}),
    ("garbage_frame", {"kind": "noise"}),
    ("slow_server", {"delay": 0.3}),
    ("flap_2103_2104", {"after": 10.0}),
)


def test_a_bad_day_can_be_had_again() -> None:
    def day() -> list[str]:
        with SteppedGateway(seed=5) as gateway:
            bot = joined(gateway)
            for name, params in BAD_LUCK:
                gateway.fault(name, **params)
            bot.reqMktData(1, AAPL, "", False, False, [])
            bot.placeOrder(1, AAPL, market_order(100))
            gateway.advance(30)
            told = [(name, (args[0], *args[2:]) if name == "error" else args) for name, args in bot.calls]
            return [repr(call) for call in told]  # but for the times of the client's own errors, which are real

    first, second = day(), day()
    assert len(first) > 200 and first == second


def test_a_fault_begins_and_ends_by_the_virtual_clock() -> None:
    with SteppedGateway() as gateway:
        bot = joined(gateway)
        gateway.fault("missing", after=10, message="currentTime", probability=1, seconds=5)
        assert times(gateway, bot, 1) == [0]
        gateway.advance(10)
        assert times(gateway, bot, 1) == []
        gateway.advance(5)
        assert times(gateway, bot, 1) == [0]


def test_a_fault_can_be_ended_before_it_begins_and_twice() -> None:
    with SteppedGateway() as gateway:
        bot = joined(gateway)
        fault = gateway.fault("missing", after=10, probability=1)
        with gateway.control():
            fault.end()
            fault.end()
        gateway.advance(20)
        assert times(gateway, bot, 1) == [0]


def test_faults_compose() -> None:
    with SteppedGateway() as gateway:
        bot = joined(gateway)
        gateway.fault("late", message="currentTime", delay=2)
        gateway.fault("duplicate", message="currentTime")
        assert times(gateway, bot, 1) == []
        gateway.advance(2)
        assert len(bot.of("currentTime")) == 2


@pytest.mark.parametrize(("name", "params"), [("missing", {"probability": 1}), ("slow_server", {}), ("half_open", {})])
def test_a_fault_may_be_for_one_client(name: str, params: dict[str, Any]) -> None:
    with SteppedGateway() as gateway:
        bot, other = joined(gateway), Bot()
        gateway.connect(other, 2)
        gateway.fault(name, client=2, **params)
        assert times(gateway, bot, 2) == [0, 1] and times(gateway, other, 2) == []
        gateway.fault("happy")
        assert times(gateway, bot, 1) == [0] and bot.isConnected()


def test_the_end_of_one_of_two_faults_that_set_a_switch_leaves_the_other() -> None:
    with SteppedGateway() as gateway:
        first = gateway.fault("delayed_only")
        second = gateway.fault("no_permission")
        with gateway.control() as world:
            assert world.behaviour.market_data == "none"
            first.end()
            assert world.behaviour.market_data == "none"
            second.end()
            assert world.behaviour.market_data == "live"


def test_happy_ends_all() -> None:
    with SteppedGateway() as gateway:
        bot = joined(gateway)
        gateway.fault("missing", probability=1)
        gateway.fault("connection_loss", after=5)
        gateway.fault("gateway_restart", seconds=1000, after=1)
        gateway.advance(2)
        gateway.fault("happy")
        bot = joined(gateway)
        assert bot.wait("nextValidId") and times(gateway, bot, 2) == [0, 1]
        gateway.advance(10)
        assert bot.errors() == []
        with gateway.control() as world:
            assert world.hooks.outgoing == world.hooks.incoming == world.hooks.joined == []


def test_a_fault_needs_a_gateway_that_runs() -> None:
    with pytest.raises(RuntimeError, match="started"):
        SimulatedGateway().fault("happy")


def test_a_wrong_fault_changes_nothing() -> None:
    with SteppedGateway() as gateway:
        for name, params in (("hapy", {}), ("late", {"probability": 2}), ("late", {"message": "tick"})):
            with pytest.raises(ValueError, match="hapy|possible|tick"):
                gateway.fault(name, **params)
        assert joined(gateway).wait("nextValidId")


# ------------------------------------------------------------------------------------------------ reading


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        ("happy", Plan(0.0, "happy", {})),
        ("gateway_restart@60", Plan(60.0, "gateway_restart", {})),
        (
            "connection_loss:seconds=30,data_lost=true@1.5",
            Plan(1.5, "connection_loss", {"seconds": "30", "data_lost": "true"}),
        ),
    ],
)
def test_faults_on_the_command_line(text: str, plan: Plan) -> None:
    assert parse(text) == plan


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("connexion_loss", "did you mean 'connection_loss'"),
        ("xyz", "--faults"),
        ("late:delay", "should be such as seconds=30"),
        ("late:speed=1", "use seconds, client, message, probability, delay"),
        ("late:delay=soon", "a number from 0"),
        ("late:delay=-1", "a number from 0"),
        ("late:probability=1.1", "from 0 to 1"),
        ("late:message=orderStati", "orderStatus"),
        ("flap_2103_2104:kinds=moon", "market"),
        ("flap_2103_2104:times=1.5", "a whole number"),
        ("garbage_frame:kind=x", "one of unknown"),
        ("connection_loss:data_lost=maybe", "true or false"),
        ("happy@noon", "seconds after the start"),
        ("happy@-1", "seconds after the start"),
        ("happy@nan", "seconds after the start"),
    ],
)
def test_what_is_wrong_on_the_command_line_is_explained(text: str, hint: str) -> None:
    with pytest.raises(ValueError) as problem:
        parse(text)
    assert hint in str(problem.value)


def test_texts_become_what_the_parameters_are() -> None:
    given: dict[str, Any] = {"seconds": "3", "data_lost": "yes"}
    values = values_of("connection_loss", FAULTS["connection_loss"], given)
    assert values == {"seconds": 3.0, "data_lost": True, "every": 10.0, "requests": "drop"}


def test_a_scenario_is_read(tmp_path: Path) -> None:
    file = tmp_path / "bad.json"
    file.write_text(json.dumps([{"at": 60, "fault": "connection_loss", "data_lost": True}, {"fault": "half_open"}]))
    assert load(file) == [Plan(60.0, "connection_loss", {"data_lost": True}), Plan(0.0, "half_open", {})]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("{", "no JSON"),
        ("{}", "should be a list"),
        ("[1]", "entry 1 should be an object"),
        ('[{"at": 1}]', "entry 1 should be an object"),
        ('[{"fault": "happy"}, {"fault": "late", "at": null}]', "entry 2: None are no seconds"),
        ('[{"fault": "late", "dealy": 3}]', "entry 1: late has no parameter 'dealy'"),
    ],
)
def test_what_is_wrong_in_a_scenario_is_explained(tmp_path: Path, text: str, hint: str) -> None:
    file = tmp_path / "bad.json"
    file.write_text(text)
    with pytest.raises(ValueError) as problem:
        load(file)
    assert hint in str(problem.value) and str(file) in str(problem.value)


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_described_and_begins_with_its_defaults(name: str) -> None:
    fault = FAULTS[name]
    assert fault.what.endswith(".") and fault.advice.endswith(".") and name in told()
    with SteppedGateway() as gateway:
        gateway.fault(name, **{key: str(param.default) for key, param in params_of(fault).items()})
        gateway.fault("happy")
        bot = joined(gateway)
        bot.reqContractDetails(1, AAPL)
        gateway.advance(70)
        assert bot.isConnected()
