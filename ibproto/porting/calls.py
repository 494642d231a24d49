"""Requests in the form of older releases, and names and attributes that changed."""

from __future__ import annotations

import ast

from ibproto.porting.edits import Edit
from ibproto.porting.history import (
    CALLS,
    GONE_ATTRIBUTES,
    GONE_MEMBERS,
    GONE_REQUESTS,
    RENAMED_KEYWORDS,
    RENAMED_MEMBERS,
    RENAMED_METHODS,
    Call,
)
from ibproto.porting.imports import NEW, has_name, importing
from ibproto.porting.program import CALLBACKS, REQUESTS, Program
from ibproto.porting.source import Source, last_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ibproto.porting.rules import Finding

CHECKED = frozenset(
    name for name in REQUESTS if name.startswith(("req", "cancel", "place", "exercise", "replaceFA", "requestFA"))
)
"""Requests whose arguments are counted: their names are nobody else's."""
TYPICAL = ("app", "client", "ib", "ibapi", "tws", "api", "bot", "ib_client", "ibclient", "ib_api")
"""What programs call a client that they got as a parameter."""
CANCELS = {"cancelOrder": 1, "reqGlobalCancel": 0}
"""Request -> where its OrderCancel stands."""


def find(program: Program, source: Source) -> Iterator[Finding]:
    """Everything about calls and attributes in one file."""
    for node in source.nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            for finding in _call(program, source, node, node.func):
                if any("OrderCancel(" in edit.text for edit in finding.edits) and not has_name(source, "OrderCancel"):
                    extra = importing(source, f"{NEW}.order_cancel", "OrderCancel")
                    finding = finding._replace(edits=(*finding.edits, extra))
                yield finding
        elif isinstance(node, ast.Attribute):
            yield from _attribute(program, source, node)


def _call(program: Program, source: Source, node: ast.Call, func: ast.Attribute) -> Iterator[Finding]:
    name = func.attr
    at = source.attribute(func)[0]
    if _is_own(program, source, func):
        return
    if name in RENAMED_METHODS:
        new = RENAMED_METHODS[name]
        yield source.finding("P302", at, [Edit(*source.attribute(func), new)], old=name, new=new)
    elif name in GONE_REQUESTS:
        yield source.finding("P303", at, name=name, advice=GONE_REQUESTS[name])
    elif name == "startApi" and not _is_asynchronous(source, node):
        yield source.finding("P309", at)
    elif name in CHECKED:
        known = _is_known(program, func)
        for finding in _arguments(source, node, name, at):
            if known or finding.code in ("P301", "P302"):
                yield finding if known else finding._replace(edits=())


def _is_own(program: Program, source: Source, func: ast.Attribute) -> bool:
    """Whether the program has a method of this name, and calls that."""
    value = func.value
    if (isinstance(value, ast.Call) and last_name(value.func) == "super") or last_name(value) == "EClient":
        return False
    if isinstance(value, ast.Name) and value.id == "self":
        api = program.api_of(source.owner(func))
        return api is None or program.inherits(func.attr, api)
    if last_name(value) in program.instances:
        return any(func.attr in api.methods for api in program.apis.values())
    return program.defines(func.attr)


def _is_known(program: Program, func: ast.Attribute) -> bool:
    """Whether a call goes to a client, as far as names tell."""
    value = func.value
    return isinstance(value, ast.Call) or last_name(value) in ("self", "EClient", *TYPICAL, *program.instances)


def _is_asynchronous(source: Source, node: ast.AST) -> bool:
    """Whether a call stands in an `if self.asynchronous`, as in IB's samples: there it does nothing."""
    parent = source.parents.get(node)
    while parent is not None:
        if isinstance(parent, ast.If) and last_name(parent.test) in ("asynchronous", "asinc"):
            return True
        parent = source.parents.get(parent)
    return False


