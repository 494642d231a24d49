"""The fuzzer, for a moment; and for a minute with --slow."""

from __future__ import annotations

import random

import pytest

from ibproto.decoder import Decoder

from .run import Failure, Listener, Session, run


def test_broken_messages_are_reported_and_nothing_is_lost() -> None:
    result = run(seconds=2.0, seed=1)
    assert result["frames"] > 1000 and result["calls"] > 0


@pytest.mark.slow
def test_a_minute_of_broken_messages() -> None:
    print(run(seconds=60.0, seed=20260116))


class Breaking(Decoder):
    """A decoder with a fault of its own."""

    def handle(self, frame: bytes) -> None:
        if frame == b"lose":
            self.wrapper.currentTime = lambda time: None
        elif frame == b"die":
            raise KeyError("fault")
        elif frame == b"say":
            self.wrapper.error(-1, 0, 2104, "what a server says")
        else:
            super().handle(frame)


@pytest.mark.parametrize(("frame", "problem"), [(b"lose", "not delivered"), (b"die", "KeyError"), (b"say", "2104")])
def test_the_fuzzer_sees_faults(frame: bytes, problem: str) -> None:
    session = Session(random.Random(1), 178, Listener())
    session.decoder = Breaking(session.listener, 178)
    session.feed(b"49\x001\x005\x00")
    with pytest.raises(Failure, match=problem):
        session.feed(frame)
