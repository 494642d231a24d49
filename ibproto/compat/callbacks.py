"""Overrides written for older releases: which form an override has, and what it is called with.

An override is judged once, by the names of its parameters where they tell and by their number where they do not; one
in today's form is called as it is. `callback_of` looks again at each call, so that an override may be replaced;
`receiver` gives the compiled decoders the wrapper itself when all that they call is in today's form.
"""

from __future__ import annotations

from functools import wraps
from operator import attrgetter
from types import FunctionType
from weakref import WeakKeyDictionary

from ibproto.compat.advice import warn_at, warn_caller
from ibproto.utils import currentTimeMillis

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from types import CodeType
    from typing import Any

    Adapt = Callable[[Callable[..., Any]], Callable[..., Any]]


# ------------------------------------------------------------------------------------------------ the table


class Form:
    """The parameters of a callback in older releases, as paths into those of today; `=0` is a constant."""

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
            "reqId bar.date bar.open bar.high bar.low bar.close bar.volume bar.barCount bar.wap =0",
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
        "errorTime": "time timestamp errtime errortimestamp timems errortimems",
        "errorCode": "code errcode error err errorid errno errornumber errorno",
        "errorString": "msg message text string errormsg errormessage errortext errstring errmsg errorstr errstr desc",
        "advancedOrderRejectJson": "json reject advancedorderreject advancedreject advancedrejectjson advanced",
    },
}
"""Callback -> parameter -> the names that programs give it instead, without case and underscores."""

_JSON_STEMS = ("advan", "orderreject", "reject")  # misspelt in many ways

DEFAULTS = {"advancedOrderRejectJson": ""}  # of parameters that a caller may leave out
_TIMED = "errorTime"


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


def _function_shape(function: FunctionType, skip: int, counts: set[int]) -> Shape:
    code = function.__code__
    names = code.co_varnames[skip : code.co_argcount]
    least = max(0, code.co_argcount - len(function.__defaults__ or ()) - skip)
    many = bool(code.co_flags & 0x04)  # *args
    if many and not names and hasattr(function, "__wrapped__"):  # a decorator that passes on what it gets
        inner = function.__wrapped__
        if isinstance(inner, FunctionType):
            return _function_shape(inner, skip, counts)
    only = code.co_varnames[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]
    given = function.__kwdefaults__ or {}
    most: float = float("inf") if many else len(names)
    if many and not names and (unpacked := _unpacked(code)) in counts:
        least = most = unpacked
    return Shape(names, least, most, {name: name not in given for name in only}, bool(code.co_flags & 0x08))


def _unpacked(code: CodeType) -> int:
    """How many values an override that takes only *args takes out of them: `reqId, code, text = args`."""
    import dis

    before = None
    for step in dis.get_instructions(code):
        if step.opname == "UNPACK_SEQUENCE" and before == code.co_varnames[code.co_argcount + code.co_kwonlyargcount]:
            return int(step.arg or 0)
        before = step.argval if step.opname.startswith("LOAD_FAST") else None
    return 0


def _shape(callback: Any, counts: set[int]) -> tuple[Shape | None, FunctionType | None]:
    """The shape of a callback, None when nothing can be known, and the function that a warning points at."""
    function = getattr(callback, "__func__", callback)
    if isinstance(function, FunctionType):
        return _function_shape(function, int(function is not callback), counts), function
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


def _meaning(callback: str, name: str, params: Sequence[str]) -> str | None:
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
        meaning = _meaning(callback, name, params)
        if meaning is not None:
            keywords[name] = meaning
        elif needed:
            raise Misfit(f"nothing is known to give to its parameter {name}")
    meanings = [_meaning(callback, name, params) for name in shape.names]
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
    known = {_meaning(callback, name, params) for name in shape.names}
    missing = [param for param in params if param not in known]
    if shape.most < len(params) and missing:
        return f"it lacks {', '.join(missing)}"
    unknown = [name for name in shape.names if _meaning(callback, name, params) is None]
    return f"it wants {', '.join(unknown) or 'more'}, which no release gives"


def _getter(path: str, params: Sequence[str]) -> Callable[[Sequence[Any]], Any]:
    if path[0] == "=":
        value = int(path[1:])
        return lambda args: value
    head, _, rest = path.partition(".")
    index = params.index(head)
    if not rest:
        return lambda args: args[index]
    attribute = attrgetter(rest)
    return lambda args: attribute(args[index])


