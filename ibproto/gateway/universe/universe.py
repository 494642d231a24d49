"""All instruments, and how a request's contract finds them.

What is listed is made at once; futures and options are made when they are asked for, and then stay the same objects.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from math import isfinite
from typing import Any, NamedTuple

from ibproto.common import DepthMktDataDescription, PriceIncrement, SmartComponent
from ibproto.const import UNSET_DOUBLE
from ibproto.contract import Contract

from . import futures, options
from .combos import Combo, combine
from .exchanges import DEPTH, EXCHANGE_LETTERS
from .ids import option_of
from .instrument import ALIASES, Instrument, Venue
from .listings import bundled, cfds, news
from .options import CHAIN_OF, CHAINS, Chain
from .rules import MARKET_RULES, MarketRule
from .search import Match, matching

SEC_TYPES = frozenset(
    ("STK", "OPT", "FUT", "FOP", "CASH", "IND", "BOND", "CFD", "CMDTY", "CRYPTO", "FUND", "WAR", "IOPT", "BAG", "NEWS")
    + ("CONTFUT", "FUT+CONTFUT", "EC", "SLB", "BILL")
)
KEPT = timedelta(days=7)  # how long options that have expired are still known by their numbers
ANY_RIGHT = frozenset(("", "?", "0"))
RIGHTS = {"C": "C", "CALL": "C", "P": "P", "PUT": "P"}
FUTURES, OPTIONS = frozenset(("FUT", "CONTFUT")), frozenset(("OPT", "FOP"))

Strikes = dict[tuple[int, bool], Instrument]  # the options of an expiry, by strike in steps and whether a call


class OptionParameters(NamedTuple):
    """One row of `reqSecDefOptParams`."""

    exchange: str
    underlying: Instrument
    trading_class: str
    multiplier: str
    expirations: list[str]
    strikes: list[float]


class Universe:
    """Everything that can be traded on a day.

    extra: instruments besides the bundled ones; one with the number of a bundled one takes its place.
    around: the price around which the strikes of an underlying lie.
    """

    def __init__(self, today: date, extra: Sequence[Instrument] = ()) -> None:
        self.today = today
        self.around: Callable[[Instrument], float] = _price
        numbers = {instrument.contract.conId for instrument in extra}
        if len(numbers) < len(extra):
            raise ValueError("two of the instruments have the same conId; give each its own")
        self.listed: list[Instrument] = [i for i in bundled() if i.contract.conId not in numbers] + list(extra)
        self._by_id: dict[int, Instrument] = {}
        self._by_symbol: dict[str, list[Instrument]] = {}
        self._by_local: dict[str, list[Instrument]] = {}
        self._by_class: dict[str, list[Instrument]] = {}
        self._by_sec_id: dict[tuple[str, str], list[Instrument]] = {}
        self._by_issuer: dict[str, list[Instrument]] = {}
        for instrument in (*self.listed, *cfds(), *news()):
            self._add(instrument)
        self._rules: dict[int, MarketRule] = {i.rule.number: i.rule for i in extra}
        self._expiries: dict[int, dict[date, str]] = {}
        self._options: dict[tuple[int, date], Strikes] = {}
        self._strikes: dict[tuple[int, date], list[int]] = {}
        self._futures: dict[str, list[Instrument]] = {}
        self._ended: set[Instrument] = set()  # before their day is over
        self._combos: dict[tuple[Any, ...], Combo] = {}

    def _add(self, instrument: Instrument) -> None:
        own = instrument.contract
        self._by_id[own.conId] = instrument
        self._by_symbol.setdefault(own.symbol.upper(), []).append(instrument)
        self._by_local.setdefault(own.localSymbol.upper(), []).append(instrument)
        self._by_class.setdefault(own.tradingClass.upper(), []).append(instrument)
        for key in instrument.ids.items():
            self._by_sec_id.setdefault(key, []).append(instrument)
        if own.secType == "BOND":
            self._by_symbol.setdefault(instrument.ids.get("CUSIP", ""), []).append(instrument)
        if own.issuerId:
            self._by_issuer.setdefault(own.issuerId, []).append(instrument)

    def roll(self, today: date) -> None:
        """A new day: what has expired is no longer found, and new expiries are."""
        if today != self.today:
            self.today = today
            self._expiries.clear()
            self._futures.clear()
            for key in [key for key in self._strikes if key[1] < today - KEPT]:
                del self._strikes[key]
            for key in [key for key in self._options if key[1] < today - KEPT]:
                for one in self._options.pop(key).values():
                    self._by_id.pop(one.contract.conId, None)

    # -------------------------------------------------------------------------------------------- finding

    def by_con_id(self, con_id: int) -> Instrument | None:
        """The instrument with a number, expired futures included."""
        known = self._by_id.get(con_id)
        if known is None:
            parts = option_of(con_id, self.today)
            if parts is not None:
                return self._option(*parts)
            for family in futures.FAMILIES:
                self.futures(family.symbol)
            known = self._by_id.get(con_id)
        return known

    def recall(self, con_id: int, expiry: date | None) -> Instrument | None:
        """An instrument that was known on an earlier day, expired options and strikes far from today's included."""
        known, parts = self._by_id.get(con_id), option_of(con_id, expiry) if expiry is not None else None
        if known is not None or parts is None or expiry is None:
            return known or self.by_con_id(con_id)
        number, _, step, is_call = parts
        chain = CHAIN_OF.get(number)
        underlying = None if chain is None else self.underlying(chain, expiry)
        if chain is None or underlying is None:
            return None
        return self._by_id.setdefault(con_id, options.option(chain, underlying, expiry, step, is_call))

    def combine(self, wanted: Contract, ended: bool = False) -> Combo | tuple[int, str]:
        """The combination (BAG) that a contract describes, the same one each time; else the error about it.

        ended: whether legs may have expired.
        """
        found = combine(wanted, self.by_con_id if ended else self._tradable)
        if not isinstance(found, Combo):
            return found
        own = found.contract
        key = own.symbol, own.exchange, *((leg.conId, leg.ratio, leg.action) for leg in own.comboLegs or ())
        return self._combos.setdefault(key, found)

    def end(self, instrument: Instrument) -> None:
        """A contract has expired, though its last day is not over."""
        self._ended.add(instrument)

    def _has_ended(self, instrument: Instrument) -> bool:
        return instrument in self._ended or instrument.expiry is not None and instrument.expiry < self.today

    def _tradable(self, con_id: int) -> Instrument | None:
        found = self.by_con_id(con_id)
        return None if found is None or self._has_ended(found) else found

    def find(self, wanted: Contract) -> list[Instrument]:
        """The instruments that a contract describes, in order. Combinations (BAG) are not found."""
        return list(self.search(wanted))

    def search(self, wanted: Contract) -> Iterator[Instrument]:
        """The same one after the other: what a vague description of options fits is thousands."""
        kind = wanted.secType.upper()
        found: Iterable[Instrument]
        if wanted.conId:
            return (found for found in self._numbered(wanted.conId, kind) if self._is_offered(found, wanted))
        if wanted.secId:
            identified = self._by_sec_id.get((wanted.secIdType.upper(), wanted.secId.upper()), ())
            found = (instrument for instrument in identified if kind in ("", instrument.contract.secType))
        else:
            found = self._described(wanted, kind)
        fits = _test(wanted)
        return (instrument for instrument in found if fits(instrument) and self._is_offered(instrument, wanted))

    def _numbered(self, con_id: int, kind: str) -> Iterator[Instrument]:
        found = self.by_con_id(con_id)
        if found is None:
            return
        if kind in ("CONTFUT", "FUT+CONTFUT") and found.contract.secType == "FUT":
            front = self.front(found.contract.symbol)
            if kind == "FUT+CONTFUT":
                yield found
            if front is found:
                yield futures.continuous(front)
        else:
            yield found

    def _is_offered(self, instrument: Instrument, wanted: Contract) -> bool:
        """Whether it trades at the exchange, and has not expired."""
        if self._has_ended(instrument):
            return wanted.includeExpired and instrument.trades_at(wanted.exchange)
        return instrument.trades_at(wanted.exchange)

    def _described(self, wanted: Contract, kind: str) -> Iterator[Instrument]:
        """What may fit, by the best index there is."""
        kinds = frozenset(kind.split("+"))
        symbol, local = wanted.symbol.upper(), wanted.localSymbol.upper()
        trading_class = wanted.tradingClass.upper()
        if symbol or local or trading_class:
            listed: Iterable[Instrument] = self._by_symbol.get(symbol, ()) if symbol else self._by_local.get(local, ())
            if not symbol and not local:
                listed = self._by_class.get(trading_class, ())
        elif wanted.issuerId:
            listed = self._by_issuer.get(wanted.issuerId, ())
        elif kind == "NEWS":
            listed = news()
        else:
            return
        yield from (instrument for instrument in listed if not kind or instrument.contract.secType in kinds)
        if kinds & FUTURES or (local and not kind):
            yield from self._some_futures(symbol, local, trading_class, kinds)
        if kinds & OPTIONS or (local and not kind):
            yield from self._some_options(wanted, symbol, local, trading_class, kinds)

    def _some_futures(self, symbol: str, local: str, trading_class: str, kinds: frozenset[str]) -> Iterator[Instrument]:
        for family in futures.FAMILIES:
            if symbol and symbol != family.symbol or local and not local.startswith(family.prefix):
                continue
            if trading_class and trading_class != family.trading_class:
                continue
            if "CONTFUT" not in kinds or "FUT" in kinds:
                yield from self.futures(family.symbol)
            if "CONTFUT" in kinds:
                yield futures.continuous(self.front(family.symbol))

    def _some_options(
        self, wanted: Contract, symbol: str, local: str, trading_class: str, kinds: frozenset[str]
    ) -> Iterator[Instrument]:
        month = _date_of(wanted)
        for chain in CHAINS:
            if symbol and symbol != chain.symbol or trading_class and trading_class != chain.trading_class:
                continue
            if local and not local.startswith(chain.trading_class) or not kinds & {chain.sec_type, ""}:
                continue
            for expiry in self.expiries(chain):
                shown = f"{expiry:%Y%m%d}"
                if shown.startswith(month) and (chain.sec_type == "FOP" or not local or local[6:12] == shown[2:]):
                    yield from self.options(chain, expiry).values()

    # -------------------------------------------------------------------------------------------- derived

    def futures(self, symbol: str) -> list[Instrument]:
        """The contracts of a family: those that have expired lately, and those that trade."""
        known = self._futures.get(symbol)
        if known is None:
            family = futures.FAMILY_OF[symbol]
            known = self._futures[symbol] = futures.contracts(family, self.today)
            root = futures.root(family)
            self._by_id[root.contract.conId] = root
            self._by_id.update((future.contract.conId, future) for future in known)
        return known

    def front(self, symbol: str) -> Instrument:
        """The contract of a family that expires next."""
        return next(i for i in self.futures(symbol) if i.expiry is not None and i.expiry >= self.today)

    def underlying(self, chain: Chain, expiry: date) -> Instrument | None:
        """What an option of a chain is settled in."""
        if chain.sec_type == "FOP":
            return options.future_of(chain, expiry, self.today)
        listed = self._by_symbol.get(chain.symbol, ())
        return next((i for i in listed if i.contract.secType == chain.underlying_type), None)

    def expiries(self, chain: Chain) -> dict[date, str]:
        """The expiries of a chain from today on, each with its kind: weekly or monthly."""
        known = self._expiries.get(chain.number)
        if known is None:
            known = self._expiries[chain.number] = dict(chain.expiries(chain.venue.calendar, self.today))
        return known

    def strikes(self, chain: Chain, expiry: date) -> list[int]:
        """The strikes of an expiry of a chain, in steps: once they are listed they stay."""
        key = (chain.number, expiry)
        known = self._strikes.get(key)
        if known is None:
            underlying, kind = self.underlying(chain, expiry), self.expiries(chain).get(expiry)
            if underlying is None or kind is None:
                return []
            known = self._strikes[key] = options.strikes(chain, kind, self.around(root_of(underlying)))
        return known

    def options(self, chain: Chain, expiry: date) -> Strikes:
        """The options of an expiry of a chain."""
        key = (chain.number, expiry)
        known = self._options.get(key)
        if known is None:
            known = self._options[key] = {}
            underlying = self.underlying(chain, expiry)
            if underlying is None:
                return known
            for step in self.strikes(chain, expiry):
                for is_call in (True, False):
                    made = options.option(chain, underlying, expiry, step, is_call)
                    known[step, is_call] = self._by_id.setdefault(made.contract.conId, made)
        return known

    def _option(self, number: int, expiry: date, step: int, is_call: bool) -> Instrument | None:
        chain = CHAIN_OF.get(number)
        if chain is None or expiry not in self.expiries(chain):
            return None
        return self.options(chain, expiry).get((step, is_call))

    # -------------------------------------------------------------------------------------------- telling

    def chains(self, underlying: Instrument, exchange: str = "") -> list[OptionParameters]:
        """The option chains on an instrument, a row for each exchange (or the only one that is asked for) and class.

        For what a family of futures follows they are those on all its futures.
        """
        own, wanted = underlying.contract, ALIASES.get(exchange, exchange)
        family = futures.FAMILY_OF.get(own.symbol)
        if family is not None and underlying is futures.root(family):
            return [row for future in self.futures(own.symbol) for row in self.chains(future, exchange)]
        rows: list[OptionParameters] = []
        for chain in CHAINS:
            if (chain.symbol, chain.underlying_type) != (own.symbol, own.secType):
                continue
            expiries = [day for day in self.expiries(chain) if self.underlying(chain, day) is underlying]
            if not expiries:
                continue
            steps = sorted({step for day in expiries for step in self.strikes(chain, day)})
            strikes = [step * chain.step for step in steps]
            days = [f"{day:%Y%m%d}" for day in expiries]
            places = [place for place in chain.venue.exchanges if not wanted or place == wanted]
            common = (underlying, chain.trading_class, chain.multiplier, days, strikes)
            rows += [OptionParameters(place, *common) for place in places]
        return rows

    def matching(self, pattern: str) -> list[Match]:
        """What a user may mean by a pattern, the best first."""
        roots = [futures.root(family) for family in futures.FAMILIES if family.symbol not in self._by_symbol]
        return matching([*self.listed, *roots], pattern)

    def market_rule(self, number: int) -> list[PriceIncrement] | None:
        """The price steps of a market rule, None when there is no such rule."""
        rule = self._rules.get(number) or MARKET_RULES.get(number)
        if rule is None:
            return None
        return [PriceIncrement(lowEdge=edge, increment=step) for edge, step in rule.increments]

    def bbo_exchange(self, instrument: Instrument) -> str:
        """The code under which smart_components() tells what is behind SMART for an instrument."""
        return instrument.venue.bbo

    def smart_components(self, code: str, epoch: float | None = None) -> list[SmartComponent] | None:
        """The exchanges behind a code, none while they are closed at a time; None for an unknown code."""
        venue = next((venue for venue in self._venues() if venue.bbo == code), None) if code else None
        if venue is None:
            return None
        if epoch is not None and not venue.calendar.is_open(epoch):
            return []
        places = [place for place in venue.exchanges if place != "SMART"]
        return [
            SmartComponent(bitNumber=bit, exchange=place, exchangeLetter=letter)
            for bit, (place, letter) in enumerate(zip(places, EXCHANGE_LETTERS))
        ]

    def _venues(self) -> Iterator[Venue]:
        yield from (instrument.venue for instrument in self.listed)
        yield from (chain.venue for chain in CHAINS)

    def depth_exchanges(self) -> list[DepthMktDataDescription]:
        """Where there is market depth."""
        return [
            DepthMktDataDescription(
                exchange=exchange, secType=kind, listingExch=listing, serviceDataType=service, aggGroup=group
            )
            for exchange, kind, listing, service, group in DEPTH
        ]


