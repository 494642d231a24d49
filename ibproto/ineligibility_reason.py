"""Why a contract cannot be traded."""

from __future__ import annotations

from .object_implem import Object as Object


class IneligibilityReason(Object):
    """A reason why the account may not trade a contract, from `contractDetails.ineligibilityReasonList`.

    id_: IB's identifier of the reason. description: the reason in words.
    Made without arguments, both are the text "None".
    """

    id_: str = "None"
    description: str = "None"

    def __init__(self, id_: str | None = None, description: str | None = None) -> None:
        super().__init__()
        self.id_ = str(id_)
        self.description = str(description)
