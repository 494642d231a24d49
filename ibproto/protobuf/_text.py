"""A message as text, one field a line, in protobuf's text format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibproto.wire.protobuf import ZEROS

if TYPE_CHECKING:
    from ibproto.protobuf._message import Message

_ESCAPES = {
    **{chr(code): f"\\{code:03o}" for code in (*range(32), 127)},
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    '"': '\\"',
    "'": "\\'",
    "\\": "\\\\",
}
_TABLE = str.maketrans(_ESCAPES)


def format_message(message: Message) -> str:
    return "".join([f"{line}\n" for line in _lines(message)])


def _lines(message: Message) -> list[str]:
    lines: list[str] = []
    for field, value in message.ListFields():
        name = field.name
        if field.label == "map":
            for key in sorted(value):
                lines += [f"{name} {{", f"  key: {_scalar(key)}", f"  value: {_scalar(value[key])}", "}"]
            continue
        for item in value if field.label == "repeated" else (value,):
            if field.type in ZEROS:
                lines.append(f"{name}: {_scalar(item)}")
            else:
                lines += [f"{name} {{", *[f"  {line}" for line in _lines(item)], "}"]
    return lines


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        short = f"{value:.15g}"
        return short if float(short) == value or value != value else f"{value:.17g}"
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    return f'"{value.translate(_TABLE)}"' if isinstance(value, str) else str(value)
