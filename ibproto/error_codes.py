"""What the codes of `EWrapper.error` mean: for each a category, for logging and for decisions of programs, and advice.

The table in docs/error_codes.md is made from it (`python -m ibproto.docs`).

Texts of the server differ by its version and by the user's language: decide by code.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    Category = Literal["notice", "farm", "connectivity", "refused", "rejected", "cancelled", "client"]

NOTICE: Category = "notice"
"""Something to know; nothing failed and nothing ended."""
FARM: Category = "farm"
"""A data farm is out of reach: data may stop, and come back by itself."""
CONNECTIVITY: Category = "connectivity"
"""The way between TWS and IB's servers, or between this client and TWS, has changed."""
REFUSED: Category = "refused"
"""The request with this id is refused or has ended: no (more) answers will come."""
REJECTED: Category = "rejected"
"""The order with this id, or its change, is not accepted."""
CANCELLED: Category = "cancelled"
"""The order with this id is cancelled."""
CLIENT: Category = "client"
"""The client itself reports an error: see `ibproto.errors`."""

_NOTICES = {
    0: "the rate of messages comes near the limit",
    131: "sweep-to-fill and display size are ignored for this order",
    165: "a message of the history service about a query",
    317: "market depth starts anew: empty the book before the next rows",
    399: "about an order that stays alive, such as: it waits for the opening",
    404: "the order waits until shares to sell short are found",
    492: "the scan is less precise than asked for",
    2100: "account data of this client ends: it asked for another account",
    2101: "account data of this account goes to another client",
    2104: "a market data farm is connected",
    2106: "a history data farm is connected",
    2107: "a history data farm sleeps until it is needed",
    2108: "a market data farm sleeps until it is needed",
    2109: "outsideRth is ignored for this order",
    2119: "a market data farm is being connected",
    2137: "the order is larger than the position it closes",
    2150: "a value of a position could not be derived",
    2152: "market depth comes from a part of the exchanges only",
    2158: "a security definition farm is connected",
    2174: "a time without zone was understood in the zone of TWS",
    10018: "prices are shown in another unit than orders use",
    10019: "prices are shown in another unit than trades use",
    10090: "a part of the market data is not subscribed",
    10091: "a part of the market data needs a subscription for the API",
    10167: "delayed market data follows, live data is not subscribed",
    10233: "a preset has filled fields of the order",
    10349: "a preset has changed the time in force of the order",
}
_FARMS = {
    2103: "a market data farm is disconnected",
    2105: "a history data farm is disconnected",
    2157: "a security definition farm is disconnected",
}
_CONNECTIVITY = {
    326: "the client id is in use; TWS closes the connection",
    1100: "TWS has lost IB's servers",
    1101: "it has them back, data subscriptions are lost: send them again",
    1102: "it has them back, data subscriptions go on",
    1300: "the port of TWS has changed: connect to the new one",
    2110: "TWS has lost IB's servers and is getting them back",
}
_REJECTED = {
    103: "the order id was used before",
    104: "a filled order cannot be changed",
    105: "the change does not fit the order",
    106: "the order cannot be transmitted",
    107: "an incomplete order cannot be transmitted",
    109: "the price is outside the percentage of the presets",
    110: "the price is not a multiple of the price step",
    111: "time in force and order type do not go together",
    113: "MOC and LOC need the time in force DAY",
    114: "relative orders: for stocks only",
    115: "relative orders: not to this exchange",
    116: "the exchange is closed for orders",
    117: "the block order is too small",
    118: "VWAP orders: to the exchange VWAP only",
    119: "the exchange VWAP takes VWAP orders only",
    120: "VWAP orders: too late for today",
    125: "the price to buy must be the best ask",
    126: "the price to sell must be the best bid",
    129: "VWAP orders: too late before their start",
    132: "a clearing account is missing",
    133: "the order could not be submitted",
    134: "the order could not be changed",
    135: "there is no order with this id",
    136: "the order cannot be cancelled",
    137: "VWAP orders: too late to cancel",
    140: "the size must be a whole number",
    141: "the price must be a number",
    144: "size and allocated shares differ",
    145: "a field does not pass the checks",
    146: "the trigger method is not valid",
    147: "the contract of a condition is not complete",
    148: "conditions go with limit and market orders only",
    151: "a user name is missing",
    152: "the order cannot be hidden",
    153: "EFP orders must be limit orders",
    154: "trading in it is halted",
    157: "an order is either iceberg or discretionary",
    158: "trailing orders need an amount or a percentage",
    161: "the order is not in a state to cancel it",
    163: "the price is outside the percentage of the presets",
    164: "there is no market data to check the price against",
    168: "the discretionary amount is not a multiple of the price step",
    201: "rejected; the text says why",
    203: "the account may not trade it",
    311: "the origin is not valid",
    312: "the combination is not valid",
    313: "a leg of the combination is not valid",
    314: "a combination has no legs",
    315: "legs that are stocks go to SMART only",
    325: "discretionary orders: not for this exchange and type",
    328: "trailing stops can be attached to limit and stop limit orders only",
    329: "the order type cannot be changed to this",
    332: "an account of the allocation is not valid",
    333: "the allocation cannot be read",
    334: "good-till-date orders: not valid",
    335: "the delta must lie between 0 and 100",
    336: "a time or time zone is not valid",
    337: "a date, time or time zone is not valid",
    338: "good-after-time orders: not on this exchange",
    340: "BOX orders: the improvement is not valid",
    341: "the delta must lie between 1 and 100",
    342: "pegged orders: not on this exchange",
    343: "a date, time or time zone is not valid",
    347: "shortSaleSlot must be 1 or 2",
    348: "shortSaleSlot goes with SSHORT only",
    349: "combinations: no good-after-time",
    350: "combinations: no minimum quantity",
    351: "outsideRth cannot be chosen for this order",
    352: "shortSaleSlot 2 needs a location",
    353: "shortSaleSlot 1 has no location",
    355: "the size does not fit the market rule",
    356: "combinations to SMART: no OCA group",
    358: "combinations to SMART: no child orders",
    359: 'combinations: OCA type "reduce without block" only',
    360: "combinations to SMART: no what-if",
    361: "the trigger price is not valid",
    362: "the adjusted stop price is not valid",
    363: "the adjusted stop limit price is not valid",
    364: "the adjusted trailing amount is not valid",
    367: "volatilityType: 1 or 2, and with VOL orders only",
    368: "referencePriceType: 1 or 2, and with VOL orders only",
    369: "VOL orders: for US options only",
    370: "VOL orders: to SMART or a price improvement exchange only",
    371: "VOL orders need a volatility above 0",
    372: "continuousUpdate goes with VOL orders only",
    373: "the stock range goes with VOL and relative-to-stock orders only",
    374: "the lower end of the stock range is above the upper one",
    375: "the stock range cannot be negative",
    376: "continuous update is not possible for this order",
    377: "the price of the hedging order is not valid",
    378: "the hedging order needs a price",
    379: "the hedging order must not have a price",
    380: "the hedging order cannot have this type",
    382: "the price is too many steps away for the presets",
    383: "the size is above the limit of the presets",
    387: "the order type is not for this exchange and product",
    388: "the size is below the minimum",
    389: "the order id of the router was used before",
    390: "the order id of the router is not valid",
    391: "a time or time zone is not valid",
    392: "the contract has expired",
    393: "the short sale slot is for hedging orders only",
    394: "the process time is not valid",
    395: "no OCA groups at present",
    396: "market and limit orders only at present",
    397: "market and limit orders only for this contract at present",
    400: "the algorithm has refused the order",
    401: "a text is too long",
    402: "no conditions for this contract",
    403: "the stop price is not valid",
    405: "child and parent differ in size",
    406: "the currency is not allowed",
    408: "scale orders: the increment is not valid",
    409: "scale orders: the component size is missing",
    410: "scale orders: the size of the next components is not valid",
    411: "outsideRth cannot be chosen for this order",
    412: "the contract cannot be traded",
    413: "what-if orders must have transmit set",
    417: "scale orders: the first component size is not valid",
    418: "scale orders: the profit offset is not valid",
    419: "scale orders: the first component size is missing",
    421: "the route is not valid",
    422: "account and clearing of an order cannot be changed",
    424: "orders of advisors need an allocation",
    425: "orders of advisors need an allocation for each account",
    426: "no account has enough shares",
    427: "funds: buy for an amount of money",
    428: "funds: sell a number of shares",
    429: "delta neutral orders: for combinations only",
    432: "the commission cannot be negative",
    433: "scale orders: restoring the size is not possible with several accounts",
    434: "the size is zero",
    435: "the account is missing",
    436: "the allocation is missing: an account, group or model",
    437: "an order is either outsideRth or allowPreOpen",
    438: "TWS is locked",
    439: "there is no such algorithm",
    440: "orders of this algorithm cannot be changed",
    441: "a parameter of the algorithm is not valid",
    442: "the algorithm is not for this order",
    443: "there is no such parameter of the algorithm",
    444: "a volatility combination is not acknowledged yet",
    446: "scale orders: the profit offset is missing",
    447: "scale orders: adjustment or its interval is missing",
    448: "scale orders: the interval of the adjustment is not valid",
    449: "scale orders: adjustment or its interval should not be there",
    460: "the account has no permission to trade it",
    2102: "the order cannot be changed yet, it is being processed",
    10000: "combinations over several currencies: not valid",
    10001: "volatility orders over several currencies: not valid",
    10002: "legs that are not guaranteed: not valid",
    10003: "the exchange IBSX is not allowed",
    10006: "there is no such parent order (yet): send the child a moment later",
    10007: "the hedge type is not valid",
    10008: "the beta is not valid",
    10009: "the hedge ratio is not valid",
    10010: "the delta hedge is not valid",
    10011: "combinations to SMART: not in this currency",
    10012: "a percentage of the allocation is not valid",
    10013: "SMART routing: a wrong choice",
    10015: "trading through the API is not allowed",
    10020: "the display size must be below the size",
    10023: "combinations: the display size is not valid",
    10027: "combinations: the routing tag is not valid",
    10147: "there is no order with this id to cancel",
    10148: "the order cannot be cancelled in its state",
    10234: "the MiFID II decision maker is missing",
    10235: "the MiFID II decision maker is missing",
    10236: "the child must be all-or-none, as its parent is",
    10237: "all-or-none: only the whole rest can be routed",
    10239: "the order does not fit the risk profile of an account",
    10240: "the price cap is not valid",
    10241: "the quantity is an amount of money: not to be changed through the API",
    10242: "fractions: the order cannot be changed through the API",
    10243: "fractions: the order cannot be placed through the API",
    10244: "cashQty cannot be used for this order",
    10245: "fractions: not of this instrument",
    10246: "fractions: not with this order",
    10247: "fractions: through SMART only",
    10248: "fractions: the account has no permission",
    10249: "fractions: not with this order type",
    10250: "the size is not a multiple of the size step",
    10251: "fractions: not with an allocation",
    10252: "fractions: only to close a position",
    10254: "the bond has expired",
    10268: "eTradeOnly is not supported any more: do not set it",
    10269: "firmQuoteOnly is not supported any more: do not set it",
    10270: "nbboPriceCap is not supported any more: do not set it",
    10289: "the order needs cashQty",
    10293: "not accepted; the text says why",
    10311: "directed orders may cost more: allow them in the presets",
}
_CANCELLED = {
    202: "cancelled; the text says why, if it was not by request",
}