def _arguments(source: Source, node: ast.Call, name: str, at: int) -> Iterator[Finding]:
    if any(isinstance(arg, ast.Starred) for arg in node.args) or any(word.arg is None for word in node.keywords):
        return
    values = list(node.args)
    params = REQUESTS[name]
    if isinstance(node.func, ast.Attribute) and last_name(node.func.value) == "EClient":
        values = values[1:]
    count = len(values) + len(node.keywords)
    shown = ", ".join(params)
    when = name in CANCELS and _cancel_time(node, name, len(node.args) - len(values))
    if when:
        yield source.finding("P301", at, _with_cancel(source, node, when), name=name, until="10.29", params=shown)
        return
    form = next((form for form in CALLS.get(name, ()) if form.given == count), None)
    for word in node.keywords:
        if word.arg in RENAMED_KEYWORDS and RENAMED_KEYWORDS[word.arg] in params and word.arg not in params:
            new = RENAMED_KEYWORDS[word.arg]
            start = source.start(word)  # type: ignore[arg-type]
            yield source.finding("P302", start, [Edit(start, start + len(word.arg), new)], old=word.arg, new=new)
    unknown = [word.arg for word in node.keywords if RENAMED_KEYWORDS.get(word.arg or "", word.arg) not in params]
    if form is not None and not unknown:
        edits = _completed(source, node, form, len(node.args) - len(values))
        yield source.finding("P301", at, edits, name=name, until=form.until, params=shown)
    elif unknown:
        yield source.finding("P305", at, name=name, keyword=unknown[0], params=shown)
    elif count != len(params):
        yield source.finding("P304", at, name=name, count=count, params=shown)


def _completed(source: Source, node: ast.Call, form: Call, skip: int) -> list[Edit]:
    spans, close = source.items(source.end(node.func))
    if node.keywords:
        at = spans[-1][1]
        return [Edit(at, at, f", {form.keywords}")]
    index = form.at + skip
    if index < len(spans):
        return [Edit(spans[index][0], spans[index][0], f"{form.adds}, ")]
    if spans:
        return [Edit(spans[-1][1], spans[-1][1], f", {form.adds}")]
    return [Edit(close, close, form.adds)]


def _cancel_time(node: ast.Call, name: str, skip: int) -> ast.expr | None:
    """The text, or the argument of the old name, that stands where an OrderCancel belongs."""
    index = CANCELS[name] + skip
    if len(node.args) > index:
        value = node.args[index]
        return value if isinstance(value, (ast.Constant, ast.JoinedStr)) else None
    return next((word.value for word in node.keywords if word.arg == "manualCancelOrderTime"), None)


def _with_cancel(source: Source, node: ast.Call, when: ast.expr) -> list[Edit]:
    start, end = source.start(when), source.end(when)
    text = source.text[start:end]
    empty = isinstance(when, ast.Constant) and not when.value
    new = "OrderCancel()" if empty else f"OrderCancel(manualOrderCancelTime={text})"
    for word in node.keywords:
        if word.value is when:
            start, new = source.start(word), f"orderCancel={new}"  # type: ignore[arg-type]
    return [Edit(start, end, new)]


def _attribute(program: Program, source: Source, node: ast.Attribute) -> Iterator[Finding]:
    owner = last_name(node.value)
    owner = source.imports.get(owner, owner)
    at = source.attribute(node)[0]
    if (owner, node.attr) in RENAMED_MEMBERS:
        new = RENAMED_MEMBERS[owner, node.attr]
        yield source.finding("P306", at, [Edit(*source.attribute(node), new)], owner=owner, old=node.attr, new=new)
    elif (name := f"{owner}.{node.attr}") in GONE_MEMBERS:
        yield source.finding("P303", at, name=name, advice=GONE_MEMBERS[name])
    elif (owner, node.attr) == ("bar", "average"):
        scope = source.scope(node)
        if scope is None or scope.name not in CALLBACKS:  # there it is known what it is
            yield source.finding("P306", at, owner=owner, old=node.attr, new="wap")
    elif isinstance(node.ctx, ast.Store) and node.attr in GONE_ATTRIBUTES:
        yield source.finding("P307", at, owner=owner, old=node.attr, advice=GONE_ATTRIBUTES[node.attr])
    elif isinstance(node.ctx, ast.Store) and node.attr == "done" and owner == "self":
        api = program.api_of(source.owner(node))
        assigned = source.parents[node]
        value = getattr(assigned, "value", None)
        ends = isinstance(value, ast.Constant) and value.value is True
        if ends and api is not None and api.client and "done" not in source.read:
            yield source.finding("P308", at)
