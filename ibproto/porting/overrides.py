"""Overrides in the form of an older release, and methods that are meant as callbacks but are never called."""

from __future__ import annotations

import ast

from ibproto.porting.edits import Edit
from ibproto.porting.forms import CODE, form_of, parameters
from ibproto.porting.history import (
    ADDED_DEFAULTS,
    ADDED_TYPES,
    GONE_CALLBACKS,
    INTERNALS,
    OTHER_MEANING,
    RENAMED_ATTRIBUTES,
    RENAMED_CALLBACKS,
    RENAMED_ITEM_ATTRIBUTES,
    Form,
)
from ibproto.porting.program import CALLBACKS, REQUESTS, Api, Program
from ibproto.porting.quantities import out_of_sight
from ibproto.porting.source import Function, Source, last_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ibproto.porting.rules import Finding

PLAIN_USES = {"print", "str", "repr", "format", "vars", "info", "debug", "warning", "error", "append_log"}
_PLAIN = {name.replace("_", "").lower(): name for name in CALLBACKS}


def find(program: Program, source: Source) -> Iterator[Finding]:
    """Everything about overrides in one file."""
    for api, name, method in program.overrides():
        if api.source is not source:
            continue
        if name in CALLBACKS:
            yield from _override(program, api, name, method)
        elif name in RENAMED_CALLBACKS:
            yield from _renamed(program, api, name, method)
        elif name in GONE_CALLBACKS:
            yield source.finding("P203", _at(source, method), name=name, advice=GONE_CALLBACKS[name])
        elif not name.startswith("_") and name not in REQUESTS:
            yield from _near_miss(api, name, method)
    for api in program.apis.values():
        if api.source is source and api.client:
            yield from _internals(api)


# ---- what an override takes


def _override(program: Program, api: Api, name: str, method: Function) -> Iterator[Finding]:
    source = api.source
    now = CALLBACKS[name]
    shown = ", ".join(now)
    own = [arg.arg for arg in parameters(method)]
    static = any(last_name(item) == "staticmethod" for item in method.decorator_list)
    at = _at(source, method)
    if not static and _misses_self(method, now):
        yield source.finding("P206", at, name=name, params=shown)
        return
    least = len(own) - len(method.args.defaults)
    form = form_of(name, method)
    if form is not None:
        safe = not (form.until.startswith("9.") and out_of_sight(program))
        edits = _modernised(program, api, name, method, form) if safe else []
        yield source.finding("P201", at, edits, name=name, until=form.until, params=shown)
    elif method.args.vararg and len(own) < len(now):
        if name == "error" and _by_position(method):
            yield source.finding("P207", at, name=name)
    elif not least <= len(now) <= len(own) and not (method.args.vararg and least <= len(now)):
        yield source.finding("P205", at, _lengthened(source, name, method, own), name=name, params=shown)
    if isinstance(method, ast.AsyncFunctionDef):
        yield source.finding("P210", at, name=name)
    if name in OTHER_MEANING and OTHER_MEANING[name][0] & set(own):
        yield source.finding("P208", at, name=name, params=OTHER_MEANING[name][1])
    yield from _attributes(source, name, method)


def _misses_self(method: Function, now: tuple[str, ...]) -> bool:
    taken = [*method.args.posonlyargs, *method.args.args]
    if method.args.vararg and not taken:
        return False
    return not taken or (taken[0].arg in now and len(taken) == len(now) and taken[0].arg not in ("self", "this"))


def _by_position(method: Function) -> bool:
    """Whether *args is taken apart as in older releases: the code second, nothing after the text."""
    assert method.args.vararg is not None
    many = method.args.vararg.arg
    indices: set[object] = set()
    for node in ast.walk(method):
        if isinstance(node, ast.Subscript) and last_name(node.value) == many and isinstance(node.slice, ast.Constant):
            indices.add(node.slice.value)
        if isinstance(node, ast.Assign) and last_name(node.value) == many and isinstance(node.targets[0], ast.Tuple):
            names = [last_name(item) for item in node.targets[0].elts]
            return len(names) > 2 and bool(CODE.search(names[1]))
    return 1 in indices and indices <= {0, 1, 2}


