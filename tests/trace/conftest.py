from __future__ import annotations

from ibproto.testing import gateway as gateway
from ibproto.testing import pytest_configure as pytest_configure
