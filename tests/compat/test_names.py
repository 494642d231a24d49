"""What older releases called otherwise is found under its old name, and says what it is called today."""

from __future__ import annotations

import importlib
import inspect
import sys
import warnings
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from ibproto import utils
from ibproto.account_summary_tags import AccountSummaryTags
from ibproto.commission_and_fees_report import CommissionAndFeesReport
from ibproto.common import BarData, FaDataTypeEnum, HistogramData
from ibproto.const import UNSET_DOUBLE, UNSET_LONG
from ibproto.contract import Contract, ContractDetails
from ibproto.message import IN, OUT
from ibproto.order import Order
from ibproto.order_state import OrderState
from ibproto.ticktype import TickTypeEnum

old: Any = importlib.import_module  # names that the type checker does not know are reached through this


@pytest.mark.parametrize(
    ("holder", "name", "value", "today"),
    [
        (BarData(wap=Decimal("1.5")), "average", 1.5, "wap"),
        (HistogramData(size=Decimal(7)), "count", 7, "size"),
        (OrderState(commissionAndFees=1.0), "commission", 1.0, "commissionAndFees"),
        (OrderState(minCommissionAndFees=1.0), "minCommission", 1.0, "minCommissionAndFees"),
        (OrderState(maxCommissionAndFees=1.0), "maxCommission", 1.0, "maxCommissionAndFees"),
        (OrderState(commissionAndFeesCurrency="USD"), "commissionCurrency", "USD", "commissionAndFeesCurrency"),
        (CommissionAndFeesReport(commissionAndFees=1.0), "commission", 1.0, "commissionAndFees"),
        (ContractDetails(), "mdSizeMultiplier", 1, "gone"),
        (Order(), "eTradeOnly", False, "gone"),
        (Order(), "nbboPriceCap", UNSET_DOUBLE, "gone"),
        (AccountSummaryTags, "PreviousEquityWithLoanValue", "PreviousDayEquityWithLoanValue", "PreviousDay"),
        (FaDataTypeEnum, "PROFILES", 2, "gone"),
        (TickTypeEnum, "FUNDAMENTAL_RATIOS", 47, "gone"),
    ],
)
def test_an_attribute_by_its_old_name(holder: Any, name: str, value: object, today: str) -> None:
    with pytest.warns(DeprecationWarning, match=today):
        found = getattr(holder, name)
    assert (found, type(found)) == (value, type(value))


def test_the_contract_of_details_by_its_first_name() -> None:
    details: Any = ContractDetails(contract=Contract(symbol="AAPL"))
    with pytest.warns(DeprecationWarning, match="use contract"):
        assert details.summary is details.contract


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_an_old_attribute_can_be_set() -> None:
    bar: Any = BarData()
    bar.average = 2.5
    order: Any = Order()
    order.eTradeOnly = order.firmQuoteOnly = True
    assert bar.wap == 2.5 and "average" not in vars(bar)
    assert order.eTradeOnly is order.firmQuoteOnly is True


def test_todays_objects_hold_todays_names_only() -> None:
    assert not {"average", "commission", "count", "eTradeOnly"} & {
        name for cls in (BarData, HistogramData, OrderState, Order) for name in vars(cls())
    }


def test_a_look_at_all_members_tells_nothing(told: list[warnings.WarningMessage]) -> None:
    for cls in (BarData, Order, OrderState):
        inspect.getmembers(cls)
    repr(Order())
    assert told == []


def test_numbered_names_by_the_old_method(told: list[warnings.WarningMessage]) -> None:
    for _ in range(2):
        assert TickTypeEnum.to_str(1) == "BID"
    assert [(one.filename, str(one.message)) for one in told] == [
        (__file__, "to_str(idx) is an old name: call toStr(idx)")
    ]
    for name in ("NOTHING_SUCH", "PROFILES"):
        with pytest.raises(AttributeError):
            getattr(TickTypeEnum, name)


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (lambda: utils.longToStr(5), "5"),
        (lambda: utils.longToStr(UNSET_LONG), ""),
        (lambda: utils.floatToStr(0.5), "0.5"),
        (lambda: utils.floatToStr(UNSET_DOUBLE), ""),
    ],
)
def test_numbers_as_text_by_the_old_functions(call: Callable[[], str], text: str) -> None:
    with pytest.warns(DeprecationWarning, match="MaxString"):
        assert call() == text


def test_ids_of_messages_that_are_gone() -> None:
    incoming: Any = IN
    outgoing: Any = OUT
    assert incoming.COMMISSION_REPORT is IN.COMMISSION_AND_FEES_REPORT
    assert (incoming.FUNDAMENTAL_DATA, outgoing.REQ_FUNDAMENTAL_DATA, outgoing.CANCEL_FUNDAMENTAL_DATA) == (51, 52, 53)


def test_the_module_of_commission_reports() -> None:
    sys.modules.pop("ibproto.commission_report", None)
    with pytest.warns(DeprecationWarning, match="commission_and_fees_report") as warned:
        from ibproto.commission_report import CommissionReport
    assert warned[0].filename == __file__
    assert CommissionReport().commission == 0.0


STARS = {
    "client": "EClient Contract Order ScannerSubscription TickerId BarData TickAttribBidAsk TickTypeEnum Decimal logger"
    " socket UNSET_DOUBLE NO_VALID_ID iswrapper current_fn_name BadMessage CONNECT_FAIL",
    "wrapper": "EWrapper Contract ContractDetails Order OrderState Execution OrderId TickerId TickType TickAttrib"
    " TickAttribLast TickAttribBidAsk BarData Decimal CommissionReport CommissionAndFeesReport TickTypeEnum"
    " MarketDataTypeEnum FaDataTypeEnum TagValueList RealTimeBar ListOfOrder HistogramDataList NO_VALID_ID"
    " UNSET_DOUBLE UNSET_INTEGER DeltaNeutralContract ContractDescription",
    "common": "NO_VALID_ID MAX_MSG_LEN UNSET_INTEGER UNSET_DOUBLE UNSET_LONG UNSET_DECIMAL DOUBLE_INFINITY INFINITY_STR"
    " TickerId OrderId TagValueList FaDataTypeEnum MarketDataTypeEnum Enum Object Decimal",
    "contract": "Contract ComboLeg DeltaNeutralContract ContractDetails getEnumTypeName getEnumTypeFromString"
    " listOfValues Object Decimal UNSET_DOUBLE",
    "order": "Order OrderComboLeg Decimal Object SoftDollarTier UNSET_DOUBLE COMPETE_AGAINST_BEST_OFFSET_UP_TO_MID",
    "order_state": "OrderState Object Decimal UNSET_DOUBLE",
    "utils": "iswrapper current_fn_name setattr_log BadMessage ClientException ExerciseStaticMethods longToStr"
    " floatToStr decimalMaxString Decimal",
    "ticktype": "TickType TickTypeEnum Enum",
    "errors": "CodeMsgPair UNSUPPORTED_VERSION SOCKET_EXCEPTION FAIL_SEND_REQFUNDDATA FAIL_SEND_CANFUNDDATA",
    "server_versions": "MIN_SERVER_VER_FUNDAMENTAL_DATA MAX_CLIENT_VER",
}


@pytest.mark.parametrize(
    ("module", "name"), [(module, name) for module, names in STARS.items() for name in names.split()]
)
def test_a_star_import_gives(module: str, name: str) -> None:
    names: dict[str, object] = {}
    exec(f"from ibproto.{module} import *", names)
    assert name in names
