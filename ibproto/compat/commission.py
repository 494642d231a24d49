"""The object that overrides of `commissionReport` were written for."""

from __future__ import annotations

from ibproto.object_implem import Object

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ibproto.commission_and_fees_report import CommissionAndFeesReport


class CommissionReport(Object):
    """The cost of an execution, with `commissionReport`: what CommissionAndFeesReport was up to API 10.30.

    commission: the cost, in currency; today commissionAndFees. The other attributes have kept their names.
    """

    execId: str = ""
    commission: float = 0.0
    currency: str = ""
    realizedPNL: float = 0.0
    yield_: float = 0.0
    yieldRedemptionDate: int = 0

    @classmethod
    def of(cls, report: CommissionAndFeesReport) -> CommissionReport:
        """The report in its old form."""
        old = cls()
        for name in cls._defaults:
            setattr(old, name, getattr(report, "commissionAndFees" if name == "commission" else name))
        return old
