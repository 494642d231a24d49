"""Quantities, which are Decimal since API 10.10: Python does not mix Decimal and float.

A wrapper with callbacks of an older release is given int and float, as then. When its callbacks are brought up to date
that ends, so what it does with quantities has to be seen to in the same step.
"""

from __future__ import annotations

import ast
from functools import lru_cache
from typing import NamedTuple

from ibproto.porting.edits import Edit
from ibproto.porting.forms import is_before_decimal, parameters
from ibproto.porting.history import QUANTITIES
from ibproto.porting.program import CALLBACKS, Program
from ibproto.porting.source import Function, Source, last_name
from ibproto.wrapper import EWrapper

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ibproto.porting.rules import Finding

DECIMAL, FLOAT = "Decimal", "float"
ATTRIBUTES: dict[tuple[str, int], dict[str, str]] = {
    ("historicalData", 1): {
        **dict.fromkeys(("volume", "wap", "average"), DECIMAL),
        **dict.fromkeys(("open", "high", "low", "close"), FLOAT),
    },
    ("execDetails", 2): {"shares": DECIMAL, "cumQty": DECIMAL, "price": FLOAT, "avgPrice": FLOAT},
    ("openOrder", 2): {"totalQuantity": DECIMAL, "filledQuantity": DECIMAL, "lmtPrice": FLOAT, "auxPrice": FLOAT},
}
"""(callback, position of the parameter) -> attribute -> its type."""
ATTRIBUTES["historicalDataUpdate", 1] = ATTRIBUTES["historicalData", 1]


PLAIN = {"print", "str", "repr", "format", "int", "float", "info", "debug", "warning", "round"}
"""Calls that do with a Decimal what they do with a float."""


def find(program: Program, source: Source) -> Iterator[Finding]:
    """What the callbacks of one file do with quantities that a Decimal does not do."""
    if is_before_decimal(program):
        for use in dict.fromkeys(_uses(program)):
            if use.source is source:
                advice = f"write {use.kind}({use.name})" if use.kind else "see what becomes of its quantities"
                edits = []
                if use.kind:
                    start, end = source.start(use.node), source.end(use.node)
                    edits = [Edit(start, start, f"{use.kind}("), Edit(end, end, ")")]
                yield source.finding("P311", use.node, edits, name=use.name, advice=advice)
        return
    for api, name, method in program.overrides():
        own = parameters(method)
        if api.source is not source or name not in CALLBACKS or len(own) != len(CALLBACKS[name]):
            continue
        types = getattr(EWrapper, name).__annotations__
        kinds = {arg.arg: types.get(param) for arg, param in zip(own, CALLBACKS[name])}
        members = {own[place].arg: names for (callback, place), names in ATTRIBUTES.items() if callback == name}
        kinds = {key: kind for key, kind in kinds.items() if not _is_set(method, key)}
        yield from _sums(source, method, kinds, members)


@lru_cache(maxsize=1)
def out_of_sight(program: Program) -> bool:
    """Whether a program hands on objects with quantities, so that it is not known what it does with these."""
    return is_before_decimal(program) and any(not use.kind for use in _uses(program))


class Use(NamedTuple):
    """A place where a quantity, or with kind "" an object that has some, goes further."""

    source: Source
    node: ast.expr
    name: str
    kind: str


def _uses(program: Program) -> Iterator[Use]:
    for api, name, method in program.overrides():
        own = parameters(method)
        if name not in QUANTITIES or len(own) > len(CALLBACKS[name]):
            continue
        for entry in QUANTITIES[name].split():
            path, _, kind = entry.partition(":")
            head, _, member = path.partition(".")
            place = CALLBACKS[name].index(head.removesuffix("[]"))
            if place < len(own) and not _is_set(method, own[place].arg):
                holders = {own[place].arg}
                if head.endswith("[]"):
                    holders |= _items(method, own[place].arg)
                yield from _goes_on(api.source, method, name, holders, member, kind)


def _items(method: Function, many: str) -> set[str]:
    """The variables of loops over a list."""
    loops = [node for node in ast.walk(method) if isinstance(node, (ast.For, ast.comprehension))]
    return {last_name(loop.target) for loop in loops if last_name(loop.iter) == many}


def _goes_on(
    source: Source, method: Function, callback: str, holders: set[str], member: str, kind: str
) -> Iterator[Use]:
    for node in ast.walk(method):
        if not (isinstance(node, ast.Name) and node.id in holders and isinstance(node.ctx, ast.Load)):
            continue
        parent = source.parents[node]
        if not member:
            if not _is_plain(source, node, callback):
                yield Use(source, node, node.id, kind)
        elif isinstance(parent, ast.Attribute):
            if parent.attr == member and not _is_plain(source, parent, callback):
                yield Use(source, parent, f"{node.id}.{member}", kind)
        elif not _is_plain(source, node, callback) and not isinstance(parent, (ast.For, ast.comprehension)):
            yield Use(source, node, node.id, "")


def _is_plain(source: Source, node: ast.expr, callback: str) -> bool:
    """Whether a value is only looked at: shown, compared, converted, or passed to the base class."""
    parent = source.parents[node]
    if isinstance(parent, ast.Call):
        return last_name(parent.func) in PLAIN or last_name(parent.func) == callback
    shown = isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Mod) and _is_text(parent.left)
    in_tuple = isinstance(parent, ast.Tuple) and isinstance(source.parents[parent], ast.BinOp)
    return isinstance(parent, (ast.FormattedValue, ast.Compare, ast.Expr)) or shown or in_tuple


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _is_set(method: Function, name: str) -> bool:
    """Whether a method gives a parameter another value, such as `size = float(size)`."""
    return any(
        isinstance(node, ast.Name) and node.id == name and not isinstance(node.ctx, ast.Load)
        for node in ast.walk(method)
    )


def _sums(
    source: Source, method: Function, kinds: dict[str, str | None], members: dict[str, dict[str, str]]
) -> Iterator[Finding]:
    def kind(node: ast.expr) -> str | None:
        if isinstance(node, ast.Name):
            return kinds.get(node.id)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            return members.get(node.value.id, {}).get(node.attr)
        if isinstance(node, ast.BinOp):
            both = {kind(node.left), kind(node.right)}
            return FLOAT if FLOAT in both else None
        return FLOAT if isinstance(node, ast.Constant) and isinstance(node.value, float) else None

    for node in ast.walk(method):
        if isinstance(node, ast.BinOp) and {kind(node.left), kind(node.right)} == {DECIMAL, FLOAT}:
            side = node.left if kind(node.left) == DECIMAL else node.right
            start, end = source.start(side), source.end(side)
            edits = [Edit(start, start, "float("), Edit(end, end, ")")]
            name = f"{last_name(side.value)}.{side.attr}" if isinstance(side, ast.Attribute) else last_name(side)
            yield source.finding("P310", side, edits, name=name)