# ---- the edits


def _lengthened(source: Source, name: str, method: Function, own: list[str]) -> list[Edit]:
    """The edit for an override of today's form that leaves out parameters at the end, where these have a default."""
    now = CALLBACKS[name]
    missing = now[len(own) :]
    if not (missing and own == list(now[: len(own)]) and all(param in ADDED_DEFAULTS for param in missing)):
        return []
    spans, close = source.items(_at(source, method) + len(name))
    return [_inserted(spans, close, len(spans), f"{param}={ADDED_DEFAULTS[param]}") for param in missing]


def _modernised(program: Program, api: Api, name: str, method: Function, form: Form) -> list[Edit]:
    """The edits that give an override today's parameters; none when the rest of the program depends on the old ones."""
    source, now, old = api.source, CALLBACKS[name], form.params.split()
    own = parameters(method)
    if len(own) != len(old) or method.args.kwonlyargs or method.args.vararg or method.args.kwarg:
        return []
    added = [index for index, param in enumerate(now) if param not in old]
    if [param for param in now if param in old] != old:  # another order, or other values
        return []
    taken = {node.id for node in ast.walk(method) if isinstance(node, ast.Name)} | {arg.arg for arg in own}
    if any(now[index] in taken for index in added) or name in program.used:
        return []
    supers = _super_calls(method, name)
    if supers is None:
        return []
    by_class = [isinstance(call.func, ast.Attribute) and not isinstance(call.func.value, ast.Call) for call in supers]
    if any(len(call.args) - given != len(old) or call.keywords for call, given in zip(supers, by_class)):
        return []
    spans, close = source.items(_at(source, method) + len(name))
    skip = len(spans) - len(own)
    defaults = len(own) - len(method.args.defaults)
    typed = any(arg.annotation is not None for arg in own)
    edits = []
    for index in added:
        param = now[index]
        place = sum(1 for earlier in now[:index] if earlier in old)  # among the parameters there are
        annotation = f": {ADDED_TYPES[param]}" if typed else ""
        default = ADDED_DEFAULTS.get(param) or ("None" if place > defaults else "")
        text = param + annotation + (f" = {default}" if annotation and default else f"={default}" if default else "")
        edits.append(_inserted(spans, close, place + skip, text))
        for call, given in zip(supers, by_class):
            values, end = source.items(source.end(call.func))
            if place + given < len(values) or not default:  # what has a default may stay away
                edits.append(_inserted(values, end, place + given, param))
    return edits


def _inserted(spans: list[tuple[int, int]], close: int, index: int, text: str) -> Edit:
    """An item put in before the one at an index, or after the last."""
    if index < len(spans):
        return Edit(spans[index][0], spans[index][0], f"{text}, ")
    if spans:
        return Edit(spans[-1][1], spans[-1][1], f", {text}")
    return Edit(close, close, text)


