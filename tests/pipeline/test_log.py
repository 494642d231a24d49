"""The loggers that stand for those of `logging` until they are needed."""

from __future__ import annotations

import copy
import logging
import pickle
from unittest.mock import patch

import pytest

from ibproto import client
from ibproto.log import logger_of

NAME = "ibproto.tests.log"


def test_what_is_set_on_a_logger_is_set_on_the_one_of_logging() -> None:
    logger, real = logger_of(NAME), logging.getLogger(NAME)
    logger.propagate = False
    assert real.propagate is False
    del logger.propagate
    assert "propagate" not in vars(real)
    logger.propagate = True


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
def test_a_logger_can_be_copied(again: object) -> None:
    assert callable(again)
    assert again(client.logger).getEffectiveLevel() == client.logger.getEffectiveLevel()


def test_a_logger_can_be_patched() -> None:
    logger = logger_of(NAME)
    with patch.object(logger, "warning") as warning:
        logging.getLogger(NAME).warning("seen")
    warning.assert_called_once_with("seen")
    assert "warning" not in vars(logging.getLogger(NAME))


def test_log_takes_a_stacklevel(caplog: pytest.LogCaptureFixture) -> None:
    def inner() -> None:
        logger_of(NAME).log(logging.WARNING, "here", stacklevel=2)

    inner()
    assert [record.funcName for record in caplog.records] == ["test_log_takes_a_stacklevel"]
