"""How a program goes: what it does before the session is ready, inside callbacks, and at its end."""

from __future__ import annotations

import ast

from ibproto.porting.forms import parameters
from ibproto.porting.program import CALLBACKS, SENDS, Api, Program
from ibproto.porting.source import Function, Source, dotted, last_name
from ibproto.sync_wrapper import TWSSyncWrapper

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ibproto.porting.rules import Finding

_THREAD = "do it in a thread of its own"
_TIMER = "use a threading.Timer, or wait outside the callbacks"
_LATER = "what it waits for comes in a callback, after this one: go on there"
BLOCKING = {
    "time.sleep": _TIMER,
    "sleep": _TIMER,
    "input": "ask outside the callbacks",
    "os.system": _THREAD,
    "urlopen": _THREAD,
    "urllib.request.urlopen": _THREAD,
    **{f"subprocess.{name}": _THREAD for name in ("run", "call", "check_call", "check_output")},
    **{f"requests.{verb}": _THREAD for verb in ("get", "post", "put", "patch", "delete", "head", "request")},
    "self.run": "the loop runs already: leave it out",
}
"""Calls that do not return for long -> what to do instead of making them in a callback."""
SYNC = {name for name in vars(TWSSyncWrapper) if name.startswith("get_") or name.endswith("_sync")}
QUEUES = {"Queue", "LifoQueue", "PriorityQueue", "SimpleQueue"}
READY_WORDS = ("valid", "ready", "order", "next", "event", "start")
LOOPS = {"run", "startLoop", "drain", "connect_and_start", "interpret"}
ENDS = {"disconnect", "disconnect_and_stop"}
ID_SOURCES = {"get_next_valid_id", "place_order_sync"}
SHOWING = ("print", "nextValidId", "info", "debug", "warning")
KNOWN_BASES = {"EWrapper", "EClient", "TWSSyncWrapper", "object"}


def find(program: Program, source: Source) -> Iterator[Finding]:
    """Everything about the course of one file."""
    yield from _early(program, source)
    yield from _order_ids(program, source)
    yield from _ends(program, source)
    for api, name, method in program.overrides():
        if api.source is source and name in CALLBACKS and name != "connectAck":
            yield from _blocking(api, name, method, "", {name})


# ---- before the session is ready


def _early(program: Program, source: Source) -> Iterator[Finding]:
    told: set[ast.AST] = set()
    for statement in source.nodes:
        client = _connects(program, source, statement)
        if client:
            for node, finding in _after_connect(program, source, client, _following(source, statement)):
                if node not in told:
                    told.add(node)
                    yield finding


def _connects(program: Program, source: Source, statement: ast.AST) -> str:
    """The name of the client that a statement connects, in its constructor perhaps; "" for others."""
    call = getattr(statement, "value", None)
    if not isinstance(call, ast.Call):
        return ""
    if isinstance(statement, ast.Assign) and (called := last_name(call.func)) in program.names:
        api = program.by_name[called]
        init = api.methods.get("__init__")
        inside = ast.walk(init) if init is not None else ()
        connected = any(isinstance(node, ast.Expr) and _connects(program, api.source, node) for node in inside)
        return last_name(statement.targets[0]) if connected else ""
    if not (isinstance(statement, ast.Expr) and isinstance(call.func, ast.Attribute) and call.func.attr == "connect"):
        return ""
    waits = any(word.arg == "wait" for word in call.keywords)
    if waits or not _is_client(program, source, call.func.value):
        return ""
    return last_name(call.func.value) or "self"


def _is_client(program: Program, source: Source, node: ast.expr) -> bool:
    own = isinstance(node, ast.Name) and node.id == "self"
    if own or (isinstance(node, ast.Call) and last_name(node.func) == "super"):
        api = program.api_of(source.owner(node))
        return api is not None and api.client
    return last_name(node) in program.instances


