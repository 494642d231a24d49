"""The news of the simulated world: a few stories a day about each company, and who listens to them.

What there is to read is a function of the seed, the company and the day, so history, live headlines and articles agree;
a test can add stories of its own.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache, partial
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from ibproto.gateway.clock import Clock, Timer
from ibproto.gateway.subscriptions import Subscriptions

from .headlines import BROKERS, HEADLINES, PROVIDERS, RATINGS, SENTENCES

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession

FIRST_HOUR, LAST_HOUR = 11, 23  # UTC: early morning to evening in New York
DAYS_BACK = 365  # as far as history reaches
DAYS_AHEAD = 30  # within which the next story of a company comes for sure
META = "A:800015:L:en:K:n/a:C:{:.4f}"  # language, keywords and confidence, as they are sent with headlines
TEXT, BINARY = 0, 1  # article types


class Story(NamedTuple):
    """One piece of news. con_id 0: about no company."""

    time: float
    provider: str
    article_id: str
    con_id: int
    headline: str
    meta: str
    text: str
    article_type: int = TEXT


class Company(NamedTuple):
    """Who a story is about."""

    con_id: int
    symbol: str
    name: str


class Watch(NamedTuple):
    """A client's wish to get the headlines of providers, about a company or (0) about everything."""

    con_id: int
    providers: frozenset[str]


class News:
    """All stories, and the clients that get headlines as they come.

    companies: who there is news about; called when it is needed.
    """

    def __init__(self, clock: Clock, seed: object, companies: Callable[[], Iterable[Company]]) -> None:
        self._clock = clock
        self._seed = str(seed)
        self._companies = companies
        self._published: list[Story] = []  # by hand, in order of time
        self._watches: Subscriptions[Watch] = Subscriptions()
        self._timers: dict[int, Timer] = {}  # the next story of each company that is watched

    # -------------------------------------------------------------------------------------------- live

    def watch(self, session: ClientSession, reqId: int, con_id: int = 0, providers: Collection[str] = ()) -> None:
        """Send tickNews for each new story about a company, or (con_id 0) about all of them, until `unwatch`.

        providers: codes; () for all.
        """
        self._watches.add(session, reqId, Watch(con_id, frozenset(providers or PROVIDERS)))
        for company in self._about(con_id):
            if company.con_id not in self._timers:
                self._plan(company)

    def unwatch(self, session: ClientSession, reqId: int) -> None:
        """End a watch; nothing happens when there is none with this id."""
        if self._watches.pop(session, reqId) is not None:
            self._rest()

    def drop(self, session: ClientSession) -> None:
        if self._watches.drop(session):
            self._rest()

    def publish(
        self, headline: str, con_id: int = 0, provider: str = "BRFG", text: str = "", article_type: int = TEXT
    ) -> Story:
        """Add a story of now: it goes to all who watch, and is found in history. text: the article; base64 when
        article_type is 1."""
        if provider not in PROVIDERS:
            raise ValueError(f"{provider!r} is no news provider; use one of {', '.join(PROVIDERS)}")
        article_id = f"{provider}${len(self._published) + 1:08x}"
        now = self._clock.now()
        story = Story(now, provider, article_id, con_id, headline, META.format(1.0), text or headline, article_type)
        insort(self._published, story)
        self._tell(story)
        return story

    def _about(self, con_id: int) -> Iterator[Company]:
        return (company for company in self._companies() if con_id in (0, company.con_id))

    def _plan(self, company: Company) -> None:
        now = self._clock.now()
        today = _utc_day(now)
        for ahead in range(DAYS_AHEAD):
            for story in _stories_of(self._seed, company, today + timedelta(days=ahead)):
                if story.time > now:
                    timer = self._clock.call_at(story.time, partial(self._due, company, story))
                    self._timers[company.con_id] = timer
                    return

    def _due(self, company: Company, story: Story) -> None:
        self._plan(company)
        self._tell(story)

    def _tell(self, story: Story) -> None:
        for session, reqId, watch in self._watches:
            if watch.con_id in (0, story.con_id) and story.provider in watch.providers:
                session.send(
                    "tickNews",
                    tickerId=reqId,
                    timeStamp=int(story.time * 1000),
                    providerCode=story.provider,
                    articleId=story.article_id,
                    headline=story.headline,
                    extraData=story.meta,
                )

    def _rest(self) -> None:
        """Cancel the timers of companies that nobody watches any more."""
        watched = {watch.con_id for _, _, watch in self._watches}
        for con_id in [con_id for con_id in self._timers if not watched & {0, con_id}]:
            self._timers.pop(con_id).cancel()

    # -------------------------------------------------------------------------------------------- looking back

    def history(
        self, con_id: int, providers: Collection[str], after: float | None, until: float | None
    ) -> Iterator[Story]:
        """The stories about a company up to now, the newest first; after (exclusive) and until (inclusive): times."""
        last = min(self._clock.now(), self._clock.now() if until is None else until)
        for company in self._about(con_id):
            for story in self._back(company, last, after):
                if story.time <= last and story.provider in providers:
                    yield story

    def article(self, provider: str, article_id: str) -> Story | None:
        """A story by its provider and id, if it is out."""
        for story in self._published:
            if (story.provider, story.article_id) == (provider, article_id):
                return story
        head, _, code = article_id.partition("$")
        if head != provider or len(code) != 13 or not code.isalnum():
            return None
        try:
            con_id, day, number = int(code[:8], 16), int(code[8:12], 16), int(code[12:], 16)
        except ValueError:
            return None
        for company in self._about(con_id) if con_id else ():
            stories = _stories_of(self._seed, company, date(1970, 1, 1) + timedelta(days=day))
            if number < len(stories) and stories[number].provider == provider:
                return stories[number] if stories[number].time <= self._clock.now() else None
        return None

    def _back(self, company: Company, last: float, after: float | None) -> Iterator[Story]:
        own = [story for story in self._published if story.con_id == company.con_id]
        day = _utc_day(last)
        for _ in range(DAYS_BACK):
            stories = list(_stories_of(self._seed, company, day))
            start = datetime(day.year, day.month, day.day, tzinfo=timezone.utc).timestamp()
            stories += [story for story in own if start <= story.time < start + 86400]
            for story in sorted(stories, reverse=True):
                if after is not None and story.time <= after:
                    return
                yield story
            if after is not None and start <= after:
                return
            day -= timedelta(days=1)


