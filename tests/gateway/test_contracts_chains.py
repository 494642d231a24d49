"""Option chains, symbols, price steps and exchanges, as a client asks for them."""

from __future__ import annotations

from typing import Any

import pytest

from ibproto.contract import Contract
from ibproto.gateway import Behaviour, SimulatedGateway, SteppedGateway

from .tools import AAPL, Bot, connected

ALL_OPTIONS = Contract(symbol="SPY", secType="OPT", exchange="SMART", currency="USD")
MARCH = Contract(symbol="AAPL", secType="OPT", exchange="SMART", lastTradeDateOrContractMonth="202603")


def rows(bot: Bot, name: str, reqId: int) -> list[tuple[Any, ...]]:
    return [args for found, args in bot.calls if found == name and args[0] == reqId]


def test_bonds_have_details_of_their_own(gateway: SimulatedGateway, bot: Bot) -> None:
    bot.reqContractDetails(1, Contract(symbol="459200KA8", secType="BOND", exchange="SMART", currency="USD"))
    bot.wait("contractDetailsEnd")
    assert not bot.of("contractDetails")
    ((reqId, details),) = rows(bot, "bondContractDetails", 1)
    assert (details.cusip, details.coupon, details.maturity) == ("459200KA8", 3.5, "20290515")
    assert (details.bondType, details.callable, details.contract.secType) == ("CORP", True, "BOND")


def test_all_expiries_come_before_the_end(wired: Bot) -> None:
    wired.reqContractDetails(1, Contract(symbol="ES", secType="FUT", exchange="CME", currency="USD"))
    wired.wait("contractDetailsEnd")
    months = [details.contractMonth for _, details in rows(wired, "contractDetails", 1)]
    assert months == sorted(months) and months[0] == "202603" and len(months) == 8
    details = rows(wired, "contractDetails", 1)[0][1]
    assert details.contract.lastTradeDateOrContractMonth == "20260320" and details.lastTradeTime == "08:30"


def test_expired_contracts_come_when_they_are_asked_for(wired: Bot) -> None:
    wired.reqContractDetails(1, Contract(symbol="ES", secType="FUT", exchange="CME", includeExpired=True))
    wired.wait("contractDetailsEnd")
    numbers = [details.contract.conId for _, details in rows(wired, "contractDetails", 1)]
    assert 637533641 in numbers and len(numbers) > 12


def test_continuous_futures_come_alone_and_with_the_others(wired: Bot) -> None:
    wired.reqContractDetails(1, Contract(symbol="ES", secType="CONTFUT", exchange="CME"))
    wired.reqContractDetails(2, Contract(symbol="ES", secType="FUT+CONTFUT", exchange="CME"))
    wired.wait("contractDetailsEnd", lambda reqId: reqId == 2)
    kinds = [details.contract.secType for _, details in rows(wired, "contractDetails", 1)]
    assert kinds == ["CONTFUT"]
    kinds = [details.contract.secType for _, details in rows(wired, "contractDetails", 2)]
    assert kinds == ["FUT"] * 8 + ["CONTFUT"]


def test_a_whole_chain_comes_in_parts_and_others_are_served_between(wired: Bot) -> None:
    wired.reqContractDetails(1, ALL_OPTIONS)
    wired.reqCurrentTime()
    wired.wait("contractDetailsEnd")
    names = wired.names()
    assert names.count("contractDetails") > 1000
    assert names.index("currentTime") < names.index("contractDetailsEnd")


def test_details_that_are_cancelled_stop_without_an_end() -> None:
    with SimulatedGateway(speed=0) as gateway, connected(gateway) as bot:
        bot.reqContractDetails(1, ALL_OPTIONS)
        bot.cancelContractData(1)
        bot.settle()
        assert bot.errors() == [] and bot.names().count("contractDetails") >= 50
        assert not bot.of("contractDetailsEnd")


def test_a_cancel_after_the_answer_is_silent() -> None:
    with SimulatedGateway(speed=0) as gateway, connected(gateway) as bot:
        bot.reqContractDetails(5, AAPL)
        bot.cancelContractData(5)
        bot.settle()
        assert bot.errors() == [] and bot.of("contractDetailsEnd")


