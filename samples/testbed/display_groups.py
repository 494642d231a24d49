"""Display groups: windows of TWS that show the same contract, and programs that follow them or lead."""

from . import contracts
from .app import Failed, sample
from .options import first


@sample
def groups(app):
    """Which groups there are, those with the most windows first."""
    reqId = app.new_id()
    app.queryDisplayGroups(reqId)
    app.wait("displayGroupList", reqId=reqId)


@sample
def follow_and_lead(app):
    """Hear what a group shows, and make it show something else: `conId@exchange`, or `none`."""
    contract = first(app, contracts.stock()).contract
    reqId = app.new_id()
    app.subscribeToGroupEvents(reqId, 1)
    app.wait("displayGroupUpdated", reqId=reqId)
    app.updateDisplayGroup(reqId, f"{contract.conId}@SMART")
    app.wait("displayGroupUpdated", reqId=reqId, contractInfo=f"{contract.conId}@SMART")
    app.updateDisplayGroup(reqId, "none")
    app.unsubscribeFromGroupEvents(reqId)
    app.settle()


@sample
def lead_without_following(app):
    """Only who follows a group may lead it: error 321."""
    if app.serverVersion() is None:
        raise Failed("not connected")
    app.updateDisplayGroup(app.new_id(), "8314@SMART")
    app.wait_error(321)
