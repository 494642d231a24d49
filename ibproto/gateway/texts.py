"""How the texts of common errors begin; behind it stands what is wrong, and what to do."""

from __future__ import annotations

INVALID = "Error validating request.-'sim' : cause - "  # 321
PROCESSING = "Error processing request.-'sim' : cause - "  # 322
