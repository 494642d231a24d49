"""The documentation: reference.md and error_codes.md are generated, from_ibapi.md and inside.md are written by hand.

    python -m ibproto.docs        writes the generated ones anew

What they say stands elsewhere: in the docstrings of EClient and EWrapper, in the message table, in error_codes.py.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from . import error_table, reference

FOLDER = Path(__file__).parent
GENERATED: dict[str, Callable[[], str]] = {
    "reference.md": reference.markdown,
    "error_codes.md": error_table.markdown,
}
"""File name -> the function that makes its text."""


def write() -> list[Path]:
    """Write the generated documents; returns their paths."""
    for name, make in GENERATED.items():
        (FOLDER / name).write_text(make(), encoding="utf-8")
    return [FOLDER / name for name in GENERATED]
