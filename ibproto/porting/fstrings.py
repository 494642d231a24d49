"""Where the expressions inside f-strings stand: before Python 3.12 the syntax tree tells it wrongly."""

from __future__ import annotations

import ast
import re
import sys
import tokenize
from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Tokens = list[tuple[int, int, str]]

NEEDED = sys.version_info < (3, 12)
NOWHERE = (-1, -1)
_STRING = re.compile(r"([A-Za-z]*)('''|\"\"\"|'|\")")


class Field(NamedTuple):
    """One `{...}`: where its expression begins and ends, and the fields in its format."""

    start: int
    end: int
    inner: list[Field]


class Placed:
    """Positions of nodes inside the f-strings of a file, and the tokens there."""

    def __init__(self) -> None:
        self.nodes: dict[ast.AST, tuple[int, int]] = {}
        self.tokens: list[tuple[int, int, Tokens]] = []

    def tokens_at(self, offset: int) -> Tokens | None:
        """The tokens of the expression around an offset."""
        return next((tokens for start, end, tokens in self.tokens if start <= offset < end), None)


def place(text: str, tokens: Tokens, strings: Iterable[tuple[ast.JoinedStr, int, int]]) -> Placed:
    """Find the expressions of the outermost f-strings of a file; each comes with its begin and end."""
    placed = Placed()
    for node, start, end in strings:
        fields: list[Field] = []
        for first, last, token in tokens:
            match = _STRING.match(token) if start <= first < end else None
            if match and "f" in match[1].lower():
                body = first + match.end()
                fields += _fields(text, body, last - len(match[2]), "r" in match[1].lower(), False)[0]
        _match(placed, text, node, fields)
    return placed


def _match(placed: Placed, text: str, node: ast.JoinedStr, fields: list[Field]) -> None:
    values = [value for value in node.values if isinstance(value, ast.FormattedValue)]
    if len(values) != len(fields):
        placed.nodes.update(dict.fromkeys(ast.walk(node), NOWHERE))
        return
    for value, field in zip(values, fields):
        _expression(placed, text, value.value, field)
        if isinstance(value.format_spec, ast.JoinedStr):
            _match(placed, text, value.format_spec, field.inner)


def _expression(placed: Placed, text: str, node: ast.expr, field: Field) -> None:
    shown = f"({text[field.start : field.end]})"
    origin = field.start - 1
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", shown))]

    def offset(line: int, column: int) -> int:
        rest = shown[starts[line - 1] :]
        return origin + starts[line - 1] + len(rest.encode()[:column].decode())

    try:
        parsed = ast.parse(shown, mode="eval").body
        pairs = list(zip(ast.walk(node), ast.walk(parsed), strict=True))
    except (SyntaxError, ValueError):
        placed.nodes.update(dict.fromkeys(ast.walk(node), NOWHERE))
        return
    nested = {inner for outer in ast.walk(parsed) if isinstance(outer, ast.JoinedStr) for inner in ast.walk(outer)}
    for known, found in pairs:
        if isinstance(found, (ast.expr, ast.arg)):
            begin = offset(found.lineno, found.col_offset)
            end = offset(found.end_lineno or 1, found.end_col_offset or 0)
            placed.nodes[known] = NOWHERE if found in nested else (begin, end)
    placed.tokens.append((field.start, field.end, list(_tokens(shown, starts, origin))))


def _tokens(shown: str, starts: list[int], origin: int) -> Iterator[tuple[int, int, str]]:
    lines = iter([shown[a:b] for a, b in zip(starts, [*starts[1:], len(shown)])])
    for token in tokenize.generate_tokens(lambda: next(lines, "")):
        if token.string.strip() and token.type != tokenize.COMMENT:
            begin, end = (origin + starts[line - 1] + column for line, column in (token.start, token.end))
            yield begin, end, token.string


def _fields(text: str, at: int, end: int, raw: bool, in_format: bool) -> tuple[list[Field], int]:
    """The fields from an offset on, and where they end: at `end`, or at the `}` after a format."""
    found = []
    while at < end:
        if not raw and text.startswith("\\N{", at):
            at = text.index("}", at) + 1
        elif text[at] == "{" and not text.startswith("{{", at):
            stop = after = _expression_end(text, at + 1, end)
            inner: list[Field] = []
            if text[after] == "=":  # f"{x = }"
                after += 1 + len(text[after + 1 :]) - len(text[after + 1 :].lstrip())
            if text[after] == "!":
                after += 2
            if text[after] == ":":
                inner, after = _fields(text, after + 1, end, raw, True)
            found.append(Field(at + 1, stop, inner))
            at = after + 1
        elif text[at] == "}" and in_format:
            return found, at
        else:
            at += 2 if text[at] in "{}" else 1
    return found, at


def _expression_end(text: str, at: int, end: int) -> int:
    """Where the expression ends that begins at an offset: at its `=`, `!`, `:` or `}`."""
    depth, quote = 0, ""
    while at < end:
        char = text[at]
        if quote:
            closes = text.startswith(quote, at)
            at, quote = (at + len(quote), "") if closes else (at + 1, quote)
            continue
        if char in "'\"":
            quote = char * 3 if text.startswith(char * 3, at) else char
            at += len(quote)
            continue
        if char in "([{":
            depth += 1
        elif char in ")]}" and depth:
            depth -= 1
        elif not depth and _is_end(text, at):
            return at
        at += 1
    return end - 1


def _is_end(text: str, at: int) -> bool:
    char, rest = text[at], text[at + 1 :]
    if char == "=":  # f"{x = }", and no comparison
        return text[at - 1] not in "=!<>" and rest[:20].lstrip()[:1] in ("!", ":", "}")
    return char in ":}" or (char == "!" and not rest.startswith("="))
