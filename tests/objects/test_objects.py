"""How data objects are made, shown, compared, copied and stored."""

from __future__ import annotations

import copy
import pathlib
import pickle
import subprocess
import sys
from decimal import Decimal
from typing import get_type_hints

import pytest

import ibproto
from ibproto.common import BarData, HistoricalTickBidAsk, RealTimeBar
from ibproto.const import UNSET_DECIMAL, UNSET_DOUBLE, UNSET_INTEGER, UNSET_LONG
from ibproto.contract import ComboLeg, Contract, ContractDetails, DeltaNeutralContract, FundAssetType
from ibproto.object_implem import Object, fresh
from ibproto.order import Order
from ibproto.order_condition import PriceCondition, TimeCondition
from ibproto.order_state import OrderState
from ibproto.scanner import ScanData
from ibproto.softdollartier import SoftDollarTier
from ibproto.tag_value import TagValue
from ibproto.utils import setattr_log


def test_attributes_are_given_by_keyword() -> None:
    contract = Contract(symbol="AAPL", secType="STK")
    assert vars(contract) == {**vars(Contract()), "symbol": "AAPL", "secType": "STK", "comboLegs": []}


@pytest.mark.parametrize(
    ("cls", "wrong", "near"),
    [
        (Contract, "symbl", "symbol"),
        (Contract, "sectype", "secType"),
        (Order, "totalQty", "totalQuantity"),
        (Order, "limitPrice", "lmtPrice"),
    ],
)
def test_an_unknown_keyword_names_the_nearest_attribute(cls: type[Object], wrong: str, near: str) -> None:
    with pytest.raises(TypeError, match=f"{cls.__name__} has no attribute '{wrong}': did you mean '{near}'"):
        cls(**{wrong: 1})


def test_an_unknown_keyword_that_resembles_nothing_lists_the_attributes() -> None:
    with pytest.raises(TypeError, match="it has conId, delta, price"):
        DeltaNeutralContract(zzzzzz=1)  # type: ignore[call-arg]


def test_the_known_keywords_beside_an_unknown_one_are_not_blamed() -> None:
    with pytest.raises(TypeError, match="'symbl'"):
        Contract(symbol="AAPL", symbl="AAPL")  # type: ignore[call-arg]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_an_unknown_attribute_can_be_set_afterwards_and_is_kept() -> None:
    order = Order()
    order.eTradeOnly = ""  # type: ignore[attr-defined]
    assert vars(copy.copy(order))["eTradeOnly"] == ""
    assert vars(pickle.loads(pickle.dumps(order)))["eTradeOnly"] == ""
    assert "eTradeOnly=''" in repr(order)


def test_positional_arguments_are_in_ibapis_order() -> None:
    assert vars(TagValue("a", "1")) == {"tag": "a", "value": "1"}
    assert vars(SoftDollarTier("n", "v", "d")) == {"name": "n", "val": "v", "displayName": "d"}
    bar = RealTimeBar(1, 2, 3.0, 4.0, 5.0, 6.0, Decimal(7), Decimal(8), 9)
    assert list(vars(bar).values()) == [1, 2, 3.0, 4.0, 5.0, 6.0, Decimal(7), Decimal(8), 9]
    details = ContractDetails()
    row = ScanData(details, 1, "a", "b", "c", "d", "e")
    assert list(vars(row).values()) == [details, 1, "a", "b", "c", "d", "e"]


def test_the_values_of_a_tag_become_text() -> None:
    assert vars(TagValue("maxPctVol", 0.1)) == {"tag": "maxPctVol", "value": "0.1"}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cls", "attribute"),
    [
        (Contract, "comboLegs"),
        (Order, "conditions"),
        (Order, "softDollarTier"),
        (ContractDetails, "contract"),
        (HistoricalTickBidAsk, "tickAttribBidAsk"),
    ],
)
def test_each_object_has_its_own_mutable_members(cls: type[Object], attribute: str) -> None:
    assert getattr(cls(), attribute) is not getattr(cls(), attribute)
    assert getattr(cls(), attribute) is not cls._defaults[attribute]


def test_what_an_object_does_to_its_members_is_not_seen_by_the_next() -> None:
    Contract().comboLegs.append(ComboLeg())
    Order().softDollarTier.name = "mine"
    assert Contract().comboLegs == []
    assert Order().softDollarTier.name == ""


def test_objects_are_equal_only_to_themselves_and_can_be_keys() -> None:
    one, other = Contract(symbol="A"), Contract(symbol="A")
    assert one != other
    assert {one: 1, other: 2}[one] == 1


def test_repr_shows_what_differs_from_the_default() -> None:
    assert repr(Contract()) == "Contract()"
    assert repr(Contract(symbol="AAPL", secType="STK")) == "Contract(symbol='AAPL', secType='STK')"
    assert repr(Order(softDollarTier=SoftDollarTier(name="x"))) == "Order(softDollarTier=SoftDollarTier(name='x'))"
    assert repr(Contract(comboLegs=[ComboLeg(conId=3)])) == "Contract(comboLegs=[ComboLeg(conId=3)])"
    assert repr(PriceCondition(price=3.5)) == "PriceCondition(price=3.5)"
    assert repr(OrderState(status="Filled")) == "OrderState(status='Filled')"


