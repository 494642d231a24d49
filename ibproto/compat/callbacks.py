"""Binding overrides of older releases: each is judged once, and called with what it was written for.

One in today's form is called as it is. `callback_of` looks again at each call, so that an override may be replaced;
`receiver` gives the compiled decoders the wrapper itself when all that they call is in today's form.
"""

from __future__ import annotations

from functools import partial, wraps
from types import FunctionType
from weakref import WeakKeyDictionary

from ibproto.compat import quantities
from ibproto.compat.advice import warn_at, warn_caller
from ibproto.compat.forms import DEFAULTS, FORMS, RENAMED, Misfit, adapter, judge, meaning_of, shape_of
from ibproto.utils import currentTimeMillis

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from ibproto.compat.forms import Adapt

_TIMED = "errorTime"

_params: dict[str, tuple[str, ...]] = {}  # callback -> parameters in today's form, self left out
_own: dict[str, Callable[..., Any]] = {}  # EWrapper's own callbacks
_base: set[Any] = set()  # the same, and those of OldCallbacks
_verdicts: WeakKeyDictionary[Any, dict[str, Verdict]] = WeakKeyDictionary()
_eras: WeakKeyDictionary[type, tuple[Any, bool]] = WeakKeyDictionary()


class Verdict:
    """What makes an override callable as today, None when it is so already; and the last release that had its form."""

    def __init__(self, adapt: Adapt | None, until: str = "") -> None:
        self.adapt = adapt
        self.until = until


def _verdict(callback: str, override: Any, owner: str) -> Verdict:
    """The verdict on an override. Warns the first time."""
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


def _judged(callback: str, override: Any, owner: str) -> Verdict:
    params = _params[callback]
    shape, function = shape_of(
        callback, override, {len(params), *(len(form.params) for form in FORMS.get(callback, ()))}
    )
    if shape is None:
        return Verdict(None)
    today = f"{callback}(self, {', '.join(_with_default(param) for param in params)})"
    try:
        form, positional, keywords = judge(callback, shape, params)
    except Misfit as misfit:
        text = f"{owner}.{callback} is not called, it fits no release of the API: {misfit}. Define it as {today}"
        if function is not None:
            first = function.__code__.co_varnames[:1]
            if function is not override and first and meaning_of(callback, first[0], params):
                text = f"{owner}.{callback} is not called, it has no parameter self. Define it as {today}"
            warn_at(function.__code__, function.__globals__, text, RuntimeWarning)
        plain = partial(_own[callback], None)  # which logs, so that an error is seen all the same
        return Verdict(lambda override: plain)
    if form is not None and function is not None:
        text = f"{owner}.{callback} has the parameters of API {form.until} and before; today's form is {today}"
        warn_at(function.__code__, function.__globals__, text)
    needed = len([param for param in params if param not in DEFAULTS])
    if form is None and not keywords and shape.least <= needed and len(positional) == len(params):
        return Verdict(None)
    return Verdict(adapter(positional, keywords, params), form.until if form else "")


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
    adapt = _verdict(name, override, type(wrapper).__name__).adapt
    callback = override if adapt is None else adapt(override)
    if name in quantities.CALLBACKS and _is_before_decimal(wrapper):
        return quantities.plain(name, _params[name], callback)
    return callback


def _attribute(wrapper: Any, name: str) -> Any:
    """An attribute, None when it cannot be had: a property of the program's may fail, and does so when it is called."""
    try:
        return getattr(wrapper, name, None)
    except Exception:
        return None


def _is_before_decimal(wrapper: Any) -> bool:
    """Whether a wrapper was written when quantities were int and float: overrides of that time, no word of Decimal."""
    cls = type(wrapper)
    error = _attribute(wrapper, "error")
    mark = getattr(error, "__func__", error)
    known = _eras.get(cls)
    if known is not None and known[0] is mark:
        return known[1]
    overrides = [(name, _attribute(wrapper, name)) for name in FORMS]
    old = [
        override
        for name, override in overrides
        if override is not None
        and getattr(override, "__func__", None) not in _base
        and quantities.is_before_decimal(_verdict(name, override, cls.__name__).until)
    ]
    is_old = bool(old) and not quantities.mentions_decimal(cls)
    if is_old:
        function = getattr(old[0], "__func__", old[0])
        if type(function) is FunctionType:
            text = f"{cls.__name__} was written when quantities were int and float, so it gets them so; today: Decimal"
            warn_at(function.__code__, function.__globals__, text)
    _eras[cls] = mark, is_old
    return is_old


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
    if type(function) is FunctionType:
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
        override = _attribute(wrapper, name)
        if override is not None and name not in _ASKED_EACH_TIME and callback_of(wrapper, name) == override:
            continue

        calls[name] = _kept(wrapper, name, missing)
    return Receiver(wrapper, calls) if calls else wrapper


def _kept(wrapper: Any, name: str, find: Callable[[Any, str], Callable[..., Any]]) -> Callable[..., Any]:
    """A call of whatever the wrapper has under a name; what was found is kept until the override is another one."""
    bound: Any = None
    callback: Callable[..., Any]
    each_time = name in _ASKED_EACH_TIME

    def call(*args: Any) -> Any:
        nonlocal bound, callback
        override = getattr(wrapper, name, None)
        if each_time or override is None or override != bound:
            callback = find(wrapper, name)
            bound = override
        return callback(*args)

    return call


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
        override = getattr(type(wrapper), name, None)
        if callable(override) and override is not vars(base).get(name):
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
            method = open_to_old_forms(name, method)
            setattr(cls, name, method)
        _own[name] = method
        _base.add(method)


def open_to_old_forms(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
    """A callback of the library that can be called in its old forms, too."""
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
    given = {meaning_of(name, key, params) or key: value for key, value in named.items()}
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
