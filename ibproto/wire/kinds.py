"""How a slot of a text message is read and written: one entry for each kind of value.

Reading is an expression over the slot's text ``{x}``, pasted into the compiled decoders and evaluated as it stands by
the interpreter. Numbers and sizes repeat, so they go through bounded caches; what hardly ever repeats does not.
An empty slot is 0 / "" / False, and the unset value in the kinds with a question mark.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from ibproto.const import INFINITY_STR, UNSET_DECIMAL, UNSET_DOUBLE, UNSET_INTEGER
from ibproto.contract import FundAssetType, FundDistributionPolicyIndicator
from ibproto.execution import OptionExerciseType
from ibproto.tag_value import TagValue

TYPE_CHECKING = False
if TYPE_CHECKING:
    from re import Match

TYPE_CHECKING = False  # importing typing costs milliseconds
if TYPE_CHECKING:
    from typing import Any

    Memo = dict[Any, Any]
else:
    Memo = dict

CACHE_LIMIT = 8192  # values remembered by each cache before it starts afresh
PLAIN = frozenset((str, int, float, bool, Decimal, type(None)))  # what is the same object has the same text for ever
CACHE_LONGEST = 64  # characters of a text that is remembered: a peer does not decide how much memory we keep
ESCAPES_SINCE = 153  # the first server version that sends backslash escapes in the kind str~

# how a server says "no size" in text form (the largest values of Java's Integer, Long and Double)
UNSET_SIZES = frozenset(
    ("", "2147483647", "9223372036854775807", "1.7976931348623157E308", "-9223372036854775808"),
)


class Cache(Memo):
    """What stands on the wire and the values it means, converted once; cleared when it is full."""

    __slots__ = ("convert",)

    def __init__(self, convert: Callable[[Any], Any]) -> None:
        super().__init__()
        self.convert = convert

    def __missing__(self, text: Any) -> Any:
        value = self.convert(text)
        if isinstance(text, (str, bytes)) and len(text) > CACHE_LONGEST:
            return value
        if len(self) >= CACHE_LIMIT:
            self.clear()
        self[text] = value
        return value


def read_decimal(text: str) -> Decimal:
    """A size; the server's unset markers and an empty slot mean UNSET_DECIMAL."""
    return UNSET_DECIMAL if text in UNSET_SIZES else Decimal(text)


def read_proto_decimal(text: str) -> Decimal:
    """A size in protobuf form, where an unset one is absent or empty."""
    return Decimal(text) if text else UNSET_DECIMAL


def unescape(text: str) -> str:
    r"""Backslash escapes resolved (``\u00e9`` and its like); a text in which any is malformed stays as it is."""
    if "\\" not in text:
        return text
    import re  # at first need: it is worth a tenth of the time to import ibproto

    try:
        return re.sub(_ESCAPE, _resolve, text)
    except ValueError:
        return text


# an escape, or the beginning of one that is malformed; a backslash before anything else is just a backslash
_ESCAPE = r"\\(?:[\\'\"abfnrtv\n]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{1,3}|N\{[^}]*\}|[xuUN]|$)"


def _resolve(match: Match[str]) -> str:
    escape = match[0]
    if escape[1:2].isdigit():
        return chr(int(escape[1:], 8))
    return escape.encode().decode("unicode-escape")  # ValueError: malformed, no such code point or name


def flag_mask(names: tuple[str, ...], value: object) -> int:
    """The bit mask of an attribute object; names[0] is bit 0."""
    return sum(1 << bit for bit, name in enumerate(names) if getattr(value, name))


def flag_attributes(
    names: tuple[str, ...], defaults: dict[str, Any], text: str | int, exact: bool = False
) -> dict[str, Any]:
    """The attributes of the object that a bit mask stands for."""
    mask = int(text) if text else 0
    if exact:
        mask = 1 if mask == 1 else 0
    return {**defaults, **{name: mask >> bit & 1 == 1 for bit, name in enumerate(names)}}


def flag_values(names: tuple[str, ...], defaults: dict[str, Any], exact: bool = False) -> Cache:
    """From a mask, as text or number, to the values of all attributes in the order of the defaults."""
    return Cache(lambda mask: tuple(flag_attributes(names, defaults, mask, exact).values()))


def read_truth(text: str) -> bool:
    """The texts true and 1 are True; some servers write a bool as text."""
    return text.lower() in ("true", "1")


def read_connector(text: str) -> bool:
    """How a condition is joined to the next: "a" for and (True), "o" for or."""
    return text == "a"


def parse_tag_text(text: str) -> list[TagValue]:
    """The list in ``tag=value;tag=value;``."""
    pairs = (pair.partition("=") for pair in text.split(";") if pair)
    return [TagValue(tag, value) for tag, _, value in pairs]


INT = Cache(lambda text: int(text) if text else 0)
BOOL = Cache(lambda text: int(text) != 0 if text else False)
PRICE = Cache(lambda text: float(text) if text else 0.0)
DECIMAL = Cache(read_decimal)
PROTO_DECIMAL = Cache(read_proto_decimal)