@lru_cache(maxsize=4096)
def _stories_of(seed: str, company: Company, day: date) -> tuple[Story, ...]:
    """What comes on a day about a company, in order of time."""
    random = Random(f"{seed}:news:{company.con_id}:{day}")
    count = random.randint(2, 6) if day.weekday() < 5 else random.randint(0, 1)
    midnight = datetime(day.year, day.month, day.day, tzinfo=timezone.utc).timestamp()
    seconds = sorted(random.sample(range(FIRST_HOUR * 3600, LAST_HOUR * 3600), count))
    number_of_day = (day - date(1970, 1, 1)).days
    stories = []
    for number, second in enumerate(seconds):
        provider = random.choice(tuple(PROVIDERS))
        article_id = f"{provider}${company.con_id:08x}{number_of_day:04x}{number:x}"
        low = random.randrange(len(RATINGS) - 1)
        words = {
            "name": company.name,
            "symbol": company.symbol,
            "broker": random.choice(BROKERS),
            "old": RATINGS[low],
            "new": RATINGS[low + 1],
            "percent": f"{random.uniform(0.3, 9):.1f}",
            "number": str(random.randint(2, 90) * 5),
        }
        headline = random.choice(HEADLINES[provider]).format(**words)
        sentences = (headline + ".", *random.sample(SENTENCES[:-1], 3), SENTENCES[-1])
        text = "\n".join(sentence.format(**words) for sentence in sentences)
        meta = META.format(random.uniform(0.5, 1))
        stories.append(Story(midnight + second, provider, article_id, company.con_id, headline, meta, text))
    return tuple(stories)


def _utc_day(epoch: float) -> date:
    return datetime.fromtimestamp(epoch, timezone.utc).date()
