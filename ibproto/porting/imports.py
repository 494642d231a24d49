"""Imports to change, names that moved or went, and texts that hold the package's name."""

from __future__ import annotations

import ast
import builtins
import importlib
import importlib.util

from ibproto.porting.edits import Edit
from ibproto.porting.history import HOMES, MOVED_NAMES, RENAMED_MODULES, RENAMED_NAMES
from ibproto.porting.program import Program
from ibproto.porting.source import PACKAGES, Source, api_module, last_name, module_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ibproto.porting.rules import Finding

OLD, NEW = "ibapi", "ibproto"
VERSIONS = {"VERSION", "__version__", "get_version_string"}
TEXT_CALLS = {"getLogger", "import_module", "__import__", "patch"}  # calls whose text names a module


def find(program: Program, source: Source) -> Iterator[Finding]:
    """Everything about imports in one file."""
    used = {node.id for node in source.nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    for node in source.nodes:
        if isinstance(node, ast.Import):
            yield from _import(source, node)
        elif isinstance(node, ast.ImportFrom) and module_of(node):
            yield from _import_from(source, node)
        elif isinstance(node, ast.Name) and node.id == OLD:
            edit = Edit(source.start(node), source.end(node), NEW)
            yield source.finding("P101", node, [edit], name=OLD)
        elif isinstance(node, ast.Attribute) and node.attr in VERSIONS and last_name(node.value) in PACKAGES:
            yield source.finding("P106", node, name=node.attr)
        elif isinstance(node, ast.Call) and last_name(node.func) in TEXT_CALLS and node.args:
            yield from _text(source, node.args[0])
    yield from _from_stars(source, used)


def _import(source: Source, node: ast.Import) -> Iterator[Finding]:
    for alias in node.names:
        top, _, rest = alias.name.partition(".")
        if top == OLD:
            start = source.start(alias)
            module = RENAMED_MODULES.get(rest, rest)
            edits = [Edit(start, start + len(OLD), NEW)]
            if module != rest:
                edits.append(Edit(start + len(OLD) + 1, start + len(alias.name), module))
            yield source.finding("P101", alias, edits, name=f"import {alias.name}")
        elif top == NEW and rest in RENAMED_MODULES:
            start = source.start(alias) + len(NEW) + 1
            new = RENAMED_MODULES[rest]
            yield source.finding("P102", alias, [Edit(start, start + len(rest), new)], old=rest, new=new)


def _import_from(source: Source, node: ast.ImportFrom) -> Iterator[Finding]:
    module = api_module(node)
    name = node.module or ""
    start = source.word(name.partition(".")[0], source.start(node), source.end(node))
    if name.partition(".")[0] == OLD:
        yield source.finding("P101", start, [Edit(start, start + len(OLD), NEW)], name=f"from {name} import ...")
    if not module:  # from ibapi import wrapper
        for alias in node.names:
            if alias.name in VERSIONS:
                yield source.finding("P106", alias, name=alias.name)
            elif alias.name in RENAMED_MODULES:
                new = RENAMED_MODULES[alias.name]
                yield source.finding("P102", alias, _rename(source, alias, new), old=alias.name, new=new)
            elif alias.name != "*" and not _exists(alias.name) and not _has("", alias.name):
                advice = "ibproto has another inside; see its README"
                yield source.finding("P104", alias, module=NEW, name=alias.name, advice=advice)
        return
    if module in RENAMED_MODULES:
        at = source.word(module, start, source.end(node))
        edits = [Edit(at, at + len(module), RENAMED_MODULES[module])] if at >= 0 else []
        yield source.finding("P102", at if at >= 0 else node, edits, old=module, new=RENAMED_MODULES[module])
    moves = {alias.name: MOVED_NAMES[module, alias.name] for alias in node.names if (module, alias.name) in MOVED_NAMES}
    for alias in node.names:
        if (module, alias.name) in RENAMED_NAMES:
            new = RENAMED_NAMES[module, alias.name][1]
            edits = _rename(source, alias, new)
            if alias.asname is None:
                edits += [Edit(source.start(use), source.end(use), new) for use in _uses(source, alias.name)]
            yield source.finding("P302", alias, edits, old=alias.name, new=new)
        elif alias.name in moves:
            edits = _moved(source, node, moves)
            yield source.finding("P103", alias, edits, name=alias.name, module=f"{NEW}.{moves[alias.name]}")
        elif (
            alias.name != "*"
            and module not in RENAMED_MODULES
            and not (_has(module, alias.name) or _for_types(source, node))
        ):
            advice = "its names are those of the message table" if not _exists(module) else "see its documentation"
            yield source.finding("P104", alias, module=f"{NEW}.{module}", name=alias.name, advice=advice)


def _for_types(source: Source, node: ast.ImportFrom) -> bool:
    """Whether an import is for type checkers only."""
    parent = source.parents[node]
    return isinstance(parent, ast.If) and last_name(parent.test) == "TYPE_CHECKING"


def _uses(source: Source, name: str) -> list[ast.Name]:
    return [node for node in source.nodes if isinstance(node, ast.Name) and node.id == name]


def _rename(source: Source, alias: ast.alias, new: str) -> list[Edit]:
    start = source.start(alias)
    return [Edit(start, start + len(alias.name), new)]


def _moved(source: Source, node: ast.ImportFrom, moves: dict[str, str]) -> list[Edit]:
    """The import in two or more: one for each module. None when there are comments inside, which would be lost."""
    start, end = source.start(node), source.end(node)
    if "#" in source.text[start:end]:
        return []
    by_module: dict[str, list[str]] = {api_module(node): []}
    for alias in node.names:
        shown = alias.name + (f" as {alias.asname}" if alias.asname else "")
        by_module.setdefault(moves.get(alias.name, api_module(node)), []).append(shown)
    line, column = source.place(start)
    before = source.text[start - column + 1 : start]
    lines = [f"from {NEW}.{module} import {', '.join(names)}" for module, names in by_module.items() if names]
    separator = newline(source) + before if not before.strip() else "; "
    return [Edit(start, end, separator.join(lines))]


def _text(source: Source, node: ast.expr) -> Iterator[Finding]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.partition(".")[0] == OLD:
        start = source.text.find(OLD, source.start(node), source.end(node))
        edits = [Edit(start, start + len(OLD), NEW)] if start >= 0 else []
        yield source.finding("P105", node, edits, text=repr(node.value))


def _from_stars(source: Source, used: set[str]) -> Iterator[Finding]:
    """Names that no star import gives (any more)."""
    if not source.stars:
        return
    bound = source.bound
    others = any(
        node.names[0].name == "*" and not api_module(node) for node in source.nodes if isinstance(node, ast.ImportFrom)
    )
    given = {name for module in source.stars for name in _star(RENAMED_MODULES.get(module, module))}
    for name in sorted(used - bound - set(dir(builtins))):
        renamed = next(
            (new for (module, old), new in RENAMED_NAMES.items() if old == name and module in source.stars), None
        )
        first = min(_uses(source, name), key=source.start)
        if renamed is not None:
            edits = [Edit(source.start(use), source.end(use), renamed[1]) for use in _uses(source, name)]
            yield source.finding("P302", first, edits, old=name, new=renamed[1])
        elif name not in given and name in HOMES and not others:
            home = f"{NEW}.{HOMES[name]}"
            yield source.finding("P103", first, [importing(source, home, name)], name=name, module=home)


def importing(source: Source, module: str, name: str) -> Edit:
    """The edit that imports a name, below the file's first imports of the API or at its beginning."""
    body = source.tree.body
    last: ast.stmt | None = None
    for node in body:
        if isinstance(node, (ast.Import, ast.ImportFrom)) and (module_of(node) or (last is None and _future(node))):
            last = node
        elif last is None and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and node is body[0]:
            last = node  # the docstring
    text = f"from {module} import {name}"
    if last is None:
        at = source.start(body[0])
        return Edit(at, at, text + newline(source))
    at = source.end(last)
    while at < len(source.text) and source.text[at] not in "\r\n":  # a comment, or another statement
        at += 1
    return Edit(at, at, newline(source) + text)


def has_name(source: Source, name: str) -> bool:
    """Whether a name is bound in a file, or comes with a star import of the API."""
    if name in source.bound:
        return True
    return any(name in _star(RENAMED_MODULES.get(module, module)) for module in source.stars)


def newline(source: Source) -> str:
    """The line end that a file uses."""
    return "\r\n" if "\r\n" in source.text else "\n"


def _future(node: ast.Import | ast.ImportFrom) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def _exists(module: str) -> bool:
    try:
        return importlib.util.find_spec(f"{NEW}.{module}") is not None
    except (ImportError, ValueError):
        return False


def _has(module: str, name: str) -> bool:
    """Whether ibproto's module has a name. These modules are our own: importing them runs nothing of the program."""
    try:
        loaded = importlib.import_module(f"{NEW}.{module}" if module else NEW)
    except ImportError:
        return False
    return hasattr(loaded, name) or _exists(f"{module}.{name}" if module else name)


def _star(module: str) -> set[str]:
    """What a star import of a module gives."""
    try:
        loaded = importlib.import_module(f"{NEW}.{module}")
    except ImportError:
        return set()
    return set(getattr(loaded, "__all__", [name for name in vars(loaded) if not name.startswith("_")]))
