"""What the tests of old programs share: every warning is told again, and caught."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

import pytest

from ibproto.compat import advice


@pytest.fixture(autouse=True)
def nothing_was_told() -> Iterator[None]:
    """Each test is told everything anew."""
    advice._told.clear()
    yield


@pytest.fixture
def told() -> Iterator[list[warnings.WarningMessage]]:
    """The warnings of the test so far."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield caught