_REFUSED = {
    100: "more messages a second than the server takes",
    101: "the market data lines of the account are used up",
    102: "the id is in use by another subscription",
    162: "the history service has no data for this, or refuses it; after a cancel: it is cancelled",
    166: "the contract has expired, its history is not offered",
    200: "no instrument fits the contract, or several do",
    300: "there is no subscription with this id (any more)",
    309: "too many order books at a time",
    310: "there is no order book with this id",
    316: "trading halts: the order book has ended",
    318: "order books from the server have ended",
    319: "there is no such log level",
    320: "the server could not read the request",
    321: "the server finds the request invalid; the text says why",
    322: "the server could not process the request; the text says why",
    327: "only client id 0 may bind orders that are entered by hand",
    330: "for advisors and the like only",
    344: "for accounts of advisors only",
    354: "market data of it is not subscribed",
    365: "there is no scan with this id",
    366: "there is no historical request with this id, it may be complete",
    385: "the id is in use by another scan",
    386: "the id is in use by another historical request",
    414: "a snapshot cannot have generic ticks",
    420: "the query for live bars or ticks is refused: no permission, or too often",
    430: "there is no fundamental data of it",
    10089: "market data of it needs a further subscription, for the API",
    10092: "there is no order book of it",
    10168: "market data of it is not subscribed, and delayed data was not asked for",
    10172: "the article cannot be had",
    10182: "the updates of bars have ended, as TWS was disconnected",
    10186: "market data of it is not subscribed, and there is no delayed data",
    10189: "tick-by-tick data of it is refused: not subscribed, or not offered",
    10190: "too many tick-by-tick requests at a time, or the same again too soon",
    10197: "another session of the same user gets the market data",
    10225: "trades were cancelled afterwards: the subscription has ended",
    10276: "Wall Street Horizon is not allowed for this user",
    10277: "Wall Street Horizon needs a permission",
    10278: "a request for Wall Street Horizon's meta data is open already",
    10279: "the meta data of Wall Street Horizon cannot be had",
    10280: "the request for meta data could not be cancelled",
    10281: "a request for Wall Street Horizon's events is open already",
    10282: "Wall Street Horizon's meta data was not requested before its events",
    10283: "the events of Wall Street Horizon cannot be had",
    10299: "this kind of data is not offered of it; the text says what is",
    10314: "a date or time is not in a form that is understood",
}

