"""The name that `ibproto.commission_and_fees_report` had up to API 10.30, with its class as it was then."""

from __future__ import annotations

from .compat.advice import warn_caller
from .compat.commission import CommissionReport as CommissionReport
from .object_implem import Object as Object

warn_caller(
    "the module commission_report is an old one: use CommissionAndFeesReport of commission_and_fees_report,"
    " with the attribute commissionAndFees in place of commission"
)
