"""News: providers, history, articles, live headlines, bulletins."""

from __future__ import annotations

import re
from datetime import datetime, timezone

import pytest

from ibproto.gateway import SteppedGateway, World

from .conftest import Asker, join

IBM = 8314
ALL = "BRFG+BRFUPDN+DJNL"
PREFIX = re.compile(r"\{A:800015:L:en:K:n/a:C:[01]\.\d{4}\}")


def history(bot: Asker, start: str = "", end: str = "", count: int = 300, codes: str = ALL) -> list[tuple[str, ...]]:
    calls = bot.ask("reqHistoricalNews", 5, IBM, codes, start, end, count, [])
    assert calls[-1][0] == "historicalNewsEnd", calls
    assert {name for name, _ in calls[:-1]} <= {"historicalNews"}
    return [args[1:] for _, args in calls[:-1]]


def test_the_three_providers_of_every_account(bot: Asker) -> None:
    [(name, (providers,))] = bot.ask("reqNewsProviders")
    assert name == "newsProviders"
    assert [provider.code for provider in providers] == ["BRFG", "BRFUPDN", "DJNL"]


def test_history_is_the_newest_first_with_the_recorded_forms(bot: Asker) -> None:
    found = history(bot, count=20)
    times = [row[0] for row in found]
    assert len(found) == 20 and times == sorted(times, reverse=True)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.0", time) for time in times)
    assert times[0] <= "2026-01-14 15:00:00.0"
    assert all(PREFIX.match(row[3]) for row in found)


def test_history_tells_whether_there_is_more(bot: Asker) -> None:
    assert bot.ask("reqHistoricalNews", 5, IBM, ALL, "", "", 2, [])[-1] == ("historicalNewsEnd", (5, True))
    calls = bot.ask("reqHistoricalNews", 5, IBM, ALL, "2026-01-12 00:00:00.0", "2026-01-13 00:00:00.0", 300, [])
    assert calls[-1] == ("historicalNewsEnd", (5, False)) and len(calls) > 2


def test_history_keeps_to_its_range_the_start_exclusive(bot: Asker) -> None:
    found = history(bot, count=10)
    assert history(bot, found[6][0], found[2][0]) == found[2:6]


def test_history_keeps_to_its_providers(bot: Asker) -> None:
    assert {row[1] for row in history(bot, codes="DJNL", count=10)} == {"DJNL"}


def test_a_time_in_new_york_is_understood(bot: Asker) -> None:
    assert history(bot, "20260112 19:00:00 US/Eastern", "20260113-20:00:00") == history(
        bot, "2026-01-13 00:00:00.0", "2026-01-13 20:00:00"
    )


@pytest.mark.parametrize(
    ("conId", "codes", "since", "count", "code"),
    [
        (IBM, "NONE", "", 5, 321),
        (IBM, "", "", 5, 321),
        (IBM, ALL, "yesterday", 5, 321),
        (IBM, ALL, "2026-13-01 00:00:00.0", 5, 321),
        (IBM, ALL, "", 0, 321),
        (5, ALL, "", 5, 200),
    ],
)
def test_what_is_wrong_with_a_request_for_history(
    bot: Asker, conId: int, codes: str, since: str, count: int, code: int
) -> None:
    assert bot.codes("reqHistoricalNews", 5, conId, codes, since, "", count, []) == [(5, code)]


def test_each_headline_has_its_article(bot: Asker) -> None:
    for _, provider, article_id, headline in history(bot, count=5):
        [(name, (reqId, kind, text))] = bot.ask("reqNewsArticle", 6, provider, article_id, [])
        assert (name, reqId, kind) == ("newsArticle", 6, 0)
        assert text.startswith(PREFIX.sub("", headline))


@pytest.mark.parametrize("article_id", ["", "BRFG$", "BRFG$0000207a50000", "BRFG$zzzzzzzzzzzzz", "DJNL$12345678"])
def test_an_unknown_article_gives_10172(bot: Asker, article_id: str) -> None:
    assert bot.codes("reqNewsArticle", 6, "BRFG", article_id, []) == [(6, 10172)]


def test_live_headlines_are_found_in_history_later(gateway: SteppedGateway, bot: Asker) -> None:
    with gateway.control() as world:
        world.news.watch(world.sessions[1], 9, IBM)
    live = [args for name, args in bot.after(3 * 86400) if name == "tickNews"]
    assert live and all(args[0] == 9 for args in live)
    rows = [(f"{datetime.fromtimestamp(t / 1000, timezone.utc):%Y-%m-%d %H:%M:%S}.0", p, a, f"{{{m}}}{h}")
            for _, t, p, a, h, m in live]  # fmt: skip
    assert history(bot, "2026-01-14 15:00:00.0") == rows[::-1]


def test_live_headlines_end_with_their_watch_or_client(gateway: SteppedGateway, bot: Asker) -> None:
    other = join(gateway, 2)
    with gateway.control() as world:
        before = planned(world)
        world.news.watch(world.sessions[1], 9, IBM)
        world.news.unwatch(world.sessions[1], 9)
        world.news.watch(world.sessions[2], 9)
    other.disconnect()
    assert bot.after(86400) == []
    with gateway.control() as world:
        assert planned(world) == before


def planned(world: World) -> int:
    """How many things the clock has still to do."""
    return sum(timer.action is not None for timer in world.clock._timers)


def test_a_watch_takes_the_providers_it_names(gateway: SteppedGateway, bot: Asker) -> None:
    with gateway.control() as world:
        world.news.watch(world.sessions[1], 9, providers=["BRFG"])
    assert {args[2] for _, args in bot.after(86400)} == {"BRFG"}


def test_a_published_story_goes_everywhere(gateway: SteppedGateway, bot: Asker) -> None:
    with gateway.control() as world:
        world.news.watch(world.sessions[1], 9, IBM)
        story = world.news.publish("IBM buys a simulator", IBM, "DJNL", text="TQ==", article_type=1)
    gateway.deliver()
    [(name, args)] = bot.take()
    assert (name, args[2:5]) == ("tickNews", ("DJNL", story.article_id, "IBM buys a simulator"))
    assert history(bot, count=1)[0][2] == story.article_id
    assert bot.ask("reqNewsArticle", 6, "DJNL", story.article_id, []) == [("newsArticle", (6, 1, "TQ=="))]


def test_bulletins_come_as_they_are_published(gateway: SteppedGateway, bot: Asker) -> None:
    with gateway.control() as world:
        world.bulletins.publish("before")
    assert bot.ask("reqNewsBulletins", False) == []
    with gateway.control() as world:
        world.bulletins.publish("NYSE is down", 2, "NYSE")
    gateway.deliver()
    assert bot.take() == [("updateNewsBulletin", (2, 2, "NYSE is down", "NYSE"))]


def test_bulletins_of_the_day_come_when_asked_for(gateway: SteppedGateway, bot: Asker) -> None:
    with gateway.control() as world:
        world.bulletins.publish("first")
    assert bot.ask("reqNewsBulletins", True) == [("updateNewsBulletin", (1, 1, "first", ""))]


def test_no_bulletins_after_the_cancel(gateway: SteppedGateway, bot: Asker) -> None:
    bot.ask("reqNewsBulletins", True)
    assert bot.ask("cancelNewsBulletins") == []
    with gateway.control() as world:
        world.bulletins.publish("late")
    gateway.deliver()
    assert bot.take() == []
