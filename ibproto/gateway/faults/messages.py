"""Faults of what leaves for the clients: messages that are late, double, swapped or lost, and mangled frames."""

from __future__ import annotations

from collections.abc import Callable
from struct import Struct
from typing import TYPE_CHECKING

from ibproto.const import NO_VALID_ID
from ibproto.gateway.hooks import GoOn, Message
from ibproto.wire.messages import ANSWER_BY_NAME
from ibproto.wire.schema import RAW_ID_VERSION

from .stage import End, Stage

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession

ALL = "*"
ESCAPED_SINCE = 153  # server version from which texts of errors are 7-bit
NO_SUCH_ANSWER = 999
BAD_LENGTH = b"\xff\xff\xff\xff"

_length = Struct(">I").pack


def names_of(text: str) -> frozenset[str]:
    """The messages that "orderStatus+openOrder" names; none for "*", which is all. Raises ValueError."""
    names = frozenset() if text == ALL else frozenset(text.split("+"))
    unknown = sorted(names - ANSWER_BY_NAME.keys())
    if unknown:
        raise ValueError(f"there is no message {unknown[0]!r}; use names of callbacks, such as orderStatus+openOrder")
    return names


def _chosen(stage: Stage, message: str, probability: float) -> Callable[[Message], bool]:
    names = names_of(message)
    return lambda one: (not names or one.name in names) and stage.chance(probability)


def late(stage: Stage, message: str, probability: float, delay: float) -> End:
    is_chosen = _chosen(stage, message, probability)

    def hook(session: ClientSession, one: Message, go_on: GoOn[Message]) -> None:
        if is_chosen(one):
            stage.clock.call_later(delay, lambda: go_on(one))
        else:
            go_on(one)

    return stage.hook(stage.world.hooks.outgoing, hook)


def duplicate(stage: Stage, message: str, probability: float, delay: float) -> End:
    is_chosen = _chosen(stage, message, probability)

    def hook(session: ClientSession, one: Message, go_on: GoOn[Message]) -> None:
        go_on(one)
        if is_chosen(one):
            if delay:
                stage.clock.call_later(delay, lambda: go_on(one))
            else:
                go_on(one)

    return stage.hook(stage.world.hooks.outgoing, hook)


def missing(stage: Stage, message: str, probability: float) -> End:
    is_chosen = _chosen(stage, message, probability)

    def hook(session: ClientSession, one: Message, go_on: GoOn[Message]) -> None:
        if not is_chosen(one):
            go_on(one)

    return stage.hook(stage.world.hooks.outgoing, hook)


def missing_end(stage: Stage, probability: float) -> End:
    ends = [name for name in ANSWER_BY_NAME if name.endswith("End")]
    return missing(stage, "+".join(ends), probability)


def reordered(stage: Stage, message: str, probability: float, delay: float) -> End:
    is_chosen = _chosen(stage, message, probability)
    held: dict[ClientSession, GoOn[None]] = {}

    def release(session: ClientSession) -> None:
        go_on = held.pop(session, None)
        if go_on is not None:
            go_on(None)

    def hook(session: ClientSession, one: Message, go_on: GoOn[Message]) -> None:
        if session in held:
            go_on(one)
            release(session)
        elif is_chosen(one):
            held[session] = mine = lambda _: go_on(one)
            stage.clock.call_later(delay, lambda: release(session) if held.get(session) is mine else None)
        else:
            go_on(one)

    remove = stage.hook(stage.world.hooks.outgoing, hook)

    def end() -> None:
        for session in list(held):
            release(session)
        remove()

    return end


def late_execution(stage: Stage, delay: float) -> End:
    """Only executions as they happen: those that are asked for come as they do."""

    def hook(session: ClientSession, one: Message, go_on: GoOn[Message]) -> None:
        happens = one.name == "execDetails" and one.values["reqId"] == NO_VALID_ID
        if happens or one.name == "commissionAndFeesReport":
            stage.clock.call_later(delay, lambda: go_on(one))
        else:
            go_on(one)

    return stage.hook(stage.world.hooks.outgoing, hook)


# ------------------------------------------------------------------------------------------------ frames


def split_frames(stage: Stage, most: int) -> End:
    return stage.switch(stage.world.hooks, piece=lambda: stage.rng.randint(1, most))


def coalesced_frames(stage: Stage, delay: float) -> End:
    waiting: dict[ClientSession, list[tuple[Message, GoOn[Message]]]] = {}

    def flush(session: ClientSession) -> None:
        for one, go_on in waiting.pop(session, ()):
            go_on(one)

    def hook(session: ClientSession, one: Message, go_on: GoOn[Message]) -> None:
        if session not in waiting:
            waiting[session] = []
            stage.clock.call_later(delay, lambda: flush(session))
        waiting[session].append((one, go_on))

    remove = stage.hook(stage.world.hooks.outgoing, hook)

    def end() -> None:
        for session in list(waiting):
            flush(session)
        remove()

    return end


def garbage_frame(stage: Stage, kind: str, probability: float) -> End:
    make = GARBAGE[kind]

    def hook(session: ClientSession, one: Message, go_on: GoOn[Message]) -> None:
        if stage.chance(probability):
            go_on(Message("", make(stage, session.version, one.frame), {}))
        go_on(one)

    return stage.hook(stage.world.hooks.outgoing, hook)


def _unknown_id(stage: Stage, version: int, frame: bytes) -> bytes:
    return _framed(_id(NO_SUCH_ANSWER, version) + b"1\0what is this\0")


def _noise(stage: Stage, version: int, frame: bytes) -> bytes:
    return _framed(stage.rng.randbytes(stage.rng.randint(8, 64)))


def _cut(stage: Stage, version: int, frame: bytes) -> bytes:
    return _framed(frame[4 : 4 + max(4, len(frame) // 2 - 2)])


def _length_lost(stage: Stage, version: int, frame: bytes) -> bytes:
    return BAD_LENGTH


GARBAGE = {"unknown": _unknown_id, "noise": _noise, "cut": _cut, "length": _length_lost}


def _id(number: int, version: int) -> bytes:
    return _length(number) if version >= RAW_ID_VERSION else b"%d\0" % number


def _framed(payload: bytes) -> bytes:
    return _length(len(payload)) + payload


def in_code_page(stage: Stage, encoding: str) -> End:
    """Texts of errors leave in a code page, where they are not 7-bit."""

    def hook(session: ClientSession, one: Message, go_on: GoOn[Message]) -> None:
        if one.name == "error" and session.version < ESCAPED_SINCE:
            payload = one.frame[4:].decode("utf-8").encode(encoding, "replace")
            one = one._replace(frame=_framed(payload))
        go_on(one)

    return stage.hook(stage.world.hooks.outgoing, hook)
