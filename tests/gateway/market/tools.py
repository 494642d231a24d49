"""Markets and instruments of all kinds for these tests."""

from __future__ import annotations

import random
from datetime import date, timedelta

from ibproto.contract import Contract
from ibproto.gateway.clock import START, Clock
from ibproto.gateway.market import Market
from ibproto.gateway.universe import Instrument, Universe

TODAY = date(2026, 1, 14)
AAPL = Contract(symbol="AAPL", secType="STK", exchange="SMART", currency="USD")
SPY = Contract(symbol="SPY", secType="STK", exchange="SMART", currency="USD")
SPX = Contract(symbol="SPX", secType="IND", exchange="CBOE")
EURUSD = Contract(symbol="EUR", secType="CASH", currency="USD", exchange="IDEALPRO")
ES = Contract(symbol="ES", secType="FUT", exchange="CME")
CALLS = Contract(symbol="AAPL", secType="OPT", lastTradeDateOrContractMonth="20260220", right="C", exchange="SMART")
PUTS = Contract(symbol="AAPL", secType="OPT", lastTradeDateOrContractMonth="20260220", right="P", exchange="SMART")
LAST_WEEK = Contract(symbol="SPY", secType="OPT", lastTradeDateOrContractMonth="20260116", right="P", exchange="SMART")
INDEX_OPTIONS = Contract(symbol="SPX", secType="OPT", lastTradeDateOrContractMonth="20260220", right="C")
FUTURE_OPTIONS = Contract(symbol="ES", secType="FOP", exchange="CME", right="P")
UNIVERSE = Universe(TODAY)


def market(seed: object = 1, start: float = START) -> Market:
    """A market of its own, whose time is moved by the test."""
    return Market(Clock(start, 0), UNIVERSE, seed)


def one(contract: Contract, number: int = 0) -> Instrument:
    """An instrument by its contract; of several, one of them."""
    found = UNIVERSE.find(contract)
    return found[number % len(found)]


def seeded() -> random.Random:
    """Chance for a test; the seed is printed, so that a failure can be repeated."""
    seed = random.randrange(1_000_000)
    print(f"seed {seed}")
    return random.Random(seed)


def all_kinds(chance: random.Random, count: int) -> list[Instrument]:
    """Some instruments, of every kind at least one."""
    by_kind: dict[str, list[Instrument]] = {}
    for instrument in UNIVERSE.listed:
        if instrument.price > 0:
            by_kind.setdefault(f"{instrument.contract.secType} {instrument.contract.currency}", []).append(instrument)
    found = [chance.choice(some) for some in by_kind.values()]
    derived = (CALLS, PUTS, LAST_WEEK, INDEX_OPTIONS, FUTURE_OPTIONS, ES)
    found += [one(contract, chance.randrange(1000)) for contract in derived]
    found += UNIVERSE.find(Contract(symbol="AAPL", secType="CFD")) + UNIVERSE.find(
        Contract(symbol="EUR", secType="CFD")
    )
    found += UNIVERSE.find(Contract(symbol="CL", secType="CONTFUT"))
    chance.shuffle(found)
    return found[:count] if count else found


def a_day(instrument: Instrument, chance: random.Random) -> date:
    """A trade date of an instrument, its last one included."""
    last = instrument.expiry or date(2027, 12, 1)
    day = min(last, TODAY + timedelta(days=5)) - timedelta(days=chance.choice((0, 1, 5, chance.randrange(300))))
    return instrument.calendar.last_trade_date(day)
