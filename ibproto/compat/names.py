"""Attributes, constants and functions under the names that they had in older releases.

Attributes hang as descriptors on the classes of today, so that objects hold today's names only. `attach` is called for
each data class; the other functions by the modules whose names they add.
"""

from __future__ import annotations

from ibproto.compat.advice import warn_caller
from ibproto.const import UNSET_DOUBLE, UNSET_LONG

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import IntEnum
    from typing import Any

RENAMED: dict[str, dict[str, tuple[str, Callable[[Any], Any] | None]]] = {
    "BarData": {"average": ("wap", float)},
    "HistogramData": {"count": ("size", int)},
    "CommissionAndFeesReport": {"commission": ("commissionAndFees", None)},
    "OrderState": {
        "commission": ("commissionAndFees", None),
        "minCommission": ("minCommissionAndFees", None),
        "maxCommission": ("maxCommissionAndFees", None),
        "commissionCurrency": ("commissionAndFeesCurrency", None),
    },
    "ContractDetails": {"summary": ("contract", None)},
    "AccountSummaryTags": {"PreviousEquityWithLoanValue": ("PreviousDayEquityWithLoanValue", None)},
}
"""Class -> attribute of older releases -> its name today, and the type that it had."""

GONE: dict[str, dict[str, Any]] = {
    "Order": {"eTradeOnly": False, "firmQuoteOnly": False, "nbboPriceCap": UNSET_DOUBLE, "faProfile": "",
              "externalUserId": ""},
    "OrderCancel": {"externalUserId": ""},
    "ContractDetails": {"mdSizeMultiplier": 1},
}  # fmt: skip
"""Class -> attribute that is gone -> its value where a program did not set it. It is never sent."""

MEMBERS = {"PROFILES": ("ALIASES", 2), "FUNDAMENTAL_RATIOS": ("NOT_USED", 47)}
"""Member of a numbered enumeration that is gone -> a member by which the enumeration is known, and its number."""

IDS = {
    "IN": {"COMMISSION_REPORT": 59, "FUNDAMENTAL_DATA": 51},
    "OUT": {"REQ_FUNDAMENTAL_DATA": 52, "CANCEL_FUNDAMENTAL_DATA": 53},
}
"""Enumeration of message ids -> names that are gone -> their numbers."""


class _Renamed:
    """An attribute that is kept under another name today."""

    def __init__(self, owner: str, old: str, today: str, made: Callable[[Any], Any] | None) -> None:
        self.today = today
        self.made = made
        self.text = f"{owner}.{old} is an old name: use {today}"

    def __get__(self, holder: Any, owner: type) -> Any:
        value = getattr(owner if holder is None else holder, self.today)  # most classes have no values themselves
        warn_caller(self.text)
        return value if self.made is None else self.made(value)

    def __set__(self, holder: Any, value: Any) -> None:
        warn_caller(self.text)
        setattr(holder, self.today, value)


class _Gone:
    """An attribute that programs may set and read, and that is not sent."""

    def __init__(self, owner: str, name: str, default: Any) -> None:
        self.name = name
        self.default = default
        self.text = f"{owner}.{name} is gone and not sent: leave it out"

    def __get__(self, holder: Any, owner: type) -> Any:
        if holder is None:
            raise AttributeError(self.name)
        warn_caller(self.text)
        return vars(holder).get(self.name, self.default)

    def __set__(self, holder: Any, value: Any) -> None:
        warn_caller(self.text)
        vars(holder)[self.name] = value


def attach(cls: type) -> None:
    """Give a class of the library its old attributes."""
    if cls.__module__.partition(".")[0] != "ibproto":
        return
    owner = cls.__name__
    for old, (today, made) in RENAMED.get(owner, {}).items():
        setattr(cls, old, _Renamed(owner, old, today, made))
    for name, default in GONE.get(owner, {}).items():
        setattr(cls, name, _Gone(owner, name, default))


def old_member(known: dict[str, Any], name: str) -> int:
    """The number of a member that is gone from an enumeration with these members. Raises AttributeError."""
    mark, number = MEMBERS.get(name, ("", 0))
    if mark not in known:
        raise AttributeError(f"there is no {name} in this enumeration")
    warn_caller(f"{name} is gone: the number {number} means nothing to the server any more")
    return number


def old_to_str(text: str) -> str:
    """What Enum.to_str returns."""
    warn_caller("to_str(idx) is an old name: call toStr(idx)")
    return text


def add_old_ids(*enumerations: type[IntEnum]) -> None:
    """Give the enumerations of message ids the names that are gone."""
    for enumeration in enumerations:
        for name, number in IDS[enumeration.__name__].items():
            known = [member for member in enumeration if member == number]
            setattr(enumeration, name, known[0] if known else number)


def longToStr(val: int) -> str:
    """Today longMaxString: the number as text; nothing for UNSET_LONG."""
    warn_caller("longToStr(val) is an old name: call longMaxString(val)")
    return "" if val == UNSET_LONG else str(val)


def floatToStr(val: float) -> str:
    """Today floatMaxString: the number as text; nothing for UNSET_DOUBLE."""
    warn_caller("floatToStr(val) is an old name: call floatMaxString(val)")
    return "" if val == UNSET_DOUBLE else str(val)
