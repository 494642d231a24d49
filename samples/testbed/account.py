"""Accounts: values, positions, profit and loss."""

from ibproto.account_summary_tags import AccountSummaryTags

from . import contracts
from .app import sample
from .options import first


@sample
def updates(app):
    """Values and portfolio of an account, then all again when something changes; one account at a time."""
    app.reqAccountUpdates(True, app.account)
    app.wait("accountDownloadEnd")
    app.wait("updateAccountValue", key="NetLiquidation")
    app.reqAccountUpdates(False, app.account)
    app.settle()


@sample
def updates_of_several(app):
    """The same with an id, for any number of accounts and models."""
    reqId = app.new_id()
    app.reqAccountUpdatesMulti(reqId, app.account, "", False)
    app.wait("accountUpdateMultiEnd", reqId=reqId)
    app.cancelAccountUpdatesMulti(reqId)
    app.settle()


@sample
def cash_of_several(app):
    """Only the cash by currency, and the net liquidation."""
    reqId = app.new_id()
    app.reqAccountUpdatesMulti(reqId, app.account, "", True)
    app.wait("accountUpdateMultiEnd", reqId=reqId)
    app.cancelAccountUpdatesMulti(reqId)
    app.settle()


def summary(app, tags):
    reqId = app.new_id()
    app.reqAccountSummary(reqId, "All", tags)
    app.wait("accountSummaryEnd", reqId=reqId)
    app.wait("accountSummary", reqId=reqId)
    app.cancelAccountSummary(reqId)
    app.settle()


@sample
def summary_of_some(app):
    """Some values of all accounts."""
    summary(app, "NetLiquidation,TotalCashValue,BuyingPower")


@sample
def summary_of_all(app):
    """All values."""
    summary(app, AccountSummaryTags.AllTags)


@sample
def ledger(app):
    """Cash in the base currency."""
    summary(app, "$LEDGER")


@sample
def ledger_of_a_currency(app):
    """Cash in one currency."""
    summary(app, "$LEDGER:USD")


@sample
def ledger_of_all_currencies(app):
    """Cash in each currency."""
    summary(app, "$LEDGER:ALL")


@sample
def positions(app):
    """The positions of all accounts, then those that change."""
    app.reqPositions()
    app.wait("positionEnd")
    app.cancelPositions()
    app.settle()


@sample
def positions_of_several(app):
    """The same with an id, for an account and a model."""
    reqId = app.new_id()
    app.reqPositionsMulti(reqId, app.account, "")
    app.wait("positionMultiEnd", reqId=reqId)
    app.cancelPositionsMulti(reqId)
    app.settle()


@sample
def profit_and_loss(app):
    """Of an account, about once a second."""
    reqId = app.new_id()
    app.reqPnL(reqId, app.account, "")
    app.wait("pnl", reqId=reqId)
    app.cancelPnL(reqId)
    app.settle()


@sample(orders=True)
def profit_and_loss_of_a_position(app):
    """Of one position; silence while there is none, so this sample buys one."""
    from .options import buy

    contract = first(app, contracts.stock()).contract
    buy(app, contract)
    reqId = app.new_id()
    app.reqPnLSingle(reqId, app.account, "", contract.conId)
    app.wait("pnlSingle", reqId=reqId)
    app.cancelPnLSingle(reqId)
    app.settle()


@sample
def family_codes(app):
    """Which accounts belong to a family; empty for most."""
    app.reqFamilyCodes()
    app.wait("familyCodes")


@sample
def soft_dollar_tiers(app):
    """Tiers of soft dollar agreements; none for most."""
    reqId = app.new_id()
    app.reqSoftDollarTiers(reqId)
    app.wait("softDollarTiers", reqId=reqId)


@sample
def unknown_account(app):
    """An account that there is not: error 321."""
    app.reqPnL(app.new_id(), "DU0000000", "")
    app.wait_error(321)
