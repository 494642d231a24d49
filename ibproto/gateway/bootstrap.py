"""What a session begins with, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ibproto.const import NO_VALID_ID

if TYPE_CHECKING:
    from .client_session import ClientSession
    from .world import World


def begin(world: World, session: ClientSession) -> None:
    """Send the first messages of a session, at once or after the delays that the switches ask for."""
    _after(world, world.behaviour.bootstrap_delay, lambda: _send_first(world, session))


def _send_first(world: World, session: ClientSession) -> None:
    behaviour = world.behaviour
    if behaviour.farms_first:
        _send_farms(world, session)
    if behaviour.next_id_first or behaviour.accounts_delay > 0:
        _send_next_id(world, session)
        _after(world, behaviour.accounts_delay, lambda: _send_accounts(world, session))
    else:
        _send_accounts(world, session)
        _send_next_id(world, session)
    if behaviour.download_open_orders and not behaviour.read_only:
        world.trading.send_open_orders(session)
    if not behaviour.farms_first:
        _send_farms(world, session)


def _send_accounts(world: World, session: ClientSession) -> None:
    session.send("managedAccounts", accountsList=world.accounts_list())


def _send_next_id(world: World, session: ClientSession) -> None:
    assert session.client_id is not None
    session.ready = True
    session.send("nextValidId", orderId=world.trading.next_id(session.client_id))


def _send_farms(world: World, session: ClientSession) -> None:
    for code, text in world.farms.at_start():
        session.error(NO_VALID_ID, code, text)


def _after(world: World, delay: float, action: Callable[[], None]) -> None:
    if delay > 0:
        world.clock.call_later(delay, action)
    else:
        action()
