"""The few values that one wire form keeps in another place than the objects do.

Each message that needs it names a pair of functions: the first arranges the values after a protobuf message was read,
the second before one is written. Both get the values by name and return them.
"""

from __future__ import annotations

from copy import copy

from ibproto.const import UNSET_DOUBLE, UNSET_INTEGER
from ibproto.order import OrderComboLeg

TYPE_CHECKING = False  # importing typing costs milliseconds
if TYPE_CHECKING:
    from typing import Any

    Values = dict[str, Any]


_LEG_PRICE = "perLegPrice"  # of a leg on the wire; OrderComboLeg.price in the order


def split_leg_prices(values: Values) -> Values:
    """Moves the price of each leg from the contract to the order."""
    contract, order = values["contract"], values["order"]
    legs = None if contract is None or order is None else contract.comboLegs
    if legs:
        order.orderComboLegs = prices = []
        for leg in legs:
            price = OrderComboLeg()
            price.price = leg.__dict__.pop(_LEG_PRICE, UNSET_DOUBLE)
            prices.append(price)
    return values


def join_leg_prices(values: Values) -> Values:
    """Gives each leg of the contract its price from the order, in copies: the caller's objects stay as they are."""
    contract, order = values["contract"], values["order"]
    if contract is None or order is None or not order.orderComboLegs or not contract.comboLegs:
        return values
    prices = order.orderComboLegs
    contract = copy(contract)
    contract.comboLegs = [copy(leg) for leg in contract.comboLegs]
    for leg, price in zip(contract.comboLegs, prices):
        setattr(leg, _LEG_PRICE, price.price)
    return {**values, "contract": contract}


def split_scanner_rows(values: Values) -> Values:
    """The contract and market name of a row belong to its contract details; a name without a contract is dropped."""
    for row in values["rows"]:
        contract, name = row.__dict__.pop("contract", None), row.__dict__.pop("marketName", "")
        if contract is not None:
            row.contractDetails.contract = contract
            row.contractDetails.marketName = name
    return values


def join_scanner_rows(values: Values) -> Values:
    rows = [copy(row) for row in values["rows"]]
    for row in rows:
        row.contract, row.marketName = row.contractDetails.contract, row.contractDetails.marketName
    return {**values, "rows": rows}


def last_of_each_bit(values: Values) -> Values:
    """A bit number stands for one exchange: the last that was said of it."""
    components = {component.bitNumber: component for component in values["smartComponentMap"]}
    return {**values, "smartComponentMap": list(components.values())}


def unchanged(values: Values) -> Values:
    return values


_OPTIONS = ("scannerSubscriptionOptions", "scannerSubscriptionFilterOptions")  # inside the subscription in protobuf


def split_scanner_options(values: Values) -> Values:
    attributes: dict[str, Any] = {} if values["subscription"] is None else values["subscription"].__dict__
    return {**values, **{name: attributes.pop(name, []) for name in _OPTIONS}}


def join_scanner_options(values: Values) -> Values:
    if values["subscription"] is None:
        return values
    subscription = copy(values["subscription"])
    for name in _OPTIONS:
        setattr(subscription, name, values[name])
    return {**values, "subscription": subscription}


def ids_of_open_order(values: Values) -> Values:
    """The order has its own id, or else the message's."""
    order, order_id = values["order"], values["orderId"]
    if order.orderId is None:
        order.orderId = order_id if order_id != UNSET_INTEGER else 0
    return split_leg_prices(values)


def ids_of_completed_order(values: Values) -> Values:
    """The order has its own id or none."""
    if values["order"].orderId is None:
        values["order"].orderId = 0
    return split_leg_prices(values)


def date_parts(text: str) -> list[str]:
    """Date, time and zone of ``20250117-08:30:00-US/Eastern``, or of the same with white space between them."""
    return text.split("-") if "-" in text else text.split()


def join_parts(parts: list[str]) -> str:
    """The text with the parts up to the first one that is not set: a later one alone would be read as the first."""
    if "" in parts:
        parts = parts[: parts.index("")]
    return ("-" if any(" " in part for part in parts) else " ").join(parts)


def split_trade_date(values: Values) -> Values:
    """The date of a contract stays, the time behind it goes to the details."""
    details = values["contractDetails"]
    parts = date_parts(details.contract.lastTradeDateOrContractMonth)
    if parts:
        details.contract.lastTradeDateOrContractMonth = parts[0]
        if len(parts) > 1:
            details.lastTradeTime = parts[1]
    return values


def join_trade_date(values: Values) -> Values:
    details = copy(values["contractDetails"])
    details.contract = copy(details.contract)
    details.contract.lastTradeDateOrContractMonth = join_parts(
        [details.contract.lastTradeDateOrContractMonth, details.lastTradeTime]
    )
    return {**values, "contractDetails": details}


def split_bond_date(values: Values) -> Values:
    """The maturity, time and zone of a bond go to the details; the contract keeps the whole text."""
    details = values["contractDetails"]
    parts = date_parts(details.contract.lastTradeDateOrContractMonth)
    for name, part in zip(("maturity", "lastTradeTime", "timeZoneId"), parts):
        setattr(details, name, part)
    return values


def join_bond_date(values: Values) -> Values:
    details = copy(values["contractDetails"])
    details.contract = copy(details.contract)
    if not details.contract.lastTradeDateOrContractMonth:
        details.contract.lastTradeDateOrContractMonth = join_parts(
            [details.maturity, details.lastTradeTime, details.timeZoneId]
        )
    return {**values, "contractDetails": details}
