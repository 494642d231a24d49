"""Contract details."""

from __future__ import annotations

from decimal import Decimal

from ibproto import protobuf
from ibproto.contract import ContractDetails
from ibproto.gateway import SimulatedGateway

from .tools import AAPL, AMBIGUOUS, UNKNOWN, Bot, connected


def test_details_tell_everything_that_the_version_knows(gateway: SimulatedGateway, bot: Bot) -> None:
    bot.reqContractDetails(7, AAPL)
    bot.wait("contractDetailsEnd", lambda reqId: reqId == 7)
    found = [args[1] for name, args in bot.calls if name == "contractDetails"]
    assert len(found) == 1
    details: ContractDetails = found[0]
    contract = details.contract
    assert (contract.conId, contract.symbol, contract.secType, contract.currency) == (265598, "AAPL", "STK", "USD")
    assert (contract.exchange, contract.primaryExchange, contract.tradingClass) == ("SMART", "NASDAQ", "NMS")
    assert (details.longName, details.minTick, details.marketName) == ("APPLE INC", 0.01, "NMS")
    assert details.timeZoneId == "US/Eastern"
    assert details.liquidHours.startswith("20260114:0930-20260114:1600;") and "20260117:CLOSED" in details.liquidHours
    assert details.secIdList is not None and details.secIdList[0].value == "US0378331005"
    assert "LMT" in details.orderTypes and "SMART" in details.validExchanges
    version = gateway.world.server_version
    if version >= 126:
        assert len(details.marketRuleIds.split(",")) == len(details.validExchanges.split(","))
    if version >= 164:
        assert (details.stockType, details.suggestedSizeIncrement) == ("COMMON", Decimal(100))


def test_a_description_that_fits_several_contracts_gives_them_all(wired: Bot) -> None:
    wired.reqContractDetails(8, AMBIGUOUS)
    wired.wait("contractDetailsEnd", lambda reqId: reqId == 8)
    found = [args[1].contract for name, args in wired.calls if name == "contractDetails"]
    assert [(contract.currency, contract.primaryExchange) for contract in found] == [("USD", "NYSE"), ("EUR", "IBIS")]


def test_an_unknown_contract_gives_200_and_no_end(wired: Bot) -> None:
    wired.reqContractDetails(9, UNKNOWN)
    wired.wait_error(200, 9)
    wired.settle()
    assert not wired.of("contractDetails", "contractDetailsEnd")


def test_a_protobuf_request_without_its_contract_is_invalid() -> None:
    with SimulatedGateway(speed=0) as gateway, connected(gateway) as bot:
        bot.reqContractDataProtoBuf(protobuf.ContractDataRequest(reqId=11))
        assert "contract" in bot.wait_error(321, 11)
        bot.placeOrderProtoBuf(protobuf.PlaceOrderRequest(orderId=12, contract=protobuf.Contract(symbol="AAPL")))
        assert "order" in bot.wait_error(321, 12)
