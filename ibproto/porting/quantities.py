"""Sums of quantities and prices: quantities are Decimal since API 10.10, and Python does not mix Decimal and float."""

from __future__ import annotations

import ast

from ibproto.porting.edits import Edit
from ibproto.porting.overrides import parameters
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


def find(program: Program, source: Source) -> Iterator[Finding]:
    """Every sum, difference, product and quotient of a quantity and a float in the callbacks of one file."""
    for api, name, method in program.overrides():
        own = parameters(method)
        if api.source is not source or name not in CALLBACKS or len(own) != len(CALLBACKS[name]):
            continue
        types = getattr(EWrapper, name).__annotations__
        kinds = {arg.arg: types.get(param) for arg, param in zip(own, CALLBACKS[name])}
        members = {own[place].arg: names for (callback, place), names in ATTRIBUTES.items() if callback == name}
        kinds = {key: kind for key, kind in kinds.items() if not _is_set(method, key)}
        yield from _sums(source, method, kinds, members)


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