def _following(source: Source, statement: ast.AST) -> Iterator[ast.stmt]:
    """What comes after a statement, up to the end of the function."""
    node = statement
    while not isinstance(node, (ast.Module, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        parent = source.parents[node]
        for field in ("body", "orelse", "finalbody"):
            block = getattr(parent, field, None)
            if isinstance(block, list) and node in block:
                yield from block[block.index(node) + 1 :]
        node = parent


def _after_connect(
    program: Program, source: Source, client: str, rest: Iterable[ast.stmt]
) -> Iterator[tuple[ast.AST, Finding]]:
    """The first request after connect(), unless the program waits for the session before."""
    slept = False
    for statement in rest:
        if _is_wait(statement):
            return
        for node in _executed(ast.Module([statement], [])):
            if not isinstance(node, ast.Call):
                continue
            name = last_name(node.func)
            owner = last_name(node.func.value) if isinstance(node.func, ast.Attribute) else ""
            if name == "sleep":
                slept = True
            elif (owner == client and name == "run") or _is_ready_wait(source, node):
                return  # run() returns at the end of the connection
            elif sent := _sends(program, source, node, client, owner):
                how = "; sleeping is no guarantee" if slept else ""
                yield node, source.finding("P401", node, name=sent, how=how)
                return


def _sends(program: Program, source: Source, node: ast.Call, client: str, owner: str) -> str:
    """The request that a call makes, itself or in a function of the file; "" for none."""
    name = last_name(node.func)
    if owner == client and name in SENDS:
        return name
    function = None
    if isinstance(node.func, ast.Name):
        function = next((f for f in source.tree.body if isinstance(f, Function) and f.name == name), None)
    elif owner == client == "self" and (api := program.api_of(source.owner(node))) is not None:
        function = api.methods.get(name)
    for inner in _executed(function) if function is not None else ():
        if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Attribute) and inner.func.attr in SENDS:
            return f"{inner.func.attr} in {name}()" if _is_client(program, source, inner.func.value) else ""
    return ""


def _executed(node: ast.AST) -> Iterator[ast.AST]:
    """What runs when a statement or a function does, in order; functions that are only defined in it do not."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
            yield from _executed(child)
            yield child


def _is_wait(statement: ast.stmt) -> bool:
    """A loop until something has happened, other than that the socket is connected."""
    if not isinstance(statement, ast.While):
        return False
    words = {last_name(node) for node in ast.walk(statement.test)} - {""}
    if "isConnected" in words:
        words -= {"isConnected", "self", *(last_name(node) for node in ast.walk(statement.test))}
    return bool(words) or any(isinstance(node, ast.Break) for node in ast.walk(statement))


def _is_ready_wait(source: Source, node: ast.Call) -> bool:
    name, text = last_name(node.func), dotted(node.func).lower()
    if name in ("wait", "wait_for", "acquire") or _is_queue_get(source, node):
        return True
    return "wait" in text and any(word in text for word in READY_WORDS)


# ---- order ids, and the end


def _order_ids(program: Program, source: Source) -> Iterator[Finding]:
    """Orders with an id of their own, in a program in which no class makes use of nextValidId."""
    orders = [node for node in source.nodes if isinstance(node, ast.Call) and last_name(node.func) == "placeOrder"]
    orders.sort(key=source.start)
    for node in orders:
        first = node.args[0] if node.args else None
        if isinstance(first, ast.Constant) and isinstance(first.value, int):
            yield source.finding("P406", node, id=first.value)
            return
    wrappers = [api for api in program.apis.values() if api.wrapper]
    if not orders or not wrappers or program.attributes & ID_SOURCES or any(_keeps_id(api) for api in wrappers):
        return
    if all(base in program.by_name or base in KNOWN_BASES for api in wrappers for base in api.bases):
        yield source.finding("P402", orders[0])  # else a base that is not among the files may do it


def _keeps_id(api: Api) -> bool:
    """Whether a class does something with the id that nextValidId brings, other than show it."""
    method = api.methods.get("nextValidId")
    if method is None:
        return False
    own = parameters(method)
    name = own[0].arg if own else method.args.vararg.arg if method.args.vararg else ""
    for node in ast.walk(method):
        if isinstance(node, ast.Name) and node.id == name:
            use = api.source.parents[node]
            shown = isinstance(use, ast.Call) and last_name(use.func) in SHOWING
            if not shown and not isinstance(use, ast.FormattedValue):
                return True
    return False


def _ends(program: Program, source: Source) -> Iterator[Finding]:
    """A connection that nobody ends, or whose callbacks nobody delivers."""
    connects = [
        node
        for node in source.nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "connect"
        if _is_client(program, source, node.func.value)
    ]
    if not connects:
        return
    first = min(connects, key=source.start)
    if not program.attributes & ENDS and not any(_in_with(program, other) for other in program.sources):
        yield source.finding("P403", first)
    if not program.attributes & LOOPS:
        yield source.finding("P405", first)


def _in_with(program: Program, source: Source) -> bool:
    """Whether a client is used in a `with`, which disconnects."""
    managers = [node.context_expr for node in source.nodes if isinstance(node, ast.withitem)]
    return any(
        last_name(node) in program.instances or (isinstance(node, ast.Call) and last_name(node.func) in program.names)
        for node in managers
    )


# ---- inside callbacks


def _blocking(api: Api, callback: str, method: Function, way: str, seen: set[str]) -> Iterator[Finding]:
    """What holds up all callbacks in one of them, or in what it calls of its own class."""
    source = api.source
    for node in _executed(method):
        if isinstance(node, ast.While) and all(isinstance(inner, ast.Pass) for inner in node.body):
            yield source.finding("P404", node, name="a loop that waits", callback=callback, way=way, advice=_LATER)
        if not isinstance(node, ast.Call):
            continue
        owner = node.func.value if isinstance(node.func, ast.Attribute) else None
        name = last_name(node.func)
        if isinstance(owner, ast.Name) and owner.id == "self" and name in api.methods:
            if name not in seen:
                seen.add(name)
                yield from _blocking(api, callback, api.methods[name], f", in {name}()", seen)
            continue
        advice = _advice(source, node, owner, name)
        if advice:
            shown = f"{dotted(node.func) or name}()"
            yield source.finding("P404", node, name=shown, callback=callback, way=way, advice=advice)


def _advice(source: Source, node: ast.Call, owner: ast.expr | None, name: str) -> str:
    """What to do instead of a call that waits; "" for other calls."""
    text = dotted(node.func)
    if text in BLOCKING:
        return BLOCKING[text] if text != "sleep" or source.imports.get("sleep") == "sleep" else ""
    if owner is None:
        return ""
    if name in SYNC:
        return "make the request, and go on in its callback"
    if name == "wait":
        return _LATER
    if name == "join":
        return "wait for threads outside the callbacks" if not node.args and not isinstance(owner, ast.Constant) else ""
    unlimited = not node.args and not any(word.arg in ("timeout", "block") for word in node.keywords)
    return _LATER if unlimited and _is_queue_get(source, node) else ""


def _is_queue_get(source: Source, node: ast.Call) -> bool:
    if not (isinstance(node.func, ast.Attribute) and node.func.attr == "get"):
        return False
    held = last_name(node.func.value)
    return "queue" in held.lower() or held in _queues(source)


def _queues(source: Source) -> set[str]:
    return {
        last_name(target)
        for node in source.nodes
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and last_name(node.value.func) in QUEUES
        for target in node.targets
    }
