"""What an order may ask for besides its type: how long, how much at a time, when it starts, for whom."""

from decimal import Decimal

from ibproto.order import Order

from . import contracts, dates
from .app import ACCEPTED, WORKING, placed


def limit(quote, percent=-2):
    """A limit order to buy, so many percent above or below the market."""
    order = Order()
    order.action = "BUY"
    order.orderType = "LMT"
    order.totalQuantity = Decimal(100)
    order.lmtPrice = quote.at(percent)
    return order


@placed(contracts.stock, WORKING)
def good_till_cancelled(quote):
    """GTC: until it is filled or cancelled."""
    order = limit(quote)
    order.tif = "GTC"
    return order


@placed(contracts.stock, WORKING)
def good_till_date(quote):
    """GTD: until goodTillDate."""
    order = limit(quote)
    order.tif = "GTD"
    order.goodTillDate = dates.at(7200)
    return order


@placed(contracts.stock, "Filled")
def immediate_or_cancel(quote):
    """IOC: what does not fill at once is cancelled."""
    order = limit(quote, 0.5)
    order.tif = "IOC"
    return order


@placed(contracts.stock, ("Cancelled", "Inactive"))
def fill_or_kill(quote):
    """FOK: all at once, or nothing. Here nothing."""
    order = limit(quote)
    order.tif = "FOK"
    return order


@placed(contracts.stock, WORKING)
def good_after_time(quote):
    """goodAfterTime: it starts later."""
    order = limit(quote)
    order.goodAfterTime = dates.at(7200)
    return order


@placed(contracts.stock, WORKING)
def outside_regular_hours(quote):
    """outsideRth: it may fill before the open and after the close, too."""
    order = limit(quote)
    order.outsideRth = True
    return order


@placed(contracts.stock, WORKING)
def all_or_none(quote):
    """allOrNone: all of it or nothing, now or later."""
    order = limit(quote)
    order.allOrNone = True
    return order


@placed(contracts.stock, WORKING)
def smallest_fill(quote):
    """minQty: the first fill is not smaller."""
    order = limit(quote)
    order.minQty = 50
    return order


@placed(contracts.stock, WORKING)
def iceberg(quote):
    """displaySize: not more is shown at a time."""
    order = limit(quote)
    order.totalQuantity = Decimal(1000)
    order.displaySize = 100
    return order


@placed(contracts.stock, WORKING)
def hidden(quote):
    """hidden: it is not shown at all."""
    order = limit(quote)
    order.hidden = True
    return order


@placed(contracts.stock, WORKING)
def discretionary(quote):
    """discretionaryAmt: up to so much beyond the limit, without showing it."""
    order = limit(quote)
    order.discretionaryAmt = 0.1
    return order


@placed(contracts.stock, ACCEPTED)
def sweep_to_fill(quote):
    """sweepToFill: at all exchanges at the same time."""
    order = limit(quote, 0.5)
    order.sweepToFill = True
    return order


@placed(contracts.option, WORKING)
def block(quote):
    """blockOrder: a big order of options, of 50 at least."""
    order = limit(quote, -20)
    order.totalQuantity = Decimal(50)
    order.blockOrder = True
    return order


@placed(contracts.stock, WORKING)
def not_held(quote):
    """notHeld: the broker may choose the moment."""
    order = limit(quote)
    order.notHeld = True
    return order


@placed(contracts.stock, WORKING)
def in_ibs_own_market(quote):
    """postToAts: offered in IB's own market first, for so many seconds."""
    order = limit(quote)
    order.postToAts = 60
    order.notHeld = True
    return order


@placed(contracts.stock, WORKING)
def trigger_method(quote):
    """triggerMethod: which price triggers a stop; 4 is the bid or ask, 8 the middle."""
    order = limit(quote)
    order.orderType = "STP LMT"
    order.auxPrice = quote.at(2)
    order.lmtPrice = quote.at(3)
    order.triggerMethod = 8
    return order


