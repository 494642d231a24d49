"""What programs do below the requests: the attribute `done`, `sendMsg` in its old form or overridden, own loops."""

from __future__ import annotations

from ibproto.compat.advice import warn_at, warn_caller

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FunctionType
    from typing import Any


class Done:
    """The attribute by which programs stopped `run()` up to API 9.76: `self.done = True`.

    A program that gives it another value first uses the name for something of its own.
    """

    def __get__(self, client: Any, owner: type) -> Any:
        if client is None:
            return self
        return vars(client).get("done", False)

    def __set__(self, client: Any, value: Any) -> None:
        is_first = "done" not in vars(client)
        vars(client)["done"] = value
        engine = vars(client).get("_ibproto")
        if is_first and value is True and engine is not None and engine.is_connected():
            warn_caller("self.done = True is an old way to stop run(): call disconnect()")
            engine.disconnect()

    def __delete__(self, client: Any) -> None:
        if vars(client).pop("done", self) is self:
            raise AttributeError("done")
