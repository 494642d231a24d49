"""Values that stand for "not set", and limits."""

from __future__ import annotations

import math as math
import sys as sys
from decimal import Decimal as Decimal

NO_VALID_ID = -1
"""The id of an error or notice that belongs to no request."""
MAX_MSG_LEN = 0xFFFFFF
"""Bytes in the longest message, its length prefix not counted."""

UNSET_INTEGER = 2**31 - 1
UNSET_DOUBLE = sys.float_info.max
UNSET_LONG = 2**63 - 1
UNSET_DECIMAL = Decimal(2**127 - 1)

DOUBLE_INFINITY = math.inf
INFINITY_STR = "Infinity"
