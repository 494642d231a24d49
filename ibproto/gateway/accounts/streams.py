"""Who is told of the accounts: what clients have subscribed to, and what of it has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ibproto.const import UNSET_DOUBLE
from ibproto.contract import Contract
from ibproto.gateway.clock import Clock, Timer
from ibproto.gateway.subscriptions import Subscriptions
from ibproto.gateway.universe import Instrument
from ibproto.gateway.zones import eastern

from .ledger import Position
from .valuation import Worth, value_of, worth_of
from .values import Row, account_rows, ledger_rows, total_rows

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession
    from ibproto.gateway.world import World

REFRESH = 180.0  # virtual seconds between two updates of values
PNL_INTERVAL = 1.0
NO_EXCHANGE = ("FUT", "OPT", "FOP", "WAR", "IOPT")  # positions in these are told without one

Keyed = tuple[Any, Any]  # what is told of, and what is told


class Stream:
    """Tells what has changed: at once, every so often, and when it is hurried."""

    def __init__(
        self, clock: Clock, interval: float, fetch: Callable[[], Iterable[Keyed]], tell: Callable[[list[Keyed]], None]
    ) -> None:
        self._clock = clock
        self._interval = interval
        self._fetch = fetch
        self._tell = tell
        self._known: dict[Any, Any] = {}
        self._timer: Timer | None = None
        self._hurried: Timer | None = None

    def begin(self, end: Callable[[], None] = lambda: None) -> None:
        """Tell everything, then go on with changes."""
        self.tell()
        end()
        self._timer = self._clock.call_later(self._interval, self._again)

    def tell(self) -> None:
        """Tell what has changed."""
        self._hurried = None
        changed = [(key, value) for key, value in self._fetch() if self._known.get(key) != value]
        self._known.update(changed)
        self._tell(changed)

    def hurry(self) -> None:
        """Tell it soon, once for all that happens now."""
        if self._hurried is None:
            self._hurried = self._clock.call_later(0, self.tell)

    def stop(self) -> None:
        for timer in (self._timer, self._hurried):
            if timer is not None:
                timer.cancel()

    def _again(self) -> None:
        self._timer = self._clock.call_later(self._interval, self._again)
        self.tell()


class Streams:
    """The subscriptions of all clients."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.updates: dict[ClientSession, tuple[str, Stream]] = {}
        self.values: Subscriptions[tuple[Sequence[str], Stream]] = Subscriptions()
        self.summaries: Subscriptions[Stream] = Subscriptions()
        self.positions: dict[ClientSession, None] = {}
        self.positions_multi: Subscriptions[Sequence[str]] = Subscriptions()
        self.profits: Subscriptions[Stream] = Subscriptions()
        self.single_profits: Subscriptions[Stream] = Subscriptions()
        world.ledger.listeners.append(self._changed)

    def drop(self, session: ClientSession) -> None:
        """The client is gone."""
        self.end_updates(session)
        self.positions.pop(session, None)
        self.positions_multi.drop(session)
        for _, stream in self.values.drop(session):
            stream.stop()
        for of_kind in (self.summaries, self.profits, self.single_profits):
            for stream in of_kind.drop(session):
                stream.stop()

    def _changed(self, account: str, instrument: Instrument) -> None:
        """A position has changed."""
        for own, stream in list(self.updates.values()):
            if own == account:
                stream.hurry()
        for _, _, (accounts, stream) in self.values:
            if account in accounts:
                stream.hurry()
        position = self._world.ledger.positions[account, instrument]
        for session in self.positions:
            _send_position(session, account, instrument, position)
        for session, reqId, accounts in self.positions_multi:
            if account in accounts:
                _send_position(session, account, instrument, position, reqId)

    # -------------------------------------------------------------------------------------------- values

    def begin_updates(self, session: ClientSession, account: str) -> None:
        """Values, positions and the time, then the end; later what has changed."""

        def rows() -> list[Keyed]:
            valuation = self._value(account)
            values: list[Keyed] = [((row.key, row.currency), row) for row in self._account_rows(account)]
            return values + [(worth.instrument, _told(worth)) for worth in valuation.positions if _is_shown(worth)]

        def tell(changed: list[Keyed]) -> None:
            for key, value in changed:
                if isinstance(value, Row):
                    session.send(
                        "updateAccountValue",
                        key=value.key,
                        val=value.value,
                        currency=value.currency,
                        accountName=account,
                    )
                else:
                    session.send(
                        "updatePortfolio", **value, contract=_portfolio_contract(key), accountName=account, version=8
                    )
            session.send("updateAccountTime", timeStamp=f"{eastern(self._world.clock.now()):%H:%M}")
            session.send("accountDownloadEnd", accountName=account)

        self.end_updates(session)
        stream = Stream(self._world.clock, REFRESH, rows, tell)
        self.updates[session] = account, stream
        stream.begin()

    def end_updates(self, session: ClientSession) -> None:
        known = self.updates.pop(session, None)
        if known is not None:
            known[1].stop()

    def begin_values(self, session: ClientSession, reqId: int, accounts: Sequence[str], ledger_only: bool) -> None:
        """The values of accounts, then the end; later what has changed."""

        def rows() -> list[Keyed]:
            return [
                ((account, row.key, row.currency), row)
                for account in accounts
                for row in (self._short_rows(account) if ledger_only else self._account_rows(account))
            ]

        def tell(changed: list[Keyed]) -> None:
            for (account, *_), row in changed:
                values = {"key": row.key, "value": row.value, "currency": row.currency}
                session.send("accountUpdateMulti", reqId=reqId, account=account, modelCode="", **values)

        self.end_values(session, reqId)
        stream = Stream(self._world.clock, REFRESH, rows, tell)
        self.values.add(session, reqId, (accounts, stream))
        stream.begin(lambda: session.send("accountUpdateMultiEnd", reqId=reqId))

    def end_values(self, session: ClientSession, reqId: int) -> None:
        known = self.values.pop(session, reqId)
        if known is not None:
            known[1].stop()

    def begin_summary(
        self, session: ClientSession, reqId: int, rows_of: Callable[[str], list[Row]], accounts: Sequence[str]
    ) -> None:
        """Some values of accounts, then the end; later what has changed."""

        def rows() -> list[Keyed]:
            return [((name, row.key, row.currency), row) for name in accounts for row in rows_of(name)]

        def tell(changed: list[Keyed]) -> None:
            for (account, *_), row in changed:
                values = {"tag": row.key, "value": row.value, "currency": row.currency}
                session.send("accountSummary", reqId=reqId, account=account, **values)

        _end(self.summaries, session, reqId)
        stream = Stream(self._world.clock, REFRESH, rows, tell)
        self.summaries.add(session, reqId, stream)
        stream.begin(lambda: session.send("accountSummaryEnd", reqId=reqId))

    def end_summary(self, session: ClientSession, reqId: int) -> None:
        _end(self.summaries, session, reqId)

    def totals(self, account: str) -> list[Row]:
        """The totals of an account, as a summary has them."""
        return total_rows(self._world.market, self._value(account), self._world.behaviour.account_ready)

    def by_currency(self, account: str) -> list[Row]:
        """What an account has by currency."""
        return ledger_rows(self._value(account))

    def _short_rows(self, account: str) -> list[Row]:
        return [*(row for row in self.totals(account) if row.key == "NetLiquidation"), *self.by_currency(account)]

    def _account_rows(self, account: str) -> list[Row]:
        world = self._world
        return account_rows(world.market, self._value(account), world.behaviour.account_ready)

    def _value(self, account: str) -> Any:
        return value_of(self._world.ledger, self._world.market, account)

    # -------------------------------------------------------------------------------------------- positions

    def begin_positions(self, session: ClientSession) -> None:
        """All positions, then the end; later those that change."""
        for (account, instrument), position in self._world.ledger.positions.items():
            if position.quantity:
                _send_position(session, account, instrument, position)
        session.send("positionEnd")
        self.positions[session] = None

    def begin_positions_multi(self, session: ClientSession, reqId: int, accounts: Sequence[str]) -> None:
        """The positions of accounts, then the end; later those that change."""
        for (account, instrument), position in self._world.ledger.positions.items():
            if position.quantity and account in accounts:
                _send_position(session, account, instrument, position, reqId)
        session.send("positionMultiEnd", reqId=reqId)
        self.positions_multi.add(session, reqId, accounts)

    # -------------------------------------------------------------------------------------------- profit and loss

    def begin_profit(self, session: ClientSession, reqId: int, accounts: Sequence[str]) -> None:
        """The profit of accounts, now and each second when it has changed."""

        def fetch() -> list[Keyed]:
            daily = unrealized = realized = 0.0
            for account in accounts:
                valuation = self._value(account)
                for worth in valuation.positions:
                    rate = valuation.rates[worth.instrument.contract.currency]
                    daily += (worth.daily or 0.0) * rate
                    unrealized += (worth.unrealized or 0.0) * rate
                    realized += worth.realized * rate
            return [("", {"dailyPnL": daily, "unrealizedPnL": unrealized, "realizedPnL": realized})]

        def tell(changed: list[Keyed]) -> None:
            for _, values in changed:
                session.send("pnl", reqId=reqId, **values)

        self._begin_profit(self.profits, session, reqId, fetch, tell)

    def begin_single_profit(
        self, session: ClientSession, reqId: int, accounts: Sequence[str], instrument: Instrument
    ) -> None:
        """The profit of one position, now and each second when it has changed; silence while there is none."""
        ledger, market = self._world.ledger, self._world.market

        def fetch() -> list[Keyed]:
            known = [ledger.positions[a, instrument] for a in accounts if (a, instrument) in ledger.positions]
            found = [worth_of(market, instrument, position) for position in known]
            if not found:
                return []
            values = {
                "pos": sum(position.quantity for position in known),
                "dailyPnL": _sum(worth.daily for worth in found),
                "unrealizedPnL": _sum(worth.unrealized for worth in found),
                "realizedPnL": sum(worth.realized for worth in found),
                "value": UNSET_DOUBLE if found[0].price is None else sum(worth.value for worth in found),
            }
            return [("", values)]

        def tell(changed: list[Keyed]) -> None:
            for _, values in changed:
                session.send("pnlSingle", reqId=reqId, **values)

        self._begin_profit(self.single_profits, session, reqId, fetch, tell)

    def _begin_profit(
        self,
        known: Subscriptions[Stream],
        session: ClientSession,
        reqId: int,
        fetch: Callable[[], list[Keyed]],
        tell: Callable[[list[Keyed]], None],
    ) -> None:
        _end(known, session, reqId)
        stream = Stream(self._world.clock, PNL_INTERVAL, fetch, tell)
        known.add(session, reqId, stream)
        stream.begin()

    def end_profit(self, session: ClientSession, reqId: int) -> None:
        _end(self.profits, session, reqId)

    def end_single_profit(self, session: ClientSession, reqId: int) -> None:
        _end(self.single_profits, session, reqId)


