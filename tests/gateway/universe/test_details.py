"""Contract details, and whether they arrive as they were sent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ibproto.contract import Contract, ContractDetails
from ibproto.decoder import Decoder
from ibproto.gateway.clock import START
from ibproto.gateway.codec import answer_writer
from ibproto.gateway.universe import Instrument, Universe, futures
from ibproto.gateway.universe.listings import cfds, news
from ibproto.gateway.zones import local
from ibproto.wrapper import EWrapper

UNIVERSE = Universe(date(2026, 1, 14))
VERSIONS = (100, 121, 122, 126, 134, 144, 152, 163, 164, 176, 179, 182, 186, 188, 200, 201, 204, 205, 213, 226)
WANTED = (
    Contract(symbol="AAPL", secType="OPT", lastTradeDateOrContractMonth="202603"),
    Contract(symbol="SPX", secType="OPT", lastTradeDateOrContractMonth="20260123"),
    Contract(symbol="ES", secType="FOP", lastTradeDateOrContractMonth="20260320"),
    *(Contract(symbol=family.symbol, secType="FUT+CONTFUT", includeExpired=True) for family in futures.FAMILIES),
)


def sample() -> list[Instrument]:
    """All that is listed, all futures, and some options."""
    derived = [instrument for wanted in WANTED for instrument in UNIVERSE.find(wanted)]
    return [*UNIVERSE.listed, *cfds(), *news(), *derived]


def only(**wanted: Any) -> Instrument:
    (found,) = UNIVERSE.find(Contract(**wanted))
    return found


class Reader(EWrapper):
    """Keeps the details that come."""

    def __init__(self) -> None:
        self.details: list[ContractDetails] = []

    def contractDetails(self, reqId: int, contractDetails: ContractDetails) -> None:
        self.details.append(contractDetails)

    bondContractDetails = contractDetails


def shown(value: Any) -> Any:
    """Something that can be compared, with numbers as they are equal."""
    if isinstance(value, list):
        return [shown(item) for item in value]
    return {name: shown(item) for name, item in vars(value).items()} if hasattr(value, "__dict__") else value


@pytest.mark.parametrize("version", VERSIONS)
def test_all_details_can_be_sent_and_read(version: int) -> None:
    reader = Reader()
    decoder = Decoder(reader, version)
    whole = Reader()
    for instrument in sample():
        details = instrument.details("", START)
        answer = "bondContractDetails" if instrument.contract.secType == "BOND" else "contractDetails"
        frame = answer_writer(answer, version)({"reqId": 7, "contractDetails": details})
        decoder.handle(frame[4:])
        whole.details.append(details)
    assert len(reader.details) == len(whole.details)
    for sent, read in zip(whole.details, reader.details):
        own, got = sent.contract, read.contract
        is_bond = own.secType == "BOND"
        assert (got.conId, got.symbol, got.secType, got.currency) == (own.conId, own.symbol, own.secType, own.currency)
        assert (got.exchange, read.longName, read.minTick) == (own.exchange, sent.longName, sent.minTick)
        assert (read.orderTypes, read.validExchanges) == (sent.orderTypes, sent.validExchanges)
        if not is_bond:
            assert (got.strike, got.right, got.localSymbol) == (own.strike, own.right, own.localSymbol)
            assert (read.tradingHours, read.liquidHours) == (sent.tradingHours, sent.liquidHours)
            assert (read.industry, read.category, read.contractMonth) == (
                sent.industry,
                sent.category,
                sent.contractMonth,
            )
            assert got.lastTradeDateOrContractMonth == own.lastTradeDateOrContractMonth.partition(" ")[0]
            if " " in own.lastTradeDateOrContractMonth:
                assert read.lastTradeTime == own.lastTradeDateOrContractMonth.split()[1]
        else:
            assert (read.cusip, read.coupon, read.maturity) == (sent.cusip, sent.coupon, sent.maturity)
            assert (read.bondType, read.ratings, read.descAppend) == (sent.bondType, sent.ratings, sent.descAppend)
        if version >= 126:
            assert read.marketRuleIds == sent.marketRuleIds
        if version >= 164:
            assert (read.minSize, read.sizeIncrement) == (sent.minSize, sent.sizeIncrement)
        if version >= 179 and own.secType == "FUND":
            assert (read.fundFamily, read.fundAssetType) == (sent.fundFamily, sent.fundAssetType)
        if version >= 186 and not is_bond:
            assert shown(read.ineligibilityReasonList or []) == shown(sent.ineligibilityReasonList or [])
        assert shown(read.secIdList or []) == shown(sent.secIdList or [])


def test_details_are_complete() -> None:
    for instrument in sample():
        details, own = instrument.details("", START), instrument.contract
        assert details.longName and details.marketName and details.timeZoneId == instrument.calendar.zone_name
        assert details.validExchanges.split(",")[0] == own.exchange
        assert len(details.marketRuleIds.split(",")) == len(details.validExchanges.split(","))
        today = local(START, instrument.calendar.zone).date()
        assert details.tradingHours == instrument.calendar.trading_hours(today)
        assert details.liquidHours == instrument.calendar.liquid_hours(today)
        assert details.tradingHours.count(";") >= 5 and details.liquidHours.count(";") >= 5
        assert details.minSize > 0 and details.sizeIncrement > 0 and details.suggestedSizeIncrement >= 1
        assert details.minTick == float(instrument.tick) and details.priceMagnifier == 1
        assert bool(details.orderTypes) == (own.secType not in ("IND", "NEWS"))
        if instrument.expiry is not None:
            assert details.realExpirationDate == details.contract.lastTradeDate == f"{instrument.expiry:%Y%m%d}"
            assert len(details.contractMonth) == 6
        if instrument.derived is not None:
            underlying = instrument.derived.underlying.contract
            assert (details.underConId, details.underSymbol) == (underlying.conId, underlying.symbol)


def test_a_future_tells_when_it_ends() -> None:
    details = only(localSymbol="ESH6", secType="FUT").details("", START)
    assert details.contract.lastTradeDateOrContractMonth == "20260320 08:30 US/Central"
    assert (details.realExpirationDate, details.contractMonth, details.underSecType) == ("20260320", "202603", "IND")
    assert (details.contract.multiplier, details.minTick, details.contract.exchange) == ("50", 0.25, "CME")


def test_a_stock_has_its_identifiers_and_kind() -> None:
    details = only(conId=756733).details("ARCA", START)
    assert details.secIdList is not None
    assert [(pair.tag, pair.value) for pair in details.secIdList] == [("ISIN", "US78462F1030"), ("CUSIP", "78462F103")]
    assert (details.stockType, details.contract.exchange, details.contract.primaryExchange) == ("ETF", "ARCA", "ARCA")
    assert (details.minSize, details.suggestedSizeIncrement) == (Decimal("0.0001"), Decimal(100))


def test_the_day_is_that_of_the_exchange() -> None:
    evening = START + 10 * 3600  # 20:00 in New York, the next morning in Tokyo
    assert only(conId=265598).details("", evening).tradingHours.startswith("20260114:")
    assert only(symbol="7203", secType="STK").details("", evening).tradingHours.startswith("20260115:")


def test_answers_do_not_share_contracts() -> None:
    apple = only(conId=265598)
    shown_contract = apple.shown("NASDAQ")
    shown_contract.symbol = "XXX"
    shown_contract.comboLegs.append(None)  # type: ignore[arg-type]
    assert apple.contract.symbol == "AAPL" and apple.contract.exchange == "SMART" and not apple.contract.comboLegs
