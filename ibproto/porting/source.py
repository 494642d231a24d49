"""One file of a program: its text as it is, its syntax tree, and the way from the one to the other."""

from __future__ import annotations

import ast
import io
import tokenize
from bisect import bisect_left

from ibproto.porting.fstrings import NEEDED, NOWHERE, Placed, place
from ibproto.porting.rules import RULES, Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ibproto.porting.edits import Edit

PACKAGES = ("ibapi", "ibproto")
ASYNC, STAND_IN = "async", "asinc"  # a name of the same length, so that positions stay

PYTHON_2 = ("Missing parentheses in call to", "multiple exception types must be parenthesized")

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Unreadable(Exception):
    """A file that cannot be read as a Python program; the argument says why, `line` and `column` where."""

    def __init__(self, why: str, line: int = 1, column: int = 1) -> None:
        super().__init__(why)
        self.line, self.column = line, column


class Source:
    """One file: its text as it is, the tree, and the way from the tree's positions to those in the text."""

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        try:
            self.encoding = tokenize.detect_encoding(io.BytesIO(data).readline)[0]
            self.text = data.decode(self.encoding)
        except (SyntaxError, UnicodeDecodeError, LookupError) as exc:
            raise Unreadable(f"{exc}; is it Python, and does its encoding line tell the truth?") from None
        self.old_names: list[int] = []  # offsets of `async` where it is a name
        self._starts = _line_starts(self.text)
        self._lines = [self.text[a:b] for a, b in zip(self._starts, [*self._starts[1:], len(self.text)])]
        self.tokens = self._tokenize()
        readable = self.text
        for offset in self.old_names:
            readable = readable[:offset] + STAND_IN + readable[offset + len(ASYNC) :]
        try:
            self.tree = ast.parse(readable)
        except SyntaxError as exc:
            why = exc.msg + ("; it is for Python 2: convert it by 2to3" if exc.msg.startswith(PYTHON_2) else "")
            raise Unreadable(why, exc.lineno or 1, exc.offset or 1) from None
        except (ValueError, RecursionError, MemoryError) as exc:
            raise Unreadable(str(exc) or "nested too deeply") from None
        self.nodes = list(ast.walk(self.tree))
        self.parents = {child: parent for parent in self.nodes for child in ast.iter_child_nodes(parent)}
        self._placed = Placed()
        self._placed = self._place() if NEEDED else Placed()
        self.imports = _imported(self.nodes)
        self.bound = _bound(self.nodes)
        self.names = {node.id for node in self.nodes if isinstance(node, ast.Name)}
        self.read = {n.attr for n in self.nodes if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Load)}
        """Names of the attributes that are read anywhere."""
        self.stars = {
            module
            for node in self.nodes
            if isinstance(node, ast.ImportFrom) and (module := api_module(node)) and node.names[0].name == "*"
        }

    def _tokenize(self) -> list[tuple[int, int, str]]:
        """(start, end, text) of the tokens, as far as they can be read."""
        found: list[tuple[int, int, str]] = []
        lines = iter(self._lines)
        try:
            for token in tokenize.generate_tokens(lambda: next(lines, "")):
                if token.type in (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT):
                    continue
                if found and found[-1][2] == ASYNC and token.string not in ("def", "for", "with"):
                    self.old_names.append(found[-1][0])
                found.append((self._at(*token.start), self._at(*token.end), token.string))
        except (tokenize.TokenError, SyntaxError, IndexError):
            pass  # the parser tells where and why
        return found

    def _at(self, line: int, column: int) -> int:
        return self._starts[line - 1] + column if line <= len(self._starts) else len(self.text)

    def data(self) -> bytes:
        """The bytes of the file."""
        return self.text.encode(self.encoding)

    def with_text(self, text: str) -> Source:
        """The same file with another text. Raises Unreadable when that is not Python."""
        return Source(self.path, text.encode(self.encoding))

    # ---- positions

    def start(self, node: ast.expr | ast.stmt | ast.arg | ast.alias) -> int:
        """The offset of a node in the text."""
        placed = self._placed.nodes.get(node)
        return placed[0] if placed else self._offset(node.lineno, node.col_offset)

    def end(self, node: ast.expr | ast.stmt | ast.arg | ast.alias) -> int:
        """The offset after a node."""
        placed = self._placed.nodes.get(node)
        return placed[1] if placed else self._offset(node.end_lineno or 1, node.end_col_offset or 0)

    def _place(self) -> Placed:
        inside = (ast.JoinedStr, ast.FormattedValue)
        outer = [n for n in self.nodes if isinstance(n, ast.JoinedStr) and not isinstance(self.parents[n], inside)]
        spans = [(node, self.start(node), self.end(node)) for node in outer]
        return place(self.text, self.tokens, spans)

    def _offset(self, line: int, column: int) -> int:
        text = self._lines[line - 1]
        if not text.isascii():  # the tree counts bytes
            column = len(text.encode()[:column].decode())
        return self._starts[line - 1] + column

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, as editors count."""
        line = bisect_left(self._starts, offset + 1)
        return line, offset - self._starts[line - 1] + 1

    def word(self, name: str, start: int, end: int) -> int:
        """The offset of a name that stands between two offsets; -1 when it does not."""
        for begin, _, text in self.tokens[bisect_left(self.tokens, (start, 0, "")) :]:
            if begin >= end:
                break
            if text == name:
                return begin
        return -1

    def attribute(self, node: ast.Attribute) -> tuple[int, int]:
        """Where the name after the dot stands."""
        end = self.end(node)
        return (end - len(node.attr), end) if end >= 0 else NOWHERE

    def items(self, after: int) -> tuple[list[tuple[int, int]], int]:
        """The comma-separated items in the next parentheses after an offset, and where these end (before the `)`)."""
        if after < 0:
            return [NOWHERE], -1
        tokens = self._placed.tokens_at(after) or self.tokens
        index = bisect_left(tokens, (after, 0, ""))
        while tokens[index][2] != "(":
            index += 1
        depth, found, first, last = 0, [], -1, -1
        for start, end, text in tokens[index:]:
            if text in ("(", "[", "{"):
                depth += 1
                if depth == 1:
                    continue
            elif text in (")", "]", "}"):
                depth -= 1
                if depth == 0:
                    if first >= 0:
                        found.append((first, last))
                    return found, start
            elif text == "," and depth == 1:
                found.append((first, last))
                first = -1
                continue
            first, last = start if first < 0 else first, end
        raise Unreadable("a parenthesis is not closed")

    def finding(self, code: str, node: ast.AST | int, edits: Iterable[Edit] = (), **values: object) -> Finding:
        """A finding at a node or an offset."""
        if isinstance(node, int):
            offset = node
        else:
            assert isinstance(node, (ast.expr, ast.stmt, ast.arg, ast.alias))
            offset = self.start(node)
            while offset < 0:
                node = self.parents[node]
                offset = self.start(node) if isinstance(node, (ast.expr, ast.stmt)) else offset
        made = tuple(edits)
        if any(edit.start < 0 for edit in made):  # inside an f-string inside an f-string
            made = ()
        return Finding(self.path, *self.place(offset), code, RULES[code][1].format(**values), made)

    def scope(self, node: ast.AST) -> Function | None:
        """The innermost function around a node."""
        parent = self.parents.get(node)
        while parent is not None and not isinstance(parent, Function):
            parent = self.parents.get(parent)
        return parent

    def owner(self, function: ast.AST) -> ast.ClassDef | None:
        """The class whose method a function is, or around which a node stands."""
        parent = self.parents.get(function)
        while parent is not None and not isinstance(parent, ast.ClassDef):
            parent = self.parents.get(parent)
        return parent


def last_name(node: ast.AST) -> str:
    """`c` of `a.b.c`; "" of anything that is no name."""
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def dotted(node: ast.AST) -> str:
    """`a.b.c` of an expression that is just that; "" of others."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""


