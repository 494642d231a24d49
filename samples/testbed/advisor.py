"""What financial advisors have: groups of accounts, aliases, and orders that are shared among accounts."""

from decimal import Decimal

from ibproto.common import FaDataTypeEnum
from ibproto.order import Order

from . import contracts
from .app import sample

PROFILES = 2  # a kind of data that is gone from the enumeration

TEAM = """\
<?xml version="1.0" encoding="UTF-8"?>
<ListOfGroups>
  <Group>
    <name>Team</name><defaultMethod>{method}</defaultMethod><ListOfAccts varName="list">{accounts}</ListOfAccts>
  </Group>
</ListOfGroups>
"""
ENTRY = "<Account><acct>{account}</acct><amount>{amount}</amount></Account>"


@sample
def not_an_advisor(app):
    """Accounts of others have none of this: error 321, or 344."""
    app.requestFA(FaDataTypeEnum.GROUPS)
    if app.account.startswith(("F", "DF")):
        app.wait("receiveFA")
    else:
        app.wait_error(321, 344)


@sample(advisor=True)
def groups(app):
    """The groups of accounts, as XML."""
    app.requestFA(FaDataTypeEnum.GROUPS)
    app.wait("receiveFA", faData=FaDataTypeEnum.GROUPS)


@sample(advisor=True)
def aliases(app):
    """Other names of the accounts."""
    app.requestFA(FaDataTypeEnum.ALIASES)
    app.wait("receiveFA", faData=FaDataTypeEnum.ALIASES)


@sample(advisor=True)
def profiles(app):
    """Profiles were merged into groups: error 585 since server version 177."""
    app.requestFA(PROFILES)
    if app.serverVersion() >= 177:
        app.wait_error(585, 321)
    else:
        app.wait("receiveFA", faData=PROFILES)


def accounts_of(app):
    """The accounts that the advisor trades for."""
    app.reqManagedAccts()
    names = app.wait("managedAccounts").accountsList.split(",")
    return [name for name in names if name and not name.startswith(("F", "DF"))]


def set_team(app, method, amounts):
    """Replace all groups by one; read them first, if there are some to be kept."""
    entries = [ENTRY.format(account=name, amount=amount) for name, amount in zip(accounts_of(app), amounts)]
    reqId = app.new_id()
    app.replaceFA(reqId, FaDataTypeEnum.GROUPS, TEAM.format(method=method, accounts="".join(entries)))
    app.wait("replaceFAEnd", reqId=reqId)


@sample(advisor=True, orders=True)
def replace_groups(app):
    """Write the groups."""
    set_team(app, "Equal", (0, 0))
    app.requestFA(FaDataTypeEnum.GROUPS)
    app.wait("receiveFA", where=lambda told: "Team" in told.cxml)


@sample(advisor=True)
def groups_that_cannot_be_read(app):
    """XML that is none: error 321."""
    app.replaceFA(app.new_id(), FaDataTypeEnum.GROUPS, "<ListOfGroups>")
    app.wait_error(321)


def share(app, order, executions):
    """Place an order, and wait for executions in so many accounts."""
    orderId = app.new_id()
    app.placeOrder(orderId, contracts.stock(), order)
    app.wait("orderStatus", orderId=orderId, status="Filled")
    app.wait("execDetails", count=executions, where=lambda told: told.execution.orderId == orderId)


def market(quantity):
    order = Order()
    order.action = "BUY"
    order.orderType = "MKT"
    order.totalQuantity = Decimal(quantity)
    return order


@sample(advisor=True, orders=True)
def order_for_an_account(app):
    """One account, by its name."""
    order = market(100)
    order.account = accounts_of(app)[0]
    share(app, order, 1)


@sample(advisor=True, orders=True)
def order_for_a_group(app):
    """A group, by the method that it has."""
    set_team(app, "Equal", (0, 0))
    order = market(100)
    order.faGroup = "Team"
    share(app, order, 2)


@sample(advisor=True, orders=True)
def order_by_net_liquidation(app):
    """A group, by a method of the order: more for the accounts that have more."""
    set_team(app, "Equal", (0, 0))
    order = market(100)
    order.faGroup = "Team"
    order.faMethod = "NetLiq"
    share(app, order, 2)


@sample(advisor=True, orders=True)
def order_by_ratio(app):
    """Ratio: amounts say how much more an account gets than others."""
    set_team(app, "Ratio", (1, 3))
    order = market(100)
    order.faGroup = "Team"
    share(app, order, 2)


@sample(advisor=True, orders=True)
def order_by_percent(app):
    """Percent: amounts that add up to 100."""
    set_team(app, "Percent", (40, 60))
    order = market(100)
    order.faGroup = "Team"
    share(app, order, 2)


@sample(advisor=True, orders=True)
def order_by_shares(app):
    """ContractsOrShares: amounts are sizes; the order has their sum."""
    set_team(app, "ContractsOrShares", (30, 50))
    order = market(80)
    order.faGroup = "Team"
    share(app, order, 2)


@sample(advisor=True, orders=True)
def order_by_amount(app):
    """MonetaryAmount: amounts of money; the sizes follow from the price."""
    set_team(app, "MonetaryAmount", (10000, 20000))
    order = market(0)
    order.faGroup = "Team"
    share(app, order, 2)


@sample(advisor=True, orders=True)
def order_by_change(app):
    """PctChange: each account's position grows by faPercentage."""
    set_team(app, "ContractsOrShares", (100, 200))
    order = market(300)
    order.faGroup = "Team"
    share(app, order, 2)
    order = market(0)
    order.faGroup = "Team"
    order.faMethod = "PctChange"
    order.faPercentage = "50"
    share(app, order, 2)


@sample(advisor=True, orders=True)
def order_without_an_account(app):
    """An advisor's order needs an account or a group: error 435."""
    app.placeOrder(app.new_id(), contracts.stock(), market(100))
    app.wait_error(435, 436)


@sample(advisor=True)
def summary_of_a_group(app):
    """The account summary of a group; All is all accounts."""
    reqId = app.new_id()
    app.reqAccountSummary(reqId, "All", "NetLiquidation")
    app.wait("accountSummaryEnd", reqId=reqId)
    app.wait("accountSummary", reqId=reqId)
    app.cancelAccountSummary(reqId)
    app.settle()
