"""The numbers of ticks: which value of a state is which tick, live and delayed, and what the generic ones mean."""

from __future__ import annotations

from ibproto.gateway.universe.exchanges import EXCHANGE_LETTERS

# value of the state -> (tick type of the price, value that is its size)
PRICES = {
    "bid": (1, "bid_size"),
    "ask": (2, "ask_size"),
    "last": (4, "last_size"),
    "high": (6, ""),
    "low": (7, ""),
    "close": (9, ""),
    "open": (14, ""),
}
SIZES = {"bid_size": 0, "ask_size": 3, "last_size": 5, "volume": 8}
FIRST = ("bid", "ask", "last", "volume", "high", "low", "close", "open")  # what a subscription starts with
ORDER = ("bid", "ask", "last", "bid_size", "ask_size", "last_size", "volume", "high", "low", "close", "open")
BID_EXCHANGE, ASK_EXCHANGE, LAST_EXCHANGE = 32, 33, 84
LAST_TIMESTAMP, HALTED, RT_VOLUME, RT_TRADE_VOLUME = 45, 49, 48, 77
BID_OPTION, ASK_OPTION, LAST_OPTION, MODEL_OPTION, CUSTOM_OPTION = 10, 11, 12, 13, 53

# tick type -> the one of delayed data; the others do not come delayed
DELAYED = {1: 66, 2: 67, 0: 69, 3: 70, 4: 68, 5: 71, 6: 72, 7: 73, 8: 74, 9: 75, 14: 76, 45: 88, 49: 90} | {
    BID_OPTION: 80,
    ASK_OPTION: 81,
    LAST_OPTION: 82,
    MODEL_OPTION: 83,
}

# number in a generic tick list -> tick types that come
GENERIC = {
    100: (29, 30),
    101: (27, 28),
    104: (23,),
    105: (87,),
    106: (24,),
    162: (31,),
    165: (15, 16, 17, 18, 19, 20, 21),
    220: (37,),
    221: (37,),
    225: (34, 35, 36, 61),
    232: (37,),
    233: (RT_VOLUME,),
    236: (46, 89),
    293: (54,),
    294: (55,),
    295: (56,),
    318: (57,),
    375: (RT_TRADE_VOLUME,),
    411: (58,),
    456: (59,),
    460: (60,),
    576: (94, 95),
    577: (96,),
    578: (92, 93),
    588: (86,),
    595: (63, 64, 65),
    614: (98, 99),
    619: (79,),
    623: (97,),
    787: (105, 106, 107, 108, 109, 110),
}
NEWS = 292
# accepted, though nothing comes: there is no such data here, or not any more
SILENT = frozenset(
    (256, 258, 370, 377, 381, 384, 387, 388, 391, 407, 428, 439, 499, 506, 511, 512, 513, 545, 586, 587, 645, 657)
    + (658, 662, 720, 721, 725)
)
LEGAL = frozenset(GENERIC) | SILENT | {NEWS}
ODD_LOTS, ODD_LOTS_SINCE = 787, 225


def letter(exchanges: tuple[str, ...], exchange: str) -> str:
    """The letter of an exchange behind SMART, as `reqSmartComponents` tells; "" for one that is not."""
    places = [place for place in exchanges if place != "SMART"]
    return EXCHANGE_LETTERS[places.index(exchange)] if exchange in places else ""
