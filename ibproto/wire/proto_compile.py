"""Compiles the protobuf form of a message into a function: frame in, callbacks out.

Small messages are read by straight lines (proto_fast.py), the others by tables (proto_decode.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from . import proto_fast
from .proto_decode import plan
from .proto_map import message_fields
from .schema import MAX_VERSION, Call, Message
from .source import Source, emit_calls, handed_out
from .text_scope import NAMES, calls_of

Handler = Callable[[bytes], None]
Maker = Callable[..., Handler]

_NAME = re.compile(r"[A-Za-z_]\w*")


@cache
def maker(message: Message, raw_test: str = "") -> Maker:
    """The compiled decoder of the protobuf form.

    Call it with the receiver, the policy for its errors, and what tells whether the message itself is listened to:
    ``raw_test`` is an expression over the receiver's class ``cls``, its attributes ``own`` and EWrapper's ``base``.
    """
    source = Source({**NAMES, **proto_fast.NAMES})
    calls = calls_of(message, protobuf=True)
    fast = bool(calls) and is_small(message)
    source.line("def make(w, failed, raw=None, cls=None, own=None, base=None):")
    source.depth = 1
    if fast:
        source.line("def slow(frame):")
        source.depth = 2
        _emit_by_tables(source, message, calls)
        source.depth = 1
    source.line(f"def {message.name}(frame):")
    source.depth = 2
    if raw_test:
        source.line(f"if {raw_test}: raw(frame)")
    if fast:
        _emit_straight(source, message, calls)
    elif calls:
        _emit_by_tables(source, message, calls)
    elif not raw_test:
        source.line("pass")
    source.depth = 1
    source.line(f"return {message.name}")
    made: Maker = source.compile(f"{message.name} protobuf", "make")
    return made


def is_small(message: Message) -> bool:
    """Whether straight lines can read the message."""
    fields, star = message_fields(message)
    return not (star or message.arranged or plan(message).dotted) and proto_fast.suits(fields, message.incoming)


def _emit_by_tables(source: Source, message: Message, calls: list[Call]) -> None:
    """The lines that read the values by tables and make the callbacks with them."""
    used = set(_NAME.findall(" ".join(f"{c.args} {c.when or ''} {c.many or ''}" for c in calls)))
    known = {*message.params, *plan(message).absent, *(name for name, _ in plan(message).fresh)}
    source.line(f"v = {source.constant('read', plan(message).read)}(frame, 4)")
    if message.needs:
        values = _needed(message)
        tests = [f"not v[{name!r}]" if name[:4] == "has_" else f"v[{name!r}] is None" for name in values]
        source.line(f"if {' or '.join(tests)}: return")
    if message.arranged:
        source.line(f"v = {source.constant('arrange', message.arranged[0])}(v)")
    for name in sorted(used & known):
        source.line(f"{name} = v[{name!r}]")
    emit_calls(source, calls, MAX_VERSION, {})


def _emit_straight(source: Source, message: Message, calls: list[Call]) -> None:
    """The lines that read the values one after the other and make the callbacks with them."""
    fields, _ = message_fields(message)
    reader = proto_fast.FastReader(source, message.incoming, handed_out(calls))
    reader.message(message, fields, plan(message))
    if message.needs:
        tests = [f"not {name}" if name[:4] == "has_" else f"{name} is None" for name in _needed(message)]
        source.line(f"if {' or '.join(tests)}: return")
    emit_calls(source, calls, MAX_VERSION, reader.late, reader.fresh)


def _needed(message: Message) -> list[str]:
    """The values without which the message calls nothing."""
    fields = {field.field.name: field for field in message_fields(message)[0]}
    return [
        f"has_{name}" if fields[name].inline is not None else fields[name].path.split(".")[0] for name in message.needs
    ]