def _adapter(positional: list[str], keywords: dict[str, str], params: Sequence[str]) -> Adapt:
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


def _refuser(text: str) -> Adapt:
    def adapt(override: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any) -> Any:
            raise TypeError(text)

        return call

    return adapt


# ------------------------------------------------------------------------------------------------ for the modern code


_params: dict[str, tuple[str, ...]] = {}  # callback -> parameters in today's form, self left out
_base: set[Any] = set()  # EWrapper's own callbacks
_verdicts: WeakKeyDictionary[Any, dict[str, Adapt | None]] = WeakKeyDictionary()


def _verdict(callback: str, override: Any, owner: str) -> Adapt | None:
    """What makes an override callable as today; None when it is so already. Warns the first time."""
    function = getattr(override, "__func__", override)
    try:
        known = _verdicts.get(function)
    except TypeError:  # cannot be kept in a table
        return _judged(callback, override, owner)
    if known is None:
        known = {}
        try:
            _verdicts[function] = known
        except TypeError:
            pass
    if callback not in known:
        known[callback] = _judged(callback, override, owner)
    return known[callback]


def _judged(callback: str, override: Any, owner: str) -> Adapt | None:
    params = _params[callback]
    shape, function = _shape(override, {len(params), *(len(form.params) for form in FORMS.get(callback, ()))})
    if shape is None:
        return None
    today = f"{callback}(self, {', '.join(_with_default(param) for param in params)})"
    try:
        form, positional, keywords = judge(callback, shape, params)
    except Misfit as misfit:
        text = f"{owner}.{callback} fits no release of the API, {misfit}: define it as {today}"
        if function is not None:
            first = function.__code__.co_varnames[:1]
            if function is not override and first and _meaning(callback, first[0], params):
                text = f"{owner}.{callback} has no parameter self: define it as {today}"
            warn_at(function.__code__, function.__globals__, text, RuntimeWarning)
        return _refuser(text)
    if form is not None and function is not None:
        text = f"{owner}.{callback} has the parameters of API {form.until} and before; today's form is {today}"
        warn_at(function.__code__, function.__globals__, text)
    needed = len([param for param in params if param not in DEFAULTS])
    if form is None and not keywords and shape.least <= needed and len(positional) == len(params):
        return None
    return _adapter(positional, keywords, params)


def _with_default(param: str) -> str:
    return f'{param}=""' if param in DEFAULTS else param


def callback_of(wrapper: Any, name: str) -> Callable[..., Any] | None:
    """A callback of the wrapper, callable as today; None where the wrapper has none."""
    override: Callable[..., Any] | None = getattr(wrapper, name, None)
    old = RENAMED.get(name)
    if old is not None and _is_older(wrapper, name, old):
        return _renamed(getattr(wrapper, old), type(wrapper).__name__)
    if override is None:
        return None
    if getattr(override, "__func__", None) in _base or name not in _params:
        return override
    adapt = _verdict(name, override, type(wrapper).__name__)
    return override if adapt is None else adapt(override)


def _is_older(wrapper: Any, name: str, old: str) -> bool:
    """Whether a wrapper listens to the old name of a callback rather than to today's."""
    own = getattr(wrapper, "__dict__", {})
    if name in own or old in own:
        return name not in own
    for cls in type(wrapper).__mro__:
        members = vars(cls)
        if name in members or old in members:
            return name not in members and callable(members[old]) and members[old] not in _base
    return not hasattr(wrapper, name) and hasattr(wrapper, old)


def _renamed(override: Callable[..., Any], owner: str) -> Callable[..., Any]:
    from ibproto.compat.commission import CommissionReport

    function = getattr(override, "__func__", override)
    if isinstance(function, FunctionType):
        text = f"{owner}.commissionReport is an old callback: today's is commissionAndFeesReport(self,"
        text += " commissionAndFeesReport), and the report's commission is its commissionAndFees"
        warn_at(function.__code__, function.__globals__, text)

    def call(report: Any) -> Any:
        return override(CommissionReport.of(report))

    return call


class Receiver:
    """Stands in for a wrapper some of whose callbacks are not called as they are."""

    def __init__(self, wrapper: Any, calls: dict[str, Callable[..., Any]]) -> None:
        self.__dict__.update(calls)
        self._wrapper = wrapper

    def __getattr__(self, name: str) -> Any:
        return getattr(self._wrapper, name)


