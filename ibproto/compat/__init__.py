"""Programs written for older releases of ibapi: what they say differently, and what is made of it.

Everything that knows of older releases lives here, each subject as a table with the few functions that apply it:

    forms.py       the parameters that callbacks had, and which of them an override has
    callbacks.py   overrides with the parameters of an older release, bound
    quantities.py  sizes as int and float, for wrappers from before Decimal
    requests.py    requests in their old lengths, methods that are gone
    values.py      arguments of another type than documented
    commission.py  the object of commissionReport
    names.py       attributes, constants and functions under their old names
    internals.py   what programs do below the requests: `done`, `sendMsg`, loops of their own
    modules.py     the names `ibapi` and `ibapi.*` for programs that were not changed at all
    run.py         `python -m ibproto run`
    advice.py      the warnings: a DeprecationWarning per place, with the modern form

The modern code calls it in a few single lines. A program in today's form passes none of this per message.
"""

from __future__ import annotations


def install() -> None:
    """Let `import ibapi` and `from ibapi.client import EClient` find ibproto, for programs that were not changed.

    Call it before the program's first import of ibapi; an installed ibapi stands back. Calling it again does nothing.
    Raises RuntimeError when another ibapi is imported already.
    """
    from ibproto.compat.modules import install

    install()
