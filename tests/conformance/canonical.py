"""The JSON form in which the vectors hold values, and how a value of ours is compared with it.

    float {"$f": repr}     Decimal {"$d": str}     bytes {"$b": hex}     set {"$set": [...]}     dict {"$map": [[k, v]]}
    enum member {"$enum": "Class.MEMBER"}     time of the client's clock {"$now": true}
    object {"$obj": "[module.]Class", "attrs": {...}}     protobuf message {"$proto": "Name", "text": JSON, "hex": ...}

Other values stand for themselves.
"""

from __future__ import annotations

import enum
import gzip
import importlib
import json
import re
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from ibproto import protobuf

VECTORS = Path(__file__).parent / "vectors"
ENUM_MODULES = ("common", "contract", "execution", "order", "order_condition", "message", "ticktype")
CLOCK_TOLERANCE = 3_600_000  # milliseconds
SHOWN = 5  # rows of a failing group

Row = dict[str, Any]


def rows(name: str) -> Iterator[Row]:
    """The rows of a file, each with its line number."""
    with gzip.open(VECTORS / name, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            yield {**json.loads(line), "line": number}


def report(problems: list[str], total: int) -> str:
    """The first problems, for the message of a failing test."""
    return "\n".join([f"{len(problems)} of {total} rows fail:", *problems[:SHOWN]])


# ------------------------------------------------------------------------------------------ making values


def enum_class(name: str) -> Any:
    for module in ENUM_MODULES:
        found = getattr(importlib.import_module(f"ibproto.{module}"), name, None)
        if found is not None:
            return found
    raise LookupError(name)


def decode(form: Any) -> Any:
    """The value of a request's argument."""
    if isinstance(form, list):
        return [decode(one) for one in form]
    if not isinstance(form, dict):
        return form
    if "$f" in form:
        return float(form["$f"])
    if "$d" in form:
        return Decimal(form["$d"])
    if "$b" in form:
        return bytes.fromhex(form["$b"])
    if "$enum" in form:
        name, member = form["$enum"].split(".")
        return enum_class(name)[member]
    if "$proto" in form:
        return getattr(protobuf, form["$proto"]).FromString(bytes.fromhex(form["hex"]))
    module, name = form["$obj"].rsplit(".", 1)
    made = getattr(importlib.import_module(f"ibproto.{module}"), name)()
    for attribute, value in form["attrs"].items():
        setattr(made, attribute, decode(value))
    return made


# ------------------------------------------------------------------------------------------ comparing values


def differences(want: Any, got: Any, path: str, unordered: bool) -> Iterator[str]:
    """One line for each difference; ``unordered``: lists of pairs come from maps, which have no order."""
    if agreed(want, got, path):
        return
    if isinstance(want, dict) and "$obj" in want:
        if type(got).__name__ != want["$obj"]:
            yield f"{path}: a {want['$obj']} expected, not {got!r:.120}"
            return
        for name, inner in want["attrs"].items():
            yield from differences(inner, getattr(got, name, "missing"), f"{path}.{name}", unordered)
    elif isinstance(want, dict) and "$proto" in want:
        if type(got).__name__ != want["$proto"]:
            yield f"{path}: a message {want['$proto']} expected, not {got!r:.120}"
        else:
            yield from proto_differences(json.loads(want["text"]), got, path)
    elif isinstance(want, list):
        if not isinstance(got, (list, tuple)) or len(got) != len(want):
            yield f"{path}: {want!r:.120} expected, not {got!r:.120}"
            return
        if unordered and any(type(one).__name__ == "TagValue" for one in got):
            want = sorted(want, key=lambda one: (one["attrs"]["tag"], one["attrs"]["value"]))
            got = sorted(got, key=lambda one: (one.tag, one.value))
        for position, (one, other) in enumerate(zip(want, got)):
            yield from differences(one, other, f"{path}[{position}]", unordered)
    elif not same_plain(want, got):
        yield f"{path}: {want!r:.120} expected, not {got!r:.120}"


def same_plain(want: Any, got: Any) -> bool:
    """Whether a value without parts that differ in their own right is the one expected, its type included."""
    if isinstance(want, str):
        return isinstance(got, str) and not isinstance(got, enum.Enum) and same_text(want, got)
    if not isinstance(want, dict):
        return type(want) is type(got) and bool(want == got)
    if "$f" in want:
        return type(got) is float and repr(got) == want["$f"]
    if "$d" in want:
        return isinstance(got, Decimal) and str(got) == want["$d"]
    if "$now" in want:
        return type(got) is int and abs(got - time.time() * 1000) < CLOCK_TOLERANCE
    if "$enum" in want:
        return isinstance(got, enum.Enum) and f"{type(got).__name__}.{got.name}" == want["$enum"]
    if "$set" in want:
        expected = [decode(one) for one in want["$set"]]
        return isinstance(got, set) and sorted(map(repr, got)) == sorted(map(repr, expected))
    raise ValueError(f"unknown form {want!r:.80}")


def same_text(want: str, got: str) -> bool:
    """Equal, or better: UTF-8 that was taken for Latin-1 is put right, an unset margin is empty."""
    joined = json.loads(json.dumps(got))  # two halves of a character beyond 0xffff
    if want in (got, joined):
        return True
    if len(want) > 300 and want.strip("-").isdigit() and got == "":
        return True
    right = re.sub("[\x80-\xff]+", lambda run: run[0].encode("latin-1").decode("utf-8", "backslashreplace"), want)
    return right in (got, joined)


def agreed(want: Any, got: Any, path: str) -> bool:
    """Where this library differs on purpose."""
    if path.endswith("(isSuccessful)") and isinstance(want, str):  # a bool, not a text
        return got is (want.lower() in ("true", "1"))
    if path.endswith("(smartComponentMap)") and isinstance(want, dict):  # a list, as in text form
        ours = [[one.bitNumber, [one.exchange, one.exchangeLetter]] for one in got]
        return sorted(ours) == want["$map"]
    if want == {"$enum": "FundAssetType.NoneItem"}:  # the code 000 is known here
        return bool(got is enum_class("FundAssetType").Others or got is enum_class("FundAssetType").NoneItem)
    if path.endswith("tickPrice(attrib)"):  # without a mask nothing is set, instead of everything
        return all(want["attrs"].values()) and not any(vars(got).values())
    return False


def proto_differences(want: Any, got: Any, path: str) -> Iterator[str]:
    """A protobuf message, or a part of one, against protobuf's own JSON form."""
    if isinstance(want, dict):
        is_map = isinstance(got, dict) or not hasattr(got, "ListFields")
        for name, inner in want.items():
            try:
                found = got[name] if is_map else getattr(got, name)
            except (KeyError, AttributeError):
                yield f"{path}.{name}: missing"
                continue
            yield from proto_differences(inner, found, f"{path}.{name}")
        set_here = set(got) if is_map else {field.name for field, _ in got.ListFields()}
        if set_here - set(want):
            yield f"{path}: {sorted(set_here - set(want))} not expected"
    elif isinstance(want, list):
        if len(want) != len(list(got)):
            yield f"{path}: {len(want)} items expected, not {len(list(got))}"
        for position, (one, other) in enumerate(zip(want, got)):
            yield from proto_differences(one, other, f"{path}[{position}]")
    else:
        if isinstance(got, float) and isinstance(want, str):
            got = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}.get(repr(got), got)
        if isinstance(want, str) and type(got) is int:
            got = str(got)  # 64-bit numbers are texts in that form
        if type(want) is not type(got) or want != got:
            yield f"{path}: {want!r:.120} expected, not {got!r:.120}"
