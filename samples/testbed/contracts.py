"""Contracts of every kind. Each function makes one; as a sample, its details are asked for."""

from ibproto.contract import Contract

from . import dates
from .app import Failed, described, sample


@described()
def stock():
    """A stock; SMART looks for the best exchange."""
    contract = Contract()
    contract.symbol = "AAPL"
    contract.secType = "STK"
    contract.exchange = "SMART"
    contract.currency = "USD"
    return contract


@described()
def stock_with_primary_exchange():
    """The exchange that lists a stock tells equal symbols apart."""
    contract = Contract()
    contract.symbol = "MSFT"
    contract.secType = "STK"
    contract.exchange = "SMART"
    contract.primaryExchange = "NASDAQ"
    contract.currency = "USD"
    return contract


@described()
def stock_at_its_exchange():
    """A stock at one exchange, without routing."""
    contract = Contract()
    contract.symbol = "IBM"
    contract.secType = "STK"
    contract.exchange = "NYSE"
    contract.currency = "USD"
    return contract


@described()
def european_stock():
    """A stock in another country and currency."""
    contract = Contract()
    contract.symbol = "SAP"
    contract.secType = "STK"
    contract.exchange = "SMART"
    contract.primaryExchange = "IBIS"
    contract.currency = "EUR"
    return contract


@described()
def etf():
    """An exchange traded fund is a stock, too."""
    contract = Contract()
    contract.symbol = "SPY"
    contract.secType = "STK"
    contract.exchange = "SMART"
    contract.currency = "USD"
    return contract


@described()
def by_con_id():
    """By IB's number: nothing else is needed."""
    contract = Contract()
    contract.conId = 265598
    contract.exchange = "SMART"
    return contract


@described()
def by_isin():
    """By another identifier: ISIN, CUSIP, SEDOL, RIC or FIGI."""
    contract = Contract()
    contract.secIdType = "ISIN"
    contract.secId = "US0378331005"
    contract.secType = "STK"
    contract.exchange = "SMART"
    contract.currency = "USD"
    return contract


@described()
def by_local_symbol():
    """By the symbol that the exchange uses."""
    contract = Contract()
    contract.localSymbol = "SIE"
    contract.secType = "STK"
    contract.exchange = "IBIS"
    contract.currency = "EUR"
    return contract


@described()
def forex():
    """A pair of currencies: symbol is what is bought, currency what it is paid with."""
    contract = Contract()
    contract.symbol = "EUR"
    contract.secType = "CASH"
    contract.exchange = "IDEALPRO"
    contract.currency = "USD"
    return contract


@described()
def index():
    """An index: it has prices, and no orders."""
    contract = Contract()
    contract.symbol = "SPX"
    contract.secType = "IND"
    contract.exchange = "CBOE"
    contract.currency = "USD"
    return contract


@described()
def future():
    """A future, by the month in which it ends."""
    contract = Contract()
    contract.symbol = "ES"
    contract.secType = "FUT"
    contract.exchange = "CME"
    contract.currency = "USD"
    contract.lastTradeDateOrContractMonth = dates.quarter()
    return contract


@described()
def future_with_multiplier():
    """Where there are several sizes, the multiplier says which."""
    contract = Contract()
    contract.symbol = "DAX"
    contract.secType = "FUT"
    contract.exchange = "EUREX"
    contract.currency = "EUR"
    contract.lastTradeDateOrContractMonth = dates.quarter()
    contract.multiplier = "25"
    return contract


@described()
def expired_future():
    """A future that has ended: its details and its history are still there."""
    contract = future()
    contract.lastTradeDateOrContractMonth = dates.quarter(-1)
    contract.includeExpired = True
    return contract


@described()
def continuous_future():
    """The future that is traded most, whichever that is: for history, not for orders."""
    contract = Contract()
    contract.symbol = "ES"
    contract.secType = "CONTFUT"
    contract.exchange = "CME"
    return contract


@described()
def futures_and_the_continuous_one():
    """All futures of a kind in one answer."""
    contract = Contract()
    contract.symbol = "ES"
    contract.secType = "FUT+CONTFUT"
    contract.exchange = "CME"
    return contract


@described()
def option():
    """An option on a stock."""
    contract = Contract()
    contract.symbol = "AAPL"
    contract.secType = "OPT"
    contract.exchange = "SMART"
    contract.currency = "USD"
    contract.lastTradeDateOrContractMonth = dates.third_friday(2)
    contract.strike = 250.0
    contract.right = "C"
    contract.multiplier = "100"
    return contract


@described()
def put():
    """The right to sell, at the same strike."""
    contract = option()
    contract.right = "P"
    return contract


