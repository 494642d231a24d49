"""The forms that callbacks had in older releases, and which of them an override has.

It is judged by the names of its parameters where they tell, by their number where they do not.
"""

from __future__ import annotations

from operator import attrgetter
from types import FunctionType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from types import CellType, CodeType
    from typing import Any

    Adapt = Callable[[Callable[..., Any]], Callable[..., Any]]


# ------------------------------------------------------------------------------------------------ the table


class Form:
    """The parameters of a callback in older releases, as paths into those of today; `name=0` is a constant."""

    def __init__(self, params: str, until: str) -> None:
        self.params = params.split()
        self.until = until


FORMS: dict[str, tuple[Form, ...]] = {
    "error": (
        Form("reqId errorCode errorString", "9.81"),
        Form("reqId errorCode errorString advancedOrderRejectJson", "10.32"),
    ),
    "tickOptionComputation": (
        Form("reqId tickType impliedVol delta optPrice pvDividend gamma vega theta undPrice", "9.79"),
    ),
    "orderStatus": (
        Form("orderId status filled remaining avgFillPrice permId parentId lastFillPrice clientId whyHeld", "9.73"),
    ),
    "updateMktDepthL2": (Form("reqId position marketMaker operation side price size", "9.73"),),
    "pnl": (Form("reqId dailyPnL unrealizedPnL", "9.73"), Form("reqId dailyPnL", "9.73")),
    "pnlSingle": (Form("reqId pos dailyPnL unrealizedPnL value", "9.73"), Form("reqId pos dailyPnL value", "9.73")),
    "historicalData": (
        Form(
            "reqId bar.date bar.open bar.high bar.low bar.close bar.volume bar.barCount bar.wap hasGaps=0",
            "9.73",
        ),
    ),
}
"""Callback -> its forms in older releases that differ from today's, each with the last release that had it."""

RENAMED = {"commissionAndFeesReport": "commissionReport"}
"""Callback -> the name that it had."""

MEANINGS: dict[str, dict[str, str]] = {
    "error": {
        "reqId": "id tickerid orderid requestid req rid",
        "errorTime": "time ts timestamp errtime errortimestamp timems errortimems",
        "errorCode": "code errcode error err errorid errno errornumber errorno",
        "errorString": "msg message text string errormsg errormessage errortext errstring errmsg errorstr errstr desc",
        "advancedOrderRejectJson": "json reject advancedorderreject advancedreject advancedrejectjson advanced",
    },
}
"""Callback -> parameter -> the names that programs give it instead, without case and underscores."""

_JSON_STEMS = ("advan", "orderreject", "reject")  # misspelt in many ways

DEFAULTS = {"advancedOrderRejectJson": ""}  # of parameters that a caller may leave out


def old_names(names: Iterable[str]) -> set[str]:
    """The old names of callbacks that were renamed."""
    return {RENAMED[name] for name in names if name in RENAMED}


# ------------------------------------------------------------------------------------------------ an override


class Shape:
    """What a callable takes: its positional parameters by name, how many it needs, and what goes by keyword."""

    def __init__(self, names: Sequence[str], least: int, most: float, keywords: dict[str, bool], any_keyword: bool):
        self.names = names
        self.least = least
        self.most = most
        self.keywords = keywords  # name -> whether it must be given
        self.any_keyword = any_keyword


def _function_shape(callback: str, function: FunctionType, skip: int, counts: set[int]) -> Shape:
    code = function.__code__
    names = code.co_varnames[skip : code.co_argcount]
    least = max(0, code.co_argcount - len(function.__defaults__ or ()) - skip)
    many = bool(code.co_flags & 0x04)  # *args
    if many and not names:  # a decorator that passes on what it gets
        inner = _behind(callback, function)
        if type(inner) is FunctionType:
            return _function_shape(callback, inner, skip, counts)
    only = code.co_varnames[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]
    given = function.__kwdefaults__ or {}
    most: float = float("inf") if many else len(names)
    if many and not names and (unpacked := _unpacked(code)) in counts:
        least = most = unpacked
    return Shape(names, least, most, {name: name not in given for name in only}, bool(code.co_flags & 0x08))


def _behind(callback: str, function: FunctionType) -> Any:
    """The function that a decorated one passes on to: functools.wraps tells it, or it has the callback's name."""
    if hasattr(function, "__wrapped__"):
        return function.__wrapped__
    closed = [_inside(cell) for cell in function.__closure__ or ()]
    return next((one for one in closed if isinstance(one, FunctionType) and one.__name__ == callback), None)


def _inside(cell: CellType) -> Any:
    try:
        return cell.cell_contents
    except ValueError:  # nothing yet
        return None


