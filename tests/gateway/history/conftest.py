from __future__ import annotations

from tests.gateway.reference.conftest import bot, gateway, start, version

__all__ = ["bot", "gateway", "start", "version"]
