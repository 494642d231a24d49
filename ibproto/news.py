"""Types of a news bulletin (`msgType` of `updateNewsBulletin`)."""

from __future__ import annotations

NEWS_MSG = 1
"""An ordinary bulletin."""
EXCHANGE_AVAIL_MSG = 2
"""An exchange can be traded on again."""
EXCHANGE_UNAVAIL_MSG = 3
"""An exchange cannot be traded on at present."""
