"""The types of orders. Each function makes one for a quote; as a sample it is placed, and cancelled when it works.

`quote.at(-1)` is a price one percent below the market, in steps that the contract has.
"""

from decimal import Decimal

from ibproto.order import COMPETE_AGAINST_BEST_OFFSET_UP_TO_MID, Order

from . import contracts
from .app import WORKING, placed


def buy(orderType, quantity=100):
    """What all orders have."""
    order = Order()
    order.action = "BUY"
    order.orderType = orderType
    order.totalQuantity = Decimal(quantity)
    return order


@placed(contracts.stock, "Filled")
def market(quote):
    """MKT: at once, at any price."""
    return buy("MKT")


@placed(contracts.stock, WORKING)
def limit(quote):
    """LMT: at this price or a better one."""
    order = buy("LMT")
    order.lmtPrice = quote.at(-2)
    return order


@placed(contracts.stock, WORKING)
def stop(quote):
    """STP: a market order when the price gets as bad as auxPrice."""
    order = buy("STP")
    order.auxPrice = quote.at(2)
    return order


@placed(contracts.stock, WORKING)
def stop_limit(quote):
    """STP LMT: a limit order when the price gets as bad as auxPrice."""
    order = buy("STP LMT")
    order.auxPrice = quote.at(2)
    order.lmtPrice = quote.at(2.5)
    return order


@placed(contracts.future, WORKING)
def stop_with_protection(quote):
    """STP PRT: of futures; a stop whose price is limited by the exchange."""
    order = buy("STP PRT", 1)
    order.auxPrice = quote.at(2)
    return order


@placed(contracts.stock, WORKING)
def market_if_touched(quote):
    """MIT: a market order when the price gets as good as auxPrice."""
    order = buy("MIT")
    order.auxPrice = quote.at(-2)
    return order


@placed(contracts.stock, WORKING)
def limit_if_touched(quote):
    """LIT: a limit order when the price gets as good as auxPrice."""
    order = buy("LIT")
    order.auxPrice = quote.at(-2)
    order.lmtPrice = quote.at(-2.5)
    return order


@placed(contracts.stock, WORKING)
def trailing_stop(quote):
    """TRAIL: a stop that follows the price at a distance."""
    order = buy("TRAIL")
    order.action = "SELL"
    order.auxPrice = 5.0
    order.trailStopPrice = quote.at(-2)
    return order


@placed(contracts.stock, WORKING)
def trailing_stop_in_percent(quote):
    """TRAIL with trailingPercent: the distance as a share of the price."""
    order = buy("TRAIL")
    order.action = "SELL"
    order.trailingPercent = 2.0
    return order


@placed(contracts.stock, WORKING)
def trailing_stop_limit(quote):
    """TRAIL LIMIT: a stop limit order that follows the price; lmtPriceOffset is from the stop to the limit."""
    order = buy("TRAIL LIMIT")
    order.action = "SELL"
    order.auxPrice = 5.0
    order.trailStopPrice = quote.at(-2)
    order.lmtPriceOffset = 0.05
    return order


@placed(contracts.stock, WORKING)
def trailing_market_if_touched(quote):
    """TRAIL MIT: an order that waits for a good price and follows the market."""
    order = buy("TRAIL MIT")
    order.auxPrice = 5.0
    return order


@placed(contracts.stock, WORKING)
def trailing_limit_if_touched(quote):
    """TRAIL LIT: the same with a limit."""
    order = buy("TRAIL LIT")
    order.auxPrice = 5.0
    order.lmtPriceOffset = 0.05
    return order


@placed(contracts.stock, WORKING)
def market_on_close(quote):
    """MOC: in the closing auction."""
    return buy("MOC")


@placed(contracts.stock, WORKING)
def limit_on_close(quote):
    """LOC: in the closing auction, at this price or a better one."""
    order = buy("LOC")
    order.lmtPrice = quote.at(-1)
    return order


@placed(contracts.stock, WORKING)
def market_on_open(quote):
    """MKT with the time in force OPG: in the opening auction."""
    order = buy("MKT")
    order.tif = "OPG"
    return order


@placed(contracts.stock, WORKING)
def limit_on_open(quote):
    """LMT with the time in force OPG: in the opening auction, at this price or a better one."""
    order = buy("LMT")
    order.tif = "OPG"
    order.lmtPrice = quote.at(-1)
    return order


@placed(contracts.stock, WORKING)
def at_auction(quote):
    """MTL with the time in force AUC: at the price of the auction, what is left goes on as a limit order."""
    order = buy("MTL")
    order.tif = "AUC"
    return order


@placed(contracts.stock, "Filled")
def market_to_limit(quote):
    """MTL: like a market order; what does not fill at once becomes a limit order at the price of the first fill."""
    return buy("MTL")


@placed(contracts.future, "Filled")
def market_with_protection(quote):
    """MKT PRT: of futures; a market order whose price is limited by the exchange."""
    return buy("MKT PRT", 1)


@placed(contracts.option, "Filled")
def box_top(quote):
    """BOX TOP: of options; what does not fill at the best price becomes a limit order at it."""
    return buy("BOX TOP", 1)


@placed(contracts.stock)
def relative(quote):
    """REL: better than the bid by auxPrice, up to lmtPrice; it follows the bid."""
    order = buy("REL")
    order.auxPrice = 0.01
    order.lmtPrice = quote.at(-1)
    return order


