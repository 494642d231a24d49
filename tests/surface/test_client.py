"""EClient has the methods, parameters, attributes and star names that programs written for ibapi use."""

from __future__ import annotations

import inspect
import json
import pathlib
from typing import Any

import pytest

from ibproto.client import EClient
from ibproto.wrapper import EWrapper

# Where EClient differs from ibapi's on purpose.
MORE_PARAMETERS = {
    "connect": {
        "timeout": 10.0,  # ibapi waits for ever for a peer that is silent
        "wait": False,  # instead of sleep(1) after connect
    },
}
MORE_METHODS = {
    "__enter__": ["self"],  # with client: disconnects at the end
    "__exit__": ["self", "exc_type", "exc", "traceback"],
    "startLoop": ["self", "name"],  # run() in a named thread
    "drain": ["self", "timeout"],  # for programs with a loop of their own
    "setTrace": ["self", "trace"],  # the exchange, written down
}

# What ibapi's star import gives and this one does not, besides the classes and makers of protobuf messages.
NOT_LEAKED = {
    "OUT",  # an enumeration that takes 2 ms to load and that the client has no use for
}

SURFACE: dict[str, Any] = json.loads((pathlib.Path(__file__).parent / "client_surface.json").read_text())
METHODS: dict[str, list[str]] = SURFACE["methods"]
HELPERS: list[str] = SURFACE["helpers"]
REQUESTS = sorted(set(METHODS) - set(HELPERS))
OWN = {name: member for name, member in vars(EClient).items() if inspect.isfunction(member)}


def parameters(name: str) -> dict[str, inspect.Parameter]:
    return dict(inspect.signature(OWN[name]).parameters)


class RecordingEngine:
    """Stands where the engine stands and notes what it is asked to do."""

    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []

    def __getattr__(self, name: str) -> Any:
        return lambda *args: self.calls.append((name, *args))


@pytest.fixture
def client() -> EClient:
    client = EClient(EWrapper())
    client._ibproto = RecordingEngine()  # type: ignore[assignment]
    return client


@pytest.mark.parametrize("name", sorted(METHODS))
def test_a_method_has_ibapis_parameters(name: str) -> None:
    agreed = MORE_PARAMETERS.get(name, {})
    found = parameters(name)
    assert {key: found.pop(key).default for key in agreed} == agreed
    assert list(found) == ["self", *METHODS[name]]
    for parameter in found.values():
        assert parameter.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
        assert parameter.default is inspect.Parameter.empty


def test_the_parameters_that_ibapi_does_not_have_are_keyword_only() -> None:
    for name, more in MORE_PARAMETERS.items():
        assert {parameters(name)[key].kind for key in more} == {inspect.Parameter.KEYWORD_ONLY}


def test_there_are_no_other_methods_than_ibapis_and_the_agreed_ones() -> None:
    assert set(OWN) == {"__init__", *METHODS, *MORE_METHODS}
    assert {name: list(parameters(name)) for name in MORE_METHODS} == MORE_METHODS


def test_a_program_loses_one_attribute_name_only() -> None:
    assert set(vars(EClient(EWrapper()))) - set(SURFACE["attributes"]) == {"_ibproto"}


def test_a_fresh_client_has_ibapis_attributes() -> None:
    wrapper = EWrapper()
    found = vars(EClient(wrapper))
    assert found.pop("wrapper") is wrapper
    assert found.pop("msg_queue").empty()
    assert {name: found[name] for name in SURFACE["attributes"] if name in found} == {
        name: value for name, value in SURFACE["attributes"].items() if name not in ("wrapper", "msg_queue")
    }


def test_the_states_are_numbered_as_in_ibapi() -> None:
    assert (EClient.DISCONNECTED, EClient.CONNECTING, EClient.CONNECTED) == (0, 1, 2)


@pytest.mark.parametrize("name", sorted(OWN))
def test_a_docstring_names_every_parameter_and_the_thread(name: str) -> None:
    text = OWN[name].__doc__ or ""
    missing = [key for key in parameters(name) if key != "self" and key not in text]
    assert not missing
    assert "thread" in text.lower()


def test_no_two_methods_share_a_docstring() -> None:
    texts = [member.__doc__ for member in OWN.values()]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("name", REQUESTS)
def test_a_request_hands_its_name_and_its_arguments_in_order_to_the_engine(name: str, client: EClient) -> None:
    arguments = {key: object() for key in METHODS[name]}
    assert getattr(client, name)(**arguments) is None
    values = tuple(arguments.values())
    expected = ("request_message", name, *values) if name.endswith("ProtoBuf") else ("request", name, values)
    assert client._ibproto.calls == [expected]  # type: ignore[attr-defined]


def test_connect_hands_over_everything(client: EClient) -> None:
    client.connect("127.0.0.1", 7497, 3, timeout=2.5, wait=True)
    client.connect(host="127.0.0.1", port=7497, clientId=3)
    assert client._ibproto.calls == [  # type: ignore[attr-defined]
        ("connect", "127.0.0.1", 7497, 3, 2.5, True),
        ("connect", "127.0.0.1", 7497, 3, 10.0, False),
    ]


def test_a_with_block_disconnects_at_its_end_also_after_an_exception(client: EClient) -> None:
    with pytest.raises(LookupError), client as inside:
        assert inside is client
        assert client._ibproto.calls == []  # type: ignore[attr-defined]
        raise LookupError
    assert client._ibproto.calls == [("disconnect",)]  # type: ignore[attr-defined]


def test_options_are_kept_for_the_connect(client: EClient) -> None:
    client.setConnectOptions("+PACEAPI")
    client.setOptionalCapabilities("capability")
    assert (client.connectOptions, client.optCapab) == ("+PACEAPI", "capability")


def test_server_version_and_connection_time_are_those_of_the_connection(client: EClient) -> None:
    client.serverVersion_, client.connTime = 176, b"20260102 09:30:00 EST"
    assert (client.serverVersion(), client.twsConnectionTime()) == (176, b"20260102 09:30:00 EST")


def test_the_sixth_handled_interrupt_ends_the_program(client: EClient) -> None:
    for _ in range(5):
        client.keyboardInterruptHard()
    with pytest.raises(SystemExit):
        client.keyboardInterruptHard()


class Message:
    """A protobuf message as far as a check of fields goes."""

    def __init__(self, *fields: str) -> None:
        self.fields = fields

    def HasField(self, field_name: str) -> bool:
        return field_name in self.fields


@pytest.mark.parametrize(
    ("field", "version"),
    [("deactivate", 216), ("whatIfType", 217), ("hedgeMaxSize", 223), ("conditionsIncludeOvernight", 226)],
)
def test_an_order_attribute_that_the_server_is_too_old_for_is_named(field: str, version: int, client: EClient) -> None:
    client.serverVersion_ = version - 1
    assert field in (client.validateOrderParameters(Message(field)) or "")
    assert client.validateOrderParameters(Message("lmtPrice")) is None
    client.serverVersion_ = version
    assert client.validateOrderParameters(Message(field)) is None


def test_attached_orders_that_the_server_is_too_old_for_are_named(client: EClient) -> None:
    client.serverVersion_ = 217
    assert "ptOrderId" in (client.validateAttachedOrdersParameters(Message("ptOrderId")) or "")
    client.serverVersion_ = 218
    assert client.validateAttachedOrdersParameters(Message("ptOrderId")) is None


@pytest.mark.parametrize("name", sorted(set(SURFACE["star"]) - NOT_LEAKED))
def test_the_star_import_gives(name: str) -> None:
    names: dict[str, object] = {}
    exec("from ibproto.client import *", names)
    assert name in names
