"""A bot that is traced, and a reader of what the trace wrote."""

from __future__ import annotations

import io
import json
import threading
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from ibproto.client import EClient
from ibproto.contract import Contract
from ibproto.trace import Trace
from ibproto.wrapper import EWrapper

PREFIX = len("    1.0000 MainThread     ")
AAPL = Contract(symbol="AAPL", secType="STK", exchange="SMART", currency="USD")


class Clock:
    """Seconds that pass one by one, each time the main thread looks."""

    def __init__(self) -> None:
        self.seconds = -1.0

    def __call__(self) -> float:
        if threading.current_thread() is threading.main_thread():
            self.seconds += 1.0
        return self.seconds


class Bot(EWrapper, EClient):
    """Listens to little."""

    def __init__(self) -> None:
        EClient.__init__(self, self)

    def nextValidId(self, orderId: int) -> None:
        self.reqCurrentTime()

    def currentTime(self, time: int) -> None:
        pass


def traced(bot: EClient, **options: Any) -> io.StringIO:
    """The text that the bot's trace is going to write."""
    text = io.StringIO()
    bot.setTrace(Trace(text, clock=Clock(), **options))
    return text


def lines(text: io.StringIO) -> list[str]:
    """What the lines say behind time and thread, of a trace of one client on the main thread."""
    return [line[PREFIX:] for line in said(text)]


def said(text: io.StringIO) -> list[str]:
    """The lines behind the first one, which says what this is."""
    return text.getvalue().splitlines()[1:]


class _Scripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.data = ""
        self.code = ""
        self.links: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self._inside = (values.get("id") or "code") if tag == "script" else ""
        self.links += [value or "" for name, value in attrs if name in ("src", "href")]

    def handle_data(self, data: str) -> None:
        if self._inside == "events":
            self.data += data
        elif self._inside == "code":
            self.code += data


class Read:
    """A page, read without a browser."""

    def __init__(self, path: Path) -> None:
        parser = _Scripts()
        text = path.read_text(encoding="utf-8")
        parser.feed(text if text.endswith("</script>\n") else f"{text}</script>")  # as browsers do at the end of a page
        parser.close()
        self.code, self.links = parser.code, parser.links
        self.meta, *self.events = [json.loads(line) for line in parser.data.strip().splitlines()]

    def names(self, kind: str) -> list[str]:
        return [event["n"] for event in self.events if event["k"] == kind]
