"""The documentation of the requests, REQUESTS.md: what the simulated gateway does for each, from the handlers.

python -m ibproto.gateway.request_table        writes it anew
"""

from __future__ import annotations

from pathlib import Path

from ibproto.wire.messages import REQUESTS

from .requests import HANDLERS

PATH = Path(__file__).with_name("REQUESTS.md")
UNSERVED = "Error 322, which says that it is not served."

HEAD = """\
# What the simulated gateway does for each request

Any request may also get error 320 when it cannot be read, 321 before the session is ready, and 322 when the gateway
itself fails at it. Switches are described in `behaviour.py`.

| id | request | since | what happens |
|---|---|---|---|
"""


def markdown() -> str:
    """The whole document."""
    lines = []
    for number, message in sorted(REQUESTS.items()):
        since = message.since or message.proto_needs
        lines.append(f"| {number} | `{message.name}` | {since or ''} | {described(message.name)} |\n")
    return HEAD + "".join(lines)


def described(name: str) -> str:
    """One line about a request: the docstring of its handler."""
    handler = HANDLERS.get(name)
    if handler is None:
        return UNSERVED
    return " ".join((handler.__doc__ or "").split()).replace("|", "\\|")


if __name__ == "__main__":
    PATH.write_text(markdown(), encoding="utf-8")
