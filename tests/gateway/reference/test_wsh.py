"""Wall Street Horizon."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ibproto.common import WshEventData
from ibproto.gateway import SteppedGateway

from .conftest import Asker, Start, join

IBM, AAPL = 8314, 265598


def wanted(conId: int = IBM, filter: str = "", **more: Any) -> WshEventData:
    data = WshEventData()
    data.conId, data.filter = conId, filter
    for name, value in more.items():
        setattr(data, name, value)
    return data


def events(bot: Asker, data: WshEventData) -> list[dict[str, Any]]:
    bot.ask("reqWshMetaData", 1)
    [(name, (reqId, text))] = bot.ask("reqWshEventData", 2, data)
    assert (name, reqId) == ("wshEventData", 2)
    found: list[dict[str, Any]] = json.loads(text)
    return found


def test_meta_data_names_the_event_types(bot: Asker) -> None:
    [(name, (reqId, text))] = bot.ask("reqWshMetaData", 1)
    assert (name, reqId) == ("wshMetaData", 1)
    types = json.loads(text)["data"]["meta_data"]["event_types"]
    assert "wshe_ed" in [entry["tag"] for entry in types]


def test_events_of_a_company_come_in_order_for_a_year(bot: Asker) -> None:
    found = events(bot, wanted())
    days = [event["index_date"] for event in found]
    assert days == sorted(days) and days[0] >= "20260114" and days[-1] <= "20270114"
    assert {tuple(event["conids"]) for event in found} == {("8314",)}
    assert [event["event_type"] for event in found].count("wshe_ed") in (4, 5)


def test_events_are_the_same_every_time(bot: Asker) -> None:
    assert events(bot, wanted()) == events(bot, wanted())


def test_events_are_limited_by_dates_and_number(bot: Asker) -> None:
    if bot.serverVersion() >= 173:
        found = events(bot, wanted(startDate="20260301", endDate="20260630", totalLimit=3))
        assert len(found) == 3 and all("20260301" <= event["index_date"] <= "20260630" for event in found)


def test_a_filter_chooses_companies_and_types(bot: Asker) -> None:
    text = json.dumps({"watchlist": [str(IBM), str(AAPL)], "wshe_ed": "true", "limit": 5})
    found = events(bot, wanted(2147483647, text))
    assert {event["event_type"] for event in found} == {"wshe_ed"}
    assert {event["conids"][0] for event in found} == {str(IBM), str(AAPL)} and len(found) == 5


def test_events_before_the_meta_data_give_10282(bot: Asker) -> None:
    assert bot.codes("reqWshEventData", 2, wanted()) == [(2, 10282)]


@pytest.mark.parametrize(
    "data",
    [wanted(5), wanted(0), wanted(0, "{"), wanted(0, "[]"), wanted(0, '{"watchlist": ["x"]}'), wanted(startDate="x")],
)
def test_what_cannot_be_looked_up_gives_10283(bot: Asker, data: WshEventData) -> None:
    bot.ask("reqWshMetaData", 1)
    assert bot.codes("reqWshEventData", 2, data) == [(2, 10283)]


@pytest.mark.parametrize("code", [10276, 10277])
def test_without_the_subscription_everything_is_refused(start: Start, code: int) -> None:
    bot = join(start(wsh_error=code))
    assert bot.codes("reqWshMetaData", 1) == [(1, code)]
    assert bot.codes("reqWshEventData", 2, wanted()) == [(2, code)]


def test_a_second_request_while_the_first_is_not_answered_is_a_duplicate(start: Start) -> None:
    bot = join(start(wsh_delay=2))
    assert bot.ask("reqWshMetaData", 1) == []
    assert bot.codes("reqWshMetaData", 2) == [(2, 10278)]
    assert bot.ask("reqWshEventData", 3, wanted()) == []
    assert bot.codes("reqWshEventData", 4, wanted()) == [(4, 10281)]
    assert [(name, args[0]) for name, args in bot.after(2)] == [("wshMetaData", 1), ("wshEventData", 3)]


def test_what_is_cancelled_is_not_answered(start: Start) -> None:
    bot = join(start(wsh_delay=2))
    bot.ask("reqWshMetaData", 1)
    assert bot.ask("cancelWshMetaData", 1) == []
    bot.ask("reqWshEventData", 3, wanted())
    assert bot.ask("cancelWshEventData", 3) == []
    assert bot.after(5) == []


def test_a_cancel_after_the_answer_is_silent(bot: Asker) -> None:
    bot.ask("reqWshMetaData", 1)
    assert bot.ask("cancelWshMetaData", 1) == []
    assert bot.ask("cancelWshEventData", 1) == []


def test_the_portfolio_is_filled_in(gateway: SteppedGateway, bot: Asker) -> None:
    assert events(bot, wanted(0, fillPortfolio=True)) == []
    from tests.gateway.tools import AAPL as APPLE
    from tests.gateway.tools import market_order

    bot.placeOrder(1, APPLE, market_order(10))
    gateway.advance(5)
    assert {event["conids"][0] for event in events(bot, wanted(0, fillPortfolio=True))} == {str(AAPL)}