@described()
def option_with_trading_class():
    """An option on an index; the trading class tells the weekly ones (SPXW) from the monthly ones (SPX)."""
    contract = Contract()
    contract.symbol = "SPX"
    contract.secType = "OPT"
    contract.exchange = "CBOE"
    contract.currency = "USD"
    contract.lastTradeDateOrContractMonth = dates.third_friday(2)
    contract.strike = 7000.0
    contract.right = "P"
    contract.tradingClass = "SPX"
    return contract


@described()
def options_of_a_day():
    """All calls that end on a day: what is left out stands for everything."""
    contract = option()
    contract.strike = 0.0
    return contract


@described()
def option_on_a_future():
    """An option on a future."""
    contract = Contract()
    contract.symbol = "ES"
    contract.secType = "FOP"
    contract.exchange = "CME"
    contract.currency = "USD"
    contract.lastTradeDateOrContractMonth = dates.quarter()
    contract.strike = 7000.0
    contract.right = "C"
    contract.multiplier = "50"
    contract.tradingClass = "ES"
    return contract


@described("bondContractDetails")
def bond():
    """A bond, by its CUSIP; the answer is a callback of its own."""
    contract = Contract()
    contract.symbol = "459200KA8"
    contract.secType = "BOND"
    contract.exchange = "SMART"
    contract.currency = "USD"
    return contract


@described("bondContractDetails", since=176)
def bonds_of_an_issuer():
    """All bonds of a company, by the id of the issuer (reqMatchingSymbols tells it)."""
    contract = Contract()
    contract.secType = "BOND"
    contract.issuerId = "e1453318"
    return contract


@described()
def cfd():
    """A contract for difference: its data are those of the stock."""
    contract = Contract()
    contract.symbol = "IBM"
    contract.secType = "CFD"
    contract.exchange = "SMART"
    contract.currency = "USD"
    return contract


@described()
def crypto():
    """A crypto coin: its size is a Decimal with many places."""
    contract = Contract()
    contract.symbol = "BTC"
    contract.secType = "CRYPTO"
    contract.exchange = "PAXOS"
    contract.currency = "USD"
    return contract


@described()
def commodity():
    """A metal, for spot trading."""
    contract = Contract()
    contract.symbol = "XAUUSD"
    contract.secType = "CMDTY"
    contract.exchange = "SMART"
    contract.currency = "USD"
    return contract


@described()
def fund():
    """A mutual fund."""
    contract = Contract()
    contract.symbol = "VFIAX"
    contract.secType = "FUND"
    contract.exchange = "FUNDSERV"
    contract.currency = "USD"
    return contract


@described()
def news_feed():
    """A feed of headlines is a contract, too."""
    contract = Contract()
    contract.symbol = "BRFG:BRFG_ALL"
    contract.secType = "NEWS"
    contract.exchange = "BRFG"
    return contract


@described(error=200)
def unknown_contract():
    """What there is not: error 200, and no end marker."""
    contract = stock()
    contract.symbol = "NOSUCH"
    return contract


@described()
def ambiguous_contract():
    """A description that fits several: no error here, they are all told."""
    contract = future()
    contract.lastTradeDateOrContractMonth = ""
    return contract


@sample
def quotes_of_an_ambiguous_contract(app):
    """Quotes and orders want exactly one contract: error 200."""
    app.reqMktData(app.new_id(), ambiguous_contract(), "", False, False, [])
    app.wait_error(200)


@sample(since=215)
def cancel_contract_data(app):
    """End a request for details whose answer is long; what was not told yet is not told."""
    contract = option()
    contract.lastTradeDateOrContractMonth = ""
    contract.strike = 0.0
    reqId = app.new_id()
    app.reqContractDetails(reqId, contract)
    app.cancelContractData(reqId)
    app.settle()


@sample
def matching_symbols(app):
    """What a user may mean by some letters."""
    reqId = app.new_id()
    app.reqMatchingSymbols(reqId, "IBM")
    app.wait("symbolSamples", reqId=reqId)


@sample
def market_rule(app):
    """The price steps of a contract, which depend on the price. Its details tell the number of the rule."""
    reqId = app.new_id()
    app.reqContractDetails(reqId, option())
    rules = app.wait("contractDetails", reqId=reqId).contractDetails.marketRuleIds.split(",")
    app.reqMarketRule(int(rules[0]))
    app.wait("marketRule", marketRuleId=int(rules[0]))


@sample
def market_rule_that_there_is_not(app):
    """The request has no id, so its error has -1."""
    app.reqMarketRule(123456)
    app.wait_error(322)


@sample
def trading_hours(app):
    """When a contract is traded, in its own time zone: a part of the details."""
    reqId = app.new_id()
    app.reqContractDetails(reqId, stock())
    details = app.wait("contractDetails", reqId=reqId).contractDetails
    hours = {"zone": details.timeZoneId, "all": details.tradingHours, "liquid": details.liquidHours}
    if not all(hours.values()):
        raise Failed("the details tell no hours")
    app.hear("trading hours", hours)
