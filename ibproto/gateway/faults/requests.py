"""Faults of what becomes of requests: served late, or never."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibproto.gateway.hooks import GoOn, Request

from .stage import End, Stage

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession
    from ibproto.gateway.world import World


def slow_server(stage: Stage, delay: float) -> End:
    def hook(session: ClientSession, request: Request, go_on: GoOn[Request]) -> None:
        stage.clock.call_later(delay, lambda: go_on(request))

    return stage.hook(stage.world.hooks.incoming, hook)


def silent_order_drop(stage: Stage, probability: float) -> End:
    def hook(session: ClientSession, request: Request, go_on: GoOn[Request]) -> None:
        if request.name != "placeOrder" or not stage.chance(probability):
            go_on(request)

    return stage.hook(stage.world.hooks.incoming, hook)


def cancel_ack_at_open(stage: Stage) -> End:
    def hook(session: ClientSession, request: Request, go_on: GoOn[Request]) -> None:
        opens = _opening(stage.world, session, request.args[0]) if request.name == "cancelOrder" else 0.0
        if opens:
            stage.clock.call_at(opens, lambda: go_on(request))
        else:
            go_on(request)

    return stage.hook(stage.world.hooks.incoming, hook)


def _opening(world: World, session: ClientSession, order_id: int) -> float:
    """When the exchange of an order opens; 0 when it is open, or there is no such order."""
    assert session.client_id is not None
    try:
        live = world.trading.order(session.client_id, order_id)
    except ValueError:
        return 0.0
    calendar, now = live.instrument.calendar, world.clock.now()
    return 0.0 if calendar.is_open(now) else calendar.next(now).start
