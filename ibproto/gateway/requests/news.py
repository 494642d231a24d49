"""News: providers, articles, history, and bulletins."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from itertools import islice
from typing import TYPE_CHECKING

from ibproto.common import NewsProvider
from ibproto.gateway.reference.headlines import PROVIDERS
from ibproto.gateway.reference.market_view import by_con_id
from ibproto.gateway.zones import EASTERN, epoch
from ibproto.tag_value import TagValue

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession
    from ibproto.gateway.world import World

MOST_RESULTS = 300
NO_ARTICLE = "Failed to request news article:No such article."
NO_CONTRACT = "No security definition has been found for the request"

_TIME = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[ -]+(\d\d):(\d\d):(\d\d)(?:\.\d+)?)?(?: +(\S+)|Z)?")
_UTC = (None, "UTC", "GMT")
_NEW_YORK = ("US/Eastern", "America/New_York", "EST", "EDT")


def reqNewsProviders(world: World, client: ClientSession) -> None:
    """newsProviders with the three that every account has: BRFG, BRFUPDN, DJNL."""
    client.send("newsProviders", newsProviders=[NewsProvider(code=code, name=name) for code, name in PROVIDERS.items()])


def reqNewsArticle(
    world: World,
    client: ClientSession,
    reqId: int,
    providerCode: str,
    articleId: str,
    newsArticleOptions: list[TagValue],
) -> None:
    """newsArticle with the text (type 0; 1 is base64) of a story that is out; 10172 for an unknown one."""
    story = world.news.article(providerCode, articleId)
    if story is None:
        client.error(reqId, 10172, NO_ARTICLE)
    else:
        client.send("newsArticle", requestId=reqId, articleType=story.article_type, articleText=story.text)


def reqHistoricalNews(
    world: World,
    client: ClientSession,
    reqId: int,
    conId: int,
    providerCodes: str,
    startDateTime: str,
    endDateTime: str,
    totalResults: int,
    historicalNewsOptions: list[TagValue],
) -> None:
    """historicalNews for each headline after the start and up to the end, the newest first, at most totalResults or
    300; then historicalNewsEnd, which tells whether there are more. 200 for an unknown conId; 321 for an unknown
    provider or a time that cannot be read (`2026-01-13 15:30:00.0`, in UTC)."""
    instrument = by_con_id(world, conId)
    providers = [code for code in providerCodes.replace(",", "+").split("+") if code]
    unknown = [code for code in providers if code not in PROVIDERS]
    try:
        after, until = _time(startDateTime), _time(endDateTime)
    except ValueError as problem:
        client.invalid(reqId, f"{problem} is no time; use one like 2026-01-13 15:30:00.0, in UTC")
        return
    if unknown or not providers:
        wrong = (unknown or [providerCodes])[0]
        client.invalid(reqId, f"There is no news provider {wrong!r}; use {'+'.join(PROVIDERS)} or some of it")
    elif totalResults < 1:
        client.invalid(reqId, f"{totalResults} results were asked for; use 1 to {MOST_RESULTS}")
    elif instrument is None:
        client.error(reqId, 200, NO_CONTRACT)
    else:
        limit = min(totalResults, MOST_RESULTS)
        found = list(islice(world.news.history(conId, providers, after, until), limit + 1))
        for story in found[:limit]:
            client.send(
                "historicalNews",
                requestId=reqId,
                time=f"{datetime.fromtimestamp(story.time, timezone.utc):%Y-%m-%d %H:%M:%S}.0",
                providerCode=story.provider,
                articleId=story.article_id,
                headline=f"{{{story.meta}}}{story.headline}",
            )
        client.send("historicalNewsEnd", requestId=reqId, hasMore=len(found) > limit)


def reqNewsBulletins(world: World, client: ClientSession, allMsgs: bool) -> None:
    """updateNewsBulletin for each new bulletin, with allMsgs for those of the day before them; silent until there are
    any."""
    world.bulletins.subscribe(client, allMsgs)


def cancelNewsBulletins(world: World, client: ClientSession) -> None:
    """Silent, and no more bulletins."""
    world.bulletins.drop(client)


def _time(text: str) -> float | None:
    """Seconds since 1970; None for no text. Raises ValueError."""
    text = text.strip()
    if not text or text == "null":
        return None
    match = _TIME.fullmatch(text)
    if match is None or match[7] not in (*_UTC, *_NEW_YORK):
        raise ValueError(repr(text[:40]))
    try:
        moment = datetime(*(int(part or 0) for part in match.groups()[:6]))  # type: ignore[arg-type]
        return (moment - datetime(1970, 1, 1)).total_seconds() if match[7] in _UTC else epoch(moment, EASTERN)
    except (ValueError, OverflowError):
        raise ValueError(repr(text[:40])) from None


HANDLERS = (reqNewsProviders, reqNewsArticle, reqHistoricalNews, reqNewsBulletins, cancelNewsBulletins)
