"""What can be wrong with a value that is to be sent."""

from __future__ import annotations


class BadValue(ValueError):
    """A value that the wire cannot carry; the text says what to pass instead."""


class InvalidSymbol(BadValue):
    """A text with characters that the text form of the protocol does not allow (error 579)."""

    def __init__(self, text: str) -> None:
        super().__init__(f"only printable ASCII characters can be sent in text form, not {text!r}")


class TooOld(Exception):
    """The server's version is older than what the request needs (error 503)."""

    def __init__(self, what: str, needed: int, version: int) -> None:
        super().__init__(f"{what} needs server version {needed}, the server has {version}.")
        self.what = what
        self.needed = needed
