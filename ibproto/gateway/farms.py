"""The data farms behind the gateway: which are connected, and the notices that clients get of them."""

from __future__ import annotations

MARKET, HISTORY, DEFINITIONS = "market", "history", "definitions"

# kind -> (code, text) of a farm that is connected, and of one that sleeps; sleeping ones come without a colon
CONNECTED = {
    MARKET: (2104, "Market data farm connection is OK:{}"),
    HISTORY: (2106, "HMDS data farm connection is OK:{}"),
    DEFINITIONS: (2158, "Sec-def data farm connection is OK:{}"),
}
ASLEEP = {
    MARKET: (2108, "Market data farm connection is inactive but should be available upon demand.{}"),
    HISTORY: (2107, "HMDS data farm connection is inactive but should be available upon demand.{}"),
}

_FEW = ((MARKET, "usfarm"), (HISTORY, "ushmds"), (DEFINITIONS, "secdefnj"))
_MANY = (
    *((MARKET, name) for name in ("usfarm.nj", "usfuture", "cashfarm", "eufarm", "hfarm", "jfarm", "usfarm")),
    *((HISTORY, name) for name in ("euhmds", "hkhmds", "fundfarm", "cashhmds", "ushmds")),
    (DEFINITIONS, "secdefnj"),
)

# name -> (farms, kinds that sleep until they are needed, whether a session begins with notices)
PRESETS: dict[str, tuple[tuple[tuple[str, str], ...], tuple[str, ...], bool]] = {
    "ok": (_FEW, (), True),  # a TWS, or a gateway that was in use
    "many": (_MANY, (), True),
    "history_inactive": (_FEW, (HISTORY,), True),  # nobody has asked for history yet
    "inactive": (_FEW, (MARKET, HISTORY), True),
    "on_demand": (_FEW, (MARKET, HISTORY, DEFINITIONS), False),  # silence until the first data request
    "none": (_FEW, (), False),
}

_FARM_OF = {
    MARKET: "reqMktData reqMktDepth reqTickByTickData reqRealTimeBars",
    HISTORY: "reqHistoricalData reqHistoricalTicks reqHeadTimeStamp reqHistogramData reqScannerSubscription"
    " reqHistoricalNews",
    DEFINITIONS: "reqContractDetails reqSecDefOptParams reqMatchingSymbols",
}
FARM_OF = {name: kind for kind, names in _FARM_OF.items() for name in names.split()}
"""The kind of farm that a request needs."""

Notice = tuple[int, str]


class Farms:
    """The farms of one gateway, by the name of a preset."""

    def __init__(self, preset: str) -> None:
        farms, asleep, self._tells_at_start = PRESETS[preset]
        self._farms = farms
        self._asleep = set(asleep)

    def at_start(self) -> list[Notice]:
        """The notices that a session begins with."""
        if not self._tells_at_start:
            return []
        return [_notice(ASLEEP if kind in self._asleep else CONNECTED, kind, name) for kind, name in self._farms]

    def wake(self, request: str) -> list[Notice]:
        """A request comes: the notices of the farms that have to be connected for it."""
        wanted = FARM_OF.get(request)
        if wanted not in self._asleep:
            return []
        self._asleep.discard(wanted)
        return [_notice(CONNECTED, kind, name) for kind, name in self._farms if kind == wanted]


def _notice(texts: dict[str, Notice], kind: str, name: str) -> Notice:
    code, text = texts[kind]
    return code, text.format(name)
