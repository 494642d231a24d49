"""Placing, changing and cancelling orders; asking for orders and executions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibproto.const import NO_VALID_ID
from ibproto.contract import Contract
from ibproto.execution import ExecutionFilter
from ibproto.gateway.trading.trading import ADMIN
from ibproto.gateway.universe import Combo, Instrument
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
    for one that is rejected. How orders are worked is told below. A combination (BAG) is filled at the quotes of its
    legs: execDetails of itself, then of each leg, and commissions of the legs; 312, 313 or 314 for legs that are not
    valid. An advisor's order for a group (faGroup) has executions of each account; 435 and 436 without an account. With
    whatIf only openOrder, with margins and commission. With transmit off nothing, until it is transmitted."""
    if contract.secType.upper() == "BAG":
        combo = world.universe.combine(contract)
        if not isinstance(combo, Combo):
            client.error(orderId, *combo)
            return
        instrument: Instrument | None = combo
    else:
        instrument = the_instrument(world, client, orderId, contract)
    if instrument is not None:
        world.trading.place(client, orderId, instrument, contract, order)


def cancelOrder(world: World, client: ClientSession, orderId: int, orderCancel: OrderCancel) -> None:
    """orderStatus Cancelled and the notice 202; 10147 for an unknown order, 10148 for one that is done. An order of
    another client that this one was told of can be cancelled, too (a switch): both hear of it, with the id of the one
    that has cancelled it."""
    world.trading.cancel(client, orderId)


def reqGlobalCancel(world: World, client: ClientSession, orderCancel: OrderCancel) -> None:
    """All working orders of all clients; nothing is answered when there are none."""
    world.trading.cancel_all()


def reqOpenOrders(world: World, client: ClientSession) -> None:
    """openOrder and orderStatus for each working order of this client id, then openOrderEnd. Client 0 gets the orders
    that were entered by hand as its own: orderBound tells their ids, below 0."""
    world.trading.bind(client)
    world.trading.send_open_orders(client)
    client.send("openOrderEnd")


def reqAllOpenOrders(world: World, client: ClientSession) -> None:
    """openOrder and orderStatus for each working order of all clients, then openOrderEnd; those that were entered by
    hand have the id 0 unless they are bound. The client may change and cancel what it has seen (a switch), and has no
    ids as low for new orders any more."""
    world.trading.send_open_orders(client, everyone=True)
    client.send("openOrderEnd")


def reqAutoOpenOrders(world: World, client: ClientSession, bAutoBind: bool) -> None:
    """Silent. Client 0 gets the orders that will be entered by hand as its own: orderBound, then openOrder and
    orderStatus for each; 327 for other clients."""
    if client.client_id != ADMIN:
        client.error(NO_VALID_ID, 327, "Only the default client (i.e 0) can auto bind orders")
    else:
        world.trading.bind_from_now(client, bAutoBind)


def reqExecutions(world: World, client: ClientSession, reqId: int, execFilter: ExecutionFilter | None) -> None:
    """execDetails and commissionAndFeesReport for each execution that passes the filter, then execDetailsEnd (a switch
    leaves that out when there are none)."""
    if world.trading.send_executions(client, reqId, execFilter or ExecutionFilter()) or world.behaviour.empty_end:
        client.send("execDetailsEnd", reqId=reqId)


def reqCompletedOrders(world: World, client: ClientSession, apiOnly: bool) -> None:
    """completedOrder for each order of all clients that is filled, cancelled or rejected, then completedOrdersEnd; with
    apiOnly without those that were entered by hand."""
    world.trading.send_completed_orders(client, apiOnly)
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