_categories: dict[int, Category] = {
    **dict.fromkeys(_NOTICES, NOTICE),
    **dict.fromkeys(_FARMS, FARM),
    **dict.fromkeys(_CONNECTIVITY, CONNECTIVITY),
    **dict.fromkeys(_REJECTED, REJECTED),
    **dict.fromkeys(_CANCELLED, CANCELLED),
    **dict.fromkeys(_REFUSED, REFUSED),
}


def category(code: int) -> Category:
    """What kind of thing a code is about; see the constants of this module.

    501 to 599 are errors of the client. A code that is not known is a notice from 2100 to 2199, where IB keeps its
    warnings, and elsewhere says that a request is refused.
    """
    known = _categories.get(code)
    if known is not None:
        return known
    if 501 <= code <= 599:
        return CLIENT
    return NOTICE if 2100 <= code <= 2199 else REFUSED


def register(code: int, category: Category) -> None:
    """Puts a code into a category, for this process: a new code of IB's, or another opinion of a known one."""
    _categories[code] = category


def meaning(code: int) -> str:
    """What a code says, in a few words; "" for a code that is not known."""
    for known in (_NOTICES, _FARMS, _CONNECTIVITY, _REJECTED, _CANCELLED, _REFUSED):
        if code in known:
            return known[code]
    from . import errors

    pairs = (value for value in vars(errors).values() if isinstance(value, errors.CodeMsgPair))
    return next((pair.msg() for pair in pairs if pair.code() == code), "")


def advice(code: int) -> str:
    """What to do about a code, in a sentence or two; for a code without advice of its own, that of its category."""
    from .error_advice import BY_CATEGORY, BY_CODE  # only here, as no program needs it at its start

    return BY_CODE.get(code) or BY_CATEGORY[category(code)]


def codes() -> list[int]:
    """All codes whose meaning is known, in order: the server's and the client's own."""
    from . import errors

    own = (value.code() for value in vars(errors).values() if isinstance(value, errors.CodeMsgPair))
    return sorted({*_categories, *own})
