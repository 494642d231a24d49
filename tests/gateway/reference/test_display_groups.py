"""Display groups, shared by all clients."""

from __future__ import annotations

import pytest

from ibproto.gateway import SteppedGateway

from .conftest import Asker, Start, join


def test_the_groups_are_listed(bot: Asker) -> None:
    assert bot.ask("queryDisplayGroups", 3) == [("displayGroupList", (3, "1|2|3|4|5|6|7"))]


def test_the_most_used_group_comes_first(bot: Asker) -> None:
    bot.subscribeToGroupEvents(1, 4)
    assert bot.ask("queryDisplayGroups", 3)[-1] == ("displayGroupList", (3, "4|1|2|3|5|6|7"))


def test_a_group_is_told_at_once_and_on_change_to_all_clients(gateway: SteppedGateway, bot: Asker) -> None:
    other = join(gateway, 2)
    assert bot.ask("subscribeToGroupEvents", 5, 1) == [("displayGroupUpdated", (5, "none"))]
    assert other.ask("subscribeToGroupEvents", 6, 1) == [("displayGroupUpdated", (6, "none"))]
    assert bot.ask("updateDisplayGroup", 5, "8314@SMART") == [("displayGroupUpdated", (5, "8314@SMART"))]
    assert other.take() == [("displayGroupUpdated", (6, "8314@SMART"))]
    assert bot.ask("updateDisplayGroup", 5, "8314@SMART") == []  # that is no change
    assert join(gateway, 3).ask("subscribeToGroupEvents", 1, 1) == [("displayGroupUpdated", (1, "8314@SMART"))]


def test_nothing_is_told_after_unsubscribing(gateway: SteppedGateway, bot: Asker) -> None:
    other = join(gateway, 2)
    bot.ask("subscribeToGroupEvents", 5, 1)
    other.ask("subscribeToGroupEvents", 6, 1)
    assert bot.ask("unsubscribeFromGroupEvents", 5) == []
    other.ask("updateDisplayGroup", 6, "combo")
    assert bot.take() == []


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("subscribeToGroupEvents", (5, 8)),
        ("subscribeToGroupEvents", (1, 2)),  # the id is in use
        ("updateDisplayGroup", (9, "none")),
        ("updateDisplayGroup", (1, "IBM, please")),
        ("unsubscribeFromGroupEvents", (9,)),
    ],
)
def test_what_is_wrong_gives_321(bot: Asker, name: str, args: tuple[object, ...]) -> None:
    bot.ask("subscribeToGroupEvents", 1, 1)
    assert bot.codes(name, *args) == [(args[0], 321)]


def test_a_gateway_without_windows_has_no_groups(start: Start) -> None:
    bot = join(start(display_groups=0))
    assert bot.ask("queryDisplayGroups", 3) == [("displayGroupList", (3, ""))]
    assert bot.codes("subscribeToGroupEvents", 5, 1) == [(5, 321)]


def test_a_client_that_is_gone_follows_nothing(gateway: SteppedGateway, bot: Asker) -> None:
    bot.ask("subscribeToGroupEvents", 5, 7)
    other = join(gateway, 2)
    bot.disconnect()
    gateway.advance(1)
    assert other.ask("queryDisplayGroups", 1) == [("displayGroupList", (1, "1|2|3|4|5|6|7"))]
