"""A patient bot through each bad day: it is at work again afterwards, and its books are those of the gateway."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

import pytest

from ibproto.gateway import Behaviour, SteppedGateway
from ibproto.gateway.faults import FAULTS

from .patient import PatientBot, hired, is_well, live

VERSIONS = (144, 176, 200, 226)

# name -> parameters, and for how many seconds the bot lives with it; some days are survived in more than one form
DAYS: list[tuple[str, dict[str, Any], int]] = [
    ("happy", {}, 5),
    ("slow_bootstrap", {}, 10),
    ("slow_bootstrap", {"next_id": 20.0}, 30),
    ("nextid_first", {}, 5),
    ("no_farms", {}, 5),
    ("accounts_not_ready", {}, 5),
    ("delayed_only", {}, 5),
    ("no_permission", {}, 5),
    ("pacing_strict", {}, 5),
    ("late", {}, 20),
    ("duplicate", {}, 5),
    ("reordered", {"probability": 0.3}, 20),
    ("missing", {"probability": 0.3, "seconds": 20.0}, 100),
    ("missing_end", {}, 20),
    ("missing_55", {}, 20),
    ("late_execution", {}, 5),
    ("duplicate_status", {}, 5),
    ("split_frames", {}, 5),
    ("coalesced_frames", {}, 10),
    ("garbage_frame", {}, 10),
    ("garbage_frame", {"kind": "noise"}, 10),
    ("garbage_frame", {"kind": "cut"}, 10),
    ("garbage_frame", {"kind": "length", "probability": 0.01, "seconds": 30.0}, 70),
    ("localized_texts", {}, 5),
    ("localized_texts", {"language": "de"}, 5),
    ("slow_server", {}, 20),
    ("silent_order_drop", {"probability": 0.7, "seconds": 60.0}, 100),
    ("cancel_ack_at_open", {}, 5),
    ("connection_loss", {"seconds": 30.0}, 50),
    ("connection_loss", {"seconds": 30.0, "data_lost": True}, 50),
    ("connection_loss", {"seconds": 30.0, "requests": "hold"}, 50),
    ("flap_2103_2104", {"times": 3}, 40),
    ("flap_2103_2104", {"times": 1, "streams_survive": False}, 90),
    ("nightly_reset", {"seconds": 120.0}, 150),
    ("gateway_restart", {}, 70),
    ("client_id_stuck", {}, 100),
    ("half_open", {}, 60),
    ("half_open", {"seconds": 5.0}, 30),
    ("port_change", {}, 5),
]


@pytest.fixture(params=DAYS, ids=lambda day: ":".join((day[0], *map(str, day[1].values()))))
def day(request: pytest.FixtureRequest) -> tuple[str, dict[str, Any], int]:
    name, params, seconds = request.param
    return name, params, seconds


@pytest.fixture
def gateway(day: tuple[str, dict[str, Any], int]) -> Iterator[SteppedGateway]:
    version = VERSIONS[zlib.crc32(repr(day).encode()) % len(VERSIONS)]  # each day at one version, all days at all
    with SteppedGateway(server_version=version, behaviour=Behaviour(data_delay=60.0)) as gateway:
        yield gateway


def test_every_fault_has_its_day() -> None:
    assert {name for name, _, _ in DAYS} == FAULTS.keys()


def test_a_patient_bot_survives(gateway: SteppedGateway, day: tuple[str, dict[str, Any], int]) -> None:
    name, params, seconds = day
    bot = hired(gateway)
    live(gateway, bot, 2)
    bot.buy(100)
    gateway.fault(name, **params)
    bot.buy(10)  # it does not know yet
    live(gateway, bot, seconds)
    bot.buy(1)
    live(gateway, bot, 20)
    assert is_well(gateway, bot), state(bot)
    bot.disconnect()  # and it can begin anew under the fault
    live(gateway, bot, 30)
    assert is_well(gateway, bot), state(bot)
    gateway.fault("happy")
    live(gateway, bot, 10)
    assert is_well(gateway, bot), state(bot)
    assert bot.bought > 100


def state(bot: PatientBot) -> dict[str, Any]:
    hidden = ("conn", "wrapper", "decoder", "msg_queue")
    return {key: value for key, value in vars(bot).items() if key[0] != "_" and key not in hidden}
