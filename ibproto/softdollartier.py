"""Soft dollar tiers."""

from __future__ import annotations

from .object_implem import Object as Object


class SoftDollarTier(Object):
    """A tier of a soft dollar agreement; `reqSoftDollarTiers` lists those of the user.

    name: the name of the tier. val: its value, what an order carries. displayName: the text that TWS shows.
    """

    name: str = ""
    val: str = ""
    displayName: str = ""

    def __init__(self, name: str = "", val: str = "", displayName: str = "") -> None:
        super().__init__()
        self.name = name
        self.val = val
        self.displayName = displayName
