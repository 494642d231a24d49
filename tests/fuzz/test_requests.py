"""The gateway under broken requests, for a moment; and for half a minute with --slow."""

from __future__ import annotations

import random

import pytest

from ibproto.gateway import requests

from .requests import Attack, run
from .run import Failure


def test_broken_requests_are_refused_and_the_next_is_served() -> None:
    assert run(seconds=2.0, seed=1) > 300


@pytest.mark.slow
def test_half_a_minute_of_broken_requests() -> None:
    seed = random.SystemRandom().randrange(2**32)
    print(f"seed {seed}")
    assert run(seconds=30.0, seed=seed) > 1500


def test_the_attack_sees_an_answer_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object) -> None:
        raise KeyError("fault")

    monkeypatch.setitem(requests.HANDLERS, "reqCurrentTime", broken)
    with pytest.raises(Failure, match="answered by .*error"):
        Attack(random.Random(1), 200).feed()


def test_the_attack_sees_a_defect_of_the_gateway(monkeypatch: pytest.MonkeyPatch) -> None:
    attack = Attack(random.Random(1), 200)
    attack.feed()
    with pytest.raises(Failure, match="fault"):
        attack.session.failed("reqIds", (1,), KeyError("fault"))
