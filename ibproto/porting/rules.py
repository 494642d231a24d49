"""The findings: code -> how bad it is, and the text, which says what to do."""

from __future__ import annotations

from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ibproto.porting.edits import Edit

ERROR = "error"
"""It fails, or is never called."""
WARNING = "warning"
"""It works as long as older forms are understood, or most of the time."""
NOTE = "note"
"""It works, and is better done otherwise."""

RULES: dict[str, tuple[str, str]] = {
    # the file
    "P001": (ERROR, "not valid Python: {why}"),
    "P002": (ERROR, "`async` is a keyword since Python 3.7: the name is `asynchronous` now"),
    # imports
    "P101": (ERROR, "{name}: the package is ibproto"),
    "P102": (WARNING, "module {old} is {new} now"),
    "P103": (WARNING, "{name} comes from {module} now"),
    "P104": (ERROR, "{module} has no {name}: {advice}"),
    "P105": (WARNING, "{text}: the name of the package is ibproto"),
    "P106": (WARNING, "{name} tells ibproto's own version, not that of the API: leave out what depends on it"),
    # overrides
    "P201": (WARNING, "{name} has the parameters of API {until} and before; now: {name}({params})"),
    "P202": (WARNING, "{name} is called {new} now, its argument has {attributes}"),
    "P203": (ERROR, "{name} is never called: {advice}"),
    "P204": (ERROR, "{name} is never called: the callback's name is {new}"),
    "P205": (ERROR, "{name} cannot take what it is called with: define it as {name}({params})"),
    "P206": (ERROR, "{name} has no parameter for the object itself: define it as {name}(self, {params})"),
    "P207": (WARNING, "{name} takes *args by position: the second is errorTime now, the code comes third"),
    "P208": (WARNING, "{name}: the parameters mean {params} now"),
    "P209": (WARNING, "{name} is overridden in the form of API {until}; now: {name}({params})"),
    "P210": (ERROR, "{name} is a coroutine: nobody awaits it; asyncio.run_coroutine_threadsafe(...) starts one"),
    # calls
    "P301": (WARNING, "{name} in the form of API {until}; now: {name}({params})"),
    "P302": (WARNING, "{old} is {new} now"),
    "P303": (ERROR, "{name} is gone: {advice}"),
    "P304": (ERROR, "{name} with {count} arguments; it takes {name}({params})"),
    "P305": (ERROR, "{name} has no parameter {keyword}; it takes {name}({params})"),
    "P306": (WARNING, "{owner}.{old} is {new} now"),
    "P307": (NOTE, "{owner}.{old} is gone: {advice}"),
    "P308": (WARNING, "setting `done` is an old way to end run(): call disconnect()"),
    "P309": (WARNING, "connect() has called startApi() already: leave it out"),
    "P310": (ERROR, "{name} is a Decimal, which cannot be mixed with a float: write float({name})"),
    "P311": (WARNING, "{name} becomes a Decimal with the parameters of today in the other callbacks: {advice}"),
    # how the program goes
    "P401": (
        WARNING,
        "{name} right after connect(): start in nextValidId, the session is ready then{how}",
    ),
    "P402": (WARNING, "placeOrder without nextValidId: take the first order id from it, count up from there"),
    "P406": (WARNING, "placeOrder with the id {id}, which an earlier run has used: count up from nextValidId"),
    "P403": (NOTE, "connect() without disconnect(): the client id stays in use for a while; disconnect at the end"),
    "P404": (WARNING, "{name} inside {callback}{way}: no callback is delivered meanwhile; {advice}"),
    "P405": (ERROR, "nothing delivers the callbacks: call run(), in a thread or at the end, or startLoop()"),
}


class Finding(NamedTuple):
    """Something to change, where it stands, and the edits that do it, if they are safe."""

    path: str
    line: int
    column: int
    code: str
    text: str
    edits: tuple[Edit, ...] = ()

    def __str__(self) -> str:
        fixed = " [--write]" if self.edits else ""
        return f"{self.path}:{self.line}:{self.column}: {self.code} {RULES[self.code][0]}: {self.text}{fixed}"
