"""Statuses of orders."""

from __future__ import annotations

from enum import Enum as Enum


class OrderStatus(Enum):
    """The status of an order, as `orderStatus` and `orderState.status` give it as text."""

    ApiPending = "ApiPending"
    ApiCancelled = "ApiCancelled"
    PreSubmitted = "PreSubmitted"
    PendingCancel = "PendingCancel"
    Cancelled = "Cancelled"
    Submitted = "Submitted"
    Filled = "Filled"
    Inactive = "Inactive"
    PendingSubmit = "PendingSubmit"
    Unknown = "Unknown"

    def __str__(self) -> str:
        return self.value

    @classmethod
    def get(cls, api_string: str) -> OrderStatus:
        """The status of that name; `Unknown` for a name that is none."""
        return cls._value2member_map_.get(api_string, cls.Unknown)  # type: ignore[return-value]

    def is_active(self) -> bool:
        """Whether the order may still trade. A cancel that is not confirmed does not stop an order."""
        return self.name in ("ApiPending", "PendingSubmit", "PreSubmitted", "Submitted", "PendingCancel")

    def is_terminal(self) -> bool:
        """Whether nothing more will happen to the order. `Inactive` may become active again: it is neither."""
        return self.name in ("Filled", "Cancelled", "ApiCancelled")
