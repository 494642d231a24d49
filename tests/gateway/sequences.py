"""Recorded sequences: text frames against patterns.

A pattern is a message as logs show it, `58|1|5|1|`: `*` is any field, `#` a number, `...` whatever follows. In a
sequence of patterns
    "a"          is one message
    "+a"         one or more
    ("a", "b")   messages like these in any order, each of them at least once
    "?a"         one or none, also in such a group
    {176: "a", 200: "b"}   stands for the pattern of the newest version that is not newer; None is no message
`error(5, 200, "text")` is an error in the layout of the version.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from enum import Enum
from typing import Any

from ibproto.contract import ContractDetails
from ibproto.wire.schema import PROTOBUF_OFFSET, RAW_ID_VERSION
from tests.gateway.reference.conftest import Asker

Item = Any  # a pattern, a tuple of them, or a dict by version
ONE, SOME, MAYBE = "", "+", "?"

_PIECES = {"*": r"[^|]*", "#": r"-?\d+(?:\.\d+)?(?:E-?\d+)?"}


def error(reqId: int, code: int, text: str = "...") -> Item:
    text = text if text.endswith("...") else text + "|..."
    return {100: f"4|2|{reqId}|{code}|{text}", 194: f"4|{reqId}|{code}|{text}"}


def tapped(bot: Asker) -> list[bytes]:
    """The frames that a bot gets from now on."""
    assert bot.decoder is not None
    frames: list[bytes] = []
    handle = bot.decoder.handle

    def tap(frame: bytes) -> None:
        frames.append(frame)
        handle(frame)

    bot.decoder.handle = tap  # type: ignore[method-assign]
    return frames


def number_of(frame: bytes, version: int) -> int:
    """The number of the message that a frame is, whatever its form."""
    if version < RAW_ID_VERSION:
        return int(frame[: frame.index(b"\0")])
    number = int.from_bytes(frame[:4], "big")
    return number - PROTOBUF_OFFSET if number > PROTOBUF_OFFSET else number


def plain(value: Any) -> Any:
    """A value of a callback so that it can be compared; text has no more than six digits of averages."""
    if isinstance(value, (Enum, Decimal)):
        return f"{value:.6f}" if isinstance(value, Decimal) else value.name
    if isinstance(value, ContractDetails):  # what else is in it depends on the layout
        own = value.contract
        return own.conId, own.symbol, own.secType, own.exchange, own.currency, own.tradingClass
    if isinstance(value, (list, tuple, set)):
        return [plain(one) for one in value]
    return {name: plain(one) for name, one in vars(value).items()} if hasattr(value, "__dict__") else value


def check(frames: Sequence[bytes], expected: Sequence[Item], version: int) -> None:
    """Whether the frames of a version without raw numbers are the expected ones."""
    told = [frame.decode().replace("\0", "|") for frame in frames]
    left = told[:]
    for item in expected:
        group = item if isinstance(item, tuple) else (item,)
        wanted = [_of_version(one, version) for one in group]
        _take(left, [one for one in wanted if one is not None], isinstance(item, tuple), told)
    assert not left, f"more came than expected: {left[:5]} in {told}"


def _take(left: list[str], wanted: list[tuple[str, Callable[[str], object]]], any_order: bool, told: list[str]) -> None:
    """Take from the left what the patterns describe."""
    missing = {number for number, (how, _) in enumerate(wanted) if how != MAYBE}
    while left:
        found = [number for number, (_, fits) in enumerate(wanted) if fits(left[0])]
        if not found:
            break
        missing -= {*found}
        left.pop(0)
        if not any_order and wanted[found[0]][0] != SOME:
            break
    assert not missing, f"not there: {[wanted[number][1].__doc__ for number in missing]}; next {left[:2]} of {told}"


def _of_version(item: Item, version: int) -> tuple[str, Callable[[str], object]] | None:
    how = ONE
    if isinstance(item, dict):
        item = item[max(number for number in item if number <= version)]
    if item is None:
        return None
    if item[0] in (SOME, MAYBE):
        how, item = item[0], item[1:]
    parts = re.split(r"(\.\.\.$|(?<=[|.-])[*#](?=\|))", item)
    expression = re.compile(
        "".join(".*" if part == "..." else _PIECES.get(part) or re.escape(part) for part in parts), re.DOTALL
    )

    def fits(text: str) -> object:
        return expression.fullmatch(text)

    fits.__doc__ = item
    return how, fits