@placed(contracts.stock)
def relative_in_percent(quote):
    """REL with percentOffset: 0.01 is one percent."""
    order = buy("REL")
    order.percentOffset = 0.0001
    order.lmtPrice = quote.at(-1)
    return order


@placed(contracts.stock)
def pegged_to_primary(quote):
    """PEG PRIM: at the best quote of its own side."""
    order = buy("PEG PRIM")
    order.lmtPrice = quote.at(-1)
    return order


@placed(contracts.stock)
def passive_relative(quote):
    """PASSV REL: behind the bid by auxPrice."""
    order = buy("PASSV REL")
    order.auxPrice = 0.05
    return order


@placed(contracts.stock)
def pegged_to_market(quote):
    """PEG MKT: at the ask, less auxPrice."""
    order = buy("PEG MKT")
    order.auxPrice = 0.05
    order.lmtPrice = quote.at(-1)
    return order


@placed(contracts.stock)
def pegged_to_midpoint(quote):
    """PEG MID: at the middle of the quote, less auxPrice."""
    order = buy("PEG MID")
    order.auxPrice = 0.02
    order.lmtPrice = quote.at(-1)
    return order


@placed(contracts.stock)
def midprice(quote):
    """MIDPRICE: at the middle or better, up to lmtPrice."""
    order = buy("MIDPRICE")
    order.lmtPrice = quote.at(-1)
    return order


@placed(contracts.stock)
def pegged_to_best(quote):
    """PEG BEST: in IB's own market, better than the best quote by competeAgainstBestOffset."""
    order = buy("PEG BEST")
    order.lmtPrice = quote.at(-1)
    order.notHeld = True
    order.minTradeQty = 10
    order.minCompeteSize = 100
    order.competeAgainstBestOffset = 0.02
    return order


@placed(contracts.stock)
def pegged_to_best_up_to_the_middle(quote):
    """PEG BEST up to the middle, less midOffsetAtWhole or midOffsetAtHalf."""
    order = buy("PEG BEST")
    order.lmtPrice = quote.at(-1)
    order.notHeld = True
    order.minTradeQty = 10
    order.minCompeteSize = 100
    order.competeAgainstBestOffset = COMPETE_AGAINST_BEST_OFFSET_UP_TO_MID
    order.midOffsetAtWhole = 0.02
    order.midOffsetAtHalf = 0.01
    return order


@placed(contracts.stock)
def pegged_to_benchmark(quote):
    """PEG BENCH: moves as another contract does, here half as far as SPY."""
    order = buy("PEG BENCH")
    order.lmtPrice = quote.at(-1)
    order.startingPrice = quote.at(-2)
    order.referenceContractId = 756733
    order.referenceExchangeId = "ARCA"
    order.referenceChangeAmount = 1.0
    order.peggedChangeAmount = 0.5
    order.isPeggedChangeAmountDecrease = False
    return order


@placed(contracts.option)
def pegged_to_stock(quote):
    """PEG STK: of options; follows the stock by delta."""
    order = buy("PEG STK", 1)
    order.delta = 50.0
    order.startingPrice = quote.at(-20)
    return order


@placed(contracts.option)
def volatility(quote):
    """VOL: of options; the price that belongs to a volatility."""
    order = buy("VOL", 1)
    order.volatility = 5.0  # percent
    order.volatilityType = 2  # a year
    order.continuousUpdate = True
    order.referencePriceType = 1  # the middle of the stock's quote
    return order


@placed(contracts.stock)
def snap_to_market(quote):
    """SNAP MKT: at the ask when it arrives, less auxPrice; it does not follow."""
    order = buy("SNAP MKT")
    order.auxPrice = 0.5
    return order


@placed(contracts.stock)
def snap_to_midpoint(quote):
    """SNAP MID: at the middle when it arrives, less auxPrice."""
    order = buy("SNAP MID")
    order.auxPrice = 0.5
    return order


@placed(contracts.stock)
def snap_to_primary(quote):
    """SNAP PRIM: at the bid when it arrives, better by auxPrice."""
    order = buy("SNAP PRIM")
    order.lmtPrice = quote.at(-1)
    return order


@placed(contracts.forex, "Filled")
def currencies(quote):
    """A pair of currencies, in units of the first one."""
    return buy("MKT", 20000)


@placed(contracts.future, "Filled")
def future(quote):
    """A future."""
    return buy("MKT", 1)


@placed(contracts.option, "Filled")
def option(quote):
    """An option."""
    return buy("MKT", 1)


@placed(contracts.option_on_a_future, "Filled")
def option_on_a_future(quote):
    """An option on a future."""
    return buy("MKT", 1)


@placed(contracts.bond, "Filled")
def bond(quote):
    """A bond, by nominal value."""
    return buy("MKT", 1000)


@placed(contracts.crypto, WORKING)
def coin(quote):
    """A crypto coin: limit orders may be DAY, IOC or GTC, sizes have many places."""
    order = buy("LMT")
    order.totalQuantity = Decimal("0.0125")
    order.tif = "GTC"
    order.lmtPrice = quote.at(-5)
    return order


@placed(contracts.cfd, "Filled")
def cfd(quote):
    """A contract for difference."""
    return buy("MKT")
