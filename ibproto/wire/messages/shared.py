"""What several subjects of the table share: the two constructors, and the rows of a contract."""

from __future__ import annotations

from ibproto.contract import ComboLeg
from ibproto.wire.schema import Message, Repeat, When

TYPE_CHECKING = False  # importing typing costs milliseconds
if TYPE_CHECKING:
    from typing import Any

    from ibproto.wire.schema import Rows

# the rows of a contract in most requests
CONTRACT = (
    "conId:int symbol:str secType:str lastTradeDateOrContractMonth:str strike:float? right:str multiplier:str"
    " exchange:str primaryExchange:str currency:str localSymbol:str tradingClass:str"
)
CONTRACT_WITHOUT_PRIMARY = CONTRACT.replace(" primaryExchange:str", "")

LEGS_OF_BAG = When(
    "contract.secType",
    "in",
    Repeat("contract.comboLegs", ComboLeg, "conId:int ratio:int action:str exchange:str", needed=True),
    values=("BAG",),
)


def answer(number: int, name: str, layout: Rows | None, **rest: Any) -> Message:
    """A message of the server; its protobuf callback is ``name`` + ProtoBuf unless ``raw`` says otherwise."""
    if rest.get("proto"):
        rest.setdefault("raw", name + "ProtoBuf")
    return Message(number, name, layout, incoming=True, **rest)


def request(number: int, name: str, params: str, layout: Rows | None, *, send: str, **rest: Any) -> Message:
    """A message of the client; its protobuf method is ``name`` + ProtoBuf unless ``raw`` says otherwise."""
    if rest.get("proto"):
        rest.setdefault("raw", name + "ProtoBuf")
    return Message(number, name, layout, incoming=False, params=params, send_error=send, **rest)
