"""The stepped gateways of the tests of reference data serve here too."""

from __future__ import annotations

from tests.gateway.reference.conftest import bot, gateway, start, version

__all__ = ["bot", "gateway", "start", "version"]
