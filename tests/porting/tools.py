"""Programs as text, and what is found in them."""

from __future__ import annotations

from textwrap import dedent

from ibproto.porting.command import edited, findings
from ibproto.porting.rules import Finding
from ibproto.porting.source import Source

HEAD = """\
from ibproto.client import EClient
from ibproto.wrapper import EWrapper


class App(EWrapper, EClient):
    def __init__(self):
        EClient.__init__(self, self)

"""
HEAD_LINES = HEAD.count("\n")


def source(text: str, path: str = "bot.py") -> Source:
    return Source(path, text.encode())


def found(text: str) -> list[Finding]:
    return sorted(findings([source(text)]))


def codes(text: str) -> list[str]:
    return [finding.code for finding in found(text)]


def method(text: str) -> str:
    """A program whose class has this method."""
    body = dedent(text).strip("\n")
    return HEAD + "".join(f"    {line}\n" if line else "\n" for line in body.split("\n"))


def after(text: str) -> str:
    """The program when its safe edits are made."""
    return edited([source(text)])[0].text
