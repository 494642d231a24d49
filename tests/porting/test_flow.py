"""How programs go: too early, blocking, without end."""

from __future__ import annotations

import pytest

from .tools import HEAD, codes, found, method

IDS = """    def nextValidId(self, orderId):
        self.next_id = orderId


"""
END = "app.disconnect()\n"
START = "app = App()\napp.connect('127.0.0.1', 7497, 1)\nThread(target=app.run).start()\n"


def main(text: str) -> list[str]:
    return codes(HEAD + IDS + START + text + END)


TOO_EARLY = [
    "app.reqPositions()\n",
    "time.sleep(1)\napp.reqPositions()\n",
    "while not app.isConnected():\n    time.sleep(1)\napp.reqPositions()\n",
    "for symbol in symbols:\n    app.reqMktData(1, symbol, '', False, False, [])\n",
    "def go():\n    app.reqPositions()\ngo()\n",
    "print(config.get('x'))\napp.placeOrder(app.next_id, contract, order)\n",
]
READY = [
    "app.ready.wait(5)\napp.reqPositions()\n",
    "while not app.next_id:\n    time.sleep(1)\napp.reqPositions()\n",
    "while True:\n    if isinstance(app.next_id, int):\n        break\n    time.sleep(1)\napp.reqPositions()\n",
    "app.queue.get(timeout=5)\napp.reqPositions()\n",
    "app.wait_until_ready()\napp.reqPositions()\n",
    "app.run()\napp.reqPositions()\n",
    "def go():\n    app.reqPositions()\n",
    "print(app.serverVersion())\n",
]


@pytest.mark.parametrize("text", TOO_EARLY)
def test_requests_before_the_session_is_ready(text: str) -> None:
    assert main(text) == ["P401"]


@pytest.mark.parametrize("text", READY)
def test_requests_that_wait_for_the_session_are_right(text: str) -> None:
    assert main(text) == []


def test_sleeping_is_named_as_no_guarantee() -> None:
    (finding,) = found(HEAD + IDS + START + "time.sleep(1)\napp.reqPositions()\n" + END)
    assert "sleeping is no guarantee" in finding.text


def test_connect_that_waits_is_right() -> None:
    text = "app = App()\napp.connect('127.0.0.1', 7497, 1, wait=True)\napp.startLoop()\napp.reqPositions()\n"
    assert codes(HEAD + IDS + text + END) == []


def test_connecting_in_the_constructor_counts() -> None:
    text = method("def __init__(self, port):\n    self.connect('', port, 1)\n    Thread(target=self.run).start()")
    assert codes(text + "app = App(1)\napp.reqPositions()\n" + END) == ["P401"]


def test_requests_in_the_constructor_after_connect() -> None:
    text = method("def go(self):\n    self.connect('', 1, 1)\n    Thread(target=self.run).start()\n    self.reqIds(1)")
    assert codes(text + "App().disconnect()\n") == ["P401"]


def test_a_connect_inside_try_counts() -> None:
    text = "app = App()\ntry:\n    app.connect('', 1, 1)\nexcept OSError: ...\napp.reqPositions()\napp.run()\n"
    assert codes(HEAD + IDS + text + END) == ["P401"]


def test_order_ids_without_nextvalidid() -> None:
    assert codes(method("def go(self):\n    self.next += 1\n    self.placeOrder(self.next, c, o)")) == ["P402"]


def test_an_override_of_nextvalidid_that_only_prints_the_id_does_not_help() -> None:
    text = "def nextValidId(self, orderId):\n    print(orderId)\ndef go(self): self.placeOrder(self.next, c, o)"
    assert codes(method(text)) == ["P402"]


def test_orders_from_nextvalidid_are_right() -> None:
    assert codes(method("def nextValidId(self, orderId): self.placeOrder(orderId, c, o)")) == []


def test_an_order_with_a_fixed_id() -> None:
    assert codes(HEAD + IDS + "def go(app): app.placeOrder(1, c, o)\n") == ["P406"]


def test_a_connection_without_disconnect() -> None:
    assert codes(HEAD + "app = App()\napp.connect('', 1, 1)\napp.run()\n") == ["P403"]


def test_a_with_block_disconnects() -> None:
    assert codes(HEAD + "with App() as app:\n    app.connect('', 1, 1)\n    app.run()\n") == []


def test_a_connection_whose_callbacks_nobody_delivers() -> None:
    assert codes(HEAD + "app = App()\napp.connect('', 1, 1)\n" + END) == ["P405"]


BLOCKING = [
    "time.sleep(1)",
    "input('?')",
    "self.event.wait()",
    "self.event.wait(5)",
    "self.queue.get()",
    "self.thread.join()",
    "requests.get(url)",
    "subprocess.run(command)",
    "self.run()",
    "self.get_positions()",
    "self.helper()",
    "[time.sleep(1) for _ in x]",
]
NOT_BLOCKING = [
    "self.queue.get(timeout=1)",
    "self.queue.get(False)",
    "self.queue.put(1)",
    "', '.join(names)",
    "os.path.join(a, b)",
    "self.config.get('x')",
    "Timer(1, lambda: time.sleep(1)).start()",
    "self.event.set()",
]
HELPER = "\ndef helper(self):\n    time.sleep(1)\n"


@pytest.mark.parametrize("statement", BLOCKING)
def test_what_blocks_inside_callbacks(statement: str) -> None:
    assert codes(method(f"def currentTime(self, time_):\n    {statement}{HELPER}")) == ["P404"]


@pytest.mark.parametrize("statement", NOT_BLOCKING)
def test_what_does_not_block(statement: str) -> None:
    assert codes(method(f"def currentTime(self, time_):\n    {statement}{HELPER}")) == []


def test_a_loop_that_does_nothing_but_wait() -> None:
    assert codes(method("def currentTime(self, time_):\n    while not self.found:\n        pass")) == ["P404"]


def test_what_blocks_outside_callbacks_is_right() -> None:
    assert codes(method("def go(self):\n    time.sleep(1)\n    input()")) == []


def test_the_way_into_a_helper_is_told() -> None:
    (finding,) = found(method(f"def currentTime(self, time_):\n    self.helper(){HELPER}"))
    assert "time.sleep() inside currentTime, in helper()" in finding.text
