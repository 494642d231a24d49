"""Faults of the connections themselves: closed, refused, silent, moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibproto.gateway.hooks import GoOn, Message, Request

from .stage import End, Stage, together

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession

MOVED = "TWS socket port has been reset and this connection is being dropped. Please reconnect on the new port - {}"


def _close_all(stage: Stage, ids_stuck: float = 0.0) -> End:
    """End all connections; the client ids stay taken for so long, or until the end."""
    world, ids = stage.world, list(stage.world.sessions)
    for session in stage.connections():
        world.dismiss(session)
    for client_id in ids:
        world.keep_id(client_id, ids_stuck)
    return lambda: world.free_ids(ids)


def gateway_restart(stage: Stage, seconds: float, ids_stuck: float) -> End:
    free = _close_all(stage, seconds + ids_stuck)
    stage.door.shut()
    timer = stage.clock.call_later(seconds, stage.door.reopen)

    def end() -> None:
        timer.cancel()
        free()
        stage.door.reopen()

    return end


def client_id_stuck(stage: Stage, seconds: float) -> End:
    return _close_all(stage, seconds)


def half_open(stage: Stage) -> End:
    silent = stage.sessions()

    def outgoing(session: ClientSession, message: Message, go_on: GoOn[Message]) -> None:
        if session not in silent:
            go_on(message)

    def incoming(session: ClientSession, request: Request, go_on: GoOn[Request]) -> None:
        if session not in silent:
            go_on(request)

    undo = together(stage.hook(stage.world.hooks.outgoing, outgoing), stage.hook(stage.world.hooks.incoming, incoming))

    def end() -> None:
        undo()
        for session in silent:
            if not session.broken:
                stage.world.dismiss(session)

    return end


def port_change(stage: Stage, port: int) -> None:
    stage.door.move(port)
    stage.world.port = stage.door.port
    stage.tell(1300, MOVED.format(stage.door.port))
    _close_all(stage)
