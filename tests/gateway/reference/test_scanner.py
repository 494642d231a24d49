"""Market scanners."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pytest

from ibproto.gateway import SteppedGateway
from ibproto.gateway.reference.market_view import listed, see
from ibproto.gateway.reference.scanner_tables import LOCATION_OF, SCAN_OF
from ibproto.scanner import ScannerSubscription
from ibproto.tag_value import TagValue

from .conftest import Asker, Start, join


def scan(scanCode: str = "MOST_ACTIVE", location: str = "STK.US.MAJOR", **more: Any) -> ScannerSubscription:
    subscription = ScannerSubscription()
    subscription.instrument, subscription.locationCode, subscription.scanCode = "STK", location, scanCode
    for name, value in more.items():
        setattr(subscription, name, value)
    return subscription


def rows(bot: Asker, subscription: ScannerSubscription, *filters: tuple[str, str], reqId: int = 1) -> list[Any]:
    """Rank and contract details of what a new subscription finds."""
    calls = bot.ask("reqScannerSubscription", reqId, subscription, [], [TagValue(*pair) for pair in filters])
    assert calls[-1] == ("scannerDataEnd", (reqId,)), calls
    found = [args for name, args in calls if name == "scannerData"]
    assert [args[1] for args in found] == list(range(len(found)))
    bot.ask("cancelScannerSubscription", reqId)
    return [args[2] for args in found]


def symbols(bot: Asker, subscription: ScannerSubscription, *filters: tuple[str, str]) -> list[str]:
    return [details.contract.symbol for details in rows(bot, subscription, *filters)]


def stocks(gateway: SteppedGateway) -> list[Any]:
    """What there is to find in STK.US.MAJOR."""
    with gateway.control() as world:
        seen = [see(world, instrument) for instrument in listed(world) if instrument.contract.secType == "STK"]
        return [s for s in seen if s is not None and s.instrument.contract.currency == "USD"]


def test_the_parameters_name_all_that_can_be_asked_for(bot: Asker) -> None:
    [(name, (xml,))] = bot.ask("reqScannerParameters")
    assert name == "scannerParameters"
    root = ElementTree.fromstring(xml)
    assert root.tag == "ScanParameterResponse"
    assert {node.text for node in root.iter("scanCode")} == set(SCAN_OF)
    assert {node.text for node in root.iter("locationCode")} == set(LOCATION_OF)
    assert {"priceAbove", "volumeAbove", "stkTypes"} <= {node.text for node in root.iter("code")}
    types = {node.text for node in root.findall("InstrumentList/Instrument/type")}
    assert {node.findtext("instruments") for node in root.iter("Location")} <= types


def test_rows_are_ranked_by_the_scan_code(gateway: SteppedGateway, bot: Asker) -> None:
    ordered = sorted(stocks(gateway), key=lambda seen: -seen.volume)
    assert symbols(bot, scan()) == [seen.instrument.contract.symbol for seen in ordered][:50]


def test_gainers_have_gained_and_losers_lost(gateway: SteppedGateway, bot: Asker) -> None:
    change = {seen.instrument.contract.symbol: seen.last - seen.close for seen in stocks(gateway)}
    gainers, losers = symbols(bot, scan("TOP_PERC_GAIN")), symbols(bot, scan("TOP_PERC_LOSE"))
    assert gainers + losers and all(change[name] > 0 for name in gainers)
    assert all(change[name] < 0 for name in losers)


def test_a_row_tells_the_contract(bot: Asker) -> None:
    details = next(d for d in rows(bot, scan()) if d.contract.symbol == "AAPL")
    contract = details.contract
    assert (contract.conId, contract.secType, contract.exchange, contract.currency) == (265598, "STK", "SMART", "USD")
    assert (details.marketName, contract.tradingClass) == ("NMS", "NMS")


@pytest.fixture(scope="module")
def scanning() -> Iterator[Asker]:
    """A bot that asks for one scan after the other."""
    with SteppedGateway() as gateway:
        yield join(gateway)


@pytest.mark.parametrize("code", SCAN_OF)
def test_every_scan_code_is_answered(scanning: Asker, code: str) -> None:
    rows(scanning, scan(code))


@pytest.mark.parametrize("code", LOCATION_OF)
def test_every_location_is_answered(scanning: Asker, code: str) -> None:
    rows(scanning, scan(location=code, instrument=LOCATION_OF[code].instrument))


def test_filters_of_the_subscription_and_of_the_options_hold(gateway: SteppedGateway, bot: Asker) -> None:
    prices = {seen.instrument.contract.symbol: seen.last for seen in stocks(gateway)}
    high = symbols(bot, scan(abovePrice=300.0))
    assert set(high) == {name for name, price in prices.items() if price >= 300}
    if bot.serverVersion() >= 143:
        low = symbols(bot, scan(belowPrice=300.0), ("priceAbove", "250"))
        assert set(low) == {name for name, price in prices.items() if 250 <= price <= 300}
        assert "SPY" in symbols(bot, scan(), ("stkTypes", "inc:ETF"))
        assert "SPY" not in symbols(bot, scan(), ("stkTypes", "exc:ETF"))


def test_the_number_of_rows_is_a_limit(bot: Asker) -> None:
    assert len(rows(bot, scan(numberOfRows=2))) == 2
    assert symbols(bot, scan(numberOfRows=500)) == symbols(bot, scan())


def test_the_result_comes_again_every_30_seconds(gateway: SteppedGateway, bot: Asker) -> None:
    bot.ask("reqScannerSubscription", 1, scan(), [], [])
    assert bot.after(29) == []
    assert [name for name, _ in bot.after(61)].count("scannerDataEnd") == 3


def test_a_cancelled_scan_says_so_and_ends(bot: Asker) -> None:
    bot.ask("reqScannerSubscription", 1, scan(), [], [])
    [(_, args)] = bot.ask("cancelScannerSubscription", 1)
    assert (args[0], args[2]) == (1, 162) and "cancelled: 1" in args[3]
    assert bot.after(100) == []
    assert bot.codes("cancelScannerSubscription", 1) == [(1, 365)]


def test_nothing_found_is_a_notice_and_an_empty_result(bot: Asker) -> None:
    calls = bot.ask("reqScannerSubscription", 1, scan(abovePrice=1e9), [], [])
    assert [(name, args[0]) for name, args in calls] == [("error", 1), ("scannerDataEnd", 1)]
    assert calls[0][1][2:4] == (165, "Historical Market Data Service query message:no items retrieved")


@pytest.mark.parametrize(
    ("more", "filters"),
    [
        ({"scanCode": "NONE"}, ()),
        ({"location": "STK.MOON"}, ()),
        ({"location": "FUT.US"}, ()),
        ({"instrument": "MOON"}, ()),
        ({}, (("moonAbove", "3"),)),
        ({}, (("priceAbove", "cheap"),)),
        ({}, (("priceAbove", "nan"),)),
    ],
)
def test_what_cannot_be_scanned_gives_162(
    bot: Asker, more: dict[str, str], filters: tuple[tuple[str, str], ...]
) -> None:
    options = [TagValue(*pair) for pair in filters]
    assert bot.codes("reqScannerSubscription", 1, scan(**more), [], options) == [(1, 162)]


def test_futures_are_scanned_until_they_end(bot: Asker) -> None:
    found = rows(bot, scan("MOST_ACTIVE", "FUT.US", instrument="FUT.US"))
    contracts = [details.contract for details in found]
    assert {contract.secType for contract in contracts} == {"FUT"}
    assert {"ES", "CL", "ZN"} <= {contract.symbol for contract in contracts}
    assert min(contract.lastTradeDateOrContractMonth for contract in contracts) >= "20260114"


def test_currencies_are_scanned_by_the_middle_of_their_quotes(bot: Asker) -> None:
    found = rows(bot, scan("SCAN_symbol_ASC", "CASH.IDEALPRO", instrument="CASH"), ("priceAbove", "100"))
    assert {(details.contract.symbol, details.contract.currency) for details in found} == {
        *(("EUR", "JPY"), ("GBP", "JPY"), ("USD", "JPY"))
    }


def test_an_id_in_use_gives_385(bot: Asker) -> None:
    bot.ask("reqScannerSubscription", 1, scan(), [], [])
    assert bot.codes("reqScannerSubscription", 1, scan(), [], []) == [(1, 385)]


def test_the_eleventh_subscription_gives_322(bot: Asker) -> None:
    for reqId in range(10):
        bot.ask("reqScannerSubscription", reqId, scan(), [], [])
    assert bot.codes("reqScannerSubscription", 10, scan(), [], []) == [(10, 322)]
    bot.ask("cancelScannerSubscription", 0)
    assert rows(bot, scan(), reqId=10)


def test_the_notice_of_missing_permissions_is_a_switch(start: Start) -> None:
    bot = join(start(scanner_notice=True))
    calls = bot.ask("reqScannerSubscription", 1, scan(), [], [])
    assert (calls[0][0], calls[0][1][2], calls[-1][0]) == ("error", 492, "scannerDataEnd")
