"""The trace: everything that is exchanged with the server, in order, as text and as a page for a browser.

    python -m ibproto run --trace bot.py                    # every program, unchanged
    python -m ibproto run --trace-html session.html bot.py
    IBPROTO_TRACE=session.html python bot.py                # the same without the command; "-" is stderr

    app.setTrace(Trace(sys.stderr))                         # one client, before connect()
    app.setTrace(Trace(html="session.html"))

The text has a line for each thing that happens: seconds since the start, the thread, and

    >>  a request goes out, with the names of its fields        --  the connection is opened or closed
    <<  a message is handed to the decoder                      {   a callback of yours is entered
                                                                }   it is left: how long it took, what it raised

Messages that no callback of yours listens to have a `<<` and no braces. The page has a lane for each thread, each
request id and each order, with arrows from a request to its answers; it needs nothing but itself, and it is whole at
any moment, so that it also tells how a program died. A program that is not traced pays nothing: a trace brings its own
parts of the connection along (`hooks.py`), and `names.py` reads the frames by the message table.

A trace shows account numbers, orders and positions; passwords never pass this protocol.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ibproto.trace.record import Trace, from_environment, trace_all

__all__ = ["Trace", "from_environment", "trace_all"]


def __getattr__(name: str) -> object:
    """What is behind a name, when it is first asked for: the command line needs only the options."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name)
    from ibproto.trace import record

    return getattr(record, name)
