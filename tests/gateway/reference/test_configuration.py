"""Settings, which exist in protobuf only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ibproto.gateway import SteppedGateway
from ibproto.protobuf import ConfigRequest, ConfigResponse, UpdateConfigRequest, UpdateConfigResponse

from .conftest import Asker


class Configurer(Asker):
    """Also takes the answers that have no plain callback."""

    def configResponseProtoBuf(self, configResponseProto: ConfigResponse) -> None:
        self.calls.append(("configResponse", (configResponseProto,)))

    def updateConfigResponseProtoBuf(self, updateConfigResponseProto: UpdateConfigResponse) -> None:
        self.calls.append(("updateConfigResponse", (updateConfigResponseProto,)))

    def config(self) -> Any:
        [(name, (answer,))] = self.ask("reqConfigProtoBuf", ConfigRequest(reqId=3))
        assert name == "configResponse" and answer.reqId == 3
        return answer

    def update(self, **fields: Any) -> Any:
        [(name, (answer,))] = self.ask("updateConfigProtoBuf", UpdateConfigRequest(reqId=4, **fields))
        assert name == "updateConfigResponse" and answer.reqId == 4
        return answer


@pytest.fixture
def gateway() -> Iterator[SteppedGateway]:
    with SteppedGateway(server_version=226) as gateway:
        yield gateway


@pytest.fixture
def bot(gateway: SteppedGateway) -> Configurer:
    bot = Configurer()
    bot.gateway = gateway
    gateway.connect(bot)
    return bot


def test_all_settings_are_told(gateway: SteppedGateway, bot: Configurer) -> None:
    config = bot.config()
    assert config.api.settings.socketPort == gateway.port
    assert not config.api.settings.readOnlyApi and config.api.settings.downloadOpenOrdersOnConnection
    for part in (config.api.settings, config.api.precautions, config.lockAndExit, config.orders.smartRouting):
        assert len(part.ListFields()) == len(part.DESCRIPTOR.fields)


def test_a_change_is_told_and_kept(bot: Configurer) -> None:
    answer = bot.update(api={"settings": {"loggingLevel": "Detail", "masterClientId": 0, "trustedIPs": ["10.0.0.1"]}})
    assert (answer.status, list(answer.errors)) == ("success", [])
    assert list(answer.changedFields) == ["api.settings.loggingLevel", "api.settings.trustedIPs"]
    assert bot.config().api.settings.loggingLevel == "Detail"
    assert list(bot.config().api.settings.trustedIPs) == ["10.0.0.1"]


def test_messages_are_changed_by_their_number(bot: Configurer) -> None:
    assert list(bot.update(messages=[{"id": 131, "enabled": False}]).changedFields) == ["messages.131.enabled"]
    assert not bot.config().messages[0].enabled
    assert bot.update(messages=[{"id": 5, "enabled": False}]).status == "error"


def test_the_read_only_mode_can_be_switched(gateway: SteppedGateway, bot: Configurer) -> None:
    assert bot.update(api={"settings": {"readOnlyApi": True}}).status == "success"
    assert bot.codes("reqOpenOrders") == [(-1, 321)]
    assert bot.config().api.settings.readOnlyApi


def test_a_dangerous_change_needs_consent(bot: Configurer) -> None:
    change = {"api": {"precautions": {"bypassOrderPrecautions": True}}}
    answer = bot.update(**change)
    assert (answer.status, [warning.messageId for warning in answer.warnings]) == ("warning", [131])
    assert not bot.config().api.precautions.bypassOrderPrecautions
    assert bot.update(**change, acceptedWarnings=list(answer.warnings)).status == "success"
    assert bot.config().api.precautions.bypassOrderPrecautions


def test_the_port_cannot_be_changed(bot: Configurer) -> None:
    answer = bot.update(api={"settings": {"socketPort": 1, "loggingLevel": "Detail"}})
    assert answer.status == "error" and "socketPort" in answer.errors[0]
    assert bot.config().api.settings.loggingLevel == "Error"


def test_the_order_ids_begin_anew(gateway: SteppedGateway, bot: Configurer) -> None:
    from tests.gateway.tools import AAPL, limit_order, market_order

    bot.placeOrder(7, AAPL, market_order(1))
    gateway.advance(5)
    assert bot.ask("reqIds", 1) == [("nextValidId", (8,))]
    assert bot.update(resetAPIOrderSequence=True).status == "success"
    assert bot.ask("reqIds", 1) == [("nextValidId", (1,))]
    bot.placeOrder(1, AAPL, limit_order(1, 10.0))
    gateway.advance(5)
    bot.take()
    assert bot.update(resetAPIOrderSequence=True).status == "error"


def test_an_older_gateway_does_not_know_the_request() -> None:
    with SteppedGateway(server_version=218) as gateway:
        bot = Configurer()
        bot.gateway = gateway
        gateway.connect(bot)
        bot.take()
        assert bot.conn is not None
        bot.conn.sendMsg(b"\0\0\0\x04" + (200 + 108).to_bytes(4, "big"))
        gateway.deliver()
        assert bot.errors() == [(-1, 320)]