def _unpacked(code: CodeType) -> int:
    """How many values an override that takes only *args takes out of them: `reqId, code, text = args`."""
    import dis

    before = None
    for step in dis.get_instructions(code):
        if step.opname == "UNPACK_SEQUENCE" and before == code.co_varnames[code.co_argcount + code.co_kwonlyargcount]:
            return int(step.arg or 0)
        before = step.argval if step.opname.startswith("LOAD_FAST") else None
    return 0


def shape_of(name: str, callback: Any, counts: set[int]) -> tuple[Shape | None, FunctionType | None]:
    """The shape of a callback, None when nothing can be known, and the function that a warning points at."""
    function = getattr(callback, "__func__", callback)
    if type(function) is FunctionType:  # a mock of a function says that it is an instance
        return _function_shape(name, function, int(function is not callback), counts), function
    import inspect  # rare: partial objects, callable objects

    try:
        parameters = inspect.signature(callback).parameters.values()
    except (TypeError, ValueError):
        return None, None
    plain = [p for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    many = any(p.kind is p.VAR_POSITIONAL for p in parameters)
    return (
        Shape(
            [p.name for p in plain],
            sum(p.default is p.empty for p in plain),
            float("inf") if many else len(plain),
            {p.name: p.default is p.empty for p in parameters if p.kind is p.KEYWORD_ONLY},
            any(p.kind is p.VAR_KEYWORD for p in parameters),
        ),
        None,
    )


def meaning_of(callback: str, name: str, params: Sequence[str]) -> str | None:
    """Which parameter of today's form, if any, is meant by a name."""
    plain = name.replace("_", "").lower()
    for param in params:
        if plain == param.lower() or plain in MEANINGS.get(callback, {}).get(param, "").split():
            return param
    if callback == "error" and plain.startswith(_JSON_STEMS):
        return "advancedOrderRejectJson"
    return None


# ------------------------------------------------------------------------------------------------ the judgement


class Misfit(Exception):
    """An override that fits no release; the text says what is wrong with it."""


def judge(callback: str, shape: Shape, params: Sequence[str]) -> tuple[Form | None, list[str], dict[str, str]]:
    """The form of an override (None: today's), what it gets by position, and what by keyword. Raises Misfit."""
    keywords: dict[str, str] = {}
    for name, needed in shape.keywords.items():
        meaning = meaning_of(callback, name, params)
        if meaning is not None:
            keywords[name] = meaning
        elif needed:
            raise Misfit(f"nothing is known to give to its parameter {name}")
    meanings = [meaning_of(callback, name, params) for name in shape.names]
    today = Form(" ".join(params), "")
    short = Form(" ".join(param for param in params if param not in DEFAULTS), "")
    best: tuple[tuple[int, bool, int], Form, list[str]] | None = None
    for form in (today, *FORMS.get(callback, ()), short):
        given = [path for path in form.params if path not in keywords.values()]
        if not shape.least <= len(given) <= shape.most:
            continue
        pairs = [(path, meaning) for path, meaning in zip(given, meanings) if meaning is not None]
        agreement = sum(1 if path == meaning else -1 for path, meaning in pairs)
        rank = (agreement, form is today, len(given))
        if best is None or rank > best[0]:
            best = rank, form, given
    if best is not None:
        return best[1] if best[1].until else None, best[2], keywords
    if shape.any_keyword and not shape.names:
        return None, [], {param: param for param in params}
    raise Misfit(_lack(callback, shape, params))


def _lack(callback: str, shape: Shape, params: Sequence[str]) -> str:
    known = {meaning_of(callback, name, params) for name in shape.names}
    missing = [param for param in params if param not in known]
    if shape.most < len(params) and missing:
        return f"it lacks {', '.join(missing)}"
    unknown = [name for name in shape.names if meaning_of(callback, name, params) is None]
    return f"it wants {', '.join(unknown) or 'more'}, which no release gives"


def _getter(path: str, params: Sequence[str]) -> Callable[[Sequence[Any]], Any]:
    if "=" in path:
        value = int(path.partition("=")[2])
        return lambda args: value
    head, _, rest = path.partition(".")
    index = params.index(head)
    if not rest:
        return lambda args: args[index]
    attribute = attrgetter(rest)
    return lambda args: attribute(args[index])


def adapter(positional: list[str], keywords: dict[str, str], params: Sequence[str]) -> Adapt:
    """From an override to a function that takes what is given today."""
    getters = [_getter(path, params) for path in positional]
    named = [(name, _getter(path, params)) for name, path in keywords.items()]
    fill = tuple(DEFAULTS.get(param) for param in params)

    def adapt(override: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any) -> Any:
            args += fill[len(args) :]
            return override(*[get(args) for get in getters], **{name: get(args) for name, get in named})

        return call

    return adapt
