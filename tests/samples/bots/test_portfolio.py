"""The portfolio monitor: what it shows, and what it says when it cannot."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import pytest

from ibproto.gateway.stepped import SteppedGateway
from ibproto.order import Order

from .tools import live, load, reset, set_price, stock

module = load("portfolio")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def monitor(gateway: SteppedGateway, out: io.StringIO | None = None, **more: Any) -> Any:
    return module.Monitor(out=out or io.StringIO(), now=gateway.clock.now, **more)


@pytest.fixture
def filled(gateway: SteppedGateway) -> SteppedGateway:
    """A gateway with an account that holds something."""
    buyer = module.Buyer()
    gateway.connect(buyer, 99)
    gateway.run_until(buyer.is_over)
    buyer.shut_down()
    return gateway


def test_it_shows_each_position_and_the_account(filled: SteppedGateway) -> None:
    bot = monitor(filled, once=True)
    filled.connect(bot)
    live(filled, bot, 10)
    text = bot.out.getvalue()
    assert bot.is_over() and not bot.failed
    assert "DU1234567" in text and "\x1b" not in text
    rows = {line.split()[0]: line.split() for line in text.splitlines() if line[:4].strip()}
    assert (rows["AAPL"][1], rows["MSFT"][1], rows["SPY"][1]) == ("300", "120", "-50")
    assert rows["NetLiquidation"][2] == "USD"
    assert "-" not in (rows["AAPL"][-1], rows["SPY"][-1])  # today's profit has come


def test_an_empty_account_is_shown_too(gateway: SteppedGateway) -> None:
    bot = monitor(gateway, once=True)
    gateway.connect(bot)
    live(gateway, bot, 10)
    assert "1,000,000.00 USD" in bot.out.getvalue()


def test_it_follows_the_price(filled: SteppedGateway) -> None:
    bot = monitor(filled)
    filled.connect(bot)
    live(filled, bot, 3)
    price = set_price(filled, "AAPL", 1.1)
    live(filled, bot, 5)
    (apple,) = [line for line in bot.positions.values() if line.contract.symbol == "AAPL"]
    assert apple.price == pytest.approx(price, abs=0.02)
    assert apple.unrealized > 0.08 * apple.value


def test_a_position_that_is_closed_goes_away(filled: SteppedGateway) -> None:
    bot = monitor(filled)
    filled.connect(bot)
    live(filled, bot, 2)
    bot.placeOrder(500, stock(), Order(action="SELL", totalQuantity=Decimal(300), orderType="MKT", tif="DAY"))
    live(filled, bot, 10)
    assert {line.contract.symbol for line in bot.positions.values()} == {"MSFT", "SPY"}


def test_on_a_terminal_it_redraws_in_place_and_restores_the_screen(filled: SteppedGateway) -> None:
    bot = monitor(filled, Terminal())
    filled.connect(bot)
    live(filled, bot, 4)
    bot.shut_down()
    text = bot.out.getvalue()
    assert text.startswith(module.OTHER_SCREEN + module.HIDE_CURSOR)
    assert text.count(module.HOME) >= 3
    assert text.endswith(module.SHOW_CURSOR + module.OWN_SCREEN)
    assert module.GREEN in text or module.RED in text


def test_a_reset_is_shown_and_survived(filled: SteppedGateway) -> None:
    bot = monitor(filled)
    filled.connect(bot)
    live(filled, bot, 2)
    reset(filled)
    assert bot.status == "old: the connection is lost"
    filled.connect(bot)
    live(filled, bot, 3)
    assert bot.status == "live"
    assert len(bot.singles) == len(bot.positions) == 3


def test_an_account_that_is_not_there_ends_it(gateway: SteppedGateway, capsys: pytest.CaptureFixture[str]) -> None:
    bot = monitor(gateway, account="DU999")
    gateway.connect(bot)
    assert bot.is_over()
    bot.shut_down()
    assert "there is no account DU999 here, only DU1234567" in capsys.readouterr().err


def test_an_account_that_does_not_come_ends_it(gateway: SteppedGateway) -> None:
    bot = monitor(gateway)
    bot.reqAccountUpdates = lambda *args: None
    gateway.connect(bot)
    live(gateway, bot, module.READY_TIME + 2)
    assert bot.failed