def _price(instrument: Instrument) -> float:
    return instrument.price


def root_of(instrument: Instrument) -> Instrument:
    """What an instrument's price comes from in the end."""
    while instrument.derived is not None:
        instrument = instrument.derived.underlying
    return instrument


def _date_of(wanted: Contract) -> str:
    """The expiry or month that is asked for, without a time behind it."""
    return wanted.lastTradeDateOrContractMonth.replace("-", " ").partition(" ")[0]


def _test(wanted: Contract) -> Callable[[Instrument], bool]:
    """Whether an instrument has all that a contract gives."""
    texts = [
        (attribute, value.upper())
        for attribute, value in (
            ("currency", wanted.currency),
            ("localSymbol", wanted.localSymbol),
            ("tradingClass", wanted.tradingClass),
            ("multiplier", wanted.multiplier),
            ("issuerId", wanted.issuerId),
        )
        if value
    ]
    primary = ALIASES.get(wanted.primaryExchange, wanted.primaryExchange)
    day, right = _date_of(wanted), wanted.right.upper()
    strike = wanted.strike if wanted.strike not in (0.0, UNSET_DOUBLE) and isfinite(wanted.strike) else 0.0
    side = "" if right in ANY_RIGHT else RIGHTS.get(right, "none")

    def fits(instrument: Instrument) -> bool:
        own = instrument.contract
        if any(str(getattr(own, attribute)).upper() != value for attribute, value in texts):
            return False
        if primary and own.primaryExchange != primary and (own.primaryExchange or own.exchange != primary):
            return False
        if day and not own.lastTradeDateOrContractMonth:
            return False
        if day and day != (instrument.month if len(day) == 6 else own.lastTradeDateOrContractMonth):
            return False
        return (not strike or abs(own.strike - strike) < 1e-6) and (not side or own.right == side)

    return fits
