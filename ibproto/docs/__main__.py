"""`python -m ibproto.docs` writes the generated documents anew."""

from __future__ import annotations

from . import write

for path in write():
    print(path)