def test_a_client_that_leaves_ends_its_requests(each_wire: SimulatedGateway) -> None:
    bot = connected(each_wire)
    bot.reqContractDetails(1, ALL_OPTIONS)
    bot.wait("contractDetails")
    bot.disconnect()
    with connected(each_wire, 2) as other:
        other.reqContractDetails(1, AAPL)
        other.wait("contractDetailsEnd")
        with each_wire.control() as world:
            assert not world.lookups._open


@pytest.mark.parametrize(
    ("contract", "cause"),
    [
        (Contract(symbol="AAPL"), "valid security type"),
        (Contract(symbol="AAPL", secType="STOCK"), "valid security type"),
        (Contract(symbol="AAPL", secType="BAG"), "BAG isn't supported"),
    ],
)
def test_details_of_what_has_no_type_are_invalid(wired: Bot, contract: Contract, cause: str) -> None:
    wired.reqContractDetails(1, contract)
    assert cause in wired.wait_error(321, 1)
    wired.settle()
    assert not wired.of("contractDetails", "contractDetailsEnd")


def test_an_ambiguous_contract_is_an_error_only_for_its_use(wired: Bot) -> None:
    wired.reqMktData(1, MARCH, "", False, False, [])
    assert wired.wait_error(200, 1) == "The contract description specified for AAPL is ambiguous."
    wired.reqMktData(2, Contract(symbol="AAPL", exchange="SMART", currency="USD"), "", False, False, [])
    wired.wait_error(321, 2)


def test_option_parameters_per_exchange_and_class(gateway: SimulatedGateway, bot: Bot) -> None:
    if gateway.world.server_version < 104:
        return
    bot.reqSecDefOptParams(3, "AAPL", "", "STK", 265598)
    bot.wait("securityDefinitionOptionParameterEnd", lambda reqId: reqId == 3)
    found = rows(bot, "securityDefinitionOptionParameter", 3)
    assert {args[1] for args in found} >= {"SMART", "CBOE"} and {args[2] for args in found} == {265598}
    _, _, _, trading_class, multiplier, expirations, strikes = found[0]
    assert (trading_class, multiplier) == ("AAPL", "100")
    assert {"20260116", "20260123", "20260320"} <= expirations and {250.0, 252.5} <= strikes


def test_every_option_that_the_parameters_promise_near_the_price_exists(wired: Bot) -> None:
    wired.reqSecDefOptParams(3, "AAPL", "SMART", "STK", 265598)
    wired.wait("securityDefinitionOptionParameterEnd")
    ((_, _, _, _, _, expirations, _),) = rows(wired, "securityDefinitionOptionParameter", 3)
    for number, expiry in enumerate(sorted(expirations)):
        option = Contract(symbol="AAPL", secType="OPT", exchange="SMART", currency="USD", right="C", strike=260.0)
        option.lastTradeDateOrContractMonth = expiry
        wired.reqContractDetails(100 + number, option)
    wired.settle()
    assert len(wired.of("contractDetails")) == len(expirations) == len(wired.of("contractDetailsEnd"))


def test_options_on_a_future_are_those_of_its_exchange(wired: Bot) -> None:
    wired.reqContractDetails(1, Contract(localSymbol="ESH6", secType="FUT", exchange="CME"))
    number = wired.wait("contractDetails")[1].contract.conId
    wired.reqSecDefOptParams(3, "ES", "CME", "FUT", number)
    wired.wait("securityDefinitionOptionParameterEnd", lambda reqId: reqId == 3)
    found = rows(wired, "securityDefinitionOptionParameter", 3)
    assert {(args[1], args[2], args[3], args[4]) for args in found} == {
        ("CME", number, "ES", "50"),
        ("CME", number, "EW", "50"),
    }


def test_an_unknown_underlying_is_invalid_and_one_without_options_has_none(wired: Bot) -> None:
    wired.reqSecDefOptParams(3, "AAPL", "", "STK", 1)
    assert "Invalid contract id" in wired.wait_error(321, 3)
    wired.reqSecDefOptParams(4, "KO", "", "STK", 265598)
    wired.wait("securityDefinitionOptionParameterEnd", lambda reqId: reqId == 4)
    assert not wired.of("securityDefinitionOptionParameter")


