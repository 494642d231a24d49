"""The generated documents are those of today's code, and tell of every request and every code what they promise."""

from __future__ import annotations

import inspect
import re

import pytest

from ibproto import docs, error_codes
from ibproto.docs import docstrings, reference
from ibproto.wire.messages import ANSWERS, REQUEST_BY_NAME, REQUESTS

REQUEST_METHODS = sorted(
    message.name if message.name in reference.METHODS else message.raw for message in REQUESTS.values()
)
ENTRIES = dict(re.findall(r"^### (\w+)\n(.*?)(?=^##|\Z)", reference.markdown(), re.S | re.M))


@pytest.mark.parametrize("name", sorted(docs.GENERATED))
def test_a_generated_document_is_current(name: str) -> None:
    written = (docs.FOLDER / name).read_text(encoding="utf-8")
    assert written == docs.GENERATED[name](), "write it anew: python -m ibproto.docs"


@pytest.mark.parametrize("name", REQUEST_METHODS)
def test_a_request_is_told_with_its_answers_its_end_its_errors_and_its_versions(name: str) -> None:
    entry = ENTRIES[name]
    told = re.findall(r"^- \*\*(.*?):\*\* (.+)$", entry, re.M)
    titles = [title for title, _ in told]
    answers = dict(told)["Answers"]
    assert {"Answers", "Errors and limits", "Server"} <= set(titles)
    assert ("End" in titles) or answers.startswith("none")
    assert answers.startswith("none") or re.search(r"\[\w+\(.*?\)\]\(#\w+\)|ProtoBuf\(", answers)


@pytest.mark.parametrize("name", REQUEST_METHODS)
def test_every_parameter_of_a_request_is_described(name: str) -> None:
    parameters = list(inspect.signature(reference.METHODS[name]).parameters)[1:]
    assert parameters == re.findall(r"^\| `(\w+)` \| \S", ENTRIES[name], re.M)


@pytest.mark.parametrize("name", sorted(reference.CALLBACKS))
def test_every_parameter_of_a_callback_is_described(name: str) -> None:
    parameters = list(inspect.signature(reference.CALLBACKS[name]).parameters)[1:]
    assert parameters == re.findall(r"^\| `(\w+)` \| \S", ENTRIES[name], re.M)


@pytest.mark.parametrize("name", sorted(set(REQUEST_METHODS) & set(REQUEST_BY_NAME)))
def test_the_version_that_a_docstring_tells_is_that_of_the_table(name: str) -> None:
    message = REQUEST_BY_NAME[name]
    assert docstrings.read(reference.METHODS[name]).since == (message.since or message.proto_needs)


def test_every_message_from_the_server_has_a_callback_in_the_reference() -> None:
    called = {message.number: [call.name for call in message.calls] or [message.raw] for message in ANSWERS.values()}
    assert {name for names in called.values() for name in names} <= set(reference.CALLBACKS)


def test_a_subscription_names_the_request_that_cancels_it() -> None:
    assert reference.cancel_of("reqMktData") == "cancelMktData"
    assert reference.cancel_of("subscribeToGroupEvents") == "unsubscribeFromGroupEvents"
    assert reference.cancel_of("reqCurrentTime") == ""
    cancels = [name for name in REQUEST_METHODS if name.startswith("cancel") and name != "cancelOrder"]
    assert sorted(cancels) == sorted(
        cancel
        for name in REQUEST_METHODS
        if (cancel := reference.cancel_of(name)).startswith("cancel") and cancel != "cancelOrder"
    )


def test_a_docstring_is_read_into_its_parts() -> None:
    def method(self: object, reqId: int, what: str) -> None:
        """Ask for `this()`.

        A second paragraph.

        reqId: id of this request.
        what: one thing,
            or another.
        Answers: this(reqId), once.
        Errors: 599; from the server 200. Limits: three at a time. Since server version 150. Any thread.
        """

    doc = docstrings.read(method)
    assert doc.about == "Ask for `this()`.\n\nA second paragraph."
    assert doc.parameters == {"reqId": "id of this request.", "what": "one thing, or another."}
    assert (doc.answers, doc.errors) == ("this(reqId), once.", "599; from the server 200. three at a time.")
    assert (doc.since, doc.threads) == (150, "Any thread.")


def test_the_table_of_codes_tells_meaning_and_advice_of_every_code() -> None:
    rows = re.findall(r'^\| <a id="(\d+)"></a>\1 \| (.+?) \| (.+?) \|$', docs.GENERATED["error_codes.md"](), re.M)
    assert sorted(int(code) for code, _, _ in rows) == error_codes.codes()
    for code, meaning, advice in rows:
        assert meaning and advice.replace("\\|", "|") == error_codes.advice(int(code))
