"""The documentation of the requests, REQUESTS.md: what the simulated gateway does for each, from the handlers; and how
it works orders, from the modules that do.

python -m ibproto.gateway.request_table        writes it anew
"""

from __future__ import annotations

from inspect import getdoc
from pathlib import Path

from ibproto.wire.messages import REQUESTS

from .requests import HANDLERS
from .trading import algos, auctions, conditions, hedges, kinds, sizes, triggers
from .trading.checks import UNUSED

PATH = Path(__file__).with_name("REQUESTS.md")
UNSERVED = "Error 322, which says that it is not served."

HEAD = """\
# What the simulated gateway does for each request

Any request may also get error 320 when it cannot be read, 321 before the session is ready, and 322 when the gateway
itself fails at it. Switches are described in `behaviour.py`.

| id | request | since | what happens |
|---|---|---|---|
"""


RULES = (kinds, triggers, auctions, sizes, algos, conditions, hedges)
ORDERS = """
# How the simulated gateway works orders

An order is worked as described here, or refused with an error that says why: nothing that changes how it fills is
ignored. Refused are {unused}.
"""


def markdown() -> str:
    """The whole document."""
    lines = []
    for number, message in sorted(REQUESTS.items()):
        since = message.since or message.proto_needs
        lines.append(f"| {number} | `{message.name}` | {since or ''} | {described(message.name)} |\n")
    return HEAD + "".join(lines) + orders()


def orders() -> str:
    """What is told of orders."""
    parts = [ORDERS.format(unused=", ".join(f"`{name}`" for name in UNUSED))]
    for module in RULES:
        title, _, text = (getdoc(module) or "").partition("\n")
        parts.append(f"\n## {title.rstrip('.')}\n{text}\n")
        if module is kinds:
            parts += ["\n", *(f"- `{name}`: {told(row)}\n" for name, row in kinds.KINDS.items())]
        if module is algos:
            parts += [
                "\n",
                *(f"- `{name}`: {row.plan}; {', '.join(row.params)}\n" for name, row in algos.ALGOS.items()),
            ]
    return "".join(parts)


def told(kind: kinds.Kind) -> str:
    """One order type in words."""
    words = [f'price "{kind.price}"']
    words += [f'trigger "{kind.trigger}"'] if kind.trigger else []
    words += [f'auction "{kind.auction}"'] if kind.auction else []
    words += [name for name in ("capped", "resting", "fixed") if getattr(kind, name)]
    words += [f"needs {', '.join(kind.needs)}"] if kind.needs else []
    words += [f"for {', '.join(kind.only)}"] if kind.only else []
    return "; ".join([*words, f"where {kind.code} is among the order types" if kind.code else "combinations"])


def described(name: str) -> str:
    """One line about a request: the docstring of its handler."""
    handler = HANDLERS.get(name)
    if handler is None:
        return UNSERVED
    return " ".join((handler.__doc__ or "").split()).replace("|", "\\|")


if __name__ == "__main__":
    PATH.write_text(markdown(), encoding="utf-8")