def test_symbols_that_match(gateway: SimulatedGateway, bot: Bot) -> None:
    version = gateway.world.server_version
    if version < 108:
        return
    bot.reqMatchingSymbols(5, "IBM")
    _, found = bot.wait("symbolSamples", lambda reqId, more: reqId == 5)
    stock, bond = found[0], found[1]
    assert (stock.contract.conId, stock.contract.secType, stock.contract.primaryExchange) == (8314, "STK", "NYSE")
    assert set(stock.derivativeSecTypes) == {"OPT", "CFD", "BAG"}
    assert bond.contract.secType == "BOND"
    if version >= 176:
        assert stock.contract.description == "INTL BUSINESS MACHINES CORP" and bond.contract.issuerId == "e1453318"


def test_a_second_search_within_a_second_is_dropped(each_wire: SimulatedGateway, wired: Bot) -> None:
    wired.reqMatchingSymbols(5, "IBM")
    wired.reqMatchingSymbols(6, "IBM")
    wired.settle()
    each_wire.advance(1.0)
    wired.reqMatchingSymbols(7, "nothing like this")
    wired.settle()
    assert [(args[0], len(args[1]) > 0) for _, args in wired.of("symbolSamples")] == [(5, True), (7, False)]
    with connected(each_wire, 2) as other:
        other.reqMatchingSymbols(1, "IBM")
        other.wait("symbolSamples")


def test_market_rules(gateway: SimulatedGateway, bot: Bot) -> None:
    if gateway.world.server_version < 126:
        return
    bot.reqMarketRule(26)
    number, steps = bot.wait("marketRule")
    assert (number, [(step.lowEdge, step.increment) for step in steps]) == (26, [(0.0, 0.01)])
    bot.reqMarketRule(999_999)
    assert "marketRuleIds" in bot.wait_error(322, -1)


def test_the_exchanges_behind_smart(gateway: SimulatedGateway, bot: Bot) -> None:
    if gateway.world.server_version < 114:
        return
    bot.reqMktData(1, AAPL, "", False, False, [])
    code = bot.wait("tickReqParams")[2]
    bot.reqSmartComponents(2, code)
    _, components = bot.wait("smartComponents")
    assert code == "9c0001" and {part.exchange for part in components} >= {"NASDAQ", "ARCA", "NYSE"}
    bot.reqSmartComponents(3, "none")
    assert "tickReqParams" in bot.wait_error(321, 3)


def test_the_exchanges_with_depth(gateway: SimulatedGateway, bot: Bot) -> None:
    version = gateway.world.server_version
    if version < 112:
        return
    bot.reqMktDepthExchanges()
    (found,) = bot.wait("mktDepthExchanges")
    assert {("NASDAQ", "STK"), ("IDEALPRO", "CASH"), ("CME", "FUT")} <= {(row.exchange, row.secType) for row in found}
    if version >= 120:
        assert {row.serviceDataType for row in found} == {"Deep", "Deep2"}


def test_contracts_expire_while_the_gateway_runs(each_wire: SimulatedGateway, wired: Bot) -> None:
    weekly = Contract(symbol="AAPL", secType="OPT", lastTradeDateOrContractMonth="20260116", strike=260.0, right="C")
    wired.reqContractDetails(1, weekly)
    wired.wait("contractDetailsEnd")
    each_wire.advance(3 * 86_400)
    wired.reqContractDetails(2, weekly)
    wired.wait_error(200, 2)


def test_vague_descriptions_of_options_may_have_to_wait() -> None:
    with SteppedGateway(behaviour=Behaviour(broad_pause=60)) as gateway:
        bot = Bot()
        gateway.connect(bot)
        for number, seconds in enumerate((0, 60, 120)):
            bot.take()
            bot.reqContractDetails(number, MARCH)
            if seconds:
                gateway.advance(seconds - 1)
                assert not bot.of("contractDetails", "contractDetailsEnd")
                gateway.advance(1)
            gateway.deliver()
            assert bot.of("contractDetailsEnd") == [("contractDetailsEnd", (number,))]
        bot.reqContractDetails(9, AAPL)
        gateway.deliver()
        assert bot.of("contractDetailsEnd")[-1] == ("contractDetailsEnd", (9,))
