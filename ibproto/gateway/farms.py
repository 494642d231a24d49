"""The data farms behind the gateway: which are connected, and the notices that clients get of them."""

from __future__ import annotations

from collections.abc import Callable

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

BROKEN = {
    MARKET: (2103, "Market data farm connection is broken:{}"),
    HISTORY: (2105, "HMDS data farm connection is broken:{}"),
    DEFINITIONS: (2157, "Sec-def data farm connection is broken:{}"),
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
        farms, asleep, self.tells_at_start = PRESETS[preset]
        self._farms = farms
        self._asleep = set(asleep)
        self._lost: set[str] = set()

    @property
    def names(self) -> list[str]:
        return [name for _, name in self._farms]

    def at_start(self) -> list[Notice]:
        """The notices that a session begins with."""
        if not self.tells_at_start:
            return []
        return [_notice(self._texts(kind), kind, name) for kind, name in self._farms]

    def _texts(self, kind: str) -> dict[str, Notice]:
        return BROKEN if kind in self._lost else ASLEEP if kind in self._asleep else CONNECTED

    def is_lost(self, kind: str) -> bool:
        """Whether the connection to the farms of a kind is broken."""
        return kind in self._lost

    def lose(self, kind: str) -> list[Notice]:
        """The connection to the farms of a kind breaks: the notices of it, none when it is broken already."""
        return self._turn(kind, BROKEN, self._lost.add) if kind not in self._lost else []

    def regain(self, kind: str) -> list[Notice]:
        """It is there again."""
        return self._turn(kind, CONNECTED, self._lost.discard) if kind in self._lost else []

    def _turn(self, kind: str, texts: dict[str, Notice], turn: Callable[[str], None]) -> list[Notice]:
        if kind not in BROKEN:
            raise ValueError(f"there are no farms of {kind!r}; use one of {', '.join(BROKEN)}")
        turn(kind)
        return [_notice(texts, kind, name) for of, name in self._farms if of == kind]

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
