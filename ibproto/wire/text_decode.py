"""Compiles the text layout of a message at a server version into a function: frame in, callbacks out.

The generated function is a run of plain lines: slots are taken in slices, converted by the expressions of kinds.py,
and stored only where they differ from the default of a fresh object.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from . import kinds
from .schema import (
    LAST,
    NO_OWN,
    RAW_ID_VERSION,
    Flags,
    Maybe,
    Message,
    Parts,
    Repeat,
    Row,
    Switch,
    Tags,
    TagText,
    When,
    active,
    paths,
)
from .source import Source, emit_calls, handed_out
from .text_scope import MISSING, NAMES, Scope, calls_of

TYPE_CHECKING = False  # importing typing costs milliseconds
if TYPE_CHECKING:
    from typing import Any

    from ibproto.wire.schema import Item

    Handler = Callable[[bytes], None]
    Failed = Callable[[str, tuple[Any, ...], Exception], None]
    Maker = Callable[[object, Failed], Handler]


class TextCompiler:
    """Writes the decoder of one message at one server version."""

    def __init__(self, message: Message, version: int) -> None:
        self.message = message
        self.version = version
        self.source = Source(NAMES)
        self.own_on_wire = message.own_until >= version
        self.late: dict[str, str] = {}  # lists of attributes whose objects are made when they are delivered
        self.index: int | None = 0 if version >= RAW_ID_VERSION else 1  # None once it depends on the message

    def compile(self) -> Maker:
        message, source = self.message, self.source
        source.line("def make(w, failed):")
        source.line(f"    def {message.name}(frame):")
        source.depth = 2
        text = "frame" if self.index else "frame[4:]"
        source.line(f"try: f = {text}.decode().split('\\0')")
        source.line(f"except UnicodeDecodeError: f = {text}.decode('utf-8', 'backslashreplace').split('\\0')")
        source.line("del f[-1]")  # what stands behind the last NUL is no field
        self.preset()
        scope = Scope(source, None, message.objects)
        self.emit(message.items, scope)
        emit_calls(source, calls_of(message), self.version, self.late)
        source.depth = 1
        source.line(f"return {message.name}")
        maker: Maker = source.compile(f"{message.name} text {self.version}", "make")
        return maker

    def preset(self) -> None:
        """Values that this server version, or this message, may not carry."""
        carried = [item for item in active(self.message.items, self.version) if self.own_gate(item) == ""]
        inactive = set(paths(self.message.items)) - set(paths(carried))
        zero = {item.path: item for item in self.message.items if isinstance(item, Row)}
        for name, value in self.message.defaults.items():
            self.source.line(f"{name} = {value!r}")
        for path in sorted(inactive):
            if "." in path or path in self.message.defaults:
                continue
            row = zero.get(path)
            value = kinds.expression(row.kind, row.args, "''", self.version) if row else "None"
            self.source.line(f"{path} = {value}")
        for item in self.message.items:
            if isinstance(item, Repeat) and "." not in item.path:
                self.source.line(f"{item.path} = {item.into.__name__}()")

    # -------------------------------------------------------------------------------------------- items

    def emit(self, items: list[Item], scope: Scope) -> None:
        """The items of one level, rows in runs."""
        run: list[Row | Flags] = []
        for item in active(items, self.version):
            gate = self.own_gate(item)
            if gate is None:
                continue
            if gate:
                self.flush(run, scope)
                self.dynamic()
                self.source.line(gate)
                self.source.depth += 1
                self.item(item, scope)
                self.source.depth -= 1
            elif isinstance(item, (Row, Flags)):
                run.append(item)
            else:
                self.flush(run, scope)
                self.item(item, scope)
        self.flush(run, scope)

    def own_gate(self, item: Item) -> str | None:
        """The test on the message's own version that guards an item: "" for none, None when it is never there."""
        if not self.own_on_wire:
            return None if item.own_until < LAST else ""
        tests = []
        if item.own > NO_OWN:
            tests.append(f"own >= {item.own}")
        if item.own_until < LAST:
            tests.append(f"own <= {item.own_until}")
        return f"if {' and '.join(tests)}:" if tests else ""

    def item(self, item: Item, scope: Scope) -> None:
        if isinstance(item, (Row, Flags)):
            self.flush([item], scope)
        elif isinstance(item, When):
            self.when(item, scope)
        elif isinstance(item, Maybe):
            self.maybe(item, scope)
        elif isinstance(item, Repeat):
            self.repeat(item, scope)
        elif isinstance(item, Switch):
            self.switch(item, scope)
        elif isinstance(item, Tags):
            self.tags(item, scope)
        elif isinstance(item, TagText):
            self.source.line(f"{scope.place(item.path)[0]} = parse_tag_text({self.take()})")
        else:
            self.parts(item, scope)

    def dynamic(self) -> None:
        """From here on the index is a variable."""
        if self.index is not None:
            self.source.line(f"i = {self.index}")
            self.index = None

    def take(self) -> str:
        """The next slot, in a variable of its own."""
        variable = self.source.fresh("x")
        if self.index is None:
            self.source.line(f"{variable} = f[i]; i += 1")
        else:
            self.source.line(f"{variable} = f[{self.index}]")
            self.index += 1
        return variable

    def flush(self, run: list[Row | Flags], scope: Scope) -> None:
        """A run of rows: one slice, then a line for each value."""
        if not run:
            return
        variables = self.slots(run)
        for row, x in zip(run, variables):
            if isinstance(row, Flags):
                self.source.line(f"{scope.place(row.path)[0]} = {self.flag_object(row, x)}")
            elif row.path == "version":
                self.source.line(f"own = INT[{x}]")
            elif row.path not in "_=":
                self.store(row, x, scope)
        run.clear()

    def slots(self, run: Sequence[Item]) -> list[str]:
        """The lines that take the slots of a run; dead ones are only counted."""
        variables = ["_" if row.path in "_=" else self.source.fresh("x") for row in run]
        if len(run) == 1:
            position = "i" if self.index is None else str(self.index)
            self.source.line(f"{variables[0]} = f[{position}]")
        elif self.index is None:
            self.source.line(f"{', '.join(variables)} = f[i:i + {len(run)}]")
        else:
            self.source.line(f"{', '.join(variables)} = f[{self.index}:{self.index + len(run)}]")
        if self.index is None:
            self.source.line(f"i += {len(run)}")
        else:
            self.index += len(run)
        return variables

    def read(self, row: Row, x: str) -> str:
        return kinds.expression(row.kind, row.args, x, self.version)

    def store(self, row: Row, x: str, scope: Scope) -> None:
        place, default = scope.place(row.path)
        differs = None
        if row.path not in scope.seen and default is not MISSING and not isinstance(default, (list, dict)):
            kind = row.kind
            differs = kinds.DIFFERS.get((kind, default)) if type(default) is not float or "float" in kind else None
            if differs and type(default) is bool and kind != "bool":
                differs = None
        scope.seen.add(row.path)
        if differs:
            self.source.line(f"if {differs.format(x=x)}: {place} = {self.read(row, x)}")
        else:
            self.source.line(f"{place} = {self.read(row, x)}")

    # -------------------------------------------------------------------------------------------- blocks

    def when(self, item: When, scope: Scope) -> None:
        value, _ = scope.place(item.path)
        test = {
            "set": value,
            "positive": f"{value} != UNSET_DOUBLE and {value} > 0",
            "infinite": f"{value} == INF",
            "in": f"{value} in {item.values!r}",
        }[item.test]
        if item.or_own:
            test = f"own >= {item.or_own} or {test}" if self.own_on_wire else "True"
        if test == "True":
            self.emit(item.items, scope)
            return
        index = self.index
        self.source.line(f"if {test}:")
        self.branch(item.items, scope)
        if item.otherwise or index is not None:
            self.index = index
            self.source.line("else:")
            self.branch(item.otherwise, scope)

    def branch(self, items: list[Item], scope: Scope) -> None:
        """The lines for one outcome of a test; behind it the index is a variable."""
        self.source.depth += 1
        before = len(self.source.lines)
        self.emit(items, scope)
        self.dynamic()
        if len(self.source.lines) == before:
            self.source.line("pass")
        self.source.depth -= 1

    def maybe(self, item: Maybe, scope: Scope) -> None:
        self.dynamic()
        self.source.line("flag = BOOL[f[i]]; i += 1")
        self.source.line("if flag:")
        self.source.depth += 1
        inner = Scope(self.source, item.make, {})
        self.emit(item.items, inner)
        self.source.line(f"{scope.place(item.path)[0]} = {inner.result}")
        self.source.depth -= 1

    def repeat(self, item: Repeat, scope: Scope) -> None:
        self.dynamic()
        source = self.source
        many, count = source.fresh("many"), source.fresh("n")
        source.line(f"{count} = INT[f[i]]; i += 1")
        source.line(f"if {count} > 0:")
        source.depth += 1
        source.line(f"{many} = {item.into.__name__}()")
        add = "add" if item.into is set else "append"
        rows = active(item.items, self.version)
        if not item.objects and all(isinstance(row, (Row, Flags)) for row in rows):
            variables = self.loop_over(count, rows)
            source.depth += 1
            if item.make is not None and item.path in handed_out(calls_of(self.message)):
                self.late[item.path] = source.constant(item.make.__name__, item.make)
                source.line(f"{many}.append({self.attributes(item.make, rows, variables)})")
            else:
                source.line(f"{many}.{add}({self.plain(item.make, rows, variables)})")
            source.depth -= 1
            source.line(f"i += {len(rows)} * {count}")
        else:
            assert item.make is not None
            source.line(f"for _n in range({count}):")
            source.depth += 1
            inner = Scope(source, item.make, item.objects)
            self.emit(item.items, inner)
            source.line(f"{many}.{add}({inner.result})")
            source.depth -= 1
        source.line(f"{scope.place(item.path)[0]} = {many}")
        source.depth -= 1

    def loop_over(self, count: str, rows: list[Item]) -> list[str]:
        """The head of a loop over items of so many slots each: the variables with the slots of one."""
        source, size = self.source, len(rows)
        source.line(f"if len(f) < i + {size} * {count}: raise IndexError('more items are announced than there are')")
        variables = ["_" if row.path in "_=" else source.fresh("x") for row in rows]
        if size == 1:
            source.line(f"for {variables[0]} in f[i:i + {count}]:")
        else:
            source.line(f"_slots = iter(f[i:i + {size} * {count}])")
            source.line(f"for {', '.join(variables)} in zip({', '.join(['_slots'] * size)}):")
        return variables

    def plain(self, make: type[Any] | None, rows: list[Item], variables: list[str]) -> str:
        """One item whose slots are known, as an expression."""
        if make is not None:
            return self.plain_object(make, rows, variables)
        row = rows[0]
        assert isinstance(row, Row)
        return self.read(row, variables[0])

    def plain_object(self, cls: type[Any], rows: list[Item], variables: list[str]) -> str:
        """An object whose attributes are all known at once."""
        source, attributes = self.source, self.attributes(cls, rows, variables)
        variable = source.fresh("o")
        source.line(f"{variable} = new({source.constant(cls.__name__, cls)})")
        source.line(f"{variable}.__dict__ = {attributes}")
        return variable

    def attributes(self, cls: type[Any], rows: list[Item], variables: list[str]) -> str:
        """All attributes of an object, as one dictionary display."""
        source = self.source
        values: dict[str, str] = {}
        for row, x in zip(rows, variables):
            if isinstance(row, Flags):
                values[row.path] = self.flag_object(row, x)
            elif isinstance(row, Row) and row.path not in "_=":
                values[row.path] = self.read(row, x)
        fresh = dict(cls._fresh)
        for name, default in cls._defaults.items():
            if name not in values:
                values[name] = (
                    f"{source.constant('F_' + name, fresh[name])}()" if name in fresh else _literal(source, default)
                )
        return f"{{{', '.join(f'{name!r}: {values[name]}' for name in cls._defaults)}}}"

    def switch(self, item: Switch, scope: Scope) -> None:
        self.dynamic()
        source = self.source
        many, count = source.fresh("many"), source.fresh("n")
        source.line(f"{count} = INT[f[i]]; i += 1")
        source.line(f"if {count} > 0:")
        source.depth += 1
        source.line(f"{many} = []")
        source.line(f"for _n in range({count}):")
        source.depth += 1
        source.line("case = INT[f[i]]; i += 1")
        for position, (number, (make, rows)) in enumerate(item.cases.items()):
            source.line(f"{'elif' if position else 'if'} case == {number}:")
            source.depth += 1
            there = active(rows, self.version)
            source.line(f"{many}.append({self.plain_object(make, there, self.slots(there))})")
            source.depth -= 1
        source.line("else:")
        source.line(f"    raise ValueError(f'unknown type {{case}} in {item.path}')")
        source.depth -= 1
        source.line(f"{scope.place(item.path)[0]} = {many}")
        source.depth -= 1

    def tags(self, item: Tags, scope: Scope) -> None:
        self.dynamic()
        source = self.source
        count = source.fresh("n")
        source.line(f"{count} = INT[f[i]]; i += 1")
        source.line(f"if {count} > 0:")
        source.depth += 1
        source.line(f"if len(f) < i + 2 * {count}: raise IndexError('more pairs announced than there are')")
        source.line(f"{scope.place(item.path)[0]} = [TagValue(f[k], f[k + 1]) for k in range(i, i + 2 * {count}, 2)]")
        source.line(f"i += 2 * {count}")
        source.depth -= 1

    def flag_object(self, item: Flags, x: str) -> str:
        source = self.source
        variable = source.fresh("o")
        reader = source.constant(source.fresh("FLAGS"), kinds.flag_values(item.names, item.make._defaults, item.exact))
        source.line(f"{variable} = new({source.constant(item.make.__name__, item.make)})")
        source.line(f"{', '.join(f'{variable}.{name}' for name in item.make._defaults)} = {reader}[{x}]")
        return variable

    def parts(self, item: Parts, scope: Scope) -> None:
        x = self.take()
        self.source.line(f"parts = date_parts({x})")
        for position, path in enumerate(item.paths):
            scope.seen.add(path)
            self.source.line(f"if len(parts) > {position}: {scope.place(path)[0]} = parts[{position}]")


def _literal(source: Source, value: object) -> str:
    """The value as it can stand in the source, or a name for it."""
    return repr(value) if value is None or type(value) in (bool, int, str) else source.constant("K", value)


@cache
def maker(message: Message, version: int) -> Maker:
    """The compiled decoder of the message at the version; call it with the receiver and the policy for its errors."""
    return TextCompiler(message, version).compile()