# kind -> expression over the slot's text
READ: dict[str, str] = {
    "int": "INT[{x}]",
    "whole": "INT[{x}]",
    "int?": "(int({x}) if {x} else UNSET_INTEGER)",
    "long": "(int({x}) if {x} else 0)",
    "float": "(float({x}) if {x} else 0.0)",
    "float?": "(float({x}) if {x} else UNSET_DOUBLE)",
    "percent": "(float({x}) if {x} else 0.0)",  # a float that is written without a fraction of 0
    "price": "PRICE[{x}]",  # a float of a bar, which repeats within its message
    "bool": "BOOL[{x}]",
    "bool?": "(BOOL[{x}] if {x} else None)",
    "str": "{x}",
    "str~": "unescape({x})",
    "decimal": "DECIMAL[{x}]",
    "average": "(UNSET_DECIMAL if {x} in UNSET_SIZES else Decimal({x}))",  # a decimal that hardly ever repeats
    "truth": "read_truth({x})",
    "connector": "read_connector({x})",
    "unless": "unless({x}, {args})",  # a float, None when it equals the marker
    "notneg": "notneg({x})",  # a float, None when it is negative
    "enum": "enum_member({args}, {x})",
}

# (kind, class default) -> condition under which the slot differs from that default and must be stored
DIFFERS: dict[tuple[str, object], str] = {
    ("str", ""): "{x}",
    ("str~", ""): "{x}",
    ("int", 0): "{x} != '0'",
    ("long", 0): "{x} != '0'",
    ("int?", UNSET_INTEGER): "{x}",
    ("float?", UNSET_DOUBLE): "{x}",
    ("bool", False): "{x} != '0'",
    ("decimal", UNSET_DECIMAL): "{x}",
    ("average", UNSET_DECIMAL): "{x}",
}


def unless(text: str, marker: float) -> float | None:
    """A computed value; the marker says that it was not computed."""
    value = float(text) if text else 0.0
    return None if value == marker else value


def notneg(text: str) -> float | None:
    """An implied volatility; a negative one says that it was not computed."""
    value = float(text) if text else 0.0
    return None if value < 0 else value


def enum_member(members: type[Any], code: object) -> Any:
    """The member whose value starts with the code; NoneItem when there is none."""
    for member in members:
        if member.value[0] == code:
            return member
    return members.NoneItem


# the names that compiled decoders and the interpreter need for the expressions above
NAMES: dict[str, Any] = {
    "BOOL": BOOL,
    "DECIMAL": DECIMAL,
    "Decimal": Decimal,
    "FundAssetType": FundAssetType,
    "FundDistributionPolicyIndicator": FundDistributionPolicyIndicator,
    "INT": INT,
    "PRICE": PRICE,
    "OptionExerciseType": OptionExerciseType,
    "UNSET_DECIMAL": UNSET_DECIMAL,
    "UNSET_DOUBLE": UNSET_DOUBLE,
    "UNSET_SIZES": UNSET_SIZES,
    "UNSET_INTEGER": UNSET_INTEGER,
    "enum_member": enum_member,
    "notneg": notneg,
    "read_connector": read_connector,
    "read_truth": read_truth,
    "unescape": unescape,
    "unless": unless,
}


def expression(kind: str, args: tuple[str, ...], x: str, version: int) -> str:
    """The expression that reads a slot of this kind at a server version."""
    if kind == "str~" and version < ESCAPES_SINCE:
        kind = "str"
    return READ[kind].format(x=x, args=", ".join(args))


# ------------------------------------------------------------------------------------------------ writing


def write_float(value: Any) -> str:
    """A float as a server writes it: exponents in Java's way, so that its unset value is recognised everywhere."""
    text = repr(float(value))
    if text[-1] in "fn":
        return {"inf": INFINITY_STR, "-inf": "-" + INFINITY_STR}.get(text, "NaN")
    return text.replace("e+", "E").replace("e", "E")


def write_percent(value: Any) -> str:
    """Without a fraction that is 0: a real server writes whole numbers, which some clients read as such."""
    return write_float(value).removesuffix(".0")


def write_decimal(value: Any) -> str:
    return "" if value == UNSET_DECIMAL else format(value, "f")


def write_text(value: Any) -> str:
    text = str(value)
    if "\0" in text:
        raise ValueError("a text field cannot hold a NUL character")
    return text


def write_escaped(value: Any) -> str:
    r"""In 7 bits: `\u00e9` and its like, never `\xe9`, which not every client knows."""
    return "".join(
        f"\\u{ord(char):04x}" if "\x7f" < char <= "\uffff" else char.encode("unicode_escape").decode("ascii")
        for char in write_text(value)
    )


# kind -> how a server writes the value; requests are written by text_encode.py
WRITE: dict[str, Callable[[Any], str]] = {
    "int": lambda v: str(int(v)),
    "int?": lambda v: "" if v == UNSET_INTEGER else str(int(v)),
    "whole": lambda v: str(int(v)),
    "long": lambda v: str(int(v)),
    "float": write_float,
    "percent": write_percent,
    "price": write_float,
    "float?": lambda v: "" if v == UNSET_DOUBLE else write_float(v),
    "bool": lambda v: "1" if v else "0",
    "bool?": lambda v: "" if v is None else "1" if v else "0",
    "str": write_text,
    "str~": write_escaped,
    "decimal": write_decimal,
    "average": write_decimal,
    "truth": lambda v: "true" if v else "false",
    "connector": lambda v: "a" if v else "o",
    "notneg": lambda v: "-1" if v is None else write_float(v),
    "enum": lambda v: str(v.value[0]),
}


def writer(kind: str, args: tuple[str, ...], version: int) -> Callable[[Any], str]:
    """How a server writes a value of this kind at a server version."""
    if kind == "unless":
        return lambda v: args[0] if v is None else write_float(v)
    if kind == "str~" and version < ESCAPES_SINCE:
        kind = "str"
    return WRITE[kind]
