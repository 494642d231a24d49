"""The protobuf messages of the TWS API as classes, for the *ProtoBuf callbacks and requests.

    from ibproto.protobuf import OrderStatus
    from ibproto.protobuf.OrderStatus_pb2 import OrderStatus    # the same class

The 200 classes behave like those of Google's protobuf package (see Message); each is made when it is first used.
"""

from __future__ import annotations

import sys
from importlib import import_module

from ibproto.protobuf import _modules
from ibproto.protobuf._message import Message as Message
from ibproto.protobuf._message import message_class
from ibproto.wire.proto_schema import names
from ibproto.wire.protobuf import DecodeError as DecodeError

if not any(isinstance(finder, _modules.Finder) for finder in sys.meta_path):
    sys.meta_path.append(_modules.Finder())


def __getattr__(name: str) -> object:
    found: object
    if name in names():
        found = message_class(name)
    elif name == "__all__":  # asked for by a star import only
        found = ["DecodeError", "Message", *names()]
    elif _modules.message_name(name):
        found = import_module(f"{__name__}.{name}")
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}, and no protobuf message is named so")
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *names()})