def module_of(node: ast.Import | ast.ImportFrom) -> str:
    """The package that an import is from, if it is one of the API's."""
    names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.level:
        return ""
    return next((top for name in names if (top := name.partition(".")[0]) in PACKAGES), "")


def api_module(node: ast.ImportFrom) -> str:
    """The module below the API's package that names are imported from; "" for others."""
    top, _, module = (node.module or "").partition(".")
    return module if top in PACKAGES and not node.level else ""


def _imported(nodes: list[ast.AST]) -> dict[str, str]:
    """Local name -> the name in the module that it comes from."""
    found = {}
    for node in nodes:
        if isinstance(node, ast.ImportFrom):
            found.update({alias.asname or alias.name: alias.name for alias in node.names})
    return found


def _bound(nodes: list[ast.AST]) -> set[str]:
    """Every name that a file binds anywhere."""
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            found.add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, ast.alias):
            found.add(node.asname or node.name.partition(".")[0])
        elif isinstance(node, ast.ExceptHandler) and node.name:
            found.add(node.name)
    return found


def _line_starts(text: str) -> list[int]:
    """Offsets of the lines, as Python divides them."""
    found, position = [0], 0
    while position < len(text):
        newline = text.find("\n", position)
        ret = text.find("\r", position)
        if newline < 0 and ret < 0:
            break
        if ret >= 0 and (newline < 0 or ret < newline):
            position = ret + (2 if text.startswith("\r\n", ret) else 1)
        else:
            position = newline + 1
        found.append(position)
    return found