def test_repr_shows_unset_values_by_name() -> None:
    bar = BarData(open=UNSET_DOUBLE, barCount=UNSET_INTEGER)
    bar.later = [UNSET_LONG]  # type: ignore[attr-defined]
    bar.decimal = UNSET_DECIMAL  # type: ignore[attr-defined]
    assert repr(bar).startswith("BarData(open=UNSET_DOUBLE, barCount=UNSET_INTEGER, ")
    assert "decimal=UNSET_DECIMAL" in repr(bar)


def test_str_and_format_are_repr() -> None:
    contract = Contract(symbol="AAPL")
    assert str(contract) == f"{contract}" == "%s" % contract == repr(contract)  # noqa: UP031


class Nasty:
    def __repr__(self) -> str:
        raise ZeroDivisionError

    def __eq__(self, other: object) -> bool:
        raise ZeroDivisionError

    __hash__ = None  # type: ignore[assignment]


class Array:
    """As numpy's: comparing gives something that is neither true nor false."""

    def __eq__(self, other: object) -> bool:
        return Array()  # type: ignore[return-value]

    def __bool__(self) -> bool:
        raise ValueError("ambiguous")

    def __repr__(self) -> str:
        return "Array"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Nasty(), "<Nasty whose repr() fails>"),
        (Array(), "Array"),
        ([10**5000], "<list whose repr() fails>"),
        (Decimal("sNaN"), "Decimal('sNaN')"),
        (float("nan"), "nan"),
        ({}, "{}"),
        (None, "None"),
        (b"\xff", r"b'\xff'"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_repr_never_raises(value: object, shown: str) -> None:
    assert repr(Contract(strike=value)) == f"Contract(strike={shown})"  # type: ignore[arg-type]


def test_repr_of_a_circle_of_objects_ends() -> None:
    details = ContractDetails()
    details.contract.details = details  # type: ignore[attr-defined]
    assert repr(details) == "ContractDetails(contract=Contract(details=...))"


def test_copy_shares_members_and_deepcopy_does_not() -> None:
    order = Order(conditions=[TimeCondition(True, "20260105")])
    assert copy.copy(order).conditions is order.conditions
    deep = copy.deepcopy(order)
    assert deep.conditions[0] is not order.conditions[0]
    assert repr(deep) == repr(order)
    assert list(vars(deep)) == list(vars(order))


def test_objects_survive_pickle() -> None:
    details = ContractDetails(
        contract=Contract(
            symbol="ES", comboLegs=[ComboLeg(ratio=2)], deltaNeutralContract=DeltaNeutralContract(delta=0.5)
        ),
        fundAssetType=FundAssetType.Equity,
        secIdList=[TagValue("ISIN", "US")],
    )
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        back = pickle.loads(pickle.dumps(details, protocol))
        assert repr(back) == repr(details)
        assert back.fundAssetType is FundAssetType.Equity
        assert list(vars(back)) == list(vars(details))


class Future(Contract):
    """As programs write them."""

    note: str = "none"
    months: list[str] = fresh(factory=list)
    counter = 0

    def __init__(self, symbol: str) -> None:
        self.before = "kept"
        super().__init__(symbol=symbol, secType="FUT")


def test_a_subclass_adds_attributes_after_those_of_its_base() -> None:
    future = Future("ES")
    assert list(vars(future)) == [*vars(Contract()), "note", "months", "before"]
    assert (future.symbol, future.secType, future.note, future.before) == ("ES", "FUT", "none", "kept")
    assert future.months is not Future("NQ").months


def test_a_subclass_may_change_a_default() -> None:
    class Stock(Contract):
        secType: str = "STK"
        comboLegs: list[ComboLeg] = []

    assert list(vars(Stock())) == list(vars(Contract()))
    assert Stock().secType == "STK"
    assert Stock._fresh == ()
    assert repr(Stock()) == "Stock()"


def test_ibapis_way_of_calling_the_base_constructor_works() -> None:
    class Old(Order):
        def __init__(self) -> None:
            Order.__init__(self)
            self.mine = 1

    assert vars(Old())["mine"] == 1
    assert Old().transmit is True


def test_every_class_has_complete_defaults() -> None:
    for cls in (Order, Contract, ContractDetails, OrderState, BarData):
        assert list(cls._defaults) == list(vars(cls()))
        assert {name for name, _ in cls._fresh} <= set(cls._defaults)


def test_type_hints_can_be_resolved() -> None:
    assert get_type_hints(Order)["softDollarTier"] is SoftDollarTier
    assert list(get_type_hints(Contract)) == list(vars(Contract()))


def test_data_modules_load_no_expensive_modules() -> None:
    modules = [
        "common",
        "contract",
        "execution",
        "order",
        "order_state",
        "scanner",
        "ticktype",
        "utils",
        "errors",
        "error_codes",
    ]
    program = f"import sys; sys.path.insert(0, {str(pathlib.Path(ibproto.__file__).parents[1])!r})\n"
    program += "".join(f"import ibproto.{module}\n" for module in modules)
    program += "print(sorted({'logging', 'typing', 'inspect', 'dataclasses', 're', 'socket'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, timeout=30)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_setting_attributes_can_be_logged(caplog: pytest.LogCaptureFixture) -> None:
    class Logged(Contract):
        pass

    Logged.__setattr__ = setattr_log  # type: ignore[method-assign]
    with caplog.at_level("DEBUG", "ibproto"):
        contract = Logged()
        contract.symbol = "AAPL"
    assert contract.symbol == "AAPL"
    assert "Logged symbol=|AAPL|" in caplog.text
