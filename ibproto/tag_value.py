"""A pair of texts: an option or parameter of a request, or an item of a list that IB sends."""

from __future__ import annotations

from .object_implem import Object as Object


class TagValue(Object):
    """A pair of texts, as in `order.algoParams = [TagValue("adaptivePriority", "Normal")]`.

    tag: the name. value: its value as text, numbers and flags included ("1").
    Made without arguments, both are the text "None".
    """

    tag: str = "None"
    value: str = "None"

    def __init__(self, tag: str | None = None, value: str | None = None) -> None:
        super().__init__()
        self.tag = str(tag)
        self.value = str(value)
