"""Virtual time."""

from __future__ import annotations

import pytest

from ibproto.gateway.clock import BUDGET, START, Clock


class Real:
    """A real time that the test moves."""

    def __init__(self) -> None:
        self.now = 50.0

    def __call__(self) -> float:
        return self.now


def test_actions_run_in_order_each_at_its_own_time() -> None:
    clock = Clock(100.0, 0)
    seen: list[tuple[str, float]] = []
    for name, when in (("late", 103.0), ("first", 101.0), ("second", 101.0)):
        clock.call_at(when, lambda name=name: seen.append((name, clock.now())))  # type: ignore[misc]
    clock.advance(2.0)
    assert (seen, clock.now()) == ([("first", 101.0), ("second", 101.0)], 102.0)
    clock.advance(2.0)
    assert seen[-1] == ("late", 103.0)


def test_an_action_may_plan_another_for_the_same_advance() -> None:
    clock = Clock(0.0, 0)
    seen: list[float] = []
    clock.call_later(1.0, lambda: clock.call_later(1.0, lambda: seen.append(clock.now())))  # type: ignore[func-returns-value]
    clock.advance(3.0)
    assert seen == [2.0]


def test_a_cancelled_action_does_not_run() -> None:
    clock = Clock(0.0, 0)
    clock.call_later(1.0, lambda: pytest.fail("cancelled")).cancel()
    clock.advance(2.0)
    assert clock.wait() is None


def test_an_action_that_fails_does_not_stop_the_others(caplog: pytest.LogCaptureFixture) -> None:
    clock = Clock(0.0, 0)
    seen: list[int] = []
    clock.call_later(1.0, lambda: 1 // 0)  # type: ignore[arg-type, return-value]
    clock.call_later(1.0, lambda: seen.append(1))
    clock.advance(1.0)
    assert seen == [1]
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize("speed", [1.0, 10.0])
def test_time_follows_the_real_one_at_its_speed(speed: float) -> None:
    real = Real()
    clock = Clock(0.0, speed, real)
    clock.call_at(5.0, lambda: None)
    real.now += 2.0 / speed
    clock.catch_up()
    assert clock.now() == pytest.approx(2.0)
    assert clock.wait() == pytest.approx(3.0 / speed)
    clock.advance(1.0)
    real.now += 1.0 / speed
    clock.catch_up()
    assert clock.now() == pytest.approx(4.0)


def test_a_stepped_clock_stands_still() -> None:
    real = Real()
    clock = Clock(7.0, 0, real)
    clock.call_at(8.0, lambda: None)
    real.now += 100.0
    clock.catch_up()
    assert clock.now() == 7.0
    assert clock.wait() is None


def test_time_slips_when_the_real_time_is_too_short_for_what_is_due() -> None:
    real = Real()
    clock = Clock(0.0, 1000.0, real)
    count = 0

    def work() -> None:
        nonlocal count
        count += 1
        real.now += BUDGET / 10
        clock.call_later(1.0, work)

    clock.call_later(1.0, work)
    real.now += 1.0
    clock.catch_up()
    assert count < 20
    assert clock.now() < 20.0


def test_what_is_due_at_once_is_done_while_time_stands_still() -> None:
    clock = Clock(speed=0)
    done: list[float] = []
    clock.call_later(0, lambda: done.append(clock.now()))
    clock.call_later(1, lambda: done.append(clock.now()))
    assert clock.wait() == 0.0
    clock.catch_up()
    assert done == [START] and clock.wait() is None


def test_advance_until_stops_after_the_action_that_it_waits_for() -> None:
    clock = Clock(100.0, 0)
    seen: list[int] = []
    for number in (1, 2, 3):
        clock.call_later(number, lambda number=number: seen.append(number))  # type: ignore[misc]
    assert clock.advance_until(105.0, lambda: len(seen) == 2)
    assert (seen, clock.now()) == ([1, 2], 102.0)
    assert not clock.advance_until(105.0, lambda: False)
    assert (seen, clock.now()) == ([1, 2, 3], 105.0)