def receiver(wrapper: Any, names: Iterable[str], missing: Callable[[Any, str], Callable[..., Any]]) -> Any:
    """What a decoder calls back: the wrapper itself, unless some of `names` are of an older form, or lacking.

    missing: gives a callback of the wrapper, callable as today, or EWrapper's own where it has none.
    """
    calls: dict[str, Callable[..., Any]] = {}
    for name in names:
        override = getattr(wrapper, name, None)
        if override is not None and name not in _ASKED_EACH_TIME and callback_of(wrapper, name) == override:
            continue

        def call(*args: Any, _name: str = name) -> Any:
            return missing(wrapper, _name)(*args)

        calls[name] = call
    return Receiver(wrapper, calls) if calls else wrapper


_ASKED_EACH_TIME = {"error", *RENAMED}  # rare, and an override that is replaced may not be noticed otherwise


def replaced(wrapper: Any, name: str, problem: Exception) -> Callable[..., Any] | None:
    """The override behind a call that failed at its door, if it has an older form and was set after the binding."""
    trace = problem.__traceback__
    if not isinstance(problem, TypeError) or trace is None or trace.tb_next is not None:
        return None
    override = getattr(wrapper, name, None)
    callback = callback_of(wrapper, name)
    return None if callback is None or callback == override else callback


def look_at(wrapper: Any, base: type) -> None:
    """Judge all overrides of a wrapper's class, so that what is wrong with them is told early."""
    for name in _params:
        if getattr(type(wrapper), name, None) is not vars(base).get(name):
            callback_of(wrapper, name)


# ------------------------------------------------------------------------------------------------ EWrapper's own


class OldCallbacks:
    """What EWrapper had in older releases, for overrides that call it by `super()`. Harmless."""

    def commissionReport(self, commissionReport: Any) -> None:
        """Today commissionAndFeesReport(). An override is called all the same."""

    def fundamentalData(self, reqId: int, data: str) -> None:
        """Never called: the protocol has it no more. See EClient.reqFundamentalData."""

    def logAnswer(self, fnName: str, fnParams: Any) -> None:
        """Log a callback and its parameters at INFO; today a function of the module wrapper."""
        from ibproto.wrapper import logAnswer

        logAnswer(fnName, fnParams)


def take_old_forms(cls: type) -> None:
    """Let the callbacks of EWrapper be called in their old forms, as overrides do by `super()`."""
    _base.update(vars(OldCallbacks).values())
    for name, method in list(vars(cls).items()):
        if name.startswith("_") or not isinstance(method, FunctionType) or name == "callbackError":
            continue
        code = method.__code__
        _params[name] = code.co_varnames[1 : code.co_argcount]
        if name in FORMS:
            method = _open_to_old_forms(name, method)
            setattr(cls, name, method)
        _base.add(method)


def _open_to_old_forms(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
    params = _params[name]
    needed = len([param for param in params if param not in DEFAULTS])

    @wraps(method)
    def callback(self: Any, *args: Any, **named: Any) -> Any:
        if named or not needed <= len(args) <= len(params) or (len(args) > 2 and _is_old_error(name, args)):
            values = _todays(name, args, named)
            if values is not None:
                return method(self, *values)
        return method(self, *args, **named)

    return callback


def _is_old_error(name: str, args: Sequence[Any]) -> bool:
    """The third value of an error is its code today; it was the text."""
    return name == "error" and isinstance(args[2], str)


def _todays(name: str, args: Sequence[Any], named: dict[str, Any]) -> list[Any] | None:
    """The values in today's order; None when no older form has been used."""
    params = _params[name]
    given = {_meaning(name, key, params) or key: value for key, value in named.items()}
    for form in FORMS[name]:
        left = [path for path in form.params if path not in given]
        if len(left) != len(args) or not set(given) <= set(form.params) or any("." in path for path in form.params):
            continue
        if name == "error" and _TIMED in given:
            continue
        values = {**given, **dict(zip(left, args))}
        if name == "error" and not isinstance(values["errorString"], str):
            continue
        warn_caller(f"{name}({', '.join(form.params)}) is an old form: call {name}({', '.join(params)})")
        values.setdefault(_TIMED, currentTimeMillis())
        return [values.get(param, DEFAULTS.get(param, 0)) for param in params]
    if name == "error" and len(args) == len(params):  # an old override with a fifth parameter of its own
        return [args[0], currentTimeMillis(), args[1], args[2], args[3] or ""]
    return None
