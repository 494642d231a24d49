"""Events as lines of text."""

from __future__ import annotations

import time
from typing import Any

from ibproto import __version__
from ibproto.trace import names
from ibproto.wrapper import EWrapper

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ibproto.trace.record import Event

MARKS = {"out": ">>", "in": "<<", "call": "{", "return": "}", "open": "--", "close": "--", "unsent": "!!"}
MANY = 20  # fields; of a message with more, zeros are not shown
IDS = ("reqId", "tickerId", "orderId", "clientId")
LATE = 0.01  # seconds in the queue that are worth a word
MOST = 40  # fields in a line
LONGEST = 60  # characters of a value
ARGUMENT = 200  # characters of an argument that is kept for the page


def header(program: str) -> str:
    """The first line of a trace."""
    began = time.strftime("%Y-%m-%d %H:%M:%S")
    return f"# trace of {program}, ibproto {__version__}, begun at {began}; seconds since then, thread, what happens"


def line(event: Event, full: bool, numbered: bool) -> str:
    """The line of an event. numbered: there were several connections, say which it is."""
    mark = MARKS[event.kind]
    what = f"{mark} {event.name}{_details(event, full)}"
    where = f"{event.connection}:" if numbered else ""
    return f"{event.at:10.4f} {where}{event.thread:<14} {'  ' * event.depth}{what}"


def _details(event: Event, full: bool) -> str:
    note = f"  ({event.note})" if event.note else ""
    if event.kind == "call":
        return f"({', '.join(_short(value) for value in event.fields.values())}){note}"
    if event.kind == "return":
        return f" {duration(event.took)}{note}"
    waited = event.at - event.arrived if event.kind == "in" and event.arrived else 0.0
    late = f"  [waited {duration(waited)}]" if waited >= LATE else ""
    return f"{_fields(event.fields, full)}{note}{late}"


def _fields(fields: dict[str, Any], full: bool) -> str:
    is_long = len(fields) > MANY
    shown = []
    for path, value in fields.items():
        if is_long and not full and not value and path not in IDS:
            continue
        word = names.word(path, value)
        shown.append(f" {path}={_short(value)}{f' {word}' if word else ''}")
    if len(shown) > MOST and not full:
        shown[MOST:] = [f" ... {len(shown) - MOST} more"]
    return "".join(shown)


def _short(value: Any) -> str:
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."


def duration(seconds: float) -> str:
    """A time span in a unit that suits it."""
    if seconds < 0.001:
        return f"{seconds * 1e6:.0f} us"
    return f"{seconds * 1e3:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


# ------------------------------------------------------------------------------------------------ callbacks


def arguments(name: str, args: tuple[Any, ...]) -> dict[str, Any]:
    """The arguments of a callback by the names of its parameters, fit to be kept: objects as text."""
    callback = getattr(EWrapper, name, None)
    code = getattr(getattr(callback, "__wrapped__", callback), "__code__", None)
    params = code.co_varnames[1 : code.co_argcount] if code is not None else ()
    found = {}
    for number, value in enumerate(args):
        param = params[number] if number < len(params) else f"argument {number + 1}"
        found[param] = value if value is None or isinstance(value, (bool, int, float, str)) else shown(value)
    return found


def shown(value: object) -> str:
    """An object as one text; its type alone when it cannot be shown or has nothing to say."""
    try:
        text = str(value) if type(value).__str__ is not object.__str__ else type(value).__name__
    except Exception:
        return type(value).__name__
    kind = type(value).__name__
    text = text if kind in ("Decimal", text) else f"{kind}({text})"
    return text if len(text) <= ARGUMENT else f"{text[:ARGUMENT]}..."


def traceback_of(problem: BaseException) -> str:
    """The traceback of an exception, from the callback on."""
    import traceback

    trace = problem.__traceback__
    while trace is not None and trace.tb_next is not None and trace.tb_frame.f_code.co_filename.startswith(_HERE):
        trace = trace.tb_next
    return "".join(traceback.format_exception(type(problem), problem, trace)).rstrip()


_HERE = __file__.rpartition("text.py")[0]