def _is_logger(node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        return last_name(node.func) == "getLogger"
    return "log" in last_name(node).lower()


def _super_calls(method: Function, name: str) -> list[ast.Call] | None:
    """The calls of the base's method; None when there is one that passes something else than plain arguments."""
    found = []
    for node in ast.walk(method):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == name:
            if name == "error" and _is_logger(node.func.value):
                continue
            if any(isinstance(arg, ast.Starred) for arg in node.args):
                return None
            found.append(node)
    return found


def _renamed(program: Program, api: Api, name: str, method: Function) -> Iterator[Finding]:
    source = api.source
    new, attributes = RENAMED_CALLBACKS[name]
    at = _at(source, method)
    told = ", ".join(f"{value} for {key}" for key, value in attributes.items())
    edits = [Edit(at, at + len(name), new)]
    own = parameters(method)
    safe = len(own) == 1 and new not in api.methods and name not in program.used
    for node in ast.walk(method):
        if safe and isinstance(node, ast.Attribute) and node.attr == name:
            edits.append(Edit(*source.attribute(node), new))
        elif safe and isinstance(node, ast.Name) and node.id == own[0].arg:
            use = source.parents[node]
            if isinstance(use, ast.Attribute):
                if use.attr in attributes:
                    edits.append(Edit(*source.attribute(use), attributes[use.attr]))
            else:
                safe = isinstance(use, ast.FormattedValue) or (isinstance(use, ast.Call) and _is_plain(use, name))
    yield source.finding("P202", at, edits if safe else (), name=name, new=new, attributes=told)


def _is_plain(call: ast.Call, name: str) -> bool:
    """A call that only looks at the whole object, or passes it to the base class."""
    return last_name(call.func) in PLAIN_USES or last_name(call.func) == name


def _attributes(source: Source, name: str, method: Function) -> Iterator[Finding]:
    """Attributes of an argument, or of the items of one, that have another name now."""
    for holder, names in _holders(name, method):
        for node in ast.walk(method):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == holder:
                new = names.get(node.attr)
                called = isinstance(source.parents[node], ast.Call) and source.parents[node].func is node  # type: ignore[attr-defined]
                if new is not None and not called:
                    edit = Edit(*source.attribute(node), new)
                    yield source.finding("P306", node, [edit], owner=holder, old=node.attr, new=new)


def _holders(name: str, method: Function) -> Iterator[tuple[str, dict[str, str]]]:
    """The variables of an override that hold objects of which attributes were renamed."""
    own = parameters(method)
    for (callback, position), names in RENAMED_ATTRIBUTES.items():
        if callback == name and position < len(own):
            yield own[position].arg, names
    for (callback, position), names in RENAMED_ITEM_ATTRIBUTES.items():
        if callback == name and position < len(own):
            for node in ast.walk(method):
                if isinstance(node, (ast.For, ast.comprehension)) and last_name(node.iter) == own[position].arg:
                    yield last_name(node.target), names


# ---- methods that nobody calls


def _near_miss(api: Api, name: str, method: Function) -> Iterator[Finding]:
    source = api.source
    wanted = _PLAIN.get(name.replace("_", "").lower())
    if wanted is None and len(name) > 6 and name not in api.source.read:
        count = len(parameters(method))
        wanted = next(
            (
                right
                for right, params in CALLBACKS.items()
                if count == len(params) > 1 and _distance_is_one(name.lower(), right.lower())
            ),
            None,
        )
    if wanted is not None and wanted not in api.methods:
        yield source.finding("P204", _at(source, method), name=name, new=wanted)


def _distance_is_one(a: str, b: str) -> bool:
    """One letter too many, missing, another, or two changed over."""
    if abs(len(a) - len(b)) > 1 or a == b:
        return False
    same = next((index for index, pair in enumerate(zip(a, b)) if pair[0] != pair[1]), min(len(a), len(b)))
    left, right = a[same:], b[same:]
    swapped = left[:2] == right[1::-1] and left[2:] == right[2:]
    return left[1:] == right or left == right[1:] or left[1:] == right[1:] or swapped


def _internals(api: Api) -> Iterator[Finding]:
    for name, (params, until) in INTERNALS.items():
        method = api.methods.get(name)
        if method is not None and len(parameters(method)) == len(params.split()) and not method.args.vararg:
            now = ", ".join(REQUESTS.get(name, ("fields", "msgId")))
            yield api.source.finding("P209", _at(api.source, method), name=name, until=until, params=now)


def _at(source: Source, method: Function) -> int:
    """Where the name of a method stands in its definition."""
    return source.word(method.name, source.start(method), len(source.text))