@placed(contracts.stock, WORKING)
def scale(quote):
    """A scale: in parts, each at a better price than the one before."""
    order = limit(quote)
    order.scaleInitLevelSize = 25
    order.scaleSubsLevelSize = 25
    order.scalePriceIncrement = 0.1
    return order


@placed(contracts.stock, WORKING)
def adjusted_to_a_stop(quote):
    """A stop that is moved when the price has gone the right way."""
    order = stop_to_sell(quote)
    order.adjustedOrderType = "STP"
    return order


@placed(contracts.stock, WORKING)
def adjusted_to_a_stop_limit(quote):
    """A stop that becomes a stop limit order then."""
    order = stop_to_sell(quote)
    order.adjustedOrderType = "STP LMT"
    order.adjustedStopLimitPrice = quote.at(-1.5)
    return order


@placed(contracts.stock, WORKING)
def adjusted_to_a_trailing_stop(quote):
    """A stop that begins to follow the price then."""
    order = stop_to_sell(quote)
    order.adjustedOrderType = "TRAIL"
    order.adjustableTrailingUnit = 0  # an amount
    order.adjustedTrailingAmount = 2.0
    return order


@placed(contracts.stock, WORKING)
def adjusted_to_a_trailing_stop_limit(quote):
    """A stop that becomes a trailing stop limit order then; here it follows at a share of the price."""
    order = stop_to_sell(quote)
    order.adjustedOrderType = "TRAIL LIMIT"
    order.adjustableTrailingUnit = 1  # percent
    order.adjustedTrailingAmount = 1.5
    order.adjustedStopLimitPrice = quote.at(-1.5)
    return order


def stop_to_sell(quote):
    order = limit(quote)
    order.action = "SELL"
    order.orderType = "STP"
    order.lmtPrice = Order().lmtPrice  # not set
    order.auxPrice = quote.at(-3)
    order.triggerPrice = quote.at(3)
    order.adjustedStopPrice = quote.at(-1)
    return order


@placed(contracts.forex, "Filled")
def for_an_amount(quote):
    """cashQty: for so much of the second currency."""
    order = limit(quote)
    order.orderType = "MKT"
    order.lmtPrice = Order().lmtPrice
    order.totalQuantity = Decimal(0)
    order.cashQty = 20000.0
    return order


@placed(contracts.stock, WORKING)
def with_a_reference(quote):
    """orderRef: a word of your own, that comes back with orders and executions."""
    order = limit(quote)
    order.orderRef = "testbed"
    return order


@placed(contracts.stock, WORKING)
def entered_by_a_person(quote):
    """manualOrderTime: when a person gave the order."""
    order = limit(quote)
    order.manualOrderTime = dates.at_utc(0)
    return order


@placed(contracts.stock, WORKING, since=184)
def for_a_customer(quote):
    """customerAccount and professionalCustomer: for whom a broker trades."""
    order = limit(quote)
    order.customerAccount = "CustAcct"
    order.professionalCustomer = False
    return order


@placed(contracts.future, WORKING, since=192)
def for_the_cme(quote):
    """extOperator and manualOrderIndicator: who has entered an order for the CME, and whether by hand."""
    order = limit(quote)
    order.totalQuantity = Decimal(1)
    order.extOperator = "operator"
    order.manualOrderIndicator = 1
    return order


@placed(contracts.stock, error=110)
def price_between_steps(quote):
    """A price that is no multiple of the price step: error 110."""
    order = limit(quote)
    order.lmtPrice = quote.at(-2) + 0.0013
    return order


@placed(contracts.stock, error=434)
def no_size(quote):
    """Nothing to buy: error 434."""
    order = limit(quote)
    order.totalQuantity = Decimal(0)
    return order


@placed(contracts.stock, error=321)
def no_such_type(quote):
    """An order type that there is not: error 321."""
    order = limit(quote)
    order.orderType = "NOSUCH"
    return order


@placed(contracts.index, error=(387, 201))
def order_for_an_index(quote):
    """What cannot be traded: error 387."""
    return limit(quote)
