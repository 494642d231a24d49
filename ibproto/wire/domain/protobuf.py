"""Random values for the protobuf form of a message, and what of them hangs together."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from types import SimpleNamespace
from typing import Any

from ibproto.const import UNSET_DOUBLE
from ibproto.order import OrderComboLeg
from ibproto.wire.arrange import join_parts
from ibproto.wire.messages.objects import CONDITIONS
from ibproto.wire.proto_map import ProtoField, condition_fields, flat, live, message_fields, object_fields
from ibproto.wire.schema import Message

from .text import Values, date_parts, hints_of, put
from .values import MOST, NAN, PROTO, UNSETS, a_bool, a_float, anything_but, either, proto_value, tags


def proto_values(message: Message, rng: Random) -> Values:
    if not message.params:
        return {}
    every, star = message_fields(message)
    fields = live(every)
    values: Values = dict.fromkeys(message.params)
    for field in flat(fields):
        if "." not in field.path:
            values[field.path] = field.absent() if callable(field.absent) else field.absent
    values.update(message.defaults if message.incoming else {})
    root = SimpleNamespace(**values)
    if star:
        name = message.proto if message.incoming else star[0].upper() + star[1:]
        setattr(root, star, proto_object(name, message.incoming, rng))
    for field in sorted(fields, key=lambda field: field.path.count(".")):
        if field.inline is None:
            _proto_field(field, root, message, rng)
        elif not field.switch:
            for inner in live(field.inline):
                _proto_field(inner, root, message, rng)
    for field in fields:
        if field.switch and field.inline is not None and a_bool(rng):
            setattr(root, field.switch, rng.choice(field.cases))
    for field in fields:
        if field.switch and field.inline is not None and getattr(root, field.switch) in field.cases:
            for inner in live(field.inline):
                _proto_field(inner, root, message, rng)
    return {name: getattr(root, name) for name in message.params}


def _proto_field(field: ProtoField, root: Any, message: Message, rng: Random) -> None:
    """A value for a parameter of a message."""
    hints = hints_of(message).get(field.path)
    if field.sub and field.field.label != "repeated" and "." not in field.path:
        known = getattr(root, field.path)
        optional = field.kind == "optional" or (message.incoming and field.field.name not in message.needs)
        if known is None and optional and rng.random() < 0.2:
            return
        setattr(root, field.path, proto_object(field.sub, message.incoming, rng, known))
    elif hints and field.field.type == "int32" and rng.random() < 0.6:
        setattr(root, field.path, rng.choice(hints))
    else:
        value = _proto_slot(field, message.incoming, rng, ...)
        if value is not ...:
            put(root, field.path, value)


def _proto_slot(field: ProtoField, incoming: bool, rng: Random, default: Any) -> Any:
    """A value for a field; ... leaves what is there."""
    schema, make = field.field, PROTO["string"]
    if schema.label == "map":
        return tags(rng, make) if a_bool(rng) else ...
    if schema.type == "OrderCondition":
        return [_condition(incoming, rng) for _ in range(rng.randint(0, MOST))] or ...
    if schema.label == "repeated":
        number = range(rng.randint(0, MOST))
        if field.sub:
            return [proto_object(field.sub, incoming, rng) for _ in number] or ...
        many = [anything_but(PROTO[schema.type], NAN)(rng) for _ in number]
        return (set(many) if field.kind == "set" else many) or ...
    if field.sub:
        return ... if default is None and a_bool(rng) else proto_object(field.sub, incoming, rng, default)
    return proto_value(field)(rng)


def proto_object(mapping: str, incoming: bool, rng: Random, made: Any = None) -> Any:
    """An object of a mapping with random values; `made` is the object to fill."""
    cls, fields = object_fields(mapping, incoming)
    made = cls() if made in (None, ...) else made
    fields = live(fields)
    for field in fields:
        if field.absent is list:
            setattr(made, field.path, [])
        _attribute(field, made, incoming, rng)
    for field in fields if incoming else ():
        if field.gate:
            if not getattr(made, field.other):
                setattr(made, field.path, cls._defaults[field.path])
            elif field.kind == "tags" and getattr(made, field.path) is None:
                setattr(made, field.path, [])
    return made


def _attribute(field: ProtoField, made: Any, incoming: bool, rng: Random) -> None:
    default = getattr(made, field.path, None)
    value = _proto_slot(field, incoming, rng, default)
    # a request leaves an unset number out, which says the class default to a reader
    left_out = not incoming and value in UNSETS
    if value is not ... and not (left_out and field.field.label != "repeated"):
        setattr(made, field.path, value)


def _condition(incoming: bool, rng: Random) -> Any:
    cls, fields = condition_fields(rng.choice(list(CONDITIONS)))
    made = cls()
    for field in live(fields):
        if field.path != "condType":
            make = proto_value(field)
            setattr(made, field.path, (make if incoming else anything_but(make, *UNSETS))(rng))
    return made


# ------------------------------------------------------------------------------------------ where values hang together


def _priced_legs(order: Any, contract: Any, rng: Random) -> None:
    """In protobuf form the price of a leg stands in the leg: as many prices as legs."""
    legs = contract.comboLegs
    for leg in legs or ():
        vars(leg).pop("perLegPrice", None)
    prices = [OrderComboLeg() for _ in legs or ()]
    for one in prices:
        one.price = either(UNSET_DOUBLE, a_float)(rng)
    order.orderComboLegs = prices or type(order)._defaults["orderComboLegs"]


def _order(root: Any, values: Values, rng: Random, protobuf: bool) -> None:
    if protobuf:
        _priced_legs(root.order, root.contract, rng)
    elif "orderId" in values and "orderState" in values:
        values["orderId"] = root.order.orderId


def _details(root: Any, values: Values, rng: Random, protobuf: bool) -> None:
    if protobuf:
        details = root.contractDetails
        details.contract.lastTradeDateOrContractMonth, details.lastTradeTime = (*date_parts(rng, 2), "", "")[:2]


def _bond(root: Any, values: Values, rng: Random, protobuf: bool) -> None:
    if protobuf:
        details = root.contractDetails
        parts = date_parts(rng, 3)
        details.maturity, details.lastTradeTime, zone = (*parts, "", "", "")[:3]
        details.timeZoneId = zone or details.timeZoneId
        details.contract.lastTradeDateOrContractMonth = join_parts(parts)


def _scanner_rows(root: Any, values: Values, rng: Random, protobuf: bool) -> None:
    for row in root.rows if protobuf else ():
        row.contractDetails.contract = proto_object("Contract", True, rng)
        row.contractDetails.marketName = PROTO["string"](rng)


def _scanner_options(root: Any, values: Values, rng: Random, protobuf: bool) -> None:
    for name in ("scannerSubscriptionOptions", "scannerSubscriptionFilterOptions"):
        if protobuf:
            vars(root.subscription or root).pop(name, None)
            values[name] = tags(rng, PROTO["string"], 0) if root.subscription is not None else []


def _bits_once(root: Any, values: Values, rng: Random, protobuf: bool) -> None:
    if protobuf:
        values["smartComponentMap"] = list({one.bitNumber: one for one in root.smartComponentMap}.values())


ARRANGED: dict[str, Callable[[Any, Values, Random, bool], None]] = {
    "openOrder": _order,
    "completedOrder": _order,
    "placeOrder": _order,
    "contractDetails": _details,
    "bondContractDetails": _bond,
    "scannerData": _scanner_rows,
    "reqScannerSubscription": _scanner_options,
    "smartComponents": _bits_once,
}
