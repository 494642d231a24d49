"""The six conditions on which orders wait: they start the order, or cancel it."""

from decimal import Decimal

from ibproto.order import Order
from ibproto.order_condition import (
    ExecutionCondition,
    MarginCondition,
    PercentChangeCondition,
    PriceCondition,
    TimeCondition,
    VolumeCondition,
)

from . import contracts, dates
from .app import WORKING, placed, sample

SPY = 756733  # conditions name contracts by their number


def waits_for(quote, *conditions):
    order = Order()
    order.action = "BUY"
    order.orderType = "LMT"
    order.totalQuantity = Decimal(100)
    order.lmtPrice = quote.at(-1)
    order.conditions = list(conditions)
    return order


def price(value):
    """When SPY trades at this price or above; triggerMethod 2 looks at trades."""
    condition = PriceCondition()
    condition.conId = SPY
    condition.exchange = "SMART"
    condition.isMore = True
    condition.triggerMethod = PriceCondition.TriggerMethodEnum.Last
    condition.price = value
    return condition


def time(seconds):
    """From a time on."""
    condition = TimeCondition()
    condition.isMore = True
    condition.time = dates.at(seconds)
    return condition


def margin(percent):
    """When the cushion of the account is smaller."""
    condition = MarginCondition()
    condition.isMore = False
    condition.percent = percent
    return condition


def execution(symbol):
    """When something was traded in this account."""
    condition = ExecutionCondition()
    condition.symbol = symbol
    condition.exchange = "SMART"
    condition.secType = "STK"
    return condition


def volume(shares):
    """When so many shares of SPY were traded today."""
    condition = VolumeCondition()
    condition.conId = SPY
    condition.exchange = "SMART"
    condition.isMore = True
    condition.volume = shares
    return condition


def change(percent):
    """When SPY has risen so much since the last close."""
    condition = PercentChangeCondition()
    condition.conId = SPY
    condition.exchange = "SMART"
    condition.isMore = True
    condition.changePercent = percent
    return condition


@placed(contracts.stock, WORKING)
def price_condition(quote):
    """Waits for a price of another contract."""
    return waits_for(quote, price(9999.0))


@placed(contracts.stock, WORKING)
def time_condition(quote):
    """Waits for a time."""
    return waits_for(quote, time(7200))


@placed(contracts.stock, WORKING)
def margin_condition(quote):
    """Waits until the account is short of margin."""
    return waits_for(quote, margin(5))


@placed(contracts.stock, WORKING)
def execution_condition(quote):
    """Waits for another order to fill."""
    return waits_for(quote, execution("MSFT"))


@placed(contracts.stock, WORKING)
def volume_condition(quote):
    """Waits for a volume."""
    return waits_for(quote, volume(2_000_000_000))


@placed(contracts.stock, WORKING)
def change_condition(quote):
    """Waits for a change in percent."""
    return waits_for(quote, change(25.0))


@placed(contracts.stock, WORKING)
def several(quote):
    """Conditions are joined by And() and Or(); And binds closer. Here: (price and volume) or time."""
    return waits_for(quote, price(9999.0).And(), volume(2_000_000_000).Or(), time(7200))


@placed(contracts.stock, WORKING)
def outside_of_regular_hours(quote):
    """conditionsIgnoreRth: they are looked at outside of regular hours, too."""
    order = waits_for(quote, price(9999.0))
    order.conditionsIgnoreRth = True
    return order


@placed(contracts.stock, "Filled")
def comes_true(quote):
    """A condition that is true from the beginning: the order starts, and fills."""
    order = waits_for(quote, time(-60))
    order.orderType = "MKT"
    order.lmtPrice = Order().lmtPrice
    return order


@sample(orders=True)
def cancels(app):
    """conditionsCancelOrder: the order works at once, and is cancelled when they are true."""
    order = waits_for(app.quote(contracts.stock()), price(1.0))
    order.conditionsCancelOrder = True
    orderId = app.new_id()
    app.placeOrder(orderId, contracts.stock(), order)
    app.wait("orderStatus", orderId=orderId, status="Cancelled")