def _end(known: Subscriptions[Stream], session: ClientSession, reqId: int) -> None:
    stream = known.pop(session, reqId)
    if stream is not None:
        stream.stop()


def _sum(amounts: Iterable[float | None]) -> float:
    """The sum; unset when one of them is not known."""
    known = list(amounts)
    return UNSET_DOUBLE if None in known else sum(amount or 0.0 for amount in known)


def _send_position(
    session: ClientSession, account: str, instrument: Instrument, position: Position, reqId: int | None = None
) -> None:
    contract = instrument.shown()
    kind = contract.secType
    contract.exchange = "" if kind in NO_EXCHANGE else contract.primaryExchange or contract.exchange
    cost = float(position.cost)
    if reqId is None:
        session.send(
            "position", version=3, account=account, contract=contract, position=position.quantity, avgCost=cost
        )
    else:
        values = {"account": account, "contract": contract, "pos": position.quantity, "avgCost": cost}
        session.send("positionMulti", reqId=reqId, modelCode="", **values)


def _portfolio_contract(instrument: Instrument) -> Contract:
    contract = instrument.shown()
    contract.primaryExchange = contract.primaryExchange or contract.exchange
    return contract


def _is_shown(worth: Worth) -> bool:
    """Whether a position is told of: those that are closed are until the next trade date."""
    return bool(worth.quantity or worth.realized)


def _told(worth: Worth) -> dict[str, Any]:
    """A position as updatePortfolio tells it."""
    return {
        "position": worth.position.quantity,
        "marketPrice": UNSET_DOUBLE if worth.price is None else worth.price,
        "marketValue": UNSET_DOUBLE if worth.price is None else round(worth.value, 2),
        "averageCost": worth.cost,
        "unrealizedPNL": UNSET_DOUBLE if worth.unrealized is None else round(worth.unrealized, 2),
        "realizedPNL": round(worth.realized, 2),
    }
