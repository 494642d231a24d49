"""A program as it is read: the files that belong together, and which of its classes are wrappers and clients."""

from __future__ import annotations

import ast
from inspect import unwrap
from pathlib import Path

from ibproto.client import EClient
from ibproto.porting.source import PACKAGES, Function, Source, api_module, last_name, module_of
from ibproto.wrapper import EWrapper

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

TELLING = 3  # callbacks that a class without known bases must have to be taken for a wrapper
SKIPPED = {"__pycache__", "site-packages", "node_modules", "build", "dist"}


def _public(cls: type) -> dict[str, tuple[str, ...]]:
    """The parameters of a class's methods, as they are written: older forms that they take too do not count."""
    found = {}
    for name, value in vars(cls).items():
        code = getattr(unwrap(value), "__code__", None) if callable(value) else None
        if code is not None and not name.startswith("_"):
            found[name] = code.co_varnames[1 : code.co_argcount]
    return found


CALLBACKS = _public(EWrapper)
"""Callback -> the names of its parameters."""
REQUESTS = _public(EClient)
SENDS = frozenset(name for name in REQUESTS if name.startswith(("req", "placeOrder", "exercise", "calculate", "query")))
"""Requests that a server answers only when the session is ready."""


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
        self.words = self.attributes.union(*(source.bound | source.names for source in sources))
        """Every name in the program."""

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

    def defines(self, name: str) -> bool:
        """Whether some class of the program has a method of this name."""
        return any(name in api.methods for api in self.by_name.values())

    def inherits(self, name: str, api: Api) -> bool:
        """Whether a class or one of its bases has a method of this name."""
        todo, seen = [api], {api}
        while todo:
            api = todo.pop()
            if name in api.methods:
                return True
            bases = {self.by_name[base] for base in api.bases if base in self.by_name} - seen
            seen |= bases
            todo += bases
        return False


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
