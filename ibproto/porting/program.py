"""A program as it is read: its files, their syntax trees, and which of its classes are wrappers and clients."""

from __future__ import annotations

import ast
import io
import tokenize
from bisect import bisect_left
from pathlib import Path

from ibproto.client import EClient
from ibproto.porting.rules import RULES, Finding
from ibproto.wrapper import EWrapper

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ibproto.porting.edits import Edit

PACKAGES = ("ibapi", "ibproto")
ASYNC, STAND_IN = "async", "asinc"  # a name of the same length, so that positions stay
TELLING = 3  # callbacks that a class without known bases must have to be taken for a wrapper
SKIPPED = {"__pycache__", "site-packages", "node_modules", "build", "dist"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def _public(cls: type) -> dict[str, tuple[str, ...]]:
    return {
        name: value.__code__.co_varnames[1 : value.__code__.co_argcount]
        for name, value in vars(cls).items()
        if not name.startswith("_") and hasattr(value, "__code__")
    }


CALLBACKS = _public(EWrapper)
"""Callback -> the names of its parameters."""
REQUESTS = _public(EClient)
SENDS = frozenset(name for name in REQUESTS if name.startswith(("req", "placeOrder", "exercise", "calculate", "query")))
"""Requests that a server answers only when the session is ready."""


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
            why = exc.msg + ("; a program for Python 2? 2to3 helps" if "print" in (exc.text or "") else "")
            raise Unreadable(why, exc.lineno or 1, exc.offset or 1) from None
        except (ValueError, RecursionError, MemoryError) as exc:
            raise Unreadable(str(exc) or "nested too deeply") from None
        self.nodes = list(ast.walk(self.tree))
        self.parents = {child: parent for parent in self.nodes for child in ast.iter_child_nodes(parent)}
        self.imports = _imported(self.nodes)
        self.bound = _bound(self.nodes)
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
        return self._offset(node.lineno, node.col_offset)

    def end(self, node: ast.expr | ast.stmt | ast.arg | ast.alias) -> int:
        """The offset after a node."""
        return self._offset(node.end_lineno or 1, node.end_col_offset or 0)

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
        index = bisect_left(self.tokens, (start, 0, ""))
        while index < len(self.tokens) and self.tokens[index][0] < end:
            if self.tokens[index][2] == name:
                return self.tokens[index][0]
            index += 1
        return -1

    def attribute(self, node: ast.Attribute) -> tuple[int, int]:
        """Where the name after the dot stands."""
        return self.end(node) - len(node.attr), self.end(node)

    def items(self, after: int) -> tuple[list[tuple[int, int]], int]:
        """The comma-separated items in the next parentheses after an offset, and where these end (before the `)`)."""
        index = bisect_left(self.tokens, (after, 0, ""))
        while self.tokens[index][2] != "(":
            index += 1
        depth, found, first, last = 0, [], -1, -1
        for start, end, text in self.tokens[index:]:
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
        return Finding(self.path, *self.place(offset), code, RULES[code][1].format(**values), tuple(edits))

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


class Api:
    """What a class of the program is: a wrapper, a client, or both."""

    def __init__(self, source: Source, node: ast.ClassDef) -> None:
        self.source = source
        self.node = node
        self.bases = [base for expr in node.bases if (base := source.imports.get(last_name(expr), last_name(expr)))]
        self.methods = {item.name: item for item in node.body if isinstance(item, Function)}
        own = [name for name in self.methods if name in CALLBACKS and name != "error" and not name.islower()]
        unknown = not any(base in ("EWrapper", "EClient", "object") for base in self.bases)
        self.wrapper = unknown and len(own) >= TELLING
        self.client = False


class Program:
    """Files that belong together."""

    def __init__(self, sources: list[Source]) -> None:
        self.sources = sources
        found = [Api(source, node) for source in sources for node in source.nodes if isinstance(node, ast.ClassDef)]
        self.by_name = {api.node.name: api for api in found}
        for _ in range(len(found)):
            changed = [api for api in found if self._inherit(api)]
            if not changed:
                break
        self.apis = {api.node: api for api in found if api.wrapper or api.client}
        self.names = {api.node.name for api in self.apis.values()}
        self.instances = {name for source in sources for name in _instances(source, self.names)}
        """Names of variables and attributes that hold an object of such a class."""
        attributes = [node for source in sources for node in source.nodes if isinstance(node, ast.Attribute)]
        self.attributes = {node.attr for node in attributes}
        own = ("self", "wrapper", *self.instances)
        self.used = {node.attr for node in attributes if last_name(node.value) in own}
        """Names of what the program itself takes from its objects of the API."""

    def _inherit(self, api: Api) -> bool:
        before = api.wrapper, api.client
        for base in api.bases:
            known = self.by_name.get(base)
            both = base == "TWSSyncWrapper"
            api.wrapper |= both or base == "EWrapper" or (known is not None and known.wrapper)
            api.client |= both or base == "EClient" or (known is not None and known.client)
        return before != (api.wrapper, api.client)

    def api_of(self, node: ast.AST | None) -> Api | None:
        """What a class is to the API, if anything."""
        return self.apis.get(node) if isinstance(node, ast.ClassDef) else None

    def relevant(self, source: Source) -> bool:
        """Whether a file has to do with the API at all."""
        if any(api.source is source for api in self.apis.values()):
            return True
        named = {last for last in source.imports.values() if last in self.names}
        return bool(named) or any(
            module_of(node) in PACKAGES for node in source.nodes if isinstance(node, (ast.Import, ast.ImportFrom))
        )

    def overrides(self) -> Iterator[tuple[Api, str, Function]]:
        """Every method of a wrapper: (class, name, method)."""
        for api in self.apis.values():
            if api.wrapper:
                for name, method in api.methods.items():
                    yield api, name, method

    def defines(self, name: str, node: ast.AST | None = None) -> bool:
        """Whether some class of the program has a method of this name; or that class, or a base of it."""
        if node is None:
            return any(name in api.methods for api in self.by_name.values())
        api = self.by_name.get(node.name) if isinstance(node, ast.ClassDef) else None
        if api is None:
            return False
        bases = [self.by_name[base].node for base in api.bases if base in self.by_name and base != api.node.name]
        return name in api.methods or any(self.defines(name, base) for base in bases)


def programs(sources: list[Source]) -> list[Program]:
    """The files by the programs that they make up: those that import each other belong together."""
    by_name: dict[str, list[Source]] = {}
    for source in sources:
        by_name.setdefault(Path(source.path).stem, []).append(source)
    group = {source: {source} for source in sources}
    for source in sources:
        for other in _imported_files(source, by_name):
            if group[other] is not group[source]:
                group[source] |= group[other]
                for member in group[other]:
                    group[member] = group[source]
    distinct = {id(members): members for members in group.values()}
    return [Program(sorted(members, key=lambda source: source.path)) for members in distinct.values()]


def _imported_files(source: Source, by_name: dict[str, list[Source]]) -> Iterator[Source]:
    """The files that a file imports: of those with the right name the one in the same folder, or the only one."""
    folder = Path(source.path).parent
    for node in source.nodes:
        if isinstance(node, ast.Import):
            words = {alias.name.rpartition(".")[2] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not api_module(node):
            words = {(node.module or "").rpartition(".")[2], *(alias.name for alias in node.names)}
        else:
            continue
        for word in words:
            found = by_name.get(word, [])
            near = [other for other in found if Path(other.path).parent == folder]
            yield from near or (found if len(found) == 1 else [])


def files(path: Path) -> list[Path]:
    """The Python files of a path; a copy of ibapi in it is left out, and so are environments and hidden folders."""
    if not path.is_dir():
        return [path]
    found: list[Path] = []
    for entry in sorted(path.iterdir()):
        if entry.is_dir():
            official = entry.name == "ibapi" and (entry / "client.py").exists() and (entry / "wrapper.py").exists()
            hidden = entry.name.startswith(".") or entry.name in SKIPPED or (entry / "pyvenv.cfg").exists()
            if not (official or hidden or entry.is_symlink()):
                found += files(entry)
        elif entry.suffix == ".py":
            found.append(entry)
    return found


def _instances(source: Source, names: set[str]) -> Iterator[str]:
    for node in source.nodes:
        if isinstance(node, ast.withitem) and node.optional_vars is not None:
            made, targets = node.context_expr, [node.optional_vars]
        elif isinstance(node, ast.Assign):
            made, targets = node.value, node.targets
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            made, targets = node.value, [node.target]
        else:
            continue
        if isinstance(made, ast.Call):
            called = last_name(made.func)
            if source.imports.get(called, called) in (*names, "EClient"):
                yield from filter(None, map(last_name, targets))


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
