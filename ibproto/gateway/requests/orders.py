"""Placing, changing and cancelling orders; asking for orders and executions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibproto.const import NO_VALID_ID
from ibproto.contract import Contract
from ibproto.execution import ExecutionFilter
from ibproto.order import Order
from ibproto.order_cancel import OrderCancel

from .contracts import the_instrument

if TYPE_CHECKING:
    from ibproto.gateway.client_session import ClientSession
    from ibproto.gateway.world import World


def placeOrder(world: World, client: ClientSession, orderId: int, contract: Contract, order: Order) -> None:
    """openOrder and orderStatus as the order is accepted and filled, execDetails and commissionAndFeesReport for each
    execution; 200 for no or several contracts, 103 for an id used before, 104, 105 and 329 for changes that are not
    possible, 110, 321, 387 and others for orders that are not valid, 399 for one that waits for the market to open, 201
    for one that is rejected. How orders are worked is told below. With whatIf only openOrder, with margins and
    commission. With transmit off nothing, until it is transmitted."""
    instrument = the_instrument(world, client, orderId, contract)
    if instrument is not None:
        world.trading.place(client, orderId, instrument, contract, order)


def cancelOrder(world: World, client: ClientSession, orderId: int, orderCancel: OrderCancel) -> None:
    """orderStatus Cancelled and the notice 202; 10147 for an unknown order, 10148 for one that is done."""
    world.trading.cancel(client, orderId)


def reqGlobalCancel(world: World, client: ClientSession, orderCancel: OrderCancel) -> None:
    """All working orders of all clients; nothing is answered when there are none."""
    world.trading.cancel_all()


def reqOpenOrders(world: World, client: ClientSession) -> None:
    """openOrder and orderStatus for each working order of this client id, then openOrderEnd."""
    world.trading.send_open_orders(client)
    client.send("openOrderEnd")


def reqAllOpenOrders(world: World, client: ClientSession) -> None:
    """openOrder and orderStatus for each working order of all clients, then openOrderEnd."""
    world.trading.send_open_orders(client, everyone=True)
    client.send("openOrderEnd")


def reqAutoOpenOrders(world: World, client: ClientSession, bAutoBind: bool) -> None:
    """For client 0, silent: there are no orders entered by hand to bind."""
    if client.client_id != 0:
        client.error(NO_VALID_ID, 327, "Only the default client (i.e 0) can auto bind orders")


def reqExecutions(world: World, client: ClientSession, reqId: int, execFilter: ExecutionFilter) -> None:
    """execDetails and commissionAndFeesReport for each execution that passes the filter, then execDetailsEnd."""
    world.trading.send_executions(client, reqId, execFilter)
    client.send("execDetailsEnd", reqId=reqId)


def reqCompletedOrders(world: World, client: ClientSession, apiOnly: bool) -> None:
    """completedOrder for each order of all clients that is filled, cancelled or rejected, then completedOrdersEnd."""
    world.trading.send_completed_orders(client)
    client.send("completedOrdersEnd")


def exerciseOptions(
    world: World,
    client: ClientSession,
    reqId: int,
    contract: Contract,
    exerciseAction: int,
    exerciseQuantity: int,
    account: str,
    override: int,
    manualOrderTime: str,
    customerAccount: str,
    professionalCustomer: bool,
) -> None:
    """openOrder and orderStatus as of an order to buy at nothing, and its execution; 200 for no or several contracts,
    103 for an id used before, 321 for what is no option, 322 without such a position, or out of the money without
    override."""
    instrument = the_instrument(world, client, reqId, contract)
    if instrument is not None:
        world.trading.exercise(
            client, reqId, instrument, contract, exerciseAction, exerciseQuantity, account, bool(override)
        )


HANDLERS = (
    exerciseOptions,
    placeOrder,
    cancelOrder,
    reqGlobalCancel,
    reqOpenOrders,
    reqAllOpenOrders,
    reqAutoOpenOrders,
    reqExecutions,
    reqCompletedOrders,
)
