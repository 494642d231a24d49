"""Encoders that remember what they wrote for a contract, in both forms: what goes out is what the object says now."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Any

import pytest

from ibproto.contract import ComboLeg, Contract, DeltaNeutralContract
from ibproto.wire import proto_encode, text_encode
from ibproto.wire.changes import MOST_KEPT, remembering
from ibproto.wire.domain import domain
from ibproto.wire.errors import BadValue
from ibproto.wire.messages import REQUEST_BY_NAME
from ibproto.wire.schema import MAX_VERSION

from .recording import SEED, random_for

MKT_DATA = REQUEST_BY_NAME["reqMktData"]
CHANGES = 300

Encode = Callable[[Contract], object]


def in_text() -> Encode:
    encode = text_encode.TextEncoder(MKT_DATA, 200).compile()
    return lambda contract: encode((1, contract, "", False, False, []))


def in_protobuf() -> Encode:
    proto_encode.object_encoder.cache_clear()
    return proto_encode.object_encoder("Contract", False)


def outcome(encode: Encode, contract: Contract) -> object:
    """What an encoder makes of a contract, be it an error."""
    try:
        return encode(contract)
    except ValueError as problem:
        return str(problem)


both_forms = pytest.mark.parametrize("new_encoder", [in_text, in_protobuf])


@both_forms
def test_any_attribute_that_is_changed(new_encoder: Callable[[], Encode]) -> None:
    encode = new_encoder()
    contract = Contract()
    for round in range(CHANGES):
        rng = random_for(MKT_DATA, round, "change")
        other = domain(MKT_DATA, MAX_VERSION, random_for(MKT_DATA, round), protobuf=True)["contract"]
        for name in rng.sample(sorted(vars(contract)), rng.randint(0, 3)):
            setattr(contract, name, getattr(other, name))
        assert outcome(encode, contract) == outcome(new_encoder(), contract), f"seed {SEED}, round {round}"


@both_forms
def test_legs_that_are_added_in_place(new_encoder: Callable[[], Encode]) -> None:
    encode = new_encoder()
    contract = Contract(symbol="A,B", secType="BAG")
    for number in range(3):
        assert outcome(encode, contract) == outcome(new_encoder(), contract)
        contract.comboLegs.append(ComboLeg(conId=number))
    contract.comboLegs[0].ratio = 7
    assert outcome(encode, contract) == outcome(new_encoder(), contract)


@both_forms
def test_an_object_inside_that_is_changed(new_encoder: Callable[[], Encode]) -> None:
    encode = new_encoder()
    contract = Contract(deltaNeutralContract=DeltaNeutralContract(conId=1))
    for delta in (0.5, 0.25):
        assert contract.deltaNeutralContract is not None
        contract.deltaNeutralContract.delta = delta
        assert outcome(encode, contract) == outcome(new_encoder(), contract)


@both_forms
@pytest.mark.parametrize(("name", "before", "after"), [("strike", 0.0, -0.0), ("conId", 1, True)])
def test_a_value_that_equals_the_one_before_and_is_another(
    new_encoder: Callable[[], Encode], name: str, before: Any, after: Any
) -> None:
    encode = new_encoder()
    contract = Contract()
    for value in (before, after):
        setattr(contract, name, value)
        assert outcome(encode, contract) == outcome(new_encoder(), contract)


@both_forms
def test_contracts_that_come_and_go_at_one_place_in_memory(new_encoder: Callable[[], Encode]) -> None:
    encode = new_encoder()
    for number in range(3 * MOST_KEPT):
        contract = Contract(conId=number % 7, symbol=f"S{number % 5}")
        assert outcome(encode, contract) == outcome(new_encoder(), contract)
        del contract
        gc.collect(0)


@both_forms
def test_a_stand_in_with_the_same_attributes(new_encoder: Callable[[], Encode]) -> None:
    class Mine:
        pass

    contract = Contract(symbol="AAPL", conId=265598)
    mine = Mine()
    vars(mine).update(vars(contract))
    assert new_encoder()(mine) == new_encoder()(contract)  # type: ignore[arg-type]


def test_what_was_remembered_is_not_made_again() -> None:
    made = []
    form = remembering(["symbol", "comboLegs"], Contract._defaults, lambda obj: made.append(obj.symbol) or obj.symbol)
    contract = Contract(symbol="AAPL")
    assert [form(contract), form(contract)] == ["AAPL", "AAPL"]
    assert made == ["AAPL"]


def test_an_attribute_that_is_gone_is_named() -> None:
    contract = Contract()
    del contract.right
    with pytest.raises(BadValue, match="right"):
        text_encode.TextEncoder(MKT_DATA, 200).compile()((1, contract, "", False, False, []))
