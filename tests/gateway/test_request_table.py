"""REQUESTS.md, the documentation of what is done for each request, and the code."""

from __future__ import annotations

import pytest

from ibproto.gateway import request_table
from ibproto.gateway.requests import HANDLERS
from ibproto.wire.messages import REQUEST_BY_NAME, REQUESTS


def test_the_document_is_current() -> None:
    text = request_table.PATH.read_text(encoding="utf-8")
    assert text == request_table.markdown(), "write it anew: python -m ibproto.gateway.request_table"


def test_the_document_has_a_line_for_each_of_the_83_requests() -> None:
    lines = [line for line in request_table.markdown().splitlines() if line.startswith("| ")][1:]
    assert [int(line.split("|")[1]) for line in lines] == sorted(REQUESTS)
    assert len(lines) == 83


@pytest.mark.parametrize("name", sorted(HANDLERS))
def test_each_handler_tells_what_it_does(name: str) -> None:
    assert name in REQUEST_BY_NAME
    assert request_table.described(name)


def test_a_request_without_a_handler_is_listed_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(HANDLERS, "reqMktData")
    assert "not served" in request_table.described("reqMktData")
