"""Waiting for answers: a question is known before its request is sent, and ends by answer, error, loss or deadline.

Everything is guarded by the engine's condition, which is also what announces the end of a connection.
"""

from __future__ import annotations

import threading
from itertools import count
from time import monotonic

from ibproto.const import NO_VALID_ID
from ibproto.error_codes import category
from ibproto.errors import NOT_CONNECTED

from .table import (
    CANCELLING,
    COLLECTING,
    ENDING,
    GRACE,
    KEPT,
    KEPT_ITEMS,
    ORDER_CANCELLED,
    QUESTIONS,
    REFUSALS_WITHOUT_ID,
    Question,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ibproto.pipeline.engine import Engine
    from ibproto.pipeline.session import Session

REQUEST_IDS = range(2_100_000_000, 2_147_000_000)
"""Ids of our own: above those that count up from nextValidId, and those that are made of the time."""
ORDER_STATUS = "order_status"
_OTHER = Question()  # an event of a subclass


class ResponseTimeout(Exception):
    """No answer came in time. Its only argument is a text that names what was waited for."""


class RequestError(ResponseTimeout):
    """The request failed: an error came for it, or there is no connection (code 504).

    It is a ResponseTimeout because that is what programs written for ibapi expect of a request that fails.

    reqId: id of the request or order; -1 for requests that have none.
    code, text: of the error, as `error()` got them; decide by code, see `ibproto.error_codes`.
    advancedOrderRejectJson: details of a rejected order, or "".
    """

    def __init__(self, reqId: int, code: int, text: str, advancedOrderRejectJson: str = "") -> None:
        super().__init__(reqId, code, text, advancedOrderRejectJson)
        self.reqId = reqId
        self.code = code
        self.text = text
        self.advancedOrderRejectJson = advancedOrderRejectJson

    def __str__(self) -> str:
        return f"error {self.code} for request {self.reqId}: {self.text}"


class Answer:
    """What came for one question so far."""

    def __init__(self, event: str, reqId: int | None, question: Question, deadline: float) -> None:
        self.event = event
        self.reqId = reqId
        self.question = question
        self.deadline = deadline
        self.collected: Any = None
        self.result: Any = None
        self.failure: RequestError | None = None
        self.done = threading.Event()
        self.doubtful = False  # the result holds unless something else comes before the deadline

    @property
    def key(self) -> str:
        """The name of it in `response_events`."""
        return f"{self.event}_{self.reqId or 0}"

    def finish(self, result: Any) -> None:
        """It has come."""
        self.result = result
        self.done.set()

    def fail(self, failure: RequestError) -> None:
        """It will not come."""
        self.failure = failure
        self.done.set()

    def doubt(self, result: Any) -> None:
        """It has come unless something else comes within GRACE."""
        self.result, self.doubtful = result, True
        self.deadline = min(self.deadline, monotonic() + GRACE)


class Answers:
    """The open questions of one TWSSyncWrapper, and what it keeps of what was received."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self._engine: Engine = client._ibproto
        self.changed = self._engine.changed
        self._open: list[Answer] = []
        self._turns = {event: threading.Lock() for event, question in QUESTIONS.items() if not question.has_id}
        self._asked = count()
        self._sending = threading.local()

    def new_id(self) -> int:
        """An id for a request."""
        with self.changed:
            return REQUEST_IDS[next(self._asked) % len(REQUEST_IDS)]

    # ---- asking ------------------------------------------------------------------------------------------------------

    def ask(
        self,
        event: str,
        reqId: int | None,
        send: Callable[[], object],
        timeout: float,
        *,
        close: Callable[[], object] | None = None,
        question: Question | None = None,
        partial: bool = False,
        silence: Any = None,
    ) -> Any:
        """Send a request and wait for its answer, `timeout` seconds for all of it.

        close: ends the request at the server, where it would go on.
        partial: when the time is up, what came so far is the answer; else that is a ResponseTimeout.
        silence: what is returned when nothing comes within GRACE, where a server may have nothing to say.
        """
        question = question or QUESTIONS.get(event, _OTHER)
        answer = Answer(event, reqId, question, monotonic() + timeout)
        session = self._session(answer)
        turn = self._turns.get(event)
        if turn is not None and not turn.acquire(timeout=max(0.0, timeout)):
            raise ResponseTimeout(f"{answer.key}: others asked the same and got no answer within {timeout:g} seconds")
        try:
            self._begin(answer)
            try:
                if partial:
                    answer.result, answer.doubtful = answer.collected, True
                self._send(answer, send)
                if silence is not None:
                    self._fall_silent(answer, silence)
                self._wait(answer, session)
            finally:
                self._end(answer)
            if answer.failure is not None:
                raise answer.failure
            complete = answer.done.is_set()
            if close is not None and (question.subscribes or not complete):
                close()
            if complete or answer.doubtful:
                with self.changed:
                    return copied(answer.result)
            raise ResponseTimeout(self._too_late(answer, timeout))
        finally:
            if turn is not None:
                turn.release()

    def wait_for(self, event: str, reqId: int, timeout: float) -> Any:
        """Wait for an event of which the request was sent already. It may have been set before."""
        key = f"{event}_{reqId}"
        with self.changed:
            if key in self.client.response_data:
                return self.client.response_data.pop(key)
        question = QUESTIONS.get(event, _OTHER)
        return self.ask(event, reqId if question.has_id else None, lambda: None, timeout, question=question)

    def _session(self, answer: Answer) -> Session | None:
        """The connection that the answer will come from. Raises RuntimeError on a thread that cannot wait for it."""
        session = self._engine.session
        me = threading.current_thread()
        if session is not None and (session.runner is me or (session.connecting and session.opener is me)):
            raise RuntimeError(
                f"{answer.key} was asked for inside a callback: the answer cannot be delivered before the callback "
                "returns. Call it from another thread, or make the request and take its answer in its callback."
            )
        return session

    def _begin(self, answer: Answer) -> None:
        question = answer.question
        with self.changed:
            if question.keeps:
                answer.collected = self._shown(question, answer.reqId)
            self.client.response_events[answer.key] = answer.done
            self._open.append(answer)

    def _shown(self, question: Question, reqId: int | None) -> Any:
        """What an answer is collected into, visible as the attribute, or under its id there."""
        found = question.start()
        if reqId is None:
            setattr(self.client, question.keeps, found)
        else:
            self._keep(question.keeps, reqId, found)
        return found

    def _send(self, answer: Answer, send: Callable[[], object]) -> None:
        self._sending.answer = answer
        try:
            send()
        finally:
            self._sending.answer = None

    def _fall_silent(self, answer: Answer, result: Any) -> None:
        with self.changed:
            if not answer.doubtful:  # by something that came already
                answer.doubt(result)

    def _wait(self, answer: Answer, session: Session | None) -> None:
        with self.changed:
            while not answer.done.is_set():
                if session is None or session.finished:
                    text = f"{NOT_CONNECTED.msg()} The connection ended before {answer.key} came."
                    answer.fail(RequestError(self._shown_id(answer), NOT_CONNECTED.code(), text))
                    return
                left = answer.deadline - monotonic()
                if left <= 0:
                    return
                self.changed.wait(left)

    def _end(self, answer: Answer) -> None:
        with self.changed:
            self._open.remove(answer)
            if not any(other.key == answer.key for other in self._open):
                self.client.response_events.pop(answer.key, None)

    def _too_late(self, answer: Answer, timeout: float) -> str:
        session = self._engine.session
        text = f"{answer.key} did not come within {timeout:g} seconds"
        if session is not None and session.runner is None:
            text += "; nobody delivers messages: use connect_and_start(), or call run() in a thread of its own"
        return text

    def _shown_id(self, answer: Answer) -> int:
        return NO_VALID_ID if answer.reqId is None else answer.reqId

    # ---- what callbacks bring ----------------------------------------------------------------------------------------

    def collect(self, callback: str, *args: Any) -> None:
        """Keep what a callback brought, for the question that it belongs to and for the attribute."""
        event, add = COLLECTING[callback]
        question = QUESTIONS[event]
        reqId, values = (args[0], args[1:]) if question.has_id else (None, args)
        with self.changed:
            asked = self._of(event, reqId)
            for answer in asked:
                add(answer.collected, *values)
            if not asked:
                kept = self._kept(question, reqId)
                add(kept, *values)
                _trim(kept)
                self._prune(question.keeps)

    def complete(self, callback: str, reqId: int | None = None) -> None:
        """The answer to a question is complete."""
        event = ENDING[callback]
        with self.changed:
            for answer in self._of(event, reqId):
                answer.finish(answer.collected)
            self.changed.notify_all()

    def answer(self, event: str, value: Any) -> None:
        """A question without id, and with a single value, is answered."""
        with self.changed:
            for answer in self._of(event, None):
                answer.finish(value)
            self.changed.notify_all()

    def status(self, values: dict[str, Any]) -> None:
        """An order has a status."""
        orderId, status = values["orderId"], values["status"]
        with self.changed:
            self._keep(ORDER_STATUS, orderId, values)
            for answer in self._of(ORDER_STATUS, orderId):
                if status in answer.question.doubtful:
                    answer.doubt(values)
                elif answer.question.final is None or status in answer.question.final:
                    answer.finish(values)
            self.changed.notify_all()

    def opened(self, orderId: int, values: dict[str, Any]) -> None:
        """An order is told which has no status: it is a preview, or waits to be transmitted."""
        with self.changed:
            for answer in self._of(ORDER_STATUS, orderId):
                if answer.question.opens:
                    answer.finish(values)
            self.changed.notify_all()

    def error(self, reqId: int, when: int, code: int, text: str, json: str) -> None:
        """An error came; it ends the question that it is about, unless it is only something to know."""
        kind = category(code)
        row = {
            "reqId": reqId,
            "errorTime": when,
            "errorCode": code,
            "errorString": text,
            "advancedOrderRejectJson": json,
        }
        with self.changed:
            rows = self.client.errors.get(reqId, [])[1 - KEPT_ITEMS // 10 :]
            self._keep("errors", reqId, [*rows, row])
            for answer in self._about(reqId, code):
                if kind in answer.question.errors:
                    answer.fail(RequestError(reqId, code, text, json))
                elif code == ORDER_CANCELLED and answer.question is CANCELLING:
                    known = self.client.order_status.get(reqId, {"orderId": reqId})
                    answer.doubt({**known, "status": "Cancelled"})
            self.changed.notify_all()

    def set_event(self, event: str, reqId: int, data: Any) -> None:
        """An event of a subclass; its data waits when nobody waits for it yet."""
        with self.changed:
            waiting = self._of(event, reqId if QUESTIONS.get(event, _OTHER).has_id else None)
            for answer in waiting:
                answer.finish(data)
            if not waiting:
                self._keep("response_data", f"{event}_{reqId}", data)
            self.changed.notify_all()

    def _about(self, reqId: int, code: int) -> list[Answer]:
        """The open questions that an error is about."""
        if reqId != NO_VALID_ID:
            return [answer for answer in self._open if answer.reqId == reqId]
        sending: Answer | None = getattr(self._sending, "answer", None)
        if sending is not None:  # the client reports, inside the call of the request
            return [sending]
        if code in REFUSALS_WITHOUT_ID:  # the server answers in order: it is about the oldest of them
            return [answer for answer in self._open if answer.reqId is None][:1]
        return []

    def _of(self, event: str, reqId: int | None) -> list[Answer]:
        return [answer for answer in self._open if answer.reqId == reqId and answer.event == event]

    # ---- what is kept ------------------------------------------------------------------------------------------------

    def _kept(self, question: Question, reqId: int | None) -> Any:
        shown = getattr(self.client, question.keeps)
        return shown if reqId is None else shown.setdefault(reqId, question.start())

    def _keep(self, attribute: str, key: Any, value: Any) -> None:
        shown = getattr(self.client, attribute)
        shown.pop(key, None)  # the newest comes last
        shown[key] = value
        self._prune(attribute)

    def _prune(self, attribute: str) -> None:
        shown = getattr(self.client, attribute)
        while len(shown) > KEPT.get(attribute, KEPT_ITEMS):
            del shown[next(iter(shown)) if isinstance(shown, dict) else 0]


def copied(value: Any) -> Any:
    """Lists and dicts anew, all the way down; the objects in them are nobody else's any more."""
    if isinstance(value, dict):
        return {key: copied(item) for key, item in value.items()}
    if isinstance(value, list):
        return [copied(item) for item in value]
    return value


def _trim(kept: Any) -> None:
    """Keep the newest of what nobody asked to have whole."""
    if isinstance(kept, list):
        del kept[:-KEPT_ITEMS]
        return
    for item in kept.values():
        if isinstance(item, list):
            del item[:-KEPT_ITEMS]
