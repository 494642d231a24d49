"""The API settings of TWS. These requests have only the form that takes a protobuf message."""

from ibproto.protobuf.ConfigRequest_pb2 import ConfigRequest
from ibproto.protobuf.UpdateConfigRequest_pb2 import UpdateConfigRequest

from .app import Failed, sample


@sample(since=219)
def read(app):
    """All settings."""
    request = ConfigRequest()
    request.reqId = app.new_id()
    app.reqConfigProtoBuf(request)
    app.wait("configResponseProtoBuf")


@sample(since=221)
def change(app):
    """Change one: what is set in the message is changed. It is set back here."""
    request = UpdateConfigRequest()
    for value in (True, False):
        request.reqId = app.new_id()
        request.api.settings.createApiMessageLogFile = value
        app.updateConfigProtoBuf(request)
    answer = app.wait("updateConfigResponseProtoBuf", count=2).updateConfigResponseProto
    if answer.status != "success":
        raise Failed(f"not changed: {answer.message}")


@sample(since=221)
def change_that_asks(app):
    """What is dangerous is answered by a warning; nothing is changed until it is sent again as accepted."""
    request = UpdateConfigRequest()
    request.reqId = app.new_id()
    request.api.precautions.bypassOrderPrecautions = True
    app.updateConfigProtoBuf(request)
    answer = app.wait("updateConfigResponseProtoBuf").updateConfigResponseProto
    if answer.status != "warning":
        raise Failed(f"no warning, but {answer.status}")
